"""Columns of numbers of two examples, as the plans of two_examples need them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from scenes.acts import two_examples_words as words
from scenes.acts.rounds_learnt_words import round_label
from scenes.acts.twins import TOLD
from scenes.acts.two_examples import TwoExamplesAct, largest_apart, telling
from scenes.reading.neuron_cells import Cells
from scenes.reading.training_rounds import Training, training_rounds
from scenes.reading.value_roles import Roles
from scenes.stage.values import Values
from scenes.words.naming import code, in_a_row, number, short

SECONDS, LONGER = 6.2, 9.0
MOST = 20  # bars of a column


def two_examples(
    title, lead, outcome, step_name, seconds=SECONDS, **more
) -> TwoExamplesAct:
    return TwoExamplesAct(
        result=None,
        result_name="",
        seconds=seconds,
        title=title,
        lead=lead,
        caption=in_a_row(lead, outcome),
        outcome=outcome,
        outcome_at=TOLD,
        step_name=step_name,
        **more,
    )


def values_of(cells: Cells) -> Values:
    return Values.of(cells.value).laid(cells.layout)


def pair(arrays, index: int) -> tuple[str, str]:
    """The numbers of both at a place, written alike."""
    both = np.concatenate([one.astype(float) for one in arrays])
    one, other = (number(array[index].astype(float), both) for array in arrays)
    return one, other


def column_bars(
    values: Sequence[Values],
) -> tuple[dict[str, Any], tuple[int, str, str]]:
    """Bars of the numbers in which two sides differ most; the place of the largest
    difference, and the numbers of both there."""
    first, _ = arrays = [one.array for one in values]
    shown, apart = telling(arrays, MOST), largest_apart(arrays)
    bars = {
        **chosen_bars(values, shown),
        "focus": shown.index(apart),
        "shown_of": words.most_shown(len(shown), len(first)),
    }
    return bars, (apart, *pair(arrays, apart))


def chosen_bars(values: Sequence[Values], shown: Sequence[int]) -> dict[str, Any]:
    """Bars of chosen numbers of two sides."""
    return {
        "columns": tuple(one[np.array(shown)] for one in values),
        "labels": tuple(map(str, shown)),
    }


def called_in(roles: Roles, cells: Cells) -> str:
    """What the code calls the value that cells are of; "" if nothing."""
    value = cells.value
    assert roles.trace is not None
    made = roles.makers.maker(value)
    step = roles.trace.steps[made.step] if made else None
    name = value.name
    while not name and step is not None:
        alike = (one.name for one in step.assigned if one.digest == value.digest)
        name = next(filter(None, alike), "")
        step = None if step.parent is None else roles.trace.steps[step.parent]
    return short(code(name or value.expression), 30)


def round_of(roles: Roles, step: int) -> str:
    """Which round of a training a step is of, "" if of none."""
    training = roles.read(training_rounds)
    if not isinstance(training, Training):
        return ""
    for index, place in enumerate(training.loop.passes):
        if place.first <= step <= place.last:
            return round_label(training, index)
    return ""
