"""Products of a trace as layers of neurons: weights, and what goes through.

Of a batch one example is followed, the first if nothing else is said.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from network.trace import Operation, Value
from scenes.reading.activations import Activation, activations
from scenes.reading.laid_anew import LAYS, TURNS
from scenes.reading.makers import is_same, key_of
from scenes.reading.neuron_cells import Cells
from scenes.reading.plain_calls import is_plain
from scenes.reading.products import Factor, Product, products
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

ONLY_LAID = (*TURNS, *LAYS, "flatten", "copy", "astype", "atleast_2d", "asarray")
MOST_BACK = 200  # operations that are looked at behind a value


@dataclass(frozen=True)
class DenseLayer:
    """One way to read a product as a layer.

    Attributes:
        product: that adds up what comes into each neuron.
        is_left: whether the weights stand on its left side.
        addition: the Operation that adds the biases, or None.
        biases: what it adds, or None.
        activation: what the sums go through, or None.
        example: the index of the one that is followed.
    """

    product: Product
    is_left: bool
    addition: Operation | None = None
    biases: Value | None = None
    activation: Activation | None = None
    example: int = 0

    @property
    def factors(self) -> tuple[Factor, Factor]:
        """(of the weights, of the data)."""
        left, right = self.product.left, self.product.right
        return (left, right) if self.is_left else (right, left)

    @property
    def examples(self) -> int:
        return self.product.columns if self.is_left else self.product.rows

    @property
    def weights(self) -> Cells:
        """(neurons, neurons before)."""
        factor, _ = self.factors
        if self.is_left:
            return Cells(factor.value, lambda array: factor.laid(array)[0])
        return Cells(factor.value, lambda array: factor.laid(array)[0].T)

    @property
    def source(self) -> Cells:
        """(neurons before,)"""
        _, factor = self.factors
        if self.is_left:
            return Cells(
                factor.value, lambda array: factor.laid(array)[0, :, self.example]
            )
        return Cells(factor.value, lambda array: factor.laid(array)[0, self.example])

    @property
    def pre_activations(self) -> Value:
        made = self.addition or self.product.operation
        return made.result

    @property
    def result(self) -> Value:
        return self.activation.result if self.activation else self.pre_activations

    def of_neurons(self, value: Value) -> Cells:
        """(neurons,) of a value that goes into the product's result, or is
        shaped as that."""
        product, shape = self.product, self.product.operation.result.shape

        def layout(array: np.ndarray) -> np.ndarray:
            laid = product.laid(np.broadcast_to(array, shape))[0]
            return laid[:, self.example] if self.is_left else laid[self.example]

        return Cells(value, layout)


def dense_layers(roles: Roles) -> tuple[tuple[DenseLayer, ...], ...]:
    """For each product that can be one the ways to read it, in order: each
    side as the weights, each curve that its sums go through."""
    made = {one.operation.number for one in roles.read(products)}
    found = (
        tuple(_readings(one, roles, made))
        for one in roles.read(products)
        if one.shape[0] == 1
    )
    return tuple(one for one in found if one)


def _readings(product: Product, roles: Roles, made: set[int]) -> Iterator[DenseLayer]:
    for is_left in _sides(product, roles, made):
        bare = DenseLayer(product, is_left)
        for layer in (*_with_biases(bare, roles, made), bare):
            sums = layer.pre_activations
            for one in activations(roles, sums):
                softmax = one.softmax
                layered = DenseLayer(
                    product, is_left, layer.addition, layer.biases, one
                )
                if softmax is None or _are_shares(layered):
                    yield layered
            yield layer


def _are_shares(layer: DenseLayer) -> bool:
    shares = layer.of_neurons(layer.result).array.astype(float)
    return not abs(float(shares.sum()) - 1) > 1e-3  # of no numbers it may be


def _sides(product: Product, roles: Roles, made: set[int]) -> Iterator[bool]:
    """On which side the weights can stand, the likelier first."""
    can = [
        is_left
        for is_left, factor in ((True, product.left), (False, product.right))
        if len(factor.value.shape) >= 2 and _is_given(factor.value, roles, made)
    ]
    known = [
        is_left
        for is_left, factor in ((True, product.left), (False, product.right))
        if any(map(roles.is_parameter, (factor.value, factor.source)))
    ]
    # x @ w, unless there is but one column. What was kept from before can be
    # data, too, where a call is given a list of examples.
    is_column = product.columns == 1 and product.rows > 1
    likely = known[0] if len(known) == 1 else is_column
    yield from sorted(can, key=lambda is_left: is_left != likely)


def _with_biases(
    layer: DenseLayer, roles: Roles, made: set[int]
) -> Iterator[DenseLayer]:
    sums = layer.product.operation.result
    for one in roles.read(uses).of(sums):
        if not is_plain(one, "add"):
            continue
        others = [value for value in one.operands if not is_same(value, sums)]
        if (
            len(others) != 1
            or one.result.shape != sums.shape
            or others[0].shape == ()
            and not others[0].name
            or others[0].dtype.kind not in "biuf"
            or not _is_given(others[0], roles, made)
        ):
            continue
        places = DenseLayer(layer.product, layer.is_left).of_neurons(others[0]).flats
        if others[0].array.size in (1, len(places)) or _is_repeated(layer, others[0]):
            yield DenseLayer(layer.product, layer.is_left, one, others[0])


def _is_repeated(layer: DenseLayer, value: Value) -> bool:
    """Whether all examples have the same numbers added."""
    shape = layer.product.operation.result.shape
    laid = layer.product.laid(np.broadcast_to(value.array, shape))[0]
    first = laid[:, :1] if layer.is_left else laid[:1]
    return bool(np.array_equal(laid, np.broadcast_to(first, laid.shape)))


def _is_given(value: Value, roles: Roles, made: set[int]) -> bool:
    """Whether a value comes from no product of the trace."""
    waiting, seen = deque([value]), set[int]()
    while waiting and len(seen) < MOST_BACK:
        one = roles.makers.maker(waiting.popleft())  # the nearest product first
        if one is None or one.number in seen:
            continue
        if one.number in made:
            return False
        seen.add(one.number)
        waiting += one.operands
    return True


def laid_before(roles: Roles, value: Value) -> Iterator[Value]:
    """A value, and what it was before it was only laid out anew."""
    yield value
    while made := roles.makers.of(value, *ONLY_LAID):
        value = made.operands[0]
        yield value


def chains(roles: Roles) -> tuple[tuple[DenseLayer, ...], ...]:
    """For each reading of each product the longest row of layers that ends
    with it, each of which goes into the next; `roles.read(chains)`."""
    best: dict[tuple[int, int], list[_Ranked]] = {}
    found = []
    for readings in roles.read(dense_layers):
        for one in [_continued(layer, best, roles) for layer in readings]:
            best.setdefault(key_of(one.chain[-1].result), []).append(one)
            found.append(one.chain)
    return tuple(found)


def longest_chain(roles: Roles) -> tuple[DenseLayer, ...]:
    """The longest row of layers of which each goes into the next; of several
    the first with biases or a curve."""
    found = roles.read(chains)
    longest = max(map(len, found), default=0)
    return max(
        (chain for chain in found if len(chain) == longest),
        key=lambda chain: sum(map(_parts, chain)),
        default=(),
    )


class _Ranked(NamedTuple):
    """A chain, and how many biases and curves it has: kept, as it is asked for
    again with each layer that follows."""

    chain: tuple[DenseLayer, ...]
    parts: int


def _rank(one: _Ranked) -> tuple[int, int]:
    return len(one.chain), one.parts


def _parts(layer: DenseLayer) -> int:
    return (layer.addition is not None) + (layer.activation is not None)


def _continued(
    layer: DenseLayer, best: dict[tuple[int, int], list[_Ranked]], roles: Roles
) -> _Ranked:
    """The longest chain whose last layer's neurons are what goes in here, and
    then this layer."""
    source = layer.source
    before = max(
        (
            one
            for value in laid_before(roles, source.value)
            for one in best.get(key_of(value), ())
            if one.chain[-1].examples == layer.examples
            and source.holds(one.chain[-1].of_neurons(one.chain[-1].result))
        ),
        key=_rank,
        default=_Ranked((), 0),
    )
    return _Ranked((*before.chain, layer), before.parts + _parts(layer))
