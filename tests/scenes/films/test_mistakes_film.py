"""The film of mistakes: the two digits, where they part, and the mending."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.runs.default_traces import DEFAULT_WEIGHTS
from scenes.stage import palette
from tests.frames import drawn_at
from tests.plain_columns import assert_numbers_are_those_of, layers
from tests.truth_of_numbers import wrong_lengths


def test_the_mistake_is_mended(films):
    steps = films["mistakes"].steps
    assert steps[-1].acts[0].title == "One learning step: 7 becomes 1"
    before, after = (value.array.ravel() for value in steps[-1].acts[0].operands)
    assert np.argmax(before) == 7 and np.argmax(after) == 1


def test_steps_are_named_in_plain_words(films):
    named = {step.slug: step.name for step in films["mistakes"].steps}
    assert list(named)[:3] == ["two-digits", "output-neurons", "hidden-neurons"]
    assert named["output-neurons"] == "answers"
    assert named["hidden-neurons"] == "hidden neurons"
    assert named["what-it-moves"] == "what it moves"


@pytest.fixture(scope="module")
def mistake():
    """Columns of the digit read right, of the one misread, and of the latter
    after learning; and the network before."""
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    right, wrong = (digits.drawn_digit(name) for name in ("1", "1-leaning"))
    first, second = layers(network, right), layers(network, wrong)
    mended = DigitNetwork.load(DEFAULT_WEIGHTS)
    mended.learn(wrong, digits.one_hot(1))
    return first, second, layers(mended, wrong), network, mended


def expected_bars(slug, mistake):
    """The columns that a step of the film of mistakes shows."""
    first, second, after, network, mended = mistake
    if slug in ("two-digits", "strokes"):
        return []
    if slug == "where-they-part":
        weights = network.hidden_to_output_weights
        pulls = [
            (weights[7] - weights[1]) * one["hidden_neurons"].ravel()
            for one in (first, second)
        ]
        apart = [abs(a - b) for a, b in zip(*pulls)]
        order = sorted(range(20), key=lambda one: -apart[one])
        return [one[order] for one in pulls]
    if slug == "one-neuron-swapped":
        weights = network.hidden_to_output_weights
        hidden = [one["hidden_neurons"].ravel() for one in (first, second)]
        mixed = hidden[1].copy()
        mixed[0] = hidden[0][0]
        sums = (weights @ mixed)[:, None] + network.output_biases
        assert sums.argmax() == 1
        dial = first["hidden_neurons"][:1]
        return [second["output_pre_sigmoid"], sums, dial]
    if slug == "what-it-moves":
        shifts = shifts_of_pulls(second, after, network, mended)
        return [shifts[np.argsort(-np.abs(shifts))]]
    if slug == "mended":
        before, now = second["output_neurons"], after["output_neurons"]
        return [before, now, now - before]
    name = slug.replace("-", "_")
    return [first[name], second[name]]


def shifts_of_pulls(second, after, network, mended):
    """By how much a learning step changes the pull of each hidden neuron."""
    rows = [one.hidden_to_output_weights for one in (network, mended)]
    neurons = [one["hidden_neurons"].ravel() for one in (second, after)]
    before, now = ((w[7] - w[1]) * h for w, h in zip(rows, neurons))
    return now - before


def test_what_the_step_moves_most_and_what_it_cannot_move(films, mistake):
    _, second, after, network, mended = mistake
    film = films["mistakes"]
    shifts = shifts_of_pulls(second, after, network, mended)
    most = int(np.abs(shifts).argmax())
    (act,) = next(one.acts for one in film.steps if one.slug == "what-it-moves")
    apart = next(one.acts[0] for one in film.steps if one.slug == "where-they-part")
    assert act.neurons == (most, apart.neuron)
    was, now = (one["hidden_neurons"][most, 0] for one in (second, after))
    assert act.outcome.startswith(f"Neuron {most} goes from {was:.3f} to {now:.3f}.")
    assert act.outcome.endswith("stands where the curve is flat: it hardly moves.")
    slope = second["hidden_neurons"] * (1 - second["hidden_neurons"])
    assert slope[apart.neuron, 0] < 0.1 * slope.max()


def test_bars_of_the_film_of_mistakes(films, mistake):
    film = films["mistakes"]
    for shot in film.shots:
        frame = drawn_at(film, shot, shot.seconds)
        slug = film.steps[shot.step].slug
        shown = expected_bars(slug, mistake)
        assert len(frame.bars) == len(shown)
        for part, column in zip(frame.bars, shown):
            np.testing.assert_allclose(
                part.values.array, np.ravel(column), rtol=1e-9, atol=1e-12
            )
        assert wrong_lengths(frame)[0] == []
        assert_numbers_are_those_of(frame, shown)


def test_the_sums_that_part_the_two(films, mistake):
    first, second, *_ = mistake
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
    lit = [
        one
        for one in frame.texts
        if one.part == "Bars" and one.color == palette.POINTED
    ]
    assert [one.text for one in lit] == ["1", "7"] * 3
    large = [one.text for one in frame.texts if one.part == "Label" and one.size > 100]
    assert large == ["7", "1"]
    assert "read wrong" in [one.text for one in frame.texts]
