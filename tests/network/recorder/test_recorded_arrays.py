"""A recorded call does to arrays what the call alone does, and says the same."""

import numpy as np
import pytest

from network.recorder import record
from network.recorder.traced_array import is_traced
from tests import recorded_arrays as arrays


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", arrays.FUNCTIONS)
def test_what_comes_of_an_array_is_the_same(name):
    function = arrays.FUNCTIONS[name]
    alone, recorded = arrays.vector(), arrays.vector()
    wanted = arrays.outcome(function, alone)
    traces = []

    def call(x):
        return function(x)

    def run(x):
        traces.append(record(call, x))
        return traces[0].returned

    assert arrays.outcome(run, recorded) == wanted
    assert arrays.told(recorded) == arrays.told(alone)
    assert not is_traced(recorded)
    for trace in traces:
        found = trace.verify()
        assert found.ok, found.mismatches
        assert not any(is_traced(array) for array in [trace.returned])


def test_the_table_tells_apart():
    """It would notice a difference in each of what `told` tells."""
    array = np.arange(6.0)
    tellings = {
        arrays.told(one)
        for one in (
            array,
            array[:],
            array.reshape(2, 3),
            array[::2],
            array.astype(int),
            array + 1,
            array[0],
            0.0,
            [0.0],
            (0.0,),
        )
    }
    assert len(tellings) == 10
    assert arrays.outcome(lambda: 1 / 0) == "ZeroDivisionError: division by zero"
