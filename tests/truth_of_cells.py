"""Does a frame show what was recorded? Cells by their pixels.

A cell is looked at where nothing that was drawn later lies over it: the
records of the frame say where that is, never its colours.
"""

import ast
import re
from collections import Counter, defaultdict

import numpy as np

from tests.color_oracle import EMPTY, colors_of, levels
from tests.seen_through import from_shares, through

TOLERANCE = 2  # levels of 0..255, a channel
# Where in a cell to look: its centre, and else beside the number in it.
PLACES = (
    (0.5, 0.5),
    (0.5, 0.12),
    (0.5, 0.88),
    (0.12, 0.5),
    (0.88, 0.5),
    (0.15, 0.15),
    (0.85, 0.85),
)
SLAB = {"Rack": 4.5, "MatrixPlane": 7.5}  # of a sheet's side, and a line


def one_line(expression):
    """An expression as the film names it: on one line, without "self."."""
    return " ".join(expression.replace("self.", "").split())


def arrays_by_name(trace):
    """name or expression -> the different arrays that it stood for.

    "product" are the products of a matrix's rows with the column that it is
    multiplied by, which the film shows and the code never makes, those of the
    first row with every column and of every row with the first, and those of
    a window with its kernel; "change" is what an update in place adds, and by
    how much what it changes differs then, which rounding makes another.
    """
    named = defaultdict(dict)

    def note(name, value):
        if name and value.dtype.kind in "biuf":
            named[one_line(name)][value.digest] = value.array

    for value in (*trace.inputs, *trace.attributes, *trace.results):
        note(value.name, value)
    for step in trace.steps:
        for texts, value in _with_whole_numbers(step):
            for text in texts:
                note(text, value)
    for step, operation in trace.operations():
        for value in (*operation.operands, *operation.results):
            note(value.name, value)
            note(value.expression, value)
        for value in operation.results:
            note(operation.expression, value)
        if operation.function == "matmul":
            _note_products(named["product"], operation)
            _note_all_products(named["product"], operation)
            _note_first_lines(named, operation)
        if operation.function == "multiply":
            note("product", operation.result)
        if operation.in_place:
            note("change", operation.operands[-1])
            old, new = operation.operands[0], operation.result
            if new.dtype.kind == "f":
                named["change"][new.digest, old.digest] = np.subtract(
                    new.array, old.array, dtype=float
                )
    for step in trace.steps:
        for target, value in zip(step.targets or ("",), step.assigned):
            note(target, value)
        for value in step.assigned:  # "parts[1]"
            note(value.name, value)
    return {name: list(arrays.values()) for name, arrays in named.items()}


def _with_whole_numbers(step):
    """(texts, value) of what a statement computes, with "words[2]" where the code
    says "words[t]" and that is what it is."""
    picked = {}
    for operation in step.operations:
        args = operation.parameters.get("call", {}).get("args", ())[1:]
        if (
            operation.function != "getitem"
            or len(args) != 1
            or type(args[0]) is not int
        ):
            continue
        whole, base = operation.operands[0], operation.expression.partition("[")[0]
        if np.array_equal(whole.array[args[0]], operation.result.array, equal_nan=True):
            picked[operation.expression] = f"{base}[{args[0]}]"
    for operation in step.operations if picked else ():
        for value in (*operation.operands, *operation.results):
            texts = {value.name, value.expression}
            if value in operation.results:
                texts.add(operation.expression)
            for before, after in picked.items():
                texts = {text.replace(before, after) for text in texts}
            yield texts, value


def _note_products(products, operation):
    left, right = (value.array for value in operation.operands)
    if left.ndim == 2 and right.ndim == 2 and right.shape[1] == 1:
        for row, weights in enumerate(left):
            products[operation.number, row] = weights * right[:, 0]


def _note_all_products(products, operation):
    """Of each row with the only column, or of each column with the only row."""
    left, right = (value.array for value in operation.operands)
    matrix, line = (left, right) if right.size == right.shape[0] else (right.T, left)
    if matrix.ndim == 2 and line.size == matrix.shape[1]:
        products[operation.number, "all"] = np.array(
            [weights * line.ravel() for weights in matrix]
        )


def _note_first_lines(named, operation):
    """The first row and the first column, which go alone."""
    left, right = operation.operands
    if len(left.shape) == len(right.shape) == 2:
        row, column = left.array[0], right.array[:, 0]
        named["product"][operation.number] = row * column
        named["product"][operation.number, "across"] = np.array(
            [row * one for one in right.array.T]
        )
        named["product"][operation.number, "down"] = np.array(
            [one * column for one in left.array]
        )
        for value, index, line in ((left, "0", row), (right, ":, 0", column)):
            name = one_line(value.name or value.expression)
            named[f"{name}[{index}]"][operation.number] = line


def grids(array, first):
    """The grids that an array may be shown as, at the cell where one begins.

    Args:
        first: (0, 0), or (sheet, 0, 0) of a rack.
    """
    sheet = first[0] if len(first) == 3 else None
    if sheet is not None:
        sheets = (
            array.reshape(-1, 28, 28)
            if array.shape[-1] == 784
            else array.reshape(-1, *array.shape[-2:])
        )
        found = [sheets[sheet]] if sheet < len(sheets) else []
        if array.ndim == 3 and sheet < array.shape[2]:  # channels come last
            found.append(array[..., sheet])
        if array.ndim > 3 and array.shape[-1] == 1:  # a single one, that comes last
            found += list(array.reshape(-1, *array.shape[-3:-1])[sheet : sheet + 1])
        return found
    if array.ndim < 2:
        return [
            array.reshape(shape)
            for shape in [(1, array.size), (array.size, 1)]
            + [(28, 28)] * (array.size == 784)
        ]
    shapes = [(array.size // array.shape[-1], array.shape[-1])]
    if array.ndim == 2 and 1 in array.shape:
        shapes += [(1, array.size)] + [(28, 28)] * (array.size == 784)
    if array.ndim > 1:  # one number for each line that was added up
        shapes.append((array.size, 1))
    lines = [  # those that go along an axis, one below the other
        np.moveaxis(array, axis, -1).reshape(-1, length)
        for axis, length in enumerate(array.shape[:-1])
        if array.ndim > 2
    ]
    if array.ndim > 2:  # one of several maps; the maps of each channel in a row
        lines += list(array.reshape(-1, *array.shape[-2:]))
        lines += [
            np.moveaxis(array, axis, 0).reshape(array.shape[axis], -1)
            for axis in range(array.ndim)
        ]
    return [array.reshape(shape) for shape in shapes] + lines


_PART = re.compile(r"(?P<name>.+)\[(?P<index>[\d:, ]+)\]")


def arrays_of(name, named):
    """The arrays that a name stood for; of "image[0:2, 1:3]" that part of what
    is called image."""
    name = one_line(name)
    part = _PART.fullmatch(name)
    if name in named or part is None:
        return named.get(name, ())
    index = tuple(
        slice(*(int(bound) if bound.strip() else None for bound in bounds))
        if len(bounds := one.split(":")) == 2
        else ast.literal_eval(one.strip())
        for one in part["index"].split(",")
    )
    return [
        array[index]
        for array in named.get(part["name"], ())
        if array.ndim >= len(index)
    ]


def block_means(grid, block):
    """The means of blocks, one after the other; the last may be smaller."""
    high, wide = block
    return np.array(
        [
            [
                grid[top : top + high, left : left + wide].mean()
                for left in range(0, grid.shape[1], wide)
            ]
            for top in range(0, grid.shape[0], high)
        ]
    )


def is_recorded(record, named):
    """Whether the values of a CellsRecord are an array of that name."""
    return any(
        _is_part(record, grid)
        for array in arrays_of(record.name, named)
        for grid in grids(array, record.first)
    )


def _is_part(record, grid):
    """Whether the values are those of a grid, bit for bit, or its means."""
    (row, column), (rows, columns) = record.first[-2:], record.values.shape
    if record.block != (1, 1):
        high, wide = record.block
        means = block_means(
            grid[row : row + rows * high, column : column + columns * wide],
            record.block,
        )
        return record.values.shape == means.shape and np.allclose(
            record.values, means, rtol=1e-12, atol=0, equal_nan=True
        )
    part = grid[row : row + rows, column : column + columns].astype(float)
    return (
        part.tobytes() == np.ascontiguousarray(record.values).tobytes()
        and part.shape == record.values.shape
    )


def places_in(corners, points):
    """(..., 2) shares along and down a sheet of (..., 2) points."""
    return through(np.linalg.inv(from_shares(corners)), points)


def inside(points, corners, margin):
    """Which (..., 2) points lie on a sheet, made larger by margin."""
    across, down = corners[1] - corners[0], corners[2] - corners[0]
    area = abs(across[0] * down[1] - across[1] * down[0])
    if area < 1e-9:
        return np.zeros(points.shape[:-1], bool)
    shares = places_in(corners, points)
    # As distances to the sides, which need not be at right angles.
    lengths = area / np.hypot(*down), area / np.hypot(*across)
    return ((shares * lengths >= -margin) & ((1 - shares) * lengths >= -margin)).all(
        axis=-1
    )


def covered(points, later, outlines):
    """Which points something lies on that was drawn later, or a line."""
    result = np.zeros(points.shape[:-1], bool)
    for corners in outlines:
        result |= inside(points, corners, 2.5) & ~inside(points, corners, -2.5)
    for record in later:
        if hasattr(record, "text"):
            x, y = points[..., 0], points[..., 1]
            result |= (
                (x > record.left - 1.5)
                & (x < record.right + 1.5)
                & (y > record.top - 1.5)
                & (y < record.bottom + 1.5)
            )
        else:
            result |= inside(points, record.corners, SLAB.get(record.part, 7.5))
    return result


def looked_at(record, later, outlines=()):
    """Where to look at each cell of a record, and which can be seen.

    Returns:
        (rows, columns, 2) whole pixels, and (rows, columns) booleans.
    """
    corners = np.asarray(record.corners, float)
    size = np.array(record.values.shape[::-1])
    cells = np.stack(np.meshgrid(*map(np.arange, size)), axis=-1)
    pixels, found = np.zeros(cells.shape, int), np.zeros(cells.shape[:2], bool)
    line = 2.5 if record.part == "MatrixPlane" else 1.0  # of its outline
    for place in PLACES:
        points = through(from_shares(corners), (cells + place) / size)
        points = np.floor(points) + 0.5  # the centre of the pixel there
        within = places_in(corners, points) * size - cells
        free = (
            ((within > 0.08) & (within < 0.92)).all(axis=-1)
            & ~found
            & inside(points, corners, -line)
            & ~covered(points, later, outlines)
        )
        pixels[free] = np.floor(points[free])
        found |= free
        if found.all():
            break
    return pixels, found


def wrong_cells(frame, trace):
    """Check every cell of a frame at 1080p that can be seen.

    Returns:
        (faults, counts): sentences, and a Counter of (name, first) -> cells
        looked at.
    """
    named, faults, counts = arrays_by_name(trace), [], Counter()
    for place, record in enumerate(frame.records):
        if not hasattr(record, "values") or record.opacity < 0.999:
            continue
        later = [other for other in frame.records[place + 1 :] if other.opacity > 0]
        pixels, found = looked_at(record, later, frame.outlines)
        if record.is_hollow:
            found &= record.shown
        counts[record.name, record.first] += int(found.sum())
        if not is_recorded(record, named):
            faults.append(
                f"{frame}: the values shown as {record.name!r} "
                "stand nowhere in the trace"
            )
        faults += _wrong_colors(frame, record, pixels, found)
    return faults, counts


def _wrong_colors(frame, record, pixels, found):
    scale = record.scale
    expected = colors_of(record.values, scale.kind, scale.limit, scale.hidden)
    expected[~record.shown] = levels(EMPTY)
    seen = frame.pixels[pixels[..., 1], pixels[..., 0], :3].astype(float)
    off = np.abs(seen - expected).max(axis=-1)
    for row, column in np.argwhere(found & (off > TOLERANCE))[:3]:
        x, y = pixels[row, column]
        yield (
            f"{frame}: {record.name}[{row}, {column}] of the grid at "
            f"{record.first} is {record.values[row, column]:.6g}, at "
            f"pixel ({x}, {y}) expected "
            f"{expected[row, column].round().astype(int)}, got "
            f"{seen[row, column].astype(int)}"
        )
