"""Of several some are drawn: random numbers fall into their stretches."""

import ast
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from scenes.acts.act import Act, ActKind, Found, Moment
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
OTHERS = 1.6  # seconds in which those after the first fall
MOST, LISTED = 400, 12  # shares that are shown; indices that are written


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
    name = moment.target or name_of(moment.trace, last)
    lead, outcome = _words(choice)
    count = len(choice.drawn)
    at = ENTER + LAID + FALLEN + (OTHERS if count > 1 else 0)
    act = DrawAct(
        operations=choice.operations,
        operands=(choice.shares,),
        result=choice.result,
        result_name=name,
        seconds=tenths(at + HOLD),
        title=said("Draw one, by its share", "按份额抽取一个")
        if count == 1
        else said(
            "Draw {count}, by their shares", "按份额抽取 {count} 个", count=count
        ),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=at,
        mark=last.span,
        step_name=code(name),
        choice=choice,
    )
    return Found(act, frozenset(one.number for one in choice.operations))


def _words(choice: DrawnChoice) -> tuple[str, str]:
    """(lead, outcome)"""
    shares, count = choice.shares.array.ravel(), len(choice.drawn)
    first = {
        "number": number(np.float64(choice.numbers[0])),
        "drawn": choice.drawn[0],
        "share": number(shares[choice.drawn[0]], shares),
    }
    if count == 1:
        return said(
            "The shares are laid end to end, from 0 to 1; a random number falls into "
            "one of them.",
            "份额首尾相接，从 0 到 1；一个随机数落在其中一段。",
        ), said(
            "It falls at {number}, into number {drawn}, whose share is {share}.",
            "它落在 {number}，属于第 {drawn} 个，其份额是 {share}。",
            **first,
        )
    lead = said(
        "The shares are laid end to end, from 0 to 1; {count} random numbers fall "
        "into them.",
        "份额首尾相接，从 0 到 1；{count} 个随机数落在其中。",
        count=count,
    )
    told = said(
        "The first falls at {number}, into number {drawn}, whose share is {share}.",
        "第一个落在 {number}，属于第 {drawn} 个，其份额是 {share}。",
        **first,
    )
    if count > LISTED:
        return lead, told
    return lead, in_a_row(
        told,
        said(
            "Drawn are {drawn}.",
            "抽到的是 {drawn}。",
            drawn=", ".join(map(str, choice.drawn)),
        ),
    )


class DrawPlayer(ActPlayer):
    """The shares, the same laid end to end, and the numbers that fall: the first
    alone, then the others."""

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
            MatrixPlane(grid, box, name=_shares_name(choice)), choice.shares
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
                number(np.float64(choice.numbers[0])),
                Box(self._x(choice.numbers[0]) - 60, top - 66, 120, 36),
                size=24,
                color=palette.POINTED,
                family="code",
            )
        )
        self.answer = self.bring(
            Label(
                f"{self.act.result_name} → {_listed(choice.drawn)}",
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
        others = ease(time, begin + FALLEN, begin + FALLEN + OTHERS * 0.8)
        are_down = others >= 1
        drawn = choice.drawn if are_down else choice.drawn[:1]
        columns = self.plane.values.array.shape[1]
        items: list[Slip | Dot] = []
        for k in range(choice.ends.size):
            start = self.plane.cell_box(*divmod(k, columns))
            lit = is_down and k in drawn
            items.append(
                Slip(
                    mix_boxes(start, self._stretch(k), laid),
                    palette.POINTED if lit else palette.QUIET,
                    (0.9 if lit else 0.35 + 0.25 * (k % 2)) * min(1.0, 4 * laid),
                )
            )
        top = self.strip.top
        if down > 0:
            y = (top - 30) + (STRIP / 2 + 30) * down
            items.append(Dot(self._x(choice.numbers[0]), y, palette.TEXT, 9))
        for one in choice.numbers[1:] if others > 0 else ():
            y = (top - 30) + (STRIP / 2 + 30) * others
            items.append(Dot(self._x(one), y, palette.TEXT, 6))
        self.stretches.items = tuple(items)
        for label in self.labels:
            label.set_opacity(ease(laid, 0.8, 1.0))
        self.fallen.set_opacity(ease(time, begin - 0.3, begin + 0.2))
        there = begin + FALLEN * 0.6 + (OTHERS if len(choice.drawn) > 1 else 0)
        self.answer.set_opacity(ease(time, there, there + FALLEN * 0.4))
        marked = dict.fromkeys(drawn) if is_down else ()
        self.plane.marks = tuple((*divmod(k, columns), 1, 1) for k in marked)


def _shares_name(choice: DrawnChoice) -> str:
    """What the call names as its shares, p=...: NumPy takes a copy, that has no
    name."""
    try:
        call = ast.parse(choice.operations[-1].expression, mode="eval").body
    except (SyntaxError, ValueError):
        return called(choice.shares)
    for one in call.keywords if isinstance(call, ast.Call) else ():
        if one.arg == "p":
            return code(ast.unparse(one.value))
    return called(choice.shares)


def _listed(drawn: tuple[int, ...]) -> str:
    more = ", …" if len(drawn) > LISTED else ""
    return ", ".join(map(str, drawn[:LISTED])) + more


KIND = ActKind(DrawAct, DrawPlayer, recognise)
