"""How parts enter an act and leave it, wherever they stood before.

A part whose value stood on the stage in the act before comes from there, as
the same thing; what only changes its form flies over cell by cell; what is
new appears; what is not carried on fades.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from network.trace import Value
from scenes.acts.schedule import ENTER
from scenes.stage.bars import Bars
from scenes.stage.chips import Flight
from scenes.stage.part import Box, Part, ease, mix
from scenes.stage.plane import MatrixPlane

MOST_FLYING = 400  # cells that fly one by one; more fade over
FADE = 0.4  # seconds in which signs fade after the last turn

# Shares of the seconds in which an act enters: what leaves fades, and is gone
# before what stays has come far; what is new begins to appear when that is
# nearly at its place, or at once where nothing comes from elsewhere.
GONE, SET_OUT, ARRIVED = 0.3, 0.1, 0.6
NEW, NEW_BESIDE, ALL_THERE = 0.3, 0.45, 0.9
# Where nothing stays, one fades over into the other: the stage is never dark.
GONE_OVER, NEW_OVER, THERE_OVER = 0.55, 0.05, 0.55
FIRST_FRAME = 0.5  # opacity of what is new in the first frame of a film
ABOVE = 12  # design pixels above an act's stage: a part there is under the
#             panel that grows


class Role(NamedTuple):
    """In the place of a value: makes a part that shows none the same thing
    on the screen from act to act."""

    identity: str
    version: object = 0


def key_of(value: Value | Role) -> tuple[object, object]:
    """What makes a value of the trace the same thing on the screen."""
    return value.identity, value.version


class Entrances:
    """The parts that come and those that leave, at a second of an act.

    Args:
        stage: the Box of the act.
        leaving: copies of the parts that the act before leaves.
        standing: those of them that show a value, by `key_of` it.
        begins: whether the film begins with the act: what is new then shows
            from the first frame on, which would else be empty.

    Attributes:
        leaving: the parts that no part has been carried on from.
        flights: the parts whose cells fly one by one, in the order they are
            drawn, each with the part that it becomes.
    """

    def __init__(
        self,
        stage: Box,
        leaving: Sequence[Part],
        standing: Mapping[tuple[object, object], Part],
        *,
        begins: bool = False,
    ) -> None:
        self._stage = stage
        self.leaving = list(leaving)
        self.flights: list[tuple[Flight, Part]] = []
        self._standing = dict(standing)
        self._homes: list[tuple[Part, np.ndarray | None, np.ndarray]] = []
        self._spans: list[tuple[Bars, np.ndarray, np.ndarray]] = []
        self._resting: set[int] = set()  # ids of parts that need not move
        self._fading: list[tuple[Part, float, float]] = []
        self._fades_over, self._begins = False, begins
        self._new_at = NEW

    def stood(self, value: Value | Role) -> bool:
        """Whether a value stood on the stage and no part of it came yet."""
        return key_of(value) in self._standing

    def add(self, part: Part, *known: Value | Role | None) -> Flight | None:
        """Let a part come from where a value of it stands, else appear.

        Args:
            part: at its place.
            known: the values that it may have been, the first that stands
                counts.

        Returns:
            What flies in its place on the way, to be drawn below it.
        """
        before = None
        for value in known:
            if value is not None and before is None:
                before = self._standing.pop(key_of(value), None)
                if before not in self.leaving:  # it was another value's, too
                    before = None
        flight = None
        if before is not None:
            self.leaving.remove(before)
            flight = self._carried_on(before, part)
        start = (
            before.corners
            if before is not None and type(before) is type(part)
            else None
        )
        if start is not None and np.allclose(start, part.corners):
            self._resting.add(id(part))
        self._homes.append((part, start, part.corners))
        return flight

    def _carried_on(self, before: Part, part: Part) -> Flight | None:
        if isinstance(before, Bars) and isinstance(part, Bars):
            self._spans.append((part, np.array(before.span), np.array(part.span)))
        if type(before) is type(part) or not _can_fly(before, part):
            return None
        flight = Flight(before, part)
        self.flights.append((flight, part))
        return flight

    def ready(self) -> None:
        """Say that all parts have been added."""
        self._fades_over = (
            bool(self.leaving)
            and not self.flights
            and all(start is None for _, start, _ in self._homes)
        )
        self._new_at = (
            NEW_BESIDE
            if any(
                start is not None and id(part) not in self._resting
                for part, start, _ in self._homes
            )
            else NEW
        )
        self._fading = [
            (part, part.opacity, self._gone_by(part)) for part in self.leaving
        ]

    def _gone_by(self, part: Part) -> float:
        """The second by which a part that leaves has faded."""
        # What stood higher than this act's stage is gone before the growing
        # panel comes to it.
        if self._is_above(part.corners):
            return ENTER * GONE / 2
        return ENTER * (GONE_OVER if self._fades_over else GONE)

    def _new_by(self, time: float) -> float:
        """The opacity of what is new at a second."""
        if self._begins:
            return float(mix(FIRST_FRAME, 1.0, ease(time, 0, ENTER * ALL_THERE)))
        if self._fades_over:
            return ease(time, ENTER * NEW_OVER, ENTER * THERE_OVER)
        return ease(time, ENTER * self._new_at, ENTER * ALL_THERE)

    def _is_above(self, corners: np.ndarray) -> bool:
        return corners[:, 1].min() < self._stage.top - ABOVE

    def show(self, time: float) -> None:
        """Set all parts to a second of the act, 0 or later."""
        way = ease(time, ENTER * SET_OUT, ENTER * ARRIVED)
        new = self._new_by(time)
        flying = {id(part) for _, part in self.flights}
        for part, start, home in self._homes:
            if start is not None:
                part.set_opacity(1.0)  # whatever `move` made it before
                part.place_corners(mix(start, home, way))
                part.words_opacity = (
                    new
                    if self._is_above(start) and id(part) not in self._resting
                    else 1.0
                )
            elif id(part) not in flying:
                part.set_opacity(new)
                part.place_corners(home)  # wherever `move` took it before
        for bars, start, own in self._spans:
            bars.span = tuple(mix(start, own, way))
        for flight, part in self.flights:
            flight.share = way
            flight.set_opacity(0.0 if way >= 1 else 1.0)
            part.set_opacity(1.0 if way >= 1 else 0.0)
            part.words_opacity = new
        for part, opacity, gone_by in self._fading:
            part.set_opacity(opacity * (1 - ease(time, 0, gone_by)))


def _can_fly(before: Part, part: Part) -> bool:
    sizes = [
        one.values.array.size
        for one in (before, part)
        if isinstance(one, (Bars, MatrixPlane))
    ]
    return len(sizes) == 2 and sizes[0] == sizes[1] <= MOST_FLYING
