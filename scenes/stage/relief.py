"""The faces of a relief: cells in space as flat pieces, what is far away first.

A height field is painted from the far end to the near one: each cell's top, then
the walls that go down from it to what is nearer. So what is nearer covers what it
hides, and no depth has to be compared. (The painter's algorithm, Newell, Newell
and Sancha 1972; for height fields, Anderson 1982.)
"""

from typing import NamedTuple

import numpy as np

from scenes.stage.marks import Cells, Polygon, Relief
from scenes.stage.perspective import points_on

OVER = 0.06  # of a cell: tops reach below what is painted after them, lest there
#              be seams
SHADED = 0.5  # of a wall's colour is that of sides, which turn from the light


class Faces(NamedTuple):
    """Flat pieces, in the order in which they are painted.

    Attributes:
        points: (count, 4, 2) design pixels.
        rows, columns: (count,) of their cells.
        is_wall: (count,) whether each is a side of its cell, else its top.
    """

    points: np.ndarray
    rows: np.ndarray
    columns: np.ndarray
    is_wall: np.ndarray


def faces_of(relief: Relief) -> Faces:
    """The pieces of a relief in the order in which they are painted."""
    heights = relief.heights()
    rows, columns = heights.shape
    lens = np.array(relief.lens).reshape(3, 4)
    eye_u, eye_v = eye_of(lens)
    row_times, column_times = _times(rows, eye_v), _times(columns, eye_u)
    pieces = [(_tops(heights, row_times, column_times), np.ones((rows, columns), bool))]
    pieces += _walls(heights, eye_u, eye_v)
    # A cell's top, then its walls, before those of the next.
    cells = (row_times[:, None] * columns + column_times) * len(pieces)
    found, times, places = [], [], np.indices((rows, columns))
    for number, (corners, is_seen) in enumerate(pieces):
        found.append(corners[is_seen])
        times.append(cells[is_seen] + number)
    order = np.argsort(np.concatenate(times), kind="stable")
    points = _projected(lens, np.concatenate(found)[order])
    of_rows, of_columns = (
        np.concatenate([place[is_seen] for _, is_seen in pieces])[order]
        for place in places
    )
    return Faces(points, of_rows, of_columns, order >= rows * columns)


def eye_of(lens: np.ndarray) -> tuple[float, float]:
    """Over which point of the sheet, in shares of its width and height, the eye
    is: where all lines of sight begin, whose image is no point."""
    *_, axes = np.linalg.svd(lens)
    u, v, _, weight = axes[-1]
    return (u / weight, v / weight) if abs(weight) > 1e-12 else (0.5, 1e6)


def _times(count: int, eye: float) -> np.ndarray:
    """When each of the cells along a side is painted: 0 for the farthest."""
    middles = (np.arange(count) + 0.5) / count
    order = np.argsort(-np.abs(middles - eye), kind="stable")
    times = np.empty(count, int)
    times[order] = np.arange(count)
    return times


def _reaches(times: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Where the tops of cells begin and end along a side: each reaches below those
    beside it that are painted later."""
    count, later = len(times), times[1:] > times[:-1]
    places = np.arange(count, dtype=float)
    starts = places - OVER * np.concatenate([[False], ~later])
    return starts / count, (
        places + 1 + OVER * np.concatenate([later, [False]])
    ) / count


def _tops(heights, row_times, column_times):
    """(rows, columns, 4, 3) corners in the sheet's own space."""
    (north, south), (west, east) = map(_reaches, (row_times, column_times))
    corners = (west, north), (east, north), (east, south), (west, south)
    return _between([(u[None], v[:, None], heights) for u, v in corners], heights)


def _walls(heights, eye_u, eye_v):
    """(corners, as of tops, which of them are seen) of all walls below, above,
    right and left of their cells."""
    rows, columns = heights.shape
    u, v = np.arange(columns + 1) / columns, np.arange(rows + 1) / rows
    left, right, above, below = u[None, :-1], u[None, 1:], v[:-1, None], v[1:, None]
    # At the sheet's own edge a wall goes down to the sheet.
    beyond = np.pad(heights, 1, constant_values=np.inf)
    for faces, beside, (start, end) in (
        (eye_v > below, beyond[2:, 1:-1], ((left, below), (right, below))),
        (eye_v < above, beyond[:-2, 1:-1], ((left, above), (right, above))),
        (eye_u > right, beyond[1:-1, 2:], ((right, above), (right, below))),
        (eye_u < left, beyond[1:-1, :-2], ((left, above), (left, below))),
    ):
        low = np.where(np.isinf(beside), np.minimum(heights, 0.0), beside)
        ends = [(*start, heights), (*end, heights), (*end, low), (*start, low)]
        yield _between(ends, heights), faces & (heights > low)


def _between(points, heights):
    """(rows, columns, points, 3) of (u, v, h) that broadcast to a grid's shape."""
    return np.stack(
        [
            np.stack([np.broadcast_to(one, heights.shape) for one in point], axis=-1)
            for point in points
        ],
        axis=2,
    )


def _projected(lens, corners):
    """(faces, 4, 2) design pixels of (faces, 4, 3) points of the sheet's space."""
    seen = corners @ lens[:, :3].T + lens[:, 3]
    return seen[..., :2] / seen[..., 2:]


def wall_color(color: np.ndarray, side: np.ndarray) -> np.ndarray:
    """The bytes of a wall's colour, of those of its cell and of sides."""
    mixed = color.astype(float) * (1 - SHADED) + side * SHADED
    return np.floor(mixed + 0.5).astype(np.uint8)


def cell_polygons(cells: Cells) -> list[Polygon]:
    """Cells that are seen in perspective as polygons, likewise."""
    colors = cells.colors(1.0)
    rows, columns = colors.shape[:2]
    there = np.pad(colors[..., 3] > 0, ((0, 1), (0, 1)))
    found = []
    for row, column in np.argwhere(there).tolist():
        # It reaches below those beside it that are painted later.
        right = column + 1 + OVER * there[row, column + 1]
        below = row + 1 + OVER * there[row + 1, column]
        along = np.array([column, right, right, column]) / columns
        down = np.array([row, row, below, below]) / rows
        points = points_on(cells.corners, along, down).tolist()
        color = f"#{bytes(colors[row, column, :3]).hex()}"
        found.append(
            Polygon(tuple(map(tuple, points)), True, color, None, 0.0, (), 1.0)
        )
    return found


def polygons_of(relief: Relief) -> list[Polygon]:
    """A relief as polygons, for painters that know no reliefs."""
    faces, tops = faces_of(relief), relief.colors()[..., :3]
    walls = wall_color(tops, relief.side_bytes())
    cells = faces.rows, faces.columns
    colors = np.where(faces.is_wall[:, None], walls[cells], tops[cells])
    return [
        Polygon(
            tuple(map(tuple, points)),
            True,
            f"#{bytes(color).hex()}",
            None,
            0.0,
            (),
            1.0,
        )
        for points, color in zip(faces.points.tolist(), colors.tolist())
    ]
