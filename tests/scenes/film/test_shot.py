"""How the seconds of an act pass in its shot: hastened, waiting, short."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.schedule import ENTER
from scenes.film.film import Film
from scenes.film.shot import ENTRANCE
from tests import looping


def shot_of(act_seconds, haste, waits=()):
    """A Shot of an act of so many seconds, told with a haste, that stands still."""
    (shot, *_) = Film(record(looping.inner, np.ones(3))).shots
    moving = act_seconds * haste
    return replace(
        shot,
        act=replace(shot.act, seconds=act_seconds, haste=haste),
        seconds=round(moving + sum(length for _, length in waits), 1),
        waits=waits,
    )


@pytest.mark.parametrize(
    "act_seconds, haste, passing",
    [
        # ((second of the shot, second of the act), ...)
        (4.0, 1.0, [(0, 0), (0.5, 0.5), (3, 3), (4, 4)]),
        # It enters in ENTRANCE, or in a quarter of what there is, and then hastens.
        (9.0, 0.5, [(0, 0), (ENTRANCE, ENTER), (0.35, 0.5), (2.6, 5), (4.5, 9)]),
        (4.0, 0.5, [(0, 0), (0.5, ENTER), (0.25, 0.5), (1.25, 2.5), (2, 4)]),
        # What is longer in its own time than that enters in its own.
        (2.0, 0.8, [(0, 0), (0.8, ENTER), (0.4, 0.5), (1.6, 2)]),
        # An act that is over before it has entered is hastened evenly.
        (0.8, 0.5, [(0, 0), (0.1, 0.2), (0.3, 0.6), (0.4, 0.8)]),
        (ENTER, 0.5, [(0, 0), (0.1, 0.2), (0.5, 1)]),
    ],
)
def test_how_an_act_passes(act_seconds, haste, passing):
    shot = shot_of(act_seconds, haste)
    assert shot.moving == shot.seconds
    for second, moment in passing:
        assert shot.moment(second) == pytest.approx(moment, abs=1e-9)
        assert shot.second_of(moment) == pytest.approx(second, abs=1e-9)


@pytest.mark.parametrize("pace", [0.5, 2.0])
def test_what_is_not_hastened_passes_evenly_at_any_pace(pace):
    shot = replace(shot_of(9.0, 1.0), seconds=9.0 * pace)
    for moment in (0, 0.25, ENTER, 2.5, 9):
        assert shot.moment(moment * pace) == pytest.approx(moment, abs=1e-9)
        assert shot.second_of(moment) == pytest.approx(moment * pace, abs=1e-9)


def test_an_act_stands_still_where_it_waits():
    shot = shot_of(4.0, 1.0, waits=((1.0, 0.5), (3.0, 2.0)))
    assert (shot.seconds, shot.moving) == (6.5, 4.0)
    stands = [(0.9, 0.9), (1, 1), (1.2, 1), (1.5, 1), (1.6, 1.1), (3.4, 2.9)]
    stands += [(3.5, 3), (4, 3), (5.5, 3), (5.7, 3.2), (6.5, 4)]
    for second, moment in stands:
        assert shot.moment(second) == pytest.approx(moment, abs=1e-9)
    # What is told where it waits is told when it goes on.
    for moment, second in [(0.9, 0.9), (1, 1.5), (2, 2.5), (3, 5.5), (4, 6.5)]:
        assert shot.second_of(moment) == pytest.approx(second, abs=1e-9)
