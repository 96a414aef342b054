"""How many examples go through a network side by side."""

from network.trace import Value
from scenes.reading.input_roles import InputRole, input_roles
from scenes.reading.kept_arrays import kept_arrays
from scenes.reading.value_roles import Roles


def example_counts(roles: Roles) -> frozenset[int]:
    """The lengths of the axes along which examples lie: the rows of what is
    multiplied from the left with what is learned. Ask for it as
    `roles.read(example_counts)`.

    So many numbers in a column may be examples, and are not called neurons.
    """
    return frozenset(
        left.shape[0]
        for operation in roles.operations
        if operation.function in ("matmul", "dot") and len(operation.operands) == 2
        for left, right in [operation.operands]
        if len(left.shape) == 2
        and len(right.shape) == 2
        and is_learned(roles, right)
        and not is_learned(roles, left)
    )


def is_learned(roles: Roles, value: Value) -> bool:
    """Whether an array is learned or begun by the call, or the object's own."""
    kept = roles.read(kept_arrays)
    role = roles.read(input_roles).get(value.identity)
    return (
        role is InputRole.LEARNED or kept.is_kept(value) and not kept.is_argument(value)
    )
