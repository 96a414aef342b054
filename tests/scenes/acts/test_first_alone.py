"""Which rows of many go first and alone, and what small numbers are in."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.schedule import first_alone
from scenes.arrays.extremes import largest_row
from scenes.arrays.numbers import UnitWriter, unit_for
from scenes.film.film import Film
from scenes.words.naming import language
from tests.told import numbers, player_of


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
    "values, index",
    [
        ([1.0, -3.0, 2.0], 1),
        ([np.nan, 0.5, np.inf], 1),
        ([[0.0, 1.0], [-2.0, 0.0]], 1),
        ([0.0, 0.0], 0),
    ],
)
def test_the_largest(values, index):
    assert largest_row(np.array(values)) == index


@pytest.mark.parametrize(
    "values, unit",
    [
        ([0.5, 1e-6], None),
        ([0.01], None),
        ([0.0099, 0.0], "thousandths"),
        ([-9.5e-4, 3e-6], "millionths"),
        ([2e-8], "billionths"),
        ([3e-12], "trillionths"),
        ([1e-15], None),
        ([0.0], None),
        ([np.nan, 2e-4], "millionths"),
    ],
)
def test_the_unit_of_small_numbers(values, unit):
    assert unit_for(np.array(values)) == unit


@pytest.mark.parametrize(
    "value, text",
    [
        (-3.25e-6, "−3.25"),
        (6.4607e-4, "+646.07"),
        (1e-9, "0.00"),
        (np.nan, "nan"),
        (np.inf, "+inf"),
    ],
)
def test_numbers_in_millionths(value, text):
    assert UnitWriter("millionths")(value) == text


def product(left, right):
    scaled = left * right
    return scaled


def difference(left, right):
    rest = left - right
    return rest


@pytest.mark.parametrize(
    "call, right, firsts, shared, factor",
    [
        (product, [0.1, 0.02, 0.1], (2,), 2, 10.0),
        (product, [0.1, 0.02, -0.1], (2,), 2, None),  # no room below zero
        (product, [0.9, 0.9, 0.9], (2,), 2, None),  # hardly shorter
        (product, [0.1, 0.02, 5.0], (2,), 1, None),  # longer than it was
        (product, [0.1, np.inf, 0.1], (2,), 1, None),
        (product, [0.0, 0.0, 0.0], (0,), 2, None),
        (difference, [0.0, 1.0, 0.0], (1, 2), 3, None),  # the right answer
        (difference, [0.5, 1.0, 0.5], (2,), 3, None),
    ],
)
def test_how_two_columns_are_combined(call, right, firsts, shared, factor):
    left = np.array([[1.0], [0.5], [2.0]])
    film = Film(record(call, left, np.array(right)[:, None]))
    act = next(
        shot.player.act for shot in film.shots if shot.player.act.kind == "combine"
    )
    assert act.turns.firsts == firsts
    assert (act.shared, act.factor) == (shared, factor)
    assert len(act.reasons) == len(firsts)
    for shot in film.shots:
        for tenth in range(0, round(shot.seconds * 10) + 1, 7):
            film.show(shot, tenth / 10)  # of zeros and infinities, too


def total(left, right):
    sums = left + right
    return sums


@pytest.mark.parametrize(
    "count, english, chinese",
    [
        (2, "Then the other one, in the same way.", "另一个也是一样。"),
        (5, "Then the other 4, all together.", "其余 4 个一起进行。"),
    ],
)
def test_what_is_said_of_the_others(count, english, chinese):
    for spoken, sentence in (("en", english), ("zh", chinese)):
        with language(spoken):
            player = player_of("combine", total, numbers(count), numbers(count))
            told = player.turn_words(count - 1)
            together = player.turns.together
            seconds = (0.9, 1.0, together - 0.1, together, player.act.seconds)
            words = [player.words(second) for second in seconds]
            assert words == ["", told, told, sentence, sentence]


def wrong(outputs, wanted):
    output_delta = outputs - wanted
    return output_delta


def test_nothing_is_said_of_the_others_where_there_are_none():
    outputs, wanted = np.array([0.25, 0.5]), np.array([0.0, 1.0])
    player = player_of("combine", wrong, outputs, wanted)
    assert player.turns.firsts == (1, 0)
    assert player.words(player.turns.together - 0.1) == player.turn_words(0)
    assert player.words(player.turns.together) == ""
    assert player.words(player.act.seconds) == ""
