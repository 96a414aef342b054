"""Errors of answers, one-hot rows, answers that are right, penalties, draws."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.accuracies import accuracies
from scenes.reading.drawn_choice import drawn_choice
from scenes.reading.errors_of_answers import answer_errors
from scenes.reading.penalties import penalties
from scenes.reading.reductions import reduction
from scenes.reading.value_roles import roles_of
from scenes.reading.written_cells import one_hots, write
from tests.losses import HOT, LABELS, SHARES


def read(reader, function, *given):
    """What a reader finds, each once, in the order of their beginnings."""
    given = [one.copy() if isinstance(one, np.ndarray) else one for one in given]
    roles = roles_of(record(function, *given))
    found = roles.read(reader)
    return [found[number] for number in dict.fromkeys(sorted(found))], roles


def unique(found):
    return list({id(one): one for one in found}.values())


def copied(p, y):
    d = p.copy()
    d[np.arange(len(y)), y] -= 1
    d /= len(y)
    return d


def copied_by_a_function(p, y):
    d = np.copy(p)
    d[range(len(y)), y] -= 1
    d = d / len(y)
    return d


def not_divided(p, y):
    d = p.copy()
    d[range(len(y)), y] -= 1
    return d


def taken_away(p, y):
    return (p - np.eye(3)[y]) / len(y)


def of_a_column(p, y):
    d = np.copy(p[0].reshape(-1, 1))
    d[2] -= 1
    return d


@pytest.mark.parametrize(
    "function, divisor, examples",
    [
        (copied, 5, 5),
        (copied_by_a_function, 5, 5),
        (not_divided, 1, 5),
        (taken_away, 5, 5),
        (of_a_column, 1, 1),
    ],
)
def test_errors_of_answers(function, divisor, examples):
    found, _ = read(answer_errors, function, SHARES, LABELS)
    (error,) = unique(found)
    assert (error.divisor, len(error.picked)) == (divisor, examples)
    expected = SHARES.copy()[:examples]
    for row, label in enumerate(LABELS[:examples]):
        expected[row, label] -= 1
    np.testing.assert_allclose(
        error.result.array.reshape(examples, 3), expected / divisor
    )


def less_two(p, y):
    d = p.copy()
    d[np.arange(len(y)), y] -= 2
    return d


@pytest.mark.parametrize(
    "function, p", [(less_two, SHARES), (copied, SHARES * 3), (copied, SHARES - 0.5)]
)
def test_what_is_no_error_of_answers(function, p):
    assert read(answer_errors, function, p, LABELS)[0] == []


def zeros_then_one(y):
    x = np.zeros((6, 1))
    x[3] = 1
    return x


def zeros_then_ones(y):
    x = np.zeros((len(y), 3))
    x[np.arange(len(y)), y] = 1
    return x


def rows_of_the_diagonal(y):
    return np.eye(3)[y]


@pytest.mark.parametrize(
    "function, places",
    [
        (zeros_then_one, [3]),
        (zeros_then_ones, LABELS.tolist()),
        (rows_of_the_diagonal, LABELS.tolist()),
    ],
)
def test_one_hot_rows(function, places):
    (made,), roles = read(one_hots, function, LABELS)
    assert made.is_one_hot and len(made.operations) == len(roles.operations)
    lines = made.after.array.reshape(len(places), -1)
    assert lines.argmax(axis=1).tolist() == places
    assert lines.sum() == len(places)


def test_what_is_written_is_no_one_hot_where_something_else_was():
    def written(x):
        x = x * 1
        x[1] = 1
        return x

    roles = roles_of(record(written, np.array([0.0, 0.0, 3.0])))
    made = write(roles.operations[-1], roles.makers)
    assert not made.is_one_hot and made.cells.ravel().tolist() == [1]


def test_what_is_changed_through_a_view_was_something_else_before():
    def changed(x, y):
        x[1] -= y
        return x

    roles = roles_of(record(changed, np.ones((3, 2)), np.array([1.0, 2.0])))
    made = write(roles.operations[-1], roles.makers)
    assert made.before.array[1].tolist() == [1, 1]
    assert made.after.array[1].tolist() == [0, -1]


@pytest.mark.parametrize(
    "function, wanted",
    [
        (lambda p, y: (p.argmax(axis=1) == y).mean(), LABELS),
        (lambda p, y: np.mean(np.argmax(p, 1) == y), LABELS),
        (lambda p, y: np.sum(np.argmax(p, axis=1) == y) / len(y), LABELS),
        (lambda p, y: (p.argmax(1) == y.argmax(1)).sum() / len(y) * 100, HOT),
        (lambda p, y: np.count_nonzero(y == np.argmax(p, axis=1)), LABELS),
        (lambda p, y: (p.argmax(1) == y).astype(float).mean(), LABELS),
    ],
)
def test_answers_that_are_right(function, wanted):
    found, roles = read(accuracies, function, SHARES, wanted)
    (one,) = unique(found)
    right = sum(
        max(range(3), key=lambda k, row=row: row[k]) == label
        for row, label in zip(SHARES.tolist(), LABELS.tolist())
    )
    assert one.right == right and one.said.array.shape == (5, 3)
    assert len(one.operations) == len(roles.operations)


@pytest.mark.parametrize(
    "function",
    [
        lambda p, y: p.argmax(axis=1) == y,
        lambda p, y: (p.argmax(axis=1) > y).mean(),
        lambda p, y: (p.argmax(axis=1) == y).mean() * 3,
    ],
)
def test_answers_are_counted_only_where_the_code_does(function):
    found, _ = read(accuracies, function, SHARES, LABELS)
    assert [one.total.function for one in unique(found)] in ([], ["mean"])


class Net:
    def __init__(self):
        self.first = np.arange(6.0).reshape(3, 2)
        self.second = np.ones((2, 2))

    def squares(self, x, loss):
        y = x @ self.first @ self.second
        loss = y.sum() * 0 + loss
        loss += 0.5 * (np.sum(self.first * self.first) + np.sum(self.second**2))
        return loss

    def lengths(self, x, loss):
        y = x @ self.first @ self.second
        loss = y.sum() * 0 + loss
        loss += 0.25 * sum(np.linalg.norm(w) ** 2 for w in (self.first, self.second))
        return loss

    def squared_lengths(self, x, loss):
        y = x @ self.first @ self.second
        loss = y.sum() * 0 + loss
        lengths = [np.linalg.norm(w) for w in (self.first, self.second)]
        return loss + 2 * (np.square(lengths[0]) + np.square(lengths[1]))

    def cubes(self, x, loss):
        y = x @ self.first @ self.second
        return y.sum() * 0 + loss + np.linalg.norm(self.first) ** 3


@pytest.mark.parametrize(
    "name, strength", [("squares", 0.5), ("lengths", 0.25), ("squared_lengths", 2)]
)
def test_squares_of_weights_are_added(name, strength):
    x, loss = np.ones((4, 3)), np.float64(1.5)
    found, _ = read(penalties, getattr(Net(), name), x, loss)
    (one,) = unique(found)
    assert one.strengths == (strength, strength) and one.before == 1.5
    assert one.sums == pytest.approx((55, 4))
    assert float(one.total.result.array) == pytest.approx(1.5 + strength * 59)


def punished(added):
    """What penalties are found where a loss and weights become something."""

    def call(x, w, loss):
        loss = (x @ w).sum() * 0 + loss
        return added(w, loss)

    weights = np.arange(6.0).reshape(3, 2)
    found, _ = read(penalties, call, np.ones((4, 3)), weights, np.float64(1.5))
    return unique(found)


@pytest.mark.parametrize(
    "added, strength",
    [
        (lambda w, loss: loss + np.sum(w**2) / 4, 0.25),
        (lambda w, loss: np.sum(w * w) * 3 + loss, 3),
        (lambda w, loss: 3 * np.square(w).sum() + loss, 3),
        (lambda w, loss: loss + sum([np.sum(w * w)]), 1),
        (lambda w, loss: loss + 2 * np.sum(w**2) / 8, 0.25),
        (lambda w, loss: loss + np.linalg.norm(w) ** 2 / 2, 0.5),
    ],
)
def test_a_penalty_in_any_spelling(added, strength):
    (one,) = punished(added)
    assert one.strengths == (strength,) and one.before == 1.5
    assert one.sums == pytest.approx((55,))
    assert [each.number for each in one.operations] == sorted(
        each.number for each in one.operations
    )
    assert one.total is one.operations[-1]
    assert float(one.total.result.array) == pytest.approx(1.5 + 55 * strength)


@pytest.mark.parametrize(
    "added",
    [
        lambda w, loss: loss - np.sum(w * w),
        lambda w, loss: loss + 4 / np.sum(w * w),
        lambda w, loss: loss + np.sum(w * w) / 0.0,
        lambda w, loss: loss * np.sum(w * w) * np.sum(w * w),
        lambda w, loss: loss + np.linalg.norm(w),
        lambda w, loss: loss + np.linalg.norm(w) * 2,
        lambda w, loss: loss + np.sum(w**3),
        lambda w, loss: loss + np.sum(w * (w + 1)),
        lambda w, loss: loss + np.sum(np.abs(w)),
        lambda w, loss: loss + np.sum(w**2, axis=0),
        lambda w, loss: loss + np.linalg.norm(w, axis=0),
        lambda w, loss: loss + np.linalg.norm(w, 1) ** 2,
        lambda w, loss: loss + np.sum(w[:1, 1:] ** 2),
    ],
)
@pytest.mark.filterwarnings("ignore:divide by zero")
def test_what_is_no_penalty(added):
    assert punished(added) == []


def test_other_powers_are_no_penalty():
    found, _ = read(penalties, Net().cubes, np.ones((4, 3)), np.float64(1.5))
    assert found == []


def test_squares_of_what_is_no_weight_are_no_penalty():
    found, _ = read(penalties, lambda x, y: 1.5 + np.sum(x * x), SHARES, LABELS)
    assert found == []


def test_one_is_drawn_by_its_share():
    def draw(p):
        np.random.seed(3)
        return np.random.choice(3, p=p)

    operations = roles_of(record(draw, SHARES[0].copy())).operations
    choice = drawn_choice(operations)
    np.random.seed(3)
    (drawn,), (number,) = choice.drawn, choice.numbers
    assert choice.result is operations[-1].result  # as a number of Python
    assert drawn == np.random.choice(3, p=SHARES[0])
    low = choice.ends[drawn - 1] if drawn else 0
    assert low <= number < choice.ends[drawn]


def drawing(seed, *, replace):
    """(the DrawnChoice or None, what is drawn)."""

    def draw(p):
        return np.random.default_rng(seed).choice(4, size=3, p=p, replace=replace)

    shares = np.array([0.2, 0.1, 0.4, 0.3])
    operations = roles_of(record(draw, shares.copy())).operations
    return drawn_choice(operations), draw(shares).tolist()


@pytest.mark.parametrize("seed, replace", [(5, True), (7, True), (1, False)])
def test_several_are_drawn_by_their_shares(seed, replace):
    choice, expected = drawing(seed, replace=replace)
    assert list(choice.drawn) == expected == choice.result.array.tolist()
    assert choice.result is choice.operations[-1].result
    for number, drawn in zip(choice.numbers, choice.drawn):
        low = choice.ends[drawn - 1] if drawn else 0
        assert low <= number < choice.ends[drawn]


def test_what_is_drawn_twice_and_so_once_more_is_no_such_draw():
    choice, expected = drawing(4, replace=False)
    assert choice is None and len(set(expected)) == 3


def test_what_is_reduced_is_no_draw():
    operations = roles_of(record(lambda p: p.sum(axis=1), SHARES.copy())).operations
    assert drawn_choice(operations) is None and reduction(operations[0]) is not None


def by_the_chain_rule(z, right):
    p = np.exp(z) / np.sum(np.exp(z))
    slope = np.zeros(len(z))
    slope[right] = -1 / p[right]
    for i, one in enumerate(slope):
        if one == 0:
            continue
        powers = np.exp(z)
        total = np.sum(powers)
        slopes = -powers[i] * powers / total**2
        slopes[i] = powers[i] * (total - powers[i]) / total**2
        d = one * slopes
        return p, d * 1


def test_an_error_may_be_found_slope_by_slope():
    z = np.array([0.5, -1.0, 2.0])
    found, roles = read(answer_errors, by_the_chain_rule, z, 1)
    (error,) = unique(found)
    p = np.exp(z) / np.exp(z).sum()
    np.testing.assert_allclose(error.result.array, p - [0, 1, 0])
    left = {one.function for one in roles.operations} - {
        one.function for one in error.operations
    }
    assert "setitem" not in left and len(error.operations) > 10
