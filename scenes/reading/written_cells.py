"""What is written into an array, and one-hot rows that are made so.

x[i] = 1; h[t] = row; y[np.arange(n), labels] = 1; np.eye(n)[labels]; and
zeros that are made for nothing else.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from network.trace import Operation, Value
from scenes.reading.beginnings import EMPTY
from scenes.reading.loss_form import lines_of
from scenes.reading.makers import Makers, key_of
from scenes.reading.picked_cells import picked_cells
from scenes.reading.plain_calls import operands_in
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

ZEROS = ("zeros", "zeros_like", "full")
ONES = ("ones", "ones_like", "full", "full_like")
DIAGONAL = ("eye", "identity")
SOON = 12  # operations between zeros and what is written into them


@dataclass(frozen=True)
class Write:
    """Cells of an array that are written.

    Attributes:
        before, after: the array.
        cells: the flat indices of what is written, in any shape.
        value: what is written: a number or an array; of a list what stands there
            afterwards, a value of its own.
        index: the array that says where, or None: the code does.
        is_one_hot: whether lines of 0 come out with a single 1 in each, of
            what was 0 before; a 1 that was computed makes none.
        operations: all that are part of it, in order.
        is_shuffle: whether the rows only change places, at random.
    """

    before: Value | None
    after: Value
    cells: np.ndarray
    value: Value | None
    index: Value | None
    is_one_hot: bool
    operations: tuple[Operation, ...]
    is_shuffle: bool = False


def write(operation: Operation, makers: Makers) -> Write | None:
    """The Write that a setitem is, or None.

    What is changed through a view, x[1:3] += y, is written when it is back
    in the array: what that held before is what it held when it was read.
    """
    if operation.function != "setitem":
        return None
    before, after = operation.operands[0], operation.result
    cells = picked_cells(operation)
    if cells is None or not cells.size or before.shape == ():
        return None
    value, given = value_written(operation), operands_in(_given(operation))
    arrays = [
        one
        for number, one in enumerate(operation.operands)
        if number > 0 and number not in given and one.shape != ()
    ]
    changed = makers.maker(value) if value else None
    if changed is not None and changed.in_place and changed.operands:
        read = makers.of(changed.operands[0], "getitem")
        if read is not None and read.operands[0].identity == before.identity:
            before = read.operands[0]
    return Write(
        before,
        after,
        cells,
        value
        or Value.of(after.array.reshape(-1)[cells], identity=-1 - operation.number),
        arrays[-1] if arrays else None,
        (bool(arrays) or cells.size == 1)  # else no number says where
        and not before.array.any()
        and makers.of(before, *EMPTY) is None  # 0 by chance
        and is_hot(after.array, cells.ravel())
        and not any(_is_computed(operation.operands[one], makers) for one in given),
        (operation,),
    )


def value_written(operation: Operation) -> Value | None:
    """What a setitem writes, if it is one number or array; of a list or a tuple each
    number is an operand by itself, and None or a text is none."""
    given = _given(operation)
    is_one = isinstance(given, dict) and "operand" in given
    return operation.operands[given["operand"]] if is_one else None


def _given(operation: Operation) -> Any:
    """What a setitem writes, as `parameters` has it."""
    call = operation.parameters.get("call")  # none where all are operands
    return call["args"][2] if call else {"operand": len(operation.operands) - 1}


def _is_computed(value: Value, makers: Makers) -> bool:
    """Whether what is written is 1 by chance: an outcome of something."""
    made = makers.maker(value)
    return made is not None and made.function not in ONES


def is_hot(array: np.ndarray, cells: np.ndarray) -> bool:
    """Whether an array is 0 but for a 1 in each of its lines, at these cells."""
    flat = array.ravel()
    lines = lines_of(cells, array.shape)
    return (
        lines is not None
        and lines.size == flat.size
        and bool((flat[cells] == 1).all())
        and np.count_nonzero(flat) == cells.size
    )


def one_hots(roles: Roles) -> Mapping[int, Write]:
    """The one-hot Writes of a trace with what they begin with, by the number
    of their first operation.

    Ask for it as `roles.read(one_hots)`.
    """
    found: dict[int, Write] = {}
    place = {one.number: index for index, one in enumerate(roles.operations)}
    for operation in roles.operations:
        made = None
        if operation.function == "setitem":
            made = _written(operation, roles, place)
        elif operation.function in ("getitem", "take"):
            made = _of_diagonal(operation, roles)
        if made is not None:
            found[made.operations[0].number] = made
    return found


def _written(
    operation: Operation, roles: Roles, place: Mapping[int, int]
) -> Write | None:
    made = write(operation, roles.makers)
    if made is None or not made.is_one_hot:
        return None
    assert made.before is not None  # a write has one
    begun = roles.makers.of(made.before, *ZEROS)
    if begun is None or place[operation.number] - place[begun.number] > SOON:
        return made
    between = roles.operations[place[begun.number] + 1 : place[operation.number]]
    keys = {key_of(one) for one in operation.operands}
    counted = [
        one
        for one in between
        if one.function == "arange" and key_of(one.result) in keys
    ]
    return Write(
        None,
        made.after,
        made.cells,
        made.value,
        made.index,
        True,
        (begun, *counted, operation),
    )


def _of_diagonal(operation: Operation, roles: Roles) -> Write | None:
    """np.eye(n)[labels]."""
    source, result = operation.operands[0], operation.result
    begun = roles.makers.of(source, *DIAGONAL)
    if begun is None or source.name or len(roles.read(uses).of(source)) > 1:
        return None
    ones = np.flatnonzero(result.array.ravel())
    if not is_hot(result.array, ones):
        return None
    arrays = [one for one in operation.operands[1:] if one.shape != ()]
    return Write(
        None,
        result,
        ones,
        None,
        arrays[-1] if arrays else None,
        True,
        (begun, operation),
    )
