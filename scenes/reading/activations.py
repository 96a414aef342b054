"""What the sums of a layer go through: a curve, or a softmax."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.cell_arithmetic import works_on_each_cell
from scenes.reading.cell_functions import cell_functions
from scenes.reading.elementwise import ElementwiseFunction
from scenes.reading.function_of_cells import CellFunction, key_of
from scenes.reading.known_curves import OTHER, known_name
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
    """A curve of one number, if the field has a name for it."""
    read, value = roles.read(uses), sums
    operations: tuple[Operation, ...] = ()
    for _ in range(MOST_ALONE):
        after = [one for one in read.of(value) if one.results]
        if not after or not works_on_each_cell(after[0]):
            return
        operations = (*operations, after[0])
        value = after[0].result
        if value.shape != sums.shape or any(
            other.shape != () and key_of(other) not in _made(operations, sums)
            for one in operations
            for other in one.operands
        ):
            return
        function = CellFunction(
            OTHER,
            after[0].span,
            sums,
            value,
            operations,
            " ".join(after[0].expression.split()),
            sums.name or "x",
            frozenset(one.number for one in operations),
        )
        name = _name(function)
        if name != OTHER:
            named = CellFunction(
                **{
                    **{
                        field: getattr(function, field)
                        for field in function.__dataclass_fields__
                    },
                    "name": name,
                }
            )
            yield Activation(operations, value, named)


def _made(operations: tuple[Operation, ...], sums: Value) -> set[tuple[int, int]]:
    return {key_of(sums), *(key_of(one.result) for one in operations)}


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
