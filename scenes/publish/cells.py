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
    results  for each act None or {frame, boxes, name}: the last frame
             before its result appears or a text names a number of it, and
             [left, top, width, height] of what it appears in
"""

from scenes.acts.entrances import key_of
from scenes.publish import spots
from scenes.publish.named_results import NamedResults
from scenes.publish.origins import Origins
from scenes.stage.shown import ShownCells, ShownDots

RATE = 60
LEAST_OPACITY = 0.5  # of what can be pointed at
LOWEST_RATE = 10  # of the videos: results are covered from its frames on


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
        appears, unseen = None, set()
        result = _result_part(shot.player)
        if result is not None and key_of(shot.act.result) in self._computed:
            result = None  # it came out before, and is shown again
        named = NamedResults(shot.act, shot.player.entrances.leaving)
        for frame in range(count):
            if self._on_frame:
                self._on_frame()
            film.show(shot, frame / self._rate)
            if result is not None and frame % (self._rate // LOWEST_RATE) == 0:
                named.look(film.parts(shot), frame)
            if appears is None and result is not None and result.has_begun:
                appears = frame
                unseen = self._unseen(shot, frame)
                film.show(shot, frame / self._rate)
            parts, placing = film.stage(shot)
            stands = [
                stand
                for part in parts
                for stand in self._stands_of(part, shot.act, placing)
            ]
            if stands != before:
                self._changes.append([first + frame, stands])
                before = stands
        if appears is not None:
            self._computed.add(key_of(shot.act.result))
        self._results.append(
            None
            if appears is None
            else self._result(shot, result, unseen, first, appears, named)
        )

    def _unseen(self, shot, frame):
        """The parts, by id, that are not there just before a frame."""
        self._film.show(shot, self._landmark(frame) / self._rate)
        return {id(part) for part in shot.player.parts if not _is_seen(part)}

    def _landmark(self, frame):
        """The last frame at the lowest rate that shows nothing of a frame."""
        step = self._rate // LOWEST_RATE
        return max(frame - 2, 0) // step * step

    def _result(self, shot, result, unseen, first, appears, named):
        told = appears if named.first is None else min(appears, named.first)
        frame = self._landmark(told)
        self._film.show(shot, frame / self._rate)
        standing = self._boxes_of(part for part in shot.player.parts if _is_seen(part))
        self._film.show(shot, shot.seconds)
        cast = shot.player.cast
        results = [result] + [
            cast.get(key_of(value))
            for _, value in shot.act.results
            if value is not None
        ]
        boxes = self._boxes_of(
            part for part in shot.player.parts if any(part is one for one in results)
        )
        # What else comes with it is covered where nothing stands when it is asked.
        boxes += [
            box
            for box in self._boxes_of(
                part
                for part in shot.player.parts
                if id(part) in unseen and _is_seen(part)
            )
            if box not in boxes and not any(box.meets(one) for one in standing)
        ]
        boxes += filter(None, [named.box])
        return {
            "frame": first + frame,
            "name": shot.act.result_name,
            "boxes": [
                [round(number) for number in (box.left, box.top, box.width, box.height)]
                for box in boxes
            ],
        }

    def _boxes_of(self, parts):
        return [self._film.box_of(part) for part in parts]

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


def _is_seen(part):
    return part.opacity > 0


def _result_part(player):
    """The part that shows what an act computes; None: it only shows."""
    act = player.act
    if act.result is None or key_of(act.result) in map(key_of, act.operands):
        return None
    if key_of(act.result) in player.cast:
        return player.cast[key_of(act.result)]
    player.show(act.seconds)
    return next(
        (
            part
            for part in player.parts
            if act.operations
            and any(_is_of(shown.values.source, act.result) for shown in part.cells())
        ),
        None,
    )


def _is_of(source, value):
    """Whether a source is a value of the trace."""
    return hasattr(source, "identity") and key_of(source) == key_of(value)


def _shown(there):
    """As `places` has it."""
    if there.all():
        return -1
    flat = there.ravel()
    count = int(flat.sum())
    return count if flat[:count].all() else tuple(flat.astype(int).tolist())
