"""Names of axes, told to a recording, go with the arrays."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace, Value
from scenes.reading.axis_names import AxisNames, axis_names
from scenes.reading.value_roles import roles_of

AXES = {
    "x": ("example", "feature"),
    "w": ["feature", "hidden"],
    "b": ("hidden",),
    "y": (None, "class"),
    "of_nobody": ("a", "b", "c"),
}


def layer(x, w, b):
    return np.maximum(x @ w + b, 0)


CALLS = {
    "a layer": (lambda x, w, b: layer(x, w, b), ("example", "hidden")),
    "dot": (lambda x, w, b: np.dot(x, w), ("example", "hidden")),
    "a row": (lambda x, w, b: x[0] @ w, ("hidden",)),
    "times a column": (lambda x, w, b: w @ b, ("feature",)),
    "turned": (lambda x, w, b: x.T + 1, ("feature", "example")),
    "turned as told": (lambda x, w, b: np.transpose(x, (0, 1)), ("example", "feature")),
    "turned, negative": (
        lambda x, w, b: np.transpose(x, (-1, 0)),
        ("feature", "example"),
    ),
    "summed over examples": (lambda x, w, b: x.sum(axis=0), ("feature",)),
    "the mean of each row": (
        lambda x, w, b: np.mean(x, axis=-1, keepdims=True),
        ("example", ""),
    ),
    "shares of a row": (
        lambda x, w, b: np.exp(x) / np.exp(x).sum(axis=1, keepdims=True),
        ("example", "feature"),
    ),
    "reduced": (lambda x, w, b: np.add.reduce(x), ("feature",)),
    "all": (lambda x, w, b: x.max(), ()),
    "chosen": (lambda x, w, b: np.where(x > 0, x, 0), ("example", "feature")),
    "gradient": (lambda x, w, b: x.T.dot(np.exp(x @ w)), ("feature", "hidden")),
    "laid out anew": (lambda x, w, b: x.reshape(3, 2), ("", "")),
    "as large": (lambda x, w, b: np.zeros_like(x), ("", "")),
    "taken": (lambda x, w, b: np.take(w, np.array([0, 2]), axis=0), ("", "hidden")),
    "taken in a block": (
        lambda x, w, b: w.take(np.array([[0, 2], [1, 1]]), axis=0),
        ("", "", "hidden"),
    ),
    "taken from a stack": (
        lambda x, w, b: np.take(np.stack([w, w], axis=1), np.array([1]), axis=0),
        ("", "", "hidden"),
    ),
    "columns taken": (lambda x, w, b: np.take(w, np.array([0]), axis=1), ("", "")),
    "taken by a list": (lambda x, w, b: np.take(w, [0, 2], axis=0), ("", "")),
    "an axis more": (lambda x, w, b: x[:, None], ("example", "", "feature")),
    "in one column": (lambda x, w, b: x[..., None], ("example", "feature", "")),
    "rows cut": (lambda x, w, b: (x @ w).reshape(2, 2, 2), ("example", "", "")),
    "apart": (lambda x, w, b: np.ones((2, 3, 3))[0, :, np.arange(3)] + 0, ("", "")),
    "some of them": (lambda x, w, b: x[:, 1:], ("example", "feature")),
    "picked": (lambda x, w, b: w[np.array([0, 2, 2]), :], ("", "hidden")),
    "one of each row": (lambda x, w, b: x[np.arange(2), [0, 1]], ("example",)),
    "side by side": (lambda x, w, b: np.concatenate([x, x], axis=1), ("example", "")),
    "one on the other": (lambda x, w, b: np.stack([x, x]), ("", "example", "feature")),
    "a part": (lambda x, w, b: np.split(x @ w, 2, axis=1)[1], ("example", "hidden")),
    "of numbers": (lambda x, w, b: np.array([x[0, 0], x[1, 1]]), ("",)),
    "unlike ones joined": (lambda x, w, b: np.vstack([x, x[0]]), ("", "")),
    "written in a stack": (
        lambda x, w, b: filled_whole(np.zeros((2, 2, 3)), x),
        ("", "example", "feature"),
    ),
    "with a border": (lambda x, w, b: np.pad(x, ((0, 0), (1, 1))), ("example", "")),
    "written": (lambda x, w, b: filled(np.zeros((2, 4)), b), ("", "hidden")),
    "two that differ": (lambda x, w, b: w[:2, :2] + w[:2, :2].T, ("", "")),
    "einsum with dots": (
        lambda x, w, b: np.einsum("...f,fh->...h", x, w),
        ("example", "hidden"),
    ),
    "einsum with as many dots as axes": (
        lambda x, w, b: np.einsum("...h,fh->...f", np.zeros((2, 2, 2, 4)), w),
        ("", "", "", "feature"),
    ),
    "einsum into what was there": (
        lambda x, w, b: np.einsum("nf,nf->n", x, x, out=np.zeros(2)),
        ("example",),
    ),
    "einsum with a list": (
        lambda x, w, b: np.einsum("fn,nf->f", [[1.0, 2.0]] * 3, x),
        ("",),
    ),
    "matmul into what was there": (
        lambda x, w, b: np.matmul(x, w, out=np.zeros((2, 4))),
        ("example", "hidden"),
    ),
    "einsum": (lambda x, w, b: np.einsum("nf,fh->hn", x, w), ("hidden", "example")),
}


def filled(array, row):
    array[1] = row
    return array


def filled_whole(array, matrix):
    array[:] = matrix
    return array


def named(function, *, axes=None, path=None):
    arrays = np.ones((2, 3)), np.ones((3, 4)), np.ones(4)
    return record(function, *arrays, axes=axes, path=path)


@pytest.mark.filterwarnings("ignore:axes of")
@pytest.mark.parametrize("name", CALLS)
def test_names_go_with_the_arrays(name):
    function, expected = CALLS[name]
    trace = named(function, axes=AXES)
    names = roles_of(trace).read(axis_names)
    assert names.of(trace.result) == expected
    assert names.of(trace.inputs[0]) == ("example", "feature")


def assigned(x, w, b):
    y = x[:, :2] * 3
    y[0] = 0
    of_nobody = x + 1
    return y, of_nobody


@pytest.mark.filterwarnings("ignore:axes of")
def test_variables_have_names_too_where_they_have_as_many_axes():
    trace = named(assigned, axes=AXES)
    names = roles_of(trace).read(axis_names)
    assert names.of(trace.results[0]) == ("", "class")
    assert names.of(trace.results[1]) == ("example", "feature")


def test_nothing_known_is_no_name():
    assert AxisNames().of(Value.of(np.ones((2, 3)))) == ("", "")
    assert AxisNames().of(Value.of(2.0)) == ()


def test_without_names_there_are_none():
    trace = named(layer)
    names = roles_of(trace).read(axis_names)
    assert trace.axes == {} and names.of(trace.result) == ("", "")


@pytest.mark.filterwarnings("ignore:axes of")
def test_a_file_keeps_them(tmp_path):
    path = tmp_path / "a.trace"
    given = named(layer, axes=AXES, path=path)
    assert Trace.load(path).axes == given.axes == {
        "x": ("example", "feature"),
        "w": ("feature", "hidden"),
        "b": ("hidden",),
        "y": ("", "class"),
        "of_nobody": ("a", "b", "c"),
    }  # fmt: skip
