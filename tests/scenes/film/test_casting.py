"""Players are made when they are asked for, and it cannot be seen when that was."""

import copy
import random

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.player import ActPlayer
from scenes.film.film import Film
from scenes.publish.productions import production
from scenes.score.moments import piece_of
from scenes.stage.canvas import Drawings, marks_of
from tests.scenes.film.test_what_is_nearly_known import networks

MOST_SHOTS = 6  # of a film that are looked at


@pytest.fixture
def made(monkeypatch):
    """The acts whose players were made, in order."""
    acts, make = [], ActPlayer.__init__

    def noted(player, act, *others):
        acts.append(act)
        make(player, act, *others)

    monkeypatch.setattr(ActPlayer, "__init__", noted)
    return acts


def test_what_a_film_says_needs_none(digit_trace, made):
    told = production("forward", record=digit_trace, is_set=False)
    told.manifest((10,), (1920, 1080))
    assert made == []
    told.film.show(told.film.shots[0], 0.0)
    assert made == [told.film.shots[0].act]


def test_each_is_made_once_after_those_before_it(digit_trace, made):
    film = Film(digit_trace)
    players = [shot.player for shot in reversed(film.shots)]
    assert made == [shot.act for shot in film.shots]
    assert [player.act for player in reversed(players)] == made
    film.set_stage()
    assert len(made) == len(film.shots)


def test_a_film_that_is_set_has_all(digit_trace, made):
    told = production("forward", record=digit_trace)
    assert made == [shot.act for shot in told.film.shots]


@pytest.mark.broad
def test_moments_are_the_same_in_any_order(digit_trace):
    moments = np.linspace(0, Film(digit_trace).seconds, 40).round(2).tolist()
    shuffled = random.Random(0).sample(moments, len(moments))
    in_order = dict(zip(moments, _seen(digit_trace, moments), strict=True))
    assert dict(zip(shuffled, _seen(digit_trace, shuffled), strict=True)) == in_order


def _seen(trace, moments, steps=None, before=()):
    """What a new Film shows at some seconds of it, as scores have it.

    Args:
        steps: of the film, where they are known.
        before: seconds that are drawn first.
    """
    film = Film(trace) if steps is None else Film(trace, steps_of=lambda _: steps)
    for second in before:
        for part in _shown(film, second):
            marks_of(part, Drawings())
    return [piece_of([_shown(film, second)]) for second in moments]


def _shown(film, second):
    """The parts of a film that was set to a second of it."""
    shot, passed = film.at(second)
    film.show(shot, passed)
    return film.parts(shot)


@pytest.mark.broad
def test_what_was_shown_of_a_network_leaves_nothing():
    """All ends first, then what comes before them, as whoever seeks back sees it."""
    for name, (call, given) in sorted(networks().items()):
        trace = record(call, *copy.deepcopy(given))
        film = Film(trace)
        shots = film.shots[:MOST_SHOTS]
        moments = [shot.start + 0.5 * shot.seconds for shot in shots]
        ends = [shot.start + 0.99 * shot.seconds for shot in shots]
        again = _seen(trace, moments, film.steps, before=ends)
        assert again == _seen(trace, moments, film.steps), name
