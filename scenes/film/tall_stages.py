"""Acts laid out anew on a stage that is higher than wide.

Each act is given a stage of the frame's shape, in several widths: on a narrow
one all is large, a wide one has room for more beside each other. Which serves an
act best is measured: by what of its texts can be written large enough to be read,
by what comes to lie on each other, and by how near all of it can be seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import combinations

from scenes.acts.act import Act
from scenes.acts.catalogue import player_of
from scenes.acts.player import ActPlayer
from scenes.film.patience import patiently
from scenes.film.shot import Shot
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.mark_edges import around, edges_of, texts_in
from scenes.stage.marks import Mark, Text
from scenes.stage.part import Box, Part, ease
from scenes.stage.placing import PlacedLayers
from scenes.stage.stage_window import Window
from scenes.stage.typeface import SMALL, written_larger
from scenes.stage.view import UPRIGHT

WIDTH = UPRIGHT[0]  # design pixels
STAGE_TOP, STAGE_BOTTOM = 680, 1788  # where the stage stands in it
LEAST = 40.0  # size of all that is written, but for numbers in cells
AREA = Box(0, STAGE_TOP, WIDTH, STAGE_BOTTOM - STAGE_TOP)
NEAREST = 1.6  # pixels for each of the stage's own, at most
WIDTHS = 1000, 1200, 1450, 1750  # design pixels that a stage is wide
LEFT, TOP = 60, 290  # where each begins
ABOVE, BELOW = 60, 20  # design pixels for names above what stands there
AROUND = 8  # design pixels around all that is seen
ABOVE_LINE, BELOW_LINE = 0.8, 8  # of a text's size above its line; pixels below
LONG = 330  # design pixels: a text that is wider may stand elsewhere
MARGIN = 36  # pixels between what is seen and the frame's edges
MOVING = 0.8  # seconds in which the window moves on
LOOKS = 0.3, 0.55, 0.8, 1.0  # of an act: when it is measured
SEEN = 0.3  # of opacity that counts
COVERED = 6  # design pixels that two parts lie on each other, at least
# What is lost: all texts that are left out are 1; each part that lies on another.
OVER = 0.4
READ = 0.02  # of loss: all can be read
SMALLER = 0.2  # of loss that a stage twice as near is worth


@dataclass(frozen=True)
class TallStage:
    """Where an act is told.

    Attributes:
        box: of the stage, in design pixels of its own.
        window: in which all of it is seen.
    """

    box: Box
    window: Window


@dataclass(frozen=True)
class Tried:
    """An act on one of the stages.

    Attributes:
        player: on it.
        stage: the TallStage.
        loss: how much of it cannot be read, from 0.
    """

    player: ActPlayer
    stage: TallStage
    loss: float


class TallStages:
    """The stages on which a film is told upright, and its acts on them, found when
    they are asked for: each takes over what the one before leaves, so those before
    are found first.

    Args:
        shots: of the film.
        within: gives the context in which its names are spoken.
        like: those of the same film in another language, to stand where it does
            there; None: where it serves this one best.
    """

    def __init__(
        self,
        shots: Sequence[Shot],
        within: Callable[[], AbstractContextManager],
        like: TallStages | None = None,
    ) -> None:
        self._shots, self._within, self._like = shots, within, like
        self._found: list[tuple[TallStage, ActPlayer]] = []

    def stage(self, index: int) -> TallStage:
        """The TallStage of a shot, by its index."""
        return self._at(index)[0]

    def player(self, index: int) -> ActPlayer:
        """The ActPlayer of a shot, always the same one."""
        return self._at(index)[1]

    def laid_out(self) -> Iterator[Shot]:
        """The shots with their acts there."""
        for index, shot in enumerate(self._shots):
            yield replace(shot, make=partial(self.player, index))

    def window(self, index: int, second: float) -> Window:
        """The Window at a second of a shot: it comes from that of the one before."""
        before, now = self.stage(max(index - 1, 0)), self.stage(index)
        return before.window.to(now.window, ease(second, 0, MOVING))

    def _at(self, index: int) -> tuple[TallStage, ActPlayer]:
        missing = range(len(self._found), index + 1)
        with self._within():
            for number in patiently(missing, "laying out upright") if missing else ():
                self._found.append(self._next(number))
        return self._found[index]

    def _next(self, index: int) -> tuple[TallStage, ActPlayer]:
        shot, before = self._shots[index], self._found[-1][1] if index else None
        if self._like is not None:
            stage = self._like.stage(index)
            return stage, _player(shot.act, stage.box, before)
        wide = cache(lambda: _over_each_other(shot.player))  # seldom asked for
        best = _best(shot.act, before, wide)
        return best.stage, best.player


def tall_boxes() -> Iterator[Box]:
    """The stages of the frame's shape, the narrowest first."""
    for wide in WIDTHS:
        scale = (WIDTH - 2 * MARGIN) / wide
        yield Box(LEFT, TOP, wide, AREA.height / scale - ABOVE - BELOW)


def _player(act: Act, box: Box, before: ActPlayer | None) -> ActPlayer:
    """The player of an act on a tall stage, its texts as large as they will be."""
    with written_larger(LEAST / SMALL / _scale(box)):
        return player_of(act)(act, box, before)


def _scale(box: Box) -> float:
    """Pixels for each design pixel of a stage that fills the frame's width."""
    return (WIDTH - 2 * MARGIN) / box.width


def _best(act: Act, before: ActPlayer | None, wide: Callable[[], float]) -> Tried:
    """On the narrowest stage where all can be read; else where most can.

    Args:
        wide: gives how many pairs of parts lie on each other on the wide stage.
    """
    tried = []
    for box in tall_boxes():
        tried.append(_tried(act, box, before, wide))
        if tried[-1].loss <= READ:
            return tried[-1]
    return min(tried, key=lambda one: one.loss + SMALLER / one.stage.window.scale)


def _tried(
    act: Act, box: Box, before: ActPlayer | None, wide: Callable[[], float]
) -> Tried:
    player, scale = _player(act, box, before), _scale(box)
    looks = list(_looks(player))
    for _ in range(2):  # the farther all is, the more room texts take of it
        window = _window(around(box for look in looks for box in look.rooms(scale)))
        scale = window.scale
    placed = PlacedLayers(least=LEAST, area=AREA)
    left_out = sum(
        placed.left_out(window.placing, look.layers, SMALL) for look in looks
    ) / len(looks)
    over = sum(look.over for look in looks) / len(looks)
    worse = max(over - wide(), 0) if over else 0.0
    return Tried(player, TallStage(box, window), left_out + OVER * worse)


@dataclass(frozen=True)
class _Look:
    """What stands on a stage at a moment: marks, how far they reach but for
    texts, these, and how many pairs of parts lie on each other."""

    layers: list[tuple[Mark, ...]]
    edges: list[Box | None]
    texts: list[Text]
    over: int

    def rooms(self, scale: float) -> list[Box | None]:
        """How far all reaches at so many pixels for each design pixel."""
        return [*self.edges, *(_room_of(one, scale) for one in self.texts)]


def _over_each_other(player: ActPlayer) -> float:
    """How many pairs of parts do so, in the mean."""
    found = []
    for share in LOOKS:
        player.show(share * player.act.seconds)
        found.append(_over(_standing(player)))
    return sum(found) / len(found)


def _standing(player: ActPlayer) -> list[Part]:
    """What is seen, and not about to leave."""
    leaving = {id(one) for one in player.entrances.leaving}
    return [
        one for one in player.parts if one.opacity > SEEN and id(one) not in leaving
    ]


def _looks(player: ActPlayer) -> Iterator[_Look]:
    drawings, kept = Drawings(), KeptMarks()
    # By id of a layer: (it, its edges, its texts). Most stay from look to look.
    known: dict[int, tuple[tuple[Mark, ...], Box | None, list[Text]]] = {}
    for share in LOOKS:
        player.show(share * player.act.seconds)
        parts = _standing(player)
        layers = kept.of(parts, lambda part: marks_of(part, drawings))
        for one in layers:
            if id(one) not in known:
                edges = around(map(edges_of, one))
                known[id(one)] = one, edges, list(texts_in(one))
        told = [known[id(one)] for one in layers]
        yield _Look(
            layers,
            [edges for _, edges, _ in told],
            [text for _, _, texts in told for text in texts],
            _over(parts),
        )


def _room_of(text: Text, scale: float) -> Box | None:
    """The Box that a text takes as large as it will be; one of many letters
    may be moved aside."""
    larger = LEAST / SMALL if text.kind.size >= SMALL else 1.0
    high = ABOVE_LINE * max(LEAST / scale, text.kind.size)
    wide = text.kind.width(text.text) * larger
    left = text.x - wide * {"left": 0, "middle": 0.5, "right": 1}[text.align]
    if wide > LONG:
        left, wide = text.left + wide / larger / 2, 0.0
    return Box(left, text.baseline - high, wide, high + BELOW_LINE)


def _over(parts: Sequence[Part]) -> int:
    """How many pairs of parts lie on each other, and neither within the other."""
    return sum(
        one.box.meets(other.box, by=COVERED) for one, other in combinations(parts, 2)
    )


def _window(seen: Box | None) -> Window:
    """All of what is seen in the middle, as near as it fits."""
    box = seen or Box(LEFT, TOP, WIDTH, AREA.height)
    scale = min(
        (WIDTH - 2 * MARGIN) / box.width,
        AREA.height / (box.height + 2 * AROUND),
        NEAREST,
    )
    left = WIDTH / 2 - (box.left + box.width / 2) * scale
    high = (box.height + 2 * AROUND) * scale
    top = AREA.top + (AREA.height - high) / 2 - (box.top - AROUND) * scale
    return Window(float(scale), float(left), float(top))
