"""Some of a film's steps: the calls of a function, a pass, a depth, a range."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.selected import only_calls_of, only_pass, only_steps, to_depth
from scenes.film.storyboard import film_steps
from scenes.reading.film_error import FilmError


class Network:
    def forward(self, x):
        h = x * 2
        return h + 1


def inner(x):
    a = x * 2
    b = a + 1
    c = b * b
    return c, b, a


def single(x):
    return x * 3


def nine(x):
    return tuple(x * k for k in range(9))


def outer(x, network, out):
    y = network.forward(x)
    c, b, a = inner(y)
    out[0] = single(c)
    z = single(b) * 2
    return nine(z)


@pytest.fixture(scope="module")
def told():
    trace = record(outer, np.ones((2, 2)), Network(), np.zeros((1, 2, 2)))
    return trace, film_steps(trace)


SLUGS = (
    "x h y-return a b c out-return out out-2 z-return z return-return".split()
)  # of outer, in order


def slugs(steps):
    return [step.slug for step in steps]


def test_the_whole_film(told):
    assert slugs(told[1]) == SLUGS


@pytest.mark.parametrize(
    "function, expected",
    [
        ("forward", ["x", "h", "y-return"]),
        ("Network.forward", ["x", "h", "y-return"]),
        ("single", ["out-return", "z-return"]),
        ("outer", SLUGS),
    ],
)
def test_calls_of_a_function(told, function, expected):
    assert slugs(only_calls_of(*told, function)) == expected


def a_function_inside(x):
    def own(y):
        return y + 1

    return own(x * 2)


@pytest.mark.parametrize("name", ["own", "a_function_inside.own"])
def test_a_function_inside_another_is_called_by_both_names(name):
    trace = record(a_function_inside, np.ones(3))
    steps = film_steps(trace)
    assert len(steps) == 3
    assert slugs(only_calls_of(trace, steps, name)) == slugs(steps[-1:])


LISTED = ", ".join(SLUGS)
# What comes in is no part of a call.
DEPTHS = [
    (
        0,
        [
            ("x", "arrive", []),
            ("y-return", "passage", ["y"]),
            ("c", "passage", ["c", "b", "a"]),
            ("out-return", "passage", ["x * 3"]),
            ("out", "arrive", []),
            ("out-2", "write", []),
            ("z-return", "passage", ["x * 3"]),
            ("z", "cells_combine", []),
            ("return-return", "passage", ["x * k"] * 8),
        ],
    ),
    (1, [(slug, None, []) for slug in SLUGS]),
]


@pytest.mark.parametrize("depth, expected", DEPTHS)
def test_calls_that_are_deeper_are_one_step(told, depth, expected):
    trace, steps = told
    found = to_depth(trace, steps, depth)
    assert [
        (one.slug, one.acts[0].kind, [each.name for each in passed(one)])
        for one in found
    ] == [
        (slug, kind or steps[at].acts[0].kind, names)
        for at, (slug, kind, names) in enumerate(expected)
    ]
    for one in found:
        if passed(one):
            line = trace.sources[one.statement.file].splitlines()[
                one.statement.line - 1
            ]
            assert one.acts[0].title.removesuffix(" in one step") in line
            assert one.function == "outer"


def passed(step):
    return getattr(step.acts[0], "passed", ())


@pytest.mark.parametrize("values", [1, 2, 3])
def test_a_call_in_one_step_gives_what_it_gave_last(values):
    def made(x):
        y = x * 2
        for k in range(values - 1):
            y = y + k
        return y

    def call(x):
        return made(x).sum()

    trace = record(call, np.ones((2, 2)))
    one = to_depth(trace, film_steps(trace), 0)[1]
    (each,) = passed(one)
    np.testing.assert_array_equal(
        each.value.array, 2 + sum(range(values - 1)) + np.zeros((2, 2))
    )
    assert one.acts[0].title == "made(x) in one step"
    assert len(one.acts[0].operations) == values


def test_a_call_in_one_step_stands_in_the_call_that_makes_it():
    def lowest(x):
        total = x.sum(axis=0)
        return total @ x

    def lower(x):
        return lowest(x) + 1

    def call(x):
        return lower(x)

    trace = record(call, np.ones((2, 2)))
    found = to_depth(trace, film_steps(trace), 1)
    assert [(one.acts[0].kind, one.within) for one in found] == [
        ("arrive", ()),
        ("passage", ("lower",)),
        ("cells_combine", ()),
    ]


def in_passes(x):
    for k in range(3):
        x = x + k
    return x


@pytest.mark.parametrize(
    "wanted, at",
    [("1", 0), ("2", 1), ("3", 2), ("-1", 2), ("-3", 0), ("k=1", 1), ("k='2'", 2)],
)
def test_a_pass_by_its_number_or_its_variable(wanted, at):
    trace = record(in_passes, np.ones(3))
    steps = film_steps(trace)
    passes = steps[-3:]
    found = only_pass(trace, steps, wanted)
    assert [one for one in found if one.acts[0].kind != "arrive"] == [passes[at]]


REFUSED = [
    (
        lambda trace, steps: only_calls_of(trace, steps, "orward"),
        "expected ONLY to name a function with steps in the film of outer: outer, "
        "forward, inner, single, nine; got 'orward'",
    ),
    (
        lambda trace, steps: only_pass(trace, steps, "1"),
        "expected ITERATION to be a pass of a loop of outer: it has none; got 1",
    ),
    (
        lambda trace, steps: only_steps(steps, steps, ["no"]),
        f"expected STEPS to name steps of the film: {LISTED}; got 'no'",
    ),
    (
        lambda trace, steps: only_steps(steps, steps, ["b..a"]),
        "expected STEPS from an earlier step to a later one, got b..a: a comes before "
        "b",
    ),
]


@pytest.mark.parametrize("chosen, said", REFUSED)
def test_what_is_not_in_the_film(told, chosen, said):
    with pytest.raises(FilmError) as error:
        chosen(*told)
    assert str(error.value) == said


@pytest.mark.parametrize("wanted", ["4", "-4", "k=3", "j=1"])
def test_a_pass_that_there_is_not(wanted):
    trace = record(in_passes, np.ones(3))
    with pytest.raises(FilmError) as error:
        only_pass(trace, film_steps(trace), wanted)
    assert str(error.value) == (
        "expected ITERATION to be a pass of a loop of in_passes: "
        f"for k in range(3) (3 passes); got {wanted}"
    )


@pytest.mark.parametrize("count, more", [(12, ""), (13, ", ...")])
def test_a_dozen_names_are_listed(told, count, more):
    _, steps = told
    given = (steps * 2)[:count]
    named = [f"s{at}" for at in range(count)]
    given = tuple(
        type(one)(name, one.name, one.function, one.statement, one.acts)
        for one, name in zip(given, named)
    )
    with pytest.raises(FilmError) as error:
        only_steps(given, given, ["no"])
    listed = ", ".join(named[:12])
    assert str(error.value) == (
        f"expected STEPS to name steps of the film: {listed}{more}; got 'no'"
    )


@pytest.mark.parametrize(
    "wanted, expected",
    [
        (["out-2", "h"], ["h", "out-2"]),  # in the order of the film
        (["b..out", "a"], ["a", "b", "c", "out-return", "out"]),
        (["a..b", "b..c", "b"], ["a", "b", "c"]),
    ],
)
def test_steps_by_their_names(told, wanted, expected):
    _, steps = told
    assert slugs(only_steps(steps, steps, wanted)) == expected
