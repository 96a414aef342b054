"""Manim scenes and animations that replay a trace."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from manim import Animation, Group, linear

from network.runs.history import HistoryError
from network.trace import Trace, TraceError
from scenes.acts.film_step import FilmStep
from scenes.film.film import FASTEST, SLOWEST, Film, Shot
from scenes.film.storyboard import film_steps
from scenes.reading.film_error import FilmError
from scenes.stage.camera import StageScene
from scenes.stage.typeface import printable

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
    """Shows a Film: one section and one subcaption for each step.

    PACE, 0.5 (half as long) to 4, sets how long everything takes.

    Attributes:
        shows: the type of what is replayed, if files of it can be named:
            it has a `load(path)`.
    """

    shows: type | None = None

    def record(self) -> Any:
        """Return what is replayed: a Trace, or another record."""
        raise NotImplementedError

    def steps(self, record: Any) -> Sequence[FilmStep]:
        """Return the storyboard.FilmSteps that a record is told in."""
        raise NotImplementedError

    def film_of(self, record: Any, speed: float) -> Film:
        """Return the Film of a record; depends on nothing else.

        Args:
            speed: how long things take, 0.5 (half as long) to 4.
        """
        return Film(record, speed=speed, steps_of=self.steps)

    def film(self) -> Film:
        """Return the Film to show."""
        return self.film_of(self.record(), speed_from(os.environ))

    def construct(self) -> None:
        try:
            film = self.film()
        except (FilmError, TraceError, HistoryError) as error:
            # Manim would print pages of its own source around it.
            raise SystemExit(printable(f"{type(self).__name__}: {error}")) from None
        for index, step in enumerate(film.steps):
            shots = film.shots_of(index)
            self.next_section(step.slug)
            seconds = sum(shot.seconds for shot in shots)
            self.add_subcaption(step.caption_within(seconds), duration=seconds)
            for shot in shots:
                # What the last shot shows is the film's last picture.
                self.clear()
                self.play(ReplayShot(film, shot))


class ReplayScene(FilmScene):
    """Replays a trace.

    The trace is the file that the environment variable TRACE names; with
    none set, what `default_trace` gives.
    """

    shows = Trace

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
