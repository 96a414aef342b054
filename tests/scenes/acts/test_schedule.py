"""How long turns take, and whose turn it is at a second."""

import numpy as np
import pytest

from scenes.acts import schedule
from scenes.acts.schedule import Schedule, first_alone

TURNS = Schedule(np.array([1.0, 3.0, 4.0]), np.array([2.0, 1.0, 0.5]))


@pytest.mark.parametrize(
    "time, turn, playing, shares",
    [
        (0.0, (0, 0.0), False, [0, 0, 0]),
        (1.0, (0, 0.0), True, [0, 0, 0]),
        (2.0, (0, 0.5), True, [0.5, 0, 0]),
        (3.0, (1, 0.0), True, [1, 0, 0]),  # the next one's from its start on
        (3.25, (1, 0.25), True, [1, 0.25, 0]),
        (4.25, (2, 0.5), True, [1, 1, 0.5]),
        (4.5, (2, 1.0), False, [1, 1, 1]),  # over at the end
        (9.0, (2, 1.0), False, [1, 1, 1]),
    ],
)
def test_whose_turn_it_is(time, turn, playing, shares):
    assert TURNS.end == 4.5
    assert TURNS.at(time) == turn
    assert TURNS.playing(time) is playing
    np.testing.assert_allclose(TURNS.shares(time), shares)


@pytest.mark.parametrize(
    "count, lengths", [(5, [4.0, 2.0, 1.0, 0.6, 0.6]), (1, [4.0]), (0, [4.0])]
)
def test_each_turn_is_shorter_but_not_too_short(count, lengths):
    turns = schedule.one_by_one(count, first=4.0, shrink=0.5, least=0.6, start=2.0)
    np.testing.assert_allclose(turns.lengths, lengths)
    np.testing.assert_allclose(
        turns.starts, 2.0 + np.concatenate([[0], np.cumsum(lengths[:-1])])
    )
    assert turns.end == pytest.approx(2.0 + sum(lengths))


@pytest.mark.parametrize(
    "seconds, rounded",
    [
        (0.0, 0.1),
        (0.04, 0.1),
        (0.14, 0.1),
        (0.16, 0.2),
        (2.96, 3.0),
        (7.0, 7.0),
        (7.04, 7.0),
        (0.7 * 3, 2.1),
    ],
)
def test_seconds_are_whole_tenths(seconds, rounded):
    assert schedule.tenths(seconds) == rounded


def test_a_text_is_read_at_seventeen_letters_a_second():
    assert schedule.reading("x" * 34) == 2.0


@pytest.mark.parametrize("firsts", [(3,), (4, 0), (2, 2)])
def test_some_go_alone_and_the_others_together(firsts):
    turns = first_alone(6, firsts, alone=4.0, together=3.0)
    alone = tuple(dict.fromkeys(firsts))
    assert turns.firsts == alone and turns.peak == alone[0]
    for place, index in enumerate(alone):
        assert turns.alone(1.0 + 4 * place + 2) == index
        assert turns.shares(1.0 + 4 * place + 2)[index] == 0.5
    begin = 1.0 + 4 * len(alone)
    assert turns.together == begin
    assert turns.alone(begin) is turns.alone(0.9) is None
    others = [k for k in range(6) if k not in alone]
    assert (turns.shares(begin)[others] == 0).all()
    assert turns.shares(begin + 1.6)[others].min() > 0
    assert (turns.shares(turns.end) == 1).all()
    assert turns.end == begin + 3


def test_all_may_go_alone():
    turns = first_alone(2, (1, 0), alone=2.0, together=3.0)
    assert turns.end == turns.together == 5.0


@pytest.mark.parametrize(
    "count, firsts, given, starts, lengths, together",
    [
        (5, (3, 1), {}, [7, 4, 8, 1, 9], [2, 3, 2, 3, 2], 7),
        (5, (3, 1), {"start": 2.5}, [8.5, 5.5, 9.5, 2.5, 10.5], [2, 3, 2, 3, 2], 8.5),
        (3, (0,), {}, [1, 4, 6], [3, 2, 2], 4),
        (2, (1, 0), {}, [4, 1], [3, 3], 7),
        (3, (2, 2), {}, [4, 6, 1], [2, 2, 3], 4),
    ],
)
def test_when_those_alone_and_the_others_begin(
    count, firsts, given, starts, lengths, together
):
    turns = first_alone(count, firsts, alone=3.0, together=4.0, **given)
    np.testing.assert_allclose(turns.starts, starts)
    np.testing.assert_allclose(turns.lengths, lengths)
    assert (turns.together, turns.peak) == (together, firsts[0])


@pytest.mark.parametrize(
    "time, index",
    [(0.9, None), (1.0, 3), (3.9, 3), (4.0, 1), (6.9, 1), (7.0, None), (9.0, None)],
)
def test_what_is_alone_at_a_second(time, index):
    turns = first_alone(5, (3, 1), alone=3.0, together=4.0)
    assert turns.alone(time) == index
    assert TURNS.alone(time) is None  # one after the other, none is alone


def test_without_more_the_first_is_seen_best_after_the_entrance():
    turns = schedule.one_by_one(3, first=2.0, shrink=0.5, least=0.1)
    assert (turns.peak, turns.starts.tolist()) == (0, [1.0, 3.0, 4.0])
