"""The images of a training are found again by its seed."""

from dataclasses import replace

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits.mnist_files import FOLDER_VARIABLE, MnistError
from network.runs import trainer as training
from network.runs.history import History, HistoryError
from network.runs.learnt_images import with_learnt, with_mnist
from tests.small_history import EPOCHS, HIDDEN, SEED, SEEN
from tests.small_training import SMALL, small_set


class Remembering(DigitNetwork):
    """A network that knows what it learnt last."""

    def learn(self, image, expected):
        self.last = image, expected
        super().learn(image, expected)


@pytest.fixture(scope="module")
def bare(small_history):
    """The small history without its images."""
    history = History.load(small_history)
    return replace(history, learnt=None, learnt_labels=None)


def test_the_images_are_those_that_the_loop_learnt_last(bare):
    given = with_learnt(bare, *SMALL)
    network, at = Remembering(hidden=HIDDEN, seed=SEED), 0
    for epoch in range(1, EPOCHS + 1):
        for learnt in training.learning(network, *SMALL, seed=SEED, epoch=epoch):
            if (epoch - 1) * len(SMALL[0]) + learnt != SEEN[at + 1]:
                continue
            image, expected = network.last
            np.testing.assert_array_equal(given.learnt[at].ravel() / 255, image[:, 0])
            assert given.learnt_labels[at] == expected.argmax()
            at = min(at + 1, len(SEEN) - 2)
    assert at == len(SEEN) - 2 and len(given.learnt) == len(SEEN) - 1


def test_a_training_keeps_the_same(bare, small_history):
    kept, given = History.load(small_history), with_learnt(bare, *SMALL)
    np.testing.assert_array_equal(kept.learnt, given.learnt)
    np.testing.assert_array_equal(kept.learnt_labels, given.learnt_labels)


def test_one_of_no_image_is_given_none(bare):
    arrays = {
        name: getattr(bare, name)[..., :1].copy()
        for name, (_, shape) in bare.kept.items()
        if shape.endswith("C")
    }
    assert with_learnt(replace(bare, **arrays), *SMALL).learnt.shape == (0, 28, 28)


@pytest.mark.parametrize(
    "images, labels, message",
    [
        (SMALL[0][:-1], SMALL[1][:-1], r"expected the 60 images .* got shapes \(59"),
        (SMALL[0], SMALL[1][:-1], r"a label to each, .* and \(59,\)"),
        (SMALL[0].reshape(60, 784), SMALL[1], "28 x 28"),
        (SMALL[0][::-1], SMALL[1], "got others: of its images"),
        (small_set(seed=5)[0], SMALL[1], "none has ink where weights have"),
    ],
)
def test_images_of_another_training_are_refused(bare, images, labels, message):
    with pytest.raises(HistoryError, match=message):
        with_learnt(bare, images, labels)


def test_a_seed_that_has_no_order_is_refused(bare):
    odd = replace(bare, about=replace(bare.about, seed=-1))
    with pytest.raises(HistoryError, match="a seed of 0 or above, got -1"):
        with_learnt(odd, *SMALL)


def test_another_seed_is_another_training(bare):
    odd = replace(bare, about=replace(bare.about, seed=SEED + 1))
    with pytest.raises(HistoryError, match="got others"):
        with_learnt(odd, *SMALL)


def test_the_images_of_mnist_come_from_the_folder_that_is_named(
    default_history, history_with_images, mnist_folder, monkeypatch
):
    assert with_mnist(default_history) is default_history  # none is named
    monkeypatch.setenv(FOLDER_VARIABLE, str(mnist_folder))
    given = with_mnist(default_history)
    assert given.learnt.shape == (len(default_history) - 1, 28, 28)
    np.testing.assert_array_equal(given.learnt, history_with_images.learnt)
    assert with_mnist(given) is given


def test_what_only_looks_like_mnist_is_refused(default_history, tmp_path, monkeypatch):
    header = "00000803 0000ea60 0000001c 0000001c"
    with open(tmp_path / "train-images-idx3-ubyte", "wb") as file:
        file.write(bytes.fromhex(header))
        file.truncate(16 + 60_000 * 784)
    labels = bytes.fromhex("00000801 0000ea60") + bytes(60_000)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(labels)
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path))
    with pytest.raises(MnistError, match="got others of the same form"):
        with_mnist(default_history)


def test_a_history_of_other_images_is_given_none_of_mnist(
    bare, mnist_folder, monkeypatch
):
    monkeypatch.setenv(FOLDER_VARIABLE, str(mnist_folder))
    with pytest.raises(HistoryError, match="expected the 60 images"):
        with_mnist(bare)
