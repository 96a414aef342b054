"""Which operations change an array in place by something added to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from network.trace import Operation, Value
from scenes.reading.plain_calls import is_plain


@dataclass(frozen=True)
class InPlaceUpdate:
    """old += change, or old -= change; the change may be rate * what.

    Attributes:
        old: what was there.
        change: what is added or taken, of the same shape.
        sign: 1 where it is added, -1 where it is taken.
        rate: the number that the change was multiplied by, or None.
        gradient: what it multiplies; or None.
        count: how many operations it is.
        is_sum: whether what was there began at zero, and has only been added
            to since.
    """

    old: Value
    change: Value
    sign: int
    rate: Value | None
    gradient: Value | None
    count: int
    is_sum: bool = False

    @property
    def is_taken(self) -> bool:
        """Whether rate times gradient is taken away, and not added."""
        return self.rate is not None and self.sign * self.rate.array.item() < 0


def in_place_update(operations: Sequence[Operation]) -> InPlaceUpdate | None:
    """The InPlaceUpdate that some operations begin with, or None."""
    count = 1 if operations[0].in_place else 2
    if (
        len(operations) < count
        or not operations[count - 1].in_place
        or not is_plain(operations[count - 1], "add", "subtract")
    ):
        return None
    last = operations[count - 1]
    old, change = last.operands
    if old.shape != change.shape or old.identity != last.result.identity:
        return None
    if count == 2 and operations[0].result.identity != change.identity:
        return None
    factors = (
        operations[0].operands
        if count == 2 and is_plain(operations[0], "multiply")
        else ()
    )
    return InPlaceUpdate(
        old,
        change,
        1 if last.function == "add" else -1,
        next((value for value in factors if value.is_scalar), None),
        next((value for value in factors if not value.is_scalar), None),
        count,
    )
