"""Which operations take a gradient back through a normalisation.

What gradients_through finds is one number of an operation: here is all that was
computed for it, from what came back on, that nothing else reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.reading.backwards import behind
from scenes.reading.gradients_through import (
    NORMALISED,
    GradientThrough,
    gradients_through,
    shares_along,
)
from scenes.reading.makers import Key, is_same, key_of
from scenes.reading.normalised_lines import NormalisedFound
from scenes.reading.plain_calls import is_plain
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

LEAST = 3  # operations; fewer are told by themselves
MOST_INSIDE = 40
NEAR = 1e-3  # of numbers whose spread is 1


@dataclass(frozen=True)
class NormalisedGradient:
    """The gradient of what was normalised, made of that of what came out.

    Attributes:
        forward: what was normalised, and how.
        back: what comes back.
        gain: that was learned and multiplies it on the way, or None.
        is_gain_first: whether that is done before anything is taken off.
        result: what comes out: the gradient of `forward.value`.
        normal: what came out before anything learned, named as the code has it
            by then, or None if it stands in no array by itself.
        operations: all that are part of it, in order.
    """

    forward: NormalisedFound
    back: Value
    gain: Value | None
    is_gain_first: bool
    result: Value
    normal: Value | None
    operations: tuple[Operation, ...]

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(one.number for one in self.operations)

    def first_line(self) -> list[np.ndarray]:
        """What becomes of the first line of what comes back: as it comes, times
        the gain where that comes first, without what would only shift the line
        where a mean had been taken, without what would only stretch it, and at
        the end."""
        forward, given = self.forward, self.back.array.astype(float)
        stages = [given]
        if self.gain is not None:
            gained = given * self.gain.array.astype(float)
            given = gained if self.is_gain_first else given
            stages += [given] if self.is_gain_first else []
        along = forward.along(given, self.share)
        if forward.kind == "standard":
            given = given - given.mean(axis=forward.axes, keepdims=True)
            stages.append(given)
        stages += [given - along, self.result.array.astype(float)]
        return [forward.lines(one)[0] for one in stages]

    @property
    def stretch(self) -> float:
        """How many times what is normalised is taken off the first line."""
        given = self.back.array.astype(float)
        if self.gain is not None and self.is_gain_first:
            given = given * self.gain.array.astype(float)
        forward = self.forward
        sums = (given * forward.normal_values).sum(axis=forward.axes, keepdims=True)
        return float(np.ravel(sums * self.share)[0])

    @property
    def share(self) -> np.ndarray | float:
        """Of the sum of d * n along a line, how much counts."""
        given = self.back.array.astype(float)
        if self.gain is not None:
            given = given * self.gain.array.astype(float)
        result = self.result.array.astype(float)
        return min(
            shares_along(self.forward),
            key=lambda one: np.abs(
                self.forward.back_through(given, one) - result
            ).max(),
        )


def normalised_gradients(roles: Roles) -> Mapping[int, NormalisedGradient]:
    """The NormalisedGradients of a trace by the number of the first operation;
    ask for them as `roles.read(normalised_gradients)`."""
    found: dict[int, NormalisedGradient] = {}
    taken: set[int] = set()
    throughs = roles.read(gradients_through)
    if not any(one.kind == NORMALISED for one in throughs.values()):
        return found
    kept = _kept(roles)
    for operation in roles.operations:
        through = throughs.get(operation.number)
        if through is None or through.kind != NORMALISED:
            continue
        one = _whole(operation, through, kept, roles)
        if one is not None and not one.numbers & taken:
            taken |= one.numbers
            found[one.operations[0].number] = one
    return found


def _kept(roles: Roles) -> set[Key]:
    """What calls hand back: it is read by whoever called."""
    steps = roles.trace.steps if roles.trace else ()
    return {key_of(value) for one in steps if not one.targets for value in one.assigned}


def _whole(
    end: Operation, through: GradientThrough, kept: set[Key], roles: Roles
) -> NormalisedGradient | None:
    forward = through.forward
    assert isinstance(forward, NormalisedFound)
    maker = roles.makers.maker(through.back)
    since = max(one.number for one in (forward.last, maker) if one)
    inside = behind(
        end,
        roles.makers,
        lambda one: one.number > since,
        stops=(through.back,),
        most=MOST_INSIDE,
    )
    last = _last_read_elsewhere(inside, kept, roles)
    own = tuple(one for one in inside if one.number > last)
    if len(own) < LEAST:
        return None
    gain = forward.gain if through.has_gain else None
    back = through.back
    applied = gain and next(
        (one for one in inside if _multiplies(one, back, gain)), None
    )
    if applied and applied.number <= last:  # told already
        back, gain = applied.result, None
    if gain is not None and not applied and (gain.array == 1).all():
        gain = None  # as if there were none
    is_first = gain is not None and (bool(applied) or not forward.is_learned_by_line)
    normal = _normal(forward, end, roles)
    return NormalisedGradient(forward, back, gain, is_first, end.result, normal, own)


def _normal(forward: NormalisedFound, end: Operation, roles: Roles) -> Value | None:
    for one in forward.operations:
        result = one.result
        if result.shape == forward.value.shape and np.allclose(
            result.array, forward.normal_values, rtol=NEAR, atol=NEAR
        ):
            assert roles.trace is not None
            return replace(result, name=roles.trace.name_before(result, end.step))
    return None


def _last_read_elsewhere(
    inside: Sequence[Operation], kept: set[Key], roles: Roles
) -> int:
    """The number of the last operation, but for the end, whose result is read
    by what is none of these, too, as a gain's gradient is; -1 without any."""
    numbers = {one.number for one in inside}
    read = roles.read(uses)
    return max(
        (
            one.number
            for one in inside[:-1]
            for value in one.results
            if key_of(value) in kept
            or any(each.number not in numbers for each in read.of(value))
        ),
        default=-1,
    )


def _multiplies(operation: Operation, back: Value, gain: Value) -> bool:
    """Whether what comes back is multiplied by the gain, and by nothing else."""
    if not is_plain(operation, "multiply"):
        return False
    pairs = (operation.operands, operation.operands[::-1])
    return any(
        is_same(one, back) and np.array_equal(np.ravel(by.array), np.ravel(gain.array))
        for one, by in pairs
    )
