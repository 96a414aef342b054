"""How long turns take, and whose turn it is at a second."""

import numpy as np
import pytest

from scenes.acts import schedule
from scenes.acts.schedule import Schedule

TURNS = Schedule(np.array([1.0, 3.0, 4.0]), np.array([2.0, 1.0, 0.5]))


@pytest.mark.parametrize("time, turn, playing, shares", [
    (0.0, (0, 0.0), False, [0, 0, 0]),
    (1.0, (0, 0.0), True, [0, 0, 0]),
    (2.0, (0, 0.5), True, [0.5, 0, 0]),
    (3.0, (1, 0.0), True, [1, 0, 0]),      # the next one's from its start on
    (3.25, (1, 0.25), True, [1, 0.25, 0]),
    (4.25, (2, 0.5), True, [1, 1, 0.5]),
    (4.5, (2, 1.0), False, [1, 1, 1]),     # over at the end
    (9.0, (2, 1.0), False, [1, 1, 1])])
def test_whose_turn_it_is(time, turn, playing, shares):
    assert TURNS.end == 4.5
    assert TURNS.at(time) == turn
    assert TURNS.playing(time) is playing
    np.testing.assert_allclose(TURNS.shares(time), shares)


@pytest.mark.parametrize("count, lengths", [
    (5, [4.0, 2.0, 1.0, 0.6, 0.6]), (1, [4.0]), (0, [4.0])])
def test_each_turn_is_shorter_but_not_too_short(count, lengths):
    turns = schedule.one_by_one(count, first=4.0, shrink=0.5, least=0.6,
                                start=2.0)
    np.testing.assert_allclose(turns.lengths, lengths)
    np.testing.assert_allclose(turns.starts, 2.0 + np.concatenate(
        [[0], np.cumsum(lengths[:-1])]))
    assert turns.end == pytest.approx(2.0 + sum(lengths))


@pytest.mark.parametrize("seconds, rounded", [
    (0.0, 0.1), (0.04, 0.1), (0.14, 0.1), (0.16, 0.2), (2.96, 3.0),
    (7.0, 7.0), (7.04, 7.0), (0.7 * 3, 2.1)])
def test_seconds_are_whole_tenths(seconds, rounded):
    assert schedule.tenths(seconds) == rounded


def test_a_text_is_read_at_seventeen_letters_a_second():
    assert schedule.reading("x" * 34) == 2.0
