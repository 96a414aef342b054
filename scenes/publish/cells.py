"""Where every cell of a film stands in every frame, and what it holds.

`cells_of` draws nothing to pixels: it asks each part of each frame what it
would draw where. A page reads numbers out of it, whatever frame it shows.

    rate, frames   of the film at that rate
    arrays, operations   as origins.Origins has them
    grids    [array, rows, columns, start, down, along, block rows,
             block columns, name, origin], or a dict as `spots` has it
    places   [grid, shown, x, y, x, y, x, y]: upper left, upper right and
             lower left corner, in tenths of design pixels, and the lower right
             of a sheet in perspective, as perspective has it; `shown` is the
             number of cells that hold a value, row by row, -1 for all, or a
             list of 0 and 1 for each; of a dict as `spots` has it
    stands   lists of places: what a part shows at a moment
    changes  [frame, stands]: all that is shown from that frame on, in the
             order it is drawn
    results  for each act None or {frame, name, boxes, asked}: the last frame
             before any of its result appears or a text names a number of it,
             [left, top, width, height] of what it appears in, first of what it
             appears in first, and of as many of the first what they are while
             that frame asks for it: "frame" where it shows what goes in, else
             "cover"; the others hide what comes with it in later frames
"""

from scenes.acts.entrances import key_of
from scenes.publish import spots
from scenes.publish.covered_results import CoveredResult
from scenes.publish.origins import Origins
from scenes.stage.shown import ShownCells, ShownDots

RATE = 60
LEAST_OPACITY = 0.5  # of what can be pointed at


def cells_of(film, *, rate=RATE, on_frame=None):
    """All that a page needs to read the cells of a Film, a dict for JSON.

    Args:
        rate: moments a second to look at, a multiple of 10.
        on_frame: called before each moment; None: nothing is.
    """
    return _Notes(film, rate, on_frame).taken()


class _Notes:
    """Goes through a film once and writes down what stands where."""

    def __init__(self, film, rate, on_frame):
        self._film, self._rate, self._on_frame = film, rate, on_frame
        self._origins = Origins(film)
        self._computed = set()  # results of acts before, by key_of
        self._grids, self._numbers = {}, {}
        self._places, self._stands = {}, {}
        self._changes, self._results = [], []

    def taken(self):
        for shot in self._film.shots:
            self._numbers.clear()  # a result has its own name in its act
            self._take(shot)
        return {
            "rate": self._rate,
            "frames": round(self._film.seconds * self._rate),
            "arrays": self._origins.arrays,
            "operations": self._origins.operations,
            "grids": [grid for _, grid in self._grids.values()],
            "places": [list(place) for place in self._places],
            "stands": [list(stand) for stand in self._stands],
            "changes": self._changes,
            "results": self._results,
        }

    def _take(self, shot):
        film, before = self._film, None
        first = round(shot.start * self._rate)
        count = round(shot.seconds * self._rate)
        covered = None
        if shot.act.result is None or key_of(shot.act.result) not in self._computed:
            covered = CoveredResult(film, shot, self._rate)
        for frame in range(count):
            if self._on_frame:
                self._on_frame()
            film.show(shot, frame / self._rate)
            if covered is not None:
                covered.look(frame)
            parts, placing = film.stage(shot)
            stands = [
                stand
                for part in parts
                for stand in self._stands_of(part, shot.act, placing)
            ]
            if stands != before:
                self._changes.append([first + frame, stands])
                before = stands
        result = None if covered is None else covered.told(first)
        if result is not None:
            self._computed.add(key_of(shot.act.result))
        self._results.append(result)

    def _stands_of(self, part, act, placing):
        """The number of what a part shows, in a list; [] if nothing.

        Args:
            placing: where it comes to in the frame.
        """
        if part.opacity < LEAST_OPACITY:
            return []
        places = [
            self._number(self._places, (grid, *_place(shown.placed(placing))))
            for shown in part.cells()
            if (grid := self._grid(shown, act)) is not None
        ]
        return [self._number(self._stands, tuple(places))] if places else []

    def _grid(self, shown, act):
        """The number of a grid, dots or lines, or None: of cells that stand
        nowhere in equal steps, or lines of no layer."""
        key = tuple(
            getattr(shown, name, None)
            for name in ("values", "name", "block", "carried")
        )
        if key not in self._numbers:
            grid = self._described(shown, act)
            self._numbers[key] = (
                grid and self._grids.setdefault(repr(grid), (len(self._grids), grid))[0]
            )
        return self._numbers[key]

    def _described(self, shown, act):
        """What `grids` has of something shown."""
        source = shown.values.source
        array = self._origins.array(source)
        name = self._origins.name(source, act) or getattr(shown, "name", "")
        origin = self._origins.origin(source)
        if isinstance(shown, ShownCells):
            if shown.values.steps is None:
                return None
            start, steps = shown.values.steps
            return [
                array,
                *shown.there.shape,
                start,
                *(step * many for step, many in zip(steps, shown.block)),
                *map(int, shown.block),
                name,
                origin,
            ]
        if isinstance(shown, ShownDots):
            rest = spots.dots(shown, self._origins)
        elif shown.layer is None:
            return None
        else:
            rest = spots.lines(shown, self._origins)
        return {"array": array, "name": name, "origin": origin, **rest}

    @staticmethod
    def _number(known, thing):
        return known.setdefault(thing, len(known))


def _place(shown):
    """The rest of the place of something shown."""
    if isinstance(shown, ShownCells):
        return _shown(shown.there), *spots.tenths(shown.corners)
    return (
        spots.dots_place(shown)
        if isinstance(shown, ShownDots)
        else spots.lines_place(shown)
    )


def _shown(there):
    """As `places` has it."""
    if there.all():
        return -1
    flat = there.ravel()
    count = int(flat.sum())
    return count if flat[:count].all() else tuple(flat.astype(int).tolist())
