"""What a learning step changed in the answer, beside the image."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import ActKind
from scenes.acts.compare import LIT, Compare, CompareAct, comparison
from scenes.acts.schedule import ENTER
from scenes.acts.signature import HEIGHT, signature
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.naming import in_a_row, said
from scenes.words.phrases import read_right_and_wrong

SIDE, TALL_SIDE = 250, 200  # of the image; on a tall stage
ABOVE_NAME = 40  # design pixels between it and the project's name there
ROOM = SIDE + 60
BELOW = 60  # the columns of a tall stage, at least
CHANGES = ENTER, LIT  # seconds between which the outputs become what they are
BARELY = 0.05  # the output of an answer is so little ahead that it nearly is not
SECONDS = 8.2  # of the whole act
SIGNED = 6.0, 6.6  # seconds between which the project's name comes
ANSWER = 130  # size of an answer


@dataclass(frozen=True, kw_only=True)
class MendedAct(CompareAct):
    """A comparison of what an image is read as before and after it is
    learnt.

    Attributes:
        image: that is read.
        answers: the digits that it is read as, before and after.
        right: the digit that it is.
        following: the title of the next film, "" where there is none; None
            where the film does not end here.
    """

    kind = "mended"

    image: Value
    answers: tuple[int, int]
    right: int
    following: str | None = None


def mending(
    image: Value,
    before: Value,
    after: Value,
    *,
    answers: tuple[int, int],
    right: int,
    following: str | None = None,
) -> MendedAct:
    """The plan that shows what learning from an image read wrong changed.

    Args:
        image: that is read.
        before, after: the outputs, columns of one shape.
        answers: the digits that it is read as, before and after.
        right: the digit that it is.
        following: as MendedAct has it.
    """
    compared = comparison("output_neurons", before, after, label=right)
    lead = _lead(*answers, right=right, outputs=after)
    told = {
        "seconds": SECONDS,
        "title": _title(*answers, right=right),
        "lead": lead,
        "caption": in_a_row(lead, compared.outcome),
        "step_name": said("one learning step", "学习一步"),
    }
    return MendedAct(
        **(vars(compared) | told),
        image=image,
        answers=answers,
        right=right,
        following=following,
    )


def _title(before, after, *, right):
    if before == after:
        return said("One learning step is not enough", "学习一步还不够")
    if after == right:
        return said(
            "One learning step: {before} becomes {after}",
            "学习一步：{before} 变成 {after}",
            before=before,
            after=after,
        )
    return said(
        "One learning step: {before} becomes {after}, still wrong",
        "学习一步：{before} 变成 {after}，仍然不对",
        before=before,
        after=after,
    )


def _lead(before, after, *, right, outputs):
    """
    Args:
        outputs: after the step.
    """
    if after != right or after == before:
        return said(
            "Read as {before} before, as {after} after one step.",
            "学习前读作 {before}，学习一步后读作 {after}。",
            before=before,
            after=after,
        )
    cells = outputs.array.ravel().astype(float)
    if not cells[after] - cells[before] < BARELY:
        return said(
            "It read {before}. One nudge. It reads {after}.",
            "它读作 {before}。推一小步。它读作 {after}。",
            before=before,
            after=after,
        )
    return said(
        "It read {before}. One nudge. It reads {after}, if only just.",
        "它读作 {before}。推一小步。它读作 {after}，但只是勉强。",
        before=before,
        after=after,
    )


def _rise_and_fall(right: int, wrong: int, before: Bars, now: Bars) -> str:
    """What a learning step did to both rivals, once both are lit.

    Args:
        before, now: all outputs.
    """
    right_was, right_is, wrong_was, wrong_is = (
        column.write(column.values.array[one])
        for one in (right, wrong)
        for column in (before, now)
    )
    return said(
        "Digit {wrong}: {wrong_was}, now {wrong_is}. Digit {right}: {right_was}, now "
        "{right_is}.",
        "数字 {wrong}：{wrong_was}，现在 {wrong_is}。数字 {right}：{right_was}，现在 "
        "{right_is}。",
        wrong=wrong,
        wrong_was=wrong_was,
        wrong_is=wrong_is,
        right=right,
        right_was=right_was,
        right_is=right_is,
    )


class Mended(Compare):
    """Compare, with the image and both answers at the right; the rows of
    both rivals are lit."""

    act: MendedAct

    def build(self):
        whole = self.stage
        room = Box(whole.left, whole.top, whole.width - ROOM, whole.height)
        if whole.is_tall:  # as tall, for columns beside each other
            room = Box(whole.left, whole.top, whole.width, whole.height - BELOW)
        self.stage = room
        super().build()
        self.stage = whole
        now = self.columns[1]
        now.starts, now.is_quiet = Values.of(self.act.operands[0]).ravel(), True
        self.growing = (self.columns[1], self.columns[2])
        side, left, top = SIDE, whole.right - SIDE, whole.top + 60
        if whole.is_tall:  # above the project's name, as large as it is there
            side, left = TALL_SIDE, whole.left + 60
            top = whole.bottom - HEIGHT - ABOVE_NAME - side
        image = self.act.image
        self.bring(
            MatrixPlane(
                image,
                Box(left, top, side, side),
                name=read_right_and_wrong()[1],
                source=image.name,
                thickness=0,
            ),
            image,
        )
        before, after = self.act.answers
        place = Box(left, top + side + 24, side, 170)
        if whole.is_tall:
            place = Box(left + side + 120, top + (side - 170) / 2, SIDE + 60, 170)
        is_right = after == self.act.right
        self.before = self._answer(before, place, "left", palette.WRONG)
        self.after = [
            self._answer(
                after, place, "right", palette.RIGHT if is_right else palette.WRONG
            ),
            self.bring(Label("→", place, size=44)),
        ]

        self.signature = [
            self.bring(label)
            for label in signature(
                whole.left - 12, whole.bottom - HEIGHT + 14, self.act.following or ""
            )
            if self.act.following is not None
        ]

    def _answer(self, digit, box, align, color):
        return self.bring(
            Label(str(digit), box, size=ANSWER, weight=600, color=color, align=align)
        )

    def move(self, time):
        super().move(time)
        for column in self.growing:
            column.grown = np.full(self.count, ease(time, *CHANGES))
        for column in self.columns:
            column.beside = self.act.answers[0] if time >= LIT else None
        for label in self.signature:
            label.set_opacity(ease(time, *SIGNED))
        for label in self.after:
            label.set_opacity(ease(time, LIT, LIT + 0.7))

    def words(self, time):
        if time < LIT:
            return ""
        before, now, _ = self.columns
        return _rise_and_fall(self.act.label, self.act.answers[0], before, now)


KIND = ActKind(MendedAct, Mended)
