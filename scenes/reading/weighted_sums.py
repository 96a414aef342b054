"""What an array is as a sum of others, each times a number.

0.9 * m + 0.1 * g * g is {m: 0.9, the squares of g: 0.1}, in whatever order,
statements and places it was computed.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.reading.makers import Makers, key_of
from scenes.reading.plain_calls import is_plain

DEEPEST = 40  # operations behind one another


@dataclass(frozen=True)
class Term:
    """An array in a sum, times a number.

    Attributes:
        value: the array.
        factor: the number.
        power: 1, or 2 of its squares.
        under: what it is divided by, cell by cell, or None.
    """

    value: Value
    factor: float
    power: int = 1
    under: Value | None = None

    @property
    def key(self) -> tuple:
        under = None if self.under is None else key_of(self.under)
        return (*key_of(self.value), self.power, under)


@dataclass(frozen=True)
class WeightedSum:
    """A sum of Terms, each array once, and the operations that make it."""

    terms: dict[tuple, Term]
    operations: dict[int, Operation]

    @classmethod
    def of(cls, *terms: Term) -> "WeightedSum":
        return cls({term.key: term for term in terms}, {})

    def term(self, value: Value, power: int = 1) -> Term | None:
        return self.terms.get((*key_of(value), power, None))

    def scaled(self, factor: float) -> "WeightedSum":
        return WeightedSum(
            {
                key: replace(term, factor=term.factor * factor)
                for key, term in self.terms.items()
            },
            self.operations,
        )

    def plus(self, other: "WeightedSum", sign: int) -> "WeightedSum":
        terms = dict(self.terms)
        for key, term in other.scaled(sign).terms.items():
            factor = term.factor + (terms[key].factor if key in terms else 0)
            terms[key] = replace(term, factor=factor)
        return WeightedSum(terms, {**self.operations, **other.operations})


def weighted_sum(
    value: Value, makers: Makers, opens: Callable[[Value, Operation], bool]
) -> WeightedSum:
    """The WeightedSum that a value is.

    Args:
        opens: whether to look into what made a value, given that too; what
            is not looked into is an array of the sum.
    """
    return _Reader(makers, opens).read(value, 0)


class _Reader:
    def __init__(self, makers: Makers, opens: Callable) -> None:
        self._makers, self._opens = makers, opens

    def read(self, value: Value, depth: int) -> WeightedSum:
        made = self._makers.maker(value)
        whole = WeightedSum.of(Term(value, 1.0))
        if made is None or depth > DEEPEST or not self._opens(value, made):
            return whole
        found = self._of(made, depth + 1)
        if found is None:
            return whole
        return WeightedSum(found.terms, {**found.operations, made.number: made})

    def _of(self, made: Operation, depth: int) -> WeightedSum | None:
        reads = _READERS.get(made.function)
        operands = 1 if made.function in ("negative", "square", "copy") else 2
        if made.function == "setitem":
            return self._written(made, depth)
        if reads is None or not is_plain(made, made.function, operands=operands):
            return None
        return reads(self, made, depth)

    def _written(self, made: Operation, depth: int) -> WeightedSum | None:
        """All of an array is written anew: v[:] = what."""
        value = made.operands[-1]
        is_whole = np.array_equal(value.array, made.result.array)
        return self.read(value, depth) if is_whole else None

    def _added(self, made: Operation, depth: int) -> WeightedSum | None:
        left, right = made.operands
        if not left.shape == right.shape == made.result.shape:
            return None
        sign = 1 if made.function == "add" else -1
        return self.read(left, depth).plus(self.read(right, depth), sign)

    def _times(self, made: Operation, depth: int) -> WeightedSum | None:
        left, right = made.operands
        for number, array in ((left, right), (right, left)):
            if is_number(number):
                return self.read(array, depth).scaled(_number(number))
        if key_of(left) == key_of(right):
            return WeightedSum.of(Term(left, 1.0, 2))
        return self._scaled_square(left, right, depth)

    def _scaled_square(
        self, left: Value, right: Value, depth: int
    ) -> WeightedSum | None:
        """(0.1 * g) * g."""
        for one, other in ((left, right), (right, left)):
            found = self.read(one, depth)
            (term, *more) = found.terms.values()
            if not more and term.power == 1 and key_of(term.value) == key_of(other):
                square = WeightedSum.of(Term(other, term.factor, 2))
                return WeightedSum(square.terms, found.operations)
        return None

    def _divided(self, made: Operation, depth: int) -> WeightedSum | None:
        above, below = made.operands
        if is_number(below):
            number = _number(below)
            return self.read(above, depth).scaled(1 / number) if number else None
        if is_number(above) or not above.shape == below.shape == made.result.shape:
            return None
        found = self.read(above, depth)
        if any(term.under is not None for term in found.terms.values()):
            return None
        under = [replace(term, under=below) for term in found.terms.values()]
        return WeightedSum({term.key: term for term in under}, found.operations)

    def _negative(self, made: Operation, depth: int) -> WeightedSum:
        return self.read(made.operands[0], depth).scaled(-1)

    def _square(self, made: Operation, depth: int) -> WeightedSum:
        return WeightedSum.of(Term(made.operands[0], 1.0, 2))

    def _power(self, made: Operation, depth: int) -> WeightedSum | None:
        base, exponent = made.operands
        if is_number(exponent) and _number(exponent) == 2:
            return WeightedSum.of(Term(base, 1.0, 2))
        return None

    def _copy(self, made: Operation, depth: int) -> WeightedSum:
        return self.read(made.operands[0], depth)


_READERS: dict[str, Callable] = {
    "add": _Reader._added,
    "subtract": _Reader._added,
    "multiply": _Reader._times,
    "divide": _Reader._divided,
    "true_divide": _Reader._divided,
    "negative": _Reader._negative,
    "square": _Reader._square,
    "power": _Reader._power,
    "copy": _Reader._copy,
}


def is_number(value: Value) -> bool:
    """Whether a value is one real number."""
    return value.shape == () and value.dtype.kind in "biuf"


def _number(value: Value) -> float:
    return float(value.array.item())


def root_of(
    value: Value, makers: Makers, ends: Callable[[Value], bool]
) -> tuple[Value, dict[int, Operation]] | None:
    """(what the root is taken of, the operations) of sqrt(v / c) + eps.

    Args:
        ends: whether a value is what may stand under the root.
    """
    passed: dict[int, Operation] = {}
    rooted = False
    for _ in range(DEEPEST):
        if ends(value):
            return (value, passed) if rooted else None
        made = makers.maker(value)
        if made is None:
            return None
        numbers = [one for one in made.operands if is_number(one)]
        arrays = [one for one in made.operands if not is_number(one)]
        is_root = made.function == "sqrt" or (
            made.function == "power"
            and is_number(made.operands[1])
            and _number(made.operands[1]) == 0.5
        )
        if len(arrays) != 1 or not (is_root or made.function in _EASED):
            return None
        if made.function in ("subtract", "divide") and made.operands[0] is numbers[0]:
            return None
        passed[made.number] = made
        rooted, value = rooted or is_root, arrays[0]
    return None


_EASED = ("add", "divide", "true_divide", "multiply", "maximum")
