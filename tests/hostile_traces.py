"""Traces that no well-behaved network leaves, to be replayed or refused."""

from dataclasses import replace

import numpy as np

from network.recorder import record
from network.trace import Trace

CONTROL = "na\x00me\x07\x1b[31m\n\u202e<b>"
LONG = "a_very_long_name_" * 40


def doubled(x):
    """A plain call."""
    y = x * 2.0
    return y


def broken_off(x):
    """Raises after its first statement."""
    y = x * 2.0
    z = y @ np.ones((7, 7))
    return z


def emptied(x):
    """An array with nothing in it."""
    nothing = x[:0]
    more = nothing * 2.0
    return more


def also_emptied(x):
    """An array with nothing in it, and others."""
    more = x[:0] * 2.0
    whole = x + 1.0
    return whole, more


def also_turned(x):
    """Complex values, and others."""
    spun = x * 1j
    length = np.abs(spun)
    whole = x + length
    return whole


def summed(x):
    """A result of no dimensions."""
    total = np.sum(x)
    half = total / 2
    return half


def turned(x):
    """Complex values on the way."""
    spun = x * 1j
    length = np.abs(spun)
    return length


def without_operations(x):
    """No array is computed."""
    answer = 42
    return answer


def nothing_at_all():
    """No argument and no operation."""


def counted(x):
    """Integers and booleans."""
    whole = x.astype(int)
    above = whole > 0
    return above


def five_dimensions(x):
    """An array of five dimensions, and one with a side of one."""
    deep = np.ones((2, 2, 1, 3, 2)) * x[0, 0]
    flat = deep.sum(axis=(0, 1))
    return flat


def extremes(x):
    """Values at the ends of what float64 holds."""
    huge = x * 1e308
    tiny = x * 5e-324
    same = huge * 0.0 + 7.0
    return huge, tiny, same


X = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]])


def recorded(call, *arguments):
    """The Trace of a call, numbers that overflow and all."""
    with np.errstate(all="ignore"):
        return record(call, *arguments)


def with_error(folder):
    """The Trace of a call that raised half-way."""
    path = folder / "broken.trace"
    try:
        record(broken_off, X, path=path)
    except ValueError:
        pass
    return Trace.load(path)


def renamed(trace, name):
    """A trace whose arrays, slugs and lines have another name in them."""

    def named(value):
        return replace(value, name=name, expression=name)

    def operation(one):
        return replace(
            one,
            expression=name,
            operands=tuple(map(named, one.operands)),
            results=tuple(map(named, one.results)),
        )

    def step(one):
        return replace(
            one,
            text=name,
            targets=(name,),
            assigned=tuple(map(named, one.assigned)),
            operations=tuple(map(operation, one.operations)),
        )

    return replace(
        trace,
        inputs=tuple(map(named, trace.inputs)),
        steps=tuple(map(step, trace.steps)),
        about={name: name},
        sources={
            file: f"# {name}\n" * len(text.splitlines())
            for file, text in trace.sources.items()
        },
    )


def without_sources(trace):
    """A trace whose source is not there."""
    return replace(trace, sources={}, functions={})


def shortened_sources(trace):
    """A trace whose source is another text than when it was recorded."""
    return replace(trace, sources=dict.fromkeys(trace.sources, "x = (\n\tif"))


FILMS = {
    "an error half-way": with_error,
    "no dimensions": lambda folder: recorded(summed, X),
    "integers and booleans": lambda folder: recorded(counted, X),
    "five dimensions": lambda folder: recorded(five_dimensions, X),
    "extremes": lambda folder: recorded(extremes, X),
    "one value": lambda folder: recorded(doubled, np.array([[3.0]])),
    "no dimension at all": lambda folder: recorded(doubled, np.array(3.0)),
    "all zeros": lambda folder: recorded(doubled, np.zeros((3, 3))),
    "all nan": lambda folder: recorded(doubled, np.full((3, 1), np.nan)),
    "a long column": lambda folder: recorded(doubled, np.ones((5000, 1))),
    "a long row": lambda folder: recorded(doubled, np.ones((1, 5000))),
    "a thousand sheets": lambda folder: recorded(doubled, np.ones((1000, 3, 3))),
    "control characters": lambda folder: renamed(recorded(doubled, X), CONTROL),
    "long names": lambda folder: renamed(recorded(doubled, X), LONG),
    "no names": lambda folder: renamed(recorded(doubled, X), ""),
    "no sources": lambda folder: without_sources(recorded(doubled, X)),
    "other sources": lambda folder: shortened_sources(recorded(doubled, X)),
    "an empty array among others": lambda folder: recorded(also_emptied, X),
    "complex values among others": lambda folder: recorded(also_turned, X),
}
REFUSED = {
    "nothing but operations on complex values": lambda folder: recorded(turned, X),
    "nothing but an empty piece": lambda folder: recorded(emptied, X),
    "no operation": lambda folder: recorded(without_operations, X),
    "nothing at all": lambda folder: recorded(nothing_at_all),
    "nothing but a scalar": lambda folder: recorded(without_operations, 3.0),
    "nothing but complex values": lambda folder: recorded(doubled, X * 1j),
    "nothing but an empty array": lambda folder: recorded(doubled, np.zeros((0, 3))),
}
