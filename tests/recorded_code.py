"""Code to be recorded, as unlike the digit network as possible.

It is plain: nothing here knows of the recorder.
"""

import math

import numpy as np


class ReluLayers:
    """Layers with ReLU, weights in a list, a batch of rows."""

    def __init__(self, sizes=(6, 5, 4, 3), dtype=np.float64):
        rng = np.random.default_rng(1)
        self.weights = [rng.normal(size=pair).astype(dtype)
                        for pair in zip(sizes, sizes[1:])]
        self.biases = [np.zeros(size, dtype) for size in sizes[1:]]
        self.rate = 0.1

    def forward(self, batch):
        layers = [batch]
        for w, b in zip(self.weights, self.biases):
            layers.append(np.maximum(layers[-1] @ w + b, 0))
        return layers

    def learn(self, batch, wanted):
        layers = self.forward(batch)
        delta = (layers[-1] - wanted) / len(batch)
        for i in reversed(range(len(self.weights))):
            delta = delta * (layers[i + 1] > 0)
            gradient = layers[i].T @ delta
            self.biases[i] -= self.rate * delta.sum(axis=0)
            previous = delta @ self.weights[i].T
            self.weights[i] -= self.rate * gradient
            delta = previous
        return layers[-1]


class Layer:
    def __init__(self, weights):
        self.weights = weights

    def __call__(self, x):
        return np.tanh(self.weights @ x)


class Nested:
    """Objects within objects, arrays in a dictionary and a tuple."""

    def __init__(self):
        rng = np.random.default_rng(2)
        self.layers = [Layer(rng.normal(size=(4, 5))),
                       Layer(rng.normal(size=(3, 4)))]
        self.scales = {"in": rng.normal(size=(5, 1)), "out": (
            rng.normal(size=(3, 1)), 2.0)}
        self.history = []

    def run(self, x):
        x = x * self.scales["in"]
        for layer in self.layers:
            x = layer(x)
            self.history.append(x)
        scale, factor = self.scales["out"]
        self.last = x * scale * factor
        return {"result": self.last, "all": list(self.history)}


class Lstm:
    def __init__(self, size=3, width=2):
        rng = np.random.default_rng(3)
        self.w = rng.normal(size=(4 * size, width + size))
        self.b = rng.normal(size=4 * size)
        self.size = size

    def run(self, sequence):
        h = np.zeros(self.size)
        c = np.zeros(self.size)
        for x in sequence:
            z = self.w @ np.concatenate([x, h]) + self.b
            i, f, o, g = np.split(z, 4)
            c = sigmoid(f) * c + sigmoid(i) * np.tanh(g)
            h = sigmoid(o) * np.tanh(c)
        return h, c


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax_loss(scores, labels):
    shifted = scores - scores.max(axis=1, keepdims=True)
    powers = np.exp(shifted)
    shares = powers / powers.sum(axis=1, keepdims=True)
    loss = -np.log(shares[np.arange(len(labels)), labels]).mean()
    gradient = shares.copy()
    gradient[np.arange(len(labels)), labels] -= 1
    gradient /= len(labels)
    return loss, gradient


def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    out = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            patch = image[row:row + kernel.shape[0],
                          column:column + kernel.shape[1]]
            out[row, column] = np.sum(patch * kernel)
    return np.where(out > out.mean(), out, 0)


def attention(q, k, v):
    scores = np.einsum("id,jd->ij", q, k) / np.sqrt(q.shape[-1])
    weights = np.exp(scores)
    weights /= np.sum(weights, axis=-1, keepdims=True)
    return np.einsum("ij,jd->id", weights, v)


def views(x):
    flat = x.ravel()
    row = x[1]
    row += 10
    flat[0] = -1
    corner = x[::2, ::-1]
    square = x.reshape(2, -1).T
    stack = np.vstack([corner, corner * 2])
    return flat, square, stack, x.T.copy(), np.swapaxes(x, 0, 1)


def reductions(x):
    a = np.sum(x, axis=0)
    b = x.sum(axis=(0, 1))
    c = np.add.reduce(x, axis=1)
    d = np.multiply.accumulate(x, axis=0)
    e = np.subtract.outer(x[0], x[1])
    f = np.linalg.norm(x)
    g = x.mean() + x.std(axis=1).max() - x.var()
    h = np.clip(x, 0, 1).argmax(axis=1)
    return a, b, c, d, e, f, g, h


def indexing(x):
    picked = x[[0, 2]]
    masked = x[x > 0]
    single = x[1, 2]
    last = x[-1][..., None]
    x[x < 0] = 0
    x[:, 1] *= 2
    x[0] = x[1] + single
    np.add.at(x, ([0, 0], [1, 1]), 1)
    return picked, masked, last, x


def scalars(x):
    total = x.sum()
    mean = total / x.size
    spread = ((x - mean) ** 2).mean() ** 0.5
    if spread > 0:
        mean = mean / spread
    return 1 - mean, -abs(mean), mean < 3, 2 < mean


def outputs(x):
    out = np.empty_like(x)
    np.multiply(x, 3, out=out)
    np.add(out, x, out=out, where=x > 0)
    np.copyto(out, 0, where=out > 100)
    whole, part = np.divmod(x, 0.7)
    low, high = np.modf(x)
    out.sort(axis=1)
    out.fill(2) if out.size == 0 else None
    return out, whole, part, low, high


def into_itself(x):
    x[:] = x
    x[::-1] = x
    np.add.at(x, [0, 2], x[:1])
    np.multiply.at(x, slice(None), x)
    np.copyto(x.T[1:], x.T[:-1])
    whole, part = x + 1.5, x + 2.5
    np.divmod(whole, part, out=(part, whole))
    return x, whole, part


def comprehensions(x):
    doubled = [row * 2 for row in x]
    table = {i: np.sqrt(abs(row)) for i, row in enumerate(x)}
    total = sum(row.sum() for row in x)
    return doubled, table, total, [a @ b for a, b in zip(x, doubled)]


def lambdas(x):
    square = lambda t: t * t  # noqa: E731
    return list(map(square, x)) + [square(x[0])]


def one_line_loop(x):
    for _ in range(3): x = x @ x  # noqa: E701
    return x


def while_loop(x):
    while np.abs(x).max() > 1:
        x = x / 2
    return x


def try_and_with(x):
    with np.errstate(divide="ignore"):
        y = 1 / (x - x)
    try:
        y = y @ np.zeros(99)
    except ValueError:
        y = y * 0
    finally:
        z = y + 1
    return y, z


def leaves(x):
    a = math.exp(float(x[0, 0]))
    b = math.sqrt(abs(x[0, 1]))
    c = x.tolist()
    d = x.item(0)
    return a, b, c, d


def random_noise(x):
    noise = np.random.default_rng(5).normal(size=x.shape)
    return x + noise


def square_of_itself(x):
    return x @ x.T, x.T @ x


def types(x):
    a = x.astype(np.float32) * 1.5
    b = x.astype(np.int16) + 1
    c = x.astype(complex) * 2j
    d = (x > 0) & (x < 1)
    e = ~d
    f = x.astype(">f8") + 1
    return a, b, c, d, e, f, c.real, c.imag


def generator(x):
    def rows():
        for row in x:
            yield row * 2
    return np.stack([row + 1 for row in rows()])


def strided(x):
    a = np.broadcast_to(x[0], x.shape) @ x.T
    b = np.asfortranarray(x) @ x.T
    c = x[:, ::2].sum(axis=1) + x[::-1, ::2].sum(axis=1)
    return a, b, c, np.dot(x[:, 0], x[:, 1])


def library(x):
    return np.apply_along_axis(sigmoid, 1, x), np.vectorize(sigmoid)(x)


def keywords(x, *, scale=None, **more):
    return x * scale + more["shift"]
