"""The images that a training learnt last before its checkpoints.

The seed of a history says which of an epoch they were: so they need not be kept
in it, where all of them are at hand.
"""

import os
from dataclasses import replace
from functools import lru_cache

import numpy as np

from network.digits.mnist_files import FOLDER_VARIABLE, MnistError, is_mnist, mnist
from network.digits.sizes import SIDE
from network.runs.history import History, HistoryError


def with_mnist(history: History) -> History:
    """A history that keeps no images, with those of the MNIST files in the folder
    that MATREEL_MNIST names; as it is where none is named.

    Raises:
        MnistError: the folder lacks them, or holds others.
        HistoryError: the training was one with other images.
    """
    folder = os.environ.get(FOLDER_VARIABLE)
    if history.has_learnt or not folder:
        return history
    images, labels = mnist("train", folder)
    if not is_mnist("train", images, labels):
        raise MnistError(
            f"{folder}: expected the training images of MNIST and their labels, "
            "got others of the same form; name another folder"
        )
    return with_learnt(history, images, labels)


def with_learnt(history: History, images: np.ndarray, labels: np.ndarray) -> History:
    """A history, and of the images that it learnt the last before each checkpoint.

    Args:
        history: of a training with those images.
        images: (count, 28, 28) uint8, all of an epoch.
        labels: (count,), what each of them shows.

    Raises:
        HistoryError: it was trained with others.
    """
    images, labels = np.asarray(images), np.asarray(labels)
    count = history.about.images
    if images.shape != (count, SIDE, SIDE) or labels.shape != (count,):
        raise HistoryError(
            f"expected the {count:,} images of {SIDE} x {SIDE} of an epoch and a "
            f"label to each, got shapes {images.shape} and {labels.shape}"
        )
    if history.about.seed < 0:
        raise HistoryError(f"expected a seed of 0 or above, got {history.about.seed}")
    order_of = _orders(history)
    _check_ink(history, images, order_of)
    places = [divmod(seen - 1, count) for seen in history.seen[1:].tolist()]
    last = np.array([order_of(epoch)[place] for epoch, place in places], dtype=int)
    return replace(
        history,
        learnt=images[last].astype("u1"),
        learnt_labels=labels[last].astype("<i8"),
    )


def _orders(history):
    """A function that gives of an epoch, from 0, the numbers of the images in the
    order in which trainer.learning goes through them."""
    about = history.about

    @lru_cache(maxsize=1)
    def order_of(epoch):
        return np.random.default_rng([about.seed, epoch + 1]).permutation(about.images)

    return order_of


def _check_ink(history, images, order_of):
    """Refuse images without ink where weights have changed: what leads from a
    pixel that is 0 to a neuron stays as it is."""
    weights, count = history.input_to_hidden_weights, history.about.images
    seen = history.seen.tolist()
    for at, (since, until) in enumerate(zip(seen, seen[1:]), start=1):
        epoch, first = divmod(since, count)
        if until > (epoch + 1) * count:
            continue  # in more than one epoch
        learnt = images[order_of(epoch)[first : first + until - since]]
        has_ink = learnt.any(axis=0).ravel()
        has_changed = (weights[..., at] != weights[..., at - 1]).any(axis=0)
        if (has_changed & ~has_ink).any():
            raise HistoryError(
                "expected the images of the training that the history is of, got "
                f"others: of its images {since + 1:,} to {until:,} none has ink "
                "where weights have changed by then"
            )
