"""The history that the project carries is what its note says."""

import numpy as np

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.runs.history import DEFAULT_HISTORY, History


def test_the_committed_history():
    history = History.load(DEFAULT_HISTORY)
    assert not history.has_learnt  # nothing of MNIST is in the project
    assert DEFAULT_HISTORY.stat().st_size < 1_500_000
    assert history.hidden == 20 and history.about.images == 60_000
    assert (history.seen[0], history.seen[-1]) == (0, 60_000)
    right = (history.read == history.labels[:, None]).sum(axis=0)
    assert right[0] == 0 and right[-1] == 10
    assert history.accuracies[0] < 0.12 and history.accuracies[-1] > 0.91
    for digit, picture in enumerate(history.pictures):
        np.testing.assert_array_equal(
            picture / 255, digits.picture(digits.drawn_digit(str(digit)))
        )
    readme = (DEFAULT_HISTORY.parent / "README.md").read_text("utf-8")
    assert history.about.command in readme
    for share in history.accuracies[
        np.isin(history.seen, [0, 10, 100, 1000, 10_000, 60_000])
    ]:
        assert f"{100 * share:.2f} %" in readme


def network_at(history, checkpoint):
    network = DigitNetwork(hidden=history.hidden)
    for name in (
        "input_to_hidden_weights",
        "hidden_biases",
        "hidden_to_output_weights",
        "output_biases",
    ):
        array = getattr(history, name)[..., checkpoint].astype(float)
        setattr(network, name, array[:, None] if name.endswith("biases") else array)
    return network


def test_its_outputs_are_those_of_its_weights():
    history = History.load(DEFAULT_HISTORY)
    columns = history.pictures.reshape(10, 784).T / 255
    for at in range(len(history)):
        np.testing.assert_allclose(
            network_at(history, at).forward(columns)[1].T,
            history.outputs[..., at],
            atol=3e-6,
        )


def test_its_accuracies_are_those_of_its_weights(mnist_test):
    history = History.load(DEFAULT_HISTORY)
    images, labels = mnist_test
    columns = images.reshape(10_000, 784).T / 255
    for at in (0, 12, 24, len(history) - 1):
        read = network_at(history, at).forward(columns)[1].argmax(axis=0)
        # Of float32 weights an image or two may be read otherwise.
        assert abs(np.mean(read == labels) - history.accuracies[at]) <= 2e-4


def test_the_start_is_that_of_the_seed():
    history = History.load(DEFAULT_HISTORY)
    start = DigitNetwork(hidden=20, seed=history.about.seed)
    np.testing.assert_array_equal(
        history.input_to_hidden_weights[..., 0],
        start.input_to_hidden_weights.astype("f4"),
    )
