"""Which operation needs what which other one made."""

import numpy as np

from network.recorder import record
from scenes.reading.data_flow import data_flow
from scenes.reading.value_roles import roles_of


def twice_the_sum(x):
    total = x.sum()
    largest = x.max()
    return total * 2.0, largest


def test_a_number_comes_from_what_made_it_not_from_what_made_its_equal():
    flow = roles_of(record(twice_the_sum, np.array([0.0, 3.0]))).read(data_flow)
    assert [one.function for one in flow.operations] == ["sum", "max", "multiply"]
    assert flow.feeds == [(), (), (0,)]
    assert flow.fed == [[2], [], []]
