"""Acts that go through several statements: what comes out of them is called."""

from dataclasses import replace

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.told_steps import called
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


def kept_by_a_call(a, y):
    found = {}
    dict.setdefault(found, "costs", {})["loss"] = cost(a, y)
    return found


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
        (kept_by_a_call, "((a - y) ** 2).mean()"),  # no name stands before the "="
        (not_kept, "((a - y) ** 2).mean()"),
    ],
)
def test_a_result_is_called_as_the_statement_keeps_it_that_it_ends(call, name):
    (act,) = (act for act in acts_of(call, A, Y) if act.kind == "loss")
    assert act.result_name == name


@pytest.mark.parametrize(
    "value, name",
    [
        (Value.of(numbers(2), name="forces"), "forces"),
        (replace(Value.of(numbers(2)), expression="for x in rows"), "the array"),
        (replace(Value.of(np.float64(2)), expression="for x in row"), "the number"),
        (replace(Value.of(numbers(2)), expression="f(\n  x)"), "the array"),
        (replace(Value.of(numbers(2)), expression="x[1:]"), "x[1:]"),
    ],
)
def test_what_is_but_a_part_of_a_statement_is_called_what_it_is(value, name):
    assert called(value) == name
