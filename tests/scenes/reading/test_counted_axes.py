"""Along which axes loops go, and what letters np.einsum is told of them."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.counted_axes import letters_written, loop_variables
from scenes.reading.value_roles import roles_of

X = np.arange(24.0).reshape(2, 3, 4)


def along_the_first(x):
    out = 0.0
    for t in range(2):
        out = out + x[t]
    return out


def along_the_second(x):
    out = 0.0
    for t in range(3):
        out = out + x[:, t]
    return out


def along_two(x):
    out = 0.0
    for i in range(2):
        for j in range(3):
            out = out + x[i, j]
    return out


def beside_new_ones(x):
    out = 0.0
    for t in range(2):
        out = out + x[None, t] + x[np.newaxis, np.newaxis, t]
    return out


def behind_all_others(x):
    out = 0.0
    for t in range(3):
        out = out + x[..., t]
    return out


def a_neighbour(x):
    out = 0.0
    for t in range(2):
        out = out + x[:, t + 1]
    return out


def at_one_place(x):
    out = 0.0
    for t in range(1):
        out = out + x[t]
    return out


def always_the_same(x):
    k, out = 1, 0.0
    for t in range(2):
        out = out + x[k] + x[0, 2]
    return out + x[t]


def by_arrays(x):
    out = 0.0
    for t in np.arange(2)[:, None]:
        out = out + x[t]
    return out


def by_slices(x):
    out = 0.0
    for t in (slice(0, 1), slice(1, 2)):
        out = out + x[t]
    return out


@pytest.mark.parametrize(
    "call, spots",
    [
        (along_the_first, {(0, "t")}),
        (along_the_second, {(1, "t")}),
        (along_two, {(0, "i"), (1, "j")}),
        (beside_new_ones, {(0, "t")}),
        (behind_all_others, set()),  # of how many axes they are is not written
        (a_neighbour, set()),
        (at_one_place, set()),
        (always_the_same, set()),
        (by_arrays, set()),
        (by_slices, set()),
    ],
)
def test_the_axes_that_loops_go_along(call, spots):
    trace = record(call, X)
    found = list(loop_variables(roles_of(trace)))
    assert {(axis, variable) for _, axis, variable in found} == spots
    assert all(value.identity == trace.inputs[0].identity for value, *_ in found)


def test_an_index_without_its_numbers_tells_of_no_loop():
    """As a file may have it: which arguments were called is not needed there."""
    trace = record(along_the_first, X)
    for step in trace.steps:
        step.operations = tuple(
            replace(one, parameters={"index": one.parameters["index"]})
            if "index" in one.parameters
            else one
            for one in step.operations
        )
    assert list(loop_variables(roles_of(trace))) == []


def row_by_row(x):
    out = np.zeros((2, 4))
    for t in range(2):
        out[t] = 2.0
    return out * x[0, 0]


def test_the_axis_along_which_a_loop_writes():
    found = loop_variables(roles_of(record(row_by_row, X)))
    assert [(value.shape, axis, name) for value, axis, name in found] == [
        ((2, 4), 0, "t")
    ]


def test_the_letters_that_einsum_is_told():
    def summed(x, w):
        return np.einsum("bij,jk->bik", x, w)

    found = letters_written(roles_of(record(summed, X, np.ones((4, 2)))))
    told = {(value.shape, axis): letter for value, axis, letter in found}
    assert told == {
        ((2, 3, 4), 0): "b",
        ((2, 3, 4), 1): "i",
        ((2, 3, 4), 2): "j",
        ((4, 2), 0): "j",
        ((4, 2), 1): "k",
        ((2, 3, 2), 0): "b",
        ((2, 3, 2), 1): "i",
        ((2, 3, 2), 2): "k",
    }
