"""Planners for what a layer computes: weights, biases, curve, answer."""

import numpy as np

from scenes.acts import legacy, schedule
from scenes import words as wording
from scenes.acts.act import MOST_BARS, MOST_ROW_CELLS
from scenes.acts.legacy import Act, made
from scenes.acts.act import Found
from scenes.reading.elementwise import elementwise_function
from scenes.reading.inputs import picture_of
from scenes.reading.cells_read import is_plain
from scenes.reading import shapes as arrange


def matmul(moment):
    """Weights times a column, sheet by sheet or row by row."""
    operation, target = moment.operation, moment.target
    if not is_plain(operation, "matmul"):
        return None
    left, right = operation.operands
    if len(left.shape) != 2 or right.shape != (left.shape[1], 1):
        return None
    rows, columns = left.shape
    if columns in arrange.PICTURES and 2 <= rows <= MOST_BARS:
        kind = "sheets"
        lead = wording.sheets_lead(target, left, rows, columns)
    elif columns <= MOST_ROW_CELLS and 2 <= rows <= MOST_ROW_CELLS:
        kind = "rows"
        lead = wording.rows_lead(target, left, rows)
    else:
        return None
    turns = legacy.RHYTHMS[kind].turns(rows)
    return made(
        kind, moment, turns.end + schedule.HOLD,
        wording.matmul_title(target, left, right), lead, turns=turns,
        step_name=wording.matmul_name(target, left, right),
        caption=largest_sum(target, operation.result.array.ravel()))


def largest_sum(target, values):
    """The sentence about the value furthest from zero."""
    top = int(np.argmax(np.abs(np.nan_to_num(values))))
    return wording.largest_sum(target, len(values), top,
                               wording.number(values[top], values))


def join(moment):
    """Adding a column of biases to the column that was just computed."""
    operation, previous = moment.operation, moment.previous
    shape = operation.result.shape
    if not is_plain(operation, "add") or previous is None \
            or operation.in_place or not arrange.is_column(shape) \
            or not 2 <= max(shape) <= MOST_BARS \
            or [value.shape for value in operation.operands] != [shape] * 2:
        return None
    start = [value for value in operation.operands
             if value.identity == previous.result.identity]
    bias = [value for value in operation.operands if value not in start]
    if len(start) != 1 or len(bias) != 1 or not bias[0].name:
        return None
    turns = legacy.RHYTHMS["join"].turns(max(shape))
    return made("join", moment, turns.end + schedule.HOLD,
                wording.join_title(moment.target, bias[0]),
                wording.biases_lead(
                    moment.target, max(shape),
                    of_image=picture_of(moment.trace) is not None),
                turns=turns, bias=bias[0], start=start[0])


def plan_curve(target, function):
    """The Act of a call of an ElementwiseFunction; target names its result."""
    count = max(function.argument.shape)
    turns = legacy.RHYTHMS["curve"].turns(count)
    lead = wording.curve_lead(function.name, *function.reach)
    x, y = (value.array.ravel() for value in (function.argument,
                                              function.result))
    top = int(np.argmax(np.nan_to_num(y)))
    turn = wording.curve_turn(target, count, top, function.name,
                              wording.number(x[top], x),
                              wording.number(y[top], y))
    return Act("curve", function.operations, (function.argument,),
               function.result, target or function.name,
               schedule.tenths(turns.end + 1.4 + schedule.HOLD),
               wording.curve_title(target, function.name), lead,
               wording.in_a_row(lead, turn),
               function.call,
               f"{function.result.shape}  =  "
               f"{function.name}( {function.argument.shape} )",
               wording.curve_name(target, function.name), turns=turns,
               options={"function": function, "target": target})


def curve(moment):
    if not moment.call:
        return None
    function = elementwise_function(moment.trace, moment.call)
    if function is None:
        return None
    return Found(plan_curve(moment.target if moment.closing else "",
                            function),
                 frozenset(one.number for step in moment.call
                           for one in step.operations))
