"""Which numbers of a sigmoid are gates: in cells of every spelling, and none else."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.makers import key_of
from scenes.reading.opened_gates import opened_gates
from scenes.reading.roles_once import known_roles
from scenes.words.naming import language
from tests.told import acts_of

RANDOM = np.random.default_rng(9)
X, H, C = RANDOM.normal(size=(3, 3)).round(2)
W = {one: RANDOM.normal(size=(3, 3)).round(2) for one in "ifogzrn"}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def long_short_term(x, h, c, w):
    i, f, o = sigmoid(w["i"] @ x), sigmoid(w["f"] @ x), sigmoid(w["o"] @ x + h)
    g = np.tanh(w["g"] @ x)
    c = f * c + i * g
    return o * np.tanh(c)


def by_one_loop(x, h, c, w):
    gates = {}
    for one in "ifog":
        z = w[one] @ x + h
        gates[one] = np.tanh(z) if one == "g" else sigmoid(z)
    c = gates["f"] * c + gates["i"] * gates["g"]
    return gates["o"] * np.tanh(c)


def by_a_list(x, h, c, w):
    i, f, o, g = [
        curve(w[one] @ x + h)
        for one, curve in zip("ifog", (sigmoid, sigmoid, sigmoid, np.tanh))
    ]
    c = f * c + i * g
    return o * np.tanh(c)


def gated_unit(x, h, c, w):
    z = sigmoid(w["z"] @ x + h)
    r = sigmoid(w["r"] @ x + h)
    n = np.tanh(w["n"] @ x + r * h)
    return (1 - z) * n + z * h


def gated_linear(x, h, c, w):
    left, right = w["i"] @ x, w["f"] @ x
    gate = sigmoid(right)
    return left * gate


def an_answer(x, h, c, w):
    y = sigmoid(w["i"] @ x)
    error = y - h
    delta = error * y * (1 - y)
    return delta


def by_the_slope(x, h, c, w):
    y = sigmoid(w["i"] @ x)
    return (y - h) * (y * (1 - y))


def an_error_that_is_kept(x, h, c, w):
    y = sigmoid(w["i"] @ x)
    error = h - y
    weighed = error * y
    return weighed


def swish(x, h, c, w):
    z = w["i"] @ x
    return z * sigmoid(z)


def through_a_tanh(x, h, c, w):
    return np.tanh(w["i"] @ x) * c


def summed(x, h, c, w):
    return sigmoid(w["i"] @ x) @ c


def gates_in(call):
    trace = record(call, X.copy(), H.copy(), C.copy(), W)
    gates = known_roles(trace).read(opened_gates)
    names = {
        key_of(value): value.name.replace("'", '"')
        for step in trace.steps
        for value in step.assigned
        if step.targets and value.name
    }
    return {
        names[key]: {one.name.replace("'", '"') for one in through}
        for key, through in gates.items()
    }


@pytest.mark.parametrize(
    "call, expected",
    [
        (long_short_term, {"f": {"c"}, "i": {"g"}, "o": {""}}),
        (
            by_one_loop,
            {'gates["f"]': {"c"}, 'gates["i"]': {'gates["g"]'}, 'gates["o"]': {""}},
        ),
        (by_a_list, {"f": {"c"}, "i": {"g"}, "o": {""}}),
        (gated_unit, {"z": {"h"}, "r": {"h"}}),
        (gated_linear, {"gate": {"left"}}),
    ],
)
def test_what_lets_a_share_through(call, expected):
    assert gates_in(call) == expected


@pytest.mark.parametrize(
    "call",
    [an_answer, by_the_slope, an_error_that_is_kept, swish, through_a_tanh, summed],
)
def test_what_is_no_gate(call):
    assert gates_in(call) == {}
    acts = acts_of(call, X, H, C, W)
    assert not any("a gate" in act.title.lower() for act in acts)


@pytest.mark.parametrize(
    "spoken, titles, lead",
    [
        (
            "en",
            [f"gates['{one}']: a gate, from 0, shut, to 1, open" for one in "ifo"],
            "The sigmoid makes a share of each value, between 0, shut, and 1, open: so "
            "much of c is let through.",
        ),
        (
            "zh",
            [f"gates['{one}']：一道门，0 为关，1 为开" for one in "ifo"],
            "sigmoid 把每个值变成 0（关）到 1（开）之间的份额：c 放行这么多。",
        ),
    ],
)
def test_gates_of_one_loop_are_told_by_their_keys(spoken, titles, lead):
    with language(spoken):
        acts = acts_of(by_one_loop, X, H, C, W)
    curves = [act for act in acts if act.kind == "curve"]
    assert [act.title for act in curves[:3]] == titles
    assert curves[1].lead == lead and curves[1].caption.startswith(lead)


def test_what_a_key_picks_is_called_by_it():
    titles = [act.title for act in acts_of(by_one_loop, X, H, C, W)]
    products = [one for one in titles if "×" in one]
    assert products == [f"z: w['{one}'] × x" for one in "ifog"]
    in_order = [act.kind for act in acts_of(by_a_list, X, H, C, W)]
    assert in_order[:9] == ["rows", "join", "curve"] * 3


def test_where_one_place_is_several_arrays_its_products_keep_their_expression():
    def both(x, h, c, w):
        left, right = [w[one] @ x * w[one][0] for one in "if"]
        return left + right

    acts = acts_of(both, X, H, C, W)
    titles = [act.title for act in acts]
    assert "w['i'] × x" in titles and "w['f'] × x" in titles
    assert any("w[one] @ x" in act.lead for act in acts)


@pytest.mark.parametrize("additions, is_gate", [(399, False), (400, True)])
def test_what_was_made_of_the_gate_is_not_let_through_by_it(additions, is_gate):
    """As far as is looked: over 400 operations, with the sigmoid's own last."""

    def swelling(x):
        gate = sigmoid(x)
        made = gate
        for _ in range(additions):
            made = made + 0.25
        return gate * made

    gates = known_roles(record(swelling, X.copy())).read(opened_gates)
    assert bool(gates) == is_gate
