"""Products that go back over another product: what each is a gradient of.

If y = x @ w, a gradient of y goes back in two products. With the input turned
over it adds up, over the rows, what each of them says of each weight:
x.T @ dy. With the weights turned over it comes to the input: dy @ w.T. Both
are told from what was multiplied before, along which axis, and from shapes.
"""

from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.reading.affine_layers import AffineLayer, affine_layers
from scenes.reading.cell_functions import cell_functions
from scenes.reading.elementwise import name_outside
from scenes.reading.kept_arrays import kept_arrays
from scenes.reading.makers import key_of
from scenes.reading.optimiser_steps import descents
from scenes.reading.own_curves import laid_out_of, layer_behind
from scenes.reading.parameter_chains import parameter_chains
from scenes.reading.plain_updates import plain_updates
from scenes.reading.products import Factor, Product
from scenes.reading.value_roles import Roles

Key = tuple[int, int, int]
Made = tuple[int, int]  # identity and version
REMEMBERED = 4  # earlier products of an array that are looked at
# What a gradient comes through on no way back.
_NO_SLOPE = ("linalg.inv", "linalg.pinv", "linalg.solve", "linalg.lstsq")
LOOKED_AT = 60  # operations behind a gradient, at most


@dataclass(frozen=True)
class GradientProduct:
    """A product that goes back over an earlier one.

    Attributes:
        forward: the earlier product.
        through: the Factor that both have, as it stands in this one.
        gradient: the other Factor of this product, as large as the result
            of the forward one.
        source: the array that both share, as it was before it was turned.
        of: the value that the result is as large as, the other one of the
            forward product.
        is_of_weights: whether that are the weights; None where they are not
            told apart from the inputs.
        over_columns: whether what is added up are columns of the source, not
            its rows.
    """

    forward: Product
    through: Factor
    gradient: Factor
    source: Value
    of: Value
    is_of_weights: bool | None
    over_columns: bool


def gradient_products(roles: Roles) -> dict[int, GradientProduct]:
    """The GradientProducts of a trace, by the number of the Product's own
    operation; ask as `roles.read(gradient_products)`."""
    return _Search(roles).found


@dataclass(frozen=True)
class _Match:
    """An earlier product that one goes back over.

    Attributes:
        layer: the earlier one.
        is_left: whether the left factor of it is the one that both have.
        through, gradient: the factors of the later one.
    """

    layer: AffineLayer
    is_left: bool
    through: Factor
    gradient: Factor


class _Search:
    """Goes through the products of a trace once, from first to last."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        layers = list(roles.read(affine_layers).values())
        layers.sort(key=lambda layer: layer.product.operation.number)
        self._changed = _changed(roles.operations)
        self._multiplied = {layer.product.operation.number for layer in layers}
        self._used = {
            value.memory
            for layer in layers
            for value in (*layer.product.operation.operands, *_biases(layer))
        }
        self._latest: dict[Key, list[tuple[AffineLayer, bool]]] = {}
        self._gradients: set[Made] = set()
        trace = roles.trace
        self._given = {one.identity for one in (trace.inputs if trace else ())}
        self._learned = _learned(roles)
        self._by_number = {one.number: one for one in roles.operations}
        matches: dict[int, _Match] = {}
        self._matches = matches
        for layer in layers:
            match = self._match(layer.product)
            operation = layer.product.operation
            if match is not None:
                matches[operation.number] = match
                self._gradients.add(_made(operation.result))
                continue
            for is_left in (True, False):
                key = _key(_side(layer.product, is_left).source)
                self._latest.setdefault(key, []).append((layer, is_left))
        self._graded = {
            (one.layer.product.operation.number, not one.is_left)
            for one in matches.values()
        }
        self.found = {
            number: self._found(number, one) for number, one in matches.items()
        }

    def _match(self, product: Product) -> _Match | None:
        size = product.operation.result.array.size
        for here in (True, False):
            through, gradient = _side(product, here), _side(product, not here)
            known = self._latest.get(_key(through.source), [])
            fitting = [
                (layer, is_left)
                for layer, is_left in known[: -REMEMBERED - 1 : -1]
                if _added(through, here)
                != _added(_side(layer.product, is_left), is_left)
                and _size(gradient) == layer.product.operation.result.array.size
                and _size(_side(layer.product, not is_left)) == size
            ]
            fitting = self._certain(fitting, gradient.source)
            for layer, is_left in fitting:
                if self._is_gradient(gradient.source, layer):
                    return _Match(layer, is_left, through, gradient)
        return None

    def _certain(
        self, fitting: list[tuple[AffineLayer, bool]], gradient: Value
    ) -> list[tuple[AffineLayer, bool]]:
        """Those that a gradient may belong to: of several products of one input,
        such as gates, or queries and keys, the one that it came back through."""
        written: dict[object, tuple[AffineLayer, bool]] = {}
        for one, left in fitting:
            # The same in an earlier round is none of several; another gate of one
            # loop is, whose weights have another key.
            key = one.product.operation.span, _side(one.product, not left).source.name
            written.setdefault(key, (one, left))
        if len(written) < 2:
            return fitting
        fitting = list(written.values())
        kept = self._roles.read(kept_arrays)
        others = [_side(one.product, not left).source for one, left in fitting]
        there = {
            one.memory
            for one in others
            if kept.is_kept(one) or self._roles.makers.maker(one) is None
        }
        if len(there) < 2:
            return fitting
        layers = [one for one, _ in fitting]
        own = layer_behind(gradient, layers, self._roles) or self._of(gradient, layers)
        return [(one, left) for one, left in fitting if one is own]

    def _of(self, gradient: Value, layers: list[AffineLayer]) -> AffineLayer | None:
        """The layer of whose result a gradient product is: dq of q = x @ Wq."""
        made = laid_out_of(gradient, self._roles)
        match = self._matches.get(made.number) if made is not None else None
        if match is None:
            return None
        value = _side(match.layer.product, not match.is_left).source
        made = laid_out_of(value, self._roles)
        for layer in layers:
            if made is not None and made.number in {
                one.number for one in layer.operations
            }:
                return layer
        return None

    def _is_gradient(self, value: Value, layer: AffineLayer) -> bool:
        """Whether a value comes from what a layer computed and from something
        that it is compared with, or from what came back already.

        It comes back through no other products than those that go back over
        one: what was compared before these does not count, nor does what is
        only added.
        """
        if value.identity in self._learned:
            return False
        start = layer.product.operation.number
        ends = {_made(one.result) for one in layer.operations}
        waiting = [(value, True, False)]
        seen: set[tuple[Made, bool]] = set()
        is_later = is_compared = False
        while waiting and len(seen) < LOOKED_AT:
            one, is_back, is_added = waiting.pop(0)
            made = _made(one)
            if {(made, True), (made, is_back)} & seen or one.is_scalar:
                continue
            if one.identity in self._learned:  # what a step made of it came back once
                continue
            seen.add((made, is_back))
            if is_back and made in self._gradients:
                return True
            maker = self._maker(one)
            if made in ends:
                is_later = True
            elif maker is None or maker.number < start:
                is_other = one.memory not in self._used and not is_added
                is_compared |= is_back and is_other
            else:
                is_compared |= is_back and (
                    self._writes_another(maker) or self._takes_away_given(maker, start)
                )
                is_back &= maker.number not in self._multiplied
                if maker.function not in _NO_SLOPE:
                    added = maker.function == "add"
                    waiting += [(one, is_back, added) for one in maker.operands]
            if is_later and is_compared:
                return True
        return False

    def _writes_another(self, operation: Operation) -> bool:
        """Whether something is written into an array, as p[y] -= 1 does; a number
        that the code has, as in p[:, 0] = 1 for a bias, compares nothing."""
        if operation.kind != "assign":
            return False
        written = operation.operands[-1]
        return written.shape != () or self._maker(written) is not None

    def _takes_away_given(self, operation: Operation, start: int) -> bool:
        """Whether the difference is taken to what was there before a layer:
        an autoencoder is given what it should say, and multiplies it, too. Or
        to 1, a sure yes, of what comes out of a sigmoid."""
        if operation.function != "subtract":
            return False
        first, second, *more = operation.operands
        if not more and second.shape == () and second.array == 1:
            curve = self._roles.read(cell_functions).by_result.get(key_of(first))
            return curve is not None and curve.name == "sigmoid"
        if len({one.shape for one in operation.operands}) > 1:
            return False
        makers = map(self._maker, operation.operands)
        return any(one is None or one.number < start for one in makers)

    def _maker(self, value: Value) -> Operation | None:
        """What made a value, or what it was before a view of it changed it."""
        return self._roles.makers.maker(value) or (
            self._roles.makers.maker(replace(value, version=0))
            if value.version
            else None
        )

    def _found(self, number: int, match: _Match) -> GradientProduct:
        product, through = match.layer.product, match.through
        left = self._left_is_weights(match.layer)
        before = _side(product, match.is_left)
        # A view that nobody recorded has only the name of what it shows.
        is_known = not through.source.name.endswith(".T")
        return GradientProduct(
            product,
            through,
            match.gradient,
            through.source
            if is_known
            else self._outside(before.source, product, number),
            self._outside(_side(product, not match.is_left).source, product, number),
            None if left is None else left != match.is_left,
            match.is_left == before.is_turned,
        )

    def _is_there(self, value: Value) -> bool:
        """Whether it is neither computed nor an argument of the call."""
        made = self._roles.makers.maker(value)
        return made is None and value.identity not in self._given

    def _outside(self, value: Value, product: Product, number: int) -> Value:
        """A value with the name that it has where a later operation stands:
        of what a function was called with, the caller's."""
        trace = self._roles.trace
        assert trace is not None
        step = trace.steps[product.operation.step]
        here = trace.steps[self._by_number[number].step]
        while step.parent is not None and (step.parent, step.call) != (
            here.parent,
            here.call,
        ):
            parent = trace.steps[step.parent]
            first = next(one for one in trace.children(parent) if one.call == step.call)
            value = replace(value, name=name_outside(trace, value, first.number))
            step = parent
        return value

    def _left_is_weights(self, layer: AffineLayer) -> bool | None:
        """Whether the left factor of a product holds weights, or the right
        one; None: nothing tells them apart."""
        product, bias, roles = layer.product, layer.bias, self._roles
        number = product.operation.number
        sources = [self._whole(one.source) for one in (product.left, product.right)]
        if bias and bias.value.array.size > 1:
            return bias.by_columns
        if bias and (product.rows == 1) != (product.columns == 1):
            return product.rows == 1  # one number for the one neuron there is
        for signs in (
            [roles.is_parameter(one) for one in sources],
            [self._changed.get(one.memory, number) > number for one in sources],
            [self._is_there(one) for one in sources],
            [roles.makers.maker(one) is None for one in sources],
            [(number, is_left) in self._graded for is_left in (True, False)],
        ):
            if sum(signs) == 1:
                return signs[0]
        return None

    def _whole(self, value: Value) -> Value:
        """What a value is a view of: of weights[k] all the weights."""
        while True:
            made = self._roles.makers.maker(value)
            if made is None or not made.operands:
                return value
            if made.operands[0].memory != value.memory or made.in_place:
                return value
            value = made.operands[0]


def _learned(roles: Roles) -> set[int]:
    """Identities of the arrays that steps of learning change, found there by the
    call or made in it: they are gradients of nothing."""
    if roles.trace is None:
        return set()
    given = {one.identity for one in (*roles.trace.inputs, *roles.trace.attributes)}
    stepped = {one.old.identity for one in roles.read(plain_updates).values()}
    stepped |= {one.before.identity for one in roles.read(descents).values()}
    chained = {
        value.identity
        for chain in roles.read(parameter_chains)
        for update in chain.updates
        for value in (update.before, update.now)
    }
    return given & stepped | chained


def _changed(operations: tuple[Operation, ...]) -> dict[int, int]:
    """The number of the last operation that changes an array in place, or a part
    of it, by the array's memory."""
    return {
        value.memory: one.number
        for one in operations
        if one.in_place
        for value in one.results
    }


def _biases(layer: AffineLayer) -> tuple[Value, ...]:
    return (layer.bias.source,) if layer.bias else ()


def _made(value: Value) -> Made:
    return value.identity, value.version


def _key(value: Value) -> Key:
    """The same for all views of the same cells."""
    return value.memory, value.offset, int(np.prod(value.shape))


def _side(product: Product, is_left: bool) -> Factor:
    return product.left if is_left else product.right


def _size(factor: Factor) -> int:
    return int(np.prod(factor.value.shape))


def _added(factor: Factor, is_left: bool) -> str:
    """Which of an array's cells are added up: "all", "none", or those that
    are "near" each other in memory, or "far": the same for all its views."""
    value, (_, rows, columns) = factor.value, factor.shape
    if not is_left:
        rows, columns = columns, rows
    if 1 in (rows, columns):
        return "all" if rows == 1 else "none"
    near = [
        min(value.strides[axis] for axis in group if value.shape[axis] > 1)
        for group in factor.groups[1:]
    ]
    if not is_left:
        near.reverse()
    return "near" if near[1] < near[0] else "far"
