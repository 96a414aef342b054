"""How much of a frame marks take, as a piece of a score has them."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from scenes.stage.marks import edges_through
from scenes.stage.perspective import ring
from scenes.stage.view import WIDE

UNIT = 100  # to a design pixel, as in a piece
ABOVE, BELOW = 0.95, 0.25  # of a text's size, from its baseline

# left, top, right, bottom in hundredths of design pixels
Edges = tuple[float, float, float, float]


class Extents:
    """The edges of what is seen of the marks of a piece.

    Args:
        piece: as scenes.score has it.
        size: (width, height) of the frame in design pixels.
    """

    def __init__(self, piece: dict[str, Any], size: tuple[int, int] = WIDE) -> None:
        self._frame: Edges = (0, 0, UNIT * size[0], UNIT * size[1])
        self._marks, self._types = piece["marks"], piece["types"]
        self._looks = piece["looks"]
        self._known: dict[int, Edges | None] = {}

    def of_looks(self, looks: Iterable[int]) -> Edges | None:
        """The edges around some looks, inside the frame; None: there is nothing."""
        found = union(self._of_marks(self._looks[look]) for look in looks)
        return found and _common(found, self._frame)

    def _of_marks(self, numbers: Iterable[int]) -> Edges | None:
        return union(map(self._of_mark, numbers))

    def _of_mark(self, number: int) -> Edges | None:
        if number not in self._known:
            kind, *mark = self._marks[number]
            self._known[number] = self._ways[kind](self, *mark)
        return self._known[number]

    def _rectangle(self, left, top, width, height, _, fill, stroke, line, opacity, *__):
        if not opacity or fill == stroke == -1:
            return None
        edge = line / 2 if stroke != -1 else 0
        return left - edge, top - edge, left + width + edge, top + height + edge

    def _polygon(self, points, _, fill, stroke, line, opacity, *__):
        if not opacity or not points or fill == stroke == -1:
            return None
        return _around(points, line / 2 if stroke != -1 else 0)

    def _disc(self, x, y, radius, _, opacity):
        return _around((x, y), radius) if opacity else None

    def _text(self, _, left, baseline, width, kind, __, opacity):
        size = self._types[kind][1] * UNIT
        above, below = baseline - ABOVE * size, baseline + BELOW * size
        return (left, above, left + width, below) if opacity else None

    def _cells(self, _, corners, *__):
        return _around(ring(np.reshape(corners, (-1, 2))).ravel().tolist())

    def _group(self, opacity, left, top, width, height, marks):
        inside = self._of_marks(marks) if opacity else None
        return inside and _common(inside, (left, top, left + width, top + height))

    def _kept(self, left, top, width, height, x, y, look):
        inside = self._of_marks(self._looks[look])
        if inside is None:
            return None
        right, down = left - x, top - y
        moved = inside[0] + right, inside[1] + down, inside[2] + right, inside[3] + down
        return _common(moved, (left, top, left + width, top + height))

    def _relief(self, _, lens, rise, *__):
        return edges_through(lens, rise)

    # In the order of the numbers that marks begin with.
    _ways = (_rectangle, _polygon, _disc, _text, _cells, _group, _kept, _relief)


def union(edges: Iterable[Edges | None]) -> Edges | None:
    """The edges around all that there are; None where there are none."""
    found = [one for one in edges if one is not None]
    if not found:
        return None
    lefts, tops, rights, bottoms = zip(*found, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _common(one: Edges, other: Edges) -> Edges | None:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def _around(points: Sequence[float], beyond: float = 0) -> Edges:
    xs, ys = points[::2], points[1::2]
    return min(xs) - beyond, min(ys) - beyond, max(xs) + beyond, max(ys) + beyond
