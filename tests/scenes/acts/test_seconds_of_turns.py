"""How long what is told alone stands, and all others, of many kinds of acts."""

import numpy as np
import pytest

from tests import window_networks as nets
from tests.scenes.acts.test_answer_acts import LABELS, SHARES, copied
from tests.scenes.reading.test_optimiser_steps import momentum
from tests.told import acts_of, numbers

COLUMN, OTHER = np.array([[0.5], [-1.0], [2.0], [0.25], [-0.75]]), numbers(5, 1)


def fetched(x, places):
    rows = x[places]
    return rows


def emptied(x, places):
    x[places] = 0.0
    return x


def added_up(x):
    sums = x.sum(axis=1)
    return sums


def squared_error(x, y):
    loss = ((x - y) ** 2).mean()
    return loss


def with_penalties(a, b, c, d, x):
    squares = (a**2).sum() + (b**2).sum() + (c**2).sum() + (d**2).sum()
    loss = ((d @ c @ b @ a @ x - 1.0) ** 2).mean() + 0.1 * squares
    return loss


def outer(a, b):
    table = a @ b.T
    return table


def product(a, x):
    y = a @ x
    return y


def bent(x):
    y = np.tanh(x)
    return y


def apart(a, b):
    c = a - b
    return c


def shares(x):
    e = np.exp(x)
    return e / e.sum(axis=-1, keepdims=True)


def shares_of_all(x):
    e = np.exp(x)
    return e / e.sum()


def learnt(w, g):
    w -= 0.1 * g
    return w


def how_many_are_right(outputs, wanted):
    accuracy = (outputs.argmax(axis=1) == wanted).mean()
    return accuracy


def largest(x):
    place = x.argmax()
    return place


def in_a_row(x):
    return nets.largest(x).flatten()


SCORES = np.array([[0.1, 0.9], [0.8, 0.2], [0.3, 0.4], [0.6, 0.5]])
MAPS = np.sin(np.arange(72.0)).reshape(6, 6, 2)


@pytest.mark.parametrize(
    "call, arguments, kind, alone, together",
    [
        (fetched, (numbers(5, 3), np.array([3, 1, 2])), "fetch", [2.2], 2.0),
        (emptied, (numbers(5, 3), np.array([3, 1])), "write", [2.2], 0.0),
        (added_up, (numbers(4, 3),), "collapse", [3.4], 2.4),
        (squared_error, (COLUMN, OTHER), "loss", [4.4], 2.4),
        (outer, (COLUMN, OTHER), "table", [4.6], 3.0),
        (outer, (COLUMN, numbers(784, 1)), "stamp", [5.4], 2.8),
        (apart, (COLUMN, OTHER), "combine", [4.2], 2.6),
        (apart, (COLUMN, np.zeros((5, 1))), "combine", [1.8], 1.0),
        (shares_of_all, (COLUMN,), "softmax", [3.6], 2.4),
        (learnt, (numbers(4, 784), numbers(4, 784)), "update_sheets", [7.6], 3.0),
        (how_many_are_right, (SCORES, np.array([1, 0, 0, 0])), "accuracy", [3.0], 2.4),
        (copied, (SHARES, LABELS), "answer_error", [3.6], 2.4),
        (in_a_row, (MAPS,), "flatten", [1.8, 1.8], 2.4),
    ],
)
def test_few_go_alone_then_all_others(call, arguments, kind, alone, together):
    act = act_of(kind, call, arguments)
    starts, lengths = act.turns.starts, act.turns.lengths
    assert [lengths[index] for index in act.turns.firsts] == pytest.approx(alone)
    assert act.turns.firsts[0] == starts.argmin() and starts.min() == 1.0
    assert act.turns.end == pytest.approx(1.0 + sum(alone) + together)


@pytest.mark.parametrize(
    "call, arguments, kind, lengths",
    [
        (
            largest,
            (np.append(COLUMN, 1)[:, None],),
            "pick",
            [0.7, 0.56, 0.448, 0.3584, 0.28672, 0.25],
        ),
        (product, (numbers(5, 3), OTHER[:3]), "rows", [5.2, 2.6, 1.3, 0.65, 0.45]),
        (
            product,
            (numbers(5, 3), np.zeros((3, 1))),
            "rows",
            [1.8, 0.72, 0.288, 0.2, 0.2],
        ),
        (
            bent,
            (numbers(6, 1),),
            "curve",
            [2.6, 1.17, 0.5265, 0.236925, 0.10661625, 0.1],
        ),
        (momentum, (numbers(2, 3), numbers(2, 3)), "descent", [2.6, 2.6]),
        (shares, (SCORES,), "softmax", [4.4, 2.64, 1.584, 0.9504]),
        (
            with_penalties,
            [numbers(2, 2)] * 4 + [numbers(2, 3)],
            "penalty",
            [2.6, 1.82, 1.274, 1.0],
        ),
    ],
)
def test_each_turn_is_a_part_of_the_one_before(call, arguments, kind, lengths):
    act = act_of(kind, call, arguments)
    assert act.turns.lengths.tolist() == pytest.approx(lengths)


def act_of(kind, call, arguments):
    acts = acts_of(call, *map(np.copy, arguments))
    return next(act for act in acts if act.kind == kind)
