"""An optimiser's step: the gradient, what is remembered, the step, what is now.

One number first, its sums written out line by line; then all in a wave.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts import descent_words
from scenes.acts.act import Act, ActKind, Found, Lit, Moment
from scenes.acts.derived import difference
from scenes.acts.live_words import is_read_in
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, Schedule, one_by_one, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.acts.update import largest_change
from scenes.arrays.extremes import furthest, reach
from scenes.arrays.folding import folded_place, folding
from scenes.arrays.shapes import shape_note
from scenes.reading.optimiser_steps import Descent, descents
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.naming import code, in_a_row, said
from scenes.words.phrases import and_so_for_all

TURN = {"first": 2.6, "shrink": 1.0, "least": 2.6}  # seconds of a line
WAVE = 2.0  # seconds in which all the other numbers follow
GAP, LINE = 74, 50  # between planes; height of a line of the account
WIDEST, LARGEST, LONGER = 470, 84, 1.4  # of a plane; of a cell, its height by width
NAMES = 92  # room above and below the planes


@dataclass(frozen=True, kw_only=True)
class DescentAct(Act):
    """A parameter makes a step; operands: the gradient, memories, itself.

    Attributes:
        descent: what is read, remembered and changed.
        place: flat index of the number that is told.
    """

    kind = "descent"

    descent: Descent
    place: int


def recognise(moment: Moment) -> Found | None:
    """A step of an optimiser, all statements of it."""
    found = moment.ahead(descents)
    return None if found is None else _planned(moment, found)


def _planned(moment: Moment, found: Descent) -> Found:
    steps = [moment.trace.steps[one.step] for one in found.operations]
    last = found.operations[-1]
    change = _change(found)
    place = furthest(change)
    turns = one_by_one(len(_stages(found)), **TURN)
    end = turns.end + WAVE
    outcome = largest_change(found.name, found.before, change, found.now.array)
    lead = descent_words.lead(found)
    is_one_run = len({(one.parent, one.call) for one in steps}) == 1
    act = DescentAct(
        operations=found.operations,
        operands=(
            found.gradient,
            *(memory.before for memory in found.memories),
            found.before,
        ),
        result=found.now,
        result_name=found.name,
        seconds=tenths(end + HOLD),
        title=descent_words.title(found),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=tenths(end),
        mark=last.span,
        shapes=shapes_of(last),
        lit=_lit(moment, found, turns) if is_one_run else (),
        step_name=said("{name} change", "更新{name}", name=found.name),
        turns=turns,
        descent=found,
        place=place,
    )
    is_here = steps[-1] is moment.step
    return Found(act, found.numbers, None if is_here else steps[-1])


def _lit(moment: Moment, found: Descent, turns: Schedule) -> tuple[Lit, ...]:
    """Each statement when its line of the account is written."""
    lit: list[Lit] = []
    for start, operation in zip(turns.starts.tolist(), _stages(found)):
        second = 0.0 if not lit else start
        statement = moment.trace.steps[operation.step].span
        lit.append(Lit(second, statement, operation.span, shapes_of(operation)))
    return tuple(lit)


def _stages(found: Descent):
    """The last operation of each line of the account: memories, the step,
    the parameter."""
    last = found.operations[-1]
    ends = [memory.operations[max(memory.operations)] for memory in found.memories]
    if not _has_step(found):
        return [*ends, last]
    renewing = {number for one in found.memories for number in one.operations}
    others = [one for one in found.operations if one.number not in renewing]
    return [*ends, others[-2], last]  # a step is computed, then taken


def _has_step(found: Descent) -> bool:
    """Whether the step is something else than a memory as it stands."""
    return bool(found.memories) and not (
        len(found.parts) == 1
        and abs(found.parts[0].factor) == 1
        and found.parts[0].under is None
    )


def _change(found: Descent) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return found.now.array.astype(float) - found.before.array.astype(float)


class DescentPlayer(ActPlayer):
    """Planes side by side, each in the place of what it was before; under
    them the sums of one number."""

    act: DescentAct

    def build(self) -> None:
        found = self.act.descent
        self.layout = folding(found.now.shape)
        index = np.unravel_index(self.act.place, found.now.shape)
        self.index = f"[{', '.join(str(int(k)) for k in index)}]"
        self.cell = folded_place(found.now.shape, self.act.place)
        lines = len(self.turns.starts)
        self.has_step = _has_step(found) or not found.memories
        count = 2 + len(found.memories) + self.has_step
        boxes = self._boxes(count, lines)
        self._bring_planes(found, boxes)
        bottom = self.stage.bottom - lines * LINE
        self.lines = [
            self.bring(
                Label(
                    "",
                    Box(self.stage.left, bottom + k * LINE, self.stage.width, LINE),
                    size=24,
                    color=palette.TEXT,
                    family="code",
                )
            )
            for k in range(lines)
        ]

    def _boxes(self, count: int, lines: int) -> Sequence[Box]:
        """Where the planes stand, cells as square as they can be."""
        rows, columns = self.layout(np.empty(self.act.descent.now.shape)).shape
        high = self.stage.height - NAMES - lines * LINE
        wide = min((self.stage.width - (count - 1) * GAP) / count, WIDEST)
        cell = min(high / rows, wide / columns, LARGEST)
        width = max(cell * columns, min(wide, 150.0))
        height = max(min(cell * LONGER, high / rows) * rows, min(high, 120.0))
        width = width if rows * columns < 400 else wide
        room = count * width + (count - 1) * GAP
        gap = GAP + min(max(self.stage.width - room, 0) / (count + 1), 60)
        left = (
            self.stage.left + (self.stage.width - count * width - (count - 1) * gap) / 2
        )
        top = self.stage.top + 50 + (high - height) / 2
        return [Box(left + k * (width + gap), top, width, height) for k in range(count)]

    def _bring_planes(self, found: Descent, boxes: Sequence[Box]) -> None:
        first, *middle, last = boxes
        note = (
            said("the gradient", "梯度")
            if found.memories
            else f"× {descent_words.short_number(found.parts[0].factor)}"
        )
        gradient = self._plane(found.gradient, first, note)
        self.still = [self.bring(gradient, found.gradient)]
        self.pairs: list[tuple[MatrixPlane | None, MatrixPlane]] = []
        for memory, box in zip(found.memories, middle):
            note = (
                said("how large", "有多大")
                if memory.of_squares
                else said("which way", "方向")
            )
            self._bring_pair(memory.before, memory.now, box, note, name=memory.name)
        if self.has_step:
            self._bring_step(found, middle[-1])
        self._bring_pair(
            found.before, found.now, last, shape_note(found.now.shape), name=found.name
        )

    def _bring_step(self, found: Descent, box: Box) -> None:
        step = difference(
            found.now,
            found.before,
            name="step",
            expression=f"{found.name}, now - before",
        )
        plane = self._plane(step, box, said("now − before", "现在 − 之前"))
        plane.name_text = said("the step", "步子")
        plane.hollow = True
        self.pairs.append((None, self.bring(plane)))

    def _bring_pair(
        self, before: Value, now: Value, box: Box, note: str, *, name: str
    ) -> None:
        reached = max(reach(before.array), reach(now.array))
        scale = palette.Scale("diverging", reached or 1.0)
        old = self._plane(before, box, note, scale=scale)
        new = self._plane(now, box, note, scale=scale)
        for plane in (old, new):
            plane.name_text = name
        new.hollow = True
        self.bring(old, before)
        self.bring(new, now)
        self.pairs.append((old, new))

    def _plane(self, value, box, note, *, scale=None) -> MatrixPlane:
        name = code(value.name or value.expression)
        return MatrixPlane(
            Values.of(value).laid(self.layout), box, name=name, note=note, scale=scale
        )

    def move(self, time: float) -> None:
        ended = [time >= self.turns.ended(k) for k in range(len(self.turns.starts))]
        self._write(time)
        share = ease(time, self.turns.end, self.turns.end + WAVE)
        size = self.act.descent.now.array.size
        count = len(self.pairs)
        for k, (old, new) in enumerate(self.pairs):
            start = 0.5 * k / count
            own = min(max((share - start) / 0.5, 0.0), 1.0)
            new.revealed = round(own * size)
            if old is not None:
                new.words_opacity = 0.0 if own < 1 else 1.0
                if own >= 1:
                    old.set_opacity(0.0)
        self._mark(time, ended)

    def _write(self, time: float) -> None:
        found, place = self.act.descent, self.act.place
        texts = [
            descent_words.memory_line(memory, place, self.index)
            for memory in found.memories
        ]
        if _has_step(found):
            texts.append(descent_words.step_line(found, place))
        texts.append(descent_words.now_line(found, place, self.index))
        for label, text, start in zip(self.lines, texts, self.turns.starts):
            label.text = text
            label.set_opacity(ease(time, start, start + 0.5))

    def _mark(self, time: float, ended: Sequence[bool]) -> None:
        """The number that is told, in what its line is about."""
        row, column = self.cell
        is_on = self.turns.playing(time) or time >= self.turns.end
        marks = ((row, column, 1, 1),) if is_on else ()
        for plane in self.still:
            plane.marks = marks
        for old, new in self.pairs:
            new.marks = marks
            if old is not None:
                old.marks = marks

    def words(self, time: float) -> str:
        if not self.turns.playing(time):
            count = self.act.descent.now.array.size
            is_wave = self.turns.end <= time and count > 1
            return and_so_for_all(count) if is_wave else ""
        index, _ = self.turns.at(time)
        words = self._words_of(index)
        seconds = float(self.turns.lengths[index]) * self.act.haste
        return words if is_read_in(seconds, words) else ""

    def _words_of(self, index: int) -> str:
        found = self.act.descent
        if index < len(found.memories):
            return descent_words.memory_words(found.memories[index])
        if index == len(found.memories) and _has_step(found):
            return descent_words.step_words(found)
        return ""


KIND = ActKind(DescentAct, DescentPlayer, recognise)
