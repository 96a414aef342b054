"""Small programs of a few lines each, kept as text, and what their films say.

A text holds programs, each but a few lines, with an empty line between two. What they
compute with are the arrays of GIVEN, by their names. Of one that begins "# in 30 s"
the film is made so short.
"""

import re
import runpy
from functools import partial
from textwrap import indent

import numpy as np

from network.recorder import record
from scenes.film.condense import condensed
from scenes.film.film import Film
from scenes.film.storyboard import film_steps

_RNG = np.random.default_rng(17)


def _numbers(*shape):
    return _RNG.normal(size=shape).round(2)


GIVEN = {
    "A": _numbers(4, 3),
    "B": _numbers(3, 2),
    "C": _numbers(2, 3, 4),
    "D": _numbers(2, 4, 2),
    "E": _numbers(4, 3),
    "row": _numbers(1, 3),
    "column": _numbers(4, 1),
    "v": _numbers(3),
    "u": _numbers(4),
    "one": _numbers(1),
    "grid": _numbers(5, 5),
    "image": _numbers(6, 6).round(1),
    "images": _numbers(2, 1, 4, 4),
    "kernel": _numbers(2, 2),
    "zeros": np.zeros((4, 3)),
    "labels": np.array([2, 0, 1, 1]),
    "places": np.array([2, 0]),
    "bits": np.array([1.0, 0.0, 0.0, 1.0]),
    "shares": np.array([[0.2, 0.5, 0.3], [0.7, 0.2, 0.1], [1 / 3] * 3, [0, 0, 1]]),
    "lost": np.array([[np.nan, 1, np.inf], [2, np.nan, -np.inf]]),
    "whole": np.array([[3, 0, 4], [1, 5, 2]]),
    "long_name_of_some_weights": _numbers(3, 2),
    "W1": _numbers(3, 3),
    "W2": _numbers(3, 3),
    "W3": _numbers(3, 3),
    "W4": _numbers(3, 3),
    "W5": _numbers(3, 3),
}


def programs(text):
    """The programs of a text."""
    return [one for one in re.split(r"\n\s*\n", text.strip("\n")) if one.strip()]


def traced(program, path):
    """The Trace of a program that is written to a path."""
    names = [one for one in GIVEN if re.search(rf"\b{one}\b", program)]
    body = indent(program, "    ")
    path.write_text(
        f"import numpy as np\n\n\ndef odd({', '.join(names)}):\n{body}\n"
        "    return None\n"
    )
    call = runpy.run_path(str(path))["odd"]
    given = [GIVEN[one].copy() for one in names]
    with np.errstate(all="ignore"):
        return record(call, *given)


def film_of(program, path):
    """The Film of a program that is written to a path."""
    trace = traced(program, path)
    if not (short := re.match(r"# in (\d+) s", program)):
        return Film(trace)
    with np.errstate(all="ignore"):
        return Film(trace, steps_of=partial(_condensed, seconds=float(short[1])))


def _condensed(trace, seconds):
    return condensed(trace, film_steps(trace), seconds)


def told(text, path, told_by):
    """The programs of a text, under each what its film says.

    Args:
        told_by: a function that gives the text of a film that it is given how to make.
    """
    parts = []
    for program in programs(text):
        said = told_by(partial(film_of, program, path))
        kept = "\n".join(one for one in said.splitlines() if one)
        parts.append(f"{program}\n{indent(kept, '    ')}\n")
    return "\n".join(parts)
