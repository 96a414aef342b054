"""Which moment stands for a film; frames, and many of them on one sheet."""

import numpy as np
import pytest
from PIL import Image

from network.recorder import record
from scenes.film.film import Film
from scenes.film.stills import best_shot, contact_sheet, last_frames, still
from scenes.stage import palette
from scenes.stage.camera import drawn


def doubled(x):
    return x + x


def test_weights_as_sheets_stand_for_a_film(digit_film):
    shot, second = best_shot(digit_film)
    turns = shot.player.act.turns
    begins, lasts = turns.starts[turns.peak], turns.lengths[turns.peak]
    assert shot.player.act.kind == "sheets"
    assert second == pytest.approx(float(shot.second_of(begins + 0.55 * lasts)))


def test_a_film_without_is_seen_near_the_end_of_its_longest_shot():
    film = Film(record(doubled, np.ones((2, 3))))
    shot, second = best_shot(film)
    assert shot.seconds == max(one.seconds for one in film.shots)
    assert second == pytest.approx(0.9 * shot.seconds)


@pytest.fixture(scope="module")
def film():
    return Film(record(doubled, np.ones((2, 3))))


def as_drawn(film, shot, second, **how):
    film.show(shot, second)
    return drawn(film.parts(shot), width=1920, height=1080, **how)[:, :, :3]


def test_a_still_is_a_frame_as_wide_as_the_films_own_or_as_is_asked_for(film):
    shot = film.shots[-1]
    whole = still(film, shot, shot.seconds)
    np.testing.assert_array_equal(np.array(whole), as_drawn(film, shot, shot.seconds))
    same = still(film, shot, shot.seconds, width=1920)
    np.testing.assert_array_equal(np.array(same), np.array(whole))
    small = still(film, shot, shot.seconds, width=320)
    expected = whole.resize((320, 180), Image.Resampling.LANCZOS)
    np.testing.assert_array_equal(np.array(small), np.array(expected))


def test_a_still_of_an_upright_film_is_upright(film):
    shot = film.upright().shots[-1]
    picture = still(film.upright(), shot, shot.seconds, width=54)
    assert (picture.mode, picture.size) == ("RGB", (54, 96))


def test_the_last_frames_are_those_at_the_ends_of_steps():
    def twice(x):
        y = x + x
        return y * 2

    film = Film(record(twice, np.ones((2, 3))))
    ends = [film.shots_of(index)[-1] for index in range(len(film.steps))]
    frames = last_frames(film)
    assert len({frame.tobytes() for frame in frames}) == len(film.steps) == 3
    for shot, frame in zip(ends, frames, strict=True):
        np.testing.assert_array_equal(
            np.array(frame), as_drawn(film, shot, shot.seconds)
        )


def sheet_of(count, size, **how):
    """A sheet of pictures that are each of one grey: 10, 20, 30, ..."""
    pictures = [Image.new("RGB", size, (10 * (at + 1),) * 3) for at in range(count)]
    return contact_sheet(pictures, **how)


@pytest.mark.parametrize(
    "count, across, width, cell, size",
    [
        (1, 1, 1000, (60, 40), (84, 64)),  # not enlarged
        (3, 2, 1000, (60, 40), (156, 116)),
        (4, 2, 1000, (60, 40), (156, 116)),
        (5, 2, 1000, (60, 40), (156, 168)),
        (4, 3, 108, (20, 13), (108, 62)),  # smaller: (108 - 4 * 12) / 3
        (4, 3, 110, (20, 13), (108, 62)),  # "at most"
    ],
)
def test_a_contact_sheet_has_pictures_in_rows(count, across, width, cell, size):
    sheet = sheet_of(count, (60, 40), across=across, width=width)
    assert sheet.size == size
    expected = np.empty((size[1], size[0], 3), np.uint8)
    expected[:] = np.array(Image.new("RGB", (1, 1), palette.BACKGROUND))[0, 0]
    for at in range(count):
        left = 12 + at % across * (cell[0] + 12)
        top = 12 + at // across * (cell[1] + 12)
        expected[top : top + cell[1], left : left + cell[0]] = 10 * (at + 1)
    np.testing.assert_array_equal(np.array(sheet), expected)
