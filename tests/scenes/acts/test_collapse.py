"""Reductions: what collapses to what, and what is said of it."""

import numpy as np
import pytest

from tests.told_acts import draws, planes_at, said_in, shots_of

X = np.random.default_rng(4).normal(size=(5, 3))


def gradients(x, d):
    return x.T @ d, d.sum(axis=0)


@pytest.mark.parametrize(
    "function, shape, turns",
    [
        (lambda x: x.sum(axis=0), (1, 3), 3),
        (lambda x: x.mean(axis=1, keepdims=True), (5, 1), 5),
        (lambda x: x.max(), (1, 1), 1),
        (lambda x: x.reshape(5, 3, 1).std(axis=(1, 2)), (5, 1), 5),
    ],
)
def test_each_line_becomes_its_number(function, shape, turns):
    (shot,) = shots_of(function, X, kind="collapse")
    act = shot.player.act
    assert len(act.turns.starts) == turns and len(act.operations) == 1
    name = act.result_name
    before = planes_at(shot, act.turns.starts[0])[name]
    after = planes_at(shot, act.seconds)[name]
    assert before[0].shape == shape and not before[1].any() and after[1].all()
    np.testing.assert_array_equal(after[0].ravel(), act.result.array.ravel())
    alone = planes_at(shot, act.turns.ended(0) - 0.01)[name]
    assert alone[1].sum() == 1


def test_over_the_batch_is_said_where_a_product_sums_over_it_too():
    title, caption, _ = said_in("en", gradients, X, X[:, :2], kind="collapse")
    assert title == "Add up each column"
    assert caption.startswith(
        "Over the batch: each column of d becomes one number, down its 5"
    )
    _, caption, _ = said_in("en", lambda d: d.sum(axis=0), X, kind="collapse")
    assert caption.startswith(
        "Each of the 3 columns of d becomes one number, down its 5 rows: their sum."
    )


@pytest.mark.parametrize(
    "function, spoken, caption",
    [
        (
            lambda x: x.sum(axis=1),
            "en",
            "Each of the 2 rows of x becomes one number, across its 2 columns: their "
            "sum. The greatest sum is 7.000, of row 1.",
        ),
        (
            lambda x: x.sum(axis=1),
            "zh",
            "x 的 2 行各 2 个数变成一个数：它们的和。最大的和是 7.000，在行 1。",
        ),
        (
            lambda x: x.argmax(axis=1),
            "en",
            "Each of the 2 rows of x becomes one number, across its 2 columns: the "
            "place of the largest. It is at 1 in each of them.",
        ),
        (
            lambda x: x.mean(),
            "en",
            "All 4 cells of x become one number: their mean. The mean is 2.500.",
        ),
        (
            lambda x: (x * 0).sum(axis=0),
            "en",
            "Each of the 2 columns of x * 0 becomes one number, down its 2 rows: their "
            "sum. Every sum is 0.",
        ),
    ],
)
def test_what_is_said(function, spoken, caption):
    given = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert said_in(spoken, function, given, kind="collapse")[1] == caption


def test_what_is_kept_stays_marked():
    (shot,) = shots_of(lambda x: x.max(axis=1), X, kind="collapse")
    shot.player.show(shot.player.act.seconds)
    assert shot.player.plane.marks == tuple(
        (row, int(place), 1, 1) for row, place in enumerate(X.argmax(axis=1))
    )
    (shot,) = shots_of(lambda x: x.max(), np.arange(100.0), kind="collapse")
    shot.player.show(shot.player.act.seconds)
    ((row, column, _, _),) = shot.player.plane.marks
    assert shot.player.plane.values.array[row, column] == 99


def test_the_first_is_written_out():
    given = np.array([[1.0, -2.0], [3.0, 4.0]])
    (shot,) = shots_of(lambda x: x.sum(axis=1), given, kind="collapse")
    texts = [part.text for part in shot.player.parts if hasattr(part, "text")]
    assert "1 − 2 = −1" in texts
    assert (
        "Row 0: 2 cells become one, −1.000."
        in said_in("en", lambda x: x.sum(axis=1), given, kind="collapse")[2]
    )


@pytest.mark.parametrize(
    "x",
    [
        np.zeros((3, 3)),
        np.array([[1.0, np.nan], [np.inf, -np.inf]]),
        np.arange(6).reshape(2, 3),
        np.ones((2, 2), bool),
        np.ones((1, 7)),
        np.ones((7, 1)),
        np.random.default_rng(0).normal(size=(300, 200)),
        np.random.default_rng(0).normal(size=(2, 3, 4, 5)),
        np.arange(500.0),
    ],
)
@pytest.mark.parametrize("function", [np.sum, np.max, np.argmax, np.mean])
@pytest.mark.filterwarnings("ignore:invalid value")
def test_any_array_can_be_told(function, x):
    for axis in (0, None):
        shots = shots_of(
            lambda x, axis=axis: function(x, axis=axis), x, kind="collapse"
        )
        for shot in shots:
            assert draws(shot)
            assert "nan" not in shot.player.act.lead
        is_picked = function is np.argmax and max(x.shape) == x.size <= 32
        assert is_picked or len(shots) == (axis is None or x.shape[0] > 1)


MAPS = np.random.default_rng(4).normal(size=(1, 5, 3, 2))


@pytest.mark.parametrize(
    "spoken, title, lead, one",
    [
        (
            "en",
            "The mean of each matrix",
            "Each of the 5 matrices of x, 3 × 2, becomes one number: their mean.",
            "Matrix 0: 6 cells become one, ",
        ),
        (
            "zh",
            "求平均：每个矩阵",
            "x 的 5 个 3 × 2 矩阵各变成一个数：它们的平均值。",
            "矩阵 0：6 个格变成一个数",
        ),
    ],
)
def test_maps_that_become_one_number_each(spoken, title, lead, one):
    told, caption, words = said_in(
        spoken, lambda x: x.mean(axis=(2, 3)), MAPS, kind="collapse"
    )
    assert (told, caption[: len(lead)]) == (title, lead)
    assert any(sentence.startswith(one) for sentence in words)
