"""Small functions of plain NumPy, called in odd ways or with odd numbers.

None of it knows of the recorder. CASES has for each a name, the function and
what it is called with.
"""

import numpy as np

from tests.usual_numpy import (
    blame,
    differences,
    doubled,
    joined,
    sigmoid,
    slope,
)

rng = np.random.default_rng(0)


def column(*values, dtype=float):
    return np.array(values, dtype).reshape(-1, 1)


def step(x):
    return x > 0


def perceptron(weights, x):
    sums = weights @ x
    fires = step(sums)
    return fires


def both_above_zero(a, b):
    above = (a > 0) * (b > 0)
    first = np.argmax(above)
    return above, first


def either(a, b):
    marks = a > 0
    some = marks + (b > 0)
    hits = marks @ (b > 0).T
    return some, hits


def rooted(x):
    return np.sqrt(x - 100)


def never_a_number(x):
    roots = rooted(x)
    return roots


def added_into(a, b, c):
    np.add(a, b, out=c)
    return c


def multiplied_into(a, b, c):
    np.matmul(a, b, out=c)
    c += 1
    return c


def turned_into(a, b, c):
    np.matmul(a.T, b, out=c)
    return c


def slope_into(sums, c):
    squashed = sigmoid(sums)
    np.multiply(squashed, 1 - squashed, out=c)
    return c


def sums_into(a, c):
    np.sum(a, axis=0, out=c)
    return c


def taken_from(weights, change):
    np.subtract(change, weights, out=weights)
    return weights


def divided_into(a, b, c):
    whole, rest = np.divmod(a, b, out=(c, None))
    return whole, rest


def e_where(x):
    return np.exp(x, where=x > 0, out=np.zeros_like(x))


def e_of_some(x):
    powers = e_where(x)
    return powers


def added_where(a, b, mask):
    total = np.add(a, b, where=mask, out=np.zeros_like(a))
    a += np.add(total, 1, where=mask, out=a)
    return a


def e_of_few_bits(x):
    return np.exp(x, dtype=np.float32)


def typed(x):
    powers = e_of_few_bits(x)
    return powers


def changed_where(weights, change, mask):
    np.subtract(weights, change, where=mask, out=weights)
    return weights


def other_axes(a, b):
    product = np.matmul(a, b, axes=[(1, 0), (0, 1), (0, 1)])
    same = np.transpose(a, (0, 1)) @ b.T
    return product, same


def taken_away(a, b):
    a -= b
    return a


def negated(x):
    return -x


def wrapped_around(x):
    opposite = negated(x)
    return opposite


def spun(z):
    return np.exp(z) * 2


def complex_and_real(z):
    turned = spun(z)
    parts = np.abs(turned), turned.real.copy()
    real = np.ones((3, 1)) * 2
    return parts, real


def later(days, start):
    hours = days.astype(int) * 24
    dates = start + days
    return dates, hours


def flat(x):
    return np.tanh(x)


def through_tanh(x):
    y = flat(x)
    return y


def hyperbolic(x):
    return np.sinh(x)


def through_sinh(x):
    y = hyperbolic(x)
    best = np.argmax(y)
    return best


def learnt(weights, change):
    weights -= 0.1 * change
    return weights


def added_up(weights, change):
    weights += 0.1 * change
    return weights


def learnt_by_parts(weights, change):
    weights -= change / 10
    return weights


def nothing_left(x):
    few = x[x > 100]
    more = few * 2
    whole = x + 1
    return more, whole


SMALL = rng.normal(size=(4, 3))
SQUARE = rng.normal(size=(3, 3))
X = rng.normal(size=(3, 1))
BYTES = column(9, 8, 7, dtype=np.uint8), column(1, 2, 30, dtype=np.uint8)
MASK = np.array([[True], [False], [True]])

CASES = {
    "a step": (perceptron, SMALL, X),
    "booleans times booleans": (both_above_zero, X, -X),
    "booleans in sums": (either, X, -X),
    "booleans as they come": (doubled, np.array([True, False])),
    "never a number": (never_a_number, X),
    "out of a sum": (added_into, X, X, np.zeros((3, 1))),
    "out of a sum of matrices": (added_into, SQUARE, SQUARE,
                                 np.zeros((3, 3))),
    "out of a product": (multiplied_into, SMALL, X, np.zeros((4, 1))),
    "out of an outer product": (multiplied_into, X, X.T.copy(),
                                np.zeros((3, 3))),
    "out of a turned product": (turned_into, SMALL, SMALL[:, :1].copy(),
                                np.zeros((3, 1))),
    "out of a slope": (slope_into, X, np.zeros((3, 1))),
    "out of a reduction": (sums_into, SMALL, np.zeros(3)),
    "out of two results": (divided_into, X, X + 3, np.zeros((3, 1))),
    "out into what is taken away": (taken_from, X.copy(), X),
    "where": (e_of_some, column(1, -2, 3)),
    "where, in sums": (added_where, X.copy(), X, MASK),
    "where, in place": (changed_where, X.copy(), X, MASK),
    "a type": (typed, column(1, -2, 3)),
    "axes": (other_axes, SQUARE, SQUARE + 1),
    "unsigned": (taken_away, *BYTES),
    "unsigned matrices": (taken_away, np.full((4, 4), 9, np.uint8),
                          np.full((4, 4), 11, np.uint8)),
    "unsigned, negated": (wrapped_around, BYTES[0]),
    "complex": (complex_and_real, column(1, 2, 3) + 1j),
    "long floats": (doubled, np.array([1, 2, 3], np.longdouble)),
    "long floats, in place": (learnt, np.ones((3, 1), np.longdouble),
                              np.ones((3, 1), np.longdouble)),
    "half floats": (joined, SMALL.astype(np.float16), X.astype(np.float16),
                    np.ones((4, 1), np.float16)),
    "half floats through a curve": (through_sinh, column(
        1, 5, 11.5, dtype=np.float16)),
    "days": (later, np.array([1, 2, 3], "m8[D]"), np.datetime64(
        "2020-01-01")),
    "the largest integers": (differences, column(2**62, 3, dtype=int),
                             column(-2**62, 5, dtype=int)),
    "the least integer": (taken_away, column(-2**63, 3, dtype=int),
                          column(0, 1, dtype=int)),
    "huge": (differences, column(1e308, -1e308, 1), column(1, 1, 1)),
    "huge differences": (differences, column(1e308, 1.7e308, 1),
                         column(-1e308, -1.7e308, 1)),
    "huge, joined": (joined, SMALL * 1e307, X * 9, np.full((4, 1), 1e308)),
    "huge, in place": (learnt, column(1.7e308, -1.7e308, 0),
                       column(-1e308, 1e308, 1)),
    "huge matrices, in place": (learnt, SQUARE * 1e307, SQUARE * -1e307),
    "huge arguments": (through_tanh, column(1.7e308, -1e308, 1)),
    "huge arguments, infinite results": (through_sinh, column(1.7e308, 0, 1)),
    "huge results": (through_sinh, column(-700, 710.4, 1)),
    "infinite results": (through_sinh, column(-800, 800, 1)),
    "tiny": (differences, column(5e-324, 0, 1e-300), column(0, 0, 0)),
    "tiny arguments": (through_sinh, column(5e-324, 0, 1e-300)),
    "nan": (joined, SMALL, column(np.nan, 1, 2), np.ones((4, 1))),
    "only nan": (through_sinh, np.full((3, 1), np.nan)),
    "nan, in place": (learnt, column(np.nan, 1, 2), column(1, 2, np.inf)),
    "nan in a matrix, in place": (learnt, SQUARE * np.nan, SQUARE),
    "inf": (joined, SMALL, column(np.inf, 1, -np.inf), np.ones((4, 1))),
    "inf times zero": (joined, np.array([[np.inf, 0, 1], [1, 2, 3]]),
                       column(0, 1, 2), np.ones((2, 1))),
    "inf in a picture": (joined, np.full((3, 784), np.inf),
                         np.linspace(0, 1, 784).reshape(784, 1),
                         np.ones((3, 1))),
    "inf sent back": (blame, np.array([[np.inf, 0], [1, -np.inf]]),
                      column(0, 1e308)),
    "inf and differences": (differences, column(np.inf, -np.inf, 1),
                            column(np.inf, 1, np.nan)),
    "zeros": (joined, np.zeros((4, 3)), np.zeros((3, 1)), np.zeros((4, 1))),
    "zeros, in place": (learnt, np.zeros((3, 1)), np.zeros((3, 1))),
    "no dimension, in place": (learnt, np.array(3.0), np.array(1.0)),
    "three dimensions, in place": (learnt, np.ones((2, 3, 4)),
                                   np.ones((2, 3, 4))),
    "nothing left": (nothing_left, X),
    "added, not taken": (added_up, X.copy(), X),
    "a change by parts": (learnt_by_parts, X.copy(), X),
    "matrices, a change by parts": (learnt_by_parts, SMALL.copy(), SMALL),
    "sheets, in place": (learnt, rng.normal(size=(3, 784)),
                         rng.normal(size=(3, 784))),
    "sheets with nan, in place": (learnt, np.full((3, 784), np.nan),
                                  np.full((3, 784), np.inf)),
    "a slope at no number": (slope, column(np.nan, np.inf, 0)),
}
