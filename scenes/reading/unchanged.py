"""Operations that change nothing that could be seen, and what only counts."""

from collections.abc import Sequence

from network.trace import Operation, Value
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

# What may lay an array out as it is laid out already.
_LAYS = ("reshape", "ravel", "squeeze", "atleast_1d", "atleast_2d", "getitem")
_PICKING = ("getitem", "setitem")


def changes_nothing(operations: Sequence[Operation], roles: Roles) -> bool:
    """Whether all of some operations leave an array as it is, shape, order
    and all, or count 0, 1, 2 only to say which row is meant, or go through
    numbers of which only Python computes."""
    return bool(operations) and all(
        _is_as_before(one) or _only_counts(one, roles) or _only_goes_on(one, roles)
        for one in operations
    )


def _is_as_before(operation: Operation) -> bool:
    """Whether it gives a view of all of an array, laid out as that is."""
    if operation.function not in _LAYS:
        return False
    before, after = operation.operands[0], operation.result
    # Of equal digests shapes are equal, too.
    return before.memory == after.memory and before.digest == after.digest


def _only_counts(operation: Operation, roles: Roles) -> bool:
    """Whether it is np.arange(n), of which nothing but places are made."""
    if operation.function != "arange":
        return False
    result = operation.result
    readers = roles.read(uses).of(result)
    return bool(readers) and all(_picks_by(one, result) for one in readers)


def _only_goes_on(operation: Operation, roles: Roles) -> bool:
    """Whether it is the next number of an array that a comprehension goes
    through, which nothing that was recorded reads: [kept[i] for i in chosen]."""
    if operation.function != "getitem" or len(operation.operands) != 1:
        return False
    result, written = operation.result, " ".join(operation.expression.split())
    return (
        result is not None
        and result.shape == ()
        and written[:1] in ("[", "(", "{")
        and " for " in written
        and not roles.read(uses).of(result)
    )


def _picks_by(reader: Operation, value: Value) -> bool:
    """Whether an operation takes or writes cells at places that a value says."""
    return reader.function in _PICKING and any(
        one.identity == value.identity for one in reader.operands[1:]
    )
