"""A recurrent loop as frames of a strip, along which its state travels."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from scenes.acts.act import Act, ActKind
from scenes.acts.counter_words import pass_label, passes_label
from scenes.acts.entrances import key_of
from scenes.acts.forms import fitted
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import HOLD, one_by_one, tenths
from scenes.acts.strip_words import lead_words, outcome_words, title_words, turn_words
from scenes.reading.loop_courses import Course, carried, states
from scenes.reading.loop_flow import flow
from scenes.reading.loop_places import Loop
from scenes.reading.value_roles import Roles
from scenes.stage import palette
from scenes.stage.film_strip import FilmStrip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.naming import in_a_row, short

MOST_FRAMES = 14
MOST_CELLS = 4096  # of what is shown in a frame
LONGEST_COLUMN = 40  # a vector that is longer is laid out as a grid
MOST_STATES = 2
FIRST, SHRINK, LEAST = 2.6, 0.8, 1.0  # seconds of the turns
NAMES = 150  # design pixels at the left
MOST_LINES, FEW_LINES = 16, 6  # by which a row of the frames has its height
BETWEEN = 34  # from row to row


@dataclass(frozen=True, kw_only=True)
class StripAct(Act):
    """The passes of a recurrent loop.

    Attributes:
        labels: of all passes: "t = 3", or "pass 4".
        first, last: indices of the passes that have their turn.
        rows: what stands in a frame, from above, a Value for each pass: what
            comes in, the states, what goes out.
        states: which of the rows are states.
        leftwards: time goes to the left: the loop runs backwards.
    """

    kind = "strip"

    labels: tuple[str, ...]
    first: int
    last: int
    rows: tuple[Course, ...]
    states: tuple[int, ...]
    leftwards: bool


def strip(loop: Loop, roles: Roles, first: int, last: int) -> StripAct | None:
    """The plan for passes of a recurrent loop, from index `first` to `last`.

    Returns:
        None: it is no such loop, or is too large to stand side by side.
    """
    own = [one for one in states(loop, carried(loop, roles)) if _fits(one)]
    if not own or len(loop.passes) > MOST_FRAMES or not first:
        return None
    come, gone = (
        None if other and any(_is_same(one, other) for one in own) else other
        for other in flow(loop, own)
    )
    own = own[-MOST_STATES:]
    rows = [come, *own, gone]
    shown = tuple(one for one in rows if one is not None and _fits(one))
    labels = tuple(pass_label(loop, index) for index in range(len(loop.passes)))
    leftwards = _falls(loop)
    turns = one_by_one(last - first + 1, first=FIRST, shrink=SHRINK, least=LEAST)
    title = title_words(own)
    lead = lead_words(own, come, gone, leftwards=leftwards)
    outcome = outcome_words(own[-1], labels, last)
    return StripAct(
        operands=(own[-1].values[first - 1],),
        result=own[-1].values[last],
        result_name=own[-1].name,
        seconds=tenths(turns.end + HOLD),
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=turns.end,
        mark=loop.header,
        step_name=passes_label(loop, first, last),
        turns=turns,
        labels=labels,
        first=first,
        last=last,
        rows=shown,
        states=tuple(shown.index(one) for one in own),
        leftwards=leftwards,
    )


def _is_same(state: Course, other: Course) -> bool:
    """Whether what comes into the passes, or out of them, is the state again:
    that of each, or of the one before."""
    return any(
        all(one.digest == two.digest for one, two in zip(state.values, given))
        for given in (other.values, other.values[1:])
    )


def _fits(course: Course) -> bool:
    first, *_ = course.values
    return course.is_shown and math.prod(first.shape) <= MOST_CELLS


def _falls(loop: Loop) -> bool:
    """Whether the loop's variable counts down."""
    try:
        counts = [int(one) for one in loop.values]
    except ValueError:
        return False
    steps = {after - before for before, after in zip(counts, counts[1:])}
    return len(steps) == 1 and steps.pop() < 0


class Strip(ActPlayer):
    """What comes in, the state and what goes out, frame by frame."""

    act: StripAct

    def build(self):
        act, stage = self.act, self.stage
        box = Box(stage.left + NAMES, stage.top, stage.width - NAMES, stage.height - 12)
        self.frames = FilmStrip(act.labels, box, leftwards=act.leftwards)
        self.heights = self._heights(self.frames.inside(0))
        self.frames.arrows_at = tuple(
            (top + height / 2 - box.top) / box.height
            for top, height in (self.heights[row] for row in act.states)
        )
        self.bring(self.frames)
        self._bring_names()
        self.planes = [
            [self._plane(row, index) for index in range(len(act.labels))]
            for row in range(len(act.rows))
        ]
        self.travellers = [
            self.bring(self._made(row, act.first - 1)) for row in act.states
        ]

    def _heights(self, inside):
        """(top, height) of each row, by how many lines it has; those of the
        states have numbers before others do."""
        lines = [
            min(
                max(_laid_out(one.values[0]).shape[0], 3),
                MOST_LINES if row in self.act.states else FEW_LINES,
            )
            for row, one in enumerate(self.act.rows)
        ]
        room = inside.height - BETWEEN * (len(lines) - 1)
        heights = [room * one / sum(lines) for one in lines]
        tops = [
            inside.top + sum(heights[:row]) + BETWEEN * row for row in range(len(lines))
        ]
        return list(zip(tops, heights))

    def _bring_names(self):
        for (top, height), course in zip(self.heights, self.act.rows):
            self.bring(
                Label(
                    short(course.name, 14),
                    Box(self.stage.left, top, NAMES - 16, height),
                    size=20,
                    color=palette.TEXT,
                    family="code",
                    align="left",
                )
            )

    def _box(self, row, index):
        inside, (top, height) = self.frames.inside(index), self.heights[row]
        shape = _laid_out(self.act.rows[row].values[index]).shape
        return fitted(shape, Box(inside.left, top, inside.width, height))

    def _made(self, row, index):
        course = self.act.rows[row]
        return MatrixPlane(
            _laid_out(course.values[index]),
            self._box(row, index),
            scale=palette.Scale.of(
                np.concatenate([one.array.ravel() for one in course.values])
            ),
            thickness=4,
            source=course.name,
        )

    def _plane(self, row, index):
        value = self.act.rows[row].values[index]
        plane = self.bring(self._made(row, index), value)
        if index > self.act.first - 1:
            plane.revealed = 0
        self.cast[key_of(value)] = plane
        return plane

    def move(self, time):
        act = self.act
        turn, share = self.turns.at(time)
        index = act.first + turn
        begun = time >= self.turns.starts[0]
        over = time >= self.turns.end
        self.frames.current = index if begun and not over else None
        self.frames.reached = (index if begun else index - 1) + 1
        for row, planes in enumerate(self.planes):
            for at, plane in enumerate(planes):
                size = plane.values.array.size
                filled = 1.0 if at < act.first or at < index else 0.0
                if at == index and begun:
                    filled = self._filled(row, share)
                plane.revealed = None if filled >= 1 else int(np.ceil(filled * size))
                plane.hollow = filled < 1
        self._travel(index, share if begun and not over else None)

    def _filled(self, row, share):
        """How far a row of the frame whose turn it is is filled."""
        if row < self.act.states[0]:
            return ease(share, 0.0, 0.25)
        if row in self.act.states:
            return ease(share, 0.5, 0.75)
        return ease(share, 0.75, 0.95)

    def _travel(self, index, share):
        """The state on its way from the frame before."""
        for traveller, row in zip(self.travellers, self.act.states):
            if share is None or not 0.1 < share < 0.52:
                traveller.set_opacity(0.0)
                continue
            way = ease(share, 0.1, 0.45)
            traveller.values = _laid_out(self.act.rows[row].values[index - 1])
            traveller.place(
                mix_boxes(self._box(row, index - 1), self._box(row, index), way)
            )
            traveller.set_opacity(1 - ease(share, 0.45, 0.52))

    def turn_words(self, index):
        return turn_words(self.act, self.act.first + index)


def _laid_out(value):
    """A value as the frames show it: a vector as a column."""
    values = Values.of(value)
    if len(values.shape) <= 1 and values.array.size <= LONGEST_COLUMN:
        return values.reshape(-1, 1)
    return values.grid()


KIND = ActKind(StripAct, Strip)
