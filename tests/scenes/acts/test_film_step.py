"""Which sentences of a step are kept where there is no time for all."""

from dataclasses import FrozenInstanceError, replace

import pytest

from scenes.acts.film_step import FilmStep
from scenes.words.naming import language
from tests.scenes.acts.given import computing

READING_SPEED = 17  # characters a second, in English
NAME = "a name\tof a step"


def step_of(*captions, name=NAME):
    plans = tuple(replace(computing("sums"), caption=one) for one in captions)
    return FilmStep("sums", name, "forward", None, plans)


def within(step, letters):
    """What is kept in the time in which so many letters are read."""
    return step.caption_within((letters + 0.5) / READING_SPEED)


@pytest.mark.parametrize(
    "spoken, captions, whole",
    [
        ("en", ["One two."], "One two."),
        ("en", ["One two. Three.", "Four."], "One two. Three. Four."),
        ("en", ["One.", "", "Two."], "One. Two."),
        ("en", ["One\ntwo.", "\x1bThree\tfour."], "One two.  Three four."),
        ("zh", ["一。", "二。"], "一。二。"),
        ("en", [""], ""),
    ],
)
def test_a_caption_is_that_of_all_acts(spoken, captions, whole):
    with language(spoken):
        assert step_of(*captions).caption == whole


@pytest.mark.parametrize(
    "letters, kept",
    [
        (100, "One two. Three. Four."),
        (22, "One two. Three. Four."),
        # The space before what is kept is counted with each sentence.
        (21, "One two. Three. Four."),
        (20, "Three. Four."),
        (12, "Three. Four."),
        (11, "Four."),
        (6, "Four."),
        (5, "a nam"),
        (1, "a"),
        (0, "a"),
    ],
)
def test_the_last_sentences_are_kept(letters, kept):
    assert within(step_of("One two. Three.", "Four."), letters) == kept


@pytest.mark.parametrize(
    "captions, letters, kept",
    [
        # None is left out between two that are kept.
        (["Short.", "One that is far too long.", "End."], 20, "End."),
        # A long one at the end: what came before is no better.
        (["Short.", "One that is far too long."], 20, "a name of a step"),
        (["Short. Is it? Yes!"], 11, "Is it? Yes!"),
        (["It is 0.5. It is 1.5."], 12, "It is 1.5."),
        ([""], 9, "a name of"),
    ],
)
def test_what_is_kept_of_other_captions(captions, letters, kept):
    assert within(step_of(*captions), letters) == kept


def test_a_step_is_not_changed():
    with pytest.raises(FrozenInstanceError):
        step_of("One.").name = "another"
