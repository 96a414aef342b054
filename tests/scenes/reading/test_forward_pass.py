"""A digit network's forward pass is found by what is computed, or refused
with what is missing."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.film_error import FilmError
from scenes.reading.forward_pass import answer_in, forward_pass

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
            np.testing.assert_allclose(value.array, array.reshape(value.shape))
            assert value.shape == (array.shape if array.shape[1] > 1 else (len(array),))
        assert layer.count == len(array)
    assert found.image is found.hidden.source
    assert found.function.name == squash
    points = np.array([-1.0, 0.0, 2.0])
    np.testing.assert_allclose(found.function(points), second(points))
    assert (found.answer is not None) == (found.answering is not None) == answer
    if answer:
        assert found.answering.targets == ("best",)
        assert found.answer.result.shape == ()  # rather than one of each example
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


def no_biases(a, u, b, v, c):
    return v @ sigmoid(u @ a)


def no_curves(a, u, b, v, c):
    return v @ (u @ a + b) + c


def inline(a, u, b, v, c):
    h = 1 / (1 + np.exp(-(u @ a + b)))
    return np.maximum(v.dot(h) + c, 0)


def turned(a, u, b, v, c):
    """As rows: x @ w, its weights turned over."""
    h = np.tanh(np.dot(a.T, u.T) + b.T)
    return np.einsum("ij,kj->ik", h, v) + c.ravel()


def flat(a, u, b, v, c):
    h = np.tanh(np.dot(u, a.ravel()) + b.ravel())
    return np.dot(v, h) + c.ravel()


def in_place(a, u, b, v, c):
    h = u @ a
    h += b
    np.tanh(h, out=h)
    o = v @ h
    o += c
    return o


def computed_as(call, a, u, b, v, c):
    """(sums, outputs) of each layer of a call, computed alone."""
    before = u @ a + b
    hidden = {
        no_biases: sigmoid(u @ a),
        no_curves: before,
        inline: sigmoid(before),
    }.get(call, np.tanh(before))
    last = v @ hidden + (0 if call is no_biases else c)
    return hidden, np.maximum(last, 0) if call is inline else last


@pytest.mark.parametrize(
    "call, curves",
    [
        (no_biases, ("sigmoid", None)),
        (no_curves, (None, None)),
        (inline, ("sigmoid", "ReLU")),
        (turned, ("tanh", None)),
        (flat, ("tanh", None)),
        (in_place, ("tanh", None)),
    ],
)
@pytest.mark.parametrize("kind", [float, np.float32])
def test_a_dense_network_is_found_in_any_spelling(call, curves, kind):
    arguments = given(
        image=(4, 1),
        weights=(3, 4),
        biases=(3, 1),
        second=(2, 3),
        last=(2, 1),
        kind=kind,
    )
    found = forward_pass(record(call, *arguments))
    expected = computed_as(call, *arguments)
    names = [one.function and one.function.name for one in found.layers]
    assert tuple(names) == curves
    for layer, weights, array in zip(
        found.layers, (arguments[1], arguments[3]), expected, strict=True
    ):
        np.testing.assert_array_equal(layer.weights.array, weights)
        np.testing.assert_allclose(layer.activations.array, array[:, 0], rtol=1e-5)
        assert (layer.biases is None) == (call is no_biases)
    assert found.picture is None
    assert found.examples == 1


def by_rows(x, w, b, v, c):
    h = np.maximum(0, x @ w + b)
    scores = h @ v + c
    powers = np.exp(scores)
    p = powers / powers.sum(axis=1, keepdims=True)
    return np.argmax(p, axis=1)


def by_columns(x, w, b, v, c):
    h = np.maximum(0, w.T @ x.T + b[:, None])
    scores = v.T @ h + c[:, None]
    powers = np.exp(scores)
    p = powers / powers.sum(axis=0)
    return np.argmax(p, axis=0)


@pytest.mark.parametrize("call", [by_rows, by_columns])
@pytest.mark.parametrize("count", [1, 3, 5])
def test_the_first_example_of_a_batch_is_followed(call, count):
    rng = np.random.default_rng(4)
    x, w, b, v, c = (
        rng.normal(size=shape) for shape in ((count, 4), (4, 5), 5, (5, 3), 3)
    )
    found = forward_pass(record(call, x, w, b, v, c))
    hidden = np.maximum(0, x[0] @ w + b)
    powers = np.exp(hidden @ v + c)
    first, last = found.layers
    assert found.examples == count
    np.testing.assert_array_equal(found.image.array, x[0])
    np.testing.assert_array_equal(first.weights.array, w.T)
    np.testing.assert_array_equal(first.biases.array, b)
    np.testing.assert_allclose(first.activations.array, hidden)
    np.testing.assert_array_equal(last.weights.array, v.T)
    np.testing.assert_allclose(last.activations.array, powers / powers.sum())
    assert (first.is_softmax, last.is_softmax) == (False, True)
    assert answer_in(found.answer.result) == powers.argmax()


def step_of(examples, weights, biases):
    """Weights that are assigned anew, and a list of examples."""
    for x in examples:
        h = x
        for w, b in zip(weights, biases):
            h = np.tanh(np.dot(w, h) + b)
        weights = [w - 0.1 * h.sum() for w in weights]
    return weights


def test_examples_in_a_list_are_no_weights():
    rng = np.random.default_rng(4)
    examples = [rng.normal(size=(4, 1)) for _ in range(2)]
    weights = [rng.normal(size=(3, 4)), rng.normal(size=(2, 3))]
    biases = [rng.normal(size=(3, 1)), rng.normal(size=(2, 1))]
    found = forward_pass(record(step_of, examples, weights, biases))
    for layer, one in zip(found.layers, weights, strict=True):
        np.testing.assert_array_equal(layer.weights.array, one)
    np.testing.assert_array_equal(found.image.array, examples[0][:, 0])


def one_neuron(x, w, b):
    return 1 / (1 + np.exp(-(np.dot(w, x) + b)))


def test_a_single_output_has_its_curve():
    x, w = np.array([0.5, -1.0]), np.array([[2.0, 1.0]])
    found = forward_pass(record(one_neuron, x, w, np.array([0.25])))
    assert found.function.name == "sigmoid"
    np.testing.assert_allclose(found.output.activations.array, [sigmoid(0.25)])


def of_pixels(picture, w):
    return np.tanh(w @ picture.reshape(-1))


@pytest.mark.parametrize(
    "shape, is_picture", [((8, 8), True), ((64,), False), ((4, 16), False)]
)
def test_only_what_was_square_is_a_picture(shape, is_picture):
    rng = np.random.default_rng(5)
    picture = rng.random(shape)
    found = forward_pass(record(of_pixels, picture, rng.normal(size=(3, 64))))
    assert (found.picture is not None) == is_picture
    if is_picture:
        np.testing.assert_array_equal(found.picture.array, picture)


def no_product(a, u, b, v, c):
    return sigmoid(a) + 1


def a_product_alone(a, u, b, v, c):
    return u @ a


def of_two_results(a, u, b, v, c):
    """What is multiplied is computed on both sides."""
    scores = (a.T * 2) @ (a * 3)
    return scores


@pytest.mark.parametrize("call", [no_product, a_product_alone, of_two_results])
def test_no_dense_layer_is_said(call):
    trace = record(call, *given())
    with pytest.raises(FilmError) as error:
        forward_pass(trace)
    assert str(error.value) == (
        "expected a trace of a dense network, weights times values, with biases "
        "or through a curve, layer after layer; the trace of "
        f"{trace.call} has no such layer; film one forward pass with it, or the "
        "whole trace with the film forward"
    )


def many(x, weights):
    for one in weights:
        x = np.tanh(one @ x)
    return x


@pytest.mark.parametrize("count", [1, 6, 7])
def test_how_many_layers_there_is_room_for(count):
    rng = np.random.default_rng(6)
    weights = [rng.normal(size=(3, 3)) for _ in range(count)]
    trace = record(many, rng.normal(size=(3, 1)), weights)
    if count <= 6:
        found = forward_pass(trace)
        for layer, one in zip(found.layers, weights, strict=True):
            np.testing.assert_array_equal(layer.weights.array, one)
        return
    with pytest.raises(FilmError, match="at most 6 layers.*has 7"):
        forward_pass(trace)


def test_one_hidden_neuron_is_a_layer():
    found = forward_pass(
        record(usual, *given(weights=(1, 784), biases=(1, 1), second=(10, 1)))
    )
    assert (found.hidden.count, found.output.count) == (1, 10)
