"""What becomes of gradients on their way: the bias's part, the mean over the
examples, and what a penalty on large weights adds.

If y = x @ w + b, and d is the gradient of y, that of w is x.T @ d, and that of
b is d added up over the examples. It is told by the product that goes back.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.affine_layers import affine_layers
from scenes.reading.gradient_products import gradient_products
from scenes.reading.in_place_update import InPlaceUpdate
from scenes.reading.makers import Key, key_of
from scenes.reading.products import products
from scenes.reading.reductions import reduction
from scenes.reading.value_roles import Roles

_DIVIDES = ("divide", "true_divide")


@dataclass(frozen=True)
class GradientParts:
    """What is known of the gradients of a trace.

    Attributes:
        of_biases: the bias of which a sum is the gradient, by the number of
            the operation that adds up.
        examples: how many examples a gradient added up, by its `key_of`.
        weights: of which weights a gradient is, by its identity.
    """

    of_biases: Mapping[int, Value]
    examples: Mapping[Key, int]
    weights: Mapping[int, Value]

    def mean_over(self, operation: Operation) -> int:
        """Over how many examples an operation makes a gradient's sum the
        mean; 0: it does not."""
        if operation.function not in _DIVIDES or len(operation.operands) != 2:
            return 0
        summed, by = operation.operands
        count = self.examples.get(key_of(summed), 0)
        is_count = by.shape == () and float(by.array.item()) == count
        return count if is_count and count > 1 else 0

    def is_pull(self, update: InPlaceUpdate) -> bool:
        """Whether an update adds to a gradient of weights a share of these
        weights themselves, as a penalty on their squares asks for."""
        weights = self.weights.get(update.old.identity)
        added = update.gradient
        return (
            weights is not None
            and added is not None
            and update.rate is not None
            and added.memory == weights.memory
            and added.shape == weights.shape
            and update.sign * float(update.rate.array.item()) > 0
        )


def gradient_parts(roles: Roles) -> GradientParts:
    """The GradientParts of a trace; ask as `roles.read(gradient_parts)`."""
    made = {one.operation.number: one for one in roles.read(products)}
    layers = {
        one.product.operation.number: one for one in roles.read(affine_layers).values()
    }
    biases: dict[Key, Value] = {}
    examples: dict[Key, int] = {}
    weights: dict[int, Value] = {}
    for number, gradient in roles.read(gradient_products).items():
        bias = layers[gradient.forward.operation.number].bias
        if bias is not None:
            biases[key_of(gradient.gradient.source)] = bias.source
        if gradient.is_of_weights:
            result = made[number].operation.result
            examples[key_of(result)] = made[number].cells
            weights[result.identity] = gradient.of
    of_biases: dict[int, Value] = {}
    for operation in roles.operations:
        bias_of = (
            biases.get(key_of(operation.operands[0])) if operation.operands else None
        )
        found = reduction(operation) if bias_of is not None else None
        if bias_of is None or found is None or found.function not in ("sum", "mean"):
            continue
        if np.prod(bias_of.shape) == np.prod(found.result.shape):
            of_biases[operation.number] = bias_of
            if found.function == "sum":
                examples[key_of(found.result)] = found.length
    return GradientParts(of_biases, examples, weights)
