"""Calls that between them are told by every act a trace leads to: what their films
say is kept as text."""

import numpy as np

from tests import (
    attentions,
    learning_networks,
    looping,
    losses,
    near_misses,
    normalisations,
    normalised_gradients,
    numpy_functions,
    other_networks,
    policy_network,
    product_networks,
    softmaxes,
    window_networks,
)

NUMBERS = np.random.default_rng(21)
IMAGE = NUMBERS.random((4, 4)).round(2)
MAPS = NUMBERS.normal(size=(4, 4, 2)).round(2)


def classified(images, labels, w, b, rng):
    """A batch of images: dropped pixels, scores, loss, accuracy and a step."""
    x = images.reshape(len(images), -1)
    x = x * (rng.random(x.shape) < 0.8) / 0.8
    scores = x @ w + b
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares = powers / powers.sum(axis=1, keepdims=True)
    loss = -np.log(shares[np.arange(len(labels)), labels]).mean()
    loss += 0.5 * 0.01 * np.sum(w * w)
    error = shares - np.eye(3)[labels]
    dw = x.T @ error / len(labels) + 0.01 * w
    correct = (scores.argmax(axis=1) == labels).mean()
    w -= 0.1 * dw
    b -= 0.1 * error.mean(axis=0)
    return loss, correct


def one_image(image, w, wanted):
    """An image through one layer, and a step of its weights."""
    x = image.reshape(-1, 1)
    z = w @ x
    y = 1 / (1 + np.exp(-z))
    d = (y - wanted) * y * (1 - y)
    g = d @ x.T
    w -= 0.5 * g
    return y


def with_momentum(w, v, x, y):
    """A line through points, thrice a step further."""
    for _ in range(3):
        error = x @ w - y
        gradient = 2 * x.T @ error / len(y)
        v = 0.9 * v + 0.1 * gradient
        w = w - 0.1 * v
    return w


def adam(w, m, v, gradients):
    """Adam's two moments of two gradients."""
    for t, g in enumerate(gradients, 1):
        m = 0.9 * m + 0.1 * g
        v = 0.999 * v + 0.001 * g**2
        w -= 0.01 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.999**t)) + 1e-8)
    return w


def back_through_rows(x, w, g, rng, losses):
    """A slope of rows, with a rate that falls and a letter that is drawn."""
    h = np.tanh(x @ w)
    dh = g * (1 - h * h)
    rate = 0.1 / (1 + losses[0] * 2)
    w -= rate * x.T @ dh
    letter = rng.choice(3, p=np.array([0.2, 0.5, 0.3]))
    return h[letter]


def maps_in_a_row(x, w):
    """The largest of windows, in one row through a layer, and maps again."""
    pooled = window_networks.largest(x)
    return (w @ pooled.reshape(-1)).reshape(pooled.shape)


def advantages(policy, values):
    """Rows weighed and added up, each row with its own weights."""
    value = (policy * values).sum(axis=1)
    return values - value[:, None]


def two_layers_kept_small(x, y, w, u):
    """One row through two layers to one number; the squares of both cost extra."""
    h = np.tanh(x @ w)
    a = h @ u
    loss = np.mean((a - y) ** 2)
    loss = loss + 0.05 * (np.sum(w**2) + np.sum(u**2))
    return loss


def gates_by_their_letters(x, h, c, weights, biases):
    """A long short-term memory whose gates one loop computes."""
    gates = {}
    for g in "ifog":
        z = weights[g] @ x + h + biases[g]
        gates[g] = np.tanh(z) if g == "g" else 1 / (1 + np.exp(-z))
    c = gates["f"] * c + gates["i"] * gates["g"]
    return gates["o"] * np.tanh(c), c


def first_of_many(q, k, v):
    """One head of one example."""
    return attentions.mask_added(q[0, 0], k[0, 0], v[0, 0])


def calls():
    """name -> (function, arguments), made anew; names are those of files."""
    found = {
        name.replace(" ", "_"): (call, given)
        for name, call, given in other_networks.cases()
    }
    rng = np.random.default_rng(5)
    gradients = np.random.default_rng(6).normal(size=(2, 3, 3)).round(2)
    windows = window_networks
    found |= {
        "a_policy_that_learns": (policy_network.episode, (8,)),
        "classified": (
            classified,
            (
                rng.random((5, 2, 2)).round(2),
                np.array([0, 2, 1, 1, 0]),
                rng.normal(size=(4, 3)).round(2),
                np.zeros(3),
                np.random.default_rng(3),
            ),
        ),
        "one_image": (
            one_image,
            (IMAGE.copy(), rng.normal(size=(3, 16)).round(2), np.eye(3)[:, [1]]),
        ),
        "back_through_rows": (
            back_through_rows,
            (
                *rng.normal(size=(3, 3, 3)).round(2),
                np.random.default_rng(4),
                np.array([0.5, 0.25]),
            ),
        ),
        "advantages": (
            advantages,
            (np.full((3, 2), 0.5), np.array([[1.0, 2], [3, -1], [0, 4]])),
        ),
        "two_layers_kept_small": (
            two_layers_kept_small,
            (
                np.array([[0.5, -1.0, 2.0]]),
                np.array([[1.0]]),
                np.linspace(-1, 1, 6).reshape(3, 2),
                np.array([[0.5], [-2.0]]),
            ),
        ),
        "with_momentum": (
            with_momentum,
            (
                np.zeros((2, 1)),
                np.zeros((2, 1)),
                rng.normal(size=(5, 2)).round(2),
                rng.normal(size=(5, 1)).round(2),
            ),
        ),
        "adam": (
            adam,
            (np.ones((3, 3)), np.zeros((3, 3)), np.zeros((3, 3)), gradients),
        ),
        "attention": (first_of_many, attentions.MANY),
        "heads": (attentions.stacked, attentions.MANY),
        "batch": (product_networks.batch, product_networks.ROWS),
        "columns": (product_networks.batch_of_columns, product_networks.COLUMNS),
        "sequences": (product_networks.batch_of_sequences, product_networks.SEQUENCES),
        "yes_or_no": (losses.yes_or_no, (losses.YES, losses.TRUE)),
        "picked": (losses.picked, (losses.SHARES, losses.LABELS)),
        "squares": (losses.squares, (losses.YES, losses.TRUE)),
        "hinge": (losses.hinge, (losses.SCORES, losses.LABELS)),
        "through_a_norm_and_back": (
            normalised_gradients.by_variance_and_mean,
            normalised_gradients.GIVEN,
        ),
        "gates_by_their_letters": (
            gates_by_their_letters,
            (
                *np.array([[0.5, -1.2], [0.3, 0.8], [-0.4, 1.5]]),
                {one: MAPS[place, :2] for place, one in enumerate("ifog")},
                {one: IMAGE[place, :2] for place, one in enumerate("ifog")},
            ),
        ),
        "layer_norm": (
            normalisations.layer_norm,
            (normalisations.X, normalisations.GAIN, normalisations.SHIFT),
        ),
        "batch_norm": (
            normalisations.with_running_mean,
            (normalisations.X, normalisations.GAIN, normalisations.SHIFT),
        ),
        "softmax_of_a_column": (softmaxes.called, (softmaxes.COLUMN,)),
        "softmax_of_rows": (softmaxes.of_rows, (softmaxes.BATCH,)),
        "filter": (windows.in_loops, (windows.IMAGE, windows.EDGE)),
        "filters": (
            windows.batch_in_loops,
            (windows.BATCH, windows.DEEP, windows.BIASES),
        ),
        "maps_in_a_row": (maps_in_a_row, (MAPS, rng.normal(size=(8, 8)).round(2))),
        "mean_of_windows": (windows.mean_of_windows, (windows.IMAGE,)),
        "kernel_gradient": (windows.kernel_gradient, (windows.IMAGE, MAPS)),
        "back_through_filters": (
            windows.all_gradients,
            (windows.BATCH, windows.DEEP, np.resize(MAPS, (2, 4, 4, 4))),
        ),
        "back_through_a_pool": (
            windows.largest_gradient_by_masks,
            (MAPS.T.copy(), MAPS.T[:, :2, :2].copy()),
        ),
        "counted": (looping.counted, (looping.SQUARE, 4)),
        "recurrent": (
            looping.recurrent,
            (looping.STATES[:3], looping.SQUARE, looping.SQUARE, np.ones((4, 1))),
        ),
        "shown_each": (near_misses.shown_each, (np.arange(6.0).reshape(2, 3),)),
        "descent": (
            learning_networks.StochasticDescent(sizes=(4, 3, 2)).learn,
            (
                [
                    (np.random.default_rng(n).random((4, 1)), np.eye(2)[:, [n]])
                    for n in range(2)
                ],
                3.0,
            ),
        ),
    }
    return found | numpy_functions.calls()
