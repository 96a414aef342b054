"""What the sums of a layer go through: a curve, or a softmax."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.reading.cell_arithmetic import works_on_each_cell
from scenes.reading.cell_functions import cell_functions
from scenes.reading.elementwise import ElementwiseFunction
from scenes.reading.function_of_cells import CellFunction
from scenes.reading.known_curves import OTHER, known_name
from scenes.reading.makers import key_of
from scenes.reading.softmax_found import SoftmaxFound
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

MOST_ALONE = 8  # operations of the curve of a single number


@dataclass(frozen=True)
class Activation:
    """A curve of each number alone, or a softmax of all.

    Attributes:
        operations: that compute it, in order.
        result: what comes out, shaped as what goes in.
        function: the curve, or None.
        softmax: or the softmax.
    """

    operations: tuple[Operation, ...]
    result: Value
    function: ElementwiseFunction | None = None
    softmax: SoftmaxFound | None = None


def activations(roles: Roles, sums: Value) -> Iterator[Activation]:
    """All that a value goes through, what is likest to be meant first.

    Slopes and masks are none, but a call that is nothing else.
    """
    for softmax in roles.read(softmaxes_by_scores).get(key_of(sums), ()):
        result = softmax.division.result
        if result.shape == sums.shape:
            yield Activation(softmax.operations, result, softmax=softmax)
    found = [
        one
        for one in roles.read(cell_functions).by_argument.get(key_of(sums), ())
        if not one.slope_of
        and one.result.shape == sums.shape
        and (not one.is_mask or one.result.identity in roles.functions)
    ]
    for one in sorted(
        found, key=lambda one: (not one.is_named, one.operations[0].number)
    ):
        called = roles.functions.get(one.result.identity)
        known = called is not None and key_of(called.argument) == key_of(one.argument)
        yield Activation(one.operations, one.result, called if known else one)
    if int(np.prod(sums.shape, dtype=int)) == 1:
        yield from _alone(roles, sums)


def softmaxes_by_scores(roles: Roles) -> dict[tuple[int, int], list[SoftmaxFound]]:
    """The softmaxes of a trace by the `key_of` what goes in."""
    found: dict[tuple[int, int], list[SoftmaxFound]] = {}
    for one in roles.softmaxes.values():
        found.setdefault(key_of(one.scores), []).append(one)
    return found


def _alone(roles: Roles, sums: Value) -> Iterator[Activation]:
    """The curves of one number that the field has names for, the longest
    first."""
    chains = list(_chains(roles, sums))
    for operations in reversed(chains):
        last = operations[-1]
        function = CellFunction(
            OTHER,
            last.span,
            sums,
            last.result,
            operations,
            " ".join(last.expression.split()),
            sums.name or "x",
            frozenset(one.number for one in operations),
        )
        name = _name(function)
        if name != OTHER:
            yield Activation(operations, last.result, replace(function, name=name))


def _chains(roles: Roles, sums: Value) -> Iterator[tuple[Operation, ...]]:
    """What a number goes through, one operation after the other."""
    read, value = roles.read(uses), sums
    operations: tuple[Operation, ...] = ()
    known = {key_of(sums)}
    while len(operations) < MOST_ALONE:
        after = [one for one in read.of(value) if one.results]
        if not after or not works_on_each_cell(after[0]):
            return
        given = after[0].operands
        if after[0].result.shape != sums.shape or any(
            one.shape != () and key_of(one) not in known for one in given
        ):
            return
        value = after[0].result
        known.add(key_of(value))
        operations = (*operations, after[0])
        yield operations


def _name(function: CellFunction) -> str:
    """What the curve is called, if what was recorded lies on it."""
    try:
        here = function(function.argument.array.astype(float))
        if not np.allclose(
            here, function.result.array.astype(float), rtol=1e-3, equal_nan=True
        ):
            return OTHER
        return known_name(function)
    except (ValueError, TypeError, IndexError, KeyError):
        return OTHER
