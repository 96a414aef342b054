"""Where a product stands: rows left, columns above, their sums where they meet.

As on paper: each number of the result stands right of the row and below the
column that it is made of. In the corner that is left free is the bench, where
a row and a column are multiplied.
"""

from dataclasses import dataclass
from math import log2

from scenes.stage.part import Box
from scenes.stage.typeface import enlarged

NAMES = 36  # room for the name above a matrix, in design pixels
BESIDE = 74  # between rows and sums: labels stand there
FOOT = 34  # room for a legend below
WIDEST, HIGHEST = 144, 72  # of a cell
READABLE = 0.45  # of the largest cell: so large one holds a number
MANY = 12  # so many rows are as high as they need; more are folded
ONE_COLUMN = 3  # so many cells high is a column that stands alone
BENCH_WIDE, BENCH_HIGH = 760, 132  # of the bench, at least
STRIP = 34  # height of what is added to all rows


@dataclass(frozen=True)
class ProductLayout:
    """Boxes, in design pixels.

    Attributes:
        left, right: of the two matrices.
        result: of their product.
        bench: of the free corner.
        bias: of the row that is added, below the result, or of the column,
            right of it; None: nothing is added.
    """

    left: Box
    right: Box
    result: Box
    bench: Box
    bias: Box | None


def laid_out(
    stage: Box, rows: int, cells: int, columns: int, *, bias: str = ""
) -> ProductLayout:
    """The ProductLayout of (rows, cells) times (cells, columns).

    Args:
        bias: "row", "column" or "".
    """
    names = NAMES * enlarged()
    under = STRIP + 12 if bias == "row" else 0
    beside = WIDEST + 44 if bias == "column" else 0
    high = stage.height - 2 * names - FOOT - under
    wide = stage.width - BESIDE - beside - 70  # the rows' labels
    # A single column needs no more room than the bench beside it.
    tall = cells if columns > 1 else min(cells, ONE_COLUMN)
    above, below = _shared(high, tall, rows, HIGHEST, least=BENCH_HIGH)
    before, after = _shared(wide, cells, columns, WIDEST, least=BENCH_WIDE)
    sizes = [_size(one, room, HIGHEST) for one, room in ((cells, above), (rows, below))]
    widths = [
        _size(one, room, WIDEST) for one, room in ((cells, before), (columns, after))
    ]
    left = stage.left + max(stage.width - before - BESIDE - widths[1] - beside, 0) / 2
    top = stage.top + names + max(high - above - sizes[1], 0) / 2
    meet_x, meet_y = left + before + BESIDE, top + above + names
    result = Box(meet_x, meet_y, widths[1], sizes[1])
    return ProductLayout(
        Box(meet_x - BESIDE - widths[0], meet_y, widths[0], sizes[1]),
        Box(meet_x, meet_y - names - sizes[0], widths[1], sizes[0]),
        result,
        Box(left, top, before, above),
        {
            "row": Box(meet_x, result.bottom + 12, result.width, STRIP),
            "column": Box(result.right + 44, meet_y, WIDEST, result.height),
        }.get(bias),
    )


def _shared(
    room: float, one: int, other: int, most: float, *, least: float
) -> tuple[float, float]:
    """Room for so many cells, at least some of it, and for so many others."""
    first, second = _need(one), _need(other)
    share = room * first / (first + second)
    readable = most * READABLE
    if one > MANY >= other:  # of these none has a number: the others may
        share = min(share, room - readable * min(other, MANY))
    if other > MANY >= one:
        share = max(share, readable * min(one, MANY))
    share = max(share, room - most * other, least)
    share = min(share, max(most * one, least), room * 0.72)
    return share, room - share


def _need(cells: int) -> float:
    """The room that cells ask for: of many, less and less each."""
    return cells if cells <= MANY else MANY + 5 * log2(cells / MANY)


def _size(cells: int, room: float, most: float) -> float:
    return min(room, cells * most)
