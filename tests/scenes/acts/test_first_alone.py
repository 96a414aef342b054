"""What is said while some go first and alone, and of all others."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.told import numbers, player_of


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
