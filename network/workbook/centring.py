"""A drawing brought to MNIST's form, with every value between.

It is what mnist_like.mnist_like does, after the pen gave the drawn cells soft
edges. The sheet Centring has the same steps as formulas; these are their
values, for programs that show a workbook without computing it.
"""

from dataclasses import dataclass

import numpy as np

from network.digits.mnist_like import BOX, CENTRE
from network.digits.sizes import SIDE

WIDE = SIDE + 2  # the soft edges reach a cell beyond the drawing
BESIDE = ((-1, 0), (1, 0), (0, -1), (0, 1))
CORNERS = ((-1, -1), (-1, 1), (1, -1), (1, 1))


@dataclass(frozen=True)
class Line:
    """The rows of the ink, or its columns.

    Attributes:
        inked: (30,) whether there is ink.
        first, last: of those with ink; 0 and 0 where there is none.
        source: how many from first to last.
        target: how many of 20 they become.
        shares: (20, 30) the share that a target has of each source.
        start: where the fitted digit is placed in the picture.
    """

    inked: np.ndarray
    first: int
    last: int
    source: int
    target: int
    shares: np.ndarray
    start: int = 0


@dataclass(frozen=True)
class Centred:
    """A drawing on its way.

    Attributes:
        soft: (30, 30) the ink with soft edges.
        rows, columns: the two Lines.
        squeezed: (20, 30) with the rows fitted.
        fitted: (20, 20) with the columns fitted too.
        levels: (20, 20) whole numbers 0..255.
        seen: (28, 28) in 0..1: what the network sees.
    """

    soft: np.ndarray
    rows: Line
    columns: Line
    squeezed: np.ndarray
    fitted: np.ndarray
    levels: np.ndarray
    seen: np.ndarray


def soft(ink, pen):
    """Spread ink to the neighbours: (28, 28) to (30, 30).

    A cell takes `pen` of the strongest neighbour beside it, and half of that
    of the strongest at a corner, where that is more than its own.
    """
    padded = np.pad(ink, 2)

    def strongest(moves):
        return np.maximum.reduce(
            [
                padded[1 + down : 1 + down + WIDE, 1 + right : 1 + right + WIDE]
                for down, right in moves
            ]
        )

    return np.maximum.reduce(
        [strongest([(0, 0)]), pen * strongest(BESIDE), pen / 2 * strongest(CORNERS)]
    )


def centred(ink, pen):
    """Bring (28, 28) ink in 0..1, blank or not, to MNIST's form."""
    softened = soft(ink, pen)
    edges = [_edges(softened.any(axis=axis)) for axis in (1, 0)]
    longer = max(last - first + 1 for _, first, last in edges)
    rows, columns = (_line(*edge, longer) for edge in edges)
    squeezed = rows.shares @ softened
    fitted = squeezed @ columns.shares.T
    strongest = fitted.max() or 1
    levels = np.rint(np.round(255 * fitted / strongest, 9))
    rows, columns = (
        _placed(line, levels.sum(axis=axis)) for line, axis in ((rows, 1), (columns, 0))
    )
    seen = np.zeros((SIDE, SIDE))
    seen[
        rows.start : rows.start + rows.target,
        columns.start : columns.start + columns.target,
    ] = levels[: rows.target, : columns.target] / 255
    return Centred(softened, rows, columns, squeezed, fitted, levels, seen)


def _edges(inked):
    """(whether there is ink, the first with it, the last with it)."""
    where = np.flatnonzero(inked)
    return inked, *((where[0], where[-1]) if len(where) else (0, 0))


def _line(inked, first, last, longer):
    source = int(last - first + 1)
    target = max(1, round(BOX * source / longer))
    begin = np.arange(BOX)[:, None] * source / target
    end = (np.arange(BOX)[:, None] + 1) * source / target
    pixel = np.arange(WIDE) - first
    overlap = np.clip(np.minimum(end, pixel + 1) - np.maximum(begin, pixel), 0, None)
    overlap[target:] = 0
    # Beyond the last source pixel there is no share, whatever rounding says.
    overlap[:, pixel >= source] = 0
    return Line(inked, int(first), int(last), source, target, overlap * target / source)


def _placed(line, mass):
    """The Line with the start that its mass along the line gives."""
    centre = mass @ np.arange(BOX) / (mass.sum() or 1)
    start = CENTRE - int(np.floor(centre + 0.5))
    start = min(max(start, 0), SIDE - line.target)
    return Line(
        *(
            getattr(line, name)
            for name in ("inked", "first", "last", "source", "target", "shares")
        ),
        start=start,
    )
