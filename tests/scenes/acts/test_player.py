"""A player's parts come from what the act before left, and stand anew."""

import numpy as np
import pytest

from scenes.acts.entrances import Role
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import Schedule
from scenes.stage.label import Label
from scenes.stage.part import Box
from tests.scenes.acts.given import STAGE, computing

HERE, THERE = Box(100, 400, 200, 50), Box(900, 400, 200, 50)


class Left(ActPlayer):
    """Leaves a part that is seen, one that is not, and one in the cast."""

    def build(self):
        self.seen = self.bring(Label("seen", HERE))
        self.gone = self.bring(Label("gone", HERE), Role("gone"))
        self.kept = self.bring(Label("kept", HERE), Role("kept"))

    def move(self, time):
        self.gone.set_opacity(0.0)
        self.seen.set_opacity(0.75)


class Next(ActPlayer):
    def build(self):
        self.kept = self.bring(Label("kept", THERE), Role("kept"))
        self.gone = self.bring(Label("gone", THERE), Role("gone"))


PLAN = computing("x")


def test_what_an_act_leaves_is_what_is_seen_at_its_end():
    before = Left(PLAN, STAGE)
    after = Next(PLAN, STAGE, before)
    assert [part.text for part in after.entrances.leaving] == ["seen"]
    assert after.parts[0] is after.entrances.leaving[0] is not before.seen
    after.show(0.0)
    assert [(part.text, part.opacity) for part in after.parts] == [
        ("seen", 0.75),
        ("kept", 1.0),
        ("gone", 0.0),
    ]
    assert after.kept.box.left == pytest.approx(HERE.left)
    before.seen.set_opacity(0.0)  # it is another film's second now
    after.show(1.0)
    assert after.parts[0].opacity == 0.0
    assert after.kept.box.left == pytest.approx(THERE.left)


def test_the_first_act_has_nothing_before_it():
    player = Left(PLAN, STAGE)
    assert player.entrances.leaving == [] and len(player.parts) == 3
    assert set(player.cast) == {("gone", 0), ("kept", 0)}
    assert player.words(0.5) == player.turn_words(0) == ""


@pytest.mark.parametrize(
    "time, opacity", [(0.0, None), (2.9, None), (3.0, 1.0), (3.2, 0.5), (3.4, 0.0)]
)
def test_what_is_there_for_the_turns_fades_after_them(time, opacity):
    player = Left(PLAN, STAGE)
    player.turns = Schedule(np.array([1.0]), np.array([2.0]))
    sign = Label("+", HERE)
    sign.set_opacity(0.25)
    player.end_turns([sign], time)
    assert sign.opacity == pytest.approx(0.25 if opacity is None else opacity)
