"""The largest of the outputs is the answer of the network."""

from dataclasses import dataclass

from network.trace import Operation, Step
from scenes.acts.act import ActKind
from scenes.acts.neuron_board import ACCOUNT, NeuronAct, NeuronBoard
from scenes.acts.neuron_network import Network
from scenes.acts.schedule import ENTER, HOLD, one_by_one, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.acts.signature import HEIGHT, signature
from scenes.reading.forward_pass import answer_in
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.typeface import SMALL
from scenes.words.naming import number as written
from scenes.words.naming import said
from scenes.words.neuron_names import lines_note

RHYTHM = {"first": 0.4, "shrink": 0.8, "least": 0.15}  # the turn of each
ANSWER = 1.6  # seconds in which the answer appears
SIGNED = 1.6  # seconds for which the film is longer where it is signed


@dataclass(frozen=True, kw_only=True)
class NeuronAnswerAct(NeuronAct):
    """argmax of the outputs, its operand: the answer, a whole number.

    Attributes:
        following: the title of the next film, "" where there is none; None
            where the film does not end here.
    """

    kind = "neuron_answer"

    following: str | None = None


def largest_output(
    network: Network, answering: Step, argmax: Operation, following: str | None = None
) -> NeuronAnswerAct:
    """The plan that looks for the largest of the outputs.

    Args:
        answering: the statement that does.
        argmax: its operation.
        following: as NeuronAnswerAct has it.
    """
    outputs, digit = network.run.output.activations, answer_in(argmax.result)
    values = outputs.array
    turns = one_by_one(len(network.shown[-1]), **RHYTHM)
    outcome = _caption(digit, written(values[digit], values))
    return NeuronAnswerAct(
        operations=(argmax,),
        operands=(outputs.value,),
        result=argmax.result,
        result_name=next(iter(answering.targets), ""),
        seconds=tenths(turns.end + ANSWER + HOLD + SIGNED * (following is not None)),
        title=said("The largest is the answer", "最大值就是答案"),
        lead=_lead(),
        caption=outcome,
        outcome=outcome,
        outcome_at=turns.end,
        mark=argmax.span,
        shapes=shapes_of(argmax),
        step_name=said("answer", "答案"),
        turns=turns,
        network=network,
        number=network.last,
        following=following,
    )


def _lead():
    return said(
        "The lines to the outputs now show what they carry: weight × value.",
        "现在通向输出的线表示它传递的量：权重 × 值。",
    )


def _caption(digit, value):
    return said(
        "The largest output is the answer: {digit}, with {value}.",
        "最大的输出就是答案：{digit}，值为 {value}。",
        digit=digit,
        value=value,
    )


class NeuronAnswer(NeuronBoard):
    """argmax: each output is looked at, the largest lights.

    The lines into the outputs turn to what they carry: a weight, however
    large, brings nothing where the neuron it comes from is 0.
    """

    act: NeuronAnswerAct

    has_account = False

    def build(self):
        super().build()
        self.answer = answer_in(self.act.result)
        shown = self.network.shown[-1]
        self.place = shown.index(self.answer) if self.answer in shown else -1
        column, left = self.layers[self.number].box, self.stage.left + ACCOUNT.left
        middle = column.top + column.height / 2
        if self.stage.is_tall:
            left = self.stage.right - ACCOUNT.width
            middle = self.stage.bottom - 200
        self.digit = self.bring(
            Label(
                str(self.answer),
                Box(left, middle - 190, ACCOUNT.width, 320),
                size=300 if self.answer < 10 else 170,
                color=palette.POINTED,
                weight=600,
            ),
            self.act.result,
        )
        self.line = self.bring(
            Label(
                self._name() + f" = {self.answer}",
                Box(left, middle + 150, ACCOUNT.width, 50),
                size=26 if len(self._name()) < 16 else 18,
                color=palette.TEXT,
                family="code",
            )
        )

        left, top = self.stage.left - 12, self.stage.bottom - HEIGHT
        self.signature = [
            self.bring(label)
            for label in signature(left, top, self.act.following or "", size=SMALL)
            if self.act.following is not None
        ]

    def _name(self):
        """Of the answer, as the code would write it."""
        name = self.act.result_name or self.act.operations[0].expression
        return f"{name}[0]" if self.act.result.shape else name

    def move(self, time):
        self.calm_others(1.0)
        self._carry(time)
        self.lines[self.number].focus = self.place
        self.lines[self.number].dimmed = ease(
            time, self.turns.end, self.turns.end + 0.6
        )
        index, _ = self.turns.at(time)
        layer = self.layers[self.number]
        layer.focus = index if self.turns.playing(time) else None
        layer.winner = self.place if time >= self.turns.end else None
        self.digit.set_opacity(ease(time, self.turns.end, self.turns.end + 0.9))
        self.line.set_opacity(ease(time, self.turns.end + 0.5, self.turns.end + 1.2))

        signed = self.turns.end + ANSWER
        for label in self.signature:
            label.set_opacity(ease(time, signed, signed + 0.6))

    def _carry(self, time):
        """The lines turn, and the words at them change meanwhile."""
        share = ease(time, 0, ENTER)
        self.lines[self.number].carry(share)
        self.lines[self.number].words_opacity = max(1 - 2 * share, 0.0)
        self.legends[self.number].note = lines_note(carried=share > 0.5)
        self.legends[self.number].words_opacity = abs(1 - 2 * share)


KIND = ActKind(NeuronAnswerAct, NeuronAnswer)
