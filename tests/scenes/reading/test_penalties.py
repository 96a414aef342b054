"""Weights that cost extra, and what only looks like it."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.penalties import penalties
from scenes.reading.value_roles import roles_of

W, B = np.arange(6.0).reshape(3, 2), np.array([1.0, -2.0])


def found_in(added, w=W, b=B):
    def call(x, w, b, loss):
        loss = ((x @ w) * b).sum() * 0 + b @ b * 0 + loss
        return added(w, b, loss)

    given = np.ones((4, len(w))), w.copy(), b.copy(), np.float64(1.5)
    found = roles_of(record(call, *given)).read(penalties)
    return list({id(one): one for one in found.values()}.values())


@pytest.mark.parametrize(
    "added, strengths",
    [
        (lambda w, b, loss: loss + 0.5 * np.linalg.norm(w) ** 2, [0.5]),
        (lambda w, b, loss: loss + np.square(np.linalg.norm(w)), [1]),
        (lambda w, b, loss: loss + np.power(np.linalg.norm(w), 2), [1]),
        (lambda w, b, loss: loss + np.sum(np.power(w, 2)), [1]),
        (lambda w, b, loss: loss + np.sum(np.power(w, np.array([2.0]))), [1]),
        (lambda w, b, loss: loss + 0.5 * (np.sum(w * w) + np.sum(b * b)), [0.5, 0.5]),
        (lambda w, b, loss: loss + (np.sum(w * w) / 2 + np.sum(b**2)), [0.5, 1]),
        (lambda w, b, loss: loss + sum([np.sum(w * w), np.sum(b * b)]), [1, 1]),
        (lambda w, b, loss: 0.1 * np.sum(w * w) * 0.5 + loss, [0.05]),
        (lambda w, b, loss: loss + (0.0 + np.sum(w * w)), [1]),
    ],
)
def test_how_much_weights_cost(added, strengths):
    (one,) = found_in(added)
    assert one.strengths == pytest.approx(strengths) and one.before == 1.5
    costs = sum(
        strength * sum(float(cell) ** 2 for cell in array.flat)
        for strength, array in zip(strengths, (W, B))
    )
    assert float(one.total.result.array) == pytest.approx(1.5 + costs)
    numbers = [each.number for each in one.operations]
    assert numbers == sorted(set(numbers)) and numbers[-1] == one.total.number


@pytest.mark.parametrize(
    "added",
    [
        lambda w, b, loss: loss + np.linalg.norm(w),
        lambda w, b, loss: loss + np.linalg.norm(w) ** 3,
        lambda w, b, loss: loss + np.linalg.norm(w, 1) ** 2,
        lambda w, b, loss: loss + 2.0 ** np.linalg.norm(w),
        lambda w, b, loss: loss + np.sum(w * w) ** 2,
        lambda w, b, loss: loss + np.square(np.sum(w * w)),
        lambda w, b, loss: loss + (np.linalg.norm(w) + np.sum(b * b)),
        lambda w, b, loss: loss + 0.5 * np.linalg.norm(w),
        lambda w, b, loss: loss + np.sum(w**3),
        lambda w, b, loss: loss + np.sum(w * w, where=w > 1),
        lambda w, b, loss: loss + np.sum(np.power(w, np.array([2.0, 3.0]))),
        lambda w, b, loss: loss + np.sum(w * b),
        lambda w, b, loss: loss - np.sum(w * w),
        lambda w, b, loss: loss * np.sum(w * w) * np.sum(b * b),
        lambda w, b, loss: loss + 2 / np.sum(w * w),
        lambda w, b, loss: loss + np.sum(w * w) / np.sum(b * b),
        lambda w, b, loss: loss + np.sum(w * w) / np.float64(0.0),
        lambda w, b, loss: np.sum(w * w) * 0.5,
        lambda w, b, loss: loss + np.mean(w * w),
        lambda w, b, loss: loss + np.sum(w + w),
        lambda w, b, loss: b + np.sum(w * w),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_what_is_none(added):
    assert found_in(added) == []


def test_one_number_alone_is_no_weights():
    assert found_in(lambda w, b, loss: loss + np.sum(w * w), W[:1, :1], B[:1]) == []


def test_what_nothing_is_multiplied_by_is_no_weights():
    def call(x, loss):
        return loss + np.sum(x * x)

    roles = roles_of(record(call, W.copy(), np.float64(1.5)))
    assert not roles.read(penalties)
