"""What is computed for a gradient through a norm, against differences of sums."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.normalised_gradients import normalised_gradients
from scenes.reading.roles_once import known_roles
from tests import normalised_gradients as ways
from tests.normalised_gradients import GAIN, GIVEN, NUMBERS, SHIFT, D, X


def found_in(call, *given):
    trace = record(call, *(np.copy(one) for one in given or GIVEN))
    return list(known_roles(trace).read(normalised_gradients).values()), trace


def by_differences(function, x, d, step=1e-5):
    """The gradient of sum(d * function(x)), one number after the other."""
    gradient = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        there, back = x.copy(), x.copy()
        there[place] += step
        back[place] -= step
        gradient[place] = ((function(there) - function(back)) * d).sum() / (2 * step)
    return gradient


def forward_of(call):
    if call is ways.root_mean_square:
        return lambda x: GAIN * x / np.sqrt((x**2).mean(axis=1, keepdims=True) + 1e-6)
    if call is ways.to_length_one:
        return lambda x: x / np.sqrt((x**2).sum(axis=1, keepdims=True))
    if call is ways.beside_the_root:
        return lambda x: (
            (x - x.mean(axis=1, keepdims=True)) / (x.std(axis=1, keepdims=True) + 1e-3)
        )
    norm = (
        ways.layer_norm
        if call in (ways.three_terms, ways.in_one_line)
        else ways.batch_norm
    )
    return lambda x: norm(x, GAIN, SHIFT)[0]


@pytest.mark.parametrize("call", ways.FOUND)
def test_found_however_it_is_written(call):
    (one,), _ = found_in(call)
    expected = by_differences(forward_of(call), X, D)
    np.testing.assert_allclose(one.result.array, expected, rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(one.back.array, D)
    has_gain = call not in (ways.to_length_one, ways.beside_the_root)
    assert (one.gain is not None) == has_gain
    is_last = call is ways.by_gradients_of_what_is_learned
    assert one.is_gain_first == (has_gain and not is_last)


@pytest.mark.parametrize("call", ways.FOUND)
def test_the_first_line_on_its_way(call):
    (one,), _ = found_in(call)
    lines = one.first_line()
    forward = one.forward
    np.testing.assert_array_equal(lines[0], forward.lines(D)[0])
    np.testing.assert_array_equal(lines[-1], forward.lines(one.result.array)[0])
    straight = lines[-2]
    if forward.kind == "standard":
        assert abs(lines[-3].sum()) < 1e-12 and abs(straight.sum()) < 1e-12
    normal = forward.lines(forward.normal_values)[0]
    assert abs(straight @ normal) < 1e-3 * np.abs(lines[-3] * normal).sum()
    np.testing.assert_allclose(one.stretch * normal, lines[-3] - straight, atol=1e-9)
    scale = lines[-1] / straight  # all of a line are divided alike
    if call is not ways.by_gradients_of_what_is_learned:
        spread = 1 / forward.lines_of(forward.spread)[0]
        np.testing.assert_allclose(scale, spread, rtol=1e-6)
    assert np.ptp(scale) < 1e-6


def test_what_is_told_by_itself_is_no_part_of_it():
    (one,), trace = found_in(ways.by_gradients_of_what_is_learned)
    texts = [each.expression for each in one.operations]
    assert texts[-1].startswith("gain / np.sqrt") and len(texts) == 9
    assert not any("sum" in text for text in texts)
    (one,), trace = found_in(ways.in_one_line)
    assert "(d * normal).sum(axis=0)" not in [
        each.expression for each in one.operations
    ]


def test_a_gain_that_was_told_before_is_not_told_again():
    def kept(x, d, gain, shift):
        out, (normal, spread) = ways.layer_norm(x, gain, shift)
        dnormal = d * gain
        most = np.abs(dnormal).max()
        mean = dnormal.mean(axis=-1, keepdims=True)
        along = (dnormal * normal).mean(axis=-1, keepdims=True)
        return (dnormal - mean - normal * along) / spread, most

    (one,), _ = found_in(kept)
    np.testing.assert_array_equal(one.back.array, D * GAIN)
    assert one.gain is None and len(one.first_line()) == 4


@pytest.mark.parametrize("gain", [np.array([1.0, 2, 0.5, 1]), np.ones(4)])
def test_a_gain_may_have_ones_in_it(gain):
    (one,), _ = found_in(ways.by_gradients_of_what_is_learned, X, D, gain, SHIFT)
    assert (one.gain is None) == bool((gain == 1).all())
    (one,), _ = found_in(ways.three_terms, X, D, gain, SHIFT)
    np.testing.assert_array_equal(one.gain.array, gain)  # multiplied, for all that


def test_of_channels_of_maps():
    def of_channels(x, d, gain):
        axes = (0, 2, 3)
        mean = x.mean(axis=axes, keepdims=True)
        spread = np.sqrt(x.var(axis=axes, keepdims=True) + 1e-5)
        normal = (x - mean) / spread
        out = normal * gain[:, None, None] + gain[::-1, None, None]
        dn = d * gain[:, None, None]
        mean, along = (one.mean(axis=axes, keepdims=True) for one in (dn, dn * normal))
        return (dn - mean - normal * along) / spread, out

    rng = np.random.default_rng(3)
    x, d = rng.normal(size=(2, 3, 2, 4, 4))
    (one,), _ = found_in(of_channels, x, d, np.array([0.5, 2.0]))
    assert one.forward.axes == (0, 2, 3)
    np.testing.assert_array_equal(one.first_line()[0], d[:, 0].ravel())


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_of_short_numbers(kind):
    (one,), _ = found_in(ways.three_terms, *(each.astype(kind) for each in GIVEN))
    assert one.result.dtype == kind


@pytest.mark.parametrize("call", ways.NONE)
def test_what_is_none(call):
    assert found_in(call)[0] == []


def test_in_every_round_of_a_training():
    def trained(x, y, w, gain, shift):
        for _ in range(3):
            z = x @ w
            out, (normal, spread) = ways.layer_norm(z, gain, shift)
            d = (out - y) / len(x)
            dgain, dshift = (d * normal).sum(axis=0), d.sum(axis=0)
            dn = d * gain
            mean = dn.mean(axis=-1, keepdims=True)
            along = (dn * normal).mean(axis=-1, keepdims=True)
            dz = (dn - mean - normal * along) / spread
            w -= 0.1 * (x.T @ dz)
            gain -= 0.1 * dgain
            shift -= 0.1 * dshift
        return w

    given = X[:, :3], D, NUMBERS.normal(size=(3, 4)), np.ones(4), np.zeros(4)
    found, _ = found_in(trained, *given)
    assert len({one.forward.value.digest for one in found}) == 3
    assert [one.back.name for one in found] == ["d"] * 3
    assert [one.gain.name for one in found] == ["gain"] * 3


def test_what_comes_back_may_have_come_a_long_way():
    """Of the arrays of its shape the latest are tried, whatever was before."""

    def call(x, d, gain, shift):
        out, (normal, spread) = ways.layer_norm(x, gain, shift)
        slope = 0.5 * (1 + np.tanh(out)) + 0.5 * out * (1 - np.tanh(out) ** 2)
        back = d
        for _ in range(5):
            back = back * slope * 2.0
            back = back - 0.25 * back * out
        gained = back * gain
        mean = gained.mean(axis=-1, keepdims=True)
        along = (gained * normal).mean(axis=-1, keepdims=True)
        return (gained - mean - normal * along) / spread, back

    (one,), trace = found_in(call)
    back = trace.returned[1]
    expected = by_differences(lambda x: ways.layer_norm(x, GAIN, SHIFT)[0], X, back)
    np.testing.assert_allclose(one.result.array, expected, rtol=1e-5, atol=1e-6)
    np.testing.assert_array_equal(one.back.array, back)
