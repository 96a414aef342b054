"""A second look at an image: only after something was learnt from it."""

import pytest

from network.digits import digit_images as digits
from network.runs.default_traces import DEFAULT_WEIGHTS, learn_and_look_again
from network.digit_network import DigitNetwork
from network.recorder import record
from scenes.learning_step import before_and_after
from scenes.film.storyboard import film_steps

IMAGE = digits.drawn_digit("7")


def look_once(network, image, expected_output):
    return network.detect(image)


def look_twice(network, image, expected_output):
    network.detect(image)
    return network.detect(image)


def steps_of(looks):
    return film_steps(record(looks, DigitNetwork.load(DEFAULT_WEIGHTS), IMAGE,
                             digits.one_hot(7)))


def test_the_steps_after_the_last_change_are_seen_quickly():
    steps = before_and_after(steps_of(learn_and_look_again), "output_neurons")
    quick = [step.slug for step in steps
             if all(act.haste < 0.75 for act in step.acts)]
    assert [step.slug for step in steps[-len(quick) - 1:-1]] == quick
    assert quick[-1] == "output-neurons-2"
    assert steps[-1].slug == "before-and-after"


@pytest.mark.parametrize("looks, words", [
    (look_once, "computes output_neurons twice, before and after learning, "
                "got 1 times"),
    (look_twice, "learns before it computes output_neurons again, got one "
                 "that changes nothing there")])
def test_what_is_no_learning_is_refused(looks, words):
    with pytest.raises(ValueError, match=words):
        before_and_after(steps_of(looks), "output_neurons")
