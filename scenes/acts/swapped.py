"""One hidden neuron of the image read wrong made as it is for the other."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.columns import OUTSIDE, answer_of, common_span
from scenes.acts.derived import with_other
from scenes.acts.schedule import ENTER
from scenes.acts.tug_of_war import light_winner, margin_of, rope_of
from scenes.acts.twins import SIDE, Twins, TwinsAct
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.computed import Computed
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix
from scenes.stage.values import Values
from scenes.words.naming import in_a_row, said

SECONDS = 8.8  # of the whole act
SHOWN = ENTER + 0.2, ENTER + 0.8  # seconds between which the neuron is told of
SWAPS = 2.2, 7.8  # seconds between which the sums follow it, evenly
# Room above images and bars for the neuron and the rope, and where that neuron stands
# in it; on a tall stage letters are larger.
DOWN, DIAL = 110, 24
TALL_DOWN, TALL_DIAL = 200, 56
ANSWER = 150  # size of an answer


@dataclass(frozen=True, kw_only=True)
class SwappedAct(TwinsAct):
    """The sums of the outputs for the image read wrong, its operand.

    Attributes:
        weights: of the output layer, a row for each digit.
        neurons: the hidden ones of both images, columns.
        neuron: the index of the one that is swapped.
    """

    kind = "swapped"

    weights: Value
    neurons: tuple[Value, Value]
    neuron: int


def swapped(
    product: Act,
    neurons: tuple[Value, Value],
    sums: Value,
    images: tuple[Value, Value],
    rivals: tuple[int, int],
    name: str,
) -> SwappedAct | None:
    """The plan that swaps the neuron which helps the right answer most; None
    where that alone does not make it the largest.

    Args:
        product: shows how the output layer's weights meet the second's
            neurons.
        neurons: the hidden ones, columns, of both images.
        sums: of the output layer, a column, of the second image.
        images: one read right, one read wrong.
        rivals: the digits that they are read as.
        name: of the sums, as in the code.
    """
    weights, (right, wrong) = product.operands[0], rivals
    rows = weights.array.astype(float)
    read_right, misread = (one.array.ravel().astype(float) for one in neurons)
    helped = (rows[right] - rows[wrong]) * (read_right - misread)
    neuron = int(np.nan_to_num(helped).argmax())
    after = _with_other(weights, neurons, sums, neuron)
    if answer_of(after) != right:
        return None
    turned = _turned(sums.array.ravel(), after.array, right)
    lead, outcome = _lead(neuron), _outcome(right)
    return SwappedAct(
        operations=product.operations,
        operands=(sums,),
        result=sums,
        result_name=name,
        seconds=SECONDS,
        title=_title(),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=mix(*SWAPS, turned),
        step_name=said("one neuron swapped", "换一个神经元"),
        images=images,
        weights=weights,
        neurons=neurons,
        neuron=neuron,
    )


def _with_other(
    weights: Value, neurons: tuple[Value, Value], sums: Value, neuron: int
) -> Computed:
    """The sums of the second image, one neuron as it is for the first."""
    return with_other(weights, sums, neurons, neuron)


def _turned(before: np.ndarray, after: np.ndarray, right: int) -> float:
    """The share 0..1 of the way from some sums to others from which on the
    right one is the largest, as it is at its end."""
    ahead, behind = after[right] - after, before - before[right]
    late = [
        lag / (lag + lead)
        for lag, lead in zip(behind.astype(float), ahead)
        if lag > 0 and np.isfinite(lag + lead)
    ]
    return float(max(late, default=0.0))


def _title():
    return said("Swap one neuron", "只换一个神经元")


def _which(neuron):
    return said("hidden neuron {index}", "隐藏神经元 {index}", index=neuron)


def _lead(neuron):
    return said(
        "What if hidden neuron {neuron} were as it is for the image read right?",
        "如果隐藏神经元 {neuron} 和读对的图像一样，会怎样？",
        neuron=neuron,
    )


def _outcome(right):
    return said(
        "The largest sum would be that of digit {right}: read right.",
        "最大的和就会是数字 {right} 的：读对了。",
        right=right,
    )


class Swapped(Twins):
    """Left the image read wrong with its sums, right the same sums as they
    become with the other's neuron; above, that neuron and the knot that goes
    where it is pulled."""

    act: SwappedAct

    @property
    def down(self):
        """Where images and bars begin, below the top."""
        return TALL_DOWN if self.stage.is_tall else DOWN

    def bring_images(self):
        half = self.halves[0]
        self.bring_image(
            self.act.images[1],
            Box(half.left, half.top + self.down, self.side, self.side),
            said("read wrong", "读错的"),
        )

    def build(self):
        super().build()
        act = self.act
        (sums,) = act.operands
        after = Values(_with_other(act.weights, act.neurons, sums, act.neuron))
        self.bring_columns(
            (sums, after), (sums, None), name=act.result_name, down=self.down
        )
        self.columns[1].starts = Values.of(sums).ravel()
        self.columns[1].is_quiet = True
        self.answers = [answer_of(sums), answer_of(after)]
        self._build_neuron()
        rivals = self.answers[1], self.answers[0]
        self.ends = [margin_of(one.array.ravel(), rivals) for one in (sums, after)]
        half = self.halves[1]
        self.rope = self.bring(
            rope_of(
                half.left,
                half.top - 4,
                half.width - 20,
                rivals,
                1.3 * max(map(abs, self.ends)) or 1.0,
            )
        )

    def _build_neuron(self):
        """The neuron, which becomes as it is for the other image."""
        act, half = self.act, self.halves[0]
        there, here = (Values.of(one).ravel() for one in act.neurons)
        own = slice(act.neuron, act.neuron + 1)
        drop = TALL_DIAL if self.stage.is_tall else DIAL
        self.dial = self.bring(
            Bars(
                there[own],
                Box(half.left - OUTSIDE, half.top + drop, half.width - 8, 40),
                name=_which(act.neuron),
                span=common_span(there.array, here.array),
                labels=[str(act.neuron)],
            )
        )
        self.dial.starts, self.dial.is_quiet = here[own], True
        above = -60 if self.stage.is_tall else -SIDE / 2 - 20
        others = said("all others as they are", "其余都不变")
        self.told = [self._label(1, above, 24, others)]
        self.digits = [
            self._label(place, 40, ANSWER, str(answer))
            for place, answer in enumerate(self.answers)
        ]
        self.digits[0].ink = palette.WRONG

    def _label(self, place, down, size, text):
        half = self.halves[place]
        beside = self.beside_image(half, self.down)
        box = Box(beside.left, beside.top + down, beside.width, max(size * 1.2, 30))
        return self.bring(Label(text, box, size=size, color=palette.TEXT))

    def move(self, time):
        before, after = self.columns
        before.grown = np.ones(self.count)
        share = min(max((time - SWAPS[0]) / (SWAPS[1] - SWAPS[0]), 0.0), 1.0)
        after.grown = np.full(self.count, share)
        self.dial.grown = np.array([share])
        is_turned = bool(time >= self.act.outcome_at)
        before.winner = self.answers[0]
        after.winner = self.answers[is_turned]
        self.rope.at = mix(*self.ends, share)
        self.rope.told = self.ends[int(share)] if share in (0, 1) else None
        light_winner(self.rope, -1.0 if is_turned else 1.0)
        shown = ease(time, *SHOWN)
        for part in (after, self.dial, self.rope, self.digits[1], *self.told):
            part.set_opacity(shown)
        self.digits[1].text = str(self.answers[is_turned])
        self.digits[1].ink = palette.RIGHT if is_turned else palette.WRONG

    def words(self, time):
        return self.act.outcome if time >= self.act.outcome_at else ""


KIND = ActKind(SwappedAct, Swapped)
