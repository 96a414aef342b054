"""The shape, dtype and cells that code sets on an array stand in the trace."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace


def grown(img, weights):
    img.shape += (1,)
    return weights @ img


def assigned(img, weights):
    img.shape = (4, 1)
    return weights @ img


def made(img, weights):
    a = np.ones(4)
    a.shape += (1,)
    return weights @ a


def of_rows(images, weights):
    for img in (images[:2], images[2:]):
        img.shape += (1,)
        total = weights[:, :2] @ img
    return total


def twice(img, weights):
    img.shape = (2, 2)
    img.shape = (4,)
    return weights @ img


def read_as_bytes(img, weights):
    img.dtype = np.uint8
    return img[::8].sum()


def set_flat(img, weights):
    img.flat = [1, 2]
    return weights @ img


def set_parts(img, weights):
    z = img + 0j
    z.imag = img
    z.real[0] = 5
    z.real = 7
    return weights @ z


def resized(img, weights):
    y = img + 1
    y.resize(8)
    y += 1
    return y


CASES = {  # call, (function, shapes of operands, shape of result) of the first set
    grown: ("reshape", [(4,)], (4, 1)),
    assigned: ("reshape", [(4,)], (4, 1)),
    made: ("reshape", [(4,)], (4, 1)),
    of_rows: ("reshape", [(2,)], (2, 1)),
    twice: ("reshape", [(4,)], (2, 2)),
    read_as_bytes: ("view", [(4,)], (32,)),
    set_flat: ("set_flat", [(4,), (), ()], (4,)),
    set_parts: ("set_imag", [(4,), (4,)], (4,)),
    resized: ("resize", [(4,)], (8,)),
}


@pytest.mark.parametrize("call", CASES, ids=lambda call: call.__name__)
def test_a_trace_shows_what_was_set_and_can_be_read(call, tmp_path):
    alone, recorded = np.arange(4.0), np.arange(4.0)
    weights = np.arange(12.0).reshape(3, 4)
    wanted = call(alone, weights)
    path = tmp_path / "set.trace"
    trace = record(call, recorded, weights, path=path)
    np.testing.assert_array_equal(trace.returned, wanted)
    assert (recorded.shape, recorded.dtype) == (alone.shape, alone.dtype)
    np.testing.assert_array_equal(recorded, alone)
    function, operands, result = CASES[call]
    for one in (trace, Trace.load(path)):
        found = one.verify()
        assert found.ok and not found.gaps, found
        operation = next(
            operation
            for _, operation in one.operations()
            if operation.function == function
        )
        assert [value.shape for value in operation.operands] == operands
        assert operation.result.shape == operation.result.array.shape == result
        assert operation.operands[0].name
        before, after = operation.operands[0], operation.result
        if function in ("reshape", "view"):
            assert (after.base, after.memory) == (before.identity, before.memory)
            assert before.array.tobytes() == after.array.tobytes()


def test_strides_that_are_set_are_a_gap():
    def call(x):
        y = x + 1
        y.strides = (16,) if x.size == 2 else (8,)
        return y * 2

    trace = record(call, np.arange(3.0))
    assert [one.kind for _, one in trace.operations()] == ["ufunc", "gap", "ufunc"]
    assert trace.verify().ok
