"""A film that is too long: what is told of it, and in what time."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.choice import Choice
from scenes.film.chosen import chosen_steps
from scenes.film.condense import KEPT, condensed
from scenes.film.counted_loops import COUNTINGS, looped
from scenes.film.outline import outline, within
from scenes.film.step_lengths import (
    SHORTEST,
    SMALL,
    Told,
    in_seconds,
    in_time,
    least,
    seconds_of,
    usual,
)
from scenes.film.storyboard import film_steps
from scenes.reading.roles_once import known_roles
from scenes.words.naming import language
from tests import looping, short_networks
from tests.looping import X, Y


def kinds_of(steps):
    return [act.kind for step in steps for act in step.acts]


@pytest.fixture(scope="module")
def trained():
    trace = looping.training(30)
    return trace, film_steps(trace)


def test_a_film_that_is_short_enough_is_told_as_it_is(trained):
    trace, steps = trained
    assert condensed(trace, steps, seconds_of(steps)) == steps


@pytest.mark.parametrize("seconds", [60, 100, 180])
def test_a_long_film_has_the_length_that_is_asked_for(trained, seconds):
    trace, steps = trained
    told = condensed(trace, steps, seconds)
    assert seconds_of(told) <= seconds
    assert all(seconds_of([step]) >= SHORTEST - 1e-6 for step in told)


def test_first_second_last_and_a_counter_for_the_others(trained):
    trace, steps = trained
    told = chosen_steps(trace, steps, Choice(), longest=150.0)
    passes = [step.within for step in told if step.within]
    assert list(dict.fromkeys(passes)) == [("t = 0",), ("t = 1",), ("t = 29",)]
    (counter,) = [one for step in told for one in step.acts if one.kind == "counter"]
    assert (counter.first, counter.last) == (2, 28)
    first, second = (
        seconds_of([step for step in told if step.within == (name,)])
        for name in ("t = 0", "t = 1")
    )
    assert first > 1.5 * second


def test_every_operation_is_told_or_counted(trained):
    trace, steps = trained
    told = condensed(trace, steps, 60)
    shown = {one.number for step in told for act in step.acts for one in act.operations}
    first = [one.number for one in trace.steps[0].operations]
    passes = [
        {
            one.number
            for step in trace.steps[begin : begin + 4]
            for one in step.operations
        }
        for begin in (1, 5, 1 + 4 * 29)
    ]
    assert set(first).union(*passes) <= shown


def test_a_loop_is_counted_less_where_what_is_left_of_it_just_fits():
    trace = looping.training(8)
    top = outline(trace, film_steps(trace), by_rounds=True)
    first = looped(top, known_roles(trace), 40.0, COUNTINGS[0])
    seconds = least(first) / KEPT
    assert seconds * KEPT == least(first)  # to the last digit
    exactly, more, less = (
        kinds_of(condensed(trace, film_steps(trace), one))
        for one in (seconds, seconds + 0.01, seconds - 0.01)
    )
    assert exactly == more and len(less) < len(exactly)


LAYERS = 10 * np.ones((2, 3)) + np.arange(6.0).reshape(2, 3)


@pytest.mark.parametrize(
    "kinds, alone, counted",
    [
        ("mmmmmmmmmm", (0, 1, 9), [(2, 8)]),
        ("mmmmbmmmmmtmmmmm", (0, 1, 4, 10, 15), [(2, 3), (5, 9), (11, 14)]),
        ("mmmmmmmmb", (0, 1, 8), [(2, 7)]),
        ("mbmbmbmbmb", (0, 1, 9), [(2, 8)]),
        ("mbt", (0, 1, 2), []),
    ],
)
def test_passes_that_do_something_new_are_told(kinds, alone, counted):
    trace = record(looping.through_layers, LAYERS, kinds)
    steps = film_steps(trace)
    top = outline(trace, steps)
    told = looped(top, known_roles(trace), 5.0)
    acts = [act for one in told for act in one.step.acts]
    between = [act for act in acts if act.kind in ("counter", "strip")]
    assert [(act.first, act.last) for act in between] == counted
    shown = {
        place.index
        for one in told
        if not one.is_fixed
        for place in one.leaf.place.chain()
        if place.loop is not None
    }
    assert shown == set(alone)


def with_another_end(x, many):
    """The third pass has a statement of its own, of ten or of nine."""
    for k in range(4):
        x = x * 1.5
        x = x + 0.5
        x = x * 0.5
        x = x - 1.5
        x = x * 2.5
        x = x + 2.5
        x = x * 3.5
        x = x - 3.5
        if many:
            x = x * 4.5
        if k == 2:
            x = x + 4.5
        else:
            x = x - 4.5
    return x


@pytest.mark.parametrize("many, counted", [(True, [(1, 3)]), (False, [(1, 1), (3, 3)])])
def test_where_time_is_short_a_tenth_that_is_new_is_not_enough(many, counted):
    trace = record(with_another_end, np.ones(3), many)
    top = outline(trace, film_steps(trace))
    told = looped(top, known_roles(trace), 5.0, COUNTINGS[-1])
    acts = [act for one in told if one.is_fixed for act in one.step.acts]
    assert [(act.first, act.last) for act in acts] == counted


def test_a_loop_is_told_whole_where_there_is_just_time_enough():
    """One that hands on a state only where it is told in half of the seconds."""
    for trace, share in ((looping.training(8), 1), (looping.recurring(), 2)):
        steps = film_steps(trace)
        top, roles = outline(trace, steps), known_roles(trace)
        whole = sum(map(usual, looped(top, roles, 1e6)))
        for seconds, is_whole in ((whole * share, True), (whole * share - 0.1, False)):
            told = looped(top, roles, seconds)
            assert (sum(one.is_fixed for one in told) == 0) == is_whole


def test_no_act_takes_longer_than_it_does_by_itself():
    (step, *_) = film_steps(looping.training(2))
    half = in_seconds(step, seconds_of([step]) / 2)
    assert [act.haste for act in half.acts] == [0.5] * len(step.acts)
    for seconds in (seconds_of([step]), 3 * seconds_of([step])):
        told = in_seconds(half, seconds)
        assert [act.haste for act in told.acts] == [1.0] * len(step.acts)


def test_what_a_later_pass_does_first_is_told_as_the_first_of_its_kind():
    trace = record(looping.through_layers, LAYERS, "mmbtm")
    told = looped(outline(trace, film_steps(trace)), known_roles(trace), 5.0)
    fast = [(one.step.acts[0].kind, one.is_fast) for one in told]
    again = [is_fast for kind, is_fast in fast if kind != "arrive"]
    assert again == [False, True, False, False, True]


def test_what_is_small_is_hastened_before_what_is_not():
    trace = looping.training(3)
    steps = [one for one in film_steps(trace) if one.acts[0].haste == 1]
    told = [Told(leaf, leaf.step) for leaf in outline(trace, steps).leaves()]
    whole = seconds_of(steps)
    shares = [
        (max(act.seconds for act in step.acts), seconds_of([step]) / seconds_of([one]))
        for one, step in zip(steps, in_time(told, whole - 1.0))
    ]
    assert {share for seconds, share in shares if seconds >= SMALL} == {1.0}
    assert all(share < 1 for seconds, share in shares if seconds < SMALL)


def test_outer_loops_are_counted_before_inner_ones():
    trace = record(looping.nested, np.ones((6, 3, 2)))
    steps = film_steps(trace)
    told = condensed(trace, steps, 0.4 * seconds_of(steps))
    (strip,) = [one for step in told for one in step.acts if one.kind == "strip"]
    assert strip.labels == tuple(f"i = {count}" for count in range(6))


@pytest.mark.parametrize("longest, is_told_again", [(100.0, False), (180.0, True)])
def test_of_loops_in_a_loop_the_first_pass_is_told_before_any_again(
    longest, is_told_again
):
    x, y = np.random.default_rng(2).normal(size=(6, 2, 1)), np.full((3, 1), 0.5)
    trace = record(looping.trained_in_time, x, y)
    told = chosen_steps(trace, film_steps(trace), Choice(), longest=longest)
    assert seconds_of(told) <= longest
    seconds: dict[str, float] = {}
    for step in told:
        key = step.within[0] if step.within else ""
        seconds[key] = seconds.get(key, 0) + seconds_of([step])
    assert "round = 1" not in seconds
    assert ("round = 7" in seconds) == is_told_again
    assert seconds["round = 0"] > 3 * seconds.get("round = 7", 0)
    strips = [
        seconds_of([step]) for step in told for one in step.acts if one.kind == "strip"
    ]
    if is_told_again:
        assert strips[-1] < 0.7 * strips[0]  # what was seen goes faster


@pytest.mark.parametrize("share, is_counted", [(0.5, False), (0.2, True)])
def test_short_loops_are_only_counted_where_time_is_short(share, is_counted):
    trace = looping.training(4)
    steps = film_steps(trace)
    told = condensed(trace, steps, share * seconds_of(steps))
    counters = [one for step in told for one in step.acts if one.kind == "counter"]
    assert [(one.first, one.last) for one in counters] == [(1, 3)] * is_counted
    # What the first pass computes is told, all of it.
    shown = {one.step for step in told for act in step.acts for one in act.operations}
    assert {1, 2, 3} <= shown


def test_what_a_statement_does_over_and_over_is_gathered():
    def said(hots):
        numbers = [int(np.argmax(one)) for one in hots]
        for _ in range(3):
            hots = [one * 0.5 for one in hots]
        return numbers, hots

    trace = record(said, list(np.eye(9)))
    steps = film_steps(trace)
    whole, *_ = (one for one in steps if one.acts[0].kind == "pick")
    assert [one.kind for one in whole.acts] == ["pick"] * 9
    told = condensed(trace, steps, 0.6 * seconds_of(steps))
    first, *_ = (one for one in told if one.acts[0].kind == "pick")
    assert [one.kind for one in first.acts] == ["pick", "pick", "passage"]
    assert first.acts[-1].operations == tuple(
        one for act in whole.acts[2:] for one in act.operations
    )


def test_what_a_statement_does_in_rounds_is_gathered():
    """max(x) takes a number out of x and compares it, again and again."""

    def largest(x):
        size = max(x * x)
        for _ in range(3):
            x = x / size
        return x

    trace = record(largest, np.array([3.0, 1, 2, 4, 0, 5, 7, 6]))
    steps = film_steps(trace)
    told = condensed(trace, steps, 0.6 * seconds_of(steps))
    first, *_ = (one for one in told if one.acts[-1].kind == "passage")
    kinds = [one.kind for one in first.acts]
    assert kinds[-6:] == ["fetch", *["fetch", "arithmetic"] * 2, "passage"]
    last = first.acts[-1]
    assert [one.name for one in last.passed] == [
        name for at in range(3, 8) for name in (f"x * x[{at}]", "")
    ]
    assert last.outcome == "The last is false."


@pytest.mark.parametrize("seconds", [18, 24, 30, 41, 50])
def test_a_film_of_one_statement_tells_the_first_of_it(seconds):
    """Not all of it in one act of a few seconds."""
    rng = np.random.default_rng(3)
    x, w = rng.normal(size=(5, 3)), rng.normal(size=(4, 3))
    trace = record(short_networks.in_one_line, x, w)
    steps = film_steps(trace)
    told = condensed(trace, steps, seconds)
    assert 0.8 * seconds < seconds_of(told) <= seconds
    kinds = [act.kind for act in told[-1].acts]
    assert kinds[:3] == ["fetch", "fetch", "batch_product"]
    assert kinds.index("passage") == len(kinds) - 1
    assert told[-1].acts[-1].result is steps[-1].acts[-1].result


def answered(w, x):
    return np.tanh(x @ w)


def costs_of(candidates, x, y):
    return np.array([np.mean((answered(w, x) - y) ** 2) for w in candidates])


def test_what_is_done_with_what_each_call_gives_belongs_to_its_pass():
    rng = np.random.default_rng(0)
    given = rng.normal(size=(9, 3, 2)), rng.normal(size=(4, 3)), rng.normal(size=(4, 2))
    trace = record(costs_of, *given)
    steps = film_steps(trace)
    (rounds,) = (
        one
        for one in outline(trace, steps, by_rounds=True).nodes
        if hasattr(one, "passes")
    )
    assert len(rounds.passes) == 9
    kinds = [kinds_of([leaf.step for leaf in one.leaves()]) for one in rounds.passes]
    assert kinds[1] == [*kinds[-1], "loss", "fetch"]
    calls = [one for one in outline(trace, steps).nodes if hasattr(one, "passes")]
    assert [len(one.passes) for one in calls] == [1] * 9
    told = condensed(trace, steps, 0.4 * seconds_of(steps))
    (counter,) = (one for step in told for one in step.acts if one.kind == "counter")
    assert (counter.first, counter.last) == (2, 7)
    assert kinds_of(told).count("loss") == 3  # of the first two and of the last


def shared_in_the_next_pass(x, passes):
    for r in range(3):
        total = 1.0
        for k in range(passes):
            y = x / total
            x = np.exp(y * 2)
            total = x.sum()
    return y


@pytest.mark.parametrize(
    "passes, places",
    [
        # From the first pass to the last is all of the loop.
        (2, [("r = {}",)]),
        (3, [("r = {}", "k = 1"), ("r = {}", "k = 2")]),
        (4, [("r = {}", "k = 1"), ("r = {}", "k = 2"), ("r = {}", "k = 3")]),
    ],
)
def test_what_goes_on_in_the_next_pass_stands_where_it_ends(passes, places):
    assert places_of_softmaxes(shared_in_the_next_pass, passes) == [
        tuple(one.format(r) for one in place) for r in range(3) for place in places
    ]


def places_of_softmaxes(call, *given):
    trace = record(call, np.array([0.5, 0.25, 0.125]), *given)
    return [
        within(leaf.place)
        for leaf in outline(trace, film_steps(trace)).leaves()
        if [act.kind for act in leaf.step.acts] == ["softmax"]
    ]


def test_what_begins_before_a_loop_or_ends_after_it_stands_around_it():
    def shared(x):
        x = np.exp(x)
        total = x.sum()
        for k in range(3):
            y = x / total
            x = np.exp(y * 2)
            total = x.sum()
        y = x / total
        return y

    assert places_of_softmaxes(shared) == [(), ("k = 1",), ("k = 2",), ()]


def test_two_loops_one_after_the_other_are_two():
    def doubled_and_counted(x):
        for _ in range(2):
            x = x * 2
        for _ in range(3):
            x = x + 1
        return x

    trace = record(doubled_and_counted, np.ones(3))
    nodes = outline(trace, film_steps(trace)).nodes
    assert [len(one.passes) for one in nodes if hasattr(one, "passes")] == [2, 3]


class Dense:
    def __init__(self, draw):
        self.w = draw(size=(3, 3))
        self.b = np.zeros(3)

    def __call__(self, x):
        return np.tanh(x @ self.w + self.b)


def four_layers(x):
    draw = np.random.default_rng(0).normal
    first = Dense(draw)
    second = Dense(draw)
    third = Dense(draw)
    fourth = Dense(draw)
    return fourth(third(second(first(x))))


def three_and_weights(x):
    draw = np.random.default_rng(0).normal
    first = Dense(draw)
    second = Dense(draw)
    third = Dense(draw)
    w = draw(size=(3, 3))
    return third(second(first(x))) @ w


def three_layers(x):
    draw = np.random.default_rng(0).normal
    first = Dense(draw)
    second = Dense(draw)
    third = Dense(draw)
    return third(second(first(x)))


@pytest.mark.parametrize(
    "call, together",
    [
        (four_layers, ["w", "b", "w", "b", "w", "b"]),
        (three_and_weights, ["w", "b", "w", "b", "w"]),
        (three_layers, []),  # four are not many
    ],
)
def test_layers_that_begin_as_others_did_go_together(call, together):
    trace = record(call, np.ones((2, 3)))
    steps = film_steps(trace)
    told = condensed(trace, steps, 0.6 * seconds_of(steps))
    kinds = kinds_of(told)
    assert kinds[:3] == ["begins", "begins", "passage" if together else "begins"]
    passages = [one for step in told for one in step.acts if one.kind == "passage"]
    assert [one.name for act in passages for one in act.passed] == together


def test_steps_that_matter_less_go_together():
    trace = looping.training(4)
    steps = film_steps(trace)
    told = condensed(trace, steps, 15.0)
    assert "passage" in kinds_of(told) and len(told) < len(steps)


def test_a_recurrent_loop_is_a_strip():
    trace = looping.recurring(9)
    steps = film_steps(trace)
    told = condensed(trace, steps, 0.4 * seconds_of(steps))
    assert "strip" in kinds_of(told) and "counter" not in kinds_of(told)


@pytest.mark.parametrize("longest", [20.0, 60.0])
def test_slugs_are_different_and_say_the_pass(trained, longest):
    trace, steps = trained
    slugs = [one.slug for one in chosen_steps(trace, steps, Choice(), longest=longest)]
    assert len(set(slugs)) == len(slugs)
    assert all(
        slug.startswith(("t0-", "t1-", "t29-", "passes-", "w", "losses"))
        for slug in slugs
    )


def test_a_film_that_is_not_long_keeps_its_slugs_and_lengths(trained):
    trace, steps = trained
    told = chosen_steps(trace, steps, Choice(), longest=None)
    assert [one.slug for one in told] == [one.slug for one in steps]
    assert seconds_of(told) == seconds_of(steps)


def test_it_tells_the_same_steps_in_every_language(trained):
    trace, _ = trained
    told = set()
    for code in ("en", "zh"):
        with language(code):
            steps = condensed(trace, film_steps(trace), 90)
            told.add(tuple((step.slug, *kinds_of([step])) for step in steps))
    assert len(told) == 1


# What is chosen


@pytest.mark.parametrize(
    "choice, expected",
    [
        (Choice(iteration="2"), {("t = 1",)}),
        (Choice(iteration="-1"), {("t = 29",)}),
        (Choice(iteration="t=7"), {("t = 7",)}),
        (Choice(steps=("t3-error..t3-w",)), {("t = 3",)}),
        (Choice(steps=("error", "error-3")), {("t = 0",), ("t = 2",)}),
    ],
)
def test_only_what_is_chosen_is_told(trained, choice, expected):
    trace, steps = trained
    told = chosen_steps(trace, steps, choice, longest=180.0)
    assert {step.within for step in told if any(a.operations for a in step.acts)} == (
        expected
    )
    assert told[0].acts[0].haste == 1  # nothing has been seen before it


def test_only_the_calls_of_a_function():
    trace = record(looping.centred_rows, X)
    steps = film_steps(trace)
    told = chosen_steps(trace, steps, Choice(only="centred"), longest=None)
    assert {step.function for step in told} == {"centred"}
    assert len(told) < len(steps)
    trace = record(looping.over_rows, X)
    steps = film_steps(trace)  # each call is shown as a whole
    told = chosen_steps(trace, steps, Choice(only="inner"), longest=None)
    assert len(told) == 5 and {one.acts[0].kind for one in told} == {"curve"}


def test_calls_below_a_depth_are_one_step_each():
    trace = record(looping.centred_rows, X)
    steps = film_steps(trace)
    told = chosen_steps(trace, steps, Choice(depth=0), longest=None)
    assert {step.function for step in told} == {"centred_rows"}
    calls = [step.acts[0] for step in told if step.acts[0].kind == "passage"]
    assert [one.title for one in calls] == ["centred(row) in one step"] * 5
    middle = X[2].sum() / 3.0
    np.testing.assert_array_equal(calls[2].result.array, [X[2] - middle, X[2] + middle])


@pytest.mark.parametrize(
    "choice, told",
    [
        (Choice(only="other"), "expected ONLY to name a function"),
        (Choice(iteration="31"), "for t in range(rounds) (30 passes)"),
        (Choice(iteration="k=3"), "got k=3"),
        (Choice(steps=("nothing",)), "got 'nothing'"),
        (Choice(steps=("error-3..error",)), "error comes before error-3"),
    ],
)
def test_what_is_not_there_is_told(trained, choice, told):
    trace, steps = trained
    with pytest.raises(Exception, match="expected") as raised:
        chosen_steps(trace, steps, choice, longest=None)
    assert told in str(raised.value) and "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "function, arguments",
    [
        (looping.adjusted_in_place, (np.full((3, 1), np.nan), X, Y)),
        (looping.adjusted_in_place, (np.zeros((3, 1), np.float32), X, Y)),
        (looping.counted, (np.array(2.0), 9)),
        (looping.counted, (np.full(2, np.inf), 9)),
        (looping.counted, (np.zeros((2, 3, 4)), 9)),
        (looping.counted, (np.full((9, 784), 0.25), 7)),
        (looping.branching, (np.ones(2),)),
        (looping.branching, (np.ones(1, dtype=int),)),
        (looping.until, (np.ones((1, 1)),)),
        (looping.comprehended, ([np.ones(2)] * 9,)),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_odd_loops_are_condensed(function, arguments):
    trace = record(function, *arguments)
    steps = film_steps(trace)
    for share in (0.2, 0.6):
        told = condensed(trace, steps, share * seconds_of(steps))
        assert told and seconds_of(told) < seconds_of(steps)
        assert all(step.caption and "{" not in step.caption for step in told)
