"""Where a sweep is, and which cells it stands still at."""

import numpy as np
import pytest

from scenes.acts.sweep import Sweep


@pytest.mark.parametrize(
    "products, pauses",
    [
        ([1, 2, 9, 8, 0, 1, 3, 3, 2], (2, 3, 6)),
        ([[1, -2, 1], [0, 0, -5], [7, 0, 0]], (1, 5, 6)),
        ([1, 2, 3, 4], (1, 2, 3)),  # the first third is the longest
    ],
)
def test_it_stands_still_at_the_heaviest_of_each_third(products, pauses):
    sweep = Sweep.over(np.array(products, float))
    assert sweep == Sweep(np.size(products), pauses)


@pytest.mark.parametrize(
    "share, cells, pause",
    [
        (0.0, 0, None),
        (0.025, 2, None),  # a tenth of the time that it moves
        (0.05, 4, None),
        (0.051, 4, 3),
        (0.3, 4, 3),
        (0.3125, 5, None),
        (0.35, 8, None),
        (0.351, 8, 7),
        (0.6, 8, 7),
        (0.65, 12, None),
        (0.651, 12, 11),
        (0.9, 12, 11),
        (0.95, 16, None),
        (1.0, 20, None),
    ],
)
def test_how_far_it_is(share, cells, pause):
    """Of twenty cells it stands at the 4th, 8th and 12th, for a quarter of its
    time each."""
    assert Sweep(20, (3, 7, 11)).at(share) == (cells, pause)


@pytest.mark.parametrize("pauses", [(0, 1, 3), (0, 2, 3), (1, 2, 3)])
def test_it_never_goes_back_and_ends_with_all(pauses):
    sweep = Sweep(4, pauses)
    swept = [sweep.at(share)[0] for share in np.linspace(0, 1, 201)]
    assert swept == sorted(swept) and swept[0] == 0 and swept[-1] == 4
    assert sweep.at(0.9) == (4, 3)  # at the last cell, too, it stands still
