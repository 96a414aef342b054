"""What stands beside each checkpoint of a training is of its moment."""

import re

import numpy as np

from scenes.film.film import Film
from scenes.stage import palette
from scenes.training import training_steps
from tests.frames import drawn_at
from tests.training_frames import each_checkpoint, labels_of
from tests.truth_of_numbers import says


def test_each_checkpoint_is_shown_once_in_order(training_film, default_history):
    shown = [
        index
        for shot in training_film.shots
        for index in shot.player.act.checkpoints[shot.player.turns is not None :]
    ]
    assert shown[:-1] == list(range(len(default_history)))
    assert shown[-1] == shown[-2]  # trained


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
        assert_sheet(frame, default_history, at, is_change=step.slug != "random")
        assert_changes_told(frame, default_history, at)
        assert_readings(labels[-20:], default_history, at)


def assert_sheet(frame, history, at, *, is_change):
    """The weights of the neuron that speaks most for a digit at last."""
    neuron = int(history.hidden_to_output_weights[..., -1].max(axis=0).argmax())
    name = f"input_to_hidden_weights{', change' * is_change}[{neuron}]"
    (sheet,) = (
        one
        for one in frame.records
        if hasattr(one, "values") and one.name == name and one.opacity > 0.999
    )
    weights = history.input_to_hidden_weights[neuron].astype(float)
    expected = weights[:, at] - (weights[:, 0] if is_change else 0)
    np.testing.assert_array_equal(sheet.values.ravel(), expected)
    assert sheet.scale.limit >= np.abs(expected).max() * (1 - 1e-9)


def test_the_image_that_strikes_is_the_one_that_was_learnt(history_with_images):
    history = history_with_images
    film, struck = Film(history, steps_of=training_steps), 0
    for shot in film.shots:
        act = shot.player.act
        for place, at in enumerate(act.checkpoints[1:]):
            flies = act.turns.starts[place] + 0.3 * act.turns.lengths[place]
            frame = drawn_at(film, shot, float(flies))
            (image,) = (
                one
                for one in frame.records
                if hasattr(one, "values") and one.name.startswith("learnt")
            )
            np.testing.assert_array_equal(image.values, history.learnt[at - 1] / 255)
            texts = [one.text for one in labels_of(frame)]
            assert f"label: {history.learnt_labels[at - 1]}" in texts
            since = history.seen[at] - history.seen[at - 1]
            assert (f"the last of {since:,}" in texts) == (since > 1)
            struck += 1
    assert struck == len(history) - 1


def test_without_images_none_strikes_and_nothing_is_said_of_one(training_film):
    for shot in training_film.shots:
        for share in (0.3, 0.5, 1.0):
            frame = drawn_at(training_film, shot, share * shot.seconds)
            names = {one.name for one in frame.records if hasattr(one, "values")}
            assert names and not any(name.startswith("learnt") for name in names)
            texts = [one.text for one in labels_of(frame)]
            assert not any(one.startswith(("label", "the last of")) for one in texts)


def assert_readings(labels, history, at):
    """Ten pairs: the digit read, and its output; amber where it is right."""
    assert len(labels) == 20
    for index, (read, strength) in enumerate(zip(labels[::2], labels[1::2])):
        outputs = history.outputs[index, :, at]
        assert read.text == str(outputs.argmax())
        assert says(strength.text, outputs.max())
        is_right = outputs.argmax() == history.labels[index]
        color = palette.RIGHT if is_right else palette.QUIET
        assert (read.color, strength.color) == (color, color)


def test_digits_turn_from_wrong_to_right(default_history):
    right = default_history.read == default_history.labels[:, None]
    assert not right[:, 0].any() and right[:, -1].all()


def assert_changes_told(frame, history, at):
    """The largest change of the neuron's weights, once there is any."""
    words = " ".join(record.text for record in frame.texts if record.part == "Caption")
    told = re.findall(r"moved by up to (\d+(?:\.\d+)?)\.", words)
    assert len(told) == bool(at), words
    neuron = int(history.hidden_to_output_weights[..., -1].max(axis=0).argmax())
    weights = history.input_to_hidden_weights[neuron].astype(float)
    change = np.abs(weights[:, at] - weights[:, 0]).max()
    assert all(says(text, change) for text in told)


def test_the_count_goes_with_the_weights_as_sections_change(
    training_film, default_history
):
    """What fades is still beside the count that it was recorded at."""
    for before, shot in zip(training_film.shots, training_film.shots[1:]):
        at = before.player.act.checkpoints[-1]
        counts = [
            one.text
            for one in labels_of(drawn_at(training_film, shot, 0.0))
            if one.size == 60 and "%" not in one.text
        ]
        assert counts == [f"{default_history.seen[at]:,}"]
