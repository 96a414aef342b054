"""How films of learning begin and end."""

import re
from dataclasses import replace

from network.trace import Span, Trace, Value, source_lines
from scenes.acts.act import Act
from scenes.acts.arrive import ArriveAct
from scenes.acts.changed_values import Changed
from scenes.acts.ending import ending
from scenes.acts.film_step import FilmStep
from scenes.acts.glow import glow
from scenes.acts.update import UpdateAct
from scenes.acts.update_bars import UpdateBarsAct
from scenes.acts.update_grid import UpdateGridAct
from scenes.acts.wanted import right_answer
from scenes.arrays.extremes import is_one_hot
from scenes.reading.inputs import picture_of
from scenes.words.naming import in_a_row, said, the
from scenes.words.purposes import step_name

QUICK = 0.6  # of the seconds of an update that was told before of weights
BRISK = 0.86  # of a table's update where its push has just been told

Steps = tuple[FilmStep, ...]


def with_right_answer(trace: Trace, steps: Steps) -> Steps:
    """The steps; the right answer comes next to what the network said.

    Args:
        steps: unchanged where no right answer comes or nothing is
            subtracted from it.
    """
    return tuple(_with_answer(trace, step, steps) for step in steps)


def _with_answer(trace: Trace, step: FilmStep, steps: Steps) -> FilmStep:
    """A step, with the plan of the right answer if it is the one in which
    that comes."""
    act, *others = step.acts
    if (
        not isinstance(act, ArriveAct)
        or len(act.operands) != 1
        or not is_one_hot(act.operands[0].array)
    ):
        return step
    (wanted,) = act.operands
    output = _compared_with(wanted, steps)
    if output is None:
        return step
    mark = _parameter(trace, step, wanted)
    return replace(
        step,
        name=step_name(wanted.name),
        statement=mark,
        acts=(
            right_answer(
                act,
                output,
                mark=mark,
                picture=picture_of(trace),
                made=_made(trace, output),
            ),
            *others,
        ),
    )


def _compared_with(wanted, steps):
    """The value that the right answer is subtracted from, or None."""
    return next(
        (
            one.operands[0]
            for step in steps
            for one in step.acts
            if one.kind == "combine"
            and one.operations[0].function == "subtract"
            and one.operands[1].identity == wanted.identity
        ),
        None,
    )


def _made(trace, value):
    """The last operation that computed a value, or ()."""
    return tuple(
        operation
        for _, operation in trace.operations()
        if operation.results and operation.result.identity == value.identity
    )[-1:]


def _parameter(trace, step, value):
    """The Span of a parameter in the lines of a step's function, or None."""
    function = trace.functions.get(step.function)
    if function is None:
        return None
    if value.name not in function.parameters:
        return None
    lines = source_lines(trace.sources[function.file])
    for number in range(function.first_line, function.last_line + 1):
        found = re.search(rf"\b{re.escape(value.name)}\b", lines[number - 1])
        if found:
            return Span(function.file, number, found.start(), number, found.end())
    return None


def with_quick_updates(steps: Steps) -> Steps:
    """The steps; a table's change is told a little faster than alone, and a
    column that is changed at the same rate as weights before it quickly."""
    rates: set[tuple[int, float]] = set()
    found = []
    for step in steps:
        acts: list[Act] = []
        for act in step.acts:
            rate = _rate_of(act)
            is_known = rate in rates and isinstance(act, UpdateBarsAct)
            if isinstance(act, UpdateGridAct):
                act = replace(act, haste=min(act.haste, BRISK))
            acts.append(_quick(act) if is_known else act)
            rates |= {rate} if rate else set()
        found.append(replace(step, acts=tuple(acts)))
    return tuple(found)


def _rate_of(act: Act) -> tuple[int, float] | None:
    """(sign, rate) of an update by a gradient at a rate."""
    if not isinstance(act, UpdateAct) or act.rate is None:
        return None
    return act.sign, float(act.rate.array.item())


def _quick(act: Act) -> Act:
    name = act.result_name
    lead = said("The same again for {name}.", "{name}也一样。", name=the(name))
    caption = in_a_row(lead, act.outcome)
    return replace(act, lead=lead, caption=caption, haste=min(act.haste, QUICK))


def with_ending(steps: Steps) -> Steps:
    """The steps, and a last one: what was changed, and how much of it.

    Args:
        steps: unchanged where nothing is changed.
    """
    changed = changed_in(steps)
    if not changed:
        return tuple(steps)
    return with_last(steps, "what-changed", ending(changed))


def with_glow(trace: Trace, steps: Steps, following: str = "") -> Steps:
    """The steps of with_ending; at their end each sheet of weights that the
    picture has changed faces us.

    Args:
        following: what the next film is called.
        steps: unchanged where no such sheets were changed.
    """
    act = glow(picture_of(trace), changed_in(steps), following)
    if act is None:
        return steps
    last = steps[-1]
    return (*steps[:-1], replace(last, acts=(*last.acts, act)))


def with_last(steps: Steps, slug: str, act: Act) -> Steps:
    """The steps, and a last one of an act for which no statement is lit."""
    return (*steps, FilmStep(slug, act.step_name, steps[-1].function, None, (act,)))


def changed_in(steps: Steps) -> Changed:
    """((what it was at first, what it is at last), ...) of what is changed
    in place, in the order of the changes."""
    found: dict[tuple, tuple[Value, Value]] = {}
    for act in (
        act for step in steps for act in step.acts if isinstance(act, UpdateAct)
    ):
        old = act.operands[0]
        place = old.memory, old.offset, old.shape, old.strides
        first, _ = found.get(place, (old, None))
        assert act.result is not None
        found[place] = first, act.result
    return tuple(found.values())
