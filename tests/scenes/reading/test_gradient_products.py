"""Which products go back over which, told from what was multiplied before."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.gradient_products import gradient_products
from scenes.reading.value_roles import roles_of
from tests import product_networks as of
from tests.product_networks import normal
from tests.sequence_networks import attention_and_back, gates_and_back


def gradients(call, *arguments):
    found = roles_of(record(call, *arguments)).read(gradient_products)
    return [found[number] for number in sorted(found)]


NETWORKS = [
    (of.batch, of.ROWS, False),
    (of.batch_by_einsum, of.ROWS, False),
    (of.batch_of_columns, of.COLUMNS, True),
    (of.batch_of_sequences, of.SEQUENCES, False),
]


@pytest.mark.parametrize("call, arguments, over_columns", NETWORKS)
def test_weights_and_what_is_sent_back(call, arguments, over_columns):
    found = gradients(call, *arguments)
    told = [(one.of.name, one.is_of_weights) for one in found]
    assert told == [("w2", True), ("a", False), ("w1", True)]
    weights, sent, first = found
    assert (weights.source.name, weights.gradient.source.name) == ("a", "d")
    assert (sent.source.name, sent.gradient.source.name) == ("w2", "d")
    assert first.over_columns is weights.over_columns is over_columns


@pytest.mark.parametrize("call, arguments, _", NETWORKS)
def test_its_result_is_as_large_as_what_it_is_of(call, arguments, _):
    trace = record(call, *arguments)
    by_number = {one.number: one for _, one in trace.operations()}
    for number, found in roles_of(trace).read(gradient_products).items():
        assert by_number[number].result.array.size == found.of.array.size


def columns_to_one_neuron(x, y, w1, b1, w2, b2):
    """A column for each example, as in many a course; the last layer has one neuron."""
    a = np.tanh(np.dot(w1, x) + b1)
    d = 1 / (1 + np.exp(-(np.dot(w2, a) + b2))) - y
    g2 = np.dot(d, a.T) / 5
    g1 = np.dot(np.dot(w2.T, d) * (1 - a * a), x.T) / 5
    return g2, g1


def rows_to_one_neuron(x, y, w1, b1, w2, b2):
    a = np.tanh(x.T @ w1.T + b1.T)
    d = 1 / (1 + np.exp(-(a @ w2.T + b2[0]))) - y.T
    return a.T @ d, x @ (d @ w2 * (1 - a * a))


@pytest.mark.parametrize("call", [columns_to_one_neuron, rows_to_one_neuron])
def test_a_bias_of_one_number_belongs_to_the_one_neuron(call):
    shapes = (2, 5), (1, 5), (4, 2), (4, 1), (1, 4), (1, 1)
    found = gradients(call, *(normal(*shape) for shape in shapes))
    told = [(one.of.name.removesuffix(".T"), one.is_of_weights) for one in found]
    assert told == [("w2", True), ("a", False), ("w1", True)]


def single(x, y, w, v):
    h = np.tanh(w @ x)
    d = v @ h - y
    gv = np.outer(d, h)
    dh = v.T @ d
    gw = (dh * (1 - h * h))[:, None] * x[None, :]
    return gv, gw


def test_of_single_columns():
    found = gradients(single, normal(3), normal(2), normal(4, 3), normal(2, 4))
    told = [(one.of.name, one.is_of_weights) for one in found]
    assert told == [("v", True), ("h", False), ("w", True)]


def descent(x, y, w):
    for _ in range(3):
        d = x @ w - y
        w -= 0.1 * (x.T @ d)
    return w


def test_each_time_in_a_loop():
    found = gradients(descent, normal(5, 3), normal(5, 2), normal(3, 2))
    assert [(one.of.name, one.is_of_weights) for one in found] == [("w", True)] * 3


def layer(x, w, b):
    return x @ w + b


def through_a_function(x, y, weights, bias):
    d = layer(x, weights, bias) - y
    return x.T @ d


def test_what_a_function_was_called_with_has_the_callers_name():
    arguments = normal(4, 3), normal(4, 2), normal(3, 2), normal(2)
    (found,) = gradients(through_a_function, *arguments)
    assert found.of.name == "weights"


def autoencoder(x, w, v, m, s):
    """What it is given it wants back; w moves as m and s remember."""
    for _ in range(3):
        h = np.tanh(x @ w)
        d = (h @ v - x) / x.size
        gv = h.T @ d
        gw = x.T @ (d @ v.T * (1 - h * h))
        m[...] = 0.9 * m + 0.1 * gw
        s[...] = 0.99 * s + 0.01 * gw * gw
        v -= 0.1 * gv
        w -= 0.1 * m / (np.sqrt(s) + 1e-8)


def test_what_goes_in_may_be_what_should_come_out():
    shapes = (5, 4), (4, 3), (3, 4), (4, 3), (4, 3)
    found = gradients(autoencoder, *(np.abs(normal(*shape)) for shape in shapes))
    told = [(one.of.name, one.is_of_weights) for one in found]
    assert told == [("v", True), ("h", False), ("w", True)] * 3


WEIGHTS = normal(3, 2)


def of_a_global(x, y):
    d = x @ WEIGHTS - y
    return d @ WEIGHTS.T


def test_what_nobody_saw_turned_over():
    (found,) = gradients(of_a_global, normal(4, 3), normal(4, 2))
    assert (found.source.name, found.of.name) == ("WEIGHTS", "x")
    assert found.is_of_weights is False


@pytest.mark.parametrize(
    "call, arguments",
    [
        (of.tied, (normal(4, 3), normal(3, 3), normal(3), normal(3))),
        (of.recurrent, (normal(4, 3), normal(3, 3), normal(3, 3))),
        (of.normal_equations, (normal(4, 4), normal(4, 4))),
        (lambda x, w: (x @ w) @ w.T, (normal(3, 3), normal(3, 3))),
        (lambda x, w: x.T @ (x @ w), (normal(3, 3), normal(3, 3))),
    ],
)
def test_what_goes_forward_is_no_gradient(call, arguments):
    def computed(*given):
        return call(*given)

    assert gradients(computed, *arguments) == []


def contrasted(seen, weights):
    """How often the seen and the hidden are 1 together, as in a Boltzmann machine;
    the hidden bias is always on."""
    hidden = 1 / (1 + np.exp(-(seen @ weights)))
    hidden[:, 0] = 1
    together = seen.T @ hidden
    return together, hidden @ weights.T


def test_a_bias_that_is_switched_on_is_compared_with_nothing():
    assert gradients(contrasted, normal(4, 3), normal(3, 2)) == []


def a_kalman_filter(zs, a, h, q, r):
    """Products of the same matrices, again and again, and nothing learned."""
    m, c = np.zeros((2, 1)), np.eye(2)
    for z in zs:
        m = a @ m
        c = a @ c @ a.T + q
        s = h @ c @ h.T + r
        k = c @ h.T @ np.linalg.inv(s)
        m = m + k @ (z - h @ m)
        c = (np.eye(2) - k @ h) @ c
    return m


def test_a_filter_has_no_gradients():
    trace = record(
        a_kalman_filter,
        np.array([1.0, 2.1, 2.9, 4.2]).reshape(4, 1, 1),
        np.array([[1.0, 1.0], [0.0, 1.0]]),
        np.array([[1.0, 0.0]]),
        np.diag([0.01, 0.01]),
        np.array([[0.04]]),
    )
    assert roles_of(trace).read(gradient_products) == {}


def of_weights(call, *shapes):
    found = gradients(call, *(normal(*shape) for shape in shapes))
    return [one.of.name for one in found if one.is_of_weights]


def test_of_gates_with_one_input_each_has_what_came_through_its_own_curve():
    column, square = (4, 1), (4, 4)
    shapes = (column, column, square, square, square, square, column)
    assert of_weights(gates_and_back, *shapes) == ["Wz", "Wr", "Wn"]


def test_queries_keys_and_values_each_have_what_came_through_them():
    found = gradients(
        attention_and_back,
        *(normal(5, 4) for _ in "xy"),
        *(normal(4, 4) for _ in "qkv"),
    )
    names = [one.of.name for one in found if one.of.name.startswith("W")]
    assert names == ["Wq", "Wk", "Wv"]


def in_rounds(x, y, w):
    """All examples in every round, and weights that are made anew."""
    for _ in range(3):
        d = x @ w - y
        w = w - 0.1 * (x.T @ d)
    return w


def test_weights_of_earlier_rounds_are_none_of_several():
    found = gradients(in_rounds, normal(5, 3), normal(5, 2), normal(3, 2))
    assert [one.of.name for one in found] == ["w"] * 3


def of_experts(x, y, w, *, is_learned):
    """Each expert has weights of its own, a part of one array."""
    for k in range(len(w)):
        h = x @ w[k]
        d = h - y
        dw = x.T @ d
        dx = d @ w[k].T
        if is_learned:
            w[k] -= 0.1 * dw
    return dx


@pytest.mark.parametrize("is_learned", [True, False])
def test_of_weights_that_are_a_part_of_an_array(is_learned):
    found = gradients(
        lambda x, y, w: of_experts(x, y, w, is_learned=is_learned),
        *(normal(4, 3), normal(4, 2), normal(2, 3, 2)),
    )
    assert len(found) == 4
    weights = [one.is_of_weights for one in found]
    assert weights == ([True, False] * 2 if is_learned else [None] * 4)


def in_turns(fake, first, bias, second):
    """A judge of fakes learns, and then judges what it has seen anew."""
    h = np.tanh(fake @ first + bias)
    answers = 1 / (1 + np.exp(-(h @ second)))
    d = (answers - 1) / len(fake)
    dh = d @ second.T
    dfirst = fake.T @ (dh * (1 - h**2))
    dbias = (dh * (1 - h**2)).sum(axis=0)
    first -= 0.1 * dfirst
    bias -= 0.1 * dbias
    h = np.tanh(fake @ first + bias)
    return h @ second


def test_what_goes_forward_after_a_step_is_no_gradient():
    given = normal(5, 2), normal(2, 3), normal(3), normal(3, 1)
    trace = record(in_turns, *given)
    found = roles_of(trace).read(gradient_products)
    last = max(one.number for _, one in trace.operations())
    assert last not in found


def gates_in_one_loop(x, h, d, w, u):
    """Gates of one input that one loop computes, and what comes back to each."""
    gates = {}
    for one in "zr":
        gates[one] = 1 / (1 + np.exp(-(w[one] @ x + u[one] @ h)))
    z, r = gates["z"], gates["r"]
    new = z * h + (1 - z) * (r * x)
    back = new - d
    dz = back * (h - r * x) * z * (1 - z)
    dr = back * (1 - z) * x * r * (1 - r)
    return dz @ x.T, dr @ x.T, dz @ h.T, dr @ h.T


def test_gates_of_one_loop_are_told_apart_by_their_keys():
    trace = record(
        gates_in_one_loop,
        *(normal(3, 1), normal(3, 1), normal(3, 1)),
        *({one: normal(3, 3) for one in "zr"} for _ in range(2)),
    )
    found = roles_of(trace).read(gradient_products)
    told = [found[number].of.name for number in sorted(found)]
    assert told == ["w['z']", "w['r']", "u['z']", "u['r']"]


@pytest.mark.parametrize("others, told", [(3, [("w", True)]), (4, [])])
def test_a_gradient_is_of_one_of_the_last_four_products_of_an_array(others, told):
    def trained(x, y, w, more):
        a = np.tanh(x @ w)
        beside = [np.tanh(x @ one) for one in more]
        w -= 0.1 * (x.T @ ((a - y) * (1 - a**2)))
        return w, beside

    more = [normal(3, 3 + k) for k in range(others)]
    found = gradients(trained, normal(5, 3), normal(5, 2), normal(3, 2), more)
    assert [(one.of.name, one.is_of_weights) for one in found] == told


def judged(real, fake):
    """The answers that are right stand in the code alone, the weights are its own, and
    are changed by two sums at once."""
    w = np.array([[0.5, -1.0, 0.25], [1.0, 0.5, -0.5]])
    v = np.array([[1.0], [-0.5], [0.75]])
    for _ in range(2):
        found = []
        for x, is_real in ((real, True), (fake, False)):
            h = np.maximum(x @ w, 0.2 * (x @ w))
            p = 1 / (1 + np.exp(-(h @ v)))
            d = (p - 1) / 4 if is_real else p / 4
            back = (d @ v.T) * np.where(h > 0, 1, 0.2)
            found.append((x.T @ back, h.T @ d))
        (a, b), (c, e) = found
        w -= 0.3 * (a + c)
        v -= 0.3 * (b + e)
    return w, v


def test_what_is_held_against_a_yes_comes_back_and_nothing_else_does():
    real, fake = normal(4, 2), normal(4, 2)
    trace = record(judged, real, fake)
    found = roles_of(trace).read(gradient_products)
    told = [one.expression for _, one in trace.operations() if one.number in found]
    assert told[:3] == ["d @ v.T", "x.T @ back", "h.T @ d"]
    assert not {"x @ w", "h @ v"} & set(told)
