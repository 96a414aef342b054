"""The base of the acts: parts that stand as a second of the act says.

A player sets every part anew for the second asked for, from nothing but the
act and that second. So any frame can be drawn without the ones before it, and
10 and 60 frames a second show the same film.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np

from scenes.acts.live_words import said_at, told_of_turns
from scenes.acts.schedule import ENTER
from scenes.stage.bars import Bars
from scenes.stage.chips import Flight
from scenes.stage.part import Part, ease, mix

MOST_FLYING = 400  # cells that fly one by one; more fade over
FADE = 0.4         # seconds in which signs fade after the last turn

# Shares of the seconds in which an act enters: what leaves fades, and is gone
# before what stays has come far; what is new begins to appear when that is
# nearly at its place, or at once where nothing comes from elsewhere.
GONE, SET_OUT, ARRIVED = 0.3, 0.1, 0.6
NEW, NEW_BESIDE, ALL_THERE = 0.3, 0.45, 0.9
# Where nothing stays, one fades over into the other: the stage is never dark.
GONE_OVER, NEW_OVER, THERE_OVER = 0.4, 0.15, 0.7


def key_of(value):
    """What makes a value of the trace the same thing on the screen."""
    return value.identity, value.version


class Role(NamedTuple):
    """In the place of a value: makes a part that shows none the same thing
    on the screen from act to act."""

    identity: str
    version: object = 0


class ActPlayer:
    """Shows a plans.Act on the stage.

    Args:
        act: the plans.Act.
        stage: the Box between source panel and timeline.
        before: the player of the act before, or None.

    Attributes:
        turns: the act's Schedule, or None.
        parts: in the order they are drawn.
        cast: what stands at the end, by `key_of` its value; the next act
            carries it on.
    """

    def __init__(self, act, stage, before=None):
        self.act = act
        self.turns = act.turns
        self.stage = stage
        self.parts = []
        self.cast = {}
        self._homes = []     # (part, corners it comes from or None, its own)
        self._spans = []     # (bars, the span they come with, their own)
        self._resting = set()  # ids of parts that come from where they are
        self._flights = []   # (flight, part that appears as it lands)
        self._leaving, self._standing = _left_by(before)
        self.build()
        self.parts = self._leaving + self.parts
        self._fades_over = bool(self._leaving) and not self._flights \
            and all(start is None for _, start, _ in self._homes)
        self._new = NEW_BESIDE if any(
            start is not None and id(part) not in self._resting
            for part, start, _ in self._homes) else NEW
        self._opacities = [(part, part.opacity, self._gone_by(part))
                           for part in self._leaving]

    def build(self):
        """Make the parts, as a subclass knows how, with `bring`."""
        raise NotImplementedError

    def move(self, time):
        """Set what changes besides entrances, at a second of the act."""

    def words(self, time):
        """The sentences about what happens at a second, or ""."""
        return said_at(self._told, time)

    @cached_property
    def _told(self):
        if self.turns is None:
            return ()
        return told_of_turns(
            self.turns, [self.turn_words(index)
                         for index in range(len(self.turns.starts))],
            until=self.act.seconds, haste=self.act.haste)

    def turn_words(self, index):
        """The sentence about one of the turns, or ""."""
        return ""

    def end_turns(self, parts, time):
        """Let parts that are there for the turns fade after them."""
        if time >= self.turns.end:
            for part in parts:
                part.set_opacity(1 - ease(time, self.turns.end,
                                          self.turns.end + FADE))

    def bring(self, part, value=None, *, comes_as=None):
        """Add a part; it comes from where its value stands, else fades in.

        Args:
            part: at its place.
            value: the trace's value that it shows, or its Role; the next
                act finds it.
            comes_as: the value that it is now on the screen, if not `value`.
        """
        if value is not None:
            self.cast[key_of(value)] = part
        before = None
        for known in (comes_as, value):
            if known is not None and before is None:
                before = self._standing.pop(key_of(known), None)
        if before is not None:
            self._leaving.remove(before)
            self._carry_on(before, part)
        start = _start_of(before, part)
        if start is not None and np.allclose(start, part.corners):
            self._resting.add(id(part))
        self._homes.append((part, start, part.corners))
        self.parts.append(part)
        return part

    def _gone_by(self, part):
        """The second by which a part that leaves has faded."""
        # What stood higher than this act's stage is gone before the growing
        # panel comes to it.
        if self._is_above(part.corners):
            return ENTER * GONE / 2
        return ENTER * (GONE_OVER if self._fades_over else GONE)

    def _is_above(self, corners):
        return corners[:, 1].min() < self.stage.top - 12

    def _carry_on(self, before, part):
        if isinstance(before, Bars) and isinstance(part, Bars):
            self._spans.append((part, np.array(before.span),
                                np.array(part.span)))
        if type(before) is type(part) or not _can_fly(before, part):
            return
        flight = Flight(before, part)
        self._flights.append((flight, part))
        self.parts.append(flight)

    def show(self, time):
        """Set all parts to a second of the act, 0 to `act.seconds`."""
        way = ease(time, ENTER * SET_OUT, ENTER * ARRIVED)
        new = ease(time, ENTER * NEW_OVER, ENTER * THERE_OVER) \
            if self._fades_over \
            else ease(time, ENTER * self._new, ENTER * ALL_THERE)
        flying = {id(part) for _, part in self._flights}
        for part, start, home in self._homes:
            if start is not None:
                part.set_opacity(1.0)  # whatever `move` made it before
                part.place_corners(mix(start, home, way))
                part.words_opacity = new if self._is_above(start) \
                    and id(part) not in self._resting else 1.0
            elif id(part) not in flying:
                part.set_opacity(new)
                part.place_corners(home)  # wherever `move` took it before
        for part, start, own in self._spans:
            part.span = tuple(mix(start, own, way))
        for flight, part in self._flights:
            flight.share = way
            flight.set_opacity(0.0 if way >= 1 else 1.0)
            part.set_opacity(1.0 if way >= 1 else 0.0)
            part.words_opacity = new
        for part, opacity, gone_by in self._opacities:
            part.set_opacity(opacity * (1 - ease(time, 0, gone_by)))
        self.move(time)


def _left_by(before):
    """Copies of what the act before leaves: (all parts, those by key)."""
    if before is None:
        return [], {}
    before.show(before.act.seconds)
    copies = {id(part): part.copy() for part in before.parts
              if part.opacity > 0}
    standing = {key: copies[id(part)] for key, part in before.cast.items()
                if id(part) in copies}
    return list(copies.values()), standing


def _start_of(before, part):
    """The corners that a part comes from, when it only has to move."""
    if before is not None and type(before) is type(part):
        return before.corners
    return None


def _can_fly(before, part: Part):
    return (hasattr(before, "cell_slips") and hasattr(part, "cell_slips")
            and before.values.array.size == part.values.array.size
            and part.values.array.size <= MOST_FLYING)
