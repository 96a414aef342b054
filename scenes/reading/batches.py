"""Over which axis the examples of a batch stand."""

from network.trace import Value
from scenes.reading.value_roles import Roles

_PRODUCTS = ("matmul", "dot")
_TURNED = ("transpose", "swapaxes")


def runs_over_batch(roles: Roles, value: Value) -> bool:
    """Whether the rows of a matrix are examples: some product with a matrix
    turned over sums over them (x.T @ value), as gradients of weights do."""
    return len(value.shape) == 2 and value.identity in roles.read(summed_over_rows)


def summed_over_rows(roles: Roles) -> frozenset[int]:
    """Identities of matrices over whose rows x.T @ matrix adds up."""
    return frozenset(
        operation.operands[1].identity
        for operation in roles.operations
        if operation.function in _PRODUCTS
        and len(operation.operands) == 2
        and len(operation.operands[1].shape) == 2
        and roles.makers.of(operation.operands[0], *_TURNED)
    )
