"""A map of a network: its layers as columns of dots, every dot a neuron."""

import numpy as np

from scenes.stage import palette
from scenes.stage.neuron_layer import places
from scenes.stage.part import Part, mix
from scenes.stage.plane import NAME, NOTE

RADIUS = 9  # of a dot, in design pixels
LEFT_OUT = 1.8  # radius of the dots where neurons are left out
APART = 6  # between those
LINES = 0.14  # opacity of the lines between the columns
BESIDE = 52  # from a dot to the line that leads on: its index stands between
NAMES = 64  # room for names and notes above the columns


class NetworkMap(Part):
    """Columns of dots with lines between them, and a way that is lit.

    Args:
        layers: for each column the indices of the neurons that are drawn, in
            order; where some are left out stand three small dots.
        colors: for each column index of a neuron -> its colour; without one
            it is empty.
        names, notes: a text above each column, and a quieter one below it.
        way: for each column which of those drawn the lit way leads through.
        box: of the columns with their names, a Box in design pixels.
        start: (x, y) where the lit way begins, left of the map.
        end: (x, y) where it ends, right of it.

    Attributes to change while it plays:
        lit: how far the way is lit, 0..1.
        reached: columns whose neurons have come to their colours so far, the
            last by a share: 1 the first, 2.5 two and half of the third.
        winner: (column, which of those drawn) that is lit as the result, or
            None; from it a line leads towards the end of the way.
        led: how far that line has come, 0..1.
    """

    def __init__(self, layers, colors, names, notes, way, box, *, start, end):
        super().__init__(box)
        self.layers, self.colors = layers, colors
        self.names, self.notes = names, notes
        self.way, self.start, self.end = way, start, end
        self.lit = 0.0
        self.reached = float(len(layers))
        self.winner = None
        self.led = 0.0

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
            (self.layers, self.names, self.notes),
            box.left,
            box.top,
            box.width,
            box.height,
            lambda aside: self._draw_columns(aside, centers),
        )
        self._draw_dots(canvas, centers)
        if self.winner and self.led > 0:
            x, y = self.center_of(*self.winner)
            start = x + BESIDE, y
            head = [mix(*ends, self.led) for ends in zip(start, self.end)]
            canvas.polygon([start, head], stroke=palette.POINTED, line=3, closed=False)
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
                layer = self.layers[column]
                if layer[shown] > layer[max(shown - 1, 0)] + 1:
                    self._draw_gap(canvas, x, (y + dots[shown - 1][1]) / 2)

    def _draw_dots(self, canvas, centers):
        for column, dots in enumerate(centers):
            for shown, (x, y) in enumerate(dots):
                is_winner = self.winner == (column, shown)
                ring = palette.POINTED if is_winner else palette.QUIET
                _draw_dot(canvas, x, y, ring, self._color_of(column, shown))

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
        canvas.polygon([*passed, head], stroke=palette.POINTED, line=3, closed=False)
        for column, shown in enumerate(self.way):
            if gone[column + 1] <= at:
                x, y = centers[column][shown]
                _draw_dot(canvas, x, y, palette.POINTED, self._color_of(column, shown))

    def _color_of(self, column, shown):
        """The colour of a dot, as far as its column has come to it."""
        share = min(max(self.reached - column, 0.0), 1.0)
        color = self.colors[column].get(self.layers[column][shown], palette.EMPTY)
        if share == 1:
            return color
        levels = [
            round(255 * mix(*ends, share))
            for ends in zip(palette.rgb(palette.EMPTY), palette.rgb(color))
        ]
        return "#" + bytes(levels).hex()


def _draw_dot(canvas, x, y, ring, color):
    canvas.disc(x, y, RADIUS, fill=ring)
    canvas.disc(x, y, RADIUS - 2, fill=color)
