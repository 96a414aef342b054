"""Which answers are counted as right, and what of the code is part of that."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.accuracies import accuracies
from scenes.reading.value_roles import roles_of
from tests.losses import LABELS, SHARES

SAID = SHARES.argmax(axis=1)
RIGHT = int((SAID == LABELS).sum())
OF_TWO = np.array([[0, 0], [1, 0], [1, 0], [0, 0], [1, 0]])


def found(function, *given):
    roles = roles_of(record(function, *(np.copy(one) for one in given)))
    return list(roles.read(accuracies).values())


def noted(p, y):
    answers = p.argmax(axis=1)
    return (answers == y).mean(), answers * 1


def of_some(p, y):
    hits = np.equal(p.argmax(axis=1), y, where=y >= 0, out=np.zeros(5, bool))
    return hits.mean()


def another_sum_between(p, y):
    hits = p.argmax(axis=1) == y
    y.sum()
    return hits.mean()


@pytest.mark.parametrize(
    "function, names, said, functions",
    [
        (lambda p, y: (p.argmax(1) == y).mean(), ("", "y"), "p", "argmax equal mean"),
        (lambda p, y: (y == p.argmax(1)).mean(), ("", "y"), "p", "argmax equal mean"),
        (another_sum_between, ("", "y"), "p", "argmax equal mean"),
        # What else is done with the answers needs them on the screen.
        (noted, ("answers", "y"), None, "equal mean"),
        (
            lambda p, y: (p.argmax(1) == y).sum() / np.array([5.0, 10.0]),
            ("", "y"),
            "p",
            "argmax equal sum",
        ),
        (
            lambda p, y: (p.argmax(1) == y).mean().astype(np.float32),
            ("", "y"),
            "p",
            "argmax equal mean",
        ),
        (
            lambda p, y: (p.argmin(1) == y).astype(int).sum(),
            ("", "y"),
            "p",
            "argmin equal astype sum",
        ),
    ],
)
def test_what_is_part_of_it(function, names, said, functions):
    (one,) = found(function, SHARES, LABELS)
    assert (one.answers.name, one.wanted.name) == names
    assert (one.said and one.said.name) == said
    assert " ".join(each.function for each in one.operations) == functions
    assert one.total is one.operations[-1]


@pytest.mark.parametrize("between, is_found", [(4, True), (5, False)])
def test_it_is_counted_soon_after_the_comparison(between, is_found):
    """The share is the sixth operation after it, or the seventh."""

    def counted(a, y):
        hits = a == y
        for _ in range(between):
            y = y * 1
        return hits.sum() / 5.0

    (one,) = found(counted, SAID, LABELS)
    assert [each.function for each in one.operations] == [
        "equal",
        "sum",
        *(["divide"] * is_found),
    ]


def test_of_two_lists_that_are_given_the_first_are_the_answers():
    (one,) = found(lambda guessed, y: np.mean(guessed == y), SAID, LABELS)
    assert (one.answers.name, one.wanted.name) == ("guessed", "y")
    assert (one.said, one.chosen, one.right) == (None, None, RIGHT)


@pytest.mark.parametrize(
    "function, given",
    [
        (of_some, (SHARES, LABELS)),  # where they are compared is another choice
        (lambda a, y: (a == y).sum(axis=0) * 1.0, (OF_TWO, OF_TWO + [0, 1])),
        (lambda a, y: (a == y).mean(), (SAID[:1], LABELS[:1])),  # one answer
        (lambda a, y: (a == y[0]).mean(), (SAID, LABELS)),  # a single one is wanted
        (lambda a, y: ((a == y) * 2.0).sum(), (SAID, LABELS)),
        (lambda a, y: (~(a == y)).sum(), (SAID, 1 - SAID)),  # how many are not
    ],
)
def test_what_is_none(function, given):
    assert found(function, *given) == []
