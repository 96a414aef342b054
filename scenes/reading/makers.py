"""Which operation made a value, and what only laid it out anew since."""

import re
from collections.abc import Iterable

from network.trace import Operation, Value

_LITERAL = re.compile(r"[-+]?\.?\d[\w.]*([-+]\d+)?")  # "2", "-0.5", "1e-5"
Key = tuple[int, int]  # identity and version: what makes a value the same


def key_of(value: Value) -> Key:
    return value.identity, value.version


class Makers:
    """Which of some operations made a value.

    A scalar of NumPy may be another object where it is used again, as after
    float(): it is known by its content, unless it stands there in the code.
    """

    def __init__(self, operations: Iterable[Operation] = ()) -> None:
        self._made: dict[Key, Operation] = {}
        self._scalars: dict[str, Operation] = {}
        for operation in operations:
            self.add(operation)

    def add(self, operation: Operation) -> None:
        """Take in one more, which comes after those before; it makes nothing
        of what it only hands on."""
        keys = {key_of(value) for value in operation.operands}
        numbers = {value.digest for value in operation.operands if value.shape == ()}
        for value in operation.results:
            if key_of(value) not in keys:
                self._made[key_of(value)] = operation
            if value.shape == () and value.digest not in numbers:
                self._scalars[value.digest] = operation

    def maker(self, value: Value) -> Operation | None:
        """What made a value, or None."""
        made = self._made.get(key_of(value))
        if made or not value.is_scalar or _LITERAL.fullmatch(value.expression):
            return made
        return self._scalars.get(value.digest)

    def before(self, value: Value, number: int) -> Operation | None:
        """What made a value before the operation of a number, or None: so equal
        numbers are told apart by when they were made."""
        made = self.maker(value)
        return made if made is not None and made.number < number else None

    def is_there(self, value: Value, number: int) -> bool:
        """Whether a value is there before the operation of a number: made by then,
        or by nothing."""
        made = self.maker(value)
        return made is None or made.number < number

    def of(self, value: Value, *functions: str) -> Operation | None:
        """What made a value, if it is one of some functions."""
        made = self.maker(value)
        return made if made and made.function in functions else None

    def behind(self, value: Value, *functions: str) -> list[Operation]:
        """The same, and what laid its result out anew, the latest first."""
        passed = []
        while laid := self.of(value, "getitem", "reshape", "expand_dims"):
            passed.append(laid)
            value = laid.operands[0]
        made = self.of(value, *functions)
        return [*passed, made] if made else []

    def is_made_of(self, value: Value, other: Value) -> bool:
        """Whether a value is another one, or computed of it, by whatever steps."""
        seen, left = set(), [value]
        while left:
            one = left.pop()
            if is_same(one, other):
                return True
            if key_of(one) not in seen:
                seen.add(key_of(one))
                made = self.maker(one)
                left += made.operands if made is not None else ()
        return False


def is_same(one: Value, other: Value) -> bool:
    return key_of(one) == key_of(other)
