"""A short training with a history, for the tests of histories."""

import numpy as np
from click.testing import CliRunner

from network.cli import commands as command_line
from network.runs.history import NAMES
from tests.small_training import SMALL, SMALL_TEST

HIDDEN, SEED, EPOCHS = 4, 1, 2
SEEN = (0, 1, 2, 3, 5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 120)


def use_small(patch):
    """Have the command line train with SMALL, by a pytest.MonkeyPatch."""
    sets = {"train": SMALL, "test": SMALL_TEST}
    patch.setattr(command_line, "mnist", lambda split, folder: sets[split])


def run(*arguments, epochs=EPOCHS):
    """The click Result of the command `train` with more arguments."""
    return CliRunner().invoke(
        command_line.network,
        [
            "train",
            "--hidden",
            str(HIDDEN),
            "--seed",
            str(SEED),
            "--epochs",
            str(epochs),
            *map(str, arguments),
        ],
    )


def assert_same(one, other):
    """Two histories hold the same arrays, and know the same about them."""
    for name in NAMES:
        assert getattr(one, name).dtype == getattr(other, name).dtype, name
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    if one.has_learnt and other.has_learnt:
        np.testing.assert_array_equal(one.learnt, other.learnt)
        np.testing.assert_array_equal(one.learnt_labels, other.learnt_labels)
    assert one.about == other.about
