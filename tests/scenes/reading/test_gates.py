"""Masks that let some cells through: of a ReLU's slope, drawn, or any."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.gates import gates
from scenes.reading.value_roles import roles_of
from tests.cell_by_cell import Z

D = Z[::-1, ::-1] + 0.3


def by_product(z, d):
    a = np.maximum(z, 0)
    back = d * (a > 0)
    return back


def by_product_from_the_left(z, d):
    a = np.maximum(z, 0)
    back = (z > 0) * d
    return a, back


def by_numbers(z, d):
    a = np.maximum(z, 0)
    return a, d * (z > 0).astype(float)


def by_writing(z, d):
    a = np.maximum(z, 0)
    d[a <= 0] = 0
    return d


def by_writing_to_a_copy(z, d):
    a = np.maximum(z, 0)
    back = np.array(d, copy=True)
    back[z <= 0] = 0
    return a, back


def by_where(z, d):
    a = np.maximum(z, 0)
    return np.where(a > 0, d, 0)


def by_the_other_where(z, d):
    a = np.maximum(z, 0)
    return np.where(a <= 0, 0, d)


def by_a_mask_kept(z, d):
    mask = z <= 0
    a = z.copy()
    a[mask] = 0
    d[mask] = 0
    return a, d


SLOPES = [
    by_product,
    by_product_from_the_left,
    by_numbers,
    by_writing,
    by_writing_to_a_copy,
    by_where,
    by_the_other_where,
    by_a_mask_kept,
]


def gates_in(call, *arguments):
    trace = record(call, *(one.copy() for one in arguments))
    return list(roles_of(trace).read(gates).by_last.values()), trace


@pytest.mark.parametrize("call", SLOPES)
@pytest.mark.parametrize("shape", [(3, 4), (12,), (2, 3, 2)])
def test_the_gradient_behind_a_relu(call, shape):
    z, d = Z.reshape(shape), D.reshape(shape)
    (gate,), _ = gates_in(call, z, d)
    assert gate.curve is not None and gate.curve.name == "ReLU"
    np.testing.assert_array_equal(gate.is_open, z > 0)
    np.testing.assert_array_equal(gate.source.array, d)
    np.testing.assert_array_equal(gate.result.array, np.where(z > 0, d, 0))
    assert (gate.factor, gate.is_drawn) == (1.0, False)


def dropped(a):
    mask = (np.random.rand(*a.shape) < 0.5) / 0.5
    return a * mask


def dropped_by_draws(a):
    mask = np.random.binomial(1, 0.5, size=a.shape)
    a = a * mask
    return a


def dropped_in_place(a):
    mask = np.random.uniform(size=a.shape)
    mask = (mask < 0.5) * 2.0
    a *= mask
    return a


@pytest.mark.parametrize("call, factor", [(dropped, 2.0), (dropped_by_draws, 1.0)])
def test_dropout(call, factor):
    np.random.seed(3)
    (gate,), trace = gates_in(call, D)
    assert (gate.is_drawn, gate.factor, gate.curve) == (True, factor, None)
    np.testing.assert_allclose(trace.result.array, gate.is_open * D * factor)


def a_mask_twice(a, d):
    mask = np.random.rand(*a.shape) < 0.5
    return a * mask, d * mask


def test_a_mask_that_is_used_again():
    np.random.seed(3)
    found, _ = gates_in(a_mask_twice, Z, D)
    assert [one.is_again for one in found] == [False, True]


def above_another(z, d):
    return d * (z > 1)


def test_any_other_mask_has_no_curve():
    (gate,), _ = gates_in(above_another, Z, D)
    assert gate.curve is None and gate.compared is not None


def many_steps(count):
    """A mask that so many operations make of what was drawn."""

    def call(d):
        mask = np.random.rand(*d.shape)
        mask = mask < 0.5
        for _ in range(count - 2):
            mask = mask * 2.0
        return d * mask

    return call


def drawn_by_a_name(d):
    draw = np.random.default_rng(3).random
    mask = draw(d.shape) > 0.5
    return d * mask


def read_from_bytes(d):
    mask = np.frombuffer(bytes([1, 0, 1] * 4), np.uint8).reshape(d.shape)
    return d * mask


def of_nothing_but_ones(d):
    mask = np.ones(d.shape)
    mask[0] = 0.0
    return d * (mask * 1)


def of_ones_and_a_name(d):
    random_mask = np.ones(d.shape)  # drawn by its name alone
    random_mask[0] = 0.0
    return d * (random_mask * 2)


def taken_from_a_list(d):
    mask = np.take([2.0, 0.0], [0, 1, 0] * 4)
    return d.ravel() * mask


def on_the_diagonal(d):
    brand = 3  # has "rand" in its name, and draws nothing
    return d[:, :3] * (np.eye(brand) * 2.0)


def of_two_draws(d):
    mask = (np.random.rand(*d.shape) < 0.5) & (np.random.rand(*d.shape) < 0.9)
    return d * mask


def not_to_be_drawn(d):
    mask = (np.random.rand(*d.shape) < 0.5).astype(complex)
    return d * mask


@pytest.mark.parametrize(
    "call, count",
    [
        (many_steps(3), 1),
        (many_steps(6), 1),
        (many_steps(7), 0),
        (drawn_by_a_name, 1),
        (read_from_bytes, 0),
        (of_nothing_but_ones, 0),
        (of_ones_and_a_name, 0),
        (taken_from_a_list, 0),
        (on_the_diagonal, 0),
        (of_two_draws, 0),
        (not_to_be_drawn, 0),
    ],
)
def test_which_masks_are_drawn(call, count):
    np.random.seed(3)
    found, _ = gates_in(call, D)
    assert [one.is_drawn for one in found] == [True] * count


@pytest.mark.parametrize(
    "call, count",
    [
        (lambda z, d: np.where(z > 0, d, 0.0), 1),
        (lambda z, d: np.where(z > 0, 0.0, d), 1),
        (lambda z, d: np.where(z > 0, d, 1.0), 0),
        (lambda z, d: np.where(z > 0, 1.0, d), 0),
        (lambda z, d: np.where(z > 0, d, np.zeros(4)), 0),
        (lambda z, d: np.putmask(d, z > 0, 0.0), 1),
        (lambda z, d: np.putmask(d, z > 0, 2.0), 0),
    ],
)
def test_what_is_put_where_it_stops_is_zero(call, count):
    assert len(gates_in(call, Z, D)[0]) == count


def by_other_numbers(z, d):
    return d * z


def by_a_number(z, d):
    return d * 1.0


def of_itself(z, d):
    return z * (z > 0)


def by_a_row(z, d):
    return d * (z[0] > 0)


def by_given_ones(z, d):
    return d * z


@pytest.mark.parametrize(
    "call, z",
    [
        (by_other_numbers, Z),
        (by_a_number, Z),
        (of_itself, Z),
        (by_a_row, Z),
        (by_given_ones, np.ones((3, 4))),
        (by_given_ones, np.zeros((3, 4))),
    ],
)
def test_what_is_no_gate(call, z):
    assert gates_in(call, z, D)[0] == []
