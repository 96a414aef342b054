"""What a history holds, as values that are the same in all sections."""

import numpy as np
import pytest

from scenes.acts.history_values import HistoryValues
from tests.training_frames import made

HISTORY = made(seen=(0, 1, 5))
HIDDEN, OUTPUT = "input_to_hidden_weights", "hidden_to_output_weights"


@pytest.mark.parametrize("index", [0, 7])
def test_a_picture_is_from_0_to_1(index):
    values = HistoryValues(HISTORY).picture(index)
    expected = [pixel / 255 for pixel in HISTORY.pictures[index].ravel().tolist()]
    assert values.shape == (28, 28)
    np.testing.assert_array_equal(values.array.ravel(), expected)
    assert values.source.name == f"pictures[{index}]"
    assert values.source.expression == f"pictures[{index}] / 255"


@pytest.mark.parametrize("name, shape", [(HIDDEN, (3, 28, 28)), (OUTPUT, (10, 3))])
@pytest.mark.parametrize("checkpoint", [0, 2])
def test_weights_at_a_checkpoint_and_their_change(name, shape, checkpoint):
    weights = getattr(HISTORY, name)
    known = HistoryValues(HISTORY)
    values = known.weights(name, checkpoint)
    assert (values.shape, values.source.name) == (shape, name)
    np.testing.assert_array_equal(
        values.array.ravel(), weights[..., checkpoint].ravel()
    )
    change = known.weights(name, checkpoint, is_change=True)
    assert (change.shape, change.source.name) == (shape, f"{name}, change")
    assert change.source.expression == f"{name}[..., {checkpoint}] - {name}[..., 0]"
    now, once = (weights[..., at].astype(float) for at in (checkpoint, 0))
    np.testing.assert_array_equal(change.array.ravel(), (now - once).ravel())


def test_the_same_is_the_same_in_all_sections():
    known = HistoryValues(HISTORY)
    made_so = [
        known.field("seen"),
        known.field("accuracies"),
        known.picture(0),
        known.picture(1),
        known.weights(HIDDEN, 0),
        known.weights(HIDDEN, 1),
        known.weights(OUTPUT, 1),
        known.weights(OUTPUT, 1, is_change=True),
    ]
    assert len(set(map(id, made_so))) == len(made_so)
    assert known.field("seen") is made_so[0] and known.picture(1) is made_so[3]
    assert known.weights(OUTPUT, 1) is made_so[6]
    assert known.weights(OUTPUT, 1, is_change=True) is made_so[7]
    np.testing.assert_array_equal(made_so[0].array, [0, 1, 5])
