"""Gradients that go back through a softmax, or through a normalisation.

Of shares p and what comes back for them, d, the scores get p * (d - sum(p * d))
along each line; of what was normalised, n = (x - mean) / spread, x gets
(d - mean(d) - n * mean(d * n)) / spread; without a mean, as in RMS norm or of
lines made 1 long, no mean of d is taken off. Found where that is what comes
out, in whatever order it is computed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.extremes import reach
from scenes.reading.backwards import behind
from scenes.reading.makers import Key, is_same, key_of
from scenes.reading.normalised_found import normalised
from scenes.reading.normalised_lines import NormalisedFound
from scenes.reading.softmax_found import SoftmaxFound
from scenes.reading.value_roles import Roles

Forward = SoftmaxFound | NormalisedFound

SOFTMAX, NORMALISED = "softmax", "normalised"
_ADDING = ("sum", "mean", "average", "einsum", "dot", "matmul", "vdot", "inner")
_ENDS = ("multiply", "subtract", "divide", "add")
_FOLLOWED = frozenset(
    (*_ENDS, *_ADDING, "power", "square", "sqrt", "negative", "var", "std")
) | frozenset(("getitem", "reshape", "expand_dims", "reciprocal", "ones", "ones_like"))
KINDS = ("standard", "rms", "length")  # of norms, by what a line itself has
MOST_TRIED = 16  # arrays that may be what comes back, the latest
CLOSE = {2: 2e-2, 4: 1e-3, 8: 1e-6}  # of the largest, by bytes of a number


@dataclass(frozen=True)
class GradientThrough:
    """A gradient of what went in, made of one of what came out.

    Attributes:
        kind: SOFTMAX or NORMALISED.
        forward: the softmax, or what was normalised.
        back: what comes back: the gradient of what came out.
        of: what it is the gradient of.
        has_gain: whether it goes back through a gain that was learned, too.
    """

    kind: str
    forward: Forward
    back: Value
    of: Value
    has_gain: bool = False


def gradients_through(roles: Roles) -> Mapping[int, GradientThrough]:
    """The GradientThroughs of a trace by the number of the operation that
    gives each; ask for them as `roles.read(gradients_through)`."""
    forwards: list[Forward] = [
        one for one in roles.softmaxes.values() if not one.is_log
    ]
    forwards += [one for one in roles.read(normalised).values() if one.kind in KINDS]
    made: dict[Key, list[Forward]] = {}
    for one in forwards:
        for key in dict.fromkeys(map(key_of, _known_by(one))):
            made.setdefault(key, []).append(one)
    shapes = {_of(one).shape for one in forwards}
    found: dict[int, GradientThrough] = {}
    for operation in roles.operations if made else ():
        if operation.function in _ENDS and operation.result.shape in shapes:
            through = _ending(operation, made, roles)
            if through is not None:
                found[operation.number] = through
    return found


def _of(forward: Forward) -> Value:
    """What goes into a softmax, or is normalised."""
    return forward.scores if isinstance(forward, SoftmaxFound) else forward.value


def _known_by(forward: Forward) -> Iterator[Value]:
    """The arrays that a way back through it may read: of a norm also what went
    in, from which its mean may be taken once more."""
    if isinstance(forward, NormalisedFound):
        yield forward.value
    for operation in forward.operations:
        for value in operation.results:
            if value.shape == _of(forward).shape:
                yield value


def _ending(
    operation: Operation, made: Mapping[Key, list[Forward]], roles: Roles
) -> GradientThrough | None:
    if operation.result.dtype.kind != "f" or operation.result.array.size < 2:
        return None
    path = behind(operation, roles.makers, lambda one: one.function in _FOLLOWED)
    if not any(one.function in _ADDING for one in path):
        return None
    read = {
        key_of(value): value
        for one in path
        for value in one.operands
        if value.shape == operation.result.shape
    }
    forwards = {id(one): one for key in read for one in made.get(key, ())}
    for forward in forwards.values():
        is_after = forward.operations[-1].number < operation.number
        if is_after and _can_be_through(operation.result, forward):
            back = _back(operation, read, forward, roles)
            if back is not None:
                return back
    return None


def _can_be_through(result: Value, forward: Forward) -> bool:
    """Whether numbers may be a gradient through it, whatever came back: behind
    a mean that was taken away those of each line cancel out."""
    if isinstance(forward, SoftmaxFound) or forward.kind != "standard":
        return True
    lines = forward.lines(result.array.astype(float))
    with np.errstate(all="ignore"):
        over = np.abs(lines.sum(axis=1)).max(initial=0)
    return bool(over <= _sure(result) * lines.shape[1] * reach(lines))


def _back(
    operation: Operation, read: Mapping[Key, Value], forward: Forward, roles: Roles
) -> GradientThrough | None:
    result, of = operation.result, _of(forward)
    last = forward.operations[-1].number
    tried = [
        value
        for value in read.values()
        if value.dtype.kind == "f"
        and not is_same(value, of)
        and ((made := roles.makers.maker(value)) is None or made.number > last)
    ]
    for value in tried[-MOST_TRIED:]:
        for given, has_gain in _given(value.array.astype(float), forward):
            for again in _through(given, forward):
                if _is_close(result, again, given):
                    kind = SOFTMAX if isinstance(forward, SoftmaxFound) else NORMALISED
                    return GradientThrough(kind, forward, value, of, has_gain)
    return None


def _given(back: np.ndarray, forward: Forward) -> Iterator[tuple[np.ndarray, bool]]:
    """What comes back for what came out, and whether through a gain."""
    gain = None if isinstance(forward, SoftmaxFound) else forward.gain
    if gain is not None:
        yield back * gain.array.astype(float), True
    yield back, False


def _through(back: np.ndarray, forward: Forward) -> Iterator[np.ndarray]:
    """What may go on to what went in; of norms, as what is added to the spread
    and what is left out of the count are counted in or not."""
    with np.errstate(all="ignore"):
        if isinstance(forward, SoftmaxFound):
            axis, out = forward.axis, forward.division.result.array.astype(float)
            yield out * (back - (out * back).sum(axis=axis, keepdims=True))
            return
        for share in shares_along(forward):
            yield forward.back_through(back, share)


def shares_along(forward: NormalisedFound) -> Iterator[np.ndarray | float]:
    """By what the sum of d * n along a line may be multiplied."""
    count = float(np.prod([forward.value.shape[axis] for axis in forward.axes]))
    if forward.kind == "length":
        yield 1.0
        return
    yield 1 / count
    if forward.kind == "standard":
        yield 1 / max(count - 1, 1)
    normal = forward.normal_values
    squares = (normal**2).mean(axis=forward.axes, keepdims=True)
    yield 1 / (count * np.sqrt(squares))  # where the spread is a little more


def _sure(value: Value) -> float:
    return CLOSE.get(value.dtype.itemsize, CLOSE[8])


def _is_close(result: Value, again: np.ndarray, back: np.ndarray) -> bool:
    """Whether numbers are alike, and neither none nor what came back."""
    size, sure = reach(again), _sure(result)
    is_alike = np.allclose(result.array, again, rtol=sure, atol=sure * size)
    return bool(size and is_alike and not np.allclose(result.array, back))
