"""A plane: which cells hold a value already, and what stands beside it."""

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from tests.color_oracle import EMPTY, levels

VALUES = np.arange(1.0, 13.0).reshape(3, 4) / 7


def seen(plane):
    """(pixels, the record of its cells, the records of its texts)."""
    records = []
    pixels = drawn([plane], records=records)
    (cells,) = (one for one in records if hasattr(one, "values"))
    return pixels, cells, [one for one in records if hasattr(one, "text")]


@pytest.mark.parametrize("hollow, empty", [(False, EMPTY), (True, palette.BACKGROUND)])
@pytest.mark.parametrize(
    "revealed, count",
    [(None, 12), (0, 0), (1, 1), (5, 5), (11.9, 11), (12, 12), (99, 12), (-3, 0)],
)
def test_so_many_cells_hold_a_value(revealed, count, hollow, empty):
    plane = MatrixPlane(VALUES, Box(100, 100, 400, 300))
    plane.revealed, plane.hollow = revealed, hollow
    pixels, cells, texts = seen(plane)
    assert cells.shown.ravel().tolist() == [True] * count + [False] * (12 - count)
    assert [one.text for one in texts] == [
        f"{value:.2f}" for value in VALUES.flat[:count]
    ]
    for row, column in np.ndindex(3, 4):
        box = plane.cell_box(row, column)
        pixel = pixels[int(box.top) + 8, int(box.left) + 8, :3]
        if row * 4 + column >= count:
            np.testing.assert_allclose(pixel, levels(empty), atol=1)
        else:
            assert np.abs(pixel - levels(empty)).max() > 5


@pytest.mark.parametrize("revealed, shown", [(0, 0), (1, 1), (8, 4), (36, 10)])
def test_a_block_is_there_with_its_first_cell(revealed, shown):
    plane = MatrixPlane(np.ones((16, 8)), Box(100, 100, 4, 8))
    plane.revealed = revealed
    _, cells, _ = seen(plane)
    assert cells.block == (2, 2) and cells.shown.shape == (8, 4)
    assert cells.shown.ravel().tolist() == [True] * shown + [False] * (32 - shown)


@pytest.mark.parametrize(
    "marks, lit",
    [
        ((), set()),
        (((0, 0, 1, 4),), {"a"}),
        (((2, 1, 1, 1),), {"c"}),
        (((0, 0, 1, 1), (1, 0, 1, 1)), {"a", "b"}),
    ],
)
def test_the_labels_of_marked_rows_are_lit(marks, lit):
    plane = MatrixPlane(
        VALUES, Box(100, 100, 400, 300), numbers=False, row_labels=["a", "b", "c"]
    )
    plane.marks = marks
    _, _, texts = seen(plane)
    assert [one.text for one in texts] == ["a", "b", "c"]
    assert {one.text for one in texts if one.color == palette.POINTED} == lit
    assert {one.color for one in texts} <= {palette.POINTED, palette.QUIET}


@pytest.mark.parametrize("hidden, text", [(-1e10, "−1e10"), (-np.inf, "−∞")])
def test_what_a_mask_hides_is_hatched_and_leaves_the_numbers_to_the_others(
    hidden, text
):
    values = np.array([[0.5, hidden], [-2.25, 1.0]])
    plane = MatrixPlane(values, Box(100, 100, 400, 300))
    pixels, _, texts = seen(plane)
    assert [one.text for one in texts] == ["+0.50", text, "−2.25", "+1.00"]

    def hatched(row, column):
        box = plane.cell_box(row, column)
        top, left = int(box.top) + 4, int(box.left) + 4
        cell = pixels[top : top + int(box.height) - 8, left : left + int(box.width) - 8]
        lines = np.abs(cell[:, :, :3].astype(int) - levels(palette.HATCH)).max(axis=2)
        return int((lines <= 3).sum())

    assert hatched(0, 1) > 50
    assert max(hatched(0, 0), hatched(1, 0), hatched(1, 1)) < 10  # of the letters


def test_cells_that_hold_no_value_yet_are_not_hatched():
    plane = MatrixPlane(np.array([[0.5, -1e10], [1.0, 2.0]]), Box(100, 100, 400, 300))
    plane.revealed = 1
    _, _, texts = seen(plane)
    assert [one.text for one in texts] == ["0.50"]
