"""A part that changed in any way looks different; one that did not, alike."""

import numpy as np
import pytest
from manim import DOWN, PI

from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.chips import Chips, Dot, Flight
from scenes.stage.kept_marks import KeptMarks, look
from scenes.stage.label import Label
from scenes.stage.lifted_cell import LiftedCell
from scenes.stage.maps import Maps
from scenes.stage.palette import Scale
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.source_panel import Listing, SourcePanel
from scenes.stage.timeline import Timeline
from scenes.stage.values import Values

BOX = Box(100, 100, 300, 200)


class Line(Part):
    """A part of someone's own, that draws what another part holds."""

    def __init__(self, other, notes=()):
        super().__init__(BOX)
        self.other, self.notes = other, notes

    def draw(self, canvas):
        canvas.disc(self.other.box.left, self.other.box.top, 5, fill="#FFFFFF")


def plane():
    return MatrixPlane(np.eye(3), BOX, name="eye")


def bars():
    return Bars(np.arange(-2.0, 3.0), BOX)


def maps():
    return Maps(np.ones((2, 3, 3)), BOX, name="ones")


def lifted():
    whole = Values(np.eye(3))
    scale = Scale.of(whole.array)
    return LiftedCell(
        whole, (0, 1), BOX.corners, scale=scale, source="eye", first=(0, 1)
    )


def rack():
    return Rack(np.ones((3, 2, 2)), BOX)


ALIKE = {
    "a plane": plane,
    "bars": bars,
    "a label": lambda: Label("×", BOX),
    "a listing": lambda: SourcePanel(Listing("a.py", "f", ((1, "x = 1"),))),
    "a timeline": lambda: Timeline(["one", "two"]),
    "a rack": rack,
    "dots": Chips,
    "grids": maps,
    "a dictionary": lambda: Line(None, {"of": ["notes"]}),
    "a lifted cell": lifted,
    "a long tuple of colours": lambda: Line(None, ("#FFFFFF",) * 1000),
}

CHANGED = {
    "its place": (plane, lambda part: part.shift(0.001 * DOWN)),
    "its place, in place": (
        plane,
        lambda part: np.add(part.points, 0.001, out=part.points),
    ),
    "its turn": (plane, lambda part: part.rotate(PI)),
    "its name": (plane, lambda part: part.set(name="else")),
    "its opacity": (plane, lambda part: part.set_opacity(0.5)),
    "its outline": (plane, lambda part: part.set_color(palette.POINTED)),
    "its values": (
        plane,
        lambda part: setattr(part, "values", Values(np.ones((3, 3)))),
    ),
    "cells revealed": (plane, lambda part: setattr(part, "revealed", 2)),
    "cells marked": (plane, lambda part: setattr(part, "marks", ((0, 0, 1, 1),))),
    "a number in an array": (bars, lambda part: part.grown.put(2, 0.5)),
    "an item of a list": (bars, lambda part: part.labels.__setitem__(0, "first")),
    "sheets that are out": (rack, lambda part: setattr(part, "away", frozenset([1]))),
    "an attribute more": (bars, lambda part: setattr(part, "more", 1)),
    "cells of grids": (maps, lambda part: part.show(np.zeros((2, 3, 3)))),
    "what grids are called": (maps, lambda part: part.call("else")),
    "grids that step back": (maps, lambda part: setattr(part, "faint", frozenset([1]))),
    "an outline in a grid": (
        maps,
        lambda part: part.outlined.update({1: ((0, 0, 1, 1),)}),
    ),
    "an item of a dictionary": (
        lambda: Line(None, {"of": ["notes"]}),
        lambda part: part.notes["of"].append("more"),
    ),
    "a key of a dictionary": (
        lambda: Line(None, {"of": 1}),
        lambda part: part.notes.update({"off": part.notes.pop("of")}),
    ),
    "dots": (Chips, lambda part: setattr(part, "items", (Dot(5, 5, "#FFFFFF"),))),
}

UNKNOWN = {
    "another part": lambda: Line(plane()),
    "a part in a dictionary": lambda: Line(None, {"of": plane()}),
    "a long dictionary": lambda: Line(None, dict.fromkeys(range(1000))),
    "a long list": lambda: Line(None, list(range(1000))),
    "a large array": lambda: Line(None, np.zeros(100_000)),
    "an array of objects": lambda: Line(None, np.array([[], {}], object)),
    "a part in a list": lambda: Line(None, [plane()]),
}


@pytest.mark.parametrize("what", ALIKE)
def test_a_part_that_holds_the_same_looks_the_same(what):
    part = ALIKE[what]()
    assert look(part) == look(part)


@pytest.mark.parametrize("what", CHANGED)
def test_every_change_is_seen(what):
    make, change = CHANGED[what]
    part = make()
    before = look(part)
    change(part)
    assert look(part) != before


@pytest.mark.parametrize("what", UNKNOWN)
def test_what_may_change_unseen_is_equal_to_nothing(what):
    part = UNKNOWN[what]()
    assert look(part) != look(part)


@pytest.mark.parametrize("what", [*ALIKE, *UNKNOWN])
def test_a_hidden_part_looks_alike_until_it_is_seen(what):
    part = {**ALIKE, **UNKNOWN}[what]()
    seen = look(part)
    part.set_opacity(0)
    hidden = look(part)
    assert hidden == look(part.shift(DOWN)) != seen
    part.set_opacity(0.1)
    assert look(part) != hidden


def test_only_parts_that_changed_are_made_again():
    made, kept = [], KeptMarks()
    still, moving, own = plane(), bars(), Line(plane())

    def make(part):
        made.append(part)
        return [part]

    for _ in range(3):
        assert kept.of([still, moving, own], make) == [[still], [moving], [own]]
        moving.shift(DOWN)
    assert [made.count(part) for part in (still, moving, own)] == [1, 3, 3]
    kept.of([], make)
    kept.of([still], make)
    assert made.count(still) == 2


def test_cells_in_flight_are_seen_moving():
    flight = Flight(bars(), Bars(np.arange(5.0), Box(900, 100, 300, 200)))
    before = look(flight)
    assert look(flight) == before
    flight.share = 0.5
    assert look(flight) != before


def test_grids_that_were_drawn_look_as_before_and_are_not_drawn_again():
    made, kept, part = [], KeptMarks(), maps()
    for _ in range(3):
        kept.of([part], lambda one: made.append(marks_of(one, Drawings())))
    assert len(made) == 1
    part.outlined = {0: ((1, 1, 1, 1),)}
    kept.of([part], lambda one: made.append(marks_of(one, Drawings())))
    assert len(made) == 2 and made[0] != made[1]
