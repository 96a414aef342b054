"""What an operation does with the cells at the same place of its operands."""

from dataclasses import dataclass
from math import inf, prod

from network.trace import Operation, Span, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.as_written import as_written
from scenes.reading.backwards import behind
from scenes.reading.cell_functions import cell_functions
from scenes.reading.function_of_cells import is_slope_at
from scenes.reading.gradient_products import gradient_products
from scenes.reading.let_through import Share, SharedSum, share_of, shared_sum
from scenes.reading.makers import key_of
from scenes.reading.plain_calls import is_plain
from scenes.reading.slopes_found import slopes_found
from scenes.reading.value_roles import Roles

ARITHMETIC = ("add", "subtract", "multiply", "divide", "power", "maximum", "minimum")
COMPARISONS = ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal")
LOGIC = ("logical_and", "logical_or", "bitwise_and", "bitwise_or")
OF_ONE = ("negative", "logical_not", "invert")
CHOICE = "where"  # of a mask and two more
MOST_BEHIND = 400  # operations that are looked at for what something came from


@dataclass(frozen=True)
class Combined:
    """result = left sign right, or sign operand, cell by cell.

    Attributes:
        function: of ARITHMETIC, COMPARISONS, LOGIC or OF_ONE, or CHOICE.
        operands: one or two, of a CHOICE three; numbers have the shape ().
        result: of the larger shape.
        spread: how the smaller operand meets the larger one: "same", "number",
            "row" (a row for each of its rows), "column", or "other".
        is_residual: whether the right one of a sum was computed from the left
            one, or the other way round: that is kept, and added to.
        kept: 0 or 1: which of the operands that one is.
        is_slope: whether one operand is how steep a curve is.
        share: of a product with what a sigmoid gave, the Share; or None.
        shared: of a sum of two Shares, the SharedSum; or None.
        factors: of a product of three the two that are, together, how steep
            a curve is: what came out of it, and the right operand; or None.
    """

    function: str
    operands: tuple[Value, ...]
    result: Value
    spread: str
    is_residual: bool = False
    kept: int = 0
    is_slope: bool = False
    share: Share | None = None
    shared: SharedSum | None = None
    factors: tuple[Value, Value] | None = None

    @property
    def is_comparison(self) -> bool:
        return self.function in COMPARISONS

    @property
    def nothing(self) -> Value | None:
        """Of a sum, a difference or a product of two arrays of one shape, the
        one that is 0 everywhere: then there is little to be seen."""
        if self.spread != "same" or self.function not in (
            "add",
            "subtract",
            "multiply",
        ):
            return None
        return next((one for one in self.operands if not one.array.any()), None)


def combined(operation: Operation, roles: Roles) -> Combined | None:
    """The Combined that an operation is, or None."""
    count = 1 if operation.function in OF_ONE else 2
    if operation.function == CHOICE:
        return _choice(operation)
    known = (*ARITHMETIC, *COMPARISONS, *LOGIC, *OF_ONE)
    if not is_plain(operation, *known, operands=count):
        return None
    written, result = as_written(operation), operation.result
    operands = written.operands
    if result.array.size < 2 or not all(map(is_shown, (*operands, result))):
        return None
    spread = _spread([one.shape for one in operands], result.shape)
    kept = _kept(operation, roles) if spread == "same" else None
    is_product = operation.function == "multiply"
    slopes = roles.read(slopes_found)
    is_slope = is_product and any(key_of(one) in slopes for one in operands)
    return Combined(
        written.function,
        operands,
        result,
        spread,
        kept is not None,
        kept or 0,
        is_slope,
        share_of(operation, roles) if not is_slope else None,
        shared_sum(operation, roles),
        _factors(operation, roles) if is_product and not is_slope else None,
    )


def _factors(operation: Operation, roles: Roles) -> tuple[Value, Value] | None:
    """(y, 1 - y) of error * y * (1 - y), where y came from a sigmoid."""
    functions = roles.read(cell_functions).by_result
    before, last = operation.operands
    made = roles.makers.of(before, "multiply")
    if made is None or last.shape != operation.result.shape:
        return None
    for height in made.operands:
        curve = functions.get(key_of(height))
        if curve is None or height.shape != last.shape or curve.is_mask:
            continue
        slopes = height.array.astype(float) * last.array.astype(float)
        if is_slope_at(curve, curve.argument.array.astype(float), slopes):
            return height, last
    return None


def _choice(operation: Operation) -> Combined | None:
    """np.where(mask, one, other)."""
    operands, result = operation.operands, operation.result
    if (
        len(operands) != 3
        or operands[0].dtype.kind != "b"
        or operands[0].shape != result.shape
        or result.array.size < 2
        or not all(map(is_shown, (*operands, result)))
    ):
        return None
    return Combined(CHOICE, operands, result, "same")


def _spread(shapes: list[tuple[int, ...]], result: tuple[int, ...]) -> str:
    smaller = [shape for shape in shapes if shape != result]
    if not smaller:
        return "same"
    if () in smaller:
        return "number"
    if len(smaller) > 1 or len(result) != 2:
        return "other"
    shape = (1,) * (2 - len(smaller[0])) + tuple(smaller[0])
    if shape == (1, result[1]):
        return "row"
    return "column" if shape == (result[0], 1) else "other"


def _kept(operation: Operation, roles: Roles) -> int | None:
    """Which operand of a sum the other one was computed from, or None."""
    if operation.function != "add" or operation.in_place:
        return None
    left, right = operation.operands
    here = operation.span
    if comes_from(right, left, roles, but=here):
        return None if _comes_back(right, left, roles) else 0
    if comes_from(left, right, roles, but=here):
        return None if _comes_back(left, right, roles) else 1
    return None


def _comes_back(value: Value, source: Value, roles: Roles) -> bool:
    """Whether a value is what comes back to another one through a product that
    came after that: a gradient, beside which nothing stays as it was."""
    made, begun = roles.makers.maker(value), roles.makers.maker(source)
    before = -inf if begun is None else begun.number
    found = roles.read(gradient_products)
    path = behind(made, roles.makers, lambda one: True) if made else ()
    return any(
        one.number in found and found[one.number].forward.operation.number > before
        for one in path
    )


def comes_from(
    value: Value, source: Value, roles: Roles, but: Span | None = None
) -> bool:
    """Whether a value was computed from another one by way of a product.

    Args:
        but: of an operation that is not followed: what was added there a round
            before, as a bias is, is added for another reason.
    """
    goal = source.identity, source.version
    begun = roles.makers.maker(source)
    start = 0 if begun is None else begun.number  # nothing before is made of it
    waiting, seen = [(value, False)], set[tuple[int, bool]]()
    while waiting and len(seen) < MOST_BEHIND:
        one, is_mixed = waiting.pop()
        made = roles.makers.maker(one)
        if made is None or roles.makers.is_there(one, start):
            continue
        if (made.number, is_mixed) in seen or made.span == but:
            continue
        seen.add((made.number, is_mixed))
        is_mixed = is_mixed or made.function in ("matmul", "dot", "einsum", "tensordot")
        for operand in made.operands:
            if (operand.identity, operand.version) == goal and is_mixed:
                return True
            if prod(operand.shape) > 1:
                waiting.append((operand, is_mixed))
    return False
