"""Ways to write attention, and what looks like it and is none."""

import numpy as np

ROWS = np.random.default_rng(3)


def rows(count, wide):
    return ROWS.normal(size=(count, wide)).round(3)


Q, K, V = rows(4, 3), rows(4, 3), rows(4, 2)
MANY = tuple(ROWS.normal(size=(2, 3, 5, 4)) for _ in range(3))  # batch, heads


def softmax(x):
    powers = np.exp(x - np.max(x, axis=-1, keepdims=True))
    return powers / np.sum(powers, axis=-1, keepdims=True)


def plain(q, k, v):
    scores = q @ k.T
    shares = softmax(scores)
    return shares @ v


def scaled_in_one_line(q, k, v):
    return softmax(q @ k.T / np.sqrt(q.shape[-1])) @ v


def by_dot(q, k, v):
    scores = q.dot(k.T) * q.shape[1] ** -0.5
    powers = np.exp(scores)
    powers /= powers.sum(axis=1)[:, None]
    return np.dot(powers, v)


def by_letters(q, k, v):
    scores = np.einsum("qd,kd->qk", q, k) / 2.0
    return np.einsum("qk,kd->qd", softmax(scores), v)


def by_tensordot(q, k, v):
    shares = softmax(np.tensordot(q, k, axes=([1], [1])))
    return np.tensordot(shares, v, axes=1)


def keys_first(q, k, v):
    """Shares stand in columns: those of a query add up downwards."""
    scores = k @ q.T
    powers = np.exp(scores - scores.max(axis=0))
    shares = powers / powers.sum(axis=0)
    return shares.T @ v


def in_columns(q, k, v):
    """Each token is a column."""
    q, k, v = q.T.copy(), k.T.copy(), v.T.copy()
    scores = k.T @ q
    powers = np.exp(scores - scores.max(axis=0))
    return v @ (powers / powers.sum(axis=0))


def turned_for_the_sums(q, k, v):
    """Rows are divided by their sums as columns are."""
    scores = np.matmul(q, k.T) / 2.0
    shares = (np.exp(scores).T / np.sum(np.exp(scores), axis=-1)).T
    return np.matmul(shares, v)


def one_query(q, k, v):
    scores = k @ q[0]
    powers = np.exp(scores)
    shares = powers / powers.sum()
    return shares @ v


def mask_added(q, k, v):
    mask = (1 - np.tri(len(q))) * -1e10
    return softmax(q @ k.T / 2.0 + mask) @ v


def mask_by_where(q, k, v):
    seen = np.tril(np.ones((len(q), len(k)))).astype(bool)
    scores = np.where(seen, q @ k.T, -1e9)
    return softmax(scores) @ v


def mask_written(q, k, v):
    scores = q @ k.T
    scores[np.triu_indices(len(q), 1)] = -np.inf
    return softmax(scores) @ v


def mask_in_place(q, k, v):
    scores = q @ k.T
    mask = np.triu(np.ones(scores.shape), 1)
    scores -= 1e9 * mask
    scores -= scores.max(axis=-1, keepdims=True)
    powers = np.exp(scores)
    return (powers / powers.sum(axis=-1, keepdims=True)) @ v


def mask_times(q, k, v):
    below = np.tri(len(q))
    scores = q @ k.T
    scores = scores * below - 1e10 * (1 - below)
    return softmax(scores) @ v


def stacked(q, k, v):
    scores = q @ k.swapaxes(-1, -2) / np.sqrt(q.shape[-1])
    return softmax(scores) @ v


def stacked_by_letters(q, k, v):
    scores = np.einsum("bhqd,bhkd->bhqk", q, k)
    shares = softmax(scores)
    return np.einsum("bhqk,bhkd->bhqd", shares, v)


def stacked_apart(q, k, v):
    """The heads stand in the third axis."""
    q, k, v = (np.ascontiguousarray(one.transpose(0, 2, 1, 3)) for one in (q, k, v))
    scores = np.einsum("bqhd,bkhd->bhqk", q, k)
    return np.einsum("bhqk,bkhd->bqhd", softmax(scores), v)


def split_in_calls(x, count):
    heads = [np.split(x, count, axis=-1)] * 3
    joined = [scaled_in_one_line(*each) for each in zip(*heads)]
    return np.hstack(joined)


def split_in_a_loop(x, count):
    wide = x.shape[1] // count
    parts = []
    for h in range(count):
        part = x[:, h * wide : (h + 1) * wide]
        scores = part @ part.T
        shares = softmax(scores)
        parts.append(shares @ part)
    return np.concatenate(parts, axis=1)


def no_softmax(q, k, v):
    return (q @ k.T) @ v


def scores_below_a_number(q, k, v):
    return softmax(2.0 / (q @ k.T)) @ v


def later_ones_alone(q, k, v):
    """What a mask is mistaken for: all that comes later has one score, the largest."""
    seen = np.tri(len(q), dtype=bool)
    return softmax(np.where(seen, q @ k.T, 1e9)) @ v


def weighed_scores(q, k, v):
    return softmax(q @ k.T * np.arange(1.0, 1 + len(k))) @ v


def sums_of_other_rows(q, k, v):
    """The shares add up to 1 along the wrong axis to mix by."""
    scores = q @ k.T
    powers = np.exp(scores)
    return (powers / powers.sum(axis=0)) @ v


def scores_squared(q, k, v):
    return softmax((q @ k.T) ** 2) @ v


def of_no_product(q, k, v):
    return softmax(q[:, :2]) @ v[:2]


def values_come_later(q, k, v):
    shares = softmax(q @ k.T)
    later = np.tanh(v)
    return shares @ later
