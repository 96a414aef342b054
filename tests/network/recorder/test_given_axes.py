"""What `record` is told of axes is kept, and refused where it cannot be so."""

import json
import sqlite3

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from network.trace import Trace, TraceError
from network.trace.row_writing import header_row


def doubled(x, factor=2):
    return x * factor


@pytest.mark.parametrize(
    "axes, error, message",
    [
        ([("x", "a")], TypeError, r"axes takes a dictionary as .* got list: "),
        ({"x": "ab"}, TypeError, "axes takes a dictionary"),
        ({"x": (1, 2)}, TypeError, "axes takes a dictionary"),
        ({3: ("a", "b")}, TypeError, "axes takes a dictionary"),
        ({"x": ("a",)}, ValueError, r"axes of x: expected 2 names.*\(2, 3\).*'a'"),
        ({"x": ()}, ValueError, "axes of x: expected 2 names"),
    ],
)
def test_what_names_no_axes(tmp_path, axes, error, message):
    path = tmp_path / "a.trace"
    with pytest.raises(error, match=message):
        record(doubled, np.ones((2, 3)), axes=axes, path=path)
    assert not path.exists()


def test_of_attributes_too(tmp_path):
    axes = {"hidden_biases": ("neuron", ""), "image": ("pixel", "")}
    network, image = DigitNetwork(hidden=3), np.zeros((784, 1))
    path = tmp_path / "a.trace"
    record(network.forward, image, axes=axes, path=path)
    assert Trace.load(path).axes == axes
    with pytest.raises(ValueError, match="axes of hidden_biases: expected 2 names"):
        record(network.forward, image, axes={"hidden_biases": ("neuron",)})


def doubled_twice(x):
    y = x * 2
    return y * 2


@pytest.mark.parametrize(
    "axes, message",
    [
        ({"z": ("a", "b")}, "axes of z: nothing .* is called so; there are x, y"),
        ({"y": ("a",)}, r"axes of y: expected 2 names, one .* got \('a',\)"),
    ],
)
def test_names_that_nothing_had_are_warned_of(axes, message):
    with pytest.warns(UserWarning, match=message) as told:
        trace = record(doubled_twice, np.ones((2, 3)), axes=axes)
    assert len(told) == 1 and told[0].filename == __file__
    np.testing.assert_array_equal(trace.returned, np.full((2, 3), 4.0))


def test_names_that_arrays_had_are_not(recwarn):
    record(doubled_twice, np.ones((2, 3)), axes={"x": ("a", "b"), "y": ("", "b")})
    assert not recwarn.list


def with_header(path, change):
    """Change the header of a trace, under a checksum that is right."""
    with sqlite3.connect(path) as database:
        ((text,),) = database.execute("SELECT record FROM header")
        header = json.loads(text)
        change(header)
        database.execute("DELETE FROM header")
        database.execute("INSERT INTO header VALUES (?, ?, ?)", header_row(header))


def test_a_file_of_format_1_is_read(tmp_path):
    path = tmp_path / "a.trace"
    record(doubled, np.ones((2, 3)), path=path)
    with_header(path, lambda header: header.pop("axes"))
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 1")
    trace = Trace.load(path)
    assert trace.axes == {} and trace.verify().compared == 1


@pytest.mark.parametrize("axes", [[], {"x": "ab"}, {"x": [1]}, {"x": None}, 3])
def test_axes_that_nothing_writes_are_damage(tmp_path, axes):
    path = tmp_path / "a.trace"
    record(doubled, np.ones((2, 3)), path=path)
    with_header(path, lambda header: header.update(axes=axes))
    with pytest.raises(TraceError, match="is damaged"):
        Trace.load(path)
