"""A matrix times a column: as sheets, as rows, or turned over first."""

import numpy as np
import pytest

from scenes.words.naming import language
from tests.column_products import product, spelled, turned
from tests.told import act_in, acts_of, kinds_of, numbers, player_of, turns_of


def dotted(a, b):
    c = np.dot(a, b)
    return c


def of_other_axes(a, b):
    c = np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)])
    return c


def into_another(a, b):
    c = np.zeros(1)
    np.matmul(a, b, out=c)
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
        (into_another, (1, 3), (3, 1), ["begins", "generic"]),  # of one row: no rows
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
        (turned_not_at_all, (3, 3), (3, 1), ["rows"]),
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
            [(1.0, 5.2), (6.2, 2.6), (8.8, 1.3), (10.1, 0.65), (10.75, 0.45)],
            14.0,
        ),
        (
            product,
            (6, 784),
            [
                (1.0, 7.0),
                (8.0, 3.5),
                (11.5, 1.75),
                (13.25, 0.875),
                (14.125, 0.4375),
                (14.5625, 0.4),
            ],
            19.6,
        ),
        (
            turned,
            (3, 5),
            [(2.8, 3.4), (6.2, 1.7), (7.9, 0.85), (8.75, 0.425), (9.175, 0.4)],
            12.4,
        ),
    ],
)
def test_when_each_row_has_its_turn(call, left, turns, seconds):
    right = left[0] if call is turned else left[1]
    (act,) = acts_of(call, numbers(*left), numbers(right, 1))
    assert turns_of(act) == turns
    assert act.seconds == seconds


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
