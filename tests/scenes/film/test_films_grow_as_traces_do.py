"""What is done to plan and show a film grows as the trace does, not faster.

Counted in instructions of Python, which are the same on every machine.
"""

import sys

import numpy as np
import pytest

from network.recorder import record
from scenes.film.choice import Choice
from scenes.film.chosen import chosen_steps
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.publish.manifest import manifest
from tests import looping


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def scaled(weights, x, count):
    for _ in range(count):
        x = x * 1.0001
    return x


def layers(weights, x, count):
    for _ in range(count):
        z = weights @ x + x
        x = sigmoid(z)
    return x


def descent(weights, x, count):
    wanted = np.eye(4)[:, [1]]
    for _ in range(count):
        error = sigmoid(weights @ x) - wanted
        weights -= 0.1 * (error @ x.T)
    return weights


def shares(weights, x, count):
    for _ in range(count):
        powers = np.exp(weights @ x)
        share = powers / powers.sum()
    return share


def of_one_name(weights, x, count):
    for _ in range(count):
        y = np.tanh(x)
        y = y * y
    return y


pytestmark = pytest.mark.broad

CALLS = scaled, layers, descent, shares, of_one_name


def spent_on(function, *arguments, **options):
    """How many instructions of this project a call runs, and what it returns."""
    count = 0

    def inside(frame, event, argument):
        nonlocal count
        count += event == "opcode"
        return inside

    def entered(frame, event, argument):
        if "/scenes/" not in frame.f_code.co_filename.replace("\\", "/"):
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return inside

    before = sys.gettrace()
    # Python 3.12 tells of instructions only where a frame wanted them before.
    sys._getframe().f_trace_opcodes = True
    sys.settrace(entered)
    try:
        returned = function(*arguments, **options)
    finally:
        sys.settrace(before)
    return count, returned


def traced(call, count):
    return record(call, np.eye(4) / 2, np.ones((4, 1)), count)


@pytest.mark.parametrize("call", CALLS)
def test_planning_grows_as_the_trace_does(call):
    few, many = (spent_on(film_steps, traced(call, n))[0] for n in (30, 120))
    assert 0 < many < 4.6 * few


@pytest.mark.parametrize("call", CALLS)
def test_films_and_their_manifests_grow_as_the_trace_does(call):
    films = []
    for n in (15, 60):
        made, film = spent_on(_set, traced(call, n))
        told, _ = spent_on(_manifest, film)
        films.append((made, told))
    (made, told), (made_more, told_more) = films
    assert made_more < 4.6 * made
    assert told_more < 4.6 * told


def _set(trace):
    film = Film(trace)
    film.set_stage()
    return film


def _manifest(film):
    return manifest(
        film,
        "film",
        [10],
        films={"en": film, "zh": film},
        title={"en": "", "zh": ""},
        scene="Film",
        size=[640, 360],
        pace=1.0,
    )


@pytest.mark.parametrize("call", CALLS)
def test_to_show_a_moment_costs_as_much_in_a_long_film(call):
    spent = []
    for n in (15, 150):
        film = _set(traced(call, n))
        times = np.linspace(0, film.seconds, 40)
        spent.append(sum(spent_on(_shown, film, time)[0] for time in times))
    assert spent[1] < 1.3 * spent[0]


def _shown(film, time):
    film.show(*film.at(time))


def test_choosing_what_is_told_grows_as_the_trace_does():
    def spent(rounds):
        trace = looping.training(rounds)
        steps = film_steps(trace)
        chosen_steps(trace, steps, Choice(), longest=180.0)  # fills what is kept
        return spent_on(chosen_steps, trace, steps, Choice(), longest=180.0)[0]

    few, many = spent(100), spent(400)
    assert many < 4.6 * few
