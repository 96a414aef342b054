"""The end of a film of a forward pass: the map of the network once more, its
question answered, and who spoke for the answer."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.derived import products
from scenes.acts.network_view import MOST, NetworkView, written
from scenes.acts.neuron_board import reach_of, scale_of_neurons
from scenes.acts.neuron_network import Network, values_of
from scenes.acts.signature import signature
from scenes.acts.voters import named_above, numbers_of, pictures_of, voters_of
from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import written as number
from scenes.reading.forward_pass import ForwardPass, answer_in
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.network_map import NAMES, RADIUS
from scenes.stage.neuron_layer import places
from scenes.stage.part import Box, Part, ease
from scenes.stage.weight_lines import WeightLines
from scenes.words.naming import in_a_row, one_of, said

SECONDS = 7.4  # of the whole act
LIT = (0.8, 2.2)  # seconds in which the columns light, one after the other
SPOKEN = (2.2, 3.6)  # in which the lines reach the outputs
EACH = 0.4  # from one who spoke to the next
TOLD = 3.4  # second from which is said who spoke
SIGNED = (4.2, 5.0)  # in which the project's name comes
NAME_BELOW = 44, 16  # design pixels below the picture; on a tall stage, where it is
#                      larger


@dataclass(frozen=True, kw_only=True)
class ClosingAct(Act):
    """A picture, its operand, and the answer, its result.

    Attributes:
        run: the ForwardPass.
        answer: the index of the largest output.
        following: what the next film is called, or "".
    """

    kind = "closing"

    run: ForwardPass
    answer: int
    following: str


def closing(picture: Value, run: ForwardPass, following: str = "") -> ClosingAct | None:
    """The plan of how a film of a forward pass ends; None where nothing is
    answered, there is no layer between, or its neurons are too many.

    Args:
        picture: the column of pixels.
        following: what the next film is called.
    """
    if (
        run.answer is None
        or len(run.layers) < 2
        or run.examples != 1
        or max(run.output.weights.shape) > MOST
        or not np.isfinite(_added(run)).all()
    ):
        return None
    answer = answer_in(run.answer.result)
    lead, told = _lead(answer), _told(run, answer)
    return ClosingAct(
        operands=(picture,),
        result=run.answer.result,
        result_name=run.answer.result.name,
        seconds=SECONDS,
        title=_title(answer, is_digit=run.reads_digits),
        lead=lead,
        caption=in_a_row(lead, told),
        outcome=told,
        outcome_at=TOLD,
        step_name=said("the answer", "答案"),
        run=run,
        answer=answer,
        following=following,
    )


def _added(run: ForwardPass) -> np.ndarray:
    """(outputs, neurons before) what each neuron adds to each output."""
    output = run.output
    return output.weights.array.astype(float) * output.source.array.astype(float)


def _title(answer, *, is_digit):
    if is_digit:
        return said("It reads {answer}", "它读作 {answer}", answer=answer)
    return said("The answer is {answer}", "答案是 {answer}", answer=answer)


def _lead(answer):
    return said(
        "Who spoke for {answer}? Orange lines add to it, blue lines take away.",
        "是谁支持 {answer}？橙线使它增大，蓝线使它减小。",
        answer=answer,
    )


def _told(run, answer):
    """Who adds most to the answer, and who takes most away."""
    added = _added(run)[answer]
    one, count = run.layers[-2].activations.name, len(added)
    told = []
    most, least = int(np.argmax(added)), int(np.argmin(added))
    for index, is_so, english, chinese in (
        (most, added[most] > 0, "{one} {index} adds most: {value}.", "增加最多"),
        (least, added[least] < 0, "{one} {index} takes most: {value}.", "减少最多"),
    ):
        if is_so:
            told.append(
                said(
                    english,
                    "{one} {index} 使它" + chinese + "：{value}。",
                    one=one_of(one, count),
                    index=index,
                    value=number(added[index], "+.2f"),
                )
            )
    return in_a_row(*told)


class Closing(NetworkView):
    """The columns light from the pixels on; lines show what each hidden neuron
    adds to the answer, which stands where the question was."""

    act: ClosingAct

    def build(self):
        run, answer = self.act.run, self.act.answer
        counts = (run.image.array.size, *(layer.count for layer in run.layers))
        self.build_view(self.act.operands[0], counts, _colors(run))
        self.bring(self.map)
        self.lines = self._bring_lines(run)
        self.indices = self.bring_indices()
        self.voters = self._bring_voters(run)
        self.bring(
            Label(
                str(answer),
                self.beside(),
                size=130 if answer < 10 else 80,
                color=palette.POINTED,
                weight=600,
            ),
            self.act.result,
        )
        box, apart = self.picture.box, NAME_BELOW[self.stage.is_tall]
        self.signature = [
            self.bring(label)
            for label in signature(box.left, box.bottom + apart, self.act.following)
        ]

    def _bring_lines(self, run):
        """What runs from the last hidden neurons to the answer."""
        last = len(run.layers)
        (start, _), (end, _) = (
            self.map.center_of(column, 0) for column in (last - 1, last)
        )
        top = self.map.box.top + NAMES + RADIUS
        box = Box(
            start + RADIUS,
            top,
            end - start - 2 * RADIUS,
            self.map.box.bottom - RADIUS - top,
        )
        output, answer = run.output, self.act.answer
        weights = values_of(output.weights)[answer : answer + 1]
        lines = WeightLines(
            weights,
            box,
            places(self.layers[last - 1]),
            places(self.layers[last])[answer : answer + 1],
            scale=palette.Scale("diverging", reach_of(_added(run)[answer])),
            carried=products(weights, values_of(output.source)),
            number=last + 1,
            rows=(answer,),
            columns=self.layers[last - 1],
            layers=Network.of(run).names,
        )
        lines.carry(1.0)
        return self.bring(lines)

    def _bring_voters(self, run):
        """What those who count most add, and what each of them saw: the parts of
        each."""
        added = _added(run)[self.act.answer]
        voters, column = voters_of(added), len(self.layers) - 2
        spots = [self.map.center_of(column, index) for index in voters]
        numbers = numbers_of(added, voters, spots)
        together: list[list[Part]] = [[number] for number in numbers]
        if (
            voters
            and len(run.layers) == 2
            and arrange.is_picture(run.image.value.shape)
        ):
            top = self.map.box.top + NAMES
            room = Box(0, top, 0, self.map.box.bottom - top)
            weights = run.layers[0].weights
            planes, pointing = pictures_of(
                values_of(weights), values_of(run.image), voters, spots, room
            )
            for parts, *others in zip(together, pointing, planes):
                parts += others
            together[0] += named_above(planes)
        return [[self.bring(part) for part in parts] for parts in together]

    def move(self, time):
        columns = len(self.layers)
        lands = ease(time, SPOKEN[1] - 0.3, SPOKEN[1])
        self.map.reached = 1 + (columns - 2) * ease(time, *LIT) + lands
        self.lines.grown = ease(time, *SPOKEN)
        is_there = self.lines.grown >= 1
        answer = self.act.answer
        self.map.winner = (columns - 1, answer) if is_there else None
        self.map.led = ease(time, SPOKEN[1], SPOKEN[1] + 0.6)
        self.indices[answer].ink = palette.POINTED if is_there else palette.QUIET
        for place, parts in enumerate(self.voters):
            begin = SPOKEN[0] + EACH * place
            for part in parts:
                part.set_opacity(ease(time, begin, begin + 0.5))
        for label in self.signature:
            label.set_opacity(ease(time, *SIGNED))

    def words(self, time):
        return self.act.outcome if time >= TOLD else ""


def _colors(run: ForwardPass) -> dict[int, dict[int, str]]:
    """Of each layer after the pixels the colours of its neurons."""
    found = {}
    for place, layer in enumerate(run.layers, start=1):
        levels = scale_of_neurons(layer.activations).colors(layer.activations.array)
        found[place] = {index: written(one) for index, one in enumerate(levels)}
    return found


KIND = ActKind(ClosingAct, Closing)
