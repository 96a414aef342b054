"""Arrays too large to stand in a trace: what becomes of their parts does.

Those here take hardly any memory; a copy of one would take all there is.
"""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace
from network.trace.array_bytes import MOST_BYTES

HUGE = np.broadcast_to(np.float64(1.5), (10**6, 10**6))  # 8 TB of one number


def part_of(array):
    part = array[:3, :4]
    return part * 2


def part_of_view():
    array = np.broadcast_to(np.float64(1.5), (10**6, 10**6))
    return array.T[2:4, :2] + 1


def updated_in_part():
    array = np.zeros(MOST_BYTES // 8 + 1)  # no page of it is there before it is read
    array[:3] += 2
    array[1] = 5
    return array[:3] * 2


def in_a_list(arrays):
    total = 0.0
    for array in arrays:
        total = total + array[0, :2]
    return total


def of_an_object():
    class Net:
        def __init__(self):
            self.images = HUGE

        def step(self):
            batch = self.images[5:7, :3]
            return batch.sum(axis=0)

    return Net().step()


CALLS = {
    "an argument": (part_of, (HUGE,)),
    "made by the call": (part_of_view, ()),
    "updated in place": (updated_in_part, ()),
    "in a list": (in_a_list, ([HUGE, HUGE],)),
    "of an object": (of_an_object, ()),
}


@pytest.mark.parametrize("to_file", [False, True], ids=["memory", "file"])
@pytest.mark.parametrize("case", CALLS)
def test_what_becomes_of_parts_is_recorded(tmp_path, case, to_file):
    call, arguments = CALLS[case]
    path = tmp_path / "x.trace" if to_file else None
    trace = record(call, *arguments, path=path)
    assert type(trace.returned) is np.ndarray
    np.testing.assert_array_equal(trace.returned, call(*arguments))
    trace = Trace.load(path) if to_file else trace
    assert trace.verify().ok
    *_, (_, last) = trace.operations()
    np.testing.assert_array_equal(last.result.array, call(*arguments))
    values = [
        one for _, op in trace.operations() for one in (*op.operands, *op.results)
    ]
    assert all(value.array.nbytes <= MOST_BYTES for value in values)


def test_where_the_part_comes_from_is_a_gap():
    trace = record(part_of, HUGE)
    taken, doubled = (operation for _, operation in trace.operations())
    assert (taken.function, taken.kind, taken.operands) == ("getitem", "gap", ())
    assert (doubled.function, doubled.kind) == ("multiply", "ufunc")
    assert trace.inputs == ()
