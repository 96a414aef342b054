"""A trace as a film: its steps in order, each one or more acts. No geometry.

A step of the film is one source statement of the trace. Acts are recognised
in its operations and in the calls that it makes; a call that no act shows as
a whole is replaced by the steps inside it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from network.trace import Step, Trace, Value
from scenes.acts.act import Act, Moment
from scenes.acts.arrive import arrival
from scenes.acts.catalogue import recognised
from scenes.acts.film_step import FilmStep
from scenes.acts.schedule import QUICKEST
from scenes.arrays import shapes as arrange
from scenes.arrays.shapes import is_shown
from scenes.film.patience import patiently
from scenes.reading.axis_names import axis_names
from scenes.reading.example_counts import example_counts
from scenes.reading.film_error import FilmError
from scenes.reading.input_roles import role_of, together
from scenes.reading.pieces import Piece, numbers_in, pieces_of, shown_of
from scenes.reading.roles_once import known_roles
from scenes.reading.value_roles import Roles, is_image, of_digits
from scenes.words.naming import plain, rows_of, short


def film_steps(trace: Trace) -> tuple[FilmStep, ...]:
    """The steps of the film of a network.trace.Trace, a tuple of FilmStep.

    Raises:
        FilmError: the trace holds nothing to show.
    """
    with rows_of(**rows_in(trace)):
        return _film_steps(trace, known_roles(trace))


def rows_in(trace: Trace) -> dict[str, Any]:
    """What naming.rows_of is told of a trace."""
    roles = known_roles(trace)
    return {
        "digits": of_digits(trace),
        "examples": roles.read(example_counts),
        "axes": roles.read(axis_names),
    }


def _film_steps(trace: Trace, roles: Roles) -> tuple[FilmStep, ...]:
    walk = _Walk(trace, roles)
    steps = [
        film_step
        for step in patiently(trace.children(None), "planning")
        for film_step in walk.of_step(step)
    ]
    if not steps:
        raise FilmError(
            f"expected operations on arrays of real numbers, but nothing that "
            f"{trace.call} recorded ({len(list(trace.operations()))} "
            "operations) can be shown; record a call that works on such"
        )
    return hastened(unique(_with_arrivals(trace, roles, steps)))


def from_operation(steps: Sequence[FilmStep], number: int) -> Sequence[FilmStep]:
    """The film's steps from that on which shows an operation, or from what
    goes in right before it."""
    first = next(
        index
        for index, step in enumerate(steps)
        if any(one.number >= number for act in step.acts for one in act.operations)
    )
    while first and all(act.kind == "arrive" for act in steps[first - 1].acts):
        first -= 1
    return steps[first:]


def _with_arrivals(trace: Trace, roles: Roles, steps: list[FilmStep]) -> list[FilmStep]:
    """Let each argument of the call come before the step that first uses it.

    The arrays inside an argument ("network.weights") stand by from the
    beginning, as those of the object that the call is bound to do.
    """
    comings: dict[int, list[Value]] = {}
    shown = (one for one in trace.inputs if "." not in one.name and is_shown(one))
    for values in together(tuple(one for one in shown if not one.is_scalar)):
        at = next(
            (
                index
                for index, step in enumerate(steps)
                if any(_uses(step, value) for value in values)
            ),
            0,
        )
        comings.setdefault(at, []).extend(values)
    told, before = [], None
    for index, step in enumerate(steps):
        if index in comings:
            first = comings[index][0]
            act = arrival(
                tuple(comings[index]),
                before,
                is_digit=of_digits(trace) and is_image(first),
                is_wanted=roles.is_target(first),
                role=role_of(tuple(comings[index]), roles),
            )
            before = before or next(
                (value for value in comings[index] if arrange.is_picture(value.shape)),
                None,
            )
            told.append(
                FilmStep(
                    slug_of(act.operands[0].name),
                    act.step_name,
                    step.function,
                    None,
                    (act,),
                )
            )
        told.append(step)
    return told


def _uses(step: FilmStep, value: Value) -> bool:
    return any(
        value.identity in (operand.identity, operand.base)
        for act in step.acts
        for operation in act.operations
        for operand in operation.operands
    )


def hastened(steps: Iterable[FilmStep]) -> tuple[FilmStep, ...]:
    """The first of a kind slowly, its repetitions faster and faster."""
    seen: Counter = Counter()
    hastened = []
    for step in steps:
        acts = []
        for act in step.acts:
            kind = act.kind, act.mark or act.result_name
            before = seen[kind]
            seen[kind] += 1
            acts.append(replace(act, haste=max(0.6**before, QUICKEST)))
        hastened.append(replace(step, acts=tuple(acts)))
    return tuple(hastened)


def unique(steps: Iterable[FilmStep]) -> tuple[FilmStep, ...]:
    """Number the slugs that occur again: each names one step."""
    used: set[str] = set()
    counts: Counter = Counter()
    named = []
    for step in steps:
        slug = step.slug
        while slug in used:
            counts[step.slug] += 1
            slug = f"{step.slug}-{counts[step.slug] + 1}"
        used.add(slug)
        named.append(replace(step, slug=slug))
    return tuple(named)


def slug_of(text: str) -> str:
    """A text as a slug: [a-z0-9-], at least one letter."""
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else "-"
        for letter in text.lower()
    )
    return "-".join(part for part in kept.split("-") if part) or "step"


class _Walk:
    """Goes through a trace once; what an act has shown is not shown again."""

    def __init__(self, trace: Trace, roles: Roles) -> None:
        self._trace, self._roles = trace, roles
        self._shown: set[int] = set()

    def of_step(self, step: Step) -> Iterator[FilmStep]:
        """The film's steps for a statement, what it calls among them.

        Operations before, between and after the calls are steps of their
        own; the last of them all has the name that the statement assigns.
        """
        # A stack of its own, as code calls itself deeper than Python lets a
        # generator ask another.
        walks = [self._moments(step)]
        while walks:
            for moment, piece in walks[-1]:
                if not piece.call:
                    yield from self._of_operations(moment, piece)
                    continue
                found = self._of_call(moment, piece)
                if isinstance(found, FilmStep):
                    yield found
                elif found:  # and then what comes after them
                    walks += map(self._moments, reversed(found))
                    break
            else:
                walks.pop()

    def _moments(self, step: Step) -> Iterator[tuple[Moment, Piece]]:
        pieces = list(pieces_of(self._trace, step))
        for index, piece in enumerate(pieces):
            moment = Moment(
                self._trace,
                step,
                call=piece.call,
                target=step.targets[0] if len(step.targets) == 1 else "",
                closing=index == len(pieces) - 1,
                roles=self._roles,
            )
            yield moment, piece

    def _of_call(self, moment: Moment, piece: Piece) -> FilmStep | Sequence[Step]:
        """The step that a call is as a whole, or the steps in it to look at."""
        if all(number in self._shown for number in numbers_in(self._trace, piece)):
            return ()
        found = recognised(moment)
        if found is None:
            return piece.call
        self._shown |= found.numbers
        return _film_step(found.step or moment.step, (found.act,))

    def _of_operations(self, moment: Moment, piece: Piece) -> Iterator[FilmStep]:
        """One step with the acts of a statement's own operations; an act
        that ends in a later statement is a step of that one."""
        acts: list[Act] = []
        previous = None
        while left := tuple(
            one for one in shown_of(piece.operations) if one.number not in self._shown
        ):
            found = recognised(
                replace(
                    moment,
                    operations=left,
                    previous=previous,
                    shown=frozenset(self._shown),
                )
            )
            assert found is not None  # the last act shows anything
            self._shown |= found.numbers
            previous = next(
                (one for one in reversed(left) if one.number in found.numbers), None
            )
            if found.step is None:
                acts.append(found.act)
                continue
            if acts:
                yield _film_step(moment.step, tuple(acts))
                acts = []
            yield _film_step(found.step, (found.act,))
        if acts:
            yield _film_step(moment.step, tuple(acts))


def _film_step(step: Step, acts: tuple[Act, ...]) -> FilmStep:
    name = short(acts[0].step_name or plain(acts[-1].result_name))
    *outer, own = step.slug.split("/")
    if own.startswith("return") and outer:
        own = f"{outer[-1]} {own}"
    return FilmStep(slug_of(own), name, step.function, step.span, acts)
