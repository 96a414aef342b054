"""A sheet in perspective: where its cells are seen, how it leaves its rack, and
what is painted and found there."""

import io
import re

import numpy as np
import pypdfium2
import pytest

from scenes.score.pdf import pdf_of
from scenes.score.svg import svg_of
from scenes.stage.camera import drawn
from scenes.stage.canvas import DESIGN_WIDTH
from scenes.stage.part import Box
from scenes.stage.perspective import points_on, ring, shares_of
from scenes.stage.plane import MatrixPlane
from scenes.stage.rack import Rack
from scenes.stage.space import way_out
from tests.seen_through import from_shares, through

# Each as a camera sees it: its middle, and how far it is turned.
CAMERA = np.array([960.0, 300.0])
AWAY = 1500.0
SHEETS = {
    "turned to the right": (np.array([700.0, 600.0]), 0.8),
    "turned to the left": (np.array([1100.0, 200.0]), -0.9),
    "nearly from its edge": (np.array([300.0, 500.0]), 1.35),
}
WIDE, HIGH = 400.0, 260.0
SLANTED = np.array([(0, 0), (300, 60), (30, 200)], float)
RACK = Box(100, 700, 800, 200)
# The middles of the cells of a plane, in columns and rows.
PLACES = np.stack(np.meshgrid(np.arange(9), np.arange(7)), -1) + 0.5
FACE = np.array([(300.0, 240), (640, 240), (300, 580)])


def seen(name, along, down):
    """Where points of a sheet that stands in space are seen by a pinhole camera."""
    middle, angle = SHEETS[name]
    x = (np.asarray(along) - 0.5) * WIDE
    at = np.stack([x * np.cos(angle), (np.asarray(down) - 0.5) * HIGH], -1) + middle
    distance = 1 + x * np.sin(angle) / AWAY
    return CAMERA + (at - CAMERA) / distance[..., None]


def corners(name):
    return seen(name, np.array([0, 1, 0, 1]), np.array([0, 0, 1, 1]))


@pytest.mark.parametrize("name", SHEETS)
def test_points_are_where_a_camera_sees_them(name):
    along, down = np.random.default_rng(0).uniform(0, 1, (2, 200))
    points = seen(name, along, down)
    np.testing.assert_allclose(points_on(corners(name), along, down), points)
    shares = np.stack([along, down], -1)
    np.testing.assert_allclose(shares_of(corners(name), points), shares)


def test_edges_that_are_parallel_divide_evenly():
    points = points_on(SLANTED, [0.5, 1.0], [0.25, 1.0])
    np.testing.assert_allclose(points, [(157.5, 80), (330, 260)])
    np.testing.assert_allclose(shares_of(SLANTED, points), [(0.5, 0.25), (1, 1)])
    np.testing.assert_allclose(ring(SLANTED)[2], (330, 260))


@pytest.mark.parametrize(
    "told",
    [
        [(5, 0), (5, 0), (5, 90)],
        [(5, 0), (65, 120), (15, 20)],
        [(5, 0), (5, 10), (5, 90), (5, 80)],
    ],
)
def test_a_sheet_seen_from_its_edge_shows_no_point(told):
    assert shares_of(told, (5, 40)) is None


def rack():
    return Rack(np.random.default_rng(1).normal(size=(6, 8, 8)), RACK)


@pytest.mark.parametrize("sheet", [0, 4])
def test_the_way_out_joins_the_rack_and_the_face(sheet):
    start = rack().sheet_corners(sheet)
    for share, there in ((0, start), (1, FACE)):
        np.testing.assert_array_equal(
            way_out(start, FACE, share), [*there, there[1] + there[2] - there[0]]
        )
    way = np.array([way_out(start, FACE, share) for share in np.linspace(0, 1, 401)])
    steps = np.hypot(*np.moveaxis(np.diff(way, axis=0), -1, 0)).max(axis=1)
    assert steps.max() < 3 * np.hypot(*(way[-1] - way[0]).mean(axis=0)) / 400 + 3
    # No jump of the speed either, but that of the eases where they begin and end.
    assert np.abs(np.diff(steps)).max() < 0.2


@pytest.mark.parametrize("share", [0.45, 0.55, 0.65, 0.8, 0.95])
def test_rows_lead_to_one_vanishing_point(share):
    """Of a sheet on its way, that is nearer at its left side; columns stand."""
    told = way_out(rack().sheet_corners(2), FACE, share)
    down = np.linspace(0, 1, 9)
    left, right = (points_on(told, np.full(9, u), down) for u in (0, 1))
    assert np.ptp(left[:, 0]) < 1e-9 and np.ptp(right[:, 0]) < 1e-9
    assert np.ptp(left[:, 1]) > np.ptp(right[:, 1]) > 0
    slopes = (right - left)[:, 1] / (right - left)[:, 0]
    # Two of the lines meet there, and so do all others.
    x = (left[0, 1] - left[8, 1]) / (slopes[8] - slopes[0])
    assert x > np.ptp(told[:, 0])  # behind its right side
    np.testing.assert_allclose(left[:, 1] + slopes * x, left[0, 1] + slopes[0] * x)


def test_it_is_in_perspective_once_it_turns():
    start = rack().sheet_corners(2)
    ratios = []
    for share in (0.3, 0.45, 0.6, 0.75, 1):
        told = way_out(start, FACE, share)
        ratios.append((told[2, 1] - told[0, 1]) / (told[3, 1] - told[1, 1]))
    assert ratios[0] == ratios[-1] == 1
    assert max(ratios) > 1.15 and ratios[1] > 1


def plane(told):
    values = np.random.default_rng(2).normal(size=(7, 9))
    return MatrixPlane(values, Box(0, 0, 10, 10), name="w").place_corners(told)


@pytest.mark.parametrize("name", SHEETS)
def test_each_cell_is_painted_where_it_is_seen(name):
    part, records = plane(corners(name)), []
    frame = drawn([part], records=records)
    (record,) = records
    colors = part.color_scale.colors(part.values.array)
    middles = through(from_shares(corners(name)), PLACES / (9, 7))
    np.testing.assert_allclose(record.centers(), middles)
    x, y = np.moveaxis(np.floor(middles).astype(int), -1, 0)
    np.testing.assert_array_equal(frame[y, x], colors)
    # Beside it nothing is painted but its side, below it and at its right.
    above = through(from_shares(corners(name)), [(0.3, -0.05), (0.7, -0.05)])
    for x, y in np.floor(above).astype(int):
        assert tuple(frame[y, x]) == tuple(frame[0, 0])


@pytest.mark.parametrize("name", SHEETS)
def test_a_point_leads_to_its_cell(name):
    part = plane(corners(name))
    for row, column in ((0, 0), (3, 4), (6, 8), (2, 7)):
        point = seen(name, (column + 0.5) / 9, (row + 0.5) / 7)
        values, index = part.cell_at(*point)
        assert index == (row, column) and values is part.values
    for along, down in ((-0.02, 0.5), (1.02, 0.5), (0.5, -0.02), (0.5, 1.02)):
        assert part.cell_at(*seen(name, along, down)) is None


def test_it_is_not_upright_and_moves_as_manim_moves_it():
    name = "turned to the right"
    part = plane(corners(name))
    assert not part.upright and len(part.corners) == 3
    np.testing.assert_allclose(part.seen_corners, corners(name))
    part.shift(np.array([1.0, 0, 0]))
    np.testing.assert_allclose(part.seen_corners, corners(name) + (135, 0))
    # With sides that do not stand upright it is drawn as three corners tell.
    told = corners(name) + [(0, 0), (0, 0), (0, 0), (40, 0)]
    assert len(plane(told).seen_corners) == 3
    box = Box(100, 100, 300, 200)
    assert plane(corners(name)).place(box).upright


def test_pages_show_the_same_cells():
    """Of an SVG picture each cell is a polygon, a PDF page is read by another
    program."""
    name = "turned to the right"
    part = plane(corners(name))
    colors = part.color_scale.colors(part.values.array)[..., :3]
    middles = seen(name, *(np.moveaxis(PLACES, -1, 0) / [[[9]], [[7]]]))
    text = svg_of([part]).decode()
    told = re.findall(r'<polygon points="([^"]*)" fill="(#[0-9a-f]{6})"/>', text)
    cells = [(np.array(re.split("[ ,]", a), float), b) for a, b in told[-63:]]
    for (points, color), middle, wanted in zip(
        cells, middles.reshape(-1, 2), colors.reshape(-1, 3), strict=True
    ):
        assert color == f"#{bytes(wanted).hex()}"
        around = points.reshape(4, 2)
        assert np.abs(around.mean(axis=0) - middle).max() < 3
    page = pypdfium2.PdfDocument(io.BytesIO(pdf_of([part])))[0]
    pixels = page.render(scale=DESIGN_WIDTH / page.get_width()).to_numpy()[..., ::-1]
    x, y = np.moveaxis(np.floor(middles).astype(int), -1, 0)
    np.testing.assert_allclose(pixels[y, x], colors, atol=1)


@pytest.mark.parametrize("sheet", [1, 3, 5])
def test_it_is_as_large_as_the_sheets_that_it_passes(sheet):
    """While it goes along the rack, to a face below its first sheet."""
    every = [rack().sheet_corners(k) for k in range(6)]
    face = every[0] + (0, 300)
    for share in np.linspace(0, 0.34, 12):
        told = way_out(every[sheet], face, share)
        lefts = [corners[0, 0] for corners in every]
        highs = [corners[2, 1] - corners[0, 1] for corners in every]
        high = np.interp(told[0, 0], lefts, highs)
        assert told[2, 1] - told[0, 1] == pytest.approx(high, rel=0.01)
        assert told[1, 1] == pytest.approx(RACK.top)


def test_no_other_sheet_touches_one_on_its_way():
    """The ground is seen around it, but not in the rack and not at its end."""
    stood = Rack(np.random.default_rng(1).normal(size=(40, 8, 8)), RACK)
    start = stood.sheet_corners(20)
    part = plane(start)
    for share, gap in ((0, 0), (0.3, 5), (0.6, 5), (1, 0)):
        assert part.swing_out(start, FACE, share) is part
        np.testing.assert_allclose(
            part.seen_corners, way_out(start, FACE, share)[: len(part.seen_corners)]
        )
        assert part.gap == gap
    part.swing_out(start, FACE, 0.3)
    frame = drawn([stood, part])
    left, above = part.seen_corners[0], part.seen_corners[1]
    edge = (left + above) / 2
    ground = tuple(drawn([])[0, 0])
    for up, is_ground in ((3, True), (-6, False), (9, False)):
        x, y = np.floor(edge - (0, up)).astype(int)
        assert (tuple(frame[y, x]) == ground) == is_ground, up


@pytest.mark.parametrize("sheet", [0, 3, 5])
def test_its_first_moment_looks_as_the_rack_does(sheet):
    stood = rack()
    whole = drawn([stood])[:, :, :3].astype(int)
    slot = stood.sheet_corners(sheet)
    part = MatrixPlane(
        stood.values[sheet], Box(0, 0, 10, 10), scale=stood.color_scale, numbers=False
    )
    stood.away = frozenset([sheet])
    gone = drawn([stood])[:, :, :3].astype(int)
    out = drawn([stood, part.swing_out(slot, FACE, 0.0)])[:, :, :3].astype(int)
    missing, differs = (
        (np.abs(whole - one).max(axis=2) > 30).sum() for one in (gone, out)
    )
    assert missing > 8_000 and differs < 0.06 * missing
