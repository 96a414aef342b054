"""What is cut out of an image, by where it stands in memory."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.window_cuts import Cuts, cuts_of

IMAGE = np.arange(20.0).reshape(4, 5)
MAPS = np.arange(48.0).reshape(3, 4, 4)


def rows_and_columns(x):
    return x[1:3, 0:3] + 1


def all_rows(x):
    return x[:, 1:3] + 1


def all_columns(x):
    return x[1:3] + 1


def of_each_map(x):
    return x[:, 1:3, 0:2] + 1


def copied(x):
    return x[[0, 1]] + 1


def whole(x):
    return x[:] + 1


def one_row(x):
    return x[1] + 1


def turned_over(x):
    return x.T[1:3] + 1


def every_other(x):
    return x[::2, ::2] + 1


def windows(x):
    return np.lib.stride_tricks.sliding_window_view(x, (2, 3)) + 1


def times_another(x):
    return x[1:3, 0:2] * x.sum(axis=0)[:2]


def times_itself(x):
    return x * x


def multiplied(x):
    return x @ x.T


def taken_away(x):
    return x[1:3] - 1


def the_negative(x):
    return -x


@pytest.mark.parametrize(
    ("call", "x", "sizes", "multiplies", "takes_away"),
    [
        (rows_and_columns, IMAGE, {(2, 3)}, False, False),
        (all_rows, IMAGE, {(1, 2)}, False, False),
        (all_columns, IMAGE, {(1, 2)}, False, False),
        (of_each_map, MAPS, {(2, 2)}, False, False),
        (copied, IMAGE, set(), False, False),
        (whole, IMAGE, set(), False, False),
        (one_row, IMAGE, set(), False, False),
        (turned_over, IMAGE, {(1, 2)}, False, False),
        (every_other, IMAGE, set(), False, False),
        (windows, IMAGE, {(2, 3)}, False, False),
        (times_another, IMAGE, {(2, 2), (1, 2)}, True, False),
        (times_itself, IMAGE, set(), False, False),
        (multiplied, IMAGE, set(), True, False),
        (taken_away, IMAGE, {(1, 2)}, False, True),
        (the_negative, IMAGE, set(), False, True),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_is_cut_out_and_what_is_done_with_it(
    call, x, sizes, multiplies, takes_away
):
    operations = [one for _, one in record(call, x).operations()]
    assert cuts_of(operations) == Cuts(frozenset(sizes), multiplies, takes_away)
