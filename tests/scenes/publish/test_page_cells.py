"""Where cells stand and what they came from, by the film's own records."""

import base64

import numpy as np
import pytest

from scenes.film.film import Film
from scenes.publish.cells import RATE, cells_of
from scenes.publish.rules import cells_of_rule, rule_of
from scenes.reading.cells_read import cells_read
from tests.frames import drawn_at
from tests.small_film import PACE, small_trace


@pytest.fixture(scope="module")
def film():
    return Film(small_trace(), speed=PACE)


@pytest.fixture(scope="module")
def cells(film):
    return cells_of(film)


def array_of(cells, number):
    array = cells["arrays"][number]
    return np.frombuffer(base64.b64decode(array["data"]), f"<{array['sent']}")


def shown_at(cells, frame):
    """(grid, corners in design pixels, shown) of all places in a frame."""
    _, stands = [change for change in cells["changes"] if change[0] <= frame][-1]
    for place in (place for stand in stands for place in cells["stands"][stand]):
        grid, shown, *corners = cells["places"][place]
        yield cells["grids"][grid], np.reshape(corners, (-1, 2)) / 10, shown


def values_of(cells, grid):
    number, rows, columns, start, down, along = grid[:6]
    flat = start + down * np.arange(rows)[:, None] + along * np.arange(columns)
    return array_of(cells, number)[flat]


# Acts whose operands are grids, and no bars; the first fades in until later.
GRIDS = {0: ["rows"], 0.1: ["rows"]}
ALL_GRIDS = ["arrive", "rows", "generic"]


@pytest.mark.parametrize("share", [0, 0.1, 0.35, 0.6, 0.95])
def test_every_grid_drawn_is_there_with_its_values(film, cells, share):
    checked = set()
    for shot in film.shots:
        frame = round((shot.start + shot.seconds * share) * RATE)
        frame = min(frame, round((shot.start + shot.seconds) * RATE) - 1)
        drawn = drawn_at(film, shot, frame / RATE - shot.start, width=480, height=270)
        known = list(shown_at(cells, frame))
        for record in drawn.records:
            if (
                not hasattr(record, "values")
                or record.opacity < 0.5
                or record.block != (1, 1)
            ):
                continue
            assert any(
                corners.shape == record.corners.shape
                and np.abs(corners - record.corners).max() < 5
                and grid[1:3] == list(record.values.shape)
                and np.array_equal(values_of(cells, grid), record.values)
                for grid, corners, _ in known
            ), (str(drawn), record.name)
            checked.add((shot.player.act.kind, record.name))
    wanted = {
        (act.kind, value.name or value.expression)
        for act in (shot.player.act for shot in film.shots)
        if act.kind in GRIDS.get(share, ALL_GRIDS)
        for value in act.operands
    }
    if share == 0.95:  # then the products of rows stand in the place of the weights
        wanted = wanted - {("rows", "weights")} | {("rows", "product")}
    assert checked >= wanted and len(wanted) >= 2


def test_columns_of_bars_are_cells_too(film, cells):
    shot = film.shots_of(1)[0]
    frame = round((shot.start + shot.seconds) * RATE) - 1
    (bars,) = (one for one in shown_at(cells, frame) if one[0][8] == "weights @ x")
    np.testing.assert_array_equal(
        values_of(cells, bars[0]), shot.player.act.result.array
    )
    assert bars[2] == -1


def test_results_are_covered_before_they_appear(film, cells):
    assert len(cells["results"]) == len(film.shots)
    assert cells["results"][0] is None  # what goes in is no result
    for shot, result in zip(film.shots[1:], cells["results"][1:]):
        second = result["frame"] / RATE - shot.start
        assert 0 <= second < shot.seconds
        assert result["frame"] % 6 == 0
        film.show(shot, second)
        part = next(
            part
            for key, part in shot.player.cast.items()
            if key[0] == shot.player.act.result.identity
        )
        assert part.opacity == 0 or not np.any(
            getattr(part, "grown", getattr(part, "revealed", 0))
        )
        left, top, width, height = result["boxes"][0]
        assert (
            width > 0 and height > 0 and left + width <= 1920 and top + height <= 1080
        )


def test_every_result_of_learning_is_covered(learning_film):
    shown_only = "arrive", "compare"
    for shot, result in zip(
        learning_film.shots, cells_of(learning_film, rate=10)["results"], strict=True
    ):
        assert (result is None) == (shot.player.act.kind in shown_only), (
            shot.player.act.kind
        )


def test_rules_say_what_cells_read_says(learning_trace):
    compared = 0
    for _, operation in learning_trace.operations():
        if operation.result is None:
            continue
        shape = operation.result.shape
        size = int(np.prod(shape))
        for place in range(len(operation.operands)):
            rule = rule_of(operation, place)
            for cell in np.linspace(0, size - 1, min(size, 7)).astype(int):
                read = cells_read(operation, int(cell))[place]
                if rule is None:
                    assert read is None
                elif isinstance(rule, dict):
                    assert rule["table"][cell] == list(read)
                else:
                    np.testing.assert_array_equal(
                        cells_of_rule(rule, shape, int(cell)), read
                    )
                    compared += 1
    assert compared > 100


def test_arrays_stand_once_and_whole(film, cells):
    for operation in cells["operations"]:
        for operand in operation["operands"]:
            assert 0 <= operand["array"] < len(cells["arrays"])
            assert operand["origin"] < len(cells["operations"])
    sums = next(
        value for value in film.steps[2].acts[0].operands if value.name == "sums"
    )
    assert (
        sum(
            np.array_equal(array_of(cells, number), sums.array.ravel())
            for number in range(len(cells["arrays"]))
        )
        == 1
    )
