"""A trace as a film: what stands on the screen at every moment of it."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from network.trace import Trace
from scenes.acts import schedule
from scenes.acts.act import Act
from scenes.acts.catalogue import player_of
from scenes.acts.film_step import FilmStep
from scenes.acts.player import ActPlayer
from scenes.film.patience import patiently
from scenes.film.storyboard import film_steps, rows_in
from scenes.reading.film_error import FilmError
from scenes.reading.listing import listed
from scenes.reading.symbols import Symbol, symbols_in, symbols_of
from scenes.stage.caption import Caption
from scenes.stage.part import Box, Part, ease
from scenes.stage.source_panel import Listing, SourcePanel, pass_over
from scenes.stage.timeline import Timeline
from scenes.words.naming import rows_of, symbol

SLOWEST, FASTEST = 4.0, 0.5
PASSING = 0.4  # seconds in which one listing becomes another
ENTRANCE = 0.7  # seconds in which a hastened act enters, if there is time


@dataclass(frozen=True)
class Shot:
    """One act of the film, ready to be shown.

    Attributes:
        step: index of its step.
        before: the Act before it, or None.
        player: of the act.
        start, seconds: within the film; whole tenths.
        panel: the SourcePanel of its function.
        panel_before: of the shot before where that shows another listing, or
            None.
    """

    step: int
    before: Act | None
    player: ActPlayer
    start: float
    seconds: float
    panel: SourcePanel
    panel_before: SourcePanel | None

    def moment(self, seconds: float) -> float:
        """The second of the act at a second of the shot.

        A hastened act enters less quickly than it goes on: else it would be
        there at once.
        """
        act = self.player.act
        if act.haste == 1 or act.seconds <= schedule.ENTER:
            return seconds * act.seconds / self.seconds
        return float(
            np.interp(
                seconds,
                (0, self._entered, self.seconds),
                (0, schedule.ENTER, act.seconds),
            )
        )

    def second_of(self, moment: float) -> float:
        """The second of the shot at a second of the act."""
        act = self.player.act
        if act.haste == 1 or act.seconds <= schedule.ENTER:
            return moment * self.seconds / act.seconds
        return float(
            np.interp(
                moment,
                (0, schedule.ENTER, act.seconds),
                (0, self._entered, self.seconds),
            )
        )

    @property
    def _entered(self) -> float:
        """The second at which a hastened act has entered."""
        act = self.player.act
        return max(
            schedule.ENTER * self.seconds / act.seconds, min(ENTRANCE, self.seconds / 4)
        )


class Film:
    """The film of a network.trace.Trace, or of another record.

    Args:
        trace: to replay; of another record, `sources` and `functions` are
            what they are in a Trace.
        speed: how long things take, 0.5 (half as long) to 4.
        steps_of: a function that is given the trace and returns the steps to
            show, storyboard.FilmStep; without one all its statements are.

    Attributes:
        steps: a tuple of storyboard.FilmStep.
        shots: a tuple of Shot, one for each act.

    Raises:
        FilmError: the trace holds nothing to show, or the pace is outside
            its range.
    """

    def __init__(
        self,
        trace: Any,
        *,
        speed: float = 1.0,
        steps_of: Callable[[Any], Sequence[FilmStep]] = film_steps,
    ) -> None:
        if not FASTEST <= speed <= SLOWEST:
            raise FilmError(
                f"expected a pace from {FASTEST} (half as long) "
                f"to {SLOWEST:g}, got {speed}"
            )
        self.trace = trace
        self.steps = tuple(steps_of(trace))
        self.caption = Caption()
        self.timeline = Timeline(
            [step.name for step in self.steps],
            within=[step.within for step in self.steps],
        )
        symbols = symbols_of(trace)
        panels = [SourcePanel(_listing(trace, step, symbols)) for step in self.steps]
        self._rows = rows_in(trace) if isinstance(trace, Trace) else {"digits": True}
        with rows_of(**self._rows):
            self.shots = tuple(self._shots(panels, speed))
        self._starts = [shot.start for shot in self.shots]
        self._by_step: dict[int, list[Shot]] = {}
        for shot in self.shots:
            self._by_step.setdefault(shot.step, []).append(shot)

    def _shots(self, panels: list[SourcePanel], speed: float) -> Iterator[Shot]:
        player, start, panel = None, 0.0, panels[0]
        for index, step in enumerate(patiently(self.steps, "setting the stage")):
            for act in step.acts:
                before = player and player.act
                player = player_of(act)(act, stage_below(panels[index]), player)
                seconds = schedule.tenths(act.seconds * act.haste * speed)
                differs = panel.listing != panels[index].listing
                yield Shot(
                    index,
                    before,
                    player,
                    start,
                    seconds,
                    panels[index],
                    panel if differs else None,
                )
                start, panel = round(start + seconds, 1), panels[index]

    @property
    def seconds(self) -> float:
        """How long the film is."""
        return round(self.shots[-1].start + self.shots[-1].seconds, 1)

    def shots_of(self, step: int) -> list[Shot]:
        """The shots of a step, by its index."""
        return list(self._by_step.get(step, ()))

    def parts(self, shot: Shot) -> list[Part]:
        """All that is drawn in a shot, in order."""
        panels = [shot.panel_before] if shot.panel_before else []
        return [*panels, shot.panel, self.timeline, *shot.player.parts, self.caption]

    def show(self, shot: Shot, seconds: float) -> None:
        """Set all parts of a shot to a moment of it.

        Args:
            seconds: from the start of the shot, 0 to `shot.seconds`.
        """
        # Equal moments of films at two rates differ in the last bits.
        seconds = round(seconds, 6)
        step, act = self.steps[shot.step], shot.player.act
        moment = shot.moment(seconds)
        with rows_of(**self._rows):
            shot.player.show(moment)
            self._say(shot, act, seconds, moment)
        self.timeline.current = shot.step
        shots = self._by_step[shot.step]
        passed = shot.start - shots[0].start + seconds
        self.timeline.share = passed / sum(one.seconds for one in shots)
        _light(shot.panel, step, act, moment)
        self._pass_over(shot, seconds)

    def _say(self, shot: Shot, act: Act, seconds: float, moment: float) -> None:
        """Set the caption; what was not there before slides in."""
        caption, before = self.caption, shot.before
        caption.title = act.title
        caption.words = "\n".join(filter(None, (act.lead, shot.player.words(moment))))
        share = ease(seconds, 0, schedule.SLIDE_IN)
        caption.title_share = share if before and before.title != act.title else 1.0
        caption.words_share = share if before and before.lead != act.lead else 1.0

    def _pass_over(self, shot: Shot, seconds: float) -> None:
        """Let the listing of the shot before go, where it is another."""
        before = shot.panel_before
        is_long = shot.seconds >= 2 * PASSING  # else it would hardly stand
        if before and shot.before:
            told = shot.before
            _light(before, self.steps[shot.step - 1], told, told.seconds)
        pass_over(
            before or shot.panel,
            shot.panel,
            ease(seconds, 0, PASSING) if before and is_long else 1.0,
        )

    def at(self, seconds: float) -> tuple[Shot, float]:
        """(shot, seconds within it) at a moment of the film.

        Raises:
            FilmError: it is before the film begins, or after it ends.
        """
        if not -1e-9 <= seconds <= self.seconds + 1e-9:
            raise FilmError(
                f"expected a moment from 0 to {self.seconds} s, got {seconds}"
            )
        shot = self.shots[bisect_right(self._starts, seconds + 1e-9) - 1]
        return shot, min(seconds - shot.start, shot.seconds)


def _listing(trace: Any, step: FilmStep, symbols: Sequence[Symbol]) -> Listing:
    """The Listing of a step, with what the symbols in its lines stand for."""
    file, name, lines = listed(trace, step.function, step.statement)
    named = symbols_in(symbols, [text for _, text in lines])
    return Listing(
        file,
        name,
        lines,
        ", ".join(symbol(one.name, one.count, one.layer) for one in named),
    )


def _light(panel: SourcePanel, step: FilmStep, act: Act, moment: float) -> None:
    """Light in a SourcePanel what an act of a step computes at a second of it."""
    lit = act.lit_at(moment, step.statement)
    statement, mark = lit.statement, lit.mark
    panel.statement = statement and (statement.line, statement.end_line)
    panel.mark = mark and (mark.line, mark.column, mark.end_line, mark.end_column)
    panel.shapes = lit.shapes


def stage_below(panel: SourcePanel) -> Box:
    """The Box between a SourcePanel and the timeline."""
    top = panel.box.bottom + 30
    return Box(60, top, 1810, 980 - top)
