"""How wide words and numbers are, and their ink.

A line is set letter by letter in the font that has the letter (faces).
"""

import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache

import numpy as np
from PIL import Image, ImageChops, ImageFont

from scenes.stage.faces import MONO, runs

# One drawing of the letters for all sizes, so that a line is as wide at 480p
# as at 1080p, by measure.
OPTICAL_SIZE = 22
_LARGE = 100  # pixels at least of what is drawn and then made small

# The sizes of the screen, in design pixels; only what stands in cells is smaller.
LARGE, MIDDLE, SMALL = 36, 22, 20


_larger: ContextVar[float] = ContextVar("larger", default=1.0)


@contextmanager
def written_larger(factor: float) -> Iterator[None]:
    """What is laid out meanwhile leaves room for texts so many times as large:
    they are enlarged where they are shown."""
    token = _larger.set(factor)
    try:
        yield
    finally:
        _larger.reset(token)


def enlarged() -> float:
    """How many times as large as they are drawn texts will be shown."""
    return _larger.get()


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
    times = _times(pixels)
    lefts, tops, rights, bottoms = zip(
        *(
            (run.start + left, top, run.start + right, bottom)
            for run in _set(text, family, weight, pixels * times)
            for left, top, right, bottom in [run.box()]
        )
    )
    return _outer((min(lefts), min(tops), max(rights), max(bottoms)), times)


def ink(text, family, weight, pixels):
    """The ink of a line of text, as (mask, left, top).

    It is set in large type, and each pixel is the mean of what it covers
    there: so letters keep their shapes and distances, as browsers draw them.
    Fitted to whole pixels (hinted) both change from size to size.

    Returns:
        mask: (height, width) uint8, 0..255, that fills `ink_box`.
        left, top: of that box.
    """
    times = _times(pixels)
    left, top, right, bottom = ink_box(text, family, weight, pixels)
    size = (right - left) * times, (bottom - top) * times
    if not all(size):  # of blanks
        return np.zeros((bottom - top, right - left), np.uint8), left, top
    whole = Image.new("L", size)
    for run in _set(text, family, weight, pixels * times):
        part = Image.new("L", size)
        run.draw(part, run.start - left * times, -top * times)
        whole = ImageChops.lighter(whole, part)
    return np.asarray(whole.reduce(times)), left, top


def _times(pixels):
    """How often type of a size is enlarged before it is drawn."""
    return max(2, math.ceil(_LARGE / pixels))


def _set(text, family, weight, pixels):
    """The _Run of letters of a line, in pixels."""
    x, before = 0.0, None
    for face, piece in runs(text, family):
        font = _font(face, weight, pixels)
        if before:  # of the last run the length is not asked, which takes time
            x += before.font.getlength(before.letters)
        is_number = face is MONO and _NUMBER.fullmatch(piece)
        before = (_Number if is_number else _Run)(font, piece, round(x))
        yield before


@dataclass(frozen=True)
class _Run:
    """Letters of a line that one font has.

    Attributes:
        start: where they start in the line, in pixels.
    """

    font: ImageFont.FreeTypeFont
    letters: str
    start: int

    def box(self):
        """What they take, in pixels from the start of the baseline."""
        ink, left, top = _inked(self.font, self.letters)
        return left, top, left + ink.width, top + ink.height

    def draw(self, image, x, y):
        """Draw them in white, from that start of the baseline."""
        ink, left, top = _inked(self.font, self.letters)
        image.paste(ink, (x + left, y + top))


class _Number(_Run):
    """A number in a font whose digits are all as wide and stand for themselves.

    Each digit is drawn once in a size, and comes out as it does in the whole
    number: where a sheet grows or shrinks, many numbers are set in many sizes.
    """

    def box(self):
        inks = [_inked(self.font, letter) for letter in self.letters]
        return (
            0,
            min(top for _, _, top in inks),
            self._place(len(inks)),
            max(top + ink.height for ink, _, top in inks),
        )

    def draw(self, image, x, y):
        for count, letter in enumerate(self.letters):
            ink, left, top = _inked(self.font, letter)
            image.paste(ink, (x + self._place(count) + left, y + top))

    def _place(self, count):
        """Where a letter starts after so many others, in pixels as FreeType
        rounds it."""
        return math.floor(count * _digit_width(self.font) + 0.5)


_NUMBER = re.compile(r"[+−-]?\d+(\.\d+)?", re.ASCII)


@lru_cache(maxsize=128)  # the ink of a long line takes a third of a megabyte
def _inked(font, letters):
    """(ink, left, top) of letters, in pixels from the start of the baseline."""
    drawn, (left, top) = font.getmask2(letters, "L", anchor="ls")
    ink = Image.new("L", drawn.size)
    ink.im = drawn
    return ink, left, top


@cache
def _digit_width(font):
    return font.getlength("0")


def _outer(box, times):
    """The whole pixels that a box in pixels so many times smaller touches."""
    left, top, right, bottom = map(int, box)
    return left // times, top // times, -(-right // times), -(-bottom // times)
