"""Manim scenes and animations that replay a trace."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from manim import Animation, Group, config, linear

from network.runs.history import HistoryError
from network.trace import Trace, TraceError
from scenes.acts.film_step import FilmStep
from scenes.film.choice import USUAL, Choice, choice_from
from scenes.film.chosen import chosen_steps
from scenes.film.cues import cues_of_shots
from scenes.film.film import FASTEST, SLOWEST, Film
from scenes.film.short_cut import short_cut
from scenes.film.shot import Shot
from scenes.film.speaking import narrated
from scenes.film.storyboard import film_steps
from scenes.film.telling import is_of_others, plan_words
from scenes.film.too_large import refuse_too_large
from scenes.reading.film_error import FilmError
from scenes.reading.unkept_operands import with_unknown_origins
from scenes.reading.value_roles import of_digits
from scenes.sound.samples import SoundError
from scenes.sound.voice import voice_from
from scenes.stage.camera import StageScene
from scenes.stage.themes import VARIABLE as THEME
from scenes.stage.themes import theme_named
from scenes.stage.typeface import printable
from scenes.stage.view import UPRIGHT
from scenes.words.languages import preferred
from scenes.words.naming import language, spoken

# An animation asks for the frames at 0, 1/fps, ... below its run time; one
# millionth of a second less keeps rounding from adding a frame.
_LESS = 1e-6


class ReplayShot(Animation):
    """One shot of a Film: its parts move as the trace says.

    Args:
        film: a Film.
        shot: one of `film.shots`.
    """

    def __init__(self, film: Film, shot: Shot) -> None:
        self.film, self.shot = film, shot
        super().__init__(
            Group(*film.parts(shot)),
            introducer=True,
            run_time=shot.seconds - _LESS,
            rate_func=linear,
        )

    def create_starting_mobject(self) -> Any:
        return self.mobject  # every frame is set anew: nothing to start from

    def interpolate(self, alpha: float) -> None:
        self.film.show(self.shot, alpha * self.run_time)


class FilmScene(StageScene):
    """Shows a Film: one section for each step, and its subcaptions.

    PACE, 0.5 (half as long) to 4, sets how long everything takes; SECONDS,
    STEPS, ONLY, ITERATION and DEPTH choose what of a trace is told, SHORT=1
    one surprise of any film; LANGUAGE
    is that of all words, zh or a list as gettext reads it, zh_CN:en.
    MATREEL_VOICE and MATREEL_VOICE_FOLDER say who speaks what it tells,
    MATREEL_SOUNDS=1 that a soft sound marks what comes out. In a frame that
    is higher than wide the film is laid out anew; MATREEL_THEME=light and the
    like name its colours.

    Attributes:
        shows: the type of what is replayed, if files of it can be named:
            it has a `load(path)`; or several, of which the first is shown
            whose file is named.
        longest: seconds that the film of a trace is at most, if no more are
            asked for; None: as long as it is.
        surprise: slugs of the steps that a short cut of it has.
    """

    shows: type | tuple[type, ...] | None = None
    longest: float | None = None
    surprise: tuple[str, ...] = ()

    def record(self) -> Any:
        """Return what is replayed: a Trace, or another record."""
        raise NotImplementedError

    def steps(self, record: Any) -> Sequence[FilmStep]:
        """Return the storyboard.FilmSteps that a record is told in."""
        raise NotImplementedError

    def film_of(self, record: Any, speed: float, choice: Choice = Choice()) -> Film:
        """Return the Film of a record; depends on nothing else.

        Args:
            speed: how long things take, 0.5 (half as long) to 4.
            choice: what of a trace is told.

        Raises:
            FilmError: what is chosen is not in it.
        """
        if isinstance(record, Trace):
            record = with_unknown_origins(record)
        return Film(record, speed=speed, steps_of=lambda one: self._told(one, choice))

    def _told(self, record: Any, choice: Choice) -> Sequence[FilmStep]:
        """The steps that are told of a record."""
        if choice.short:
            steps = self._told(record, replace(choice, short=False))
            return short_cut(steps, self.surprise)
        if isinstance(record, Trace):
            refuse_too_large(record)
            steps = self._steps_of(record)
            # The films of the project's own network are told as they stand.
            if of_digits(record) and not choice:
                return steps
            longest = None if of_digits(record) else self.longest
            return chosen_steps(record, steps, choice, longest=longest)
        if choice:
            raise FilmError(
                f"expected a film of a trace for {choice.given()}, but "
                f"{type(self).__name__} shows another record; leave it out"
            )
        return self._steps_of(record)

    def _steps_of(self, record: Any) -> Sequence[FilmStep]:
        """What `steps` returns, if a film can be made of it."""
        returned = self.steps(record)
        steps = tuple(returned) if isinstance(returned, Iterable) else ()
        strangers = [one for one in steps if not isinstance(one, FilmStep)]
        if steps and not strangers:
            return steps
        got = f"{type(strangers[0]).__name__} among them" if strangers else "none"
        if not isinstance(returned, Iterable):
            got = type(returned).__name__
        raise FilmError(
            f"expected FilmSteps of {type(self).__name__}.steps, got {got}; let it "
            "return what film_steps gives, or some of those"
        )

    def film(self) -> Film:
        """Return the Film to show."""
        wishes = os.environ.get("LANGUAGE")
        with language(preferred(wishes) if wishes else spoken()):
            film = self.film_of(
                self.record(), speed_from(os.environ), choice_from(os.environ)
            )
        film.set_stage()
        voice = voice_from(os.environ, Path(config.media_dir, "voice"))
        return narrated(film, voice, type(self).__module__.rpartition(".")[2])

    def construct(self) -> None:
        try:
            film = self.film()
        except (FilmError, TraceError, HistoryError, SoundError) as error:
            # Manim would print pages of its own source around it.
            raise SystemExit(printable(f"{type(self).__name__}: {error}")) from None
        if is_of_others(film.trace):
            words = plan_words(type(self).__name__, film, [int(config.frame_rate)])
            print(printable(words), file=sys.stderr)
        self.use_theme(theme_named(os.environ.get(THEME, "")))
        if config.pixel_height > config.pixel_width:
            film = film.upright()
            self.use_frame(UPRIGHT)
        rendered: list[Shot] = []
        try:
            for index, step in enumerate(film.steps):
                self.next_section(step.slug)
                for shot in film.shots_of(index):
                    # What the last shot shows is the film's last picture.
                    self.clear()
                    self.play(ReplayShot(film, shot))
                    # None: left out, as those of the cache are not.
                    if self.renderer.animations_hashes[-1] is not None:
                        rendered.append(shot)
        finally:  # `manim render -n` ends a scene by an exception
            self._say(film, rendered)
            writer: Any = self.renderer.file_writer
            heard = film.narration
            writer.track = heard and heard.track_of(rendered, film.seconds)

    def _say(self, film: Film, rendered: list[Shot]) -> None:
        """Write the subcaptions of the shots that were rendered.

        With `manim render -n` those are not all: the first of them is where
        the video begins.
        """
        for cue in cues_of_shots(film, rendered) if rendered else ():
            start, end = cue.start / 1000, cue.end / 1000
            self.add_subcaption("\n".join(cue.lines), end - start, start - self.time)


class ReplayScene(FilmScene):
    """Replays a trace.

    The trace is the file that the environment variable TRACE names; with
    none set, what `default_trace` gives.
    """

    shows = Trace
    longest = USUAL

    def default_trace(self) -> Trace:
        """Return the Trace to replay when TRACE is not set."""
        raise FilmError("expected a trace to replay: set TRACE=FILE.trace")

    def trace(self) -> Trace:
        """Return the Trace to replay."""
        path = os.environ.get("TRACE")
        trace = Trace.load(path) if path else self.default_trace()
        if not isinstance(trace, Trace):
            raise FilmError(
                f"expected a Trace of {type(self).__name__}.default_trace, got "
                f"{type(trace).__name__}; let it return what record gives"
            )
        return trace

    def record(self) -> Any:
        return self.trace()

    def steps(self, trace: Trace) -> Sequence[FilmStep]:
        return film_steps(trace)


def speed_from(environment: Mapping[str, str]) -> float:
    """How long things take, from PACE; 1 when it is not set.

    Raises:
        FilmError: PACE is not a number from 0.5 to 4.
    """
    text = environment.get("PACE") or "1"
    try:
        speed = float(text)
    except ValueError:
        speed = float("nan")
    if not FASTEST <= speed <= SLOWEST:
        raise FilmError(
            f"expected PACE as a number from {FASTEST} (half as long) to "
            f"{SLOWEST:g} (four times as long), got {text!r}"
        )
    return speed
