"""A film laid out for a frame that is higher than wide, as of a phone.

    title       with what happens now, in words
    code        the one line that runs
    stage       as near as all of it fits
    timeline

The acts are those of the film, on stages of this shape (tall_stages).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from scenes.film.tall_stages import (
    AREA,
    LEAST,
    MARGIN,
    STAGE_BOTTOM,
    WIDTH,
    Window,
    window_at,
)
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.caption import Caption
from scenes.stage.kept_marks import KeptMarks
from scenes.stage.marks import Group, Mark
from scenes.stage.part import Box, Part
from scenes.stage.placing import Placed, PlacedLayers, Placing
from scenes.stage.source_panel import Listing, SourcePanel
from scenes.stage.timeline import Timeline

if TYPE_CHECKING:
    from scenes.film.film import Film
    from scenes.film.shot import Shot

HEIGHT = 1920  # design pixels of the frame
UPRIGHT = WIDTH, HEIGHT
TITLE_TOP, CODE_TOP = 48, 452
WORDS = 1.84  # pixels for each of the title's own: its words are LEAST then
TWICE = 2.0  # of code and timeline


Mark4 = tuple[int, int, int, int]  # line, column, end_line, end_column


class Inset(Part):
    """Another part, drawn elsewhere and in another size.

    Args:
        inner: it.
        placing: where it comes to.
    """

    def __init__(self, inner: Part, placing: Placing) -> None:
        super().__init__(Box(0, 0, WIDTH, HEIGHT))
        self.inner, self._placed = inner, Placed(placing)
        self._drawings = Drawings()

    def draw(self, canvas: Any) -> None:
        canvas.marks += self._placed.of([marks_of(self.inner, self._drawings)])


class StageWindow(Part):
    """What stands on the stage, through a window.

    Args:
        window: the Window.

    Attributes to change while it plays:
        shown: the parts.
        window: the Window.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(AREA)
        self.shown: Sequence[Part] = ()
        self.window = window
        self._drawings, self._kept = Drawings(), KeptMarks()
        self._placed = PlacedLayers(least=LEAST, area=self.box)

    def layers(self) -> list[tuple[Mark, ...]]:
        """The marks of each part."""
        return self._kept.of(self.shown, lambda part: marks_of(part, self._drawings))

    def draw(self, canvas: Any) -> None:
        placed = self._placed.of(self.window.placing, self.layers())
        box, marks = self.box, tuple(chain.from_iterable(placed))
        canvas.marks.append(Group(1.0, box.left, box.top, box.width, box.height, marks))


class Upright:
    """The layout of a Film in an upright frame.

    Args:
        film: it, its acts on tall stages.
        windows: through which each of its shots is seen.
    """

    def __init__(self, film: Film, windows: Sequence[Window]) -> None:
        self.windows = tuple(windows)
        wide = (WIDTH - 2 * MARGIN) / WORDS
        self._caption = Caption(box=Box(0, 0, wide, 240))
        self._timeline = Timeline(
            film.timeline.names,
            box=Box(0, 0, (WIDTH - 2 * MARGIN) / TWICE, 44),
            within=film.timeline.within,
        )
        self._stage = StageWindow(self.windows[0])
        self._panel = SourcePanel(
            film.shots[0].panel.listing, rows=1, width=(WIDTH - MARGIN) / TWICE
        )
        corner = self._panel.box
        left, top = MARGIN / 2 - corner.left * TWICE, CODE_TOP - corner.top * TWICE
        self._insets = (
            Inset(self._panel, Placing(TWICE, left, top)),
            Inset(self._caption, Placing(WORDS, MARGIN, TITLE_TOP)),
            Inset(self._timeline, Placing(TWICE, MARGIN, STAGE_BOTTOM + 44)),
        )

    def parts(self, shot: Shot) -> list[Part]:
        """All that is drawn in a shot, in order."""
        return [self._stage, *self._insets]

    def show(self, film: Film, shot: Shot, seconds: float) -> None:
        """Set all parts as the film was set to a second of a shot."""
        told = film.caption
        self._caption.title, self._caption.title_share = told.title, told.title_share
        self._caption.words_share = told.words_share
        self._caption.words = _short(told.words)
        self._timeline.current = film.timeline.current
        self._timeline.share = film.timeline.share
        lit = shot.panel
        self._panel.listing, self._panel.mark = in_one_line(
            lit.listing, lit.statement, lit.mark
        )
        number = self._panel.listing.lines[0][0]
        self._panel.statement = lit.statement and (number, number)
        self._panel.shapes, self._panel.grown = lit.shapes, lit.grown
        self._stage.shown = shot.player.parts
        self._stage.window = window_at(self.windows, film.index_of(shot), seconds)


def in_one_line(
    listing: Listing, statement: tuple[int, int] | None, mark: Mark4 | None
) -> tuple[Listing, Mark4 | None]:
    """(a Listing of one line with all of a statement, what is marked in it).

    Args:
        listing: with the lines of the statement, as a SourcePanel has it.
        statement, mark: as a SourcePanel has them.
    """
    lines = [(number, text) for number, text in listing.lines if text is not None]
    first, last = statement or (lines[0][0], lines[0][0])
    joined, starts = "", {}
    for number, text in lines:
        if first <= number <= last:
            bare = text.split("  #")[0].rstrip()
            joined += " " if joined else ""
            starts[number] = len(joined) - (len(bare) - len(bare.lstrip()))
            joined += bare.lstrip()
    number = min(starts, default=first)
    note = replace(listing, lines=((number, joined),))
    if mark is None or mark[0] not in starts or mark[2] not in starts:
        return note, None
    begin, end = starts[mark[0]] + mark[1], starts[mark[2]] + mark[3]
    return note, (number, begin, number, end)


def _short(words: str) -> str:
    """What is said now, or else the lead."""
    lead, _, live = words.partition("\n")
    return f"\n{live}" if live.strip() else f"\n{lead}"
