"""When arguments come: before they are used, in the order of their use."""

import numpy as np
import pytest

from network.recorder import record
from scenes.acts.arrive import LISTED, NAMED
from scenes.film.storyboard import film_steps
from tests.storyboards import IMAGE, B, W, X, in_between

COLUMN = np.arange(6.0).reshape(6, 1).copy()  # no view


def one_after_the_other(answer, image, others, x):
    y = x * 2
    z = others * image
    a = answer * 2
    return y, z, a


def layer_by_layer(x, kept):
    y = x * 2
    z = y @ kept["first"]
    a = z @ kept["last"]
    return a


def used_by_a_part(x, tail):
    y = tail * 2
    z = x * 3
    return y, z


def of_some(x, spun, nothing, number, unused, b):
    y = x * 2
    z = y + b
    return z


class Holder:
    def __init__(self, weights):
        self.weights = weights


def of_an_object(held, x):
    y = x * 2
    z = held.weights * y
    return z


def oddly_named(Größe_Z, ß):
    y = Größe_Z * 2
    z = ß * 2
    return y, z


@pytest.mark.parametrize(
    "call, arguments, comings",
    [
        # (slug, what comes, the step before which it comes)
        (in_between, (W, X, B), [("w", "w x", "y"), ("b", "b", "y-3")]),
        (
            one_after_the_other,
            (np.eye(3)[:, [1]], np.ones((28, 28)), np.ones((28, 28)), X),
            [
                ("x", "x", "y"),
                ("image", "image others", "z"),
                ("answer", "answer", "a"),
            ],
        ),
        (of_an_object, (Holder(B), X), [("x", "x", "y")]),
        # What is used nowhere comes at the beginning; what cannot be drawn
        # does not come.
        (
            of_some,
            (X, X * 1j, X[:0], 3.0, W, B),
            [("x", "x unused", "y"), ("b", "b", "z")],
        ),
        (oddly_named, (X, B), [("gr-e-z", "Größe_Z", "y"), ("step", "ß", "z")]),
        (used_by_a_part, (COLUMN, X), [("tail", "tail", "y"), ("x", "x", "z")]),
        # A part is of the whole, which comes with it.
        (used_by_a_part, (COLUMN, COLUMN[1:]), [("x", "x tail", "y")]),
        # What is kept in one dictionary comes together.
        (
            layer_by_layer,
            (np.ones((2, 3)), {"first": np.ones((3, 3)), "last": np.ones((3, 2))}),
            [("x", "x", "y"), ("kept-first", "kept['first'] kept['last']", "z")],
        ),
    ],
)
def test_arguments_come_before_they_are_used(call, arguments, comings):
    steps = film_steps(record(call, *arguments))
    found = [
        (
            step.slug,
            " ".join(value.name for value in step.acts[0].operands),
            steps[index + 1].slug,
        )
        for index, step in enumerate(steps)
        if step.acts[0].kind == "arrive"
    ]
    assert found == comings
    for index, step in enumerate(steps):
        if step.acts[0].kind == "arrive":
            assert step.function == steps[index + 1].function
            assert step.name == step.acts[0].step_name


def test_the_first_picture_stands_by_when_more_comes():
    def call(answer, image, other, x, last):
        y = x * 2
        z = other * 3
        u = image * 2
        v = answer * 2
        return y, z, u, v

    trace = record(call, np.eye(3)[:, [1]], np.ones((28, 28)), IMAGE, X, B)
    pictures = {
        act.operands[0].name: act.picture and act.picture.name
        for step in film_steps(trace)
        for act in step.acts
        if act.kind == "arrive"
    }
    assert pictures == {"x": None, "other": None, "image": "other", "answer": "other"}


def of_many(given, counts, x):
    return x * 2 + sum(one.sum() for one in given.values()) + sum(counts)


@pytest.mark.parametrize(
    "arrays, counts, told",
    [
        (
            NAMED,
            LISTED,
            "given['w0']: 2 × 2; given['w1']: 2 × 2; given['w2']: 2 × 2; 2 more.",
        ),
        (
            NAMED + 1,
            LISTED,
            "4 arrays of given, 16 numbers in all; counts: {}; x: 2 × 2.",
        ),
        (1, LISTED + 1, "given['w0']: 2 × 2; counts: 13; x: 2 × 2."),
    ],
)
def test_of_few_arrays_and_numbers_each_is_told(arrays, counts, told):
    given = {f"w{index}": np.eye(2) for index in range(arrays)}
    numbers = np.arange(counts)
    trace = record(of_many, given, numbers, np.ones((2, 2)))
    lead = film_steps(trace)[0].acts[0].lead
    listed = ", ".join(map(str, range(counts)))
    assert lead.endswith(told.format(listed))
