"""Which act shows an operation, with its words and its seconds.

Each planner looks at one operation and gives an Act, or None when it has no
special way for it; the last one shows anything.
"""

from dataclasses import dataclass, field

import numpy as np

from scenes import pace, wording
from scenes.stage import arrange

MOST_BARS = 32       # the longest column that is shown as bars
MOST_ROW_CELLS = 24  # the longest row whose cells can hold numbers


@dataclass(frozen=True)
class Act:
    """One movement of the film.

    Attributes:
        kind: names the class in scenes.acts that shows it.
        operations: of the trace, that it shows.
        operands: the values that go in, in order.
        result: the value that comes out.
        result_name: as in the code.
        seconds: how long it takes at pace 1, whole tenths.
        title, lead: in plain words.
        caption: the lead, and what came out.
        mark: the Span of the sub-expression, or None.
        shapes: the shapes put into the sub-expression.
        step_name: what a step that begins with this act is called.
        haste: share of its seconds that it takes where the same has been
            seen before; 1 the first time.
        options: what the kind needs besides, by name.
    """

    kind: str
    operations: tuple
    operands: tuple
    result: object
    result_name: str
    seconds: float
    title: str
    lead: str
    caption: str
    mark: object = None
    shapes: str = ""
    step_name: str = ""
    haste: float = 1.0
    options: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """An operation with what stands around it.

    Attributes:
        operation: of the trace.
        previous: the operation before it in the same statement, or None.
        target: the name that the statement assigns, or "".
        name: the same if this operation is the statement's last, else "".
        picture: an input of the trace that is a picture, or None.
    """

    operation: object
    previous: object
    target: str
    name: str
    picture: object


def plan(moment):
    """Return the Act that shows the operation of a Moment."""
    for planner in (_matmul, _join, _pick):
        act = planner(moment)
        if act is not None:
            return act
    return _generic(moment)


def _made(kind, moment, seconds, title, lead, *, caption="", step_name="",
          **options):
    operation = moment.operation
    result_name = moment.name or operation.result.name \
        or wording.code(operation.expression)
    return Act(kind, (operation,), operation.operands, operation.result,
               result_name, pace.tenths(seconds), title, lead,
               caption or lead, operation.span, shapes_of(operation),
               step_name, options={"target": moment.target, **options})


def _matmul(moment):
    operation, target = moment.operation, moment.target
    if operation.function != "matmul" or len(operation.operands) != 2:
        return None
    left, right = operation.operands
    if len(left.shape) != 2 or right.shape != (left.shape[1], 1):
        return None
    rows, columns = left.shape
    if columns in arrange.PICTURES and 2 <= rows <= MOST_BARS:
        kind, turns = "sheets", pace.sheet_turns(rows)
        lead = wording.sheets_lead(target, left, rows, columns)
    elif columns <= MOST_ROW_CELLS and 2 <= rows <= MOST_ROW_CELLS:
        kind, turns = "rows", pace.row_turns(rows)
        lead = wording.rows_lead(target, left, rows)
    else:
        return None
    values = operation.result.array.ravel()
    top = int(np.argmax(np.abs(np.nan_to_num(values))))
    return _made(
        kind, moment, turns.end + pace.HOLD,
        wording.matmul_title(target, left, right), lead,
        step_name=wording.matmul_name(target, left, right),
        caption=f"{lead} {wording.one_of(target, rows)} {top} sums to "
                f"{wording.number(values[top], values)}.")


def _join(moment):
    """Adding a column of biases to the column that was just computed."""
    operation, previous = moment.operation, moment.previous
    shape = operation.result.shape
    if operation.function != "add" or previous is None \
            or operation.in_place or not arrange.is_column(shape) \
            or not 2 <= max(shape) <= MOST_BARS \
            or [value.shape for value in operation.operands] != [shape] * 2:
        return None
    start = [value for value in operation.operands
             if value.identity == previous.result.identity]
    bias = [value for value in operation.operands if value not in start]
    if len(start) != 1 or len(bias) != 1:
        return None
    title = wording.matmul_title(moment.target, *previous.operands) \
        if previous.function == "matmul" \
        else wording.generic_title(previous)
    return _made("join", moment,
                 pace.join_turns(max(shape)).end + pace.HOLD, title,
                 wording.biases_lead(moment.target, bias[0], max(shape)),
                 bias=bias[0], start=start[0])


def _pick(moment):
    operation = moment.operation
    if operation.function not in ("argmax", "argmin") \
            or len(operation.operands) != 1:
        return None
    value, = operation.operands
    if not arrange.is_column(value.shape) or operation.result.shape != () \
            or not 2 <= max(value.shape) <= MOST_BARS:
        return None
    values, answer = value.array.ravel(), int(operation.result.array)
    lead = wording.pick_lead(operation.function, value)
    picked = wording.picked(answer, wording.number(values[answer], values))
    return _made("pick", moment,
                 pace.pick_turns(max(value.shape)).end + 1.6 + pace.HOLD,
                 wording.pick_title(operation.function), lead,
                 step_name=wording.pick_name(moment.target),
                 caption=f"{lead} {picked}", answer=answer,
                 picture=moment.picture)


def _generic(moment):
    size = moment.operation.result.array.size
    return _made("generic", moment,
                 pace.ENTER + min(2.0 + size / 20, 6.0) + pace.HOLD,
                 wording.generic_title(moment.operation),
                 wording.generic_lead(moment.operation, moment.name))


def plan_arrival(values):
    """The Act in which the arguments of the recorded call come."""
    lead = wording.arrive_lead(values)
    title = wording.arrive_title(values[0])
    return Act("arrive", (), values, values[0], values[0].name,
               6.0 if values[0].array.size in arrange.PICTURES else 4.0,
               title, lead, f"{title}: {lead}",
               step_name=wording.plain(values[0].name))


def plan_curve(target, function):
    """The Act of a call of an ElementwiseFunction; target names its result."""
    count = max(function.argument.shape)
    lead = wording.curve_lead(function.name, *function.reach)
    x, y = (value.array.ravel() for value in (function.argument,
                                              function.result))
    top = int(np.argmax(np.nan_to_num(y)))
    turn = wording.curve_turn(target, count, top, function.name,
                              wording.number(x[top], x),
                              wording.number(y[top], y))
    return Act("curve", function.operations, (function.argument,),
               function.result, target or function.name,
               pace.tenths(pace.curve_turns(count).end + 1.4 + pace.HOLD),
               wording.curve_title(function.name), lead, f"{lead} {turn}",
               function.call,
               f"{function.result.shape}  =  "
               f"{function.name}( {function.argument.shape} )",
               function.name,
               options={"function": function, "target": target})


def shapes_of(operation):
    """The shapes put into an operation: "(20, 1)  =  (20, 784) @ (784, 1)"."""
    signs = {"matmul": "@", "add": "+", "subtract": "-", "multiply": "*",
             "divide": "/", "power": "**"}
    operands = [str(value.shape) if not value.is_scalar
                else f"{value.array.item():g}" for value in operation.operands]
    if operation.function in signs and len(operands) == 2:
        right = f" {signs[operation.function]} ".join(operands)
    else:
        right = f"{operation.function}( {', '.join(operands)} )"
    shape = operation.result.shape
    return f"{shape if shape else 'a number'}  =  {right}"
