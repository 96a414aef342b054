"""Small networks of several kinds that train, with what they know of it.

None of it knows of the recorder. Each is a function of no arguments that
trains and returns a Known.
"""

from dataclasses import dataclass, field

import numpy as np

from network.recorder import record
from network.trace import Trace


@dataclass
class Known:
    """What a training writes down itself.

    Attributes:
        states: copies of all parameters, before the first round and after each.
        losses, right: a number for each round.
        outputs: of all examples, in each round.
    """

    states: list = field(default_factory=list)
    losses: list = field(default_factory=list)
    right: list = field(default_factory=list)
    outputs: list = field(default_factory=list)

    def keep(self, *arrays):
        """Take plain copies, which the recorder does not see."""
        self.states.append([np.array(np.asarray(one).tolist()) for one in arrays])


def adam(known, rounds=12):
    """A batch of rows, ReLU, softmax and cross-entropy; Adam in dictionaries."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(10, 5))
    labels = (x[:, 0] > 0).astype(int) + (x[:, 1] > 0.5)
    p = {
        "first": rng.normal(size=(5, 7)) * 0.5,
        "add": np.zeros(7),
        "second": rng.normal(size=(7, 3)) * 0.5,
    }

    def train(x, labels, p, rounds):
        m = {k: np.zeros_like(one) for k, one in p.items()}
        v = {k: np.zeros_like(one) for k, one in p.items()}
        for t in range(1, rounds + 1):
            h = np.maximum(0, x @ p["first"] + p["add"])
            powers = np.exp(h @ p["second"])
            q = powers / powers.sum(axis=1, keepdims=True)
            loss = -np.log(q[np.arange(len(labels)), labels]).mean()
            hits = (q.argmax(axis=1) == labels).sum()
            d = q.copy()
            d[np.arange(len(labels)), labels] -= 1
            d /= len(labels)
            back = (d @ p["second"].T) * (h > 0)
            g = {"first": x.T @ back, "add": back.sum(axis=0), "second": h.T @ d}
            for k in p:
                m[k] = 0.9 * m[k] + 0.1 * g[k]
                v[k] = 0.99 * v[k] + 0.01 * g[k] ** 2
                high = m[k] / (1 - 0.9**t)
                p[k] -= 0.05 * high / (np.sqrt(v[k] / (1 - 0.99**t)) + 1e-8)
            known.losses.append(float(loss))
            known.right.append(int(hits))
            known.outputs.append(np.array(np.asarray(q).tolist()))
            known.keep(*p.values())

    known.keep(*p.values())
    return train, x, labels, p, rounds


class Momentum:
    """One layer of sigmoids; speeds in a dictionary, parameters in another."""

    def __init__(self, known):
        rng = np.random.default_rng(1)
        self.own = {"w": rng.normal(size=(4, 2)), "b": np.zeros((1, 2))}
        self.known = known
        known.keep(*self.own.values())

    def fit(self, x, wanted, rounds):
        speed = {k: np.zeros_like(one) for k, one in self.own.items()}
        for _ in range(rounds):
            out = 1 / (1 + np.exp(-(x @ self.own["w"] + self.own["b"])))
            delta = (out - wanted) * out * (1 - out)
            slopes = {"w": x.T @ delta, "b": delta.sum(axis=0, keepdims=True)}
            for k, slope in slopes.items():
                speed[k] = 0.9 * speed[k] - 0.5 * slope
                self.own[k] += speed[k]
            cost = ((out - wanted) ** 2).mean()
            self.known.losses.append(float(cost))
            self.known.keep(*self.own.values())


def momentum(known, rounds=6):
    rng = np.random.default_rng(2)
    return Momentum(known).fit, rng.random((5, 4)), np.eye(2)[[0, 1, 0, 1, 1]], rounds


def convolution(known, rounds=4):
    """Kernels that slide over a picture, and a layer; one picture a round."""
    rng = np.random.default_rng(3)
    picture = rng.random((4, 4))
    kernels = rng.normal(size=(2, 2, 2)) * 0.5
    weights = rng.normal(size=(3, 18)) * 0.3

    def train(picture, kernels, weights, rounds):
        for epoch in range(rounds):
            maps = np.zeros((2, 3, 3))
            for k in range(2):
                for i in range(3):
                    for j in range(3):
                        maps[k, i, j] = np.sum(
                            picture[i : i + 2, j : j + 2] * kernels[k]
                        )
            flat = np.maximum(maps, 0).reshape(-1)
            powers = np.exp(weights @ flat)
            q = powers / powers.sum()
            loss = -np.log(q[1])
            d = q.copy()
            d[1] -= 1
            back = (weights.T @ d).reshape(2, 3, 3) * (maps > 0)
            slopes = np.zeros_like(kernels)
            for k in range(2):
                for i in range(3):
                    for j in range(3):
                        slopes[k] += back[k, i, j] * picture[i : i + 2, j : j + 2]
            weights = weights - 0.1 * np.outer(d, flat)
            kernels -= 0.1 * slopes
            known.losses.append(float(loss))
            known.keep(kernels, weights)

    known.keep(kernels, weights)
    return train, picture, kernels, weights, rounds


def recurrence(known, rounds=5):
    """A state through time, sums of gradients, Adagrad over a list."""
    rng = np.random.default_rng(4)
    letters = [np.eye(3)[:, [k]] for k in (0, 1, 2)]
    following = (1, 2, 0)
    own = [rng.normal(size=shape) * 0.4 for shape in ((4, 3), (4, 4), (3, 4), (4, 1))]

    def train(own, rounds):
        into, on, out, add = own
        memories = [np.zeros_like(one) for one in own]
        step = 0
        while step < rounds:
            states, shares, loss = {-1: np.zeros((4, 1))}, {}, 0
            for t in range(3):
                states[t] = np.tanh(into @ letters[t] + on @ states[t - 1] + add)
                powers = np.exp(out @ states[t])
                shares[t] = powers / np.sum(powers)
                loss += -np.log(shares[t][following[t], 0])
            slopes = [np.zeros_like(one) for one in own]
            later = np.zeros((4, 1))
            for t in reversed(range(3)):
                d = np.copy(shares[t])
                d[following[t]] -= 1
                slopes[2] += d @ states[t].T
                raw = (1 - states[t] * states[t]) * (out.T @ d + later)
                slopes[0] += raw @ letters[t].T
                slopes[1] += raw @ states[t - 1].T
                slopes[3] += raw
                later = on.T @ raw
            for one, slope, memory in zip(own, slopes, memories):
                memory += slope * slope
                one += -0.1 * slope / np.sqrt(memory + 1e-8)
            known.losses.append(float(loss))
            known.keep(*own)
            step += 1

    known.keep(*own)
    return train, own, rounds


def unrolled(known, rounds=3):
    """Columns; the same call three times, and no loop."""
    rng = np.random.default_rng(5)
    x, wanted = rng.random((6, 1)), np.array([[1.0], [0.0]])
    own = [rng.normal(size=shape) for shape in ((3, 6), (3, 1), (2, 3), (2, 1))]

    def learn(first, add, second, more):
        h = np.tanh(first @ x + add)
        d = second @ h + more - wanted
        back = second.T @ d * (1 - h**2)
        second -= 0.1 * d @ h.T
        more -= 0.1 * d
        first -= 0.1 * back @ x.T
        add -= 0.1 * back
        known.keep(*own)

    def train(first, add, second, more):
        learn(first, add, second, more)
        learn(first, add, second, more)
        learn(first, add, second, more)

    known.keep(*own)
    return train, *own


KINDS = {
    "adam": adam,
    "momentum": momentum,
    "convolution": convolution,
    "recurrence": recurrence,
    "unrolled": unrolled,
}


def trained(kind: str, **how) -> tuple[Trace, Known]:
    """The Trace of a training, and what it knew of itself."""
    known = Known()
    call, *arguments = KINDS[kind](known, **how)
    return record(call, *arguments), known
