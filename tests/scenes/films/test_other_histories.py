"""Films of other histories than the default one, long, short and odd."""

import json
from dataclasses import replace

import numpy as np
import pytest

from scenes.film.film import Film
from scenes.training import Training, training_steps
from tests import renders
from tests.frames import drawn_at, pixels_at
from tests.hashed import frame_hash
from tests.legibility import faults_over
from tests.training_frames import labels_of, made


@pytest.mark.parametrize("change, slugs", [
    ({}, ["random", "first-images", "the-epoch", "trained", "what-changed"]),
    ({"hidden": 1}, None),
    ({"hidden": 64}, None),
    ({"seen": (0,), "images": 1}, ["random", "trained", "what-changed"]),
    ({"seen": (0, 1, 5), "images": 5},
     ["random", "the-epoch", "trained", "what-changed"]),
    ({"seen": (0, 10, 20, 40, 60)},
     ["random", "first-images", "the-epoch", "more-epochs", "trained",
      "what-changed"]),
    ({"seen": (0, 10, 600_000), "images": 60_000}, None),
    ({"seen": (0, *range(20, 6000, 20))}, None),
    ({"hidden_to_output_weights": np.zeros((10, 3, 5), "f4"),
      "input_to_hidden_weights": np.zeros((3, 784, 5), "f4")}, None),
])
def test_other_histories(change, slugs):
    other = made(**change)
    film = Film(other, steps_of=training_steps)
    assert slugs is None or [step.slug for step in film.steps] == slugs
    assert film.seconds < 110
    seen, _ = faults_over(film, [(shot, shot.seconds / 2) for shot in
                                 film.shots] + [(film.shots[-1],
                                                 film.shots[-1].seconds)])
    assert seen == {}
    for shot in film.shots:
        end = drawn_at(film, shot, shot.seconds)
        last = shot.player.act.checkpoints[-1]
        assert labels_of(end)[0].text == f"{other.seen[last]:,}"


def test_too_many_sheets_are_refused():
    with pytest.raises(ValueError, match="at most 64 hidden neurons"):
        Film(made(hidden=65), steps_of=training_steps)


def test_weights_that_were_found_are_not_called_random(default_history):
    found = replace(default_history, about=replace(
        default_history.about, start="weights that were found in the folder"))
    step = training_steps(found)[0]
    assert step.slug == "start" and "random" not in step.acts[0].lead


@pytest.mark.slow
def test_the_history_that_a_variable_names_is_rendered(tmp_path):
    history = made(hidden=2)
    history.save(tmp_path / "small.history")
    (tmp_path / "scene.py").write_text(renders.hashed(Training))
    rendering = renders.start(
        tmp_path / "scene.py", tmp_path / "media", scene="Training", fps=10,
        PACE=0.5, HISTORY=tmp_path / "small.history").wait()
    film = Film(history, speed=0.5, steps_of=training_steps)
    index = json.loads(rendering.found("Training.json").read_text())
    assert [section["name"] for section in index] \
        == [step.slug for step in film.steps]
    hashes = rendering.hashes("Training")
    assert len(hashes) == round(film.seconds * 10)
    assert hashes[-1] == frame_hash(pixels_at(film, film.seconds - 0.1))
