"""What a learning step changed in the answer, beside the image."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import ActKind
from scenes.acts.compare import LIT, Compare, CompareAct, comparison
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import in_a_row, number, said
from scenes.words.phrases import read_right_and_wrong

SIDE = 250  # of the image
ROOM = SIDE + 60
ANSWER = 130  # size of an answer


@dataclass(frozen=True, kw_only=True)
class MendedAct(CompareAct):
    """A comparison of what an image is read as before and after it is
    learnt.

    Attributes:
        image: that is read.
        answers: the digits that it is read as, before and after.
        right: the digit that it is.
    """

    kind = "mended"

    image: Value
    answers: tuple[int, int]
    right: int


def mending(
    image: Value, before: Value, after: Value, *, answers: tuple[int, int], right: int
) -> MendedAct:
    """The plan that shows what learning from an image read wrong changed.

    Args:
        image: that is read.
        before, after: the outputs, columns of one shape.
        answers: the digits that it is read as, before and after.
        right: the digit that it is.
    """
    compared = comparison("output_neurons", before, after)
    lead = _lead(*answers)
    told = {
        "title": _title(*answers),
        "lead": lead,
        "caption": in_a_row(lead, compared.outcome),
        "step_name": said("one learning step", "学习一步"),
    }
    return MendedAct(
        **(vars(compared) | told), image=image, answers=answers, right=right
    )


def _title(before, after):
    if before != after:
        return said("The learning step that mends it", "纠正错误的一步学习")
    return said("One learning step is not enough", "学习一步还不够")


def _lead(before, after):
    return said(
        "Read as {before} before, as {after} after one step.",
        "学习前读作 {before}，学习一步后读作 {after}。",
        before=before,
        after=after,
    )


def _rise_and_fall(right: int, wrong: int, change: np.ndarray) -> str:
    """What a learning step did to both rivals, once both are lit.

    Args:
        change: of all outputs.
    """
    right_change, wrong_change = (number(change[one], change) for one in (right, wrong))
    return said(
        "Digit {wrong}: {wrong_change}, digit {right}: {right_change}.",
        "数字 {wrong}：{wrong_change}，数字 {right}：{right_change}。",
        wrong=wrong,
        wrong_change=wrong_change,
        right=right,
        right_change=right_change,
    )


class Mended(Compare):
    """Compare, with the image and both answers at the right; the rows of
    both rivals are lit."""

    act: MendedAct

    def build(self):
        whole = self.stage
        self.stage = Box(whole.left, whole.top, whole.width - ROOM, whole.height)
        super().build()
        self.stage = whole
        left = whole.right - SIDE
        top = whole.top + 60
        image = self.act.image
        self.bring(
            MatrixPlane(
                image,
                Box(left, top, SIDE, SIDE),
                name=read_right_and_wrong()[1],
                source=image.name,
                thickness=0,
            ),
            image,
        )
        before, after = self.act.answers
        place = Box(left, top + SIDE + 24, SIDE, 170)
        is_right = after == self.act.right
        self.before = self._answer(before, place, "left", palette.TEXT)
        self.after = [
            self._answer(
                after, place, "right", palette.AMBER if is_right else palette.TEXT
            ),
            self.bring(Label("→", place, size=44)),
        ]

    def _answer(self, digit, box, align, color):
        return self.bring(
            Label(str(digit), box, size=ANSWER, weight=600, color=color, align=align)
        )

    def move(self, time):
        super().move(time)
        for column in self.columns:
            column.beside = self.act.answers[0] if time > LIT else None
        for label in self.after:
            label.set_opacity(ease(time, LIT, LIT + 0.7))

    def words(self, time):
        if time <= LIT:
            return ""
        return _rise_and_fall(
            self.act.label, self.act.answers[0], self.columns[2].values.array
        )


KIND = ActKind(MendedAct, Mended)
