"""Many thin lines that run to one end, and gather to a bundle on their way."""

import numpy as np

from scenes.stage import palette
from scenes.stage.part import Box, Part, mix
from scenes.stage.typeface import SMALL, Type

THIN = 1.2  # width of a line, in design pixels
FAINT = 0.5  # opacity of lines that carry nothing
TAG = Type("words", SMALL, 500)
TAGGED = 0.42  # where on the bundle its words stand, from the knot on
PAD = 10  # around the words, in design pixels


class Fan(Part):
    """Lines from places to the end of a bundle.

    Args:
        box: around all of it, a Box in design pixels.
        starts: (count, 2) where the lines begin.
        colors: "#RRGGBB" of each, None where nothing runs along it.
        knot: (x, y) where the gathered ones meet.
        end: (x, y) where all end; it may change.

    Attributes to change while it plays:
        grown: how far the lines have come, 0..1.
        gathered: how far they are to the knot, 0..1.
        reached: how far the bundle has come from the knot, 0..1.
        thickness: of the bundle, in design pixels.
        ink: its colour.
        words: that stand on it, or "".
    """

    def __init__(self, box, starts, colors, knot, end):
        super().__init__(box)
        self._starts = np.asarray(starts, float).reshape(-1, 2)
        self._colors = tuple(colors)
        self._knot = np.asarray(knot, float)
        self.end = tuple(end)
        self.grown = self.gathered = self.reached = 0.0
        self.thickness, self.ink, self.words = 6.0, palette.QUIET, ""

    @property
    def has_lines(self):
        """Whether it is more than a bundle."""
        return len(self._starts) > 0

    def extent(self):
        return self.box

    def draw(self, canvas):
        end = np.asarray(self.end, float)
        if self.gathered < 1 and self.grown > 0:
            self._draw_empty(canvas, end)
            for start, color in zip(self._starts, self._colors):
                if color is not None:
                    self._draw_line(canvas, start, end, color)
        if self.reached > 0:
            self._draw_bundle(canvas, end)

    def _draw_empty(self, canvas, end):
        """Those that carry nothing: one polygon, as they are many, which fades
        as the others gather."""
        starts = [
            start for start, color in zip(self._starts, self._colors) if color is None
        ]
        if not starts:
            return
        box = self.box

        def paint(aside):
            points = [end, *(point for start in starts for point in (start, end))]
            aside.polygon(points, stroke=palette.LINE, line=0.6, closed=False)

        opacity = FAINT * self.grown * (1 - self.gathered)
        with canvas.faded(opacity, box.left, box.top, box.width, box.height):
            canvas.cached(
                ("fan", self._starts.tobytes(), self._colors, self.end),
                box.left,
                box.top,
                box.width,
                box.height,
                paint,
            )

    def _draw_line(self, canvas, start, end, color):
        """A line, bent to the knot as far as it has gathered, drawn as far as
        it has grown."""
        knot = self._knot
        turn = min(max((knot[0] - start[0]) / max(end[0] - start[0], 1.0), 0.05), 0.95)
        bend = mix(mix(start, end, turn), knot, self.gathered)
        points = [start, mix(start, bend, min(self.grown / turn, 1.0))]
        if self.grown > turn:
            points.append(mix(bend, end, (self.grown - turn) / (1 - turn)))
        canvas.polygon(
            points,
            stroke=color,
            line=THIN,
            closed=False,
            opacity=0.8 * (1 - self.gathered) ** 0.5,
        )

    def _draw_bundle(self, canvas, end):
        there = mix(self._knot, end, self.reached)
        canvas.polygon(
            [self._knot, there],
            stroke=self.ink,
            line=float(self.thickness),
            closed=False,
            opacity=0.85,
        )
        if self.words:
            x, y = mix(self._knot, end, TAGGED)
            wide = TAG.width(self.words) + 2 * PAD
            canvas.rectangle(
                x - wide / 2, y - 17, wide, 34, fill=palette.PANEL, radius=8
            )
            canvas.text(
                self.words, x, y + SMALL * 0.36, TAG, palette.TEXT, align="middle"
            )


def fan_box(starts, knot, *ends):
    """The Box around a fan, with room for its words."""
    points = np.vstack([np.reshape(starts, (-1, 2)), knot, *ends])
    (left, top), (right, bottom) = points.min(axis=0) - 20, points.max(axis=0) + 20
    return Box(left, top, right - left, bottom - top)
