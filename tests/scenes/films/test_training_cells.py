"""Cells of the film of a training have the colours of its history."""

import numpy as np

from tests.frames import drawn_at, ends, with_hyphens
from tests.training_frames import SLUGS, each_checkpoint
from tests.truth_of_cells import wrong_cells


def test_cells_have_the_colours_of_what_was_recorded(training_film, history_values):
    counts = 0
    for frame in ends(training_film):
        faults, found = wrong_cells(frame, history_values)
        assert faults == []
        counts += found.total()
    assert counts > len(SLUGS) * 5_000  # of 8,624 a frame


def test_cells_while_sections_change(training_film, history_values):
    for shot in training_film.shots:
        for seconds in (0.0, 0.5, 1.3):
            assert (
                wrong_cells(drawn_at(training_film, shot, seconds), history_values)[0]
                == []
            )


def test_changes_are_seen_from_the_first_on(training_film, default_history):
    """The scale of colours is the sheet's own, and only grows."""
    limits = []
    for step, at, frame in each_checkpoint(training_film):
        if step.slug == "random":
            continue
        sheet = next(
            one
            for one in frame.records
            if hasattr(one, "values") and one.name.startswith("input_to_hidden")
        )
        most = np.abs(sheet.values).max()
        assert most <= sheet.scale.limit * (1 + 1e-9), frame
        assert most > sheet.scale.limit / 2
        limits.append(sheet.scale.limit)
    assert (np.diff(limits) >= 0).all()
    assert limits[-1] > 500 * limits[0]


def test_numbers_of_the_ruler_stand_where_they_are(training_film):
    written = set()
    for shot in training_film.shots[:-1]:
        for seconds in np.arange(1.1, shot.seconds, 1.7):
            frame = drawn_at(training_film, shot, float(seconds))
            ruler = shot.player.ruler
            box, limit = ruler.box, ruler.color_scale.limit
            texts = [one for one in frame.texts if one.part == "ZoomRuler"]
            assert len(texts) >= 3, frame
            for one in texts:
                number = float(with_hyphens(one.text))
                middle = (one.left + one.right) / 2
                expected = box.left + box.width * (number / limit + 1) / 2
                assert abs(middle - expected) < 2
                written.add(abs(number))
    assert {0.0, 0.0002, 0.001, 0.01, 0.1, 0.5} <= written


def test_cells_in_every_scale(training_film, history_values):
    shot, counts = training_film.shots_of(SLUGS.index("the-epoch"))[0], 0
    for seconds in np.arange(0.1, shot.seconds, 0.9).round(1):
        frame = drawn_at(training_film, shot, float(seconds))
        faults, found = wrong_cells(frame, history_values)
        assert faults == []
        counts += found.total()
    assert counts > 13 * 5_000
