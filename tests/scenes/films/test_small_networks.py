"""Films of a small network of each kind: what they tell, whether it is true and can
be read, and how it looks. The pictures of those with windows and with sequences are
in test_golden_windows and test_sequences."""

import math
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from scenes.film.choice import USUAL, Choice
from scenes.forward import Forward
from scenes.words.naming import language
from tests import sequence_networks
from tests import small_convnet as convnet
from tests.chinese import unspoken
from tests.conftest import GOLDEN_FLAG
from tests.dense_networks import (
    ActionValues,
    Autoencoder,
    Classifier,
    WordVectors,
    calls,
)
from tests.frames import drawn_at
from tests.golden_pictures import assert_as_golden, small_frame
from tests.legibility import faults_over
from tests.truth_of_cells import wrong_cells
from tests.truth_of_numbers import wrong_at_bars, wrong_in_cells, wrong_lengths

GOLDEN = Path(__file__).parent / "golden" / "networks"
DENSE = tuple(calls())
NAMES = (*DENSE, "recurrent", "lstm", "block", "convnet")
GENERIC = 0.1  # of the seconds, at most
# Acts with numbers that no line of code computes, which their own tests check.
DERIVED = ("loss", "answer_error", "descent", "update_grid", "update_bars", "write")
NOWHERE = "stand nowhere in the trace"
# Acts whose bars and cells may be named by what they are, as "sigmoid" is of a call
# that no statement names: their numbers are those of the act all the same.
UNNAMED = ("curve", "softmax", "cells_curve", "flatten")
AS_NO_COLUMN = "as no column of the trace is"
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
    "recurrent": ("begins", "write", "rows", "combine", "curve", "softmax", "strip"),
    "lstm": ("begins", "fetch", "batch_product", "curve", "combine", "strip"),
    "block": (
        *("normalise", "batch_product", "rearrange", "attention", "batch_product"),
        *("cells_combine", "normalise", "batch_product", "cells_curve"),
        *("batch_product", "cells_combine"),
    ),
    "convnet": (
        *("convolve", "cells_curve", "pool", "flatten", "rows", "softmax"),
        *("answer_error", "rows", "flatten", "pool_back", "cells_gate"),
        *("kernel_gradient", "input_gradient"),
    ),
}


@pytest.fixture(scope="module")
def recorded():
    """name -> (trace, film) as anyone gets it who asks for nothing."""
    traces = {name: record(call, *given) for name, (call, given) in calls().items()}
    traces |= sequence_networks.recorded()
    traces["convnet"] = record(
        *(convnet.learn, convnet.FIGURE, convnet.KERNELS),
        *(convnet.WEIGHTS, convnet.WANTED),
    )
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
    cells = numbers = 0
    for shot in film.shots[: len(film.shots) // 2 + 1]:
        kind = shot.player.act.kind
        frame = drawn_at(film, shot, shot.seconds)
        faults, counts = wrong_cells(frame, trace)
        may_be_derived = kind in DERIVED + UNNAMED
        assert [one for one in faults if not (may_be_derived and NOWHERE in one)] == []
        cells += counts.total()
        # While an act goes on, numbers may be of any array of it: so they are known
        # where nothing in the trace has the name that is above them.
        wrong, count = wrong_at_bars(frame, trace, ended=kind not in UNNAMED)
        named = [one for one in wrong if AS_NO_COLUMN not in one or kind not in UNNAMED]
        assert named == []
        inside, checked = wrong_in_cells(frame)
        assert inside == [] and wrong_lengths(frame)[0] == []
        numbers += count + checked.total()
    assert cells > 200 and numbers > 50


def _shares(rows):
    powers = [[math.exp(one) for one in row] for row in rows]
    return [[one / sum(row) for one in row] for row in powers]


def _said_of_classifier(X, y):
    W1, b1, W2, b2 = Classifier().params
    hidden = np.einsum("ni,ih->nh", X[:8], W1) + b1
    kept = np.where(hidden > 0, hidden, 0)
    shares = _shares(np.einsum("nh,ho->no", kept, W2) + b2)
    loss = sum(-math.log(row[right]) for row, right in zip(shares, y)) / 8
    return f"{(hidden <= 0).sum()} of 56 are 0 now", f"The loss is {loss:.3f}."


def _said_of_autoencoder(x):
    p = Autoencoder().p
    code = [[math.tanh(one) for one in row] for row in x @ p["We"]]
    sums = np.einsum("nc,co->no", code, p["Wd"])
    apart = [1 / (1 + math.exp(-z)) - one for z, one in zip(sums.ravel(), x.ravel())]
    mean = sum(one * one for one in apart) / len(apart)
    return (f"The mean squared error is {mean:.3f}.",)


def _said_of_word_vectors(pairs):
    net = WordVectors()
    word, context = pairs[0]
    ids = [context, *net.draw.integers(0, len(net.C), 3)]
    sums = [sum(a * b for a, b in zip(net.C[one], net.E[word])) for one in ids]
    loss = math.log1p(math.exp(-sums[0])) + sum(
        math.log1p(math.exp(z)) for z in sums[1:]
    )
    return f"{len(set(ids))} different ones", f"The loss is {loss:.3f}."


def _said_of_action_values(states, actions, rewards, later, done):
    net = ActionValues()

    def worth(state):
        hidden = [max(0.0, sum(state * column)) for column in net.W1.T]
        return [sum(hidden * column) for column in net.W2.T]

    best = [max(worth(state)) for state in later]
    targets = rewards + 0.9 * np.array(best) * (1 - done)
    errors = [
        worth(state)[action] - target
        for state, action, target in zip(states, actions, targets)
    ]
    mean = sum(one * one for one in errors) / len(errors)
    return (
        f"The largest cell of them all is {max(best):.3f}, of row {np.argmax(best)}.",
        f"The mean squared error is {mean:.3f}.",
    )


SAID = {
    "classifier": _said_of_classifier,
    "autoencoder": _said_of_autoencoder,
    "word_vectors": _said_of_word_vectors,
    "action_values": _said_of_action_values,
}


@pytest.mark.parametrize("name", DENSE)
def test_what_it_says_is_what_plain_python_computes(recorded, name):
    heard = " ".join(shot.player.act.caption for shot in recorded[name][1].shots)
    for sentence in SAID[name](*calls()[name][1]):
        assert sentence in heard


def telling(name, film):
    """The first shot of each kind of act that its film is about."""
    return [shot_of(film, kind, "") for kind in sorted(set(TOLD[name]))]


@pytest.mark.parametrize("name", NAMES)
def test_its_texts_can_be_read(recorded, name):
    _, film = recorded[name]
    shots = telling(name, film)
    chosen = [(shot, shot.seconds * share) for shot in shots for share in (0.5, 1.0)]
    seen, texts = faults_over(film, chosen)
    assert seen == {}
    assert texts > 30


@pytest.mark.parametrize("name", NAMES)
def test_it_speaks_both_languages(recorded, name):
    trace, film = recorded[name]
    with language("zh"):
        other = Forward().film_of(trace, 1.0, Choice())
        texts = {
            text
            for shot in telling(name, other)
            for text in drawn_at(
                other, shot, shot.seconds, width=480, height=270
            ).typeset
        }
    assert unspoken(other, texts) == set()
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
