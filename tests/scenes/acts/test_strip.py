"""A recurrent loop in frames: what stands in a frame beside the states."""

from types import SimpleNamespace

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.strip import _falls, _is_same
from scenes.reading.loop_courses import Course

STATES = [Value.of(np.array([0.5, number])) for number in range(6)]


def course(*numbers):
    return Course("h", tuple(STATES[number] for number in numbers))


@pytest.mark.parametrize(
    "other, is_same",
    [
        ((2, 3, 4), True),
        ((1, 2, 3), True),  # of the pass before
        ((0, 1, 2), False),  # of the one before that
        ((3, 4, 5), False),  # of the next
        ((2, 3, 5), False),
        ((5, 3, 4), False),
    ],
)
def test_what_comes_in_is_the_state_again_or_that_of_the_pass_before(other, is_same):
    assert _is_same(course(2, 3, 4), course(*other)) == is_same


@pytest.mark.parametrize(
    "counts, falls",
    [
        (["3", "2", "1", "0"], True),
        (["4", "2", "0"], True),
        (["0", "1", "2"], False),
        (["3", "1", "0"], False),  # now by two, now by one
        (["1", "0", "1"], False),
        (["2", "2", "2"], False),
        (["2"], False),
        (["c", "b", "a"], False),
    ],
)
def test_time_goes_to_the_left_where_the_loop_counts_down_evenly(counts, falls):
    assert _falls(SimpleNamespace(values=counts)) == falls
