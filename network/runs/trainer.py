"""Train a DigitNetwork over MNIST, an image at a time, an epoch to a save.

An epoch depends on the weights, the images, the seed and its own number
alone: a training that was stopped and resumed ends in the very same weights.
"""

import dataclasses
import json

import numpy as np

from network.digit_network import DigitNetwork
from network.digits import weight_files
from network.digits.digit_images import column, columns, one_hot
from network.files.user_error import UserError

RANDOM_START = "random weights of the seed"
FOUND_START = "weights that were found in the folder"


class TrainingError(UserError, ValueError):
    """A training that cannot go on from what is there."""


@dataclasses.dataclass(frozen=True)
class TrainingRecord:
    """How the weights of a folder were made, as training.json has it.

    Attributes:
        start: where epoch 1 began, RANDOM_START or FOUND_START.
        hidden: H, the number of hidden neurons.
        seed: of the random start and of the order of images.
        images: how many images an epoch has.
        epochs: whole epochs done.
        accuracies: after each of these, the share of test images read right.
        numpy: its version. Another one, or another machine, may round the
            last bit of a sum otherwise.
    """

    start: str
    hidden: int
    seed: int
    images: int
    epochs: int
    accuracies: tuple
    numpy: str

    @property
    def command(self):
        """The command line that does the same again."""
        return (
            f"python -m network train --epochs {self.epochs} "
            f"--hidden {self.hidden} --seed {self.seed}"
        )

    def after_epoch(self, accuracy):
        """The record one epoch later."""
        return dataclasses.replace(
            self,
            epochs=self.epochs + 1,
            numpy=np.__version__,
            accuracies=(*self.accuracies, accuracy),
        )


def train(folder, training_set, test_set, *, epochs, hidden=20, seed=0, watch=None):
    """Train up to a number of epochs, going on from what the folder holds.

    Args:
        folder: where the weights and training.json go after each epoch, all
            of them or none. Weights in it are where the training begins.
        training_set: (count, 28, 28) uint8 images and (count,) labels.
        test_set: the same; the accuracy is measured on these.
        epochs: how many the weights shall have had in all, at least 1.
        hidden: H.
        seed: 0 or above, of the random start and of the order of images.
        watch: function of (steps, epoch, network) that returns the steps:
            what runs after each image, such as a progress bar or a history
            of the weights. A step is how many of the epoch's images the
            network has learnt.

    Yields:
        TrainingRecord after each epoch, once it is saved.

    Raises:
        TrainingError: what the folder holds was trained otherwise.
        weight_files.WeightsError: the folder cannot be read or written.
    """
    images, labels = training_set
    test_images, test_labels = test_set
    network, record = begin(folder, hidden=hidden, seed=seed, images=len(images))
    for epoch in range(record.epochs + 1, epochs + 1):
        steps = learning(network, images, labels, seed=seed, epoch=epoch)
        if watch:
            steps = watch(steps, epoch, network)
        for _ in steps:
            pass
        record = record.after_epoch(
            accuracy(network, columns(test_images), test_labels)
        )
        save(folder, network, record)
        yield record


def begin(folder, *, hidden, seed, images):
    """The network that a training starts or goes on with, and its record.

    Args:
        folder, hidden, seed: as for train().
        images: how many images an epoch has.
    """
    fresh = TrainingRecord(
        start=RANDOM_START,
        hidden=hidden,
        seed=seed,
        images=images,
        epochs=0,
        accuracies=(),
        numpy=np.__version__,
    )
    network = DigitNetwork(hidden=hidden, seed=seed)
    weight_files.check_replaceable(folder)
    if not weight_files.present(folder):
        return network, fresh
    arrays, text = weight_files.load_with_record(folder)
    record = parsed_record(text, folder) or dataclasses.replace(
        fresh, start=FOUND_START, hidden=len(arrays["hidden_biases"])
    )
    _check_same(folder, record, fresh)
    vars(network).update(arrays)
    return network, record


def read_record(folder):
    """The TrainingRecord of a folder of weights, None where it has none.

    Raises:
        weight_files.WeightsError: there are no whole weights in the folder.
        TrainingError: its training.json is damaged.
    """
    _, text = weight_files.load_with_record(folder)
    return parsed_record(text, folder)


def learning(network, images, labels, *, seed, epoch):
    """Let the network learn every image once, in an order of its own.

    Yields:
        How many images were learnt, after each.
    """
    expected_outputs = [one_hot(digit) for digit in range(10)]
    order = np.random.default_rng([seed, epoch]).permutation(len(images))
    for learnt, i in enumerate(order, start=1):
        network.learn(column(images[i]), expected_outputs[labels[i]])
        yield learnt


def accuracy(network, images, labels):
    """The share, 0..1, of images that are read right, all at once.

    Args:
        images: (784, count) in 0..1, as digits.columns gives them.
        labels: (count,), what each of them shows.
    """
    _, output_neurons = network.forward(images)  # (10, count)
    return float(np.mean(output_neurons.argmax(axis=0) == labels))


def save(folder, network, record):
    """Write the weights and their training.json, all of it or nothing."""
    fields = {"command": record.command} | dataclasses.asdict(record)
    text = json.dumps(fields, indent=2) + "\n"
    arrays = {name: getattr(network, name) for name in weight_files.NAMES}
    weight_files.save(folder, arrays, record=text)


def parsed_record(text, folder):
    """The record in the text of a training.json, None for no text."""
    if text is None:
        return None
    try:
        fields = dict(json.loads(text))
        fields.pop("command", None)
        fields["accuracies"] = tuple(map(float, fields.get("accuracies", ())))
        record = TrainingRecord(**fields)
        for name in ("hidden", "seed", "images", "epochs"):
            if type(getattr(record, name)) is not int:
                raise TypeError(f"{name} is not a whole number")
        if min(record.hidden, record.images) < 1 or min(record.seed, record.epochs) < 0:
            raise ValueError("a count that none can be")
        if record.hidden > weight_files.MAX_HIDDEN:
            raise ValueError(f"more than {weight_files.MAX_HIDDEN} hidden neurons")
        if len(record.accuracies) != record.epochs:
            raise ValueError("it has not one accuracy to an epoch")
        if not all(0 <= accuracy <= 1 for accuracy in record.accuracies):
            raise ValueError("an accuracy outside of 0..1")
    except (TypeError, ValueError, OverflowError, RecursionError) as error:
        raise TrainingError(
            f"{folder}/{weight_files.RECORD_NAME}: expected the record of a "
            f"training, got ({error!s:.200}); remove the file to begin at epoch 1 "
            f"from the weights beside it, or choose another folder"
        ) from error
    return record


def _check_same(folder, came, expected):
    """Refuse to go on with a training that was another one."""
    for name, what in (
        ("hidden", "hidden neurons"),
        ("seed", "as its seed"),
        ("images", "images to an epoch"),
    ):
        was, asked = getattr(came, name), getattr(expected, name)
        if was != asked:
            raise TrainingError(
                f"{folder}: expected to go on with weights of {asked} {what}, "
                f"got weights of {was} {what}; choose another folder, or "
                f"train with the same as before"
            )
