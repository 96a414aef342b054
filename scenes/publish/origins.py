"""Which recorded array a grid on the screen shows, and how it was computed.

What a page knows of each array and each operation is collected here, as
plain dicts and lists that JSON can hold.
"""

import math
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from scenes.publish.arrays import described
from scenes.publish.rules import rule_of
from scenes.reading.cells_read import as_computed
from scenes.reading import shapes as arrange
from scenes.words import code


@dataclass(frozen=True)
class Match:
    """Where the cells of a grid stand in an array.

    Attributes:
        array: number of the array, among `Origins.arrays`.
        start, down, along: flat index of the first cell, and how far the
            next cell below and beside it are.
        name: of the array, as in the code.
        origin: number of the operation that computed it, or -1.
        first: added to the index, where `array` is a part of another.
    """

    array: int
    start: int
    down: int
    along: int
    name: str
    origin: int = -1
    first: tuple = ()


class Origins:
    """The arrays and operations behind what a Film shows.

    Attributes:
        arrays: dicts as arrays.described gives them.
        operations: dicts with `expression` and, for each operand, `name`,
            `array`, `origin` and `reads`, as `rules.rule_of` gives it.
    """

    def __init__(self, film):
        self.arrays, self.operations = [], []
        self._array_numbers, self._operation_numbers = {}, {}
        self._made = {}                 # (identity, version) -> Operation
        self._named = defaultdict(list)  # name -> [(since, Value)]
        self._names = {}                # (identity, version) -> (depth, name)
        trace = film.trace
        if hasattr(trace, "operations"):
            self._collect(trace)

    def _collect(self, trace):
        for value in (*trace.inputs, *trace.attributes):
            self._note(value.name, -1, value, -1)
        for step, operation in trace.operations():
            operation = as_computed(operation)
            since = operation.number
            for value in operation.operands:
                self._note(value.name, since, value, step.depth)
                self._note(value.expression, since, value)
            for value in operation.results:
                self._made[_key(value)] = operation
                self._note(value.name, since, value, step.depth)
                self._note(operation.expression, since, value)
        for step in trace.steps:
            since = max((one.number for one in step.operations), default=-1)
            for target, value in zip(step.targets, step.assigned):
                self._note(target, since, value, step.depth)

    def _note(self, name, since, value, depth=math.inf):
        """Keep what a value is called; the outermost function's name of it
        is the one that is shown."""
        if not name:
            return
        if not value.is_scalar and value.dtype.kind in "biuf":
            self._named[code(name)].append((since, value))
        self._names[_key(value)] = min(
            self._names.get(_key(value), (math.inf, code(name))),
            (depth, code(name)), key=lambda known: known[0])

    def _name_of(self, value, act=None):
        if act is not None and act.result is not None \
                and _key(value) == _key(act.result) and act.result_name:
            return code(act.result_name)
        known = self._names.get(_key(value))
        return known[1] if known else code(value.name or value.expression)

    def match(self, name, values, first, block, act):
        """The Match of a grid that an act shows, or None.

        Args:
            name: as the screen has it.
            values: (rows, columns) float64 array, a plane's cells or a
                column's.
            first: index of the first cell, as in canvas.CellsRecord.
            block: how many values a cell is the mean of.
        """
        for value in self._candidates(name, act):
            found = _place_in(value.array, values, first, block)
            if found:
                operation = self._made.get(_key(value))
                return Match(self.array(value.array), *found,
                             self._name_of(value, act) or name,
                             self.operation(operation))
        if block != (1, 1):
            return None
        return self._computed_for_the_film(name, values, first, act)

    def match_chosen(self, values, chosen, act):
        """The Match of some cells of a column or matrix, or None.

        Args:
            values: array of them, with an axis for each of `chosen`.
            chosen: tuples of the indices at which they stand; one of a
                column.
        """
        everything = [value for named in self._named.values()
                      for _, value in reversed(named)]
        for value in [*self._candidates("", act), *everything]:
            array = value.array.ravel() if len(chosen) == 1 \
                and arrange.is_column(value.shape) else value.array
            if array.ndim == len(chosen) \
                    and all(max(one) < length for one, length
                            in zip(chosen, array.shape)) \
                    and _same(array[np.ix_(*chosen)], values):
                return Match(self.array(value.array), 0,
                             1 if array.ndim == 1 else array.shape[1], 1,
                             self._name_of(value, act), self.operation(
                                 self._made.get(_key(value))))
        return None

    def _candidates(self, name, act):
        """Values that may be meant: the named ones, the latest first."""
        last = max((one.number for one in act.operations), default=None)
        named = self._named.get(code(name), ())
        known = [value for since, value in reversed(named)
                 if last is None or since <= last]
        around = [value for operation in reversed(act.operations)
                  for value in (*operation.results, *operation.operands)]
        if act.result is not None:
            around.append(act.result)
        return [*known, *(value for value in (*around, *act.operands)
                          if not value.is_scalar)]

    def _computed_for_the_film(self, name, values, first, act):
        """A grid that stands nowhere in the trace: products, changes."""
        origin = next((made for operation in act.operations
                       if (made := self._product(operation, values))), None)
        columns = values.shape[1]
        offset = tuple(int(one) for one in first[-2:])
        if len(first) == 3:
            offset = int(first[0]), 0
            values = values.reshape(1, -1)
        return Match(self.array(_narrowed(values)), 0, columns, 1, name,
                     -1 if origin is None else origin,
                     offset if any(offset) else ())

    def _product(self, operation, values):
        """The number of "row times column", if these are its values."""
        if operation.function != "matmul" or len(operation.operands) != 2:
            return None
        left, right = operation.operands
        if len(left.shape) != 2 or right.shape != (left.shape[1], 1) \
                or values.size != left.shape[1]:
            return None
        with np.errstate(all="ignore"):  # as in the code recorded
            products = left.array * right.array.ravel()
        row = np.flatnonzero((products == values.ravel()).all(axis=1))
        if not len(row):
            return None
        strides = [values.shape[1], 1]
        return self._add(("product", operation.number, int(row[0])), {
            "expression": f"{code(left.name or left.expression)}[{row[0]}] * "
                          f"{code(right.name or right.expression)}",
            "operands": [
                self._operand(left, [int(row[0]) * values.size, strides,
                                     1, 0]),
                self._operand(right, [0, strides, 1, 0])]})

    def array(self, array):
        """The number of an array among `arrays`."""
        array = np.asarray(array, order="C")
        key = array.dtype.str, array.shape, array.tobytes()
        if key not in self._array_numbers:
            self._array_numbers[key] = len(self.arrays)
            self.arrays.append(described(array))
        return self._array_numbers[key]

    def operation(self, operation):
        """The number of an Operation among `operations`; -1 for None."""
        if operation is None:
            return -1
        key = operation.number
        if key not in self._operation_numbers:
            # Its operands, the operations before it, come first.
            operands = [self._operand(value, rule_of(operation, place))
                        for place, value in enumerate(operation.operands)
                        if value.dtype.kind in "biuf"]
            self._add(key, {"expression": code(operation.expression),
                            "operands": operands})
        return self._operation_numbers[key]

    def _add(self, key, described):
        if key not in self._operation_numbers:
            self._operation_numbers[key] = len(self.operations)
            self.operations.append(described)
        return self._operation_numbers[key]

    def _operand(self, value, reads):
        made = self._made.get(_key(value))
        return {"name": self._name_of(value),
                "array": self.array(value.array),
                "origin": self.operation(made), "reads": reads}


def _key(value):
    return value.identity, value.version


def _place_in(array, values, first, block):
    """(start, down, along) of a grid in an array, or None: it is another."""
    for grid in _grids(np.arange(array.size).reshape(array.shape), first,
                       values.shape):
        if block != (1, 1):
            if tuple(-(-have // step) for have, step in
                     zip(grid.shape, block)) == values.shape:
                return (int(grid[0, 0]),
                        block[0] * _stride(grid, 0),
                        block[1] * _stride(grid, 1))
            continue
        row, column = (int(one) for one in first[-2:])
        part = grid[row:row + values.shape[0], column:column + values.shape[1]]
        if part.shape == values.shape and _same(array.ravel()[part], values):
            return int(part[0, 0]), _stride(part, 0), _stride(part, 1)
    return None


def _same(cells, values):
    """Whether values are the same, bit for bit."""
    return np.ascontiguousarray(cells, float).tobytes() \
        == np.ascontiguousarray(values, float).tobytes()


def _grids(indices, first, shape):
    """The grids that an array may be laid out as."""
    if len(first) == 3:
        sheets = arrange.as_sheets(indices) if indices.ndim > 1 else indices
        if sheets.ndim == 3 and first[0] < len(sheets):
            yield sheets[first[0]]
        return
    grid = arrange.as_grid(indices)
    yield grid
    if indices.size and arrange.is_column(indices.shape):
        yield indices.reshape(-1, 1)
        yield indices.reshape(1, -1)
    elif indices.size == shape[0] * shape[1]:
        yield indices.reshape(shape)


def _stride(grid, axis):
    if grid.shape[axis] < 2:
        return 0
    return int(grid[1, 0] - grid[0, 0]) if axis == 0 \
        else int(grid[0, 1] - grid[0, 0])


def _narrowed(values):
    """As float32 where that is the same: histories are kept so."""
    with np.errstate(over="ignore"):
        narrow = values.astype(np.float32)
    return narrow if _same(narrow, values) else values
