"""Who voted for an answer, and where the pictures of them stand."""

import numpy as np
import pytest

from scenes.acts.voters import SIDE, _apart, voters_of
from scenes.stage.part import Box

ROOM = Box(0, 300, 0, 700)


@pytest.mark.parametrize(
    "added, voters",
    [
        ([1.0, -2.0, 3.0, 2.0, 0.5, -1.0], [0, 1, 2, 3]),
        ([4.0, 0.0, 1.0], [0, 2]),  # what adds nothing did not vote
        ([-1.0, -3.0], [1]),
        ([0.0, 0.0], []),
    ],
)
def test_who_is_told(added, voters):
    assert voters_of(np.array(added)) == voters


@pytest.mark.parametrize(
    "middles",
    [
        [360.0, 600.0],
        [400.0, 410.0, 420.0],  # close together
        [690.0, 695.0, 700.0],  # at the foot
        [300.0, 301.0],  # at the head
    ],
)
def test_none_stands_over_another_or_outside(middles):
    found = _apart(middles, ROOM)
    assert all(after - before >= SIDE for before, after in zip(found, found[1:]))
    assert found[0] - SIDE / 2 >= ROOM.top and found[-1] + SIDE / 2 <= ROOM.bottom
    if middles == [360.0, 600.0]:
        assert found == middles
