"""Nothing in the films lies on a text, a sign or a column."""

import numpy as np
import pytest

from tests import legibility
from tests.frames import drawn_at, with_hyphens
from tests.legibility import entrances, faults_over, moments
from tests.scene_films import BACKPROP_STEPS

CHECKED = ("backprop", "mistakes", "learning_step")


def own_shots(name, film):
    """The shots that no other film of these tests has."""
    if name != "learning_step":
        return film.shots
    slugs = [step.slug for step in film.steps]
    return (
        film.shots_of(slugs.index("output-neurons-2"))
        + film.shots_of(slugs.index("before-and-after"))
        + film.shots_of(slugs.index("one-step"))
    )


@pytest.mark.parametrize("name", ["forward", "backprop", "mistakes"])
def test_names_above_bars_begin_below_the_title(films, name):
    seen = 0
    for shot in films[name].shots:
        frame = drawn_at(films[name], shot, shot.seconds, width=480, height=270)
        title = next(one for one in frame.texts if one.part == "Caption")
        for bars in frame.bars:
            (named,) = (
                one
                for one in frame.texts
                if one.part == type(bars).__name__
                and one.text == with_hyphens(bars.name_text)
                and abs(one.left - bars.box.left) < 4
            )
            if bars.box.left < 100:
                assert abs(named.left - title.left) < 1, f"{frame}"
                seen += 1
    assert seen >= {"forward": 2, "backprop": 6, "mistakes": 1}[name]


@pytest.mark.parametrize(
    "name, slug",
    [
        ("forward", "hidden-pre-sigmoid"),
        ("backprop", "input-to-hidden-adjustment"),
        ("backprop", "input-to-hidden-weights"),
    ],
)
def test_no_sheet_flies_over_a_sign(films, name, slug):
    film, seen = films[name], 0
    index = [step.slug for step in film.steps].index(slug)
    shot = film.shots_of(index)[0]
    for tenth in range(10, round(shot.seconds * 10)):
        frame = drawn_at(film, shot, tenth / 10, width=480, height=270)
        signs = [
            one
            for one in frame.texts
            if one.part == "Label" and not one.text.isascii() or one.text in "+="
        ]
        free = legibility.free(frame)
        assert all(sign in free for sign in signs), f"{frame}"
        seen += len(signs)
    assert seen > tenth / 2


def test_rows_pass_over_nothing_on_the_bench(films):
    """From the matrix to their place, beside the column that they meet."""
    film, moving = films["backprop"], 0
    (shot,) = film.shots_of(BACKPROP_STEPS.index("hidden-error"))
    turns, (laid, place, _) = shot.player.turns, shot.player.bench
    for start, length in zip(turns.starts, turns.lengths):
        for share in np.linspace(0.01, 0.24, 12):
            frame = drawn_at(
                film, shot, float(start + share * length), width=480, height=270
            )
            index, row = [
                (index, one)
                for index, one in enumerate(frame.records)
                if hasattr(one, "values")
                and len(one.values) == 1
                and one.name == "hidden_to_output_weights.T"
            ][-1]
            free = {id(text) for text in legibility.free(frame)}
            assert all(
                id(text) in free
                for text in frame.records[:index]
                if hasattr(text, "text") and text.left > laid.left - 60
            ), f"{frame}"
            upper_left, upper_right, lower_left = row.corners
            assert lower_left[1] <= laid.top - 30 or upper_right[0] < laid.left - 60, (
                f"{frame}"
            )
            moving += not np.allclose(row.corners, place.corners)
    assert moving > 10 * len(turns.starts)


@pytest.mark.parametrize("name", CHECKED)
def test_every_text_can_be_read(films, name):
    film, own = films[name], own_shots(name, films[name])
    chosen = [*moments(film, 1.3), *entrances(film)]
    seen, texts = faults_over(
        film, [(shot, seconds) for shot, seconds in chosen if shot in own]
    )
    assert seen == {}
    assert texts > 1000
