"""The colours of the screen, and the scales that turn values into colours.

The diverging scale is interpolated in OKLab (Bjorn Ottosson, "A perceptual
color space for image processing", 2020), so equal steps of a value look like
equal steps of colour. Zero has the colour of the background, and the blue and
orange arms stay apart for colour-blind eyes. Both end before white, in the
colours of bars: no value is as bright as an image's ink.

Blue and orange are of values alone. What is pointed at, right, wrong, and how
far something has come each have a colour of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from scenes.arrays.extremes import hidden_below

BACKGROUND = "#0D1117"
PANEL = "#151B23"
LINE = "#262E38"
TEXT = "#E6EDF3"
QUIET = "#8B949E"
POINTED = "#FFE45C"  # read, written or spoken of now
RIGHT, WRONG = "#4FD6A8", "#FF7CA3"  # an answer
PROGRESS = "#AEB8C4"  # how far a film or a training has come
PURPLE = "#D2A8FF"
NEGATIVE = "#58B0FF"
POSITIVE = "#FF9D3B"
KEYWORD = "#FF7B72"
SELF = "#79C0FF"
SIDE = "#1C232D"  # of a slab, where it turns from the light
CODE = "#B6BFC9"  # a line of source that is not lit
EMPTY = "#10151C"  # a cell whose value is not there yet

BLACK, WHITE = "#000000", "#FFFFFF"  # where nothing else can be read on a cell

MASKED = "#1A2028"  # a cell that a mask hides; over it are HATCH lines
HATCH = "#3D4753"

NOT_A_NUMBER = "#8957E5"
PLUS_INFINITY = "#3FB950"
MINUS_INFINITY = "#F778BA"

DIVERGING_STOPS = (
    "#58B0FF",
    "#3C87CE",
    "#1F5E9E",
    "#141B24",
    "#A2560E",
    "#D17923",
    "#FF9D3B",
)
GREY_STOPS = ("#0F141A", "#F0F4F8")

Color = str | ArrayLike  # "#RRGGBB", or three bytes
_LEVELS = 2049  # odd, so that zero has a level of its own
_LMS_FROM_LINEAR = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_LAB_FROM_CUBE_ROOTS = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)

_LINEAR_FROM_LMS, _CUBE_ROOTS_FROM_LAB = map(
    np.linalg.inv, (_LMS_FROM_LINEAR, _LAB_FROM_CUBE_ROOTS)
)


def rgb(color: str) -> tuple[float, ...]:
    """The three components, 0..1, of a colour written "#RRGGBB"."""
    return tuple(int(color[i : i + 2], 16) / 255 for i in (1, 3, 5))


def _linear(srgb):
    return np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)


def _srgb(linear):
    linear = np.clip(linear, 0, 1)
    return np.where(
        linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055
    )


def oklab(srgb: np.ndarray) -> np.ndarray:
    """(..., 3) components of OKLab of colours of sRGB, 0..1."""
    return np.cbrt(_linear(srgb) @ _LMS_FROM_LINEAR.T) @ _LAB_FROM_CUBE_ROOTS.T


def _linear_of(lab):
    return (lab @ _CUBE_ROOTS_FROM_LAB.T) ** 3 @ _LINEAR_FROM_LMS.T


def from_oklab(lab: np.ndarray) -> np.ndarray:
    """(..., 3) colours of sRGB, 0..1, of components of OKLab."""
    return _srgb(_linear_of(lab))


def _along(stops):
    """A (_LEVELS, 4) uint8 table of RGBA, the stops spaced evenly."""
    lab = oklab(np.array([rgb(stop) for stop in stops]))
    where = np.linspace(0, len(stops) - 1, _LEVELS)
    mixed = np.stack(
        [np.interp(where, np.arange(len(stops)), lab[:, k]) for k in range(3)], axis=1
    )
    table = np.full((_LEVELS, 4), 255, np.uint8)
    table[:, :3] = np.rint(from_oklab(mixed) * 255)
    return table


# Levels of what stands on no scale: beyond those of the ramps.
NAN_LEVEL, PLUS_LEVEL, MINUS_LEVEL, HIDDEN_LEVEL = range(_LEVELS, _LEVELS + 4)
BESIDE = (NOT_A_NUMBER, PLUS_INFINITY, MINUS_INFINITY, MASKED)


def ramp(stops: Sequence[str], beside: Sequence[str] = BESIDE) -> np.ndarray:
    """RGBA bytes of each level, (2053, 4): those of the stops, spaced evenly,
    then what is no number, plus and minus infinity, hidden by a mask."""
    others = np.array([[*rgb(color), 1] for color in beside])
    table = np.concatenate([_along(stops), np.rint(others * 255).astype(np.uint8)])
    table.flags.writeable = False
    return table


_TABLES = {"diverging": ramp(DIVERGING_STOPS), "grey": ramp(GREY_STOPS)}


@dataclass(frozen=True)
class Scale:
    """How values become colours.

    Attributes:
        kind: "diverging", blue below zero and orange above, over
            -limit..limit; or "grey", black to white over 0..limit.
        limit: the absolute value at the end of the scale, above 0. Values
            beyond it have the colour of the end.
        clipped: whether there are values beyond the limit; a legend says so.
        hidden: the number at or below which cells are hidden by a mask, and
            have no part in the scale; None where there are none.
    """

    kind: str
    limit: float
    clipped: bool = False
    hidden: float | None = None

    @classmethod
    def of(cls, values: ArrayLike) -> "Scale":
        """The scale for an array: grey when all of it lies in 0..1.

        A few outliers among many values do not dim all the others: the scale
        then ends where 99.5 % of the values do, and is `clipped`.
        """
        finite = np.asarray(values, float)
        hidden = hidden_below(finite)
        if hidden is not None:
            return replace(cls.of(finite[finite > hidden]), hidden=hidden)
        finite = finite[np.isfinite(finite)]
        if finite.size and finite.min() >= 0 and finite.max() <= 1:
            return cls("grey", 1.0)
        size = np.abs(finite)
        largest = float(size.max(initial=0)) or 1.0
        most = float(f"{np.quantile(size, 0.995):.1e}") if size.size > 400 else largest
        if 0 < most < largest / 1.3:
            return cls("diverging", most, clipped=True)
        return cls("diverging", largest)

    def levels(self, values: ArrayLike) -> np.ndarray:
        """Where values stand on the ramp, 0..2048, or beside it, as integers
        of the shape of the values."""
        values = np.asarray(values, float)
        share = values / self.limit
        if self.kind == "diverging":
            share = (share + 1) / 2
        share = np.nan_to_num(share, nan=0, posinf=1, neginf=0)
        level = np.rint(np.clip(share, 0, 1) * (_LEVELS - 1)).astype(np.intp)
        if not np.isfinite(values).all():
            level = np.where(np.isnan(values), NAN_LEVEL, level)
            level = np.where(np.isposinf(values), PLUS_LEVEL, level)
            level = np.where(np.isneginf(values), MINUS_LEVEL, level)
        if self.hidden is not None:
            level = np.where(values <= self.hidden, HIDDEN_LEVEL, level)
        return level

    def colors(self, values: ArrayLike) -> np.ndarray:
        """RGBA bytes, shape (..., 4), for an array of values."""
        return _TABLES[self.kind].take(self.levels(values), axis=0)


def is_srgb(lab: ArrayLike) -> np.ndarray:
    """Whether sRGB has colours of OKLab: booleans of the shape (...) of
    (..., 3)."""
    linear = _linear_of(np.asarray(lab))
    return ((linear >= -1e-4) & (linear <= 1 + 1e-4)).all(axis=-1)


def luminances(colors: ArrayLike) -> np.ndarray:
    """Relative luminances, 0..1, of (..., 3) components 0..1 (WCAG 2.2)."""
    return _linear(np.asarray(colors)) @ (0.2126, 0.7152, 0.0722)


def luminance(color: Color) -> float:
    """Relative luminance, 0..1, of "#RRGGBB" or three bytes (WCAG 2.2)."""
    srgb = rgb(color) if isinstance(color, str) else np.asarray(color) / 255
    return float(luminances(srgb[:3]))


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio, 1..21, of two colours (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def ink_on(color: Color) -> str:
    """The text colour that stands out on a cell's colour, at least 4.5:1."""
    for ink in (TEXT, BACKGROUND):
        if contrast(ink, color) >= 5:
            return ink
    return max((WHITE, BLACK), key=lambda ink: contrast(ink, color))
