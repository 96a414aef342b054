"""What a score says of words and source, and of the room of the stage."""

import numpy as np
import pytest

from scenes.score.film_score import film_score
from scenes.score.moments import piece_of
from scenes.stage.camera import drawn
from scenes.stage.canvas import Canvas, Drawings, marks_of
from scenes.stage.part import Box, Part
from scenes.stage.typeface import Type
from tests.scenes.score.shown import shown

BESIDE = {"Caption", "SourcePanel", "SmallMap", "Timeline"}


def moments(film, step, seconds):
    """Some moments of a step, as (shot, second of it)."""
    return [
        (shot, second)
        for shot in film.shots_of(step)
        for second in seconds
        if second < shot.seconds
    ]


@pytest.mark.parametrize("step", [1, 2, 3, 6])
def test_the_room_of_the_stage_is_where_something_is_drawn(digit_film, step):
    """All pixels of it, and none too many, as cairo paints the parts alone."""
    when = moments(digit_film, step, (0.0, 1.7, 4.3, 9.0))
    piece, _ = piece_of(shown(digit_film, when))
    inked = np.zeros((1080, 1920), bool)
    for parts in shown(digit_film, when):
        stage = [one for one in parts if type(one).__name__ not in BESIDE]
        pixels = drawn(stage, width=1920, height=1080)[:, :, :3].astype(int)
        inked |= np.abs(pixels - pixels[0, 0]).max(axis=2) > 12
    rows, columns = (np.flatnonzero(inked.any(axis=axis)) for axis in (1, 0))
    left, top, right, bottom = (edge / 100 for edge in piece["stage"])
    assert left - 1 <= columns[0] and columns[-1] <= right
    assert top - 1 <= rows[0] and rows[-1] <= bottom
    # Letters are not as high as their type, nor do fades reach their ends.
    slack = 30
    assert columns[0] - left < slack and right - columns[-1] < slack
    assert rows[0] - top < slack and bottom - rows[-1] < slack


class Odd(Part):
    """Marks that take room in every way."""

    def __init__(self, paint):
        super().__init__(Box(0, 0, 1920, 1080))
        self.paint_odd = paint

    def draw(self, canvas):
        self.paint_odd(canvas)


def _faded(canvas: Canvas):
    with canvas.faded(0.5, 100, 100, 50, 800):
        canvas.rectangle(120, 150, 400, 10, fill="#FFFFFF")


def _kept(canvas: Canvas):
    def paint(aside):
        aside.rectangle(300, 300, 20, 30, fill="#FFFFFF")

    canvas.cached("odd", 290, 290, 25, 500, paint)


@pytest.mark.parametrize(
    "paint, expected",
    [
        (lambda one: one.rectangle(1, 2, 30, 40, fill="#FFFFFF"), (1, 2, 31, 42)),
        (
            lambda one: one.rectangle(10, 20, 30, 40, stroke="#FFFFFF", line=4),
            (8, 18, 42, 62),
        ),
        (lambda one: one.rectangle(1, 2, 30, 40), None),
        (lambda one: one.rectangle(1, 2, 30, 40, fill="#FFFFFF", opacity=0), None),
        (lambda one: one.disc(50, 60, 7, fill="#FFFFFF"), (43, 53, 57, 67)),
        (
            lambda one: one.polygon([(5, 9), (25, 3)], stroke="#FFFFFF", line=2),
            (4, 2, 26, 10),
        ),
        (_faded, (120, 150, 150, 160)),  # no more than the box lets through
        (_kept, (300, 300, 315, 330)),
        (
            lambda one: one.rectangle(-50, 1000, 90, 300, fill="#FFFFFF"),
            (0, 1000, 40, 1080),  # inside the frame
        ),
    ],
)
def test_the_room_of_marks(paint, expected):
    piece, _ = piece_of([[Odd(paint)]])
    assert piece["stage"] == (
        expected and pytest.approx([100 * edge for edge in expected])
    )


def test_the_room_of_a_text_holds_its_letters():
    kind = Type("words", 40.0, 600)
    piece, _ = piece_of([[Odd(lambda one: one.text("Ägj", 100, 500, kind, "#FFFFFF"))]])
    left, top, right, bottom = (edge / 100 for edge in piece["stage"])
    assert (left, right) == (100, pytest.approx(100 + kind.width("Ägj"), abs=0.01))
    assert top < 500 - 29 and 500 + 8 < bottom < 520


def test_what_is_beside_is_words_source_and_timeline(digit_film):
    when = moments(digit_film, 2, (0.5, 6.0))
    piece, _ = piece_of(shown(digit_film, when))
    expected = set()
    for parts in shown(digit_film, when):
        for part in parts:
            if type(part).__name__ in BESIDE:
                expected.add(repr(texts_of(marks_of(part, Drawings()))))
    found = {repr(texts_in(piece, look)) for look in piece["beside"]}
    assert found == expected - {"[]"}


def texts_of(marks):
    """All texts in marks, however deep."""
    return [
        text
        for mark in marks
        for text in (
            [mark.text]
            if hasattr(mark, "text")
            else texts_of(getattr(mark, "marks", ()))
        )
    ]


def texts_in(piece, look):
    found = []
    for number in piece["looks"][look]:
        kind, *mark = piece["marks"][number]
        if kind == 3:
            found.append(mark[0])
        elif kind == 5:
            found += texts_in({**piece, "looks": {0: mark[-1]}}, 0)
        elif kind == 6:
            found += texts_in(piece, mark[-1])
    return found


def test_the_words_and_the_lit_source_are_told_when_they_change(digit_film):
    [shot] = digit_film.shots_of(3)[:1]
    count = 40
    when = [
        (shot, 0.25 * frame) for frame in range(count) if 0.25 * frame < shot.seconds
    ]
    piece, _ = piece_of(shown(digit_film, when))
    said = []
    for frame, _ in enumerate(shown(digit_film, when)):
        lines = digit_film.caption.words.split("\n")
        now = [digit_film.caption.title, lines[0], "\n".join(lines[1:])]
        if not said or said[-1][1:] != now:
            said.append([frame, *now])
    assert piece["told"] == said and len(said) > 2
    act, step = shot.player.act, digit_film.steps[3]
    _, statement, mark, shapes, note = piece["lit"][0]
    assert statement == (step.statement.line, step.statement.end_line)
    assert mark == (
        act.mark.line,
        act.mark.column,
        act.mark.end_line,
        act.mark.end_column,
    )
    assert shapes == act.shapes
    assert note == shot.panel.listing.note


def test_the_room_of_a_film_is_that_of_all_its_pieces(digit_film):
    pieces = [
        piece_of(shown(digit_film, moments(digit_film, step, (1.0, 3.0))))
        for step in (1, 6)
    ]
    told, _ = film_score({"en": pieces[:1], "zh": pieces[1:]})
    left, top, width, height = told["stage"]
    both = np.array([piece["stage"] for piece, _ in pieces]) / 100
    assert (left, top) == tuple(np.floor(both[:, :2].min(axis=0)))
    assert (left + width, top + height) == tuple(np.ceil(both[:, 2:].max(axis=0)))
    nothing = {**pieces[0][0], "stage": None}
    assert film_score({"en": [(nothing, {})]})[0]["stage"] == [0, 0, 1920, 1080]


def test_the_map_is_told_apart_and_where_it_stands(digit_film):
    [part] = digit_film.map.parts
    piece, _ = piece_of(shown(digit_film, moments(digit_film, 2, (0.0, 0.4, 3.0))))
    assert piece["maps"] and set(piece["maps"]) <= set(piece["beside"])
    counts = [f"{count:,}" for count in part.counts]
    assert all(texts_in(piece, look) == counts for look in piece["maps"])
    box = part.box
    assert piece["map"] == pytest.approx(
        [100 * edge for edge in (box.left, box.top, box.right, box.bottom)], abs=1
    )
    # The stage begins below it.
    assert piece["stage"][1] > piece["map"][3]


def test_without_a_map_there_is_none():
    piece, _ = piece_of([[Odd(lambda one: one.disc(50, 60, 7, fill="#FFFFFF"))]])
    assert piece["maps"] == [] and piece["map"] is None
