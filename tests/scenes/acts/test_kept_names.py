"""What a result is called: not as what it is kept in, nor as what takes it in."""

import numpy as np
import pytest

from tests.told import acts_of

X, Y = np.linspace(-1, 1, 10).reshape(5, 2), np.linspace(0, 1, 15).reshape(5, 3)
W = np.array([[0.5, -0.25, 1.0], [0.75, 0.1, -0.4]])


def in_a_list(x, y, w):
    d = x @ w - y
    grads = [x.T @ d, d.sum(axis=0)]
    w -= 0.1 * grads[0]
    return grads


def in_a_dictionary(x, y, w):
    g, d = {}, x @ w - y
    g["w"] = x.T @ d
    w -= 0.1 * g["w"]
    return g


def taken_at_once(x, y, w):
    d = x @ w - y
    w -= x.T @ d
    return w


def of_one_example(x, y, w):
    d = x[0] @ w - y[0]
    w -= 0.1 * np.outer(x[0], d)
    return w


def with_a_slope(x, y, w):
    h = np.tanh(x[0])
    d = h @ w - y[0]
    gw = np.outer(h, d)
    dh = w @ d * (1 - h * h)
    return gw, dh


@pytest.mark.parametrize(
    "call, wanted, never",
    [
        (in_a_list, "The gradient of w", "grads: "),
        (in_a_dictionary, "g['w']: the gradient of w", "g: "),
        (taken_at_once, "The gradient of w", "w: the"),
        (of_one_example, "The gradient of w", "w: the"),
        (with_a_slope, "d sent back through w", "dh: d sent"),
    ],
)
def test_what_a_gradient_is_called(call, wanted, never):
    acts = acts_of(call, X, Y, W.copy())
    titles = [act.title for act in acts]
    assert wanted in titles
    assert not any(title.startswith(never) for title in titles)


@pytest.mark.parametrize("call", [taken_at_once, of_one_example, with_a_slope])
def test_no_cell_of_it_is_said_to_be_one_of_what_takes_it_in(call):
    for act in acts_of(call, X, Y, W.copy()):
        if act.kind in ("table", "batch_product", "rows"):
            assert " w[" not in act.outcome and "dh[" not in act.outcome


def test_an_array_and_numbers_are_no_two_arrays():
    *_, act = acts_of(lambda a: np.concatenate([[a[0], 8.0], a]), np.arange(3.0))
    assert act.lead.startswith("The array stands end to end with 2 more numbers")
    (act,) = acts_of(lambda a: np.concatenate([[7.0, 8.0], a]), np.arange(3.0))
    assert act.lead.startswith("2 arrays stand end to end")


def test_an_array_made_of_one_is_copied():
    (act,) = acts_of(lambda a: np.array(a).T, X)
    assert act.lead.startswith("The array is copied as it is.")


class Layer:
    """With weights in a dictionary, which what adjusts them calls p."""

    def __init__(self):
        self.params = {"w": W.copy(), "b": np.zeros(3)}
        self.grads = {}

    def forward(self, x):
        self.x = x
        return x @ self.params["w"] + self.params["b"]

    def backward(self, error):
        self.grads["w"] = self.x.T @ error
        self.grads["b"] = error.sum(axis=0)
        return error @ self.params["w"].T


def test_weights_are_called_as_the_layer_has_them_in_every_pass():
    def passes(layer, x, y):
        for _ in range(2):
            error = layer.forward(x) - y
            layer.backward(error)
            for key, p in layer.params.items():
                p -= 0.1 * layer.grads[key]

    titles = [act.title for act in acts_of(passes, Layer(), X, Y)]
    named = [title for title in titles if "params" in title and "×" in title]
    assert named == ['x × params["w"] + params["b"]'] * 2
    graded = [title for title in titles if title.startswith("grads['w']: the")]
    assert graded == ["grads['w']: the gradient of params[\"w\"]"] * 2
