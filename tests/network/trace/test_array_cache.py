"""Arrays of a trace file are read once while there is room for them."""

import numpy as np

from network.recorder import record
from network.trace import Trace, store


def ten_arrays(x):
    """Ten arrays of 800 bytes."""
    made = x
    for _ in range(10):
        made = made + 1
    return made


def test_the_last_that_fit_are_kept_and_no_more(tmp_path, monkeypatch):
    monkeypatch.setattr(store, "_CACHE_BYTES", 3 * 800)
    path = tmp_path / "a.trace"
    record(ten_arrays, np.zeros(100), path=path)
    trace = Trace.load(path)
    values = [operation.result for _, operation in trace.operations()]
    arrays = [value.array for value in values]
    assert len(arrays) == 10
    for value, array in list(zip(values, arrays))[-3:]:
        assert value.array is array
    for number, value in enumerate(values[:7], start=1):
        assert value.array is not arrays[number - 1]
        np.testing.assert_array_equal(value.array, np.full(100, number))
