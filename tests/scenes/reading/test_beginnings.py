"""Where arrays begin, and which begin together."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.beginnings import (
    Beginning,
    begin_together,
    beginning,
    is_copy,
    is_shuffle,
)
from scenes.reading.example_counts import example_counts
from scenes.reading.input_roles import InputRole, input_roles, together
from scenes.reading.value_roles import roles_of


def zeros(x):
    a, b = np.zeros(2), np.zeros_like(x)
    return a, b


def over_statements(x):
    a = [np.zeros(n) for n in (2, 3)]
    b = np.zeros_like(x)
    return a, b


def others_between(x):
    a = np.zeros(2)
    y = x + 1
    b = np.zeros(2)
    return a, y, b


def unlike(x):
    a = np.zeros(2)
    b = np.ones(2)
    return a, b


def drawn(x):
    a = 2 * np.random.random((2, 3)) - 1
    b = np.random.randn(3) * 0.1
    return a, b


def drawn_by_name(x):
    draw = np.random.default_rng(0).normal
    a = draw(size=(2, 3)) * 0.5
    b = draw(size=4)
    return a, b


def by_a_name_of_two(x):
    make = np.random.default_rng(0).normal
    a = make(size=(2, 3))
    make = len
    return a, make(x)


def by_an_argument(x, make=np.random.default_rng(0).normal):
    return make(size=3)


def shuffled(x):
    order = np.random.permutation(5)
    a = np.random.randn(3)
    return order, a


def left_over(x):
    room = np.empty(3)
    return room


def copied(x):
    a = x.copy()
    b = np.copy(x)
    return a, b


def computed(x):
    return x * 2


def filled_by_parts(x):
    return np.full((2, 2), x[:2])


@pytest.mark.parametrize(
    "call, how, count",
    [
        (zeros, Beginning.FILLED, 2),
        (over_statements, Beginning.FILLED, 3),
        (others_between, Beginning.FILLED, 1),
        (unlike, Beginning.FILLED, 1),
        (drawn, Beginning.DRAWN, 2),
        (drawn_by_name, Beginning.DRAWN, 2),
        (by_a_name_of_two, Beginning.BROUGHT, 1),
        (by_an_argument, Beginning.BROUGHT, 1),
        (shuffled, Beginning.DRAWN, 1),
        (left_over, Beginning.EMPTY, 1),
        (lambda x: np.eye(3) + np.eye(3), Beginning.DIAGONAL, 2),
        (lambda x: np.eye(3, k=1) + x, None, 0),
        (lambda x: np.array([1.0, np.pi]) + 1, Beginning.LISTED, 1),
        (lambda x: np.array(object=[1.0, 2.0]) + 1, Beginning.LISTED, 1),
        (lambda x: np.arange(4) * 2.0, Beginning.COUNTED, 1),
        (lambda x: np.linspace(0, 1, 3) + x, Beginning.COUNTED, 1),
        (lambda x: np.arange(x[2]) * 1, None, 0),
        (copied, Beginning.COPIED, 2),
        (lambda x: x.copy() * 1, Beginning.COPIED, 1),
        (lambda x: x[:1].copy() * 1, None, 0),
        (computed, None, 0),
        (filled_by_parts, None, 0),
    ],
)
def test_what_begins_together(call, how, count):
    trace = record(call, np.arange(3.0))
    step = next(one for one in trace.steps if one.operations)
    operations = tuple(step.operations)
    while call is filled_by_parts and operations[0].function != "full":
        operations = operations[1:]
    assert beginning(operations[0], trace) is how
    found = begin_together(trace, step, operations)
    assert len(found) == count
    if call is drawn:  # what scales it at once belongs to it
        last = found[0].last.result.array
        assert last.min() >= -1 and last.max() <= 1


def three_by_three(x):
    a = [np.zeros(2) for _ in range(3)]
    b = [np.zeros(2) for _ in range(3)]
    c = [np.zeros(2) for _ in range(3)]
    return a, b, c


def two_by_two(x):
    a = [np.zeros(2) for _ in range(2)]
    b = [np.zeros(2) for _ in range(2)]
    c = [np.zeros(2) for _ in range(2)]
    d = [np.zeros(2) for _ in range(2)]
    e = [np.zeros(2) for _ in range(2)]
    return a, b, c, d, e


def nine_at_once(x):
    return [np.zeros(2) for _ in range(9)]


def one_by_a_call(x):
    a = np.zeros(2)
    b = np.zeros(length(x))
    return a, b


def length(x):
    return len(x)


def nothing_between(x):
    a = np.zeros(2)
    n = 3
    b = np.zeros(n)
    return a, b


@pytest.mark.parametrize(
    "call, count",
    [
        (three_by_three, 6),
        (two_by_two, 8),
        (nine_at_once, 8),
        (one_by_a_call, 1),
        (nothing_between, 1),
    ],
)
def test_how_many_begin_together(call, count):
    trace = record(call, np.arange(3.0))
    step = next(one for one in trace.steps if one.operations)
    assert len(begin_together(trace, step, step.operations)) == count


OBJECT = {"object": [1.0, 2.0]}


@pytest.mark.parametrize(
    "call, how, functions",
    [
        (lambda x: np.random.rand(3) * 2 - 1, Beginning.DRAWN, 3),
        (lambda x: np.random.rand(3).astype(np.float32), Beginning.DRAWN, 2),
        (lambda x: np.sort(np.random.rand(3)), Beginning.DRAWN, 1),
        (lambda x: np.divmod(np.random.rand(3), 0.5), Beginning.DRAWN, 1),
        (lambda x: np.random.rand(3) * x, Beginning.DRAWN, 1),
        (lambda x: np.random.rand(3, 1) * np.ones(2), Beginning.DRAWN, 1),
        (lambda x: np.full(3, np.nan) * 1, Beginning.FILLED, 1),
        (lambda x: np.full(2, [np.nan, 1.0]) * 1, None, 0),
        (lambda x: np.full(2, [2.0, 2.0]) * 1, Beginning.FILLED, 1),
        (lambda x: np.linspace(x, 1.0, 4) * 1, None, 0),
        (lambda x: np.array([-1.0, 2 * np.pi]) * 1, Beginning.LISTED, 1),
        (lambda x: np.array([float(len("ab")), 1.0]) * 1, Beginning.GATHERED, 1),
        (lambda x: np.array(**OBJECT) * 1, Beginning.GATHERED, 1),
        (lambda x: np.array(3.0) * 1, None, 0),
        (lambda x: np.zeros(0) + 1, None, 0),
    ],
)
def test_how_the_first_begins_and_what_scales_it(call, how, functions):
    trace = record(call, np.arange(3.0))
    step = next(one for one in trace.steps if one.operations)
    assert beginning(step.operations[0], trace) is how
    found = begin_together(trace, step, step.operations)
    assert sum(len(one.operations) for one in found[:1]) == functions


@pytest.mark.parametrize(
    "call, x, is_so",
    [
        (lambda x: x.copy(), [1.0, 2.0], True),
        (lambda x: x.copy(), [1.0], False),  # a single number
        (lambda x: x.astype(int), [1.0, 2.0], False),
        (lambda x: np.abs(x), [1.0, 2.0], True),
        (lambda x: x[::-1], [1.0, 2.0], False),
        (lambda x: x.reshape(2, 1), [1.0, 2.0], False),
        (lambda x: np.maximum(x, 0), [1.0, 2.0], False),  # what comes out by chance
    ],
)
def test_what_is_a_copy(call, x, is_so):
    trace = record(call, np.array(x))
    ((_, operation),) = trace.operations()
    assert is_copy(operation) is is_so


@pytest.mark.parametrize(
    "values, is_so",
    [
        ([1, 0], True),
        ([0, 1, 2], True),
        ([0], False),
        ([0, 0], False),
        ([1, 2], False),
        ([1.0, 0.0], False),
        ([[0, 1]], False),
        (np.array([1, 0], np.uint8), True),
    ],
)
def test_what_is_an_order(values, is_so):
    assert is_shuffle(np.array(values)) is is_so


def learn(W, x, y, keep):
    scores = x @ W
    W -= 0.1 * (x.T @ scores)
    return scores[np.arange(2), y] * keep


def softly(z):
    powers = np.exp(z)
    return powers / powers.sum(axis=1, keepdims=True)


def classify(W, x, y, seen):
    shares = softly(x @ W)
    loss = -np.log(shares[np.arange(2), y]).mean()
    d = shares.copy()
    d[np.arange(2), y] -= 1
    W -= 0.1 * (x.T @ d)
    right = np.mean((x @ W).argmax(axis=1) == y)
    return loss, right, seen * 2


def regress(W, x, t, seen):
    d = x[:2] @ W - t[:2]
    W -= 0.1 * (x[:2].T @ d)
    return d + seen


def rebuild(W, x, t, seen):
    d = (x @ W) @ W.T - x
    W -= 0.1 * (x.T @ (d @ W) + d.T @ (x @ W))
    return t - seen


@pytest.mark.parametrize(
    "call, arguments, roles",
    [
        (
            classify,
            (np.ones((3, 4)), np.ones((2, 3)), np.array([1, 0]), np.ones(2)),
            ("learned", "data", "answers", "data"),
        ),
        (
            regress,
            (np.ones((3, 4)), np.ones((5, 3)), np.ones((5, 4)), np.ones((2, 4))),
            ("learned", "data", "wanted", "data"),
        ),
        (
            rebuild,
            (np.ones((3, 4)), np.ones((5, 3)), np.ones(4), np.ones(4)),
            ("learned", "data", "data", "data"),
        ),
    ],
)
def test_which_arguments_are_the_answers(call, arguments, roles):
    known = roles_of(record(call, *arguments))
    found = known.read(input_roles)
    assert known.trace is not None
    told = [found[value.identity].value for value in known.trace.inputs]
    assert told == list(roles)


def test_what_arguments_are_for():
    arguments = np.ones((3, 4)), np.ones((2, 3)), np.array([1, 0]), np.array([2, 3])
    roles = roles_of(record(learn, *arguments))
    found = roles.read(input_roles)
    names = {value.name: found[value.identity] for value in roles.trace.inputs}
    assert names == {
        "W": InputRole.LEARNED,
        "x": InputRole.DATA,
        "y": InputRole.PLACES,
        "keep": InputRole.DATA,
    }
    # Two examples are multiplied from the left.
    assert roles.read(example_counts) == {2}


def test_what_is_kept_under_keys_comes_together():
    def forward(params, batch, x):
        return params["W"] + params["b"] + batch[0] + batch[1] + x

    one = np.ones(2)
    trace = record(forward, {"W": one, "b": one + 1}, [one + 2, one + 3], one + 4)
    names = [[value.name for value in some] for some in together(trace.inputs)]
    assert names == [["params['W']", "params['b']"], ["batch[0]"], ["batch[1]"], ["x"]]
