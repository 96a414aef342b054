"""A map of a network: its layers as columns of dots, every dot a neuron."""

import numpy as np

from scenes.stage import palette
from scenes.stage.neuron_layer import places
from scenes.stage.part import Part
from scenes.stage.plane import NAME, NOTE

RADIUS = 9  # of a dot, in design pixels
LEFT_OUT = 1.8  # radius of the dots where neurons are left out
APART = 6  # between those
LINES = 0.14  # opacity of the lines between the columns
NAMES = 64  # room for names and notes above the columns


class NetworkMap(Part):
    """Columns of dots with lines between them, and a way that is lit.

    Args:
        layers: for each column the indices of the neurons that are drawn, in
            order; where some are left out stand three small dots.
        colors: index of a neuron in the first column -> its colour.
        names, notes: a text above each column, and a quieter one below it.
        way: for each column which of those drawn the lit way leads through.
        box: of the columns with their names, a Box in design pixels.
        start: (x, y) where the lit way begins, left of the map.
        end: (x, y) where it ends, right of it.

    Attributes to change while it plays:
        lit: how far the way is lit, 0..1.
    """

    def __init__(self, layers, colors, names, notes, way, box, *, start, end):
        super().__init__(box)
        self.layers, self.colors = layers, colors
        self.names, self.notes = names, notes
        self.way, self.start, self.end = way, start, end
        self.lit = 0.0

    def center_of(self, column, shown):
        """(x, y) of a dot, in design pixels."""
        box = self.box
        x = box.left + box.width * (column + 0.5) / len(self.layers)
        share = places(self.layers[column])[shown]
        top, bottom = box.top + NAMES + RADIUS, box.bottom - RADIUS
        return x, top + (bottom - top) * float(share)

    def corners_of_way(self):
        """(count, 2) corners of the way that is lit."""
        dots = [self.center_of(column, shown) for column, shown in enumerate(self.way)]
        return np.array([self.start, *dots, self.end])

    def draw(self, canvas):
        box = self.box
        centers = [
            [self.center_of(column, shown) for shown in range(len(layer))]
            for column, layer in enumerate(self.layers)
        ]
        canvas.cached(
            (self.layers, tuple(self.colors.items()), self.names, self.notes),
            box.left,
            box.top,
            box.width,
            box.height,
            lambda aside: self._draw_columns(aside, centers),
        )
        self._draw_way(canvas, centers)

    def _draw_columns(self, canvas, centers):
        for left, right in zip(centers, centers[1:]):
            for start in left:
                for end in right:
                    canvas.polygon(
                        [start, end],
                        stroke=palette.QUIET,
                        line=1,
                        opacity=LINES,
                        closed=False,
                    )
        for column, dots in enumerate(centers):
            x, top = dots[0][0], self.box.top
            canvas.text(
                self.names[column], x, top + 18, NAME, palette.TEXT, align="middle"
            )
            canvas.text(
                self.notes[column], x, top + 42, NOTE, palette.QUIET, align="middle"
            )
            for shown, (x, y) in enumerate(dots):
                index = self.layers[column][shown]
                color = self.colors.get(index) if column == 0 else None
                _draw_dot(canvas, x, y, palette.QUIET, color or palette.EMPTY)
                if shown and index > self.layers[column][shown - 1] + 1:
                    self._draw_gap(canvas, x, (y + dots[shown - 1][1]) / 2)

    def _draw_gap(self, canvas, x, y):
        for k in (-1, 0, 1):
            canvas.disc(x, y + k * APART, LEFT_OUT, fill=palette.QUIET)

    def _draw_way(self, canvas, centers):
        corners = self.corners_of_way()
        lengths = np.hypot(*np.diff(corners, axis=0).T)
        gone = np.concatenate([[0.0], np.cumsum(lengths)])
        at = self.lit * gone[-1]
        if at <= 0:
            return
        passed = corners[gone < at]
        head = [np.interp(at, gone, corners[:, k]) for k in (0, 1)]
        canvas.polygon([*passed, head], stroke=palette.AMBER, line=3, closed=False)
        for column, shown in enumerate(self.way):
            if gone[column + 1] <= at:
                x, y = centers[column][shown]
                color = self.colors.get(self.layers[0][shown]) if column == 0 else None
                _draw_dot(canvas, x, y, palette.AMBER, color or palette.EMPTY)


def _draw_dot(canvas, x, y, ring, color):
    canvas.disc(x, y, RADIUS, fill=ring)
    canvas.disc(x, y, RADIUS - 2, fill=color)
