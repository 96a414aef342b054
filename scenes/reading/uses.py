"""Which operations read a value."""

from collections.abc import Iterable

from network.trace import Operation, Value
from scenes.reading.value_roles import Roles


class Uses:
    """Which of some operations read a value, in order."""

    def __init__(self, operations: Iterable[Operation] = ()) -> None:
        self._by_value: dict[tuple[int, int], list[Operation]] = {}
        for operation in operations:
            for key in {(one.identity, one.version) for one in operation.operands}:
                self._by_value.setdefault(key, []).append(operation)

    def of(self, value: Value) -> tuple[Operation, ...]:
        """The operations that read a value as it is."""
        return tuple(self._by_value.get((value.identity, value.version), ()))


def uses(roles: Roles) -> Uses:
    """The Uses in the whole trace; ask for it as `roles.read(uses)`."""
    return Uses(roles.operations)
