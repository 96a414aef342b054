"""What has been seen goes faster; what is the same, and what only looks so."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.film_step import FilmStep
from scenes.film import storyboard
from scenes.film.storyboard import film_steps
from tests.scenes.acts.given import SPAN, computing
from tests.storyboards import B, W, X, also_complex, one_in_another

SLOWER = [1, 0.6, 0.36, 0.216, 0.15, 0.15]  # 0.6 ** 4 is below the least


def the_same_again(x):
    for _ in range(6):
        x = x * 2 + 1
    return x


def again_elsewhere(x, y):
    a = x * y
    a = x * y
    a = a * y
    return a


def hastes_of(steps):
    return [[act.haste for act in step.acts] for step in steps]


def test_what_comes_again_is_faster_and_faster():
    x, *again = film_steps(record(the_same_again, X))
    assert hastes_of([x]) == [[1.0]]
    np.testing.assert_allclose(hastes_of(again), np.transpose([SLOWER, SLOWER]))
    assert [step.slug for step in again] == ["x-2", "x-2-2", "x-3", "x-4", "x-5", "x-6"]
    inside = film_steps(record(one_in_another, W, X))
    assert hastes_of(inside) == [[1.0], [1.0], [0.6], [1.0]]


def test_the_like_in_another_line_is_not_the_same():
    steps = film_steps(record(again_elsewhere, X, B))
    assert hastes_of(steps) == [[1.0]] * 4
    assert [step.slug for step in steps] == ["x", "a", "a-2", "a-3"]


ELSEWHERE = replace(SPAN, line=9, end_line=9)


@pytest.mark.parametrize(
    "acts, hastes",
    [
        ([("a", SPAN)] * 3, [1, 0.6, 0.36]),
        # In one place: whatever it is called.
        ([("a", SPAN), ("b", SPAN)], [1, 0.6]),
        ([("a", SPAN), ("a", ELSEWHERE), ("a", SPAN)], [1, 1, 0.6]),
        # Without a place: by what it computes.
        ([("a", None), ("b", None), ("a", None)], [1, 1, 0.6]),
        ([("a", SPAN), ("a", None)], [1, 1]),
    ],
)
def test_what_is_the_same(acts, hastes):
    planned = [replace(computing(name), mark=mark) for name, mark in acts]
    steps = [FilmStep("a", "a", "f", None, (act,)) for act in planned]
    together = [FilmStep("a", "a", "f", None, tuple(planned))]
    assert hastes_of(storyboard.hastened(steps)) == [[haste] for haste in hastes]
    assert hastes_of(storyboard.hastened(together)) == [hastes]


def test_another_kind_is_not_the_same():
    x, y = film_steps(record(also_complex, X))
    acts = x.acts[0], replace(computing(x.acts[0].result_name), mark=x.acts[0].mark)
    steps = [FilmStep("a", "a", "f", None, acts)]
    assert hastes_of(storyboard.hastened(steps)) == [[1.0, 1.0]]
