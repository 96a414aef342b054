"""How films of learning begin and end, of calls that learn or do not."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.ending import EndingAct
from scenes.acts.wanted import WantedAct
from scenes.film.learning_frame import (
    changed_in,
    with_ending,
    with_quick_updates,
    with_right_answer,
)
from scenes.film.storyboard import film_steps

IMAGE = np.array([[0.5], [0.25], [0.75]])
ONE_HOT = np.array([[0.0], [0.0], [1.0]])


def compared(image, wanted):
    output = image * 2.0
    error = output - wanted
    return error


def other_way_round(image, wanted):
    output = image * 2.0
    error = wanted - output
    return error


def added(image, wanted):
    output = image * 2.0
    error = output + wanted
    return error


def both_at_once(image, wanted):
    error = image - wanted
    return error


def wanted_first(wanted, image):
    error = image - wanted
    return error


@pytest.mark.parametrize(
    "call, wanted, is_answer",
    [
        (compared, ONE_HOT, True),
        (compared, np.array([[0.0], [1.0], [1.0]]), False),
        (compared, np.array([[0.0], [0.0], [0.5]]), False),
        (other_way_round, ONE_HOT, False),
        (added, ONE_HOT, False),
        (both_at_once, ONE_HOT, False),
    ],
)
def test_the_right_answer_is_what_is_subtracted(call, wanted, is_answer):
    trace = record(call, IMAGE, wanted)
    steps = film_steps(trace)
    told = with_right_answer(trace, steps)
    answers = [step for step in told if isinstance(step.acts[0], WantedAct)]
    if not is_answer:
        assert told == steps and answers == []
        return
    (step,), (act,) = answers, answers[0].acts
    assert step.name == "wanted" and step.slug == "wanted"
    for value, array in zip(act.operands, (IMAGE * 2, wanted)):
        np.testing.assert_array_equal(value.array, array)
    assert [one.function for one in act.operations] == ["multiply"]
    assert act.picture is None
    # The line of the code that names it is lit, and in it the name.
    line = trace.sources[act.mark.file].splitlines()[act.mark.line - 1]
    assert line == "def compared(image, wanted):"
    assert line[act.mark.column : act.mark.end_column] == "wanted"
    assert step.statement == act.mark
    assert [other for other in told if other is not step] == [
        other for other in steps if other.slug != "wanted"
    ]


# fmt: off
def on_two_lines(image, wanted):
    output = image * 2.0; error = output - wanted; return error  # noqa: E702


def on_one_line(image, wanted): output = image * 2.0; return output - wanted  # noqa: E702, E704
# fmt: on


@pytest.mark.parametrize("call", [on_two_lines, on_one_line])
def test_what_is_wanted_is_lit_in_however_short_a_function(call):
    trace = record(call, IMAGE, ONE_HOT)
    (act,) = (
        step.acts[0]
        for step in with_right_answer(trace, film_steps(trace))
        if isinstance(step.acts[0], WantedAct)
    )
    line = trace.sources[act.mark.file].splitlines()[act.mark.line - 1]
    assert line.startswith(f"def {call.__name__}(image, wanted):")
    assert line[act.mark.column : act.mark.end_column] == "wanted"


def test_of_two_that_come_together_none_is_told_apart():
    steps = film_steps(trace := record(wanted_first, ONE_HOT, IMAGE))
    assert with_right_answer(trace, steps) == steps


def in_two_goes(image, wanted):
    output = image * 2.0
    output += 1.0
    error = output - wanted
    return error


def test_the_output_comes_from_what_computed_it_last():
    trace = record(in_two_goes, IMAGE, ONE_HOT)
    (act,) = (
        step.acts[0]
        for step in with_right_answer(trace, film_steps(trace))
        if isinstance(step.acts[0], WantedAct)
    )
    assert [one.function for one in act.operations] == ["add"]


def test_a_picture_is_shown_beside_the_right_answer(learning_trace):
    told = with_right_answer(learning_trace, film_steps(learning_trace))
    (act,) = (step.acts[0] for step in told if isinstance(step.acts[0], WantedAct))
    assert act.picture.name == "image" and act.picture.shape == (784, 1)


def changes_nothing(weights, others):
    sums = weights + others
    return sums


def in_turn(weights, others):
    weights -= 0.5 * others
    others += 1.0 * weights
    weights -= 0.25 * others
    return weights


def test_nothing_is_told_of_where_nothing_is_changed():
    steps = film_steps(record(changes_nothing, IMAGE, ONE_HOT))
    assert changed_in(steps) == () and with_ending(steps) == steps


def test_what_is_changed_twice_is_told_of_once():
    weights, others = IMAGE.copy(), ONE_HOT.copy()
    steps = film_steps(record(in_turn, weights, others))
    told = with_ending(steps)
    assert told[:-1] == steps
    (slug, name, act) = told[-1].slug, told[-1].name, told[-1].acts[0]
    assert (slug, name) == ("what-changed", "what changed")
    assert isinstance(act, EndingAct) and told[-1].statement is None
    assert told[-1].function == steps[-1].function
    expected = (IMAGE, weights), (ONE_HOT, others)
    for pair, arrays in zip(act.changed, expected, strict=True):
        for value, array in zip(pair, arrays):
            np.testing.assert_array_equal(value.array, array)


def stepped(weights, biases, *, second=0.1, first_is_column=False):
    """A matrix and a column take a step each."""
    if first_is_column:
        biases += -second * (biases * 2.0)
    weights += -0.1 * (weights * 2.0)
    if not first_is_column:
        biases += -second * (biases * 2.0)
    return weights, biases


@pytest.mark.parametrize(
    "differences, is_quick",
    [
        ({}, True),
        ({"second": 0.5}, False),  # another rate
        ({"first_is_column": True}, False),  # nothing was told before
    ],
)
def test_a_column_that_takes_the_same_step_is_told_quickly(differences, is_quick):
    def call(weights, biases):
        return stepped(weights, biases, **differences)

    trace = record(call, np.ones((3, 4)) * 0.5, np.ones((3, 1)))
    steps = film_steps(trace)
    before = {act.result_name: act for step in steps for act in step.acts}
    after = {
        act.result_name: act for step in with_quick_updates(steps) for act in step.acts
    }
    assert after["weights"].haste == pytest.approx(0.86)
    assert after["weights"].lead == before["weights"].lead
    quick, full = after["biases"], before["biases"]
    assert (quick.haste < full.haste) == is_quick
    if is_quick:
        assert quick.lead == "The same again for the biases."
        assert quick.caption == f"{quick.lead} {full.outcome}"


def without_a_rate(weights, biases):
    weights -= biases
    return weights


def test_what_changes_at_no_rate_is_told_in_full():
    steps = film_steps(record(without_a_rate, np.ones((3, 1)), np.full((3, 1), 0.25)))
    assert with_quick_updates(steps) == steps
