"""An error on its way back along the wires: from the outputs to the hidden
neurons, through their slopes, and on to the pixels.

What is wide carries much; where the curve is flat next to nothing comes through.
"""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind, Stop
from scenes.acts.derived import products
from scenes.acts.network_view import MOST, NetworkView, written
from scenes.acts.neuron_board import reach_of
from scenes.acts.running_total import color_of
from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import bar_number_format, multiplying_up
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.network_map import NAMES, RADIUS
from scenes.stage.neuron_layer import places
from scenes.stage.part import Box, ease, mix
from scenes.stage.typeface import SMALL, Type
from scenes.stage.values import Values
from scenes.stage.weight_lines import WeightLines
from scenes.words.naming import in_a_row, said

SECONDS = 10.7  # of the whole act
WRONG = (0.8, 1.4)  # seconds in which the outputs come to their errors
BACK = (1.4, 3.0)  # in which these reach the hidden neurons
THROUGH = (4.0, 6.2)  # in which each goes through the slope of its neuron
ON = (7.5, 10.0)  # in which what is left goes on to the pixels
ROW, WIDEST = Type("code", 20), 332  # of what comes through one neuron
FLAT = 0.01  # of what comes back: a slope that lets less through is flat


@dataclass(frozen=True, kw_only=True)
class BlameAct(Act):
    """How an error goes back through the last two layers.

    Attributes:
        counts: how many neurons each layer has, the pixels first.
        matrix: (outputs, hidden) the weights that it goes back along.
        wrong: (outputs, 1) the error of each output.
        back: (hidden, 1) what comes back to each hidden neuron.
        slope: (hidden, 1) of its curve.
        through: (hidden, 1) what comes through.
        push: (hidden, pixels) what of it goes on to each weight.
    """

    kind = "blame"

    counts: tuple[int, int, int]
    matrix: Value
    wrong: Value
    back: Value
    slope: Value
    through: Value
    push: Value


def blame(
    picture: Value,
    *,
    matrix: Value,
    wrong: Value,
    back: Value,
    slope: Value,
    through: Value,
    push: Value,
) -> BlameAct | None:
    """The plan, of what BlameAct has; None where there are too many neurons.

    Args:
        picture: the column of pixels.
    """
    outputs, hidden = matrix.shape
    arrays = [one.array for one in (wrong, back, slope, through, push)]
    if max(outputs, hidden) > MOST or not all(np.isfinite(one).all() for one in arrays):
        return None
    lead, told = _lead(), _let_through(slope)
    return BlameAct(
        operands=(picture,),
        result=push,
        result_name=push.name,
        seconds=SECONDS,
        title=said("The error flows back", "误差往回流"),
        lead=lead,
        caption=in_a_row(lead, told, _on()),
        outcome=in_a_row(told, _on()),
        outcome_at=THROUGH[0],
        step_name=said("error flows back", "误差回流"),
        way=(
            Stop(0.0, wrong),
            Stop(BACK[0], matrix),
            Stop(BACK[1], through),
            Stop(ON[0], push),
        ),
        counts=(picture.array.size, hidden, outputs),
        matrix=matrix,
        wrong=wrong,
        back=back,
        slope=slope,
        through=through,
        push=push,
    )


def _lead():
    return said(
        "Errors go back along the wires: wide ones carry much.",
        "误差沿连线传回：线越粗，传得越多。",
    )


def _let_through(slope):
    """At how many neurons next to nothing comes through."""
    slopes = slope.array.ravel()
    flat = int(np.count_nonzero(np.abs(slopes) < FLAT))
    if not flat:
        return said(
            "Each neuron lets through as much as its curve is steep.",
            "每个神经元的曲线有多陡，就让多少通过。",
        )
    return said(
        "Flat curves stop it: {flat} of {count} neurons let under 1 % through.",
        "平坦的曲线挡住它：{count} 个神经元中 {flat} 个只放过不到 1 %。",
        flat=flat,
        count=len(slopes),
    )


def _row(back, slope, through, index):
    """What comes to one neuron, its slope, and what comes through."""
    arrays = [one.array.ravel() for one in (back, slope, through)]
    error, factor, rest = multiplying_up(
        *(float(array[index]) for array in arrays), list(map(bar_number_format, arrays))
    )
    told = f"{error} × {factor} = {rest}"
    return told if ROW.width(told) <= WIDEST else told.replace(" ", "")


def _on():
    return said(
        "The rest goes on, and only to pixels with ink.",
        "其余的继续传，而且只传给有墨迹的像素。",
    )


class Blame(NetworkView):
    """The columns light from the outputs on, and lines reach back from them."""

    act: BlameAct

    def build(self):
        act = self.act
        self.build_view(act.operands[0], act.counts)
        self.pixels = self.map.colors[0]
        self.bring(self.map)
        matrix, wrong = Values.of(act.matrix), Values.of(act.wrong).reshape(-1, 1)
        carried = products(matrix, wrong)
        self.to_outputs = self._lines(1, matrix, carried=carried)
        self.to_hidden = self._lines(0, Values.of(act.push)[:, list(self.layers[0])])
        errors, rest, outputs = (
            one.array.ravel() for one in (act.back, act.through, act.wrong)
        )
        self.outputs = _levels(outputs, reach_of(outputs))
        self.errors = _levels(errors, reach_of(errors))
        self.rest = _levels(rest, reach_of(rest))
        self.bring_indices()
        self.labels = self._bring_labels()
        box = self.picture.box
        self.bring(
            Label(
                said(
                    "Each column and its lines: their own scale.",
                    "每一列和它的连线各用自己的色标。",
                ),
                Box(box.left, box.bottom + 40, 480, 30),
                size=SMALL,
                align="left",
            )
        )

    def _lines(self, column, values, *, carried=None):
        """The lines between two columns, by the left one's number."""
        (start, _), (end, _) = (
            self.map.center_of(one, 0) for one in (column, column + 1)
        )
        top, bottom = self.map.box.top + NAMES + RADIUS, self.map.box.bottom - RADIUS
        shown = values if carried is None else Values.of(carried)
        lines = WeightLines(
            values,
            Box(start + RADIUS, top, end - start - 2 * RADIUS, bottom - top),
            places(self.layers[column]),
            places(self.layers[column + 1]),
            scale=palette.Scale("diverging", reach_of(shown.array)),
            carried=carried,
            number=column + 2,
            rows=self.layers[column + 1],
            columns=self.layers[column],
        )
        lines.carry(1.0 if carried is not None else 0.0)
        return self.bring(lines)

    def _bring_labels(self):
        """Beside the neuron that lets most through, and the flat one to which
        most comes, what came and what is left."""
        back, slope, through = self.act.back, self.act.slope, self.act.through
        slopes, errors = slope.array.ravel(), np.abs(back.array.ravel())
        flat = np.flatnonzero(np.abs(slopes) < FLAT)
        told = [furthest(through.array.ravel())]
        told += [int(flat[np.argmax(errors[flat])])] if len(flat) else []
        labels = []
        for index in dict.fromkeys(told):
            x, y = self.map.center_of(1, index)
            labels.append(
                self.bring(
                    Label(
                        _row(back, slope, through, index),
                        Box(x - WIDEST - 18, y - 14, WIDEST, 28),
                        size=ROW.size,
                        color=color_of(float(back.array.ravel()[index])),
                        family="code",
                        align="right",
                    )
                )
            )
        return labels

    def move(self, time):
        self.to_outputs.begun = 1 - ease(time, *BACK)
        self.to_hidden.begun = 1 - ease(time, *ON)
        came = ease(time, BACK[1] - 0.3, BACK[1] + 0.3)
        left = ease(time, *THROUGH)
        hidden = mix(_empty(len(self.errors)), self.errors, came)
        hidden = mix(hidden, self.rest, left)
        outputs = mix(_empty(len(self.outputs)), self.outputs, ease(time, *WRONG))
        self.map.colors = (self.pixels, _written(hidden), _written(outputs))
        shown = ease(time, THROUGH[0] - 0.4, THROUGH[0])
        for label in self.labels:
            label.set_opacity(shown * (1 - ease(time, ON[0] - 0.4, ON[0])))

    def words(self, time):
        if time < THROUGH[0]:
            return ""
        act = self.act
        return _on() if time >= ON[0] else _let_through(act.slope)


def _levels(values, limit):
    """(count, 3) levels 0..255 of the colours of numbers, as floats."""
    return palette.Scale("diverging", limit).colors(values)[:, :3].astype(float)


def _empty(count):
    return np.tile([255 * one for one in palette.rgb(palette.EMPTY)], (count, 1))


def _written(levels):
    return {
        index: written(one) for index, one in enumerate(np.rint(levels).astype("uint8"))
    }


KIND = ActKind(BlameAct, Blame)
