"""Marks written as data say all that a painter needs, each once."""

import base64

import numpy as np
import pytest

from scenes.score.mark_table import MarkTable
from scenes.score.moments import piece_of
from scenes.stage import marks, palette
from scenes.stage.palette import Scale
from scenes.stage.typeface import Type
from scenes.stage.values import Values
from tests.scenes.score.shown import shown

WORDS = Type("words", 22.0, 600)


def rectangle(left=1.0, **other):
    fields = {
        "left": left,
        "top": 2.0,
        "width": 3.5,
        "height": 4.0,
        "radius": 0.0,
        "fill": palette.PANEL,
        "stroke": None,
        "line": 1.5,
        "dashes": (),
        "opacity": 1.0,
        **other,
    }
    return marks.Rectangle(**fields)


def written(*drawn):
    """(the table, what it has of each mark of a part)."""
    table = MarkTable()
    look = table.look(drawn)
    return table, [table.marks[number] for number in table.looks[look]]


def test_a_rectangle():
    table, [mark] = written(rectangle(dashes=(6.0, 2.0), stroke=palette.LINE))
    assert mark == [0, 100, 200, 350, 400, 0, 0, 1, 150, 1000, [600, 200]]
    assert [row[0] for row in table.colors] == [palette.PANEL, palette.LINE]


def test_no_colour_is_none_of_the_table():
    table, [mark] = written(rectangle(fill=None, stroke=palette.LINE))
    assert mark[6:8] == [-1, 0]
    assert len(table.colors) == 1


def test_a_line_and_a_disc():
    line = marks.Polygon(
        ((0.0, 1.0), (2.5, 3.0)), False, None, palette.POINTED, 2.0, (), 0.25
    )
    disc = marks.Disc(5.0, 6.0, 1.25, palette.POINTED, 0.5)
    _, told = written(line, disc)
    assert told == [
        [1, [0, 100, 250, 300], 0, -1, 0, 200, 250],
        [2, 500, 600, 125, 0, 500],
    ]


@pytest.mark.parametrize("align, share", [("left", 0), ("middle", 0.5), ("right", 1)])
def test_a_text_says_where_it_starts_and_how_wide_it_is(align, share):
    width = WORDS.width("Σ of it")
    text = marks.Text("Σ of it", 300.0, 40.0, WORDS, palette.TEXT, align, 1.0)
    table, [mark] = written(text)
    assert mark[:2] == [3, "Σ of it"]
    assert mark[2] == round(100 * (300 - share * width))
    assert mark[4] == round(100 * width)
    assert table.types[mark[5]] == ("words", 22.0, 600)


def cells(values, scale=None, **other):
    fields = {
        "values": Values(values),
        "color_scale": scale or Scale.of(values),
        "corners": ((0.0, 0.0), (60.0, 0.0), (0.0, 40.0)),
        "shown": None,
        "hollow": False,
        "room": None,
        "name": "x",
        "first": (0, 0),
        **other,
    }
    return marks.Cells(**fields)


@pytest.mark.parametrize("shown, told", [(None, -1), (0, 0), (4, 4), ((2, 0), [2, 0])])
def test_cells_say_which_of_them_hold_a_value(shown, told):
    _, [mark] = written(cells(np.eye(2, 3), shown=shown, room=(30.0, 20.0)))
    assert mark == [4, 0, [0, 0, 6000, 0, 0, 4000], told, 0, [3000, 2000]]


def test_equal_cells_are_one_grid_and_other_scales_are_others():
    values = np.array([[1.0, -2.0]])
    table, told = written(
        cells(values), cells(values.copy()), cells(values, Scale("diverging", 4.0))
    )
    assert [mark[1] for mark in told] == [0, 0, 1]
    assert len(table.grids) == 2


def test_what_is_drawn_twice_is_written_once():
    table = MarkTable()
    looks = [table.look([rectangle(), rectangle(2.0)]), table.look([rectangle(2.0)])]
    again = table.look([rectangle(), rectangle(2.0)])
    assert looks == [0, 1] and again == 0
    assert len(table.marks) == 2
    # Less than a hundredth of a pixel apart is the same mark.
    assert table.look([rectangle(2.001)]) == 1


def test_groups_and_what_is_copied_hold_marks():
    inside = rectangle(7.0)
    group = marks.Group(0.5, 0.0, 0.0, 10.0, 10.0, (inside,))
    kept = marks.Kept("key", 3.0, 4.0, 10.0, 10.0, (inside,), (1.0, 2.0))
    table, told = written(group, kept)
    assert told[0][:6] == [5, 500, 0, 0, 1000, 1000]
    inside_both = [mark for mark in table.marks if mark[0] == 0]
    assert len(inside_both) == 1
    assert [table.marks[number] for number in told[0][6]] == inside_both
    assert told[1][:7] == [6, 300, 400, 1000, 1000, 100, 200]
    assert table.looks[told[1][7]] == tuple(told[0][6])


def test_a_frame_that_looks_as_before_is_no_new_moment(digit_film):
    shot = digit_film.shots_of(0)[0]
    piece, _ = piece_of(shown(digit_film, [(shot, 1.0)] * 3 + [(shot, 1.5)]))
    assert [frame for frame, _ in piece["moments"]] == [0, 3]


def test_the_levels_of_cells_are_those_of_their_colours(digit_film):
    shot = next(one for one in digit_film.shots if one.player.act.kind == "rows")
    piece, grids = piece_of(shown(digit_film, [(shot, shot.seconds / 2)]))
    ramps = palette.ramp(palette.DIVERGING_STOPS), palette.ramp(palette.GREY_STOPS)
    drawn = [
        mark
        for part in digit_film.parts(shot)
        if not part.hidden
        for mark in cells_in(part)
    ]
    assert drawn
    for mark in drawn:
        table = MarkTable()
        table.look([mark])
        [name] = table.grids
        rows, columns, kind, coded = grids[name]
        levels = np.frombuffer(base64.b64decode(coded), "<u2").reshape(rows, columns)
        assert np.array_equal(
            ramps[kind][levels], mark.color_scale.colors(mark.values.array)
        )


def cells_in(part):
    from scenes.stage.canvas import Drawings, marks_of

    def walk(drawn):
        for mark in drawn:
            if isinstance(mark, marks.Cells):
                yield mark
            elif isinstance(mark, (marks.Group, marks.Kept)):
                yield from walk(mark.marks)

    return walk(marks_of(part, Drawings()))
