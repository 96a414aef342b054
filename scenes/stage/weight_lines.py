"""Weights as lines between two layers: colour and width say how large."""

from dataclasses import dataclass

import numpy as np

from scenes.stage import palette
from scenes.stage.part import Part, mix
from scenes.stage.shown import ShownLines
from scenes.stage.typeface import Type
from scenes.stage.values import Values

THINNEST, THICKEST = 0.8, 7.0  # design pixels
DIM = 0.16  # opacity of lines that are not looked at
HALF = 0.5  # share of a change from which the new is what is shown
_SHADES = 6  # opacities on the way there, so that few are drawn
LABEL = Type("code", 15)


def widths(values, scale):
    """The widths of lines in design pixels, by the size of their weights."""
    share = np.minimum(np.abs(np.nan_to_num(values)), scale.limit) / scale.limit
    return THINNEST + (THICKEST - THINNEST) * share


@dataclass(frozen=True)
class LineLabel:
    """Words beside a line.

    Attributes:
        line: (to, from) among the neurons shown.
        text: what is written.
        below: it stands below the line, else above.
    """

    line: tuple
    text: str
    below: bool = False


class WeightLines(Part):
    """A line for each weight between the neurons shown of two layers.

    Args:
        values: (to, from) weights of the neurons shown, an array or what
            Values are made of.
        box: from the layer before to the next, a Box in design pixels.
        starts, ends: heights in the box, 0..1, of the neurons at its left
            and right.
        scale: a palette.Scale, of all weights.
        labels: a LineLabel for each line that has one.
        carried: (to, from) of what runs along each line; None: the weights.
        number: of the layer that they lead into, from 1, or None.
        rows, columns: indices of the neurons that they lead to and come from.
        layers: what those are called by, as ShownLines have all three.

    Attributes to change while it plays:
        grown: how far the lines reach from the left, 0..1.
        begun: where they begin, 0..1: what goes back comes from the right.
        focus: index of the neuron at the right whose lines are looked at;
            None: all are, -1: none is.
        dimmed: how far the others have faded, 0..1.
        lit: index of the label and line that are lit, or None.
    """

    def __init__(
        self,
        values,
        box,
        starts,
        ends,
        *,
        scale,
        labels=(),
        carried=None,
        number=None,
        rows=None,
        columns=None,
        layers=None,
    ):
        super().__init__(box)
        self.values, self.number = Values.of(values), number
        self.rows, self.columns, self.layers = rows, columns, layers
        array = self.values.array
        if array.shape != (len(ends), len(starts)):
            raise ValueError(
                f"expected {len(ends)} x {len(starts)} weights, "
                f"one for each line, got shape {array.shape}"
            )
        self.starts = tuple(float(start) for start in starts)
        self.ends = tuple(float(end) for end in ends)
        self.color_scale = scale
        self.labels = tuple(labels)
        self.carried = self.values if carried is None else Values.of(carried)
        self.grown, self.begun = 1.0, 0.0
        self.focus = None
        self.dimmed = 1.0
        self.lit = None
        self.carry(0.0)

    def carry(self, share):
        """Show the weights at share 0, what the lines carry at 1."""
        self.carrying = share
        start, end = self.values.array, self.carried.array
        with np.errstate(invalid="ignore"):  # between infinite ones is none
            shown = (
                start
                if share == 0
                else np.where(start == end, start, mix(start, end, share))
            )
        self.widths = widths(shown, self.color_scale)
        self._colors = self.color_scale.colors(shown)[..., :3]
        # The strongest lie on top.
        self._order = [
            tuple(divmod(int(k), shown.shape[1]))
            for k in np.argsort(self.widths, axis=None, kind="stable")
        ]

    def point(self, to, start, share):
        """(x, y) on a line, 0 at its left end and 1 at its right."""
        return self._point_in(self.box, to, start, share)

    def _point_in(self, box, to, start, share):
        return (
            box.left + box.width * share,
            box.top + box.height * mix(self.starts[start], self.ends[to], share),
        )

    def color_of(self, to, start):
        """The colour of a line, "#RRGGBB"."""
        return "#" + bytes(self._colors[to, start]).hex()

    def opacity_of(self, to):
        """Of the lines into one of the neurons at the right, as it is now."""
        if self.focus is None or to == self.focus:
            return 1.0
        shade = round(self.dimmed * _SHADES) / _SHADES
        return mix(1.0, DIM, shade)

    def cells(self):
        if self.grown <= 0 or self.begun > 0:
            return ()
        box, carries = self.box, self.carrying >= HALF
        starts, ends = (
            box.top + box.height * np.array(heights)
            for heights in (self.starts, self.ends)
        )
        focus = self.focus if self.dimmed >= HALF else None
        return (
            ShownLines(
                self.values,
                self.carried if carries else None,
                box.left,
                box.right,
                starts,
                ends,
                self.grown,
                None if focus == -1 else focus,
                widths(
                    (self.carried if carries else self.values).array, self.color_scale
                ),
                self.number,
                self.rows,
                self.columns,
                self.layers,
            ),
        )

    def draw(self, canvas):
        box, margin = self.box, THICKEST
        if self.grown <= self.begun:
            return
        shades = tuple(map(self.opacity_of, range(len(self.ends))))
        if self.grown < 1 or self.begun > 0 or 0 < self.carrying < 1:
            self._paint(canvas, shades)
        else:
            shown = self.carried if self.carrying else self.values
            canvas.cached(
                (shown.key, self.color_scale, self.starts, self.ends, shades),
                box.left - margin,
                box.top - margin,
                box.width + 2 * margin,
                box.height + 2 * margin,
                lambda aside: self._paint(aside, shades),
            )
        for index, label in enumerate(self.labels):
            self._draw_label(canvas, label, index == self.lit)

    def _paint(self, canvas, shades):
        box = self.box
        for line in sorted(self._order, key=lambda line: shades[line[0]]):
            canvas.polygon(
                [
                    self._point_in(box, *line, share)
                    for share in (self.begun, self.grown)
                ],
                stroke=self.color_of(*line),
                line=float(self.widths[line]),
                opacity=shades[line[0]],
                closed=False,
            )

    def _draw_label(self, canvas, label, lit):
        if self.grown < 1 or self.begun > 0:
            return
        (x, y), half = (
            self.point(*label.line, 0.5),
            float(self.widths[label.line]) / 2,
        )
        if lit:
            for side in (-half - 2.5, half + 2.5):
                canvas.polygon(
                    [
                        (end[0], end[1] + side)
                        for end in (
                            self.point(*label.line, 0),
                            self.point(*label.line, 1),
                        )
                    ],
                    stroke=palette.POINTED,
                    line=1.5,
                    closed=False,
                )
        y += half + 19 if label.below else -half - 8
        rise = self.starts[label.line[1]] - self.ends[label.line[0]]
        align = (
            "middle"
            if abs(rise) < 0.02
            else "left"
            if (rise > 0) == label.below
            else "right"
        )
        x += {"left": 12, "middle": 0, "right": -12}[align]
        canvas.text(
            label.text,
            x,
            y,
            LABEL,
            palette.POINTED if lit else palette.TEXT,
            align=align,
            opacity=self.words_opacity,
        )
