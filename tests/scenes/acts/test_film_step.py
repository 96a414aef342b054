"""The words of a step, and of its acts."""

from dataclasses import FrozenInstanceError, replace

import pytest

from scenes.acts.film_step import FilmStep
from scenes.words.naming import language
from tests.scenes.acts.given import computing

NAME = "a name\tof a step"


def step_of(*captions, name=NAME):
    plans = tuple(replace(computing("sums"), caption=one) for one in captions)
    return FilmStep("sums", name, "forward", None, plans)


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
    "caption, outcome, telling",
    [
        ("One two.", "", ((0.0, "One two."),)),
        ("One two. It is 3.", "It is 3.", ((0.0, "One two."), (2.5, "It is 3."))),
        ("One。It is 3。", "It is 3。", ((0.0, "One。"), (2.5, "It is 3。"))),
        ("It is 3.", "It is 3.", ((2.5, "It is 3."),)),
        ("", "", ()),
    ],
)
def test_what_comes_out_is_told_when_it_is_there(caption, outcome, telling):
    act = replace(computing("sums"), caption=caption, outcome=outcome, outcome_at=2.5)
    assert act.telling == telling


def test_a_step_is_not_changed():
    with pytest.raises(FrozenInstanceError):
        step_of("One.").name = "another"
