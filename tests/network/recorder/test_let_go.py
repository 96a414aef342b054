"""What was recorded is let go of with its trace, not when Python looks for garbage."""

import gc

import numpy as np
import pytest

from network.recorder import record
from network.trace.model import Step


def double(x):
    y = x + x[0]
    x[1] = 3
    return y * 2


def broken(x):
    return x @ np.ones(7)


def steps():
    return [one for one in gc.get_objects() if type(one) is Step]


@pytest.fixture
def no_garbage():
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.broad
@pytest.mark.parametrize("file", ["in memory", "a.trace"])
def test_no_step_is_left(no_garbage, tmp_path, file):
    path = None if file == "in memory" else tmp_path / file
    before = len(steps())
    trace = record(double, np.arange(3.0), path=path)
    assert len(steps()) > before
    del trace
    assert len(steps()) == before


def test_garbage_is_looked_for_as_before():
    thresholds = gc.get_threshold()
    record(double, np.arange(3.0))
    with pytest.raises(ValueError):
        record(broken, np.arange(3.0))
    assert gc.get_threshold() == thresholds
