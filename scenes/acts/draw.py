"""One of several is drawn: a random number falls into its stretch."""

from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scenes.acts.act import Act, ActKind, Found, Moment, shapes_of
from scenes.acts.filled import filled
from scenes.acts.loss_board import standing
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, tenths
from scenes.acts.told_steps import called, name_of
from scenes.reading.drawn_choice import DrawnChoice, drawn_choice
from scenes.stage import palette
from scenes.stage.chips import Chips, Dot, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL
from scenes.stage.values import Values
from scenes.words.naming import code, in_a_row, number, said

LAID, FALLEN = 2.6, 2.2  # seconds: shares are laid end to end; the number falls
STRIP, NARROWEST = 90, 26  # height of the strip; of a stretch with its index
MOST = 400


@dataclass(frozen=True, kw_only=True)
class DrawAct(Act):
    """One of several that is drawn at random.

    Attributes:
        choice: how likely each was, and which it is.
    """

    kind: ClassVar[str] = "draw"

    choice: DrawnChoice


def recognise(moment: Moment) -> Found | None:
    """A draw by shares, all of it NumPy's own."""
    choice = drawn_choice(moment.operations)
    if choice is None or choice.ends.size > MOST:
        return None
    last = choice.operations[-1]
    shares = choice.shares.array.ravel()
    name = moment.target or name_of(moment.trace, last)
    lead = said(
        "The shares are laid end to end, from 0 to 1; a random number falls into one "
        "of them.",
        "份额首尾相接，从 0 到 1；一个随机数落在其中一段。",
    )
    outcome = said(
        "It falls at {number}, into number {drawn}, whose share is {share}.",
        "它落在 {number}，属于第 {drawn} 个，其份额是 {share}。",
        number=number(np.float64(choice.number)),
        drawn=choice.drawn,
        share=number(shares[choice.drawn], shares),
    )
    at = ENTER + LAID + FALLEN
    act = DrawAct(
        operations=choice.operations,
        operands=(choice.shares,),
        result=choice.result,
        result_name=name,
        seconds=tenths(at + HOLD),
        title=said("Draw one, by its share", "按份额抽取一个"),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=at,
        mark=last.span,
        shapes=shapes_of(choice.operations[0]),
        step_name=code(name),
        choice=choice,
    )
    return Found(act, frozenset(one.number for one in choice.operations))


class DrawPlayer(ActPlayer):
    """The shares, the same laid end to end, and the number that falls."""

    act: DrawAct

    def build(self) -> None:
        choice = self.act.choice
        stage = self.stage
        size = choice.ends.size
        grid = Values.of(choice.shares).laid(
            lambda array: array.reshape(1, -1) if size <= 24 else standing(array)
        )
        high = stage.height - 330
        box = filled(
            grid.array.shape, Box(stage.left, stage.top + 60, stage.width, high)
        )
        self.plane = self.bring(
            MatrixPlane(grid, box, name=called(choice.shares)), choice.shares
        )
        top = stage.bottom - 190
        self.strip = Box(stage.left + 20, top, stage.width - 40, STRIP)
        self.stretches = self.bring(Chips())
        self.labels = [
            self.bring(
                Label(
                    str(k), Box(place.left, place.bottom, place.width, 34), size=SMALL
                )
            )
            for k in range(size)
            if (place := self._stretch(k)).width >= NARROWEST
        ]
        self.fallen = self.bring(
            Label(
                number(np.float64(choice.number)),
                Box(self._x(choice.number) - 60, top - 66, 120, 36),
                size=24,
                color=palette.POINTED,
                family="code",
            )
        )
        self.answer = self.bring(
            Label(
                f"{self.act.result_name} → {choice.drawn}",
                Box(stage.left, stage.bottom - 58, stage.width, 50),
                size=32,
                color=palette.POINTED,
                family="code",
            ),
            choice.result,
        )

    def _x(self, share: float) -> float:
        return self.strip.left + self.strip.width * share

    def _stretch(self, index: int) -> Box:
        """Where one of the shares lies in the strip."""
        ends = self.act.choice.ends
        start = 0.0 if index == 0 else float(ends[index - 1])
        left = self._x(start)
        width = max(self._x(float(ends[index])) - left - 2, 1.0)
        return Box(left, self.strip.top, width, STRIP)

    def move(self, time: float) -> None:
        choice = self.act.choice
        laid = ease(time, ENTER, ENTER + LAID * 0.8)
        begin = ENTER + LAID
        down = ease(time, begin, begin + FALLEN * 0.6)
        is_down = time >= begin + FALLEN * 0.6
        columns = self.plane.values.array.shape[1]
        items: list[Slip | Dot] = []
        for k in range(choice.ends.size):
            start = self.plane.cell_box(*divmod(k, columns))
            lit = is_down and k == choice.drawn
            items.append(
                Slip(
                    mix_boxes(start, self._stretch(k), laid),
                    palette.POINTED if lit else palette.QUIET,
                    (0.9 if lit else 0.35 + 0.25 * (k % 2)) * min(1.0, 4 * laid),
                )
            )
        if down > 0:
            top = self.strip.top
            y = (top - 30) + (STRIP / 2 + 30) * down
            items.append(Dot(self._x(choice.number), y, palette.TEXT, 9))
        self.stretches.items = tuple(items)
        for label in self.labels:
            label.set_opacity(ease(laid, 0.8, 1.0))
        self.fallen.set_opacity(ease(time, begin - 0.3, begin + 0.2))
        self.answer.set_opacity(ease(time, begin + FALLEN * 0.6, begin + FALLEN))
        self.plane.marks = ((*divmod(choice.drawn, columns), 1, 1),) if is_down else ()


KIND = ActKind(DrawAct, DrawPlayer, recognise)
