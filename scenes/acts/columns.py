"""Where columns of bars stand on the stage."""

import numpy as np

from scenes.stage.part import Box

ROOM = 480  # width of a column of bars with its numbers
NOTE = 22  # height of the room for a note below them
OUTSIDE = 12  # left of the stage: the names begin below the title


def column_box(stage, place, count, *, width=ROOM, foot=0):
    """The Box of a column of `count` bars.

    Args:
        place: 0 below the title, 1 at the right edge of the stage, or
            between.
        foot: room below the bars, for a note.
    """
    top, high = stage.top + 14, stage.height - 14 - foot
    if count < 14:
        top, high = stage.top + 60, min(stage.height - 60 - foot, 54 * count)
    left = stage.left - OUTSIDE + place * (stage.width + OUTSIDE - width)
    return Box(left, top, width, high)


def common_span(*arrays):
    """(lowest, highest) number of several arrays, with 0 in it, for Bars."""
    finite = [array[np.isfinite(array)] for array in arrays]
    low = min(float(array.min(initial=0)) for array in finite)
    high = max(float(array.max(initial=0)) for array in finite)
    return (low, high) if high > low else (0.0, 1.0)
