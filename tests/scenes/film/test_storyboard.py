"""A trace as steps of a film: which, in what order, named and hastened how."""

import re

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from network.digit_network import DigitNetwork
from network.recorder import record
from scenes.acts.film_step import FilmStep
from scenes.film import storyboard
from scenes.film.storyboard import film_steps, from_operation
from scenes.reading.film_error import FilmError
from tests.storyboards import (
    IMAGE,
    B,
    W,
    X,
    also_complex,
    in_between,
    one_in_another,
    squeeze,
    weighted,
)


def counted(x):
    return len(x)


def of_two_calls(w, x, b):
    y = weighted(w, x) + squeeze(b) * 2
    return y


def of_nothing(x):
    y = x * counted(x)
    return y


def nothing_first(x):
    y = counted(x) * x
    return y


def biased(w, x, b):
    s = w @ x + b
    return s


def spanning(z, w):
    t = w @ z + 1
    powers = np.exp(z - z.max())
    others = z * 2
    total = powers.sum()
    shares = powers / total
    return t, shares + others


def spanning_from_within(z):
    shares, others = np.exp(z * 2), z * 3
    total = np.sum(shares)
    shares = shares / total
    return shares, others


def softmax(z):
    powers = np.exp(z)
    return powers / powers.sum()


def of_shares(z):
    p = softmax(z * 2) + 1
    return p


def in_depth(x):
    def deep(v):
        return v[::-1] * v

    def middle(v):
        return deep(v) + v

    y = middle(x)
    return y


def told(steps):
    """(slug, name, function, kinds of its acts, what they compute) of each."""
    return [
        (
            step.slug,
            step.name,
            step.function.rsplit(".", 1)[-1],
            " ".join(act.kind for act in step.acts),
            ", ".join(act.result_name for act in step.acts),
        )
        for step in steps
    ]


def numbers_of(step):
    return [operation.number for act in step.acts for operation in act.operations]


CALLS = {
    in_between: (
        (W, X, B),
        [
            ("w", "w", "in_between", "arrive", "w"),
            ("y", "w × x", "in_between", "rows", "w @ x"),
            ("y-2", "squeeze", "in_between", "curve", "squeeze"),
            ("b", "b", "in_between", "arrive", "b"),
            ("y-3", "y", "in_between", "combine", "y"),
        ],
    ),
    of_two_calls: (
        (W, X, B),
        [
            ("w", "w", "weighted", "arrive", "w"),
            ("y-return", "w × x", "weighted", "rows", "w @ x"),
            ("b", "b", "of_two_calls", "arrive", "b"),
            ("y", "squeeze", "of_two_calls", "curve", "squeeze"),
            ("y-2", "y", "of_two_calls", "cells_formula", "y"),
        ],
    ),
    one_in_another: (
        (W, X),
        [
            ("w", "w", "weighted", "arrive", "w"),
            ("y-return", "w × x", "weighted", "rows", "w @ x"),
            ("y-return-2", "w × x", "weighted", "rows", "w @ x"),
            ("z", "z", "one_in_another", "cells_combine", "z"),
        ],
    ),
    of_nothing: (
        (X,),
        [
            ("x", "x", "of_nothing", "arrive", "x"),
            ("y", "y", "of_nothing", "cells_combine", "y"),
        ],
    ),
    nothing_first: (
        (X,),
        [
            ("x", "x", "nothing_first", "arrive", "x"),
            ("y", "y", "nothing_first", "cells_combine", "y"),
        ],
    ),
    biased: (
        (W, X, B),
        [
            ("w", "w", "biased", "arrive", "w"),
            ("s", "w × x", "biased", "rows join", "w @ x, s"),
        ],
    ),
    spanning: (
        (X, W),
        [
            ("z", "z", "spanning", "arrive", "z"),
            ("t", "w × z", "spanning", "rows cells_combine", "w @ z, t"),
            ("shares", "shares: shares", "spanning", "softmax", "shares"),
            ("others", "others", "spanning", "cells_combine", "others"),
            ("return", "shares + others", "spanning", "combine", "shares + others"),
        ],
    ),
    spanning_from_within: (
        (X,),
        [
            ("z", "z", "spanning_from_within", "arrive", "z"),
            (
                "shares-others",
                "z * 2",
                "spanning_from_within",
                "cells_combine",
                "z * 2",
            ),
            ("shares", "shares: shares", "spanning_from_within", "softmax", "shares"),
            (
                "shares-others-2",
                "others",
                "spanning_from_within",
                "cells_combine",
                "others",
            ),
        ],
    ),
    of_shares: (
        (X,),
        [
            ("z", "z", "of_shares", "arrive", "z"),
            ("p", "z * 2", "of_shares", "cells_combine", "z * 2"),
            ("p-2", "softmax: shares", "of_shares", "softmax", "softmax"),
            ("p-3", "p", "of_shares", "cells_combine", "p"),
        ],
    ),
    in_depth: (
        (X,),
        [
            ("x", "x", "deep", "arrive", "x"),
            (
                "return-return",
                "v[::-1] * v",
                "deep",
                "rearrange combine",
                "v[::-1], v[::-1] * v",
            ),
            ("y-return", "deep(v) + v", "middle", "combine", "deep(v) + v"),
        ],
    ),
    also_complex: (
        (X,),
        [
            ("x", "x", "also_complex", "arrive", "x"),
            ("y", "y", "also_complex", "combine", "y"),
        ],
    ),
}


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)
def test_the_steps_of_a_call(call):
    arguments, steps = CALLS[call]
    assert told(film_steps(record(call, *arguments))) == steps


@pytest.mark.parametrize("call", CALLS, ids=lambda call: call.__name__)
def test_what_can_be_shown_is_shown_once_and_in_order(call):
    trace = record(call, *CALLS[call][0])
    steps = film_steps(trace)
    shown = [number for step in steps for number in numbers_of(step)]
    real = {
        operation.number
        for _, operation in trace.operations()
        if all(
            value.dtype.kind != "c"
            for value in (*operation.operands, *operation.results)
        )
    }
    assert sorted(shown) == sorted(real)
    starts = [min(numbers_of(step)) for step in steps if step.acts[0].operations]
    if call is not spanning_from_within:  # what is left of its line comes after
        assert starts == sorted(starts)
    for step in steps:
        assert (step.statement is None) == (step.acts[0].kind == "arrive")


def test_a_step_is_of_the_statement_that_computes_it():
    trace = record(spanning, X, W)
    lines = trace.sources[trace.steps[0].span.file].splitlines()
    lit = [
        lines[step.statement.line - 1].strip()
        for step in film_steps(trace)
        if step.statement
    ]
    assert lit == [
        "t = w @ z + 1",
        "shares = powers / total",
        "others = z * 2",
        "return t, shares + others",
    ]


def test_a_slope_is_known_by_the_curve_that_it_is_of():
    network = DigitNetwork(hidden=2)
    steps = film_steps(record(network.learn, IMAGE / 2, np.eye(10)[:, [3]]))
    slope = next(act for step in steps for act in step.acts if act.kind == "slope")
    assert slope.result_name == "sigmoid_differential"
    assert len({step.slug for step in steps}) == len(steps) == 17
    assert all(re.fullmatch("[a-z0-9-]+", step.slug) for step in steps)


@pytest.mark.parametrize(
    "slugs, unique",
    [
        ("a b c", "a b c"),
        ("a a a", "a a-2 a-3"),
        ("a-2 a a", "a-2 a a-3"),
        ("a a a-2", "a a-2 a-2-2"),
    ],
)
def test_each_slug_names_one_step(slugs, unique):
    steps = [FilmStep(slug, "a", "f", None, ()) for slug in slugs.split()]
    numbered = storyboard.unique(steps)
    assert [step.slug for step in numbered] == unique.split()


@pytest.mark.parametrize(
    "text, slug",
    [
        ("Hidden_neurons return", "hidden-neurons-return"),
        ("--a  b--", "a-b"),
        ("x2", "x2"),
        ("²", "step"),
        ("", "step"),
    ],
)
def test_a_slug_is_of_plain_letters(text, slug):
    assert storyboard.slug_of(text) == slug


def test_the_rest_of_a_film():
    steps = film_steps(record(in_between, W, X, B))
    first, second, third = (steps[k].acts[0].operations[-1].number for k in (1, 2, 4))
    assert from_operation(steps, first) == steps  # with what goes in before it
    assert from_operation(steps, second) == steps[2:]
    assert from_operation(steps, third) == steps[3:]


def spun_only(x):
    return x * 1j + 1


def no_operation(x):
    return counted(x)


@pytest.mark.parametrize("call, count", [(spun_only, 2), (no_operation, 0)])
def test_a_trace_of_nothing_is_refused(call, count):
    with pytest.raises(FilmError) as refused:
        film_steps(record(call, X))
    assert str(refused.value) == (
        "expected operations on arrays of real numbers, but nothing that "
        f"{call.__name__} recorded ({count} operations) can be shown; record a call "
        "that works on such"
    )


def four_gates(a, b, c, d):
    return np.tanh(a), np.tanh(b), np.tanh(c), np.tanh(d)


def test_what_is_told_in_the_same_words_is_hastened_from_the_third_on():
    trace = record(four_gates, *(np.linspace(-1, one, 5) for one in (1, 2, 3, 4)))
    curves = [one for step in film_steps(trace) for one in step.acts]
    told = [round(one.haste, 3) for one in curves if one.kind == "curve"]
    assert told == [1.0, 1.0, 0.6, 0.36]


def handed_over(scores):
    largest = int(np.argmax(scores * 2))
    mean = (scores * 2).mean().item()
    return largest, mean, float(scores[0])


def cut_off(scores):
    return int(scores.max())


@pytest.mark.parametrize("call, expected", [(handed_over, 0), (cut_off, 1)])
def test_a_number_handed_to_python_is_shown_only_where_it_changes(call, expected):
    steps = film_steps(record(call, np.array([0.25, 2.5, 1.5])))
    acts = [act for step in steps for act in step.acts]
    assert len([one for one in acts if one.kind == "generic"]) == expected


def as_a_matrix(row):
    return np.asmatrix(row * 2)


def as_bytes(row):
    return (row * 2).view(np.int64)


def as_it_is(row):
    return (row * 2).view() + 1


@pytest.mark.filterwarnings("ignore:the matrix subclass")
@pytest.mark.parametrize(
    "call, kinds",
    [
        (as_a_matrix, ["cells_combine", "rearrange"]),
        (as_bytes, ["cells_combine", "generic"]),
        (as_it_is, ["cells_combine", "cells_combine"]),
    ],
)
def test_a_view_is_told_as_what_it_does(call, kinds):
    steps = film_steps(record(call, np.array([0.25, 2.5, 1.5])))
    acts = [act for step in steps for act in step.acts]
    assert [one.kind for one in acts if one.kind != "arrive"] == kinds


def kernel_in_place(x):
    views = sliding_window_view(x, (3, 3))
    edges = np.einsum("hwij,ij->hw", views, np.outer([1.0, 2, 1], [1.0, 0, -1]))
    return edges


def kernel_by_parts(x):
    views = sliding_window_view(x, (3, 3))
    edges = (views * (np.outer([1.0, 2, 1], [1.0, 0, -1]) / 4)).sum((2, 3)) + 1
    return edges


def kernel_after_the_views(x):
    views = sliding_window_view(x, (3, 3))
    kernel = np.outer([1.0, 2, 1], [1.0, 0, -1])
    return np.tensordot(views, kernel, 2)


def sobel():
    return np.outer([1.0, 2, 1], [1.0, 0, -1])


def kernel_of_a_call(x):
    views = sliding_window_view(x, (3, 3))
    return np.tensordot(views, sobel(), 2)


def kernel_before(x):
    kernel = sobel()
    views = sliding_window_view(x, (3, 3))
    return np.tensordot(views, kernel, 2)


@pytest.mark.parametrize(
    "call, kinds",
    [
        (kernel_in_place, ["table", "arrive", "convolve"]),
        (kernel_by_parts, ["table", "cells_combine", "arrive", "convolve"]),
        (kernel_after_the_views, ["table", "arrive", "convolve"]),
        (kernel_of_a_call, ["batch_product", "arrive", "convolve"]),
        (kernel_before, ["batch_product", "arrive", "convolve"]),
    ],
)
def test_a_kernel_is_made_before_it_slides(call, kinds):
    """The window begins where it is cut out, before its kernel is there."""
    steps = film_steps(record(call, np.arange(25.0).reshape(5, 5) ** 1.5))
    told = [act.kind for step in steps for act in step.acts]
    assert told[: len(kinds)] == kinds
    assert told.count("convolve") == told.count(kinds[0]) == 1


def kernel_in_one_line(x):
    views, kernel = (3, 3), ([1.0, 2, 1], [1.0, 0, -1])
    y = 2 * np.tensordot(sliding_window_view(x, views), np.outer(*kernel), 2)
    return y


def test_what_waits_within_a_statement_is_a_step_of_its_own():
    """What it slides over comes right before it, not before its kernel is made."""
    steps = film_steps(record(kernel_in_one_line, np.arange(25.0).reshape(5, 5) ** 1.5))
    told = [[act.kind for act in step.acts] for step in steps]
    assert told == [["table"], ["arrive"], ["convolve"], ["cells_combine"]]


def rest_of(difference, a):
    loss = (difference * difference).sum()
    return loss, a * 3


def with_a_part_in_a_call(a, y):
    difference = a - y
    return rest_of(difference, a)


def test_what_is_left_of_a_call_is_told_after_an_act_that_took_a_part_of_it():
    trace = record(with_a_part_in_a_call, np.ones((2, 3)), np.eye(3)[:2])
    told = [[act.kind for act in step.acts] for step in film_steps(trace)]
    assert told[-2:] == [["loss"], ["cells_combine"]]
