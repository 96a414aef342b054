"""Films of small dense networks: what they tell, and how it looks."""

from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.film.choice import USUAL, Choice
from scenes.forward import Forward
from scenes.words.naming import language
from tests.conftest import GOLDEN_FLAG
from tests.dense_networks import calls
from tests.frames import drawn_at
from tests.golden_pictures import assert_as_golden, small_frame
from tests.legibility import faults_over
from tests.truth_of_cells import wrong_cells
from tests.truth_of_numbers import wrong_at_bars, wrong_in_cells, wrong_lengths

GOLDEN = Path(__file__).parent / "golden" / "networks"
NAMES = tuple(calls())
GENERIC = 0.1  # of the seconds, at most
# Acts with numbers that no line of code computes, which their own tests check.
DERIVED = ("loss", "answer_error", "descent", "update_grid", "update_bars", "write")
NOWHERE = "stand nowhere in the trace"
# Moments that tell what a network does: the first act of a kind with a word in
# its title, and at which share of it.
MOMENTS = {
    "classifier": (
        ("batch_product", "xb", 0.45),
        ("softmax", "", 0.6),
        ("cells_gate", "", 0.4),
        ("descent", "Adam", 0.97),
    ),
    "autoencoder": (
        ("cells_formula", "dz", 0.3),
        ("batch_product", "gradient", 0.97),
        ("counter", "", 0.8),
    ),
    "word_vectors": (("fetch", "rows of C", 0.97), ("write", "into C", 0.4)),
    "action_values": (
        ("collapse", "largest", 0.97),
        ("cells_formula", "target", 0.97),
        ("fetch", "One cell", 0.97),
    ),
}
# What their films are about, by kind of act, in this order.
TOLD = {
    "classifier": (
        *("arrive", "batch_product", "cells_curve", "softmax", "loss"),
        *("answer_error", "batch_product", "cells_gate", "collapse", "descent"),
        "counter",
    ),
    "autoencoder": (
        *("batch_product", "cells_curve", "loss", "cells_formula", "cells_slope"),
        *("descent", "counter"),
    ),
    "word_vectors": ("fetch", "curve", "loss", "combine", "update_grid", "counter"),
    "action_values": (
        *("batch_product", "collapse", "cells_formula", "fetch", "loss"),
        *("batch_product", "cells_gate", "update_grid"),
    ),
}


@pytest.fixture(scope="module")
def recorded():
    """name -> (trace, film) as anyone gets it who asks for nothing."""
    traces = {name: record(call, *given) for name, (call, given) in calls().items()}
    return {
        name: (trace, Forward().film_of(trace, 1.0, Choice()))
        for name, trace in traces.items()
    }


def shot_of(film, kind, words):
    return next(
        shot
        for shot in film.shots
        if shot.player.act.kind == kind and words in shot.player.act.title
    )


@pytest.mark.parametrize("name", NAMES)
def test_it_is_as_long_as_people_watch_and_says_what_happens(recorded, name):
    _, film = recorded[name]
    generic = sum(
        shot.seconds for shot in film.shots if shot.player.act.kind == "generic"
    )
    assert film.seconds <= USUAL
    assert generic <= GENERIC * film.seconds


@pytest.mark.parametrize("name", NAMES)
def test_it_tells_what_it_is_about_in_order(recorded, name):
    kinds = iter(shot.player.act.kind for shot in recorded[name][1].shots)
    assert all(kind in kinds for kind in TOLD[name])  # `in` goes on from the last


@pytest.mark.parametrize("name", NAMES)
def test_its_cells_and_numbers_are_those_recorded(recorded, name):
    trace, film = recorded[name]
    cells = 0
    for shot in film.shots[: len(film.shots) // 2]:
        is_derived = shot.player.act.kind in DERIVED
        frame = drawn_at(film, shot, shot.seconds)
        faults, counts = wrong_cells(frame, trace)
        assert [one for one in faults if not (is_derived and NOWHERE in one)] == []
        cells += counts.total()
        for wrong, _ in (
            wrong_in_cells(frame),
            wrong_at_bars(frame, trace),
            wrong_lengths(frame),
        ):
            assert wrong == []
    assert cells > 400


@pytest.mark.parametrize("name", NAMES)
def test_its_texts_can_be_read(recorded, name):
    _, film = recorded[name]
    shots = [shot_of(film, kind, words) for kind, words, _ in MOMENTS[name]]
    chosen = [(shot, shot.seconds * share) for shot in shots for share in (0.5, 1.0)]
    seen, texts = faults_over(film, chosen)
    assert seen == {}
    assert texts > 30


@pytest.mark.parametrize("name", NAMES)
def test_it_speaks_both_languages(recorded, name):
    trace, film = recorded[name]
    with language("zh"):
        other = Forward().film_of(trace, 1.0, Choice())
    assert len(other.shots) == len(film.shots)
    for one, two in zip(film.shots, other.shots, strict=True):
        assert one.player.act.kind == two.player.act.kind
        assert one.player.act.title
        lead = two.player.act.lead
        assert not lead or any(letter > "一" for letter in lead), lead


@pytest.mark.parametrize(
    "name, kind, words, share",
    [(name, *moment) for name, moments in MOMENTS.items() for moment in moments],
)
def test_it_looks_as_it_did(recorded, name, kind, words, share, request, tmp_path):
    _, film = recorded[name]
    shot = shot_of(film, kind, words)
    frame = small_frame(film, shot, float(shot.seconds * share))
    path = GOLDEN / f"{name}-{kind}-{(words.split() or ['all'])[0].lower()}.png"
    assert_as_golden(np.ascontiguousarray(frame), path, request, tmp_path)


def test_there_is_a_picture_for_each_moment(request):
    if request.config.getoption(GOLDEN_FLAG):
        pytest.skip("they are written")
    assert len(list(GOLDEN.glob("*.png"))) == sum(map(len, MOMENTS.values()))
