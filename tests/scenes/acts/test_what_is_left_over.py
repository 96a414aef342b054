"""What np.empty gives is told alike, whatever was left over in memory."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.storyboard import film_steps

TRIED = 40  # times that memory is filled; it is given out again as one wants


def room(x):
    made = np.empty((3, 3))
    return made


def written(x):
    made = np.empty((3, 3))
    made[[0, 1, 2], [2, 0, 1]] = 1.0
    return made + x


def row_written(x):
    made = np.zeros((3, 3))
    made[0] = 1.0
    return made + x


LEFT = {
    "triangle": np.triu(np.full((3, 3), 7.0)),
    "mask": np.triu(np.full((3, 3), -np.inf), 1),
    "ones on the diagonal": np.eye(3),
    "zeros": np.zeros((3, 3)),
    "all alike": np.full((3, 3), 5.0),
    "counted": np.arange(9.0).reshape(3, 3),
    "none": np.full((3, 3), np.nan),
}
KINDS = {room: ["begins"], written: ["begins", "write", "cells_combine"]}


def _acts(call, left):
    """The acts of a call whose np.empty gets memory in which that is left over."""
    for _ in range(TRIED):
        gone = [left.copy() for _ in range(60)]
        del gone
        trace = record(call, np.arange(9.0).reshape(3, 3))
        made = next(one for _, one in trace.operations() if one.function == "empty")
        if np.array_equal(made.result.array, left, equal_nan=True):
            acts = [act for step in film_steps(trace) for act in step.acts]
            return [act for act in acts if act.kind != "arrive"]
    pytest.skip("memory is not given out again here")


@pytest.mark.parametrize("call", KINDS, ids=lambda call: call.__name__)
@pytest.mark.parametrize("name", LEFT)
def test_room_is_room_whatever_is_left_over_in_it(call, name):
    acts = _acts(call, LEFT[name])
    assert [act.kind for act in acts] == KINDS[call]
    assert acts[0].title == "Room for made"
    assert not any("One-hot" in act.title for act in acts)


def test_a_row_of_ones_is_no_one_hot():
    """No number says where its ones stand, though each column has a single one."""
    trace = record(row_written, np.arange(9.0).reshape(3, 3))
    titles = [act.title for step in film_steps(trace) for act in step.acts]
    assert not any("One-hot" in title for title in titles), titles
