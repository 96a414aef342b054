"""Steps of an optimiser: a parameter, a gradient, and what is remembered.

Momentum, Nesterov, Adagrad, RMSProp, Adam, in any spelling: memories that
keep a share of what they were and take in the gradient or its squares, and a
parameter that is changed by them. Also a parameter that keeps only a share of
itself: weight decay.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.kept_arrays import KeptArrays, kept_arrays
from scenes.reading.makers import Key, Makers, key_of
from scenes.reading.value_roles import Roles
from scenes.reading.weighted_sums import Term, WeightedSum, root_of, weighted_sum

# What a step or the renewing of a memory ends with.
_ENDS = ("add", "subtract", "multiply", "divide", "true_divide", "setitem")
_DIVIDES = ("divide", "true_divide")
# Of itself, by a step with weight decay: 0.1 * b + gradient is the gradient of a
# loss with a penalty, which may be called as the parameter is.
LEAST_KEPT = 0.5
SURE = 1e-3  # of the largest: how far what is computed again may be off


@dataclass(frozen=True)
class Memory:
    """What is remembered of the gradients.

    Attributes:
        before, now: as it was and is.
        name: what it is called where it is kept.
        gradient: what it takes in.
        keeps: the share of itself that it keeps.
        takes: what the gradient is multiplied by.
        of_squares: whether it takes in the gradient's squares.
        operations: by number, that renew it.
    """

    before: Value
    now: Value
    name: str
    gradient: Value
    keeps: float
    takes: float
    of_squares: bool
    operations: dict[int, Operation]


@dataclass(frozen=True)
class Part:
    """What a step is a sum of: factor * value, or factor * value / under.

    Attributes:
        factor: a number.
        value: a memory or the gradient.
        under: the root of a memory of squares, by which it is divided, cell
            by cell; or None.
    """

    factor: float
    value: Value
    under: Value | None


@dataclass(frozen=True)
class Descent:
    """A parameter's step.

    Attributes:
        before, now: the parameter.
        name: what it is called where it is kept.
        keeps: the share of itself that it keeps; 1 without weight decay.
        gradient: what is read of this time.
        way: the Memory of where it goes, or None.
        roughness: the Memory of squares, or None.
        parts: that the step is the sum of.
        operations: all of it, in order.
        count: of memories that it was found to read.
    """

    before: Value
    now: Value
    name: str
    keeps: float
    gradient: Value
    way: Memory | None
    roughness: Memory | None
    parts: tuple[Part, ...]
    operations: tuple[Operation, ...]
    count: int = 0

    @property
    def corrections(self) -> tuple[float | None, ...]:
        """What each memory is divided by as long as it is young, 1 - keeps **
        steps; None where it is not."""
        return tuple(_correction(self, memory) for memory in self.memories)

    @property
    def rate(self) -> float:
        """The number that the first part is multiplied by, corrections of
        young memories apart."""
        first = self.parts[0]
        rate = first.factor
        for memory, correction in zip(self.memories, self.corrections):
            if correction and key_of(memory.now) == key_of(first.value):
                rate *= correction
        return rate

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(one.number for one in self.operations)

    @property
    def memories(self) -> tuple[Memory, ...]:
        return tuple(one for one in (self.way, self.roughness) if one)


def descents(roles: Roles) -> dict[int, Descent]:
    """The Descents of a trace, by the number of each one's first operation."""
    search = _Search(roles)
    for operation in roles.operations:
        search.at(operation)
    found = [*search.found, *search.decays()]
    return {one.operations[0].number: one for one in found}


class _Search:
    def __init__(self, roles: Roles) -> None:
        self._kept: KeptArrays = roles.read(kept_arrays)
        self._makers: Makers = roles.makers
        self._assigned = {
            (one.identity, one.version)
            for step in (roles.trace.steps if roles.trace else ())
            for one in step.assigned
        }
        self._memories: dict[Key, Memory] = {}
        self._taken: set[int] = set()
        self._gradients: set[Key] = set()
        self.found: list[Descent] = []

    def at(self, operation: Operation) -> None:
        """Look whether an operation ends a Descent, or renews a memory."""
        if operation.function not in _ENDS:
            return
        if not operation.result.shape or not is_shown(operation.result):
            return
        old = next(iter(self._olds(operation)), None)
        if old is None:
            return
        found = self._descent(operation, old)
        if found is not None:
            self._taken |= found.numbers
            self.found.append(found)
            self._kept.follow(operation)
            return
        memory = self._memory(operation, old)
        if memory is not None:
            self._memories[key_of(memory.now)] = memory
            self._gradients.add(key_of(memory.gradient))
            self._kept.follow(operation)

    def decays(self) -> Iterable[Descent]:
        """What keeps only a share of itself, and no step has read."""
        for memory in self._memories.values():
            is_read = self._taken & memory.operations.keys()
            if not (is_read or memory.of_squares) and (
                memory.keeps >= LEAST_KEPT or np.isclose(memory.keeps + memory.takes, 1)
            ):
                yield self._made(
                    memory.now,
                    Term(memory.before, memory.keeps),
                    [Part(memory.takes, memory.gradient, None)],
                    memory.operations,
                )

    def _olds(self, operation: Operation) -> Iterable[Value]:
        """Whose place the result may take: what the sum is of."""
        opened = self._opened(operation)
        for term in opened.terms.values():
            if self._kept.takes_place(operation, term.value) and term.under is None:
                yield term.value

    def _opened(self, operation: Operation) -> WeightedSum:
        """The result as a sum of what has a name; changes that scale it in
        place in earlier statements are looked through."""
        own = operation.result.identity

        def opens(value: Value, made: Operation) -> bool:
            if made is operation:
                return True
            if value.identity == own:
                return made.in_place and _is_scaling(made)
            return key_of(value) not in self._assigned and not made.in_place

        return weighted_sum(operation.result, self._makers, opens)

    def _memory(self, operation: Operation, old: Value) -> Memory | None:
        opened = self._opened(operation)
        own = opened.term(old)
        others = [one for one in opened.terms.values() if one is not own]
        if own is None or len(others) != 1 or others[0].under is not None:
            return None
        (taken,) = others
        if taken.power == 1 and own.factor == 1:
            return None  # a sum, or a plain step
        if not 0 < own.factor <= 1 or not self._kept.is_kept(old):
            return None
        return Memory(
            old,
            operation.result,
            self._kept.name_of(old, operation.result),
            taken.value,
            own.factor,
            taken.factor,
            taken.power == 2,
            opened.operations,
        )

    def _descent(self, operation: Operation, old: Value) -> Descent | None:
        """The step that reads a memory, whatever has a name on the way."""
        stops = self._memories.keys() | self._gradients | {key_of(old)}

        def opens(value: Value, made: Operation) -> bool:
            if made is operation:
                return True
            if made.in_place and value.identity != operation.result.identity:
                return False
            return key_of(value) not in stops

        opened = weighted_sum(operation.result, self._makers, opens)
        own = opened.term(old)
        others = [one for one in opened.terms.values() if one is not own]
        if own is None or own.factor <= 0 or not others:
            return None
        read, operations = [], dict(opened.operations)
        for term in others:
            if term.power != 1:
                return None
            read.append(self._memories.get(key_of(term.value)))
            if term.under is not None:
                rooted = root_of(term.under, self._makers, self._is_memory)
                if rooted is None:
                    return None
                read.append(self._memories[key_of(rooted[0])])
                operations |= rooted[1]
        memories = {key_of(one.now): one for one in read if one is not None}
        if any(key_of(one.before) == key_of(old) for one in memories.values()):
            return None  # no memory: a gradient that holds a share of the parameter
        for earlier in [key_of(one.before) for one in memories.values()]:
            memories.pop(earlier, None)
        for memory in memories.values():
            operations |= memory.operations
        parts = [Part(one.factor, one.value, one.under) for one in others]
        return self._checked(
            self._made(
                operation.result, own, parts, operations, list(memories.values())
            )
        )

    def _is_memory(self, value: Value) -> bool:
        return key_of(value) in self._memories

    def _made(
        self,
        now: Value,
        own: Term,
        parts: Sequence[Part],
        operations: dict[int, Operation],
        memories: Sequence[Memory] = (),
    ) -> Descent:
        return Descent(
            own.value,
            now,
            self._kept.name_of(own.value, now),
            own.factor,
            memories[0].gradient if memories else parts[0].value,
            next((one for one in memories if not one.of_squares), None),
            next((one for one in memories if one.of_squares), None),
            tuple(parts),
            tuple(operations[number] for number in sorted(operations)),
            len(memories),
        )

    def _checked(self, found: Descent) -> Descent | None:
        """The same, if it is of one gradient, and the numbers agree."""
        memories = found.memories
        if not memories or len(memories) != found.count:
            return None
        gradient = key_of(found.gradient)
        known = {gradient}
        for memory in memories:
            if key_of(memory.gradient) != gradient:
                return None
            known |= {key_of(memory.now), key_of(memory.before)}
        if not {key_of(part.value) for part in found.parts} <= known:
            return None
        if not self._makers.is_there(found.gradient, found.operations[0].number):
            return None
        if self._taken & found.numbers:
            return None
        return found if is_so(found) else None


def _is_scaling(made: Operation) -> bool:
    return made.function in ("multiply", "divide", "true_divide") and any(
        one.shape == () for one in made.operands
    )


def _correction(descent: Descent, memory: Memory) -> float | None:
    """A number that an operation of the step divides by, of the right size."""
    renewing = {n for one in descent.memories for n in one.operations}
    for operation in descent.operations:
        if operation.number in renewing or operation.function not in _DIVIDES:
            continue
        number = operation.operands[1]
        if number.shape == () and 0 < number.array.item() < 1:
            share = float(number.array.item())
            steps = np.log1p(-share) / np.log(memory.keeps) if memory.keeps < 1 else 0
            if round(steps) >= 1 and abs(steps - round(steps)) < SURE:
                return share
    return None


def is_so(descent: Descent) -> bool:
    """Whether the numbers are what the reading says."""
    with np.errstate(all="ignore"):
        wanted = descent.keeps * descent.before.array.astype(float) + step_of(descent)
        for memory in descent.memories:
            gradient = memory.gradient.array.astype(float)
            taken = gradient**2 if memory.of_squares else gradient
            sums = memory.keeps * memory.before.array + memory.takes * taken
            if not _close(sums, memory.now.array):
                return False
    return _close(wanted, descent.now.array)


def step_of(descent: Descent) -> np.ndarray:
    """The sum of the parts, in floats."""
    total = np.zeros(descent.now.shape)
    with np.errstate(all="ignore"):
        for part in descent.parts:
            value = part.factor * part.value.array.astype(float)
            total += value if part.under is None else value / part.under.array
    return total


def _close(one: np.ndarray, other: np.ndarray) -> bool:
    other = other.astype(float)
    finite = np.isfinite(other)
    most = np.abs(other[finite]).max(initial=0)
    return np.allclose(one, other, rtol=SURE, atol=SURE * most, equal_nan=True)
