"""What axes count, by what is computed along them."""

import numpy as np
import pytest

from network.examples import self_attention
from network.recorder import record
from scenes.reading.axis_names import axis_names
from scenes.reading.axis_roles import AxisRole
from scenes.reading.value_roles import roles_of
from tests import looping

EXAMPLES, FEATURES = AxisRole.EXAMPLES, AxisRole.FEATURES
NEURONS, CLASSES = AxisRole.NEURONS, AxisRole.CLASSES
RANDOM = np.random.default_rng(0)
X, Y = RANDOM.normal(size=(5, 4)), np.array([0, 2, 1, 1, 0])


def weights():
    rng = np.random.default_rng(1)
    return [rng.normal(size=(4, 6)), np.zeros(6), rng.normal(size=(6, 3))]


def classifier(x, y, params, *, turned=False):
    w, b, v = params
    a = np.tanh((w.T @ x.T).T + b) if turned else np.tanh(x @ w + b)
    scores = a @ v
    e = np.exp(scores - scores.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    loss = -np.log(p[np.arange(len(y)), y]).mean()
    d = p.copy()
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    back = d @ v.T
    v -= 0.1 * (a.T @ d)
    return loss, scores, a, back


def names_of(function, *args, **options):
    trace = record(function, *args, **options)
    return trace, roles_of(trace).read(axis_names)


@pytest.mark.parametrize("turned", [False, True])
def test_a_classifier_of_several_examples(turned):
    trace, names = names_of(classifier, X, Y, weights(), turned=turned)
    by_name = {one.name: names.of(one) for one in trace.inputs}
    _, scores, a, back = trace.results
    assert by_name["y"] == (EXAMPLES,)
    assert names.of(scores) == (EXAMPLES, CLASSES)
    assert names.of(a) == names.of(back)
    assert names.of(a)[0] == EXAMPLES
    assert by_name["params[2]"][1] == CLASSES


def test_pairs_on_a_diagonal_are_examples_each_of_a_class_of_its_own():
    """As in contrastive learning: rows and columns are as many, and no others."""

    def contrasted(images, texts):
        p = np.exp(images @ texts.T)
        p /= p.sum(axis=1, keepdims=True)
        y = np.arange(5)
        return p, -np.log(p[np.arange(5), y]).mean()

    trace, names = names_of(contrasted, X, X[::-1].copy())
    by_name = {one.name: names.of(one) for one in trace.inputs}
    assert by_name == {"images": (EXAMPLES, ""), "texts": (CLASSES, "")}
    assert names.of(trace.results[0]) == (EXAMPLES, CLASSES)


def test_features_and_neurons_by_what_is_learned():
    trace, names = names_of(classifier, X, Y, weights())
    by_name = {one.name: names.of(one) for one in trace.inputs}
    assert by_name["params[2]"] == ("", CLASSES)  # only this one is changed

    def all_changed(x, y, params):
        loss, scores, a, back = classifier(x, y, params)
        slope = back * (1 - a * a)
        params[0] -= 0.1 * (x.T @ slope)
        params[1] -= 0.1 * slope.sum(axis=0)
        return a

    trace, names = names_of(all_changed, X, Y, weights())
    by_name = {one.name: names.of(one) for one in trace.inputs}
    assert by_name == {
        "x": (EXAMPLES, FEATURES),
        "y": (EXAMPLES,),
        "params[0]": (FEATURES, NEURONS),
        "params[1]": (NEURONS,),
        "params[2]": (NEURONS, CLASSES),
    }


def test_one_example_has_no_axis_of_examples():
    trace, names = names_of(classifier, X[:1], Y[:1], weights())
    found = [names.of(one)[0] for one in trace.inputs]
    assert EXAMPLES not in found


def test_of_one_line_of_answers_nobody_knows_which_axis_is_of_the_classes():
    def column(z):
        e = np.exp(z)
        p = e / e.sum(axis=0, keepdims=True)
        return -np.log(p[2, 0]), p

    trace, names = names_of(column, X[:, :1])
    assert names.of(trace.results[1]) == ("", "")


def test_steps_of_a_sequence_are_no_weights():
    """One matrix meets each of them: nothing tells which of the two is learned,
    and rows of weights are no examples."""
    trace = looping.recurring(3)
    names = roles_of(trace).read(axis_names)
    assert all(EXAMPLES not in (names.of(one) or ()) for one in trace.inputs)


def gathered_back(x, w, d):
    """What comes back to a step is gathered in sums that began at 0."""
    h = np.tanh(w @ x)
    dz, dx = np.zeros_like(h), np.zeros_like(x)
    dz += d * (1 - h * h)
    dx += w.T @ dz
    return dx


def test_sums_that_gather_are_no_weights():
    x, w, d = (RANDOM.normal(size=shape) for shape in ((4, 1), (3, 4), (3, 1)))
    trace, names = names_of(gathered_back, x, w, d)
    assert all(EXAMPLES not in (names.of(one) or ()) for one in trace.inputs)


def projected(x, w):
    return np.tanh(x @ w)


def test_nobody_knows_what_is_multiplied_with_what():
    trace, names = names_of(projected, X, weights()[0])
    assert names.of(trace.result) == ("", "")


def along_time(x, w):
    h = np.zeros(6)
    for t in range(len(x)):
        h = np.tanh(x[t] @ w[0] + h)
    return x * 2


def two_loops(x, w):
    for i in range(len(x)):
        x[i] += 1
    for j in range(len(x)):
        x[j] += 1
    return x


def first_only(x, w):
    for t in range(len(x)):
        x[0] = t
    for t in range(1):
        x[t] = 1
    return x


def columns(x, w):
    for k in range(2):
        x[:, k] = k
    return x


def by_lists(x, w):
    for i in ([0, 1], [2, 3]):
        x[i] += 1
    return x


def with_a_new_axis(x, w):
    for i in range(2):
        w[0] += x[np.newaxis, i, :1]
    return x


def with_none(x, w):
    for i in range(2):
        w[0] += x[None, i, :1]
    return x


def einsums(x, w):
    return np.einsum("td,dh->th", x, w[0])


def einsums_that_differ(x, w):
    np.einsum("ab,bc->ac", x, w[0])
    return np.einsum("td,dh->th", x, w[0])


@pytest.mark.parametrize(
    "function, expected",
    [
        (along_time, ("t", "")),
        (two_loops, ("", "")),
        (first_only, ("", "")),
        (columns, ("", "k")),
        (by_lists, ("", "")),
        (with_a_new_axis, ("i", "")),
        (with_none, ("i", "")),
        (einsums, ("t", "h")),
        (einsums_that_differ, ("", "")),
    ],
)
def test_the_names_of_loops_and_letters(function, expected):
    trace, names = names_of(function, X.copy(), weights())
    assert names.of(trace.result) == expected


def test_what_a_recording_was_told_wins():
    axes = {"x": ("step", ""), "y": ("step",)}
    trace, names = names_of(classifier, X, Y, weights(), axes=axes)
    assert names.of(trace.results[1]) == ("step", CLASSES)
    assert names.of(trace.inputs[0]) == ("step", "")


def test_attention_of_tokens_with_heads():
    trace, names = names_of(self_attention.main)
    found = {name for step in trace.steps for one in step.assigned
             for name in names.of(one)}  # fmt: skip
    assert AxisRole.TOKENS in found
    assert not {AxisRole.QUERIES, AxisRole.KEYS} & found


def crossed(x, other, w):
    q, k, v = x @ w, other @ w, other @ w
    s = q @ k.T / 2.0
    e = np.exp(s - s.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return p @ v, p


def test_attention_to_something_else():
    trace, names = names_of(crossed, X, RANDOM.normal(size=(3, 4)), np.eye(4))
    mixed, shares = trace.results
    assert names.of(shares) == (AxisRole.QUERIES, AxisRole.KEYS)
    assert names.of(mixed)[0] == AxisRole.QUERIES


def convolved(x, k):
    out = np.zeros((2, len(k), 5, 4))
    for n in range(2):
        for f in range(len(k)):
            for i in range(5):
                for j in range(4):
                    out[n, f, i, j] = (x[n, :, i : i + 2, j : j + 2] * k[f]).sum()
    return out


def test_a_convolution():
    trace, names = names_of(
        convolved, RANDOM.normal(size=(2, 3, 6, 5)), RANDOM.normal(size=(4, 3, 2, 2))
    )
    rows = AxisRole.ROWS, AxisRole.COLUMNS
    picture, kernels = trace.inputs
    assert names.of(picture)[1:] == (AxisRole.CHANNELS, *rows)
    assert names.of(kernels) == (AxisRole.FILTERS, AxisRole.CHANNELS, *rows)
    assert names.of(trace.result)[2:] == rows
