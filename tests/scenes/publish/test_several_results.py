"""What gives several arrays, on pages: each is named, read out and covered."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.publish.cells import cells_of
from scenes.publish.manifest import manifest


def parted(matrix):
    left, sizes, right = np.linalg.svd(matrix, full_matrices=False)
    return left, sizes, right


@pytest.fixture(scope="module")
def film():
    return Film(record(parted, np.random.default_rng(2).normal(size=(4, 3))))


@pytest.fixture(scope="module")
def told(film):
    return manifest(film, "parted", [10, 60])


def test_each_is_named_with_its_shape(told):
    act = next(act for step in told["steps"] for act in step["acts"] if act["others"])
    assert act["result"] == {"name": "left", "shape": [4, 3]}
    assert act["others"] == [
        {"name": "sizes", "shape": [3]},
        {"name": "right", "shape": [3, 3]},
    ]


def test_each_is_covered_until_it_is_predicted(film):
    cells = cells_of(film, rate=10)
    place = [shot.player.act.kind for shot in film.shots].index("generic")
    shot = film.shots[place]
    film.show(shot, shot.seconds)
    covered = cells["results"][place]["boxes"]
    for part in shot.player.results:
        box = [part.box.left, part.box.top, part.box.width, part.box.height]
        assert [round(one) for one in box] in covered


def test_each_has_its_own_name_where_it_is_pointed_at(film):
    names = [grid[8] for grid in cells_of(film, rate=10)["grids"]]
    assert {"left", "sizes", "right"} <= set(names)
