"""Take checkpoints of a network while it learns, for a history.

They are close together at first and then further and further apart, at round
counts of images, eight from one power of ten to the next.
"""

import dataclasses
import inspect
from pathlib import Path

import numpy as np

from network.digits import digit_images as digits
from network.runs import trainer as training
from network.runs.history import MOST_HIDDEN, NAMES, About, History
from network.runs.learnt_images import with_learnt

FIRST = frozenset({0, 1, 2, 3, 5})
LEADING = frozenset({10, 15, 20, 30, 40, 50, 60, 80})
LEARNS = training.learning
_TAKEN = tuple(name for name, (_, shape) in NAMES.items() if shape.endswith("C"))


class HistoryRecorder:
    """Watches a training from its first image on.

    Args:
        record: the TrainingRecord that the training begins with, of no
            epochs.
        test_set: (count, 28, 28) uint8 images and (count,) labels that the
            accuracy is measured on.
        training_set: the same, that are learnt; None: the history keeps none
            of its images.

    Raises:
        training.TrainingError: the training has been under way already, or
            its network is too large.
    """

    def __init__(self, record, test_set, training_set=None):
        if record.epochs:
            raise training.TrainingError(
                f"expected a training from its first image on to make a "
                f"history of, got weights after epoch {record.epochs}; "
                "choose another folder"
            )
        check_hidden(record.hidden)
        self._record = record
        self._test_columns = digits.columns(test_set[0])
        self._test_labels = np.asarray(test_set[1])
        names = [str(digit) for digit in range(10)]
        self._pictures = np.stack([digits.drawn_picture(name) for name in names])
        self._labels = np.array([digits.drawn_label(name) for name in names])
        self._taken = {name: [] for name in _TAKEN}
        self._training_set = training_set

    def watch(self, steps, epoch, network):
        """Yield an epoch's steps, taking checkpoints between them."""
        images = self._record.images
        if epoch == 1:
            self._take(0, network)
        for learnt in steps:
            seen = (epoch - 1) * images + learnt
            if is_checkpoint(seen) or learnt == images:
                self._take(seen, network)
            yield learnt

    def _take(self, seen, network):
        pictures = digits.columns(self._pictures)
        outputs = network.forward(pictures)[1]  # (10, 10)
        values = {
            "seen": seen,
            "outputs": outputs.T,
            "accuracies": training.accuracy(
                network, self._test_columns, self._test_labels
            ),
        }
        for name in _TAKEN:
            value = values[name] if name in values else getattr(network, name)
            value = np.array(value, dtype=NAMES[name][0])
            self._taken[name].append(
                value.ravel() if name.endswith("biases") else value
            )

    def history(self):
        """The History of what was seen so far.

        Raises:
            HistoryError: nothing was seen, or no finite weights.
        """
        arrays = {
            name: np.ascontiguousarray(np.stack(taken, axis=-1))
            for name, taken in self._taken.items()
        }
        history = History(
            **arrays,
            pictures=self._pictures.copy(),
            labels=self._labels,
            about=self._about(),
        )
        if self._training_set is None:
            return history
        return with_learnt(history, *self._training_set)

    def _about(self):
        path = Path(inspect.getsourcefile(LEARNS))
        record = dataclasses.replace(
            self._record, epochs=self._taken["seen"][-1].item() // self._record.images
        )
        lines, first = inspect.getsourcelines(LEARNS)
        text = path.read_text("utf-8")
        return About(
            command=record.command,
            start=record.start,
            seed=record.seed,
            images=record.images,
            test_images=len(self._test_labels),
            numpy=np.__version__,
            function=LEARNS.__qualname__,
            first_line=first,
            last_line=first + len(lines) - 1,
            file=f"{path.parent.name}/{path.name}",
            text=text,
        )


def check_hidden(hidden):
    """Raise TrainingError for more hidden neurons than a film can show."""
    if hidden > MOST_HIDDEN:
        raise training.TrainingError(
            f"expected at most {MOST_HIDDEN} hidden neurons to make a history "
            f"of, which the film of it has room for, got {hidden:,}; train "
            "with fewer, or without a history"
        )


def is_checkpoint(seen):
    """Whether a checkpoint is taken when so many images were learnt."""
    if seen < 10:
        return seen in FIRST
    power = 10 ** (len(str(seen)) - 2)
    return seen % power == 0 and seen // power in LEADING
