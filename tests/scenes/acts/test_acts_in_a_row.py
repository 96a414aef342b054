"""Each act goes on from the end of the act before it."""

import pytest

from scenes.stage.camera import drawn
from tests.frames import drawn_at


@pytest.mark.broad
@pytest.mark.parametrize("name", ["backprop", "mistakes", "neurons"])
def test_an_act_looks_the_same_after_its_end_was_shown(films, name):
    """Each act is built from the end of the act before it."""
    before = None
    for shot in films[name].shots:
        act, stage = shot.player.act, shot.player.stage
        for seconds in (0.2, 0.5, 0.8, act.seconds / 2):
            new = type(shot.player)(act, stage, before)
            frames = []
            for player in (new, shot.player):
                player.show(seconds)
                frames.append(drawn(player.parts, width=480, height=270))
                shot.player.show(act.seconds)
            assert (frames[0] == frames[1]).all(), f"{act.title} {seconds}"
        before = shot.player


@pytest.mark.parametrize("name", ["forward", "neurons", "training"])
def test_a_new_title_slides_in_and_the_same_one_stays(films, name):
    film = films[name]
    for before, shot in zip((None, *film.shots), film.shots):
        titles = [
            next(
                one
                for one in drawn_at(film, shot, seconds, width=480, height=270).texts
                if one.part == "Caption"
            )
            for seconds in (0.0, 0.2, 0.5)
        ]
        places, faded = zip(*((one.left, one.opacity) for one in titles))
        new = before is not None and before.player.act.title != shot.player.act.title
        assert faded[-1] == 1 and faded[0] >= 0.5  # to be read at once
        assert len(set(places)) == len(set(faded)) == (3 if new else 1)
        assert list(places) == sorted(places)
