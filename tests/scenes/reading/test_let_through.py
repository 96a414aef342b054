"""What the gates of recurrent networks let through, told from numbers alone."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.let_through import share_of, shared_sum
from scenes.reading.value_roles import roles_of
from tests.cell_by_cell import sigmoid

A, B = np.linspace(-2, 2, 6), np.linspace(1, -3, 6)


def kept_and_new(a, b):
    return sigmoid(a) * b + sigmoid(b) * np.tanh(a)


def between(a, b):
    z = sigmoid(a)
    return (1 - z) * b + z * a


def between_inline(a, b):
    z = 1 / (1 + np.exp(-a))
    return b * (1 - z) + a * z


def between_of_the_other_sign(a, b):
    z = 1 / (1 + np.exp(a))
    return (1 - z) * b + z * a


def of_two_gates_alone(a, b):
    return sigmoid(a) * sigmoid(b) + sigmoid(a) * b


def two_minus(a, b):
    z = sigmoid(a)
    return (2 - z) * b + z * a


def only_where(a, b):
    z = sigmoid(a)
    return np.subtract(1.0, z, where=a > -9, out=None) * b + z * a


def multiplied_only_where(a, b):
    return np.multiply(sigmoid(a), b, where=a > -9, out=None) + sigmoid(b) * a


def added_only_where(a, b):
    return np.add(sigmoid(a) * b, sigmoid(b) * a, where=a > -9, out=None)


def one_of_many_minus(a, b):
    z = sigmoid(a)
    return (np.ones(6) - z) * b + z * a


def one_is_no_gate(a, b):
    return sigmoid(a) * b + (a + 1.5) * (b - 2.5)


def of_one_product_alone(a, b):
    return sigmoid(a) * b + a


def less(a, b):
    return sigmoid(a) * b - sigmoid(b) * a + 1.0


def no_gate(a, b):
    return a * b + b * np.tanh(a)


def last_addition(call):
    roles = roles_of(record(call, A.copy(), B.copy()))
    return [one for one in roles.operations if one.function == "add"][-1], roles


@pytest.mark.parametrize(
    "call, is_between, gates",
    [
        (kept_and_new, False, [sigmoid(A), sigmoid(B)]),
        (between, True, [1 - sigmoid(A), sigmoid(A)]),
        (between_inline, True, [1 - sigmoid(A), sigmoid(A)]),
        (between_of_the_other_sign, True, [1 - sigmoid(-A), sigmoid(-A)]),
    ],
)
def test_a_sum_of_what_two_gates_let_through(call, is_between, gates):
    found = shared_sum(*last_addition(call))
    assert found is not None and found.is_between == is_between
    for share, gate in zip(found.shares, gates, strict=True):
        np.testing.assert_allclose(share.gate.array, gate)
        product = share.gate.array * share.through.array
        assert any(
            np.array_equal(product, one.array)
            for one in last_addition(call)[0].operands
        )
    wholes = [share.whole is not None for share in found.shares]
    assert wholes == [call is not kept_and_new and place == 0 for place in (0, 1)]


@pytest.mark.parametrize(
    "call",
    [
        of_two_gates_alone,
        two_minus,
        only_where,
        multiplied_only_where,
        added_only_where,
        one_of_many_minus,
        of_one_product_alone,
        one_is_no_gate,
        less,
        no_gate,
    ],
)
def test_other_sums(call):
    assert shared_sum(*last_addition(call)) is None


def test_a_product_of_two_gates_is_a_share_of_neither():
    roles = roles_of(record(lambda a, b: sigmoid(a) * sigmoid(b), A.copy(), B.copy()))
    product = [one for one in roles.operations if one.function == "multiply"][-1]
    assert share_of(product, roles) is None


def held_against(a, b):
    """How much of what is wanted an answer has, as in a Dice loss."""
    wanted = b
    answers = sigmoid(a)
    return (answers * wanted).sum()


@pytest.mark.parametrize(
    "wanted, is_let_through",
    [
        (np.array([1.0, 0, 0, 1, 0, 1]), False),
        (np.zeros(6), True),  # a state that begins at zero
        (np.array([1.0, 0, 0, 0.5, 0, 1]), True),
    ],
)
def test_of_what_is_wanted_nothing_is_let_through(wanted, is_let_through):
    roles = roles_of(record(held_against, A.copy(), wanted))
    (product,) = (one for one in roles.operations if one.function == "multiply")
    assert (share_of(product, roles) is not None) == is_let_through
