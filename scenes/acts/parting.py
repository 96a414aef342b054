"""Where two digits part ways: how hidden neurons pull to either answer."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.columns import common_span
from scenes.acts.derived import pull
from scenes.acts.schedule import one_by_one, tenths
from scenes.acts.tug_of_war import knots, light_winner, margin_of, rope_of, winner_of
from scenes.acts.twins import Twins, TwinsAct
from scenes.acts.two_examples_words import all_added, so_wins
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.computed import Computed
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix
from scenes.stage.sorted_bars import SortedBars
from scenes.stage.values import Values
from scenes.words.naming import in_a_row, number, said
from scenes.words.phrases import read_right_and_wrong

DOWN = 104  # room above images and bars for a rope and their names
TALL = 44  # more of it on a tall stage, whose letters are larger
GROWS = 0.6, 2.6  # seconds between which the bars grow
SORTS = 3.0, 4.4  # seconds between which they are sorted
SLOWLY = {"first": 1.2, "shrink": 0.82, "start": 4.8}  # how the knot is pulled
PULLED, LEAST = 6.0, 0.26  # seconds: of all of them about, of each at least
PULLS = 0.8  # share of a turn in which the knot moves
LAST = 2.2  # seconds for which the end stands


@dataclass(frozen=True, kw_only=True)
class PartingAct(TwinsAct):
    """The hidden neurons of both images, its operands.

    Attributes:
        weights: of the output layer, a row for each digit.
        sums: of the output layer, of both images.
        rivals: (right, wrong), the digits that the images are read as.
        neuron: the index of the hidden neuron whose pulls differ most.
    """

    kind = "parting"

    weights: Value
    sums: tuple[Value, Value]
    rivals: tuple[int, int]
    neuron: int


def parting(
    product: Act,
    neurons: tuple[Value, Value],
    sums: tuple[Value, Value],
    images: tuple[Value, Value],
    rivals: tuple[int, int],
) -> PartingAct:
    """The plan that shows which hidden neuron makes the difference.

    Args:
        product: shows how the output layer's weights meet the second's
            neurons.
        neurons: the hidden ones, columns, of both images.
        sums: of the output layer, columns, of both.
        images: one read right, one read wrong.
        rivals: the digits that they are read as.
    """
    weights = product.operands[0]
    pulls = [one.array for one in pulls_of(weights, neurons, rivals)]
    neuron = by_difference(pulls)[0]
    lead = _lead(*rivals)
    outcome = _turn(neuron, pulls)
    count = len(pulls[0])
    turns = one_by_one(count, least=min(LEAST, PULLED / count), **SLOWLY)
    # No line computes the pulls: none is marked.
    return PartingAct(
        operations=product.operations,
        operands=neurons,
        result=neurons[1],
        result_name=neurons[1].name,
        seconds=tenths(turns.end + LAST),
        title=said("Where the two part ways", "它们在哪里分道扬镳"),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=SLOWLY["start"],
        step_name=said("where they part", "分道扬镳之处"),
        turns=turns,
        images=images,
        weights=weights,
        sums=sums,
        rivals=rivals,
        neuron=neuron,
    )


def pulls_of(
    weights: Value, neurons: tuple[Value, Value], rivals: tuple[int, int]
) -> list[Computed]:
    """How each hidden neuron pulls from right (below zero) to wrong (above),
    of both images: (count,) floats."""
    return [pull(weights, one, rivals, name=_pull(*rivals)) for one in neurons]


def by_difference(pulls: list[np.ndarray]) -> list[int]:
    """Indices of the neurons, that whose two pulls differ most first."""
    apart = np.abs(np.nan_to_num(pulls[1] - pulls[0]))
    return np.argsort(-apart, kind="stable").tolist()


def _lead(right, wrong):
    return said(
        "A tug of war: orange pulls to {wrong}, blue to {right}; those that differ "
        "most go first.",
        "一场拔河：橙色拉向 {wrong}，蓝色拉向 {right}；差别最大的先来。",
        wrong=wrong,
        right=right,
    )


def _pull(right, wrong):
    """The name above the column of pulls: what they are, in no line's code."""
    return said(
        "neuron × (its weight to {wrong} − its weight to {right})",
        "神经元 ×（到 {wrong} 的权重 − 到 {right} 的权重）",
        wrong=wrong,
        right=right,
    )


def _turn(index, pulls):
    first, second = (number(pull[index], pull) for pull in pulls)
    return said(
        "The largest difference: neuron {index}, {first} and {second}.",
        "差别最大：神经元 {index}，{first} 和 {second}。",
        index=index,
        first=first,
        second=second,
    )


def _begin(biases):
    return said(
        "Both ropes begin at {biases}: the biases.",
        "两根绳都从 {biases} 开始：那是偏置。",
        biases=written(float(biases), "+.2f"),
    )


class Parting(Twins):
    """The pulls of both, then those that differ most on top; and one after the
    other, from there, they pull a knot to one answer or the other."""

    act: PartingAct

    def build(self):
        self.down = DOWN + TALL * self.stage.is_tall
        super().build()
        act = self.act
        pulls = pulls_of(act.weights, act.operands, act.rivals)
        self.order = by_difference([one.array for one in pulls])
        self.count = len(self.order)
        self.pulls = [np.nan_to_num(one.array)[self.order] for one in pulls]
        span = common_span(*(one.array for one in pulls))
        self.columns = [
            self.bring(
                SortedBars(
                    Values(one),
                    self.order,
                    self.column_box(half, self.down, foot=0),
                    name=_pull(*act.rivals),
                    span=span,
                )
            )
            for half, one in zip(self.halves, pulls)
        ]
        self.ways = [
            knots(pulls, margin_of(sums.array.ravel(), act.rivals))
            for pulls, sums in zip(self.pulls, act.sums)
        ]
        reach = max(float(np.abs(way).max()) for way in self.ways) * 1.04 or 1.0
        self.ropes = [
            self.bring(
                rope_of(half.left, half.top - 4, half.width - 20, act.rivals, reach)
            )
            for half in self.halves
        ]
        for half, sums in zip(self.halves, act.sums):
            self._build_total(half, sums)

    def bring_images(self):
        for half, image, name in zip(
            self.halves, self.act.images, read_right_and_wrong()
        ):
            self.bring_image(
                image, Box(half.left, half.top + self.down, self.side, self.side), name
            )

    def _build_total(self, half, sums):
        total = margin_of(sums.array.ravel(), self.act.rivals)
        beside = self.beside_image(half, self.down)
        box = Box(beside.left, beside.top + 24, beside.width + 20, 30)
        for drop, text, size in (
            (0, all_added(has_biases=True), 20),
            (34, written(total, "+.3f"), 26),
            (74, so_wins(winner_of(total, self.act.rivals)), 22),
        ):
            color = palette.TEXT if size == 26 else palette.QUIET
            self.below.append(
                self.bring(
                    Label(
                        text,
                        Box(box.left, box.top + drop, box.width, 30),
                        size=size,
                        align="left",
                        color=color,
                    )
                )
            )

    def move(self, time):
        turn, share = self.turns.at(time)
        for column in self.columns:
            column.grown = self._grown(time)
            column.sorted = ease(time, *SORTS)
            column.focus = turn if self.turns.playing(time) else None
        for rope, way in zip(self.ropes, self.ways):
            rope.at = mix(way[turn], way[turn + 1], ease(share, 0, PULLS))
            rope.told = float(way[turn + (share >= PULLS)])
            light_winner(rope, way[-1] if time >= self.turns.end else None)
        for label in self.below:
            label.set_opacity(ease(time, self.turns.end, self.turns.end + 0.5))

    def _grown(self, time):
        """How far each bar is, from the lowest index to the highest."""
        begin, end = GROWS
        starts = begin + (end - begin - 0.5) * np.array(self.order) / self.count
        return np.array([ease(time, start, start + 0.5) for start in starts])

    def words(self, time):
        if time >= self.turns.starts[0]:
            return self.act.outcome
        return _begin(self.ways[0][0]) if time >= GROWS[0] else ""


KIND = ActKind(PartingAct, Parting)
