"""What is said of squares that are added to a loss."""

import numpy as np
import pytest

from tests.told import act_in, numbers

X, W, V = numbers(5, 3), numbers(3, 2), numbers(2, 2)
Y = X[:, :2].copy()


def scaled(x, y, w, v):
    return np.mean((x @ w @ v - y) ** 2) + 0.05 * np.sum(w**2)


def as_they_are(x, y, w, v):
    return np.mean((x @ w @ v - y) ** 2) + np.sum(w**2)


def each_by_its_own(x, y, w, v):
    return np.mean((x @ w @ v - y) ** 2) + (0.05 * np.sum(w**2) + 0.5 * np.sum(v**2))


@pytest.mark.parametrize(
    "call, english, chinese",
    [
        (
            scaled,
            "The squares of the weights, times 0.05, are added to the loss, so that it "
            "pays to keep them small.",
            "权重的平方乘以 0.05，加到损失上：权重小才划算。",
        ),
        (
            as_they_are,
            "The squares of the weights are added to the loss, so that it pays to keep "
            "them small.",
            "权重的平方加到损失上：权重小才划算。",
        ),
        (
            each_by_its_own,
            "The squares of 2 matrices of weights, times a number for each, are added "
            "to the loss, so that it pays to keep them small.",
            "2 个权重矩阵的平方乘以各自的系数，加到损失上：权重小才划算。",
        ),
    ],
)
def test_what_they_are_multiplied_by_is_said(call, english, chinese):
    given = X, Y, W, V
    assert act_in("en", "penalty", call, *given).lead == english
    assert act_in("zh", "penalty", call, *given).lead == chinese
