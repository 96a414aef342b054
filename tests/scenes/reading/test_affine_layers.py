"""What is added to all rows or all columns of a product is its bias."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.affine_layers import affine_layers
from scenes.reading.value_roles import roles_of
from tests import product_networks as of
from tests.product_networks import normal


def layers(call, *arguments):
    return list(roles_of(record(call, *arguments)).read(affine_layers).values())


@pytest.mark.parametrize("call", of.AFFINE)
@pytest.mark.parametrize("rows", [1, 3])
def test_found_however_it_is_spread(call, rows):
    x, w, b = normal(rows, 4), normal(4, 5), normal(5)
    (layer,) = layers(call, x, w, b)
    assert layer.bias is not None and not layer.bias.by_columns
    assert layer.bias.source.name == "b"
    np.testing.assert_allclose(layer.result.array, x @ w + b)
    np.testing.assert_array_equal(layer.bias_laid(layer.bias.value.array), b[None, :])


@pytest.mark.parametrize(
    "call, left, right, bias, by_columns, laid",
    [
        (of.one_line, (4,), (4, 5), (5,), False, (1, 5)),
        (of.one_line, (3, 4), (4, 5), (1, 5), False, (1, 5)),
        (of.one_line, (3, 4), (4, 5), (1,), False, (1, 5)),
        (of.one_line, (3, 4), (4,), (1,), False, (1, 1)),
        (of.one_line, (4,), (4,), (), False, (1, 1)),
        (of.one_line, (2, 3, 4), (4, 5), (5,), False, (1, 5)),
        (of.one_line, (2, 3, 4), (2, 4, 5), (5,), False, (1, 5)),
        (of.by_columns, (5, 4), (4, 3), (5, 1), True, (5, 1)),
        (of.by_columns, (5, 4), (4, 1), (5, 1), True, (5, 1)),
        (of.by_columns, (5, 4), (4,), (5,), True, (5, 1)),
        (of.by_columns, (1, 4), (4, 1), (1, 1), False, (1, 1)),
    ],
)
def test_to_rows_or_to_columns(call, left, right, bias, by_columns, laid):
    (layer,) = layers(call, normal(*left), normal(*right), normal(*bias))
    assert layer.bias is not None and layer.bias.by_columns is by_columns
    assert layer.bias_laid(layer.bias.value.array).shape == laid


@pytest.mark.parametrize(
    "call, left, right, more",
    [
        (of.full_sum, (3, 4), (4, 5), (3, 5)),  # a number for each cell
        (of.something_between, (3, 4), (4, 5), (5,)),
        (of.two_products, (3, 4), (4, 5), (4, 5)),
        (of.two_products, (1, 4), (4, 5), (4, 5)),
        (of.one_line, (3, 4), (4, 5), (2, 3, 5)),  # makes it larger
        (of.full_sum, (3, 4), (4, 2), (3, 2)),
        (of.by_columns, (2, 5, 4), (2, 4, 3), (2, 5, 1)),  # another for each stack
    ],
)
def test_what_is_none(call, left, right, more):
    found = layers(call, normal(*left), normal(*right), normal(*more))
    assert found and all(layer.bias is None for layer in found)


def into_the_bias(x, w, b):
    b += x @ w
    return b


def taken_away(x, w, b):
    z = x @ w - b
    return z


def masked(x, w, b):
    z = np.add(x @ w, b, where=b > 0, out=np.zeros((3, 5)))
    return z


def product_of(x, w):
    return x @ w


def added_outside(x, w, b):
    z = product_of(x, w) + b
    return z


def number_written(x, w, b):
    z = x @ w + 1
    return z


@pytest.mark.parametrize("call", [taken_away, masked, added_outside, number_written])
def test_other_sums_are_none(call):
    (layer,) = layers(call, normal(3, 4), normal(4, 5), normal(5))
    assert layer.bias is None


def test_a_product_may_be_read_once_more_after_its_bias():
    def read_again(x, w, b):
        p = x @ w
        z = p + b
        return z, p * 2

    (layer,) = layers(read_again, normal(3, 4), normal(4, 5), normal(5))
    assert layer.bias is not None and layer.bias.source.name == "b"


def test_what_cannot_be_drawn_is_no_bias():
    (layer,) = layers(of.one_line, normal(3, 4), normal(4, 5), normal(5) + 1j)
    assert layer.bias is None


def test_what_a_product_is_added_to_is_no_bias():
    (layer,) = layers(into_the_bias, normal(3, 4), normal(4, 5), normal(3, 5))
    assert layer.bias is None
