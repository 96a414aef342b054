"""Arrays combined cell by cell, and stopped by masks: told and shown."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.film import Film
from scenes.words.naming import language
from tests.cell_by_cell import Z, sigmoid
from tests.frames import drawn_at
from tests.legibility import faults_of
from tests.told import act_in, acts_of, kinds_of, player_of

D = Z[::-1, ::-1] + 0.3


def added(a, b):
    c = a + b
    return c


def taken(a, b):
    c = a - b
    return c


def times(a, b):
    c = a * b
    return c


def divided(a, b):
    c = a / b
    return c


def larger(a, b):
    c = np.maximum(a, b)
    return c


def above(a, b):
    c = a > b
    return c


def alike(a, b):
    c = a == b
    return c


def called(a, b):
    return np.multiply(a, b)


def turned(a, b):
    c = -a
    return c


def one_minus(a, b):
    c = 1 - a
    return c


@pytest.mark.parametrize(
    "call", [added, taken, times, divided, larger, above, alike, called]
)
@pytest.mark.parametrize(
    "left, right",
    [
        ((3, 4), (3, 4)),
        ((3, 4), (4,)),
        ((3, 4), (1, 4)),
        ((3, 4), (3, 1)),
        ((4,), (3, 4)),
        ((3, 4), (1, 1)),
        ((40,), (40,)),
        ((2, 3, 4), (2, 3, 4)),
        ((2, 3, 4, 4), (3, 1, 1)),
    ],
)
def test_of_any_shapes(call, left, right):
    a, b = np.resize(Z, left), np.resize(D, right)
    with np.errstate(divide="ignore", invalid="ignore"):
        player = player_of("cells_combine", call, a, b)
        result = call(a, b)
    np.testing.assert_array_equal(player.act.result.array, result)
    for second in np.linspace(0, player.act.seconds, 7):
        player.show(float(second))
    assert player.after.values.array.size == result.size


def of_nothing(a, b):
    c = a + np.zeros_like(b)
    return c


@pytest.mark.parametrize("call", [turned, one_minus])
def test_of_one_array(call):
    assert kinds_of(call, Z, D) == ["cells_combine"]


def in_place(a, b):
    c = a * 1.0
    c *= b
    return c


def masked(a, b):
    return np.add(a, b, where=a > 0, out=np.zeros_like(a))


@pytest.mark.parametrize(
    "call, kinds",
    [
        (in_place, ["cells_combine", "cells_combine"]),
        (masked, ["cells_combine", "begins", "generic"]),
    ],
)
def test_what_is_recognised(call, kinds):
    assert kinds_of(call, Z, D) == kinds


def residual(x, w):
    y = np.tanh(x @ w)
    x = x + y
    return x


def residual_from_the_left(x, w):
    return np.tanh(x @ w) + x


def let_through(x, w):
    gate, keep = sigmoid(w), sigmoid(w.T)
    memory = x + 1
    state = keep * memory + gate * x
    return state


def between(x, w):
    gate = sigmoid(w)
    memory = x + 1
    state = (1 - gate) * x + gate * memory
    return state


def left_over(x, w):
    gate = sigmoid(w)
    rest = (1 - gate) * x
    return rest


def gated(x, w):
    gate = 1 / (1 + np.exp(-w))
    kept = x * gate
    return kept


def slopes(x, w):
    h = np.tanh(w)
    back = x * (1 - h * h)
    return back


def slope_in_two(x, w):
    y = 1 / (1 + np.exp(-w))
    back = x * y
    back = back * (1 - y)
    return back


def no_slope_in_two(x, w):
    y = 1 / (1 + np.exp(-w))
    back = x * y
    back = back * (2 - y)
    return back


@pytest.mark.parametrize(
    "call, is_told", [(slope_in_two, True), (no_slope_in_two, False)]
)
def test_a_slope_in_two_factors(call, is_told):
    *_, act = acts_of(call, SQUARE, SQUARE.T + 0.1)
    assert (act.title == "Times the slope, in two factors") == is_told
    if is_told:
        assert act.lead == (
            "y, which is in back already, times (1 - y) is how steep the curve is: "
            "where it is flat, little comes through."
        )


def scaled(x, w):
    y = x * 0.5
    return y


def share_of_five(x, w):
    y = x / 5
    return y


def biased(x, b):
    y = x + b[0]
    return y


def largest_less(x, w):
    most = x.max()
    return most - x


def largest_over(x, w):
    most = x.max()
    return most / x


def largest_to_the(x, w):
    most = x.max()
    return most**x


def more(x, w):
    return x + 2


def doubled(x, w):
    return x * 2


def less(x, w):
    return x - 2


def over(x, w):
    return x / 2


def turned(x, w):
    return -x


TOLD = [
    ("en", more, "Every cell: x + 2", "To each of the 16 cells of x 2 is added."),
    ("zh", more, "每一格：x + 2", "x 的 16 格各加 2。"),
    (
        "en",
        doubled,
        "Every cell: x × 2",
        "Each of the 16 cells of x times 2: all are scaled alike.",
    ),
    ("zh", doubled, "每一格：x × 2", "x 的 16 格各乘 2：一同缩放。"),
    ("en", less, "Every cell: x − 2", "From each of the 16 cells of x 2 is taken."),
    ("zh", less, "每一格：x − 2", "x 的 16 格各减 2。"),
    (
        "en",
        over,
        "Every cell: x ÷ 2",
        "Each of the 16 cells of x divided by 2: all are scaled alike.",
    ),
    ("zh", over, "每一格：x ÷ 2", "x 的 16 格各除以 2：一同缩放。"),
    ("en", turned, "− x, cell by cell", "Each cell of x gets the other sign."),
    ("zh", turned, "逐格：− x", "x 的每一格变号。"),
    (
        "en",
        largest_less,
        "Every cell: 3 − x",
        "Each of the 16 cells of x is taken from 3.",
    ),
    ("zh", largest_less, "每一格：3 − x", "用 3 减去 x 的 16 格中的每一格。"),
    (
        "en",
        largest_over,
        "Every cell: 3 ÷ x",
        "3 is divided by each of the 16 cells of x.",
    ),
    ("zh", largest_over, "每一格：3 ÷ x", "用 3 除以 x 的 16 格中的每一格。"),
    (
        "en",
        largest_to_the,
        "Every cell: 3 ^ x",
        "3 to the power of each of the 16 cells of x.",
    ),
    ("zh", largest_to_the, "每一格：3 ^ x", "以 3 为底，x 的 16 格各为指数。"),
    (
        "en",
        residual,
        "Keep what was there, and add to it",
        "y was computed from x. x itself stays, and only what is new is added to it: "
        "a residual connection.",
    ),
    (
        "zh",
        residual,
        "保留原有的，再加上去",
        "y 由 x 算出。x 本身保留，只加上新的部分：残差连接。",
    ),
    (
        "en",
        residual_from_the_left,
        "Keep what was there, and add to it",
        "np.tanh(x @ w) was computed from x. x itself stays, and only what is new is "
        "added to it: a residual connection.",
    ),
    (
        "en",
        gated,
        "How much comes through, cell by cell",
        "gate came out of a sigmoid: each of its cells is a share from 0 to 1, which "
        "lets that much of x through.",
    ),
    (
        "en",
        let_through,
        "What is let through of memory and of x",
        "What keep lets through of memory, and what gate lets through of x, are added.",
    ),
    (
        "zh",
        let_through,
        "memory 与 x 通过的部分",
        "keep 让 memory 通过的部分，加上 gate 让 x 通过的部分。",
    ),
    (
        "en",
        between,
        "Between x and memory",
        "1 - gate and gate add up to 1 in every cell: the more there is of x, the "
        "less of memory.",
    ),
    (
        "en",
        left_over,
        "How much comes through, cell by cell",
        "1 - gate is the share that gate leaves over, from 0 to 1: that much of x "
        "comes through.",
    ),
    (
        "en",
        slopes,
        "Times the slope, cell by cell",
        "What comes back, times how steep the curve is: where it is flat, little "
        "comes through.",
    ),
    (
        "en",
        scaled,
        "Every cell: x × 0.5",
        "Each of the 16 cells of x times 0.5: all are scaled alike.",
    ),
    (
        "en",
        share_of_five,
        "Every cell: x ÷ 5",
        "Each of the 16 cells of x divided by 5: all are scaled alike.",
    ),
    (
        "en",
        biased,
        "x + b[0], cell by cell",
        "The row b[0] is added to each of the 4 rows of x.",
    ),
    (
        "en",
        taken,
        "a − b, cell by cell",
        "From each cell of a that of b at the same place is taken: how far they are "
        "apart.",
    ),
    (
        "en",
        above,
        "Which cells of a are > b?",
        "a > b: always two cells at the same place.",
    ),
]
SQUARE = np.resize(Z, (4, 4))


@pytest.mark.parametrize("spoken, call, title, lead", TOLD)
def test_what_is_told(spoken, call, title, lead):
    with language(spoken):
        acts = acts_of(call, SQUARE, SQUARE.T + 0.1)
        told = [(one.title, one.lead) for one in acts if one.kind == "cells_combine"]
    assert (title, lead) in told


@pytest.mark.parametrize(
    "call, spoken, outcome",
    [
        (added, "en", "Furthest from zero is row 0, column 0: −2.20."),
        (above, "en", "6 of 12 are true."),
        (above, "zh", "12 个中有 6 个为真。"),
        (of_nothing, "en", "No cell of a has changed."),
    ],
)
def test_what_came_out(call, spoken, outcome):
    with language(spoken):
        act = acts_of(call, Z, D)[-1]
    assert act.outcome == outcome and act.outcome_at >= act.turns.end


def test_the_outcome_of_nothing_but_no_numbers():
    act = act_in("en", "cells_combine", added, np.full((2, 2), np.nan), np.ones((2, 2)))
    assert act.outcome == "4 of 4 are no number."


def test_a_cell_with_a_number_goes_first_not_one_without_end():
    left = np.array([[np.inf, 1.0], [-np.inf, -3.0]])
    player = player_of("cells_combine", added, left, np.zeros((2, 2)))
    assert player.told == (3,)


def test_the_told_cells_leave_their_arrays_and_meet_at_the_result():
    player = player_of("cells_combine", added, Z, D[0])
    (flat,) = player.told
    row, column = divmod(flat, 4)
    result = player.act.result.array
    assert abs(result[row, column]) == np.abs(result).max()
    length = player.turns.lengths[0]
    player.show(1.0 + 0.3 * length)
    assert player.sides[0].marks == ((row, column, 1, 1),)
    assert player.sides[1].marks == ((0, column, 1, 1),)
    left, right = player.flying[0]
    assert left.opacity == right.opacity == 1
    assert left.values.array.item() == Z[row, column]
    assert right.values.array.item() == D[0, column]
    player.show(1.0 + 0.9 * length)
    assert left.opacity == right.opacity == 0
    assert player.landed[0].opacity == 1
    assert player.landed[0].values.array.item() == result[row, column]
    assert player.after.revealed == 0
    player.show(player.act.seconds)
    assert player.after.revealed == 12 and player.landed[0].opacity == 0


def test_a_cell_is_told_with_its_numbers():
    player = player_of("cells_combine", times, np.array([[1.5, -2.0]] * 2), -D[:2, :2])
    player.show(1.5)
    assert player.words(1.5) == "Row 1, column 1: −2.00 × (+2.20) = −4.40"


def test_sums_share_their_colours_with_what_is_added():
    player = player_of("cells_combine", added, Z, D)
    scales = {part.color_scale for part in (*player.sides, player.after)}
    assert len(scales) == 1
    # but for what would be dark then
    player = player_of("cells_combine", added, Z, D / 100)
    assert len({part.color_scale for part in (*player.sides, player.after)}) > 1


def back_through_relu(z, d):
    a = np.maximum(z, 0)
    loss = d @ a.T
    da = loss.T @ d
    dz = da * (a > 0)
    return dz


def stopped(z, d):
    a = np.maximum(z, 0)
    d[a <= 0] = 0
    return a, d


def chosen(a, b):
    c = np.where(a > b, a, b)
    return c


@pytest.mark.parametrize(
    "spoken, told",
    [
        (
            "en",
            (
                "Choose cell by cell",
                "Where a > b is true, a; elsewhere b.",
                "6 of 12 from a.",
            ),
        ),
        ("zh", ("逐格选择", "a > b 为真处取 a，其余取 b。", "12 个中有 6 个来自 a。")),
    ],
)
def test_a_choice_between_two(spoken, told):
    with language(spoken):
        mask, act = acts_of(chosen, Z, D)
    assert mask.combined.is_comparison
    assert (act.title, act.lead, act.outcome) == told
    np.testing.assert_array_equal(act.result.array, np.maximum(Z, D))


def only_where(z, d):
    return np.where(z > 1, d, 0)


def only_doubles_where(z, d):
    return np.where(z > 1, d * 2, 0)


def dropped(z, d):
    mask = (np.random.rand(*z.shape) < 0.5) / 0.5
    return z * mask, d * mask


GATES = [
    (
        "en",
        back_through_relu,
        "The gradient passes only where a > 0",
        "Elsewhere the curve of ReLU is flat, its slope 0: nothing of da comes "
        "through.",
    ),
    (
        "zh",
        back_through_relu,
        "梯度只在 a > 0 处通过",
        "其余处 ReLU 的曲线是平的，斜率为 0：da 传不过去。",
    ),
    (
        "en",
        stopped,
        "0 where a <= 0",
        "There the curve of ReLU is flat, its slope 0: nothing of d comes through.",
    ),
    (
        "en",
        only_where,
        "Only where z > 1",
        "Where the mask is true d stays; elsewhere it becomes 0.",
    ),
    (
        "en",
        only_doubles_where,
        "Only where z > 1",
        "Where the mask is true d * 2 stays; elsewhere it becomes 0.",
    ),
]


@pytest.mark.parametrize("spoken, call, title, lead", GATES)
def test_what_is_told_of_a_gate(spoken, call, title, lead):
    act = act_in(spoken, "cells_gate", call, SQUARE, SQUARE.T + 0.1)
    assert (act.title, act.lead) == (title, lead)
    assert act.outcome.endswith("stopped." if spoken == "en" else "被截断。")


@pytest.mark.parametrize(
    "spoken, told",
    [
        ("en", ("1 of 4 is stopped.", "3 of 4 are stopped.")),
        ("zh", ("4 个中有 1 个被截断。", "4 个中有 3 个被截断。")),
    ],
)
def test_how_many_are_stopped(spoken, told):
    for least, words in zip((0.5, 2.5), told, strict=True):
        z = np.array([[0.0, 1.0], [2.0, 3.0]]) - least + 1
        assert act_in(spoken, "cells_gate", only_where, z, SQUARE[:2, :2]).outcome == (
            words
        )


def test_dropout_is_told_and_told_otherwise_the_second_time():
    np.random.seed(3)
    first, again = (act for act in acts_of(dropped, Z, D) if act.kind == "cells_gate")
    assert first.title == "Drop some cells at random"
    assert "2 times as large" in first.lead
    assert again.title == "The same random mask again"
    assert first.outcome == again.outcome


def test_the_mask_is_made_of_what_is_compared():
    player = player_of("cells_gate", back_through_relu, SQUARE, SQUARE)
    mask = player.sides[1]
    player.show(1.0)
    assert mask.revealed == 0 and player.under.opacity == 1
    np.testing.assert_array_equal(player.under.values.exact, np.maximum(SQUARE, 0))
    player.show(1.7)
    assert 0 < mask.revealed < 16
    player.show(2.6)
    assert mask.revealed == 16 and player.under.opacity == 0


def test_one_that_is_stopped_and_one_that_passes_go_alone():
    player = player_of("cells_gate", stopped, SQUARE, SQUARE.T + 0.1)
    is_open = player.act.gate.is_open.ravel()
    assert [bool(is_open[flat]) for flat in player.told] == [False, True]
    told = [player.words(float(start) + 0.1) for start in player.turns.starts[:2]]
    assert told[0].endswith("is stopped: 0.") and told[1].endswith("passes.")


@pytest.mark.parametrize(
    "call, a, b",
    [
        (added, SQUARE, SQUARE),
        (times, np.resize(Z, (3, 40)), np.resize(D, (3, 40))),
        (above, np.resize(Z, (2, 3, 5, 5)), np.float64(0.5)),
        (back_through_relu, SQUARE, SQUARE),
        (added, np.resize(Z, 300), np.resize(D, 300)),
        (times, np.resize(Z, (64, 784)), np.resize(D, (64, 784))),
    ],
)
def test_all_stands_within_the_stage(call, a, b):
    for shot in Film(record(call, a, b)).shots:
        player = shot.player
        if player.act.kind not in ("cells_combine", "cells_gate"):
            continue
        stage = player.stage
        for part in (*filter(None, player.sides), player.after):
            assert 40 <= part.box.left and part.box.right <= 1880
            assert stage.top - 20 <= part.box.top
            assert part.box.bottom <= stage.bottom + 24


def weighed_scaled_and_turned(shares_of_each_row, x, channels):
    parts = shares_of_each_row * x
    less = -x
    change = 0.5 * channels[:, :, :1] * (channels[0, 0] - channels)
    return parts, less, change


def test_a_column_stands_beside_its_rows_and_nothing_reaches_out():
    rng = np.random.default_rng(0)
    arrays = rng.random((40, 1)), rng.normal(size=(40, 2)), rng.random((8, 8, 3))
    film = Film(record(weighed_scaled_and_turned, *arrays))
    shots = [one for one in film.shots if one.player.act.kind.startswith("cells_")]
    assert len(shots) == 4
    column, rows = shots[0].player.sides
    assert column.values.shape == (40, 1)
    assert column.box.height == rows.box.height
    for shot in shots:
        assert faults_of(drawn_at(film, shot, shot.seconds)) == []


def chosen_and_times(a, b):
    return np.where(a > b, a, b), a * b


@pytest.mark.parametrize("shape", [(2, 4, 8), (3, 30), (1, 100), (5, 4)])
def test_signs_stand_on_no_name(shape):
    rng = np.random.default_rng(0)
    film = Film(record(chosen_and_times, *rng.normal(size=(2, *shape))))
    acts = [shot for shot in film.shots if shot.player.act.kind == "cells_combine"]
    assert len(acts) == 3
    for shot in acts:
        assert faults_of(drawn_at(film, shot, shot.seconds)) == []


@pytest.mark.parametrize("call, lengths", [(more, [1.96, 1.4]), (residual, [2.8, 2.0])])
def test_what_meets_one_number_is_told_faster(call, lengths):
    *_, act = acts_of(call, SQUARE, SQUARE)
    assert act.turns.lengths.tolist() == pytest.approx(lengths)
