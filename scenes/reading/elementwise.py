"""Calls that work on each value alone, recognised from their operations.

From the recorded operations alone (the function's code is not needed) such a
call can be computed for any x, and so be drawn as a curve.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Span, Step, Trace, Value
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import reach
from scenes.arrays.shapes import is_shown
from scenes.reading.called_functions import called_as
from scenes.reading.known_curves import known_name
from scenes.reading.plain_calls import as_computed, is_plain

STEP = 1e-5  # of the difference that a slope is measured by
UFUNCS = {
    name: getattr(np, name)
    for name in (
        "negative",
        "positive",
        "exp",
        "expm1",
        "exp2",
        "log",
        "log1p",
        "log2",
        "sqrt",
        "square",
        "absolute",
        "sign",
        "tanh",
        "sinh",
        "cosh",
        "sin",
        "cos",
        "arctan",
        "reciprocal",
        "add",
        "subtract",
        "multiply",
        "divide",
        "power",
        "maximum",
        "minimum",
        "greater",
        "greater_equal",
        "less",
        "less_equal",
        "logaddexp",
        "heaviside",
    )
}
MOST_VALUES = 32
VISIBLE = 0.002  # of the largest value: less beside a curve is not seen


@dataclass(frozen=True)
class ElementwiseFunction:
    """A call or an expression y = f(x), each value alone.

    Attributes:
        name: of the function called, or of the curve that it is; of a lambda the
            latter.
        call: the Span of the call, or of the expression.
        argument, result: the recorded values.
        operations: the recorded operations inside, in order.
        expression: what is returned, as in the code.
        parameter: the name of x in the function.
    """

    name: str
    call: Span | None
    argument: Value
    result: Value
    operations: tuple[Operation, ...]
    expression: str
    parameter: str

    def __call__(self, x: np.ndarray) -> np.ndarray:
        """f of an array of any shape, as floats, from the operations."""
        known = {self.argument.identity: np.asarray(x, float)}
        with np.errstate(all="ignore"):
            for operation in self.operations:
                values = [
                    known[one.identity] if one.identity in known else one.array  # noqa: SIM401
                    for one in operation.operands
                ]
                known[operation.result.identity] = UFUNCS[operation.function](*values)
        return np.asarray(known[self.result.identity], float)

    def has_slope(self, value: Value) -> bool:
        """Whether a value is the derivative where the function was used.

        By the central difference, to 1 in 10,000.
        """
        x = self.argument.array.astype(float)
        if value.shape != x.shape:
            return False
        with np.errstate(invalid="ignore"):
            slopes = (self(x + STEP) - self(x - STEP)) / (2 * STEP)
        off = 1e-6 * reach(value.array)
        return bool(np.allclose(value.array, slopes, rtol=1e-4, atol=off))

    @property
    def is_sigmoid(self) -> bool:
        """Whether it computes 1 / (1 + e^-x), whatever it is called."""
        x = np.linspace(-20, 20, 81)
        return bool(np.allclose(self(x), 1 / (1 + np.exp(-x)), rtol=1e-6))

    @property
    def reach(self) -> tuple[float, float]:
        """The lowest and highest value of f over a wide range of x.

        Infinite where f is never a number.
        """
        values = self(np.linspace(-40, 40, 801))
        values = values[~np.isnan(values)]
        return round(float(values.min(initial=np.inf)), 6), round(
            float(values.max(initial=-np.inf)), 6
        )


def elementwise_function(
    trace: Trace, inside: Sequence[Step]
) -> ElementwiseFunction | None:
    """The ElementwiseFunction that a call is, or None.

    Args:
        inside: the steps of the function called, in order, at least one.
    """
    if any(trace.children(child) for child in inside):
        return None
    operations = tuple(
        as_computed(operation) for child in inside for operation in child.operations
    )
    if not operations or not inside[-1].assigned:
        return None
    argument, result = _argument_of(operations), operations[-1].result
    if (
        argument is None
        or not takes(argument, result)
        or inside[-1].assigned[0].digest != result.digest
    ):
        return None
    first = inside[0]
    function = ElementwiseFunction(
        called_as(first),
        first.call,
        replace(argument, name=name_outside(trace, argument, first.number)),
        result,
        operations,
        operations[-1].expression,
        argument.name or "x",
    )
    if not is_curve_of(function):
        return None
    is_lambda = function.name.startswith("<")
    return replace(function, name=known_name(function)) if is_lambda else function


def takes(argument: Value, result: Value) -> bool:
    """Whether a column can go through a curve and come out as another."""
    return (
        arrange.is_column(argument.shape)
        and 2 <= max(argument.shape) <= MOST_VALUES
        and result.shape == argument.shape
        and is_shown(argument)
        and is_shown(result)
    )


def is_curve_of(function: ElementwiseFunction) -> bool:
    """Whether what was recorded lies on the curve, as far as can be seen.

    Numbers of few bits overflow and wrap around where a curve does not.
    """
    recorded = function.result.array.astype(float)
    with np.errstate(all="ignore"):
        return np.allclose(
            function(function.argument.array),
            recorded,
            rtol=0,
            atol=VISIBLE * reach(recorded),
            equal_nan=True,
        )


def name_outside(trace: Trace, argument: Value, before: int) -> str:
    """What the caller calls what a call has as a variable, or the callee's name: of
    what it has elsewhere, in self.weights say, the callee's.

    Args:
        before: number of the first step of the call.
    """
    if argument.expression and not argument.expression.isidentifier():
        return argument.name
    return trace.name_before(argument, before) or argument.name


def is_known(operation: Operation) -> bool:
    """Whether a UFUNC is called with its operands alone: no mask, no type."""
    ufunc = UFUNCS.get(operation.function)
    return ufunc is not None and is_plain(
        operation, operation.function, operands=ufunc.nin
    )


def _argument_of(operations: Sequence[Operation]) -> Value | None:
    """The one array that all operations depend on, or None."""
    made: set[int] = set()
    argument = None
    for operation in operations:
        if (
            operation.kind != "ufunc"
            or operation.in_place
            or len(operation.results) != 1
            or not is_known(operation)
        ):
            return None
        for value in operation.operands:
            if value.is_scalar or value.identity in made:
                continue
            if argument is not None and value.identity != argument.identity:
                return None
            argument = value
        made.add(operation.result.identity)
    return argument
