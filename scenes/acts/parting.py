"""Where two digits part ways: how hidden neurons pull to either answer."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.derived import pull
from scenes.acts.twins import SIDE, TOLD, Twins, TwinsAct
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.computed import Computed
from scenes.stage.label import Label
from scenes.stage.part import Box
from scenes.words.naming import in_a_row, number, said

SECONDS = 9.0  # of the whole act


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
    neuron = int(np.argmax(np.abs(pulls[1] - pulls[0])))
    lead = _lead(*rivals)
    outcome = _turn(neuron, pulls)
    # No line computes the pulls: none is marked.
    return PartingAct(
        operations=product.operations,
        operands=neurons,
        result=neurons[1],
        result_name=neurons[1].name,
        seconds=SECONDS,
        title=said("Where the two part ways", "它们在哪里分道扬镳"),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=TOLD,
        step_name=said("where they part", "分道扬镳之处"),
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


def _lead(right, wrong):
    return said(
        "Each hidden neuron pulls to {wrong} (orange) or to {right} (blue).",
        "每个隐藏神经元把答案拉向 {wrong}（橙）或 {right}（蓝）。",
        wrong=wrong,
        right=right,
    )


def _pull(right, wrong):
    """The name above the column of pulls: how they are computed."""
    return f"pull = (weights[{wrong}] - weights[{right}]) * hidden_neurons"


def _turn(index, pulls):
    first, second = (number(pull[index], pull) for pull in pulls)
    return said(
        "The largest difference: neuron {index}, {first} and {second}.",
        "差别最大：神经元 {index}，{first} 和 {second}。",
        index=index,
        first=first,
        second=second,
    )


class Parting(Twins):
    """The pulls of both; then the one that differs most is lit, and below
    the images stands what all of them add up to."""

    act: PartingAct

    def build(self):
        super().build()
        act = self.act
        self.bring_columns(
            pulls_of(act.weights, act.operands, act.rivals),
            (None, None),
            name=_pull(*act.rivals),
        )
        for half, sums in zip(self.halves, act.sums):
            self._build_total(half, sums)

    def _build_total(self, half, sums):
        right, wrong = self.act.rivals
        total = float(sums.array[wrong, 0]) - float(sums.array[right, 0])
        box = Box(half.left, half.top + SIDE + 70, SIDE + 20, 30)
        for drop, text, size in (
            (0, "all, with the biases:", 18),
            (34, written(total, "+.3f"), 26),
            (74, f"so {wrong if total > 0 else right} wins", 22),
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
        super().move(time)
        for column in self.columns:
            column.focus = self.act.neuron if time > TOLD else None

    def words(self, time):
        if time < TOLD:
            return ""
        return _turn(self.act.neuron, [column.values.array for column in self.columns])


KIND = ActKind(PartingAct, Parting)
