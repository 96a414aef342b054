"""Both kinds of legend write the ends of a scale alike, and whole."""

import numpy as np
import pytest

from scenes.stage.camera import drawn
from scenes.stage.legend import Legend
from scenes.stage.palette import Scale
from scenes.stage.part import Box
from scenes.stage.weight_lines import WeightLegend

BOX = Box(200, 100, 96, 10)
CASES = [
    (Scale("diverging", 0.014), ["−0.014", "+0.014"]),
    (Scale("diverging", 0.0025), ["−0.0025", "+0.0025"]),
    (Scale("diverging", 0.5), ["−0.50", "+0.50"]),
    (Scale("diverging", 999.0, clipped=True), ["≤ −999.00", "≥ +999.00"]),
    (Scale("diverging", 1.2e-5, clipped=True), ["≤ −1.2e-05", "≥ +1.2e-05"]),
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
