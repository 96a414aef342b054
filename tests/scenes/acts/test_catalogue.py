"""Which player shows a plan: of the list, or the plan's own."""

import pytest

from scenes.acts.act import Act
from scenes.acts.catalogue import ACTS, player_of
from scenes.acts.player import ActPlayer
from scenes.acts.softmax import Softmax, SoftmaxAct
from scenes.reading.film_error import FilmError


class Played(ActPlayer):
    """Of an act in a film's own file."""


class OwnAct(Act):
    kind = "own"
    player = Played


class LostAct(Act):
    kind = "lost"


def plan(kind):
    return kind(result=None, result_name="", seconds=1.0, title="", lead="", caption="")


def test_a_film_brings_an_act_of_its_own():
    assert player_of(plan(OwnAct)) is Played


def test_an_act_without_a_player_is_named():
    with pytest.raises(FilmError, match="got a LostAct; give it `player"):
        player_of(plan(LostAct))


def test_each_kind_stands_in_the_list_once():
    plans = [kind.plan for kind in ACTS]
    assert len(plans) == len(set(plans)) == len({plan.kind for plan in plans})
    assert next(one for one in ACTS if one.plan is SoftmaxAct).player is Softmax


def test_whatever_begins_the_last_that_is_asked_knows_it():
    asked = [kind for kind in ACTS if kind.recognise]
    assert asked[-1].plan.kind == "generic"
