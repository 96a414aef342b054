"""What a plan takes from the place in the trace where it begins."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from network.recorder import record
from network.trace import Span
from scenes.acts.act import ActKind, Lit, Moment, planned
from scenes.acts.generic import GenericAct
from scenes.acts.shape_lines import shapes_of
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.reading.value_roles import roles_of
from tests.scenes.acts.given import column, computing
from tests.told import acts_of, numbers


def product(a, b):
    return a @ b


def sums(a, b):
    return a + b - b


def of_numbers(a, b):
    return a * 2 / 0.125


def raised(a, b):
    return a**3


def negated(a, b):
    return -a


def largest(a, b):
    return np.maximum(a, 0)


def all_of(a, b):
    return a.sum()


def begun(a, b):
    return np.zeros(3)


def in_place(a, b):
    a += b
    a -= b
    a *= 2
    a /= 4
    a **= 3
    a @= b
    return a


def into_the_second(a, b):
    np.subtract(a, b, out=b)
    return b


def other_in_place(a, b):
    np.maximum(a, b, out=a)
    np.exp(a, out=a)
    return a


def masked_in_place(a, b):
    np.add(a, b, out=a, where=b > 2)
    return a


N = "(2, 2)"


@pytest.mark.parametrize(
    "call, shapes",
    [
        (product, [f"{N}  =  {N} @ {N}"]),
        (sums, [f"{N}  =  {N} + {N}", f"{N}  =  {N} - {N}"]),
        (of_numbers, [f"{N}  =  {N} * 2", f"{N}  =  {N} / 0.125"]),
        (raised, [f"{N}  =  {N} ** 3"]),
        (negated, [f"{N}  =  -{N}"]),
        (largest, [f"{N}  =  maximum( {N}, 0 )"]),
        (all_of, [f"a number  =  sum( {N} )"]),
        (begun, ["(3,)"]),
        (
            in_place,
            [
                f"{N}  +=  {N}",
                f"{N}  -=  {N}",
                f"{N}  *=  2",
                f"{N}  /=  4",
                f"{N}  **=  3",
                f"{N}  @=  {N}",
            ],
        ),
        (into_the_second, [f"{N}  =  {N} - {N}"]),
        (other_in_place, [f"{N}  =  maximum( {N}, {N} )", f"{N}  =  exp( {N} )"]),
        (masked_in_place, [f"{N}  =  {N} > 2", f"{N}  =  add( {N}, {N}, {N} )"]),
    ],
)
def test_the_shapes_put_into_an_operation(call, shapes):
    trace = record(call, numbers(2, 2), numbers(2, 2))
    assert [shapes_of(operation) for _, operation in trace.operations()] == shapes


def two(a, b):
    c = a * 2 + b
    return c


@pytest.mark.parametrize(
    "count, closing, name",
    [(1, True, ""), (2, True, "c"), (1, False, ""), (2, False, "")],
)
def test_a_statement_names_only_what_ends_it(count, closing, name):
    trace = record(two, numbers(2, 2), numbers(2, 2))
    step = trace.steps[0]
    moment = Moment(
        trace, step, operations=step.operations, target="c", closing=closing
    )
    assert moment.named(count) == name
    unsaid = Moment(trace, step, operations=step.operations, target="c")
    assert unsaid.named(2) == ""
    if count == 1 or not name:
        operation = step.operations[count - 1]
        name = operation.result.name or operation.expression
    found = planned(
        GenericAct, moment, 3.14, "title", "lead.", count=count, outcome="More."
    )
    act = found.act
    assert act.result_name == name
    assert found.numbers == {one.number for one in step.operations[:count]}
    assert act.operations == step.operations[:count]
    assert act.operands == step.operations[count - 1].operands
    assert act.result is step.operations[count - 1].result
    assert (act.seconds, act.title, act.lead) == (3.1, "title", "lead.")
    assert (act.caption, act.step_name, act.turns) == ("lead. More.", "", None)
    assert act.telling == ((0.0, "lead."), (0.0, "More."))
    assert act.mark is step.operations[count - 1].span
    assert act.shapes == shapes_of(step.operations[count - 1]) and found.step is None


def test_the_statement_that_is_lit_changes_within_an_act_of_several():
    trace = record(two, numbers(2, 2), numbers(2, 2))
    (step,) = film_steps(trace)[1:]
    first, later = Span("two.py", 1, 0, 1, 5), Span("two.py", 2, 4, 3, 6)
    act = replace(
        step.acts[-1], lit=(Lit(0.0, first, None), Lit(2.0, later, later, "2 x 2"))
    )
    film = Film(trace, steps_of=lambda _: [replace(step, acts=(act,))])
    (shot,) = film.shots
    seen = {}
    for second in (0.0, 1.9, 2.0, act.seconds):
        film.show(shot, second)
        seen[second] = shot.panel.statement, shot.panel.mark, shot.panel.shapes
    assert seen[0.0] == seen[1.9] == ((1, 1), None, "")
    assert seen[2.0] == seen[act.seconds] == ((2, 3), (2, 4, 3, 6), "2 x 2")
    assert act.lit_at(5, step.statement) is act.lit[1]
    unlit = step.acts[-1].lit_at(5, step.statement)
    mark = step.acts[-1].mark
    assert (unlit.second, unlit.statement, unlit.mark) == (0.0, step.statement, mark)


def into_itself(z):
    np.exp(z, out=z)
    y = z * (z + 1)
    return y


def test_what_is_changed_in_place_keeps_its_name():
    names = [act.result_name for act in acts_of(into_itself, numbers(3, 2))]
    assert names == ["z", "y"]


def test_what_an_act_is_without_more():
    act = computing("x", column(1, 2))
    assert (act.haste, act.step_name, act.turns, act.player) == (1.0, "", None, None)
    kind = ActKind(GenericAct, object)
    assert (kind.recognise, kind.of_calls) == (None, False)


def squeezed(x):
    return 1 / (1 + np.exp(-x))


def called(x):
    y = squeezed(x)
    return y


def wide(a):
    b = a @ np.ones((a.shape[1], 1))
    return b


@pytest.mark.parametrize(
    "call, shape, kinds",
    [
        (called, (32, 1), ["curve"]),
        (called, (33, 1), ["cells_curve"]),
        (wide, (3, 24), ["begins", "rows"]),
        (wide, (3, 25), ["begins", "batch_product"]),
    ],
)
def test_how_long_bars_and_rows_may_be(call, shape, kinds):
    assert [act.kind for act in acts_of(call, numbers(*shape))] == kinds


class Whole(NamedTuple):
    """Some operations that a reading takes together."""

    operations: tuple


def test_what_begins_here_is_ahead_if_nothing_of_it_has_been_shown():
    trace = record(two, numbers(2, 2), numbers(2, 2))
    step = trace.steps[0]
    first, second = step.operations

    def ahead(found, shown=()):
        roles = roles_of(trace)
        moment = Moment(trace, step, operations=(first, second), roles=roles)
        shown = frozenset(one.number for one in shown)
        return replace(moment, shown=shown).ahead(lambda _: found)

    both, later = Whole((first, second)), Whole((second,))
    assert ahead({first.number: both}) is both
    assert ahead({}) is None and ahead({second.number: later}) is None
    assert ahead({first.number: later}) is None  # where any of them leads to it
    assert ahead({first.number: both}, shown=[second]) is None
    assert ahead({first.number: both}, shown=[first, second]) is None
    moment = Moment(trace, step, operations=(first, second))
    assert moment.is_ahead([first]) and not moment.is_ahead([])
