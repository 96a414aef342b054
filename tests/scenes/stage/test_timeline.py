"""The timeline: filled as far as the film has played, its names in place."""

from itertools import pairwise

import numpy as np
import pytest

from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.timeline import Timeline
from tests.color_oracle import levels

LEFT, RIGHT, TOP = 50, 1870, 1012
LONG = [f"step {k} of a film with many long names" for k in range(14)]


def shown(names, current, share=0.0):
    """(pixels, records) of a timeline."""
    timeline, records = Timeline(names), []
    timeline.current, timeline.share = current, share
    return drawn([timeline], records=records), records


@pytest.mark.parametrize(
    "current, share", [(0, 0.0), (0, 0.5), (1, 0.0), (1, 0.5), (2, 0.25), (2, 1.0)]
)
def test_it_is_filled_as_far_as_the_film_has_played(current, share):
    pixels, _ = shown(["one", "two", "three"], current, share)
    pitch = (RIGHT - LEFT) / 3
    for index in range(3):
        for place in (0.1, 0.4, 0.6, 0.9):
            played = index < current or index == current and place < share
            pixel = pixels[TOP + 3, int(LEFT + (index + place) * pitch), :3]
            bar = palette.TEXT if index == current else palette.PROGRESS
            color = bar if played else palette.LINE
            np.testing.assert_allclose(pixel, levels(color), atol=1)


@pytest.mark.parametrize(
    "names, current",
    [(["one", "two", "three"], 1), (["one"], 0), (LONG, 0), (LONG, 6), (LONG, 13)],
)
def test_the_step_that_plays_is_lit(names, current):
    _, records = shown(names, current)
    lit = [one.text for one in records if one.color == palette.TEXT]
    assert lit == [names[current]]
    assert {one.color for one in records} <= {palette.TEXT, palette.QUIET}


@pytest.mark.parametrize("current", range(len(LONG)))
def test_long_names_stand_beside_one_another_within_the_frame(current):
    _, records = shown(LONG, current)
    records = sorted(records, key=lambda one: one.left)
    assert records[0].left >= LEFT - 1 and records[-1].right <= RIGHT + 1
    assert all(one.right + 8 < other.left for one, other in pairwise(records))
    numbers = [LONG.index(one.text.strip("› ")) for one in records]
    assert numbers == list(range(numbers[0], numbers[-1] + 1))
    assert numbers[0] <= max(current - 1, 0)
    assert numbers[-1] >= min(current + 1, len(LONG) - 1)
    assert len(numbers) >= 4


@pytest.mark.parametrize("current, share", [(0, 0.0), (400, 0.5), (1999, 1.0)])
def test_thousands_of_steps_are_one_bar(current, share):
    names = [f"z-{k}" for k in range(2000)]
    timeline = Timeline(names)
    timeline.current, timeline.share = current, share
    assert len(marks_of(timeline, Drawings())) <= 2 + 7
    pixels, records = shown(names, current, share)
    played = LEFT + (RIGHT - LEFT) * (current + share) / 2000
    for place in range(LEFT + 5, RIGHT - 5, 37):
        if abs(place - played) > 3:
            color = palette.PROGRESS if place < played else palette.LINE
            np.testing.assert_allclose(
                pixels[TOP + 3, place, :3], levels(color), atol=1
            )
    assert [one.text for one in records if one.color == palette.TEXT] == [
        names[current]
    ]
