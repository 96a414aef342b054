"""The last frames of steps of the films look as they did.

    pytest tests/scenes/films/test_golden.py --regenerate-golden

writes the pictures anew; look at them before they are committed.
"""

import numpy as np
import pytest
from PIL import Image

from scenes.film.film import Film
from scenes.film.right_and_wrong import right_and_wrong_steps
from scenes.film.rounds_of_training import rounds_steps
from tests.conftest import GOLDEN_FLAG
from tests.frames import drawn_at
from tests.golden_pictures import (
    GOLDEN,
    HEIGHT,
    WIDTH,
    assert_as_golden,
    compare,
    write_difference,
)
from tests.scene_films import BACKPROP_STEPS, scene_of
from tests.training_networks import trained

STEPS = (
    "network",
    "image",
    "hidden-pre-sigmoid",
    "hidden-neurons",
    "output-pre-sigmoid",
    "output-neurons",
    "detected",
    "the-answer",
)
OTHERS = {
    "backprop": BACKPROP_STEPS,
    "mistakes": (
        "two-digits",
        "output-neurons",
        "hidden-neurons",
        "where-they-part",
        "one-neuron-swapped",
        "strokes",
        "what-it-moves",
        "mended",
    ),
    "training": (
        "random",
        "first-images",
        "first-hundred",
        "first-thousand",
        "the-epoch",
        "trained",
        "learned-sheets",
    ),
    "neurons": (
        "pixels",
        "weights",
        "hidden-sums",
        "hidden-neurons",
        "output-sums",
        "output-neurons",
        "answer",
    ),
    # All its other steps are those of Forward and Backprop.
    "learning_step": ("the-question", "before-and-after", "one-step"),
}
# Of another network: what the films tell of any.
OF_ANY = {
    "any_training": ("adam", rounds_steps, ("what-changed",)),
    "any_mistakes": ("adam", right_and_wrong_steps, ("where-they-part",)),
}
PICTURES = [
    *(("", slug) for slug in STEPS),
    *((film, slug) for film, slugs in OTHERS.items() for slug in slugs),
    *((film, slug) for film, (_, _, slugs) in OF_ANY.items() for slug in slugs),
]


@pytest.fixture(scope="module")
def films(digit_film):
    """Folder of pictures -> the film that they are of."""
    return {
        "": digit_film,
        **{
            name: scene_of(name).film()
            for name in {folder for folder, _ in PICTURES} - {"", *OF_ANY}
        },
        **{
            name: Film(trained(kind)[0], steps_of=told)
            for name, (kind, told, _) in OF_ANY.items()
        },
    }


def last_frame(film, number):
    """The (480, 854, 3) bytes that a step ends with."""
    shot = film.shots_of(number)[-1]
    return drawn_at(film, shot, shot.seconds, width=WIDTH, height=HEIGHT).pixels[
        ..., :3
    ]


def test_there_is_a_picture_for_each_step(films, request):
    for folder, slugs in {"": STEPS, **OTHERS}.items():
        if folder != "learning_step":
            assert tuple(step.slug for step in films[folder].steps) == slugs
        if not request.config.getoption(GOLDEN_FLAG):
            assert {path.stem for path in (GOLDEN / folder).glob("*.png")} == set(slugs)


@pytest.mark.parametrize("folder, slug", PICTURES)
def test_a_step_ends_as_it_did(films, folder, slug, request, tmp_path):
    slugs = [step.slug for step in films[folder].steps]
    frame = last_frame(films[folder], slugs.index(slug))
    assert_as_golden(frame, GOLDEN / folder / f"{slug}.png", request, tmp_path)


def painted(frame, rows, columns, color):
    copy = frame.copy()
    copy[rows, columns] = color
    return copy


@pytest.mark.parametrize(
    "change, caught",
    [
        (lambda frame: frame, False),
        (lambda frame: painted(frame, slice(0, 8), slice(0, 8), 255), False),
        (lambda frame: painted(frame, slice(0, 60), slice(0, 60), 255), True),
        (lambda frame: np.roll(frame, 2, axis=1), True),
        (lambda frame: (frame.astype(int) + 2).clip(0, 255), True),  # brighter
        (lambda frame: frame[:-1], True),
    ],
)
def test_what_is_caught(digit_film, change, caught, tmp_path):
    frame = last_frame(digit_film, 0)
    changed = change(frame).astype(np.uint8)
    assert bool(compare(frame, changed)) == caught
    write_difference(tmp_path / "difference.png", frame, changed)
    with Image.open(tmp_path / "difference.png") as picture:
        assert picture.height == HEIGHT and picture.width >= 2 * WIDTH
