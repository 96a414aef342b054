"""Texts at other places and larger: none on another, none on what it was beside.

What is read as one, as the digits of a number in two colours, stays together.
Where there is no room for two, the one that matters less is left out.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from scenes.stage.marks import Text
from scenes.stage.part import Box
from scenes.stage.placed_lines import PLACES, Line, Shown, Written, goes_on_with
from scenes.stage.remembered import Remembered

if TYPE_CHECKING:
    from scenes.stage.placing import Placing

APART = 6  # pixels between two texts, at least
# Between an index and another text: nearer it would be read as the last digit of a
# number.
INDEX_APART = 14
IN_CELL = APART + 1  # pixels beside a number in its cell
# Pixels by which a line may stand higher or lower than it did, so that it does not
# touch another, and what is left between them then.
SLIP, SLIPPED = 6, 1
IN_CELLS = 0.5  # of the least size: a smaller number in a cell is not written


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
        self._known: dict[tuple[Text, ...], Line] = {}  # in the picture before
        self._lines = Remembered(self._joined)
        self._growths = Remembered(_growths)
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
    ) -> tuple[tuple[Line, ...], tuple[tuple[Text, ...], ...]]:
        """(the lines, the texts of each where they come to, () for none)."""
        lines = self._lines(texts)
        growths: tuple[float | None, ...] = (None,) * len(lines)
        if self._least:
            grids = tuple([one for one in avoided if one.cell is not None])
            growths = self._growths(lines, grids, placing.scale)
        written = tuple(
            [
                self._written(line, placing, growth)
                for line, growth in zip(lines, growths, strict=True)
            ]
        )
        if not self._least:
            return lines, tuple([one.at(0).texts for one in written if one])
        return lines, self._apart(self._shown(written, avoided))

    def _joined(self, texts: tuple[Text, ...]) -> tuple[Line, ...]:
        """Texts as lines, in order."""
        runs: list[list[Text]] = []
        for mark in texts:
            if self._least and runs and goes_on_with(runs[-1], mark):
                runs[-1].append(mark)
            else:
                runs.append([mark])
        lines = [self._known.get(run) or Line(run) for run in map(tuple, runs)]
        self._known = {one.marks: one for one in lines}
        return tuple(lines)

    def _written(
        self, line: Line, placing: Placing, growth: float | None
    ) -> Written | None:
        """A line in the size that it comes to have; None: it is too small then, or
        outside.

        Args:
            growth: how many times as large it may be, if it is in a cell.
        """
        if line.asked != (placing, growth):
            line.asked = placing, growth
            size = line.size * placing.scale
            if growth is None:
                size = max(size, self._least)
            else:
                size = min(size * growth, max(self._least, size))
            line.written = Written(line, placing, size)
            if self._least and growth is None:
                is_seen = line.written.move_inside(self._area)
            else:
                is_seen = size >= IN_CELLS * self._least
            if not is_seen:
                line.written = None
        return line.written

    def _beside(
        self, written: tuple[Written | None, ...], avoided: tuple[Avoided, ...]
    ) -> tuple[Shown | None, ...]:
        """Lines where each covers nothing which it stood beside; None: there is no
        such place."""
        edges = np.array([one[:4] for one in avoided], float).reshape(-1, 4)
        covered = _covered(self._reaches(written), edges)
        is_new = (covered[:, 1:] & ~covered[:, :1]).any(axis=2)
        best = iter(np.where(is_new.all(axis=1), -1, is_new.argmin(axis=1)).tolist())
        found: list[Shown | None] = []
        for one in written:
            place = next(best) if one and one.may_move else 0
            found.append(one.at(place) if one and place >= 0 else None)
        return tuple(found)


def _growths(
    lines: tuple[Line, ...], grids: tuple[Avoided, ...], scale: float
) -> tuple[float | None, ...]:
    """How many times as large lines may be that are numbers in a grid: in each
    grid all alike, and each in its cell; None of those in no grid.

    Args:
        scale: pixels for each design pixel.
    """
    found = _grids_of(lines, grids) if lines and grids else [-1] * len(lines)
    growths: dict[int, float] = {}
    for line, grid in zip(lines, found, strict=True):
        if grid >= 0:
            wide, high = grids[grid].cell or (0.0, 0.0)
            fits = (
                (wide - IN_CELL / scale) / max(line.right - line.left, 1),
                max(high * 0.8 / line.size, 1.0),
            )
            growths[grid] = min(growths.get(grid, np.inf), max(min(fits), 0.0))
    return tuple([growths.get(one) for one in found])


def _grids_of(lines: tuple[Line, ...], grids: tuple[Avoided, ...]) -> list[int]:
    """The number of the grid of cells, of those drawn last, that each line is a
    number in, or -1."""
    first, last, baseline, size = np.array(
        [(one.left, one.right, one.baseline, one.size) for one in lines]
    ).T[..., None]
    left, top, right, bottom = np.array([one[:4] for one in grids]).T
    wide, high = np.array([one.cell for one in grids]).T
    middle, y = (first + last) / 2, baseline - size / 3
    is_in = (left <= middle) & (middle <= right) & (top <= y) & (y <= bottom)
    is_in &= (last - first <= wide + 1) & (size <= high + 1)
    drawn_last = len(grids) - 1 - is_in[:, ::-1].argmax(axis=1)
    return np.where(is_in.any(axis=1), drawn_last, -1).tolist()


def _reaches(written: tuple[Written | None, ...]) -> np.ndarray:
    """What lines cover that may move: (lines, 1 + places, 4) as of each."""
    found = [one.reaches for one in written if one and one.may_move]
    return np.concatenate(found) if found else np.empty((0, 1 + PLACES, 4))


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


def _apart(shown: tuple[Shown | None, ...]) -> tuple[tuple[Text, ...], ...]:
    """The texts of each line: () where it would lie on one that matters more, and
    it is not enough that it stands somewhat higher or lower."""
    seen = [
        (one.line.rank, number, one.ink, INDEX_APART if one.line.is_index else APART)
        for number, one in enumerate(shown)
        if one and one.texts[0].opacity > 0
    ]
    seen.sort()
    inks = np.array([ink for _, _, ink, _ in seen]).reshape(-1, 4)
    is_near = _near(inks, np.array([apart for *_, apart in seen]))
    # The top and the bottom of each where it comes to; None: it is left out.
    edges: list[tuple[float, float] | None] = [
        (ink[1], ink[3]) for ink in inks.tolist()
    ]
    found = [one.texts if one else () for one in shown]
    for index in np.flatnonzero(is_near.any(axis=1)).tolist():
        top, bottom = edges[index] or (0.0, 0.0)
        others = filter(None, (edges[k] for k in np.flatnonzero(is_near[index])))
        number = seen[index][1]
        slip = _slip(top, bottom, list(others), _most_slip(shown[number]))
        edges[index] = None if slip is None else (top + slip, bottom + slip)
        if slip is None:
            found[number] = ()
        elif slip:
            found[number] = tuple(
                [one._replace(baseline=one.baseline + slip) for one in found[number]]
            )
    return tuple(found)


def _most_slip(one: Shown | None) -> float:
    """By how much a line may stand higher or lower: a number in a cell may not."""
    written = one.line.written if one else None
    return SLIP if written and written.may_move else 0.0


def _slip(
    top: float, bottom: float, others: list[tuple[float, float]], most: float
) -> float | None:
    """By how many pixels a line has to stand lower so that it lies on no other:
    as few as possible, either way; None: there is no such place.

    Args:
        top, bottom: of the line.
        others: (top, bottom) of those beside or above and below it.
        most: pixels.
    """
    slips = [0.0]
    for above, below in others:
        slips += below - top + SLIPPED, above - bottom - SLIPPED
    for slip in sorted(slips, key=abs):
        if abs(slip) > most:
            break
        if all(
            bottom + slip <= above or below <= top + slip for above, below in others
        ):
            return slip
    return None


def _near(inks: np.ndarray, least: np.ndarray) -> np.ndarray:
    """Which line lies on which of those before it, or would if both stood as much
    higher or lower as they may: (lines, lines), boolean.

    Args:
        inks: (lines, 4) edges.
        least: (lines,) pixels between each and others.
    """
    left, top, right, bottom = inks.T[..., None]
    apart = np.maximum.outer(least, least)
    is_near = (left < inks[:, 2] + apart) & (inks[:, 0] < right + apart)
    is_near &= (top < inks[:, 3] + 2 * SLIP) & (inks[:, 1] < bottom + 2 * SLIP)
    return np.tril(is_near, -1)
