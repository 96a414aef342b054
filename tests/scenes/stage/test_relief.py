"""Cells in space: what hides what, how high each is, and where they are read.

The oracle is a ray through each pixel that goes down until it is below a cell.
"""

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.cairo_painter import CairoPainter
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.mark_edges import edges_of
from scenes.stage.marks import Cells, Relief
from scenes.stage.palette import Scale
from scenes.stage.part import Box
from scenes.stage.placing import Placed, Placing
from scenes.stage.relief import eye_of, faces_of, polygons_of, wall_color
from scenes.stage.relief_sheet import ReliefSheet
from scenes.stage.space import EYE, lying
from scenes.stage.themes import THEMES, themed_relief
from scenes.stage.values import Values

BOX = Box(700, 300, 480, 480)
GROUND = (13, 17, 23, 255)
FINE = 400  # steps in which a ray goes down
LOOKS = [(0.0, 0.0), (0.0, 0.9), (-0.4, 0.9), (0.5, 1.1), (1.8, 0.7), (3.0, 1.0)]


def relief(array, *, turned=-0.4, tilted=0.9, rise=0.17, limit=None):
    array = np.asarray(array, float)
    scale = Scale("diverging", limit or np.abs(np.nan_to_num(array)).max())
    lens = lying(BOX, turned=turned, tilted=tilted)
    return Relief(Values(array), scale, lens, rise, palette.SIDE, "w", (0, 0))


def some(shape=(9, 7), seed=3):
    return np.random.default_rng(seed).normal(size=shape)


def painted(mark):
    pixels = np.empty((1080, 1920, 4), np.uint8)
    pixels[...] = GROUND
    CairoPainter(pixels).paint([mark])
    return pixels[..., :3].astype(int)


def seen_at(mark, x, y):
    """(row, column, whether its top is seen) of what a ray meets, or None."""
    lens, heights = np.array(mark.lens).reshape(3, 4), mark.heights()
    rows, columns = heights.shape
    across, down = lens[0] - x * lens[2], lens[1] - y * lens[2]
    sides = np.array([across[:2], down[:2]])
    high = np.linspace(mark.rise, -mark.rise, FINE + 1)
    rest = np.array([across[2] * high + across[3], down[2] * high + down[3]])
    u, v = np.linalg.solve(sides, -rest)
    inside = (u >= 0) & (u < 1) & (v >= 0) & (v < 1)
    cell = (v * rows).astype(int) % rows, (u * columns).astype(int) % columns
    met = np.flatnonzero(inside & (heights[cell] >= high - 1e-12))
    if not len(met):
        return None
    first = met[0]
    if high[first] < 0 and not inside[first - 1]:
        return None  # below the sheet, past its edge
    place = int(cell[0][first]), int(cell[1][first])
    return *place, bool(heights[place] - high[first] < 2 * mark.rise / FINE)


@pytest.mark.parametrize("turned, tilted", LOOKS)
def test_what_is_nearer_hides_what_is_behind_it(turned, tilted):
    mark = relief(some(), turned=turned, tilted=tilted)
    frame, colors = painted(mark), mark.colors()[..., :3].astype(int)
    rng = np.random.default_rng(1)
    left, top, right, bottom = mark.edges()
    wrong = count = 0
    for x, y in rng.uniform((left, top), (right, bottom), (1500, 2)).astype(int):
        met = seen_at(mark, x + 0.5, y + 0.5)
        if met is None:
            continue
        row, column, is_top = met
        expected = colors[row, column]
        if not is_top:
            expected = wall_color(expected, mark.side_bytes()).astype(int)
        count += 1
        wrong += int(np.abs(frame[y, x] - expected).max() > 3)
    # On edges pixels are mixed, and a ray's steps are coarse.
    assert count > 300 and wrong < 0.08 * count, (wrong, count)


def test_facing_us_and_flat_it_is_its_cells():
    array = some((6, 6))
    flat = relief(array, turned=0, tilted=0, rise=0)
    cells = Cells(
        flat.values, flat.color_scale, BOX.corners, None, False, None, "w", (0, 0)
    )
    np.testing.assert_allclose(painted(flat), painted(cells), atol=2)
    assert not faces_of(flat).is_wall.any()


def test_heights_are_in_proportion():
    array = np.array([[4.0, -2.0], [0.0, np.nan]])
    mark = relief(array, limit=4.0, rise=0.2)
    np.testing.assert_allclose(mark.heights(), [[0.2, -0.1], [0.0, 0.0]])
    beyond = relief(array, limit=2.0, rise=0.2)
    np.testing.assert_allclose(beyond.heights(), [[0.2, -0.2], [0.0, 0.0]])


@pytest.mark.parametrize("turned, tilted", LOOKS)
def test_nothing_reaches_over_the_edges(turned, tilted):
    mark = relief(some(), turned=turned, tilted=tilted)
    points = faces_of(mark).points.reshape(-1, 2)
    box = edges_of(mark)
    assert (points >= (box.left - 3, box.top - 3)).all()  # tops reach over a little
    assert (points <= (box.right + 3, box.bottom + 3)).all()


def test_the_lens_has_one_vanishing_point():
    """Its middle stays, what is further away is smaller, and the eye is where
    the lens was made to have it."""
    lens = np.array(lying(BOX, turned=0.0, tilted=0.8)).reshape(3, 4)

    def at(u, v, h=0.0):
        x, y, w = lens @ (u, v, h, 1)
        return np.array([x / w, y / w])

    np.testing.assert_allclose(at(0.5, 0.5), (940, 540))
    far, near = (at(1, v)[0] - at(0, v)[0] for v in (0, 1))
    away = 240 * np.sin(0.8)
    assert (far, near) == pytest.approx(
        (480 * EYE / (EYE + away), 480 * EYE / (EYE - away))
    )
    assert at(0.5, 0.5, 0.1)[1] < 540  # what is high stands higher
    u, v = eye_of(lens)
    assert (u, v) == pytest.approx((0.5, 0.5 + EYE * np.sin(0.8) / 480))


def test_other_painters_are_given_the_same_pieces():
    mark = relief(some((4, 4)))
    polygons = polygons_of(mark)
    points = [one.points for one in polygons]
    np.testing.assert_array_equal(points, faces_of(mark).points)
    assert {one.fill for one in polygons if one.fill} and not any(
        one.stroke for one in polygons
    )


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_colours_of_a_theme(theme):
    mark = relief([[1.0, -1.0], [0.0, 0.5]])
    tops, walls = themed_relief(mark, theme)
    levels = mark.color_scale.levels(mark.values.array)
    np.testing.assert_array_equal(tops, theme.ramps[0][levels][..., :3])
    (side,) = theme.colors([palette.SIDE])
    half = (tops + np.array([255 * one for one in palette.rgb(side)])) / 2
    np.testing.assert_allclose(walls, half, atol=0.6)


def test_it_can_be_placed_elsewhere():
    sheet = standing(some((3, 4)))
    before = edges_of(relief_of(sheet))
    (moved,) = Placed(Placing(0.5, 100, 200)).of([marks_of(sheet, Drawings())])
    after = edges_of(moved)
    assert after.left == pytest.approx(100 + 0.5 * before.left)
    assert after.bottom == pytest.approx(200 + 0.5 * before.bottom)


def standing(array):
    scale = Scale("diverging", float(np.abs(array).max()))
    sheet = ReliefSheet(Values(array), BOX, scale=scale, name="change")
    sheet.turned, sheet.tilted, sheet.rise = -0.4, 0.9, 0.17
    return sheet


def relief_of(sheet):
    (mark,) = marks_of(sheet, Drawings())
    return mark


def test_each_top_is_read_as_its_cell_where_the_sheet_stands():
    array = some((6, 5))
    sheet = standing(array)
    assert sheet.cells() == () and sheet.cell_at(940, 540) is None
    sheet.is_read = True
    mark = relief_of(sheet)
    left, top, right, bottom = mark.edges()
    points = np.random.default_rng(2).uniform((left, top), (right, bottom), (800, 2))
    right_ones, read = 0, []
    for x, y in points:
        met, found = seen_at(mark, x, y), sheet.cell_at(x, y)
        if met is not None and met[2] and found is not None:
            values, index = found
            read.append(met[:2])
            right_ones += values.array[index] == array[met[:2]]
    assert len(set(read)) >= 28 and right_ones > 0.97 * len(read) > 200
