"""How a trace's numbers are written into cells of one width: none is cut to ###."""

import numpy as np

LARGE, SMALL = 1e5, 1e-3  # from where on, and below which, powers of ten are told
_POWERS = "0.00E+0"
# What is computed may become large when an input is changed.
_FRACTIONS = f"[>=100000]{_POWERS};[<=-10000]-{_POWERS};0.0000"
_WHOLE = f"[>=10000000]{_POWERS};[<=-1000000]-{_POWERS};0"


def number_format(array, *, rounded=True):
    """The format of a block's numbers.

    Args:
        array: the numbers that it holds, at first.
        rounded: whether they are cut to four digits after the point; else as many
            are shown as there is room for.
    """
    array = np.asarray(array)
    largest = float(np.abs(array.astype(float)).max(initial=0))
    if largest >= LARGE or 0 < largest < SMALL:
        return f"{_POWERS};-{_POWERS};0"
    if array.dtype.kind in "iub":
        return _WHOLE
    return _FRACTIONS if rounded else "General"
