"""A second look at an image: only after something was learnt from it."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.recorder import record
from network.runs.default_traces import DEFAULT_WEIGHTS, learn_and_look_again
from scenes.film.storyboard import film_steps
from scenes.learning_step import LearningStep, before_and_after, last_look, with_lesson
from scenes.reading.film_error import FilmError
from scenes.reading.value_roles import roles_of
from scenes.words.naming import language

IMAGE = digits.drawn_digit("7")


def look_once(network, image, expected_output):
    return network.detect(image)


def look_twice(network, image, expected_output):
    network.detect(image)
    return network.detect(image)


def traced(looks):
    return record(looks, DigitNetwork.load(DEFAULT_WEIGHTS), IMAGE, digits.one_hot(7))


def steps_of(looks):
    return film_steps(traced(looks))


def test_the_steps_after_the_last_change_are_seen_quickly():
    steps = before_and_after(steps_of(learn_and_look_again))
    quick = [step.slug for step in steps if all(act.haste < 0.75 for act in step.acts)]
    assert [step.slug for step in steps[-len(quick) - 1 : -1]] == quick
    assert quick[0] == "hidden-pre-sigmoid-2"
    assert quick[-1] == "output-neurons-2"
    acts = [act for step in steps if step.slug in quick for act in step.acts]
    assert max(act.seconds for act in acts) > 12
    for act in acts:
        assert act.haste == min(1.0, max(0.3, 3.4 / act.seconds))
    assert steps[-1].slug == "before-and-after"


def doubled_twice(weights, others):
    """A column of sums, before and after its weights have changed."""
    sums = weights * 2.0
    weights -= 0.5 * others
    halves = others * 0.5
    sums = weights * 2.0
    return sums, halves


@pytest.mark.parametrize(
    "name, announced",
    [
        ("en", "Once more, with changed weights and biases."),
        ("zh", "用改变后的权重和偏置再算一次。"),
    ],
)
def test_the_second_look_is_announced_once(name, announced):
    with language(name):
        trace = record(doubled_twice, np.ones((3, 1)), np.ones((3, 1)))
        plain = film_steps(trace)
        steps = before_and_after(plain)
    *kept, halves, sums, last = steps
    assert tuple(kept) == plain[:-2]
    assert halves.acts[0].lead == announced and sums.acts[0].lead == ""
    assert halves.acts[0].caption.startswith(announced)
    assert halves.acts[0].caption.endswith(plain[-2].acts[0].caption)
    assert sums.acts[0].caption == plain[-1].acts[0].caption
    for step in (halves, sums):
        (act,) = step.acts
        assert act.seconds * act.haste == pytest.approx(
            min(act.seconds, max(3.4, 0.3 * act.seconds))
        )
    (act,) = last.acts
    assert (last.slug, last.name, last.statement) == (
        "before-and-after",
        act.step_name,
        None,
    )
    for value, number in zip(act.operands, (2.0, 1.0)):
        assert (value.array == number).all() and value.name == "sums"


def test_the_film_ends_with_what_one_step_is_for():
    trace = traced(learn_and_look_again)
    told = with_lesson(trace, before_and_after(film_steps(trace)))
    (act,) = told[-1].acts
    compared = told[-2].acts[-1]
    assert (told[-1].slug, told[-1].name, act.label) == (
        "one-step",
        "one step",
        compared.label,
    )
    np.testing.assert_array_equal(act.picture.array, IMAGE)
    assert act.operands[:2] == compared.operands
    assert act.counts == (0, 1)


def test_the_film_ends_with_the_last_look_where_there_is_a_later_one():
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    for _ in range(10):
        network.learn(IMAGE, digits.one_hot(7))
    outputs = network.forward(IMAGE)[1]
    steps = film_steps(traced(learn_and_look_again))
    later = last_look(steps, None)
    assert later.steps == 10
    np.testing.assert_array_equal(later.outputs.array, outputs)
    told = before_and_after(steps)
    assert [step.slug for step in told if step.slug.endswith("-3")] == []
    plain = traced(look_again_once)
    assert last_look(film_steps(plain), None) is None


def look_again_once(network, image, expected_output):
    network.learn(image, expected_output)
    return network.detect(image)


def twice_a_square(weights, others):
    square = weights @ others.T
    weights -= 0.5 * others
    square = weights @ others.T
    return square


def twice_too_long(weights, others):
    sums = np.ones((40, 1)) + 1.0
    weights -= 0.5 * others
    sums = np.ones((40, 1)) + 1.0
    return sums


@pytest.mark.parametrize(
    "call, shapes",
    [
        (twice_a_square, r"shapes \(3, 3\) and \(3, 3\)"),
        (twice_too_long, r"shapes \(40, 1\) and \(40, 1\)"),
    ],
)
def test_what_is_no_column_is_refused(call, shapes):
    steps = film_steps(record(call, np.ones((3, 1)), np.ones((3, 1))))
    with pytest.raises(ValueError, match="at most 32 numbers, got " + shapes):
        before_and_after(steps)


def learn_once(network, image, expected_output):
    network.learn(image, expected_output)


@pytest.mark.parametrize(
    "looks, words",
    [
        (look_once, "changes nothing in place"),
        (look_twice, "changes nothing in place"),
        (learn_once, "computes nothing again after it has changed something"),
    ],
)
def test_what_is_no_learning_is_refused(looks, words):
    with pytest.raises(FilmError) as refused:
        before_and_after(steps_of(looks))
    assert str(refused.value) == (
        "expected a trace that computes the same twice, before and after "
        f"learning, got one that {words}"
    )


def test_a_step_without_a_second_look_ends_with_what_it_changed():
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    trace = record(network.learn, IMAGE, digits.one_hot(7))
    steps = LearningStep.__new__(LearningStep).steps(trace)
    assert [step.slug for step in steps[-2:]] == ["hidden-biases", "what-changed"]
    assert [step.slug for step in steps[:2]] == ["the-question", "image"]
    assert steps[0].acts[0].title == "It reads 7. Can it be surer?"
    assert next(s for s in steps if s.slug == "expected-output").name == "right answer"
    ending = steps[-1].acts[-1]
    weights = ending.changed[-2][1].array
    np.testing.assert_array_equal(weights, network.input_to_hidden_weights)
    with pytest.raises(FilmError, match="changes nothing in place"):
        LearningStep.__new__(LearningStep).steps(traced(look_twice))


def train(X, Y, W, V):
    """Two passes of a network in which nothing is called as in the digits'."""
    for _ in range(2):
        h = np.tanh(X.dot(W))
        p = h.dot(V)
        d = p - Y
        g = X.T.dot(d.dot(V.T) * (1 - h * h))
        V -= 0.1 * h.T.dot(d)
        W -= 0.1 * g


def test_the_look_of_another_network_ends_where_it_goes_back_again():
    draw = np.random.default_rng(0).normal
    trace = record(
        train,
        draw(size=(5, 3)),
        draw(size=(5, 1)),
        draw(size=(3, 4)),
        draw(size=(4, 1)),
    )
    *_, learnt, last = LearningStep().steps(trace)
    passes = [
        one.result for one in roles_of(trace).operations if one.expression == "h.dot(V)"
    ]
    before, after = last.acts[0].columns
    np.testing.assert_array_equal(before.array, passes[0].array[0])
    np.testing.assert_array_equal(after.array, passes[1].array[0])
    assert (last.acts[0].called, learnt.acts[-1].result_name) == ("p", "W")
