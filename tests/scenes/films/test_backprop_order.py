"""What the film of backpropagation shows first, and what comes of it."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.backprop import Backprop
from scenes.reading.film_error import FilmError
from tests.scene_films import BACKPROP_STEPS


def column_of(film, name):
    """The column of numbers that a statement of a trace assigns."""
    return next(
        value.array.ravel()
        for step in film.trace.steps
        for target, value in zip(step.targets, step.assigned)
        if target == name
    )


def words_at(film, shot, seconds):
    """The last line of the caption at a moment of a shot."""
    film.show(shot, float(seconds))
    return film.caption.words.splitlines()[-1].replace("−", "-")


def test_the_outlined_column_becomes_the_row_that_goes_first(films):
    film = films["backprop"]
    (shot,) = film.shots_of(BACKPROP_STEPS.index("hidden-error"))
    most = int(np.abs(column_of(film, "hidden_error")).argmax())
    assert most == shot.player.order[0] > 0
    for seconds, name, mark in (
        (1.2, "before", (0, most, 10, 1)),
        (2.6, "grid", (most, 0, 1, 10)),
    ):
        film.show(shot, seconds)
        plane = getattr(shot.player, name)
        assert plane.opacity == 1 and plane.marks == (mark,)


def test_where_most_happens_is_shown_first_and_alone(films):
    film = films["backprop"]
    for slug, column in (
        ("hidden-to-output-adjustment", "output_delta"),
        ("hidden-delta", "hidden_delta"),
        ("input-to-hidden-adjustment", "hidden_delta"),
        ("input-to-hidden-weights", "hidden_delta"),
    ):
        (shot,) = film.shots_of(BACKPROP_STEPS.index(slug))
        most = int(np.abs(column_of(film, column)).argmax())
        turns = shot.player.turns
        assert turns.starts.argmin() == most > 0
        assert turns.lengths[most] == turns.lengths.max() > 3
        assert (
            np.delete(turns.starts, turns.firsts).min()
            >= turns.starts[most] + turns.lengths[most]
        )
        assert re.search(
            rf"\b{most}\b.*(largest|most)",
            words_at(film, shot, turns.starts[most] + 0.3),
        )


def test_what_is_too_low_comes_before_what_is_too_high(films):
    film = films["backprop"]
    (shot,) = film.shots_of(BACKPROP_STEPS.index("output-delta"))
    delta, turns = column_of(film, "output_delta"), shot.player.turns
    wanted, other = int(delta.argmin()), int(delta.argmax())
    assert (wanted, other) == turns.firsts == (4, 6)
    for digit, told in ((wanted, "low"), (other, "high")):
        words = words_at(film, shot, turns.starts[digit] + 1)
        assert f"Digit {digit}" in words and f": too {told}." in words
        assert f"{delta[digit]:+.4f}" in words


def learn(X, Y, W, V):
    h = np.tanh(X.dot(W))
    p = h.dot(V)
    d = p - Y
    g = X.T.dot(d.dot(V.T) * (1 - h * h))
    V -= 0.1 * h.T.dot(d)
    W -= 0.1 * g
    return p


def predict(X, Y, W, V):
    return np.tanh(X.dot(W)).dot(V)


def test_another_network_goes_back_from_where_its_right_answer_comes_in():
    draw = np.random.default_rng(0).normal
    given = [draw(size=shape) for shape in [(5, 3), (5, 1), (3, 4), (4, 1)]]
    steps = Backprop().steps(record(learn, *given))
    shown = [
        act.result_name
        for step in steps
        if step.statement is not None
        for act in step.acts
    ]
    assert steps[0].acts[0].result_name == "Y" and shown[0] == "d"
    assert "h" not in shown and shown[-1] == "W"
    assert steps[-1].slug == "what-changed"
    with pytest.raises(FilmError, match="but predict goes only forward; record a call"):
        Backprop().steps(record(predict, *given))
