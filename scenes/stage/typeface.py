"""How wide words and numbers are, and their ink.

The fonts come as Python packages: Inter for words, JetBrains Mono for code
and numbers. They are read from their files, so that text looks the same on
every machine.
"""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from PIL import ImageFont

FAMILIES = {
    "words": ("fontpkg_inter", "Inter[opsz,wght].ttf"),
    "code": ("fontpkg_jetbrains_mono", "JetBrainsMono[wght].ttf"),
}

# One drawing of the letters for all sizes, so that a line is as wide at 480p
# as at 1080p, by measure.
OPTICAL_SIZE = 22


@dataclass(frozen=True)
class Type:
    """A way of writing.

    Attributes:
        family: "words" or "code".
        size: in design pixels (of a frame 1920 wide), above 0.
        weight: 100 thin to 800 bold.
    """

    family: str
    size: float
    weight: int = 400

    def __post_init__(self):
        if type(self.size) is not float:  # such as one of NumPy's
            object.__setattr__(self, "size", float(self.size))

    def width(self, text):
        """The width of a line of text in design pixels."""
        return _width(printable(text), self.family, self.weight) * self.size

    def fitted(self, text, width, *, least=14):
        """(text, Type) that fits a width: smaller type, then a cut middle.

        Args:
            width: in design pixels.
            least: the smallest size to shrink to.
        """
        text = printable(text)
        size = self.size
        if self.width(text) > width:
            size = max(least, self.size * width / self.width(text))
        kind = replace(self, size=min(size, self.size))
        cut = text
        for keep in range(len(text) - 1, 1, -1):
            if kind.width(cut) <= width:
                break
            cut = f"{text[: (keep + 1) // 2]}…{text[-(keep // 2) :]}"
        return cut, kind


def printable(text):
    """The text on one line, what cannot be printed as a blank."""
    return (
        text
        if text.isprintable()
        else "".join(letter if letter.isprintable() else " " for letter in text)
    )


@lru_cache(maxsize=20_000)
def _width(text, family, weight):
    """The width of a line of text set in type of size 1."""
    return _font(family, weight, 64).getlength(text) / 64


@cache
def _font_path(family):
    package, name = FAMILIES[family]
    return str(files(package) / "files" / name)


@cache
def _font(family, weight, pixels):
    font = ImageFont.truetype(_font_path(family), pixels)
    axes = {axis["name"].lower(): axis for axis in _axes(font)}
    font.set_variation_by_axes(
        [
            weight
            if name == "weight"
            else min(max(OPTICAL_SIZE, axis["minimum"]), axis["maximum"])
            for name, axis in axes.items()
        ]
    )
    return font


def _axes(font):
    axes = font.get_variation_axes()
    for axis in axes:
        if isinstance(axis["name"], bytes):
            axis["name"] = axis["name"].decode()
    return axes


@lru_cache(maxsize=20_000)
def ink_box(text, family, weight, pixels):
    """(left, top, right, bottom) of the ink of a line of text.

    From the start of the baseline, in whole pixels; top is negative above
    the baseline.

    Args:
        pixels: the size of the type.
    """
    return tuple(map(int, _font(family, weight, pixels).getbbox(text, anchor="ls")))


def ink(text, family, weight, pixels):
    """The ink of a line of text, as (mask, left, top).

    Returns:
        mask: (height, width) uint8, 0..255, that fills `ink_box`.
        left, top: of that box.
    """
    mask, (left, top) = _font(family, weight, pixels).getmask2(
        text, mode="L", anchor="ls"
    )
    width, height = mask.size
    return np.asarray(mask, np.uint8).reshape(height, width), left, top
