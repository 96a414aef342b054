"""Acts that wait for what goes into them."""

from types import SimpleNamespace

import pytest

from scenes.acts.act import Found
from scenes.film.held_back import HeldBack

MADE = {"early": 1, "first": 3, "between": 5, "last": 7, "late": 9}


def held_back():
    """Of values called by when they were made; "given": by no operation."""
    made = {name: SimpleNamespace(number=number) for name, number in MADE.items()}
    return HeldBack(SimpleNamespace(makers=SimpleNamespace(maker=made.get)))


def found(*operands, step=None, numbers=(3, 4, 7)):
    return Found(SimpleNamespace(operands=operands), frozenset(numbers), step)


@pytest.mark.parametrize(
    "operands, shown, waits",
    [
        (("between",), {1, 2, 3}, True),
        (("early", "between"), {1, 2, 3}, True),
        (("between",), {1, 2, 3, 5}, False),  # it has been told
        (("early",), {3}, False),
        (("first",), {1}, False),
        (("last",), {1}, False),
        (("late",), {1}, False),
        (("given",), {1}, False),
        ((), {1}, False),
    ],
)
def test_what_is_made_while_an_act_goes_on_is_told_before_it(operands, shown, waits):
    held = held_back()
    assert held.holds(found(*operands), "here", shown) == waits
    assert len(list(held.rest())) == waits


def test_what_the_act_shows_itself_is_not_waited_for():
    one = found("between", numbers=(3, 5, 7))
    assert not held_back().holds(one, "here", set())


@pytest.mark.parametrize("step, told", [(None, "here"), ("there", "there")])
def test_it_is_told_as_its_step_as_soon_as_all_is_there(step, told):
    held, one = held_back(), found("between", step=step)
    assert held.holds(one, "here", {3})
    assert list(held.ready({3, 4})) == []
    assert list(held.ready({3, 4, 5})) == [(one.act, told)]
    assert list(held.ready({3, 4, 5})) == [] == list(held.rest())


def test_what_still_waits_at_the_end_is_told_in_order():
    held = held_back()
    first, second = found("between"), found("between", "early", step="there")
    held.holds(first, "here", {3})
    held.holds(second, "here", {3})
    assert list(held.rest()) == [(first.act, "here"), (second.act, "there")]
