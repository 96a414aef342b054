"""What parts draw is plain data that knows no painter; any can paint it."""

import ast
import subprocess
import sys
from bisect import bisect
from collections import Counter, defaultdict
from dataclasses import fields, is_dataclass
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.film.choice import Choice
from scenes.film.chosen import chosen_steps
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.stage import camera, marks, typeface
from scenes.stage.bars import Bars
from scenes.stage.cairo_lowering import Lowering, Surfaces
from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH, Canvas, Drawings, marks_of
from scenes.stage.palette import Scale
from scenes.stage.panel import Panel
from scenes.stage.part import Box, Part
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.timeline import Timeline
from scenes.stage.typeface import Type
from scenes.stage.values import Values
from tests import looping
from tests.attentions import split_in_calls
from tests.frames import drawn_at
from tests.normalisations import layer_norm
from tests.svg_painter import svg
from tests.window_networks import FILTERS, IMAGE, from_a_generator

SCENES = Path(__file__).parents[3] / "scenes"
OF_CAIRO = {"cairo_lowering.py", "cairo_marks.py", "cairo_painter.py", "picture.py"}
SHARES = 0.4, 1.0  # of a shot, at which it is looked at
TILE = 40  # pixels: what lies over a point is looked for in its tile
NUMBERS = np.random.default_rng(0).normal(size=(9, 11))


def parts():
    return [
        MatrixPlane(NUMBERS, Box(250, 240, 500, 450), name="w"),
        MatrixPlane(NUMBERS, Box(850, 240, 200, 450)).rotate(0.3),
        Rack(NUMBERS.reshape(3, 3, 11), Box(1100, 300, 500, 300)),
        Bars(NUMBERS[0], Box(330.5, 750.5, 480, 200), name="b"),
        Timeline(["one", "two", "three"]),
    ]


def imported(path):
    """The packages that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.split(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.split(".")[0]


def test_cairo_is_imported_by_its_painter_alone():
    assert {
        path.name for path in SCENES.rglob("*.py") if "cairo" in imported(path)
    } == OF_CAIRO


def test_drawing_needs_no_painter():
    """Marks are made, measured and recorded where no cairo is."""
    program = """
import sys
import numpy as np
from scenes.stage.canvas import Canvas, Drawings
from scenes.stage.palette import Scale
from scenes.stage.records import records_of
from scenes.stage.typeface import Type
from scenes.stage.values import Values

canvas = Canvas(Drawings())
canvas.rectangle(1, 2, 3, 4, fill="#FFFFFF")
canvas.cells(Values(np.eye(2)), [(0, 0), (9, 0), (0, 9)], Scale("grey", 1.0),
             name="eye")
canvas.cached("key", 10, 10, 90, 40, lambda aside: aside.text(
    "words", 10, 40, Type("words", 20), "#FFFFFF"))
print([type(mark).__name__ for mark in canvas.marks],
      len(list(records_of(canvas.marks, 1))),
      [name for name in ("cairo", "manim") if name in sys.modules])
"""
    told = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=SCENES.parent,
        check=True,
    ).stdout
    assert told == "['Rectangle', 'Cells', 'Kept'] 2 []\n"


def not_plain(thing, where=""):
    """What in marks is neither a plain value nor a mark, and where."""
    kind, where = type(thing), f"{where}/{type(thing).__name__}"
    if kind in (int, float, str, bool, type(None)):
        return
    if kind is Values and where.endswith(("Cells/Values", "Relief/Values")):
        assert type(thing.array) is np.ndarray
        return
    if isinstance(thing, marks.Kept):
        hash(thing.key)
        thing = thing._replace(key=None)
    if kind is tuple or kind.__module__ == marks.__name__:
        inside = thing
    elif kind in (Scale, Type) and is_dataclass(kind):
        inside = [getattr(thing, field.name) for field in fields(thing)]
    else:
        yield where
        return
    for one in inside:
        yield from not_plain(one, where)


@pytest.mark.parametrize(
    "thing, found",
    [
        (marks.Disc(1.0, 2.0, 3.0, "#FFFFFF", 1.0), []),
        (marks.Disc(np.float64(1), 2.0, 3.0, "#FFFFFF", 1.0), ["/Disc/float64"]),
        (marks.Disc(1.0, 2.0, 3.0, Values(np.eye(2)), 1.0), ["/Disc/Values"]),
        (
            (marks.Kept("key", 0.0, 0.0, 1.0, 1.0, (NUMBERS,), (0.0, 0.0)),),
            ["/tuple/Kept/tuple/ndarray"],
        ),
        ([], ["/list"]),
    ],
)
def test_what_is_not_plain_is_found(thing, found):
    assert list(not_plain(thing)) == found


def kinds(parts_class=Part):
    """All kinds of parts that the stage has and that draw something."""
    for kind in parts_class.__subclasses__():
        if kind.__module__.startswith("scenes.stage."):
            yield from kinds(kind)
            if kind is not Panel:
                yield kind


def others():
    """Films of other networks, for the parts that digits have no use for."""
    numbers = np.arange(24.0).reshape(4, 6) % 7 / 7
    yield Film(record(split_in_calls, numbers, 2))
    yield Film(record(layer_norm, numbers, numbers[0] + 1, numbers[1]))
    yield Film(record(from_a_generator, IMAGE.copy(), FILTERS.copy()))
    for trace in (looping.training(30), looping.recurring()):
        steps = chosen_steps(trace, film_steps(trace), Choice(), longest=30)
        yield Film(trace, steps_of=lambda _, steps=steps: steps)
    yield Film(record(maps_and_cells, np.arange(-9.0, 9.0).reshape(2, 3, 3)))


def maps_and_cells(x):
    return np.maximum(x, 0)


def test_every_kind_of_part_draws_plain_marks(films):
    drawings, seen = Drawings(), set()
    upright = films["forward"].upright()
    for film in (*films.values(), upright, *others()):
        for shot in film.shots:
            for share in (0.0, 0.3, 0.5, 0.8, 1.0):
                film.show(shot, share * shot.seconds)
                for part in film.parts(shot):
                    drawn = marks_of(part, drawings)
                    assert list(not_plain(drawn)) == []
                    seen |= {type(part)} if drawn else set()
    assert set(kinds()) - seen == set()


def test_marks_are_equal_where_nothing_changed():
    for part in parts():
        before = marks_of(part, Drawings())
        assert before == marks_of(part, Drawings()) != ()
        part.shift((0.01, 0, 0))
        assert before != marks_of(part, Drawings())


def test_a_kept_picture_is_drawn_once_wherever_it_is():
    calls, drawings = [], Drawings()

    def paint(canvas):
        calls.append(canvas)
        canvas.disc(130, 140, 7, fill="#FFFFFF")

    first, moved, wider = (Canvas(drawings) for _ in range(3))
    first.cached("dot", 100, 120, 60, 40, paint)
    moved.cached("dot", 103.5, 120, 60, 40, paint)
    wider.cached("dot", 100, 120, 61, 40, paint)
    assert len(calls) == 2
    (one,), (other,) = first.marks, moved.marks
    assert other.marks is one.marks and other.origin == (100.0, 120.0)
    assert (other.left, other.top) == (103.5, 120.0)


@pytest.mark.parametrize(
    "before, now",
    [
        ([], slice(None)),
        (slice(0, 2), slice(None)),
        (slice(None), slice(2, 5)),
        (slice(None), slice(None)),
        (slice(1, 4), []),
    ],
)
def test_what_is_taken_over_is_what_would_be_made(before, now):
    chosen = [mark for part in parts() for mark in marks_of(part, Drawings())]
    one = parts()[0].set_opacity(0.5)
    chosen[2:2] = marks_of(one, Drawings())
    before, now = (chosen[which] if which else [] for which in (before, now))
    lowering = Lowering(0.7, Surfaces())
    low = lowering.lowered(before)
    taken = lowering.lowered(now, before, low)
    assert taken == lowering.lowered(now)
    for mark, was, lowered, lowered_before in zip(now, before, taken, low):
        assert (lowered is lowered_before) == (mark == was)


def test_of_a_group_that_fades_the_marks_are_taken_over():
    part, lowering = parts()[3], Lowering(1.0, Surfaces())
    steps = [marks_of(part.set_opacity(opacity), Drawings()) for opacity in (0.5, 0.6)]
    (first,), low = steps[0], lowering.lowered(steps[0])
    (faded,) = lowering.lowered(steps[1], steps[0], low)
    assert faded.opacity == 0.6 and len(first.marks) == len(faded.marks) > 9
    assert all(one is other for one, other in zip(faded.marks, low[0].marks))


@pytest.mark.parametrize(
    "scale, block", [(1.0, (1, 1)), (0.5, (1, 1)), (0.1, (2, 3)), (1 / 90, (9, 11))]
)
@pytest.mark.parametrize(
    "shown", [None, 0, 1, 13, 98, 99, (11, 4, 0, 2, 11, 1, 0, 0, 5)]
)
def test_a_block_holds_a_value_if_its_first_cell_does(shown, scale, block):
    cells = marks.Cells(
        Values(NUMBERS),
        Scale.of(NUMBERS),
        ((0.0, 0.0), (45.0, 0.0), (0.0, 50.0)),
        shown,
        False,
        (45.0, 50.0),
        "w",
        (0, 0),
    )
    values, found, mask = cells.blocks(scale)
    assert found == block
    for row, column in np.ndindex(values.shape):
        y, x = row * block[0], column * block[1]
        np.testing.assert_allclose(
            values[row, column],
            NUMBERS[y : y + block[0], x : x + block[1]].mean(),
            rtol=1e-12,
        )
        assert mask[row, column] == (
            shown is None
            or (x < shown[y] if isinstance(shown, tuple) else y * 11 + x < shown)
        )


@pytest.mark.parametrize(
    "hollow, there", [(False, (16, 21, 28, 255)), (True, (0, 0, 0, 0))]
)
def test_cells_without_a_value_are_empty_or_let_through(hollow, there):
    cells = marks.Cells(
        Values(NUMBERS), Scale.of(NUMBERS), (), 12, hollow, None, "w", (0, 0)
    )
    colors = cells.colors(1.0)
    assert colors.shape == (9, 11, 4)
    assert (colors.reshape(-1, 4)[12:] == there).all()
    np.testing.assert_array_equal(
        colors.reshape(-1, 4)[:12],
        Scale.of(NUMBERS).colors(NUMBERS).reshape(-1, 4)[:12],
    )


@pytest.mark.parametrize("text", ["words", "−0.50", "×", " ", "gÅj|", "…"])
@pytest.mark.parametrize("kind", [Type("words", 22), Type("code", 14.67, 700)])
def test_the_box_of_a_text_is_that_of_its_ink(text, kind):
    style = text, kind.family, kind.weight, kind.size
    mask, left, top = typeface.ink(*style)
    assert typeface.ink_box(*style) == (
        left,
        top,
        left + mask.shape[1],
        top + mask.shape[0],
    )


@pytest.fixture(scope="module", params=["forward", "neurons"])
def sketches(request, films):
    """(Frame, elements of SVG) of moments of a film."""
    film = films[request.param]
    frames = [
        drawn_at(film, shot, share * shot.seconds)
        for shot in film.shots
        for share in SHARES
    ]
    return [
        (frame, list(elements)) for frame, elements in zip(frames, _elements_of(film))
    ]


def _elements_of(film):
    for shot in film.shots:
        for share in SHARES:
            film.show(shot, share * shot.seconds)
            yield [
                element
                for part in film.parts(shot)
                for element in svg(marks_of(part, Drawings()))
            ]


def uncovered(elements):
    """The solid ones over whose middle nothing lies."""
    near = defaultdict(list)  # tile -> places of those that reach into it
    for place, one in enumerate(elements):
        left, top, right, bottom = (int(edge // TILE) for edge in one.reach)
        for tile in product(
            range(max(left, 0), min(right, DESIGN_WIDTH // TILE) + 1),
            range(max(top, 0), min(bottom, DESIGN_HEIGHT // TILE) + 1),
        ):
            near[tile].append(place)
    for place, one in enumerate(elements):
        if one.name in ("rect", "circle", "cell") and one.is_solid:
            x, y = one.middle
            others = near[int(x // TILE), int(y // TILE)]
            if not any(
                elements[other].touches(x, y)
                for other in others[bisect(others, place) :]
                if reaches(elements[other], x, y)
            ):
                yield one


def reaches(element, x, y):
    left, top, right, bottom = element.reach
    return left <= x <= right and top <= y <= bottom


def test_another_painter_writes_every_text_where_it_stands(sketches):
    for frame, elements in sketches:
        texts = [one for one in elements if one.name == "text"]
        assert [one.text for one in texts] == [one.text for one in frame.typeset]
        for one, written in zip(texts, frame.typeset):
            left, top, right, bottom = one.box
            assert left - 4 <= written.left <= written.right <= right + 4
            assert top - 4 <= written.top <= written.bottom <= bottom + 4


def test_another_painter_fills_what_is_filled(sketches):
    """Where nothing lies over it, the middle of all that is opaque has its
    colour in cairo's frame."""
    looked_at = Counter()
    for frame, elements in sketches:
        for one in uncovered(elements):
            looked_at[one.name] += 1
            x, y = one.middle
            color = bytes(frame.pixels[int(y), int(x), :3]).hex()
            assert one.fill.lower() == f"#{color}", one
    assert looked_at["rect"] > 100 and looked_at["circle"] > 5
    assert looked_at["cell"] != 0


def test_a_painter_is_chosen_in_one_line(monkeypatch):
    drawn = []

    class Svg:
        def __init__(self, pixels):
            self.pixels = pixels

        def paint(self, painted):
            drawn.extend(svg(painted))

    monkeypatch.setattr(camera, "Painter", Svg)
    pixels = camera.drawn(parts())
    assert (pixels == pixels[0, 0]).all()
    assert {one.name for one in drawn} >= {"rect", "text", "cell", "polygon"}
