"""Reductions, whatever the spelling, held against plain loops."""

import math

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.reductions import reduction

X = np.random.default_rng(4).normal(size=(3, 5))
POSITIVE = X > 0


def found(function, x):
    (operation,) = [one for _, one in record(function, x.copy()).operations()]
    return reduction(operation)


@pytest.mark.parametrize(
    "function, name, axes",
    [
        (lambda x: x.sum(axis=0), "sum", (0,)),
        (lambda x: np.sum(x, axis=-1, keepdims=True), "sum", (1,)),
        (lambda x: np.add.reduce(x), "sum", (0,)),
        (lambda x: np.add.reduce(x, axis=1), "sum", (1,)),
        (lambda x: x.sum(), "sum", (0, 1)),
        (lambda x: np.sum(x, axis=(0, 1)), "sum", (0, 1)),
        (lambda x: x.mean(1), "mean", (1,)),
        (lambda x: np.max(x, axis=0), "max", (0,)),
        (lambda x: np.maximum.reduce(x, axis=1), "max", (1,)),
        (lambda x: x.min(), "min", (0, 1)),
        (lambda x: x.std(axis=0), "std", (0,)),
        (lambda x: x.std(axis=0, ddof=1), "std", (0,)),
        (lambda x: np.var(x, 1), "var", (1,)),
        (lambda x: np.linalg.norm(x, axis=1), "norm", (1,)),
        (lambda x: np.linalg.norm(x), "norm", (0, 1)),
        (lambda x: x.argmax(axis=1), "argmax", (1,)),
        (lambda x: np.argmin(x), "argmin", (0, 1)),
        (lambda x: np.median(x, axis=0), "median", (0,)),
        (lambda x: np.prod(x, axis=1), "prod", (1,)),
        (lambda x: np.any(x, axis=0), "any", (0,)),
    ],
)
def test_which_lines_become_which_numbers(function, name, axes):
    one = found(function, X)
    assert (one.function, one.axes) == (name, axes)
    assert one.count * one.length == X.size
    assert one.lines(X).shape == (one.count, one.length)


def test_lines_are_those_that_are_added():
    for axis, lines in ((0, list(zip(*X.tolist()))), (1, X.tolist())):
        one = found(lambda x, axis=axis: x.sum(axis=axis), X)
        for line, own, total in zip(
            lines, one.lines(X).tolist(), one.result.array.tolist()
        ):
            assert list(line) == own and math.fsum(line) == pytest.approx(total)


def test_of_stacks():
    stack = np.arange(24.0).reshape(2, 3, 4)
    one = found(lambda x: x.mean(axis=(0, 2)), stack)
    assert (one.axes, one.count, one.length) == ((0, 2), 3, 8)
    np.testing.assert_allclose(one.lines(stack).mean(axis=1), one.result.array)


def test_which_cell_is_kept():
    one = found(lambda x: x.max(axis=1), X)
    assert [row[place] for row, place in zip(X.tolist(), one.chosen())] == (
        one.result.array.tolist()
    )


@pytest.mark.parametrize(
    "function",
    [
        lambda x: x + 1,
        lambda x: np.cumsum(x),
        lambda x: np.sum(x, where=[True, False, True, False, True]),
        lambda x: np.sum(x, where=POSITIVE),
        lambda x: np.average(x, weights=x),
        lambda x: np.linalg.norm(x, 1),
        lambda x: np.add.accumulate(x),
    ],
)
def test_what_is_none(function):
    assert found(function, X) is None


def test_a_sum_of_short_floats_that_begins_with_more_is_none():
    short = np.abs(X).astype(np.float32)
    assert found(lambda x: np.sum(x, axis=1, initial=0.5), short) is None


@pytest.mark.parametrize("times", [1.0, 1e4])
def test_of_numbers_of_few_digits_added_in_another_order(times):
    """Those that nearly cancel out are off by more of what is left."""
    many = np.random.default_rng(0).normal(size=(20_000, 3)) * times
    many -= many.mean(axis=0)
    assert found(lambda x: x.sum(axis=0), many.astype(np.float32)) is not None
    assert found(lambda x: x.std(axis=0), many.astype(np.float32)) is not None


WITHOUT_NAN = {
    "max": np.nanmax,
    "min": np.nanmin,
    "std": np.nanstd,
    "var": np.nanvar,
    "prod": np.nanprod,
    "median": np.nanmedian,
    "argmax": np.nanargmax,
    "argmin": np.nanargmin,
}


@pytest.mark.parametrize("name", WITHOUT_NAN)
def test_nan_is_left_out_of_nothing_where_there_is_none(name):
    one = found(lambda x: WITHOUT_NAN[name](x, axis=1), X)
    assert (one.function, one.axes) == (name, (1,))
    holed = np.where(X > 0.1, np.nan, X)
    assert np.isnan(holed).any(axis=1).all()
    assert found(lambda x: WITHOUT_NAN[name](x, axis=1), holed) is None


@pytest.mark.parametrize(
    "function, name, axes",
    [
        (lambda x: np.add.reduce(x, axis=None), "sum", (0, 1)),
        (lambda x: x.std(axis=0, ddof=1.0), "std", (0,)),
        (lambda x: x.std(axis=0, ddof=0.5), "std", (0,)),
        (lambda x: np.sum(x, axis=(1, 0)), "sum", (0, 1)),
        (lambda x: np.sum(x, axis=(-1,)), "sum", (1,)),
        (lambda x: x[:, None].max(axis=(2, 0)), "max", (0, 2)),
        (lambda x: np.sum(x, axis=0, out=np.zeros(5)), "sum", (0,)),
        (lambda x: np.average(x, axis=1), "mean", (1,)),
        (lambda x: np.ptp(x, axis=1), "ptp", (1,)),
        (lambda x: np.count_nonzero(x, axis=1), "count", (1,)),
        (lambda x: x[:0].sum(axis=0), None, None),
        (lambda x: x[:, :0].sum(axis=1), None, None),
        (lambda x: x[0, 0].sum(), None, None),
        (lambda x: np.average(x, axis=1, weights=[1, 2, 3, 4, 5]), None, None),
        (lambda x: np.sum(x, axis=1, initial=1e-3), None, None),
    ],
)
def test_axes_freedom_and_nothing(function, name, axes):
    operation = [one for _, one in record(function, X.copy()).operations()][-1]
    one = reduction(operation)
    assert (one and (one.function, one.axes)) == (name and (name, axes))


def cancelled(rows):
    """Rows whose sums are nothing but what rounding leaves."""
    x = np.random.default_rng(8).normal(size=(rows, 3)) * 1e4
    return x - x.mean(axis=0)


@pytest.mark.parametrize(
    "x, begin, is_sum",
    [
        (cancelled(200).astype(np.float32), 0, True),
        (cancelled(200).astype(np.float32), 1, False),
        (cancelled(200), 0, True),
        (cancelled(200), 1e-5, False),
        (np.array([[1.0], [-1.0]]), 5e-7, False),
        (np.array([[1.0], [-1.0]], np.float32), 5e-7, True),
    ],
)
def test_a_sum_may_be_off_by_what_rounding_leaves(x, begin, is_sum):
    one = found(lambda x: np.sum(x, axis=0, initial=begin), x)
    assert (one is not None) == is_sum
