"""Which cells of what are shown: layouts and derivations keep it, equal
arrays never change places, and a point of the screen leads to it."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.acts.entrances import key_of
from scenes.film.film import Film
from scenes.publish.cells import cells_of
from scenes.publish.rules import cells_of_rule, rule_of_places
from scenes.stage.bars import Bars
from scenes.stage.chart import Chart
from scenes.stage.computed import Computed
from scenes.stage.neuron_layer import NeuronLayer
from scenes.stage.palette import Scale
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.rows_plane import RowsPlane
from scenes.stage.sources import Given
from scenes.stage.values import Values
from scenes.stage.weight_lines import WeightLines
from tests.derived_values import CASES
from tests.frames import drawn_at

RATE = 10
BOX = Box(100, 100, 300, 200)
PIXELS = np.arange(1568).reshape(2, 784) / 1000

LAYOUTS = {
    "all": (lambda one: one, (2, 784)),
    "row": (lambda one: one[1], (784,)),
    "rows": (lambda one: one[1:2], (1, 784)),
    "picture of a row": (lambda one: one[1].reshape(28, 28), (28, 28)),
    "turned": (
        lambda one: one.laid(np.transpose) if isinstance(one, Values) else one.T,
        (784, 2),
    ),
    "chosen": (lambda one: one[np.ix_((1, 0), (5, 2, 9))], (2, 3)),
    "flat": (lambda one: one.ravel()[3:5], (2,)),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_layout_keeps_which_cells_they_are(name):
    layout, shape = LAYOUTS[name]
    source = Given(PIXELS.astype(np.float32), "weights")
    values = layout(Values(source))
    assert values.source is source and values.shape == shape
    expected = layout(source.array)
    np.testing.assert_array_equal(values.array, expected)
    np.testing.assert_array_equal(values.exact, expected)
    assert values.exact.dtype == np.float32
    np.testing.assert_array_equal(source.array.ravel()[values.flats], expected)


def test_a_recorded_value_is_laid_out_where_it_is_shown():
    value = Value.of(PIXELS, name="weights", identity=7)
    rack = Rack(value, BOX)
    assert rack.values.shape == (2, 28, 28) and rack.values.source is value
    plane = MatrixPlane(Value.of(PIXELS[0], name="image"), BOX)
    assert plane.values.shape == (28, 28)
    with pytest.raises(ValueError, match="rows and columns"):
        MatrixPlane(PIXELS[0], BOX)  # an array is shown as it is, or not
    assert Bars(Value.of(PIXELS[:, :1]), BOX).values.shape == (2,)


@pytest.mark.parametrize("name", CASES)
def test_a_rule_tells_which_cells_were_read(name):
    source = CASES[name][0]()
    for operand in source.operands:
        rule = rule_of_places(operand.flats)
        for cell, place in enumerate(operand.flats.ravel()):
            read = (
                rule["table"][cell]
                if isinstance(rule, dict)
                else cells_of_rule(rule, source.array.shape, cell)
            )
            assert list(read) == [place]


def shifted(x, y):
    """Two equal inputs, and what is made of each."""
    left = x + 1
    right = y + 1
    return left - right


def kept_twice(x, y):
    """One name for two equal arrays, one after the other."""
    kept = x + y
    kept = y + x
    return kept


def film_of(call):
    column = np.array([[1.0], [-2.0], [3.0]])
    return Film(record(call, column, column.copy()), speed=0.5)


def shown_in(cells, frame):
    """(name, number of its array, what it came from) of the grids shown."""
    _, stands = [change for change in cells["changes"] if change[0] <= frame][-1]
    for stand in stands:
        for place in cells["stands"][stand]:
            array, *_, name, origin = cells["grids"][cells["places"][place][0]][:10]
            yield (name, array, cells["operations"][origin] if origin >= 0 else None)


def test_equal_arrays_do_not_change_places():
    film = film_of(shifted)
    cells = cells_of(film, rate=RATE)
    found = {}
    for shot in film.shots:
        last = round((shot.start + shot.seconds) * RATE) - 1
        for name, array, origin in shown_in(cells, last):
            assert found.setdefault(name, array) == array
            if name in ("left", "right"):
                start = {"left": "x", "right": "y"}[name]
                assert origin["expression"] == f"{start} + 1"
                (operand,) = (one for one in origin["operands"] if one["name"] == start)
                assert operand["array"] == found[start]
    assert {"x", "y", "left", "right"} <= found.keys()
    assert len(set(found.values())) == len(found)


def test_what_had_a_name_before_keeps_its_origin():
    film = film_of(kept_twice)
    cells = cells_of(film, rate=RATE)
    again = film.shots[-1]
    for second, expression in ((0, "x + y"), (again.seconds, "y + x")):
        frame = round((again.start + second) * RATE) - bool(second)
        ((_, _, origin),) = (one for one in shown_in(cells, frame) if one[0] == "kept")
        assert origin["expression"] == expression


def test_a_point_of_a_film_leads_to_the_recorded_value(learning_film, learning_trace):
    recorded = {
        key_of(value): value.array
        for _, operation in learning_trace.operations()
        for value in (*operation.operands, *operation.results)
    }
    looked = 0
    for shot in learning_film.shots:
        frame = drawn_at(learning_film, shot, shot.seconds)
        for grid in frame.records:
            if (
                not hasattr(grid, "values")
                or grid.opacity < 0.999
                or grid.block != (1, 1)
                or grid.part == "Rack"
            ):
                continue
            cell = tuple(length // 2 for length in grid.values.shape)
            part = next(
                part
                for part in reversed(frame.parts)
                if part.opacity > 0.999 and part.cell_at(*grid.centers()[cell])
            )
            values, index = part.cell_at(*grid.centers()[cell])
            assert values.array[index] == grid.values[cell]
            if not isinstance(values.source, Computed):
                assert (
                    recorded[key_of(values.source)].ravel()[values.flats[index]]
                    == grid.values[cell]
                )
            looked += 1
    assert looked > 10


def plane():
    part = MatrixPlane(np.arange(6.0).reshape(2, 3), BOX)
    part.revealed = 4
    return part


def blocks():
    return MatrixPlane(np.zeros((400, 900)), BOX)


def rows_plane():
    part = RowsPlane(np.zeros((2, 3)), BOX)
    part.fill([1, 3])
    return part


def slanted():
    return plane().place_corners(np.array([(0, 0), (300, 60), (30, 200)]))


def bars(**changes):
    part = Bars([3.0, -1.0], BOX)
    for name, value in changes.items():
        setattr(part, name, value)
    return part


def rack():
    part = Rack(np.zeros((3, 4, 4)), Box(0, 0, 600, 200))
    part.away, part.absent = frozenset([0]), frozenset([2])
    return part


def layer(**changes):
    part = NeuronLayer([0.25, 0.5], (0, 9), BOX)
    part.lit = np.array([1.0, 0.4])
    return part


def lines(grown=1.0, focus=None):
    part = WeightLines(
        [[1.0, 2.0], [3.0, 4.0]],
        BOX,
        (0.0, 1.0),
        (0.0, 0.5),
        scale=Scale("diverging", 4.0),
    )
    part.grown, part.focus = grown, focus
    return part


def chart():
    part = Chart([0, 1, 100], [0.1, 0.5, 0.9], Box(0, 0, 800, 500))
    part.shown = 2
    return part


@pytest.mark.parametrize(
    "part, point, index",
    [
        (plane(), (101, 101), (0, 0)),
        (plane(), (250, 150), (0, 1)),
        (plane(), (101, 299), (1, 0)),
        (plane(), (250, 299), None),
        (plane(), (99, 150), None),
        (plane(), (401, 150), None),
        (blocks(), (100.5, 100.5), (0, 0)),
        (blocks(), (101.5, 102.5), (4, 3)),
        (rows_plane(), (150, 150), (0, 0)),
        (rows_plane(), (250, 150), None),
        (rows_plane(), (390, 250), (1, 2)),
        (slanted(), (65, 60), (0, 0)),
        (slanted(), (285, 100), (0, 2)),
        (slanted(), (3, 150), None),
        (bars(), (120, 150), (0, 0)),
        (bars(), (405, 250), (1, 0)),
        (bars(grown=np.array([0.0, 1.0])), (120, 150), None),
        (bars(starts=[5, 6], grown=np.array([0.0, 1.0])), (120, 150), (0, 0)),
        (rack(), rack().sheet_corners(1).mean(axis=0), (1, 1)),
        (rack(), rack().sheet_corners(0).mean(axis=0), None),
        (rack(), rack().sheet_corners(2).mean(axis=0), None),
        (layer(), layer().center_of(0), (0,)),
        (layer(), layer().center_of(1), None),
        (lines(), lines().point(1, 0, 0.7), (1, 0)),
        (lines(), (250, 299), None),
        (lines(0.5), lines().point(1, 0, 0.7), None),
        (lines(focus=1), lines().point(0, 0, 0.02), (1, 0)),
        (chart(), chart().point(1, 0.5), (1,)),
        (chart(), chart().point(100, 0.9), None),
    ],
)
def test_what_stands_at_a_point(part, point, index):
    found = part.cell_at(*point)
    assert (found and found[1]) == index
    part.set_opacity(0.0)
    assert part.cell_at(*point) is None


def test_bars_lead_to_what_they_grow_from():
    part = bars(
        starts=Value.of(np.array([[5.0], [6.0]]), name="sums"),
        grown=np.array([0.5, 1.0]),
    )
    values, index = part.cell_at(120, 150)
    assert values.source.name == "sums" and values.array[index] == 5
    assert part.cell_at(120, 250)[0].array[1, 0] == -1
