"""What stands out in an array: how far it reaches, its largest, its change."""

import numpy as np

SMALL = 0.05  # of the largest value: a change below is called small
# What hides a score lies at or below this, and so many times further from
# zero than all others; where it is not endless, all of it lies close together.
HIDES, FARTHER, SPREAD = -1e4, 1e3, 0.01
ALONE = -1e8  # a single one above it may be a number like the others
MANY_ENDLESS = 0.1  # of a matrix: so many cells of −inf are a mask


def reach(values):
    """How far from zero the numbers of an array reach, 0 or above; infinite
    ones do not count."""
    numbers = values[np.isfinite(values)].astype(float)
    return float(np.abs(numbers).max(initial=0))


def hidden_below(values):
    """The number at or below which the cells of an array are a mask's, that
    are there only to hide; None where there are none.

    An added −1e10, or −inf, lets nothing of a score come through softmax: how
    far from zero it is says nothing beside the other numbers.
    """
    if values.dtype.kind != "f" or not values.size or values.min() > HIDES:
        return None
    endless = np.isneginf(values)
    rest = values[~endless]
    if not np.isfinite(rest).all():
        return None
    far = rest[rest <= HIDES].astype(float)
    others = rest[rest > HIDES]
    if far.size and others.size and not endless.any():
        is_alone = far.size == 1 and far[0] > ALONE
        is_far = -far.max() >= FARTHER * reach(others)
        is_one = np.ptp(far) <= SPREAD * -far.min()
        return float(far.max()) if is_far and is_one and not is_alone else None
    is_mask = values.ndim >= 2 and not far.size and _is_mask(endless)
    return -np.inf if is_mask and others.size else None


def _is_mask(hidden):
    """Whether cells of matrices are what a mask would hide: the same columns
    in every row, or all that is right of a place which moves on with the rows.

    A logarithm of zero is −inf, too, wherever it stands.
    """
    if min(hidden.shape[-2:]) < 2 or hidden.mean() < MANY_ENDLESS:
        return False
    if (hidden == hidden[..., :1, :]).all():
        return True
    is_right = (hidden[..., 1:] >= hidden[..., :-1]).all()
    counts = hidden.sum(axis=-1)
    return bool(is_right and (counts[..., 1:] <= counts[..., :-1]).all())


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


def sizes_of_change(old, new):
    """By how much each number of arrays of one shape has changed, without a sign:
    infinite where that is no finite number."""
    sizes = np.abs(change_of(old, new))
    return np.where(np.isfinite(sizes), sizes, np.inf)


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
