"""A step of a small network of pictures, with each kind of window there and back."""

import numpy as np

DRAW = np.random.default_rng(3)
FIGURE = np.zeros((8, 8))
FIGURE[1:3, 2:7] = 0.75
FIGURE[3:7, 4:6] = 1.0
FIGURE[6, 3:7] = 0.5
KERNELS = np.array(
    [
        [[1.0, 1.0, 1.0], [0.0, 0.5, 0.0], [-1.0, -1.0, -1.0]],
        [[1.0, 0.0, -1.0], [1.0, 0.5, -1.0], [1.0, 0.0, -1.0]],
    ]
)
WEIGHTS = np.round(DRAW.normal(size=(18, 3)) / 4, 2)
WANTED = np.array([0.0, 1.0, 0.0])


def convolved(picture, kernels):
    maps = np.zeros((2, 6, 6))
    for k in range(2):
        for i in range(6):
            for j in range(6):
                maps[k, i, j] = np.sum(picture[i : i + 3, j : j + 3] * kernels[k])
    return maps


def pooled(maps):
    out = np.zeros((2, 3, 3))
    for i in range(3):
        for j in range(3):
            window = maps[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            out[:, i, j] = window.max(axis=(1, 2))
    return out


def back_to_the_largest(maps, errors):
    back = np.zeros(maps.shape)
    for k in range(2):
        for i in range(3):
            for j in range(3):
                window = maps[k, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
                mask = window == window.max()
                back[k, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] += mask * errors[k, i, j]
    return back


def learn(picture, kernels, weights, wanted):
    sums = convolved(picture, kernels)
    maps = np.maximum(sums, 0)
    small = pooled(maps)
    row = small.reshape(-1)
    scores = row @ weights
    shares = np.exp(scores - scores.max())
    shares = shares / shares.sum()
    errors = shares - wanted
    back = (weights @ errors).reshape(small.shape)
    d_maps = back_to_the_largest(maps, back)
    d_sums = d_maps * (sums > 0)
    d_kernels = np.zeros_like(kernels)
    d_picture = np.zeros_like(picture)
    for k in range(2):
        for i in range(6):
            for j in range(6):
                d_kernels[k] += d_sums[k, i, j] * picture[i : i + 3, j : j + 3]
                d_picture[i : i + 3, j : j + 3] += d_sums[k, i, j] * kernels[k]
    return d_kernels, d_picture


BATCH = np.round(DRAW.normal(size=(3, 2, 4, 4)) * [[[2.0]], [[0.5]]] + 1, 2)
GAIN, SHIFT = np.array([1.5, 0.5]), np.array([0.0, -1.0])


def batch_norm(x, gain, shift):
    """(images, channels, rows, columns), (channels,), (channels,)."""
    mean = x.mean(axis=(0, 2, 3), keepdims=True)
    variance = x.var(axis=(0, 2, 3), keepdims=True)
    normal = (x - mean) / np.sqrt(variance + 1e-5)
    return gain.reshape(1, -1, 1, 1) * normal + shift.reshape(1, -1, 1, 1)


def enlarged(x):
    """What was pooled comes back to its size, beside what was there before."""
    small = x.mean(axis=0)[:, ::2, ::2]
    large = small.repeat(2, axis=1).repeat(2, axis=2)
    return np.concatenate([large, x[0]])
