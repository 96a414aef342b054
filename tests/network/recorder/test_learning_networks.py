"""Networks that learn in small steps and keep much: recorded as they are alone."""

import copy
from collections import deque

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


drawn = np.random.default_rng(0).normal


def in_a_dictionary():
    held = {"w": drawn(size=2), "deep": [drawn(size=2)]}
    return held["w"] * 2, held["deep"][0] * 2


def in_tuples():
    held = [(drawn(size=2), 1), (drawn(size=2), 2)]
    return held[0][0] * 2, held[1][0] * 2


def in_a_comprehension():
    held = {key: drawn(size=2) for key in "ab"}
    return held["a"] * 2, held["b"] * 2


def given_back():
    def begun():
        return {"w": drawn(size=2), "b": drawn(size=2)}

    return [array * 2 for array in begun().values()]


def added():
    held, named = [drawn(size=2) for _ in range(100)], {}
    held.append(drawn(size=2))
    named.update(w=drawn(size=2))
    return held[-1] * 2, named["w"] * 2


def added_many():
    held, kept = [], deque([1, 2])
    held.extend([drawn(size=2), drawn(size=2)])
    kept.append((drawn(size=2), 3))
    held.insert(0, drawn(size=2))
    return held[0] * 2, held[1] * 2, kept[-1][0] * 2


HOLDING = [
    in_a_dictionary,
    in_tuples,
    in_a_comprehension,
    given_back,
    added,
    added_many,
]


@pytest.mark.parametrize("call", HOLDING, ids=lambda call: call.__name__)
def test_what_a_library_made_is_traced_wherever_it_is_put(call):
    trace = record(call)
    made = [one for _, one in trace.operations() if one.kind != "gap"]
    assert [one.function for one in made] == ["multiply"] * len(trace.returned)
    gaps = [one.result for _, one in trace.operations() if one.kind == "gap"]
    known = {(value.identity, value.digest) for value in gaps}
    assert {(one.operands[0].identity, one.operands[0].digest) for one in made} <= known
    assert trace.verify().ok
    assert {type(one) for one in trace.returned} == {np.ndarray}


def test_each_has_come_from_what_made_it():
    def call():
        held = {"w": drawn(size=2), "deep": [np.ones(2), drawn(size=2) / 2]}
        held.update(b=drawn(size=3))
        return held

    operations = [one for _, one in record(call).operations()]
    assert [(one.function, one.expression) for one in operations] == [
        ("ones", "np.ones(2)"),
        ("drawn", "drawn(size=2)"),
        ("unknown", "drawn(size=2) / 2"),
        ("held.update", "held.update(b=drawn(size=3))"),
    ]


def test_the_arrays_of_a_dictionary_have_names():
    def call(x):
        slopes = {"w": x * 2, "b": np.zeros(2), "count": 3}
        return slopes["w"]

    first = record(call, np.ones(2)).steps[0]
    assert [value.name for value in first.assigned] == ["slopes['w']", "slopes['b']"]
