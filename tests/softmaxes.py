"""Ways to write a softmax, and what looks like one and is none."""

import math

import numpy as np

COLUMN = np.array([[0.5], [-1.0], [2.0], [0.0]])
BATCH = np.array([[0.5, -1.0, 2.0], [0.0, 3.0, -0.5]])


def softmax(x):
    powers = np.exp(x - np.max(x))
    return powers / powers.sum()


def called(z):
    shares = softmax(z)
    return shares


def called_in_a_line(z):
    return softmax(z) * 1.0


def inline(z):
    shares = np.exp(z) / np.sum(np.exp(z))
    return shares


def in_three_lines(z):
    powers = np.exp(z - z.max())
    total = powers.sum()
    shares = powers / total
    return shares


def with_others_between(z):
    powers = np.exp(z)
    others = z * 2
    total = np.sum(powers, keepdims=True)
    shares = powers / total
    return shares + others


def in_place(z):
    z = z.copy()
    z -= z.max()
    np.exp(z, out=z)
    z /= z.sum()
    return z


def of_rows(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def of_rows_laid_out(z):
    powers = np.exp(z)
    return powers / powers.sum(axis=1)[:, None]


def of_columns(z):
    powers = np.exp(z - np.max(z, axis=0))
    return powers / np.sum(powers, axis=0)


def of_columns_counted_from_the_end(z):
    powers = np.exp(z)
    return powers / powers.sum(axis=-2)


def of_all(z):
    powers = np.exp(z)
    return powers / powers.sum()


def aliased_softmax(x):
    scores = x
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def called_by_another_name(z):
    shares = aliased_softmax(z)
    return shares


def and_then_halved(x):
    powers = np.exp(x)
    parts = powers / powers.sum()
    return parts / 2


def called_for_more(z):
    y = and_then_halved(z)
    return y


def for_its_powers(x):
    powers = np.exp(x)
    parts = powers / powers.sum()
    assert parts.size
    return powers


def called_for_something_else(z):
    y = for_its_powers(z)
    return y


def keeping_it(x):
    powers = np.exp(x)
    parts = powers / powers.sum()
    assert parts.size


def called_for_nothing(z):
    keeping_it(z)
    return z


def powers_of(x):
    return np.exp(x)


def with_an_aside(x):
    aside = powers_of(x)
    powers = np.exp(x)
    parts = powers / powers.sum()
    assert aside.size
    return parts


def called_with_an_aside(z):
    y = with_an_aside(z)
    return y


def in_one_line(x):
    return np.exp(x) / np.sum(np.exp(x))


def called_for_a_line(z):
    shares = in_one_line(z)
    return shares


def in_two_calls(x):
    powers = powers_of(x)
    return powers / powers.sum()


def called_in_turn(z):
    y = in_two_calls(z)
    return y


def not_divided_by_its_own_sum(z):
    return np.exp(z) / np.sum(np.exp(2 * z))


def divided_by_the_mean(z):
    powers = np.exp(z)
    return powers / powers.mean()


def of_squares(z):
    squares = z**2
    return squares / squares.sum()


def the_smallest_away_is_shown_in_parts(z):
    powers = np.exp(z - z.min())
    return powers / powers.sum() * 0.5


def masked(z):
    powers = np.exp(z)
    return np.divide(powers, powers.sum(), where=z > 0, out=np.ones_like(z))


def summed_the_other_way(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=0)


def named_in_between(z):
    z = z - z.max(axis=0)
    return np.exp(z) / np.exp(z).sum(axis=0)


def shifted_and_used(z):
    z = z - z.max(axis=0)
    return np.exp(z) / np.exp(z).sum(axis=0) + z * 0


def shares_of(z, axis):
    """The shares by Python's own floats, line by line."""
    lines = {None: [z.ravel()], 0: list(z.T), 1: list(z)}[axis]
    made = []
    for line in lines:
        powers = [math.exp(one) for one in line]
        made.append([power / math.fsum(powers) for power in powers])
    whole = np.array(made)
    return whole.T if axis == 0 else whole.reshape(z.shape)
