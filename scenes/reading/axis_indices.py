"""What an index does with each axis: leaves it, takes a part, picks from it."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from network.trace import Operation, Value


class Indexed(NamedTuple):
    """The axes that come out of an index.

    Attributes:
        axes: of each axis that comes out (value, axis of it, whether it is
            only a part); (None, 0, False) of one that is new.
        picked: (axis of the array, value, axis of it) of what an array goes
            through one by one, all of it in order: of the first such axis, as
            a diagonal's places are of the rows.
        beside: (axis that comes out, value, axis of it) of what else counts
            the same as an axis that comes out.
    """

    axes: Sequence[tuple[Value | None, int, bool]]
    picked: Sequence[tuple[int, Value, int]] = ()
    beside: Sequence[tuple[int, Value, int]] = ()


def indexed(operation: Operation) -> Indexed | None:
    """What the index of getitem or setitem does with each axis, or None.

    Whole numbers, slices, `...`, None, and arrays of whole numbers of one
    axis that stand beside each other.
    """
    pieces = _pieces(operation)
    if pieces is None or not _stand_together(pieces):
        return None
    array = operation.operands[0]
    axes: list[tuple[Value | None, int, bool]] = []
    rows: list[tuple[Value, int]] = []  # what counts the cells that are picked
    whole: list[int] = []
    axis, at = 0, -1
    for piece in pieces:
        if piece is None:
            axes.append((None, 0, False))
            continue
        if _has(piece, "slice"):
            axes.append((array, axis, not _is_whole(piece, array.shape[axis])))
        elif type(piece) is not int:
            row = _one_by_one(operation, piece, axis)
            if row is None:
                return None
            if at < 0 and (row is _LIST or row[0].shape):
                at = len(axes)
                axes.append((*row, False))
            if row is not _LIST and row[0].shape:
                rows.append(row)
                if _is_each(row[0], array, axis):
                    whole.append(axis)
        axis += 1
    if len({value.shape[own] for value, own in rows}) > 1:
        return None
    picked = [(place, *row) for place in whole[:1] for row in rows]
    if operation.function != "getitem":
        return Indexed(axes, picked)
    fits = len(axes) == len(operation.result.shape)
    return Indexed(axes, picked, [(at, *row) for row in rows]) if fits else None


_LIST: Any = (None, 0)  # [3, 1, 4]: nothing else counts these


def _stand_together(pieces: list[Any]) -> bool:
    """Whether no slice parts numbers and arrays that pick cells together:
    else what they count comes first."""
    kinds = ["-" if one is None or _has(one, "slice") else "x" for one in pieces]
    has_array = any(
        isinstance(one, list) or _has(one, "operand") or _has(one, "unknown")
        for one in pieces
    )
    return not has_array or len("".join(kinds).strip("-").split("-")) == 1


def _one_by_one(
    operation: Operation, piece: Any, axis: int
) -> tuple[Value, int] | None:
    """(what counts the cells that an array or a range picks, its axis); None
    where they are picked otherwise. Of a number a Value without axes."""
    if isinstance(piece, list):
        return _LIST if all(type(one) is int for one in piece) else None
    if "operand" in piece:
        index = operation.operands[piece["operand"]]
        is_row = index.dtype.kind in "iu" and len(index.shape) <= 1
        return (index, 0) if is_row else None
    array = operation.operands[0]
    is_all = piece.get("unknown") == f"range(0, {array.shape[axis]})"
    return (array, axis) if is_all else None


def _is_each(index: Value, array: Value, axis: int) -> bool:
    """Whether all places along an axis are picked in order."""
    return index is array or np.array_equal(index.array, np.arange(array.shape[axis]))


def _pieces(operation: Operation) -> list[Any] | None:
    """The parts of an index, one for each axis and each new one; None where
    it has others than can be told."""
    args = operation.parameters.get("call", {}).get("args", ())
    rank = len(operation.operands[0].shape)
    if len(args) < 2:
        if len(operation.operands) != 2:
            return None
        args = [None, {"operand": 1}]
    index = args[1]
    several = index.get("tuple") if isinstance(index, dict) else None
    pieces = list(several) if isinstance(several, list) else [index]
    dots = [k for k, one in enumerate(pieces) if _has(one, "ellipsis")]
    own = sum(one is not None for one in pieces) - len(dots)
    if not all(map(_is_known, pieces)):
        return None
    at = dots[0] if dots else len(pieces)
    rest = [{"slice": [None, None, None]}] * (rank - own)
    return [*pieces[:at], *rest, *pieces[at + 1 :]]


def _has(piece: Any, key: str) -> bool:
    return isinstance(piece, dict) and key in piece


def _is_known(piece: Any) -> bool:
    if _has(piece, "slice"):
        return all(one is None or type(one) is int for one in piece["slice"])
    is_number = type(piece) is int or piece is None or isinstance(piece, list)
    return is_number or any(
        _has(piece, key) for key in ("ellipsis", "operand", "unknown")
    )


def _is_whole(piece: dict, length: int) -> bool:
    return slice(*piece["slice"]).indices(length) == (0, length, 1)


def along_an_axis(operation: Operation, rank: int) -> int | None:
    """Which axis of the result is new where arrays are stacked, or None."""
    if operation.function not in ("stack", "array"):
        return None
    axis = operation.parameters.get("axis", 0)
    return axis % rank if type(axis) is int else None
