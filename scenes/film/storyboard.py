"""A trace as a film: its steps in order, each one or more acts. No geometry.

A step of the film is one source statement of the trace. A statement that
calls a function which works on each value alone (a sigmoid, a ReLU) is one
step with a curve; any other call is replaced by the steps inside it.
"""

from collections import Counter
from dataclasses import replace
from itertools import groupby

from scenes.acts import (
    plan_layers as layer_plans, plan_learning as learning_plans)
from scenes import words as wording
from scenes.reading.elementwise import elementwise_function
from scenes.reading.film_error import FilmError
from scenes.acts.film_step import QUICKEST, FilmStep
from scenes.acts.act import Moment, any_operation, plan_arrival
from scenes.reading.shapes import is_shown
from scenes.reading.cells_read import as_computed
from scenes.reading import shapes as arrange

# Asked in this order; the last one shows anything.
PLANNERS = (learning_plans.slope, learning_plans.outer,
            learning_plans.turned_matmul, learning_plans.update,
            layer_plans.matmul, layer_plans.join, layer_plans.pick,
            learning_plans.combine, any_operation)


def film_steps(trace):
    """The steps of the film of a network.trace.Trace, a tuple of FilmStep.

    Raises:
        FilmError: the trace holds nothing to show.
    """
    functions = _functions(trace)
    steps = [film_step for step in trace.children(None)
             for film_step in _of_step(trace, step, functions)]
    if not steps:
        raise FilmError(
            f"expected operations on arrays of real numbers, but nothing that "
            f"{trace.call} recorded ({len(list(trace.operations()))} "
            "operations) can be shown; record a call that works on such")
    return _hastened(_unique(_with_arrivals(trace, steps)))


def from_step(steps, slug):
    """The film's steps from one of them on.

    Raises:
        FilmError: there is no such step.
    """
    slugs = [step.slug for step in steps]
    if slug not in slugs:
        raise FilmError(f"expected a trace with a step {slug!r}, its steps "
                        f"are {', '.join(slugs)}; record a learning step "
                        "(python -m network trace --learn LABEL)")
    return steps[slugs.index(slug):]


def _functions(trace):
    """The ElementwiseFunctions that were called, by their result."""
    found = (elementwise_function(trace, called) for step in trace.steps
             for called, _ in _pieces(trace, step) if called)
    return {function.result.identity: function
            for function in found if function is not None}


def _with_arrivals(trace, steps):
    """Let each argument of the call come before the step that first uses it.

    The arrays inside an argument ("network.weights") stand by from the
    beginning, as those of the object that the call is bound to do.
    """
    comings = {}
    for value in trace.inputs:
        if not value.is_scalar and "." not in value.name and is_shown(value):
            at = next((index for index, step in enumerate(steps)
                       if _uses(step, value)), 0)
            comings.setdefault(at, []).append(value)
    told, before = [], None
    for index, step in enumerate(steps):
        if index in comings:
            act = plan_arrival(tuple(comings[index]), before)
            before = before or next(
                (value for value in comings[index] if value.array.size
                 in arrange.PICTURES), None)
            told.append(FilmStep(_slug(act.operands[0].name), act.step_name,
                                 step.function, None, (act,)))
        told.append(step)
    return told


def _uses(step, value):
    return any(value.identity in (operand.identity, operand.base)
               for act in step.acts for operation in act.operations
               for operand in operation.operands)


def _hastened(steps):
    """The first of a kind slowly, its repetitions faster and faster."""
    seen, hastened = Counter(), []
    for step in steps:
        acts = []
        for act in step.acts:
            kind = act.kind, act.mark or act.result_name
            before = seen[kind]
            seen[kind] += 1
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


def _slug(text):
    kept = "".join(letter if letter.isascii() and letter.isalnum() else "-"
                   for letter in text.lower())
    return "-".join(part for part in kept.split("-") if part) or "step"


def _of_step(trace, step, functions):
    """The film's steps for a statement, what it calls among them.

    Operations before, between and after the calls are steps of their own;
    the last of them all has the name that the statement assigns.
    """
    steps, pieces = [], list(_pieces(trace, step))
    target = step.targets[0] if step.targets else ""
    for index, (called, own) in enumerate(pieces):
        last = index == len(pieces) - 1
        function = elementwise_function(trace, called) if called else None
        if function is not None:
            steps.append(_film_step(step, (layer_plans.plan_curve(
                target if last else "", function),)))
        elif called:
            steps += [inner for child in called
                      for inner in _of_step(trace, child, functions)]
        else:
            acts = tuple(_acts(Moment(trace, own, None, target, last,
                                      functions)))
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


def _acts(moment):
    """The acts of a statement's own operations, one after another."""
    shown = tuple(operation for operation
                  in map(as_computed, moment.operations)
                  if operation.results and all(map(is_shown, (
                      *operation.operands, operation.result))))
    done = 0
    while done < len(shown):
        here = replace(moment, operations=shown[done:],
                       previous=shown[done - 1] if done else None)
        act, count = next(found for planner in PLANNERS
                          if (found := planner(here)) is not None)
        yield act
        done += count
