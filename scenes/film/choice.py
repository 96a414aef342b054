"""What of a trace is filmed, and how long the film may be: read from options
and from variables alike."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from scenes.reading.film_error import FilmError

USUAL = 180.0  # seconds: what people watch
LONGEST = 1200.0  # seconds: longer only where that is asked for


@dataclass(frozen=True)
class Choice:
    """What is chosen of a trace.

    Attributes:
        seconds: how long the film is at most, or None: as it is usual.
        steps: slugs of the steps, "first..last" where it is a range.
        only: the function whose calls are shown; "" of all.
        iteration: "3", the third pass of a loop, "-1", the last, or "t=3",
            that in which a variable was so; "" of all.
        depth: how deep in calls steps are told one by one, or None: in all.
        short: cut to one surprise, of any film.
    """

    seconds: float | None = None
    steps: tuple[str, ...] = ()
    only: str = ""
    iteration: str = ""
    depth: int | None = None
    short: bool = False

    def __bool__(self) -> bool:
        return self != Choice()

    def variables(self) -> dict[str, str]:
        """The variables by which another program chooses the same."""
        usual = Choice()
        return {
            name.upper(): _written(chosen)
            for name in PARSERS
            if (chosen := getattr(self, name)) != getattr(usual, name)
        }

    def given(self) -> str:
        """The names of what is chosen, as the variables are called."""
        return ", ".join(self.variables())


def _written(chosen: Any) -> str:
    if isinstance(chosen, tuple):
        return ",".join(chosen)
    return str(int(chosen) if isinstance(chosen, bool) else chosen)


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not 1 <= value < 1e7:
        raise FilmError(
            f"expected SECONDS, how long the film is at most, from 1 on, got {text!r}"
        )
    return value


def _steps(text: str) -> tuple[str, ...]:
    pieces = tuple(one.strip() for one in text.split(","))
    slug = r"[a-z0-9-]+"
    if not all(re.fullmatch(rf"{slug}(\.\.{slug})?", one) for one in pieces):
        raise FilmError(
            "expected STEPS as names of steps, first..last or one,two, as "
            f"python -m scenes steps lists them, got {text!r}"
        )
    return pieces


def _only(text: str) -> str:
    return text.strip()


def _iteration(text: str) -> str:
    kept = text.replace(" ", "")
    if not re.fullmatch(r"-?[1-9]\d*|[^\W\d]\w*=.+", kept):
        raise FilmError(
            "expected ITERATION as the number of a pass from 1 on, -1 for the last, "
            f"or as t=3, got {text!r}"
        )
    return kept


def _depth(text: str) -> int:
    if not re.fullmatch(r"\d{1,4}", text.strip()):
        raise FilmError(
            "expected DEPTH as a whole number: 0 for the statements of the recorded "
            f"call alone, 1 for those of functions that it calls too, got {text!r}"
        )
    return int(text)


def _short(text: str) -> bool:
    if text not in ("0", "1"):
        raise FilmError(f"expected SHORT as 1 or 0, got {text!r}")
    return text == "1"


PARSERS: dict[str, Callable[[str], Any]] = {
    "seconds": _seconds,
    "steps": _steps,
    "only": _only,
    "iteration": _iteration,
    "depth": _depth,
    "short": _short,
}


def choice_from(given: Mapping[str, str]) -> Choice:
    """The Choice that variables make: SECONDS, STEPS, ONLY, ITERATION, DEPTH,
    SHORT.

    Raises:
        FilmError: one of them is none of what it may be.
    """
    return Choice(
        **{
            name: parse(given[name.upper()])
            for name, parse in PARSERS.items()
            if given.get(name.upper())
        }
    )
