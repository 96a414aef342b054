"""Small functions of plain NumPy, as networks and lessons have them.

None of it knows of the recorder. CASES has for each a name, the function and
what it is called with.
"""

import numpy as np

rng = np.random.default_rng(0)


def doubled(x):
    twice = x * 2
    half = twice / 4
    return half


def joined(weights, x, biases):
    sums = weights @ x + biases
    best = np.argmax(sums)
    return best


def differences(a, b):
    error = a - b
    squared = error * error
    return squared


def whole_sums(x):
    total = np.sum(x)
    mean = total / x.size
    return mean


def halves(x):
    low, high = np.split(x, 2)
    lowest, highest = low.min(), high.max()
    return lowest, highest


def two_results(x):
    pair = np.divmod(x, 2)
    fractions, whole = np.modf(x)
    return fractions, whole - pair[1]


def masked(x):
    known = np.ma.masked_less(x, 0)
    mean = known.mean()
    return mean


def einstein(a, b):
    product = np.einsum("ij,jk->ik", a, b)
    trace = np.einsum("ii->", product[:2, :2])
    return trace


def sorted_out(x):
    order = np.argsort(x, axis=0)
    ordered = np.sort(x, axis=0)
    sums = np.cumsum(ordered)
    return order, sums


def end_to_end(a, b):
    both = np.concatenate([a, b])
    deep = np.stack([a, b, a])
    wide = np.hstack((a, b))
    return both, deep, wide


def three_shapes(a, b, c):
    total = a + b + c
    mean = total.mean(axis=(0, 2))
    return mean


def chosen(x):
    kept = np.where(x > 0, x, 0.1 * x)
    places = np.where(x > 0)
    return kept, places


def whole_division(a, b):
    whole = a // b
    rest = a % b
    power = a ** 2
    return whole, rest, power


def bits(a, b):
    both = a & b
    shifted = both << 2
    opposite = ~shifted
    return opposite


def slices(x):
    x[1:, ::2] = 0
    x[0] += 5
    x[-1, :] *= -1
    return x


def fancy(x, rows):
    picked = x[rows]
    x[rows, 0] = 7
    corner = x[np.ix_([0, 2], [1, 0])]
    return picked, corner


def in_between(x):
    inside = (x > -1) & (x < 1)
    share = inside.mean()
    return share


def summed_in_a_loop(x):
    total = np.zeros_like(x)
    for power in range(4):
        total += x ** power
    return total


def nested(x):
    def outer(value):
        def inner(one):
            return one + 1
        return inner(value) * 2
    result = outer(x)
    return result


def generated(x):
    total = sum(row * 2 for row in x)
    rows = [row.sum() for row in x]
    return total, rows


def powers(x, count):
    if count == 0:
        return np.ones_like(x)
    less = powers(x, count - 1)
    return less * x


def convolved(image, kernel):
    out = np.zeros((2, 2))
    for row in range(2):
        for across in range(2):
            patch = image[row:row + 2, across:across + 2]
            out[row, across] = np.sum(patch * kernel)
    return out


def softmax(scores):
    powers_ = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers_ / powers_.sum(axis=1, keepdims=True)


def layer_norm(x, gain, bias):
    mean = x.mean(axis=-1, keepdims=True)
    spread = x.var(axis=-1, keepdims=True)
    normed = (x - mean) / np.sqrt(spread + 1e-5)
    return gain * normed + bias


def attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(keys.shape[1])
    mask = np.tril(np.ones(scores.shape))
    scores = np.where(mask == 0, -np.inf, scores)
    shares = softmax(scores)
    return shares @ values


def batch_norm(x, state):
    mean, spread = x.mean(axis=0), x.std(axis=0)
    state["mean"] = 0.9 * state["mean"] + 0.1 * mean
    return (x - mean) / (spread + 1e-5)


def max_pool(image):
    rows, columns = image.shape
    blocks = image.reshape(rows // 2, 2, columns // 2, 2)
    return blocks.max(axis=(1, 3))


def cross_entropy(scores, labels):
    shares = softmax(scores)
    chosen_ = shares[np.arange(len(labels)), labels]
    loss = -np.log(chosen_).mean()
    shares[np.arange(len(labels)), labels] -= 1
    return loss, shares / len(labels)


def momentum(weights, speed, gradient):
    speed *= 0.9
    speed += gradient
    weights -= 0.01 * speed
    return weights


def adam(weights, mean, spread, gradient):
    mean[:] = 0.9 * mean + 0.1 * gradient
    spread[:] = 0.99 * spread + 0.01 * gradient ** 2
    weights -= 0.01 * mean / (np.sqrt(spread) + 1e-8)
    return weights


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def slope(x):
    y = sigmoid(x)
    steepness = y * (1 - y)
    return steepness


def blame(weights, error):
    back = weights.T @ error
    table = error @ back.T
    other = back.T @ back, error.T
    return table, other


def dropout(x, keep):
    mask = np.random.default_rng(1).random(x.shape) < keep
    kept = x * mask / keep
    return kept


def one_hot(labels):
    rows = np.eye(4)[labels]
    counts = np.bincount(labels)
    return rows, counts


def sizes(x):
    length = np.linalg.norm(x)
    unit = x / length
    rounded = np.round(unit, 1)
    limited = np.clip(unit, -0.5, 0.5)
    return rounded, limited


def pieces(x):
    upper = np.triu(x)
    turned = np.rot90(x)
    rolled = np.roll(x, 1, axis=0)
    repeated = np.tile(x, (1, 2))
    return upper, turned, rolled, repeated


def with_numbers(x, count):
    more = x * count + count ** 2
    scale = float(more.max())
    return more / scale


def recurrent(inputs, weights):
    state = np.zeros((2, 1))
    for one in inputs:
        state = np.tanh(weights @ np.concatenate([one, state]))
    return state


def accumulated(x):
    largest = np.maximum.accumulate(x)
    total = np.add.reduce(x)
    table = np.multiply.outer(x[:3], x[:3])
    np.add.at(x, [0, 0, 1], 1.0)
    return largest, total, table


SMALL = rng.normal(size=(4, 3))
SQUARE = rng.normal(size=(3, 3))
ROWS = rng.normal(size=(5, 4))
X = rng.normal(size=(3, 1))

CASES = {
    "no dimension": (doubled, np.array(3.0)),
    "one number": (joined, np.array([[2.0]]), np.array([[3.0]]),
                   np.array([[1.0]])),
    "three dimensions": (doubled, rng.normal(size=(2, 3, 4))),
    "four dimensions": (doubled, rng.normal(size=(2, 1, 3, 4))),
    "several results": (halves, SMALL),
    "two results": (two_results, SMALL),
    "masked": (masked, X),
    "einsum": (einstein, SMALL, SQUARE),
    "sorting": (sorted_out, X),
    "end to end": (end_to_end, SQUARE, SQUARE),
    "three shapes": (three_shapes, rng.normal(size=(2, 1, 3)),
                     rng.normal(size=(4, 1)), np.array(2.0)),
    "where of numpy": (chosen, SMALL),
    "whole division": (whole_division, np.arange(6).reshape(2, 3),
                       np.array([2, -3, 4])),
    "bits": (bits, np.arange(4), np.array([1, 3, 2, 3])),
    "slices": (slices, SMALL.copy()),
    "fancy indices": (fancy, SMALL.copy(), [2, 0]),
    "in between": (in_between, SMALL),
    "a loop": (summed_in_a_loop, X),
    "nested functions": (nested, X),
    "generators": (generated, SMALL),
    "recursion": (powers, X, 3),
    "a convolution": (convolved, SQUARE, SQUARE[:2, :2].copy()),
    "softmax": (softmax, SMALL),
    "layer norm": (layer_norm, ROWS, np.ones(4), np.zeros(4)),
    "attention": (attention, ROWS, ROWS, ROWS),
    "batch norm": (batch_norm, ROWS, {"mean": np.zeros(4)}),
    "max pooling": (max_pool, rng.normal(size=(4, 6))),
    "cross entropy": (cross_entropy, ROWS[:3].copy(), np.array([1, 0, 3])),
    "momentum": (momentum, SMALL.copy(), SMALL * 0, SMALL),
    "adam": (adam, SMALL.copy(), SMALL * 0, SMALL * 0, SMALL),
    "a slope": (slope, X),
    "errors sent back": (blame, SMALL, SMALL[:, :1].copy()),
    "dropout": (dropout, SMALL, 0.5),
    "one hot": (one_hot, np.array([1, 3, 0])),
    "lengths": (sizes, SMALL),
    "pieces": (pieces, SQUARE),
    "numbers among arrays": (with_numbers, SMALL, 3),
    "a recurrent cell": (recurrent, rng.normal(size=(3, 1, 1)),
                         SMALL[:2].copy()),
    "ufunc methods": (accumulated, np.array([3.0, 1, 2, 5])),
    "a row": (doubled, rng.normal(size=(1, 7))),
    "a long column": (differences, rng.normal(size=(40, 1)),
                      rng.normal(size=(40, 1))),
    "the total": (whole_sums, SMALL),
}
