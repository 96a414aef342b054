"""Planners for what learning computes: errors, blame, small changes."""

import numpy as np

from scenes.acts import legacy, schedule
from scenes import words as wording
from scenes.acts.combining import in_turns
from scenes.acts.act import MOST_BARS, MOST_ROW_CELLS
from scenes.acts.legacy import made
from scenes.reading.cells_read import is_plain
from scenes.reading import shapes as arrange
from scenes.reading.extremes import furthest, reach
from scenes.acts.legacy import BACK, TELLING
from scenes.acts.schedule import first_alone
from scenes.reading.extremes import largest_row
from scenes.words.operations import comes_from, doing

SIGNS = {"subtract": "−", "multiply": "×", "add": "+", "divide": "÷"}
SMALL = 0.05  # of the largest value: a change below is called small


def combine(moment):
    """Two columns of the same length, bar by bar."""
    operation = moment.operation
    shape = operation.result.shape
    if not is_plain(operation, *SIGNS) or operation.in_place \
            or not arrange.is_column(shape) \
            or not 2 <= max(shape) <= MOST_BARS \
            or [value.shape for value in operation.operands] != [shape] * 2:
        return None
    values = operation.result.array.ravel()
    top = int(np.argmax(np.abs(np.nan_to_num(values))))
    turns, seconds, options = in_turns(
        moment.target, SIGNS[operation.function], operation)
    return made("combine", moment, seconds + schedule.HOLD,
                doing(operation),
                comes_from(operation, moment.named(1)), turns=turns,
                step_name=wording.step_name(moment.target),
                caption=wording.furthest(
                    moment.target, len(values), top,
                    wording.number(values[top], values)), **options)


def outer(moment):
    """A column times a row: each cell of one with each cell of the other."""
    operations = moment.operations
    is_turned = is_plain(operations[0], "transpose", operands=1)
    count = 2 if is_turned else 1
    if len(operations) < count \
            or not is_plain(operations[count - 1], "matmul"):
        return None
    column, row = operations[count - 1].operands
    if column.shape[1:] != (1,) or row.shape[:1] != (1,) \
            or len(row.shape) != 2 or not 2 <= column.shape[0] <= MOST_BARS \
            or is_turned and row.identity != operations[0].result.identity:
        return None
    rows, cells = operations[count - 1].result.shape
    if cells in arrange.PICTURES:
        kind = "stamp"
    elif cells <= MOST_ROW_CELLS and rows <= MOST_ROW_CELLS:
        kind = "table"
    else:
        return None
    turns = first_alone(rows, [largest_row(column.array)], **TELLING[kind])
    return made(kind, moment, turns.end + schedule.HOLD,
                doing(operations[count - 1]),
                wording.outer_lead(column, row), count=count, turns=turns,
                step_name=wording.step_name(moment.target),
                caption=wording.largest_cell(
                    moment.target, operations[count - 1].result.array),
                row=operations[0].operands[0] if is_turned else row)


def update(moment):
    """In place: what was there, a small change, what is there now."""
    operations = moment.operations
    count = 1 if operations[0].in_place else 2
    if len(operations) < count or not operations[count - 1].in_place \
            or not is_plain(operations[count - 1], "add", "subtract"):
        return None
    last = operations[count - 1]
    old, change = last.operands
    if old.shape != change.shape or old.identity != last.result.identity \
            or count == 2 and operations[0].result.identity \
            != change.identity:
        return None
    factors = operations[0].operands if count == 2 \
        and is_plain(operations[0], "multiply") else ()
    rate = next((value for value in factors if value.is_scalar), None)
    error = next((value for value in factors if not value.is_scalar), None)
    shape, sign = old.shape, 1 if last.function == "add" else -1
    little = is_small(change.array, old.array)
    turns, seconds = None, legacy.UPDATE
    if arrange.is_column(shape) and 2 <= max(shape) <= MOST_BARS:
        kind = "update_bars"
    elif arrange.is_rack(shape) and len(shape) == 2 \
            and shape[0] <= MOST_BARS:
        kind = "update_sheets"
        first = furthest(change.array) // shape[1]
        turns = first_alone(shape[0], [first], **TELLING[kind])
        seconds = turns.end + BACK
    elif len(shape) == 2 and max(shape) <= 64:
        kind = "update_grid"
    else:
        return None
    return made(kind, moment, seconds + schedule.HOLD,
                wording.update_title(old, is_small=little),
                wording.update_lead(
                    rate, error, is_small=little, is_taken=rate is not None
                    and sign * rate.array.item() < 0),
                count=count, turns=turns, step_name=wording.update_name(old),
                caption=wording.largest_change(
                    old, sign * change.array.astype(float),
                    last.result.array),
                sign=sign, rate=rate)


def is_small(change, values):
    """Whether the largest change is far below the largest of the values that
    change, in arrays of one shape; an endless one, or none at all, is not."""
    most = np.abs(change.astype(float)).max(initial=0)
    return bool(0 < most < SMALL * reach(values))
