"""Windows that slide, written in many ways, for the tests."""

import numpy as np
from numpy.lib.stride_tricks import as_strided, sliding_window_view

RANDOM = np.random.default_rng(4)
IMAGE = np.round(RANDOM.uniform(0, 1, (6, 6)), 2)
EDGE = np.array([[1.0, 0.0, -1.0], [2.0, 0.0, -2.0], [1.0, 0.0, -1.0]])
FILTERS = np.round(RANDOM.normal(0, 1, (2, 3, 3)), 2)
CHANNELS = np.round(RANDOM.normal(0, 1, (3, 7, 7)), 2)
DEEP = np.round(RANDOM.normal(0, 1, (4, 3, 3, 3)), 2)
BATCH = np.round(RANDOM.normal(0, 1, (2, 3, 7, 7)), 2)
BIASES = np.array([0.5, -0.25, 1.0, 0.0])


def in_loops(x, k):
    out = np.zeros((x.shape[0] - 2, x.shape[1] - 2))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[i : i + 3, j : j + 3] * k)
    return out


def regions_of(x):
    for i in range(x.shape[0] - 2):
        for j in range(x.shape[1] - 2):
            yield x[i : i + 3, j : j + 3], i, j


def from_a_generator(x, k):
    maps = np.zeros((x.shape[0] - 2, x.shape[1] - 2, len(k)))
    for region, i, j in regions_of(x):
        maps[i, j] = np.sum(region * k, axis=(1, 2))
    return maps


def cell_by_cell(x, k):
    out = np.zeros((4, 4))
    for i in range(4):
        for j in range(4):
            for a in range(3):
                for b in range(3):
                    out[i, j] += x[i + a, j + b] * k[a, b]
    return out


def by_a_total(x, k):
    out = np.empty((4, 4))
    for i in range(4):
        for j in range(4):
            total = 0
            for a in range(3):
                for b in range(3):
                    total += x[i + a, j + b] * k[a, b]
            out[i, j] = total
    return out


def kernel_loop(x, k):
    out = np.zeros((4, 4))
    for a in range(3):
        for b in range(3):
            out += k[a, b] * x[a : a + 4, b : b + 4]
    return out


def kernel_loop_anew(x, k):
    out = 0
    for a in range(3):
        for b in range(3):
            out = out + k[a, b] * x[a : a + 4, b : b + 4]
    return out


def listed(x, k):
    rows = []
    for i in range(4):
        row = []
        for j in range(4):
            row.append(np.sum(x[i : i + 3, j : j + 3] * k))
        rows.append(row)
    return np.array(rows)


def in_a_comprehension(x, k):
    return np.array(
        [[np.vdot(x[i : i + 3, j : j + 3], k) for j in range(4)] for i in range(4)]
    )


def by_views(x, k):
    windows = sliding_window_view(x, (3, 3))
    return np.einsum("ijkl,kl->ij", windows, k)


def by_views_summed(x, k):
    windows = sliding_window_view(x, k.shape)
    return (windows * k).sum(axis=(-1, -2))


def by_tensordot(x, k):
    return np.tensordot(sliding_window_view(x, (3, 3)), k, axes=((2, 3), (0, 1)))


def by_strides(x, k):
    rows, columns = x.strides
    windows = as_strided(x, (4, 4, 3, 3), (rows, columns, rows, columns))
    return np.tensordot(windows, k, axes=2)


def by_columns(x, k):
    columns = np.empty((16, 9))
    row = 0
    for i in range(4):
        for j in range(4):
            columns[row] = x[i : i + 3, j : j + 3].ravel()
            row += 1
    return (columns @ k.ravel()).reshape(4, 4)


def by_indices(x, k):
    i = np.arange(4)[:, None] + np.arange(3)
    patches = x[i[:, None, :, None], i[None, :, None, :]]
    return patches.reshape(16, 9).dot(k.reshape(-1, 1)).reshape(4, 4)


ONE_FILTER = (
    in_loops,
    cell_by_cell,
    by_a_total,
    kernel_loop,
    kernel_loop_anew,
    listed,
    in_a_comprehension,
    by_views,
    by_views_summed,
    by_tensordot,
    by_strides,
    by_columns,
    by_indices,
)


def deep(x, k, b):
    """(3, 7, 7), padded by 1, in steps of 2 -> (4, 4, 4)."""
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1)))
    out = np.zeros((4, 4, 4))
    for f in range(4):
        for i in range(4):
            for j in range(4):
                window = padded[:, 2 * i : 2 * i + 3, 2 * j : 2 * j + 3]
                out[f, i, j] = np.sum(window * k[f]) + b[f]
    return out


def deep_by_columns(x, k, b):
    """A batch (2, 3, 7, 7) -> (2, 4, 4, 4)."""
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="constant")
    columns = np.zeros((2, 3, 3, 3, 4, 4))
    for a in range(3):
        for c in range(3):
            columns[:, :, a, c] = padded[:, :, a : a + 7 : 2, c : c + 7 : 2]
    columns = columns.transpose(0, 4, 5, 1, 2, 3).reshape(2 * 4 * 4, -1)
    out = columns @ k.reshape(4, -1).T + b
    return out.reshape(2, 4, 4, 4).transpose(0, 3, 1, 2)


def deep_by_einsum(x, k, b):
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    windows = sliding_window_view(padded, (3, 3), axis=(2, 3))[:, :, ::2, ::2]
    return np.einsum("ncijkl,fckl->nfij", windows, k) + b[None, :, None, None]


def batch_in_loops(x, k, b):
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    out = np.zeros((2, 4, 4, 4))
    for n in range(2):
        for f in range(4):
            for i in range(4):
                for j in range(4):
                    window = padded[n, :, i * 2 : i * 2 + 3, j * 2 : j * 2 + 3]
                    out[n, f, i, j] = (window * k[f]).sum() + b[f]
    return out


def by_calls(x, k):
    return np.stack([in_loops(x, one) for one in k])


def in_one_dimension(x, k):
    out = np.zeros(len(x) - len(k) + 1)
    for i in range(len(out)):
        out[i] = np.dot(x[i : i + len(k)], k)
    return out


def convolved(x, k):
    return np.convolve(x, k, mode="valid")


def correlated(x, k):
    return np.correlate(x, k, "same")


def largest(x):
    """(H, W, C) -> (H / 2, W / 2, C)."""
    out = np.zeros((x.shape[0] // 2, x.shape[1] // 2, x.shape[2]))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            region = x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            out[i, j] = np.amax(region, axis=(0, 1))
    return out


def largest_by_reshape(x):
    """(C, H, W) -> (C, H / 2, W / 2)."""
    c, h, w = x.shape
    return x.reshape(c, h // 2, 2, w // 2, 2).max(axis=(2, 4))


def largest_by_views(x):
    return sliding_window_view(x, (2, 2))[::2, ::2].max(axis=(2, 3))


def mean_of_windows(x):
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].mean()
    return out


def kernel_gradient(x, d):
    """(6, 6), (4, 4, 2) -> (2, 3, 3)."""
    gradient = np.zeros((2, 3, 3))
    for region, i, j in regions_of(x):
        for f in range(2):
            gradient[f] += d[i, j, f] * region
    return gradient


def all_gradients(x, k, d):
    """(2, 3, 7, 7), (4, 3, 3, 3), (2, 4, 4, 4): stride 2, padding 1."""
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    dx = np.zeros_like(padded)
    dk = np.zeros_like(k)
    db = np.zeros(4)
    for n in range(2):
        for f in range(4):
            for i in range(4):
                for j in range(4):
                    rows, columns = slice(2 * i, 2 * i + 3), slice(2 * j, 2 * j + 3)
                    dx[n, :, rows, columns] += k[f] * d[n, f, i, j]
                    dk[f] += padded[n, :, rows, columns] * d[n, f, i, j]
                    db[f] += d[n, f, i, j]
    return dx[:, :, 1:-1, 1:-1], dk, db


def largest_gradient(x, d):
    """(4, 4, 2), (2, 2, 2) -> (4, 4, 2): cell by cell, with an if."""
    gradient = np.zeros(x.shape)
    for i in range(2):
        for j in range(2):
            region = x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
            top = np.amax(region, axis=(0, 1))
            for a in range(2):
                for b in range(2):
                    for c in range(2):
                        if region[a, b, c] == top[c]:
                            gradient[2 * i + a, 2 * j + b, c] = d[i, j, c]
    return gradient


def largest_gradient_by_masks(x, d):
    """(2, 4, 4), (2, 2, 2) -> (2, 4, 4)."""
    gradient = np.zeros_like(x)
    for c in range(2):
        for i in range(2):
            for j in range(2):
                window = x[c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
                mask = window == np.max(window)
                gradient[c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] += mask * d[c, i, j]
    return gradient


def largest_gradient_by_place(x, d):
    gradient = np.zeros_like(x)
    for c in range(2):
        for i in range(2):
            for j in range(2):
                window = x[c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2]
                a, b = np.unravel_index(np.argmax(window), window.shape)
                gradient[c, 2 * i + a, 2 * j + b] = d[c, i, j]
    return gradient


def one_step_of(window, k, b):
    return float(np.sum(window * k) + b)


def batch_of_channels_last(x, k, b):
    """(2, 5, 5, 3), (3, 3, 3, 4), (4,) -> (2, 3, 3, 4): a function for a step."""
    out = np.zeros((2, 3, 3, 4))
    for n in range(2):
        picture = x[n]
        for i in range(3):
            for j in range(3):
                for f in range(4):
                    window = picture[i : i + 3, j : j + 3, :]
                    out[n, i, j, f] = one_step_of(window, k[:, :, :, f], b[f])
    return out


def columns_of(x, size, step):
    count, channels, high, wide = x.shape
    down, across = (high - size) // step + 1, (wide - size) // step + 1
    columns = np.zeros((count, channels, size, size, down, across))
    for a in range(size):
        for b in range(size):
            columns[:, :, a, b] = x[
                :, :, a : a + step * down : step, b : b + step * across : step
            ]
    return columns.transpose(0, 4, 5, 1, 2, 3).reshape(count * down * across, -1)


def pictures_of(columns, shape, size, step):
    count, channels, high, wide = shape
    down, across = (high - size) // step + 1, (wide - size) // step + 1
    columns = columns.reshape(count, down, across, channels, size, size)
    columns = columns.transpose(0, 3, 4, 5, 1, 2)
    picture = np.zeros(shape)
    for a in range(size):
        for b in range(size):
            picture[:, :, a : a + step * down : step, b : b + step * across : step] += (
                columns[:, :, a, b]
            )
    return picture


def by_columns_and_back(x, k, b, d):
    """(2, 3, 7, 7), (4, 3, 3, 3), (4,), (2, 4, 3, 3): stride 2."""
    columns = columns_of(x, 3, 2)
    flat = k.reshape(4, -1).T
    out = (np.dot(columns, flat) + b).reshape(2, 3, 3, 4).transpose(0, 3, 1, 2)
    errors = d.transpose(0, 2, 3, 1).reshape(-1, 4)
    dk = np.dot(columns.T, errors).transpose(1, 0).reshape(4, 3, 3, 3)
    dx = pictures_of(np.dot(errors, flat.T), x.shape, 3, 2)
    return out, dk, dx


def pooled_by_columns(x, d):
    """(2, 3, 4, 4), (2, 3, 2, 2): largest of 2 x 2, and back."""
    columns = columns_of(x, 2, 2).reshape(-1, 4)
    top = np.argmax(columns, axis=1)
    out = np.max(columns, axis=1).reshape(2, 2, 2, 3).transpose(0, 3, 1, 2)
    errors = d.transpose(0, 2, 3, 1)
    spread = np.zeros((errors.size, 4))
    spread[np.arange(top.size), top.flatten()] = errors.flatten()
    spread = spread.reshape(*errors.shape, 4)
    dx = pictures_of(spread.reshape(8, -1), x.shape, 2, 2)
    return out, dx


def pooled_with_places(x):
    columns = columns_of(x, 2, 2).reshape(-1, 4)
    places = np.argmax(columns, axis=1)
    out = np.max(columns, axis=1).reshape(2, 2, 2, 3).transpose(0, 3, 1, 2)
    return out, places


def back_to_places(d, places):
    errors = d.transpose(0, 2, 3, 1)
    spread = np.zeros((errors.size, 4))
    spread[np.arange(places.size), places.flatten()] = errors.flatten()
    columns = spread.reshape(2, 2, 2, 3, 2, 2).transpose(0, 3, 4, 5, 1, 2)
    canvas = np.zeros((2, 3, 5, 5))
    for a in range(2):
        for b in range(2):
            canvas[:, :, a : a + 4 : 2, b : b + 4 : 2] += columns[:, :, a, b]
    return canvas[:, :, :4, :4]


def through_a_layer_and_back(x, weights):
    """(2, 3, 4, 4), (12, 2): where the largest were is kept for the way back,
    whose canvas is cut afterwards and then written into."""
    bent = x * (x > 0)
    pooled, places = pooled_with_places(bent)
    rows = pooled.reshape(2, -1)
    wrong = rows @ weights - 1.0
    back = (wrong @ weights.T).reshape(pooled.shape)
    dx = back_to_places(back, places)
    dx[x <= 0] = 0
    return dx


def by_computed_indices(x, k, d):
    """(2, 3, 5, 5), (4, 3, 3, 3), (2, 4, 5, 5) -> (2, 3, 5, 5)."""
    errors = d.transpose(1, 2, 3, 0).reshape(4, -1)
    back = k.reshape(4, -1).T.dot(errors).reshape(27, 25, 2).transpose(2, 0, 1)
    dx = np.zeros((2, 3, 7, 7))
    rows = np.tile(np.repeat(np.arange(3), 3), 3).reshape(-1, 1)
    rows = rows + (1 * np.repeat(np.arange(5), 5)).reshape(1, -1)
    across = np.tile(np.arange(3), 9).reshape(-1, 1)
    across = across + (1 * np.tile(np.arange(5), 5)).reshape(1, -1)
    channel = np.repeat(np.arange(3), 9).reshape(-1, 1)
    np.add.at(dx, (slice(None), channel, rows, across), back)
    return dx[:, :, 1:-1, 1:-1]


def by_index_arrays(x, k, d):
    """(2, 3, 5, 5), (4, 3, 3, 3), (2, 4, 5, 5): padding 1, and back."""
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)), mode="constant")
    rows = np.tile(np.repeat(np.arange(3), 3), 3)[:, None] + np.repeat(np.arange(5), 5)
    across = np.tile(np.arange(3), 9)[:, None] + np.tile(np.arange(5), 5)
    channel = np.repeat(np.arange(3), 9)[:, None]
    columns = padded[:, channel, rows, across]
    columns = columns.transpose(1, 2, 0).reshape(27, -1)
    out = k.reshape(4, -1) @ columns
    out = out.reshape(4, 5, 5, 2).transpose(3, 0, 1, 2)
    errors = d.transpose(1, 2, 3, 0).reshape(4, -1)
    dk = (errors @ columns.T).reshape(k.shape)
    back = (k.reshape(4, -1).T @ errors).reshape(27, 25, 2).transpose(2, 0, 1)
    dx = np.zeros_like(padded)
    np.add.at(dx, (slice(None), channel, rows, across), back)
    return out, dk, dx[:, :, 1:-1, 1:-1]


def mean_gradient(d):
    """(2, 2, 2) -> (2, 4, 4)."""
    gradient = np.zeros((2, 4, 4))
    for c in range(2):
        for i in range(2):
            for j in range(2):
                gradient[c, 2 * i : 2 * i + 2, 2 * j : 2 * j + 2] += d[c, i, j] / 4
    return gradient


def largest_gradient_by_repeating(x, out, d):
    """(2, 4, 4), (2, 2, 2), (2, 2, 2)."""
    top = out.repeat(2, axis=1).repeat(2, axis=2)
    return (x == top) * d.repeat(2, axis=1).repeat(2, axis=2)


def without_a_border(x, k):
    """(6, 6) -> (6, 6): what lies outside is left out by an if."""
    out = np.zeros_like(x)
    for i in range(6):
        for j in range(6):
            for a in range(3):
                for b in range(3):
                    if 0 <= i + a - 1 < 6 and 0 <= j + b - 1 < 6:
                        out[i, j] += x[i + a - 1, j + b - 1] * k[a, b]
    return out


def cut_at_zero(x, k):
    out = np.zeros((4, 4))
    for i in range(4):
        for j in range(4):
            out[i, j] = max(0.0, (x[i : i + 3, j : j + 3] * k).sum())
    return out


def each_channel_alone(x, k):
    """(3, 7, 7), (3, 3, 3) -> (3, 5, 5)."""
    out = np.zeros((3, 5, 5))
    for c in range(3):
        for i in range(5):
            for j in range(5):
                out[c, i, j] = np.sum(x[c, i : i + 3, j : j + 3] * k[c])
    return out


def same_kernel_for_all(x, k):
    """(3, 6, 6), (3, 3) -> (3, 4, 4)."""
    return np.stack([in_loops(one, k) for one in x])


def summed_over_channels(x, k, b):
    """(2, 6, 6), (3, 2, 3, 3), (3,) -> (3, 4, 4)."""
    out = np.zeros((3, 4, 4))
    for f in range(3):
        for c in range(2):
            for i in range(4):
                for j in range(4):
                    out[f, i, j] += np.sum(x[c, i : i + 3, j : j + 3] * k[f, c])
        out[f] += b[f]
    return out


def added_by_calls(x, k):
    """(2, 6, 6), (3, 2, 3, 3) -> (3, 4, 4)."""
    return np.stack(
        [sum(in_loops(one, other) for one, other in zip(x, each)) for each in k]
    )


def pooled_halves(x):
    """Largest of four shifted views: (2, 4, 4) -> (2, 2, 2)."""
    return np.maximum(
        np.maximum(x[:, ::2, ::2], x[:, 1::2, ::2]),
        np.maximum(x[:, ::2, 1::2], x[:, 1::2, 1::2]),
    )


def mean_of_quarters(x):
    """(2, 4, 4) -> (2, 2, 2): each view taken by a quarter first."""
    out = x[:, ::2, ::2] * 0.25 + x[:, 1::2, ::2] * 0.25
    return out + x[:, ::2, 1::2] * 0.25 + x[:, 1::2, 1::2] * 0.25


def sum_of_views(x):
    return x[:, ::2, ::2] + x[:, 1::2, ::2] + x[:, ::2, 1::2] + x[:, 1::2, 1::2]


def mean_of_views(x):
    return sum_of_views(x) / 4


def mean_of_pairs(x):
    """(2, 4, 4) -> (2, 2, 4)."""
    return 0.5 * (x[:, ::2] + x[:, 1::2])


def unevenly_weighted(x):
    return x[:, ::2, ::2] * 0.5 + x[:, 1::2, ::2] * 0.25


def between_views(x):
    return x[:, ::2] - x[:, 1::2]


def moving_average(x):
    out = []
    for i in range(len(x) - 2):
        out.append(np.mean(x[i : i + 3]))
    return np.array(out)


def trained_in_loops(x, k, weights, wanted):
    """A step of a whole network: (6, 6), (2, 3, 3), (8, 3), (3,)."""
    maps = np.maximum(from_a_generator(x, k), 0)
    pooled = largest(maps)
    flat = pooled.reshape(-1)
    wrong = flat @ weights - wanted
    back = (weights @ wrong).reshape(pooled.shape)
    back = largest_gradient(maps, back) * (maps > 0)
    return k - 0.1 * kernel_gradient(x, back)


def with_gaps(x, k):
    """(7, 7), (3, 3) -> (3, 3): every second cell under the kernel."""
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = np.sum(x[i : i + 5 : 2, j : j + 5 : 2] * k)
    return out


def with_gaps_by_views(x, k):
    views = sliding_window_view(x, (5, 5))[:, :, ::2, ::2]
    return np.einsum("ijkl,kl->ij", views, k)


def with_gaps_kernel_loop(x, k):
    out = np.zeros((3, 3))
    for a in range(3):
        for b in range(3):
            out += k[a, b] * x[2 * a : 2 * a + 3, 2 * b : 2 * b + 3]
    return out


def with_gaps_cell_by_cell(x, k):
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            for a in range(3):
                for b in range(3):
                    out[i, j] += x[i + 2 * a, j + 2 * b] * k[a, b]
    return out


def looking_back(x, k, b):
    """(2, 9), (3, 2, 2), (3,) -> (3, 9): only what was, four steps apart."""
    padded = np.pad(x, ((0, 0), (4, 0)))
    out = np.zeros((3, 9))
    for t in range(9):
        for f in range(3):
            out[f, t] = np.sum(padded[:, t : t + 5 : 4] * k[f]) + b[f]
    return out


def each_channel_with_gaps(x, k):
    """(3, 7, 7), (3, 3, 3) -> (3, 3, 3)."""
    views = sliding_window_view(x, (5, 5), axis=(1, 2))[..., ::2, ::2]
    return np.einsum("chwij,cij->chw", views, k)


def in_steps_and_back(x, k, d):
    """(7, 7), (3, 3), (3, 3) -> (3, 3): in steps of two, and the kernel's gradient,
    which looks like a convolution whose kernel has gaps."""
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = np.sum(x[2 * i : 2 * i + 3, 2 * j : 2 * j + 3] * k)
    error = (out - d) * out
    gradient = np.zeros((3, 3))
    for a in range(3):
        for b in range(3):
            gradient[a, b] = np.sum(x[a : a + 5 : 2, b : b + 5 : 2] * error)
    return gradient


def with_uneven_gaps(x, k):
    """The cells under the kernel lie one apart, then two."""
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = np.sum(x[np.ix_([i, i + 1, i + 3], [j, j + 1, j + 3])] * k)
    return out


GAPS = (with_gaps, with_gaps_by_views, with_gaps_kernel_loop, with_gaps_cell_by_cell)
WIDE = np.round(np.random.default_rng(12).normal(size=(7, 7)), 2)


def tap_by_tap(x, k):
    """(2, 8), (3, 2, 2) -> (3, 8): a matrix for each of two cells, two apart."""
    padded = np.pad(x, ((0, 0), (2, 0)))
    out = np.zeros((3, 8))
    for tap in range(2):
        out += k[:, :, tap] @ padded[:, 2 * tap : 2 * tap + 8]
    return out


def not_along_it(x, k):
    """The same with cells that lie nowhere as a window does."""
    out = np.zeros((3, 4))
    for tap in range(2):
        out += k[:, :, tap] @ x[:, tap::2][:, ::-1]
    return out


def gradients_of_columns(x, k, d):
    """all_gradients for biases that are a column."""
    padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
    dk, db = np.zeros_like(k), np.zeros((4, 1))
    for n in range(2):
        for f in range(4):
            for i in range(4):
                for j in range(4):
                    region = padded[n, :, 2 * i : 2 * i + 3, 2 * j : 2 * j + 3]
                    dk[f] += region * d[n, f, i, j]
                    db[f] += d[n, f, i, j]
    return dk, db
