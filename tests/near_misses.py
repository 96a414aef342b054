"""Code that only nearly is what a network does, for tests."""

import numpy as np


def tabular(table, rate):
    """Q-learning whose differences become tiny: no logarithm, so no loss."""
    for _ in range(30):
        goal = 1.0 + 0.9 * table[0].max() * 0.0
        table[1, 1] += rate * (goal - table[1, 1])
    return table


def halved(x, W):
    total = W @ x
    return total * 0.5


def filtered(F, P, Q):
    """What is added anew in each round is kept in nothing."""
    for _ in range(2):
        P = F @ P @ F.T + Q
    return P


def gained(P, H, R, F, Q):
    P = F @ P @ F.T + Q
    S = H @ P @ H.T + R
    K = P @ H.T @ np.linalg.inv(S)
    return (np.eye(2) - K @ H) @ P


def ridge(X):
    A = X.T @ X + 0.1 * np.eye(X.shape[1])
    return A


def share_of_itself(W, x):
    W = W * 0.9
    return W @ x


def windowed_and_averaged(x):
    means = []
    for i in range(len(x) - 2):
        means.append(x[i : i + 3].mean())
    average = 0.0
    for one in x:
        average = 0.9 * average + 0.1 * one
    return np.array(means), average


def less_than_nothing(w, v, s):
    w -= 0.1 * (s - 1) * v
    return w


def shares_of_a_sum(x):
    return x / x.sum(axis=1, keepdims=True)


def by_given_numbers(x):
    return (x - 1.5) / 2.0


def entropy(p):
    return -(p * np.log(p)).sum()


def divergence(p, q):
    return (p * np.log(p / q)).sum()


def through_sizes(a, y):
    """Of differences 0 and 1 the size is the square."""
    return 0.5 * np.abs(a - y).sum()


def from_one(p):
    return 1 - p, -p


def differences(x):
    return np.diff(x), np.linalg.inv(np.outer(x, x) + np.eye(len(x)))


def shown_each(xs):
    total = np.zeros(3)
    for x in xs:
        total = total + x
        total = total * 0.5
    return total


def drawn(rng):
    mask = rng.random((4, 3)) < 0.5
    return np.where(mask, 1.0, 2.0)


def focal(p, y):
    right = p[np.arange(len(y)), y]
    return -((1 - right) ** 2 * np.log(right)).mean()


def saturated(x, g):
    t = np.tanh(x)
    return g * (1 - t**2)


def moving_average(averaged, ws):
    for w in ws:
        averaged = 0.9 * averaged + 0.1 * w
    return averaged


def along_columns(v, W):
    out = v @ W
    return out


def set_back(v):
    """A neuron that has fired begins anew."""
    rest = -0.5
    fired = v > 0.1
    v[fired] = rest
    return v


def of_no_slope(g, u):
    both = 2 * g * u + g * 0.5
    return both


def chosen_by_all(W, fired):
    W[fired] += 1.0
    return W


class Tanh:
    def __call__(self, x):
        return np.tanh(x)


def called_itself(x):
    layers = [Tanh(), np.sum]
    for layer in layers:
        x = layer(x)
    return x
