"""Small dense networks as people write them, none like the digits' own.

A classifier of batches with Adam, an autoencoder, word vectors by negative
sampling, and values of actions that a network learns.
"""

import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class Classifier:
    """Two layers, softmax, cross-entropy; Adam in lists."""

    def __init__(self, sizes=(5, 7, 3)):
        draw = np.random.default_rng(3).normal
        before, hidden, after = sizes
        self.params = [
            draw(size=(before, hidden)) / 2,
            np.zeros(hidden),
            draw(size=(hidden, after)) / 2,
            np.zeros(after),
        ]
        self.m = [np.zeros_like(p) for p in self.params]
        self.v = [np.zeros_like(p) for p in self.params]
        self.t = 0

    def fit(self, X, y, epochs=2, batch=8):
        for _ in range(epochs):
            for start in range(0, len(X), batch):
                loss = self.step(X[start : start + batch], y[start : start + batch])
        return loss

    def step(self, xb, yb, lr=0.05):
        W1, b1, W2, b2 = self.params
        h = np.maximum(0, xb @ W1 + b1)
        logits = h @ W2 + b2
        exp = np.exp(logits - logits.max(axis=1, keepdims=True))
        probs = exp / exp.sum(axis=1, keepdims=True)
        loss = -np.log(probs[np.arange(len(yb)), yb]).mean()
        dlogits = probs.copy()
        dlogits[np.arange(len(yb)), yb] -= 1
        dlogits /= len(yb)
        dh = dlogits @ W2.T
        dh[h <= 0] = 0
        grads = [xb.T @ dh, dh.sum(axis=0), h.T @ dlogits, dlogits.sum(axis=0)]
        self.t += 1
        for i, g in enumerate(grads):
            self.m[i] = 0.9 * self.m[i] + 0.1 * g
            self.v[i] = 0.999 * self.v[i] + 0.001 * g * g
            mh = self.m[i] / (1 - 0.9**self.t)
            vh = self.v[i] / (1 - 0.999**self.t)
            self.params[i] -= lr * mh / (np.sqrt(vh) + 1e-8)
        return loss


class Autoencoder:
    """Eight numbers through three and back; Adam in dictionaries."""

    def __init__(self, wide=8, narrow=3):
        draw = np.random.default_rng(0).normal
        self.p = {
            "We": draw(0, 0.5, (wide, narrow)),
            "be": np.zeros(narrow),
            "Wd": draw(0, 0.5, (narrow, wide)),
            "bd": np.zeros(wide),
        }
        self.m = {k: np.zeros_like(p) for k, p in self.p.items()}
        self.v = {k: np.zeros_like(p) for k, p in self.p.items()}
        self.t = 0

    def fit(self, x, epochs=25):
        for _ in range(epochs):
            loss = self.step(x)
        return loss

    def step(self, x, lr=0.05):
        code = np.tanh(x @ self.p["We"] + self.p["be"])
        out = sigmoid(code @ self.p["Wd"] + self.p["bd"])
        diff = out - x
        loss = np.mean(diff**2)
        dz = 2 * diff / diff.size * out * (1 - out)
        dcode = dz @ self.p["Wd"].T * (1 - code**2)
        g = {"Wd": code.T @ dz, "bd": dz.sum(0)}
        g["We"] = x.T @ dcode
        g["be"] = dcode.sum(0)
        self.t += 1
        for k in self.p:
            self.m[k] = 0.9 * self.m[k] + 0.1 * g[k]
            self.v[k] = 0.999 * self.v[k] + 0.001 * g[k] ** 2
            mh = self.m[k] / (1 - 0.9**self.t)
            vh = self.v[k] / (1 - 0.999**self.t)
            self.p[k] -= lr * mh / (np.sqrt(vh) + 1e-8)
        return loss


class WordVectors:
    """Which words stand beside each other, with some drawn that do not."""

    def __init__(self, words=7, size=4):
        draw = np.random.default_rng(6)
        self.E = draw.normal(size=(words, size)) / 2
        self.C = draw.normal(size=(words, size)) / 2
        self.draw = draw

    def fit(self, pairs, drawn=3):
        total = 0.0
        for word, context in pairs:
            others = self.draw.integers(0, len(self.C), drawn)
            total += self.step(word, np.concatenate([[context], others]))
        return total

    def step(self, word, ids, lr=0.2):
        v = self.E[word]
        u = self.C[ids]
        p = sigmoid(u @ v)
        label = np.zeros(len(ids))
        label[0] = 1
        loss = -np.sum(label * np.log(p) + (1 - label) * np.log(1 - p))
        g = p - label
        dv = u.T @ g
        self.C[ids] -= lr * np.outer(g, v)
        self.E[word] -= lr * dv
        return loss


class ActionValues:
    """What each action is worth, learned from what the next state is worth."""

    def __init__(self, sees=4, hidden=6, actions=2):
        draw = np.random.default_rng(8).normal
        self.W1, self.b1 = draw(size=(sees, hidden)) / 2, np.zeros(hidden)
        self.W2, self.b2 = draw(size=(hidden, actions)) / 2, np.zeros(actions)

    def q(self, s):
        self.h = np.maximum(0, s @ self.W1 + self.b1)
        return self.h @ self.W2 + self.b2

    def learn(self, states, actions, rewards, later, done, gamma=0.9, lr=0.05):
        best = self.q(later).max(axis=1)
        target = rewards + gamma * best * (1 - done)
        q = self.q(states)
        rows = np.arange(len(actions))
        error = q[rows, actions] - target
        loss = np.mean(error**2)
        dq = np.zeros_like(q)
        dq[rows, actions] = 2 * error / len(actions)
        dW2, db2 = self.h.T @ dq, dq.sum(axis=0)
        dh = dq @ self.W2.T
        dh[self.h <= 0] = 0
        dW1, db1 = states.T @ dh, dh.sum(axis=0)
        for p, g in ((self.W1, dW1), (self.b1, db1), (self.W2, dW2), (self.b2, db2)):
            p -= lr * g
        return loss


def calls():
    """name -> (a call, its arguments)."""
    draw = np.random.default_rng(5)
    states, later = draw.normal(size=(2, 5, 4))
    return {
        "classifier": (
            Classifier().fit,
            (draw.normal(size=(24, 5)), draw.integers(0, 3, 24)),
        ),
        "autoencoder": (
            Autoencoder().fit,
            ((draw.random((6, 8)) > 0.5).astype(float),),
        ),
        "word_vectors": (
            WordVectors().fit,
            ([(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (6, 0)],),
        ),
        "action_values": (
            ActionValues().learn,
            (
                states,
                np.array([0, 1, 1, 0, 1]),
                np.array([0.0, 0.0, 1.0, 0.0, -1.0]),
                later,
                np.array([0.0, 0.0, 1.0, 0.0, 1.0]),
            ),
        ),
    }
