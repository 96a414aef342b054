"""Acts on stages that are higher than wide: what counts as seen, and as read."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film import tall_stages
from scenes.film.film import Film
from scenes.stage.marks import Text
from scenes.stage.palette import TEXT
from scenes.stage.typeface import SMALL, Type


def doubled(x):
    y = x * 2
    return y @ y.T


@pytest.fixture
def players():
    film = Film(record(doubled, np.ones((2, 3))))
    return [shot.player for shot in film.shots]


def test_what_can_hardly_be_seen_does_not_stand_there(players):
    player = players[0]
    player.show(player.act.seconds)
    part, *_ = tall_stages._standing(player)
    part.set_opacity(tall_stages.SEEN)
    assert part not in tall_stages._standing(player)
    part.set_opacity(tall_stages.SEEN + 0.01)
    assert part in tall_stages._standing(player)


def test_what_is_about_to_leave_does_not_stand_there(players):
    player = players[-1]
    player.show(0.0)
    leaving = [part for part in player.entrances.leaving if part.opacity > 0.9]
    assert leaving
    assert not [part for part in leaving if part in tall_stages._standing(player)]


@pytest.mark.parametrize(
    "size, larger", [(SMALL, 2.0), (SMALL + 4, 2.0), (SMALL - 1, 1.0)]
)
def test_all_texts_but_small_ones_take_more_room(size, larger):
    kind = Type("words", size)
    box = tall_stages._room_of(Text("x", 300, 500, kind, TEXT, "left", 1.0), 1.0)
    assert box.width == pytest.approx(kind.width("x") * larger)
    assert box.left == 300


def test_a_stage_with_nothing_on_it_is_seen_whole():
    window = tall_stages._window(None)
    wide = tall_stages.WIDTH * window.scale
    assert wide == pytest.approx(tall_stages.WIDTH - 2 * tall_stages.MARGIN)
    begin = tall_stages.LEFT * window.scale + window.left
    assert begin == pytest.approx(tall_stages.MARGIN)


def test_the_narrowest_stage_is_taken_where_enough_can_be_read(players, monkeypatch):
    act = players[-1].act
    narrowest, *wider = (
        tall_stages._tried(act, box, None, lambda: 0.0)
        for box in tall_stages.tall_boxes()
    )
    monkeypatch.setattr(tall_stages, "READ", narrowest.loss)
    assert tall_stages._best(act, None, lambda: 0.0).stage == narrowest.stage
    monkeypatch.setattr(tall_stages, "READ", -1.0)
    best = min(
        [narrowest, *wider],
        key=lambda one: one.loss + tall_stages.SMALLER / one.stage.window.scale,
    )
    assert tall_stages._best(act, None, lambda: 0.0).stage == best.stage
