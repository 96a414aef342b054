"""A film that is too long, told in the time there is.

Of a loop the first pass is told in full, the second fast, the others go by as
one act, and the last is told again. If that is still too long, what has been
seen is hastened more, and steps that matter less go by several in one act.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Span, Trace
from scenes.acts.counter import counter
from scenes.acts.film_step import FilmStep
from scenes.acts.passage import Passed, passage
from scenes.acts.strip import strip
from scenes.film.outline import Chapter, Leaf, Rounds, outline, within
from scenes.reading.loops import Place
from scenes.reading.roles_once import known_roles
from scenes.reading.value_roles import Roles

FEWEST = 5  # passes of a loop some of which are left out
SHORTEST = 1.2  # seconds in which a step is still seen
FIRST_LEAST = 2.4, 0.4  # of the first of a kind: seconds, and its own share
FAST = 0.4  # of the seconds of a step in a pass that is told fast
FAST_LEAST = 1.8  # seconds of such a step
MOST_FAST = 0.3  # of the film's seconds, for all that is told fast
PASSAGE_LEAST = 0.75  # of the seconds of several steps in one act
MOST_PASSED = 8  # statements in one act
WORTH = 5.0, 8.0, 12.0  # seconds of an act from which on it matters more
MIXED = 2  # how much steps matter that are together across functions and passes
KEPT = 0.97  # of the length that is asked for


@dataclass(frozen=True)
class _Told:
    """A step of the condensed film, and how it may be told.

    Attributes:
        leaf: it, or the first of those that it stands for.
        step: the FilmStep.
        is_fast: of a pass that is told again.
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


def condensed(
    trace: Trace, steps: Sequence[FilmStep], seconds: float
) -> tuple[FilmStep, ...]:
    """The steps of a film of a trace, in about so many seconds at most; those
    of a film that is not longer as they are."""
    if seconds_of(steps) <= seconds:
        return tuple(steps)
    roles = known_roles(trace)
    told = _looped(outline(trace, steps), roles, seconds)
    told = _merged(trace, told, seconds * KEPT)
    return tuple(_hastened(told, seconds * KEPT))


# Loops


def _looped(top: Chapter, roles: Roles, seconds: float) -> list[_Told]:
    """All steps but those of passes that only count, outer loops first."""
    folded: set[int] = set()
    told = _told(top, roles, folded)
    level = [top]
    while level and sum(map(_usual, told)) > seconds:
        rounds = [one for chapter in level for one in _rounds(chapter)]
        worth = [one for one in rounds if _is_worth(one)]
        folded |= {id(one.loop) for one in worth}
        if worth:
            told = _told(top, roles, folded)
        level = [
            chapter
            for one in rounds
            for chapter in (
                _shown_passes(one)
                if id(one.loop) in folded and len(one.passes) >= FEWEST
                else one.passes
            )
        ]
    return told


def _rounds(chapter: Chapter) -> Iterator[Rounds]:
    """The outermost loops in a chapter."""
    waiting = list(reversed(chapter.nodes))
    while waiting:
        node = waiting.pop()
        if isinstance(node, Rounds):
            yield node
        elif isinstance(node, Chapter):
            waiting += reversed(node.nodes)


def _shown_passes(rounds: Rounds) -> tuple[Chapter, ...]:
    return (*rounds.passes[:2], rounds.passes[-1])


def _is_worth(rounds: Rounds) -> bool:
    """Whether it saves time to count some of the passes."""
    if len(rounds.passes) < FEWEST:
        return False
    between = sum(1 for one in rounds.passes[2:-1] for _ in one.leaves())
    return between * SHORTEST > 6.0


def _told(top: Chapter, roles: Roles, folded: set[int]) -> list[_Told]:
    found: list[_Told] = []
    waiting: list[tuple[Chapter | Leaf | Rounds | _Told, bool]] = [(top, False)]
    while waiting:
        node, is_fast = waiting.pop()
        if isinstance(node, _Told):
            found.append(node)
        elif isinstance(node, Leaf):
            found.append(_Told(node, node.step, is_fast))
        elif isinstance(node, Chapter):
            waiting += [(one, is_fast) for one in reversed(node.nodes)]
        # An act across passes may part what is told of a loop.
        elif id(node.loop) not in folded or len(node.passes) < FEWEST:
            waiting += [
                (one, is_fast or index > 0)
                for index, one in reversed(list(enumerate(node.passes)))
            ]
        else:
            first, second, *_, last = node.passes
            waiting += [
                (last, True),
                (_counted(node, roles), True),
                (second, True),
                (first, is_fast),
            ]
    return found


def _counted(rounds: Rounds, roles: Roles) -> _Told:
    """The step that stands for the passes between the second and the last."""
    loop = rounds.loop
    between = rounds.passes[2:-1]
    first, last = between[0].place.index, between[-1].place.index
    act = strip(loop, roles, first, last) or counter(loop, roles, first, last)
    above = loop.above
    function = above.function if above and loop.source is None else loop.function
    leaf = next(between[0].leaves())
    step = FilmStep(
        f"passes-{first + 1}-to-{last + 1}",
        act.step_name,
        function,
        loop.header,
        (act,),
        within(above) if above else (),
    )
    return _Told(replace(leaf, step=step, place=above or leaf.place), step, True, True)


# Lengths


def _seconds(step: FilmStep) -> float:
    """How long a step is told: long enough to be seen."""
    return max(seconds_of([step]), SHORTEST)


def _usual(one: _Told) -> float:
    """The seconds that a step takes where there is time enough."""
    if one.is_fixed or not one.is_fast:
        return _seconds(one.step)
    return max(_seconds(one.step) * FAST, _least_of(one))


def _least_of(one: _Told) -> float:
    """The seconds that a step takes at least."""
    whole = _seconds(one.step)
    if one.is_fixed:
        return whole
    acts = len(one.step.acts)
    if one.merged:
        return PASSAGE_LEAST * whole
    if one.is_fast:
        return min(max(FAST_LEAST, SHORTEST * acts), whole)
    if _is_seen(one):
        return min(SHORTEST * acts, whole)
    least, share = FIRST_LEAST
    return min(max(least * acts, share * whole), whole)


def _is_seen(one: _Told) -> bool:
    """Whether the film has shown acts of these kinds before."""
    return all(act.haste < 1 for act in one.step.acts)


def _least(told: Sequence[_Told]) -> float:
    return sum(map(_least_of, told))


def _hastened(told: Sequence[_Told], seconds: float) -> Iterator[FilmStep]:
    """The steps in so many seconds: those told again are hastened first, then
    what has been seen, then the rest."""
    lengths = np.array([_usual(one) for one in told])
    least = np.array([_least_of(one) for one in told])
    again = np.array([one.is_fast and not one.is_fixed for one in told])
    seen = np.array([_is_seen(one) for one in told])
    for group in (again, seen | again, np.ones(len(told), bool)):
        over = lengths.sum() - seconds
        room = (lengths - least)[group].sum()
        if over > 0 and room > 0:
            lengths = lengths - np.where(group, lengths - least, 0) * min(
                over / room, 1
            )
    for one, length in zip(told, lengths.tolist(), strict=True):
        yield _in_seconds(one.step, length)


def _in_seconds(step: FilmStep, seconds: float) -> FilmStep:
    """A step whose acts take so many seconds together."""
    share = seconds / seconds_of([step])
    if abs(share - 1) < 0.01:
        return step
    return replace(
        step,
        acts=tuple(
            replace(act, haste=min(act.haste * share, 1.0)) for act in step.acts
        ),
    )


# Several steps in one act


def _merged(trace: Trace, told: list[_Told], seconds: float) -> list[_Told]:
    """The same, with steps that matter least in one act, until the others
    have time enough."""
    for most in range(4):
        fast = [one for one in told if one.is_fast and not one.is_fixed]
        if _least(fast) > MOST_FAST * seconds:
            told = _with_passages(trace, told, most, True)
    for most in range(4):
        for is_fast in (True, False):
            if _least(told) > seconds:
                told = _with_passages(trace, told, most, is_fast)
    return told


def _with_passages(
    trace: Trace, told: list[_Told], most: int, is_fast: bool
) -> list[_Told]:
    """Runs of steps that matter so much at most become one."""
    found: list[_Told] = []
    run: list[_Told] = []

    def close() -> None:
        if sum(len(one.step.acts) for one in run) > 2 or len(run) > 1:
            found.append(_passage(trace, run))
        else:
            found.extend(run)
        run.clear()

    for one in told:
        fits = not one.is_fixed and one.is_fast == is_fast and _matters(one) <= most
        if run and (not fits or not _together(run, one, most)):
            close()
        if fits:
            run.append(one)
        else:
            found.append(one)
    close()
    return found


def _together(run: Sequence[_Told], one: _Told, most: int) -> bool:
    """Whether a step may come into one act with those right before it: of one
    pass and one function, unless that would be too long."""
    last = run[-1]
    if sum(len(each.merged) or 1 for each in run) >= MOST_PASSED * (most + 1):
        return False
    if most >= MIXED:
        return True
    return _pass_around(last.leaf.place) is _pass_around(one.leaf.place) and (
        one.is_fast or last.step.function == one.step.function
    )


def _pass_around(place: Place) -> Place | None:
    """The innermost pass of a loop that a place stands in."""
    around: Place | None = place
    while around is not None and around.loop is None:
        around = around.above
    return around


def _matters(one: _Told) -> int:
    """0 to 3: how much a step matters to who watches."""
    if one.merged:
        return 0
    acts = one.step.acts
    size = max(
        (np.prod(act.result.shape) for act in acts if act.result is not None), default=1
    )
    is_low = all(act.kind == "generic" for act in acts) or size <= 1
    if one.is_fast:
        # What is worth many seconds the first time is what one knows it by.
        worth = max(act.seconds for act in acts)
        return 0 if is_low else sum(worth >= seconds for seconds in WORTH)
    if _is_seen(one):
        return 0 if is_low else 2
    return 1 if is_low else 3


def _passage(trace: Trace, run: Sequence[_Told]) -> _Told:
    """One step that stands for several."""
    leaves = tuple(leaf for one in run for leaf in (one.merged or (one.leaf,)))
    place = _around(leaves)
    passed = (
        tuple(_passed(trace, leaf, place) for leaf in leaves)
        if len(leaves) > 1
        else tuple(
            Passed(act.result_name, act.result, leaves[0].step.statement, act.mark)
            for act in leaves[0].step.acts
        )
    )
    operations = tuple(
        operation
        for leaf in leaves
        for act in leaf.step.acts
        for operation in act.operations
    )
    act = passage(passed, operations=operations, each=0.5 if len(passed) < 9 else 0.3)
    last = leaves[-1]
    step = FilmStep(
        last.step.slug,
        act.step_name,
        place.function,
        passed[-1].statement,
        (act,),
        within(place),
    )
    leaf = replace(last, step=step, place=place)
    return _Told(leaf, step, run[0].is_fast, False, leaves)


def _around(leaves: Sequence[Leaf]) -> Place:
    """The innermost Place that some steps have in common."""
    chains = [leaf.place.chain() for leaf in leaves]
    depth = 0
    while all(len(one) > depth for one in chains) and all(
        one[depth] is chains[0][depth] for one in chains
    ):
        depth += 1
    return chains[0][max(depth - 1, 0)]


def _passed(trace: Trace, leaf: Leaf, place: Place) -> Passed:
    """A step as one of several: lit is the statement that leads to it."""
    act = leaf.step.acts[-1]
    return Passed(act.result_name, act.result, _statement(trace, leaf, place))


def _statement(trace: Trace, leaf: Leaf, place: Place) -> Span | None:
    if leaf.step.function == place.function and leaf.step.statement:
        return leaf.step.statement
    number: int | None = leaf.number
    while number is not None:
        step = trace.steps[number]
        if step.function == place.function:
            return step.span
        number = step.parent
    return leaf.step.statement
