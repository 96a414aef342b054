"""Films of networks that read sequences: their telling moments look as they
did, are true and can be read."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from scenes.film.choice import Choice
from scenes.forward import Forward
from tests import sequence_networks
from tests.frames import drawn_at
from tests.golden_pictures import assert_as_golden
from tests.legibility import faults_of
from tests.truth_of_cells import wrong_cells

GOLDEN = Path(__file__).parent / "golden" / "sequences"
LONGEST = 180  # seconds of a film, by default
GENERIC = 0.1  # of them that may be told generically
# network, kind of act, which of them, share of its seconds, what is told.
MOMENTS = {
    "recurrent-strip": ("recurrent", "strip", 0, 0.98, "letter and what state was"),
    "recurrent-nothing": ("recurrent", "rows", 1, 0.98, "0 everywhere"),
    "lstm-gate": ("lstm", "combine", 1, 0.98, "from 0 to 1"),
    "lstm-strip": ("lstm", "strip", 0, 0.98, "words[t] and of those before"),
    "block-attention": ("block", "attention", 0, 0.98, "looks most at"),
    "block-normalise": ("block", "normalise", 0, 0.5, "its own mean"),
    "block-residual": ("block", "cells_combine", 0, 0.98, "a residual connection"),
}


@pytest.fixture(scope="module")
def films():
    """The Film of each network, as long as it is by default."""
    return {
        name: Forward().film_of(trace, 1.0, Choice())
        for name, trace in sequence_networks.recorded().items()
    }


@pytest.fixture(scope="module")
def frames(films):
    """The Frame of each moment, 1920 wide."""

    def frame_of(name, kind, which, share, _):
        film = films[name]
        shots = [one for one in film.shots if one.player.act.kind == kind]
        shot = shots[which]
        return drawn_at(film, shot, float(shot.seconds * share))

    return {slug: frame_of(*moment) for slug, moment in MOMENTS.items()}


@pytest.mark.parametrize("name", ["recurrent", "lstm", "block"])
def test_hardly_anything_is_told_generically(films, name):
    shots = films[name].shots
    seconds = sum(float(shot.seconds) for shot in shots)
    generic = sum(
        float(shot.seconds) for shot in shots if shot.player.act.kind == "generic"
    )
    assert seconds <= LONGEST and generic <= GENERIC * seconds


@pytest.mark.parametrize("slug", MOMENTS)
def test_what_is_told(films, slug):
    name, kind, which, _, words = MOMENTS[slug]
    acts = [shot.player.act for shot in films[name].shots]
    assert words in [one for one in acts if one.kind == kind][which].caption


@pytest.mark.parametrize("slug", MOMENTS)
def test_every_cell_is_true_and_can_be_read(films, frames, slug):
    faults, counts = wrong_cells(frames[slug], films[MOMENTS[slug][0]].trace)
    assert faults == []
    assert MOMENTS[slug][1] == "combine" or counts.total() > 0  # that is of bars
    assert faults_of(frames[slug]) == []


@pytest.mark.parametrize("slug", MOMENTS)
def test_it_looks_as_it_did(frames, slug, request, tmp_path):
    whole = Image.fromarray(np.asarray(frames[slug].pixels)[..., :3].astype("uint8"))
    frame = np.asarray(whole.resize((854, 480), Image.Resampling.BOX))
    assert_as_golden(frame, GOLDEN / f"{slug}.png", request, tmp_path)
