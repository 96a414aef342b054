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


def nested(a, u, b, v, c):
    def layer(weights, source, biases):
        sums = weights @ source + biases
        return sigmoid(sums)

    h = layer(u, a, b)
    o = layer(v, h, c)
    best = np.argmax(h), np.argmax(o, axis=0), np.argmax(o)
    return best


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
        (nested, sigmoid, sigmoid, "sigmoid", True),
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
    points = np.array([-1.0, 0.0, 2.0])
    np.testing.assert_allclose(found.function(points), second(points))
    assert (found.answer is not None) == (found.answering is not None) == answer
    if answer:
        assert found.answering.targets == ("best",)
        assert (
            found.answer.result.array
            == second(found.output.pre_activations.array).argmax()
        )


@pytest.mark.parametrize(
    "call, hidden, output",
    [
        (usual, ("p", "h"), ("q", "o")),
        (in_steps, ("p", "h"), ("q", "o")),
        (nested, ("sums", "return"), ("sums", "return")),
    ],
)
def test_the_statements_of_a_layer(call, hidden, output):
    found = forward_pass(record(call, *given()))
    for layer, names in ((found.hidden, hidden), (found.output, output)):
        steps = layer.step, layer.activating
        assert tuple(" ".join(one.targets) or "return" for one in steps) == names
        assert layer.called[-1].function.endswith("sigmoid")
        assert layer.step.number <= layer.activating.number


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


def other_product(a, u, b, v, c):
    p = np.dot(u, a) + b
    return p


def twice_the_sums(a, u, b, v, c):
    sums = u @ a
    p = sums + sums
    return sigmoid(p)


def biases_before(a, u, b, v, c):
    p = b + b * 2
    sums = u @ a
    return sigmoid(sums), p


def less_the_biases(a, u, b, v, c):
    p = u @ a - b
    return sigmoid(p)


def into_the_sums(a, u, b, v, c):
    p = u @ a
    p += b
    return p


def call_of_others(a, u, b, v, c):
    p = u @ a + b
    h = sigmoid(b)
    return p, h


def looked_at(x):
    np.exp(x)


def call_of_nothing(a, u, b, v, c):
    p = u @ a + b
    looked_at(p)
    return p


def shortened(x):
    return sigmoid(x)[1:]


def call_of_less(a, u, b, v, c):
    p = u @ a + b
    h = shortened(p)
    return h


def one_layer(a, u, b, v, c):
    p = u @ a + b
    h = sigmoid(p)
    return v @ (h * 1)


def no_output_biases(a, u, b, v, c):
    p = u @ a + b
    h = sigmoid(p)
    return v @ h


def no_output_call(a, u, b, v, c):
    p = u @ a + b
    h = sigmoid(p)
    q = v @ h + c
    return q


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
        (other_product, given(), IMAGE),
        (twice_the_sums, given(), "biases added to u @ a"),
        (biases_before, given(), "biases added to u @ a"),
        (less_the_biases, given(), "biases added to u @ a"),
        (into_the_sums, given(), "call that squashes p"),
        (call_of_others, given(), "call that squashes u @ a + b"),
        (call_of_nothing, given(), "call that squashes u @ a + b"),
        (call_of_less, given(), "call that squashes u @ a + b"),
        (one_layer, given(), SECOND),
        (no_output_biases, given(), "biases added to v @ h"),
        (no_output_call, given(), "call that squashes v @ h + c"),
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


def at_most(most):
    return lambda x: np.minimum(np.maximum(x * 9, 0), most)


@pytest.mark.parametrize(
    "first, second, is_found",
    [
        (at_most(1.0), at_most(1.0), True),
        (at_most(1.0), at_most(1.001), False),
        (at_most(1.001), at_most(1.0), False),
    ],
)
def test_neurons_reach_from_0_to_1(first, second, is_found):
    trace = record(using(first, second), *given())
    if is_found:
        assert forward_pass(trace).output.activations.array.max() == 1
        return
    with pytest.raises(FilmError, match="neurons between 0 and 1"):
        forward_pass(trace)


def test_one_hidden_neuron_is_a_layer():
    found = forward_pass(
        record(usual, *given(weights=(1, 784), biases=(1, 1), second=(10, 1)))
    )
    assert (found.hidden.count, found.output.count) == (1, 10)
