"""Acts laid out anew on a stage that is higher than wide.

Each act is given a stage of the frame's shape, in several widths: on a narrow
one all is large, a wide one has room for more beside each other. Which serves an
act best is measured: by what of its texts can be written large enough to be read,
by what comes to lie on each other, and by how near all of it can be seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from scenes.acts.act import Act
from scenes.acts.catalogue import player_of
from scenes.acts.player import ActPlayer
from scenes.film.shot import Shot
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.mark_edges import around, edges_of, texts_in
from scenes.stage.marks import Mark, Text
from scenes.stage.part import Box, Part, ease, mix
from scenes.stage.placing import Placed, Placing
from scenes.stage.typeface import SMALL, written_larger

WIDTH = 1080  # design pixels of an upright frame
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
class Window:
    """Where the stage is in the frame.

    Attributes:
        scale: pixels for each design pixel of the stage.
        left, top: where the design's corner comes to.
    """

    scale: float
    left: float
    top: float

    @property
    def placing(self) -> Placing:
        return Placing(self.scale, self.left, self.top)

    def to(self, other: Window, share: float) -> Window:
        """The Window on the way to another one."""
        # Python's own: marks of NumPy's numbers cannot be compared with others.
        return Window(
            float(mix(self.scale, other.scale, share)),
            float(mix(self.left, other.left, share)),
            float(mix(self.top, other.top, share)),
        )


@dataclass(frozen=True)
class Tried:
    """An act on one of the stages.

    Attributes:
        player: on it.
        window: in which all of it is seen.
        loss: how much of it cannot be read, from 0.
    """

    player: ActPlayer
    window: Window
    loss: float

    def made(self) -> ActPlayer:
        """Its player, as a Shot has it."""
        return self.player


def tall_stages() -> Iterator[Box]:
    """The stages of the frame's shape, the narrowest first."""
    for wide in WIDTHS:
        scale = (WIDTH - 2 * MARGIN) / wide
        yield Box(LEFT, TOP, wide, AREA.height / scale - ABOVE - BELOW)


def laid_out(shots: Iterable[Shot]) -> Iterator[tuple[Shot, Window]]:
    """Shots with their acts on tall stages, and what each is seen through."""
    before: ActPlayer | None = None
    for shot in shots:
        wide = _over_each_other(shot.player)
        best = _best(shot.act, before, wide)
        before = best.player
        yield replace(shot, make=best.made), best.window


def window_at(windows: Sequence[Window], index: int, second: float) -> Window:
    """The Window at a second of a shot: it comes from that of the one before."""
    now = windows[index]
    return windows[max(index - 1, 0)].to(now, ease(second, 0, MOVING))


def _best(act: Act, before: ActPlayer | None, wide: float) -> Tried:
    """On the narrowest stage where all can be read; else where most can."""
    tried = []
    for stage in tall_stages():
        tried.append(_tried(act, stage, before, wide))
        if tried[-1].loss <= READ:
            return tried[-1]
    return min(tried, key=lambda one: one.loss + SMALLER / one.window.scale)


def _tried(act: Act, stage: Box, before: ActPlayer | None, wide: float) -> Tried:
    """
    Args:
        wide: how many pairs of parts lie on each other on the wide stage.
    """
    scale = (WIDTH - 2 * MARGIN) / stage.width
    with written_larger(LEAST / SMALL / scale):
        player = player_of(act)(act, stage, before)
    looks = list(_looks(player))
    for _ in range(2):  # the farther all is, the more room texts take of it
        window = _window(around(box for look in looks for box in look.rooms(scale)))
        scale = window.scale
    left_out = sum(_left_out(look, window) for look in looks) / len(looks)
    over = sum(look.over for look in looks) / len(looks)
    return Tried(player, window, left_out + OVER * max(over - wide, 0))


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
    for share in LOOKS:
        player.show(share * player.act.seconds)
        parts = _standing(player)
        drawings = Drawings()
        layers = [marks_of(one, drawings) for one in parts]
        edges = [around(map(edges_of, layer)) for layer in layers]
        texts = [one for layer in layers for one in texts_in(layer)]
        yield _Look(layers, edges, texts, _over(parts))


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
    return sum(_covers(one.box, other.box) for one, other in combinations(parts, 2))


def _covers(one: Box, other: Box) -> bool:
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    return min(wide, high) > COVERED


def _left_out(look: _Look, window: Window) -> float:
    """The share of the texts that cannot be written."""
    placed = Placed(window.placing, least=LEAST, area=AREA)
    return placed.left_out(look.layers, SMALL)


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
