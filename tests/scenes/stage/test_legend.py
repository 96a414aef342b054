"""Both kinds of legend write the ends of a scale alike, and whole."""

import numpy as np
import pytest

from scenes.stage.camera import drawn
from scenes.stage.legend import Legend
from scenes.stage.palette import Scale
from scenes.stage.part import Box
from scenes.stage.weight_legend import WeightLegend
from tests.legibility import overlapping

BOX = Box(200, 100, 96, 10)
CASES = [
    (Scale("diverging", 0.014), ["−0.014", "+0.014"]),
    (Scale("diverging", 0.0025), ["−0.0025", "+0.0025"]),
    (Scale("diverging", 0.5), ["−0.50", "+0.50"]),
    (Scale("diverging", 999.0, clipped=True), ["≤ −999.00", "≥ +999.00"]),
    (Scale("diverging", 1.2e-5, clipped=True), ["≤ −1.2e-5", "≥ +1.2e-5"]),
    (Scale("diverging", 2.5e300), ["−2.5e+300", "+2.5e+300"]),
]


@pytest.mark.parametrize("scale, ends", CASES)
@pytest.mark.parametrize("kind", [Legend, WeightLegend])
def test_ends_are_written_alike(kind, scale, ends):
    records = []
    drawn([kind(scale, BOX)], records=records)
    texts = [one.text for one in records if getattr(one, "text", "")]
    assert [text.replace("-", "−") for text in texts] == [
        end.replace("-", "−") for end in ends
    ]


@pytest.mark.parametrize("scale", [scale for scale, _ in CASES])
@pytest.mark.parametrize("opacity", [1.0, 0.99])
@pytest.mark.parametrize("kind", [Legend, WeightLegend])
def test_ends_are_written_whole(kind, opacity, scale):
    """As on a stage that holds nothing back, on both sides of the strip."""
    legend = kind(scale, BOX)
    whole = Legend(scale, BOX)
    frames = [
        drawn([part])[..., :3].astype(int)
        for part in (legend.set_opacity(opacity), whole)
    ]
    ink = [np.abs(frame - frame[0, 0]).max(axis=(0, 2)) > 40 for frame in frames]
    for side in (slice(None, int(BOX.left) - 4), slice(int(BOX.right) + 4, None)):
        np.testing.assert_array_equal(ink[0][side], ink[1][side])


@pytest.mark.parametrize(
    "limit, room, lines",
    [
        (2.54, 300, 0),
        (2.54, 160, 1),
        (2.54, 131, 1),
        (2.54, 100, 2),
        (2.5e300, 131, 2),
        (2.5e300, 100, None),
    ],
)
def test_the_ends_of_a_legend_keep_to_its_room(limit, room, lines):
    """Of legends side by side no end lies on another: they stand beside the
    strip, in one or two lines above it, or nowhere."""
    records = []
    legends = [
        WeightLegend(
            Scale("diverging", limit), Box(300 + k * room, 200, 48, 10), room=room
        )
        for k in range(3)
    ]
    drawn(legends, records=records)
    texts = [one for one in records if getattr(one, "text", "")]
    if lines is None:
        assert texts == []
        return
    assert len(texts) == 6 and overlapping(texts) == []
    for legend, low, high in zip(legends, texts[::2], texts[1::2]):
        assert (low.text, high.text) == tuple(
            end.replace("\N{MINUS SIGN}", low.text[0]) for end in legend.ends
        )
        middle = legend.box.left + 24
        for one in (low, high):  # their edges are whole pixels
            assert abs(one.left - middle) <= room / 2 + 1
            assert abs(one.right - middle) <= room / 2 + 1
        if lines:
            assert low.bottom < 200 and high.bottom < 200
            assert (high.bottom < low.top) == (lines == 2)
        else:
            assert low.right < legend.box.left and legend.box.right < high.left
