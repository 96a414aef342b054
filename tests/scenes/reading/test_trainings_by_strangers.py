"""Trainings as strangers write them: rounds, curves, and what is none."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.parameter_chains import parameter_chains
from scenes.reading.training_rounds import Adjusted, Training, training_rounds
from scenes.reading.value_roles import roles_of

RANDOM = np.random.default_rng(1)
W, B = RANDOM.normal(size=(2, 3, 3))
X, Y = RANDOM.normal(size=(2, 3, 4))
LABELS = np.array([0, 2, 1, 1])


def found_in(function, *given):
    given = [np.copy(one) if isinstance(one, np.ndarray) else one for one in given]
    return roles_of(record(function, *given)).read(training_rounds)


def stepped(w, x, y):
    w = w - 0.1 * ((w @ x - y) @ x.T)
    w = w - 0.1 * ((w @ x - y) @ x.T)
    return w


def two_rounds(w, x, y):
    for _ in range(2):
        error = w @ x - y
        loss = np.mean(error**2)
        w = w - 0.1 * (error @ x.T)
    return w, loss


def with_a_loss_at_first(w, x, y):
    for k in range(3):
        error = w @ x - y
        if k == 0:
            np.mean(error**2)
        w -= 0.1 * error @ x.T


def with_a_loss_that_stays(w, x, y):
    for _ in range(3):
        np.mean((x - y) ** 2)
        w -= 0.1 * (w @ x - y) @ x.T


def with_a_loss_of_two_lines(w, x, y):
    for _ in range(3):
        error = w @ x - y
        np.mean(
            error**2
        )  # fmt: skip
        w -= 0.1 * error @ x.T


def with_right_answers_alone(w, x, labels):
    kept = []
    for _ in range(4):
        z = w @ x
        right = np.mean(z.argmax(axis=0) == labels)
        p = np.exp(z) / np.exp(z).sum(axis=0)
        p[labels, np.arange(4)] -= 1
        w -= 0.5 * p @ x.T
        kept.append(right)
    return kept


def in_two_loops(w, x, y):
    for _ in range(2):
        w -= 0.1 * (w @ x - y) @ x.T
    for _ in range(3):
        w -= 0.05 * (w @ x - y) @ x.T


def cut_in_the_middle(w, b, x, y):
    for k in range(4):
        error = w @ x + b @ x - y
        w -= 0.1 * error @ x.T
        if k == 3:
            break
        b -= 0.1 * error @ x.T


def one_of_them_seldom(w, b, x, y):
    for k in range(4):
        error = w @ x + b @ x - y
        w -= 0.1 * error @ x.T
        if k % 2:
            b -= 0.1 * error @ x.T


def in_batches(w, x, y):
    for _ in range(2):
        for at in range(0, 4, 2):
            some, wanted = x[:, at : at + 2], y[:, at : at + 2]
            error = w @ some - wanted
            loss = np.mean(error**2)
            w -= 0.1 * error @ some.T
    return loss


@pytest.mark.parametrize(
    "function, given, rounds, names, curve",
    [
        (stepped, (W, X, Y), 2, ["w"], "distance"),
        (two_rounds, (W, X, Y), 2, ["w"], "value"),
        (with_a_loss_at_first, (W, X, Y), 3, ["w"], "size"),
        (with_a_loss_that_stays, (W, X, Y), 3, ["w"], "size"),
        (with_a_loss_of_two_lines, (W, X, Y), 3, ["w"], "value"),
        (in_two_loops, (W, X, Y), 3, ["w"], "size"),
        (cut_in_the_middle, (W, B, X, Y), 3, ["w", "b"], "size"),
        (one_of_them_seldom, (W, B, X, Y), 4, ["w", "b"], "size"),
        (in_batches, (W, X, Y), 4, ["w"], "value"),
    ],
)
def test_rounds_and_what_tells_how_they_go(function, given, rounds, names, curve):
    found = found_in(function, *given)
    assert isinstance(found, Training) and len(found) == rounds
    assert [one.name for one in found.parameters] == names
    assert found.figures.of == curve and len(found.figures.numbers) == rounds
    assert "\n" not in found.figures.name
    assert found.unseen == 0
    if curve == "value":
        assert found.loss is not None and found.loss.form.kind == "squared"
        assert found.figures.numbers[0] == pytest.approx(found.loss.value)


def test_how_many_are_right_is_no_curve():
    found = found_in(with_right_answers_alone, W, X, LABELS)
    assert [one is None for one in found.accuracies] == [False] * 4
    assert found.figures is None or found.figures.name != "right"


def one_then_the_other(w, b, x, y):
    for _ in range(4):
        w -= 0.1 * (w @ x - y) @ x.T
    for _ in range(2):
        b -= 0.1 * (b @ x - y) @ x.T


def nothing_learns(w, x, y):
    return w @ x - y


def once_each(w, b, x, y):
    w -= 0.1 * (w @ x - y) @ x.T
    b -= 0.1 * (b @ x - y) @ x.T


@pytest.mark.parametrize(
    "function, given, expected",
    [
        (one_then_the_other, (W, B, X, Y), Adjusted(("w", "b"), 4)),
        (nothing_learns, (W, X, Y), Adjusted((), 0)),
        (once_each, (W, B, X, Y), Adjusted(("w", "b"), 1)),
    ],
)
def test_what_is_no_training(function, given, expected):
    assert found_in(function, *given) == expected


def kept_small(w, x, y):
    for _ in range(3):
        w -= 0.1 * ((w @ x - y) @ x.T)
        w = np.clip(w, -1, 1)
    return w


def kept_small_often(w, x, y):
    for _ in range(3):
        w -= 0.1 * ((w @ x - y) @ x.T)
        w = np.clip(w, -1, 1)
        w = np.maximum(w, -0.9)
        w = np.minimum(w, 0.9)
    return w


def kept_small_too_often(w, x, y):
    for _ in range(3):
        w -= 0.1 * ((w @ x - y) @ x.T)
        w = np.clip(w, -1, 1)
        w = np.maximum(w, -0.9)
        w = np.minimum(w, 0.9)
        w = w * 0.99
    return w


def kept_small_by_a_mask(w, x, y):
    for _ in range(3):
        w -= 0.1 * ((w @ x - y) @ x.T)
        w = np.where(np.abs(w) < 1, w, 0.0)
    return w


def one_of_two(w, b, x, y):
    for _ in range(3):
        w -= 0.1 * ((w @ x - y) @ x.T)
        b -= 0.1 * ((b @ x - y) @ x.T)
        w = np.maximum(w, b)
    return w


def of_complex_numbers(w, x, y):
    for _ in range(3):
        w = w - 0.1 * ((w @ x - y) @ x.T)
    return w


def of_one_number(w, x, y):
    for _ in range(3):
        w = w - 0.1 * np.sum((w * x - y) * x)
    return w


def with_a_bias(w, b, x, y):
    for _ in range(3):
        error = w @ x + b - y
        w -= 0.1 * (x @ error)
        b -= 0.1 * error.mean()
    return w, b


def with_a_bias_anew(w, b, x, y):
    for _ in range(3):
        error = w @ x + b - y
        w = w - 0.1 * (x @ error)
        b = b - 0.1 * error.mean()
    return w, b


def with_what_counts(w, x, y):
    """A sum of losses, a mean that follows them and a rate that falls learn nothing."""
    total, smooth, rate = np.float64(0), np.float64(0), np.float64(0.1)
    for _ in range(3):
        error = w @ x - y
        loss = (error * error).mean()
        total += loss
        smooth += 0.1 * (loss - smooth)
        w = w - rate * (x @ error)
        rate = rate - 0.01 * rate
    return w, total, smooth


def with_a_speed(w, b, x, y):
    speed, of_b = np.zeros_like(w), np.array(0.0)
    for _ in range(3):
        error = w @ x + b - y
        speed = 0.9 * speed - 0.1 * (x @ error)
        of_b = 0.9 * of_b - 0.1 * error.mean()
        w += speed
        b += of_b
    return w, b


@pytest.mark.parametrize(
    "function, given, chains",
    [
        (kept_small, (W, X, Y), [("w", 3)]),
        (kept_small_often, (W, X, Y), [("w", 3)]),
        (kept_small_too_often, (W, X, Y), [("w", 1)] * 3),
        (kept_small_by_a_mask, (W, X, Y), [("w", 3)]),
        (one_of_two, (W, B, X, Y), [("w", 1), ("b", 3), ("w", 1), ("w", 1)]),
        (of_complex_numbers, (W + 0j, X, Y), []),
        (of_one_number, (np.float64(0.5), X, Y), [("w", 3)]),
        (with_a_bias, (W[0], np.array(0.1), X, Y[0]), [("w", 3), ("b", 3)]),
        (with_a_bias, (W[0], np.array([0.1]), X, Y[0]), [("w", 3), ("b", 3)]),
        (with_a_bias_anew, (W[0], np.array(0.1), X, Y[0]), [("w", 3), ("b", 3)]),
        (with_a_bias_anew, (W[0], 0.1, X, Y[0]), [("w", 3), ("b", 3)]),
        (with_what_counts, (W[0], X, Y[0]), [("w", 3)]),
        (with_a_speed, (W[0], np.array(0.1), X, Y[0]), [("w", 3), ("b", 3)]),
    ],
)
def test_a_parameter_is_followed_from_update_to_update(function, given, chains):
    own = (one if np.isscalar(one) else one.copy() for one in given)
    roles = roles_of(record(function, *own))
    found = roles.read(parameter_chains)
    assert [(one.name, len(one.updates)) for one in found] == chains
