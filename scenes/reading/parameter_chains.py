"""Parameters that a trace adjusts again and again, each as all it has been.

An update is a plain one or an optimiser's step; what one makes the next one
reads. Only what learns is a parameter: the change that it is given was
computed from what it was before. So sums of gradients are none, nor a state;
nor is what an optimiser remembers, by which others are changed cell by cell.
"""

from dataclasses import dataclass
from math import inf

from network.trace import Operation, Value
from scenes.reading.kept_arrays import KeptArrays, kept_arrays
from scenes.reading.makers import Key, key_of
from scenes.reading.optimiser_steps import descents
from scenes.reading.plain_updates import plain_updates, updates_of_numbers
from scenes.reading.value_roles import Roles

KEEPING = frozenset(
    "multiply divide add subtract clip maximum minimum copy array asarray astype "
    "nan_to_num where round".split()
)
MOST_BETWEEN = 3  # operations between two updates that keep the parameter
MOST_LOOKED_AT = 20_000  # operations of a round that are gone back through
ASKED = 3  # of a parameter's updates are asked whether it learns


@dataclass(frozen=True)
class Update:
    """A parameter's change.

    Attributes:
        before, now: what it was and is.
        change: what was added, or what the step is made of.
        number, step: of the Operation that ends it, and of its Step.
    """

    before: Value
    now: Value
    change: tuple[Value, ...]
    number: int
    step: int


@dataclass(frozen=True)
class ParameterChain:
    """All that a parameter has been.

    Attributes:
        name: what it is called where it is kept.
        updates: in order, at least one.
    """

    name: str
    updates: tuple[Update, ...]


def parameter_chains(roles: Roles) -> tuple[ParameterChain, ...]:
    """The ParameterChains of a trace, in the order of their first updates;
    ask for them as `roles.read(parameter_chains)`."""
    kept = roles.read(kept_arrays)
    found: list[list[Update]] = []
    ends: dict[int, tuple[int, list[Update]]] = {}  # by identity: version, chain
    for update in _updates(roles):
        before = update.before
        known = _continued(before, ends, roles)
        if known is None:
            known = []
            found.append(known)
        known.append(update)
        ends[update.now.identity] = update.now.version, known
    return tuple(
        ParameterChain(_name(one, kept), tuple(one)) for one in _learning(found, roles)
    )


def _updates(roles: Roles) -> list[Update]:
    """Those of all arrays that are kept, in order; of one that is both a
    plain update and an optimiser's step, the latter."""
    steps = roles.read(descents)
    remembered = {
        key_of(value)
        for one in steps.values()
        for memory in one.memories
        for value in (memory.before, memory.now)
    }
    last: dict[int, Update] = {}
    plain = {**roles.read(plain_updates), **roles.read(updates_of_numbers)}
    places = {one.number: place for place, one in enumerate(roles.operations)}
    for number, one in plain.items():
        end = roles.operations[places[number] + one.count - 1]
        if key_of(one.old) not in remembered:
            change = (one.change, *((one.gradient,) if one.gradient else ()))
            last[end.number] = Update(one.old, end.result, change, end.number, end.step)
    for descent in steps.values():
        end = descent.operations[-1]
        if key_of(descent.before) not in remembered:
            change = (*(part.value for part in descent.parts), descent.gradient)
            last[end.number] = Update(
                descent.before, descent.now, change, end.number, end.step
            )
    return [last[number] for number in sorted(last)]


def _continued(
    before: Value, ends: dict[int, tuple[int, list[Update]]], roles: Roles
) -> list[Update] | None:
    """The chain whose end a value is, or was before it was only kept small."""
    value: Value | None = before
    for _ in range(MOST_BETWEEN + 1):
        if value is None:
            return None
        known = ends.get(value.identity)
        if known is not None and known[0] <= value.version:
            return known[1]
        made = roles.makers.maker(value)
        alike = [
            one
            for one in (made.operands if made and made.function in KEEPING else ())
            if one.shape == value.shape != ()
        ]
        alike = [one for one in alike if one.identity in ends] or alike
        value = alike[0] if len(alike) == 1 else None
    return None


def _name(updates: list[Update], kept: KeptArrays) -> str:
    names = (kept.name_of(one.before, one.now) for one in (updates[0], updates[-1]))
    return next((name for name in names if name), "").replace("self.", "")


def _learning(found: list[list[Update]], roles: Roles) -> list[list[Update]]:
    """Those that are changed by what is computed from what they were: with
    cells of other places, or else with none that one of these is changed by. What is
    a number by itself is one only so, or each that counts or decays would be."""
    ways = [_way(updates, roles) for updates in found]
    mixed = [one for one, way in zip(found, ways) if way == "mixed"]
    learning = [
        one
        for one, way in zip(found, ways)
        if way == "mixed"
        or way == "apart"
        and one[0].before.shape
        and not _is_remembered(one, mixed, roles)
    ]
    return [
        one
        for one in learning
        if not any(_is_added(one, other) for other in learning if other is not one)
    ]


def _is_added(updates: list[Update], others: list[Update]) -> bool:
    """Whether what something becomes is what another one is changed by: a speed is
    what an optimiser remembers, v = 0.9 * v - g and then w += v."""
    became = {key_of(one.now) for one in updates}
    return any(key_of(value) in became for one in others for value in one.change)


def _way(updates: list[Update], roles: Roles) -> str:
    known = _keys(updates)
    ways = {_reaches(one, known, roles) for one in updates[:ASKED]}
    return "mixed" if "mixed" in ways else "apart" if "apart" in ways else ""


def _is_remembered(
    updates: list[Update], parameters: list[list[Update]], roles: Roles
) -> bool:
    """Whether a parameter is changed, cell by cell, by what others were."""
    known, shape = _keys(updates), updates[0].before.shape
    return any(
        other[0].before.shape == shape and _reaches(other[-1], known, roles) == "apart"
        for other in parameters
    )


def _keys(updates: list[Update]) -> set[Key]:
    return {key_of(value) for one in updates for value in (one.before, one.now)}


def _reaches(update: Update, known: set[Key], roles: Roles) -> str:
    """How a change comes from one of several values: "mixed" on a way on which
    cells meet others than those of their own place, "apart", or "": never."""
    shape, found = update.before.shape, ""
    made = roles.makers.maker(update.before)
    start = made.number if made else -inf  # nothing before can come from it
    waiting = [(value, False) for value in update.change]
    seen: set[tuple[int, bool]] = set()
    while waiting and len(seen) < MOST_LOOKED_AT:
        value, met = waiting.pop()
        if key_of(value) in known:
            if met:
                return "mixed"
            found = "apart"
            continue
        made = roles.makers.maker(value)
        if made is None or not start < made.number <= update.number:
            continue
        if (made.number, met) in seen:
            continue
        seen.add((made.number, met))
        met = met or _mixes(made, shape)
        waiting += ((one, met) for one in made.operands)
    return found


def _mixes(operation: Operation, shape: tuple[int, ...]) -> bool:
    """Whether an operation is none that goes cell by cell through arrays of
    the parameter's shape."""
    values = (*operation.operands, *operation.results)
    return any(one.shape not in (shape, ()) for one in values) or not (
        operation.kind.startswith(("ufunc", "assign"))
        and operation.function != "matmul"
    )
