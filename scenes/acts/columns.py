"""Where columns of bars stand on the stage."""

import numpy as np

from scenes.stage.part import Box
from scenes.stage.typeface import enlarged

ROOM = 480  # width of a column of bars with its numbers
NOTE = 22  # height of the room for a note below them
OF_THREE = 0.325  # of a tall stage: three columns have room
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
        top = stage.top + 60
        pitch = 40 * enlarged() if stage.is_tall else 54
        high = min(stage.height - 60 - foot, pitch * count)
    if stage.is_tall:
        width = min(width, OF_THREE * stage.width)
    left = stage.left - OUTSIDE + place * (stage.width + OUTSIDE - width)
    return Box(left, top, width, high)


def common_span(*arrays):
    """(lowest, highest) number of several arrays, with 0 in it, for Bars."""
    finite = [array[np.isfinite(array)] for array in arrays]
    low = min(float(array.min(initial=0)) for array in finite)
    high = max(float(array.max(initial=0)) for array in finite)
    return (low, high) if high > low else (0.0, 1.0)


def answer_of(outputs):
    """The index of the largest number of a column, as argmax finds it."""
    return int(np.argmax(outputs.array))
