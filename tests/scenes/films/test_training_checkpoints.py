"""What stands beside each checkpoint of a training is of its moment."""

import re

import numpy as np

from scenes.stage import palette
from tests.frames import drawn_at
from tests.training_frames import CHANGES, each_checkpoint, labels_of
from tests.truth_of_numbers import says


def test_each_checkpoint_is_shown_in_order_and_again_at_the_end(
    training_film, default_history
):
    shown = [
        index
        for shot in training_film.shots[:-2]
        for index in shot.player.act.checkpoints
    ]
    assert sorted(set(shown)) == list(range(len(default_history)))
    assert shown == sorted(shown)
    last = training_film.shots[-1].player.act.checkpoints
    assert list(last) == list(range(len(default_history)))


def test_what_stands_beside_each_checkpoint(training_film, default_history):
    """Count, share, weights and readings are of one and the same moment."""
    for step, at, frame in each_checkpoint(training_film):
        labels = labels_of(frame)
        texts = [label.text for label in labels]
        assert texts[0] == f"{default_history.seen[at]:,}", frame
        assert ("image seen" in texts) == (default_history.seen[at] == 1)
        number, percent = texts[1].split(" ")
        assert percent == "%" and says(
            number, round(100 * default_history.accuracies[at], 9)
        ), frame
        shown = {
            record.name.removesuffix(", change"): record
            for record in frame.records
            if hasattr(record, "values") and record.part == "MatrixPlane"
        }
        grid = default_history.hidden_to_output_weights.astype(float)
        expected = grid[..., at] - (grid[..., 0] if step.slug in CHANGES else 0)
        np.testing.assert_array_equal(
            shown["hidden_to_output_weights"].values, expected
        )
        assert_sheets(frame, default_history, at, step.slug in CHANGES)
        assert_changes_told(frame, default_history, at)
        assert_readings(labels[-20:], default_history, at)


def assert_sheets(frame, history, at, is_change):
    sheets = [
        record
        for record in frame.records
        if hasattr(record, "values")
        and record.part == "Rack"
        and record.opacity > 0.999
    ]
    weights = history.input_to_hidden_weights.astype(float)
    expected = weights[..., at] - (weights[..., 0] if is_change else 0)
    assert len(sheets) == history.hidden
    for index, record in enumerate(sheets):
        np.testing.assert_array_equal(record.values.ravel(), expected[index])
        assert record.scale.limit >= np.abs(expected).max()


def assert_readings(labels, history, at):
    """Ten pairs: the digit read, and its output; amber where it is right."""
    assert len(labels) == 20
    for index, (read, strength) in enumerate(zip(labels[::2], labels[1::2])):
        outputs = history.outputs[index, :, at]
        assert read.text == str(outputs.argmax())
        assert says(strength.text, outputs.max())
        is_right = outputs.argmax() == history.labels[index]
        color = palette.AMBER if is_right else palette.QUIET
        assert (read.color, strength.color) == (color, color)


def test_digits_turn_from_wrong_to_right(default_history):
    right = default_history.read == default_history.labels[:, None]
    assert not right[:, 0].any() and right[:, -1].all()


def assert_changes_told(frame, history, at):
    """The largest changes of both matrices, once there are any."""
    words = " ".join(record.text for record in frame.texts if record.part == "Caption")
    told = re.findall(r"weight ([+-]\d\.\d{3})", words.replace("−", "-"))
    assert len(told) == (2 if at else 0), words
    for text, name in zip(
        told, ("input_to_hidden_weights", "hidden_to_output_weights")
    ):
        weights = getattr(history, name).astype(float)
        change = (weights[..., at] - weights[..., 0]).ravel()
        assert says(text, change[np.abs(change).argmax()])


def test_the_count_goes_with_the_weights_as_sections_change(
    training_film, default_history
):
    """What fades is still beside the count that it was recorded at."""
    last = training_film.shots[-1]
    assert (
        labels_of(drawn_at(training_film, last, 0.0))[0].text
        == f"{default_history.seen[-1]:,}"
    )
    assert labels_of(drawn_at(training_film, last, 0.9))[0].text == "0"
