"""Which row of weights is told first: the answer's, and the neuron's that
adds most to it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.leading_rows import Leading, leading_rows, order_of, winners
from scenes.reading.value_roles import roles_of

HIDDEN = np.array([[2.0, 0.0], [0.0, 1.0], [3.0, 3.0]])
OUTPUT = np.array([[1.0, -4.0, 0.5], [0.0, 0.0, 0.0]])
IMAGE = np.array([[1.0], [2.0]])


def answered(x):
    return np.argmax(OUTPUT @ np.tanh(HIDDEN @ x))


def on_the_right(x):
    return np.argmax(np.tanh(x.T @ HIDDEN.T) @ OUTPUT.T)


def compared(x, wanted):
    return OUTPUT @ np.tanh(HIDDEN @ x) - wanted


def read_twice(x):
    for _ in range(2):
        y = OUTPUT @ np.tanh(HIDDEN @ x)
    return np.argmax(y)


def nobody_asks(x):
    return OUTPUT @ np.tanh(HIDDEN @ x)


def one_output(x):
    return np.argmax(OUTPUT[:1] @ np.tanh(HIDDEN @ x))


def leading_in(call, *arguments):
    trace = record(call, *arguments)
    found = roles_of(trace).read(leading_rows)
    names = {
        one.number: one.operands[0].shape
        for _, one in trace.operations()
        if one.function == "matmul"
    }
    return [(names[number], found[number]) for number in sorted(found)]


@pytest.mark.parametrize(
    "call, arguments, found",
    [
        (answered, (IMAGE,), [Leading(1, True)]),
        (on_the_right, (IMAGE,), [Leading(1, True)]),
        (nobody_asks, (IMAGE,), []),
        (one_output, (IMAGE,), []),
    ],
)
def test_where_no_neuron_adds_only_the_answer_leads(call, arguments, found):
    assert [one for _, one in leading_in(call, *arguments)] == found


@pytest.mark.parametrize(
    "call, arguments, times",
    [
        (answered, (), 1),
        (compared, (np.array([[0.0], [1.0]]),), 1),
        (read_twice, (), 2),
    ],
)
def test_the_neuron_that_adds_most_leads(call, arguments, times):
    image = np.array([[1.0], [-0.5]])
    found = leading_in(call, image, *arguments)
    hidden = np.tanh(HIDDEN @ image).ravel()
    answer = int(np.argmax(OUTPUT @ hidden))
    added = [OUTPUT[answer, k] * hidden[k] for k in range(3)]
    assert (
        found
        == [
            (HIDDEN.shape, Leading(added.index(max(added)), False)),
            (OUTPUT.shape, Leading(answer, True)),
        ]
        * times
    )


def asked_half_way(x):
    half = HIDDEN @ x
    outputs = OUTPUT @ np.tanh(half)
    return np.argmax(half), np.argmax(outputs)


def test_the_neuron_that_adds_most_does_not_become_the_answer():
    """Also where the layer before was asked for an answer, too."""
    trace = record(asked_half_way, np.array([[1.0], [-0.5]]))
    roles = roles_of(trace)
    assert [one.is_answer for one in roles.read(leading_rows).values()].count(
        False
    ) == 1
    names = {one.identity: one.name for step in trace.steps for one in step.assigned}
    assert {
        names[identity]: row for (identity, _), row in roles.read(winners).items()
    } == {"outputs": 0}


def test_the_leading_row_goes_first_and_the_others_in_order():
    assert order_of(4, Leading(2, True)) == (2, 0, 1, 3)
    assert order_of(3, None) == (0, 1, 2)
