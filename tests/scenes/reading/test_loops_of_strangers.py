"""Loops as strangers write them: their passes, variables, states and what comes in."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.loop_courses import carried, is_cut, states
from scenes.reading.loop_flow import flow
from scenes.reading.loops import loops
from scenes.reading.value_roles import roles_of

X = np.arange(1.0, 21).reshape(4, 5)
H, W = np.array([0.5, -0.25]), np.array([[0.5, 0.25], [-0.25, 0.75]])
XS = [np.array([1.0, k]) for k in range(4)]


def loops_of(function, *given):
    roles = roles_of(record(function, *given))
    return roles.read(loops).loops, roles


def seldom(x, order):
    for i in order:
        y = x * 2
        if i != 1:
            y = x[i] * 2
    return y


def seldom_counted(x, order):
    for t in range(4):
        y = x * 2
        if t % 2:
            y = x[t] * 2
    return y


def counted_otherwise(x, order):
    for t in range(4):
        y = x * 2
        if t == 2:
            t = 3
            y = x[t] * 2
    return y


def of_slices(x, order):
    for part in [slice(0, 2), slice(1, 3)]:
        y = x[part] * 2
    return y


def of_masks(x, order):
    for mask in [np.array([True, False, True, False]), np.arange(4) > 1]:
        y = x[mask] * 2
    return y


def beside_a_fixed_one(x, order):
    rows = {3: x[0], 1: x[1], 2: x[2]}
    for i in order:
        rows[i] = rows[3] * 0.5
    return rows


def of_rows_of_one(x, order):
    cube = x.reshape(2, 2, 5) * 1.0
    for row in cube[1]:
        y = row * 2
    return y


@pytest.mark.parametrize(
    "function, values",
    [
        (seldom, ()),
        (seldom_counted, ("0", "1", "2", "3")),
        (counted_otherwise, ()),
        (of_slices, ()),
        (of_masks, ()),
        (beside_a_fixed_one, ()),
        (of_rows_of_one, ()),
    ],
)
def test_what_the_variable_was(function, values):
    ((loop,), _) = loops_of(function, X.copy(), [3, 1, 2])
    assert loop.values == values


def never(x):
    while x.sum() > 99:
        x = x * 0.5
    return x


def once(x):
    while x.sum() > 1:
        x = x * 0.1
    return x


def twice(x):
    while x.sum() > 1:
        x = x * 0.4
    return x


def with_a_function_in_it(x):
    for k in range(2):

        def doubled(one):
            two = one * 2
            return two

        x = doubled(x) + k
    return x


@pytest.mark.parametrize(
    "function, passes",
    [(never, []), (once, []), (twice, [2]), (with_a_function_in_it, [2])],
)
def test_how_often_a_loop_went_round(function, passes):
    found, _ = loops_of(function, np.array([1.0, 2.0]))
    assert [len(one.passes) for one in found] == passes


def test_a_function_made_in_a_loop_runs_in_no_loop_of_its_own():
    roles = roles_of(record(with_a_function_in_it, np.array([1.0, 2.0])))
    found = roles.read(loops)
    inside = [one for one in roles.trace.steps if one.function.endswith("doubled")]
    for step in inside:
        chain = found.places[step.number].chain()
        assert [one.is_call for one in chain] == [True, False, True]


def ended(x, passes):
    for k in range(9):
        x = x * 0.5
        if k == passes - 1:
            break
        x = x + 0.25
    return x


@pytest.mark.parametrize("passes, cut", [(2, False), (3, True), (5, True)])
def test_a_loop_that_is_ended_early(passes, cut):
    ((loop,), _) = loops_of(ended, H.copy(), passes)
    assert len(loop.passes) == passes and is_cut(loop) is cut


def added_three(w):
    for _ in range(4):
        w = w + 0.1 + 0.2 + 0.3
    return w


def test_a_loop_that_ends_with_a_whole_pass():
    ((loop,), _) = loops_of(added_three, H.copy())
    assert not is_cut(loop)


def ended_between(x, y):
    for k in range(9):
        x = x * 0.5 + y[0]
        if k == 3:
            break
        y = y * 0.5 + x[k]
    return y


def test_what_the_last_pass_has_not_come_to_is_as_it_was():
    x, y = np.array([1.0, 2.0, 3.0]), np.array([4.0, 5.0, 6.0])
    expected = {"x": [], "y": []}
    ((loop,), roles) = loops_of(ended_between, x.copy(), y.copy())
    for k in range(4):
        x = x * 0.5 + y[0]
        y = y * 0.5 + x[k] if k < 3 else y
        expected["x"].append(x)
        expected["y"].append(y)
    found = {one.name: one.values for one in carried(loop, roles)}
    assert found.keys() == expected.keys()  # "y" and not "y[k]", which it is not
    for name, values in found.items():
        np.testing.assert_allclose([one.array for one in values], expected[name])


def longer(x):
    for _ in range(4):
        x = np.append(x, x.sum())
    return x


def longer_in_the_end(x):
    for k in range(4):
        x = np.append(x, 1.0) if k == 3 else x * 0.5
    return x


def turned_in_the_plane(x):
    x = x * (1.0 + 0.0j)
    for _ in range(4):
        x = x * 1.0j
    return x


@pytest.mark.parametrize(
    "function, is_shown",
    [
        (added_three, True),
        (longer, False),
        (longer_in_the_end, False),
        (turned_in_the_plane, False),
    ],
)
def test_what_is_carried_on_is_drawn_where_it_keeps_its_shape(function, is_shown):
    ((loop,), roles) = loops_of(function, H.copy())
    (course,) = carried(loop, roles)
    assert course.is_shown is is_shown


def bent_at(w, bent):
    for k in range(6):
        w = np.tanh(w) if k == bent else w - 0.1
    return w


def added_four(w):
    for _ in range(4):
        w = w + 0.1 + 0.2 + 0.3 + 0.4
    return w


def of_a_number(w):
    total = np.array(0.0)
    for k in range(4):
        total = np.asarray(total * 0.5 + k)
        w[0] = w[0] + 1.0
    return total


@pytest.mark.parametrize(
    "function, given, is_adjusted",
    [
        (bent_at, (1,), [False]),
        (bent_at, (2,), [False]),
        (bent_at, (3,), [False]),
        (bent_at, (4,), [True]),  # of the first three is told what it is
        (added_three, (), [True]),
        (added_four, (), [False]),
    ],
)
def test_what_is_adjusted(function, given, is_adjusted):
    ((loop,), roles) = loops_of(function, H.copy(), *given)
    found = carried(loop, roles)
    assert [one.is_adjusted for one in found] == is_adjusted


def test_numbers_are_not_carried_on():
    ((loop,), roles) = loops_of(of_a_number, H.copy())
    assert "total" not in [one.name for one in carried(loop, roles)]


def with_a_momentum(w, x):
    v = np.zeros(2)
    for _ in range(4):
        error = x @ w - 1.0
        v = 0.9 * v + x.T @ error
        w = w - 0.1 * v
    return w


def with_sums(h, x):
    total, other = np.zeros(2), np.zeros(2)
    for _ in range(4):
        h = np.tanh(x @ h)
        total = total + h
        other = other - h
    return total, other


def with_a_sum_and_weights(w, x):
    h, total = np.zeros(2), np.zeros(2)
    for _ in range(4):
        h = np.tanh(x @ h + w)
        total = total + h
        w = w - 0.1 * h
    return total, w


@pytest.mark.parametrize(
    "function, names",
    [(with_a_momentum, []), (with_sums, ["h"]), (with_a_sum_and_weights, [])],
)
def test_states_are_handed_on_without_weights_that_learn(function, names):
    ((loop,), roles) = loops_of(function, H.copy(), W)
    assert [one.name for one in states(loop, carried(loop, roles))] == names


def several_come_out(h, xs):
    for x in xs:
        h = np.tanh(W @ h + x)
        first = h * 2.0
        second = first + 1.0
        third = second - h
    return third


def in_a_call(h, xs):
    def picked(t):
        return xs[t]

    for t in range(4):
        h = np.tanh(W @ h + picked(t))
    return h


def named_by_the_loop(h, xs):
    for x in xs:
        h = np.tanh(W @ h + x)
    return h


def always_the_same(h, xs):
    for t in range(4):
        h = np.tanh(W @ h + xs[0])
    return h


def rows_of(h, table):
    for t in range(4):
        h = np.tanh(W @ h + table[t])
    return h


def one_row_of(h, table):
    for t in range(4):
        h = np.tanh(W @ h + table[0])
    return h


def ever_shorter(h, table):
    for t in range(3):
        h = np.tanh(W @ h + table[t:].sum(axis=0))
    return h


def what_it_says_itself(h, table):
    for t in range(4):
        h = np.tanh(W @ h + table[np.argmax(h)])
    return h


def of_other_lengths(h, parts):
    for part in parts:
        come = part * 1.0
        h = np.tanh(W @ h + come.sum())
    return h


def made_at_first(h, xs):
    for t in range(4):
        come = xs[t] * 2.0
        h = np.tanh(W @ h + come)
    return h


def seldom_made(h, xs):
    for t in range(4):
        if t < 2:
            come = xs[t] * 2.0
        h = np.tanh(W @ h + come)
    return h


TABLE = np.array(XS)
PARTS = [np.ones(3), np.ones(4), np.ones(5)]


@pytest.mark.parametrize(
    "function, given, come, gone",
    [
        (named_by_the_loop, XS, "x", None),
        (several_come_out, XS, "x", "third"),
        (in_a_call, XS, "picked(t)", None),
        (always_the_same, XS, None, None),
        (rows_of, TABLE, "table[t]", None),
        (one_row_of, TABLE, None, None),
        (ever_shorter, TABLE, None, None),
        (what_it_says_itself, TABLE, None, None),
        (of_other_lengths, PARTS, None, None),
        (made_at_first, XS, "come", None),
        (seldom_made, XS, None, None),
    ],
)
def test_what_comes_in_and_goes_out(function, given, come, gone):
    ((loop,), roles) = loops_of(function, H.copy(), given)
    found = flow(loop, states(loop, carried(loop, roles)))
    assert [one and one.name for one in found] == [come, gone]
    for one in found:
        assert one is None or len(one.values) == len(loop.passes)
