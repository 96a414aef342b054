"""What changes nothing is no step of a film."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.storyboard import film_steps
from tests.told import kinds_of, numbers

X = numbers(3, 4)
RIGHT = np.array([1, 0, 3])


def laid_out_as_it_is(x):
    return x.reshape(x.shape[0], -1) + 1


def all_of_it(x):
    return x[:] + 1


def laid_out_anew(x):
    return x.reshape(4, 3) + 1


def in_another_order(x):
    return x[::-1] + 1


@pytest.mark.parametrize(
    "call, seen",
    [
        (laid_out_as_it_is, False),
        (all_of_it, False),
        (laid_out_anew, True),
        (in_another_order, True),
    ],
)
def test_an_array_as_it_is_goes_by_unseen(call, seen):
    kinds = kinds_of(call, X)
    assert (len(kinds) > 1) is seen
    assert kinds[-1] == "cells_combine"


def picks(x, y):
    rows = np.arange(len(y))
    return x[rows, y] * 2


def picks_rows(x, y):
    rows = np.arange(2)
    return x[rows] * 2


def picks_once(x, y):
    rows = np.arange(len(y))
    return x[rows, y] * rows


def writes(x, y):
    rows = np.arange(len(y))
    x[rows, y] = 0
    return x * 2


def is_picked_from(x, y):
    rows = np.arange(4)
    return rows[y] * 2


def counts(x):
    rows = np.arange(len(x))
    return x[:, 0] * rows


@pytest.mark.parametrize(
    "call, arguments, seen",
    [
        (picks, (X, RIGHT), False),
        (picks_rows, (X, RIGHT), False),
        (picks_once, (X, RIGHT), True),
        (writes, (X, RIGHT), False),
        (is_picked_from, (X, RIGHT), True),
        (counts, (X,), True),
    ],
)
def test_what_counts_rows_only_to_pick_goes_by_unseen(call, arguments, seen):
    steps = film_steps(record(call, *arguments))
    told = [act.result_name for step in steps for act in step.acts]
    assert ("rows" in told) is seen


def test_where_nothing_else_happens_it_is_told():
    assert kinds_of(lambda x: x.reshape(3, 4), X) == ["rearrange"]


class Rectifier:
    """Keeps its mask from the way there to the way back, as layers do."""

    def there(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def back(self, x, y):
        d = self.there(x) - y
        d[self.mask] = 0
        return d


def test_zeros_written_where_a_curve_is_flat_stop_the_gradient():
    x = np.array([[1.0, -2.0, 0.5], [-0.3, 2.0, -1.0]])
    kinds = kinds_of(Rectifier().back, x, numbers(2, 3))
    assert kinds[-1] == "cells_gate"


def from_a_list(x, chosen):
    kept = [row * 2 for row in x.T]
    return np.array([kept[i] for i in chosen])


def summed_on_the_way(x, chosen):
    return np.array([x[0, i] * i for i in chosen])


@pytest.mark.parametrize(
    "call, seen", [(from_a_list, False), (summed_on_the_way, True)]
)
def test_numbers_that_a_list_is_chosen_by_go_by_unseen(call, seen):
    steps = film_steps(record(call, X, RIGHT))
    read = [
        one.operands[0].name
        for step in steps
        for act in step.acts
        for one in act.operations
        if one.operands
    ]
    assert ("chosen" in read) is seen
