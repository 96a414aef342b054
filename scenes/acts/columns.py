"""Where columns of bars stand on the stage."""

from scenes.stage.part import Box

ROOM = 480  # width of a column of bars with its numbers


def column_box(stage, place, count, *, width=ROOM):
    """The Box of a column of `count` bars.

    Args:
        place: 0 at the left edge of the stage, 1 at the right, or between.
    """
    top, high = stage.top + 14, stage.height - 14
    if count < 14:
        top, high = stage.top + 60, min(stage.height - 60, 54 * count)
    left = stage.left - 20 + place * (stage.width + 20 - width)
    return Box(left, top, width, high)


def common_span(*arrays):
    """(lowest, highest) of several arrays, with 0 in it, for Bars."""
    low = min(float(array.min(initial=0)) for array in arrays)
    high = max(float(array.max(initial=0)) for array in arrays)
    return (low, high) if high > low else (0.0, 1.0)
