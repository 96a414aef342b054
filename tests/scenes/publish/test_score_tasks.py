"""A step of a film as a piece of its score, made by a task."""

import json

import pytest

from scenes.film.tall_stages import AREA, LEAST
from scenes.publish.cells import cells_of
from scenes.publish.productions import production
from scenes.publish.score_tasks import step_score
from scenes.score.film_score import packed_step, score_of_packed
from scenes.score.letters import fonts
from scenes.score.moments import FORMAT, RATE, piece_of
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.marks import Cells, Group, Kept
from scenes.words.languages import LANGUAGES
from scenes.words.naming import language
from tests.scenes.publish.test_asked_film import unpacked
from tests.scenes.score.shown import shown
from tests.small_film import PACE, small_trace


def test_a_step_is_told_moment_by_moment(digit_film):
    """What stands at each frame is what the film's parts draw then."""
    piece, grids = step_score(digit_film, 6)
    shots = digit_film.shots_of(6)
    assert piece["format"] == FORMAT
    assert piece["first"] == round(shots[0].start * RATE)
    assert piece["frames"] == round(sum(shot.seconds for shot in shots) * RATE)
    assert set(piece["grids"]) == set(grids)
    starts = [frame for frame, _ in piece["moments"]]
    assert starts == sorted(set(starts)) and starts[0] == 0
    last = (shots[-1], shots[-1].seconds - 1 / RATE)
    alone, _ = piece_of(shown(digit_film, [last]))

    def texts(one, looks):
        return [
            one["marks"][number][:5]
            for look in looks
            for number in one["looks"][look]
            if one["marks"][number][0] == 3
        ]

    assert texts(piece, piece["moments"][-1][1]) == texts(alone, alone["moments"][0][1])


@pytest.fixture(scope="module")
def made():
    return production("forward", record=small_trace(), speed=PACE)


@pytest.fixture(scope="module")
def upright(made):
    """Language -> what step_score gives for each step of a film laid out upright."""
    told = {}
    for spoken, film in made.upright_films.items():
        with language(spoken):
            told[spoken] = [step_score(film, step) for step in range(len(film.steps))]
    return told


@pytest.mark.broad
def test_upright_all_is_told_as_in_the_wide_film(made, upright):
    """Words, source and map, which a page lays out itself, and the same values."""
    for spoken, steps in upright.items():
        for step, (piece, grids) in enumerate(steps):
            with language(spoken):
                wide, wide_grids = step_score(made.films[spoken], step)
            same = "first", "frames", "told", "lit", "map"
            assert {name: piece[name] for name in same} == {
                name: wide[name] for name in same
            }
            assert len(piece["maps"]) == len(wide["maps"])
            assert set(piece["unseen"]) == set(piece["maps"]) <= set(piece["beside"])
            assert wide["unseen"] == []
            both = grids.keys() & wide_grids.keys()
            assert bool(both) == bool(grids)
            assert {one: grids[one] for one in both} == {
                one: wide_grids[one] for one in both
            }


@pytest.mark.broad
def test_upright_the_stage_is_within_its_area_and_its_type_large(upright):
    for piece, _ in upright["en"]:
        left, top, right, bottom = (edge / 100 for edge in piece["stage"])
        assert AREA.left <= left < right <= AREA.right
        assert AREA.top <= top < bottom <= AREA.bottom
    sizes = {size for piece, _ in upright["en"] for _, size, _ in piece["types"]}
    assert max(sizes) >= LEAST


@pytest.mark.broad
def test_upright_all_stands_where_it_does_in_another_language(made):
    films = made.upright_films
    stages = [films[one].layout.stages for one in LANGUAGES]
    for index in range(len(made.film.shots)):
        assert len({one.stage(index) for one in stages}) == 1


@pytest.mark.broad
def test_upright_files_of_grids_are_shared_with_the_wide_film(made, upright):
    """A number is sent once, wherever it is shown."""
    wide = {}
    for spoken, film in made.films.items():
        with language(spoken):
            wide[spoken] = [step_score(film, step) for step in range(len(film.steps))]

    def packed(told):
        return {
            one: [json.loads(json.dumps(packed_step(*piece))) for piece in steps]
            for one, steps in told.items()
        }

    score, files = score_of_packed(packed(wide), fonts, packed(upright))
    assert score["upright"]["size"] == [1080, 1920] and score["size"] == [1920, 1080]
    names = [
        {pack for steps in pieces.values() for _, _, packs in steps for pack in packs}
        for pieces in (score["pieces"], score["upright"]["pieces"])
    ]
    assert names[0] & names[1]
    assert set.union(*names) <= files.keys()
    grids = [
        name
        for pack in sorted(set.union(*names))
        for name in unpacked(files[pack], pack.removesuffix(".js"))["grids"]
    ]
    assert len(grids) == len(set(grids)) > 0
    firsts = {one: [first for first, _, _ in score["pieces"][one]] for one in LANGUAGES}
    assert firsts == {
        one: [first for first, _, _ in score["upright"]["pieces"][one]]
        for one in LANGUAGES
    }


def drawn_and_told(film):
    """Of all cells at the end of each shot, as (step, upper left corner in whole design
    pixels): those that are drawn, and those that are told."""
    told, drawn, known = cells_of(film, rate=10), set(), set()

    def draw(step, marks, right=0.0, down=0.0):
        for mark in marks:
            if isinstance(mark, Group):
                draw(step, mark.marks, right, down)
            elif isinstance(mark, Kept):
                x, y = mark.origin
                draw(step, mark.marks, right + mark.left - x, down + mark.top - y)
            elif isinstance(mark, Cells):
                x, y = mark.corners[0]
                drawn.add((step, round(x + right), round(y + down)))

    for shot in film.shots:
        frame = round(10 * (shot.start + shot.seconds)) - 1
        film.show(shot, shot.seconds - 0.1)
        for part in film.parts(shot):
            draw(shot.step, marks_of(part, Drawings()))
        stands = [one for at, one in told["changes"] if at <= frame][-1]
        for place in (one for stand in stands for one in told["stands"][stand]):
            grid, _, x, y, *_ = told["places"][place]
            if isinstance(told["grids"][grid], list):
                known.add((shot.step, round(x / 10), round(y / 10)))
    return drawn, known


@pytest.mark.broad
def test_upright_cells_are_told_where_they_are_drawn(made):
    drawn, told = drawn_and_told(made.upright_film)
    wide_drawn, wide_told = drawn_and_told(made.film)
    assert len(drawn & told) == len(wide_drawn & wide_told) > 5
