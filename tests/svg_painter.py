"""A painter of marks that shares nothing with cairo's: elements of SVG."""

from dataclasses import dataclass

import numpy as np

from scenes.stage import marks
from scenes.stage.relief import polygons_of
from tests.seen_through import from_shares, through

SHARES = np.linspace(0, 1, 200)[:, None]


@dataclass(frozen=True)
class Element:
    """An element of SVG, in design pixels.

    Attributes:
        name: as in SVG, or "cell" for a path that is a single cell.
        path: (count, 2) points: its outline, or the box around it.
        line: the width of its stroke, 0 for none.
        fill: "#RRGGBB", or None.
    """

    name: str
    path: np.ndarray
    fill: str | None
    opacity: float
    line: float = 0
    text: str = ""

    @property
    def box(self):
        """(left, top, right, bottom) of the path."""
        return *self.path.min(axis=0), *self.path.max(axis=0)

    @property
    def middle(self):
        left, top, right, bottom = self.box
        return (left + right) / 2, (top + bottom) / 2

    @property
    def is_solid(self):
        """Whether its middle has its colour, if nothing lies over it."""
        left, top, right, bottom = self.box
        return (
            bool(self.fill)
            and self.opacity == 1
            and min(right - left, bottom - top) >= 5
        )

    @property
    def reach(self):
        """(left, top, right, bottom) of all that it may touch."""
        left, top, right, bottom = self.box
        margin = 2 + self.line
        return left - margin, top - margin, right + margin, bottom + margin

    def touches(self, x, y):
        """Whether anything of it may be near a point within its reach."""
        return bool(self.fill) or any(
            np.hypot(*(start + (end - start) * SHARES - (x, y)).T).min()
            <= 2 + self.line
            for start, end in zip(self.path, np.roll(self.path, -1, axis=0))
        )


def svg(drawn, x=0.0, y=0.0, opacity=1.0):
    """The elements of marks, moved and faded as what they stand in is."""
    for mark in drawn:
        if isinstance(mark, marks.Group):
            yield from svg(mark.marks, x, y, opacity * mark.opacity)
        elif isinstance(mark, marks.Kept):
            left, top = mark.origin
            yield from svg(
                mark.marks,
                x + round(mark.left) - left,
                y + round(mark.top) - top,
                opacity,
            )
        else:
            yield from WAYS[type(mark)](mark, np.array([x, y]), opacity)


def box_path(left, top, width, height):
    return np.array(
        [
            (left, top),
            (left + width, top),
            (left + width, top + height),
            (left, top + height),
        ]
    )


def _rectangle(mark, shift, opacity):
    yield Element(
        "rect",
        shift + box_path(*mark[:4]),
        mark.fill,
        mark.opacity * opacity,
        mark.line if mark.stroke else 0,
    )


def _polygon(mark, shift, opacity):
    yield Element(
        "polygon",
        shift + mark.points,
        mark.fill,
        mark.opacity * opacity,
        mark.line if mark.stroke else 0,
    )


def _disc(mark, shift, opacity):
    x, y, radius = mark[:3]
    yield Element(
        "circle",
        shift + box_path(x - radius, y - radius, 2 * radius, 2 * radius),
        mark.fill,
        mark.opacity * opacity,
    )


def _text(mark, shift, opacity):
    width, size = mark.kind.width(mark.text), mark.kind.size
    left = mark.x - width * {"left": 0, "middle": 0.5, "right": 1}[mark.align]
    yield Element(
        "text",
        shift + box_path(left, mark.baseline - size, width, size * 4 / 3),
        mark.color,
        mark.opacity * opacity,
        text=mark.text,
    )


def _cells(mark, shift, opacity):
    colors = mark.colors(1.0)
    there = from_shares(np.array(mark.corners) + shift)
    size = np.array(colors.shape[1::-1])
    for row, column in np.ndindex(*colors.shape[:2]):
        around = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) + (column, row)
        *color, alpha = colors[row, column].tolist()
        yield Element(
            "cell",
            through(there, around / size),
            f"#{bytes(color).hex()}",
            alpha / 255 * opacity,
        )


def _relief(mark, shift, opacity):
    for polygon in polygons_of(mark):
        yield from _polygon(polygon, shift, opacity)


WAYS = {
    marks.Rectangle: _rectangle,
    marks.Polygon: _polygon,
    marks.Disc: _disc,
    marks.Text: _text,
    marks.Cells: _cells,
    marks.Relief: _relief,
}
