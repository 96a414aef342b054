"""The film of a learning step ends with the same image once more."""

import numpy as np

from network import digits
from network.default_trace import DEFAULT_WEIGHTS
from network.digit_network import DigitNetwork
from tests.frames import drawn_at
from tests.plain_columns import assert_numbers_are_those_of, layers
from tests.truth_of_numbers import wrong_lengths


def test_before_and_after_a_learning_step(films):
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    image = digits.drawn_digit("4-closed")
    before = layers(network, image)["output_neurons"]
    network.learn(image, digits.one_hot(4))
    after = layers(network, image)["output_neurons"]
    film = films["learning_step"]
    shot, lesson = film.shots[-2:]
    frame = drawn_at(film, shot, shot.seconds)
    for part, column in zip(frame.bars, (before, after, after - before),
                            strict=True):
        np.testing.assert_allclose(part.values.array, column.ravel(),
                                   rtol=1e-9, atol=1e-12)
    assert_numbers_are_those_of(frame, [before, after, after - before])
    assert wrong_lengths(frame)[0] == []
    texts = [one.text for one in drawn_at(film, lesson, lesson.seconds).texts]
    for column in (before, after):
        assert f"output_neurons[4] = {column[4, 0]:.5f}" in texts
