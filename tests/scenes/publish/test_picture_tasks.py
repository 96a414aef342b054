"""The pictures beside a film are frames of it, as its videos show them."""

import io

import numpy as np
import pytest
from PIL import Image

from scenes.film.stills import GAP, best_shot
from scenes.publish.picture_tasks import picture_tasks_of
from scenes.publish.productions import production
from scenes.publish.publishing_plan import Plan
from scenes.publish.segments import material_of
from scenes.stage.camera import drawn
from scenes.stage.palette import BACKGROUND
from scenes.stage.themes import theme_named
from scenes.words.naming import language
from tests.frames import pixels_at
from tests.small_film import PACE, small_trace

SIZE = 426, 240


@pytest.fixture(scope="module")
def made():
    return production("forward", record=small_trace(), speed=PACE)


def pictures(made, *look):
    """File -> the pixels of the poster, in both languages, and of the contact sheet."""
    material, found = material_of(made), {}
    for task in picture_tasks_of(made, *look):
        with Image.open(io.BytesIO(task.work(material))) as picture:
            found[task.file] = np.asarray(picture)
    return found


def test_the_poster_is_the_frame_that_stands_for_the_film(made):
    found = pictures(made, SIZE)
    for file, spoken in (("poster.png", "en"), ("poster.zh.png", "zh")):
        with language(spoken):
            film = made.films[spoken]
            shot, second = best_shot(film)
            expected = pixels_at(film, shot.start + second, width=426, height=240)
        np.testing.assert_array_equal(found[file], expected[..., :3])
    assert not np.array_equal(found["poster.png"], found["poster.zh.png"])


def test_the_sheet_has_the_last_frame_of_each_step_in_rows(made):
    film = made.film
    sheet = pictures(made, SIZE)["contact-sheet.png"]
    across = 4 if len(film.steps) > 9 else 3 if len(film.steps) > 4 else 2
    for number in range(len(film.steps)):
        last = film.shots_of(number)[-1]
        row, column = divmod(number, across)
        left, top = GAP + column * (426 + GAP), GAP + row * (240 + GAP)
        film.show(last, last.seconds)
        expected = drawn(film.parts(last), width=426, height=240)
        np.testing.assert_array_equal(
            sheet[top : top + 240, left : left + 426], expected[..., :3]
        )
    ground = [int(BACKGROUND[k : k + 2], 16) for k in (1, 3, 5)]
    assert (sheet[:GAP] == ground).all() and (sheet[:, :GAP] == ground).all()


@pytest.mark.parametrize("size, shape", [((240, 426), (426, 240)), (SIZE, (240, 426))])
def test_a_poster_has_the_shape_and_the_colours_of_the_videos(made, size, shape):
    light = theme_named("light")
    poster = pictures(made, size, "light")["poster.png"]
    assert poster.shape == (*shape, 3)
    (ground,) = light.colors([BACKGROUND])
    assert tuple(poster[0, 0]) == tuple(int(ground[k : k + 2], 16) for k in (1, 3, 5))


def test_pictures_of_pages_alone_are_whole_frames(made):
    for has_videos, size in ((True, SIZE), (False, (1920, 1080))):
        plan = Plan((made,), (10,), SIZE, has_videos, theme="light")
        assert {task.size for task in plan.picture_tasks(made)} == {size}
        assert {task.theme for task in plan.picture_tasks(made)} == {
            "light" if has_videos else "dark"
        }
