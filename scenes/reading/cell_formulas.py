"""Several operations of one statement that make each cell of an array of the
cells at its place in others: b * m + (1 - b) * g, or -(y / p) + (1 - y) / (1 - p).

What is a curve, a slope or a gate by itself, and whatever else says more than
its arithmetic, is no part of one.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from network.trace import Operation, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.cell_arithmetic import works_on_each_cell
from scenes.reading.cell_functions import cell_functions
from scenes.reading.errors_of_answers import answer_errors
from scenes.reading.gates import gates
from scenes.reading.known_curves import OTHER
from scenes.reading.losses import losses
from scenes.reading.makers import Key, key_of
from scenes.reading.normalised_found import normalised
from scenes.reading.optimiser_steps import descents
from scenes.reading.paired_cells import Combined, combined
from scenes.reading.penalties import penalties
from scenes.reading.plain_updates import plain_updates
from scenes.reading.slopes_found import slopes_found
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

MOST_OPERATIONS, MOST_ARRAYS = 12, 4
# Curves that are no more than their signs.
_PLAIN = (OTHER, "sqrt", "log", "exp", "square", "abs", "cube", "1/x", "1/√x")
# Those that are written with a sign, or before, behind or around a number.
WRITTEN = (
    *("add", "subtract", "multiply", "divide", "true_divide", "power"),
    *("negative", "sqrt", "square", "exp", "log", "absolute", "maximum", "minimum"),
)


@dataclass(frozen=True)
class CellFormula:
    """result = a formula of the cells at the same place in some arrays.

    Attributes:
        operations: in order; each but the last is read by these alone.
        sources: the arrays that go in, each once, in the order in which the
            formula has them; numbers are none of them.
    """

    operations: tuple[Operation, ...]
    sources: tuple[Value, ...]

    @property
    def result(self) -> Value:
        return self.operations[-1].result

    @cached_property
    def made(self) -> Mapping[Key, Operation]:
        """What makes what is computed on the way."""
        return {key_of(one.result): one for one in self.operations[:-1]}


def cell_formula(operations: Sequence[Operation], roles: Roles) -> CellFormula | None:
    """The longest CellFormula that operations of a statement begin with."""
    run = []
    made: set[Key] = set()
    for operation in operations[:MOST_OPERATIONS]:
        if not _is_written(operation) or _is_told_better(operation, roles, made):
            break
        run.append(operation)
        made.add(key_of(operation.result))
    for count in range(len(run), 1, -1):
        if _ends_in_a_curve(run[:count], roles):
            continue
        found = _formula(run[:count], roles)
        if found is not None:
            return found
    return None


def _ends_in_a_curve(run: Sequence[Operation], roles: Roles) -> bool:
    """Whether a curve begins in a run and goes on after it: what is left of it
    could be told as nothing."""
    numbers = {one.number for one in run}
    functions = roles.read(cell_functions).by_first
    curves = (functions[number] for number in numbers if number in functions)
    return any(not one.numbers <= numbers for one in curves)


def _is_written(operation: Operation) -> bool:
    return (
        operation.function in WRITTEN
        and not operation.in_place
        and works_on_each_cell(operation)
        and operation.result.dtype.kind == "f"
        and all(map(is_shown, (*operation.operands, operation.result)))
    )


def _is_told_better(operation: Operation, roles: Roles, made: set[Key]) -> bool:
    """Whether an operation is part of what says more than its arithmetic.

    Args:
        made: what is computed on the way there.
    """
    number, found = operation.number, roles.read(gates)
    if number in found.by_first or number in found.by_last:
        return True
    if number in roles.read(plain_updates) or number in roles.read(_parts_of_more):
        return True
    if key_of(operation.result) in roles.read(slopes_found):
        return True
    curve = roles.read(cell_functions).by_first.get(operation.number)
    if curve is not None and curve.name not in _PLAIN and len(curve.operations) > 1:
        return True
    pair = combined(operation, roles)
    if pair is None:
        return False
    if pair.factors is not None and key_of(operation.operands[0]) not in made:
        return True
    return pair.is_residual or pair.is_slope or _is_a_share(pair, operation, roles)


def _parts_of_more(roles: Roles) -> frozenset[int]:
    """The numbers of operations that are part of a loss, a softmax, an
    optimiser's step or the like."""
    found: list[Sequence[Operation]] = [
        *(one.operations for one in roles.softmaxes.values()),
        *(one.operations for one in roles.read(descents).values()),
        *(one.operations for one in roles.read(normalised).values()),
    ]
    return frozenset(roles.read(losses)).union(
        roles.read(penalties),
        roles.read(answer_errors),
        *((one.number for one in each) for each in found),
    )


def _is_a_share(pair: Combined, operation: Operation, roles: Roles) -> bool:
    """Whether a gate lets a share through, and is no factor of its slope."""
    if pair.share is None or pair.factors is not None:
        return False
    return not any(
        (after := combined(one, roles)) is not None and after.factors is not None
        for one in roles.read(uses).of(operation.result)
    )


def _formula(run: Sequence[Operation], roles: Roles) -> CellFormula | None:
    """The formula that a run is, if it is one: nothing on the way is kept."""
    read, numbers = roles.read(uses), {one.number for one in run}
    for operation in run[:-1]:
        readers = {one.number for one in read.of(operation.result)}
        if not readers or readers - numbers:
            return None
    formula = CellFormula(tuple(run), ())
    leaves = {key_of(one): one for one in _leaves(formula) if one.shape}
    sources = tuple(leaves.values())
    is_of_cells = formula.result.array.size > 1
    if not is_of_cells or not 2 <= len(sources) <= MOST_ARRAYS:
        return None
    return CellFormula(formula.operations, sources)


def _leaves(formula: CellFormula) -> Iterator[Value]:
    """What goes in, from left to right, as often as it does."""
    waiting = list(reversed(formula.operations[-1].operands))
    while waiting:
        value = waiting.pop()
        maker = formula.made.get(key_of(value))
        if maker is None:
            yield value
        else:
            waiting += reversed(maker.operands)


def slope_in(formula: CellFormula, roles: Roles) -> Value | None:
    """What came out of a sigmoid, where y * (1 - y) of it is a factor."""
    pairs = (combined(one, roles) for one in formula.operations)
    factors = (one.factors for one in pairs if one is not None and one.factors)
    return next((height for height, _ in factors), None)


def written_with(
    formula: CellFormula,
    write: Callable[[Value], tuple[str, int]],
    join: Callable[[str, list[tuple[str, int]]], tuple[str, int]],
) -> str:
    """The formula as a text.

    Args:
        write: a value that goes in -> (text, how strongly it binds).
        join: a function and what its operands are -> the same of both.
    """

    def text_of(operation: Operation) -> tuple[str, int]:
        texts = [
            write(one)
            if (maker := formula.made.get(key_of(one))) is None
            else text_of(maker)
            for one in operation.operands
        ]
        return join(operation.function, texts)

    return text_of(formula.operations[-1])[0]
