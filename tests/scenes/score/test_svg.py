"""A moment as an SVG picture has the marks of the film's frame."""

import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest

from scenes.score.svg import SIGN, svg_of
from scenes.stage import marks, palette
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import Type

SVG = "{http://www.w3.org/2000/svg}"


def picture(parts):
    text = svg_of(parts)
    assert SIGN in text  # by which it may be replaced
    return ElementTree.fromstring(text)


class Says(Part):
    """A part that draws a text."""

    def __init__(self, text):
        super().__init__(Box(100, 100, 400, 60))
        self.text = text

    def draw(self, canvas):
        canvas.text(self.text, 100, 140, Type("words", 30.0, 600), palette.TEXT)


def texts_in(drawn):
    for mark in drawn:
        if isinstance(mark, marks.Text):
            yield mark
        elif isinstance(mark, (marks.Group, marks.Kept)):
            yield from texts_in(mark.marks)


def test_every_text_of_a_frame_is_a_text(digit_film):
    shot = digit_film.shots_of(3)[0]
    digit_film.show(shot, shot.seconds)
    parts = digit_film.parts(shot)
    drawn = [mark for part in parts for mark in marks_of(part, Drawings())]
    told = [one.text for one in picture(parts).iter(f"{SVG}text")]
    assert told == [mark.text for mark in texts_in(drawn)]
    assert len(told) > 50


@pytest.mark.parametrize("text", ["<script>", "a & b", "\"'", "]]>"])
def test_a_text_is_no_markup(text):
    [element] = picture([Says(text)]).iter(f"{SVG}text")
    assert element.text == text
    assert float(element.get("textLength")) == pytest.approx(
        Type("words", 30.0, 600).width(text), abs=0.01
    )


def test_cells_are_rectangles_of_their_colours():
    values = np.array([[1.0, -2.0, 0.5], [np.nan, 0.0, 2.0]])
    plane = MatrixPlane(values, Box(100, 200, 300, 200), name="x")
    colors = plane.color_scale.colors(values).reshape(-1, 4)
    groups = [
        [one.get("fill") for one in group.iter(f"{SVG}rect")]
        for group in picture([plane]).iter(f"{SVG}g")
        if (group.get("transform") or "").startswith("matrix(")
    ]
    wanted = [f"#{bytes(color[:3].tolist()).hex()}" for color in colors]
    assert wanted in groups


def test_many_cells_are_a_picture():
    plane = MatrixPlane(np.zeros((80, 80)), Box(100, 200, 800, 800), name="x")
    [image] = picture([plane]).iter(f"{SVG}image")
    assert (image.get("width"), image.get("height")) == ("80", "80")


def test_a_faded_part_is_a_group_inside_its_box():
    part = Says("here")
    part.opacity = 0.5
    root = picture([part])
    [group] = [one for one in root.iter(f"{SVG}g") if one.get("clip-path")]
    assert group.get("opacity") == "0.5"
    assert [one.get("id") for one in root.iter(f"{SVG}clipPath")] == ["box0"]
    assert [one.text for one in group.iter(f"{SVG}text")] == ["here"]
