"""How well the weights of a workbook read the test images of MNIST."""

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.digits import mnist_files
from network.digits.sizes import DIGITS
from network.digits.weight_files import load_with_record
from network.runs.trainer import TrainingError, parsed_record

IMAGES = 10_000


@dataclass(frozen=True)
class Marks:
    """What is known of it.

    Attributes:
        right: of the 10,000, how many are read right; None: nobody says.
        confusion: (10, 10) how many of each digit (down) are read as each
            (across); None where the images are not at hand.
    """

    right: int | None = None
    confusion: np.ndarray | None = None


def reading_marks(folder):
    """The Marks of a folder of weights, from its training.json and MNIST.

    Nothing is downloaded: the images are at hand or they are not.
    """
    arrays, text = load_with_record(folder)
    confusion = _confusion(arrays)
    if confusion is not None:
        return Marks(int(np.trace(confusion)), confusion)
    try:
        record = parsed_record(text, folder)
    except TrainingError:  # of something else; nothing is known then
        record = None
    known = record is not None and record.accuracies
    return Marks(round(IMAGES * record.accuracies[-1]) if known else None)


def _confusion(arrays):
    network = DigitNetwork(hidden=len(arrays["hidden_biases"]))
    vars(network).update(arrays)
    folder = _folder()
    if folder is None:
        return None
    images, labels = digits.mnist("test", folder)
    if not mnist_files.is_mnist("test", images, labels):
        return None
    read = network.forward(digits.columns(images))[1].argmax(axis=0)
    counts = np.zeros((DIGITS, DIGITS), int)
    np.add.at(counts, (labels, read), 1)
    return counts


def _folder():
    """The folder that has the test images, None where there is none."""
    named = os.environ.get(mnist_files.FOLDER_VARIABLE)
    folder = Path(named) if named else mnist_files.cache_folder()
    names = ("t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte")
    return folder if all(any(folder.glob(f"{name}*")) for name in names) else None
