"""A digit network's forward pass is found by what is computed, or refused
with what is missing."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.film_error import FilmError
from scenes.reading.forward_pass import forward_pass

H = 3


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def from_zero(x):
    return 1 / (1 + np.exp(0 - x))


def within(x):
    y = sigmoid(x)
    return y


def step(x):
    return x > 0


def sine(x):
    return np.sin(x)


def falling_sine(x):
    return -np.sin(x)


def doubled(x):
    return sigmoid(x) * 2


def twice(x):
    return 2 / (1 + np.exp(-x))


def shares(x):
    powers = np.exp(x)
    return powers / np.sum(powers)


def given(
    *,
    image=(784, 1),
    weights=(H, 784),
    biases=(H, 1),
    second=(10, H),
    last=(10, 1),
    kind=float,
):
    """Weights and biases of two layers, and an image, of some shapes."""
    rng = np.random.default_rng(1)
    return [
        rng.normal(0, wide, shape).astype(kind)
        for shape, wide in (
            (image, 0.1),
            (weights, 0.1),
            (biases, 1),
            (second, 1),
            (last, 1),
        )
    ]


def usual(a, u, b, v, c):
    p = u @ a + b
    h = sigmoid(p)
    q = v @ h + c
    o = sigmoid(q)
    best = np.argmax(o)
    return best


def no_answer(a, u, b, v, c):
    p = b + u @ a
    h = sigmoid(p)
    q = c + v @ h
    o = sigmoid(q)
    return o


def in_steps(a, u, b, v, c):
    """With sums, calls and answers that are none of the layers'."""
    before = b + b * 1
    wide = u[0] @ a
    both = u @ np.hstack([a, a])
    flat = u @ a[:, 0]
    p = np.matmul(u, a, out=np.zeros((H, 1)))
    more = p + wide[0]
    spread = p + np.ones((1, 1))
    pp = p + p
    s = np.add(p, b, out=np.zeros((H, 1)))
    other = sigmoid(b)
    total = sigmoid(s.sum(keepdims=True))
    h = sigmoid(s)
    ten = np.ones((10, H)) @ b
    nine = v[:9] @ h
    q = v @ h
    t = c + q
    o = sigmoid(t)
    g = np.argmax(h)
    each = np.argmax(o, axis=1)
    best = np.argmax(o)
    return (
        before,
        both,
        flat,
        more,
        spread,
        pp,
        other,
        total,
        ten,
        nine,
        g,
        each,
        best,
    )


def computed(a, u, b, v, c, first, second):
    """The columns of a forward pass by their names, computed alone."""
    sums = u @ a
    hidden = first(sums + b)
    outputs = v @ hidden
    return {
        "hidden": (u, a, sums, b, sums + b, hidden),
        "output": (v, hidden, outputs, c, outputs + c, second(outputs + c)),
    }


def using(first, second=sigmoid):
    """A call that has a layer squashed by each of these."""

    def call(a, u, b, v, c):
        p = u @ a + b
        h = first(p)
        q = v @ h + c
        o = second(q)
        best = np.argmax(o)
        return best

    return call


@pytest.mark.parametrize(
    "call, first, second, squash, answer",
    [
        (usual, sigmoid, sigmoid, "sigmoid", True),
        (no_answer, sigmoid, sigmoid, "sigmoid", False),
        (in_steps, sigmoid, sigmoid, "sigmoid", True),
        (using(from_zero), sigmoid, sigmoid, "sigmoid", True),
        (using(within), sigmoid, sigmoid, "sigmoid", True),
        (using(shares), shares, sigmoid, "sigmoid", True),
        (using(sigmoid, step), sigmoid, step, "step", True),
        (using(step), step, sigmoid, "sigmoid", True),
    ],
)
def test_a_forward_pass_is_found(call, first, second, squash, answer):
    arguments = given()
    found = forward_pass(record(call, *arguments))
    for name, expected in computed(*arguments, first, second).items():
        layer = getattr(found, name)
        seen = (
            layer.weights,
            layer.source,
            layer.sums,
            layer.biases,
            layer.pre_activations,
            layer.activations,
        )
        for value, array in zip(seen, expected, strict=True):
            np.testing.assert_allclose(value.array, array)
        assert layer.count == len(array)
    assert found.image is found.hidden.source
    assert found.function.name == squash
    assert (found.answer is not None) == (found.answering is not None) == answer
    if answer:
        assert found.answering.targets == ("best",)
        assert (
            found.answer.result.array
            == second(found.output.pre_activations.array).argmax()
        )


def test_the_statements_of_a_layer():
    found = forward_pass(record(in_steps, *given()))
    assert [
        (layer.step.targets, layer.activating.targets)
        for layer in (found.hidden, found.output)
    ] == [(("p",), ("h",)), (("q",), ("o",))]


def along_others(a, u, b, v, c):
    p = np.matmul(u, a, axes=[(0, 1), (0, 1), (0, 1)]) + b
    h = sigmoid(p)
    return h


def no_biases(a, u, b, v, c):
    p = u @ a
    h = sigmoid(p)
    return h


def biases_with_a_mask(a, u, b, v, c):
    p = np.add(u @ a, b, where=b > -9, out=np.zeros((H, 1)))
    h = sigmoid(p)
    return h


def no_call(a, u, b, v, c):
    p = u @ a + b
    h = 1 / (1 + np.exp(-p))
    return h


def no_call_nor_name(a, u, b, v, c):
    h = 1 / (1 + np.exp(-(u @ a + b)))
    return h


def part_of_a_layer(a, u, b, v, c):
    p = u @ a + b
    h = sigmoid(p[:2])
    return h


def from_elsewhere(a, u, b, v, c):
    p = u @ a + b
    h = sigmoid(p)
    o = sigmoid(v @ b + c)
    return h, o


IMAGE = "(H, 784) weights @ a (784, 1) image"
SECOND = "(10, 3) weights @ the hidden neurons"


@pytest.mark.parametrize(
    "call, arguments, missing",
    [
        (usual, given(image=(784, 2)), IMAGE),
        (usual, given(image=(785, 1), weights=(H, 785)), IMAGE),
        (no_answer, given(image=(784,), biases=(H,), last=(10,)), IMAGE),
        (no_answer, given(weights=(784,), biases=(1,), second=(10, 1)), IMAGE),
        (no_answer, given(weights=(2, H, 784), second=(10, H)), IMAGE),
        (no_answer, given(kind=complex), IMAGE),
        (no_answer, [*given()[:1], *given(kind=complex)[1:]], IMAGE),
        (no_answer, [*given(kind=complex)[:1], *given()[1:]], IMAGE),
        (along_others, given(), IMAGE),
        (no_biases, given(), "biases added to u @ a"),
        (usual, given(biases=(1, 1)), "biases added to u @ a"),
        (biases_with_a_mask, given(), "biases added to u @ a"),
        (no_call, given(), "call that squashes u @ a + b"),
        (no_call_nor_name, given(), "call that squashes u @ a + b"),
        (part_of_a_layer, given(), "call that squashes u @ a + b"),
        (from_elsewhere, given(), SECOND),
        (usual, given(second=(9, H), last=(9, 1)), SECOND),
        (using(sigmoid, shares), given(), "a call that squashes each output alone"),
    ],
)
def test_what_is_missing_is_said(call, arguments, missing):
    with np.errstate(all="ignore"):
        trace = record(call, *arguments)
    with pytest.raises(FilmError) as error:
        forward_pass(trace)
    assert str(error.value) == (
        "expected a trace of the digit network's forward pass, (H, 784) "
        "weights @ a (784, 1) image + biases through a sigmoid, then (10, H) "
        f"weights in the same way; the trace of {trace.call} has no "
        f"{missing}; record one with: python -m network trace --out FILE"
    )


@pytest.mark.parametrize(
    "first, second, layer",
    [
        (falling_sine, sigmoid, "hidden"),
        (doubled, sigmoid, "hidden"),
        (sigmoid, twice, "output"),
        (sigmoid, sine, "output"),
    ],
)
def test_neurons_beyond_0_and_1_are_refused(first, second, layer):
    arguments = given()
    neurons = computed(*arguments, first, second)[layer][-1]
    assert neurons.min() < 0 or neurons.max() > 1
    with pytest.raises(FilmError) as error:
        forward_pass(record(using(first, second), *arguments))
    assert (
        f"has no neurons between 0 and 1 (their least is "
        f"{neurons.min():.3g}, their largest {neurons.max():.3g}); "
    ) in str(error.value)
