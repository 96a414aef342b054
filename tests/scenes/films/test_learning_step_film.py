"""The film of a learning step ends with the same image once more."""

import numpy as np

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.runs.default_traces import DEFAULT_WEIGHTS
from scenes.acts.schedule import ENTER
from tests.frames import drawn_at
from tests.plain_columns import assert_numbers_are_those_of, layers
from tests.scenes.acts.test_live_words import READING_SPEED, standing
from tests.truth_of_numbers import wrong_lengths


def test_before_and_after_a_learning_step(films):
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    image = digits.drawn_digit("1-leaning")
    before = layers(network, image)["output_neurons"]
    network.learn(image, digits.one_hot(1))
    after = layers(network, image)["output_neurons"]
    for _ in range(9):
        network.learn(image, digits.one_hot(1))
    last = layers(network, image)["output_neurons"]
    assert [one.argmax() for one in (before, after, last)] == [7, 1, 1]
    film = films["learning_step"]
    shot, lesson = film.shots[-2:]
    frame = drawn_at(film, shot, shot.seconds)
    for part, column in zip(frame.bars, (before, after, after - before), strict=True):
        np.testing.assert_allclose(
            part.values.array, column.ravel(), rtol=1e-9, atol=1e-12
        )
    assert_numbers_are_those_of(frame, [before, after, after - before])
    assert wrong_lengths(frame)[0] == []
    texts = [one.text for one in drawn_at(film, lesson, lesson.seconds).texts]
    for column in (before, after, last):
        for digit in (1, 7):
            assert f"output_neurons[{digit}] = {column[digit, 0]:.3f}" in texts
    assert "It read 7. One nudge. It reads 1." in texts
    assert [text for text in texts if text.startswith("after")] == [
        "after one step",
        "after 10 such steps",
    ]
    opening = film.shots[0]
    texts = [one.text for one in drawn_at(film, opening, 2.0).texts]
    assert {"It reads 7, but this is a 1", "7", "1"} <= set(texts)
    assert f"output_neurons[7] = {before[7, 0]:.3f}" in texts


def test_the_second_look_comes_calmly_and_all_it_says_is_read(films):
    film, spoken = films["learning_step"], 0
    again = [shot for shot in film.shots if film.steps[shot.step].slug.endswith("-2")]
    assert len(again) == 6
    for shot in again:
        act = shot.player.act
        assert shot.moment(0.5) < 0.8 * ENTER
        assert shot.moment(shot.seconds) == act.seconds
        said = [(act.lead, shot.seconds), *standing(shot)]
        for sentence, seconds in said:
            assert len(sentence) <= READING_SPEED * (seconds + 0.2), sentence
        spoken += len(said)
    assert spoken > 12


def test_only_a_hastened_act_enters_at_a_pace_of_its_own(films):
    for shot in films["forward"].shots:
        for seconds in (0.3, 0.5 * shot.seconds, shot.seconds):
            assert shot.moment(seconds) == seconds
