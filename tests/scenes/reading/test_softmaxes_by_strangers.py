"""Softmaxes and their logarithms as strangers write them, and near misses."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.plain_calls import as_computed
from scenes.reading.softmax_found import softmaxes
from tests.softmaxes import BATCH, COLUMN

STACK = np.stack([BATCH, BATCH[::-1]])


def found_in(function, z):
    trace = record(function, z.copy())
    return list(softmaxes(as_computed(one) for _, one in trace.operations()))


def log_shares(z):
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def log_shares_less_the_largest(z):
    z = z - z.max(axis=-1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def log_of_the_sum_and_the_largest(z):
    largest = z.max(axis=-1, keepdims=True)
    total = np.log(np.sum(np.exp(z - largest), axis=-1, keepdims=True)) + largest
    return z - total


def the_largest_and_the_log_of_the_sum(z):
    largest = z.max(axis=-1, keepdims=True)
    return z - (largest + np.log(np.sum(np.exp(z - largest), axis=-1, keepdims=True)))


def log_shares_in_a_row(z):
    return z - np.log(np.exp(z).sum(axis=-1)).reshape(*z.shape[:-1], 1)


def turned(x):
    return (np.exp(x).T / np.sum(np.exp(x), axis=-1)).T


def turned_less_the_largest(x):
    powers = np.exp(x - x.max())
    return (powers.T / powers.sum(axis=1)).T


def less_the_largest_where(z):
    powers = np.exp(np.subtract(z, z.max(), where=z > -99, out=None))
    return powers / powers.sum()


def shares_of_what_has_a_name(z):
    shifted = z - z.max()
    powers = np.exp(shifted)
    return powers / powers.sum(), shifted * 2


def shares_of_what_has_a_name_alone(z):
    shifted = z - z.max()
    powers = np.exp(shifted)
    return powers / powers.sum()


@pytest.mark.parametrize(
    "function, z, axis, is_shifted, is_log, count",
    [
        (log_shares, BATCH, 1, False, True, 4),
        (log_shares, COLUMN.ravel(), None, False, True, 4),
        (log_shares, STACK, 2, False, True, 4),
        (log_shares_less_the_largest, BATCH, 1, True, True, 6),
        (log_of_the_sum_and_the_largest, BATCH, 1, True, True, 7),
        (the_largest_and_the_log_of_the_sum, BATCH, 1, True, True, 7),
        (log_shares_in_a_row, BATCH, 1, False, True, 5),
        (turned, BATCH, 1, False, False, 6),
        (turned_less_the_largest, BATCH, 1, True, False, 7),
        (less_the_largest_where, COLUMN, None, False, False, 3),
        (shares_of_what_has_a_name, COLUMN, None, False, False, 3),
        (shares_of_what_has_a_name_alone, COLUMN, None, True, False, 5),
    ],
)
def test_what_is_found(function, z, axis, is_shifted, is_log, count):
    (found,) = found_in(function, z)
    assert (found.axis, found.is_shifted, found.is_log) == (axis, is_shifted, is_log)
    assert len(found.operations) == count
    numbers = [one.number for one in found.operations]
    assert numbers == sorted(numbers)
    scores = found.scores.array
    powers = np.exp(scores)
    again = powers / powers.sum(axis=axis, keepdims=True)
    shares = found.division.result.array
    np.testing.assert_allclose(np.exp(shares) if is_log else shares, again)


def nearly_log_shares(z):
    return z - np.log(np.exp(z).sum(axis=-1, keepdims=True) * 1.001)


def log_shares_of_others(z):
    return z * 1.001 - np.log(np.exp(z).sum(axis=-1, keepdims=True))


def log_of_another_base(z):
    return z - np.log2(np.exp(z).sum(axis=-1, keepdims=True))


def log_of_no_sum(z):
    return z - np.log(np.exp(z).max(axis=-1, keepdims=True))


def log_of_no_powers(z):
    return z - np.log((z * z).sum(axis=-1, keepdims=True))


def one_number_less(z):
    total = z.sum()
    return total - np.log(np.exp(total))


def nearly_turned(x):
    return (np.exp(x).T / (np.sum(np.exp(x), axis=-1) * 1.001)).T


def turned_by_another_sum(x):
    return (np.exp(x).T / np.sum(x, axis=-1)).T


def turned_powers_of_others(x):
    return (np.square(x).T / np.sum(np.exp(x), axis=-1)).T


def turned_without_a_quotient(x):
    return (np.exp(x).T * np.sum(np.exp(x), axis=-1)).T


def turned_and_divided_where(x):
    turned, sums = np.exp(x).T, np.sum(np.exp(x), axis=-1)
    return np.divide(turned, sums, where=turned > 0, out=None).T


def turned_by_sums_of_columns(x):
    return (np.exp(x).T / np.sum(np.exp(x), axis=0)).T


def turned_by_sums_of_others(x):
    return (np.exp(x).T / np.sum(np.exp(x + 0), axis=-1)).T


def turned_as_a_whole(x):
    return (np.exp(x).T / np.sum(np.exp(x))).T


def powers_where(z):
    powers = np.exp(z, where=z > -9, out=None)
    return powers / powers.sum()


def divided_where(z):
    powers = np.exp(z)
    return np.divide(powers, powers.sum(), where=z > -9, out=None)


def by_the_sum_of_scores(z):
    return np.exp(z) / np.sum(z)


def squares_by_the_sum_of_powers(z):
    return np.square(z) / np.sum(np.exp(z))


@pytest.mark.parametrize(
    "function, z",
    [
        (nearly_log_shares, BATCH),
        (log_shares_of_others, BATCH),
        (log_of_another_base, BATCH),
        (log_of_no_sum, BATCH),
        (log_of_no_powers, BATCH),
        (one_number_less, BATCH),
        (log_shares, BATCH[:, :0]),
        (nearly_turned, BATCH),
        (turned_by_another_sum, BATCH),
        (turned_powers_of_others, BATCH),
        (turned_without_a_quotient, BATCH),
        (turned_and_divided_where, BATCH),
        (turned_by_sums_of_columns, np.vstack([BATCH, [[1.0, 2.0, 0.0]]])),
        (turned_by_sums_of_others, BATCH),
        (turned_as_a_whole, STACK),
        (powers_where, COLUMN),
        (divided_where, COLUMN),
        (by_the_sum_of_scores, COLUMN),
        (squares_by_the_sum_of_powers, COLUMN),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_what_is_none(function, z):
    assert found_in(function, z) == []
