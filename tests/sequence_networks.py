"""Networks that read sequences: recurrent, with gates, and one with attention."""

import numpy as np

from network.recorder import record
from network.trace import Trace

LENGTH, WIDTH, HIDDEN, HEADS = 5, 8, 4, 2


def softmax(scores):
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def gelu(x):
    return 0.5 * x * (1 + np.tanh(np.sqrt(2 / np.pi) * (x + 0.044715 * x**3)))


def recurrent(letters, from_letter, from_state, to_letter):
    state = np.zeros((HIDDEN, 1))
    for t in range(len(letters)):
        letter = np.zeros((to_letter.shape[0], 1))
        letter[letters[t]] = 1
        state = np.tanh(from_letter @ letter + from_state @ state)
        shares = softmax((to_letter @ state).T)
    return shares


def long_short_term(words, weights, bias):
    """All four gates come out of one product."""
    state, memory = np.zeros(HIDDEN), np.zeros(HIDDEN)
    for t in range(len(words)):
        sums = np.concatenate([words[t], state]) @ weights + bias
        let_in, keep, new, let_out = np.split(sums, 4)
        memory = sigmoid(keep) * memory + sigmoid(let_in) * np.tanh(new)
        state = sigmoid(let_out) * np.tanh(memory)
    return state


def normalised(x, gain, shift):
    mean, spread = x.mean(-1, keepdims=True), x.std(-1, keepdims=True)
    return gain * (x - mean) / (spread + 1e-5) + shift


def attention(x, inward, outward):
    count, width = x.shape
    queries, keys, values = (
        part.reshape(count, HEADS, width // HEADS).transpose(1, 0, 2)
        for part in np.split(x @ inward, 3, axis=-1)
    )
    scores = queries @ keys.transpose(0, 2, 1) / np.sqrt(width // HEADS)
    later = np.triu(np.ones((count, count), dtype=bool), 1)
    shares = softmax(np.where(later, -np.inf, scores))
    return (shares @ values).transpose(1, 0, 2).reshape(count, width) @ outward


def block(x, gain, shift, inward, outward, wider, narrower):
    x = x + attention(normalised(x, gain, shift), inward, outward)
    x = x + gelu(normalised(x, gain, shift) @ wider) @ narrower
    return x


def recorded() -> dict[str, Trace]:
    """The Trace of each."""
    draw = np.random.default_rng(3).normal

    def some(*shape):
        return draw(0, 0.6, shape)

    return {
        "recurrent": record(
            recurrent,
            [1, 0, 3, 3, 4],
            some(HIDDEN, 6),
            some(HIDDEN, HIDDEN),
            some(6, HIDDEN),
        ),
        "lstm": record(
            long_short_term,
            some(LENGTH, 3),
            some(3 + HIDDEN, 4 * HIDDEN),
            np.repeat([0.0, 1.0, 0.0, 0.0], HIDDEN),
        ),
        "block": record(
            block,
            some(LENGTH, WIDTH),
            np.linspace(0.8, 1.2, WIDTH),
            np.linspace(-0.2, 0.2, WIDTH),
            some(WIDTH, 3 * WIDTH),
            some(WIDTH, WIDTH),
            some(WIDTH, 2 * WIDTH),
            some(2 * WIDTH, WIDTH),
        ),
    }


def gates_and_back(x, h, Wz, Wr, Wn, Uz, d):
    """A gated cell and what comes back to the weights of each gate, which all
    read one input."""
    z = 1 / (1 + np.exp(-(Wz @ x + Uz @ h)))
    r = 1 / (1 + np.exp(-(Wr @ x)))
    n = np.tanh(Wn @ x + r * h)
    new = (1 - z) * n + z * h
    back = new - d
    dz = back * (h - n) * z * (1 - z)
    dn = back * (1 - z) * (1 - n**2)
    dr = dn * h * r * (1 - r)
    return dz @ x.T, dr @ x.T, dn @ x.T


def attention_and_back(x, y, Wq, Wk, Wv):
    """Queries, keys and values of one input, and what comes back to each."""
    q, k, v = x @ Wq, x @ Wk, x @ Wv
    e = np.exp(q @ k.T)
    a = e / e.sum(axis=1, keepdims=True)
    d = a @ v - y
    da = d @ v.T
    ds = a * (da - (da * a).sum(axis=1, keepdims=True))
    return x.T @ (ds @ k), x.T @ (ds.T @ q), x.T @ (a.T @ d)
