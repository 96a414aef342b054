"""An array of which each line is normalised, and how that is made sure of."""

from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.extremes import reach
from scenes.reading.gain_and_shift import gain_and_shift
from scenes.reading.spreads import line_axes
from scenes.reading.value_roles import Roles

CLOSE = 1e-3  # of the largest: how far what is computed again may be off


@dataclass(frozen=True)
class NormalisedFound:
    """Where an array is normalised.

    Attributes:
        kind: "standard", mean 0 and spread 1; "rms", divided by the root of
            the mean square; "length", by the root of the sum of squares;
            "range", from the smallest to the largest into 0 to 1; "kept", by a mean
            and a spread that were there before; "given", by two numbers that were,
            of which nothing tells what they are of.
        value: what goes in.
        axes: of it, that a line is along.
        normal: the Operation that ends it.
        last: the same, or that which multiplies and adds what was learned.
        gain, shift: what each is multiplied by and what is added, or None.
        taken, spread: what is subtracted and divided by, with the axes of
            `value`, of length 1 along a line.
        operations: all that are part of it, in order.
    """

    kind: str
    value: Value
    axes: tuple[int, ...]
    normal: Operation
    last: Operation
    gain: Value | None
    shift: Value | None
    taken: np.ndarray
    spread: np.ndarray
    operations: tuple[Operation, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its operations."""
        return frozenset(one.number for one in self.operations)

    def lines(self, array: np.ndarray) -> np.ndarray:
        """(lines, numbers of each) of an array that is shaped as the value."""
        last = range(array.ndim - len(self.axes), array.ndim)
        count = int(np.prod([array.shape[axis] for axis in self.axes]))
        return np.moveaxis(array, self.axes, tuple(last)).reshape(-1, count)

    @property
    def is_learned_by_line(self) -> bool:
        """Whether all of a line has one gain, as in batch norm; in layer norm
        each of its numbers has its own."""
        if self.gain is None:
            return False
        rank = len(self.value.shape)
        shape = (1,) * (rank - len(self.gain.shape)) + self.gain.shape
        return all(shape[axis] == 1 for axis in self.axes)

    @property
    def normal_values(self) -> np.ndarray:
        """What comes out before anything learned: each line with its own taken
        away, divided by its own spread; as floats, of the value's shape."""
        return (self.value.array.astype(float) - self.taken) / self.spread

    def along(self, back: np.ndarray, share: np.ndarray | float) -> np.ndarray:
        """The part of gradients that would only stretch the lines.

        Args:
            back: shaped as the value.
            share: of the sum along a line that counts, as 1 / its length.
        """
        normal = self.normal_values
        return normal * (back * normal).sum(axis=self.axes, keepdims=True) * share

    def back_through(self, back: np.ndarray, share: np.ndarray | float) -> np.ndarray:
        """The gradient of what went in, of one of what came out, as `along`
        has them both."""
        straight = back - self.along(back, share)
        if self.kind == "standard":
            straight = straight - back.mean(axis=self.axes, keepdims=True)
        return straight / self.spread

    def lines_of(self, few: np.ndarray) -> np.ndarray:
        """(lines,) of `taken` or `spread`."""
        return np.ravel(few)


def checked(
    kind: str,
    operation: Operation,
    value: Value,
    gain: Value | None,
    taken: np.ndarray,
    spread: np.ndarray,
    inside: list[Operation],
    roles: Roles,
) -> NormalisedFound | None:
    """The whole, if what comes out is what is computed again."""
    with np.errstate(all="ignore"):
        again = (value.array.astype(float) - taken) / spread
        again = again if gain is None else again * gain.array
    result = operation.result.array
    close = max(CLOSE, 8 * float(np.finfo(result.dtype).eps))
    if not np.allclose(result, again, rtol=close, atol=close * reach(again)):
        return None
    parts = {one.number: one for one in (*inside, operation)}
    last, gain, shift, more = gain_and_shift(operation, gain, min(parts), roles)
    parts |= {one.number: one for one in more}
    return NormalisedFound(
        kind,
        value,
        line_axes(value.shape, spread.shape),
        operation,
        last,
        gain,
        shift,
        taken,
        spread,
        tuple(parts[number] for number in sorted(parts)),
    )
