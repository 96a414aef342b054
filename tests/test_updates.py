"""The change that an update shows is the one that was made."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film import Film
from scenes.lesson_plans import with_ending


def taken_away(weights, change):
    weights -= change
    return weights


@pytest.mark.parametrize("shape", [(3, 1), (3, 4), (3, 784)])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint64, np.int8, np.float16])
def test_what_is_taken_away_is_below_zero(shape, dtype):
    weights, change = np.full(shape, 9, dtype), np.full(shape, 2, dtype)
    change.flat[-1] = 7
    player = Film(record(taken_away, weights, change)).shots[-1].player
    np.testing.assert_array_equal(player.change, -change.astype(float))
    assert "from 9.00000 to 2.00000" in player.act.caption


def against(weights, change):
    weights += -0.1 * change
    return weights


def along(weights, change):
    weights += 0.1 * change
    return weights


def twice_against(weights, change):
    weights -= -0.1 * change
    return weights


@pytest.mark.parametrize("call, words", [
    (against, "From each 0.1 times its change is taken."),
    (along, "To each 0.1 times its change is added."),
    (twice_against, "To each 0.1 times its change is added.")])
def test_whether_a_change_is_taken_or_added(call, words):
    film = Film(record(call, np.ones((3, 1)), np.ones((3, 1))))
    assert words in film.shots[-1].player.act.caption


def by_learn_rate(weights, gradient, learn_rate):
    weights -= learn_rate * gradient


def by_its_negative(weights, gradient, lr):
    weights += -lr * gradient


def by_momentum(weights, gradient, momentum):
    weights -= momentum * gradient


@pytest.mark.parametrize("call, is_named", [
    (by_learn_rate, True), (by_its_negative, True), (by_momentum, False)])
def test_a_learn_rate_is_what_the_code_calls_one(call, is_named):
    arguments = np.ones((3, 1)), np.ones((3, 1)), 0.5
    caption = Film(record(call, *arguments)).shots[-1].player.act.caption
    assert ("the learn rate" in caption) == is_named
    assert ("Against the error" in caption) == is_named


def by_half(weights, gradient):
    weights -= 0.5 * gradient


@pytest.mark.parametrize("shape", [(3, 1), (3, 4), (3, 784)])
@pytest.mark.parametrize("gradient, is_small", [
    (2.0, False), (0.5, False), (0.01, True), (np.nan, False), (0.0, False)])
def test_a_small_change_is_one_that_is_small(shape, gradient, is_small):
    trace = record(by_half, np.ones(shape), np.full(shape, gradient))
    act = Film(trace).shots[-1].player.act
    assert ("so small" in act.caption) == is_small
    assert act.title.endswith("a little") == is_small
    ending, = with_ending(Film(trace).steps)[-1].acts
    assert ("very little" in ending.lead) == is_small


@pytest.mark.parametrize("place", [0, 5, 11])
def test_the_cell_that_is_told_is_outlined(place):
    change = np.full((3, 4), 2.0)
    change.flat[place] = 7
    player = Film(record(against, np.ones((3, 4)), change)).shots[-1].player
    row, column = divmod(place, 4)
    seen = set()
    for time in np.linspace(0, player.act.seconds, 100):
        player.show(time)
        marks = {plane.marks for plane in player.planes}
        assert len(marks) == 1
        seen |= marks
        if words := player.words(time):
            assert words.replace("−", "-") == \
                f"weights[{row}, {column}] moved most: by -0.7."
            assert marks == {((row, column, 1, 1),)}
    assert words and len(seen) == 3  # none, another one, and that


def added(weights, gradient):
    weights += -0.5 * gradient


def taken(weights, gradient):
    weights -= 0.5 * gradient


@pytest.mark.parametrize("call", [added, taken])
@pytest.mark.parametrize("shape", [(3, 1), (3, 4)])
def test_a_change_is_named_with_its_sign(call, shape):
    weights, gradient = np.ones(shape), np.full(shape, 0.25)
    player = Film(record(call, weights, gradient)).shots[-1].player
    assert player.names[1] == "−0.5 × gradient"
    np.testing.assert_array_equal(player.change, -0.5 * gradient)
