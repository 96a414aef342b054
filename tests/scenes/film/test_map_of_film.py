"""The small map of a film: what it points at, and how it comes from one to another."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.map_of_film import (
    EDGE,
    LEFT,
    MOST_LAYERS,
    MOVING,
    NARROWEST,
    MapOfFilm,
)
from scenes.reading.whereabouts import Place
from tests import looping, told_calls


@pytest.fixture(scope="module")
def film():
    call, given = told_calls.calls()["three_layers"]
    return Film(record(call, *given))


@pytest.mark.parametrize(
    "before, now, half_way, at_last",
    [
        # (layer, wire, how much of it is alone) half way and at last
        (Place(0), Place(2), (1, None, 0), (2, None, 0)),
        (Place(1.5), Place(1.5, wire=(2, 4)), (1.5, (2, 4), 0.5), (1.5, (2, 4), 1)),
        (Place(1.5, wire=(2, 4)), Place(1.5), (1.5, (2, 4), 0.5), (1.5, None, 0)),
        (Place(0.5, wire=(2, 4)), Place(2), (1.25, (2, 4), 0.5), (2, None, 0)),
        (
            Place(1.5, wire=(2, 0)),
            Place(1.5, wire=(4, 1)),
            (1.5, (3, 0.5), 1),
            (1.5, (4, 1), 1),
        ),
        # Of two other layers it does not slide: the neurons have other places.
        (
            Place(0.5, wire=(2, 0)),
            Place(1.5, wire=(4, 1)),
            (1, (4, 1), 1),
            (1.5, (4, 1), 1),
        ),
    ],
)
def test_where_it_points(film, before, now, half_way, at_last):
    (part,) = film.map.parts
    shot = replace(film.shots[-1], places=((0.0, now),), place_before=before)
    for second, expected in ((MOVING / 2, half_way), (MOVING, at_last)):
        film.map.show(shot, second)
        assert (part.layer, part.wire, part.alone) == expected


def test_what_a_shot_points_at_later_comes_from_what_it_pointed_at_first(film):
    (part,) = film.map.parts
    act = film.shots[-1].act
    later = film.shots[-1].second_of(act.seconds / 2)
    places = (0.0, Place(1.0)), (act.seconds / 2, Place(2.0, is_back=True))
    shot = replace(film.shots[-1], places=places, place_before=Place(0.0))
    seen = []
    for second in (0, MOVING / 2, MOVING, later - 0.01, later, later + MOVING / 2):
        film.map.show(shot, second)
        seen.append((part.layer, part.is_back))
    assert seen == [
        (0, False),
        (0.5, False),
        (1, False),
        (1, False),
        (1, True),
        (1.5, True),
    ]


def test_it_stands_between_the_captions_and_the_lines(film):
    (part,) = film.map.parts
    panel = film.shots[0].panel.box
    assert (part.box.left, part.box.top) == (806, 40)
    assert part.box.right == pytest.approx(panel.left - 14)


def test_of_what_has_no_layers_there_is_none():
    assert Film(looping.training(2)).map.parts == ()


@pytest.mark.parametrize(
    "count, has_map", [(MOST_LAYERS, True), (MOST_LAYERS + 1, False)]
)
def test_of_how_many_layers_there_is_a_map(count, has_map):
    def network(x, weights):
        for w in weights:
            x = np.tanh(x @ w)
        return x

    # With those that go in.
    trace = record(network, np.ones((1, 3)), [np.eye(3) + k for k in range(count - 1)])
    assert bool(Film(trace).map.parts) == has_map
    edge = LEFT + EDGE + NARROWEST
    assert bool(MapOfFilm(trace, edge).parts) == has_map
    assert not MapOfFilm(trace, edge - 1).parts
