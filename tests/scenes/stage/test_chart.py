"""The chart of the shares: logarithmic, each dot in its place."""

import numpy as np
import pytest

from scenes.stage.chart import Chart
from scenes.stage.part import Box
from tests.frames import drawn_at


@pytest.mark.parametrize(
    "count, share, x, y",
    [
        (0, 0.0, 0.0, 0.0),
        (1, 0.5, 0.0, 0.5),
        (10, 1.0, 0.25, 1.0),
        (100, 0.25, 0.5, 0.25),
        (10_000, 0.75, 1.0, 0.75),
    ],
)
def test_the_chart_is_logarithmic(count, share, x, y):
    chart = Chart((0, 1, 10_000), (0, 0, 0), Box(0, 0, 800, 400))
    room = chart.room
    across, down = chart.point(count, share)
    assert down == pytest.approx(room.bottom - y * room.height)
    expected = (
        room.left
        if count == 0
        else room.left + chart.APART + x * (room.width - chart.APART)
    )
    assert across == pytest.approx(expected)


def test_a_chart_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="a share for each count"):
        Chart((0, 1), (0.5,), Box(0, 0, 800, 400))


def test_the_dots_of_the_chart_are_where_they_belong(training_film, default_history):
    shot = training_film.shots[-1]
    frame = drawn_at(training_film, shot, shot.seconds)
    chart = next(part for part in frame.parts if isinstance(part, Chart))
    amber = np.array([255, 180, 84])
    for count, accuracy in zip(default_history.seen, default_history.accuracies):
        x, y = chart.point(int(count), float(accuracy))
        pixel = frame.pixels[int(y), int(x), :3].astype(int)
        assert np.abs(pixel - amber).max() <= 3, count
