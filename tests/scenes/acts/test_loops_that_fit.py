"""Which loops stand side by side as frames, and which arrays a counter shows."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.counter import counter
from scenes.acts.strip import strip
from scenes.reading.loops import loops
from scenes.reading.value_roles import roles_of


def planned(make, trace, first, last):
    roles = roles_of(trace)
    return make(roles.read(loops).loops[0], roles, first, last)


def stepping(state, weights, times):
    for t in times:
        state = np.tanh(weights @ state + t)
    return state


W = np.full((2, 2), 0.25)


@pytest.mark.parametrize("passes, fits", [(13, True), (14, True), (15, False)])
def test_up_to_fourteen_frames_stand_side_by_side(passes, fits):
    trace = record(stepping, np.ones((2, 1)), W, range(passes))
    assert (planned(strip, trace, 2, passes - 2) is not None) == fits


@pytest.mark.parametrize("first, fits", [(0, False), (1, True)])
def test_before_the_first_frame_that_goes_by_stands_another(first, fits):
    trace = record(stepping, np.ones((2, 1)), W, range(5))
    assert (planned(strip, trace, first, 3) is not None) == fits


@pytest.mark.parametrize("shape, fits", [((64, 64), True), ((64, 65), False)])
def test_a_frame_has_room_for_4096_cells(shape, fits):
    weights = np.eye(64) * 0.5
    trace = record(stepping, np.ones(shape), weights, range(5))
    assert (planned(strip, trace, 2, 3) is not None) == fits


def growing(state, times):
    """A state that has another shape in each pass."""
    for t in times:
        state = np.concatenate([state, state[:1] * t])
    return state


def test_a_state_that_grows_is_no_strip():
    trace = record(growing, np.ones(2), range(5))
    assert planned(strip, trace, 2, 3) is None


@pytest.mark.parametrize(
    "times, leftwards",
    [
        ([4, 3, 2, 1, 0], True),
        ([8, 6, 4, 2, 0], True),
        ([0, 1, 2, 3, 4], False),
        ([2, 2, 2, 2, 2], False),
        ([4, 3, 2, 1, 1], False),
        ([0, 1, 0, 1, 0], False),
        (["d", "c", "b", "a", "a"], False),  # no places of a sequence
    ],
)
def test_time_runs_to_the_left_where_the_variable_falls_evenly(times, leftwards):
    inputs = {one: np.full((2, 1), at * 0.1) for at, one in enumerate(sorted({*times}))}
    trace = record(looking_up, np.ones((2, 1)), W, inputs, times)
    assert planned(strip, trace, 2, 3).leftwards == leftwards


def looking_up(state, weights, inputs, times):
    for t in times:
        state = np.tanh(weights @ state + inputs[t])
    return state


def adjusted(wide, narrow, rounds):
    for _ in range(rounds):
        wide = wide - 0.1 * wide
        narrow = narrow - 0.1 * narrow
    return wide, narrow


SQUARE = (3, 3)


@pytest.mark.parametrize(
    "shape, is_shown",
    [
        ((12, 1), True),
        ((24, 2), True),
        ((26, 2), False),  # more than twelve times as high as wide
        ((2, 120), True),
        ((2, 122), False),  # more than sixty times as wide as high
        ((4, 30, 2), True),  # sheets
    ],
)
def test_a_counter_leaves_out_slivers_where_it_has_others(shape, is_shown):
    trace = record(adjusted, np.ones(SQUARE), np.ones(shape), 6)
    shown = [one.values[0].shape for one in planned(counter, trace, 2, 4).courses]
    assert (shape in shown) == is_shown and SQUARE in shown


def test_a_counter_shows_a_sliver_where_it_has_nothing_else():
    def one(w, rounds):
        for _ in range(rounds):
            w = w * 0.5
        return w

    trace = record(one, np.ones((2, 122)), 6)
    (course,) = planned(counter, trace, 2, 4).courses
    assert course.values[0].shape == (2, 122)
