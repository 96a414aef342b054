"""Products with one-hot rows and columns say that they look something up."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.storyboard import film_steps
from scenes.words.naming import language

RANDOM = np.random.default_rng(6)
TABLE = RANDOM.normal(size=(5, 3))
HOT = np.eye(5)[[3, 1, 4, 1]]


def product(a, b):
    return a @ b


def leads(a, b):
    steps = film_steps(record(product, a, b))
    return " ".join(act.lead for step in steps for act in step.acts)


@pytest.mark.parametrize(
    "a, b, words",
    [
        (HOT, TABLE, "Each row of a has a single 1, and so looks up one row of b."),
        (TABLE.T, HOT.T, "Each column of b has a single 1, and so looks up one column"),
        (TABLE.T, HOT[0], "b has a single 1, and so looks up one column of a."),
        (HOT[0], TABLE, "a has a single 1, and so looks up one row of b."),
    ],
)
def test_what_is_looked_up(a, b, words):
    assert words in leads(a, b)
    with language("zh"):
        assert "只有一个 1" in leads(a, b)


@pytest.mark.parametrize(
    "a, b",
    [
        (2 * HOT, TABLE),
        (HOT + np.eye(5)[[0, 0, 0, 0]], TABLE),
        (HOT * 0, TABLE),
        (-HOT, TABLE),
        (RANDOM.normal(size=(4, 5)), TABLE),
        (HOT[0] * 0, TABLE),
        (np.array([[1.0, 0.0], [0.0, 0.0]]), RANDOM.normal(size=(2, 3))),
    ],
)
def test_what_only_nearly_is_one_hot(a, b):
    assert "a single 1" not in leads(a, b)
