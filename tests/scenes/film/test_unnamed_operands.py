"""Whatever has no name in the code has one to be shown by, in every act."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.publish.cells import cells_of
from scenes.stage.canvas import Drawings, marks_of
from scenes.words.naming import language

pytestmark = pytest.mark.broad

RANDOM = np.random.default_rng(0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    return np.exp(x) / np.exp(x).sum()


def plain_descent(weights, d, x):
    weights -= 0.1 * (d @ x.T)
    return weights


def undivided(weights, d, x):
    weights -= d @ x.T
    return weights


def by_key(weights, d, x):
    kept = {"w": weights}
    kept["w"] -= 0.1 * (d @ x.T)
    return kept["w"]


def in_a_list(weights, d, x):
    kept = [weights]
    kept[0] += (d * 2) @ x.T
    return kept


def in_a_loop(weights, d, x):
    for one, change in zip([weights], [d @ x.T]):
        one -= 0.1 * change
    return weights


def into_out(weights, d, x):
    np.subtract(weights, 0.1 * (d @ x.T), out=weights)
    return weights


def of_a_view(weights, d, x):
    (weights[:, :])[...] -= 0.5 * (d @ x.T)
    return weights


def of_a_call(weights, d, x):
    np.negative(weights, out=weights)[...] -= 0.5 * (d @ x.T)
    return weights


def nested(weights, d, x):
    return softmax(sigmoid((weights * 2) @ (x + 1) + (d - 1)) * 3).argmax()


def turned(weights, d, x):
    return (weights * 2).T @ (d + 1)


def stamped(weights, d, x):
    return (d * 2) @ (x * 2).T


def compared(weights, d, x):
    return (d * 2) - (d + 1) * (d - 1)


CALLS = (plain_descent, undivided, by_key, in_a_list, in_a_loop, into_out)
CALLS += (of_a_view, of_a_call, nested, turned, stamped, compared)


@pytest.mark.parametrize("shape", [(20, 784), (4, 3), (20, 1), (40, 30)], ids=str)
@pytest.mark.parametrize("call", CALLS)
def test_every_moment_can_be_shown(call, shape):
    rows, columns = shape
    arrays = RANDOM.normal(size=shape), RANDOM.normal(size=(rows, 1))
    trace = record(call, *arrays, RANDOM.random((columns, 1)))
    for spoken in ("en", "zh"):
        with language(spoken):
            film, drawings = Film(trace), Drawings()
        for shot in film.shots:
            act = shot.player.act
            assert act.title and act.result_name
            assert "  " not in act.lead and not act.lead.startswith(" ")
            for share in (0, 0.2, 0.5, 0.8, 1):
                with language(spoken):
                    film.show(shot, share * shot.seconds)
                for part in film.parts(shot):
                    marks_of(part, drawings)
    if shape == (4, 3):  # cells are named alike, however many
        cells_of(film, rate=10)
