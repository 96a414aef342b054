"""Gradients that go back through a softmax, or through a normalisation.

Of shares p and what comes back for them, d, the scores get p * (d - sum(p * d))
along each line; of what was normalised, n = (x - mean) / spread, x gets
(d - mean(d) - n * mean(d * n)) / spread. Found where that is what comes out,
in whatever order it is computed.
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
_ADDING = ("sum", "mean", "einsum", "dot", "matmul", "vdot", "inner")
_ENDS = ("multiply", "subtract", "divide", "add")
_FOLLOWED = frozenset(
    (*_ENDS, *_ADDING, "power", "square", "sqrt", "negative")
) | frozenset(("getitem", "reshape", "expand_dims", "reciprocal", "ones", "ones_like"))
MOST_TRIED = 8  # arrays that may be what comes back
CLOSE = {4: 1e-3, 8: 1e-6}  # of the largest, by bytes of a number


@dataclass(frozen=True)
class GradientThrough:
    """A gradient of what went in, made of one of what came out.

    Attributes:
        kind: SOFTMAX or NORMALISED.
        forward: the softmax, or what was normalised.
        back: what comes back: the gradient of what came out.
        of: what it is the gradient of.
    """

    kind: str
    forward: Forward
    back: Value
    of: Value


def gradients_through(roles: Roles) -> Mapping[int, GradientThrough]:
    """The GradientThroughs of a trace by the number of the operation that
    gives each; ask for them as `roles.read(gradients_through)`."""
    forwards: list[Forward] = [
        one for one in roles.softmaxes.values() if not one.is_log
    ]
    forwards += [
        one for one in roles.read(normalised).values() if one.kind == "standard"
    ]
    made = {
        key_of(value): one
        for one in forwards
        for operation in one.operations
        for value in operation.results
        if value.shape == _out(one).shape
    }
    shapes = {_out(one).shape for one in forwards}
    found: dict[int, GradientThrough] = {}
    for operation in roles.operations if made else ():
        if operation.function in _ENDS and operation.result.shape in shapes:
            through = _ending(operation, made, roles)
            if through is not None:
                found[operation.number] = through
    return found


def _out(forward: Forward) -> Value:
    """What comes out of a softmax, or is normalised, before what is learned."""
    is_softmax = isinstance(forward, SoftmaxFound)
    return forward.division.result if is_softmax else forward.normal.result  # type: ignore[union-attr]


def _ending(
    operation: Operation, made: Mapping[Key, Forward], roles: Roles
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
    forwards = {id(made[key]): made[key] for key in read if key in made}
    for forward in forwards.values():
        if forward.operations[-1].number < operation.number:
            back = _back(operation, read, forward)
            if back is not None:
                return back
    return None


def _back(
    operation: Operation, read: Mapping[Key, Value], forward: Forward
) -> GradientThrough | None:
    result, out = operation.result.array.astype(float), _out(forward)
    inside = {key_of(one) for each in forward.operations for one in each.results}
    of = forward.scores if isinstance(forward, SoftmaxFound) else forward.value
    tried = [
        value
        for key, value in read.items()
        if key not in inside and not is_same(value, of) and value.dtype.kind == "f"
    ]
    for value in tried[:MOST_TRIED]:
        for given in _given(value.array.astype(float), forward):
            with np.errstate(all="ignore"):
                again = _through(given, out.array.astype(float), forward)
            if _is_close(result, again, operation.result.dtype.itemsize, given):
                kind = SOFTMAX if isinstance(forward, SoftmaxFound) else NORMALISED
                return GradientThrough(kind, forward, value, of)
    return None


def _given(back: np.ndarray, forward: Forward) -> Iterator[np.ndarray]:
    """What comes back for what came out; through a gain that is learned."""
    yield back
    gain = None if isinstance(forward, SoftmaxFound) else forward.gain
    if gain is not None:
        yield back * gain.array.astype(float)


def _through(back: np.ndarray, out: np.ndarray, forward: Forward) -> np.ndarray:
    if isinstance(forward, SoftmaxFound):
        axis = forward.axis
        return out * (back - (out * back).sum(axis=axis, keepdims=True))
    axes = forward.axes
    mean = back.mean(axis=axes, keepdims=True)
    along = out * (back * out).mean(axis=axes, keepdims=True)
    return (back - mean - along) / forward.spread


def _is_close(
    result: np.ndarray, again: np.ndarray, itemsize: int, back: np.ndarray
) -> bool:
    """Whether numbers are alike, and neither none nor what came back."""
    if result.shape != again.shape or not np.isfinite(again).all():
        return False
    size = reach(again)
    sure = CLOSE.get(itemsize, CLOSE[8])
    is_alike = np.allclose(result, again, rtol=sure, atol=sure * size)
    return bool(size and is_alike and not np.allclose(result, back))
