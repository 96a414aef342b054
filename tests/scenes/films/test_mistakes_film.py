"""The film of mistakes: the two digits, where they part, and the mending."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.runs.default_traces import DEFAULT_WEIGHTS
from tests.frames import drawn_at
from tests.plain_columns import assert_numbers_are_those_of, layers
from tests.truth_of_numbers import wrong_lengths


def test_the_mistake_is_mended(films):
    steps = films["mistakes"].steps
    assert steps[-1].acts[0].title == "The learning step that mends it"
    before, after = (value.array.ravel() for value in steps[-1].acts[0].operands)
    assert np.argmax(before) == 7 and np.argmax(after) == 1


def test_steps_are_named_in_plain_words(films):
    named = {step.slug: step.name for step in films["mistakes"].steps}
    assert named["hidden-pre-sigmoid"] == "hidden sums"
    assert named["hidden-neurons"] == "hidden neurons"
    assert named["output-pre-sigmoid"] == "output sums"


@pytest.fixture(scope="module")
def mistake():
    """Columns of the digit read right, of the one misread, and of the latter
    after learning; and the network before."""
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    right, wrong = (digits.drawn_digit(name) for name in ("1", "1-leaning"))
    first, second = layers(network, right), layers(network, wrong)
    mended = DigitNetwork.load(DEFAULT_WEIGHTS)
    mended.learn(wrong, digits.one_hot(1))
    return first, second, layers(mended, wrong), network


def expected_bars(slug, mistake):
    """The columns that a step of the film of mistakes shows."""
    first, second, after, network = mistake
    if slug in ("two-digits", "strokes"):
        return []
    if slug == "where-they-part":
        weights = network.hidden_to_output_weights
        return [
            (weights[7] - weights[1])[:, None] * one["hidden_neurons"]
            for one in (first, second)
        ]
    if slug == "mended":
        before, now = second["output_neurons"], after["output_neurons"]
        return [before, now, now - before]
    name = slug.replace("-", "_")
    return [first[name], second[name]]


def test_bars_of_the_film_of_mistakes(films, mistake):
    film = films["mistakes"]
    for shot in film.shots:
        frame = drawn_at(film, shot, shot.seconds)
        slug = film.steps[shot.step].slug
        shown = expected_bars(slug, mistake)
        assert len(frame.bars) == len(shown)
        for part, column in zip(frame.bars, shown):
            np.testing.assert_allclose(
                part.values.array, column.ravel(), rtol=1e-9, atol=1e-12
            )
        assert wrong_lengths(frame)[0] == []
        assert_numbers_are_those_of(frame, shown)


def test_the_sums_that_part_the_two(films, mistake):
    first, second, _, _ = mistake
    film = films["mistakes"]
    (shot,) = film.shots_of([step.slug for step in film.steps].index("where-they-part"))
    texts = [record.text for record in drawn_at(film, shot, shot.seconds).texts]
    for one, winner in ((first, 1), (second, 7)):
        sums = one["output_pre_sigmoid"]
        assert f"{sums[7, 0] - sums[1, 0]:+.3f}" in texts
        assert f"so {winner} wins" in texts


def test_strokes_are_weights_times_both_images(films):
    film, network = films["mistakes"], DigitNetwork.load(DEFAULT_WEIGHTS)
    images = [digits.drawn_digit(name) for name in ("1", "1-leaning")]
    hidden = [layers(network, image)["hidden_neurons"] for image in images]
    rivals = network.hidden_to_output_weights
    index = int(
        np.abs((rivals[7] - rivals[1]) * (hidden[1] - hidden[0]).ravel()).argmax()
    )
    weights = network.input_to_hidden_weights[index]
    (shot,) = film.shots_of([step.slug for step in film.steps].index("strokes"))
    frame = drawn_at(film, shot, shot.seconds)
    planes = [
        one for one in frame.records if hasattr(one, "values") and one.opacity > 0.999
    ]
    for name, expected in (
        ("image", [images[0]]),
        ("misread", [images[1]]),
        ("weights × image", [weights * one.ravel() for one in images]),
        (f"input_to_hidden_weights[{index}]", [weights]),
    ):
        shown = [one.values for one in planes if one.name == name]
        np.testing.assert_array_equal(
            np.array(shown).reshape(len(expected), -1),
            np.array(expected).reshape(len(expected), -1),
        )
    limits = {one.scale.limit for one in planes if one.scale.kind == "diverging"}
    assert limits == {np.abs(weights).max()}
    texts = [one.text for one in frame.texts]
    for image, one in zip(images, hidden):
        total = (network.input_to_hidden_weights @ image)[index, 0]
        assert f"{total:+.3f}".replace("-", "−") in texts or f"{total:+.3f}" in texts
        assert f"{one[index, 0]:.3f}" in texts


def test_both_rivals_are_lit_beside_both_answers(films):
    film = films["mistakes"]
    shot = film.shots[-1]
    frame = drawn_at(film, shot, shot.seconds)
    lit = [one for one in frame.texts if one.part == "Bars" and one.color == "#FFB454"]
    assert [one.text for one in lit] == ["1", "7"] * 3
    large = [one.text for one in frame.texts if one.part == "Label" and one.size > 100]
    assert large == ["7", "1"]
    assert "read wrong" in [one.text for one in frame.texts]
