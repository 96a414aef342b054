"""What a curve is called in the field, told from its heights alone."""

import re
from collections.abc import Callable
from math import erf, sqrt

import numpy as np

Curve = Callable[[np.ndarray], np.ndarray]

OTHER = "f"  # of a curve that has no name
TRIED = np.linspace(-8, 8, 161)
STRAIGHT = 1e-9  # of the heights: what bends less is a line
NEAR_ZERO = 0.05  # below it, a little added to a root or logarithm shows
ABOUT = 6e-4  # by which the usual approximation of a GELU misses it
BEYOND = float(np.finfo(np.float32).max)  # all limits; its square is a number, too
_ERF = np.vectorize(erf, otypes=[float])


def _sigmoid(x):
    return 1 / (1 + np.exp(-x))


def _gelu(x):
    return x * (1 + _ERF(x / sqrt(2))) / 2


OWN_X = re.compile(r"\bx\b")  # in the name of a curve that is called by its formula
OF_MINUS_X = "sigmoid(−x)"  # 1 / (1 + np.exp(-X @ w)) turns X first
KNOWN: dict[str, Curve] = {
    "sigmoid": _sigmoid,
    OF_MINUS_X: lambda x: _sigmoid(-x),
    "tanh": np.tanh,
    "ReLU": lambda x: np.maximum(0, x),
    "exp": np.exp,
    "square": np.square,
    "abs": np.abs,
    "cube": lambda x: x**3,
    "sin": np.sin,
    "cos": np.cos,
    "arctan": np.arctan,
    "softplus": lambda x: np.logaddexp(0, x),
    "log sigmoid": lambda x: -np.logaddexp(0, -x),
    "softsign": lambda x: x / (1 + np.abs(x)),
    "swish": lambda x: x * _sigmoid(x),
    "mish": lambda x: x * np.tanh(np.logaddexp(0, x)),
    "sign": np.sign,
    "step": lambda x: np.heaviside(x, 0),
    "step from 0 on": lambda x: np.heaviside(x, 1),
    "1/x": lambda x: 1 / x,
    "exp(−x)": lambda x: np.exp(-x),
    "1/√x": lambda x: 1 / np.sqrt(x),
}
# The slope of a curve, by what the curve is called.
SLOPES: dict[str, Curve] = {
    "sigmoid": lambda x: _sigmoid(x) * _sigmoid(-x),
    "tanh": lambda x: 1 - np.tanh(x) ** 2,
    "swish": lambda x: _sigmoid(x) * (1 + x * _sigmoid(-x)),
}


_OF_THE_POSITIVE: dict[str, Curve] = {"sqrt": np.sqrt, "log": np.log}
# All that `known_name` may answer; what code calls its functions promises none.
NAMES = frozenset(KNOWN) | {"GELU", "leaky ReLU", "ELU", "clip", "sqrt", "log"}


def _heights(curve: Curve, x: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return np.asarray(curve(x), float)


def _alike(one: np.ndarray, other: np.ndarray, *, apart: float = 1e-9) -> bool:
    return np.allclose(one, other, rtol=1e-6, atol=apart, equal_nan=True)


_KNOWN = {name: _heights(curve, TRIED) for name, curve in KNOWN.items()}
_SLOPES = {name: _heights(curve, TRIED) for name, curve in SLOPES.items()}
_GELU = _heights(_gelu, TRIED)


def known_name(curve: Curve) -> str:
    """What a curve is called, or OTHER.

    Args:
        curve: gives f of each number of an array, as floats.
    """
    heights = _heights(curve, TRIED)
    if heights.shape != TRIED.shape:
        return OTHER
    for name, known in _KNOWN.items():
        if _alike(heights, known):
            return name
    if _alike(heights, _GELU, apart=ABOUT):
        return "GELU"
    return _of_two_pieces(heights) or _clipped(heights) or _of_the_positive(curve)


def slope_name(curve: Curve) -> str:
    """Of which curve this one is the slope, or ""."""
    heights = _heights(curve, TRIED)
    if heights.shape != TRIED.shape:
        return ""
    found = (name for name, known in _SLOPES.items() if _alike(heights, known))
    return next(found, "")


def is_straight(curve: Curve) -> bool:
    """Whether a curve is a line, as far as it is tried."""
    heights = _heights(curve, TRIED)
    if heights.shape != TRIED.shape or not np.isfinite(heights).all():
        return False
    line = np.linspace(heights[0], heights[-1], len(heights))
    return bool(
        np.allclose(heights, line, rtol=0, atol=STRAIGHT * np.abs(heights).max())
    )


def _of_two_pieces(heights: np.ndarray) -> str:
    """x where that is positive, and something smaller elsewhere."""
    positive, negative = TRIED > 0, TRIED < 0
    x, below = TRIED[negative], heights[negative]
    if not _alike(heights[positive], TRIED[positive]):
        return ""
    leak = float(below[0] / x[0])
    if 0 < leak < 1 and _alike(below, leak * x):
        return "leaky ReLU"
    bent = np.expm1(x)
    scale = float(below[0] / bent[0])
    return "ELU" if scale > 0 and _alike(below, scale * bent) else ""


def limits_of(curve: Curve) -> tuple[float, float]:
    """The lowest and the highest number that a clipped curve lets through, infinite
    where it has no limit."""
    ends = np.array([-BEYOND, BEYOND])
    heights = _heights(curve, ends)
    has_none = ~np.isfinite(heights) | np.isclose(heights, ends)
    low, high = np.where(has_none, (-np.inf, np.inf), heights).tolist()
    return low, high


def _clipped(heights: np.ndarray) -> str:
    """x between two limits, and the limits beyond."""
    low, high = float(heights[0]), float(heights[-1])
    is_one = low < high and _alike(heights, np.clip(TRIED, low, high))
    return "clip" if is_one and (low > TRIED[0] or high < TRIED[-1]) else ""


def is_nearly(name: str, x: np.ndarray, heights: np.ndarray) -> bool:
    """Whether the heights at some x can be called by a name that is told from larger
    ones: what is added in a root shows near zero."""
    curve = _OF_THE_POSITIVE.get(name)
    if curve is None:
        return True
    known = _heights(curve, x.astype(float))
    size = np.abs(heights[np.isfinite(heights)]).max(initial=0)
    return np.allclose(heights, known, rtol=1e-3, atol=1e-3 * size, equal_nan=True)


def _of_the_positive(curve: Curve) -> str:
    """A root or a logarithm, perhaps of x and very little besides."""
    x = TRIED[TRIED > NEAR_ZERO]
    heights = _heights(curve, x)
    for name, known in _OF_THE_POSITIVE.items():
        if np.allclose(heights, known(x), rtol=1e-4, atol=1e-4):
            return name
    return OTHER
