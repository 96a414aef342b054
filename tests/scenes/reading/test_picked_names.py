"""What is picked by a variable is called as what it is."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.value_roles import roles_of
from tests.told import acts_of

X = np.linspace(-1, 1, 3)
LIST = [np.eye(3) + k for k in range(3)]
STACK = np.stack(LIST)


def by_position(x, weights):
    for k in range(len(weights)):
        x = np.tanh(weights[k] @ x)
    return x


def from_the_end(x, weights):
    for k in range(1, len(weights) + 1):
        x = np.tanh(weights[-k] @ x)
    return x


def by_key(x, weights):
    for key in weights:
        x = np.tanh(weights[key] @ x)
    return x


def by_parts_of_keys(x, weights):
    for k in "01":
        x = np.tanh(weights["w" + k] @ x)
    return x


def two_indices(x, weights):
    for i in range(2):
        x = np.tanh(x * weights[i, 0])
    return x


def a_part(x, weights):
    for k in range(2):
        x = np.tanh(weights[k : k + 1] @ x)[0] * x
    return x


KEYED = {"w0": LIST[0], "w1": LIST[1]}


def names_in(call, weights, function):
    roles = roles_of(record(call, X.copy(), weights))
    return [
        one.operands[0 if function == "matmul" else 1].name
        for one in roles.operations
        if one.function == function
    ]


@pytest.mark.parametrize(
    "call, weights, expected",
    [
        (by_position, LIST, [f"weights[{k}]" for k in range(3)]),
        (by_position, STACK, [f"weights[{k}]" for k in range(3)]),
        (from_the_end, LIST, [f"weights[{k}]" for k in (2, 1, 0)]),
        (from_the_end, STACK, [f"weights[{k}]" for k in (-1, -2, -3)]),
        (by_key, KEYED, ["weights['w0']", "weights['w1']"]),
        (by_parts_of_keys, KEYED, ["weights['w0']", "weights['w1']"]),
    ],
)
def test_it_has_the_name_of_its_place(call, weights, expected):
    assert names_in(call, weights, "matmul") == expected


def test_of_several_indices_too():
    assert names_in(two_indices, STACK, "multiply") == [
        "weights[0, 0]",
        "weights[1, 0]",
    ]


def test_a_part_that_is_cut_out_keeps_what_the_code_says():
    assert set(names_in(a_part, STACK, "matmul")) == {"weights[k : k + 1]"}


def test_titles_have_it():
    titles = [act.title for act in acts_of(by_position, X, STACK)]
    told = [f"x: weights[{k}] × x" for k in range(3)]
    assert [one for one in titles if "×" in one] == told
