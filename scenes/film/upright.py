"""A film laid out for a frame that is higher than wide, as of a phone.

    title       with what happens now, in words
    code        the one line that runs
    stage       as near as all of it fits
    timeline

The acts are those of the film, on stages of this shape (tall_stages).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from scenes.film.tall_stages import AREA, LEAST, MARGIN, STAGE_BOTTOM, WIDTH, TallStages
from scenes.stage.caption import Caption
from scenes.stage.inset import Inset
from scenes.stage.part import Box, Part
from scenes.stage.placing import Placing
from scenes.stage.source_panel import Listing, SourcePanel
from scenes.stage.stage_window import StageWindow
from scenes.stage.timeline import Timeline
from scenes.stage.view import UPRIGHT

if TYPE_CHECKING:
    from scenes.film.film import Film
    from scenes.film.shot import Shot

FRAME = Box(0, 0, *UPRIGHT)
TITLE_TOP, CODE_TOP = 48, 452
WORDS = 1.84  # pixels for each of the title's own: its words are LEAST then
TWICE = 2.0  # of code and timeline


Mark4 = tuple[int, int, int, int]  # line, column, end_line, end_column


class Upright:
    """The layout of a Film in an upright frame.

    Args:
        film: it, its acts on tall stages.
        stages: its TallStages.

    Attributes:
        stages: as above.
        window: the StageWindow, set by `show`.
    """

    def __init__(self, film: Film, stages: TallStages) -> None:
        self.stages = stages
        wide = (WIDTH - 2 * MARGIN) / WORDS
        self._caption = Caption(box=Box(0, 0, wide, 240))
        self._timeline = Timeline(
            film.timeline.names,
            box=Box(0, 0, (WIDTH - 2 * MARGIN) / TWICE, 44),
            within=film.timeline.within,
        )
        self.window = StageWindow(AREA, LEAST)
        first, *_ = film.shots
        self._panel = SourcePanel(
            first.panel.listing, rows=1, width=(WIDTH - MARGIN) / TWICE
        )
        corner = self._panel.box
        left, top = MARGIN / 2 - corner.left * TWICE, CODE_TOP - corner.top * TWICE
        self._insets = (
            Inset(self._panel, Placing(TWICE, left, top), FRAME),
            Inset(self._caption, Placing(WORDS, MARGIN, TITLE_TOP), FRAME),
            Inset(self._timeline, Placing(TWICE, MARGIN, STAGE_BOTTOM + 44), FRAME),
        )

    def parts(self, shot: Shot) -> list[Part]:
        """All that is drawn in a shot, in order."""
        return [self.window, *self._insets]

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
        self.window.shown = shot.player.parts
        self.window.window = self.stages.window(film.index_of(shot), seconds)


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
