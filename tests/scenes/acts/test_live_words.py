"""What is said beside the turns of an act stands until it is read."""

import numpy as np
import pytest

from scenes.acts.live_words import is_read_in, said_at, told_of_turns
from scenes.acts.schedule import Schedule
from scenes.words.naming import language

READING_SPEED = 17  # characters a second
SHORT, LONG = "A few words.", "As many words as take three seconds to read."

ONE_MORE = "Then the other one, in the same way."
TWO_MORE = "Then the other 2, one after the other."


def turns_of(lengths, peak=0):
    starts = 1 + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return Schedule(starts, np.array(lengths, float), (peak,))


@pytest.mark.parametrize(
    "lengths, sentence, until, haste, told",
    [
        ([2, 1, 0.1], SHORT, 9, 1.0, [(1, "0"), (3, "1"), (4, None)]),
        ([2, 1, 0.1], LONG, 9, 1.0, [(1, "0"), (1 + 45 / 17, "the other 2")]),
        ([0.1, 0.1, 0.1], SHORT, 5, 1.0, [(1, "0"), (1 + 13 / 17, "the other 2")]),
        ([0.1, 0.1, 0.1], SHORT, 2.2, 1.0, [(1, "0")]),  # no time for more
        ([0.1, 0.1, 0.1], LONG, 2.2, 1.0, []),
        ([2, 2], SHORT, 9, 1.0, [(1, "0"), (3, "1")]),  # each had its turn
        ([2, 2], SHORT, 14, 0.25, [(1, "0"), (1 + 13 / 17 / 0.25, None)]),
        ([2, 2], "", 9, 1.0, []),
    ],
)
def test_what_is_told(lengths, sentence, until, haste, told):
    sentences = [sentence and f"{sentence}{index}" for index in range(len(lengths))]
    found = told_of_turns(turns_of(lengths), sentences, until=until, haste=haste)
    assert [start for start, _ in found] == pytest.approx([start for start, _ in told])
    others = {None: ONE_MORE, "the other 2": TWO_MORE}
    assert [words for _, words in found] == [
        others.get(words, f"{sentence}{words}") for _, words in told
    ]


@pytest.mark.parametrize(
    "letters, seconds, is_read",
    [(34, 1.89, False), (34, 1.9, True), (34, 2.0, True), (0, 0.0, True)],
)
def test_how_long_words_have_to_stand(letters, seconds, is_read):
    assert is_read_in(seconds, "x" * letters) is is_read


def test_without_more_an_act_takes_its_own_seconds():
    (*_, (last, _)) = told_of_turns(turns_of([0.5, 0.1]), [SHORT, SHORT], until=9)
    assert last == pytest.approx(1 + len(SHORT) / READING_SPEED)
    assert told_of_turns(turns_of([0.5]), [SHORT], until=1.5) == ()


def test_of_quick_turns_the_longest_is_told():
    turns = turns_of([0.1, 0.3, 0.1], peak=1)
    found = told_of_turns(turns, [SHORT + str(k) for k in range(3)], until=9)
    assert found[0] == (turns.starts[1], SHORT + "1")


def test_what_is_said_at_a_second():
    told = ((1, "one"), (2, "two"))
    assert [said_at(told, time) for time in (0, 1, 1.9, 2, 7)] == [
        "",
        "one",
        "one",
        "two",
        "two",
    ]


def standing(shot):
    """(sentence, seconds that it stands) of what an act says beside its
    lead, one after the other."""
    runs, current = [], {}
    for tenth in range(round(shot.seconds * 10) + 1):
        words = shot.player.words(tenth / 10 * shot.player.act.seconds / shot.seconds)
        said = set(filter(None, words.split("\n")))
        runs += [(one, tenth / 10 - current.pop(one)) for one in set(current) - said]
        current |= dict.fromkeys(said - set(current), tenth / 10)
    return runs + [(one, shot.seconds - start) for one, start in current.items()]


def test_each_sentence_of_the_film_stands_until_it_is_read(digit_film):
    spoken = 0
    for shot in digit_film.shots:
        for sentence, seconds in standing(shot):
            need = len(sentence) / READING_SPEED
            assert seconds + 0.1 >= need, (shot.player.act.kind, sentence)
            spoken += 1
    assert spoken > 12


@pytest.mark.parametrize("seconds, is_read", [(1.49, False), (1.51, True)])
def test_a_formula_is_looked_at_for_less_long(seconds, is_read):
    assert is_read_in(seconds, "x" * 34, is_formula=True) is is_read


def test_chinese_is_read_as_fast_as_chinese_is():
    with language("zh"):
        assert not is_read_in(1.8, "字" * 18)
        assert is_read_in(1.9, "字" * 18)
