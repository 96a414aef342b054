"""In which cells the arrays of a trace stand, as its operations go on.

An array is known by its identity. An operation that only rearranges - a view,
an index, a transpose - makes no new cells: it is repeated on the numbers of
the cells instead. What changes an array in place moves it, and all views of
it, to new cells.
"""

import dataclasses

import numpy as np

from network.trace import Value
from network.trace.repeat import repeat

_MOVING = set(
    "transpose swapaxes moveaxis reshape ravel flatten squeeze expand_dims copy "
    "concatenate stack vstack hstack column_stack broadcast_to atleast_2d astype "
    "array asarray".split()
)


class TraceCells:
    """The cells of each array, by identity."""

    def __init__(self):
        self._cells = {}
        self._roots = {}
        self._numbers = {}  # of a cell, the number in it

    def find(self, value):
        """The cells of a Value as an object array; None: they hold something
        else by now, or it has none."""
        cells = self._cells.get(value.identity)
        if cells is None or cells.shape != value.shape:
            return None
        held = np.array([self.number(cell) for cell in cells.flat], float)
        shown = np.asarray(value.array, float).ravel()
        return cells if np.array_equal(held, shown) else None

    def put(self, value, cells):
        """Say where a Value stands; in place of where it stood before."""
        numbers = np.asarray(value.array, float)
        for cell, number in zip(cells.flat, numbers.flat, strict=True):
            self._numbers[cell] = number
        root = self._root(value)
        before = self._cells.get(value.identity)
        if before is not None and before.shape == cells.shape:
            moved = dict(zip(before.flat, cells.flat, strict=True))
            for identity, others in self._cells.items():
                if self._roots[identity] == root:
                    self._cells[identity] = _renamed(others, moved)
        self._cells[value.identity] = cells
        self._roots[value.identity] = root

    def number(self, cell):
        """The number in a cell, or that a formula has in place of one."""
        return self._numbers[cell] if "!" in cell else float(cell.strip("()"))

    def _root(self, value):
        base = value.identity if value.base is None else value.base
        return self._roots.get(base, base)

    def rearranged(self, operation, cells):
        """The cells of the results of an operation that only rearranges.

        Args:
            cells: for each operand an object array of its cells.

        Returns:
            One object array of cells to each result; None: it computes.
        """
        name, kind = operation.function, operation.kind
        if kind not in ("view", "index", "assign") and name not in _MOVING:
            return None
        known = [cell for one in cells for cell in one.flat]
        numbered, at = [], 0
        for place, (value, one) in enumerate(zip(operation.operands, cells)):
            ids = np.arange(at, at + one.size, dtype=float).reshape(one.shape)
            at += one.size
            is_index = (
                kind in ("index", "assign")
                and place > 0
                and not (kind == "assign" and place == len(cells) - 1)
            )
            numbered.append(value if is_index else Value.of(ids))
        try:
            results = repeat(dataclasses.replace(operation, operands=tuple(numbered)))
        except Exception:  # it has to do with what is in the cells
            return None
        found = []
        for ids in results:
            if (
                not np.array_equal(ids, np.rint(ids))
                or ids.size
                and (ids.min() < 0 or ids.max() >= len(known))
            ):
                return None
            array = np.empty(ids.size, object)
            array[:] = [known[int(number)] for number in ids.flat]
            found.append(array.reshape(ids.shape))
        shapes = [value.shape for value in operation.results]
        return found if [one.shape for one in found] == shapes else None


def _renamed(cells, moved):
    found = np.empty(cells.size, object)
    found[:] = [moved.get(cell, cell) for cell in cells.flat]
    return found.reshape(cells.shape)
