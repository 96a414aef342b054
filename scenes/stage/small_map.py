"""A small map of a network: where in it we are, and which way it goes."""

import numpy as np

from scenes.stage import palette
from scenes.stage.part import Box, Part
from scenes.stage.typeface import Type

MOST = 5  # dots of a layer; a gap between them stands for those left out
DOT, PITCH = 6, 27  # radius of a dot and from dot to dot, in design pixels
COUNT = Type("words", 20)
FOOT = 62  # room for the counts and for the arrow, below the dots
LIT, DIM = 0.75, 0.22  # opacity of the lines that are told, and of the others


class SmallMap(Part):
    """Columns of dots, one for each layer, and an arrow below them.

    Args:
        counts: how many numbers each layer has, those that go in first.

    Attributes to change while it plays:
        layer: where we are: 0 of what goes in, 1 of the layer after it; a half
            at the weights between two.
        is_back: whether the way leads back.
        wire: (from, to) neurons, by their indices, of one of the weights that
            `layer` is at; None: it points at all of them.
        alone: 0..1, how far that one has come to stand out from the others.
    """

    def __init__(self, counts: tuple[int, ...], box: Box) -> None:
        super().__init__(box)
        self.counts = counts
        self.layer = 0.0
        self.is_back = False
        self.wire: tuple[float, float] | None = None
        self.alone = 0.0

    def x_of(self, layer: float) -> float:
        """Where a layer stands across, in design pixels."""
        apart = self.box.width / len(self.counts)
        return self.box.left + apart * (layer + 0.5)

    def draw(self, canvas):
        columns = [list(self._dots(layer)) for layer in range(len(self.counts))]
        for layer, (left, right) in enumerate(zip(columns, columns[1:])):
            near = max(1 - 2 * abs(self.layer - layer - 0.5), 0.0)
            color = palette.POINTED if near > 0 else palette.QUIET
            for start in left:
                for end in right:
                    canvas.polygon(
                        [start, end],
                        stroke=color,
                        line=1,
                        opacity=DIM + (LIT - DIM) * near * (1 - self.alone),
                        closed=False,
                    )
        for layer, dots in enumerate(columns):
            near = max(1 - 2 * abs(self.layer - layer), 0.0)
            for x, y in dots:
                is_near = near > 0.5
                canvas.disc(
                    x,
                    y,
                    DOT + 2 * near,
                    fill=palette.POINTED if is_near else palette.QUIET,
                )
            canvas.text(
                f"{self.counts[layer]:,}",
                self.x_of(layer),
                self.box.bottom - 34,
                COUNT,
                palette.POINTED if near > 0.5 else palette.QUIET,
                align="middle",
            )
        self._draw_wire(canvas)
        self._draw_arrow(canvas)

    def _dots(self, layer):
        """(x, y) of the dots of a layer."""
        shown = min(self.counts[layer], MOST)
        room = self.box.height - FOOT
        middle = self.box.top + room / 2
        pitch = min(PITCH, room / MOST)
        for place in np.arange(shown) - (shown - 1) / 2:
            yield self.x_of(layer), middle + float(place) * pitch

    def _draw_wire(self, canvas):
        """The one weight, between its two neurons."""
        if self.wire is None:
            return
        first = int(self.layer)
        ends = [
            self._dot_of(layer, index)
            for layer, index in zip((first, first + 1), self.wire)
        ]
        canvas.polygon(
            ends, stroke=palette.POINTED, line=3, opacity=self.alone, closed=False
        )
        for x, y in ends:
            canvas.disc(x, y, DOT + 1, fill=palette.POINTED, opacity=self.alone)

    def _dot_of(self, layer, index):
        """(x, y) of a neuron: as far down among the dots as it is in its layer."""
        dots = list(self._dots(layer))
        share = index / max(self.counts[layer] - 1, 1)
        return dots[0][0], dots[0][1] + share * (dots[-1][1] - dots[0][1])

    def _draw_arrow(self, canvas):
        """From the first layer as far as we are, or back from the last."""
        y = self.box.bottom - 12
        first, last = self.x_of(0), self.x_of(len(self.counts) - 1)
        here = self.x_of(self.layer)
        start = last if self.is_back else first
        canvas.polygon([(first, y), (last, y)], stroke=palette.LINE, closed=False)
        sign = -1 if self.is_back else 1
        canvas.polygon(
            [(start, y), (here, y)], stroke=palette.PROGRESS, line=3, closed=False
        )
        canvas.polygon(
            [(here + 7 * sign, y), (here - 7 * sign, y - 7), (here - 7 * sign, y + 7)],
            fill=palette.PROGRESS,
        )
