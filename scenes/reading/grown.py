"""What among some operations was computed of a value, and by what means.

That numbers are alike proves little where they are tiny or few: a
cross-entropy has a logarithm, a squared error a square.
"""

from collections.abc import Sequence
from itertools import dropwhile

from network.trace import Operation, Value
from scenes.reading.makers import Makers, key_of

LOGARITHMS = ("log", "log1p", "log2", "log10", "logaddexp")
CUTS = ("maximum", "clip", "where")  # what keeps numbers above a limit
SUMS_OF_PRODUCTS = ("dot", "vdot", "inner", "matmul", "einsum", "tensordot")
_PRODUCTS = ("multiply", *SUMS_OF_PRODUCTS)


class Grown:
    """Those of some operations that a value goes into, at once or by others.

    Args:
        value: that it begins with.
        path: the operations, in order.
        but: a value that is not followed.
    """

    def __init__(
        self,
        value: Value,
        path: Sequence[Operation],
        makers: Makers,
        but: Value | None = None,
    ) -> None:
        self._key, self._makers = key_of(value), makers
        self._but = None if but is None else key_of(but)
        self._numbers: set[int] = set()
        self.operations: list[Operation] = []
        for operation in path:
            if operation.function == "zeros_like":
                continue  # it takes over how large a value is, none of its numbers
            made = {key_of(one) for one in operation.results}
            if self._but not in made and any(map(self.holds, operation.operands)):
                self._numbers.add(operation.number)
                self.operations.append(operation)

    def holds(self, value: Value) -> bool:
        """Whether it is the value, or computed of it."""
        key = key_of(value)
        if key == self._key:
            return True
        made = self._makers.maker(value)
        return key != self._but and made is not None and made.number in self._numbers

    def has(self, *functions: str) -> bool:
        """Whether one of these is among the operations."""
        return any(one.function in functions for one in self.operations)

    def has_in_order(self, first: Sequence[str], then: Sequence[str]) -> bool:
        """Whether one of the first is among the operations, and one of the
        others after it."""
        since = dropwhile(lambda one: one.function not in first, self.operations)
        return any(one.function in then for one in since)

    def meets(self, number: float) -> bool:
        """Whether a number, or an array of nothing else, is added to it, or it is
        taken away from that."""
        return any(
            bool((value.array == number).all())
            for one in self.operations
            if one.function in ("add", "subtract")
            for value in one.operands
            if not self.holds(value)
        )

    @property
    def is_squared(self) -> bool:
        """Whether something of it is multiplied by something of it."""
        return any(map(self._squares, self.operations))

    def _squares(self, operation: Operation) -> bool:
        if operation.function in ("square", "linalg.norm"):
            return True
        if operation.function == "power":
            by = operation.operands[1]
            return by.array.size == 1 and float(by.array.ravel()[0]) == 2
        return (
            operation.function in _PRODUCTS
            and len(operation.operands) == 2
            and all(map(self.holds, operation.operands))
        )


def meet(one: Value, other: Value, path: Sequence[Operation], makers: Makers) -> bool:
    """Whether what is computed of one value, and what is computed of another
    on its own, go into one operation."""
    if key_of(one) == key_of(other):
        return False
    ones, others = Grown(one, path, makers, other), Grown(other, path, makers, one)
    return any(
        any(map(ones.holds, operation.operands))
        and any(map(others.holds, operation.operands))
        for operation in path
    )
