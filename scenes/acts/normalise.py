"""Normalising: each line of an array by its own mean and spread.

Layer norm, batch norm, RMS norm, standardised data, rows of length 1 and
ranges from 0 to 1, in one statement or over several.
"""

from dataclasses import dataclass

import numpy as np

from scenes.acts import normalise_words as words
from scenes.acts.act import Act, ActKind, Found, Moment
from scenes.acts.lines_board import name_of
from scenes.acts.lit_statements import lit_statements
from scenes.acts.normalise_board import NormaliseBoard
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER, HOLD, tenths
from scenes.acts.shape_lines import shapes_of
from scenes.arrays.numbers import number_format
from scenes.reading.normalised_found import normalised
from scenes.reading.normalised_lines import NormalisedFound
from scenes.stage.part import ease
from scenes.words.axis_words import cells_along, has_names
from scenes.words.naming import code, headline, in_a_row, plain, said

SAID = 0.5  # second from which the first line is spoken of
WITH_MEAN = ("standard", "kept", "given", "range")  # kinds that take something away
BEGIN, STEP, KEPT, OTHERS = 1.2, 1.8, 0.6, 1.6  # seconds of each phase


@dataclass(frozen=True, kw_only=True)
class NormaliseAct(Act):
    """Each line is moved and stretched by its own numbers; operands: the array.

    Attributes:
        found: what is computed.
        along: what a line is: "row", "column", "line" or "all".
        name: that the code gives to what comes out, or "".
    """

    kind = "normalise"

    found: NormalisedFound
    along: str
    name: str


def recognise(moment: Moment) -> Found | None:
    """A normalisation that begins with this operation, not shown yet."""
    found = moment.ahead(normalised)
    return None if found is None else _planned(moment, found)


def along(found: NormalisedFound) -> str:
    """What one line of an array is."""
    rank = len(found.value.shape)
    if rank == len(found.axes):
        return "all"
    if found.axes == (rank - 1,):
        return "row"
    return "column" if rank == 2 else "line"


def _planned(moment: Moment, found: NormalisedFound) -> Found:
    last = found.last
    step = moment.trace.steps[last.step]
    ends = step.targets and step.operations[-1].number == last.number
    name = step.targets[0] if ends else last.result.name
    kind = along(found)
    learned = words.learned_names(*map(name_of, (found.gain, found.shift)))
    cells = said("numbers", "个数")
    lead = words.lead(
        found.kind,
        kind,
        is_learned=bool(learned),
        name=learned,
        cells=cells_along(found.value, found.axes, cells)
        if kind != "all" and has_names(found.value, found.axes)
        else "",
    )
    before, after = (
        found.lines(array.astype(float))[0]
        for array in (found.value.array, last.result.array)
    )
    outcome = words.outcome(found.kind, kind, before, after)
    lines = int(np.prod(found.value.shape)) // len(before)
    steps = (found.kind in WITH_MEAN) + 1 + (found.gain is not None)
    phases = first_done(steps)
    end = phases + KEPT + (OTHERS if lines > 1 else 0)
    act = NormaliseAct(
        operations=found.operations,
        operands=(found.value,),
        result=last.result,
        result_name=name or code(last.expression),
        seconds=tenths(end + HOLD),
        title=headline(words.title(found.kind, kind, _gains(found))),
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=phases,
        mark=last.span,
        shapes=shapes_of(last),
        lit=lit_statements(moment.trace, found.operations, step, 0.0, phases),
        step_name=plain(name) or words.step_name(),
        found=found,
        along=kind,
        name=name,
    )
    return Found(act, found.numbers, step)


def first_done(steps: int) -> float:
    """The second at which the first line is where it ends, after some steps."""
    return ENTER + BEGIN + STEP * steps


def _gains(found: NormalisedFound) -> str:
    """Whether a line has one gain, "line", or each of its numbers, "each"."""
    if found.gain is None:
        return ""
    return "line" if found.is_learned_by_line else "each"


class Normalise(ActPlayer):
    """What goes in at the left, the first line as dots on number lines in the
    middle, what comes out at the right."""

    act: NormaliseAct

    def build(self) -> None:
        self.board = NormaliseBoard(
            self.stage, self.act.found, self.act.along, name=self.act.name
        )
        for part, value in self.board.parts:
            self.bring(part, value)
        self.first_done = first_done(self.board.steps)

    def move(self, time: float) -> None:
        steps = max(time - ENTER - BEGIN, 0.0) / STEP
        at, onward = divmod(steps, 1)
        reached = at + ease(onward, 0.1, 0.6)
        self.board.tracks.reached = min(reached, self.board.steps)
        end = self.act.seconds - HOLD
        first = ease(time, self.first_done - 0.4, self.first_done + KEPT - 0.2)
        others = ease(time, self.first_done + KEPT, end)
        self.board.fill(first, others)
        self.board.mark(0 if time < self.first_done + KEPT else None)

    def words(self, time: float) -> str:
        board = self.board
        if time < SAID:
            return ""
        if time < ENTER + BEGIN:
            return words.begins(self.act.along, 0, len(board.before))
        step = int((time - ENTER - BEGIN) / STEP)
        if time < self.first_done:
            return self._step(step)
        if board.lines > 1 and time >= self.first_done + KEPT:
            return words.others(self.act.along, board.lines - 1)
        return self._step(board.steps - 1)

    def _step(self, step: int) -> str:
        found, board = self.act.found, self.board
        write = number_format(board.before)
        has_taken = found.kind in WITH_MEAN
        if step == 0 and has_taken:
            value = np.float64(found.lines_of(found.taken)[0])
            return words.taken(found.kind, write(value).lstrip("+"))
        if step == has_taken:
            value = np.float64(found.lines_of(found.spread)[0])
            return words.divided(found.kind, size(value))
        normal, gain, shift, after = board.followed
        names = words.learned_names(name_of(found.gain), name_of(found.shift))
        return words.learned(
            names,
            two_places(normal),
            two_places(gain),
            two_places(shift),
            two_places(after),
        )


def size(value: np.float64) -> str:
    return number_format(np.array([value]))(value).lstrip("+")


def two_places(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".replace("-", "−")


KIND = ActKind(NormaliseAct, Normalise, recognise)
