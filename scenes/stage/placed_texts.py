"""Texts at other places and larger: none on another, none on what it was beside.

What is read as one, as the digits of a number in two colours, stays together.
Where there is no room for two, the one that matters less is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scenes.stage import palette
from scenes.stage.marks import Text
from scenes.stage.part import Box
from scenes.stage.remembered import Remembered
from scenes.stage.typeface import SMALL, Type, ink_box

if TYPE_CHECKING:
    from scenes.stage.placing import Placing

ABOVE = 0.76  # of a text's size, from its baseline: its ink
APART = 6  # pixels between two texts, at least
IN_CELL = 6  # pixels beside a number in its cell
IN_CELLS = 0.5  # of the least size: a smaller number in a cell is not written
EDGE = 24  # pixels between a text and the edge of where it may stand
SEEN = 0.5  # of a text that have to be inside, for it to be moved there whole
JOINED = 0.12  # of their size that texts of one line are apart, at most
STRONG = 600  # the weight of type of what matters more

Edges = tuple[float, float, float, float]  # left, top, right, bottom


class Avoided(NamedTuple):
    """What no text is to come to lie on, in design pixels.

    Attributes:
        cell: (width, height) of each cell of a grid, which may have numbers;
            None: it is no grid.
    """

    left: float
    top: float
    right: float
    bottom: float
    cell: tuple[float, float] | None


class PlacedTexts:
    """Places for the texts of pictures.

    Of the picture before it remembers what it found on the way: what comes from
    the same is not found again.

    Args:
        least: their size, in pixels, but for those in cells; 0: they stay
            as they are.
        area: outside which none stands, or None.
    """

    def __init__(self, least: float, area: Box | None) -> None:
        self._least, self._area = least, area
        self._lines = Remembered(self._joined)
        self._growths = Remembered(_growths)
        self._enlarged = Remembered(self._written)
        self._reaches = Remembered(_reaches)
        self._shown = Remembered(self._beside)
        self._apart = Remembered(_apart)

    def of(
        self, placing: Placing, texts: tuple[Text, ...], avoided: tuple[Avoided, ...]
    ) -> tuple[Text | None, ...]:
        """Each text where it comes to; None where it is not to be seen.

        Args:
            placing: where the picture comes to.
            texts: of the picture in order, each where it was drawn.
            avoided: what they are not to lie on, in order.
        """
        lines, places = self._places(placing, texts, avoided)
        return tuple(
            chain.from_iterable(
                place or (None,) * len(line.marks)
                for line, place in zip(lines, places, strict=True)
            )
        )

    def left_out(
        self,
        placing: Placing,
        texts: tuple[Text, ...],
        avoided: tuple[Avoided, ...],
        size: float,
    ) -> float:
        """The share of the lines of that size or larger, of what is seen, that
        have no place; the other arguments are as `of` has them."""
        asked = [
            not place
            for line, place in zip(*self._places(placing, texts, avoided), strict=True)
            if line.size >= size
            and line.marks[0].opacity
            and any(one.text.strip() for one in line.marks)
        ]
        return sum(asked) / max(len(asked), 1)

    def _places(
        self, placing: Placing, texts: tuple[Text, ...], avoided: tuple[Avoided, ...]
    ) -> tuple[tuple[_Line, ...], tuple[tuple[Text, ...], ...]]:
        """(the lines, the texts of each where they come to, () for none)."""
        lines = self._lines(texts)
        grids = tuple([one for one in avoided if one.cell is not None])
        written = self._enlarged(placing, lines, self._growths(lines, grids))
        shown = self._shown(placing, written, avoided)
        if self._least:
            return lines, self._apart(shown)
        return lines, tuple(one.texts if one else () for one in shown)

    def _joined(self, texts: tuple[Text, ...]) -> tuple[_Line, ...]:
        """Texts as lines, in order."""
        lines: list[_Line] = []
        for mark in texts:
            wide = mark.kind.width(mark.text)
            if not (self._least and lines and lines[-1].goes_on_with(mark, wide)):
                lines.append(_Line(mark))
            lines[-1].take(mark, wide)
        return tuple(lines)

    def _written(
        self,
        placing: Placing,
        lines: tuple[_Line, ...],
        growths: tuple[float | None, ...],
    ) -> tuple[_Written | None, ...]:
        """Lines in the size that they come to have; None of what is too small, or
        outside.

        Args:
            growths: how many times as large numbers in cells may be.
        """
        found: list[_Written | None] = []
        for line, growth in zip(lines, growths, strict=True):
            size = line.size * placing.scale
            if growth is None:
                size = max(size, self._least)
            else:
                size = min(size * growth, max(self._least, size))
            one = _Written(line, placing, size)
            if self._least and growth is None:
                found.append(one if self._move_inside(one) else None)
            else:
                found.append(one if size >= IN_CELLS * self._least else None)
        return tuple(found)

    def _move_inside(self, written: _Written) -> bool:
        """Let a line stand elsewhere, but inside the area; False: it is outside.

        Where it stood is best; else it may end, begin or have its middle where
        it did.
        """
        aligns = (written.line.alignment, "right", "left", "middle")
        lefts = [_aligned(written.span, written.wide, one) for one in aligns]
        written.lefts = tuple(lefts)
        if self._area is None:
            return True
        first, last = self._area.left + EDGE, self._area.right - EDGE
        (left, right), wide = written.span, written.wide
        seen = min(right, last) - max(left, first)
        if wide > last - first or seen < SEEN * (right - left):
            return False
        written.lefts = tuple([min(max(one, first), last - wide) for one in lefts])
        return True

    def _beside(
        self,
        placing: Placing,
        written: tuple[_Written | None, ...],
        avoided: tuple[Avoided, ...],
    ) -> tuple[_Shown | None, ...]:
        """Lines where each covers nothing which it stood beside; None: there is no
        such place."""
        reaches = self._reaches(placing, written)
        edges = np.array([one[:4] for one in avoided], float).reshape(-1, 4)
        covered = _covered(reaches, edges)
        is_new = (covered[:, 1:] & ~covered[:, :1]).any(axis=2)
        best = iter(np.where(is_new.all(axis=1), -1, is_new.argmin(axis=1)).tolist())
        found: list[_Shown | None] = []
        for one in written:
            place = next(best) if one and len(one.lefts) > 1 else 0
            found.append(one.at(one.lefts[place]) if one and place >= 0 else None)
        return tuple(found)


class _Line:
    """Texts that are read as one, where they were drawn.

    Args:
        first: of them; each is still to be taken.

    Attributes:
        marks: they, as they were drawn one after the other.
        left, right: from where to where they reach, in design pixels.
        size, baseline: of them all.
    """

    def __init__(self, first: Text) -> None:
        self.marks: list[Text] = []
        self.left, self.right = np.inf, -np.inf
        self.size, self.baseline = first.kind.size, first.baseline

    def goes_on_with(self, mark: Text, wide: float) -> bool:
        """Whether a text, so wide, stands beside it without a gap, as digits of
        one number do."""
        if mark.baseline != self.baseline or mark.kind.size != self.size:
            return False
        left = mark.left
        gaps = left - self.right, self.left - left - wide
        return min(map(abs, gaps)) < JOINED * self.size

    def take(self, mark: Text, wide: float) -> None:
        """Go on with a text, which is so wide."""
        left = mark.left
        self.left, self.right = min(self.left, left), max(self.right, left + wide)
        self.marks.append(mark)

    @property
    def alignment(self) -> str:
        if any(one.align == "right" for one in self.marks):
            return "right"
        return self.marks[0].align if len(self.marks) == 1 else "left"

    @cached_property
    def rank(self) -> int:
        """The lower, the more they matter."""
        return min(map(_rank, self.marks))


class _Written:
    """A line in the size in which it is written.

    Args:
        line: where it was drawn.
        placing: where the picture comes to.
        size: in pixels.

    Attributes:
        wide: how wide it is then, in pixels.
        span: from where to where it would be seen in its own size, in pixels.
        lefts: where it may begin, in pixels, the best first.
    """

    def __init__(self, line: _Line, placing: Placing, size: float) -> None:
        self.line, self.size, self._placing = line, size, placing
        kinds = [Type(one.kind.family, size, one.kind.weight) for one in line.marks]
        widths = [kind.width(one.text) for kind, one in zip(kinds, line.marks)]
        self._kinds, self._widths = kinds, widths
        self.wide = sum(widths)
        self.span = placing.x(line.left), placing.x(line.right)
        self.lefts: tuple[float, ...] = (
            _aligned(self.span, self.wide, line.alignment),
        )
        self.at = Remembered(self._at)

    def _at(self, left: float) -> _Shown:
        """It, where it begins there."""
        marks = self.line.marks
        placed = list(marks)
        for index in sorted(range(len(marks)), key=lambda one: marks[one].left):
            mark, kind = marks[index], self._kinds[index]
            baseline = self._placing.y(mark.baseline)
            placed[index] = Text(
                mark.text, left, baseline, kind, mark.color, "left", mark.opacity
            )
            left += self._widths[index]
        return _Shown(self.line, tuple(placed))


class _Shown:
    """A line at its new place.

    Attributes:
        line: where it was drawn.
        texts: where they come to.
    """

    def __init__(self, line: _Line, texts: tuple[Text, ...]) -> None:
        self.line, self.texts = line, texts

    @cached_property
    def ink(self) -> Edges:
        """The edges around its ink, and from where to where it reaches."""
        left, right = _ends(self.texts)
        inks = [
            ink_box(one.text, one.kind.family, one.kind.weight, round(one.kind.size, 2))
            for one in self.texts
        ]
        top, bottom = min(one[1] for one in inks), max(one[3] for one in inks)
        box = Box(left, self.texts[0].baseline + top, right - left, bottom - top)
        return box.left, box.top, box.right, box.bottom


def _growths(
    lines: tuple[_Line, ...], grids: tuple[Avoided, ...]
) -> tuple[float | None, ...]:
    """How many times as large lines may be that are numbers in a grid: in each
    grid all alike, and each in its cell; None of those in no grid."""
    found = [_grid_of(line, grids) for line in lines]
    growths: dict[Avoided, float] = {}
    for line, grid in zip(lines, found, strict=True):
        if grid is not None and grid.cell is not None:
            wide, high = grid.cell
            fits = (
                (wide - IN_CELL) / max(line.right - line.left, 1),
                high * 0.8 / line.size,
            )
            growths[grid] = min(growths.get(grid, np.inf), max(min(fits), 1.0))
    return tuple([None if one is None else growths[one] for one in found])


def _grid_of(line: _Line, grids: Sequence[Avoided]) -> Avoided | None:
    """The grid of cells, of those drawn last, that a line is a number in."""
    left, right, size = line.left, line.right, line.size
    middle, y = (left + right) / 2, line.baseline - size / 3
    for grid in reversed(grids):
        is_in = grid.left <= middle <= grid.right and grid.top <= y <= grid.bottom
        if is_in and grid.cell is not None:
            wide, high = grid.cell
            if right - left <= wide + 1 and size <= high + 1:
                return grid
    return None


def _reaches(placing: Placing, written: tuple[_Written | None, ...]) -> np.ndarray:
    """Edges of what lines cover that may begin at one of several places, in design
    pixels: (lines, 1 + places, 4), first where they were drawn."""
    found = []
    for one in written:
        if one is None or len(one.lefts) == 1:
            continue
        line, size = one.line, one.size / placing.scale
        bottom = (placing.y(line.baseline) - placing.top) / placing.scale
        drawn = line.left, line.baseline - ABOVE * line.size, line.right, line.baseline
        found += [drawn] + [
            (
                (left - placing.left) / placing.scale,
                bottom - ABOVE * size,
                (left + one.wide - placing.left) / placing.scale,
                bottom,
            )
            for left in one.lefts
        ]
    return np.array(found, float).reshape(-1, 5, 4)


def _covered(reaches: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Which of some shapes what reaches so far lies on.

    Args:
        reaches: (lines, places, 4) edges.
        edges: (shapes, 4).

    Returns:
        (lines, places, shapes), boolean.
    """
    left, top, right, bottom = np.moveaxis(reaches[..., None], 2, 0)
    lefts, tops, rights, bottoms = edges.T
    return (left < rights) & (lefts < right) & (top < bottoms) & (tops < bottom)


def _apart(shown: tuple[_Shown | None, ...]) -> tuple[tuple[Text, ...], ...]:
    """The texts of each line, () where it would lie on one that matters more."""
    seen = [one for one in shown if one and one.texts[0].opacity > 0]
    seen.sort(key=lambda one: one.line.rank)
    lies_on = _overlapping(np.array([one.ink for one in seen], float).reshape(-1, 4))
    kept = np.ones(len(seen), bool)
    for index in np.flatnonzero(lies_on.any(axis=1)):
        kept[index] = not (lies_on[index, :index] & kept[:index]).any()
    left_out = {one for one, is_kept in zip(seen, kept) if not is_kept}
    return tuple(
        [one.texts if one is not None and one not in left_out else () for one in shown]
    )


def _overlapping(inks: np.ndarray) -> np.ndarray:
    """Which line lies on which of those before it: (lines, lines), boolean.

    Args:
        inks: (lines, 4) edges.
    """
    left, top, right, bottom = inks.T[..., None]
    beside = (left < inks[:, 2] + APART) & (inks[:, 0] < right + APART)
    return np.tril(beside & (top < inks[:, 3]) & (inks[:, 1] < bottom), -1)


def _ends(marks: Sequence[Text]) -> tuple[float, float]:
    """The x at which texts begin and end."""
    lefts = [one.left for one in marks]
    rights = [left + one.kind.width(one.text) for left, one in zip(lefts, marks)]
    return min(lefts), max(rights)


def _aligned(span: tuple[float, float], wide: float, align: str) -> float:
    """Where a text begins that stands as another one in a span."""
    left, right = span
    return {"left": left, "right": right - wide, "middle": (left + right - wide) / 2}[
        align
    ]


def _rank(mark: Text) -> int:
    if mark.color == palette.POINTED:
        return 0
    if mark.kind.size > SMALL or mark.kind.weight >= STRONG:
        return 1
    return 2 if mark.kind.size >= SMALL else 3
