"""The colours of values, one at a time and many at once."""

import numpy as np
import pytest

from scenes.stage.palette import Scale
from tests.color_oracle import UNUSUAL

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
        UNUSUAL["nan"], UNUSUAL["+inf"], UNUSUAL["-inf"]]
