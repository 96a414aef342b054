"""Steps that matter less, several of them in one act."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from network.trace import Span, Trace
from scenes.acts.film_step import FilmStep
from scenes.acts.passage import Passed, passage
from scenes.film.outline import Leaf, within
from scenes.film.step_lengths import Told, is_seen, least
from scenes.reading.loop_places import Place

MOST_FAST = 0.3  # of the film's seconds, for all that is told fast
MOST_PASSED = 8  # statements in one act
WORTH = 5.0, 8.0, 12.0  # seconds of an act from which on it matters more
MIXED = 2  # how much steps matter that are together across functions and passes


def merged(trace: Trace, told: list[Told], seconds: float) -> list[Told]:
    """The same, with steps that matter least in one act, until the others
    have time enough."""
    for most in range(4):
        fast = [one for one in told if one.is_fast and not one.is_fixed]
        if least(fast) > MOST_FAST * seconds:
            told = _with_passages(trace, told, most, True)
    for most in range(4):
        for is_fast in (True, False):
            if least(told) > seconds:
                told = _with_passages(trace, told, most, is_fast)
    return told


def _with_passages(
    trace: Trace, told: list[Told], most: int, is_fast: bool
) -> list[Told]:
    """Runs of steps that matter so much at most become one."""
    found: list[Told] = []
    run: list[Told] = []

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


def _together(run: Sequence[Told], one: Told, most: int) -> bool:
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


def _matters(one: Told) -> int:
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
    if is_seen(one):
        return 0 if is_low else 2
    return 1 if is_low else 3


def _passage(trace: Trace, run: Sequence[Told]) -> Told:
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
    return Told(leaf, step, run[0].is_fast, False, leaves)


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
