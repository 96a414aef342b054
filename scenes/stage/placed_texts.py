"""Texts at other places and larger: none on another, none on what it was beside.

What is read as one, as the digits of a number in two colours, stays together.
Where there is no room for two, the one that matters less is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from scenes.stage import palette
from scenes.stage.marks import Text
from scenes.stage.part import Box
from scenes.stage.typeface import SMALL, ink_box

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


@dataclass
class _Line:
    """Texts that are read as one, at their new place.

    Attributes:
        marks: they, as they were drawn one after the other.
        placed: where they come to; () where they are not to be seen.
    """

    marks: list[Text]
    placed: tuple[Text, ...] = ()

    @property
    def rank(self) -> int:
        """The lower, the more they matter."""
        return min(map(_rank, self.marks))

    def goes_on_with(self, mark: Text) -> bool:
        """Whether a text stands beside it without a gap, as digits of one
        number do."""
        last, (left, right) = self.marks[-1], _ends(self.marks)
        gaps = mark.left - right, left - mark.left - mark.kind.width(mark.text)
        return (
            mark.baseline == last.baseline
            and mark.kind.size == last.kind.size
            and min(map(abs, gaps)) < JOINED * mark.kind.size
        )


class PlacedTexts:
    """The texts of a picture: looked at in order, placed, given in order.

    Args:
        placing: where they come to.
        least: their size, in pixels, but for those in cells; 0: they stay
            as they are.
        area: outside which none stands, or None.
    """

    def __init__(self, placing: Placing, least: float, area: Box | None) -> None:
        self._placing, self._least, self._area = placing, least, area
        self._lines: list[_Line] = []
        self._line_of: list[_Line] = []  # of each text
        self._grids: list[tuple[Box, float, float]] = []  # and a cell's sides
        self._growth: dict[int, float] = {}  # of the numbers of each
        self._shapes: list[tuple[float, float, float, float]] = []
        self._unplaced: list[bool] = []  # of each line

    def look_at(self, mark: Text) -> None:
        """Take the next text, where it was drawn."""
        if not (self._least and self._lines and self._lines[-1].goes_on_with(mark)):
            self._lines.append(_Line([]))
        self._lines[-1].marks.append(mark)
        self._line_of.append(self._lines[-1])

    def avoid(self, box: Box, shape: tuple[int, int] | None) -> None:
        """Let no text come to lie on what is drawn in a Box.

        Args:
            shape: rows and columns, where it is cells: they may have numbers.
        """
        self._shapes.append((box.left, box.top, box.right, box.bottom))
        if shape is not None:
            self._grids.append((box, box.width / shape[1], box.height / shape[0]))

    def place(self) -> None:
        """Find the new place of each, and what has none."""
        self._edges = np.array(self._shapes, float).reshape(-1, 4)
        for line in self._lines:
            self._note_growth(line.marks)
        for line in self._lines:
            line.placed = self._placed(line.marks)
        if self._least:
            self._leave_out()
        self._unplaced = [not line.placed for line in self._lines]
        self._line_of.reverse()

    def left_out(self, size: float) -> float:
        """The share of the lines of that size or larger, of what is seen, that
        have no place."""
        asked = [
            without
            for line, without in zip(self._lines, self._unplaced)
            if line.marks[0].kind.size >= size
            and line.marks[0].opacity
            and any(one.text.strip() for one in line.marks)
        ]
        return sum(asked) / max(len(asked), 1)

    def next(self) -> Iterator[Text]:
        """The next text in the order in which they came, or nothing."""
        line = self._line_of.pop()
        if line.placed:
            first, *others = line.placed
            line.placed = tuple(others)
            yield first

    def _placed(self, marks: list[Text]) -> tuple[Text, ...]:
        """The texts of a line where they come to; () where nothing is seen."""
        first, last = _ends(marks)
        grid = self._grid_of(marks)
        size = marks[0].kind.size * self._placing.scale
        if grid is not None:
            size = min(size * self._growth[grid], max(self._least, size))
            if size < IN_CELLS * self._least:
                return ()
        else:
            size = max(size, self._least)
        kinds = [replace(one.kind, size=size) for one in marks]
        widths = [kind.width(one.text) for kind, one in zip(kinds, marks)]
        wide = sum(widths)
        span = self._placing.x(first), self._placing.x(last)
        left = _aligned(span, wide, _alignment(marks))
        if self._least and grid is None:
            baseline = self._placing.y(marks[0].baseline)
            found = self._free(span, wide, (baseline, size), marks)
            if found is None:
                return ()
            left = found
        placed = list(marks)
        for index in sorted(range(len(marks)), key=lambda one: marks[one].left):
            placed[index] = marks[index]._replace(
                x=left,
                baseline=self._placing.y(marks[index].baseline),
                kind=kinds[index],
                align="left",
            )
            left += widths[index]
        return tuple(placed)

    def _grid_of(self, marks: list[Text]) -> int | None:
        """Which of the grids of cells a text is a number in, or None."""
        first, last = _ends(marks)
        middle, size = (first + last) / 2, marks[0].kind.size
        y = marks[0].baseline - size / 3
        for index in reversed(range(len(self._grids))):
            box, wide, high = self._grids[index]
            is_in = box.left <= middle <= box.right and box.top <= y <= box.bottom
            if is_in and last - first <= wide + 1 and size <= high + 1:
                return index
        return None

    def _note_growth(self, marks: list[Text]) -> None:
        """Note how many times as large the numbers of a grid may be: all alike,
        and each in its cell."""
        grid = self._grid_of(marks)
        if grid is not None:
            (first, last), (_, wide, high) = _ends(marks), self._grids[grid]
            fits = (
                (wide - IN_CELL) / max(last - first, 1),
                high * 0.8 / marks[0].kind.size,
            )
            self._growth[grid] = min(
                self._growth.get(grid, np.inf), max(min(fits), 1.0)
            )

    def _free(
        self,
        span: tuple[float, float],
        wide: float,
        at: tuple[float, float],
        marks: list[Text],
    ) -> float | None:
        """Where a text begins that covers nothing which it stood beside; None:
        there is no such place, or it is outside.

        Args:
            span: from where to where it would be seen in its own size.
            wide: how wide it is.
            at: its baseline and its size.
            marks: as they were drawn.
        """
        own = _alignment(marks)
        before = self._covered(_ends(marks), marks[0].baseline, marks[0].kind.size)
        baseline, size = at
        for align in dict.fromkeys((own, "right", "left", "middle")):
            left = self._inside(_aligned(span, wide, align), wide, span)
            if left is None:
                return None
            scale, placing = self._placing.scale, self._placing
            ends = (left - placing.left) / scale, (left + wide - placing.left) / scale
            there = (baseline - placing.top) / scale
            if not np.any(self._covered(ends, there, size / scale) & ~before):
                return left
        return None

    def _covered(
        self, ends: tuple[float, float], baseline: float, size: float
    ) -> np.ndarray:
        """Which of the shapes a text lies on, in design pixels."""
        lefts, tops, rights, bottoms = self._edges.T
        return (
            (ends[0] < rights)
            & (lefts < ends[1])
            & (baseline - ABOVE * size < bottoms)
            & (tops < baseline)
        )

    def _inside(
        self, left: float, wide: float, span: tuple[float, float]
    ) -> float | None:
        """Where a text begins that has to be inside the area, or None."""
        if self._area is None:
            return left
        first, last = self._area.left + EDGE, self._area.right - EDGE
        seen = min(span[1], last) - max(span[0], first)
        if wide > last - first or seen < SEEN * (span[1] - span[0]):
            return None
        return min(max(left, first), last - wide)

    def _leave_out(self) -> None:
        """Leave out each line that would lie on one that matters more."""
        kept: list[Box] = []
        seen = [one for one in self._lines if one.placed and one.marks[0].opacity > 0]
        for line in sorted(seen, key=lambda one: one.rank):
            box = _ink(line.placed)
            if any(_overlap(box, other) for other in kept):
                line.placed = ()
            else:
                kept.append(box)


def _ends(marks: list[Text]) -> tuple[float, float]:
    """The x at which texts begin and end."""
    lefts = [one.left for one in marks]
    rights = [left + one.kind.width(one.text) for left, one in zip(lefts, marks)]
    return min(lefts), max(rights)


def _alignment(marks: list[Text]) -> str:
    if any(one.align == "right" for one in marks):
        return "right"
    return marks[0].align if len(marks) == 1 else "left"


def _aligned(span: tuple[float, float], wide: float, align: str) -> float:
    """Where a text begins that stands as another one in a span."""
    left, right = span
    return {"left": left, "right": right - wide, "middle": (left + right - wide) / 2}[
        align
    ]


def _ink(placed: tuple[Text, ...]) -> Box:
    """The Box around the ink of texts, and from where to where they reach."""
    left, right = _ends(list(placed))
    inks = [
        ink_box(one.text, one.kind.family, one.kind.weight, round(one.kind.size, 2))
        for one in placed
    ]
    top, bottom = min(one[1] for one in inks), max(one[3] for one in inks)
    return Box(left, placed[0].baseline + top, right - left, bottom - top)


def _rank(mark: Text) -> int:
    if mark.color == palette.POINTED:
        return 0
    if mark.kind.size > SMALL or mark.kind.weight >= STRONG:
        return 1
    return 2 if mark.kind.size >= SMALL else 3


def _overlap(one: Box, other: Box) -> bool:
    return (
        one.left < other.right + APART
        and other.left < one.right + APART
        and one.top < other.bottom
        and other.top < one.bottom
    )
