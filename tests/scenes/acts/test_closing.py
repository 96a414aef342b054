"""The end of Forward: its question answered, and who spoke for the answer."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.forward import LAST_SLUG, with_closing
from scenes.words.naming import language
from tests import legibility
from tests.frames import drawn_at
from tests.scene_films import scene_of


def network(*counts, ends="argmax", lost=(), size=1.0):
    rng = np.random.default_rng(3)
    weights = [
        rng.normal(size=(after, before)) for before, after in zip(counts, counts[1:])
    ]

    weights[-1] *= size
    for cell in lost:
        weights[-1][cell] = np.nan

    def read(image):
        values = image
        for matrix in weights:
            values = np.tanh(matrix @ values)
        return np.argmax(values) if ends == "argmax" else values

    return read, rng.random((counts[0], 1))


@pytest.mark.parametrize(
    "counts, ends, is_told",
    [
        ((784, 6, 4), "argmax", True),
        ((784, 6, 5, 4), "argmax", True),
        ((784, 6, 4), "outputs", False),  # nothing is answered
        ((784, 4), "argmax", False),  # nobody stands between
        ((784, 30, 4), "argmax", False),  # too many to be drawn
        ((16, 6, 4), "argmax", False),  # no picture goes in
    ],
)
def test_which_films_end_so(counts, ends, is_told):
    call, image = network(*counts, ends=ends)
    trace = record(call, image)
    steps = film_steps(trace)
    told = with_closing(trace, steps)
    assert (len(told) > len(steps)) == is_told
    if is_told:
        act = told[-1].acts[-1]
        assert told[-1].slug == LAST_SLUG and act.following == ""
        assert act.answer == int(trace.results[0].array)


@pytest.mark.parametrize(
    "size, words",
    [(0.05, r"[0-9] adds most: \+0\.[0-9.]+ Row [0-9] takes most: −0\."), (0.0, "^$")],
)
def test_who_speaks_softly_is_told_of_too(size, words):
    """Of numbers below 1, too; but not of what is nothing at all."""
    call, image = network(784, 6, 4, size=size)
    trace = record(call, image)
    act = with_closing(trace, film_steps(trace))[-1].acts[-1]
    assert act.kind == "closing" and re.search(words, act.outcome)


def test_where_a_weight_is_no_number_nobody_speaks():
    call, image = network(784, 6, 4, lost=[(2, 3)])
    trace = record(call, image)
    steps = film_steps(trace)
    assert with_closing(trace, steps) == steps


def test_who_spoke_is_computed_again(digit_film):
    """From the file's own weights, in a plain loop."""
    shot, trace = digit_film.shots[-1], digit_film.trace
    act = shot.player.act
    assert act.kind == "closing"
    values = {}
    for _, operation in trace.operations():
        for value in (*operation.operands, *operation.results):
            values.setdefault(value.name, value.array)
    weights = next(a for name, a in values.items() if "hidden_to_output" in name)
    hidden = values["hidden_neurons"].ravel()
    added = [float(weights[act.answer][k]) * float(hidden[k]) for k in range(20)]
    most, least = added.index(max(added)), added.index(min(added))
    digit_film.show(shot, shot.seconds)
    assert shot.player.words(act.seconds) == (
        f"Neuron {most} adds most: {max(added):+.2f}. "
        f"Neuron {least} takes most: −{-min(added):.2f}."
    )
    texts = {one.text for one in drawn_at(digit_film, shot, shot.seconds).texts}
    assert {f"{most}: {max(added):+.2f}", f"{least}: {min(added):.2f}"} <= texts


def test_the_network_of_the_opening_returns_and_the_question_is_answered(digit_film):
    first, last = digit_film.shots[0], digit_film.shots[-1]
    digit_film.show(first, first.seconds)
    asked = first.player.question.box
    there = first.player.map.box
    digit_film.show(last, last.seconds)
    answer = next(
        part
        for part in last.player.parts
        if getattr(part, "text", "") == str(last.player.act.answer)
        and part.kind.size > 100
    )
    np.testing.assert_allclose(answer.corners, last.player.beside().corners)
    assert asked == answer.box and there == last.player.map.box
    texts = {one.text for one in drawn_at(digit_film, last, last.seconds).texts}
    assert "matreel" in texts
    assert any(one.startswith("Next: ") for one in texts)


def test_nothing_is_said_of_who_spoke_before_the_lines_are_there(digit_film):
    shot = digit_film.shots[-1]
    player = shot.player
    digit_film.show(shot, 1.0)
    assert player.lines.grown == 0 and player.words(1.0) == ""
    assert player.map.winner is None
    digit_film.show(shot, 2.5)  # the outputs wait for what is carried to them
    assert player.map.reached == 2 and 0 < player.lines.grown < 1
    digit_film.show(shot, shot.seconds)
    assert player.lines.grown == 1 and player.map.winner == (2, player.act.answer)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_it_can_be_read(spoken, digit_trace):
    with language(spoken):
        film = Film(digit_trace, steps_of=scene_of("forward").steps)
    shot = film.shots[-1]
    for second in (3.0, shot.seconds):
        assert legibility.faults_of(drawn_at(film, shot, second)) == []
