"""How wide words and numbers are, and their ink.

A line is set letter by letter in the font that has the letter (faces).
"""

from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
from PIL import ImageFont

from scenes.stage.faces import runs

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
    return (
        sum(
            _font(face, weight, 64).getlength(piece)
            for face, piece in runs(text, family)
        )
        / 64
    )


@cache
def _font(face, weight, pixels):
    font = ImageFont.truetype(face.path, pixels, index=face.index)
    axes = {axis["name"].lower(): axis for axis in _axes(font)}
    if axes:
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
    try:
        axes = font.get_variation_axes()
    except OSError:  # a font of one weight
        return []
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
    boxes = [
        (x + left, top, x + right, bottom)
        for x, (left, top, right, bottom) in _boxes(text, family, weight, pixels)
    ]
    lefts, tops, rights, bottoms = zip(*boxes)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _boxes(text, family, weight, pixels):
    """(where it starts, box of its ink) of each run of a line, in pixels."""
    x = 0.0
    for face, piece in runs(text, family):
        font = _font(face, weight, pixels)
        yield round(x), tuple(map(int, font.getbbox(piece, anchor="ls")))
        x += font.getlength(piece)


def ink(text, family, weight, pixels):
    """The ink of a line of text, as (mask, left, top).

    Returns:
        mask: (height, width) uint8, 0..255, that fills `ink_box`.
        left, top: of that box.
    """
    pieces, x = [], 0.0
    for face, piece in runs(text, family):
        font = _font(face, weight, pixels)
        mask, left, top = _ink_of(font, piece)
        pieces.append((mask, round(x) + left, top))
        x += font.getlength(piece)
    if len(pieces) == 1:
        return pieces[0]
    left, top = (min(piece[k] for piece in pieces) for k in (1, 2))
    right = max(start + mask.shape[1] for mask, start, _ in pieces)
    bottom = max(start + mask.shape[0] for mask, _, start in pieces)
    whole = np.zeros((bottom - top, right - left), np.uint8)
    for mask, x, y in pieces:
        rows, columns = mask.shape
        part = whole[y - top : y - top + rows, x - left : x - left + columns]
        np.maximum(part, mask, out=part)
    return whole, left, top


def _ink_of(font, text):
    mask, (left, top) = font.getmask2(text, mode="L", anchor="ls")
    width, height = mask.size
    return np.asarray(mask, np.uint8).reshape(height, width), left, top
