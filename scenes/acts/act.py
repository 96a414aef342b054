"""What an act is, and the planners that show anything at all.

A planner looks at a Moment, the operations of a statement from one of them
on, and gives an Act with the number of operations that it shows; or None when
it has no special way for them.
"""

from dataclasses import dataclass, field, replace

import numpy as np

from scenes.acts import pace
from scenes import words as wording
from scenes.reading import shapes as arrange

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
        turns: the pace.Turns of the things that it shows one after the
            other, or None.
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
    turns: object = None
    options: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Moment:
    """Operations of a statement, with what stands around them.

    Attributes:
        trace: that they are of.
        operations: from this moment on, at least one.
        previous: the operation before them in the same statement, or None.
        target: the name that the statement assigns, or "".
        closing: whether the last of the operations ends the statement.
        functions: the elementwise.ElementwiseFunctions called in the trace,
            by the identity of what they returned.
    """

    trace: object
    operations: tuple
    previous: object
    target: str
    closing: bool
    functions: dict

    @property
    def operation(self):
        """The first of the operations."""
        return self.operations[0]

    def named(self, count):
        """The statement's target if these many operations end it, else ""."""
        return self.target if self.closing \
            and count == len(self.operations) else ""


def made(kind, moment, seconds, title, lead, *, count=1, turns=None,
         caption="", step_name="", **options):
    """(Act, count): an Act for the first `count` operations of a Moment.

    What the last of them computes is the result; its operands are shown.
    """
    operation = moment.operations[count - 1]
    name = moment.named(count) or operation.result.name \
        or wording.code(operation.expression)
    title, lead = wording.lesson(
        moment.target, moment.operations[:count]) or (title, lead)
    return Act(kind, moment.operations[:count], operation.operands,
               operation.result, name, pace.tenths(seconds), title, lead,
               wording.in_a_row(lead, caption), operation.span,
               shapes_of(operation), step_name, turns=turns,
               options={"target": moment.target, **options}), count


def any_operation(moment):
    """An Act that shows operands, operation and result, whatever they are."""
    size = moment.operation.result.array.size
    return made("generic", moment,
                pace.ENTER + min(2.0 + size / 20, 6.0) + pace.HOLD,
                wording.generic_title(moment.operation),
                wording.generic_lead(moment.operation, moment.named(1)))


def plan_arrival(values, picture=None):
    """The Act in which arguments of the recorded call come.

    Args:
        picture: a value that came before and is shown beside them, or None.
    """
    lead = wording.arrive_lead(values)
    title = wording.arrive_title(values[0])
    pictured = values[0].array.size in arrange.PICTURES
    return Act("arrive", (), values, values[0], values[0].name,
               6.6 if pictured else 4.0, title, lead,
               lead if pictured else wording.headed(title, lead),
               step_name=wording.plain(values[0].name),
               options={"picture": picture})


def plan_comparison(name, before, after):
    """The Act that shows a column before and after learning."""
    change = after.array.astype(float) - before.array
    label = int(np.nan_to_num(change).argmax())
    values = [value.array.ravel()[label] for value in (before, after)]
    title, lead = wording.comparison(name)
    return Act("compare", (), (replace(before, name=name),
                               replace(after, name=name)), after, name,
               8.0, title, lead, wording.compared(name, label, *values),
               step_name=wording.said("before and after", "之前与之后"),
               options={"label": label})


def shapes_of(operation):
    """The shapes put into an operation: "(20, 1)  =  (20, 784) @ (784, 1)"."""
    signs = {"matmul": "@", "add": "+", "subtract": "-", "multiply": "*",
             "divide": "/", "power": "**"}
    operands = [str(value.shape) if not value.is_scalar
                else f"{value.array.item():g}" for value in operation.operands]
    shape = operation.result.shape or "a number"
    if operation.in_place and len(operands) == 2 \
            and operation.function in signs \
            and operation.operands[0].identity == operation.result.identity:
        return f"{shape}  {signs[operation.function]}=  {operands[1]}"
    if operation.function in signs and len(operands) == 2:
        right = f" {signs[operation.function]} ".join(operands)
    else:
        right = f"{operation.function}( {', '.join(operands)} )"
    return f"{shape}  =  {right}"
