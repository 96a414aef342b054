"""What predicting covers: where it stops in an act, and what is hidden there."""

from collections.abc import Iterable

from network.trace import Value
from scenes.acts.entrances import Role, key_of
from scenes.acts.player import ActPlayer
from scenes.film.film import Film
from scenes.film.shot import Shot
from scenes.publish.named_results import NamedResults
from scenes.stage.part import Box, Part
from scenes.stage.shown import ShownCells, ShownDots

_CUT = 8  # design pixels: what is cut by less is not hidden
LOWEST_RATE = 10  # of the videos: results are covered from its frames on


class CoveredResult:
    """The result of one act, while a film is gone through.

    Args:
        shot: of a Film, whose frames are shown one after the other.
        rate: frames a second, a multiple of LOWEST_RATE.

    Attributes:
        appears: the first frame of the shot in which the result's own part shows
            some of it; None: not yet.
    """

    def __init__(self, film: Film, shot: Shot, rate: int) -> None:
        self._film, self._shot, self._step = film, shot, rate // LOWEST_RATE
        self._rate = rate
        self._part = _result_part(shot.player)
        self._named = NamedResults(shot.act, shot.player.entrances.leaving)
        self._unseen: set[int] = set()  # ids of parts, just before it appears
        # The first frame in which other parts show cells of it, and where.
        self._early: tuple[int, list[Box]] | None = None
        self.appears: int | None = None

    def look(self, frame: int) -> None:
        """Look at a frame of the shot, which the film shows."""
        if self._part is None:
            return
        if frame % self._step == 0:
            self._named.look(self._film.parts(self._shot), frame)
            if self._early is None and (boxes := self._boxes_early()):
                self._early = frame, boxes
        if self.appears is None and self._part.has_begun:
            self.appears = frame
            self._show(self._landmark(frame))
            self._unseen = {id(part) for part in self._parts() if not _is_seen(part)}
            self._show(frame)

    def told(self, first: int) -> dict | None:
        """What `cells.cells_of` has in its results; None: it never appeared.

        Args:
            first: the number of the shot's first frame in the film.
        """
        if self.appears is None:
            return None
        told_at, boxes_early = self._early or (self.appears, [])
        if self._named.first is not None:
            told_at = min(told_at, self._named.first)
        frame = self._landmark(min(told_at, self.appears))
        self._show(frame)
        standing = self._boxes_of(filter(_is_seen, self._parts()))
        goes_in = self._boxes_of(filter(self._shows_another, self._parts()))
        self._film.show(self._shot, self._shot.seconds)
        covers = boxes_early + self._boxes_of(self._results())
        also = [
            box
            for box in self._boxes_of(
                part
                for part in self._parts()
                if id(part) in self._unseen and _is_seen(part)
            )
            if box not in covers and not any(box.meets(one) for one in standing)
        ]
        if self._named.box is not None:
            also.append(self._named.box)
        return {
            "frame": first + frame,
            "name": self._shot.act.result_name,
            "boxes": [
                [round(number) for number in (box.left, box.top, box.width, box.height)]
                for box in covers + also
            ],
            "asked": [
                "frame" if any(box.meets(one, by=_CUT) for one in goes_in) else "cover"
                for box in covers
            ],
        }

    def _show(self, frame: int) -> None:
        self._film.show(self._shot, frame / self._rate)

    def _parts(self) -> list[Part]:
        return self._shot.player.parts

    def _results(self) -> list[Part]:
        """The parts of all that comes out."""
        cast = self._shot.player.cast
        results = [self._part] + [
            cast.get(key_of(value))
            for _, value in self._shot.act.results
            if value is not None
        ]
        return [part for part in self._parts() if any(part is one for one in results)]

    def _boxes_early(self) -> list[Box]:
        """Where other parts show cells of the result: of one sheet, it may be,
        that is told before all of them."""
        return self._boxes_of(
            part
            for part in self._parts()
            if part is not self._part
            and any(_is_of(one, self._shot.act.result) for one in _shown_by(part))
        )

    def _shows_another(self, part: Part) -> bool:
        """Whether it shows cells of other values."""
        return any(not _is_of(one, self._shot.act.result) for one in _shown_by(part))

    def _landmark(self, frame: int) -> int:
        """The last frame at the lowest rate that shows nothing of a frame."""
        return max(frame - 2, 0) // self._step * self._step

    def _boxes_of(self, parts: Iterable[Part]) -> list[Box]:
        return [self._film.box_of(part) for part in parts]


def _is_seen(part: Part) -> bool:
    return part.opacity > 0


def _shown_by(part: Part) -> list[object]:
    """The sources of the cells that are seen."""
    return [
        shown.values.source
        for shown in (part.cells() if _is_seen(part) else ())
        if isinstance(shown, (ShownCells, ShownDots)) and shown.there.any()
    ]


def _result_part(player: ActPlayer) -> Part | None:
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


def _is_of(source: object, value: Value | None) -> bool:
    """Whether a source is a value of the trace."""
    return (
        value is not None
        and isinstance(source, (Value, Role))
        and key_of(source) == key_of(value)
    )
