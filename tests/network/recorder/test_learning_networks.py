"""Networks that learn in small steps and keep much: recorded as they are alone."""

import copy

import numpy as np
import pytest

from network.recorder import record
from tests import learning_networks
from tests.network.recorder.test_recorder import contents

NAMES = [name for name, *_ in learning_networks.cases()]


def case(name):
    return next(one[1:] for one in learning_networks.cases() if one[0] == name)


@pytest.mark.parametrize("name", NAMES)
def test_several_calls_learn_what_they_learn_alone(name):
    alone, arguments = case(name)
    recorded, same = case(name)
    for _ in range(3):
        alone(*arguments)
        trace = record(recorded, *same)
        assert trace.verify().ok
        assert len(list(trace.operations())) > 50
    for key in ("weights", "biases", "costs", "first", "second", "worth", "path"):
        if hasattr(alone.__self__, key):
            held, wanted = (getattr(one.__self__, key) for one in (recorded, alone))
            assert contents(held) == contents(wanted)
    memory, wanted = (getattr(one.__self__, "memory", ()) for one in (recorded, alone))
    assert contents(list(memory)) == contents(list(wanted))


def test_a_long_history_is_no_attribute_but_is_traced():
    """What has been grows from call to call; a recording does not."""

    class Net:
        def __init__(self):
            self.weights = [np.eye(2)] * 3
            self.history = [np.ones(2) * number for number in range(65)]

        def run(self, x):
            return self.weights[0] @ (x + self.history[7].T)

    net = Net()
    before = copy.copy(net.history)
    trace = record(net.run, np.ones(2))
    assert [value.name for value in trace.attributes] == [
        f"weights[{number}]" for number in range(3)
    ]
    assert [one.expression for _, one in trace.operations()][0] == "self.history[7].T"

    def call(net, examples):
        return net.history[7] + examples[64]

    # As with the network among the arguments; a list that is given is named.
    trace = record(call, net, [np.ones(2)] * 65)
    assert [value.name for value in trace.inputs] == [
        *(f"net.weights[{number}]" for number in range(3)),
        *(f"examples[{number}]" for number in range(65)),
    ]
    assert [one.function for _, one in trace.operations()] == ["add"]
    assert all(one is other for one, other in zip(net.history, before))
    assert {type(one) for one in net.history} == {np.ndarray}
