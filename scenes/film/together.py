"""Steps that matter less, several of them in one act."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from network.trace import Span, Trace
from scenes.acts.act import Act
from scenes.acts.film_step import FilmStep
from scenes.acts.passage import PassageAct, Passed, passage
from scenes.film.outline import Leaf, within
from scenes.film.step_lengths import PLAIN, Told, is_seen, least, least_of, usual
from scenes.reading.loop_places import Place

MOST_FAST = 0.3  # of the film's seconds, for all that is told fast
MOST_FAST_IN_BRIEF = 0.12
MOST_PASSED, MOST_MIXED = 8, 24  # statements in one act, at first and at last
EACH, PASSING = 0.5, 2.4  # seconds of a statement that goes by, of all of one act
WORTH = 5.0, 8.0, 12.0  # seconds of an act from which on it matters more
FEWEST_AGAIN = 5  # times that a statement does the same, some of which are gathered
LONGEST_ROUND = 12  # acts that a statement does one after the other, and then again
# What only fetches, lays out and counts: no movement of a network's own.
LAID_OUT = PLAIN | frozenset(("fetch", "pick", "write"))
MIXED = 2  # how much steps matter that are together across functions and passes


def gathered(step: FilmStep) -> FilmStep:
    """The same step; of what its statement does many times over, as in a
    comprehension or in max(x), what is done after the second time goes by in one
    act."""
    acts: list[Act] = []
    at = 0
    while at < len(step.acts):
        size, times = _again(step.acts[at:])
        if times < FEWEST_AGAIN:
            acts.append(step.acts[at])
            at += 1
        else:
            end = at + size * times
            acts += step.acts[at : at + 2 * size]
            acts.append(_in_one(step, step.acts[at + 2 * size : end]))
            at = end
    return replace(step, acts=tuple(acts)) if len(acts) != len(step.acts) else step


def _again(acts: Sequence[Act]) -> tuple[int, int]:
    """(how many acts make a round, how many such rounds acts begin with): of the same
    kinds for the same parts of the statement; the shortest round that comes often
    enough, or (1, 1)."""
    for size in range(1, LONGEST_ROUND + 1):
        first = [(act.kind, act.mark) for act in acts[:size]]
        if not all(mark for _, mark in first):
            return 1, 1
        times = 1
        while [
            (act.kind, act.mark) for act in acts[times * size : (times + 1) * size]
        ] == first:
            times += 1
        if times >= FEWEST_AGAIN:
            return size, times
    return 1, 1


def _in_one(step: FilmStep, acts: Sequence[Act]) -> Act:
    """Acts of one statement as one that lets them go by."""
    passed = tuple(one for act in acts for one in _passed_by(step, act))
    operations = tuple(one for act in acts for one in act.operations)
    each = min(EACH, PASSING / len(passed))
    return passage(passed, operations=operations, each=each)


def _passed_by(step: FilmStep, act: Act) -> tuple[Passed, ...]:
    """What goes by of an act: what it computes, or all that goes by in it."""
    if isinstance(act, PassageAct):
        return act.passed
    return (Passed(act.result_name, act.result, step.statement, act.mark),)


def merged(
    trace: Trace, told: list[Told], seconds: float, *, is_brief: bool
) -> list[Told]:
    """The same, with steps that matter least in one act, until the others
    have time enough.

    Args:
        is_brief: there is little time even for what is told first.
    """
    most_fast = MOST_FAST_IN_BRIEF if is_brief else MOST_FAST
    if sum(map(usual, told)) > seconds:
        told = _with_beginnings(trace, told)
    for most in range(4):
        fast = [one for one in told if one.is_fast and not one.is_fixed]
        # Where there is time enough for all, nothing has to make room.
        over = min(least(fast) - most_fast * seconds, sum(map(usual, told)) - seconds)
        told = _with_passages(trace, told, most, is_fast=True, saved=over)
    for most in range(4):
        for is_fast in (True, False):
            over = least(told) - seconds
            told = _with_passages(trace, told, most, is_fast=is_fast, saved=over)
    return told


def _with_beginnings(trace: Trace, told: Sequence[Told]) -> list[Told]:
    """Arrays that begin as others did before them, of layer after layer, in one act:
    what is drawn at random is soon seen."""
    kept: list[Told] = []
    for is_again, run in itertools.groupby(told, key=_begins_again):
        alike = list(run)
        if is_again and len(alike) >= FEWEST_AGAIN:
            parts = range(0, len(alike), MOST_MIXED)
            kept += [_passage(trace, alike[at : at + MOST_MIXED]) for at in parts]
        else:
            kept += alike
    return kept


def _begins_again(one: Told) -> bool:
    kinds = {act.kind for act in one.step.acts}
    return kinds == {"begins"} and is_seen(one)


def _with_passages(
    trace: Trace, told: list[Told], most: int, *, is_fast: bool, saved: float
) -> list[Told]:
    """Runs of steps that matter so much at most become one, those that matter
    least first, and late ones before early ones.

    Args:
        saved: seconds that this is for; no more becomes one than it needs.
    """
    runs = _runs(told, most, is_fast)
    order = sorted(
        (max(_matters(told[index]) for index in run), -run[0], run) for run in runs
    )
    instead: dict[int, Told | None] = {}
    for _, _, run in order:
        if saved > 0:
            part, one, gained = _just_enough(trace, told, run, saved)
            saved -= gained
            instead |= {**dict.fromkeys(part), part[0]: one} if one else {}
    replaced = [instead.get(index, one) for index, one in enumerate(told)]
    return [one for one in replaced if one is not None]


def _just_enough(
    trace: Trace, told: Sequence[Told], run: Sequence[int], saved: float
) -> tuple[Sequence[int], Told | None, float]:
    """(the part of a run that becomes one, that, the seconds it saves): the
    end of the run that saves enough, if it can be that of its last step, or else
    all of it; None: it saves none."""
    for one in _with_ends(told[run[-1]]):
        gained = least_of(told[run[-1]]) - least_of(one)
        if gained >= saved:
            return run[-1:], one, gained
    fewest = 1 if len(run) == 1 else 2
    for count in itertools.count(fewest):
        part = run[len(run) - count :]
        own = [told[index] for index in part]
        one = _passage(trace, own)
        gained = least(own) - least_of(one)
        if gained >= saved or count == len(run):
            break
    return part, one if gained > 0 else None, max(gained, 0.0)


def _with_ends(one: Told) -> Iterator[Told]:
    """A step whose last acts go by in one, ever more of them; before them stands at
    least one that shows a movement of the network's own. None of a step that is told
    fast: what would stand before them would be over too soon."""
    acts = () if one.is_fast else one.step.acts
    own = [at for at, act in enumerate(acts) if act.kind not in LAID_OUT]
    for end in range(len(acts) - 2, own[0] if own else len(acts), -1):
        cut = (*acts[:end], _in_one(one.step, acts[end:]))
        step = replace(one.step, acts=cut)
        yield replace(one, leaf=replace(one.leaf, step=step), step=step)


def _runs(told: Sequence[Told], most: int, is_fast: bool) -> list[list[int]]:
    """Indices of steps one after the other that may become one."""
    runs: list[list[int]] = [[]]
    for index, one in enumerate(told):
        fits = not one.is_fixed and one.is_fast == is_fast and _matters(one) <= most
        if runs[-1] and (
            not fits or not _together([told[at] for at in runs[-1]], one, most)
        ):
            runs.append([])
        if fits:
            runs[-1].append(index)
    return [
        run
        for run in runs
        if len(run) > 1 or sum(len(told[at].step.acts) for at in run) > 2
    ]


def _together(run: Sequence[Told], one: Told, most: int) -> bool:
    """Whether a step may come into one act with those right before it: of one
    pass and one function, unless that would be too long."""
    last = run[-1]
    count = sum(map(_statements, run))
    if count + _statements(one) > MOST_MIXED:
        return False
    if most >= MIXED:
        return True
    if count >= MOST_PASSED:
        return False
    return _pass_around(last.leaf.place) is _pass_around(one.leaf.place) and (
        one.is_fast or last.step.function == one.step.function
    )


def _statements(one: Told) -> int:
    """How many a step stands for."""
    return len(one.merged) or 1


def _pass_around(place: Place) -> Place | None:
    """The innermost pass of a loop that a place stands in."""
    around: Place | None = place
    while around is not None and around.loop is None:
        around = around.above
    return around


def _matters(one: Told) -> int:
    """0 to 3: how much a step matters to who watches."""
    if one.merged:
        return 0
    acts = one.step.acts
    made = [act.result for act in acts if act.result is not None]
    size = max([1, *(int(np.prod(one.shape)) for one in made)])
    is_plain = all(act.kind in LAID_OUT for act in acts)
    is_low = all(act.kind == "generic" for act in acts) or (is_plain and size <= 1)
    if one.is_fast:
        # What is worth many seconds the first time is what one knows it by.
        worth = max(act.seconds for act in acts)
        return 0 if is_low else sum(worth >= seconds for seconds in WORTH)
    new = not is_seen(one)
    return new if is_low else (1 if is_plain else 2) + new


def _passage(trace: Trace, run: Sequence[Told]) -> Told:
    """One step that stands for several."""
    leaves = tuple(leaf for one in run for leaf in (one.merged or (one.leaf,)))
    place = _around(leaves)
    passed = (
        tuple(_passed(trace, leaf, place) for leaf in leaves)
        if len(leaves) > 1
        else tuple(
            one
            for act in leaves[0].step.acts
            for one in _passed_by(leaves[0].step, act)
        )
    )
    operations = tuple(
        operation
        for leaf in leaves
        for act in leaf.step.acts
        for operation in act.operations
    )
    each = min(EACH, PASSING / len(passed))
    act = passage(passed, operations=operations, each=each)
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
    return Told(leaf, step, run[0].is_fast, False, leaves)


def _around(leaves: Sequence[Leaf]) -> Place:
    """The innermost Place that some steps have in common."""
    chains = zip(*(leaf.place.chain() for leaf in leaves))
    return [first for first, *others in chains if all(one is first for one in others)][
        -1
    ]


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
