"""A matrix times a column: as sheets, as rows, or turned over first."""

import numpy as np
import pytest

from scenes.acts.turned import turned_about_diagonal
from scenes.stage.part import Box
from scenes.words.naming import language
from tests.told import act_in, acts_of, kinds_of, numbers, player_of, told_of, turns_of


def product(a, b):
    c = a @ b
    return c


def dotted(a, b):
    c = np.dot(a, b)
    return c


def spelled(a, b):
    c = np.matmul(a, b)
    return c


def of_other_axes(a, b):
    c = np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)])
    return c


def turned(a, b):
    c = a.T @ b
    return c


def turned_beside(a, b):
    c = (a.T, a @ b)[1]
    return c


def turned_not_at_all(a, b):
    c = np.transpose(a, (0, 1)) @ b
    return c


def turned_only(a, b):
    c = a.T
    return c


@pytest.mark.parametrize(
    "call, left, right, kinds",
    [
        (product, (2, 3), (3, 1), ["rows"]),
        (spelled, (2, 3), (3, 1), ["rows"]),
        (product, (24, 24), (24, 1), ["rows"]),
        (product, (25, 24), (24, 1), ["batch_product"]),
        (product, (24, 25), (25, 1), ["batch_product"]),
        (product, (1, 3), (3, 1), ["batch_product"]),
        (product, (2, 3), (3, 2), ["batch_product"]),
        (product, (2, 3), (3,), ["rows"]),
        (product, (3,), (3, 2), ["rows"]),
        (product, (1, 3), (3, 2), ["rows"]),
        (product, (1, 784), (784, 2), ["sheets"]),
        (product, (784,), (784, 2), ["sheets"]),
        (product, (2, 3, 3), (3, 1), ["batch_product"]),
        (dotted, (2, 3), (3, 1), ["rows"]),
        (of_other_axes, (3, 3), (3, 1), ["generic"]),
        (product, (2, 784), (784, 1), ["sheets"]),
        (product, (32, 784), (784, 1), ["sheets"]),
        (product, (33, 784), (784, 1), ["batch_product"]),
        (product, (1, 784), (784, 1), ["batch_product"]),
        (product, (2, 783), (783, 1), ["batch_product"]),
        (product, (2, 784), (784, 2), ["batch_product"]),
        (dotted, (2, 784), (784, 1), ["sheets"]),
        (turned, (3, 2), (3, 1), ["turned"]),
        (turned, (24, 24), (24, 1), ["turned"]),
        (turned, (25, 2), (25, 1), ["batch_product"]),
        (turned, (2, 25), (2, 1), ["batch_product"]),
        (turned, (3, 1), (3, 1), ["batch_product"]),
        (turned, (3, 2), (3, 2), ["batch_product"]),
        (turned, (3, 2), (3,), ["turned"]),
        (turned_beside, (3, 3), (3, 1), ["rearrange", "rows"]),
        (turned_not_at_all, (3, 3), (3, 1), ["rearrange", "rows"]),
        (turned_only, (3, 2), (3, 1), ["rearrange"]),
    ],
)
def test_what_is_recognised(call, left, right, kinds):
    assert kinds_of(call, numbers(*left), numbers(*right)) == kinds


def by_columns(a, b):
    c = b @ a
    return c


@pytest.mark.parametrize("shape", [(1, 3), (3,)])
@pytest.mark.parametrize(
    "kind, cells, english, chinese",
    [
        (
            "rows",
            3,
            "Each column of a is multiplied and added up to one number.",
            "a 的每列相乘，再加成一个数。",
        ),
        (
            "sheets",
            784,
            "Each of the 4 sheets is one column of a: 784 numbers.",
            "4 张薄片，每张是 a 的一列：784 个数。",
        ),
    ],
)
def test_a_row_times_a_matrix_goes_column_by_column(
    shape, kind, cells, english, chinese
):
    a, b = numbers(cells, 4), numbers(*shape[:-1], cells)
    for spoken, lead in (("en", english), ("zh", chinese)):
        act = act_in(spoken, kind, by_columns, a, b)
        assert act.lead == lead and act.title == "c: b × a".replace(
            ": ", ": " if spoken == "en" else "："
        )
    player = player_of(kind, by_columns, a, b)
    part = player.grid if kind == "rows" else player.rack
    shown = part.values.array.reshape(4, cells)
    np.testing.assert_array_equal(shown, a.T)
    # Each cell says where in the recorded array it stands.
    flats = part.values.flats.reshape(4, cells)
    np.testing.assert_array_equal(a.ravel()[flats], shown)
    np.testing.assert_allclose(
        player.act.result.array.ravel(), (a.T * b.ravel()).sum(axis=1)
    )


@pytest.mark.parametrize(
    "call, left, functions",
    [
        (product, (2, 3), ["matmul"]),
        (product, (2, 784), ["matmul"]),
        (turned, (3, 2), ["transpose", "matmul"]),
    ],
)
def test_what_is_planned(call, left, functions):
    a = numbers(*left)
    b = numbers(left[0] if call is turned else left[1], 1)
    (act,) = acts_of(call, a, b)
    assert [one.function for one in act.operations] == functions
    for value, array in zip(
        (*act.operands, act.result),
        (a.T if call is turned else a, b, call(a, b)),
        strict=True,
    ):
        np.testing.assert_array_equal(value.array, array)
    assert (act.result_name, act.target) == ("c", "c")
    if call is turned:
        np.testing.assert_array_equal(act.matrix.array, a)


@pytest.mark.parametrize(
    "call, left, turns, seconds",
    [
        (
            product,
            (5, 3),
            [(1.0, 5.2), (6.2, 2.6), (8.8, 1.3), (10.1, 0.7), (10.8, 0.7)],
            12.7,
        ),
        (
            product,
            (6, 784),
            [
                (1.0, 7.6),
                (8.6, 3.8),
                (12.4, 1.9),
                (14.3, 0.95),
                (15.25, 0.6),
                (15.85, 0.6),
            ],
            17.6,
        ),
        (
            turned,
            (3, 5),
            [(2.8, 3.4), (6.2, 1.7), (7.9, 0.85), (8.75, 0.45), (9.2, 0.45)],
            10.8,
        ),
    ],
)
def test_when_each_row_has_its_turn(call, left, turns, seconds):
    right = left[0] if call is turned else left[1]
    (act,) = acts_of(call, numbers(*left), numbers(right, 1))
    assert turns_of(act) == turns
    assert act.seconds == seconds


class Layer:
    """One layer whose sums are 2, -4.5 and 0.25."""

    def __init__(self, cells=2):
        self.weights = np.zeros((3, cells))
        self.weights[:, 0] = 1.0, -2.25, 0.125

    def forward(self, x):
        output_pre_sigmoid = self.weights @ x
        return output_pre_sigmoid

    def plain(self, x):
        sums = self.weights @ x
        return sums

    def back(self, x):
        back = self.weights.T @ x
        return back


X = np.array([[2.0], [1.0]])


@pytest.mark.parametrize(
    "spoken, kind, call, x, told",
    [
        (
            "en",
            "rows",
            Layer().forward,
            X,
            (
                "Output layer: weights × x",
                "One row of weights for each neuron.",
                "One row of weights for each neuron. Neuron 1 sums to −4.500.",
                "output weights × x",
                "(3, 1)  =  (3, 2) @ (2, 1)",
            ),
        ),
        (
            "zh",
            "rows",
            Layer().forward,
            X,
            (
                "输出层：权重 × x",
                "每个神经元对应一行权重。",
                "每个神经元对应一行权重。神经元 1 的和是 −4.500。",
                "输出层 权重 × x",
                "(3, 1)  =  (3, 2) @ (2, 1)",
            ),
        ),
        (
            "en",
            "rows",
            Layer().plain,
            X,
            (
                "sums: weights × x",
                "Each row of weights is multiplied and added up to one number.",
                "Each row of weights is multiplied and added up to one number. "
                "Row 1 sums to −4.500.",
                "weights × x",
                "(3, 1)  =  (3, 2) @ (2, 1)",
            ),
        ),
        (
            "en",
            "sheets",
            Layer(784).forward,
            np.full((784, 1), 2.0),
            (
                "Output layer: weights × x",
                "Each of the 3 sheets holds the 784 weights of one output neuron.",
                "Each of the 3 sheets holds the 784 weights of one output neuron. "
                "Neuron 1 sums to −4.500.",
                "output weights × x",
                "(3, 1)  =  (3, 784) @ (784, 1)",
            ),
        ),
        (
            "zh",
            "sheets",
            Layer(784).plain,
            np.full((784, 1), 2.0),
            (
                "sums：权重 × x",
                "3 张薄片，每张是一个行的 784 个权重。",
                "3 张薄片，每张是一个行的 784 个权重。行 1 的和是 −4.500。",
                "权重 × x",
                "(3, 1)  =  (3, 784) @ (784, 1)",
            ),
        ),
        (
            "en",
            "sheets",
            Layer(784).plain,
            np.full((784, 1), 2.0),
            (
                "sums: weights × x",
                "Each of the 3 sheets holds the 784 weights of one row.",
                "Each of the 3 sheets holds the 784 weights of one row. "
                "Row 1 sums to −4.500.",
                "weights × x",
                "(3, 1)  =  (3, 784) @ (784, 1)",
            ),
        ),
        (
            "en",
            "turned",
            Layer().back,
            np.array([[2.0], [1.0], [4.0]]),
            (
                "back: weights.T × x",
                "Each row of weights.T is multiplied and added up to one number.",
                "Each row of weights.T is multiplied and added up to one number. "
                "Row 0 sums to 0.250.",
                "back",
                "(2, 1)  =  (2, 3) @ (3, 1)",
            ),
        ),
        (
            "en",
            "turned",
            turned,
            np.array([[2.0, 3.0], [0.5, 1.0]]),
            (
                "c: a.T × b",
                "Each row of a.T is multiplied and added up to one number.",
                "Each row of a.T is multiplied and added up to one number. "
                "Row 1 sums to 8.000.",
                "c",
                "(2, 1)  =  (2, 2) @ (2, 1)",
            ),
        ),
        (
            "zh",
            "turned",
            turned,
            np.array([[2.0, 3.0], [0.5, 1.0]]),
            (
                "c：a.T × b",
                "a.T 的每行相乘，再加成一个数。",
                "a.T 的每行相乘，再加成一个数。行 1 的和是 8.000。",
                "c",
                "(2, 1)  =  (2, 2) @ (2, 1)",
            ),
        ),
    ],
)
def test_what_is_told(spoken, kind, call, x, told):
    more = (np.array([[2.0], [2.0]]),) if call is turned else ()
    assert told_of(act_in(spoken, kind, call, x, *more)) == told


@pytest.mark.parametrize(
    "kind, call, arguments, index, sentences",
    [
        (
            "rows",
            Layer().forward,
            (X,),
            1,
            (
                "Neuron 1: multiply by x, cell by cell, then add it all up.",
                "神经元 1：与x逐格相乘，再全部相加。",
            ),
        ),
        (
            "rows",
            Layer().forward,
            (X,),
            0,
            (
                "Neuron 0: multiply by x, cell by cell, then add it all up.",
                "神经元 0：与x逐格相乘，再全部相加。",
            ),
        ),
        (
            "sheets",
            product,
            (numbers(2, 784), numbers(784, 1)),
            0,
            (
                "Row 0: @ means multiply cell by cell, then add up.",
                "行 0：@ 表示逐格相乘，再相加。",
            ),
        ),
        (
            "sheets",
            product,
            (numbers(2, 784), numbers(784, 1)),
            1,
            (
                "Row 1: multiply by b, cell by cell, then add it all up.",
                "行 1：与b逐格相乘，再全部相加。",
            ),
        ),
        (
            "sheets",
            spelled,
            (numbers(2, 784), numbers(784, 1)),
            0,
            (
                "Row 0: multiply by b, cell by cell, then add it all up.",
                "行 0：与b逐格相乘，再全部相加。",
            ),
        ),
        # Of turned rows the one with the largest sum has the first turn.
        (
            "turned",
            turned,
            (numbers(2, 3), numbers(2, 1)),
            0,
            (
                "Row 2, largest in size: multiply by b, then add up.",
                "行 2，绝对值最大：与b相乘，再全部相加。",
            ),
        ),
        (
            "turned",
            turned,
            (numbers(2, 3), numbers(2, 1)),
            1,
            (
                "Row 0: multiply by b, cell by cell, then add it all up.",
                "行 0：与b逐格相乘，再全部相加。",
            ),
        ),
    ],
)
def test_the_words_of_a_turn(kind, call, arguments, index, sentences):
    player = player_of(kind, call, *arguments)
    for spoken, sentence in zip(("en", "zh"), sentences, strict=True):
        with language(spoken):
            assert player.turn_words(index) == sentence


@pytest.mark.parametrize(
    "kind, call, left, first, later",
    [
        (
            "sheets",
            product,
            (3, 784),
            (0.13, 0.56, 0.56, 0.80, 0.92),
            (0.16, 0.54, 0.54, 0.66, 0.88),
        ),
        (
            "rows",
            product,
            (3, 4),
            (0.18, 0.44, 0.48, 0.76, 0.92),
            (0.24, 0.56, 0.58, 0.68, 0.88),
        ),
        (
            "turned",
            turned,
            (4, 3),
            (0.22, 0.46, 0.50, 0.76, 0.92),
            (0.25, 0.54, 0.56, 0.68, 0.88),
        ),
    ],
)
def test_what_a_turn_shows_and_when(kind, call, left, first, later):
    """The row is lifted, its products come, fold, and the sum lands."""
    cells = left[0] if call is turned else left[1]
    player = player_of(kind, call, numbers(*left), numbers(cells, 1)[::-1])
    for turn, (lifted, multiplied, folding, folded, landed) in enumerate(
        (first, later)
    ):

        def at(share):
            return stands(player, turn, share)

        assert at(lifted - 0.005) == (None, False, False)
        assert at(lifted + 0.001)[0] < cells / 4
        if kind != "sheets" or turn:  # whose first sweep stops at times
            assert at((lifted + multiplied) / 2)[0] == cells / 2
        assert at(multiplied - 0.1)[0] < cells
        assert at(min(multiplied, folding - 1e-5)) == (cells, False, False)
        assert at(folding - 1e-5)[:2] == (cells, False)
        left_over, summed, _ = at(folded - 1e-4)
        assert (left_over, summed) == ((0, True) if turn == 0 else (cells, False))
        assert at(folded + 1e-3) == (None, True, False)
        assert not at(landed - 1e-4)[2] and at(landed + 0.01)[2]
        assert at(landed + 0.01)[1] == (turn == 0)


def stands(player, turn, share):
    """(cells of the product that are there, whether a sum is on its way,
    whether its bar grows) at a share of one of the first two turns."""
    player.show(player.turns.starts[turn] + share * player.turns.lengths[turn])
    row = int(getattr(player, "order", [0, 1])[turn])
    plane = getattr(player, "outcomes", player.products)[row]
    flies = bool(player.total.dot.items) if turn else player.total.total.opacity == 1
    return (
        int(plane.revealed) if plane.opacity else None,
        flies,
        bool(player.bars.grown[row]),
    )


def test_the_matrix_turns_over_before_its_rows_are_lifted():
    player = player_of("turned", turned, numbers(3, 2), numbers(3, 1))
    seen = []
    for second in (1.0, 1.0 + 0.8 * 1.8 - 0.01, 1.0 + 0.8 * 1.8, 2.8):
        player.show(second)
        seen.append((player.before.opacity, player.grid.opacity))
    assert seen == [(1, 0), (1, 0), (0, 1), (0, 1)]
    # Half way, the plane stands on its edge, along the diagonal.
    player.show(1.0 + 0.4 * 1.8)
    across = player.before.corners - player.before.corners[0]
    np.testing.assert_allclose(np.linalg.det(across[1:]), 0, atol=1e-6)


@pytest.mark.parametrize(
    "angle, across, down",
    [
        (0, (300, 0), (0, 200)),
        (np.pi / 2, (150, 150), (100, 100)),  # on its edge
        (np.pi, (0, 300), (200, 0)),  # the first row is the first column
        (np.pi / 3, (225, 75), (50, 150)),
    ],
)
def test_a_box_turns_about_its_diagonal(angle, across, down):
    start, right, below = turned_about_diagonal(Box(50, 70, 300, 200), angle)
    np.testing.assert_allclose(start, (50, 70))
    np.testing.assert_allclose(right - start, across, atol=1e-9)
    np.testing.assert_allclose(below - start, down, atol=1e-9)


def test_where_turned_rows_are_multiplied():
    player = player_of("turned", turned, numbers(3, 2), numbers(3, 1))
    laid, place, product = player.bench
    assert {box.height for box in player.bench} == {46}
    assert place.top == player.grid.box.top
    assert laid.top - place.bottom == 48 and product.top - laid.bottom == 10


def test_where_rows_are_multiplied():
    player = player_of("rows", product, numbers(3, 2), numbers(2, 1))
    laid, row, made = player.bench
    assert {box.height for box in player.bench} == {46}
    assert row.top - laid.bottom == made.top - row.bottom == 10


@pytest.mark.parametrize("share, folded", [(0.54, 0), (0.6, 0.5), (0.63, 27 / 32)])
def test_products_of_a_later_sheet_fold_to_the_right(share, folded):
    player = player_of("sheets", product, numbers(3, 784), numbers(784, 1))
    home, (start, length) = (
        player.product_home,
        (player.turns.starts[1], player.turns.lengths[1]),
    )
    player.show(start + share * length)
    box = player.outcomes[1].box
    assert box.width == pytest.approx(home.width * (1 - folded), rel=1e-4)
    assert box.left == pytest.approx(home.left + 0.98 * folded * home.width)


def test_the_first_sweep_stops_at_heavy_cells_which_are_read():
    image = np.zeros((784, 1))
    image[[100, 400, 700], 0] = 0.5, 1.0, 0.25
    player = player_of("sheets", product, np.full((2, 784), -2.0), image)
    assert player.sweep.pauses == (100, 400, 700)
    notes = []
    for share in np.linspace(0.14, 0.55, 400):
        player.show(1.0 + share * 7.6)
        note = tuple(
            plane.note_below
            for plane in (player.image, player.fronts[0], player.outcomes[0])
        )
        notes.append(note)
        if note[0] and "[14, 8]" in note[0]:
            assert player.image.marks == ((14, 8, 1, 1),)
    read = [note for note in notes if note[0]]
    assert list(dict.fromkeys(read)) == [
        ("b[3, 16] = 0.500", "× −2.000", "= −1.000"),
        ("b[14, 8] = 1.000", "× −2.000", "= −2.000"),
        ("b[25, 0] = 0.250", "× −2.000", "= −0.500"),
    ]
    assert 0.70 < len(read) / len(notes) < 0.80  # it stands most of the time


def of_a_letter(W1, x):
    c = W1 @ x
    return c


def of_counted_weights(W1_weights, x):
    c = W1_weights @ x
    return c


@pytest.mark.parametrize(
    "call, english, chinese",
    [
        (
            of_a_letter,
            "Each of the 2 sheets is one row of W1: 784 numbers.",
            "2 张薄片，每张是 W1 的一行：784 个数。",
        ),
        (
            of_counted_weights,
            "Each of the 2 sheets holds the 784 weights of one row.",
            "2 张薄片，每张是一个行的 784 个权重。",
        ),
    ],
)
def test_what_a_sheet_holds(call, english, chinese):
    for spoken, lead in (("en", english), ("zh", chinese)):
        act = act_in(spoken, "sheets", call, numbers(2, 784), numbers(784, 1))
        assert act.lead == lead


@pytest.mark.parametrize(
    "spoken, told",
    [
        ("en", "b is 0 everywhere, and so is every sum."),
        ("zh", "b 全部是 0，因此每个和都是 0。"),
    ],
)
def test_a_column_that_is_zero_everywhere_is_soon_over(spoken, told):
    act = act_in(spoken, "rows", product, numbers(4, 3), np.zeros((3, 1)))
    assert act.outcome == told and act.outcome_at == act.turns.end
    whole = act_in("en", "rows", product, numbers(4, 3), numbers(3, 1))
    assert act.seconds < whole.seconds / 2
    with language(spoken):
        player = player_of("rows", product, numbers(4, 3), np.zeros((3, 1)))
        assert player.words(act.seconds) == told


def test_nothing_times_infinity_is_no_sum_of_zeros():
    weights = np.array([[np.inf, 1.0], [2.0, 3.0]])
    act = act_in("en", "rows", product, weights, np.zeros((2, 1)))
    assert "0 everywhere" not in act.caption
