"""A trace as a film: its steps in order, each one or more acts. No geometry.

A step of the film is one source statement of the trace. A statement that
calls a function which works on each value alone (a sigmoid, a ReLU) is one
step with a curve; any other call is replaced by the steps inside it.
"""

from dataclasses import dataclass, replace

import numpy as np

from scenes import wording
from scenes.elementwise import elementwise_function
from scenes.plans import Moment, plan, plan_arrival, plan_curve
from scenes.stage import arrange


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
    return _unique(steps)


def _unique(steps):
    """Number the slugs that occur again."""
    seen, named = {}, []
    for step in steps:
        count = seen[step.slug] = seen.get(step.slug, 0) + 1
        named.append(step if count == 1 else replace(
            step, slug=f"{step.slug}-{count}"))
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
    inside = trace.children(step)
    function = elementwise_function(trace, step) if inside else None
    if function is not None:
        return [_film_step(step, (plan_curve(step, function),))]
    steps = [film_step for child in inside
             for film_step in _of_step(trace, child)]
    acts = tuple(_acts(trace, step))
    return steps + ([_film_step(step, acts)] if acts else [])


def _film_step(step, acts):
    name = acts[0].step_name or wording.plain(acts[-1].result_name)
    return FilmStep(_slug(step.slug), name, step.function, step.span, acts)


def _acts(trace, step):
    """The acts of a statement's own operations."""
    shown = [operation for operation in step.operations
             if operation.results and all(map(_is_shown, (
                 *operation.operands, operation.result)))]
    target = step.targets[0] if step.targets else ""
    picture = next((value for value in trace.inputs if value.shape
                    and np.prod(value.shape) in arrange.PICTURES), None)
    for index, operation in enumerate(shown):
        last = index == len(shown) - 1
        yield plan(Moment(operation, shown[index - 1] if index else None,
                          target, target if last else "", picture))


def _is_shown(value):
    """Whether a value can be drawn: real numbers, at least one."""
    return value.dtype.kind in "biuf" and np.prod(value.shape) > 0
