"""Which places a slice keeps, and what the arguments of a call are for."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.inline_functions import inline_functions
from scenes.reading.input_roles import InputRole, input_roles, together
from scenes.reading.kept_places import kept_places
from scenes.reading.value_roles import roles_of

X = np.arange(24.0).reshape(4, 6)


def places_of(call, *given):
    operation = [one for _, one in record(call, *given).operations()][-1]
    return {axis: list(places) for axis, places in kept_places(operation).items()}


@pytest.mark.parametrize(
    "call, places",
    [
        (lambda x: x[1:3], {0: [1, 2]}),
        (lambda x: x[:, ::2], {1: [0, 2, 4]}),
        (lambda x: x[1::2, 1:5], {0: [1, 3], 1: [1, 2, 3, 4]}),
        (lambda x: x[-1:], {0: [3]}),
        (lambda x: x[:, 5:], {1: [5]}),
        (lambda x: x[:], {}),
        (lambda x: x[1], {}),
        (lambda x: x.T[1], {}),
        (lambda x: x[None, 0], {}),  # as many axes, but others
        (lambda x: x[:, ::-2], {}),  # backwards
        (lambda x: x[::-1][:2], {}),  # of what is backwards
        (lambda x: x.T[1:3], {0: [1, 2]}),
        (lambda x: x[::-1][::-2], {}),
        (lambda x: x[[0, 2]], {}),
    ],
)
def test_which_places_are_kept(call, places):
    assert places_of(call, X.copy()) == places


def test_what_stands_in_one_place_has_no_steps():
    spread = np.broadcast_to(np.arange(6.0), (4, 6))
    assert places_of(lambda x: x[1:3], spread) == {}
    assert places_of(lambda x: x[1:3], X.astype(np.uint8)) == {0: [1, 2]}


def learn(x, t, w, seen):
    d = x @ w - t
    w -= 0.1 * (x.T @ d)
    return d + seen


def learn_of_some(x, t, w, seen):
    d = np.subtract(x @ w, t, where=t > 0, out=np.zeros((5, 2)))
    w -= 0.1 * (x.T @ d)
    return d + seen


@pytest.mark.parametrize(
    "call, roles",
    [
        (learn, ("data", "wanted", "learned", "data")),
        (learn_of_some, ("data", "data", "learned", "data")),
    ],
)
def test_what_the_arguments_are_for(call, roles):
    rng = np.random.default_rng(1)
    given = [rng.normal(size=shape) for shape in ((5, 3), (5, 2), (3, 2), (5, 2))]
    known = roles_of(record(call, *given))
    found = known.read(input_roles)
    assert tuple(found[one.identity].value for one in known.trace.inputs) == roles


def test_the_layers_of_a_list_come_one_by_one_and_the_keys_of_a_dictionary_together():
    def forward(net, xs):
        return net["w"] * net["b"] + xs[0] * xs[1]

    one = np.ones(2)
    trace = record(forward, {"w": one, "b": one * 2}, [one * 3, one * 4])
    assert [len(some) for some in together(trace.inputs)] == [2, 1, 1]
    trace = record(lambda net: net["w's"] * net["b's"], {"w's": one, "b's": one * 2})
    assert [len(some) for some in together(trace.inputs)] == [2]
    assert InputRole("data") is InputRole.DATA


@pytest.mark.parametrize(
    "call, functions",
    [
        (lambda z, w: np.tanh(z * z), ["multiply tanh"]),
        (
            lambda z, w: np.tanh(a := z * z) + w * a,
            ["multiply", "tanh"],
        ),  # used once more
        (lambda z, w: np.tanh(z * z) + w, ["multiply tanh"]),
        (lambda z, w: np.tanh(z) * np.exp(w), ["tanh", "exp"]),
        (lambda z, w: z + w, []),
        (lambda z, w: 2 * z + 1, []),
    ],
)
def test_which_curves_are_written_in_a_line(call, functions):
    z = np.array([0.5, -1.5, 2.0])
    operations = tuple(one for _, one in record(call, z, z + 1).operations())
    found = inline_functions(operations)
    assert [
        " ".join(each.function for each in one.operations) for one in found
    ] == functions
