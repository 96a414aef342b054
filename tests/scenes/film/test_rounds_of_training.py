"""Which rounds of a training are shown, which line is lit, and what is refused."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.rounds_of_training import rounds_steps
from scenes.reading.film_error import FilmError
from scenes.words.naming import language

X = np.array([[1.0, -2.0, 0.5], [0.25, 1.0, -1.0]])
Y = np.array([[0.5, 1.0, -1.0], [2.0, 0.0, 1.0]])


def weights():
    return np.array([[0.5, -0.25], [1.0, 0.75]])


def forward(w, x, y):
    return w @ x - y


def learn(w, x, y):
    w -= 0.1 * (w @ x - y) @ x.T


def learn_all(x, y, a, b, c, d, e=None):
    for w in (a, b, c, d) if e is None else (a, b, c, d, e):
        w -= 0.1 * (w @ x - y) @ x.T


def never_in_turn(x, y, a, b):
    a -= 0.1 * (a @ x - y) @ x.T
    a -= 0.1 * (a @ x - y) @ x.T
    b -= 0.1 * (b @ x - y) @ x.T
    b -= 0.1 * (b @ x - y) @ x.T


REFUSED = [
    (forward, (weights(), X, Y), "adjusts no weights by what it computes with them"),
    (learn, (weights(), X, Y), "adjusts w only once"),
    (learn_all, (X, Y, *map(np.copy, [X @ X.T] * 4)), "adjusts a, b, c, d only once"),
    (
        learn_all,
        (X, Y, *map(np.copy, [X @ X.T] * 5)),
        "adjusts a, b, c, d, ... only once",
    ),
    (
        never_in_turn,
        (X, Y, weights(), weights() + 1),
        "adjusts a, b, but never all of them in turn",
    ),
]


@pytest.mark.parametrize("call, arguments, instead", REFUSED)
def test_what_is_no_training_is_refused(call, arguments, instead):
    with pytest.raises(FilmError) as error:
        rounds_steps(record(call, *arguments))
    assert str(error.value) == (
        "expected a trace in which a network learns over at least 2 rounds, but "
        f"{call.__name__} {instead}; record several rounds (matreel record --rounds "
        "20 train.py), or film this one with forward"
    )


def in_rounds(w, x, y, rounds):
    for _ in range(rounds):
        w -= 0.1 * (w @ x - y) @ x.T


def shown(rounds):
    """[(slug, after which rounds the weights are shown)] of a training."""
    return [
        (step.slug, step.acts[0].rounds)
        for step in rounds_steps(record(in_rounds, weights(), X, Y, rounds))
    ]


@pytest.mark.parametrize("rounds", [2, 3, 4, 5])
def test_the_first_of_few_rounds_is_not_shown_on_its_own(rounds):
    all_of_them = tuple(range(rounds + 1))
    assert shown(rounds) == [
        ("before-the-first-round", (0,)),
        *([("one-round", (0, 1))] if rounds >= 4 else []),
        ("rounds", all_of_them),
        ("trained", (rounds,)),
        ("what-changed", all_of_them),
    ]


def test_forty_eight_rounds_are_each_shown():
    assert dict(shown(48))["rounds"] == tuple(range(49))


@pytest.mark.parametrize("rounds, count", [(49, 42), (400, 48)])
def test_of_more_rounds_fewer_and_fewer_are_shown(rounds, count):
    """In equal steps of their logarithms from the tenth on, rounded."""
    found = dict(shown(rounds))["rounds"]
    later = [round(10 * (rounds / 10) ** (at / 37)) for at in range(38)]
    assert found == tuple(sorted({*range(11), *later}))
    assert len(found) == count


def adjust(w, x, y):
    slope = (w @ x - y) @ x.T
    w -= 0.1 * slope


def adjust_other(v, x, y):
    v -= 0.1 * (v @ x - y) @ x.T


def by_a_call(w, x, y):
    for _ in range(3):
        adjust(w, x, y)


def by_calls_in_turn(w, x, y):
    v = w + 1.0
    adjust(w, x, y)
    adjust_other(v, x, y)
    adjust(w, x, y)
    adjust_other(v, x, y)


def at_the_end(w, x, y):
    for _ in range(3):
        error = w @ x - y
        slope = error @ x.T
        w -= 0.1 * slope


def on_one_line(w, x, y):
    for _ in range(3): w -= 0.1 * (w @ x - y) @ x.T  # fmt: skip  # noqa: E701


def the_first_rests(w, x, y):
    v = np.array([[1.0, 0.5], [-0.5, 2.0]])
    for number in range(4):
        h = w @ x
        error = v @ h - y
        if number > 1:
            w -= 0.1 * v.T @ error @ x.T
        v -= 0.1 * error @ h.T


LIT = [
    (the_first_rests, "the_first_rests", "v -= 0.1 * error @ h.T"),
    (by_a_call, "by_a_call", "adjust(w, x, y)"),
    # No loop's own statement adjusts it.
    (by_calls_in_turn, "adjust", "w -= 0.1 * slope"),
    (at_the_end, "at_the_end", "w -= 0.1 * slope"),
    (on_one_line, "on_one_line", "w -= 0.1 * (w @ x - y) @ x.T"),
]


@pytest.mark.parametrize("call, function, line", LIT)
def test_the_statement_that_adjusts_is_lit_while_something_is_learnt(
    call, function, line
):
    trace = record(call, weights(), X, Y)
    for step in rounds_steps(trace):
        assert step.function.split(".")[-1] == function
        if step.slug in ("before-the-first-round", "trained"):
            assert step.statement is None
        else:
            lines = trace.sources[step.statement.file].splitlines()
            assert line in lines[step.statement.line - 1]


def kept(w, x, y):
    losses = []
    for _ in range(4):
        error = w @ x - y
        loss = (error**2).mean()
        losses.append(loss)
        w -= 0.1 * error @ x.T
    return losses


W = weights()
LOSSES = [f"{loss:.3f}" for loss in kept(W, X, Y)]
AFTER_ONE = weights()
learn(AFTER_ONE, X, Y)


def furthest(after):
    """(the cell that is furthest from its start, its number then, its number now)."""
    before = weights()
    cell = np.unravel_index(np.abs(after - before).argmax(), before.shape)
    numbers = (f"{one[cell]:+.3f}".replace("-", "−") for one in (before, after))
    return f"w[{cell[0]}, {cell[1]}]", *numbers


FIRST, LAST = furthest(AFTER_ONE), furthest(W)

SAID = {
    "en": [
        (
            "the start",
            "Before the first round",
            "4 numbers are adjusted in each round: w.",
        ),
        (
            "one round",
            "What one round changes",
            "The change alone: each number after the first round minus what it was. "
            f"Furthest from its start: {FIRST[0]}, from {FIRST[1]} to {FIRST[2]}.",
        ),
        (
            "all rounds",
            "Rounds 1 to 4 of 4",
            "Round by round; each array keeps its colours' scale to the end. loss "
            f"falls from {LOSSES[0]} in round 1 to {LOSSES[3]} in 4.",
        ),
        (
            "trained",
            "After the last round",
            f"loss falls from {LOSSES[0]} in round 1 to {LOSSES[3]} in 4.",
        ),
        (
            "what changed",
            "What learning changed",
            "Once more: each number minus what it was at the start. Furthest from its "
            f"start: {LAST[0]}, from {LAST[1]} to {LAST[2]}.",
        ),
    ],
    "zh": [
        ("开始", "第一轮之前", "每一轮都调整 4 个数：w。"),
        (
            "一轮",
            "一轮改变多少",
            "只看变化：第一轮之后的每个数减去原来的数。"
            f"离最初最远：{FIRST[0]}，从 {FIRST[1]} 到 {FIRST[2]}。",
        ),
        (
            "全部轮次",
            "第 1 至 4 轮，共 4 轮",
            "一轮接一轮；每个数组的颜色标度始终不变。"
            f"loss 从第 1 轮的 {LOSSES[0]} 降到第 4 轮的 {LOSSES[3]}。",
        ),
        (
            "训练完成",
            "最后一轮之后",
            f"loss 从第 1 轮的 {LOSSES[0]} 降到第 4 轮的 {LOSSES[3]}。",
        ),
        (
            "改变量",
            "学习改变了什么",
            "再看一遍：每个数减去最初的数。"
            f"离最初最远：{LAST[0]}，从 {LAST[1]} 到 {LAST[2]}。",
        ),
    ],
}


@pytest.mark.parametrize("spoken", SAID)
def test_what_is_said_of_four_rounds(spoken):
    with language(spoken):
        steps = rounds_steps(record(kept, weights(), X, Y))
    for step, wanted in zip(steps, SAID[spoken], strict=True):
        (act,) = step.acts
        assert (step.name, act.title, act.caption) == wanted
