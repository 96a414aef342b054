"""Calls within calls, deeper than Python itself would go."""

import time
from dataclasses import replace

import numpy as np
import pytest

from network.recorder import record
from network.trace.step_table import step_table
from scenes.film.storyboard import film_steps


def deeper(x, left):
    y = x * 2.0
    return y if left == 0 else deeper(y, left - 1)


@pytest.mark.parametrize("depth", [1, 30, 400])
def test_each_call_of_a_recursion_is_told(depth):
    trace = record(deeper, np.ones(3), depth)
    steps = film_steps(trace)
    told = [act for step in steps for act in step.acts if "* 2" in str(act)]
    assert len(told) == depth + 1


def nested(depth):
    """A trace in which each step but the first is in the one before it."""
    trace = record(deeper, np.ones(3), 0)
    step = trace.steps[0]
    steps = [
        replace(
            step,
            number=number,
            slug=f"y-{number}",
            parent=number - 1 if number else None,
            depth=number,
            call=step.span,
            operations=tuple(
                replace(one, number=depth - number, step=number)
                for one in step.operations
            ),
        )
        for number in range(depth)
    ]
    return replace(trace, steps=tuple(steps))


@pytest.mark.slow
def test_twenty_thousand_are_planned_and_shown():
    trace = nested(20_000)
    began = time.process_time()
    steps = film_steps(trace)
    assert len(steps) > 19_000
    assert len(step_table(trace)) < 20e6
    assert time.process_time() - began < 60
