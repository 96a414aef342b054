"""Films of other histories than the default one, long, short and odd."""

import json
from dataclasses import replace

import numpy as np
import pytest

from network.runs.history import History
from scenes.film.film import Film
from scenes.training import Training, training_steps, with_faces
from tests import renders
from tests.frames import drawn_at, pixels_at
from tests.hashed import frame_hash
from tests.legibility import faults_over
from tests.scene_films import scene_of
from tests.training_frames import images_learnt, labels_of, made


@pytest.mark.parametrize(
    "change, slugs",
    [
        ({}, ["random", "first-images", "the-epoch", "trained"]),
        ({"hidden": 1}, None),
        (images_learnt(5), None),
        ({"hidden": 64}, None),
        ({"seen": (0,), "images": 1}, ["random", "trained"]),
        ({"seen": (0, 1, 5), "images": 5}, ["random", "the-epoch", "trained"]),
        (
            {"seen": (0, 10, 20, 40, 60)},
            ["random", "first-images", "the-epoch", "more-epochs", "trained"],
        ),
        ({"seen": (0, 10, 600_000), "images": 60_000}, None),
        ({"seen": (0, *range(20, 6000, 20))}, None),
        (
            {
                "hidden_to_output_weights": np.zeros((10, 3, 5), "f4"),
                "input_to_hidden_weights": np.zeros((3, 784, 5), "f4"),
            },
            None,
        ),
    ],
)
def test_other_histories(change, slugs):
    other = made(**change)
    film = Film(other, steps_of=training_steps)
    assert slugs is None or [step.slug for step in film.steps] == slugs
    assert film.seconds < 110
    seen, _ = faults_over(
        film,
        [(shot, shot.seconds / 2) for shot in film.shots]
        + [(film.shots[-1], film.shots[-1].seconds)],
    )
    assert seen == {}
    for shot in film.shots:
        end = drawn_at(film, shot, shot.seconds)
        last = shot.player.act.checkpoints[-1]
        assert labels_of(end)[0].text == f"{other.seen[last]:,}"


def test_too_many_sheets_are_refused():
    with pytest.raises(ValueError, match="at most 64 hidden neurons"):
        Film(made(hidden=65), steps_of=training_steps)


def test_weights_that_were_found_are_not_called_random(default_history):
    found = replace(
        default_history,
        about=replace(
            default_history.about, start="weights that were found in the folder"
        ),
    )
    step = training_steps(found)[0]
    assert step.slug == "start" and "random" not in step.acts[0].lead


def test_the_images_of_mnist_strike_where_they_are_at_hand(
    history_with_images, mnist_folder, monkeypatch, tmp_path, capsys
):
    scene = scene_of("training")
    assert not scene.record().has_learnt
    monkeypatch.setenv("MATREEL_MNIST", str(mnist_folder))
    for history in (scene.record(), scene.film().trace):
        np.testing.assert_array_equal(history.learnt, history_with_images.learnt)
    made(**images_learnt(5)).save(tmp_path / "own.history")
    monkeypatch.setenv("HISTORY", str(tmp_path / "own.history"))
    own = History.load(tmp_path / "own.history")
    np.testing.assert_array_equal(scene.record().learnt, own.learnt)
    assert capsys.readouterr().err == ""


def test_where_they_are_not_the_film_goes_without_and_says_so(
    default_history, monkeypatch, tmp_path, capsys
):
    monkeypatch.setenv("MATREEL_MNIST", str(tmp_path))
    history = scene_of("training").record()
    assert not history.has_learnt and history.about == default_history.about
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("The film of training goes without the images that strike:")
    assert f"{tmp_path}: expected train-images-idx3-ubyte" in told


@pytest.mark.slow
def test_the_history_that_a_variable_names_is_rendered(tmp_path):
    history = made(hidden=2)
    history.save(tmp_path / "small.history")
    (tmp_path / "scene.py").write_text(renders.hashed(Training))
    rendering = renders.start(
        tmp_path / "scene.py",
        tmp_path / "media",
        scene="Training",
        fps=10,
        PACE=0.5,
        HISTORY=tmp_path / "small.history",
    ).wait()
    film = Film(
        history, speed=0.5, steps_of=lambda one: with_faces(one, training_steps(one))
    )
    index = json.loads(rendering.found("Training.json").read_text())
    assert [section["name"] for section in index] == [step.slug for step in film.steps]
    hashes = rendering.hashes("Training")
    assert len(hashes) == round(film.seconds * 10)
    assert hashes[-1] == frame_hash(pixels_at(film, film.seconds - 0.1))
