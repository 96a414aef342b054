"""Normalising: found however it is written, and nothing else is taken for it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.normalised_found import normalised
from scenes.reading.value_roles import roles_of
from tests import normalisations as ways
from tests.normalisations import GAIN, MAPS, SHIFT, X


def found_in(call, *arguments):
    trace = record(call, *(np.copy(one) for one in arguments))
    return list(roles_of(trace).read(normalised).values()), trace


@pytest.mark.parametrize(
    "call, kind, axes, gain, shift",
    [
        (ways.layer_norm, "standard", (1,), True, True),
        (ways.in_a_call, "standard", (1,), True, True),
        (ways.in_one_line, "standard", (1,), True, True),
        (ways.with_inverse, "standard", (0,), True, True),
        (ways.by_power, "standard", (1,), True, False),
        (ways.with_running_mean, "standard", (0,), True, True),
        (ways.in_place, "standard", (0,), False, False),
        (ways.by_sample, "standard", (0,), False, False),
        (ways.of_all, "standard", (0, 1), False, False),
        (ways.of_a_vector, "standard", (0,), True, True),
        (ways.root_mean_square, "rms", (1,), True, False),
        (ways.to_length_one, "length", (1,), False, False),
        (ways.into_range, "range", (0,), False, False),
    ],
)
def test_found_however_it_is_written(call, kind, axes, gain, shift):
    (one,), _ = found_in(call, X, GAIN, SHIFT)
    assert (one.kind, one.axes) == (kind, axes)
    assert (one.gain is not None, one.shift is not None) == (gain, shift)
    before, normal = (
        one.lines(value.array.astype(float)) for value in (one.value, one.normal.result)
    )
    if call in (ways.in_one_line, ways.of_a_vector):  # the gain comes first
        normal = normal / GAIN
    for line, came in zip(before, normal):
        if kind == "standard":
            spread = np.sqrt(3 / 4) if call is ways.by_sample else 1.0
            assert abs(came.mean()) < 1e-9
            assert came.std() == pytest.approx(spread, rel=1e-3)
            assert np.corrcoef(line, came)[0, 1] == pytest.approx(1)
        elif kind == "length":
            assert np.linalg.norm(came) == pytest.approx(1)
        elif kind == "rms":
            assert (came**2).mean() == pytest.approx(1, rel=1e-4)
        else:
            assert (came.min(), came.max()) == (0.0, 1.0)


def test_half_precision_is_as_far_off_as_its_numbers():
    """Far from 0, three of its digits are left after the mean is subtracted."""
    halves = (each.astype(np.float16) for each in (X + 20, GAIN, SHIFT))
    (one,), _ = found_in(ways.layer_norm, *halves)
    assert one.kind == "standard" and one.normal.result.dtype == np.float16


def test_channels_of_maps_are_lines_of_the_batch():
    (one,), _ = found_in(ways.of_channels, MAPS, GAIN[:2], SHIFT[:2])
    assert one.axes == (0, 2, 3)
    assert (one.gain.name, one.shift.name) == ("gain", "shift")
    lines = one.lines(MAPS)
    np.testing.assert_array_equal(np.sort(lines[1]), np.sort(MAPS[:, 1].ravel()))


@pytest.mark.parametrize(
    "call, kind, spread, has_gain",
    [
        (ways.by_kept_numbers, "kept", np.sqrt(GAIN**2 + 1e-5), True),
        (ways.by_given_numbers, "given", GAIN, False),  # of what, nothing tells
    ],
)
def test_numbers_kept_from_before(call, kind, spread, has_gain):
    (one,) = (found for found in found_in(call, X, GAIN, SHIFT)[0])
    assert one.kind == kind and (one.gain is not None) == has_gain
    np.testing.assert_allclose(one.taken, [SHIFT])
    np.testing.assert_allclose(one.spread, [spread])


def test_large_numbers_of_few_digits_kept_from_before():
    """The square of a root of 32 bits is off by more than a small number."""
    wide = (1e4 * GAIN).astype(np.float32)
    (one,), _ = found_in(ways.by_kept_numbers, X.astype(np.float32), wide, SHIFT)
    assert one.kind == "kept"


def test_what_else_the_statements_compute_is_not_part_of_it():
    (one,), trace = found_in(ways.with_running_mean, X, GAIN, SHIFT)
    left = [
        operation.expression
        for _, operation in trace.operations()
        if operation.number not in one.numbers
    ]
    assert left == [
        "np.zeros(6)",
        "0.9 * np.zeros(6)",
        "0.1 * mean",
        "0.9 * np.zeros(6) + 0.1 * mean",
    ]


@pytest.mark.parametrize(
    "call",
    [
        ways.divided_by_the_mean,
        ways.only_centred,
        ways.divided_by_the_variance,
        ways.by_what_happens_to_fit,
        ways.along_another_axis,
        ways.by_what_half_of_it_was,
        ways.by_one_number_twice,
    ],
)
def test_what_is_none(call):
    assert found_in(call, X, GAIN, SHIFT)[0] == []


def test_what_goes_in_was_not_learned():
    (beside,), _ = found_in(ways.a_vector_besides, X, GAIN, SHIFT)
    assert (beside.gain.name, beside.shift) == ("gain", None)
    assert found_in(ways.a_vector_times_itself, X, GAIN, SHIFT)[0] == []


def from_a_mean_and_more(x, more):
    mean = x.mean(axis=1, keepdims=True) + more
    return (x - mean) / np.sqrt(((x - mean) ** 2).mean(axis=1, keepdims=True))


def test_what_else_goes_into_it_has_to_be_told():
    """Though it is 0 here: the line is not all that its numbers come from."""
    assert found_in(from_a_mean_and_more, X, np.zeros((len(X), 1)))[0] == []


@pytest.mark.parametrize(
    "x",
    [
        np.zeros((3, 6)),
        np.full((3, 6), 2.5),
        np.where(X > 3, np.nan, X),
        np.where(X > 3, np.inf, X),
        X[:, :1],
    ],
)
@pytest.mark.filterwarnings("ignore:invalid value", "ignore:divide by zero")
def test_where_there_is_no_spread_none_is_told(x):
    assert (
        found_in(ways.layer_norm, x, GAIN[: x.shape[1]], SHIFT[: x.shape[1]])[0] == []
    )


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_of_short_numbers(kind):
    arrays = [one.astype(kind) for one in (X, GAIN, SHIFT)]
    (one,), _ = found_in(ways.layer_norm, *arrays)
    assert one.kind == "standard"


def test_of_one_row():
    (one,), _ = found_in(ways.layer_norm, X[:1], GAIN, SHIFT)
    assert one.gain is not None and one.shift is not None


def normal_of(x):
    return (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)


def by_what_was_computed(x, gain, shift):
    doubled = gain * 2.0
    return normal_of(x) * doubled


@pytest.mark.parametrize(
    "call, has_gain",
    [
        (lambda x, gain, shift: normal_of(x) * gain, True),
        (lambda x, gain, shift: normal_of(x) * gain[:, None].T, True),
        (lambda x, gain, shift: normal_of(x) * np.swapaxes(gain[:, None], 0, 1), True),
        (lambda x, gain, shift: normal_of(x) * (gain * x[0]), False),
        (lambda x, gain, shift: normal_of(x) * 2.0, False),
        (by_what_was_computed, False),
    ],
)
def test_a_gain_is_one_however_it_is_turned_and_was_there(call, has_gain):
    (one,), _ = found_in(call, X, GAIN, SHIFT)
    assert (one.gain is not None) == has_gain
    if has_gain:
        assert one.gain.array.ravel().tolist() == GAIN.tolist()
