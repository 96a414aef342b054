"""A picture, what it is read as and what it is: what a film of learning asks."""

from dataclasses import dataclass

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.columns import answer_of
from scenes.acts.player import ActPlayer
from scenes.arrays.numbers import bar_number_format
from scenes.stage import palette
from scenes.stage.label import labels_below
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import said

SECONDS = 4.5  # of the whole act
SIDE = 460  # of the picture, in design pixels
READ, IS = (0.6, 1.0), (1.6, 2.0)  # seconds in which the two answers come
ANSWER = 200  # size of an answer


@dataclass(frozen=True, kw_only=True)
class QuestionAct(Act):
    """A picture and the outputs that it leads to, its operands.

    Attributes:
        right: the digit that it is.
    """

    kind = "question"

    right: int


def question(picture: Value, outputs: Value, right: int) -> QuestionAct:
    """The plan of how a film of one learning step begins.

    Args:
        outputs: a column, what the picture leads to before the step.
        right: the digit that the picture is.
    """
    read = answer_of(outputs)
    lead = _lead(read, right)
    return QuestionAct(
        operands=(picture, outputs),
        result=picture,
        result_name=picture.name,
        seconds=SECONDS,
        title=_title(read, right),
        lead=lead,
        caption=lead,
        step_name=said("the question", "问题"),
        right=right,
    )


def _title(read, right):
    if read == right:
        return said(
            "It reads {read}. Can it be surer?", "读作 {read}。能更确定吗？", read=read
        )
    return said(
        "It reads {read}, but this is a {right}",
        "它读作 {read}，但这是 {right}",
        read=read,
        right=right,
    )


def _lead(read, right):
    if read == right:
        return said("What does one learning step change?", "学习一步会改变什么？")
    return said(
        "Is one learning step enough to read it right?", "只学一步，就能读对吗？"
    )


class Question(ActPlayer):
    """The picture large, the answer of the network, and the right one."""

    act: QuestionAct

    def build(self):
        picture, outputs = self.act.operands
        stage = self.stage
        top = stage.top + (stage.height - SIDE) / 2
        self.picture = self.bring(
            MatrixPlane(
                picture,
                Box(stage.left + 120, top, SIDE, SIDE),
                name=picture.name,
                thickness=0,
            ),
            picture,
        )
        read = answer_of(outputs)
        values = outputs.array.ravel().astype(float)
        number = bar_number_format(values)(values[read])
        self.answers = [
            self._bring_answer(Box(stage.left + left, top, 460, SIDE), *told)
            for left, told in (
                (
                    720,
                    (
                        said("the network reads", "网络读作"),
                        str(read),
                        f"{outputs.name}[{read}] = {number}",
                        palette.RIGHT if read == self.act.right else palette.WRONG,
                    ),
                ),
                (
                    1240,
                    (said("it is", "其实是"), str(self.act.right), "", palette.RIGHT),
                ),
            )
        ]

    def _bring_answer(self, box, above, digit, below, color):
        return [
            self.bring(label)
            for label in labels_below(
                box,
                (above, 50, 40, 28, palette.QUIET, "words", 500),
                (digit, 110, 240, ANSWER, color, "words", 600),
                (below, 370, 40, 24, palette.TEXT, "code", 500),
            )
        ]

    def move(self, time):
        self.picture.set_opacity(1.0)  # no film begins with an empty frame
        for parts, span in zip(self.answers, (READ, IS)):
            for part in parts:
                part.set_opacity(ease(time, *span))


KIND = ActKind(QuestionAct, Question)
