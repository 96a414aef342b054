"""Which examples are answered wrongly, and what stands beside them."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.answered_examples import answered_examples
from scenes.reading.rival_answers import Mistake, NoMistake, mistake
from scenes.reading.value_roles import roles_of
from tests.training_networks import trained

RNG = np.random.default_rng(7)
X, FIRST, SECOND = (RNG.normal(size=shape) for shape in ((8, 4), (4, 6), (6, 3)))
SCORES = np.tanh(X @ FIRST) @ SECOND
LABELS = np.where(np.arange(8) % 3, SCORES.argmax(axis=1), 1)
SIGNS = RNG.normal(size=(6, 1))
BITS = np.array([0, 1, 0, 1, 1, 0, 1, 0])


def picked(x, first, second, labels):
    powers = np.exp(np.tanh(x @ first) @ second)
    q = powers / powers.sum(axis=1, keepdims=True)
    return -np.log(q[np.arange(len(labels)), labels]).mean()


def one_hot(x, first, second, labels):
    wanted = np.eye(3)[labels]
    return ((np.tanh(x @ first) @ second - wanted) ** 2).mean()


def as_columns(x, first, second, labels):
    wanted = np.eye(3)[:, labels]
    return ((second.T @ np.tanh(first.T @ x.T) - wanted) ** 2).sum()


def compared_only(x, first, second, labels):
    scores = np.tanh(x @ first) @ second
    return (scores.argmax(axis=1) == labels).mean()


def one_at_a_time(x, first, second, labels):
    total = 0.0
    for row, label in zip(x, labels):
        scores = np.tanh(row @ first) @ second
        shares = np.exp(scores) / np.exp(scores).sum()
        total += -np.log(shares[label])
    return total


SPELLINGS = [picked, one_hot, as_columns, compared_only, one_at_a_time]


@pytest.mark.parametrize("call", SPELLINGS)
def test_what_is_wanted_and_answered(call):
    labels = LABELS.tolist() if call is one_at_a_time else LABELS
    known = roles_of(record(call, X, FIRST, SECOND, labels)).read(answered_examples)
    assert [one.wanted for one in known] == LABELS.tolist()
    assert [one.answered for one in known] == SCORES.argmax(axis=1).tolist()
    assert [one.number for one in known] == list(range(8))
    for one, row in zip(known, X):
        np.testing.assert_array_equal(one.inputs.array, row)


def one_layer(x, first, *others):
    return ((x @ first).argmax(axis=1) == LABELS).mean()


def three_layers(x, first, second, third):
    scores = np.tanh(np.tanh(x @ first) @ second) @ third
    return (scores.argmax(axis=1) == LABELS).mean()


def two_answers(x, first, second, third):
    """Two networks whose last layers alone are not the same."""
    hidden = np.tanh(np.tanh(x @ first) @ second)
    one = ((hidden @ third).argmax(axis=1) == LABELS).mean()
    return one, ((hidden @ -third).argmax(axis=1) == LABELS).mean()


@pytest.mark.parametrize(
    "call, depth, signs",
    [(one_layer, 1, [1]), (three_layers, 3, [1]), (two_answers, 3, [1, -1])],
)
def test_any_number_of_layers_answers(call, depth, signs):
    third = np.random.default_rng(3).normal(size=(3, 3))
    known = roles_of(record(call, X, FIRST, SECOND, third)).read(answered_examples)
    outputs = X
    for matrix in (FIRST, SECOND, third)[:depth]:
        outputs = (np.tanh(outputs) if matrix is not FIRST else outputs) @ matrix
    answers = [(sign * outputs).argmax(axis=1).tolist() for sign in signs]
    assert [one.answered for one in known] == sum(answers, [])
    assert [one.wanted for one in known] == LABELS.tolist() * len(signs)
    assert {len(one.layers) for one in known} == {depth}


def test_one_output_answers_zero_or_one():
    def binary(x, first, second, bits):
        out = 1 / (1 + np.exp(-(np.tanh(x @ first) @ second)))
        return bits - out

    known = roles_of(record(binary, X, FIRST, SIGNS, BITS[:, None])).read(
        answered_examples
    )
    sums = (np.tanh(X @ FIRST) @ SIGNS).ravel()
    assert [one.answered for one in known] == (sums > 0).astype(int).tolist()
    assert [one.wanted for one in known] == BITS.tolist()
    assert all(one.is_binary for one in known)


def test_the_right_one_should_be_answered_alike_and_by_the_same_weights():
    found = roles_of(record(picked, X, FIRST, SECOND, LABELS)).read(mistake)
    assert isinstance(found, Mistake) and found.again is None
    answers = SCORES.argmax(axis=1)
    wrong = [k for k in range(8) if answers[k] != LABELS[k]]
    right = [k for k in range(8) if answers[k] == LABELS[k]]
    assert found.wrong.number in wrong and found.right.number in right
    assert found.rivals == (LABELS[found.wrong.number], answers[found.wrong.number])
    assert found.is_alike == (found.right.wanted == found.wrong.wanted)
    assert found.right.weights == found.wrong.weights


def test_what_mends_it_is_the_first_round_that_is_right():
    trace, known = trained("adam")
    found = roles_of(trace).read(mistake)
    number = found.wrong.number
    answers = [one[number].argmax() for one in known.outputs]
    times = answers.index(found.wrong.wanted) + 1
    assert found.wrong.answered == answers[0] != found.wrong.wanted
    assert (found.again.times, found.again.answered) == (times, found.wrong.wanted)
    np.testing.assert_array_equal(
        found.again.outputs.array, known.outputs[times - 1][number]
    )


@pytest.mark.parametrize(
    "labels, right", [(SCORES.argmax(axis=1), 8), ((SCORES.argmax(axis=1) + 1) % 3, 0)]
)
def test_no_mistake_or_nothing_else(labels, right):
    found = roles_of(record(picked, X, FIRST, SECOND, labels)).read(mistake)
    assert found == NoMistake(8, right)


def test_random_outputs_of_the_same_weights_are_no_second_answer():
    def twice(x, first, second, labels):
        picked(x, first, second, labels)
        return picked(x, first, second, labels)

    found = roles_of(record(twice, X, FIRST, SECOND, LABELS)).read(mistake)
    assert found.again is None


def answered_twice(x, first, second, labels, is_whole):
    x = x * 3 / 3 + 0.25 - 0.25  # so that the answers are not all there is
    for epoch in range(2):
        hidden = np.tanh(x @ first)
        if epoch and not is_whole:
            break
        scores = hidden @ second
        if epoch:
            break
        error = scores - np.eye(3)[labels]
        second = second - 0.1 * (hidden.T @ error)
        first = first - 0.1 * (x.T @ ((error @ second.T) * (1 - hidden**2)))
    return scores


@pytest.mark.parametrize("is_whole", [True, False])
def test_an_answer_that_is_only_begun_again_is_none(is_whole):
    roles = roles_of(record(answered_twice, X, FIRST, SECOND, LABELS, is_whole))
    found = roles.read(mistake)
    assert isinstance(found, Mistake) and (found.again is not None) == is_whole
