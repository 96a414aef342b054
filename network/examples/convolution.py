"""Edges of a drawn figure: two kernels slide over it, the largest are kept."""

import numpy as np

FIGURE = np.array(
    [
        [0, 0, 0, 0, 0, 0, 0, 0],
        [0, 1, 1, 1, 1, 1, 1, 0],
        [0, 1, 1, 1, 1, 1, 1, 0],
        [0, 0, 0, 0, 0, 1, 1, 0],
        [0, 0, 0, 0, 1, 1, 0, 0],
        [0, 0, 0, 1, 1, 0, 0, 0],
        [0, 0, 1, 1, 0, 0, 0, 0],
        [0, 0, 1, 1, 0, 0, 0, 0],
    ],
    dtype=float,
)
KERNELS = np.array(
    [
        [[1, 1, 1], [0, 0, 0], [-1, -1, -1]],  # an edge that lies
        [[1, 0, -1], [1, 0, -1], [1, 0, -1]],  # one that stands
    ],
    dtype=float,
)


def convolve(image, kernels):
    side = image.shape[0] - kernels.shape[1] + 1
    maps = np.zeros((len(kernels), side, side))
    for k, kernel in enumerate(kernels):
        for i in range(side):
            for j in range(side):
                maps[k, i, j] = np.sum(image[i : i + 3, j : j + 3] * kernel)
    return maps


def pool(maps):
    side = maps.shape[1] // 2
    pooled = np.zeros((len(maps), side, side))
    for i in range(side):
        for j in range(side):
            window = maps[:, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            pooled[:, i, j] = window.max(axis=(1, 2))
    return pooled


def read(image, kernels, weights, biases):
    maps = np.maximum(convolve(image, kernels), 0)
    features = pool(maps).reshape(-1)
    scores = weights @ features + biases
    shares = np.exp(scores - scores.max())
    return shares / shares.sum()


def main():
    draw = np.random.default_rng(1).normal
    read(FIGURE, KERNELS, draw(size=(3, 18)) / 6, np.zeros(3))


if __name__ == "__main__":
    main()
