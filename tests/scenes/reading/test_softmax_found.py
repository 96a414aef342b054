"""Which operations of a trace are a softmax, of what and along which axis."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.plain_calls import as_computed
from scenes.reading.softmax_found import softmaxes
from tests import softmaxes as written
from tests.softmaxes import BATCH, COLUMN, shares_of


def found_in(function, z):
    trace = record(function, z.copy())
    operations = tuple(as_computed(one) for _, one in trace.operations())
    return operations, list(softmaxes(operations))


@pytest.mark.parametrize(
    "function, z, axis, is_shifted, count",
    [
        (written.called, COLUMN, None, True, 5),
        (written.called, COLUMN.ravel(), None, True, 5),
        (written.called, BATCH, None, True, 5),
        (written.called, np.array([[700.0], [1.0]]), None, True, 5),
        (written.called, np.array([[0.0], [-800.0]]), None, True, 5),
        (written.inline, COLUMN, None, False, 4),
        (written.in_three_lines, COLUMN, None, True, 5),
        (written.with_others_between, COLUMN, None, False, 3),
        (written.in_place, COLUMN.ravel(), None, True, 5),
        (written.of_rows, BATCH, 1, True, 5),
        (written.of_rows, COLUMN.T, None, True, 5),  # one line is all
        (written.of_rows_laid_out, BATCH, 1, False, 4),
        (written.of_columns, BATCH, 0, True, 5),
        (written.of_columns_counted_from_the_end, BATCH, 0, False, 3),
        (written.of_all, BATCH, None, False, 3),
        (written.in_two_calls, COLUMN, None, False, 3),
        (written.summed_the_other_way, BATCH, 0, False, 3),
        (written.the_smallest_away_is_shown_in_parts, COLUMN, None, False, 3),
        (written.named_in_between, COLUMN.ravel(), None, True, 6),
    ],
)
def test_what_is_found(function, z, axis, is_shifted, count):
    operations, (found,) = found_in(function, z)
    assert (found.axis, found.is_shifted) == (axis, is_shifted)
    assert len(found.numbers) == count
    known = {one.number: one for one in operations}
    assert found.operations == tuple(known[one] for one in sorted(found.numbers))
    scores = found.scores.array
    largest = scores.max(axis=axis, keepdims=True) if is_shifted else 0
    assert (found.powers.function, found.division.function) == ("exp", "divide")
    np.testing.assert_allclose(
        found.powers.result.array, np.exp(scores - largest), rtol=1e-12
    )
    np.testing.assert_allclose(
        found.division.result.array, shares_of(scores, axis), rtol=1e-12
    )


def rough(z):
    """As few bits compute it: near enough to be seen as one."""
    powers = np.exp(z)
    powers = powers / powers.sum()
    return powers


def nearly(z):
    powers = np.exp(z)
    return powers / (powers.sum() * 1.0001)


def of_other_powers(z):
    return np.exp(z) / np.sum(np.exp(z + 0))


def spread(z):
    powers = np.exp(z)
    return powers / powers.sum(axis=1)[:, None, None]


def less_another_largest(z):
    powers = np.exp(z - np.abs(z).max())
    return powers / powers.sum()


@pytest.mark.parametrize(
    "function, z",
    [
        (written.not_divided_by_its_own_sum, COLUMN),
        (written.divided_by_the_mean, COLUMN),
        (written.of_squares, COLUMN),
        (written.masked, COLUMN),
        (nearly, COLUMN),
        (of_other_powers, COLUMN),
        (spread, BATCH),
        (spread, BATCH[:1]),
        (written.inline, np.array([[800.0], [1.0]])),  # overflows to no number
        (written.inline, np.array([[np.nan], [1.0]])),
    ],
)
@pytest.mark.filterwarnings("ignore:overflow", "ignore:invalid value")
def test_what_is_none(function, z):
    assert found_in(function, z)[1] == []


@pytest.mark.parametrize("kind", [np.float16, np.float32, np.float64])
def test_numbers_of_few_bits(kind):
    _, found = found_in(rough, COLUMN.astype(kind))
    assert len(found) == 1


def test_only_its_own_largest_is_part_of_it():
    _, (found,) = found_in(less_another_largest, COLUMN)
    assert not found.is_shifted and len(found.numbers) == 3


def test_each_of_several_is_found():
    def two(z):
        return written.softmax(z), written.softmax(z * 2)

    _, found = found_in(two, COLUMN)
    assert [len(one.numbers) for one in found] == [5, 5]
    assert not found[0].numbers & found[1].numbers
