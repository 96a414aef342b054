"""A trace as a film: its steps in order, each one or more acts. No geometry.

A step of the film is one source statement of the trace. A statement that
calls a function which works on each value alone (a sigmoid, a ReLU) is one
step with a curve; any other call is replaced by the steps inside it.
"""

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from scenes import wording
from scenes.elementwise import elementwise_function
from scenes.plans import Moment, plan, plan_arrival, plan_curve
from scenes.stage import arrange

QUICKEST = 0.15  # of an act's seconds: the most that repetition saves


@dataclass(frozen=True)
class FilmStep:
    """One step of the film: a section, a chapter and a bar of the timeline.

    Attributes:
        slug: names it in sections, captions and links: [a-z0-9-].
        name: in a few words, for the timeline.
        function: the qualified name of the function whose lines are shown.
        statement: the Span of the statement that is lit, or None.
        acts: plans.Act, in order, at least one.
    """

    slug: str
    name: str
    function: str
    statement: object
    acts: tuple

    @property
    def caption(self):
        """One or more sentences with the numbers of this trace."""
        return " ".join(act.caption for act in self.acts)


def film_steps(trace):
    """The steps of the film of a network.trace.Trace, a tuple of FilmStep.

    Raises:
        ValueError: the trace holds nothing to show.
    """
    steps = _arrivals(trace)
    for step in trace.children(None):
        steps += _of_step(trace, step)
    if not steps:
        raise ValueError(f"expected a trace with operations, but {trace.call} "
                         "recorded none; record a call that works on arrays")
    return _hastened(_unique(steps))


def _hastened(steps):
    """The first of a kind slowly, its repetitions faster and faster."""
    seen, hastened = Counter(), []
    for step in steps:
        acts = []
        for act in step.acts:
            before = seen[act.kind, act.mark]
            seen[act.kind, act.mark] += 1
            acts.append(replace(act, haste=max(0.6 ** before, QUICKEST)))
        hastened.append(replace(step, acts=tuple(acts)))
    return tuple(hastened)


def _unique(steps):
    """Number the slugs that occur again: each names one step."""
    used, named = set(), []
    for step in steps:
        slug, count = step.slug, 1
        while slug in used:
            count += 1
            slug = f"{step.slug}-{count}"
        used.add(slug)
        named.append(replace(step, slug=slug))
    return tuple(named)


def _arrivals(trace):
    values = tuple(value for value in trace.inputs
                   if not value.is_scalar and _is_shown(value))
    if not values:
        return []
    first = next((step for step in trace.steps if step.operations), None)
    act = plan_arrival(values)
    return [FilmStep(_slug(values[0].name), act.step_name,
                     first.function if first else trace.call, None, (act,))]


def _slug(text):
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-"
                   for letter in text.lower())
    return "-".join(part for part in kept.split("-") if part) or "step"


def _of_step(trace, step):
    """The film's steps for a statement, what it calls among them.

    Operations before, between and after the calls are steps of their own;
    the last of them all has the name that the statement assigns.
    """
    steps, pieces = [], list(_pieces(trace, step))
    target = step.targets[0] if step.targets else ""
    for index, (called, own) in enumerate(pieces):
        name = target if index == len(pieces) - 1 else ""
        function = elementwise_function(trace, called) if called else None
        if function is not None:
            steps.append(_film_step(step, (plan_curve(name, function),)))
        elif called:
            steps += [inner for child in called
                      for inner in _of_step(trace, child)]
        else:
            acts = tuple(_acts(trace, own, target, name))
            steps += [_film_step(step, acts)] if acts else []
    return steps


def _pieces(trace, step):
    """(steps of one call, ()) or ((), operations), in order of execution."""
    calls = [tuple(group) for _, group in groupby(
        trace.children(step), key=lambda child: child.call)]
    pieces = [((), (operation,)) for operation in step.operations] \
        + [(call, ()) for call in calls]
    pieces.sort(key=lambda piece: _first_operation(trace, *piece))
    for of_calls, group in groupby(pieces, key=lambda piece: bool(piece[0])):
        if of_calls:
            yield from group
        else:
            yield (), tuple(own for _, (own,) in group)


def _first_operation(trace, called, own):
    """The number of the first operation in a piece; a piece without: last."""
    if own:
        return own[0].number
    inside = [_first_operation(trace, trace.children(child), child.operations)
              for child in called]
    return min(inside, default=float("inf"))


def _film_step(step, acts):
    name = wording.short(acts[0].step_name
                         or wording.plain(acts[-1].result_name))
    *outer, own = step.slug.split("/")
    if own.startswith("return") and outer:
        own = f"{outer[-1]} {own}"
    return FilmStep(_slug(own), name, step.function, step.span, acts)


def _acts(trace, operations, target, name):
    """The acts of a statement's own operations, one after another."""
    shown = [operation for operation in operations
             if operation.results and all(map(_is_shown, (
                 *operation.operands, operation.result)))]
    picture = next((value for value in trace.inputs if value.shape
                    and np.prod(value.shape) in arrange.PICTURES), None)
    for index, operation in enumerate(shown):
        last = index == len(shown) - 1
        yield plan(Moment(operation, shown[index - 1] if index else None,
                          target, name if last else "", picture))


def _is_shown(value):
    """Whether a value can be drawn: real numbers, at least one."""
    return value.dtype.kind in "biuf" and np.prod(value.shape) > 0
