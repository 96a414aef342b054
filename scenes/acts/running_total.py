"""A sum as it is formed: products fall into a total, which flies to its bar.

The total shows the true sum of the products that have fallen, and in the end
the value that was recorded. Of sums that have less time, only a dot in the
colour of the sign flies.
"""

from collections.abc import Sequence

import numpy as np

from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Dot
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix
from scenes.stage.typeface import Type

SIZE = 26  # of the total while it is formed, in design pixels
WIDE, HIGH = 112, 40  # of its box
BELOW = 26  # from the middle of the sign to the total
FALL = 0.2  # of the time of all products: so long one of them falls
LANE = 40  # of sums that fly up or down, where nothing else is said
RADIUS = 7  # of a dot, at most a fifth of a bar's pitch
NARROW = 30  # width that products have when they have fallen

Point = tuple[float, float]  # x, y in design pixels


def partial_sums(pieces: Sequence[np.ndarray], total: float) -> np.ndarray:
    """(count + 1,) sums of the first 0, 1, 2, ... pieces of a product.

    Args:
        pieces: the products that are added.
        total: the recorded sum of them all, which is the last: it may differ
            from a sum in this order in its last bits.
    """
    with np.errstate(all="ignore"):  # the code that was recorded overflowed
        sums = np.cumsum([0.0, *(float(np.sum(piece)) for piece in pieces)])
    sums[-1] = total
    return sums


def color_of(value: float) -> str:
    """The colour of a number's sign."""
    if value == 0 or np.isnan(value):
        return palette.QUIET
    return palette.NEGATIVE if value < 0 else palette.POSITIVE


class RunningTotal:
    """What shows how the sums of an act are formed, and takes them to bars.

    Args:
        pieces: MatrixPlanes of the products that are added, each where it
            falls from, the first to fall first.
        row: the index of the bar that it is.
        sign: the Box of the sign of the sum.
        bars: the Bars of the sums.
        lane: from the bars' left edge to where sums fly up or down.

    Attributes:
        parts: in the order they are drawn.
    """

    def __init__(self, pieces, row, sign, bars, *, lane=LANE):
        self.lane = lane
        self.pieces, self.row, self.sign, self.bars = pieces, row, sign, bars
        self.homes = [piece.box for piece in pieces]
        self.sums = partial_sums(
            [piece.values.array for piece in pieces], bars.values.array[row]
        )
        self.total = Label("", self._place, size=SIZE, family="code", align="right")
        self.dot = Chips()
        self.parts = [*pieces, self.total, self.dot]

    def hide(self) -> None:
        """Show nothing of it."""
        for piece in self.pieces:
            piece.set_opacity(0.0)
        self.total.set_opacity(0.0)
        self.dot.items = ()

    def add_up(self, share: float) -> int:
        """Let the pieces fall one after the other: all are there at 0, all
        have fallen at 1.

        Returns:
            how many of them still are where they were.
        """
        shares = self._fallen(share)
        x, y = self.sign.left, self.sign.top + self.sign.height / 2
        for piece, home, fallen in zip(self.pieces, self.homes, shares):
            piece.set_opacity(1.0 if 0 < fallen < 1 else 0.0)
            way = ease(fallen, 0, 1)
            width = mix(home.width, min(NARROW, home.width), way)
            piece.place(
                Box(
                    mix(home.left, x - NARROW, way),
                    mix(home.top, y - home.height / 2, way),
                    width,
                    home.height,
                )
            )
        self._write(self.sums[int(np.sum(shares >= 1))], SIZE)
        self.total.place(self._place)
        return int(np.sum(shares <= 0))

    def _fallen(self, share):
        starts = np.linspace(0, 1 - FALL, len(self.pieces))
        return np.clip((share - starts) / FALL, 0, 1)

    @property
    def _place(self):
        """The Box below the sign where the total is formed."""
        sign = self.sign
        return Box(sign.left, sign.top + sign.height / 2 + BELOW, WIDE, HIGH)

    def _write(self, value, size):
        """Write a number; returns its width."""
        self.total.text = self.bars.write(value)
        self.total.ink = color_of(value)
        self.total.kind = Type("code", size)
        self.total.set_opacity(1.0)
        return self.total.kind.width(self.total.text)

    def fly(self, share: float) -> None:
        """Let the total fly to where it stands beside its bar."""
        place, bars = self._place, self.bars
        start, end = (
            self._write(self.sums[-1], size) for size in (SIZE, bars.number_size)
        )
        x, y = along(
            way_to_bar(
                (place.right - start / 2, place.top + HIGH / 2),
                bars,
                self.row,
                bars.box.right - end / 2,
                self.lane,
            ),
            share,
        )
        wide = self._write(
            self.sums[-1], mix(SIZE, bars.number_size, ease(share, 0, 0.4))
        )
        self.total.place(Box(x - wide / 2, y - HIGH / 2, wide, HIGH))

    def fly_dot(self, row: int, share: float) -> None:
        """Let a dot fly from the sign to the bar of another sum."""
        value = self.bars.values.array[row]
        x, y = along(
            way_to_bar(
                (self.sign.right, self.sign.top + self.sign.height / 2),
                self.bars,
                row,
                self.bars.x_of(0.0),
                self.lane,
            ),
            share,
        )
        radius = min(RADIUS, self.bars.pitch / 5)  # between two indices
        self.dot.items = (Dot(x, y, color_of(value), radius),)


def way_to_bar(
    start: Point, bars: Bars, row: int, end: float, lane: float = LANE
) -> tuple[Point, ...]:
    """Corners of a way to a place in a row of bars.

    It goes in front of the bars and below the row's own index, never over
    an index.

    Args:
        start: (x, y).
        end: x of the place.
        lane: from the bars' left edge to where it goes up or down.
    """
    lane, middle = bars.box.left - lane, bars.row_middle(row)
    between = middle + bars.pitch / 2
    return (start, (lane, start[1]), (lane, between), (end, between), (end, middle))


def along(corners: Sequence[Point], share: float) -> Point:
    """(x, y) at a share 0..1 of the length of a way, smooth at its ends."""
    places = np.array(corners, float)
    lengths = np.hypot(*np.diff(places, axis=0).T)
    gone = np.concatenate([[0.0], np.cumsum(lengths)])
    at = ease(share, 0, 1) * gone[-1]
    return (
        float(np.interp(at, gone, places[:, 0])),
        float(np.interp(at, gone, places[:, 1])),
    )
