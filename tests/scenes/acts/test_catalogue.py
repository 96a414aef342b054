"""Which player shows a plan: of the list, or the plan's own."""

import inspect

import pytest

from scenes import acts
from scenes.acts.act import Act
from scenes.acts.catalogue import ACTS, player_of
from scenes.acts.player import ActPlayer
from scenes.acts.softmax import Softmax, SoftmaxAct
from scenes.reading.film_error import FilmError
from tests.dataclasses_in import dataclasses_of


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
    with pytest.raises(FilmError, match=r"got a LostAct; give it `player = \.\.\.`$"):
        player_of(plan(LostAct))


def test_each_kind_stands_in_the_list_once():
    plans = [kind.plan for kind in ACTS]
    assert len(plans) == len(set(plans)) == len({plan.kind for plan in plans})
    assert next(one for one in ACTS if one.plan is SoftmaxAct).player is Softmax


def test_whatever_begins_the_last_that_is_asked_knows_it():
    asked = [kind for kind in ACTS if kind.recognise]
    assert asked[-1].plan.kind == "generic"


def test_nothing_that_is_planned_changes_or_is_given_without_its_name():
    """Frames are drawn from a plan in any order, and again."""
    found = list(dataclasses_of(acts))
    assert len(found) > len(ACTS) / 2
    for one in found:
        assert one.__dataclass_params__.frozen, one
        if issubclass(one, Act):
            given = inspect.signature(one).parameters.values()
            assert {each.kind.name for each in given} == {"KEYWORD_ONLY"}, one
