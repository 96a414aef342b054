"""The chart of the shares: logarithmic, each dot in its place."""

import numpy as np
import pytest

from scenes.stage.camera import drawn
from scenes.stage.chart import Chart
from scenes.stage.part import Box
from tests.frames import drawn_at
from tests.legibility import overlapping


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


@pytest.mark.parametrize(
    "last, width, texts",
    [
        (0, 600, ["1", "0"]),
        (10_000, 600, ["10,000", "1,000", "100", "10", "1", "0"]),
        (5_000, 600, ["1,000", "100", "10", "1", "0", "5,000"]),
        # Each is told but those that would touch a larger one that is.
        (600_000, 590, ["100,000", "1,000", "100", "10", "1", "0"]),
        (10_000_000, 420, ["10,000,000", "10,000", "100", "1", "0"]),
    ],
)
def test_the_counts_below_a_chart_do_not_touch(last, width, texts):
    records = []
    chart = Chart(
        (0, last) if last else (0,), (0, 1)[: 1 + bool(last)], Box(9, 9, width, 330)
    )
    drawn([chart], records=records)
    told = [one for one in records if getattr(one, "text", "") and "%" not in one.text]
    assert sorted(one.text for one in told) == sorted(texts)
    assert overlapping(told) == []
    for one in told:
        x, _ = chart.point(int(one.text.replace(",", "")), 0)
        assert (one.left + one.right) / 2 == pytest.approx(x, abs=3)


def test_a_line_goes_ahead_to_what_is_measured_next():
    chart = Chart((0, 1, 10), (0.1, 0.5, 0.9), Box(0, 0, 800, 400))
    (start, end), lit = (chart.point(*one) for one in ((1, 0.5), (10, 0.9))), []
    for chart.shown, chart.ahead in ((2, 0.0), (2, 0.5), (2, 1.0), (3, 0.5)):
        pixels = drawn([chart])
        # A quarter and three quarters of the way from one to the other.
        for part in (0.25, 0.75):
            x, y = (int(a + (b - a) * part) for a, b in zip(start, end))
            lit.append(bool(pixels[y - 1 : y + 2, x, :3].min(axis=-1).max() > 80))
    assert lit == [False, False, True, False, True, True, True, True]


def test_a_chart_refuses_what_does_not_fit():
    with pytest.raises(ValueError, match="a share for each count"):
        Chart((0, 1), (0.5,), Box(0, 0, 800, 400))


def test_the_dots_of_the_chart_are_where_they_belong(training_film, default_history):
    shot = training_film.shots[-1]
    frame = drawn_at(training_film, shot, shot.seconds)
    chart = next(part for part in frame.parts if isinstance(part, Chart))
    dots = np.array([174, 184, 196])  # of progress
    for count, accuracy in zip(default_history.seen, default_history.accuracies):
        x, y = chart.point(int(count), float(accuracy))
        pixel = frame.pixels[int(y), int(x), :3].astype(int)
        assert np.abs(pixel - dots).max() <= 3, count
