"""What is looked up in an array: rows, columns, a block, or single cells.

table[ids], table.take(ids, axis=0), p[np.arange(n), y], x[1:3], x[:, 0],
x[mask]; what only lays an array out anew is none.
"""

from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays import shapes as arrange
from scenes.reading.picked_cells import picked_cells

MOST_UNITS = 400  # things that are told apart; more are one
ROWS, COLUMNS, BLOCK, CELLS = "rows", "columns", "block", "cells"
_READING = ("getitem", "take", "take_along_axis", "item")


@dataclass(frozen=True)
class Lookup:
    """Cells that are read from an array, in things of their own.

    Attributes:
        kind: what is read: "rows" or "columns" one by one, a "block" of
            neighbours, or "cells" one by one.
        source, result: of the operation.
        cells: the flat indices in the source, shaped as the result.
        places: of "rows" and "columns" which they are; of "cells" the flat
            index of each; of a "block" ().
        index: the Value that says which, or None: the code does.
        is_mask: whether the index says of each whether it is read.
        is_each: whether one cell of each row is read, in order.
    """

    kind: str
    source: Value
    result: Value
    cells: np.ndarray
    places: tuple[int, ...]
    index: Value | None
    is_mask: bool
    is_each: bool

    def units(self) -> list[np.ndarray]:
        """Positions in the flat result of each of the things."""
        size = self.cells.size
        if self.kind == ROWS:
            return list(np.arange(size).reshape(len(self.places), -1))
        if self.kind == COLUMNS:
            return list(np.arange(size).reshape(-1, len(self.places)).T)
        if self.kind == CELLS:
            return list(np.arange(size).reshape(-1, 1))
        shape = self.source.shape
        if self.kind == BLOCK and len(shape) > 2:
            run = int(np.ptp(self.cells % shape[-1])) + 1
            if size // run <= MOST_UNITS:
                return list(np.arange(size).reshape(-1, run))
        return [np.arange(size)]


def lookup(operation: Operation) -> Lookup | None:
    """The Lookup that an operation is, or None."""
    if operation.function not in _READING:
        return None
    source, result = operation.operands[0], operation.result
    if source.shape == () or not np.prod(result.shape):
        return None
    cells = picked_cells(operation)
    index = _index(operation)
    is_masked = index is not None and index.dtype.kind == "b"
    if cells is None or (_is_laid_anew(cells, source) and not is_masked):
        return None
    if index is None and _is_order(cells, source):
        return None
    kind, places = _kind(cells, source.shape)
    if len(places) > MOST_UNITS:
        kind, places = BLOCK, ()
    columns = source.shape[-1]
    rows = cells.ravel() // columns
    return Lookup(
        kind,
        source,
        result,
        cells,
        places,
        index,
        is_masked,
        kind == CELLS
        and len(source.shape) == 2
        and cells.size == source.shape[0] > 1
        and np.array_equal(rows, np.arange(cells.size)),
    )


def _is_laid_anew(cells: np.ndarray, source: Value) -> bool:
    """Whether all of the source comes out in its own order."""
    size = int(np.prod(source.shape))
    return cells.size == size and np.array_equal(cells.ravel(), np.arange(size))


def _is_order(cells: np.ndarray, source: Value) -> bool:
    """Whether all of the source comes out, in another order."""
    size = int(np.prod(source.shape))
    return cells.size == size and len(np.unique(cells)) == size


def _index(operation: Operation) -> Value | None:
    """The last array among those that say what is read."""
    arrays = [value for value in operation.operands[1:] if value.shape != ()]
    return arrays[-1] if arrays else None


def _kind(cells: np.ndarray, shape: tuple[int, ...]) -> tuple[str, tuple[int, ...]]:
    flat = cells.ravel()
    if len(shape) >= 2:
        rows = _rows(flat, int(np.prod(shape[1:])))
        if rows is not None:
            return _run(rows) if len(rows) > 1 else (ROWS, rows)
    if len(shape) == 2 and cells.ndim <= 2:
        columns = (
            _columns(cells.reshape(shape[0], -1), shape)
            if (flat.size % shape[0] == 0)
            else None
        )
        if columns is not None:
            return _run(columns, COLUMNS) if len(columns) > 1 else (COLUMNS, columns)
    grid = arrange.as_grid(np.empty(shape, bool)).shape
    if _is_block(flat, grid if len(shape) == 1 else shape):
        return BLOCK, ()
    return (BLOCK, ()) if flat.size > MOST_UNITS else (CELLS, tuple(flat.tolist()))


def _run(places: tuple[int, ...], kind: str = ROWS) -> tuple[str, tuple[int, ...]]:
    """Neighbours in order are one block."""
    is_run = all(b - a == 1 for a, b in zip(places, places[1:]))
    return (BLOCK, ()) if is_run else (kind, places)


def _rows(flat: np.ndarray, length: int) -> tuple[int, ...] | None:
    if not length or flat.size % length:
        return None
    rows = flat.reshape(-1, length)
    starts = rows[:, :1]
    if (starts % length).any() or not np.array_equal(rows, starts + np.arange(length)):
        return None
    return tuple(int(one) for one in starts[:, 0] // length)


def _columns(cells: np.ndarray, shape: tuple[int, ...]) -> tuple[int, ...] | None:
    count, across = shape
    first = cells[:1]
    down = np.arange(count)[:, None] * across
    if not np.array_equal(cells, first + down):
        return None
    return tuple(int(one) for one in first[0])


def _is_block(flat: np.ndarray, shape: tuple[int, ...]) -> bool:
    """Whether cells are neighbours: a block of an array, in order."""
    if flat.size < 2:
        return False
    places = np.unravel_index(flat, shape)
    runs = [np.arange(along.min(), along.max() + 1) for along in places]
    if np.prod([len(run) for run in runs]) != flat.size:
        return False
    whole = np.ravel_multi_index(np.meshgrid(*runs, indexing="ij"), shape)
    return np.array_equal(whole.ravel(), flat)
