"""What passes have of the same thing: losses, parameters, states."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.loop_courses import carried, same_statements, statements, states
from scenes.reading.loop_figures import figures
from scenes.reading.loop_flow import flow
from scenes.reading.loops import loops
from scenes.reading.value_roles import roles_of
from tests import looping
from tests.looping import SQUARE, STATES, X, Y


def first_loop(trace):
    roles = roles_of(trace)
    return roles.read(loops).loops[0], roles


def test_a_loss_that_is_kept():
    trace = looping.training(8)
    loop, roles = first_loop(trace)
    found = figures(loop, roles, carried(loop, roles))
    w, expected = np.array([0.0, 2.0, -1.0]), []
    for _ in range(8):
        expected.append(np.mean((2 * w - 1) ** 2))
        w = w - 0.1 * (2 * w - 1)
    assert (found.name, found.of) == ("loss", "value")
    np.testing.assert_allclose(found.numbers, expected)


class Node:
    """A number or an array that an object keeps, as frameworks of one's own do."""

    def __init__(self, data):
        self.data = np.asarray(data)

    def mean(self):
        return Node(self.data.mean())


def of_objects(w, x):
    shown = []
    for epoch in range(5):
        out = Node(x @ w)
        total = (out.data - 1).sum()
        loss = Node((out.data - 1) ** 2).mean()
        w = w - 0.1 * total * x.mean(axis=0)
        shown.append(loss.data)
    return shown


def test_a_loss_that_an_object_keeps():
    loop, roles = first_loop(record(of_objects, np.ones(3), X))
    found = figures(loop, roles, carried(loop, roles))
    assert (found.name, found.of) == ("data", "value")
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(found.numbers, of_objects(np.ones(3), X))


def test_how_far_off_results_are():
    loop, roles = first_loop(record(looping.adjusted_in_place, np.ones((3, 1)), X, Y))
    found = figures(loop, roles, carried(loop, roles))
    w, expected = np.ones((3, 1)), []
    for _ in range(12):
        expected.append(np.abs(X @ w - Y).mean())
        w = w - 0.1 * X.T @ (X @ w - Y)
    assert (found.name, found.of) == ("x @ w - y", "size")
    np.testing.assert_allclose(found.numbers, expected)


def test_how_far_what_is_adjusted_has_moved():
    loop, roles = first_loop(record(looping.nested, np.ones((6, 3, 2))))
    inner = roles.read(loops).loops[1]
    found = figures(inner, roles, carried(inner, roles))
    assert (found.name, found.of) == ("total", "distance")
    np.testing.assert_allclose(found.numbers, [0, 1, 2])
    assert loop is not inner


def test_errors_counted_in_whole_numbers():
    w, b, expected = [0.0, 0.0], 0.0, []
    for _ in range(6):
        expected.append(0)
        for point, sign in zip(looping.POINTS.tolist(), looping.SIGNS.tolist()):
            said = 1 if point[0] * w[0] + point[1] * w[1] + b >= 0 else -1
            w = [one + 0.1 * (sign - said) * at for one, at in zip(w, point)]
            b += 0.1 * (sign - said)
            expected[-1] += said != sign
    trace = record(looping.perceptron, looping.POINTS, looping.SIGNS)
    loop, roles = first_loop(trace)
    found = figures(loop, roles, carried(loop, roles))
    assert (found.name, found.of, list(found.numbers)) == ("errors", "value", expected)


def size_of(x):
    return np.sum(x * x)


def with_a_size_that_nobody_keeps(x):
    for _ in range(4):
        size_of(x)
        x = x - 0.25 * x
    return x


def test_a_number_without_a_name_tells_nothing():
    x = np.array([1.0, 2.0])
    loop, roles = first_loop(record(with_a_size_that_nobody_keeps, x))
    found = figures(loop, roles, carried(loop, roles))
    assert (found.name, found.of) == ("x", "distance")


def test_a_loss_that_only_later_passes_have():
    loop, roles = first_loop(record(looping.after_gathering, X))
    courses = carried(loop, roles)
    found = figures(loop, roles, courses)
    assert found.name == "loss"
    assert np.isnan(found.numbers).tolist() == [True] * 3 + [False] * 6
    assert figures(loop, roles, courses, since=4) == found
    other = figures(loop, roles, courses, since=1)  # where there is none yet
    assert other is None or other.name != "loss"


def test_what_decides_when_a_loop_ends():
    loop, roles = first_loop(record(looping.until_it_stands, X))
    found = figures(loop, roles, carried(loop, roles))
    assert (found.name, found.of) == ("np.abs(v - x).max()", "value")
    assert found.numbers[-1] < 0.05 <= min(found.numbers[:-1])


def test_a_table_that_is_filled_does_not_move():
    loop, roles = first_loop(record(looping.written_in, np.ones(3)))
    found = figures(loop, roles, carried(loop, roles))
    assert found is None or found.name != "table"


@pytest.mark.parametrize(
    "function, arguments, expected",
    [
        (looping.counted, (np.ones(3), 4), {"w": True}),
        (looping.adjusted_in_place, (np.ones((3, 1)), X, Y), {"w": True}),
        (
            looping.recurrent,
            (list(np.ones((4, 3, 1))), np.ones((4, 3)), SQUARE, np.zeros((4, 1))),
            {"hs[t]": False},
        ),
        (looping.backwards, (STATES, SQUARE), {"dWh": True, "dh": False}),
        (looping.over_rows, (X,), {}),
    ],
)
def test_what_is_carried_on(function, arguments, expected):
    loop, roles = first_loop(record(function, *arguments))
    found = carried(loop, roles)
    assert {one.name: one.is_adjusted for one in found} == expected
    assert all(len(one.values) == len(loop.passes) for one in found)


def test_a_course_is_what_stands_at_the_end_of_each_pass():
    loop, roles = first_loop(record(looping.counted, np.array([3.0]), 5))
    (course,) = carried(loop, roles)
    expected = [0.5 + 2.5 * 0.8**power for power in range(1, 6)]
    np.testing.assert_allclose([one.array[0] for one in course.values], expected)


@pytest.mark.parametrize(
    "function, arguments, expected",
    [
        (looping.backwards, (STATES, SQUARE), ["dh"]),  # dWh only adds up
        (looping.counted, (np.ones(3), 4), []),  # w is a parameter
        (looping.adjusted_in_place, (np.ones((3, 1)), X, Y), []),
    ],
)
def test_which_loops_are_recurrent(function, arguments, expected):
    loop, roles = first_loop(record(function, *arguments))
    found = states(loop, carried(loop, roles))
    assert [one.name for one in found] == expected


def with_momentum(w, x, y):
    speed = np.zeros_like(w)
    for _ in range(4):
        slope = x.T @ (x @ w - y)
        speed = 0.9 * speed - 0.1 * slope
        w = w + speed
    return w


def with_momentum_in_place(w, x, y):
    speed = np.zeros_like(w)
    for _ in range(4):
        slope = x.T @ (x @ w - y)
        speed = 0.9 * speed - 0.1 * slope
        w += speed
    return w


@pytest.mark.parametrize("function", [with_momentum, with_momentum_in_place])
def test_a_training_hands_on_no_state(function):
    """What weights are changed by is carried on, too, but they are computed with."""
    loop, roles = first_loop(record(function, np.ones((3, 1)), X, Y))
    found = carried(loop, roles)
    assert {one.name: one.is_adjusted for one in found} == {"speed": False, "w": True}
    assert states(loop, found) == ()


def test_what_comes_into_a_pass():
    xs = [np.full((3, 1), float(k)) for k in range(5)]
    loop, roles = first_loop(
        record(looping.recurrent, xs, np.ones((4, 3)), SQUARE, np.zeros((4, 1)))
    )
    come, gone = flow(loop, states(loop, carried(loop, roles)))
    assert gone is None and len(come.values) == 5
    np.testing.assert_array_equal([one.array for one in come.values], xs)


def test_statements_of_a_pass():
    loop, _ = first_loop(looping.training())
    assert (statements(loop, 0), same_statements(loop)) == (4, True)
    loop, _ = first_loop(record(looping.branching, np.ones(2)))
    assert not same_statements(loop)
    loop, _ = first_loop(record(looping.until, np.ones(2)))
    assert same_statements(loop)  # its condition is none of them


def resting(w, v):
    for k in range(3):
        change = w + v
        for one in (w, v):
            if one is w or k > 0:
                one -= change


def test_a_statement_that_runs_less_often_is_not_the_same():
    roles = roles_of(record(resting, np.ones(2), np.zeros(2)))
    (outer,) = [one for one in roles.read(loops).loops if "range" in one.source.text]
    assert not same_statements(outer)


def replaced_once(w, at):
    for k in range(6):
        w = w * 0.5 if k == at else w - 0.1 * w
    return w


@pytest.mark.parametrize("at, is_adjusted", [(3, False), (4, True)])
def test_four_passes_tell_whether_something_is_adjusted(at, is_adjusted):
    loop, roles = first_loop(record(replaced_once, np.ones(3), at))
    (course,) = carried(loop, roles)
    assert (course.name, course.is_adjusted) == ("w", is_adjusted)


def with_a_shorter_last_pass(x):
    best = x
    for k in range(5):
        x = 0.5 * x + 0 * best
        if k != 4:
            best = x + 1
            loss = np.mean(best * best)
    return x, best, loss


def test_what_the_last_pass_has_not_come_to_is_as_it_was():
    x = np.array([1.0, 2.0])
    loop, roles = first_loop(record(with_a_shorter_last_pass, x))
    courses = {one.name: one for one in carried(loop, roles)}
    assert sorted(courses) == ["best", "x"]
    expected = [x * 0.5**k + 1 for k in (1, 2, 3, 4, 4)]
    np.testing.assert_allclose([one.array for one in courses["best"].values], expected)
    found = figures(loop, roles, tuple(courses.values()))
    assert found.name == "loss" and np.isnan(found.numbers[4])
    np.testing.assert_allclose(found.numbers[:4], np.square(expected[:4]).mean(axis=1))
