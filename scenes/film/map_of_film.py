"""The small map beside a film's caption: where in the network each act is."""

from bisect import bisect_right
from typing import Any

from network.trace import Trace
from scenes.acts.act import Act
from scenes.film.shot import Places, Shot
from scenes.reading.roles_once import known_roles
from scenes.reading.whereabouts import Place, Whereabouts, whereabouts
from scenes.stage.part import Box, ease, mix
from scenes.stage.small_map import SmallMap

LEFT, TOP, HEIGHT, EDGE = 806, 40, 206, 14  # design pixels; from the panel
NARROWEST = 130  # of the map; without so much room there is none
MOST_LAYERS = 6
MOVING = 0.8  # seconds in which it moves on


class MapOfFilm:
    """The SmallMap of a film of a network of layers; of another none.

    Args:
        record: what the film is of.
        right: where the panel begins, in design pixels.

    Attributes:
        parts: the map, or nothing.
        start: the Place before all acts.
    """

    start = Place(0.0)

    def __init__(self, record: Any, right: float) -> None:
        self._found: Whereabouts | None = None
        self.parts: tuple[SmallMap, ...] = ()
        width = right - EDGE - LEFT
        if not isinstance(record, Trace) or width < NARROWEST:
            return
        found = known_roles(record).read(whereabouts)
        if found is not None and len(found.counts) <= MOST_LAYERS:
            self._found = found
            self.parts = (SmallMap(found.counts, Box(LEFT, TOP, width, HEIGHT)),)

    def places_of(self, act: Act, before: Place) -> Places:
        """Where an act is from which of its seconds on, from 0; of one that is
        nowhere, where the last one was."""
        if self._found is None:
            return ((0.0, before),)
        if act.operations or not act.way:
            before = self._found.place_of(act.operations, act.result, before)
        if not act.way:
            return ((0.0, before),)
        places = []
        for stop in act.way:
            before = self._found.place_of_value(stop.value, before, stop.cell)
            places.append((stop.second, before))
        return tuple(places)

    def show(self, shot: Shot, seconds: float) -> None:
        """Set the map at a second of a shot."""
        at = [shot.second_of(second) for second, _ in shot.places]
        index = bisect_right(at, seconds) - 1
        now = shot.places[index][1]
        before = shot.places[index - 1][1] if index else shot.place_before
        share = ease(seconds, at[index], at[index] + MOVING)
        for part in self.parts:
            part.layer = mix(before.layer, now.layer, share)
            part.is_back = now.is_back
            part.wire = _wire(before, now, share)
            part.alone = mix(float(bool(before.wire)), float(bool(now.wire)), share)


def _wire(before: Place, now: Place, share: float) -> tuple[float, float] | None:
    """What the map's wire joins: it slides from one to another of the same layer."""
    if now.wire is None:
        return before.wire if share < 1 else None
    if before.wire is None or before.layer != now.layer:
        return now.wire
    (left, right), (start, end) = before.wire, now.wire
    return mix(left, start, share), mix(right, end, share)
