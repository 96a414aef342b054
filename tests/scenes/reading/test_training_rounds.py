"""A training in a trace: which parameters, which rounds, which numbers."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.parameter_chains import parameter_chains
from scenes.reading.training_rounds import Adjusted, training_rounds
from scenes.reading.value_roles import roles_of
from tests import looping
from tests.training_networks import KINDS, trained

NAMES = {
    "adam": ["p['first']", "p['add']", "p['second']"],
    "momentum": ["own['w']", "own['b']"],
    "convolution": ["kernels", "weights"],
    "recurrence": ["own[0]", "own[1]", "own[2]", "own[3]"],
    "unrolled": ["first", "add", "second", "more"],
}


@pytest.fixture(scope="module", params=KINDS)
def training(request):
    trace, known = trained(request.param)
    return request.param, roles_of(trace).read(training_rounds), known


def test_the_values_after_each_round_are_those_that_the_code_had(training):
    kind, found, known = training
    assert len(found) == len(known.states) - 1
    assert sorted(map(_bare, (one.name for one in found.parameters))) == sorted(
        map(_bare, NAMES[kind])
    )
    for at, state in enumerate(known.states):
        own = [one.values[at].array for one in found.parameters]
        assert len(own) == len(state)
        for array in state:
            assert any(np.array_equal(array, one) for one in own)


def test_weights_come_in_the_order_in_which_they_are_first_read(training):
    kind, found, _ = training
    assert [_bare(one.name) for one in found.parameters] == list(
        map(_bare, NAMES[kind])
    )


def test_the_curve_is_that_of_the_loss(training):
    kind, found, known = training
    if kind == "unrolled":  # it computes none
        assert found.figures.of == "size"
        return
    assert found.figures.of == "value"
    np.testing.assert_array_equal(found.figures.numbers, known.losses)


def test_right_answers_are_counted_where_the_code_counts_them(training):
    kind, found, known = training
    right = [one and one.right for one in found.accuracies]
    assert right == (known.right if kind == "adam" else [None] * len(found))


def _bare(name):
    return name.rpartition(".")[2].replace("self.", "")


def grows(weights, x):
    """A sum and a state, but nothing that learns."""
    total, state = np.zeros((3, 3)), x
    for _ in range(4):
        state = state + np.tanh(weights @ state)
        total += state @ state.T
    return total


def once(weights, x):
    error = weights @ x - 1.0
    weights -= 0.1 * error @ x.T


def first_one_then_the_other(weights, others, x):
    for _ in range(3):
        weights -= 0.1 * (weights @ x - 1.0) @ x.T
    others -= 0.1 * (others @ x - 1.0) @ x.T


@pytest.mark.parametrize(
    "call, count, expected",
    [(grows, 2, Adjusted((), 0)), (once, 2, Adjusted(("weights",), 1))],
)
def test_what_is_no_training(call, count, expected):
    rng = np.random.default_rng(0)
    arrays = [rng.normal(size=(3, 3)), rng.normal(size=(3, 2))][:count]
    assert roles_of(record(call, *arrays)).read(training_rounds) == expected


def in_passing(weights, x, y):
    """A loss that is only computed, and never kept."""
    for _ in range(3):
        error = weights @ x - y
        np.mean(error**2)
        weights -= 0.1 * error @ x.T


def test_a_loss_that_is_not_kept_is_the_curve_too():
    rng = np.random.default_rng(0)
    weights, x, y = (rng.normal(size=(3, columns)) for columns in (3, 2, 2))
    found = roles_of(record(in_passing, weights.copy(), x, y)).read(training_rounds)
    losses = []
    for _ in range(3):
        error = weights @ x - y
        losses.append(float(np.mean(error**2)))
        weights = weights - 0.1 * error @ x.T
    assert (found.figures.of, found.figures.name) == ("value", "np.mean(error**2)")
    np.testing.assert_allclose(found.figures.numbers, losses, rtol=1e-15)


def with_a_pull(weights, pull, x, less):
    """What is added to weights falls by itself, cell by cell."""
    for _ in range(3):
        pull -= 0.1 * pull * less
        weights -= 0.1 * (weights @ x + pull)


def test_what_only_falls_and_is_added_to_weights_is_no_parameter():
    rng = np.random.default_rng(0)
    roles = roles_of(record(with_a_pull, *rng.normal(size=(4, 3, 3))))
    assert [one.name for one in roles.read(parameter_chains)] == ["weights"]


def test_what_is_adjusted_once_is_no_part_of_a_training():
    rng = np.random.default_rng(0)
    arrays = rng.normal(size=(3, 3)), rng.normal(size=(3, 3)), rng.normal(size=(3, 2))
    roles = roles_of(record(first_one_then_the_other, *arrays))
    found = roles.read(training_rounds)
    assert [one.name for one in found.parameters] == ["weights"] and len(found) == 3
    assert [one.name for one in roles.read(parameter_chains)] == ["weights", "others"]


def test_there_is_a_value_before_and_after_every_round():
    found = roles_of(looping.training()).read(training_rounds)
    whole = len(found)
    assert whole == 12
    assert found.adjusts_all
    assert all(len(one.values) == whole + 1 for one in found.parameters)


def broken_off(weights, bias, x, rounds):
    """In the last round the bias is no longer adjusted."""
    for number in range(rounds + 1):
        error = weights @ x + bias - 1.0
        weights -= 0.1 * error @ x.T
        if number == rounds:
            break
        bias -= 0.1 * error.sum(axis=1, keepdims=True)


@pytest.mark.parametrize("rounds, is_of_loop", [(2, False), (3, True), (4, True)])
def test_a_last_round_may_be_broken_off_if_there_are_enough_before(rounds, is_of_loop):
    rng = np.random.default_rng(0)
    arrays = rng.normal(size=(3, 3)), rng.normal(size=(3, 1)), rng.normal(size=(3, 2))
    read = roles_of(record(broken_off, *arrays, rounds)).read(training_rounds)
    # Of but two, of which one is broken off, nobody knows what a pass of it does.
    assert len(read) == rounds and (read.loop.source is not None) == is_of_loop


def now_and_then(weights, bias, x, rounds, is_adjusted):
    """Not every round adjusts the bias."""
    for number in range(rounds):
        error = weights @ x + bias - 1.0
        weights -= 0.1 * error @ x.T
        if is_adjusted[number]:
            bias -= 0.1 * error.sum(axis=1, keepdims=True)


@pytest.mark.parametrize(
    "pattern, rounds",
    [
        ("..xx", 4),
        ("..xxx", 5),
        ("xxx..", 5),
        ("x.x.x.x", 7),
        ("x.x.x.", 6),
        ("..xxx.", 6),
    ],
)
def test_a_parameter_may_rest_in_some_rounds(pattern, rounds):
    rng = np.random.default_rng(0)
    arrays = rng.normal(size=(3, 3)), rng.normal(size=(3, 1)), rng.normal(size=(3, 2))
    adjusted = [letter == "x" for letter in pattern]
    read = roles_of(record(now_and_then, *arrays, len(pattern), adjusted)).read(
        training_rounds
    )
    assert len(read) == rounds and read.loop.source is not None
    assert not read.adjusts_all
    bias = next(one for one in read.parameters if one.name == "bias")
    changed = [
        not np.array_equal(before.array, after.array)
        for before, after in zip(bias.values, bias.values[1:])
    ]
    assert changed == adjusted


def test_a_loop_over_layers_is_no_training():
    """Each of its passes adjusts another one, and no pass all."""

    def trained(layers, x):
        for _ in range(3):
            for weights in layers:
                weights -= 0.1 * (weights @ x - 1.0) @ x.T

    rng = np.random.default_rng(0)
    layers = list(rng.normal(size=(2, 3, 3)))
    roles = roles_of(record(trained, layers, rng.normal(size=(3, 2))))
    assert len(roles.read(training_rounds)) == 3
