"""Where code begins to go back is told by what it multiplies, however spelt."""

import numpy as np
import pytest

from network.recorder import record
from network.runs.default_traces import default_trace, mistake_trace
from scenes.reading.backward_pass import backward_pass
from scenes.reading.value_roles import roles_of

draw = np.random.default_rng(0).normal


def line(w, x, y):
    p = x @ w
    e = p - y
    return x.T @ e / len(y)


def batch(w, b, v, c, x, y):
    h = np.tanh(x @ w + b)
    o = h.dot(v) + c
    loss = np.mean((o - y) ** 2)
    d = 2 * (o - y) / len(x)
    return loss, h.T.dot(d), x.T.dot(d.dot(v.T) * (1 - h**2))


def classes(w, x, labels):
    s = x @ w
    p = np.exp(s) / np.exp(s).sum(1, keepdims=True)
    loss = -np.log(p[range(len(labels)), labels]).mean()
    d = p.copy()
    d[range(len(labels)), labels] -= 1
    return loss, x.T @ d


def one_axis(w, v, x, y):
    h = np.tanh(w @ x)
    o = v @ h
    d = o - y
    return np.outer(d, h), np.outer((d @ v) * (1 - h * h), x)


def by_letters(w, x, y):
    o = np.einsum("ni,ij->nj", x, w)
    return np.einsum("ni,nj->ij", x, o - y)


def at_an_index(w, x):
    s = w @ x
    d = s * 1.0
    d[1] -= 1
    return d @ x.T


def column(n):
    return draw(size=(n, 1))


@pytest.mark.parametrize(
    "call, arguments, begins, layer, gradient",
    [
        (
            line,
            (draw(size=3), draw(size=(5, 3)), draw(size=5)),
            "p - y",
            "x @ w",
            "x.T @ e",
        ),
        (
            batch,
            (*(draw(size=shape) for shape in [(4, 4), 4, (4, 4), 4, (4, 4), (4, 4)]),),
            "o - y",
            "h.dot(v)",
            "h.T.dot(d)",
        ),
        (
            classes,
            (draw(size=(4, 3)), draw(size=(5, 4)), np.array([0, 1, 2, 1, 0])),
            "d[range(len(labels)), labels]",
            "x @ w",
            "x.T @ d",
        ),
        (
            one_axis,
            (draw(size=(4, 3)), draw(size=(2, 4)), draw(size=3), draw(size=2)),
            "o - y",
            "v @ h",
            "np.outer(d, h)",
        ),
        (
            by_letters,
            (draw(size=(4, 3)), draw(size=(5, 4)), draw(size=(5, 3))),
            "o - y",
            'np.einsum("ni,ij->nj", x, w)',
            'np.einsum("ni,nj->ij", x, o - y)',
        ),
        (at_an_index, (draw(size=(3, 4)), column(4)), "d[1] -= 1", "w @ x", "d @ x.T"),
    ],
)
def test_it_begins_where_the_right_answer_comes_in(
    call, arguments, begins, layer, gradient
):
    found = roles_of(record(call, *arguments)).read(backward_pass)
    places = found.begins, found.layer, found.gradient
    assert [one.expression for one in places] == [begins, layer, gradient]
    assert found.output is found.begins.operands[0]


@pytest.mark.parametrize(
    "trace",
    [lambda: default_trace(learn=True), mistake_trace],
    ids=["learn", "mistake"],
)
def test_it_begins_with_the_errors_of_the_digits(trace):
    found = roles_of(trace()).read(backward_pass)
    assert found.begins.expression == "output_neurons - expected_output"
    assert found.output.name == "output_neurons"


def recurrent(w, u, xs):
    h = np.zeros((4, 1))
    for x in xs:
        h = np.tanh(w @ h + u @ x)
    return h


def attends(x, q, k, v):
    s = (x @ q) @ (x @ k).T
    p = np.exp(s) / np.exp(s).sum(1, keepdims=True)
    return p @ (x @ v)


def decodes(x, w):
    return np.tanh(x @ w) @ w.T


@pytest.mark.parametrize(
    "call, arguments",
    [
        (recurrent, (draw(size=(4, 4)), draw(size=(4, 4)), [column(4) for _ in "abc"])),
        (attends, [draw(size=(4, 4)) for _ in "xqkv"]),
        (decodes, (draw(size=(4, 5)), draw(size=(5, 3)))),
    ],
)
def test_what_goes_only_forward_is_none(call, arguments):
    assert roles_of(record(call, *arguments)).read(backward_pass) is None


def test_a_right_answer_inside_a_list_is_no_parameter():
    def learn(pairs, w):
        for x, y in pairs:
            w -= (w @ x - y) @ x.T

    wanted = np.eye(3)[:, :1]
    roles = roles_of(record(learn, [(column(4), wanted)], draw(size=(3, 4))))
    (value,) = (one for one in roles.trace.inputs if one.name == "pairs[0][1]")
    assert roles.is_target(value) and not roles.is_parameter(value)
    assert roles.read(backward_pass).begins.expression == "w @ x - y"


def turned_at_the_end(w, x, y):
    e = x @ w - y
    return (e.T @ x).T


def of_one_number(w, x, y):
    e = x @ w - y
    return x.T @ e


@pytest.mark.parametrize(
    "call, shapes, gradient",
    [
        (turned_at_the_end, ((3, 2), (5, 3), (5, 2)), "e.T @ x"),
        (of_one_number, ((3, 1), (1, 3), (1, 1)), "x.T @ e"),  # a batch of one
        (of_one_number, ((3, 1), (5, 3), (5, 1)), "x.T @ e"),  # one neuron
        (of_one_number, ((1, 1), (1, 1), (1, 1)), None),  # anything has this shape
    ],
)
def test_the_smallest_ways_back(call, shapes, gradient):
    given = [draw(size=shape) for shape in shapes]
    found = roles_of(record(call, *given)).read(backward_pass)
    assert (found and found.gradient.expression) == gradient
