"""How the films of learning begin and end."""

import re
from dataclasses import replace

import numpy as np

from network.trace import Span
from scenes import words as wording
from scenes.reading.inputs import picture_of
from scenes.acts.plan_learning import is_small
from scenes.acts.legacy import Act
from scenes.acts.film_step import FilmStep
from scenes.reading.extremes import change_of
from scenes.words import lessons as words_of
from scenes.reading.extremes import is_one_hot

OPENING, ENDING = 7.0, 7.0  # seconds


def with_opening(trace, steps):
    """The steps; the right answer comes next to what the network said.

    Args:
        steps: storyboard.FilmSteps; unchanged where no right answer comes or
            nothing is subtracted from it.
    """
    told = []
    for step in steps:
        act, *others = step.acts
        output = _compared_with(act, steps)
        told.append(step if output is None else replace(
            step, name=wording.step_name(act.operands[0].name),
            statement=_parameter(trace, step, act.operands[0]),
            acts=(_wanted(trace, step, act, output), *others)))
    return tuple(told)


def _compared_with(act, steps):
    """The value that a right answer which comes is subtracted from."""
    if act.kind != "arrive" or len(act.operands) != 1 \
            or not is_one_hot(act.operands[0].array):
        return None
    wanted, = act.operands
    return next((one.operands[0] for step in steps for one in step.acts
                 if one.kind == "combine"
                 and one.operations[0].function == "subtract"
                 and one.operands[1].identity == wanted.identity), None)


def _wanted(trace, step, act, output):
    """The Act that the right answer comes in."""
    wanted, = act.operands
    values = output.array.ravel()
    answer = int(np.argmax(values))
    lead = words_of.read_as(answer, wording.number(values[answer], values))
    second = words_of.wanted(values.size, int(wanted.array.argmax()))
    made = tuple(operation for _, operation in trace.operations()
                 if operation.results
                 and operation.result.identity == output.identity)
    return Act(
        "wanted", made[-1:], (output, wanted), wanted, act.result_name,
        seconds=OPENING, title=words_of.wanted_title(), lead=lead,
        caption=wording.in_a_row(lead, second), step_name=act.step_name,
        haste=act.haste, mark=_parameter(trace, step, wanted),
        options={"picture": picture_of(trace)})


def _parameter(trace, step, value):
    """The Span of a parameter in the lines of a step's function, or None."""
    function = trace.functions.get(step.function)
    if function is None or value.name not in function.parameters:
        return None
    lines = trace.sources[function.file].splitlines()
    for number in range(function.first_line, function.last_line + 1):
        found = re.search(rf"\b{re.escape(value.name)}\b", lines[number - 1])
        if found:
            return Span(function.file, number, found.start(), number,
                        found.end())
    return None


def with_ending(steps):
    """The steps, and a last one: what was changed, and how much of it.

    Args:
        steps: storyboard.FilmSteps; unchanged where nothing is changed.
    """
    changed = _changed(steps)
    if not changed:
        return tuple(steps)
    act = _act("ending", [new for _, new in changed],
               words_of.ending_title(), _in_all(changed), changed=changed)
    return (*steps, FilmStep("what-changed", words_of.ending_name(),
                             steps[-1].function, None, (act,)))


def with_lesson(trace, steps):
    """The steps of before_and_after, and a last one: one image, one step.

    Args:
        steps: the last of them compares a column before and after.
    """
    compared = steps[-1].acts[-1]
    changed = _changed(steps)
    lead = wording.in_a_row(_in_all(changed), words_of.lesson_lead())
    title = words_of.lesson_title(is_small=_all_small(changed))
    act = _act("lesson", compared.operands, title, lead,
               label=compared.options["label"], picture=picture_of(trace))
    return (*steps, FilmStep("one-step", words_of.lesson_name(),
                             steps[-1].function, None, (act,)))


def _act(kind, operands, title, lead, **options):
    """An Act that computes nothing."""
    return Act(kind, (), tuple(operands), operands[-1], operands[-1].name,
               ENDING, title, lead, lead, options=options)


def _in_all(changed):
    """The sentence about how many values have changed."""
    return words_of.changed_in_all(
        sum(int(np.count_nonzero(change_of(old.array, new.array)))
            for old, new in changed),
        sum(new.array.size for _, new in changed),
        is_small=_all_small(changed))


def _all_small(changed):
    return all(is_small(change_of(old.array, new.array), old.array)
               for old, new in changed)


def _changed(steps):
    """((what it was at first, what it is at last), ...) of what is changed
    in place, in the order of the changes."""
    found = {}
    for act in (act for step in steps for act in step.acts
                if act.kind.startswith("update")):
        old = act.operands[0]
        place = old.memory, old.offset, old.shape, old.strides
        first, _ = found.get(place, (old, None))
        found[place] = first, act.result
    return tuple(found.values())
