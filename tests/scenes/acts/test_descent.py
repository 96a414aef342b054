"""An optimiser's step: what is told, what is written, what is seen."""

import numpy as np
import pytest

from network.recorder import record
from scenes.arrays.folding import folding
from scenes.film.film import Film
from scenes.reading.optimiser_steps import step_of
from scenes.words.naming import language
from tests.frames import drawn_at
from tests.legibility import faults_of
from tests.scenes.reading.test_optimiser_steps import (
    adagrad,
    adam,
    adam_in_place,
    adam_of_a_class,
    decayed,
    momentum,
    nesterov,
    rmsprop,
)
from tests.told import acts_of

G = np.array([[0.5, -2.0, 0.25], [1.0, 0.0, -0.125]])
W = np.linspace(-1, 1, 6).reshape(2, 3)
CALLS = (momentum, nesterov, adagrad, rmsprop, adam, adam_of_a_class, decayed)


def steps_of(call, w=W, g=G, spoken="en"):
    with language(spoken):
        acts = acts_of(call, w.copy(), g.copy())
    return [act for act in acts if act.kind == "descent"]


@pytest.mark.parametrize(
    "call, title, title_zh",
    [
        (momentum, "w: a step by momentum", "w：用动量走一步"),
        (nesterov, "w: a step by Nesterov", "w：用 Nesterov 动量走一步"),
        (adagrad, "w: a step by Adagrad", "w：用 Adagrad 走一步"),
        (rmsprop, "w: a step by RMSProp", "w：用 RMSProp 走一步"),
        (
            adam,
            "Adam: two memories decide how far w goes",
            "Adam：两个记忆决定 w 走多远",
        ),
        (decayed, "w shrinks, and takes a step", "w：先缩小，再走一步"),
    ],
)
def test_what_it_is_called(call, title, title_zh):
    first, second = steps_of(call)
    assert (first.title, second.title) == (title, title)
    assert second.haste < first.haste
    assert steps_of(call, spoken="zh")[0].title == title_zh


@pytest.mark.parametrize("call", CALLS)
def test_all_operations_of_it_are_shown_once(call):
    acts = acts_of(call, W.copy(), G.copy())
    numbers = [one.number for act in acts for one in act.operations]
    assert len(set(numbers)) == len(numbers)
    assert {act.kind for act in acts} <= {"descent", "begins"}


@pytest.mark.parametrize("call", CALLS)
def test_the_largest_change_is_told(call):
    (act, _) = steps_of(call)
    found = act.descent
    change = found.now.array - found.before.array
    row, column = divmod(int(np.abs(change).argmax()), 3)
    cell = f"{found.name}[{row}, {column}]"
    now = f"{found.now.array[row, column]:.5f}".replace("-", "−")
    assert act.outcome.startswith(f"{cell} goes from ")
    assert act.outcome.endswith(f" to {now}, the largest change.")
    assert act.turns.end < act.outcome_at < act.seconds


def of_rate_one(w, g):
    mem = np.zeros_like(w)
    mem += g * g
    w -= g / np.sqrt(mem + 1e-8)
    return w


def of_a_memory_over_another(w, g):
    mem, sizes = np.zeros_like(w), np.zeros_like(w)
    mem = 0.9 * mem + 0.1 * g
    sizes = 0.9 * sizes + 0.1 * g * g
    w = w - mem / (np.sqrt(sizes) + 1e-8)
    return w


def of_half_a_memory(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + g
    w = w - 0.5 * v
    return w


def of_a_memory_and_more(w, g):
    v = np.zeros_like(w)
    v = 0.9 * v + g
    w = w - (v + 0.5 * g)
    return w


LINES = {
    of_a_memory_and_more: [
        "v[0, 1] = 0.9 × 0.0000 + (−2.0000) = −2.0000",
        "step = −(−2.0000) − 0.5 × (−2.0000) = 3.0000",
        "w[0, 1] = −0.60000 + 3.0000 = 2.40000",
    ],
    of_a_memory_over_another: [
        "mem[0, 1] = 0.9 × 0.0000 + 0.1 × (−2.0000) = −0.2000",
        "sizes[0, 1] = 0.9 × 0.0000 + 0.1 × (−2.0000)² = 0.4000",
        "step = −(−0.2000) ÷ √0.4000 = 0.3162",
        "w[0, 1] = −0.60000 + 0.3162 = −0.28377",
    ],
    of_half_a_memory: [
        "v[0, 1] = 0.9 × 0.0000 + (−2.0000) = −2.0000",
        "step = −0.5 × (−2.0000) = 1.0000",
        "w[0, 1] = −0.60000 + 1.0000 = 0.40000",
    ],
    nesterov: [
        "v[0, 1] = 0.9 × 0.0000 − 0.1 × (−2.0000) = 0.2000",
        "step = −0.9 × 0.0000 + 1.9 × 0.2000 = 0.3800",
        "w[0, 1] = −0.60000 + 0.3800 = −0.22000",
    ],
    momentum: [
        "v[0, 1] = 0.9 × 0.0000 − 0.1 × (−2.0000) = 0.2000",
        "w[0, 1] = −0.60000 + 0.2000 = −0.40000",
    ],
    adagrad: [
        "mem[0, 1] = 0.0000 + (−2.0000)² = 4.0000",
        "step = −0.1 × (−2.0000) ÷ √4.0000 = 0.1000",
        "w[0, 1] = −0.60000 + 0.1000 = −0.50000",
    ],
    of_rate_one: [
        "mem[0, 1] = 0.0000 + (−2.0000)² = 4.0000",
        "step = −(−2.0000) ÷ √4.0000 = 1.0000",
        "w[0, 1] = −0.60000 + 1.0000 = 0.40000",
    ],
    decayed: ["w[0, 1] = 0.995 × (−0.60000) − 0.5 × (−2.0000) = 0.40300"],
}


@pytest.mark.parametrize("call", LINES)
def test_the_sums_are_written_out(call):
    player = player_of(call)
    player.show(player.act.seconds)
    texts = [label.text for label in player.lines]
    assert [text.replace("-", "−") for text in texts] == LINES[call]


def player_of(call, w=W, g=G):
    shots = Film(record(call, w.copy(), g.copy())).shots
    return next(one.player for one in shots if one.player.act.kind == "descent")


def test_young_memories_are_raised_in_the_account():
    player = player_of(adam)
    player.show(player.act.seconds)
    step = player.lines[2].text
    assert "÷ 0.1) ÷ √(" in step and "÷ 0.001)" in step
    assert step.startswith("step = −0.01 × (")


@pytest.mark.parametrize("call", CALLS)
def test_what_stands_where_and_when(call):
    player = player_of(call)
    found, laid = player.act.descent, folding((2, 3))
    player.show(1.0)
    assert all(new.revealed == 0 for _, new in player.pairs)
    assert [label.opacity for label in player.lines[1:]] == [0.0] * (
        len(player.lines) - 1
    )
    player.show(player.act.seconds)
    before, now = player.pairs[-1]
    np.testing.assert_array_equal(before.values.array, laid(found.before.array))
    np.testing.assert_array_equal(now.values.array, laid(found.now.array))
    assert now.revealed == 6 and before.opacity == 0
    np.testing.assert_array_equal(player.still[0].values.array, laid(G))
    for (old, new), memory in zip(player.pairs, found.memories):
        np.testing.assert_array_equal(old.values.array, laid(memory.before.array))
        np.testing.assert_array_equal(new.values.array, laid(memory.now.array))
    if player.has_step:
        shown = player.pairs[-2][1].values.array
        np.testing.assert_allclose(
            shown, step_of(found) - (1 - found.keeps) * found.before.array, atol=1e-9
        )
    boxes = [player.still[0].box, *(new.box for _, new in player.pairs)]
    for left, right in zip(boxes, boxes[1:]):
        assert left.right < right.left
    assert boxes[0].left >= player.stage.left and boxes[-1].right <= player.stage.right


@pytest.mark.parametrize(
    "call, marked",
    [
        (momentum, ["0.9 * v - 0.1 * g", "w += v"]),
        (
            adagrad,
            [
                "mem += g * g",
                "-0.1 * g / np.sqrt(mem + 1e-8)",
                "w += -0.1 * g / np.sqrt(mem + 1e-8)",
            ],
        ),
        (
            adam_in_place,
            [
                "m += 0.1 * g",
                "v += 0.001 * g * g",
                "rate * m / (np.sqrt(v) + 1e-8)",
                "w -= rate * m / (np.sqrt(v) + 1e-8)",
            ],
        ),
    ],
)
def test_what_a_line_of_the_account_is_of_is_marked(call, marked):
    (act, *_) = steps_of(call)
    (source,) = record(call, W.copy(), G.copy()).sources.values()
    lines = source.splitlines()
    texts = [
        lines[one.mark.line - 1][one.mark.column : one.mark.end_column]
        for one in act.lit
    ]
    assert texts == marked
    assert [one.second for one in act.lit] == [0.0, *act.turns.starts[1:]]


@pytest.mark.parametrize("call", [adam, adam_in_place])
def test_each_statement_is_lit_in_its_turn(call):
    (act, _) = steps_of(call)
    lines = [lit.statement.line for lit in act.lit]
    assert lines == sorted(lines) and len(set(lines)) >= 3
    seconds = [lit.second for lit in act.lit]
    assert seconds == sorted(seconds) and seconds[-1] < act.turns.end


@pytest.mark.parametrize(
    "w, g",
    [
        (W, G * 0),
        (W, G * np.nan),
        (W, G * np.inf),
        (np.ones(1), np.ones(1)),
        (np.ones((300, 200)), np.ones((300, 200))),
        (np.ones((2, 3, 4, 5)), np.full((2, 3, 4, 5), -1e-9)),
        (np.arange(100.0), np.arange(100.0)),
    ],
)
@pytest.mark.parametrize("call", [momentum, adam, decayed])
def test_odd_arrays_are_told_or_left_alone(call, w, g):
    with np.errstate(all="ignore"):
        acts = steps_of(call, w, g)
    for act in acts:
        assert "nan" not in act.outcome and act.caption


@pytest.mark.parametrize("call", [adam, decayed])
def test_it_can_be_read(call):
    film = Film(record(call, W.copy(), G.copy()))
    shot = next(one for one in film.shots if one.player.act.kind == "descent")
    for seconds in (0.0, 5.0, shot.seconds):
        frame = drawn_at(film, shot, seconds)
        assert faults_of(frame) == []
