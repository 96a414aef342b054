"""Cells of the film of a training have the colours of its history."""

import numpy as np
import pytest

from scenes.stage import palette
from tests.frames import drawn_at, ends
from tests.training_frames import SLUGS, each_checkpoint, labels_of
from tests.truth_of_cells import wrong_cells


def test_cells_have_the_colours_of_what_was_recorded(training_film, history_values):
    counts = 0
    for frame in ends(training_film):
        faults, found = wrong_cells(frame, history_values)
        assert faults == []
        counts += found.total()
    assert counts > len(SLUGS) * 15_000  # of 23,720 a frame, thin ones


def test_cells_while_sections_change(training_film, history_values):
    for shot in training_film.shots:
        for seconds in (0.0, 0.5, 1.3):
            assert (
                wrong_cells(drawn_at(training_film, shot, seconds), history_values)[0]
                == []
            )


def changes_and_scales(film, history, name):
    """(Frame, largest change, Scale, legend, label) at each checkpoint of
    the section that shows what learning changed, for one matrix."""
    is_hidden = name == "input_to_hidden_weights"
    weights = getattr(history, name).astype(float)
    for step, at, frame in each_checkpoint(film):
        if step.slug != "what-changed":
            continue
        legends = [one for one in frame.texts if one.part == "Legend"]
        label = [
            one for one in labels_of(frame) if one.text.endswith(("magnified", "×"))
        ]
        (scale,) = {
            one.scale
            for one in frame.records
            if hasattr(one, "values")
            and one.opacity > 0.999
            and one.name == f"{name}, change"
        }
        yield (
            frame,
            np.abs(weights[..., at] - weights[..., 0]).max(),
            scale,
            [one.text for one in legends][:2]
            if is_hidden
            else [one.text for one in legends][2:],
            label[0 if is_hidden else 1],
        )


@pytest.mark.parametrize(
    "name", ["input_to_hidden_weights", "hidden_to_output_weights"]
)
def test_small_changes_are_seen_in_a_scale_that_is_printed(
    training_film, default_history, name
):
    last, found = (None, list(changes_and_scales(training_film, default_history, name)))
    widest = found[-1][2].limit
    for frame, most, scale, (low, high), label in found:
        assert float(high) == -float(low) == pytest.approx(scale.limit, rel=0.05), frame
        times = widest / scale.limit
        assert label.text == (
            "not magnified" if times == 1 else f"magnified {times:.0f} ×"
        )
        assert most <= scale.limit * (1 + 1e-9)
        assert most > scale.limit / 5.1 or times == 125  # to be seen
        is_new = last is not None and scale != last
        if is_new:
            assert scale.limit > last.limit
            assert label.color == palette.AMBER
        last = scale
    assert len({one[2] for one in found}) == 4
    assert label.color == palette.QUIET


def test_cells_in_every_scale(training_film, history_values):
    shot, counts = training_film.shots[-1], 0
    for seconds in np.arange(0.1, shot.seconds, 0.9).round(1):
        frame = drawn_at(training_film, shot, float(seconds))
        faults, found = wrong_cells(frame, history_values)
        assert faults == []
        counts += found.total()
    assert counts > 13 * 15_000
