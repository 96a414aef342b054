"""The roles of a trace are read once, of the one that was asked about last."""

import numpy as np

from network.recorder import record
from scenes.reading.roles_once import known_roles


def test_roles_are_read_once_for_each_trace():
    one, other = (record(lambda x: x + 1, np.array([number])) for number in (1, 2))
    first = known_roles(one)
    assert known_roles(one) is first and first.trace is one
    assert known_roles(other).trace is other
    assert known_roles(one) is not first and known_roles(one).trace is one
