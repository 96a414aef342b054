"""Which steps go by together in one act where there is little time."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.film_step import FilmStep
from scenes.film.condense import condensed
from scenes.film.storyboard import film_steps
from scenes.film.together import gathered
from tests.scenes.acts.given import SPAN, computing

OTHER = replace(SPAN, column=SPAN.column + 1)


def step_of(*marks):
    acts = tuple(replace(computing("a"), mark=mark) for mark in marks)
    return FilmStep("a", "a", "f", SPAN, acts)


@pytest.mark.parametrize(
    "marks",
    [
        [SPAN],
        [SPAN] * 4,
        [SPAN, OTHER] * 4,
        [None] * 9,  # of no part of the statement
        [SPAN, None] * 6,
        [SPAN] * 4 + [OTHER] * 4,
    ],
)
def test_what_a_statement_does_up_to_four_times_is_told_each_time(marks):
    step = step_of(*marks)
    assert gathered(step) is step


@pytest.mark.parametrize(
    "marks, told",
    [
        ([SPAN] * 5, [1, 1, 3]),
        ([SPAN] * 9, [1, 1, 7]),
        ([SPAN, OTHER] * 5, [1, 1, 1, 1, 6]),  # rounds of two
        ([OTHER] + [SPAN] * 5, [1, 1, 1, 3]),
        ([SPAN] * 5 + [OTHER], [1, 1, 3, 1]),
        ([SPAN] * 5 + [OTHER] * 6, [1, 1, 3, 1, 1, 4]),
    ],
)
def test_of_more_times_what_comes_after_the_second_goes_by(marks, told):
    step = step_of(*marks)
    acts = gathered(step).acts
    assert [len(getattr(act, "passed", "1")) for act in acts] == told
    assert [act.kind == "passage" for act in acts] == [count > 1 for count in told]
    passed = [one for act in acts for one in getattr(act, "passed", ())]
    assert all(one.statement == SPAN and one.mark in marks for one in passed)


def chain(x):
    a = x * 2.0
    b = a + 1.0
    c = b - 3.0
    d = c / 3.0
    e = d * 5.0
    f = e + 6.0
    g = f - 7.0
    h = g * 8.0
    i = h + 9.0
    j = i - 10.0
    k = j / 11.0
    m = k + 13.0
    n = m - 14.0
    o = n / 15.0
    p = o + 16.0
    q = p * 17.0
    r = q - 18.0
    s = r / 19.0
    return s


def one_more(x):
    return chain(x) + 1.0


def twice(x):
    y = chain(x)
    return chain(y)


def six_more(x):
    a = chain(x)
    b = a + 1.0
    c = b - 3.0
    d = c / 3.0
    e = d * 5.0
    f = e + 6.0
    return f


def plan(call, x, seconds):
    """[the slug of a step, or how many statements it lets go by, ...]."""
    trace = record(call, x)
    steps = condensed(trace, film_steps(trace), seconds)
    return [
        len(step.acts[0].passed) if step.acts[0].kind == "passage" else step.slug
        for step in steps
    ]


ARRAY = np.arange(6.0).reshape(2, 3)
ALL = "x a b c d e f g h i j k m n o p q r s".split()

NUMBER = np.float64(2.0)

PLANS = [
    # Of arrays: eight at most at first, where that is not enough up to 24.
    (chain, ARRAY, 50, ALL),
    (chain, ARRAY, 44, [*ALL[:17], 2]),
    (chain, ARRAY, 40, [*ALL[:12], 2, 5]),
    (chain, ARRAY, 36, [*ALL[:11], 8]),
    (chain, ARRAY, 30, [*ALL[:9], 10]),
    (chain, ARRAY, 12, [*ALL[:3], 16]),
    (chain, ARRAY, 8, ["x", 18]),
    (chain, ARRAY, 5, [19]),
    (twice, ARRAY, 50, [*ALL[:16], 7, 8, 6]),
    (twice, ARRAY, 44, [*ALL[:12], 2, 9, 14]),
    (twice, ARRAY, 12, ["x", "a", 21, 14]),
    (twice, ARRAY, 5, [23, 14]),
    (six_more, ARRAY, 5, [24]),
    # What is but a number goes by first, in each function alone.
    (one_more, NUMBER, 40, [*ALL[1:], "return"]),
    (one_more, NUMBER, 36, [*ALL[1:12], 2, "o", 4, "return"]),
    (one_more, NUMBER, 30, [*ALL[1:11], 8, "return"]),
    (one_more, NUMBER, 20, [*ALL[1:6], 3, 10, "return"]),
    (one_more, NUMBER, 8, [8, 10, "return"]),
    (one_more, NUMBER, 5, [19]),
    (six_more, NUMBER, 36, [*ALL[1:12], 2, 5, 5]),
    (six_more, NUMBER, 12, ["a", 7, 10, 5]),
    (twice, NUMBER, 16, [8, 6, 8, 8, 6]),
    (twice, NUMBER, 12, [8, 6, 8, 14]),
    (twice, NUMBER, 5, [22, 14]),
]


@pytest.mark.parametrize("call, x, seconds, expected", PLANS)
def test_the_last_go_by_first_and_no_more_than_the_time_asks_for(
    call, x, seconds, expected
):
    found = plan(call, x, seconds)
    assert found == expected
    assert all(isinstance(one, str) or one <= 24 for one in found)
