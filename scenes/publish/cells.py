"""Where every cell of a film stands in every frame, and what it holds.

`cells_of` draws nothing to pixels: it asks each part of each frame what it
would draw where. A page reads numbers out of it, whatever frame it shows.

    rate, frames   of the film at that rate
    arrays, operations   as origins.Origins has them
    grids    [array, rows, columns, start, down, along, block rows,
             block columns, name, origin, first], or a dict as `spots` has it
    places   [grid, shown, x, y, x, y, x, y]: upper left, upper right and
             lower left corner, in tenths of design pixels; `shown` is the
             number of cells that hold a value, row by row, -1 for all, or a
             list of 0 and 1 for each; of a dict as `spots` has it
    stands   lists of places: what a part shows at a moment
    changes  [frame, stands]: all that is shown from that frame on, in the
             order it is drawn
    results  for each act None or {frame, boxes, name}: the last frame
             before its result appears, and [left, top, width, height] of
             what it appears in
"""

from functools import partial

import numpy as np

from scenes.acts.entrances import key_of
from scenes.publish import spots
from scenes.publish.origins import Origins
from scenes.stage.bars import Bars
from scenes.stage.canvas import Canvas, CellsRecord, SurfaceCache
from scenes.stage.caption import Caption
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.neuron_layer import NeuronLayer
from scenes.stage.part import Box
from scenes.stage.rack import Rack
from scenes.stage.source_panel import SourcePanel
from scenes.stage.timeline import Timeline

RATE = 60
LEAST_OPACITY = 0.5  # of what can be pointed at
LOWEST_RATE = 10     # of the videos: results are covered from its frames on
NUMBER_ENDS = 8      # design pixels right of bars: their numbers end there
_NO_SCALE = None     # of a column of bars: the page does not need it
_WORDS = Caption, Label, Legend, SourcePanel, Timeline  # without cells


def cells_of(film, *, rate=RATE):
    """All that a page needs to read the cells of a Film, a dict for JSON.

    Args:
        rate: moments a second to look at, a multiple of 10.
    """
    return _Notes(film, rate).taken()


class _Notes:
    """Goes through a film once and writes down what stands where."""

    def __init__(self, film, rate):
        self._film, self._rate = film, rate
        self._origins = Origins(film)
        self._grids, self._places, self._stands = {}, {}, {}
        self._matches = {}
        self._spots = spots.Spots(film, self._origins)
        self._cache = SurfaceCache()
        self._changes, self._results = [], []

    def taken(self):
        for shot in self._film.shots:
            self._matches.clear()
            self._take(shot)
        return {"rate": self._rate,
                "frames": round(self._film.seconds * self._rate),
                "arrays": self._origins.arrays,
                "operations": self._origins.operations,
                "grids": [list(grid) if isinstance(grid, tuple)
                          else spots.as_json(grid) for grid in self._grids],
                "places": [list(place) for place in self._places],
                "stands": [list(stand) for stand in self._stands],
                "changes": self._changes, "results": self._results}

    def _take(self, shot):
        film, before = self._film, None
        first = round(shot.start * self._rate)
        count = round(shot.seconds * self._rate)
        appears, unseen = None, set()
        result = _result_part(shot.player)
        for frame in range(count):
            film.show(shot, frame / self._rate)
            if appears is None and result is not None \
                    and _holds_something(result):
                appears = frame
                unseen = self._unseen(shot, frame)
                film.show(shot, frame / self._rate)
            stands = [stand for part in film.parts(shot)
                      for stand in self._stands_of(part, shot.player)]
            if stands != before:
                self._changes.append([first + frame, stands])
                before = stands
        self._results.append(None if appears is None else self._result(
            shot, result, unseen, first + self._landmark(appears)))

    def _unseen(self, shot, frame):
        """The parts, by id, that are not there just before a frame."""
        self._film.show(shot, self._landmark(frame) / self._rate)
        return {id(part) for part in shot.player.parts if part.opacity <= 0}

    def _landmark(self, frame):
        """The last frame at the lowest rate that shows nothing of a frame."""
        step = self._rate // LOWEST_RATE
        return max(frame - 2, 0) // step * step

    def _result(self, shot, result, unseen, frame):
        self._film.show(shot, shot.seconds)
        boxes = [part.box for part in shot.player.parts
                 if part is result or (id(part) in unseen
                                       and part.opacity > 0)]
        return {"frame": max(frame, 0), "name": shot.player.act.result_name,
                "boxes": [[round(number) for number in (
                    box.left, box.top, box.width, box.height)]
                    for box in boxes]}

    def _stands_of(self, part, player):
        """The number of what a part shows, in a list; [] if nothing."""
        if part.opacity < LEAST_OPACITY or isinstance(part, _WORDS):
            return []
        places = [self._number(self._places, place)
                  for place in self._places_of(part, player)]
        return [self._number(self._stands, tuple(places))] if places else []

    def _places_of(self, part, player):
        if isinstance(part, spots.KINDS):
            for grid, rest in self._spots.of(part, player):
                yield self._number(self._grids, grid), *rest
            return
        for record in self._records(part):
            grid = self._grid(record, player.act)
            if grid is not None:
                yield (grid, _shown(record.shown),
                       *spots.tenths(record.corners))

    def _records(self, part):
        """The CellsRecords of what a part draws."""
        if isinstance(part, Bars):
            return _bars_records(part)
        records = []
        part.paint(Canvas(scale=1, cache=self._cache, records=records))
        return [record for record in records
                if isinstance(record, CellsRecord)
                and record.opacity >= LEAST_OPACITY]

    def _grid(self, record, act):
        values = record.values
        match = self._matched(
            (record.name, record.first, record.block, values.shape,
             values.__array_interface__["data"][0]), values,
            partial(self._origins.match, record.name, values, record.first,
                    record.block, act))
        return None if match is None else self._number(
            self._grids, _grid(match, values.shape, record.block))

    def _matched(self, key, values, match):
        """`match()`, once for a key in each act.

        The values are kept, so that no others come to have their address.
        """
        if key not in self._matches:
            self._matches[key] = values, match()
        return self._matches[key][1]

    @staticmethod
    def _number(known, thing):
        return known.setdefault(thing, len(known))


def _grid(match, shape, block):
    """A grid as `grids` has it."""
    return (match.array, *shape, match.start, match.down, match.along,
            *map(int, block), match.name, match.origin, match.first)


def _result_part(player):
    """The part that shows what an act computes; None: it only shows."""
    act = player.act
    if act.result is None or key_of(act.result) in map(key_of, act.operands):
        return None
    if key_of(act.result) in player.cast:
        return player.cast[key_of(act.result)]
    return _lit_within(player) if act.operations else None


def _lit_within(player):
    """The layer of neurons that gets its values in an act, or None."""
    layers = [part for part in player.parts if isinstance(part, NeuronLayer)]
    player.show(0)
    dark = [layer for layer in layers if not np.any(layer.lit)]
    player.show(player.act.seconds)
    return next((layer for layer in dark if np.all(layer.lit)), None)


def _holds_something(part):
    """Whether a part that a result goes to shows a value of it already."""
    if part.opacity <= 0:
        return False
    for name in ("grown", "lit"):
        if hasattr(part, name):
            return bool(np.any(np.asarray(getattr(part, name)) > 0))
    if isinstance(part, Rack) and part.renewal is not part.values:
        return bool(part.renewed)
    if isinstance(part, Rack) and part.absent:
        return len(part.absent) < len(part.values.array)
    for name in ("revealed", "shown"):
        amount = getattr(part, name, None)
        if amount is not None:
            return amount > 0
    return True


def _shown(shown):
    """As `places` has it."""
    if shown.all():
        return -1
    flat = shown.ravel()
    count = int(flat.sum())
    return count if flat[:count].all() else tuple(flat.astype(int).tolist())


def _bars_records(bars):
    """A column of bars as grids: what it grows from, then what is there."""
    box, values = bars.box, bars.values.array[:, None]
    row = Box(box.left, box.top, box.width + NUMBER_ENDS, box.height)
    grown = np.asarray(bars.grown)[:, None]
    records = [] if bars.starts is None else [CellsRecord(
        bars.name_text, np.array(bars.starts, float).reshape(values.shape),
        grown < 0.999, _NO_SCALE, row.corners)]
    there = grown >= 0.999 if bars.starts is not None else grown > 0
    return [*records, CellsRecord(bars.name_text, values, there, _NO_SCALE,
                                  row.corners)]
