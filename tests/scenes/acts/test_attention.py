"""Attention as one act: who looks at whom, and what is mixed."""

import re

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.words.naming import language
from tests import attentions as ways
from tests.attentions import MANY, K, Q, V
from tests.told import act_in, acts_of, kinds_of, player_of, told_of

X = np.linspace(-1, 1, 24).reshape(4, 6) ** 3


@pytest.mark.parametrize(
    "call, kinds",
    [
        (ways.plain, ["attention"]),
        (ways.scaled_in_one_line, ["attention"]),
        (ways.by_letters, ["attention"]),
        (ways.mask_added, ["triangle", "attention"]),
        (ways.mask_by_where, ["triangle", "attention"]),
        (ways.mask_written, ["attention"]),
        (ways.mask_in_place, ["attention"]),
    ],
)
def test_all_of_it_is_one_act(call, kinds):
    assert kinds_of(call, Q, K, V) == kinds


@pytest.mark.parametrize(
    "call", [ways.sums_of_other_rows, ways.scores_squared, ways.values_come_later]
)
def test_what_is_none_is_told_in_parts(call):
    assert "attention" not in kinds_of(call, Q, K, V)


def test_heads_are_told_together_and_each_operation_once():
    acts = acts_of(ways.split_in_calls, X, 2)
    assert [act.kind for act in acts] == ["rearrange", "attention", "rearrange"]
    shown = [operation.number for act in acts for operation in act.operations]
    assert sorted(shown) == list(range(len(shown)))
    assert acts[1].called == ("head 0", "head 1")


def two_layers(x):
    x = x + ways.plain(x, x, x)
    return x + ways.plain(x, x, x)


def test_each_layer_has_an_act_of_its_own():
    assert kinds_of(two_layers, Q).count("attention") == 2


@pytest.mark.parametrize(
    "spoken, told",
    [
        (
            "en",
            (
                "Attention: who looks at whom",
                "Each query meets every key; the scores become shares that add up "
                "to 1, in which the values are mixed.",
                "Each query meets every key; the scores become shares that add up "
                "to 1, in which the values are mixed. Query 3 looks most at key 3: "
                "0.64.",
                "attention",
                "(4, 2)  =  (4, 4) @ (4, 2)",
            ),
        ),
        (
            "zh",
            (
                "注意力：谁看谁",
                "每个查询与每个键比较；得分变成合计为 1 的份额，再按份额混合各个值。",
                "每个查询与每个键比较；得分变成合计为 1 的份额，再按份额混合各个值。"
                "查询 3 最看重键 3：0.64。",
                "注意力",
                "(4, 2)  =  (4, 4) @ (4, 2)",
            ),
        ),
    ],
)
def test_what_is_said(spoken, told):
    shares = ways.softmax(Q @ K.T / np.sqrt(3))
    assert shares[3].argmax() == 3
    act = act_in(spoken, "attention", ways.scaled_in_one_line, Q, K, V)
    expected = tuple(text.replace("0.64", f"{shares[3, 3]:.2f}") for text in told)
    assert told_of(act) == expected


def test_nobody_is_looked_at_most_where_all_are_alike():
    act = act_in("en", "attention", ways.plain, Q * 0, K, V)
    assert act.outcome == "Query 3 looks at 4 keys alike, 0.25 each."


def said_through(player):
    act = player.act
    return {player.words(second) for second in np.arange(0, act.seconds, 0.1)}


def test_the_first_query_is_told_with_its_numbers():
    player = player_of("attention", ways.scaled_in_one_line, Q, K, V)
    told = said_through(player)
    (compared,) = (text for text in told if text.startswith("Query 3 · key 0:"))
    numbers = [
        float(one) for one in re.findall(r"-?\d+\.\d+", compared.replace("−", "-"))
    ]
    expected = [Q[3, 0], K[0, 0], Q[3] @ K[0]]
    np.testing.assert_allclose(numbers, expected, atol=0.006)
    (mixed,) = (text for text in told if text.startswith("Output 3"))
    shares = ways.softmax(Q @ K.T / np.sqrt(3))[3]
    top = shares.argmax()
    expected = [shares[top], V[top, 0], shares @ V[:, 0]]
    numbers = [float(one) for one in re.findall(r"-?\d+\.\d+", mixed.replace("−", "-"))]
    np.testing.assert_allclose(numbers, expected, atol=0.006)
    assert "Each score ÷ 1.73." in told
    assert "The other 3 queries, each with shares of its own." in told


def test_masked_keys_are_counted():
    player = player_of("attention", ways.mask_added, Q, K, V)
    # The query that is told sees all; of the others the matrix is told.
    assert "Each score ÷ 2." in said_through(player)
    assert not any("Masked" in text for text in said_through(player))
    assert player.board.scores.columns[1][1].name_text == "÷ 2  masked"


def filled(plane):
    return plane.filled.tolist()


def test_one_query_goes_alone_and_then_the_others():
    player = player_of("attention", ways.plain, Q, K, V)
    board, turns = player.board, player.turns
    player.show(turns.starts[3])
    assert filled(board.shares) == filled(board.mixed) == [0, 0, 0, 0]
    assert filled(board.scores.columns[0][1]) == [0, 0, 0, 0]
    player.show(turns.starts[3] + 0.22 * turns.lengths[3])
    assert 0 < sum(filled(board.scores.columns[0][1])) < 4
    assert board.keys.marks and board.queries.marks == ((3, 0, 1, 3),)
    player.show(turns.together - 0.05)
    assert filled(board.shares) == [0, 0, 0, 4]
    assert filled(board.mixed) == [0, 0, 0, 2]
    player.show(turns.end)
    assert filled(board.shares) == [4] * 4 and filled(board.mixed) == [2] * 4


def test_cells_are_those_of_the_trace():
    player = player_of("attention", ways.mask_added, Q, K, V)
    board = player.board
    shares = ways.softmax(Q @ K.T / 2 + (1 - np.tri(4)) * -1e10)
    player.show(player.act.seconds)
    np.testing.assert_allclose(board.shares.values.array, shares)
    np.testing.assert_allclose(board.mixed.values.array, shares @ V)
    np.testing.assert_allclose(board.scores.bars.values.array, shares[3])
    for query in (0, 2):
        middle = player.turns.starts[query] + 0.01
        player.show(middle)
        shown = board.scores.columns[0][1].values.array[:, 0]
        assert any(np.allclose(shown, line) for line in Q @ K.T)


def test_the_query_passes_over_the_keys():
    player = player_of("attention", ways.plain, Q, K, V)
    board, start = player.board, player.turns.starts[3]
    places = []
    for share in (0.1, 0.18, 0.22, 0.25, 0.29):
        player.show(start + share * player.turns.lengths[3])
        assert board.scores.row.opacity == 1
        places.append(board.scores.row.box.top)
    assert places == sorted(places) and places[0] < board.keys.box.top
    player.show(player.turns.together + 0.1)
    assert board.scores.row.hidden
    np.testing.assert_array_equal(board.scores.row.values.array, Q[[3]])


@pytest.mark.parametrize(
    "call, arguments, called",
    [
        (ways.split_in_calls, (X, 3), ["head 1", "head 2"]),
        (ways.stacked, MANY, ["[0, 1]", "[0, 2]", "[1, 0]", "[1, 1]", "[1, 2]"]),
    ],
)
def test_other_heads_come_where_keys_and_values_were(call, arguments, called):
    player = player_of("attention", call, *arguments)
    board = player.board
    player.show(player.turns.end)
    beside = [plane for plane, _ in board.beside]
    assert all(plane.hidden for plane in beside) and not board.keys.hidden
    player.show(player.act.seconds)
    assert board.keys.hidden and board.values.hidden and board.scores.bars.hidden
    names = [plane.name_text for plane in beside]
    assert [name for name in names if name != "values, mixed"] == called
    for plane in beside:
        assert plane.opacity == 1 and plane.filled.sum() == plane.values.array.size
    shares = [one.values.array for one in beside if one.name_text != "values, mixed"]
    np.testing.assert_allclose(np.concatenate(shares).sum(axis=1), 1)


def over_statements(q, k, v):
    scores = q @ k.T
    scores = scores / 2.0
    shares = ways.softmax(scores)
    out = shares @ v
    return out


def test_the_statements_are_lit_one_after_the_other():
    ((step, act),) = [
        (film.steps[shot.step], shot.player.act)
        for film in [Film(record(over_statements, Q, K, V))]
        for shot in film.shots
        if shot.player.act.kind == "attention"
    ]
    assert step.slug == "out" and act.result_name == "out"
    lines = [
        act.lit_at(second, step.statement).statement.line for second in (0, 4, 5, 7.5)
    ]
    first = lines[0]
    assert [line - first for line in lines] == [0, 1, 2, 3]


def all_kinds():
    random = np.random.default_rng(0)
    yield ways.plain, [random.normal(size=(2, 1))] * 3
    yield ways.plain, [random.normal(size=(40, 16))] * 3  # no numbers, no bars
    yield ways.one_query, [Q, K, V]
    yield ways.plain, [np.arange(6).reshape(3, 2) % 3] * 3  # whole numbers
    yield ways.plain, [one.astype(np.float32) for one in (Q, K, V)]
    yield ways.plain, [1e3 * one for one in (Q, K, V)]
    yield ways.plain, [0 * one for one in (Q, K, V)]
    yield ways.stacked, [random.normal(size=(4, 12, 3, 2))] * 3  # 48 matrices


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_every_size_can_be_shown(spoken):
    for call, arguments in all_kinds():
        with language(spoken):
            player = player_of("attention", call, *arguments)
            stage = player.stage
            for share in (0, 0.2, 0.5, 0.8, 1):
                player.show(share * player.act.seconds)
                player.words(share * player.act.seconds)
                for part in player.parts:
                    if not part.hidden and part.box.width < 1900:
                        assert part.box.bottom <= stage.bottom + 1
                        assert part.box.right <= stage.right + 1


def two_heads(x):
    mixed = []
    for h in range(2):
        part = x[..., 3 * h : 3 * h + 3]
        shares = ways.softmax(part @ part.swapaxes(-1, -2))
        mixed.append(shares @ part)
    return mixed


@pytest.mark.parametrize(
    "examples, called",
    [
        (1, ["head 0", "head 1"]),
        (2, [f"example {one}, head {head}" for head in range(2) for one in range(2)]),
    ],
)
def test_one_example_alone_has_no_number(examples, called):
    x = np.linspace(-1, 1, examples * 24).reshape(examples, 4, 6) ** 3
    *_, act = acts_of(two_heads, x)
    assert list(act.called) == called
