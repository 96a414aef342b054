"""What stands on an upright stage, placed again from moment to moment."""

import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.tall_stages import AREA, LEAST
from scenes.stage.marks import Group, Text
from scenes.stage.placing import Placed, PlacedLayers
from tests import other_networks

pytestmark = pytest.mark.broad

RATE = 6  # moments a second that are looked at


@pytest.fixture(params=["forward", "three layers", "softmax batch"])
def film(request):
    """A Film on upright stages."""
    if request.param == "forward":
        return request.getfixturevalue("digit_film").upright()
    others = {name: (call, given) for name, call, given in other_networks.cases()}
    call, given = others[request.param]
    return Film(record(call, *given)).upright()


def moments(film):
    """(placing, the layers that stand on the stage) of each moment."""
    for shot in film.shots:
        for frame in range(round(shot.seconds * RATE)):
            film.show(shot, frame / RATE)
            stage = film.parts(shot)[0]
            yield stage.window.placing, stage.layers()


def test_it_is_as_if_placed_anew(film):
    """And what has not changed is the same object as before."""
    placed = PlacedLayers(least=LEAST, area=AREA)
    before, counts = {}, {"same": 0, "other texts": 0, "placed": 0}
    for placing, layers in moments(film):
        found = placed.of(placing, layers)
        anew = Placed(placing, least=LEAST, area=AREA).of(layers)
        assert tuple(mark for layer in found for mark in layer) == anew
        for layer, marks in zip(layers, found, strict=True):
            counts["placed"] += 1
            there, known, then = before.get(id(layer), (None, None, None))
            if known is layer and there == placing:
                is_same = marks is then
                counts["same" if is_same else "other texts"] += 1
                assert is_same or texts(marks) != texts(then)
        before = {
            id(layer): (placing, layer, marks)
            for layer, marks in zip(layers, found, strict=True)
        }
    assert counts["same"] > counts["placed"] / 2
    assert counts["other texts"] < counts["placed"] / 20


def texts(marks):
    """All that is written, in groups, too."""
    found = [mark for mark in marks if isinstance(mark, Text)]
    for mark in marks:
        if isinstance(mark, Group):
            found += texts(mark.marks)
    return found
