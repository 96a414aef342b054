"""A trace as a film: its steps in order, each one or more acts. No geometry.

A step of the film is one source statement of the trace. Acts are recognised
in its operations and in the calls that it makes; a call that no act shows as
a whole is replaced by the steps inside it.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from network.trace import Operation, Step, Trace, Value
from scenes.acts.act import Act, Found, Moment
from scenes.acts.arrive import arrival
from scenes.acts.catalogue import recognised
from scenes.acts.film_step import FilmStep
from scenes.acts.schedule import QUICKEST
from scenes.arrays import shapes as arrange
from scenes.arrays.shapes import is_shown
from scenes.film.held_back import HeldBack
from scenes.film.patience import patiently
from scenes.reading.axis_names import axis_names
from scenes.reading.example_counts import example_counts
from scenes.reading.film_error import FilmError
from scenes.reading.input_roles import InputRole, role_of, together
from scenes.reading.laid_anew import keeps_cells, repeats_cells
from scenes.reading.pieces import Piece, numbers_in, pieces_of, shown_of
from scenes.reading.roles_once import known_roles
from scenes.reading.unchanged import changes_nothing
from scenes.reading.uses import uses as uses_of
from scenes.reading.value_roles import Roles, is_image, of_digits
from scenes.words.naming import plain, rows_of, short

ALIKE = 2  # acts of one kind and of arrays of one shape that take their time


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
    steps = _walked(_Walk(trace, roles)) or _walked(_Walk(trace, roles, all_of_it=True))
    if not steps:
        raise FilmError(
            f"expected operations on arrays of real numbers, but nothing that "
            f"{trace.call} recorded ({len(list(trace.operations()))} "
            "operations) can be shown; record a call that works on such"
        )
    return hastened(unique(_with_arrivals(trace, roles, steps)))


def _walked(walk: "_Walk") -> list[FilmStep]:
    told = [
        film_step
        for step in patiently(walk.trace.children(None), "planning")
        for film_step in walk.of_step(step)
    ]
    return [*told, *(_film_step(step, (act,)) for act, step in walk.held.rest())]


def from_operation(steps: Sequence[FilmStep], number: int) -> Sequence[FilmStep]:
    """The film's steps from that on which shows an operation, or from what
    goes in right before it."""
    first = next(
        index
        for index, step in enumerate(steps)
        if any(one.number >= number for act in step.acts for one in act.operations)
    )
    while first and steps[first - 1].acts[0].kind == "arrive":
        first -= 1
    return steps[first:]


def _with_arrivals(trace: Trace, roles: Roles, steps: list[FilmStep]) -> list[FilmStep]:
    """Let each argument of the call come before the step that first uses it.

    The arrays inside an argument ("network.weights") stand by from the
    beginning, as those of the object that the call is bound to do.
    """
    comings: dict[int, dict[InputRole | None, list[Value]]] = {}
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
        alike = comings.setdefault(at, {}).setdefault(role_of(values, roles), [])
        alike.extend(values)
    told, before = [], None
    for index, step in enumerate(steps):
        for role, coming in comings.get(index, {}).items():
            act = arrival(
                tuple(coming),
                before,
                is_digit=of_digits(trace) and is_image(coming[0]),
                is_wanted=roles.is_target(coming[0]),
                role=role,
            )
            before = before or next(
                (value for value in coming if arrange.is_picture(value.shape)), None
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
    """Whether a step shows a value, or what is computed from it."""
    return any(
        value.identity in (operand.identity, operand.base)
        for act in step.acts
        for operands in (act.operands, *(one.operands for one in act.operations))
        for operand in operands
    )


def hastened(steps: Iterable[FilmStep]) -> tuple[FilmStep, ...]:
    """The first of a kind slowly, its repetitions faster and faster; what is
    told in the same words elsewhere is so from the third on, and so is what is
    done with arrays of the same names, however it is written; what is done with
    others of the same shapes from the fourth."""
    seen: Counter = Counter()
    hastened = []
    for step in steps:
        acts = []
        for act in step.acts:
            kind, words = (act.kind, act.mark or act.result_name), (act.kind, act.title)
            names = act.kind, _names_in(act)
            alike = act.kind, _shapes_in(act)
            before = max(
                seen[kind], seen[words] - 1, seen[names] - 1, seen[alike] - ALIKE
            )
            seen.update((kind, words, alike))
            if len(names[1]) > 1:
                seen[names] += 1
            acts.append(replace(act, haste=max(0.6**before, QUICKEST)))
        hastened.append(replace(step, acts=tuple(acts)))
    return tuple(hastened)


def _names_in(act: Act) -> frozenset[str]:
    """What the arrays are called that an act works on."""
    return frozenset(one.name for one in act.operands if one.name and one.shape)


def _shapes_in(act: Act) -> tuple[object, ...]:
    """What an act does, with arrays of which shapes."""
    done = tuple(one.function for one in act.operations)
    return done, tuple(one.shape for one in act.operands)


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
    """Goes through a trace once; what an act has shown is not shown again.

    Args:
        all_of_it: tell what changes nothing, too.
    """

    def __init__(self, trace: Trace, roles: Roles, *, all_of_it: bool = False) -> None:
        self.trace, self._roles, self._all_of_it = trace, roles, all_of_it
        self._shown: set[int] = set()
        self.held = HeldBack(roles)

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
                    for act, other in self.held.ready(self._shown):
                        yield _film_step(other, (act,))
                elif found:  # and then what comes after them
                    walks += map(self._moments, reversed(found))
                    break
            else:
                walks.pop()

    def _moments(self, step: Step) -> Iterator[tuple[Moment, Piece]]:
        pieces = list(pieces_of(self.trace, step))
        for index, piece in enumerate(pieces):
            moment = Moment(
                self.trace,
                step,
                call=piece.call,
                target=step.targets[0] if len(step.targets) == 1 else "",
                closing=index == len(pieces) - 1,
                roles=self._roles,
            )
            yield moment, piece

    def _of_call(self, moment: Moment, piece: Piece) -> FilmStep | Sequence[Step]:
        """The step that a call is as a whole, or the steps in it to look at."""
        if all(number in self._shown for number in numbers_in(self.trace, piece)):
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
        assert self._roles.names is not None
        shown = self._roles.names.resolved(shown_of(piece.operations))
        while left := tuple(one for one in shown if one.number not in self._shown):
            found = recognised(
                replace(moment, operations=left, previous=previous, shown=self._shown)
            )
            assert found is not None  # the last act shows anything
            self._shown |= found.numbers
            previous = next(
                (one for one in reversed(left) if one.number in found.numbers), None
            )
            told: list[tuple[Act, Step | None]] = []
            if not (
                self._is_idle(found.act)
                or self._is_passed_over(moment, piece, left, found)
                or self.held.holds(found, moment.step, self._shown)
            ):
                told.append((found.act, found.step))
            for act, step in (*told, *self.held.ready(self._shown)):
                if step is None:
                    acts.append(act)
                    continue
                if acts:
                    yield _film_step(moment.step, tuple(acts))
                    acts = []
                yield _film_step(step, (act,))
        if acts:
            yield _film_step(moment.step, tuple(acts))

    def _is_passed_over(
        self, moment: Moment, piece: Piece, left: Sequence[Operation], found: Found
    ) -> bool:
        """Whether there is nothing to see: every cell stays where it is, in
        what is but a part of the statement or has the shape that it had; or
        is copied in what is but a part."""
        shown = [one for one in left if one.number in found.numbers]
        if len(shown) != len(found.numbers):
            return False
        uses = self._roles.read(uses_of)
        last = piece.operations[-1].number
        is_closing = moment.closing and shown[-1].number == last
        if all(map(repeats_cells, shown)):
            return not is_closing and bool(uses.of(shown[-1].result))
        if found.act.kind != "rearrange" or not all(map(keeps_cells, shown)):
            return False
        before = next(one for one in shown[0].operands if not one.is_scalar)
        return bool(uses.of(shown[-1].result)) and (
            not is_closing or before.shape == shown[-1].result.shape
        )

    def _is_idle(self, act: Act) -> bool:
        """Whether nothing changes that an act could show."""
        return not self._all_of_it and changes_nothing(act.operations, self._roles)


def _film_step(step: Step, acts: tuple[Act, ...]) -> FilmStep:
    name = short(acts[0].step_name or plain(acts[-1].result_name))
    *outer, own = step.slug.split("/")
    if own.startswith("return") and outer:
        own = f"{outer[-1]} {own}"
    return FilmStep(slug_of(own), name, step.function, step.span, acts)
