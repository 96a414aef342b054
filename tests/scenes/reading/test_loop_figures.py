"""Which number tells how a loop goes, in loops as strangers write them."""

import math
import warnings

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.loop_courses import carried
from scenes.reading.loop_figures import figures
from scenes.reading.loops import loops
from scenes.reading.value_roles import roles_of

X = np.array([4.0, -2.0, 1.0])


def figures_of(function, *given):
    roles = roles_of(record(function, *given))
    loop = roles.read(loops).loops[0]
    return figures(loop, roles, carried(loop, roles))


def told(function, *given):
    """(what tells how the first loop goes, how it is measured, for which passes)."""
    found = figures_of(function, *given)
    if found is None:
        return None
    return found.name, found.of, [not math.isnan(one) for one in found.numbers]


def ended_before_its_loss(x):
    kept = []
    for k in range(9):
        x = x * 0.5
        if k == 4:
            break
        loss = (x * x).sum()
        kept.append(loss)
    return kept


def another_branch_at_the_end(x):
    for k in range(4):
        if k < 3:
            loss = (x * x).sum()
        else:
            y = x * 1.0
        x = x - 0.5
    return y, loss


def cut_long_after_its_loss(x):
    for k in range(6):
        if k < 4:
            loss = (x * x).sum()
        x = x - 0.5
        if k == 5:
            break
        x = x - 0.25
    return x, loss


def from_the_middle_on(x):
    for k in range(4):
        x = x - 0.5
        if k >= 2:
            loss = (x * x).sum()
    return loss


def after_the_middle(x):
    for k in range(8):
        x = x - 0.5
        if k >= 5:
            loss = (x * x).sum()
    return loss


def with_a_hole(x):
    for k in range(5):
        x = x - 0.5
        if k != 2:
            loss = (x * x).sum()
    return loss


def with_a_count_that_is_kept(x, t):
    kept = []
    for _ in range(4):
        t = t + 1.0
        x = x - 0.5
        kept.append(t)
    return x, kept


def with_a_count_that_hardly_differs(x, t, steps):
    kept = []
    for k in range(4):
        t = t + steps[k]
        x = x - 0.5
        kept.append(t)
    return x, kept


def through_what_is_kept(x, given):
    kept = []
    for t in given:
        x = x - t * 0.5
        kept.append(t)
    return x, kept


def with_two_losses(x):
    for _ in range(4):
        first = (x * x).sum()
        second = np.abs(x).sum()
        x = x - 0.5
    return first, second


def with_a_kept_one_and_another(x):
    for _ in range(4):
        kept = (x * x).sum()
        other = np.abs(x).sum()
        print(kept)
        x = x - 0.5
    return other


def halved_often(x, times):
    for _ in range(4):
        _ = (x * x).sum()
        for k in range(times):
            _ = _ * 0.5
        loss = _ * 0.5
        x = x - 0.5
    return loss


def scaled_by_a_number(x, pair):
    for _ in range(4):
        size = (pair * pair).sum()
        pair = pair / size
        x = x - 0.5
    return pair


def scaled_in_the_end(x):
    for _ in range(4):
        size = (x * x).sum()
        size = np.sqrt(size)
        half = size * 0.5
        x = x / (half + 1.0)
    return x


def given_to_python(x):
    for _ in range(4):
        loss = (x * x).sum()
        float(loss)
        x = x - 0.5
    return x


def while_it_is_large(x):
    while np.abs(x).max() > 1:
        x = x * 0.5
    return x


def until_a_number_that_stays(x, fixed):
    for _ in range(4):
        if fixed.sum() < 1:
            break
        x = x - 0.5
    return x


def asked_at_first(x):
    for k in range(4):
        if k < 2 and x.sum() > 900:
            break
        x = x - 0.5
    return x


def asked_unless_one_is_below(x):
    for _ in range(4):
        if x[0] < 3 or x.sum() < 0.3:
            y = x * 1.0
        x = x - 0.5
    return y


def asked_of_a_size_unless_one_is_below(x, given):
    for k in range(4):
        size = x.max()
        y = x / size
        if given[k] < 0.5 or size < 0.3:
            y = y * 1.0
        x = x - 0.5
    return y


def asked_of_all_cells(x):
    for _ in range(4):
        if (x < -90).any():
            break
        x = x - 0.5
    return x


def asked_of_two_numbers(x):
    for _ in range(4):
        if x.max() < x.min():
            break
        x = x - 0.5
    return x


def far_from_a_target(x, y):
    for _ in range(4):
        out = x * 2.0
        x = x - 0.1 * (out - y)
    return x


def far_from_a_target_the_other_way(x, y):
    for _ in range(4):
        out = x * 2.0
        x = x + 0.1 * (y - out)
    return x


def far_from_ones_that_are_given(x, y):
    for _ in range(4):
        out = x * 2.0
        x = x + 0.1 * (y - out)
    return x


def far_from_a_target_at_first(x, y):
    for k in range(4):
        out = x * 2.0
        if k < 2:
            x = x + 0.1 * (y - out)
        x = x - 0.5
    return x


def where_it_counts(x, y, mask):
    for _ in range(4):
        out = x * 2.0
        x = x + np.subtract(y, out, where=mask, out=None)
    return x


def far_from_a_number(x, number):
    for _ in range(4):
        miss = x.sum() - number
        y = x * miss
        x = x - 0.5
    return y


def of_two_that_are_given(x, y, other):
    for _ in range(4):
        x = x + 0.1 * (y - other)
    return x


def of_two_that_are_made(x):
    for _ in range(4):
        x = x + (x * 2.0 - x * x)
    return x


def in_other_shapes(x, y):
    for _ in range(4):
        x = x + (x * 2.0 - y).sum(axis=0)
    return x


def written_in_part(x, matrix):
    for k in range(4):
        matrix[k] -= x
        x = x - 0.5
    return matrix


def size_of(x):
    size = (x * x).sum()
    return size


def measured_elsewhere(x):
    for _ in range(4):
        size_of(x)
        x = x - 0.5
    return x


def counted_above_zero(x):
    for _ in range(4):
        above = (x > 0).sum()
        x = x - 0.5
    return above


def that_grows(x):
    for _ in range(4):
        x = x + np.ones((2, *x.shape))
    return x


def that_stays(x):
    for _ in range(4):
        x = x + np.zeros(3)
    return x


def moved(x, steps):
    for step in steps:
        x = x + step
    return x


def that_fills_columns(x):
    table = np.zeros((3, 4))
    for t in range(4):
        x = np.tanh(x)
        table[:, t] = x
    return table


ALL = [True] * 4


@pytest.mark.parametrize(
    "function, given, expected",
    [
        (ended_before_its_loss, (), ("loss", "value", [True] * 4 + [False])),
        (another_branch_at_the_end, (), ("x", "distance", ALL)),
        (cut_long_after_its_loss, (), ("x", "distance", [True] * 6)),
        (from_the_middle_on, (), ("loss", "value", [False] * 2 + [True] * 2)),
        (after_the_middle, (), ("x", "distance", [True] * 8)),
        (with_a_hole, (), ("x", "distance", [True] * 5)),
        (with_a_count_that_is_kept, (np.float64(2),), ("x", "distance", ALL)),
        (
            with_a_count_that_hardly_differs,
            (np.float64(2), np.array([1, 1 + 3e-10, 1 - 3e-10, 1])),
            ("x", "distance", ALL),
        ),
        (
            with_a_count_that_hardly_differs,
            (np.float64(2), np.array([1, 1 + 3e-9, 1 - 3e-9, 1])),
            ("t", "value", ALL),
        ),
        (through_what_is_kept, (np.array([1.0, 2, 4, 8]),), ("x", "distance", ALL)),
        (with_two_losses, (), ("second", "value", ALL)),
        (with_a_kept_one_and_another, (), ("kept", "value", ALL)),
        (halved_often, (18,), ("loss", "value", ALL)),
        (halved_often, (19,), ("x", "distance", ALL)),
        (scaled_by_a_number, (np.array([1.0, 2.0]),), ("x", "distance", ALL)),
        (scaled_in_the_end, (), None),
        (given_to_python, (), ("loss", "value", ALL)),
        (while_it_is_large, (), ("np.abs(x).max()", "value", [True] * 2)),
        (until_a_number_that_stays, (np.ones(3),), ("x", "distance", ALL)),
        (asked_at_first, (), ("x", "distance", ALL)),
        (asked_unless_one_is_below, (), ("x", "distance", ALL)),
        (
            asked_of_a_size_unless_one_is_below,
            (np.array([1, 0.0, 1, 0]),),
            ("x", "distance", ALL),
        ),
        (asked_of_all_cells, (), ("x", "distance", ALL)),
        (asked_of_two_numbers, (), ("x", "distance", ALL)),
        (far_from_a_target, (X,), ("out - y", "size", ALL)),
        (far_from_a_target_the_other_way, (X,), ("y - out", "size", ALL)),
        (far_from_ones_that_are_given, (np.ones(3),), ("x", "distance", ALL)),
        (far_from_a_target_at_first, (X,), ("x", "distance", ALL)),
        (where_it_counts, (X, X > -9), ("x", "distance", ALL)),
        (far_from_a_number, (np.float64(np.nan),), ("x", "distance", ALL)),
        (of_two_that_are_given, (X, X * X), ("x", "distance", ALL)),
        (of_two_that_are_made, (), ("x", "distance", ALL)),
        (in_other_shapes, (np.eye(3),), ("x", "distance", ALL)),
        (written_in_part, (np.ones((4, 3)),), ("x", "distance", ALL)),
        (measured_elsewhere, (), ("size", "value", ALL)),
        (counted_above_zero, (), ("x", "distance", ALL)),
        (that_grows, (), None),
        (that_stays, (), None),
        (moved, (np.array([1.0, 1.0, -1.0, 1.0]),), ("x", "distance", ALL)),
        (moved, (np.array([1.0, 1.0, 0.0]),), None),
        (moved, (np.array([1.0, 1.0]),), ("x", "distance", [True] * 2)),
        (moved, (np.array([1j, 1j]),), None),
        (moved, (np.array([np.nan, 1.0, 1.0]),), None),
        (
            moved,
            (np.array([1.0, 1.0, np.nan]),),
            ("x", "distance", [True, True, False]),
        ),
        (moved, (np.array([np.nan, 1.0]),), None),
        (moved, (np.array([1.0, 0.0]),), None),
        (moved, (np.eye(3)[[0, 0, 0, 0]],), ("x", "distance", ALL)),
        (that_fills_columns, (), None),
    ],
)
def test_what_tells_how_a_loop_goes(function, given, expected):
    assert told(function, X.copy(), *given) == expected


def test_nothing_is_far_off_where_there_is_nothing():
    def far(x, y):
        for _ in range(4):
            out = x * 2.0
            x = x - 0.1 * (out - y)
        return x

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert told(far, np.ones((3, 0)), np.ones((3, 0))) is None
