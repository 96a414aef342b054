"""The steps of a condensed film, and how much of the time each of them has."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from scenes.acts.film_step import FilmStep
from scenes.film.outline import Leaf

SHORTEST = 1.2  # seconds in which a step is still seen
FIRST_LEAST = 2.4, 0.4  # of the first of a kind: seconds, and its own share
FAST = 0.4  # of the seconds of a step in a pass that is told fast
FAST_LEAST = 1.8  # seconds of such a step
PASSAGE_LEAST = 0.75  # of the seconds of several steps in one act
COUNTED_AGAIN = 0.5  # of the seconds of what stands for passes, the second time
# Acts that show no movement of a network's own.
PLAIN = frozenset(
    "arithmetic arrive begins cells_combine draw generic join rearrange".split()
)
ALIKE = 0.01  # share of its seconds that a step may be off by and stay as it is
SMALL = 5.0  # seconds below which an act has little to tell


@dataclass(frozen=True)
class Told:
    """A step of the condensed film, and how it may be told.

    Attributes:
        leaf: it, or the first of those that it stands for.
        step: the FilmStep.
        is_fast: of a pass that is told again; of what stands for passes, that
            others of the same loop were counted before.
        is_fixed: stands for what is left out.
        merged: the Leaves that it stands for.
    """

    leaf: Leaf
    step: FilmStep
    is_fast: bool = False
    is_fixed: bool = False
    merged: tuple[Leaf, ...] = ()


def seconds_of(steps: Sequence[FilmStep]) -> float:
    """How long the steps of a film are."""
    return sum(act.seconds * act.haste for step in steps for act in step.acts)


def _seconds(step: FilmStep) -> float:
    """How long a step is told: long enough to be seen."""
    return max(seconds_of([step]), SHORTEST)


def usual(one: Told) -> float:
    """The seconds that a step takes where there is time enough."""
    if one.is_fixed:
        return least_of(one)
    if not one.is_fast:
        return _seconds(one.step)
    return max(_seconds(one.step) * FAST, least_of(one))


def least_of(one: Told) -> float:
    """The seconds that a step takes at least."""
    whole = _seconds(one.step)
    if one.is_fixed:
        return COUNTED_AGAIN * whole if one.is_fast else whole
    acts = len(one.step.acts)
    if one.merged:
        return PASSAGE_LEAST * whole
    if one.is_fast:
        return min(max(FAST_LEAST, SHORTEST * acts), whole)
    if is_seen(one):
        return min(SHORTEST * acts, whole)
    least, share = FIRST_LEAST
    return min(max(least * acts, share * whole), whole)


def is_seen(one: Told) -> bool:
    """Whether the film has shown acts of these kinds before."""
    return all(act.haste < 1 for act in one.step.acts)


def _is_small(one: Told) -> bool:
    """Whether a step has little to tell: a cell that is looked up, a number."""
    return not one.is_fixed and max(act.seconds for act in one.step.acts) < SMALL


def _is_plain(one: Told) -> bool:
    """Whether a step only lays out or works out what a network is given."""
    return not one.is_fixed and all(act.kind in PLAIN for act in one.step.acts)


def least(told: Sequence[Told]) -> float:
    return sum(map(least_of, told))


def in_time(told: Sequence[Told], seconds: float) -> Iterator[FilmStep]:
    """The steps in so many seconds: those told again are hastened first, then
    what has been seen, what takes little to tell, what is plain arithmetic, and
    then the rest."""
    lengths = np.array([usual(one) for one in told])
    least = np.array([least_of(one) for one in told])
    again = np.array([one.is_fast and not one.is_fixed for one in told])
    seen = np.array([is_seen(one) for one in told])
    small = np.array([_is_small(one) for one in told])
    seen |= again
    plain = np.array([_is_plain(one) for one in told]) | small | seen
    for group in (again, seen, seen | small, plain, np.ones(len(told), bool)):
        over = lengths.sum() - seconds
        room = (lengths - least)[group].sum()
        if over > 0 and room > 0:
            lengths = lengths - np.where(group, lengths - least, 0) * min(
                over / room, 1
            )
    for one, length in zip(told, lengths.tolist(), strict=True):
        yield in_seconds(one.step, length)


def in_seconds(step: FilmStep, seconds: float) -> FilmStep:
    """A step whose acts take so many seconds together."""
    share = seconds / seconds_of([step])
    if math.isclose(share, 1, abs_tol=ALIKE):
        return step
    return replace(
        step,
        acts=tuple(
            replace(act, haste=min(act.haste * share, 1.0)) for act in step.acts
        ),
    )
