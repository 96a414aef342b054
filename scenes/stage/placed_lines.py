"""Lines of text: as they were drawn, as they are written larger, and at a new place.

What is read as one, as the digits of a number in two colours, is one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from scenes.stage import palette
from scenes.stage.marks import Text
from scenes.stage.part import Box
from scenes.stage.typeface import SMALL, Type, ink_box

if TYPE_CHECKING:
    from scenes.stage.placing import Placing

ABOVE = 0.76  # of a text's size, from its baseline: its ink
BELOW = 0.24  # of it, below its baseline
PLACES = 5  # where a line may stand
EDGE = 24  # pixels between a text and the edge of where it may stand
SEEN = 0.5  # of a text that have to be inside, for it to be moved there whole
JOINED = 0.12  # of their size that texts of one line are apart, at most
STRONG = 600  # the weight of type of what matters more
LAST = 4  # the rank of what matters least

Edges = tuple[float, float, float, float]  # left, top, right, bottom


class Line:
    """Texts that are read as one, where they were drawn.

    Args:
        marks: they, as they were drawn one after the other.

    Attributes:
        left, right: from where to where they reach, in design pixels.
        order: their numbers from the left to the right.
        size, baseline: of them all.
        align: how they stand.
        is_index: whether they are digits that say which number stands beside them.
        rank: the lower, the more they matter.
        asked: (placing, growth) for which it was written last.
        written: as it was then, if at all.
    """

    def __init__(self, marks: tuple[Text, ...]) -> None:
        self.marks, first = marks, marks[0]
        self.left, self.right = _ends(marks)
        lefts = [one.left for one in marks]
        self.order = sorted(range(len(marks)), key=lefts.__getitem__)
        self.size, self.baseline = first.kind.size, first.baseline
        self.align = first.align if len(marks) == 1 else "left"
        if any(one.align == "right" for one in marks):
            self.align = "right"
        self.is_index = all(map(_is_index, marks))
        # It stands beside each list of numbers, which themselves stand only once.
        self.rank = LAST if self.is_index else min(map(_rank, marks))
        self.asked: tuple[Placing, float | None] | None = None
        self.written: Written | None = None


class Written:
    """A line in the size in which it is written.

    Args:
        line: where it was drawn.
        placing: where the picture comes to.
        size: in pixels.

    Attributes:
        places: (x, y) where it may begin, its baseline, in pixels, the best first.
        may_move: whether there are several such places: PLACES.
    """

    def __init__(self, line: Line, placing: Placing, size: float) -> None:
        self.line, self._placing, self._size = line, placing, size
        self._kinds = [
            _type(one.kind.family, size, one.kind.weight) for one in line.marks
        ]
        self._widths = [
            kind.width(one.text) for kind, one in zip(self._kinds, line.marks)
        ]
        self._wide = wide = sum(self._widths)
        self._span = left, right = placing.x(line.left), placing.x(line.right)
        # Where it begins that stands as it stood, in the span of its own size.
        self._begins = {
            "left": left,
            "right": right - wide,
            "middle": (left + right - wide) / 2,
        }
        self.places: tuple[tuple[float, float], ...] = (
            (self._begins[line.align], placing.y(line.baseline)),
        )
        self.may_move = False
        self._last: tuple[int, Shown] | None = None

    def move_inside(self, area: Box | None) -> bool:
        """Let it stand elsewhere, but inside an area; False: it is outside.

        Where it stood is best; else it may end, begin or have its middle where
        it did, or have its top there: what stands below something grows downwards.
        """
        begins, wide, (left, right) = self._begins, self._wide, self._span
        aligns = self.line.align, "right", "left", "middle"
        lefts, self.may_move = [begins[one] for one in aligns], True
        if area is not None:
            first, last = area.left + EDGE, area.right - EDGE
            seen = min(right, last) - max(left, first)
            if wide > last - first or seen < SEEN * (right - left):
                return False
            lefts = [min(max(one, first), last - wide) for one in lefts]
        y, top = self.places[0][1], ABOVE * self.line.size * self._placing.scale
        below = y - top + ABOVE * self._size
        if area is not None and below + BELOW * self._size > area.bottom:
            below = y
        self.places = (*((one, y) for one in lefts), (lefts[0], below))
        return True

    @cached_property
    def reaches(self) -> np.ndarray:
        """Edges of what it covers, in design pixels: (1, 1 + places, 4), first
        where it was drawn."""
        line, placing = self.line, self._placing
        size = self._size / placing.scale
        found = [
            (line.left, line.baseline - ABOVE * line.size, line.right, line.baseline)
        ]
        for one, y in self.places:
            left = (one - placing.left) / placing.scale
            right = (one + self._wide - placing.left) / placing.scale
            bottom = (y - placing.top) / placing.scale
            found.append((left, bottom - ABOVE * size, right, bottom))
        return np.array([found])

    def at(self, place: int) -> Shown:
        """It, in one of its places."""
        if self._last is None or self._last[0] != place:
            self._last = place, self._at(*self.places[place])
        return self._last[1]

    def _at(self, left: float, baseline: float) -> Shown:
        marks = self.line.marks
        placed = list(marks)
        for index in self.line.order:
            mark = marks[index]
            placed[index] = Text(
                mark.text,
                left,
                baseline,
                self._kinds[index],
                mark.color,
                "left",
                mark.opacity,
            )
            left += self._widths[index]
        return Shown(self.line, tuple(placed))


class Shown:
    """A line at its new place.

    Attributes:
        line: where it was drawn.
        texts: where they come to.
    """

    def __init__(self, line: Line, texts: tuple[Text, ...]) -> None:
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


def goes_on_with(run: list[Text], mark: Text) -> bool:
    """Whether a text stands beside others without a gap, as digits of one number
    do."""
    last, size = run[-1], mark.kind.size
    if mark.baseline != last.baseline or size != last.kind.size:
        return False
    (first, end), left = _ends(run), mark.left
    gaps = left - end, first - left - mark.kind.width(mark.text)
    return min(map(abs, gaps)) < JOINED * size


def _ends(marks: Sequence[Text]) -> tuple[float, float]:
    """The x at which texts begin and end."""
    lefts = [one.left for one in marks]
    rights = [left + one.kind.width(one.text) for left, one in zip(lefts, marks)]
    return min(lefts), max(rights)


@lru_cache(maxsize=1000)
def _type(family: str, size: float, weight: int) -> Type:
    return Type(family, size, weight)


def _is_index(mark: Text) -> bool:
    digits = mark.text.replace(", ", "")  # "2, 0" of a map of maps
    return mark.kind.size <= SMALL and digits.isdigit()


def _rank(mark: Text) -> int:
    if mark.color == palette.POINTED:
        return 0
    if mark.kind.size > SMALL or mark.kind.weight >= STRONG:
        return 1
    return 2 if mark.kind.size >= SMALL else 3
