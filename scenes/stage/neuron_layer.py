"""A layer as a column of neurons, some of them left out."""

import re
from functools import lru_cache

import numpy as np

from scenes.arrays.numbers import Writer
from scenes.stage import palette
from scenes.stage.part import Part, mix
from scenes.stage.plane import NAME, NOTE
from scenes.stage.shown import ShownDots
from scenes.stage.typeface import Type, enlarged
from scenes.stage.values import Values

WIDTH, RADIUS = 86, 23  # of a neuron with its index, and of its circle
SKIP = 1.6  # distance across left out neurons, by that of others
LINE = 24  # from what stands above a layer to its name
NUMBER = Type("code", 14)
LABEL = Type("code", 22, 600)
LIT = 0.5  # share from which a neuron shows its value
_DOT, _DOTS_APART = 1.8, 6.0
_EMPTY = [round(part * 255) for part in palette.rgb(palette.EMPTY)]


def places(indices):
    """Heights 0..1 of neurons in a column, wider apart where some are left
    out."""
    steps = np.where(np.diff(indices) == 1, 1.0, SKIP)
    heights = np.concatenate([[0.0], np.cumsum(steps)])
    return heights / heights[-1] if heights[-1] else np.full(1, 0.5)


class ShortPowers(Writer):
    """Writes 8e+04 as 8e4, so that it fits into a circle."""

    def __call__(self, value):
        return re.sub(r"e([+−]?)0*(?=\d)", _power, super().__call__(value))


def _power(found):
    return "e−" if found[1] == "−" else "e"


def neuron_format(values):
    """How numbers in neurons are written: a function value -> text.

    As many decimals, up to two, as fit into a circle for all of the values.
    """
    finite = values[np.isfinite(values)]
    signed = bool(finite.size and finite.min() < 0)
    writers = (Writer(form, signed) for form in (".2f", ".1f", ".0f"))
    return next(
        (write for write in writers if all(len(write(value)) <= 5 for value in finite)),
        ShortPowers(".0e", signed),
    )


class NeuronLayer(Part):
    """Neurons as circles, each with its value and its index, counted from 0,
    or with a label in the index's place.

    Args:
        values: (count,) array of the values of the neurons that are shown, or
            a Values of them in a column.
        indices: (count,) of them in their layer, counted from 0, rising;
            where some are left out stand three dots.
        box: of the column, a Box in design pixels.
        name: written above.
        note: in words, below the name.
        scale: a palette.Scale of the values.
        labels: a text for each neuron in place of its index, or ().
        before, before_scale: values and scale that the neurons have before;
            None: they are empty.
        number: of the layer in its network, from 1, or None.
        layers: what its neurons are called by, as ShownDots have it.

    Attributes to change while it plays:
        lit: (count,) shares 0..1, from what is before to the value.
        focus: which of those shown is read or written now, or None.
        winner: which is lit as the result, or None.
    """

    def __init__(
        self,
        values,
        indices,
        box,
        *,
        name="",
        note="",
        scale=None,
        labels=(),
        before=None,
        before_scale=None,
        number=None,
        layers=None,
    ):
        super().__init__(box)
        self.values, self.number = Values.of(values).ravel(), number
        self.layers = layers
        array = self.values.array
        if array.shape != np.shape(indices):
            raise ValueError(
                "expected as many values as indices, got shapes "
                f"{array.shape} and {np.shape(indices)}"
            )
        self.indices = tuple(int(index) for index in indices)
        self.name_text, self.note = name, note
        self._larger = enlarged()
        self.color_scale = scale or palette.Scale.of(array)
        self.labels = tuple(labels)
        self.before = None if before is None else Values.of(before).ravel()
        self.before_scale = before_scale or self.color_scale
        self.places = places(self.indices).tolist()
        self._texts = _written(self.values)
        self._before_texts = self.before and _written(self.before)
        self._colors = _levels(self.values, self.color_scale)
        self._before_colors = (
            [_EMPTY] * len(array)
            if self.before is None
            else _levels(self.before, self.before_scale)
        )
        self.lit = np.ones(len(array))
        self.focus = None
        self.winner = None

    @property
    def radius(self):
        """Of a circle, in design pixels."""
        return self.box.width * RADIUS / WIDTH

    def center_of(self, shown):
        """(x, y) of the circle of one of the neurons shown."""
        return self._center_in(self.box, shown)

    def _center_in(self, box, shown):
        radius = box.width * RADIUS / WIDTH
        return (
            box.right - radius,
            box.top + radius + (box.height - 2 * radius) * self.places[shown],
        )

    def color_of(self, shown):
        """The colour of a neuron as it is now, "#RRGGBB"."""
        share = float(self.lit[shown])
        return (
            "#"
            + bytes(
                round(mix(start, end, share))
                for start, end in zip(self._before_colors[shown], self._colors[shown])
            ).hex()
        )

    def text_of(self, shown):
        """The number in a neuron as it is now, or ""."""
        if self.lit[shown] >= LIT:
            return self._texts[shown]
        return self._before_texts[shown] if self.before else ""

    def cells(self):
        """The neurons with their values; with those before, where they are
        not lit yet."""
        lit = np.asarray(self.lit) >= LIT
        centers = np.array([self.center_of(shown) for shown in range(len(lit))])
        pairs = (
            ((self.values, lit),)
            if self.before is None
            else ((self.before, ~lit), (self.values, lit))
        )
        return tuple(
            ShownDots(
                values,
                there,
                centers,
                self.radius,
                self.number,
                indices=self.indices,
                layers=self.layers,
            )
            for values, there in pairs
            if self.before is None or there.any()
        )

    @property
    def has_begun(self):
        return super().has_begun and bool(np.any(np.asarray(self.lit) > 0))

    def draw(self, canvas):
        box = self.box
        middle = box.left + box.width / 2
        canvas.text(
            self.name_text,
            middle,
            box.top - 22 - LINE * self._larger,
            NAME,
            self.accent or palette.TEXT,
            align="middle",
        )
        canvas.text(
            self.note, middle, box.top - 22, NOTE, palette.QUIET, align="middle"
        )
        for shown in range(len(self.indices)):
            self._draw_neuron(canvas, box, shown)
            if shown and self.indices[shown] > self.indices[shown - 1] + 1:
                self._draw_gap(canvas, box, shown)

    def _draw_gap(self, canvas, box, shown):
        (x, above), (_, below) = (
            self._center_in(box, one) for one in (shown - 1, shown)
        )
        for k in (-1, 0, 1):
            canvas.disc(
                x, (above + below) / 2 + k * _DOTS_APART, _DOT, fill=palette.QUIET
            )

    def _draw_neuron(self, canvas, box, shown):
        x, y = self._center_in(box, shown)
        radius = box.width * RADIUS / WIDTH
        lit = shown in (self.focus, self.winner)
        canvas.rectangle(
            box.left,
            y - radius,
            box.width,
            2 * radius,
            fill=palette.PANEL,
            radius=radius,
            stroke=palette.POINTED if lit else palette.LINE,
            line=2 if lit else 1.5,
        )
        self._draw_index(canvas, shown, (box.left + 4 + x - radius) / 2, y, lit)
        color = self.color_of(shown)
        canvas.rectangle(
            x - radius,
            y - radius,
            2 * radius,
            2 * radius,
            fill=color,
            radius=radius,
            line=2 if lit else 1.5,
            stroke=palette.POINTED if lit else palette.LINE,
        )
        if self._larger > 1:
            return  # its number, in ink that is read on it, would not fit in it
        canvas.text(
            self.text_of(shown), x, y + 5, NUMBER, _ink_on(color), align="middle"
        )

    def _draw_index(self, canvas, shown, x, y, lit):
        if self.labels:
            canvas.text(
                self.labels[shown],
                x,
                y + 8,
                LABEL,
                palette.POINTED if lit else palette.TEXT,
                align="middle",
            )
            return
        canvas.text(
            str(self.indices[shown]),
            x,
            y + 5,
            NUMBER,
            palette.POINTED if lit else palette.QUIET,
            align="middle",
        )


@lru_cache(maxsize=4096)
def _ink_on(color):
    return palette.ink_on(color)


def _levels(values, scale):
    """The three levels 0..255 of each value's colour."""
    return scale.colors(values.array)[:, :3].tolist()


def _written(values):
    write = neuron_format(values.array)
    return [write(value) for value in values.array.tolist()]
