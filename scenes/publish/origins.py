"""Which recorded array a grid on the screen shows, and how it was computed.

What a page knows of each array and each operation is collected here, as
plain dicts and lists that JSON can hold.
"""

import base64
from collections import defaultdict
from dataclasses import dataclass

import numpy as np

from scenes.reads import cells_read
from scenes.stage import arrange
from scenes.wording import code

SAMPLES = 64           # cells at which a rule is compared with cells_read
MOST_IN_TABLE = 20_000  # indices in a table of what no rule describes


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
        arrays: dicts with `shape`, `kind` (NumPy's "f8", "f4", "i8", ...)
            and `data`, the cells in base64: little-endian, float32 where
            `kind` is "f4", else float64.
        operations: dicts with `expression` and, for each operand, `name`,
            `array`, `origin` and `reads`, as `rule_of` gives it.
    """

    def __init__(self, film):
        self.arrays, self.operations = [], []
        self._array_numbers, self._operation_numbers = {}, {}
        self._made = {}                 # (identity, version) -> Operation
        self._named = defaultdict(list)  # name -> [(since, Value)]
        trace = film.trace
        if hasattr(trace, "operations"):
            self._collect(trace)

    def _collect(self, trace):
        for value in (*trace.inputs, *trace.attributes):
            self._note(value.name, -1, value)
        for _, operation in trace.operations():
            since = operation.number
            for value in operation.operands:
                self._note(value.name, since, value)
                self._note(value.expression, since, value)
            for value in operation.results:
                self._made[_key(value)] = operation
                self._note(value.name, since, value)
                self._note(operation.expression, since, value)
        for step in trace.steps:
            since = max((one.number for one in step.operations), default=-1)
            for target, value in zip(step.targets, step.assigned):
                self._note(target, since, value)

    def _note(self, name, since, value):
        if name and not value.is_scalar and value.dtype.kind in "biuf":
            self._named[code(name)].append((since, value))

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
                             _name_of(value, act) or name,
                             self.operation(operation))
        if block != (1, 1):
            return None
        return self._computed_for_the_film(name, values, first, act)

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
            sent = "<f4" if array.dtype == np.float32 else "<f8"
            self.arrays.append({
                "shape": list(array.shape),
                "kind": array.dtype.str.lstrip("<>|="),
                "data": base64.b64encode(
                    array.astype(sent).tobytes()).decode()})
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
        return {"name": value.name or code(value.expression),
                "array": self.array(value.array),
                "origin": self.operation(made), "reads": reads}


def _name_of(value, act):
    if act.result is not None and _key(value) == _key(act.result):
        return act.result_name
    return value.name or code(value.expression)


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
    narrow = values.astype(np.float32)
    return narrow if _same(narrow, values) else values


def rule_of(operation, operand):
    """Which cells of an operand each cell of the result was computed from.

    Args:
        operation: a network.trace.Operation.
        operand: its number.

    Returns:
        None: all of them. [start, strides, count, step]: the result's cell
        [i, j, ...] read `count` cells, the first at the flat index
        start + i * strides[0] + j * strides[1] + ..., then every `step`-th.
        {"table": lists}: for each of the result's cells the flat indices.
    """
    result = operation.result
    size = int(np.prod(result.shape)) if result is not None else 0
    read = lambda cell: cells_read(operation, cell)[operand]  # noqa: E731
    if not size or (begin := read(0)) is None:
        return None
    rule = _rule(result.shape, begin, read)
    samples = np.unique(np.linspace(0, size - 1, min(size, SAMPLES)).astype(
        int)).tolist()
    if rule and all(np.array_equal(cells_of_rule(rule, result.shape, cell),
                                   read(cell)) for cell in samples):
        return rule
    if size * max(len(begin), 1) > MOST_IN_TABLE:
        return None
    return {"table": [np.asarray(read(cell)).tolist()
                      for cell in range(size)]}


def _rule(shape, begin, read):
    if not len(begin):
        return None
    strides = [0] * len(shape)
    for axis, length in enumerate(shape):
        if length > 1:
            beside = read(int(np.prod(shape[axis + 1:])))
            if beside is None or len(beside) != len(begin):
                return None
            strides[axis] = int(beside[0] - begin[0])
    step = int(begin[1] - begin[0]) if len(begin) > 1 else 0
    return [int(begin[0]), strides, len(begin), step]


def cells_of_rule(rule, shape, cell):
    """The flat indices that a rule [start, strides, ...] gives for a cell."""
    start, strides, count, step = rule
    place = np.unravel_index(cell, shape) if shape else ()
    begin = start + int(np.dot(place, strides)) if shape else start
    return begin + step * np.arange(count)
