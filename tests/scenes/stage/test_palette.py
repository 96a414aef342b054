"""The colours of values, one at a time and many at once."""

import re
from pathlib import Path

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.palette import Scale
from tests.color_oracle import UNUSUAL

SCENES = Path(__file__).parents[3] / "scenes"

VALUES = (-2.0, -1.0, -0.3, 0.0, 0.5, 1.0, np.nan, np.inf, -np.inf)


def written(color):
    """RGBA bytes as "#RRGGBB"."""
    return "#" + bytes(color[:3].tolist()).hex().upper()


@pytest.mark.parametrize("kind", ["diverging", "grey"])
def test_a_value_has_one_color_whatever_was_asked_before(kind):
    scale = Scale(kind, 1.0)
    together = scale.colors(VALUES)
    for _ in range(2):
        for value, color in zip(VALUES, together):
            assert scale.colors(value).tolist() == color.tolist()
    assert [written(color) for color in together[-3:]] == [
        UNUSUAL["nan"],
        UNUSUAL["+inf"],
        UNUSUAL["-inf"],
    ]


@pytest.mark.parametrize(
    "values, scale",
    [
        (np.linspace(0, 1, 9), Scale("grey", 1.0)),
        (np.linspace(0, 1.001, 9), Scale("diverging", 1.001)),
        (np.linspace(-0.001, 1, 9), Scale("diverging", 1.0)),
        ([-2.0, np.nan, np.inf], Scale("diverging", 2.0)),
        ([np.nan, -np.inf], Scale("diverging", 1.0)),
        ([0.0], Scale("grey", 1.0)),
        # One value far out among many does not dim the others; among few it does.
        ([-2.0] * 400 + [9.0], Scale("diverging", 2.0, clipped=True)),
        ([-2.0] * 399 + [9.0], Scale("diverging", 9.0)),
        ([-2.0] * 400 + [2.7], Scale("diverging", 2.0, clipped=True)),
        ([-2.0] * 400 + [2.5], Scale("diverging", 2.5)),  # not so far out
        ([-2.0] * 990 + [9.0] * 10, Scale("diverging", 9.0)),  # nor so few
        ([-2.0] * 996 + [9.0] * 4, Scale("diverging", 2.0, clipped=True)),
        ([0.0] * 999 + [-9.0], Scale("diverging", 9.0)),
        # What a mask hides leaves the scale to the others.
        ([0.5, -2.0, -1e10], Scale("diverging", 2.0, hidden=-1e10)),
        ([[0.5, -np.inf], [1.0, 0.0]], Scale("grey", 1.0, hidden=-np.inf)),
        ([0.0, -1e9, -1e9], Scale("grey", 1.0, hidden=-1e9)),
    ],
)
def test_how_far_a_scale_reaches(values, scale):
    assert Scale.of(np.array(values)) == scale


def test_all_colours_stand_in_the_palette():
    """So a theme is a change of one file."""
    written = {
        f"{path.relative_to(SCENES)}: {colour}"
        for path in SCENES.rglob("*.py")
        if path.name != "palette.py"
        for colour in re.findall(r"#[0-9A-Fa-f]{6}\b", path.read_text(encoding="utf-8"))
    }
    # Manim's own background, which is compared with.
    assert written == {"stage/settings.py: #000000"}


@pytest.mark.parametrize("hidden", [-1e10, -np.inf])
def test_what_a_mask_hides_has_a_colour_of_its_own(hidden):
    values = np.array([[0.5, hidden], [-2.0, 1.0]])
    colors = Scale.of(values).colors(values).reshape(4, 4)
    masked = [int(palette.MASKED[at : at + 2], 16) for at in (1, 3, 5)]
    assert colors[1, :3].tolist() == masked
    others = Scale("diverging", 2.0).colors(values).reshape(4, 4)
    np.testing.assert_array_equal(colors[[0, 2, 3]], others[[0, 2, 3]])
