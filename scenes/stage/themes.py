"""The colours of the screen on other grounds than the dark one.

A film is drawn in the colours of the palette. On another ground each has a
counterpart of the same hue, whose lightness comes from its contrast to black:
on white a colour stands out by darkness as much as it did by lightness on the
dark ground, so that what was written on a cell is as legible there.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from math import log

import numpy as np

from network.files.user_error import UserError
from scenes.stage import palette
from scenes.stage.marks import Cells, Relief, shown_mask
from scenes.stage.relief import wall_color

# Logarithms of contrasts to black (WCAG 2.2): of white, of the dark ground,
# and of what is light enough to be written on in black.
_WHITE = log(21)
_GROUND = log(palette.contrast(palette.BACKGROUND, palette.BLACK))
_WRITTEN_ON = log(4.75)
_STOPS = 65  # of a ramp, between which colours are mixed

Curve = Sequence[tuple[float, float]]  # there -> here, both rising from 0


class ThemeError(UserError, ValueError):
    """There is no such theme."""


@dataclass(frozen=True)
class Theme:
    """The colours on one ground.

    Attributes:
        name: as pages and commands call it.
        words, cells: what the logarithm of a contrast to black becomes, of
            words and lines, and of cells.
    """

    name: str
    words: Curve = ()
    cells: Curve = ()

    @cached_property
    def ramps(self) -> tuple[np.ndarray, np.ndarray]:
        """RGBA bytes of each level, (2053, 4), of the diverging ramp and of
        the grey one, as palette.ramp has them."""
        diverging, grey = map(self._ramp, (palette.DIVERGING_STOPS, palette.GREY_STOPS))
        return diverging, grey

    def _ramp(self, stops: Sequence[str]) -> np.ndarray:
        ramp = palette.ramp(stops)
        if not self.cells:
            return ramp
        levels = np.linspace(0, palette.NAN_LEVEL - 1, _STOPS).astype(int)
        colors = _moved(
            ramp[[*levels, *range(palette.NAN_LEVEL, len(ramp))], :3] / 255, self.cells
        )
        written = list(map(_hex, np.rint(colors * 255).astype(np.uint8)))
        return palette.ramp(written[:_STOPS], written[_STOPS:])

    def colors(self, colors: Sequence[str]) -> list[str]:
        """What colours "#RRGGBB" of the dark ground are on this one."""
        if not self.words:
            return [color.upper() for color in colors]
        new = {*colors} - self._known.keys()
        moved = []
        for color in sorted(new):
            place = _places().get(color.upper())
            if place:
                self._known[color] = _hex(self.ramps[place[0]][place[1]])
            else:
                moved.append(color)
        if moved:
            others = _moved(np.array([palette.rgb(one) for one in moved]), self.words)
            written = map(_hex, np.rint(others * 255).astype(np.uint8))
            self._known.update(zip(moved, written))
        return [self._known[color] for color in colors]

    @cached_property
    def _known(self) -> dict[str, str]:
        """What colours are that were asked for before."""
        return {}


def _moved(colors: np.ndarray, curve: Curve) -> np.ndarray:
    """(count, 3) colours, components 0..1, whose contrast to black a curve
    changes, of the hue they have."""
    if not curve:
        return colors
    there, here = zip(*curve)
    contrast = np.log(palette.luminances(colors) / 0.05 + 1)
    return _of_luminance(colors, np.exp(np.interp(contrast, there, here)) / 20 - 0.05)


def _of_luminance(colors: np.ndarray, luminance: np.ndarray) -> np.ndarray:
    """Colours of the hues of others, each with a luminance 0..1."""
    lab = palette.oklab(colors)
    low, high = np.zeros(len(lab)), np.ones(len(lab))
    for _ in range(18):
        lab[:, 0] = (low + high) / 2
        is_dark = palette.luminances(_in_srgb(lab)) < luminance
        low, high = (
            np.where(is_dark, lab[:, 0], low),
            np.where(is_dark, high, lab[:, 0]),
        )
    lab[:, 0] = high
    return _in_srgb(lab)


def _in_srgb(lab: np.ndarray) -> np.ndarray:
    """Colours of OKLab, as colourful as sRGB has them."""
    found = palette.from_oklab(lab)
    inside = np.zeros(len(lab), bool)
    for share in np.linspace(1, 0, 11):
        weaker = lab * (1, share, share)
        new = ~inside & palette.is_srgb(weaker)
        found[new] = palette.from_oklab(weaker[new])
        inside |= new
        if inside.all():
            break
    return found


@cache
def _places() -> dict[str, tuple[int, int]]:
    """Colour -> (which ramp, level) on the dark ground, of those that only
    cells have."""
    found: dict[str, tuple[int, int]] = {}
    for kind, ramp in enumerate(DARK.ramps):
        for level, color in enumerate(map(_hex, ramp)):
            found.setdefault(color, (kind, level))
    return found


def _hex(color: np.ndarray) -> str:
    return f"#{bytes(color[:3].tolist()).hex().upper()}"


_TURNED = (
    (0, _WHITE),
    (_GROUND, _WHITE),
    (_WRITTEN_ON, _WHITE - _WRITTEN_ON),
    (log(10), _WHITE - log(5.2)),  # of bars, and of a large value
    (_WHITE, log(1.5)),
)
_INK = (
    (0, _WHITE),
    (_GROUND, _WHITE),
    (log(1.7), _WHITE - log(1.45)),
    (log(7.5), _WHITE - log(5.5)),
    (log(13), _WHITE - log(6.5)),
    (log(19), log(1.05)),
    (_WHITE, 0),
)
DARK = Theme("dark")
LIGHT = Theme("light", _INK, _TURNED)
CONTRAST = Theme(
    "contrast",
    ((0, 0), (_GROUND, 0), (log(1.7), log(6)), (log(7.5), log(14)), (log(19), _WHITE)),
    ((0, 0), (_GROUND, 0), (_WRITTEN_ON, _WRITTEN_ON), (_WHITE, _WHITE)),
)
# The grounds of panels are the paper's own; what is quiet is darker.
PRINT = Theme(
    "print",
    (
        *((0, _WHITE), (log(1.45), _WHITE), (log(1.7), _WHITE - log(1.6))),
        *((log(7.5), _WHITE - log(8)), (log(13), _WHITE - log(9)), (log(19), 0)),
        (_WHITE, 0),
    ),
    _TURNED,
)
THEMES = (DARK, LIGHT, CONTRAST, PRINT)
BY_NAME = {one.name: one for one in THEMES}

VARIABLE = "MATREEL_THEME"


def theme_named(name: str) -> Theme:
    """The Theme of a name; of none the dark one.

    Raises:
        ThemeError: there is none of that name.
    """
    if name and name not in BY_NAME:
        raise ThemeError(f"expected one of the themes {', '.join(BY_NAME)}, got {name}")
    return BY_NAME.get(name, DARK)


def themed_cells(cells: Cells, scale: float, theme: Theme) -> np.ndarray:
    """RGBA bytes of cells as Cells.colors has them, in a theme.

    Args:
        scale: pixels for each design pixel.
    """
    if theme is DARK:
        return cells.colors(scale)
    values, block, _ = cells.blocks(scale)
    diverging, grey = theme.ramps
    ramp = diverging if cells.color_scale.kind == "diverging" else grey
    colors = ramp.take(cells.color_scale.levels(values), axis=0)
    shown = shown_mask(cells.shown, cells.values.array.shape, block)
    (empty,) = theme.colors([palette.EMPTY])
    rest = [round(255 * one) for one in palette.rgb(empty)]
    colors[~shown] = 0 if cells.hollow else [*rest, 255]
    return colors


def themed_relief(relief: Relief, theme: Theme) -> tuple[np.ndarray, np.ndarray]:
    """(rows, columns, 3) bytes of the tops of a relief, and of its walls."""
    (side,) = theme.colors([relief.side])
    diverging, grey = theme.ramps
    ramp = diverging if relief.color_scale.kind == "diverging" else grey
    levels = relief.color_scale.levels(relief.values.array)
    colors = ramp.take(levels, axis=0)[..., :3]
    return colors, wall_color(
        colors, np.array([round(255 * one) for one in palette.rgb(side)])
    )
