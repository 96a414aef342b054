"""Which numbers are the spread of lines, and along which axes they are."""

import numpy as np
import pytest

from scenes.reading.spreads import kinds_of_spread, line_axes

X = np.random.default_rng(2).normal(size=(5, 4)) + 1.0


@pytest.mark.parametrize(
    "shape, few, axes",
    [
        ((5, 4), (5, 1), (1,)),
        ((5, 4), (4,), (0,)),
        ((5, 4), (1, 4), (0,)),
        ((5, 4), (), (0, 1)),
        ((5, 4), (1, 1), (0, 1)),
        ((5, 4), (5,), ()),
        ((5, 4), (5, 2), ()),
        ((5, 4), (2, 1), ()),
        ((5, 4), (1, 5, 1), ()),
        ((5, 4), (5, 4), ()),
        ((2, 3, 4), (3, 1), (0, 2)),
        ((2, 1, 4), (2, 1, 1), (2,)),
    ],
)
def test_along_which_axes_a_number_is_the_same(shape, few, axes):
    assert line_axes(shape, few) == axes


def by_hand(kind, line):
    mean = sum(line) / len(line)
    return {
        "standard": (sum((one - mean) ** 2 for one in line) / len(line)) ** 0.5,
        "sample": (sum((one - mean) ** 2 for one in line) / (len(line) - 1)) ** 0.5,
        "rms": (sum(one * one for one in line) / len(line)) ** 0.5,
        "length": sum(one * one for one in line) ** 0.5,
        "range": max(line) - min(line),
    }[kind]


def told(spread, eps=0.0, x=X):
    return [kind for kind, _ in kinds_of_spread(x, spread, (1,), eps)]


@pytest.mark.parametrize("kind", ["standard", "sample", "rms", "length", "range"])
def test_spreads_are_known_by_their_numbers(kind):
    spread = np.array([[by_hand(kind, line)] for line in X.tolist()])
    name = "standard" if kind == "sample" else kind
    most = spread.max()
    assert told(spread) == [name]
    assert told(np.sqrt(spread**2 + 1e-5)) == told(spread + 1e-8) == [name]
    # A little more is one number for all, and no more than a twentieth.
    assert told(spread + 0.049 * most) == [name]
    assert told(spread + 0.12 * most) == []
    assert told(spread - 1e-3 * most) == []
    assert told(spread * 1.01) == []
    assert told(-spread) == []
    # Numbers of few bits may be further off.
    rough = spread * (1 + 4e-4 * np.array([[1], [-1], [1], [-1], [0]]))
    assert told(rough) == [] and told(rough, eps=1e-3) == [name]


def test_what_does_not_spread_has_no_spread():
    still = np.ones((5, 4))
    assert told(np.zeros((5, 1)), x=still) == []
    assert told(np.ones((5, 1)), x=still) == ["rms"]
    assert told(np.zeros((5, 1)), x=still * 0) == []


def test_of_a_line_that_is_the_same_everywhere_the_spread_is_0():
    x = X.copy()
    x[2] = 1.5
    assert told(x.std(axis=1, keepdims=True), x=x) == ["standard"]


def test_what_is_taken_away_first():
    spread = np.array([[by_hand("range", line)] for line in X.tolist()])
    ((kind, taken),) = kinds_of_spread(X, spread, (1,), 0.0)
    assert kind == "range"
    np.testing.assert_array_equal(taken[:, 0], [min(line) for line in X.tolist()])
    spread = np.array([[by_hand("standard", line)] for line in X.tolist()])
    ((kind, taken),) = kinds_of_spread(X, spread, (1,), 0.0)
    np.testing.assert_allclose(taken[:, 0], [sum(line) / 4 for line in X.tolist()])


def test_lines_of_one_cell():
    x = np.array([[2.0], [3.0]])
    found = [kind for kind, _ in kinds_of_spread(x, x, (1,), 0.0)]
    assert found == ["rms", "length"]
