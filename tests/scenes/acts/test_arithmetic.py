"""Numbers alone: the formula with the numbers put in, and what it gives."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from tests.frames import drawn_at
from tests.legibility import faults_of
from tests.told import act_in, acts_of, kinds_of

X = np.array([3.0, 4.0])


def shared(x):
    loss = x.sum() / 4
    return loss


def weighed(x):
    total, part = x.sum(), x.max()
    loss = 0.5 * (total - part) ** 2 + 1
    return loss


def asked(x):
    is_more = x.sum() > 5
    return is_more


def rooted(x):
    size = np.sqrt(x.sum() + 2)
    return size


def turned(x):
    less = -x.sum()
    return less


def unnamed(x):
    return x.sum() / 4


def test_what_has_no_name_is_called_as_it_is_written():
    act = act_in("en", "arithmetic", unnamed, X)
    assert (act.title, act.result_name) == ("Work out x.sum() / 4", "x.sum() / 4")


@pytest.mark.parametrize(
    "call, put_in, result",
    [
        (shared, "7 ÷ 4", "1.75"),
        (weighed, "0.5 × (7 − 4)² + 1", "5.5"),
        (asked, "7 > 5", "true"),
        (rooted, "√(7 + 2)", "3"),
        (turned, "−7", "−7"),
    ],
)
def test_what_is_told(call, put_in, result):
    act = act_in("en", "arithmetic", call, X)
    assert act.formula == put_in
    assert act.caption == f"With its numbers: {put_in}. That is {result}."
    assert act.title == f"Work out {act.result_name}"
    chinese = act_in("zh", "arithmetic", call, X)
    assert put_in in chinese.caption and chinese.title.startswith("算出 ")


def long(x):
    total = x.sum()
    return total + total * total - total / (total + total) + total**3 - total * 2.5


def test_of_a_long_formula_only_the_last_step_is_written():
    act = act_in("en", "arithmetic", long, X * 1.2345)
    assert len(act.formula) < 40 and len(act.operations) > 5


def test_no_array_is_taken_for_a_number():
    def mixed(x):
        return x + x.sum() * 2

    assert kinds_of(mixed, X) == ["collapse", "arithmetic", "cells_combine"]


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e300, 1e-300, 0.0])
def test_odd_numbers(value):
    def halved(x):
        half = x[0] / 2
        return half

    with np.errstate(all="ignore"):
        acts = acts_of(halved, np.array([value, 1.0]))
    assert acts[-1].kind == "arithmetic" and acts[-1].outcome


def test_what_is_seen():
    film = Film(record(weighed, X))
    shot = film.shots[-1]
    player = shot.player
    player.show(0.5)
    assert player.lines[1].opacity == player.result.opacity == 0
    player.show(player.act.seconds)
    assert [label.text for label in player.lines[1:]] == [player.act.formula, "="]
    assert player.result.values.array.item() == 5.5
    assert player.words(player.act.seconds) == "That is 5.5."
    assert faults_of(drawn_at(film, shot, shot.seconds)) == []


@pytest.mark.parametrize(
    "call, put_in",
    [
        (lambda x: 0.25 < x[0], "0.25 < 3"),
        (lambda x: 0.25 >= x[0], "0.25 ≥ 3"),
        (lambda x: x[0] > 0.25, "3 > 0.25"),
        (lambda x: x[0] < x[1], "3 < 4"),
        (lambda x: np.greater(x[0], 0.25), "3 > 0.25"),
    ],
)
def test_a_comparison_stands_as_the_code_has_it(call, put_in):
    """Python asks x whether it is greater where 0.25 cannot tell that it is less."""
    acts = acts_of(call, X)
    assert [act.formula for act in acts if act.kind == "arithmetic"] == [put_in]


def chosen(a, b):
    return np.where(a > 0, a, b)


def cut(a, b):
    return np.clip(a, b, 1.0)


def in_order(a, b):
    return np.sort(a)


@pytest.mark.parametrize(
    "call, kind", [(chosen, "arithmetic"), (cut, "arithmetic"), (in_order, "generic")]
)
def test_functions_of_each_cell_are_arithmetic_of_one_number(call, kind):
    assert kinds_of(call, np.array([2.0]), np.array([0.5])) == [kind]
