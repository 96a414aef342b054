"""Acts that go through several statements: what comes out of them is called."""

import pytest

from tests.told import acts_of, numbers

A, Y = numbers(2, 3), numbers(2, 3) * 2


def cost(a, y):
    return ((a - y) ** 2).mean()


def kept(a, y):
    loss = cost(a, y)
    return loss


def kept_of_something(a, y):
    loss = cost(a * 2, y)
    return loss


def through_another_call(a, y):
    loss = kept(a, y)
    return loss


def with_more(a, y):
    total = cost(a, y) + a.max()
    return total


def in_a_pair(a, y):
    first, count = cost(a, y), 2
    return first, count


def not_kept(a, y):
    return cost(a, y)


@pytest.mark.parametrize(
    "call, name",
    [
        (kept, "loss"),
        (kept_of_something, "loss"),
        (through_another_call, "loss"),
        (with_more, "((a - y) ** 2).mean()"),
        (in_a_pair, "((a - y) ** 2).mean()"),
        (not_kept, "((a - y) ** 2).mean()"),
    ],
)
def test_a_result_is_called_as_the_statement_keeps_it_that_it_ends(call, name):
    (act,) = (act for act in acts_of(call, A, Y) if act.kind == "loss")
    assert act.result_name == name
