"""A trace file holds the trace: any name, any dtype and shape."""

import os

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace
from tests.trace_contents import assert_same, learn

DTYPES = [
    "f8",
    ">f8",
    "f4",
    "f2",
    ">f4",
    "i1",
    "u2",
    ">i4",
    "i8",
    "u8",
    "?",
    "c8",
    "c16",
    ">c16",
    "g",
    "G",
    "M8[s]",
    "m8[ns]",
]


def test_a_file_holds_what_memory_holds(tmp_path):
    path = tmp_path / "learn.trace"
    in_memory, returned = learn(), learn(path)
    loaded = Trace.load(path)
    assert_same(loaded, in_memory)
    assert_same(returned, in_memory)
    assert loaded.about == {"label": "3"}
    assert os.listdir(tmp_path) == ["learn.trace"]
    assert loaded.verify().ok


@pytest.mark.parametrize(
    "name",
    [
        "a b.trace",
        "a?b#c%20d.trace",
        "ü✓.trace",
        "-.trace",
        "'\";.trace",
        "a\nb.trace",
        "no ending",
    ],
)
def test_any_file_name(tmp_path, name):
    path = tmp_path / name
    learn(path)
    assert len(Trace.load(path).steps) == 20
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(), (1,), (3, 2), (0, 2), (2, 1, 2)])
def test_every_dtype_and_shape(tmp_path, dtype, shape):
    count = int(np.prod(shape))
    array = np.arange(count).astype(dtype).reshape(shape)
    path = tmp_path / "a.trace"

    def function(x):
        return x.copy(), x[..., None].T

    wanted = function(array)
    record(function, array, path=path)
    trace = Trace.load(path)
    for value, plain in zip(trace.results, wanted):
        assert value.array.dtype == plain.dtype == value.dtype
        assert value.array.shape == plain.shape == value.shape
        if dtype in "gG":  # what NumPy leaves beside the numbers is not kept
            np.testing.assert_array_equal(value.array, plain)
        else:
            assert value.array.tobytes() == plain.tobytes()
        assert not value.array.flags.writeable
    assert trace.verify().ok


@pytest.mark.parametrize(
    "array",
    [
        np.array([1, "a", None], dtype=object),
        np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
    ],
)
def test_what_cannot_be_kept_is_a_gap(tmp_path, array):
    def function(x, objects):
        y = np.concatenate([objects, objects])
        z = np.broadcast_arrays(x, objects)
        return x * 2, y, z

    path = tmp_path / "a.trace"
    record(function, np.ones(1), array, path=path)
    trace = Trace.load(path)
    assert [
        operation.kind
        for _, operation in trace.operations()
        if operation.function == "broadcast_arrays"
    ] == ["gap"]
    assert trace.verify().ok
