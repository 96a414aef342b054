"""Rows times columns on one table: what is told, and what stands where."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.stage.label import Label
from scenes.stage.rack import Rack
from scenes.words.naming import language
from tests import product_networks as of
from tests.frames import drawn_at
from tests.legibility import faults_of
from tests.product_networks import normal
from tests.told import act_in, acts_of, kinds_of, player_of
from tests.truth_of_numbers import wrong_in_cells

KIND = "batch_product"
X, W, B = normal(3, 4), normal(4, 5), normal(5)


@pytest.mark.parametrize("call", of.SPELLINGS)
def test_each_spelling_is_one_act(call):
    assert kinds_of(call, X, W)[-1] == KIND


@pytest.mark.parametrize("call", of.AFFINE)
def test_with_its_bias_it_is_one_act(call):
    trace = record(call, X, W, B)
    (act,) = (
        shot.player.act for shot in Film(trace).shots if shot.player.act.kind == KIND
    )
    assert [one.number for one in act.operations] == [
        one.number for _, one in trace.operations()
    ]
    np.testing.assert_allclose(act.result.array, X @ W + B)
    assert (act.result_name, act.title) == ("z", "z: x × w + b")
    assert [one.name for one in act.operands] == ["x", "w", "b"]


def plain(x, w):
    z = x @ w
    return z


@pytest.mark.parametrize(
    "left, right, kind",
    [
        ((3, 4), (4, 1), "rows"),  # a column that rows tell better
        ((30, 4), (4, 1), KIND),
        ((3, 30), (30,), KIND),
        ((3, 784), (784, 1), "sheets"),
        ((100, 784), (784, 1), KIND),
        ((3, 1), (1, 4), "table"),
        ((30, 1), (1, 40), KIND),
        ((40, 1), (1, 784), KIND),
        ((1, 4), (4, 1), KIND),
        ((2, 3, 4), (2, 4, 5), KIND),
    ],
)
def test_where_another_act_tells_it_better(left, right, kind):
    assert kinds_of(plain, normal(*left), normal(*right)) == [kind]


@pytest.mark.parametrize(
    "call, left, right, bias, kinds",
    [
        (of.one_line, (4,), (4, 5), (5,), [KIND]),
        (of.one_line, (1, 4), (4, 5), (5,), [KIND]),
        (of.one_line, (3, 4), (4,), (1,), [KIND]),
        (of.one_line, (3, 4), (4, 1), (3, 1), ["rows", "join"]),
        (of.one_line, (784,), (784, 5), (5,), ["sheets", "join"]),
        (of.one_line, (3, 4), (4, 5), (3, 5), [KIND, "cells_combine"]),
        (of.two_products, (3, 4), (4, 5), (4, 5), [KIND, KIND, "cells_combine"]),
    ],
)
def test_rows_with_a_bias(call, left, right, bias, kinds):
    assert kinds_of(call, normal(*left), normal(*right), normal(*bias)) == kinds


def more_in_the_call(x, w, b):
    return np.tanh(x @ w + b)


def of_more(x, w, b):
    h = more_in_the_call(x, w, b)
    return h


def test_of_a_call_that_does_more_only_that_part():
    act, *others = acts_of(of_more, X, W, B)
    assert (act.kind, len(act.operations), len(others)) == (KIND, 2, 1)


def doubled(x):
    return x * 2.0


def of_doubled(x, w):
    wide = doubled(x)
    return wide @ w


def test_of_a_call_that_calls_another_both_are_told():
    def call(x, w):
        return of_doubled(x, w)

    assert kinds_of(call, normal(4, 3), normal(3, 5)) == ["cells_combine", KIND]


def test_a_bias_in_a_later_statement_lights_it_in_turn():
    (act,) = acts_of(of.two_lines, X, W, B)
    product, addition = act.lit
    assert product.statement.line + 1 == addition.statement.line
    assert act.lit_at(1.0, None) == product and product.second == 0
    assert act.lit_at(act.seconds, None) == addition
    assert addition.second == act.beats.others
    assert addition.shapes == "(3, 5)  =  (3, 5) + (5,)"


@pytest.mark.parametrize(
    "spoken, told",
    [
        (
            "en",
            [
                (
                    "h: x × w1 + b1",
                    "Each row of x meets each column of w1: 3 pairs, multiplied and "
                    "added up. Then b1 is added to each row.",
                ),
                (
                    "p: a × w2 + b2",
                    "Each row of a meets each column of w2: 5 pairs, multiplied and "
                    "added up. Then b2 is added to each row.",
                ),
                (
                    "gw2: the gradient of w2",
                    "One number for each of w2: what went in, a, times what comes "
                    "back, d, added up over all 4 rows.",
                ),
                (
                    "da: d sent back through w2",
                    "Each number of d goes back through w2, by the weights that made "
                    "it: one number for each of a.",
                ),
                (
                    "gw1: the gradient of w1",
                    "One number for each of w1: what went in, x, times what comes "
                    "back, dh, added up over all 4 rows.",
                ),
            ],
        ),
        (
            "zh",
            [
                (
                    "h：x × w1 + b1",
                    "x 的每行与 w1 的每列：3 对数相乘，再全部相加。再给每行加上 b1。",
                ),
                (
                    "p：a × w2 + b2",
                    "a 的每行与 w2 的每列：5 对数相乘，再全部相加。再给每行加上 b2。",
                ),
                (
                    "gw2：w2 的梯度",
                    "w2 的每个数对应一个数：输入 a 乘以传回的 d，对全部 4 行求和。",
                ),
                (
                    "da：d 经 w2 传回",
                    "d 的每个数沿产生它的权重经 w2 传回：a 的每个数得到一个数。",
                ),
                (
                    "gw1：w1 的梯度",
                    "w1 的每个数对应一个数：输入 x 乘以传回的 dh，对全部 4 行求和。",
                ),
            ],
        ),
    ],
)
def test_what_is_told(spoken, told):
    with language(spoken):
        acts = [act for act in acts_of(of.batch, *of.ROWS) if act.kind == KIND]
    assert [(act.title, act.lead) for act in acts] == told


@pytest.mark.parametrize(
    "left, right, told",
    [
        ((3, 30), (30,), "Each row of x meets w: 30 pairs, multiplied and added up."),
        ((3, 1), (1, 30), "Each number of x times each of w."),
        ((1, 4), (4, 5), "x meets each column of w: 4 pairs, multiplied and added up."),
        ((4,), (4,), "x meets w: 4 pairs, multiplied and added up."),
    ],
)
def test_what_is_told_of_one_line(left, right, told):
    (act,) = acts_of(plain, normal(*left), normal(*right))
    assert act.lead == told or act.kind == "rows"


def of_a_dictionary(x, network):
    z = x @ network["a_layer"]["attention"]["weights"]
    return z


def of_what_has_no_name(x, w):
    z = np.maximum(x * 2.0 - 1.0, 0.0 * x + 0.5) @ w
    return z


def test_long_names_are_cut():
    network = {"a_layer": {"attention": {"weights": W}}}
    (act,) = (act for act in acts_of(of_a_dictionary, X, network) if act.kind == KIND)
    assert act.title.replace('"', "'") == "z: x × …['attention']['weights']"
    *_, act = acts_of(of_what_has_no_name, X, W)
    assert act.title == "z: np.maximum(x * 2.0 - 1.0, 0… × w"


@pytest.mark.parametrize(
    "x, w, outcome",
    [
        (
            [[1.0, 2.0], [0.0, -3.0]],
            [[1.0, 0.0], [0.0, 5.0]],
            "Furthest from 0: z[1, 1] = −15.000.",
        ),
        ([[0.0, 0.0], [0.0, 0.0]], [[1.0, 0.0], [0.0, 5.0]], "All of it is 0."),
        (
            [[np.nan, 0.0], [1.0, 0.0]],
            [[1.0, 0.0], [0.0, 5.0]],
            "2 of 4 are no numbers.",
        ),
        (
            [[np.inf, 0.0], [1.0, 0.0]],
            [[1.0, 1.0], [2.0, 5.0]],
            "Furthest from 0: z[0, 0] = inf.",
        ),
    ],
)
def test_the_outcome_is_read_off_the_result(x, w, outcome):
    (act,) = acts_of(plain, np.array(x), np.array(w))
    assert act.outcome.replace("+", "") == outcome
    assert act.caption == f"{act.lead} {act.outcome}"
    assert act.outcome_at == act.beats.stacked < act.seconds


def test_each_number_stands_right_of_its_row_and_below_its_column():
    player = player_of(KIND, plain, X, W)
    table = player.table
    np.testing.assert_array_equal(table.left.values.array, X)
    np.testing.assert_array_equal(table.right.values.array, W)
    np.testing.assert_array_equal(table.final.values.array, X @ W)
    for row in range(3):
        own, made = table.left.cell_box(row, 0), table.sums.cell_box(row, 0)
        assert (own.top, own.height) == pytest.approx((made.top, made.height))
    for column in range(5):
        above, made = table.right.cell_box(0, column), table.sums.cell_box(0, column)
        assert (above.left, above.width) == pytest.approx((made.left, made.width))
    assert table.left.box.right < table.sums.box.left
    assert table.right.box.bottom < table.sums.box.top


def filled(player, second):
    player.show(second)
    return player.table.sums.filled.tolist()


def test_one_sum_goes_first_then_its_row_then_all_others():
    player = player_of(KIND, plain, X, W)
    beats = player.act.beats
    assert filled(player, beats.added - 0.1) == [0, 0, 0]
    assert filled(player, beats.landed) == [1, 0, 0]
    assert filled(player, beats.line) == [5, 0, 0]
    between = filled(player, (beats.line + beats.others) / 2)
    assert between[0] == 5 and 0 < sum(between[1:]) < 10
    assert filled(player, beats.others) == [5, 5, 5]
    player.show(beats.landed - 0.1)
    assert player.table.left.marks == ((0, 0, 1, 4),)
    assert player.table.right.marks == ((0, 0, 4, 1),)
    player.show(player.act.seconds)
    assert player.table.left.marks == player.table.sums.marks == ()


def test_of_columns_one_column_goes_first():
    player = player_of(KIND, of.by_columns, normal(3, 4), normal(4, 5), normal(3, 1))
    beats = player.act.beats
    assert filled(player, beats.landed) == [1, 0, 0]
    assert filled(player, beats.line) == [1, 1, 1]
    assert filled(player, beats.others) == [5, 5, 5]


@pytest.mark.parametrize("columns, by_columns", [(1, False), (2, True)])
def test_a_single_column_has_no_other_to_go_before(columns, by_columns):
    arrays = normal(3, 30), normal(30, columns), normal(3, 1)
    act = act_in("en", KIND, of.by_columns, *arrays)
    assert act.layer.bias.by_columns and act.by_columns is by_columns


def test_on_the_bench_the_sum_is_formed_of_the_products():
    player = player_of(KIND, plain, X, W)
    bench, beats = player.bench, player.act.beats
    np.testing.assert_array_equal(bench.products, X[0] * W[:, 0])
    texts = []
    for share in (0.2, 0.45, 0.7, 1.0):
        player.show(beats.multiplied + share * (beats.added - beats.multiplied))
        texts.append(float(bench._total.text.replace("−", "-")))
    np.testing.assert_allclose(texts, np.cumsum(X[0] * W[:, 0]), atol=6e-4)
    player.show(beats.line + 1.0)
    assert all(part.opacity == 0 for part in bench.parts)


@pytest.mark.parametrize(
    "call, bias, first",
    [(of.one_line, normal(5), [5, 0, 0]), (of.by_columns, normal(3, 1), [1, 1, 1])],
)
def test_the_bias_comes_to_the_first_line_and_then_to_all(call, bias, first):
    player = player_of(KIND, call, X, W, bias)
    beats, table = player.act.beats, player.table

    def done(second):
        player.show(second)
        return table.final.filled.tolist()

    long = beats.biased - beats.others
    assert done(beats.others) == [0, 0, 0]
    assert done(beats.others + 0.41 * long) == first
    assert done(beats.biased) == [5, 5, 5]
    np.testing.assert_array_equal(table.sums.values.array, X @ W)
    np.testing.assert_array_equal(table.final.values.array, X @ W + bias)
    assert table.passing.opacity == 0


def test_before_the_bias_the_sums_have_another_name():
    player = player_of(KIND, of.one_line, X, W, B)
    table = player.table
    for second, names in (
        (player.act.beats.others, ("x × w", "")),
        (player.act.beats.biased, ("", "z")),
    ):
        player.show(second)
        assert (table.sums.name_text, table.final.name_text) == names


def test_what_is_turned_over_was_there_before():
    film = Film(record(of.batch, *of.ROWS))
    players = [shot.player for shot in film.shots if shot.player.act.kind == KIND]
    player = players[2]
    ((before, after),) = player.table._turning
    assert (before.name_text, after.name_text) == ("a", "a.T")
    np.testing.assert_array_equal(before.values.array, after.values.array.T)
    player.show(1.0)
    assert (before.opacity, after.opacity) == (1, 0)
    player.show(player.act.beats.turned)
    assert (before.opacity, after.opacity) == (0, 1)


def test_the_first_of_a_kind_takes_longest():
    acts = [act for act in acts_of(of.batch, *of.ROWS) if act.kind == KIND]
    layer, later, weights, sent, more = (act.seconds for act in acts)
    assert later < layer and more < weights
    assert max(layer, weights, sent) < 15


@pytest.mark.parametrize("call", [of.stacked, of.stacked_by_einsum])
def test_of_a_stack_one_after_the_other(call):
    q, k = normal(3, 2, 4), normal(3, 5, 4)
    player = player_of(KIND, call, q, k)
    beats, table = player.act.beats, player.table
    (rack,) = (part for part in player.parts if isinstance(part, Rack))
    made = q @ k.swapaxes(-1, -2)
    np.testing.assert_allclose(rack.values.array, made)
    for share, sheet in ((0.1, 0), (0.5, 1), (1.0, 2)):
        player.show(beats.biased + share * (beats.stacked - beats.biased))
        assert rack.shown == sheet + 1
        np.testing.assert_array_equal(table.left.values.array, q[sheet])
        np.testing.assert_allclose(table.sums.values.array, made[sheet])
        assert table.left.name_text == f"q[{sheet}]"
    assert player.act.shapes.startswith("(3, 2, 5)")


@pytest.mark.parametrize(
    "spoken, note", [("en", "{}, 40 of {} shown"), ("zh", "{}，显示 {} 中的 40")]
)
@pytest.mark.parametrize("stacks", [40, 41])
def test_of_a_large_stack_forty_are_shown(spoken, note, stacks):
    q, k = normal(stacks, 2, 4), normal(stacks, 5, 4)
    with language(spoken):
        player = player_of(KIND, of.stacked, q, k)
    (rack,) = (part for part in player.parts if isinstance(part, Rack))
    assert len(rack.values.array) == 40
    shape = f"{stacks} × 2 × 5"
    assert str(rack.note) == (shape if stacks == 40 else note.format(shape, stacks))


def product(x, w):
    y = x @ w
    return y


@pytest.mark.parametrize(
    "spoken, largest",
    [
        ("en", "largest product, 7: +0.500 × −3.000 = −1.500"),
        ("zh", "最大的乘积，7：+0.500 × −3.000 = −1.500"),
    ],
)
def test_where_cells_hold_no_numbers_the_largest_product_is_told(spoken, largest):
    for inputs, told in ((30, largest), (9, "")):
        x, w = np.full((3, inputs), 0.5), np.ones((inputs, 2))
        w[7] = -3.0
        with language(spoken):
            bench = player_of(KIND, product, x, w).bench
        texts = [part.text for part in bench.parts if isinstance(part, Label)]
        assert texts[-1] == told


ODD = [
    (np.zeros((2, 2)), np.zeros((2, 3)), np.zeros(3)),
    (np.array([[np.nan, 1], [np.inf, -np.inf]]), normal(2, 3), normal(3)),
    (np.arange(6).reshape(2, 3), np.arange(6).reshape(3, 2), np.arange(2)),
    (np.eye(3, dtype=bool), np.ones((3, 2), bool), np.zeros(2, bool)),
    (normal(2, 3).astype(np.float32), normal(3, 2).astype(np.float32), np.float32(1)),
    (normal(1, 1), normal(1, 1), normal(1)),
    (normal(1, 3), normal(3, 1), normal(1)),
    (normal(40, 2), normal(2, 30), normal(30)),
    (normal(30, 60), normal(60, 2), normal(2)),
    (normal(5, 784), normal(784, 30), normal(30)),
    (normal(2, 3) * 1e300, normal(3, 2) * 1e300, normal(2)),
    (normal(2, 3) * 1e-12, normal(3, 2), normal(2) * 1e-12),
    (normal(3, 2, 4), normal(4, 3), normal(3)),
    (normal(70, 2, 3), normal(70, 3, 2), normal(2)),
]


@pytest.mark.broad
@pytest.mark.parametrize("x, w, b", ODD, ids=[str(one[0].shape) for one in ODD])
@pytest.mark.filterwarnings("ignore")
def test_all_can_be_read_and_is_so_whatever_the_shapes(x, w, b):
    film = Film(record(of.one_line, x, w, b))
    (shot,) = (shot for shot in film.shots if shot.player.act.kind == KIND)
    beats = shot.player.act.beats
    for second in (
        (beats.multiplied + beats.added) / 2,
        beats.others,
        shot.player.act.seconds,
    ):
        frame = drawn_at(film, shot, shot.second_of(second))
        assert faults_of(frame) == []
        assert wrong_in_cells(frame)[0] == []


@pytest.mark.filterwarnings("ignore")
def test_a_thousand_by_a_thousand():
    x = normal(1000, 1000)
    film = Film(record(plain, x, x))
    (shot,) = (shot for shot in film.shots if shot.player.act.kind == KIND)
    frame = drawn_at(film, shot, shot.seconds)
    assert faults_of(frame) == []


@pytest.mark.parametrize(
    "spoken, sentences",
    [
        (
            "en",
            [
                "Row 0, column 0: 1.000 × 2.000 + (−2.000) × 0.500 = 1.000",
                "The same row meets the other columns of w. So does the other row.",
                "b joins every row. Row 0, column 0: 1.000 + (−4.000) = −3.000",
            ],
        ),
        (
            "zh",
            [
                "第 0 行，第 0 列：1.000 × 2.000 + (−2.000) × 0.500 = 1.000",
                "同一行再与 w 的其余各列相乘。另一行也一样。",
                "给每行加上 b。第 0 行，第 0 列：1.000 + (−4.000) = −3.000",
            ],
        ),
    ],
)
def test_what_is_said_while_it_plays(spoken, sentences):
    x, w = np.array([[1.0, -2.0], [3.0, 0.5]]), np.array([[2.0, 1.5], [0.5, 1.0]])
    with language(spoken):
        player = player_of(KIND, of.one_line, x, w, np.array([-4.0, 1.5]))
        beats = player.act.beats
        seconds = beats.added, (beats.landed + beats.others) / 2, beats.biased
        assert [player.words(second) for second in seconds] == sentences
        assert player.words(0.5) == ""


def test_of_many_pairs_only_the_sum_is_said():
    x, w = np.full((2, 20), 0.5), np.full((20, 3), 1.0)
    player = player_of(KIND, plain, x, w)
    said = player.words(player.act.beats.added)
    assert said == "Row 0, column 0: 20 products add up to 10.000."


def test_outer_products_of_two_spellings_have_the_words_of_gradients():
    def single(x, y, w):
        d = w @ x - y
        g = np.outer(d, x)
        return g

    act = act_in("en", "table", single, normal(3), normal(2), normal(2, 3))
    assert act.title == "g: the gradient of w"


def each_by_its_own(w, u):
    votes = np.einsum("ijkl,il->ijk", w, u)
    return votes


def sent_back(scores, queries):
    return np.matmul(scores.transpose(0, 1, 3, 2), queries) / np.sqrt(2)


@pytest.mark.parametrize(
    "call, arrays",
    [
        (each_by_its_own, (normal(6, 3, 5, 4), normal(6, 4))),
        (sent_back, (normal(2, 2, 4, 4), normal(2, 2, 4, 2))),
    ],
)
def test_names_in_a_stack_stand_on_no_other(call, arrays):
    film = Film(record(call, *arrays))
    (shot,) = (shot for shot in film.shots if shot.player.act.kind == KIND)
    for share in (0.5, 0.9, 1.0):
        assert faults_of(drawn_at(film, shot, shot.seconds * share)) == []


def layer(a, w, b):
    return a @ w + b


def called_with_other_names(x, left, c):
    y = layer(x, left, c)
    return y


def test_what_a_call_is_given_has_the_names_that_the_caller_has():
    act = act_in("en", KIND, called_with_other_names, X, W, B)
    assert act.title == "y: x × left + c"
    assert act.lead.endswith("Then c is added to each row.")
    assert [one.name for one in act.operands] == ["x", "left", "c"]


@pytest.mark.parametrize("inner, multiplying, adding", [(2, 1.7, 1.3), (1, 0.85, 0.0)])
def test_a_single_product_is_nothing_to_be_added_up(inner, multiplying, adding):
    act = act_in("en", KIND, lambda a, b: a @ b, normal(2, 3, inner), normal(inner, 4))
    beats = act.beats
    assert beats.multiplied - beats.lifted == pytest.approx(multiplying)
    assert beats.added - beats.multiplied == pytest.approx(adding)
