"""Losses as strangers write them, and what only looks like one."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.losses import losses
from scenes.reading.value_roles import roles_of
from tests import losses as written
from tests.losses import HOT, LABELS, SCORES, SHARES, TRUE, YES


def found_in(function, *given):
    given = [one.copy() if isinstance(one, np.ndarray) else one for one in given]
    found = roles_of(record(function, *given)).read(losses)
    return list({id(one): one for one in found.values()}.values())


def classes_by_examples(p, y):
    return -np.log(p[y, np.arange(len(y))]).mean()


def labels_from_one(p, y):
    return -np.log(p[np.arange(len(y)), y - 1]).mean()


def labels_of_a_part(p, y):
    y = y[2:7]
    return -np.log(p[np.arange(len(y)), y]).mean()


def labels_in_a_column(p, y):
    y = y.ravel()
    return -np.log(p[np.arange(len(y)), y]).mean()


def all_counted(p, y):
    keep = np.ones(len(y))
    return -(np.log(p[np.arange(len(y)), y]) * keep).sum() / keep.sum()


ROWS = np.arange(5)


@pytest.mark.parametrize(
    "function, said, wanted, labels",
    [
        (classes_by_examples, SHARES.T.copy(), LABELS, LABELS),
        (labels_from_one, SHARES, LABELS + 1, LABELS),
        (labels_of_a_part, SHARES, np.r_[0, 1, LABELS, 1], LABELS),
        (labels_in_a_column, SHARES, LABELS[:, None], LABELS[:, None]),
        (written.picked, SHARES, LABELS - 3, LABELS - 3),
        (written.picked, SHARES, LABELS.astype(np.int32), LABELS),
        (written.picked, SHARES[:, :2], np.array([1, 0, 1, 1, 0]), [1, 0, 1, 1, 0]),
        (written.picked, SHARES[:1], LABELS[:1], LABELS[:1]),
        (all_counted, SHARES, LABELS, LABELS),
    ],
)
def test_what_was_wanted_is_the_index_of_the_classes(function, said, wanted, labels):
    (loss,) = found_in(function, said, wanted)
    assert loss.form.kind == "shares" and loss.form.masked == 0
    np.testing.assert_array_equal(loss.form.wanted.array, labels)
    right = [said.T if function is classes_by_examples else said][0]
    expected = right[np.arange(len(right)), np.ravel(labels)]
    np.testing.assert_array_equal(loss.form.xs, expected)


def through_a_softmax(x, y):
    powers = np.exp(x)
    p = powers / powers.sum(axis=1, keepdims=True)
    return -(y * np.log(p)).sum() / len(y)


def beside_a_softmax(z, y):
    z = z - z.max(axis=1, keepdims=True)
    powers = np.exp(z)
    sums = powers.sum(axis=1, keepdims=True)
    p = powers / sums
    return p, -(y * (z - np.log(sums))).sum() / len(y)


def test_a_softmax_keeps_its_operations():
    (loss,) = found_in(through_a_softmax, SCORES, HOT)
    assert loss.form.kind == "shares" and loss.form.scale == pytest.approx(1 / 5)
    trace = record(beside_a_softmax, SCORES.copy(), HOT.copy())
    roles = roles_of(trace)
    (loss,) = {id(one): one for one in roles.read(losses).values()}.values()
    assert loss.form.kind == "scores"
    functions = [one.function for one in loss.operations]
    # All but powers and their sums, of which the shares are made, too.
    assert functions[:4] == ["max", "subtract", "log", "subtract"]
    assert functions[4:] == ["multiply", "sum", "negative", "divide"]
    divided = {one.division.function: one for one in roles.softmaxes.values()}
    assert not loss.numbers & divided["divide"].numbers
    assert loss.numbers & divided["subtract"].numbers


def sides_before_answers(x, w, y):
    side = 2 * y - 1
    z = x @ w
    return np.log(1 + np.exp(-side * z)).sum()


def test_what_was_made_before_the_answers_is_no_part():
    (loss,) = found_in(sides_before_answers, SCORES, np.ones((3, 1)), TRUE[:5])
    assert loss.form.kind == "logits" and loss.form.said.name == "z"
    functions = [one.function for one in loss.operations]
    assert functions == ["negative", "multiply", "exp", "add", "log", "sum"]


SOFT = np.array([[1.0], [0], [0.9], [0.5], [0], [0.25]])
SURE = np.array([[1.0], [0], [1], [0.5], [0.25], [0]])


@pytest.mark.parametrize(
    "wanted, is_soft", [(TRUE, False), (SOFT, True), (np.clip(TRUE, 0.1, 0.9), True)]
)
def test_yes_and_no_may_be_softened(wanted, is_soft):
    (loss,) = found_in(written.yes_or_no, YES, wanted)
    assert (loss.form.kind, loss.form.is_soft) == ("binary", is_soft)
    xs = YES if is_soft else np.where(wanted == 1, YES, 1 - YES)
    np.testing.assert_array_equal(loss.form.xs, xs)


def yes_or_no_clipped_far(a, y):
    a = np.clip(a, 1e-4, 1 - 1e-4)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a)).mean()


def test_answers_that_are_sure_cost_what_their_limits_do():
    (loss,) = found_in(yes_or_no_clipped_far, SURE, TRUE)
    near = np.clip(SURE, 1e-4, 1 - 1e-4)
    expected = -np.log(np.where(TRUE == 1, near, 1 - near))
    assert loss.form.kind == "binary"
    np.testing.assert_allclose(loss.form.terms, expected)


def added_before_the_logarithm(p, y, small):
    return -(y * np.log(p + small)).sum() / len(y)


def summed_and_added(p, y, small):
    return -np.log((p * y).sum(axis=1) + small).mean()


@pytest.mark.parametrize(
    "function, small, said",
    [
        (added_before_the_logarithm, 9e-4, SHARES),
        (added_before_the_logarithm, 1e-3, SHARES + 1e-3),  # no tiny number any more
        (added_before_the_logarithm, 0.0, SHARES),
        (summed_and_added, 9e-4, SHARES),
    ],
)
def test_a_tiny_number_keeps_a_logarithm_from_zero(function, small, said):
    (loss,) = found_in(function, SHARES, HOT, small)
    np.testing.assert_array_equal(loss.form.said.array, said)
    at = said[np.arange(5), LABELS]
    tiny = small if said is SHARES else 0
    np.testing.assert_allclose(loss.form.terms, -np.log(at + tiny), rtol=1e-12)


def scaled_into_a_buffer(a, y):
    loss = ((a - y) ** 2).sum()
    return np.multiply(loss, 0.3, out=np.zeros(()))


def scaled_where(a, y):
    loss = ((a - y) ** 2).sum()
    return np.multiply(loss, 0.3, where=a[0, 0] > 0, out=None)


def added_where(a, y):
    loss = ((a - y) ** 2).sum()
    return np.add(loss, 0.25, where=a[0, 0] > 0, out=None)


def rooted_and_scaled(a, y):
    loss = np.sqrt(((a - y) ** 2).mean())
    return loss * 0.3


def scaled_by(a, y, factor):
    loss = ((a - y) ** 2).sum()
    return loss * factor


@pytest.mark.parametrize(
    "function, given, scale, functions",
    [
        (scaled_by, (0.25,), 0.25, ["subtract", "square", "sum", "multiply"]),
        (scaled_by, (0.0,), 1.0, ["subtract", "square", "sum"]),
        (scaled_by, (-1.0,), 1.0, ["subtract", "square", "sum"]),
        (scaled_by, (np.inf,), 1.0, ["subtract", "square", "sum"]),
        (scaled_by, (np.nan,), 1.0, ["subtract", "square", "sum"]),
        (scaled_by, (np.ones(2),), 1.0, ["subtract", "square", "sum"]),
        (scaled_into_a_buffer, (), 0.3, ["subtract", "square", "sum", "multiply"]),
        (scaled_where, (), 1.0, ["subtract", "square", "sum"]),
        (added_where, (), 1.0, ["subtract", "square", "sum"]),
        (rooted_and_scaled, (), 1 / 6, ["subtract", "square", "mean", "sqrt"]),
    ],
)
def test_what_a_loss_is_scaled_by(function, given, scale, functions):
    (loss,) = found_in(function, YES, TRUE, *given)
    assert loss.form.scale == scale
    assert [one.function for one in loss.operations] == functions


def likelihood_added_up(p, y):
    total = 0.0
    for t in range(len(y)):
        total = total + np.log(p[t, y[t]])
    return total


def taken_from_the_other_side(p, y):
    total = 0.0
    for t in range(len(y)):
        total = np.log(p[t, y[t]]) - total
    return total


def halved_and_taken_away(p, y):
    total = 0.0
    for t in range(len(y)):
        total = total - np.log(p[t, y[t]] * 0.5)
    return total


def nearly_a_mean(a, y):
    return np.sum((a - y) ** 2 * (1 + 1e-6)) / np.int32(6)


def picked_by_ones_where(p, y):
    product = np.multiply(p, y, where=p >= 0, out=None)
    return -np.log(product.sum(axis=1)).mean()


def of_some(a, y):
    return np.mean(np.subtract(a, y, where=a > -1, out=None) ** 2)


def of_some_far_ones(a, y):
    d = np.subtract(a, y, where=a > -1, out=None)
    return np.where(np.abs(d) < 0.5, 0.5 * d**2, 0.5 * (np.abs(d) - 0.25)).sum()


def of_halves(p, y):
    """What is subtracted is made of what it is subtracted from."""
    half = p * 0.5 + y * 0.0
    return ((p - half) ** 2).mean()


def of_one_answer(z, y):
    return (y * (np.log(np.exp(z).sum()) - z)).sum()


def sizes_of_each(a, y):
    return np.abs(a - y).sum(axis=1)


def sides_of_each(f, y):
    return np.maximum(0, 1 - y * f).sum(axis=1)


def far_ones_of_each(a, y):
    d = a - y
    return np.where(np.abs(d) < 0.5, 0.5 * d**2, 0.5 * (np.abs(d) - 0.25)).sum(axis=1)


def of_the_largest_of_one(p):
    return -np.log(p[p.argmax()])


@pytest.mark.parametrize(
    "function, given",
    [
        (likelihood_added_up, (SHARES, LABELS)),
        (taken_from_the_other_side, (SHARES, LABELS)),
        (halved_and_taken_away, (SHARES, LABELS)),
        (nearly_a_mean, (YES, TRUE)),
        (of_some, (YES, TRUE)),
        (picked_by_ones_where, (SHARES, HOT)),
        (of_halves, (SHARES, HOT)),
        (of_one_answer, (SHARES[:1, :1], HOT[:1, 2:])),
        (written.picked_and_weighed, (SHARES, LABELS)),
        (of_some_far_ones, (YES, TRUE)),
        (sizes_of_each, (YES, TRUE)),
        (sides_of_each, (SCORES[:, :1], 2 * TRUE[:5] - 1)),
        (far_ones_of_each, (YES, TRUE)),
        (of_the_largest_of_one, (SHARES[0],)),
        (written.picked_by_ones, (SHARES * 3, HOT)),
    ],
)
def test_what_is_none(function, given):
    assert found_in(function, *given) == []


def test_of_no_examples_nothing_is_lost():
    assert found_in(written.one_hot_by_rows, SHARES[:, :0], HOT[:, :0]) == []


def root_of_far_ones(a, y):
    d = a - y
    far = np.where(np.abs(d) < 0.5, 0.5 * d**2, 0.5 * (np.abs(d) - 0.25))
    return np.sqrt(far.mean())


def test_a_root_of_far_ones_is_none():
    (loss,) = found_in(root_of_far_ones, YES, TRUE)
    assert (loss.form.kind, loss.total.function) == ("huber", "mean")


def picked_by_ones_in_a_buffer(p, y):
    return -np.log(np.multiply(p, y, out=np.zeros_like(p)).sum(axis=1)).mean()


def added_into_a_buffer(p, y):
    total = np.zeros(())
    for t in range(len(y)):
        np.subtract(total, np.log(p[t, y[t]]), out=total)
    return total


def test_numbers_may_be_put_into_a_buffer():
    (loss,) = found_in(picked_by_ones_in_a_buffer, SHARES, HOT)
    np.testing.assert_array_equal(loss.form.picked, np.arange(5) * 3 + LABELS)
    found = found_in(added_into_a_buffer, SHARES, LABELS)
    costs = -np.log(SHARES[np.arange(5), LABELS])
    np.testing.assert_allclose([one.value for one in found], costs)
    assert [one.running is None for one in found] == [True] + [False] * 4
