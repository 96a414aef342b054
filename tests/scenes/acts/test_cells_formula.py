"""Formulas of cells: found, told with true numbers, and shown."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.words.naming import language
from tests.told import act_in, kinds_of, player_of

X = np.linspace(0.2, 0.9, 12).reshape(3, 4)
Y = np.eye(4)[[0, 2, 1]]
ROW = np.array([0.5, -1.5, 2.0, 0.25])


def slope_of_a_loss(p, y):
    d = -(y / p) + (1 - y) / (1 - p)
    return d


def blended(a, b):
    c = 0.9 * a + 0.1 * b
    return c


def step(m, v):
    d = 0.01 * m / (np.sqrt(v) + 1e-8)
    return d


def gain_and_shift(x, row):
    out = row * x + row
    return out


def error_times_slope(x, y):
    out = 1 / (1 + np.exp(-x))
    d = 2 * (out - y) / out.size * out * (1 - out)
    return d


def distance(x, y):
    return np.sqrt(x**2 + y**2)


FOUND = [
    (slope_of_a_loss, (X, Y), "−(y ÷ p) + (1 − y) ÷ (1 − p)"),
    (blended, (X, X[::-1] - 0.5), "0.9 × a + 0.1 × b"),
    (step, (X - 0.5, X), "0.01 × m ÷ (√v + 1e−8)"),
    (gain_and_shift, (X, ROW), "row × x + row"),
    (distance, (X, Y), "√(x² + y²)"),
]


@pytest.mark.parametrize("call, arguments, named", FOUND)
def test_it_is_one_act_with_the_formula_that_is_computed(call, arguments, named):
    assert kinds_of(call, *arguments) == ["cells_formula"]
    act = act_in("en", "cells_formula", call, *arguments)
    assert act.named == named
    assert act.result.array.flat[act.told] == pytest.approx(
        max(act.result.array.flat, key=abs)
    )


@pytest.mark.parametrize("call, arguments, named", FOUND)
def test_the_numbers_put_in_make_what_comes_out(call, arguments, named):
    act = act_in("en", "cells_formula", call, *arguments)
    text = re.sub(r"√(\w|\.)+", lambda found: f"√({found[0][1:]})", act.put_in)
    for sign, python in (
        *(("−", "-"), ("×", "*"), ("÷", "/"), ("²", "**2"), ("√", "np.sqrt")),
    ):
        text = text.replace(sign, python)
    made = eval(text, {"np": np})  # of numbers and signs alone
    assert made == pytest.approx(act.result.array.flat[act.told], rel=0.05)


def test_a_slope_in_it_is_told():
    act = act_in("en", "cells_formula", error_times_slope, X - 0.5, Y[:, ::-1])
    assert "out × (1 − out) is how steep the curve is there" in act.lead
    with language("zh"):
        assert (
            "斜率"
            in act_in(
                "zh", "cells_formula", error_times_slope, X - 0.5, Y[:, ::-1]
            ).lead
        )


def test_where_nothing_changes_it_says_so():
    act = act_in("en", "cells_formula", lambda a, b: a + b * 0.0, X, Y)
    assert act.outcome == "a comes out again, cell by cell."


def test_what_an_update_scales_is_the_updates():
    def learned(w, x, y):
        w -= 0.25 * (x * y)
        return w

    assert "cells_formula" not in kinds_of(learned, X.copy(), X, Y)


def one_operation(x, y):
    return x - y


def of_one_array(x, y):
    return (x * 2 + 1) * y[0, 0]


def kept_on_the_way(x, y):
    a = x - y
    return a * x


def a_curve(x, y):
    return 1 / (1 + np.exp(-(x - y)))


def a_slope(x, y):
    h = np.tanh(x)
    return y * (1 - h * h)


def gates(x, y):
    forget, gate = 1 / (1 + np.exp(-x)), 1 / (1 + np.exp(-y))
    return forget * x + gate * y


def a_residual(x, y):
    return x + np.tanh(x) * y


def compared(x, y):
    return (x - y) > x


@pytest.mark.parametrize(
    "call",
    [one_operation, of_one_array, kept_on_the_way, a_curve, a_slope, gates, compared],
)
def test_what_says_more_or_less_than_a_formula_is_none(call):
    assert "cells_formula" not in kinds_of(call, X, X[::-1] - 0.3)


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_its_words_have_the_names_of_what_goes_in(spoken):
    act = act_in(spoken, "cells_formula", slope_of_a_loss, X, Y)
    for name in ("y", "p"):
        assert re.search(rf"(?<!\w){name}(?!\w)", act.lead)
    assert act.title.endswith(act.named)


def test_the_cells_of_all_arrays_meet_and_the_formula_stands_below():
    film = Film(record(slope_of_a_loss, X, Y))
    (shot,) = (one for one in film.shots if one.player.act.kind == "cells_formula")
    player = shot.player
    film.show(shot, 0.0)
    assert [line.opacity for line in player.lines] == [0.0, 0.0]
    film.show(shot, shot.seconds)
    assert [line.opacity for line in player.lines] == [1.0, 1.0]
    below = max(part.box.bottom for part in (*player.sides, player.after))
    assert all(line.box.top >= below for line in player.lines)


def test_it_stands_beside_wide_arrays_too():
    wide = np.linspace(-1, 1, 4 * 30).reshape(4, 30)
    player = player_of("cells_formula", blended, wide, wide[::-1])
    assert all(side is not None for side in player.sides)


def a_curve_after_it(x, y):
    out = 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.04 * y**3)))
    return out


def test_a_curve_that_follows_stays_whole():
    kinds = kinds_of(a_curve_after_it, X, Y + 0.5)
    assert kinds.count("cells_curve") == 1 and "generic" not in kinds


def the_same_twice(x, w):
    out = (x @ w) + 0.1 * (x @ w) ** 3
    return out


def test_what_goes_in_twice_is_named_once():
    act = act_in("en", "cells_formula", the_same_twice, X, np.eye(4) + 0.5)
    assert "at its place in x @ w." in act.lead


def weighed(a, b, c):
    d = a * b + c * 2
    return d


@pytest.mark.parametrize(
    "a, outcome",
    [(X, "a comes out again, cell by cell."), (np.zeros((3, 4)), "All of it is 0.")],
)
def test_zeros_do_not_come_out_again(a, outcome):
    given = a, np.ones((3, 4)), np.zeros((3, 4))
    assert act_in("en", "cells_formula", weighed, *given).outcome == outcome


def test_all_of_a_formula_is_marked():
    (source,) = record(step, X - 0.5, X).sources.values()
    act = act_in("en", "cells_formula", step, X - 0.5, X)
    mark, lines = act.mark, source.splitlines()
    assert lines[mark.line - 1][mark.column : mark.end_column] == (
        "0.01 * m / (np.sqrt(v) + 1e-8)"
    )
    assert act.shapes == "(3, 4)  =  (3, 4) / (3, 4)"
