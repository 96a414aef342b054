"""NumPy's functions, many after each other: what their films say is kept as text."""

# ruff: noqa: E731, E741, F841

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def sums(a):
    x = np.sum(a, 0)
    y = np.sum(a, 1, keepdims=True)
    z = a.sum(0)
    w = np.sum(a, (0, 1))
    return x


def means(a):
    x = np.mean(a, 0)
    y = np.var(a, 0)
    z = np.std(a, 1)
    w = np.median(a, 1)
    u = np.percentile(a, 30)
    v = np.average(a, 0)
    return x


def joins(a, c):
    x = np.concatenate((a, c), 1)
    y = np.stack((a, c), 1)
    z = np.vstack((a, c))
    w = np.hstack([a, c])
    q = np.r_[a, c]
    p = np.c_[a, c]
    k = np.append(a, c, 0)
    return x


def takes(a):
    x = np.take(a, [0, 2], 0)
    y = a.take([1, 1], 1)
    z = np.compress([True, False, True, True], a, 0)
    w = np.delete(a, 1, 0)
    v = np.insert(a, 1, 7.0, 1)
    return x


def turns(a):
    x = np.transpose(a, (1, 0))
    y = np.swapaxes(a, 0, 1)
    z = np.moveaxis(a, 0, 1)
    w = np.expand_dims(a, 0)
    v = np.squeeze(w, 0)
    u = a[None, :, None]
    t = np.rollaxis(a, 1)
    return x


def moves(a):
    x = np.roll(a, 1, 0)
    y = np.repeat(a, 2, 0)
    z = np.tile(a, (2, 1))
    w = np.flip(a, 1)
    v = np.rot90(a)
    u = np.pad(a, 1, "constant")
    t = np.pad(a, ((0, 1), (2, 0)), mode="edge")
    return x


def splits(a):
    x, y = np.split(a, 2, 0)
    p, q, r = np.array_split(a, 3, 1)
    return x


def orders(a):
    x = np.sort(a, 0)
    y = np.argsort(a, 1)
    z = np.argmax(a, 1)
    w = np.argmin(a, 0)
    v = np.partition(a, 2, 1)
    u = np.unique(a)
    t = np.searchsorted(np.sort(a[0]), 0.3)
    return x


def running(a):
    x = np.cumsum(a, 1)
    y = np.cumprod(a, 0)
    z = np.diff(a, 1)
    w = np.gradient(a, axis=0)
    v = np.add.accumulate(a, 1)
    u = np.maximum.accumulate(a, 0)
    t = np.add.reduce(a, 0)
    s = np.maximum.reduce(a, 1)
    r = np.add.reduceat(a, [0, 2], 1)
    return x


def choose(a):
    x = np.where(a > 0, a, 0)
    y = np.select([a > 1, a < -1], [a, -a], 0)
    z = np.clip(a, -1, 1)
    w = np.piecewise(a, [a < 0, a >= 0], [-1, 1])
    v = np.where(a > 0)
    u = np.nonzero(a > 0)
    t = np.argwhere(a > 0)
    s = a[a > 0]
    r = np.putmask(a.copy(), a > 0, 0)
    return x


def products(a, b, v):
    x = np.dot(a, b, out=np.empty((4, 3)))
    y = np.matmul(a, b, out=np.empty((4, 3)))
    z = a.__matmul__(b)
    w = np.tensordot(a, b, 0)
    q = np.kron(a[:2, :2], b[:2, :2])
    p = np.convolve(v, v[:2])
    o = np.correlate(v, v[:2], "valid")
    n = np.cross(v[:3], v[1:4])
    m = np.vecdot(a, a)
    l = np.einsum("ij,jk,kl->il", a, b, b.T, optimize=True)
    k = np.linalg.multi_dot([a, b, b.T])
    h = np.einsum("ii", a[:, :4])
    g = np.einsum("ij->j", a)
    return x


def kinds(a):
    x = a.astype(np.float32)
    y = x * np.float16(2)
    z = (a > 0) & (a < 1)
    w = ~z
    v = z.sum()
    u = z.mean(1)
    t = a.astype(int) % 3
    s = t // 2
    r = t << 1
    q = a * 1j
    p = np.abs(q)
    o = q.real
    n = np.exp(q)
    m = a**2
    l = 2.0**a
    k = divmod(a, 2)
    return x


def empties(a):
    x = a[:0]
    y = x.sum(0)
    z = np.concatenate([x, a])
    w = x @ a.T
    v = np.zeros((0, 3))
    u = v.max(initial=0)
    return y


def makers(a):
    x = np.zeros_like(a)
    y = np.ones(3)
    z = np.full((2, 2), 3.0)
    w = np.arange(5)
    v = np.linspace(0, 1, 5)
    u, t = np.meshgrid(w, v)
    s = np.eye(3)
    r = s[[0, 2, 1]]
    q = np.tri(3)
    p = np.triu(a)
    o = np.tril(a, 1)
    n = np.fromfunction(lambda i, j: i + j, (2, 3))
    m = np.indices((2, 2))
    l = np.array([[1, 2], [3, 4]])
    return x


def writes(a, y):
    x = a.copy()
    x[0] = 1
    x[:, 1] += 2
    x[x < 0] = 0
    x[np.arange(4), y] -= 1
    np.add.at(x, (np.arange(4), y), 1.0)
    x *= 2
    x /= 3
    x -= x.mean(0)
    x[...] = 0
    x.fill(3)
    np.fill_diagonal(x, 9)
    np.copyto(x, 1.0, where=a > 0)
    x.sort()
    return x


def hot(y):
    x = np.eye(3)[y]
    z = np.zeros((4, 3))
    z[np.arange(4), y] = 1
    w = (y[:, None] == np.arange(3)).astype(float)
    v = np.bincount(y)
    u = np.equal.outer(y, y)
    t = np.histogram(y, 3)[0]
    return x


def windows(z):
    x = sliding_window_view(z, (2, 2), axis=(1, 2))
    y = x.sum((-1, -2))
    w = z.reshape(3, 3, 2, 3, 2).max((2, 4))
    v = np.lib.stride_tricks.as_strided(z, (2, 2), (8, 8))
    return y


def specials(a):
    x = np.isnan(a)
    y = np.nan_to_num(a / 0.0)
    z = np.log(np.abs(a))
    w = np.sqrt(a * a)
    v = np.sign(a)
    u = np.heaviside(a, 0.5)
    t = np.logaddexp(a, 0)
    s = np.arctan2(a, 1)
    r = np.hypot(a, a)
    q = np.round(a, 1)
    p = np.floor(a)
    o = np.trunc(a)
    n = np.exp2(a)
    m = np.expm1(a)
    l = np.log1p(np.exp(-a))
    k = np.sinc(a)
    return x


def scalars(v):
    x = v[0] * 2
    y = float(v[1])
    z = v.item(2)
    w = v.max() - v.min()
    u = abs(v[0])
    t = round(v[1], 2)
    s = -x
    r = x**2
    q = np.float64(3) / 4
    p = v[0] > v[1]
    o = int(v[2])
    n = bool(p)
    m = complex(v[0])
    return x


def deep(d):
    x = d @ d.transpose(0, 2, 1)
    y = d.mean((0, 2))
    z = d.reshape(2, -1)
    w = d.swapaxes(1, 2).copy()
    v = d[..., 0]
    u = d[:, :, ::2]
    t = np.einsum("bij,bkj->bik", d, d)
    s = np.stack([d, d]).sum(0)
    r = d.max(axis=(1, 2), keepdims=True)
    q = d - r
    p = np.exp(q) / np.exp(q).sum((1, 2), keepdims=True)
    return x


def calls():
    """name -> (function, arguments), made anew."""
    a, c = (R.normal(size=(4, 5)).round(2) for R in map(np.random.default_rng, (0, 1)))
    b = np.random.default_rng(2).normal(size=(5, 3)).round(2)
    d = np.random.default_rng(3).normal(size=(2, 3, 4)).round(2)
    v = np.array([2.0, 0.19, -0.63, -1.09, 0.5])
    y, z = np.array([1, 0, 2, 1]), np.arange(108.0).reshape(3, 6, 6) % 7
    given = {
        joins: (a, c),
        products: (a, b, v),
        writes: (a, y),
        hot: (y,),
        windows: (z,),
        scalars: (v,),
        deep: (d,),
    }
    alone = (sums, means, takes, turns, moves, splits, orders, running, choose)
    alone += (kinds, empties, makers, specials)
    given |= dict.fromkeys(alone, (a,))
    return {f"numpy_{call.__name__}": (call, given[call]) for call in given}
