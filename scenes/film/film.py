"""A trace as a film: what stands on the screen at every moment of it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from functools import partial
from typing import Any, Self

from network.trace import Trace
from scenes.acts import schedule
from scenes.acts.act import Act
from scenes.acts.film_step import FilmStep
from scenes.film.casting import Casting
from scenes.film.map_of_film import MapOfFilm
from scenes.film.narration import Narration, waiting
from scenes.film.patience import patiently
from scenes.film.shot import Shot
from scenes.film.storyboard import film_steps, rows_in
from scenes.film.tall_stages import TallStages
from scenes.film.upright import Upright
from scenes.reading.film_error import FilmError
from scenes.reading.listing import listed
from scenes.reading.symbols import Symbol, symbols_in, symbols_of
from scenes.stage.caption import Caption
from scenes.stage.part import Box, Part, ease, mix
from scenes.stage.placing import Placing
from scenes.stage.source_panel import Listing, SourcePanel, pass_over, room_for
from scenes.stage.timeline import Timeline
from scenes.words.naming import language, rows_of, spoken, symbol

SLOWEST, FASTEST = 4.0, 0.5
PASSING = 0.4  # seconds in which one listing becomes another
GROWS, LARGE_UNTIL, GROWN_DOWN = 0.45, 1.1, 1.5  # seconds of a statement that is new
LEAST_FOR_LARGE = 3.0  # seconds of a shot in which a statement stands large
_DIGITS = 6  # of seconds; what is less is but rounding
AS_DRAWN = Placing(1.0)  # of what stands where it was drawn
CAPTION_BELOW = 290  # design pixels: no stage begins above


class Film:
    """The film of a network.trace.Trace, or of another record.

    Args:
        trace: to replay; of another record, `sources` and `functions` are
            what they are in a Trace.
        speed: how long things take, 0.5 (half as long) to 4.
        steps_of: a function that is given the trace and returns the steps to
            show, storyboard.FilmStep; without one all its statements are.

    Attributes:
        language: the one of LANGUAGES in which it was made, and is told.
        steps: a tuple of storyboard.FilmStep.
        shots: a tuple of Shot, one for each act.
        narration: the Narration that it follows, or None.
        layout: where its parts stand in an upright frame; None: it is wide.

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
        self.language = spoken()
        self.steps = tuple(steps_of(trace))
        self.caption = Caption()
        self.timeline = Timeline(
            [step.name for step in self.steps],
            within=[step.within for step in self.steps],
        )
        symbols = symbols_of(trace)
        panels = _panels(
            [_listing(trace, step, symbols) for step in self.steps], self.steps
        )
        self.map = MapOfFilm(trace, panels[0].box.left)
        self._rows = rows_in(trace) if isinstance(trace, Trace) else {"digits": True}
        with rows_of(**self._rows):
            self._set_shots(self._shots(panels, speed))
        self.narration: Narration | None = None
        self.layout: Upright | None = None

    def _set_shots(self, shots: Iterable[Shot]) -> None:
        self.shots = tuple(shots)
        self._starts = [shot.start for shot in self.shots]
        self._by_step: dict[int, list[Shot]] = {}
        for shot in self.shots:
            self._by_step.setdefault(shot.step, []).append(shot)
        self._news = self._new_statements()

    def _new_statements(self) -> frozenset[float]:
        """Where shots start that begin with a statement no shot before had."""
        known, found = set(), set()
        for shot in self.shots:
            statement = self.steps[shot.step].statement
            if statement is None:
                continue
            lines = shot.panel.listing.file, statement.line, statement.end_line
            if lines not in known and shot.seconds >= LEAST_FOR_LARGE:
                found.add(shot.start)
            known.add(lines)
        return frozenset(found)

    def following(self, narration: Narration) -> Self:
        """The same Film, whose acts wait as long as it takes to speak.

        It shares all that is drawn with this one: each sets it anew.

        Args:
            narration: of this film, or of the same one in another language.
        """
        film = copy(self)
        film._set_shots(waiting(self.shots, narration.waits))
        film.narration = narration
        if self.layout:
            film.layout = Upright(film, self.layout.stages)
        return film

    def upright(self, like: Self | None = None) -> Self:
        """The same Film, laid out for an upright frame.

        Its acts stand on stages of that shape; what else is drawn it shares
        with this one: each sets it anew.

        Args:
            like: the same one in another language, laid out so: all stands
                where it does there. None: where it serves this one best.
        """
        film = copy(self)
        alike = like.layout.stages if like is not None and like.layout else None
        stages = TallStages(self.shots, self._in_own_words, alike)
        film._set_shots(stages.laid_out())
        film.layout = Upright(film, stages)
        return film

    @contextmanager
    def _in_own_words(self) -> Iterator[None]:
        """What is named meanwhile is named as the film does."""
        with language(self.language), rows_of(**self._rows):
            yield

    def set_stage(self) -> None:
        """Make the parts of all acts, else made when they are first shown.

        Raises:
            PartError: a part cannot show what it is to.
        """
        for shot in patiently(self.shots, "setting the stage"):
            shot.make()

    def _shots(self, panels: list[SourcePanel], speed: float) -> Iterator[Shot]:
        casting, before = Casting(self.language, self._rows), None
        start, panel, before_step = 0.0, panels[0], 0
        place = self.map.start
        for index, step in enumerate(self.steps):
            stage = stage_below(panels[index])
            for act in step.acts:
                player = partial(casting.made, casting.add(act, stage))
                seconds = schedule.tenths(act.seconds * act.haste * speed)
                place_before, places = place, self.map.places_of(act, place)
                place = places[-1][1]
                differs = panel.listing != panels[index].listing
                yield Shot(
                    index,
                    before,
                    act,
                    player,
                    start,
                    seconds,
                    panels[index],
                    panel if differs else None,
                    before_step,
                    places,
                    place_before,
                )
                start, panel = schedule.tenths(start + seconds), panels[index]
                before, before_step = act, index

    @property
    def seconds(self) -> float:
        """How long the film is."""
        return schedule.tenths(self.shots[-1].start + self.shots[-1].seconds)

    def shots_of(self, step: int) -> list[Shot]:
        """The shots of a step, by its index."""
        return list(self._by_step.get(step, ()))

    def index_of(self, shot: Shot) -> int:
        """Which of the shots it is."""
        return bisect_right(self._starts, shot.start + 1e-9) - 1

    def parts(self, shot: Shot) -> list[Part]:
        """All that is drawn in a shot, in order."""
        if self.layout:
            return self.layout.parts(shot)
        panels = [shot.panel_before] if shot.panel_before else []
        return [
            *panels,
            shot.panel,
            *self.map.parts,
            self.timeline,
            *shot.player.parts,
            self.caption,
        ]

    def told(self, shot: Shot) -> list[Part]:
        """The parts whose words are told in a shot, in full: its source and the
        caption, also of a frame that has room for some of them only."""
        return [shot.panel, self.caption]

    def stage(self, shot: Shot) -> tuple[Sequence[Part], Placing]:
        """(the parts in which cells are shown in a shot, where they come to)."""
        if self.layout:
            return shot.player.parts, self.layout.window.window.placing
        return self.parts(shot), AS_DRAWN

    def box_of(self, part: Part) -> Box:
        """The Box in the frame around what a part shows."""
        return self.layout.window.box_of(part) if self.layout else part.box

    def show(self, shot: Shot, seconds: float) -> None:
        """Set all parts of a shot to a moment of it.

        Args:
            seconds: from the start of the shot, 0 to `shot.seconds`.
        """
        # Equal moments of films at two rates differ in the last bits.
        seconds = round(seconds, 6)
        step, act = self.steps[shot.step], shot.act
        moment = shot.moment(seconds)
        with self._in_own_words():
            shot.player.show(moment)
            self._say(shot, act, seconds, moment)
        self.timeline.current = shot.step
        shots = self._by_step[shot.step]
        passed = shot.start - shots[0].start + seconds
        self.timeline.share = passed / sum(one.seconds for one in shots)
        _light(shot.panel, step, act, moment)
        self._turn_to_line(shot, seconds)
        shot.panel.grown = self._grown(shot, seconds)
        self.map.show(shot, seconds)
        self._pass_over(shot, seconds)
        if self.layout:
            self.layout.show(self, shot, seconds)

    def _say(self, shot: Shot, act: Act, seconds: float, moment: float) -> None:
        """Set the caption; what was not there before slides in."""
        caption, before = self.caption, shot.before
        caption.title = act.title
        caption.words = "\n".join(filter(None, (act.lead, shot.player.words(moment))))
        share = ease(seconds, 0, schedule.SLIDE_IN)
        caption.title_share = share if before and before.title != act.title else 1.0
        caption.words_share = share if before and before.lead != act.lead else 1.0

    def _turn_to_line(self, shot: Shot, seconds: float) -> None:
        """Move the lines of the listing to those that run now."""
        panel = shot.panel
        here = panel.first_of(panel.statement, panel.mark)
        panel.first = here
        if shot.before and not shot.panel_before:
            step, told = self.steps[shot.before_step], shot.before
            there = panel.first_of(*_lit(step, told, told.seconds)[:2])
            panel.first = mix(there, here, ease(seconds, 0, PASSING))

    def _grown(self, shot: Shot, seconds: float) -> float:
        """How far the statement that runs has grown, where it is a new one."""
        if shot.start not in self._news:
            return 0.0
        # What a film begins with, or another listing, comes with it large.
        is_there = not shot.before or (shot.panel_before and not self.layout)
        grown = 1.0 if is_there else ease(seconds, 0, GROWS)
        return grown * (1 - ease(seconds, LARGE_UNTIL, GROWN_DOWN))

    def _pass_over(self, shot: Shot, seconds: float) -> None:
        """Let the listing of the shot before go, where it is another."""
        before = shot.panel_before
        is_long = shot.seconds >= 2 * PASSING  # else it would hardly stand
        if before:
            told = shot.before
            assert told is not None  # as its listing is there
            _light(before, self.steps[shot.step - 1], told, told.seconds)
            before.grown = 0.0
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
        # The difference of tenths is none: 225.2 - 224.0 is less than 1.2.
        return shot, min(max(round(seconds - shot.start, _DIGITS), 0.0), shot.seconds)


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


def _panels(
    listings: Sequence[Listing], steps: Sequence[FilmStep]
) -> list[SourcePanel]:
    """A SourcePanel for each step, all of one size: nothing below them has to
    move where another function runs."""
    spans = [
        step.statement.end_line - step.statement.line + 1 if step.statement else 1
        for step in steps
    ]
    rows, width = room_for(listings, spans)
    return [SourcePanel(one, rows=rows, width=width) for one in listings]


def _light(panel: SourcePanel, step: FilmStep, act: Act, moment: float) -> None:
    """Light in a SourcePanel what an act of a step computes at a second of it."""
    panel.statement, panel.mark, panel.shapes = _lit(step, act, moment)
    panel.first = panel.first_of(panel.statement, panel.mark)


def _lit(step: FilmStep, act: Act, moment: float) -> tuple[Any, Any, str]:
    """(statement, mark, shapes), as a SourcePanel has them, of an act at a
    second of it."""
    lit = act.lit_at(moment, step.statement)
    statement, mark = lit.statement, lit.mark
    return (
        statement and (statement.line, statement.end_line),
        mark and (mark.line, mark.column, mark.end_line, mark.end_column),
        lit.shapes,
    )


def stage_below(panel: SourcePanel) -> Box:
    """The Box between a SourcePanel, or a caption of some lines, and the
    timeline."""
    top = max(panel.box.bottom + 30, CAPTION_BELOW)
    return Box(60, top, 1810, 980 - top)
