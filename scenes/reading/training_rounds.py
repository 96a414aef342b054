"""A trace in which a network learns over several rounds.

A round is a pass of a loop in which parameters are adjusted, all of them in some
of its passes, the innermost such loop; without one it ends where all have been
adjusted once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from network.trace import Value
from scenes.reading.accuracies import Accuracy, accuracies
from scenes.reading.loop_courses import Course
from scenes.reading.loop_figures import Figures, figures
from scenes.reading.loop_places import Loop, Place
from scenes.reading.loops import loops
from scenes.reading.losses import Loss, losses
from scenes.reading.makers import key_of
from scenes.reading.parameter_chains import ParameterChain, parameter_chains
from scenes.reading.unseen_rounds import unseen_rounds
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

FEWEST = 2  # rounds of a training


@dataclass(frozen=True)
class Parameter:
    """What is learnt, from before the first round to after the last.

    Attributes:
        name: what it is called where it is kept.
        values: one before any round, and one after each.
    """

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True)
class Training:
    """Rounds of learning.

    Attributes:
        loop: whose passes they are: all of that loop, however often it ran;
            one without source and expression where no loop was found.
        parameters: all that are adjusted, as they stand in the code.
        figures: what tells how it goes, a number for each round, or None.
        loss: of which form that number is, if it is a loss that is known.
        accuracies: for each round the last that was counted in it, or None.
        unseen: how many rounds ran besides without being recorded.
    """

    loop: Loop
    parameters: tuple[Parameter, ...]
    figures: Figures | None
    loss: Loss | None
    accuracies: tuple[Accuracy | None, ...]
    unseen: int

    def __len__(self) -> int:
        """How many rounds there are."""
        return len(self.loop.passes)

    @property
    def adjusts_all(self) -> bool:
        """Whether each round adjusts every parameter."""
        return all(
            key_of(before) != key_of(after)
            for one in self.parameters
            for before, after in pairwise(one.values)
        )


@dataclass(frozen=True)
class Adjusted:
    """What a trace adjusts that is no training: the reason to refuse it.

    Attributes:
        names: of parameters that are adjusted, as often as is said.
        times: how often the one is that is adjusted most; 0 if none is.
    """

    names: tuple[str, ...]
    times: int


def training_rounds(roles: Roles) -> Training | Adjusted:
    """The Training of a trace, or what it adjusts instead; ask for it as
    `roles.read(training_rounds)`."""
    known = roles.read(parameter_chains)
    several = tuple(one for one in known if len(one.updates) >= FEWEST)
    if not several:
        return Adjusted(tuple(one.name for one in known), 1 if known else 0)
    loop = _looped(several, roles) or _in_turn(several, roles)
    if loop is None:
        return Adjusted(
            tuple(one.name for one in several), max(len(one.updates) for one in several)
        )
    ends = _ends(loop, roles)
    first = loop.passes[0].first
    parameters = tuple(_parameter(one, ends) for one in _as_read(several, roles))
    right = tuple(_accuracies(loop, roles))
    drawn, loss = _figures(loop, parameters, right, roles)
    unseen = sum(
        found.count
        for operation in roles.operations
        if operation.step >= first and (found := unseen_rounds(operation)) is not None
    )
    return Training(loop, parameters, drawn, loss, right, unseen)


def _as_read(chains: Sequence[ParameterChain], roles: Roles) -> list[ParameterChain]:
    """Those that are computed with first come first."""

    def first(chain: ParameterChain) -> float:
        read = roles.read(uses).of(chain.updates[0].before)
        return min((one.number for one in read), default=inf)

    return sorted(chains, key=first)


def _parameter(chain: ParameterChain, ends: Sequence[int]) -> Parameter:
    values = [chain.updates[0].before]
    at = 0
    for end in ends:
        while at < len(chain.updates) and chain.updates[at].number <= end:
            at += 1
        values.append(chain.updates[at - 1].now if at else values[0])
    return Parameter(chain.name, tuple(values))


def _looped(chains: Sequence[ParameterChain], roles: Roles) -> Loop | None:
    """The loop with most passes in which chains are adjusted, all of them in some;
    passes of one that runs again and again are joined."""
    assert roles.trace is not None
    found = roles.read(loops)
    held: dict[int, set[int]] = {}  # by id of a Place: indices of chains
    places: dict[int, Place] = {}
    for index, chain in enumerate(chains):
        for update in chain.updates:
            for place in found.places[update.step].chain():
                if place.loop is not None:
                    places[id(place)] = place
                    held.setdefault(id(place), set()).add(index)
    sites: dict[object, list[Place]] = {}
    for place in places.values():
        assert place.loop is not None
        sites.setdefault(_site(place.loop), []).append(place)
    whole = []
    for of_site in sites.values():
        passes = sorted(of_site, key=lambda one: one.first)
        adjusted = [held[id(one)] for one in passes]
        full = sum(len(one) == len(chains) for one in adjusted)
        # The last pass may have been cut off in the middle: it is as no other.
        is_cut = adjusted.count(adjusted[-1]) == 1
        if full >= FEWEST + is_cut:
            whole.append(passes[:-1] if is_cut else passes)
    if not whole:
        return None
    passes = max(whole, key=lambda passes: (len(passes), passes[0].depth))
    one = passes[0].loop
    assert one is not None
    return Loop(
        one.function, one.source, one.expression, roles.trace.steps, one.indexed, passes
    )


def _site(loop: Loop) -> object:
    return (loop.function, loop.header) if loop.source else loop.expression


def _in_turn(chains: Sequence[ParameterChain], roles: Roles) -> Loop | None:
    """Rounds that no loop makes: each ends where all have been adjusted."""
    assert roles.trace is not None
    updates = sorted(
        (update.number, update.step, index)
        for index, chain in enumerate(chains)
        for update in chain.updates
    )
    passes, seen, start = [], set[int](), 0
    for _, step, index in updates:
        seen.add(index)
        if len(seen) == len(chains):
            function = roles.trace.steps[step].function
            passes.append(Place(None, 0, function, start, step, False))
            seen, start = set(), step + 1
    if len(passes) < FEWEST or any(one.first > one.last for one in passes):
        return None
    return Loop(passes[0].function, None, "", roles.trace.steps, {}, passes)


def _ends(loop: Loop, roles: Roles) -> list[int]:
    """The number of the last operation of each pass."""
    assert roles.trace is not None
    ends, last, at = [], -1, 0
    for one in loop.passes:
        for step in roles.trace.steps[at : one.last + 1]:
            last = max([last, *(operation.number for operation in step.operations)])
        at = one.last + 1
        ends.append(last)
    return ends


def _accuracies(loop: Loop, roles: Roles) -> Iterator[Accuracy | None]:
    found = list(roles.read(accuracies).values())
    for one in loop.passes:
        inside = [each for each in found if one.first <= each.total.step <= one.last]
        yield inside[-1] if inside else None


def _figures(
    loop: Loop,
    parameters: Sequence[Parameter],
    right: Sequence[Accuracy | None],
    roles: Roles,
) -> tuple[Figures | None, Loss | None]:
    """What tells how a training goes: the number that each round keeps and
    that is no accuracy, or the loss that it computes; else how far off its
    results are, or how far it has moved."""
    largest = sorted(parameters, key=lambda one: -one.values[0].array.size)
    courses = [Course(one.name, one.values[1:], True) for one in largest]
    kept = figures(loop, roles, courses)
    shares = {float(one.total.result.array) for one in right if one is not None}
    if kept and kept.of == "value" and set(kept.numbers) <= shares:
        kept = None
    found = list(roles.read(losses).values())
    inside = [
        [one for one in found if each.first <= one.total.step <= each.last]
        for each in loop.passes
    ]
    if kept and kept.of == "value":
        same = (one for one in inside[0] if _is_near(one.value, kept.numbers[0]))
        return kept, next(same, None)
    by_place = [
        {one.total.span: one for one in losses if one.total.result.array.size == 1}
        for losses in inside
    ]
    for place, loss in by_place[0].items():
        if all(place in one for one in by_place):
            name = loss.total.result.name or loss.total.expression
            numbers = tuple(one[place].value for one in by_place)
            if len(set(numbers)) > 1:
                return Figures(" ".join(name.split()), numbers), loss
    return kept, None


def _is_near(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other))
