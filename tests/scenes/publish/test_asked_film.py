"""The files of a film that is told while it is watched."""

import base64
import gzip
import json
import re

import numpy as np
import pytest

from scenes.publish.asked_film import TELLINGS, AskedFilm
from scenes.publish.cells import cells_of
from scenes.publish.page import cells_script
from scenes.publish.productions import production
from scenes.publish.score_tasks import film_piece, step_score
from scenes.stage.view import UPRIGHT, WIDE
from scenes.words.languages import LANGUAGES
from scenes.words.naming import language
from tests.small_film import PACE, small_trace

NEVER = int  # what is called between two moments, and does nothing


@pytest.fixture(scope="module")
def made():
    return production("forward", record=small_trace(), speed=PACE)


def unpacked(script, name):
    """What a piece's script hands on under a name, for JSON."""
    found = re.fullmatch(rb'matreelPiece\("([^"]+)","([^"]+)"\)\n', script)
    assert found[1].decode() == name
    return json.loads(gzip.decompress(base64.b64decode(found[2])))


def resolved(piece, looks):
    """Looks as marks whose colours and types stand in them."""

    def whole(number):
        mark = piece["marks"][number]
        if mark[0] == 5:
            return [*mark[:-1], [whole(one) for one in mark[-1]]]
        if mark[0] == 6:
            _, *box, x, y, look = mark
            inside = [whole(one) for one in piece["looks"][look]]
            return [6, *box, [moved(one, -x, -y) for one in inside]]
        if mark[0] == 4:
            return [4, piece["grids"][mark[1]], *mark[2:]]
        if mark[0] == 3:
            kind, color = piece["types"][mark[5]], piece["colors"][mark[6]]
            return [*mark[:5], kind, color, mark[7]]
        paint = {0: (6, 7), 1: (3, 4), 2: (4,)}[mark[0]]
        return [
            piece["colors"][one] if place in paint and one != -1 else one
            for place, one in enumerate(mark)
        ]

    return [[whole(number) for number in piece["looks"][look]] for look in looks]


def moved(mark, right, down):
    """A mark elsewhere: a picture is kept where it was drawn first."""
    kind, *rest = mark
    if kind in (1, 4):  # points, or a grid and its corners
        place = kind // 4
        points = [
            length + (down if number % 2 else right)
            for number, length in enumerate(rest[place])
        ]
        return [kind, *rest[:place], points, *rest[place + 1 :]]
    first = {0: 0, 2: 0, 3: 1, 5: 1, 6: 0}[kind]
    left, top, *others = rest[first:]
    if kind == 5:
        others[-1] = [moved(one, right, down) for one in others[-1]]
    return [kind, *rest[:first], left + right, top + down, *others]


def frames_of(pieces):
    """Frame -> what stands there, of some pieces."""
    stands = {}
    for piece in pieces:
        changes = piece["moments"]
        ends = [frame for frame, _ in changes[1:]] + [piece["frames"]]
        for (start, looks), end in zip(changes, ends, strict=True):
            whole = resolved(piece, looks)
            for frame in range(start, end):
                stands[piece["first"] + frame] = whole
    return stands


@pytest.mark.parametrize(
    "telling", [*LANGUAGES, pytest.param("upright-zh", marks=pytest.mark.broad)]
)
def test_pieces_show_what_the_published_score_shows(made, telling):
    """Of every frame, whatever the order in which the pieces are asked for."""
    asked, spoken = AskedFilm(made), telling.removeprefix("upright-")
    films = made.films if telling == spoken else made.upright_films
    names = asked.pieces(telling)
    for name in reversed(names):
        asked.file(name, NEVER)
    told = [unpacked(asked.file(name, NEVER), name[6:-3]) for name in names]
    with language(spoken):
        steps = [
            step_score(films[spoken], step) for step in range(len(made.film.steps))
        ]
    steps = json.loads(json.dumps(steps))
    expected = frames_of([piece for piece, _ in steps])
    assert frames_of(told) == expected
    assert len(expected) == asked.manifest["score"]["frames"]
    grids = {name: grid for _, some in steps for name, grid in some.items()}
    for name, piece in zip(names, told, strict=True):
        file = name.replace(".js", "-grids.js")
        shown = unpacked(asked.file(file, NEVER), file[6:-3])["grids"]
        assert shown == {one: grids[one] for one in piece["grids"]}


def test_what_is_seen_first_is_told_first(made):
    """The first frame waits for no more than the first eight."""
    asked, moments = AskedFilm(made), []
    asked.file(asked.pieces("en")[0], lambda: moments.append(1))
    assert len(moments) == 8
    assert [piece[0] for piece in asked.manifest["score"]["pieces"]["en"]] == [
        *(0, 8, 24),
        *range(60, asked.manifest["score"]["frames"], 60),
    ]


@pytest.mark.parametrize("telling", TELLINGS)
def test_a_film_begins_with_one_file_of_its_score(made, telling):
    """All of it that the first frame needs is in it, and nothing besides."""
    asked = AskedFilm(made)
    begun = asked.file(f"begin-{telling}.js", NEVER)
    needed = "ramps.js", f"{telling}-0.js", f"{telling}-0-grids.js"
    files = [AskedFilm(made).file(f"score/{name}", NEVER) for name in needed]
    assert begun == b"".join(files)


def test_work_ends_where_it_is_told_to(made):
    class Enough(Exception):
        pass

    def after(count):
        left = iter(range(count))

        def stop():
            if next(left, None) is None:
                raise Enough

        return stop

    for name in ("cells.js", "upright-cells.js", "score/en-2.js"):
        asked = AskedFilm(made)
        with pytest.raises(Enough):
            asked.file(name, after(3))
        assert len(asked.file(name, NEVER)) > 500  # and can be asked for again


def test_cells_are_those_of_a_site(made):
    asked = AskedFilm(made)
    assert asked.file("cells.js", NEVER).decode() == cells_script(cells_of(made.film))
    upright = asked.file("upright-cells.js", NEVER).decode()
    assert upright == cells_script(cells_of(made.upright_film))


def test_a_film_is_told_between_the_moments_of_another_piece(made):
    """As where a page jumps while the next piece is told: the one that was
    begun comes out the same."""
    alone, asked = AskedFilm(made), AskedFilm(made)
    first, last = asked.pieces("en")[1], asked.pieces("en")[-1]
    told = asked.file(first, lambda: asked.file(last, NEVER))
    assert told == alone.file(first, NEVER)
    assert asked.file(last, NEVER) == alone.file(last, NEVER)


@pytest.mark.parametrize(
    "name",
    [
        *("upright-begin-en.js", "score/upright-0.js", "begin-upright.js"),
        *("score/en-9999.js", "score/xx-0.js", "score/en-0.json", "score/../film.js"),
        *("begin-xx.js", "begin.js", "score/begin-en.js"),
        *("film.json", "", "score", "score/en--1.js", "../forward/film.js"),
    ],
)
def test_there_is_nothing_else(made, name):
    assert AskedFilm(made).file(name, NEVER) is None


def test_all_letters_of_the_code_are_asked_for():
    from network.recorder import record

    def größe(x):
        ħ = x * 2
        return ħ

    asked = AskedFilm(production("forward", record=record(größe, np.ones((2, 2)))))
    assert {"ö", "ß", "ħ"} <= asked.letters


@pytest.mark.parametrize("film", ["forward", "neurons"])
@pytest.mark.parametrize("size", [WIDE, UPRIGHT])
def test_the_room_of_the_stage_holds_all_that_is_drawn(film, size):
    """It is told before anything is: nothing of the film may be cut off."""
    made = production(film, record=small_trace() if film == "forward" else None)
    score, shown = AskedFilm(made).manifest["score"], made.film_at(size)
    left, top, width, height = (score if size == WIDE else score["upright"])["stage"]
    for step in range(len(made.film.steps)):
        shot = shown.shots_of(step)[-1]

        def end():
            shown.show(shot, shot.seconds - 0.1)
            yield shot

        piece, _ = film_piece(shown, end(), 0)
        x, y, right, bottom = (edge / 100 for edge in piece["stage"])
        assert left <= x and top <= y
        assert right <= left + width and bottom <= top + height
