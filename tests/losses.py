"""Losses in the spellings that people use, and near misses, for tests."""

import numpy as np

RANDOM = np.random.default_rng(11)
SCORES = RANDOM.normal(size=(5, 3)) * 2
SHARES = np.exp(SCORES) / np.exp(SCORES).sum(axis=1, keepdims=True)
LABELS = np.array([2, 0, 1, 1, 2])
HOT = np.eye(3)[LABELS]
YES = 1 / (1 + np.exp(-RANDOM.normal(size=(6, 1))))
TRUE = np.array([[1.0], [0], [1], [1], [0], [0]])


def picked(p, y):
    return -np.log(p[np.arange(len(y)), y]).mean()


def picked_by_a_range(p, y):
    logs = -np.log(p[range(len(y)), y])
    return np.sum(logs) / len(y)


def picked_along(p, y):
    return -np.log(np.take_along_axis(p, y[:, None], axis=1)).sum()


def picked_and_kept_from_zero(p, y):
    return -np.mean(np.log(p[np.arange(len(y)), y] + 1e-9))


def clipped(p, y):
    p = np.clip(p, 1e-7, 1 - 1e-7)
    confidences = p[range(len(p)), y]
    return np.mean(-np.log(confidences))


def one_hot(p, y):
    return -np.sum(y * np.log(p)) / p.shape[0]


def one_hot_by_rows(p, y):
    return np.mean(-np.sum(np.log(p + 1e-12) * y, axis=1))


def one_hot_by_letters(p, y):
    return -np.einsum("ij,ij->", y, np.log(p)) / len(p)


def of_each(p, y):
    return -np.log(p[np.arange(len(y)), y])


def of_scores(z, y):
    largest = z.max(axis=1, keepdims=True)
    logs = np.log(np.exp(z - largest).sum(axis=1)) + largest[:, 0]
    return (logs - z[np.arange(len(y)), y]).mean()


def of_log_shares(z, y):
    z = z - z.max(axis=1, keepdims=True)
    logs = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -logs[np.arange(len(y)), y].mean()


def of_log_shares_one_hot(z, y):
    logs = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return -(y * logs).sum() / len(z)


def in_place(z, y):
    right = z[range(len(y)), y].reshape(-1, 1)
    largest = z.max(axis=1, keepdims=True)
    z -= largest
    loss = -right.sum() + largest.sum() + np.log(np.exp(z).sum(axis=1)).sum()
    loss /= len(y)
    return loss


def yes_or_no(a, y):
    return -np.mean(y * np.log(a) + (1 - y) * np.log(1 - a))


def yes_or_no_of_numbers(a, y):
    return np.sum(np.nan_to_num(-y * np.log(a) - (1 - y) * np.log(1 - a)))


def yes_or_no_as_products(a, y):
    logs = -np.dot(y.T, np.log(a)) - np.dot(1 - y.T, np.log(1 - a))
    return np.squeeze(1 / len(y) * logs)


def yes_or_no_clipped(a, y):
    a = np.clip(a, 1e-7, 1 - 1e-7)
    loss = -(y * np.log(a) + (1 - y) * np.log(1 - a))
    return loss.mean()


def squares(a, y):
    return np.mean((a - y) ** 2)


def half_squares(a, y):
    d = a - y
    return 0.5 * np.sum(d * d)


def half_a_length(a, y):
    return 0.5 * np.linalg.norm(a - y) ** 2


def squares_the_other_way(a, y):
    return np.square(y - a).sum() / (2 * len(y))


def squares_as_a_product(a, y):
    e = (a - y).ravel()
    return e.dot(e) / len(e)


def squares_as_a_column(a, y):
    e = a - y
    return e.T @ e / (2 * len(y))


def rooted(a, y):
    return np.sqrt(np.mean((a - y) ** 2))


def sizes(a, y):
    return np.abs(y - a).mean()


def hinge(z, y):
    count = len(y)
    right = z[np.arange(count), y][:, None]
    margins = np.maximum(0, z - right + 1.0)
    margins[np.arange(count), y] = 0
    return margins.sum() / count


def sides(f, y):
    return np.maximum(0, 1 - y * f).mean()


MARGINS = np.ones(5)


def sides_of_margins(f, y):
    return np.maximum(0, MARGINS - y * f).mean()


def sides_in_halves(f, y):
    """No margin of 1 stands in it."""
    return np.maximum(0, 0.5 - y * f + 0.5).mean()


def over_time(p, right):
    loss = 0
    for t in range(len(right)):
        loss += -np.log(p[t][right[t], 0])
    return loss


def taken_away(p, right):
    loss = 0.0
    for t in range(len(right)):
        loss = loss - np.log(p[t, right[t]])
    return loss


def picked_and_masked(p, y):
    keep = np.array([0.0, 1.0, 0.0, 1.0, 1.0])
    right = p[np.arange(len(y)), y]
    return -(np.log(right) * keep).sum() / keep.sum()


def picked_along_and_masked(p, y):
    keep = y != 2
    right = np.take_along_axis(p, y[:, None], axis=1)[:, 0]
    return -np.sum(np.log(right + 1e-9) * keep)


# What is none.


def picked_and_weighed(p, y):
    weights = np.array([0.5, 0.25, 0.125, 0.0, 0.125])
    right = p[np.arange(len(y)), y]
    return -(np.log(right) * weights).sum()


def spread(a, y):
    return np.mean((a - a.mean()) ** 2)


def distance(a, y):
    return np.linalg.norm(a - y)


def of_far_ones_less(a, y):
    e = a - y
    return np.mean(np.where(np.abs(e) < 1, 0.5 * e**2, np.abs(e) - 0.5))


def of_far_ones_cut(a, y):
    size = np.abs(a - y)
    near = np.minimum(size, 0.5)
    return (0.5 * near**2 + 0.5 * (size - near)).sum()


def smoothed(a, y):
    e = np.abs(a - y)
    return np.where(e < 0.5, 0.5 * e**2 / 0.5, e - 0.25).mean()


def of_far_ones_less_still(a, y):
    e = a - y
    return np.mean(np.where(np.abs(e) < 1, 0.5 * e**2, np.sqrt(np.abs(e)) - 0.5))


def of_far_ones_not_at_all(a, y):
    e = a - y
    return np.mean(np.where(np.abs(e) < 1, 0.5 * e**2, 0.5))


def of_logits(z, y):
    return np.mean(np.log1p(np.exp(z)) - y * z)


def of_logits_and_sides(z, y):
    side = 2 * y - 1
    return np.log(1 + np.exp(-side * z)).sum()


def of_logits_kept_small(z, y):
    return np.mean(np.maximum(z, 0) - z * y + np.log1p(np.exp(-np.abs(z))))


def of_logits_added(z, y):
    return np.mean(np.logaddexp(0, z) - y * z)


def yes_or_no_chosen(a, y):
    return -np.where(y == 1, np.log(a), np.log(1 - a)).mean()


def rounded_corners(z, y):
    return np.log1p(np.exp(z)).mean()


def of_other_sides(z, y):
    return np.mean(np.logaddexp(0, z) - (1 + y) * z)


def entropy(p, y):
    return -(p * np.log(p)).sum()


def of_the_wrong_ones(p, y):
    return np.log(p[np.arange(len(y)), y]).mean() * 0.37


def of_a_stack(p, y):
    count, long, _ = p.shape
    return -np.log(p[np.arange(count)[:, None], np.arange(long), y]).mean()


def of_a_stack_one_hot(p, y):
    return -np.sum(y * np.log(p)) / (p.shape[0] * p.shape[1])


def picked_by_ones(p, y):
    return np.mean(-np.log(np.sum(p * y, axis=1)))


def picked_by_a_mask(p, y):
    return -np.log(p[y == 1]).sum()


def of_each_in_turn(a, y):
    cost = 0.0
    for one, wanted in zip(a, y):
        cost += 0.5 * np.linalg.norm(one - wanted) ** 2 / len(a)
    return cost


# What is none, whatever its numbers are.


def a_step_of_values(q):
    """Tiny, and half of what a cross-entropy of such sure answers would be."""
    return 0.5 * (1.0 - q[0, 1])


def nothing_of_the_cut(z, y):
    """No margin is taken from: 0 only since nothing is above 0."""
    return np.maximum(z[np.arange(len(y)), y], 0).sum()


def halved_sizes(a, y):
    """Of differences 0 and 1 the size is the square."""
    return 0.5 * np.abs(a - y).sum()


def of_the_largest(p, y):
    """How sure it is of what it says itself: nothing tells what is right."""
    return -np.log(p[np.arange(len(p)), p.argmax(axis=1)]).mean()


def of_itself(p, y):
    return -np.log((y * y).sum(axis=1)).mean()


def halved_and_masked(p, y):
    """The mask says what counts, not what was wanted."""
    keep = np.array([0.0, 1.0, 0.0, 1.0, 1.0])
    right = p[np.arange(len(y)), y] * 0.5
    return -(np.log(right) * keep).sum() / keep.sum()


def clipped_far(p, y):
    """Limits that change the costs: what is kept within them is the answer."""
    p = np.clip(p, 0.25, 0.5)
    return np.mean(-np.log(p[range(len(p)), y]))


def margins_of_nothing(z, y):
    right = z[np.arange(len(y)), y][:, None]
    return np.maximum(0, z - right + 0.0).sum() / len(z)


# What is computed without a logarithm, on a diagonal, or written into zeros.


def of_scores_added(z, y):
    return (np.logaddexp.reduce(z, axis=1) - z[np.arange(len(y)), y]).mean()


def squares_on_a_diagonal(a, y):
    e = a - y
    return np.trace(e.T @ e)


def squares_written(a, y):
    squares = np.zeros(a.shape)
    squares[:] = (a - y) ** 2
    return squares.mean()


def squares_written_as_large(a, y):
    squares = np.zeros_like(a)
    squares[:] = (a - y) ** 2
    return squares.mean()


def one_hot_written(p, y):
    hot = np.zeros(p.shape)
    hot[np.arange(len(y)), y] = 1
    return -(hot * np.log(p)).sum() / len(y)


def one_hot_written_as_large(p, y):
    hot = np.zeros_like(p)
    hot[np.arange(len(y)), y] = 1
    return -(hot * np.log(p)).sum() / len(y)
