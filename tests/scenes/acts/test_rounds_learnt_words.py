"""What is said of what a training adjusts."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.rounds_learnt_words import numbers_learnt
from scenes.reading.roles_once import known_roles
from scenes.reading.training_rounds import training_rounds
from scenes.words.naming import language


def learn_four(x, a, b, c, d):
    for _ in range(2):
        a -= 0.1 * (a @ x)
        b -= 0.1 * (b @ x)
        c -= 0.1 * (c @ x)
        d -= 0.1 * (d @ x)


def learn_five(x, a, b, c, d, e):
    for _ in range(2):
        a -= 0.1 * (a @ x)
        b -= 0.1 * (b @ x)
        c -= 0.1 * (c @ x)
        d -= 0.1 * (d @ x)
        e -= 0.1 * (e @ x)


@pytest.mark.parametrize(
    "learn, count, english, chinese",
    [
        (
            learn_four,
            4,
            "16 numbers are adjusted in each round: a, b, c and d.",
            "每一轮都调整 16 个数：a、b、c 和 d。",
        ),
        (
            learn_five,
            5,
            "20 numbers are adjusted in each round: a, b, c and 2 more.",
            "每一轮都调整 20 个数：a、b、c 和另外 2 个。",
        ),
    ],
)
def test_of_many_arrays_some_are_named(learn, count, english, chinese):
    arrays = [np.eye(2) + number for number in range(count)]
    trace = record(learn, np.array([[0.5, 1.0], [0.25, 0.5]]), *arrays)
    training = known_roles(trace).read(training_rounds)
    assert numbers_learnt(training) == english
    with language("zh"):
        assert numbers_learnt(training) == chinese
