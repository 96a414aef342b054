"""The matrices of shares of the other heads, or of other examples."""

from collections.abc import Sequence

import numpy as np

from network.trace import Value
from scenes.acts import attention_words
from scenes.reading.attention_heads import Heads
from scenes.reading.laid import Laid
from scenes.stage import palette
from scenes.stage.part import Box
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.values import Values
from scenes.words.naming import code

NAMES, GAP, WITHIN = 44, 60, 90  # room for names; between them; beside one
TALLEST, WIDEST = 84, 104  # design pixels of a cell at most
# So many at most; in a row; with what comes out beside each.
MOST, MOST_ACROSS, FEW = 24, 12, 3

Shown = list[tuple[RowsPlane, Value | None]]


def shares_scale(heads: Heads) -> palette.Scale:
    """How shares are coloured, those of all heads alike; where keys are
    masked, those of nothing as what a mask hides."""
    most = max(float(one.parts.shares.array.max()) for one in heads.each)
    is_masked = any(not one.seen.all() for one in heads.each)
    return palette.Scale("grey", most or 1.0, hidden=0.0 if is_masked else None)


def matrices_beside(heads: Heads, called: Sequence[str], room: Box) -> Shown:
    """(part, the Value that it shows or None) of all but the first.

    Args:
        called: what each is called, the first too.
        room: the Box that they share.
    """
    count, inside = min(len(called) - 1, MOST), len(heads.each[0].seen)
    if not count:
        return []
    across = min(count, MOST_ACROSS)
    lines = -(-count // across)
    width = (room.width - GAP * (across - 1)) / across
    height = (room.height - NAMES * (lines - 1)) / lines
    shown: Shown = []
    scale = shares_scale(heads)
    for place in range(count):
        line, at = divmod(place, across)
        box = Box(
            room.left + at * (width + GAP),
            room.top + line * (height + NAMES),
            width,
            height,
        )
        head, matrix = divmod(place + 1, inside)
        found = heads.each[head]
        parts = found.parts
        sources = [
            code(one.result.name or one.expression)
            for one in (found.softmax.division, found.mix)
        ]
        layouts = (parts.shares, parts.mixed) if count <= FEW else (parts.shares,)
        shown += _side_by_side(
            layouts, sources, matrix, called[place + 1], box, scale, inside == 1
        )
    return shown


def _side_by_side(
    layouts: Sequence[Laid],
    sources: Sequence[str],
    matrix: int,
    called: str,
    box: Box,
    scale: palette.Scale,
    is_whole: bool,
) -> Shown:
    """Matrices with as many rows, in the middle of a box.

    Args:
        sources: what the trace calls them.
        is_whole: whether a matrix is all of its value.
    """
    values = [Values.of(one.value).laid(one.of)[matrix] for one in layouts]
    columns = [one.shape[1] for one in values]
    gaps = WITHIN * (len(layouts) - 1)
    high = min(TALLEST, box.height / values[0].shape[0])
    wide = min(high * 1.7, WIDEST, (box.width - gaps) / int(np.sum(columns)))
    left = box.left + (box.width - gaps - wide * int(np.sum(columns))) / 2
    shown: Shown = []
    for laid, source, one in zip(layouts, sources, values):
        is_shares = laid is layouts[0]
        rows, across = one.shape
        plane = RowsPlane(
            one,
            Box(left, box.top, wide * across, high * rows),
            name=called if is_shares else attention_words.names()["mixed"],
            scale=scale if is_shares else None,
            source=source,
            first=laid.first(matrix),
        )
        shown.append((plane, laid.value if is_whole and not is_shares else None))
        left += wide * across + WITHIN
    return shown
