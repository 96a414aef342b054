"""Products of arrays, spelled in many ways, and networks made of them."""

import numpy as np

RANDOM = np.random.default_rng(7)


def normal(*shape):
    return RANDOM.normal(size=shape)


def at(x, w):
    return x @ w


def dotted(x, w):
    return np.dot(x, w)


def dot_method(x, w):
    return x.dot(w)


def spelled(x, w):
    return np.matmul(x, w)


def by_einsum(x, w):
    return np.einsum("ij,jk->ik", x, w)


def by_einsum_alone(x, w):
    return np.einsum("ij,jk", x, w)


def by_einsum_backwards(x, w):
    return np.einsum("jk,ij->ik", w, x)


def by_tensordot(x, w):
    return np.tensordot(x, w, axes=1)


def by_tensordot_axes(x, w):
    return np.tensordot(x, w, axes=([1], [0]))


def by_inner(x, w):
    return np.inner(x, w.T)


def turned_first(x, w):
    return (w.T @ x.T).T


def into_another(x, w):
    out = np.empty((len(x), w.shape[1]))
    np.matmul(x, w, out=out)
    return out


SPELLINGS = (
    at,
    dotted,
    dot_method,
    spelled,
    by_einsum,
    by_einsum_alone,
    by_einsum_backwards,
    by_tensordot,
    by_tensordot_axes,
    into_another,
)


def one_line(x, w, b):
    z = x @ w + b
    return z


def bias_first(x, w, b):
    z = b + np.dot(x, w)
    return z


def two_lines(x, w, b):
    z = x.dot(w)
    z = z + b
    return z


def in_place(x, w, b):
    z = x @ w
    z += b
    return z


def linear(x, w, b):
    return np.add(np.matmul(x, w), b)


def called(x, w, b):
    z = linear(x, w, b)
    return z


def laid_out_first(x, w, b):
    z = np.einsum("nk,km->nm", x, w) + b[None, :]
    return z


AFFINE = (one_line, bias_first, two_lines, in_place, called, laid_out_first)


def by_columns(w, x, b):
    z = w @ x + b
    return z


def something_between(x, w, b):
    z = x @ w
    e = np.exp(b)
    z = z + b
    return z, e


def full_sum(x, w, b):
    z = x @ w + b
    return z


def two_products(x, w, u):
    z = x @ w + x @ u
    return z


def batch(x, y, w1, b1, w2, b2):
    """A layer with ReLU and one without, and their gradients."""
    h = x @ w1 + b1
    a = np.maximum(h, 0)
    p = a @ w2 + b2
    d = (p - y) / len(x)
    gw2 = a.T @ d
    da = d @ w2.T
    dh = da * (h > 0)
    gw1 = x.T @ dh
    return gw1, gw2


def batch_by_einsum(x, y, w1, b1, w2, b2):
    h = np.einsum("ni,ij->nj", x, w1) + b1
    a = np.maximum(h, 0)
    p = np.einsum("ni,ij->nj", a, w2) + b2
    d = (p - y) / len(x)
    gw2 = np.tensordot(a, d, axes=(0, 0))
    da = np.inner(d, w2)
    dh = da * (h > 0)
    gw1 = np.einsum("ni,nj->ij", x, dh)
    return gw1, gw2


def batch_of_columns(x, y, w1, b1, w2, b2):
    h = w1 @ x + b1
    a = np.maximum(h, 0)
    p = w2 @ a + b2
    d = (p - y) / x.shape[1]
    gw2 = d @ a.T
    da = w2.T @ d
    dh = da * (h > 0)
    gw1 = dh @ x.T
    return gw1, gw2


def batch_of_sequences(x, y, w1, b1, w2, b2):
    """The same with two axes of rows."""
    h = x @ w1 + b1
    a = np.maximum(h, 0)
    p = a @ w2 + b2
    d = p - y
    gw2 = np.einsum("bti,btj->ij", a, d)
    da = d @ w2.T
    dh = da * (h > 0)
    gw1 = x.reshape(-1, x.shape[-1]).T @ dh.reshape(-1, dh.shape[-1])
    return gw1, gw2


ROWS = (normal(4, 3), normal(4, 2), normal(3, 5), normal(5), normal(5, 2), normal(2))
COLUMNS = (
    normal(3, 4),
    normal(2, 4),
    normal(5, 3),
    normal(5, 1),
    normal(2, 5),
    normal(2, 1),
)
SEQUENCES = (normal(2, 4, 3), normal(2, 4, 2), *ROWS[2:])


def tied(x, w, b, c):
    """An autoencoder whose decoder has the encoder's weights."""
    h = np.tanh(x @ w + b)
    return h @ w.T + c


def recurrent(x, w, u):
    h = np.zeros(u.shape[0])
    for row in x:
        h = np.tanh(row @ w + h @ u)
    return h


def normal_equations(x, y):
    return np.linalg.solve(x.T @ x, x.T @ y)


def stacked(q, k):
    s = q @ k.swapaxes(-1, -2)
    return s


def stacked_by_einsum(q, k):
    s = np.einsum("bik,bjk->bij", q, k)
    return s
