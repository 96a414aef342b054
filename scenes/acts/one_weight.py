"""One weight, moved while all else stays as it was: how the loss of its output
goes up and down with it, where that is steep, and why a step has a minus.

The outputs are sigmoids and their errors output − target: that is what the
cross-entropy's gradient is, so its loss is what is drawn,

    −target · log(y) − (1 − target) · log(1 − y),   y = sigmoid(z + h · (w − w₀))

with the sum z, the neuron h that the weight comes from, and w₀ as recorded.
"""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts import one_weight_words as words
from scenes.acts.act import Act, ActKind, Stop
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import tenths
from scenes.arrays.extremes import furthest
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.curve import Curve, Tangent
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix
from scenes.stage.struck import Struck
from scenes.stage.typeface import SMALL, Type
from scenes.words.naming import in_a_row, said

AROUND = 3.0  # how far the output's sum is moved, to both sides
SAMPLES = 241
# Seconds: the dot sets out, is right, is left, is back; the tangent; its step;
# the step downhill.
MOVED = (1.0, 2.3, 4.3, 5.4)
STEEP, ACROSS = (5.4, 6.4), (6.4, 8.0)
DOWN = (8.4, 10.6)
CANCELLED = 9.8  # second from which it is told what the slope leaves out
STRUCK = (11.4, 12.6)  # in which that is struck out
SECONDS = 14.4  # of the whole act
SHARE = 0.6  # of the way to the edge that the dot is moved
CHART = 1010  # width of the chart, in design pixels
LINE = 50  # from one line of numbers to the next
NAME = Type("code", 26)


@dataclass(frozen=True, kw_only=True)
class OneWeightAct(Act):
    """A weight between the last two layers; operands: the weights.

    Attributes:
        cell: (output, neuron) where it stands.
        weight: what it is.
        neuron: the number of the neuron that it comes from.
        pre: the sum of the output that it leads to.
        output: what the sigmoid makes of it.
        target: what that should be, 0 or 1.
        slope: how steep the loss is there, as recorded.
        step: by how much the weight is changed, as recorded.
    """

    kind = "one_weight"

    cell: tuple[int, int]
    weight: float
    neuron: float
    pre: float
    output: float
    target: float
    slope: float
    step: float

    def loss(self, weight):
        """The cross-entropy of the output, of one weight or an array."""
        pre = self.pre + self.neuron * (np.asarray(weight, float) - self.weight)
        return np.logaddexp(0, pre) - self.target * pre


def one_weight(
    weights: Value,
    *,
    neurons: Value,
    sums: Value,
    outputs: Value,
    wanted: Value,
    push: Value,
    change: Value,
    sign: int,
) -> OneWeightAct | None:
    """The plan of the weight with the largest push; None where that is none.

    Args:
        weights: (outputs, neurons) as they are before the step.
        neurons: (neurons, 1) what they are multiplied by.
        sums, outputs, wanted: (outputs, 1) before and after the sigmoid, and
            what they should be.
        push: (outputs, neurons) the gradient.
        change: (outputs, neurons) what is added to the weights, or taken.
        sign: 1 or -1.
    """
    output, neuron = divmod(furthest(push.array), push.shape[1])
    slope = float(push.array[output, neuron])
    target = float(wanted.array.ravel()[output])
    if not np.isfinite(slope) or not slope:
        return None
    first = words.lead()
    told = in_a_row(words.hill(slope), words.minus(slope), words.cancelled())
    return OneWeightAct(
        operands=(weights,),
        result=push,
        result_name=push.name,
        seconds=tenths(SECONDS),
        title=said("Why this push, and why a minus?", "为什么是这个推动，为什么取负？"),
        lead=first,
        caption=in_a_row(first, told),
        outcome=told,
        outcome_at=MOVED[0],
        step_name=said("one weight", "一个权重"),
        way=(Stop(0.0, weights, (output, neuron)),),
        cell=(output, neuron),
        weight=float(weights.array[output, neuron]),
        neuron=float(neurons.array.ravel()[neuron]),
        pre=float(sums.array.ravel()[output]),
        output=float(outputs.array.ravel()[output]),
        target=target,
        slope=slope,
        step=sign * float(change.array[output, neuron]),
    )


class OneWeight(ActPlayer):
    """A dot on the loss of one weight: moved to both sides, then down."""

    act: OneWeightAct

    def build(self):
        act, stage = self.act, self.stage
        half = AROUND / max(abs(act.neuron), 1e-3)
        self.xs = np.linspace(act.weight - half, act.weight + half, SAMPLES)
        self.far = half * SHARE
        self.curve = self.bring(
            Curve(
                self.xs,
                act.loss(self.xs),
                Box(stage.left, stage.top + 10, CHART, stage.height - 30),
                title=words.loss_title(
                    act.cell[0], act.target, act.output, float(act.loss(act.weight))
                ),
            )
        )
        left = stage.left + CHART + 50
        width = stage.right - left
        output, neuron = act.cell
        name = f"w = {act.operands[0].name}[{output}, {neuron}]"
        name, kind = NAME.fitted(name, width, least=SMALL)
        self.bring(
            Label(
                name,
                Box(left, stage.top + 10, width, LINE),
                size=kind.size,
                family="code",
                align="left",
            )
        )
        self.lines = [
            self.bring(
                Label(
                    "",
                    Box(left, stage.top + 10 + LINE * (row + 1), width, LINE),
                    size=26,
                    color=color,
                    family="code",
                    align="left",
                )
            )
            for row, color in enumerate(
                (
                    palette.TEXT,
                    palette.TEXT,
                    palette.QUIET,
                    palette.POINTED,
                    palette.QUIET,
                    palette.QUIET,
                    palette.TEXT,
                    palette.TEXT,
                )
            )
        ]
        self.gone = [
            self.bring(
                Struck(
                    f"{factor}  {whose}",
                    Box(left, stage.top + 10 + LINE * (row + 10), width, LINE),
                    size=26,
                    family="code",
                    align="left",
                )
            )
            for row, (factor, whose) in enumerate(words.factors_gone())
        ]

    def move(self, time):
        act = self.act
        weight = act.weight + self._moved(time)
        down = ease(time, *DOWN)
        reach = self._shown_step() * down
        at = weight if time < DOWN[0] else act.weight + reach
        loss = float(act.loss(at))
        self.curve.guide = (at, loss)
        dots = [(at, loss, palette.POINTED, 1.0)]
        if time >= DOWN[0]:
            dots.insert(0, (act.weight, float(act.loss(act.weight)), palette.TEXT, 0.6))
        self.curve.dots = tuple(dots)
        shown = ease(time, *STEEP)
        self.curve.tangents = (
            (
                Tangent(
                    act.weight,
                    float(act.loss(act.weight)),
                    act.slope,
                    170,
                    opacity=shown,
                    step=ease(time, *ACROSS),
                ),
            )
            if shown > 0
            else ()
        )
        self._write(time, weight)
        for place, label in enumerate(self.gone):
            begin, end = (second + 0.3 * place for second in STRUCK)
            label.set_opacity(ease(time, CANCELLED, CANCELLED + 0.6))
            label.through, _ = words.factors_gone()[place]
            label.struck = ease(time, begin, end)

    def _moved(self, time):
        """How far the weight is from where it was."""
        begins, right, left, back = MOVED
        if time < right:
            return self.far * ease(time, begins, right)
        if time < left:
            return mix(self.far, -self.far, ease(time, right, left))
        return mix(-self.far, 0.0, ease(time, left, back))

    def _shown_step(self):
        """The step, as many times as long as it has to be to be seen."""
        return self.act.step * self._factor()

    def _factor(self):
        """A power of ten by which the step is drawn longer."""
        least = (self.xs[-1] - self.xs[0]) / 20
        size = max(abs(self.act.step), 1e-12)
        return 10.0 ** max(np.ceil(np.log10(least / size)), 0)

    def _write(self, time, weight):
        act = self.act
        told = time >= DOWN[0] + 0.4
        texts = (
            f"w = {written(weight, '+.3f')}",
            said("loss = {loss}", "损失 = {loss}", loss=f"{act.loss(weight):.3f}"),
            "",
            said("slope = {slope}", "斜率 = {slope}", slope=written(act.slope, "+.3g")),
            f"= ({act.output:.4f} − {act.target:g}) × {act.neuron:.4f}",
            said(
                "(output − target) × neuron {neuron}",
                "（输出 − 目标）× 神经元 {neuron}",
                neuron=act.cell[1],
            ),
            said("step = {step}", "这一步 = {step}", step=written(act.step, "+.3g")),
            words.longer(self._factor()),
        )
        shares = (1, 1, 0, *[ease(time, ACROSS[0], ACROSS[0] + 0.5)] * 3, *[told] * 2)
        for label, text, share in zip(self.lines, texts, shares):
            label.text = text
            label.set_opacity(float(share) if time >= MOVED[0] else 0.0)

    def words(self, time):
        if time < MOVED[0]:
            return ""
        if time < STEEP[0]:
            return words.hill(self.act.slope)
        return words.minus(self.act.slope) if time < CANCELLED else words.cancelled()


KIND = ActKind(OneWeightAct, OneWeight)
