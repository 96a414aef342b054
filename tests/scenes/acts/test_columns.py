"""Where columns of bars stand, and what they reach from and to."""

import numpy as np
import pytest

from scenes.acts import columns
from scenes.acts.columns import column_box, common_span
from scenes.stage.part import Box
from tests.scenes.acts.given import STAGE


@pytest.mark.parametrize(
    "place, count, more, box",
    [
        (0, 4, {}, Box(48, 360, 480, 216)),
        (1, 4, {}, Box(1390, 360, 480, 216)),
        (0.5, 4, {}, Box(719, 360, 480, 216)),
        (1, 4, {"width": 400}, Box(1470, 360, 400, 216)),
        (0, 4, {"foot": 22}, Box(48, 360, 480, 216)),
        (0, 13, {}, Box(48, 360, 480, 620)),  # as long as there is room
        (0, 13, {"foot": 22}, Box(48, 360, 480, 598)),
        (0, 14, {}, Box(48, 314, 480, 666)),
        (0, 14, {"foot": 22}, Box(48, 314, 480, 644)),
    ],
)
def test_where_a_column_of_bars_stands(place, count, more, box):
    assert column_box(STAGE, place, count, **more) == box


@pytest.mark.parametrize(
    "arrays, span",
    [
        ([[1.0, 2.0], [-3.0]], (-3.0, 2.0)),
        ([[1.0, 2.0], [3.0]], (0.0, 3.0)),
        ([[-1.0, -2.0]], (-2.0, 0.0)),
        ([[np.nan, 1.0], [np.inf, -np.inf, -1.0]], (-1.0, 1.0)),
        ([[0.0], [0.0]], (0.0, 1.0)),
        ([[np.nan], []], (0.0, 1.0)),
    ],
)
def test_the_span_of_several_arrays(arrays, span):
    assert common_span(*map(np.array, arrays)) == span


def test_a_note_below_bars_has_the_room_of_a_line():
    (with_note, without) = (
        column_box(STAGE, 0, 14, foot=foot) for foot in (columns.NOTE, 0)
    )
    assert without.bottom - with_note.bottom == 22
