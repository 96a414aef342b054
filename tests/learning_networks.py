"""Networks that learn in many small steps, and keep what they have seen.

None of it knows of the recorder. Their arrays are small, so that the time a
recording takes for each counts most.
"""

import random
from collections import deque

import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class StochasticDescent:
    """Layers of sigmoids that learn from small batches, one example at a time."""

    def __init__(self, sizes=(16, 8, 4)):
        rng = np.random.default_rng(5)
        self.sizes = sizes
        self.biases = [rng.normal(size=(after, 1)) for after in sizes[1:]]
        self.weights = [
            rng.normal(size=(after, before)) for before, after in zip(sizes, sizes[1:])
        ]
        self.costs = []

    def learn(self, batch, rate):
        """batch: (x, y) for each example, columns."""
        bias_sums = [np.zeros(b.shape) for b in self.biases]
        weight_sums = [np.zeros(w.shape) for w in self.weights]
        for x, y in batch:
            bias_slopes, weight_slopes = self.slopes(x, y)
            bias_sums = [s + d for s, d in zip(bias_sums, bias_slopes)]
            weight_sums = [s + d for s, d in zip(weight_sums, weight_slopes)]
        self.weights = [
            w - (rate / len(batch)) * s for w, s in zip(self.weights, weight_sums)
        ]
        self.biases = [
            b - (rate / len(batch)) * s for b, s in zip(self.biases, bias_sums)
        ]

    def slopes(self, x, y):
        activations, sums = [x], []
        for b, w in zip(self.biases, self.weights):
            sums.append(w @ activations[-1] + b)
            activations.append(sigmoid(sums[-1]))
        self.costs.append(((activations[-1] - y) ** 2).sum() / 2)
        delta = (activations[-1] - y) * activations[-1] * (1 - activations[-1])
        bias_slopes = [np.zeros(b.shape) for b in self.biases]
        weight_slopes = [np.zeros(w.shape) for w in self.weights]
        bias_slopes[-1] = delta
        weight_slopes[-1] = delta @ activations[-2].T
        for layer in range(2, len(self.sizes)):
            slope = sigmoid(sums[-layer]) * (1 - sigmoid(sums[-layer]))
            delta = (self.weights[-layer + 1].T @ delta) * slope
            bias_slopes[-layer] = delta
            weight_slopes[-layer] = delta @ activations[-layer - 1].T
        return bias_slopes, weight_slopes


class Corridor:
    """A walk along places; the last one pays."""

    def __init__(self, places=6):
        self.places = places
        self.here = 0

    def seen(self):
        return np.eye(self.places)[[self.here]]

    def step(self, action):
        self.here = min(max(self.here + 2 * action - 1, 0), self.places - 1)
        arrived = self.here == self.places - 1
        return self.seen(), float(arrived), arrived


class ActionValues:
    """Learns what actions are worth from those it remembers."""

    def __init__(self, places=6, remembered=50):
        rng = np.random.default_rng(6)
        self.first = rng.normal(size=(places, 8)) * 0.3
        self.second = rng.normal(size=(8, 2)) * 0.3
        self.memory = deque(maxlen=remembered)
        self.visits = {}
        self.chance = random.Random(7)
        self.places = places

    def values(self, seen):
        hidden = np.tanh(seen @ self.first)
        return hidden, hidden @ self.second

    def act(self, seen, curiosity=0.2):
        if self.chance.random() < curiosity:
            return self.chance.randrange(2)
        return int(np.argmax(self.values(seen)[1]))

    def episode(self, steps=12, rate=0.1, discount=0.9):
        corridor = Corridor(self.places)
        seen = corridor.seen()
        for _ in range(steps):
            action = self.act(seen)
            after, reward, done = corridor.step(action)
            self.memory.append((seen, action, reward, after, done))
            self.visits.setdefault(corridor.here, set()).add(action)
            for one in self.chance.sample(self.memory, min(4, len(self.memory))):
                self.replay(*one, rate, discount)
            seen = after
            if done:
                break

    def replay(self, seen, action, reward, after, done, rate, discount):
        wanted = reward
        if not done:
            wanted += discount * np.max(self.values(after)[1])
        hidden, values = self.values(seen)
        error = np.zeros_like(values)
        error[0, action] = values[0, action] - wanted
        back = (error @ self.second.T) * (1 - hidden**2)
        self.second -= rate * hidden.T @ error
        self.first -= rate * seen.T @ back


class Table:
    """Q-learning in a table: one cell changes at a time."""

    def __init__(self, places=6):
        self.worth = np.zeros((places, 2))
        self.chance = random.Random(8)
        self.path = []

    def episode(self, steps=30, rate=0.5, discount=0.9):
        here, last = 0, len(self.worth) - 1
        for _ in range(steps):
            action = (
                self.chance.randrange(2)
                if self.chance.random() < 0.3
                else int(np.argmax(self.worth[here]))
            )
            after = min(max(here + 2 * action - 1, 0), last)
            reward = float(after == last)
            target = reward + discount * np.max(self.worth[after])
            self.worth[here, action] += rate * (target - self.worth[here, action])
            self.path.append((here, action, self.worth[here].copy()))
            here = 0 if after == last else after


def cases():
    """(name, call, arguments) of each, made anew."""
    rng = np.random.default_rng(9)
    batch = [(rng.random((16, 1)), np.eye(4)[:, [number % 4]]) for number in range(10)]
    return [
        ("stochastic descent", StochasticDescent().learn, (batch, 3.0)),
        ("action values", ActionValues().episode, ()),
        ("table of actions", Table().episode, ()),
    ]
