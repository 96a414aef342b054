"""Rows multiplied pair by pair and added up: known, shown, said."""

import numpy as np
import pytest

from network.recorder import record
from scenes.film.storyboard import film_steps
from tests.told_acts import planes_at, said_in, shots_of

RANDOM = np.random.default_rng(2)
A, B, W = RANDOM.normal(size=(5, 4)), RANDOM.normal(size=(5, 4)), RANDOM.normal(size=4)


def einsum(a, b):
    return np.einsum("ij,ij->i", a, b)


def einsum_in_numbers(a, b):
    return np.einsum(a, [0, 1], b, [0, 1], [0])


def summed(a, b):
    return (a * b).sum(axis=1)


def summed_by_numpy(a, b):
    s = np.sum(np.multiply(a, b), axis=-1, keepdims=True)
    return s


def reduced(a, b):
    return np.add.reduce(a * b, axis=1)


def by_one_row(a, w):
    return (w * a).sum(1)


WAYS = [
    (einsum, A, B),
    (einsum_in_numbers, A, B),
    (summed, A, B),
    (summed_by_numpy, A, B),
    (reduced, A, B),
    (by_one_row, A, W),
    (by_one_row, A, W[None]),
    (summed, A.astype(np.float32), B.astype(np.float32)),
]


def kinds(function, *given):
    steps = film_steps(record(function, *given))
    return [act.kind for step in steps for act in step.acts]


@pytest.mark.parametrize("function, a, b", WAYS)
def test_known_however_it_is_written(function, a, b):
    (shot,) = shots_of(function, a.copy(), b.copy(), kind="collapse_pairs")
    act = shot.player.act
    shot.player.show(act.seconds)
    np.testing.assert_allclose(
        shot.player.result.values.array.ravel(),
        [sum(float(x) * float(y) for x, y in zip(row, other))
         for row, other in zip(a, np.broadcast_to(b, a.shape))],
        rtol=1e-5,
    )  # fmt: skip
    assert kinds(function, a, b).count("cells_combine") == 0


def down(a, b):
    return (a * b).sum(axis=0)


def all_of_them(a, b):
    return (a * b).sum()


def kept(a, b):
    p = a * b
    return p.sum(axis=1), p


def used_again(a, b):
    p = a * b
    return p.sum(axis=1) + p[:, 0]


def squares(a, b):
    return (a * a).sum(axis=1)


def by_a_column(a, b):
    return (a * b[:, :1]).sum(axis=1)


def averaged(a, b):
    return (a * b).mean(axis=1)


def other_axis(a, b):
    return np.einsum("ij,ij->j", a, b)


def all_letters(a, b):
    return np.einsum("ij,ij->ij", a, b)


def transposed(a, b):
    return np.einsum("ij,ji->i", a[:4], b[:4])


@pytest.mark.parametrize(
    "function",
    [
        *(down, all_of_them, kept, used_again, squares, by_a_column, averaged),
        *(other_axis, all_letters, transposed),
    ],
)
def test_what_is_something_else(function):
    assert "collapse_pairs" not in kinds(function, A, B)


def test_rows_fly_together_and_are_written_out():
    (shot,) = shots_of(einsum, A, B, kind="collapse_pairs")
    before = planes_at(shot, 1.0)
    np.testing.assert_array_equal(before["a"][0], A)
    np.testing.assert_array_equal(before["b"][0], B)
    texts = [part.text for part in shot.player.parts if hasattr(part, "text")]
    first = " ".join(texts)
    assert f"{abs(A[0, 0]):.2f}" in first and "×" in first and "…" in first
    shot.player.show(2.4)
    assert shot.player.slips.items and len(shot.player.slips.items) == 8
    assert shot.player.second.marks == ((0, 0, 1, 4),)


@pytest.mark.parametrize(
    "spoken, function, b, words",
    [
        ("en", summed, B, "Each of the 5 rows of a meets the row of b beside it"),
        ("en", by_one_row, W, "Each of the 5 rows of a meets the row w: 4 pairs"),
        ("zh", summed, B, "a 的 5 行各与 b 的同一行：4 对数相乘"),
    ],
)
def test_what_is_said(spoken, function, b, words):
    assert words in said_in(spoken, function, A, b, kind="collapse_pairs")[1]
