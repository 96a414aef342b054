"""Where a mask lets numbers through, cell by cell, and stops the others.

x * mask, x[mask] = 0 or np.where(mask, x, 0): the gradient behind a ReLU,
which comes back only where the curve rises, and dropout, whose mask is drawn
at random and scales up what it keeps.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.beginnings import is_drawn
from scenes.reading.cell_arithmetic import works_on_each_cell
from scenes.reading.cell_functions import CellFunctions, cell_functions
from scenes.reading.function_of_cells import CellFunction
from scenes.reading.known_curves import TRIED
from scenes.reading.makers import Key, key_of
from scenes.reading.plain_calls import is_plain
from scenes.reading.slopes_found import curve_with_slopes
from scenes.reading.value_roles import Roles

_DRAWN = re.compile(r"rand|binomial|uniform|bernoulli|choice|permutation|shuffle")
_MASKING = ("setitem", "putmask", "where", "multiply")
MOST_BEHIND = 6  # operations from what is drawn to the mask


@dataclass(frozen=True)
class Gate:
    """A mask that stops some cells of an array.

    Attributes:
        source: what comes to it.
        mask: the value that is read as mask.
        is_open: (...) booleans, of the source's shape: which cells pass.
        factor: by which those are multiplied that pass.
        curve: whose slope it is, 0 or 1, or None.
        compared: the CellFunction whose result the mask is, or None.
        is_drawn: whether it was drawn at random.
        is_again: whether the same mask has stopped something before.
        stops: whether the mask is true where cells are stopped.
        result: what comes out.
        operations: those that make the mask out of what is compared, where
            nothing but this gate reads it next, and the gate's own.
    """

    source: Value
    mask: Value
    is_open: np.ndarray
    factor: float
    curve: CellFunction | None
    compared: CellFunction | None
    is_drawn: bool
    stops: bool
    result: Value
    operations: tuple[Operation, ...]
    is_again: bool = False

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(one.number for one in self.operations)


@dataclass(frozen=True)
class Gates:
    """The Gates of a trace.

    Attributes:
        by_first: by the number of the operation with which the mask begins,
            where what it stops is there by then.
        by_last: by the number of the operation that stops.
    """

    by_first: Mapping[int, Gate]
    by_last: Mapping[int, Gate]


def gates(roles: Roles) -> Gates:
    """The Gates of a trace; ask for them as `roles.read(gates)`."""
    functions = roles.read(cell_functions)
    inside = frozenset().union(*(one.numbers for one in functions.by_result.values()))
    by_last = {
        operation.number: gate
        for operation in roles.operations
        if operation.function in _MASKING and operation.number not in inside
        for gate in _gates_of(operation, roles, functions)
    }
    by_first: dict[int, Gate] = {}
    masks: set[Key] = set()
    for number, gate in by_last.items():
        if key_of(gate.mask) in masks:
            by_last[number] = gate = replace(gate, is_again=True)
        masks.add(key_of(gate.mask))
        first = gate.operations[0].number
        if roles.makers.is_there(gate.source, first):
            by_first.setdefault(first, gate)
    return Gates(by_first, by_last)


def _gates_of(
    operation: Operation, roles: Roles, functions: CellFunctions
) -> Iterator[Gate]:
    """At most one."""
    for source, mask, stops in _readings(operation):
        result = operation.result
        if not (source.shape == mask.shape == result.shape and is_shown(mask)):
            continue
        if not is_shown(source) or result.array.size < 2:
            continue
        weights = mask.array.astype(float)
        if stops:
            weights = 1.0 - weights
        factor = float(np.abs(weights).max())
        is_open = weights == factor
        if factor <= 0 or not (is_open | (weights == 0)).all():
            continue
        compared = functions.computing(mask)
        if compared is not None and (factor != 1 or not _is_step(compared)):
            compared = None
        found = compared and curve_with_slopes(functions, compared, weights)
        is_drawn = compared is None and _is_drawn(mask, roles)
        if compared is None and not is_drawn:
            continue
        yield Gate(
            source,
            mask,
            is_open,
            factor,
            found[0] if found else None,
            compared,
            is_drawn,
            stops,
            result,
            (*(compared.operations if compared else ()), operation),
        )
        return


def _is_step(function: CellFunction) -> bool:
    """Whether it gives 0 and 1 wherever it is tried, and not only here."""
    with np.errstate(all="ignore"):
        heights = np.asarray(function(TRIED), float)
    return bool(np.isin(heights, (0, 1)).all())


def _readings(operation: Operation) -> Iterator[tuple[Value, Value, bool]]:
    """(what comes, the mask, whether that is true where it is stopped)."""
    operands = operation.operands
    if operation.function == "multiply":
        if is_plain(operation, "multiply"):
            yield operands[0], operands[1], False
            yield operands[1], operands[0], False
        return
    if len(operands) != 3 or not works_on_each_cell(operation):
        return
    if operation.function == "where":
        mask, chosen, other = operands
        if _is_zero(other):
            yield chosen, mask, False
        elif _is_zero(chosen):
            yield other, mask, True
        return
    source, mask, written = operands
    if _is_zero(written):
        yield source, mask, True


def _is_zero(value: Value) -> bool:
    return value.shape == () and not value.array


def _is_drawn(mask: Value, roles: Roles) -> bool:
    """Whether a mask comes from numbers drawn at random, and nothing else."""
    for _ in range(MOST_BEHIND):
        made = roles.makers.maker(mask)
        if made is None:
            return False
        arrays = [one for one in made.operands if one.shape != ()]
        if not arrays:
            return made.kind == "gap" and (
                bool(_DRAWN.search(f"{made.function} {made.expression}"))
                or (roles.trace is not None and is_drawn(made, roles.trace))
            )
        if len(arrays) != 1 or not works_on_each_cell(made):
            return False
        mask = arrays[0]
    return False
