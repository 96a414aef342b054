"""Shares less one-hot rows, in the ways that a stranger writes them."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.drawn_choice import drawn_choice
from scenes.reading.errors_of_answers import answer_errors
from scenes.reading.value_roles import roles_of
from tests.losses import LABELS, SHARES

HOT = np.eye(3)[LABELS]
MANY = np.stack([SHARES[:4], SHARES[1:]])
PLACES = np.stack([HOT[:4], HOT[1:]])


def found(function, *given):
    roles = roles_of(record(function, *(np.copy(one) for one in given)))
    errors = roles.read(answer_errors).values()
    return list({id(one): one for one in errors}.values())


def written_late(p, y, wait):
    d = p.copy()
    less = d[np.arange(len(y)), y] - 1
    for _ in range(int(wait)):
        wait = wait + 1
    d[np.arange(len(y)), y] = less
    return d


def copied_long_before(p, y, wait):
    d = p.copy()
    for _ in range(int(wait)):
        wait = wait + 1
    d[np.arange(len(y)), y] -= 1
    return d


def of_the_shares_themselves(p, y, wait):
    d = p.copy()
    d[np.arange(len(y)), y] = p[np.arange(len(y)), y] * 1 - 1
    return d


@pytest.mark.parametrize("wait", [0, 1, 21, 22, 96])
def test_what_is_written_much_later_is_no_part_of_it(wait):
    errors = found(written_late, SHARES, LABELS, np.array(float(wait)))
    assert len(errors) == (wait < 22)


@pytest.mark.parametrize("wait", [0, 19, 20, 96])
def test_the_copy_is_part_of_it_where_it_was_made_just_now(wait):
    (error,) = found(copied_long_before, SHARES, LABELS, np.array(float(wait)))
    functions = [one.function for one in error.operations]
    is_near = wait < 20
    assert functions == ["copy"] * is_near + ["getitem", "subtract", "setitem"]
    assert error.said.name == ("p" if is_near else "d")


@pytest.mark.parametrize("less, count", [(1, 1), (1.2, 0), (0.9, 0), (1 + 1e-9, 1)])
def test_how_much_less_it_is(less, count):
    def by_some(p, y):
        p[np.arange(len(y)), y] -= less
        return p

    assert len(found(by_some, SHARES, LABELS)) == count


@pytest.mark.parametrize(
    "function, given",
    [
        (of_the_shares_themselves, (SHARES, LABELS, np.array(0.0))),
        (lambda p, y: p - y, (HOT.astype(int), np.eye(3, dtype=int)[[0, 1, 1, 2, 0]])),
        (lambda p, y: p - y, (SHARES, (HOT + np.eye(3)[[0, 1, 2, 2, 1]]) / 2)),
        (lambda p, y: p - y, (SHARES, HOT * 0)),
        (lambda p, y: p - y, (SHARES[:1], HOT[:1])),  # one row is a plain difference
        (lambda p, y: p - y, (SHARES - 0.1, HOT)),
        (lambda p, y: p - y, (SHARES * 1.001, HOT)),
        (lambda p, y: p - y, (MANY, PLACES.swapaxes(1, 2).reshape(2, 4, 3))),
    ],
)
def test_what_is_none(function, given):
    assert found(function, *given) == []


def test_of_sequences_each_step_is_an_example():
    (error,) = found(lambda p, y: (p - y) / 8, MANY, PLACES)
    assert (error.divisor, len(error.picked)) == (8, 8)
    np.testing.assert_allclose(error.result.array, (MANY - PLACES) / 8)


@pytest.mark.parametrize(
    "function, divisor",
    [
        (lambda p, y: (p - y) / len(y), 5),
        (lambda p, y: (p - y) * 0.2, 5),
        (lambda p, y: 0.2 * (p - y), 5),
        (lambda p, y: (p - y) / 4, 1),
        (lambda p, y: (p - y) * 5, 1),
        (lambda p, y: (p - y) * 0.0, 1),
        (lambda p, y: (p - y) / np.full((5, 1), 5.0), 1),
        (lambda p, y: (d := p - y) * d, 1),
    ],
)
def test_by_how_many_examples_it_is_divided(function, divisor):
    (error,) = found(function, SHARES, HOT)
    assert error.divisor == divisor
    np.testing.assert_allclose(error.result.array, (SHARES - HOT) / divisor)


def drawn(function, *given):
    operations = roles_of(record(function, *given)).operations
    return drawn_choice(operations), operations


@pytest.mark.parametrize(
    "size, p, count",
    [
        (None, [0.5, 0.5], 1),  # a coin
        (4, [0.25, 0.75], 4),
        (0, [0.5, 0.5], None),
        (3, [1.0], None),  # nothing to choose from
    ],
)
def test_what_is_drawn_from_how_many(size, p, count):
    def draw(p):
        return np.random.default_rng(3).choice(len(p), size=size, p=p)

    choice, operations = drawn(draw, np.array(p))
    if count is None:
        assert choice is None
    else:
        assert len(choice.drawn) == len(choice.numbers) == count
        assert choice.result.array.ravel().tolist() == list(choice.drawn)
        expected = np.atleast_1d(draw(np.array(p))).tolist()
        assert list(choice.drawn) == expected
        assert choice.result is choice.operations[-1].result
