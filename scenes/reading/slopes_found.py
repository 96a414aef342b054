"""How steep the curves of a trace are: what is computed as their slopes.

y * (1 - y) of a sigmoid, 1 - h * h of a tanh, a > 0 of a ReLU, written from
what went in or from what came out, in functions or not. It is known by
measuring the curve itself. What is a curve of its own besides, as the cosine
is, counts as the slope of another only where it weighs what came from that:
sin and cos of a position stand side by side.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.reading.cell_functions import CellFunctions, cell_functions
from scenes.reading.data_flow import data_flow
from scenes.reading.function_of_cells import CellFunction, is_slope_at
from scenes.reading.known_curves import KNOWN, OTHER, Curve
from scenes.reading.makers import Key, key_of
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

ONLY_SLOPES = ("step", "step from 0 on", "sign", OTHER)  # no curves to go through
MOST_BETWEEN = 2000  # operations from a curve to what its slope weighs


@dataclass(frozen=True)
class SlopeFound:
    """Slopes of a curve, one where each value of an array stands on it.

    Attributes:
        name: what the curve is called.
        curve: gives its heights.
        x: (...) float array: where on it the slopes are taken.
        y: (...) float array: how high it is there.
        computed: the CellFunction that gives the slopes: of `x`, or of `y`.
        is_of_heights: whether it is computed from what came out.
    """

    name: str
    curve: Curve
    x: np.ndarray
    y: np.ndarray
    computed: CellFunction
    is_of_heights: bool

    @property
    def is_gate(self) -> bool:
        """Whether each slope is 0 or 1: all comes through, or nothing."""
        slopes = self.computed.result.array
        return bool(((slopes == 0) | (slopes == 1)).all())


def slopes_found(roles: Roles) -> Mapping[Key, SlopeFound]:
    """The SlopeFound of a trace, by the `key_of` the slopes; ask for it as
    `roles.read(slopes_found)`."""
    functions = roles.read(cell_functions)
    found = {}
    for computed in functions.by_result.values():
        slope = _slope(computed, functions)
        if slope is not None and _is_used(roles, slope):
            found[key_of(computed.result)] = slope
    return found


def _is_used(roles: Roles, slope: SlopeFound) -> bool:
    """Whether slopes that are a curve of their own weigh what came from the
    curve whose slopes they are; of others there is no doubt."""
    curve, computed = slope.curve, slope.computed
    if computed.name in ONLY_SLOPES or not isinstance(curve, CellFunction):
        return True
    return any(
        _came_from(roles, curve.result, factor)
        for used in roles.read(uses).of(computed.result)
        if used.function == "multiply"
        for factor in used.operands
        if key_of(factor) != key_of(computed.result)
    )


def _came_from(roles: Roles, source: Value, value: Value) -> bool:
    """Whether a value was computed from another."""
    flow = roles.read(data_flow)
    first, last = (flow.makers.get(one.identity) for one in (source, value))
    if first is None or last is None:
        return False
    found = flow.behind([last], lambda index: index >= first, most=MOST_BETWEEN)
    return found is None or first in found


def is_slope(roles: Roles, value: Value) -> bool:
    """Whether a value is how steep a curve is, made of what came from it."""
    maker = roles.makers.maker(value)
    functions = (
        roles.functions.get(one.identity) for one in (maker.operands if maker else ())
    )
    return key_of(value) in roles.read(slopes_found) or any(
        one is not None and one.has_slope(value) for one in functions
    )


def curve_with_slopes(
    functions: CellFunctions, computed: CellFunction, slopes: np.ndarray
) -> tuple[CellFunction, bool] | None:
    """(the curve that has some slopes where an array that something is
    computed from stands, whether that is its height there), or None."""
    for curve, is_of_heights in _curves_at(functions, computed):
        x = curve.argument.array.astype(float)
        if x.shape == slopes.shape and is_slope_at(curve, x, slopes):
            return curve, is_of_heights
    return None


def _curves_at(
    functions: CellFunctions, computed: CellFunction
) -> Iterator[tuple[CellFunction, bool]]:
    """The curves that an array came from or went through, before."""
    key = key_of(computed.argument)
    above = functions.by_result.get(key)
    several = functions.different.get(key, ())
    if above is not None and _bends(above):
        yield above, True
    for curve in several:
        begins = curve.operations[0].number
        is_before = begins <= computed.operations[0].number
        is_another = key_of(curve.result) != key_of(computed.result)
        if is_before and is_another and _bends(curve):
            yield curve, False


def _bends(curve: CellFunction) -> bool:
    return not curve.is_mask and not curve.slope_of and "step" not in curve.name


def _slope(computed: CellFunction, functions: CellFunctions) -> SlopeFound | None:
    slopes = computed.result.array.astype(float)
    found = curve_with_slopes(functions, computed, slopes)
    if found is not None:
        curve, is_of_heights = found
        x = curve.argument.array.astype(float)
        y = curve.result.array.astype(float)
        return SlopeFound(curve.name, curve, x, y, computed, is_of_heights)
    if not computed.slope_of:
        return None
    x = computed.argument.array.astype(float)
    known = KNOWN[computed.slope_of]
    return SlopeFound(computed.slope_of, known, x, known(x), computed, False)
