"""How much goes by together: just so much that there is time enough."""

from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from scenes.film.counted_loops import looped
from scenes.film.outline import outline
from scenes.film.step_lengths import least, least_of, usual
from scenes.film.storyboard import film_steps
from scenes.film.together import (
    _just_enough,
    _passage,
    _runs,
    _with_ends,
    _with_passages,
    merged,
)
from scenes.reading.roles_once import known_roles
from tests import looping


def beginnings(x):
    a = np.zeros((2, 3))
    return x + a


def sums(x):
    a = x + 1.0
    b = a * 2.0
    c = b - 3.0
    d = np.tanh(c @ c.T)
    e = d + 5.0
    f = e * 6.0
    return f - 7.0


def with_an_end(x):
    return (np.tanh(x @ x.T) + 1.0) * 2.0 - 3.0 + x.sum() / 4.0


def told_of(call):
    """(the Trace of a call, its steps as they may be told)."""
    trace = record(call, np.arange(6.0).reshape(2, 3) / 6)
    top = outline(trace, film_steps(trace))
    return trace, looped(top, known_roles(trace), 1000.0)


def kinds_of(told):
    return [[act.kind for act in one.step.acts] for one in told]


def test_no_more_steps_go_by_than_the_seconds_ask_for():
    """Those of the end, where they save just enough; else one more of them."""
    trace, told = told_of(sums)
    (*_, run) = _runs(told, 2, False)
    assert run == [5, 6, 7]
    last = told[6:]
    saved = least(last) - least_of(_passage(trace, last))
    part, one, gained = _just_enough(trace, told, run, saved)
    assert (part, gained, len(one.merged)) == ([6, 7], saved, 2)
    part, one, gained = _just_enough(trace, told, run, saved + 0.01)
    assert (part, len(one.merged)) == (run, 3) and gained > saved + 0.01


def test_the_run_before_stays_where_the_last_saves_just_enough():
    trace, told = told_of(sums)
    last = told[6:]
    saved = least(last) - least_of(_passage(trace, last))
    few = _with_passages(trace, told, 2, is_fast=False, saved=saved)
    assert kinds_of(few) == [*kinds_of(told[:6]), ["passage"]]
    assert few[:6] == told[:6]
    more = _with_passages(trace, told, 2, is_fast=False, saved=saved + 1.0)
    assert kinds_of(more)[-1] == ["passage"] and len(more) < len(few)
    assert _with_passages(trace, told, 2, is_fast=False, saved=0.0) == told


def test_of_the_acts_of_a_step_no_more_go_by_than_the_seconds_ask_for():
    trace, told = told_of(with_an_end)
    first, second, *_ = _with_ends(told[1])
    begun = ["batch_product", "cells_curve", "collapse"]
    assert kinds_of([first, second]) == [[*begun, "passage"], [*begun[:2], "passage"]]
    for one in (first, second):
        saved = least_of(told[1]) - least_of(one)
        part, found, gained = _just_enough(trace, told, [0, 1], saved)
        assert (part, gained) == ([1], saved)
        assert kinds_of([found]) == kinds_of([one])


def test_arrays_that_begin_as_others_did_go_by_where_time_is_short():
    trace, (one, *others) = told_of(beginnings)
    step = replace(
        one.step, acts=tuple(replace(act, haste=0.5) for act in one.step.acts)
    )
    told = [replace(one, step=step, leaf=replace(one.leaf, step=step))] * 6 + others
    enough = sum(map(usual, told))
    assert merged(trace, told, enough, is_brief=False) == told
    few = merged(trace, told, enough - 0.01, is_brief=False)
    assert kinds_of(few) == [["passage"], *kinds_of(others)]
    assert len(few[0].merged) == 6


@pytest.mark.parametrize(
    "passes, around",
    [
        ([(2, 1), (2, 1)], (2, 1)),
        ([(2, 0), (2, 1)], (2,)),
        ([(2, 0), (2, 1), (2,)], (2,)),
        ([(2, 0), (3, 0)], ()),
        ([(2, 1), ()], ()),
    ],
)
def test_what_goes_by_stands_in_the_innermost_pass_that_has_all_of_it(passes, around):
    """Passes as the indices of the outer loop and of the inner one."""
    trace = record(looping.nested, np.ones((6, 3)))
    told = looped(outline(trace, film_steps(trace)), known_roles(trace), 1000.0)
    by_pass = {passes_of(one.leaf.place): one for one in told}
    one = _passage(trace, [by_pass[indices] for indices in passes])
    assert passes_of(one.leaf.place) == around


def passes_of(place):
    return tuple(each.index for each in place.chain() if each.loop)


@pytest.mark.parametrize("longer, is_one", [(0.0, False), (0.1, True)])
def test_the_acts_of_a_step_become_one_only_where_that_saves_time(longer, is_one):
    trace, (_, whole) = told_of(with_an_end)
    length = least_of(_passage(trace, [whole])) + longer
    first, *others = (replace(act, seconds=0.0, haste=1.0) for act in whole.step.acts)
    step = replace(whole.step, acts=(replace(first, seconds=length), *others))
    short = replace(whole, step=step, leaf=replace(whole.leaf, step=step))
    part, one, gained = _just_enough(trace, [short], [0], 100.0)
    assert (part, one is not None) == ([0], is_one)
    assert gained == pytest.approx(longer)
