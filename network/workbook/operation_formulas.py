"""The formula of each cell that a NumPy operation computes.

Operands and results are arrays of what formulas call their cells: addresses,
or numbers where the code has a number. Only functions that every spreadsheet
has; no array formulas.
"""

import numpy as np
from xlsxwriter.utility import xl_cell_to_rowcol

MOST_TERMS = 24  # of a product written out; longer ones are SUMPRODUCTs
_UNARY = {
    "negative": "-{}",
    "positive": "{}",
    "exp": "EXP({})",
    "expm1": "EXP({})-1",
    "log": "LN({})",
    "log1p": "LN(1+{})",
    "sqrt": "SQRT({})",
    "square": "{0}*{0}",
    "absolute": "ABS({})",
    "tanh": "TANH({})",
    "sign": "SIGN({})",
    "reciprocal": "1/{}",
    "logical_not": "IF({}=0,1,0)",
    "invert": "IF({}=0,1,0)",
}
_BINARY = {
    "add": "{}+{}",
    "subtract": "{}-{}",
    "multiply": "{}*{}",
    "divide": "{}/{}",
    "power": "{}^{}",
    "float_power": "{}^{}",
    "maximum": "MAX({},{})",
    "minimum": "MIN({},{})",
    "greater": "IF({}>{},1,0)",
    "greater_equal": "IF({}>={},1,0)",
    "less": "IF({}<{},1,0)",
    "less_equal": "IF({}<={},1,0)",
    "equal": "IF({}={},1,0)",
    "not_equal": "IF({}<>{},1,0)",
    "logical_and": "IF(AND({}<>0,{}<>0),1,0)",
    "logical_or": "IF(OR({}<>0,{}<>0),1,0)",
}
_REDUCED = {
    "sum": "SUM({})",
    "add": "SUM({})",
    "mean": "SUM({})/{n}",
    "max": "MAX({})",
    "amax": "MAX({})",
    "maximum": "MAX({})",
    "min": "MIN({})",
    "amin": "MIN({})",
    "minimum": "MIN({})",
}
_PRODUCTS = ("matmul", "dot", "outer")


def formulas_of(operation, cells, shape, lay_out):
    """The formulas, without "=", of an operation's result.

    Args:
        operation: an Operation of a trace.
        cells: for each operand an object array of its cells.
        shape: of the result.
        lay_out: a function that writes an object array (r, c) of cells beside
            each other elsewhere, and returns the cells there.

    Returns:
        Object array of the shape; None for an operation that has no formula
        here.
    """
    name, kind = operation.function, operation.kind
    call = operation.parameters.get("call", {})
    if set(call.get("kwargs", {})) - {"out", "axis", "keepdims"}:
        return None
    cells = cells[: -1 if _names_its_place(operation) else None]
    if kind == "ufunc" and name in _UNARY and len(cells) == 1:
        return _each(_UNARY[name], shape, *cells)
    if kind == "ufunc" and name in _BINARY and len(cells) == 2:
        return _each(_BINARY[name], shape, *cells)
    if name == "where" and len(cells) == 3:
        return _each("IF({}<>0,{},{})", shape, *cells)
    if name in _PRODUCTS and len(cells) == 2:
        return _product(name, *cells, shape, lay_out)
    if kind in ("function", "ufunc.reduce") and len(cells) == 1:
        axis = operation.parameters.get("axis")
        if name in _REDUCED:
            return _reduced(_REDUCED[name], cells[0], axis, shape)
        if name == "argmax":
            return _places(cells[0], axis, shape)
    return None


def _names_its_place(operation):
    """Whether the last operand is nothing but where the result goes."""
    out = operation.parameters.get("call", {}).get("kwargs", {}).get("out")
    args = operation.parameters.get("call", {}).get("args", ())
    return out is not None and len(args) < len(operation.operands)


def span(cells):
    """A list of cells as a range, "A1:C1", or None where they are none."""
    if not all(isinstance(cell, str) and "!" in cell for cell in cells):
        return None
    sheets, places = zip(*(cell.split("!") for cell in cells), strict=True)
    places = [xl_cell_to_rowcol(place) for place in places]
    (row, column), last = places[0], len(cells)
    for down, right in ((0, 1), (1, 0)):
        if len(set(sheets)) == 1 and places == [
            (row + i * down, column + i * right) for i in range(last)
        ]:
            end = cells[-1].split("!")[1]
            return f"{cells[0]}:{end}", down
    return None


def _each(template, shape, *operands):
    spread = [np.broadcast_to(one, shape).ravel() for one in operands]
    found = np.empty(int(np.prod(shape)), object)
    for i, cells in enumerate(zip(*spread, strict=True)):
        found[i] = template.format(*cells)
    return found.reshape(shape)


def _product(name, left, right, shape, lay_out):
    if name == "outer":
        left, right = left.reshape(-1, 1), right.reshape(1, -1)
    if max(left.ndim, right.ndim) > 2 or min(left.ndim, right.ndim) < 1:
        return None
    left = left.reshape(1, -1) if left.ndim == 1 else left
    right = right.reshape(-1, 1) if right.ndim == 1 else right
    if left.shape[1] > MOST_TERMS:
        left, right = _in_rows(left, lay_out), _in_rows(right.T, lay_out).T
    found = np.empty((len(left), right.shape[1]), object)
    for i, j in np.ndindex(found.shape):
        found[i, j] = _dot(left[i], right[:, j])
    return found.reshape(shape)


def _in_rows(cells, lay_out):
    """The cells laid out anew, unless each row of them is one already."""
    spans = [span(list(row)) for row in cells]
    return cells if all(one and not one[1] for one in spans) else lay_out(cells)


def _dot(row, column):
    one, other = span(list(row)), span(list(column))
    if one and other and len(row) > 1 and one[1] == other[1]:
        return f"SUMPRODUCT({one[0]},{other[0]})"
    return "+".join(f"{a}*{b}" for a, b in zip(row, column, strict=True))


def _slices(cells, axis, shape):
    """The cells that go into each cell of a reduction's result."""
    axes = tuple(range(cells.ndim)) if axis is None else np.atleast_1d(axis)
    axes = tuple(int(one) % max(cells.ndim, 1) for one in axes)
    kept = [one for one in range(cells.ndim) if one not in axes]
    moved = cells.transpose(*kept, *axes)
    return moved.reshape(int(np.prod(shape)), -1)


def _reduced(template, cells, axis, shape):
    rows = _slices(cells, axis, shape)
    found = np.empty(len(rows), object)
    for i, row in enumerate(rows):
        line = span(list(row))
        listed = line[0] if line else _block(cells) if len(rows) == 1 else None
        if listed is None and len(row) > 200:  # arguments that a function takes
            return None
        found[i] = template.format(listed or ",".join(map(str, row)), n=len(row))
    return found.reshape(shape)


def _block(cells):
    """All cells of a matrix as one range, or None."""
    if cells.ndim != 2:
        return None
    columns = [span(list(column)) for column in cells.T]
    if not span(list(cells[0])) or not all(columns):
        return None
    return f"{cells[0, 0]}:{cells[-1, -1].split('!')[1]}"


def _places(cells, axis, shape):
    rows = _slices(cells, axis, shape)
    found = np.empty(len(rows), object)
    for i, row in enumerate(rows):
        line = span(list(row))
        if line is None:
            return None
        found[i] = f"MATCH(MAX({line[0]}),{line[0]},0)-1"
    return found.reshape(shape)
