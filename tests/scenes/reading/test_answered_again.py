"""Which examples are answered, by which layers, and which once more after learning."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.answered_again import answers_again
from scenes.reading.answered_examples import answer_of, answered_examples
from scenes.reading.dense_layers import longest_chain
from scenes.reading.value_roles import roles_of

RNG = np.random.default_rng(7)
X, OTHER = RNG.normal(size=(2, 3, 4))
FIRST, SECOND = RNG.normal(size=(4, 6)), RNG.normal(size=(6, 2))
Y = np.eye(2)[[0, 1, 0]]


def again_in(function, *given):
    given = [np.copy(one) if isinstance(one, np.ndarray) else one for one in given]
    roles = roles_of(record(function, *given))
    return list(answers_again(longest_chain(roles), roles)), roles


def learn(xs, y, w, v, rate=0.5):
    """The same statements for each of some examples."""
    for x in xs:
        h = np.tanh(x @ w)
        out = h @ v
        d = out - y
        back = (d @ v.T) * (1 - h * h)
        v -= rate * (h.T @ d)
        w -= rate * (x.T @ back)
    return out


def outputs(x, times, rate=0.5):
    """What comes out of the first row each time, by hand."""
    w, v, found = FIRST.copy(), SECOND.copy(), []
    for _ in range(times):
        h = np.tanh(x @ w)
        out = h @ v
        found.append(out[0])
        d = out - Y
        back = (d @ v.T) * (1 - h * h)
        v -= rate * (h.T @ d)
        w -= rate * (x.T @ back)
    return found


def test_the_same_data_once_more():
    found, roles = again_in(learn, [X, X, X], Y, FIRST, SECOND)
    assert [one.times for one in found] == [2, 3]
    _, second, third = outputs(X, 3)
    np.testing.assert_allclose(found[0].outputs.array, second)
    np.testing.assert_allclose(found[1].outputs.array, third)
    assert [one.answered for one in found] == [second.argmax(), third.argmax()]
    starts = [one for one in roles.operations if one.expression == "x @ w"]
    assert [one.begins for one in found] == [one.number for one in starts[1:]]
    assert [roles.trace.steps[one.step].text for one in found] == ["out = h @ v"] * 2


@pytest.mark.parametrize("xs", [[X, OTHER], [X, OTHER, OTHER], [X, X[::-1].copy()]])
def test_other_data_is_not_the_same_once_more(xs):
    assert again_in(learn, xs, Y, FIRST, SECOND)[0] == []


def test_what_comes_out_as_before_is_not_said_again():
    assert again_in(learn, [X, X], Y, FIRST, SECOND, 0.0)[0] == []
    odd = X.copy()
    odd[:] = np.nan
    with np.errstate(all="ignore"):
        assert again_in(learn, [odd, odd], Y, FIRST, SECOND)[0] == []


def answer(x, w, v):
    h = np.tanh(x @ w)
    out = h @ v
    return out


def before_it_learns(x, y, w, v, other):
    answer(x, w, other)
    out = answer(x, w, v)
    d = out - y
    w -= 0.1 * (x.T @ (d @ v.T))
    return answer(x, w, v)


def test_answers_from_before_it_learns_are_counted_and_not_told():
    other = RNG.normal(size=(6, 2))
    found, _ = again_in(before_it_learns, X, Y, FIRST, SECOND, other)
    assert [one.times for one in found] == [3]


def grown(x, y, w, v, more):
    out = answer(x, w, v)
    d = out - y
    w -= 0.1 * (x.T @ (d @ v.T))
    return answer(x, w, more)


def changed_way(x, y, w, v, more):
    for is_first in (True, False):
        h = np.tanh(x @ w)
        if not is_first:
            h = h * 1.0
            h = h + 0.0
        out = h @ v
        d = out - y
        w -= 0.1 * (x.T @ (d @ v.T))
    return out


@pytest.mark.parametrize("function", [grown, changed_way])
def test_another_network_does_not_answer_again(function):
    more = RNG.normal(size=(6, 5))
    assert again_in(function, X, Y, FIRST, SECOND, more)[0] == []


@pytest.mark.parametrize(
    "values, answered",
    [
        ([0.5], 0),
        ([0.51], 1),
        ([-3.0], 0),
        ([np.nan], 0),
        ([0.2, 0.9, 0.1], 1),
        ([0.9, 0.9], 0),
        (np.array([3, 7], np.uint8), 1),
        ([False, True], 1),
    ],
)
def test_what_outputs_answer(values, answered):
    assert answer_of(np.asarray(values)) == answered


def answered(function, *given):
    return roles_of(record(function, *given)).read(answered_examples)


def wanted_in(function, *given):
    return [(one.wanted, one.answered) for one in answered(function, *given)]


W = RNG.normal(size=(4, 3))
SCORES = X @ W
SAID = SCORES.argmax(axis=1).tolist()
ONE = RNG.normal(size=(4, 1))
BITS = np.array([[1.0], [0.0], [1.0]])
OVER = (X @ ONE).ravel() > 0.5


@pytest.mark.parametrize(
    "function, given, expected",
    [
        (lambda x, w, y: x @ w - y, (X, W, np.eye(3)), list(zip((0, 1, 2), SAID))),
        # Two classes; one alone, which all want; one example of one output.
        (
            lambda x, w, y: x @ w - y,
            (X, W[:, :2], np.eye(2)[[1, 0, 1]]),
            list(zip((1, 0, 1), SCORES[:, :2].argmax(axis=1).tolist())),
        ),
        (lambda x, w, y: x @ w - y, (X, ONE, BITS), list(zip((1, 0, 1), OVER))),
        (lambda x, w, y: x @ w - y, (X, ONE, BITS * 0 + 1), [(1, one) for one in OVER]),
        (
            lambda x, w, y: x @ w - y,
            (X[:1], ONE, BITS[:1]),
            [(1, int((X[:1] @ ONE).item() > 0.5))],
        ),
        # The three outputs of one example are no three examples of one output.
        (lambda x, w, y: x @ w - y, (X[:1], W, np.eye(3)[2:]), [(2, SAID[0])]),
        (lambda x, w, y: w.T @ x.T - y, (X[:1], W, np.eye(3)[:, 2:]), [(2, SAID[0])]),
        (lambda x, w, y: y - x @ w, (X, W, np.eye(3)), list(zip((0, 1, 2), SAID))),
        (
            lambda x, w, y: np.clip(x @ w, -9, 9) - y,
            (X, W, np.eye(3)),
            list(zip((0, 1, 2), SAID)),
        ),
        (
            lambda x, w, y: np.maximum(-9.0, x @ w) - y,
            (X, W, np.eye(3)),
            list(zip((0, 1, 2), SAID)),
        ),
        # Several ones in a row, none, numbers that are no classes, no room.
        (lambda x, w, y: x @ w - y, (X, W, np.ones((3, 3))), []),
        (lambda x, w, y: x @ w - y, (X, ONE, BITS * 0.3), []),
        (lambda x, w, y: x @ w - y, (X, ONE, BITS + [[0.0], [0.5], [0.0]]), []),
        (
            lambda x, w, y: np.subtract(x @ w, y, where=y > 0, out=np.zeros((3, 3))),
            (X, W, np.eye(3)),
            [],
        ),
    ],
)
def test_what_is_wanted_and_answered(function, given, expected):
    assert wanted_in(function, *given) == expected


def of_two_batches(one, other, w, y):
    return one @ w - y, other @ w - y


def test_an_example_is_known_by_its_place_in_the_batch():
    y = np.eye(3)[:2]
    known = answered(of_two_batches, X[:2], OTHER[:2], W, y)
    assert [one.number for one in known] == [0, 1, 0, 1]
    alone = answered(of_two_batches, X[:1], OTHER[:1], W, y[:1])
    assert [one.number for one in alone] == [0, 1]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_outputs_are_those_of_the_last_layer(count):
    def deep(x, y, *weights):
        for w in weights[:-1]:
            x = np.tanh(x @ w)
        return x @ weights[-1] - y

    weights = [RNG.normal(size=(4, 4)) for _ in range(count - 1)] + [W]
    known = answered(deep, X, np.eye(3), *weights)
    out = X
    for w in weights[:-1]:
        out = np.tanh(out @ w)
    out = out @ W
    assert [len(one.layers) for one in known] == [count] * 3
    for one, row in zip(known, out):
        np.testing.assert_allclose(one.outputs.array, row)
        assert not one.is_binary
