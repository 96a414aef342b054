"""The loss of one weight: computed again by a whole forward pass."""

import math

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.acts.one_weight import one_weight
from scenes.backprop import WEIGHT_SLUG, with_one_weight
from scenes.film.storyboard import film_steps
from tests import legibility
from tests.frames import drawn_at


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


W, V = (
    np.array([[0.5, -1.0], [2.0, 0.25], [1.0, 1.0]]),
    np.array([[1.0, -2.0, 0.5], [0.5, 0.5, -1.5]]),
)
IMAGE, WANTED = np.array([[1.0], [0.5]]), np.array([[1.0], [0.0]])


def learn(x, wanted, v, *, curve=sigmoid, error="difference"):
    h = sigmoid(W @ x)
    y = curve(v @ h)
    delta = y - wanted
    if error == "halved":
        delta = delta / 2
    push = delta @ h.T
    v += -0.1 * push
    return v


def steps_of(**differences):
    def call(x, wanted, v):
        return learn(x, wanted, v, **differences)

    trace = record(call, IMAGE, WANTED, V.copy())
    return trace, film_steps(trace)


def loss(v):
    """The cross-entropy of both outputs, in Python's own floats."""
    h = [1 / (1 + math.exp(-sum(a * b for a, b in zip(row, (1.0, 0.5))))) for row in W]
    total = 0.0
    for row, target in zip(v, (1.0, 0.0)):
        y = 1 / (1 + math.exp(-sum(a * b for a, b in zip(row, h))))
        total -= math.log(y) if target else math.log(1 - y)
    return total


def told():
    trace, steps = steps_of()
    (act,) = (
        act
        for step in with_one_weight(trace, steps)
        if step.slug == WEIGHT_SLUG
        for act in step.acts
    )
    return act


@pytest.mark.parametrize("moved", [-1.5, -0.01, 0.0, 0.3, 2.0])
def test_the_loss_is_that_of_the_whole_network(moved):
    act = told()
    weights = V.copy()
    at = loss(weights) - float(act.loss(act.weight))  # of the other output
    weights[act.cell] += moved
    assert float(act.loss(act.weight + moved)) + at == pytest.approx(loss(weights))


def test_the_slope_is_how_much_the_loss_rises():
    act = told()
    up, down = V.copy(), V.copy()
    up[act.cell] += 1e-6
    down[act.cell] -= 1e-6
    assert act.slope == pytest.approx((loss(up) - loss(down)) / 2e-6, rel=1e-6)
    assert act.step == pytest.approx(-0.1 * act.slope)
    after = V.copy()
    after[act.cell] += act.step
    assert loss(after) < loss(V)


@pytest.mark.parametrize(
    "differences, is_told",
    [
        ({}, True),
        ({"curve": np.tanh}, False),  # its loss would be another
        ({"curve": lambda x: sigmoid(x) * 2}, False),
        ({"error": "halved"}, False),
    ],
)
def test_of_which_networks_it_is_told(differences, is_told):
    trace, steps = steps_of(**differences)
    found = with_one_weight(trace, steps)
    assert (len(found) > len(steps)) == is_told
    if is_told:
        slugs = [step.slug for step in found]
        assert found[slugs.index(WEIGHT_SLUG) + 1].acts[0].kind.startswith("update")


@pytest.mark.parametrize(
    "wanted, light, is_told",
    [
        ([1, 0], 1.0, True),
        ([0.5, 0.25], 1.0, False),  # neither a yes nor a no
        ([1, 0], np.nan, False),
    ],
)
def test_of_which_numbers_it_is_told(wanted, light, is_told):
    right = np.reshape(wanted, (2, 1)).astype(float)
    trace = record(learn, light * IMAGE, right, V.copy())
    steps = film_steps(trace)
    assert (len(with_one_weight(trace, steps)) > len(steps)) == is_told


def test_what_is_said_and_shown_of_the_digit(films):
    film = films["backprop"]
    (shot,) = (one for one in film.shots if one.player.act.kind == "one_weight")
    act = shot.player.act
    assert act.slope > 0 and act.step < 0
    assert "Raise it, the loss grows" in shot.player.words(2.0)
    film.show(shot, 2.3)
    assert shot.player.curve.guide[0] > act.weight
    film.show(shot, 4.3)
    assert shot.player.curve.guide[0] < act.weight
    film.show(shot, shot.seconds)
    at, height = shot.player.curve.guide
    assert at < act.weight and height == pytest.approx(float(act.loss(at)))
    texts = {one.text for one in drawn_at(film, shot, shot.seconds).texts}
    y = act.output
    assert (
        f"loss of output {act.cell[0]} = −log(1 − {y:.4f}) = {-math.log(1 - y):.4f}"
        in (texts)
    )
    assert f"slope = {act.slope:+.3g}" in texts
    for second in (2.2, 7.0, shot.seconds):
        assert legibility.faults_of(drawn_at(film, shot, second)) == []


@pytest.mark.parametrize(
    "push, is_told", [(0.0, False), (0.25, True), (-0.25, True), (np.inf, False)]
)
def test_no_weight_is_told_where_none_is_pushed_by_a_number(push, is_told):
    hidden = sigmoid(W @ IMAGE)
    found = one_weight(
        Value.of(V),
        neurons=Value.of(hidden),
        sums=Value.of(V @ hidden),
        outputs=Value.of(sigmoid(V @ hidden)),
        wanted=Value.of(WANTED),
        push=Value.of(np.full((2, 3), push)),
        change=Value.of(np.full((2, 3), 0.1 * push)),
        sign=-1,
    )
    assert (found is not None) == is_told
