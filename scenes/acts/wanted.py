"""What the network said, and the right answer that slides in next to it."""

from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Span, Value
from scenes.acts.act import Act, ActKind
from scenes.acts.arrive import ArriveAct
from scenes.acts.columns import column_box
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.stage.bars import Bars
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.words.axis_words import shape_of
from scenes.words.naming import in_a_row, number, said

SECONDS = 6.2  # of the whole act
SIDE = 360  # of the image
SLIDES = ENTER + 1.6, ENTER + 2.8  # seconds between which the answer comes
READ = ENTER, ENTER + 1.2  # in which the outputs are gone through for the largest
WRITTEN = SLIDES[1], SLIDES[1] + 1.4  # in which the numbers of the answer are read
FAR = 140  # how far from the right, in design pixels


@dataclass(frozen=True, kw_only=True)
class WantedAct(Act):
    """What the network said and the right answer, its operands.

    Attributes:
        picture: what went into the recorded call, or None.
    """

    kind = "wanted"

    picture: Value | None


def right_answer(
    coming: ArriveAct,
    output: Value,
    *,
    picture: Value | None,
    made: tuple[Operation, ...] = (),
    mark: Span | None = None,
) -> WantedAct:
    """The plan of how the right answer comes next to what the network said.

    Args:
        coming: the plan in which the right answer comes alone.
        output: what the network said, a column of the same size.
        picture: what went into the recorded call, or None.
        made: the operation that computed the output, or ().
        mark: where the code names the right answer, or None.
    """
    (wanted,) = coming.operands
    values = output.array.ravel()
    answer = int(np.argmax(values))
    lead = _read_as(answer, number(values[answer], values))
    outcome = _as_numbers(wanted)
    return WantedAct(
        operations=made,
        operands=(output, wanted),
        result=wanted,
        result_name=coming.result_name,
        seconds=SECONDS,
        title=_title(),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=SLIDES[0],
        step_name=coming.step_name,
        haste=coming.haste,
        mark=mark,
        picture=picture,
    )


def _title():
    return said("The network's answer, and the right one", "网络的回答与正确答案")


def _read_as(answer, value):
    return said(
        "The network read this as {answer}, with {value}.",
        "网络把它读作 {answer}，输出为 {value}。",
        answer=answer,
        value=value,
    )


def _as_numbers(wanted):
    return said(
        "The right answer, as {count} numbers: 1 at {place}, 0 everywhere else.",
        "正确答案是 {count} 个数：序号 {place} 的是 1，其余都是 0。",
        count=wanted.array.size,
        place=int(wanted.array.argmax()),
    )


class Wanted(ActPlayer):
    """The image and the outputs that it led to, then the right answer."""

    act: WantedAct

    def build(self):
        output, wanted = self.act.operands
        self.is_opening = not self.entrances.leaving
        self.answers = [int(np.argmax(value.array)) for value in (output, wanted)]
        stage, count = self.stage, output.array.size
        # Where an image stands at the right already, nothing has to cross.
        left, *places = (20, 0.4, 0.88) if self.is_opening else (1400, 0, 0.5)
        beside, self.home = (column_box(stage, place, count) for place in places)
        picture = self.act.picture
        self.standing = []
        if picture is not None:
            self.standing.append(
                self.bring(
                    MatrixPlane(
                        picture,
                        Box(stage.left + left, self.home.top, SIDE, SIDE),
                        name=picture.name,
                        note=shape_of(picture),
                    ),
                    picture,
                )
            )
        self.output, self.wanted = (
            self.bring(Bars(value, box, name=value.name), value)
            for value, box in ((output, beside), (wanted, self.home))
        )
        self.standing.append(self.output)

    def move(self, time):
        if self.is_opening:  # no film begins with an empty frame
            for part in self.standing:
                part.set_opacity(1.0)
        come = ease(time, *SLIDES)
        home = self.home
        self.wanted.place(
            Box(
                mix(home.left + FAR, home.left, come), home.top, home.width, home.height
            )
        )
        self.wanted.set_opacity(come)
        read, right = self.answers
        self.output.focus = self._looked_at(time, READ, read)
        self.wanted.focus = self._looked_at(time, WRITTEN, right)

    def _looked_at(self, time, seconds, found):
        """The row that is looked at: one after the other, then the one found."""
        begin, end = seconds
        if time < begin:
            return None
        count = self.act.operands[0].array.size
        row = int((time - begin) / (end - begin) * count)
        return row if row < count else found

    def words(self, time):
        if time < SLIDES[0]:
            return ""
        return _as_numbers(self.act.operands[1])


KIND = ActKind(WantedAct, Wanted)
