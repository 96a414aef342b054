"""What stands out in an array: how far it reaches, its largest, its change."""

import numpy as np

SMALL = 0.05  # of the largest value: a change below is called small


def reach(values):
    """How far from zero the numbers of an array reach, 0 or above; infinite
    ones do not count."""
    numbers = values[np.isfinite(values)].astype(float)
    return float(np.abs(numbers).max(initial=0))


def largest_row(values):
    """The index of the row that holds the value furthest from zero.

    Args:
        values: (rows, ...) array; what is no number counts as zero.
    """
    sizes = np.abs(np.nan_to_num(values, posinf=0, neginf=0))
    return int(sizes.reshape(len(values), -1).max(axis=1).argmax())


def furthest(values):
    """The flat index of the value furthest from zero; what is no number
    counts as zero, and what is infinite does not."""
    sizes = np.abs(values.astype(float))
    return int(np.where(np.isnan(sizes), 0, sizes).argmax())


def change_of(old, new):
    """What arrays of one shape have changed by, as floats: 0 where nothing
    has changed, infinite and no numbers too."""
    with np.errstate(invalid="ignore"):
        change = new.astype(float) - old.astype(float)
    return np.where((old == new) | (old != old) & (new != new), 0.0, change)


def is_one_hot(array):
    """Whether a column is 1 at one place and 0 elsewhere."""
    values = array.ravel()
    return (
        values.size > 1
        and values.size == max(array.shape)
        and (values == 1).sum() == 1
        and (values == 0).sum() == values.size - 1
    )


def is_small(change, values):
    """Whether the largest change is far below the largest of the values that
    change, in arrays of one shape; an endless one, or none at all, is not."""
    most = np.abs(change.astype(float)).max(initial=0)
    return bool(0 < most < SMALL * reach(values))
