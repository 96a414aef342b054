"""Windows that slide: found however they are written, and verified."""

import numpy as np
import pytest

from network.recorder import record
from network.trace import Value
from scenes.reading.value_roles import roles_of
from scenes.reading.windows import _can_be, sliding_windows, windows
from tests import looping
from tests import window_networks as nets

RANDOM = np.random.default_rng(8)
X444 = RANDOM.normal(size=(2, 4, 4))
D222 = RANDOM.normal(size=(2, 2, 2))


def found_in(function, *arrays):
    """(the SlidingWindows in order, how many operations there are)."""
    roles = roles_of(record(function, *[np.array(one) for one in arrays]))
    found = list(roles.read(sliding_windows))
    by_number = roles.read(windows)
    assert all(by_number[number] is one for one in found for number in one.numbers)
    return found, len(roles.operations)


def plain_convolution(x, k, step=1):
    """(C, H, W), (F, C, rows, columns) -> (F, ...), one product at a time."""
    rows, columns = k.shape[2:]
    down, across = (
        (length - size) // step + 1 for length, size in zip(x.shape[1:], k.shape[2:])
    )
    out = np.zeros((len(k), down, across))
    for f, i, j, c, a, b in np.ndindex(*out.shape, len(x), rows, columns):
        out[f, i, j] += float(x[c, i * step + a, j * step + b]) * float(k[f, c, a, b])
    return out


@pytest.mark.parametrize("function", nets.ONE_FILTER)
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_one_filter_in_any_spelling(function, kind):
    (window,), count = found_in(
        function, nets.IMAGE.astype(kind), nets.EDGE.astype(kind)
    )
    assert (window.kind, window.fit.size, window.fit.step, window.fit.pad) == (
        "convolution",
        (3, 3),
        (1, 1),
        (0, 0),
    )
    assert len(window.numbers) == count
    expected = plain_convolution(nets.IMAGE[None], nets.EDGE[None, None])
    np.testing.assert_allclose(window.laid("map")[0], expected, rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(window.laid("picture")[0, 0], nets.IMAGE, rtol=1e-6)
    np.testing.assert_allclose(window.laid("kernels")[0, 0], nets.EDGE, rtol=1e-6)


@pytest.mark.parametrize(
    "function, arrays, axes",
    [
        (nets.deep, (nets.CHANNELS, nets.DEEP, nets.BIASES), ("CHW", "FCHW", "FHW")),
        (
            nets.deep_by_columns,
            (nets.BATCH, nets.DEEP, nets.BIASES),
            ("NCHW", "FCHW", "NFHW"),
        ),
        (
            nets.deep_by_einsum,
            (nets.BATCH, nets.DEEP, nets.BIASES),
            ("NCHW", "FCHW", "NFHW"),
        ),
        (
            nets.batch_in_loops,
            (nets.BATCH, nets.DEEP, nets.BIASES),
            ("NCHW", "FCHW", "NFHW"),
        ),
    ],
)
def test_channels_in_a_border_in_steps_of_two(function, arrays, axes):
    (window,), count = found_in(function, *arrays)
    assert (
        tuple(window.fit.axes[role] for role in ("picture", "kernels", "map")) == axes
    )
    assert (window.fit.step, window.corner) == ((2, 2), (1, 1))
    np.testing.assert_array_equal(window.values["original"].array, arrays[0])
    np.testing.assert_allclose(window.values["bias"].array.ravel(), nets.BIASES)
    first = arrays[0] if arrays[0].ndim == 3 else arrays[0][0]
    padded = np.pad(first, ((0, 0), (1, 1), (1, 1)))
    expected = plain_convolution(padded, nets.DEEP, 2) + nets.BIASES[:, None, None]
    np.testing.assert_allclose(window.laid("map")[0], expected)
    assert len(window.numbers) >= count - 1  # the bias laid out is its own


@pytest.mark.parametrize(
    "function, arrays, told",
    [
        (nets.from_a_generator, (nets.IMAGE, nets.FILTERS), ("HW", "FHW", "HWF")),
        (nets.by_calls, (nets.IMAGE, nets.FILTERS), ("HW", "FHW", "FHW")),
        (
            nets.batch_of_channels_last,
            (
                RANDOM.normal(size=(2, 5, 5, 3)),
                RANDOM.normal(size=(3, 3, 3, 4)),
                RANDOM.normal(size=4),
            ),
            ("NHWC", "HWCF", "NHWF"),
        ),
        (
            nets.same_kernel_for_all,
            (RANDOM.normal(size=(3, 6, 6)), nets.EDGE),
            ("NHW", "HW", "NHW"),
        ),
        (
            nets.each_channel_alone,
            (nets.CHANNELS, RANDOM.normal(size=(3, 3, 3))),
            ("CHW", "CHW", "FHW"),
        ),
        (
            nets.summed_over_channels,
            (
                RANDOM.normal(size=(2, 6, 6)),
                RANDOM.normal(size=(3, 2, 3, 3)),
                RANDOM.normal(size=3),
            ),
            ("CHW", "FCHW", "FHW"),
        ),
        (
            nets.added_by_calls,
            (RANDOM.normal(size=(2, 6, 6)), RANDOM.normal(size=(3, 2, 3, 3))),
            ("CHW", "FCHW", "FHW"),
        ),
        (nets.in_one_dimension, (nets.IMAGE.ravel(), nets.EDGE[1]), ("W", "W", "W")),
    ],
)
def test_what_the_axes_stand_for(function, arrays, told):
    (window,), count = found_in(function, *arrays)
    axes = tuple(window.fit.axes[role] for role in ("picture", "kernels", "map"))
    assert (axes, len(window.numbers)) == (told, count)


def test_what_is_turned_round_and_what_reaches_out():
    k = np.array([1.0, 2.0, -1.0])
    (turned,), _ = found_in(nets.convolved, nets.IMAGE.ravel(), k)
    assert (turned.fit.is_turned, turned.fit.pad) == (True, (0, 0))
    (same,), _ = found_in(nets.correlated, nets.IMAGE.ravel(), k)
    assert (same.fit.is_turned, same.fit.pad) == (False, (0, 1))
    (skipped,), count = found_in(nets.without_a_border, nets.IMAGE, nets.EDGE)
    assert (skipped.fit.pad, len(skipped.numbers)) == ((1, 1), count)
    (cut,), _ = found_in(nets.cut_at_zero, nets.IMAGE, nets.EDGE)
    assert cut.fit.is_cut and cut.map.array.min() == 0


@pytest.mark.parametrize(
    "function, x, keeps, size, step",
    [
        (nets.largest, X444.transpose(1, 2, 0), "largest", (2, 2), (2, 2)),
        (nets.largest_by_reshape, X444, "largest", (2, 2), (2, 2)),
        (nets.largest_by_views, X444[0], "largest", (2, 2), (2, 2)),
        (nets.pooled_halves, X444, "largest", (2, 2), (2, 2)),
        (nets.mean_of_quarters, X444, "mean", (2, 2), (2, 2)),
        (nets.sum_of_views, X444, "sum", (2, 2), (2, 2)),
        (nets.mean_of_views, X444, "mean", (2, 2), (2, 2)),
        (nets.mean_of_pairs, X444, "mean", (2, 1), (2, 1)),
        (nets.mean_of_windows, nets.IMAGE, "mean", (2, 2), (2, 2)),
        (nets.moving_average, nets.IMAGE[0], "mean", (1, 3), (1, 1)),
    ],
)
def test_poolings(function, x, keeps, size, step):
    (window,), count = found_in(function, x)
    assert (window.kind, window.fit.keeps) == ("pooling", keeps)
    assert (window.fit.size, window.fit.step) == (size, step)
    assert len(window.numbers) == count
    maps, pictures = window.laid("map"), window.laid("picture")
    compute = {
        "largest": max,
        "mean": lambda cells: sum(cells) / len(cells),
        "sum": sum,
    }[keeps]
    for n, f, i, j in np.ndindex(*maps.shape):
        top, left = window.place(i, j)
        cells = pictures[n, f, top : top + size[0], left : left + size[1]]
        assert maps[n, f, i, j] == pytest.approx(compute(cells.ravel().tolist()))


@pytest.mark.parametrize(
    "function, arrays, keeps",
    [
        (
            nets.largest_gradient,
            (X444.transpose(1, 2, 0), D222.transpose(1, 2, 0)),
            "largest",
        ),
        (nets.largest_gradient_by_masks, (X444, D222), "largest"),
        (nets.largest_gradient_by_place, (X444, D222), "largest"),
        (
            nets.largest_gradient_by_repeating,
            (X444, X444.reshape(2, 2, 2, 2, 2).max(axis=(2, 4)), D222),
            "largest",
        ),
        (nets.mean_gradient, (D222,), "mean"),
    ],
)
def test_back_through_a_pooling(function, arrays, keeps):
    (window,), count = found_in(function, *arrays)
    assert (window.kind, window.fit.keeps) == ("pooling gradient", keeps)
    assert (window.fit.size, len(window.numbers)) == ((2, 2), count)
    assert window.positions == (2, 2)


def test_what_is_added_to_biases_of_a_column_is_laid_out_map_by_map():
    d = RANDOM.normal(size=(2, 4, 4, 4))
    (_, window), _ = found_in(nets.gradients_of_columns, nets.BATCH, nets.DEEP, d)
    sums = window.map.array
    assert (window.kind, sums.shape) == ("bias gradient", (4, 1))
    np.testing.assert_array_equal(window.layout("map")(sums), sums.reshape(1, 4, 1, 1))


def test_back_through_kernels():
    d = RANDOM.normal(size=(2, 4, 4, 4))
    found, count = found_in(nets.all_gradients, nets.BATCH, nets.DEEP, d)
    to_input, to_kernels, to_biases = found
    assert (to_input.kind, to_kernels.kind) == ("input gradient", "kernel gradient")
    assert to_biases.kind == "bias gradient"
    laid = to_biases.layout("map")(to_biases.map.array)
    assert laid.shape == (1, to_biases.map.array.size, 1, 1)
    np.testing.assert_allclose(to_biases.map.array, d.sum(axis=(0, 2, 3)))
    assert sum(len(one.numbers) for one in found) == count
    assert not to_input.numbers & to_kernels.numbers
    assert to_kernels.fit.step == to_input.fit.step == (2, 2)
    for one in to_kernels, to_input:
        np.testing.assert_array_equal(one.laid("map"), one.map.array)
    np.testing.assert_array_equal(to_kernels.values["errors"].array, d)
    np.testing.assert_array_equal(to_input.values["kernels"].array, nets.DEEP)
    assert not to_input.is_gradient  # nobody has seen the way there


@pytest.mark.parametrize(
    "function, arrays, kinds",
    [
        (
            nets.by_columns_and_back,
            (nets.BATCH, nets.DEEP, nets.BIASES, RANDOM.normal(size=(2, 4, 3, 3))),
            ["convolution", "kernel gradient", "input gradient"],
        ),
        (
            nets.by_index_arrays,
            (
                RANDOM.normal(size=(2, 3, 5, 5)),
                nets.DEEP,
                RANDOM.normal(size=(2, 4, 5, 5)),
            ),
            ["convolution", "kernel gradient", "input gradient"],
        ),
        (
            nets.pooled_by_columns,
            (RANDOM.normal(size=(2, 3, 4, 4)), RANDOM.normal(size=(2, 3, 2, 2))),
            ["pooling", "pooling gradient"],
        ),
        (
            nets.trained_in_loops,
            (
                nets.IMAGE,
                nets.FILTERS,
                RANDOM.normal(size=(8, 3)),
                RANDOM.normal(size=3),
            ),
            ["convolution", "pooling", "pooling gradient", "kernel gradient"],
        ),
    ],
)
def test_there_and_back(function, arrays, kinds):
    found, _ = found_in(function, *arrays)
    assert [one.kind for one in found] == kinds
    backs = [one for one in found if one.kind.endswith("gradient")]
    assert all(one.is_gradient for one in backs)
    numbers = [number for one in found for number in one.numbers]
    assert len(numbers) == len(set(numbers))


def another_number(x, k):
    out = nets.in_loops(x, k)
    out[2, 1] += 1
    return np.array(out)


def squared(x, k):
    out = np.zeros((4, 4))
    for i in range(4):
        for j in range(4):
            out[i, j] = np.sum((x[i : i + 3, j : j + 3] * k) ** 2)
    return out


def with_another_kernel_each_time(x, k):
    out = np.zeros((4, 4))
    for i in range(4):
        for j in range(4):
            out[i, j] = np.sum(x[i : i + 3, j : j + 3] * (k + i))
    return out


def dense_in_loops(x, k):
    out = np.zeros(len(x))
    for i in range(len(x)):
        out[i] = x[i] @ k.ravel()[:6]
    return out


def recurrent(x, k):
    states = np.zeros((7, 3))
    for t in range(6):
        states[t + 1] = np.tanh(k @ states[t] + x[t, :3])
    return states


def looked_up(x, k):
    return x[np.array([0, 2, 2, 5])] @ x.T


def heads(x, k):
    apart = x.reshape(6, 2, 3).transpose(1, 0, 2)
    return apart @ apart.transpose(0, 2, 1)


def mean_of_each_row(x, k):
    """As a layer norm takes it, over the last axis of a batch of sequences."""
    batch = x.reshape(2, 3, 6)
    return batch - np.mean(batch, axis=-1, keepdims=True)


def taken_away(x, k):
    """An edge that is turned round is its own negative, but here nothing turns."""
    out = np.zeros((4, 4))
    for i in range(4):
        for j in range(4):
            for a in range(3):
                for b in range(3):
                    out[i, j] -= x[i + a, j + b] * k[a, b]
    return out


def of_nothing_yet(x, k):
    """The map itself, all zeros, is multiplied by what is cut out of x."""
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            out[i, j] = np.sum(x[i : i + 5 : 2, j : j + 5 : 2] * out)
    return out


@pytest.mark.parametrize(
    "function",
    [
        taken_away,
        squared,
        mean_of_each_row,
        with_another_kernel_each_time,
        dense_in_loops,
        recurrent,
        looked_up,
        heads,
    ],
)
def test_what_is_none(function):
    found, _ = found_in(function, nets.IMAGE, nets.EDGE)
    assert found == []


def test_no_window_of_zeros_is_larger_than_what_it_slides_over():
    assert found_in(of_nothing_yet, nets.WIDE, nets.EDGE)[0] == []


def bars_known_by_hidden_ones(w, h):
    """All of a layer whose biases are zero; its inputs are drawn row by row."""
    bars = np.zeros((8, 4, 4))
    for i in range(4):
        bars[i, i, :] = 1
        bars[4 + i, :, i] = 1
    return np.dot(bars.reshape(8, 16), w) + h


@pytest.mark.parametrize(
    "function, arrays",
    [
        (looping.perceptron, (looping.POINTS, looping.SIGNS)),
        (bars_known_by_hidden_ones, (RANDOM.normal(size=(16, 6)), np.zeros(6))),
    ],
)
def test_no_window_slides_where_numbers_are_zero_by_chance(function, arrays):
    assert found_in(function, *arrays)[0] == []


@pytest.mark.parametrize("function", [nets.unevenly_weighted, nets.between_views])
def test_views_that_are_no_pooling(function):
    assert found_in(function, X444)[0] == []


def test_a_map_that_is_changed_afterwards_is_told_as_it_was():
    (window,), count = found_in(another_number, nets.IMAGE, nets.EDGE)
    expected = plain_convolution(nets.IMAGE[None], nets.EDGE[None, None])
    np.testing.assert_allclose(window.laid("map")[0], expected)
    assert len(window.numbers) < count


@pytest.mark.parametrize(
    "image, kernel",
    [
        (np.zeros((6, 6)), nets.EDGE),
        (np.ones((6, 6), bool), nets.EDGE),
        (np.arange(36).reshape(6, 6), np.eye(3, dtype=int)),
        (np.where(np.arange(36) == 7, np.nan, 1.0).reshape(6, 6), nets.EDGE),
    ],
)
def test_odd_images(image, kernel):
    (window,), count = found_in(nets.by_views, image, kernel)
    assert (window.kind, len(window.numbers)) == ("convolution", count)


def test_what_is_zero_says_nothing_of_a_network_without_windows():
    found, _ = found_in(recurrent, np.zeros((6, 6)), np.zeros((3, 3)))
    assert found == []
    found, _ = found_in(dense_in_loops, np.zeros((6, 6)), np.zeros((3, 3)))
    assert found == []


@pytest.mark.parametrize("times, own", [(0, 2), (1, 3), (4, 6), (5, 6), (6, 6)])
def test_what_only_lays_a_map_out_belongs_to_it_four_times_at_most(times, own):
    def laid(x, k):
        y = nets.by_views(x, k)
        for _ in range(times):
            y = y.reshape(4, 4)
        return y

    (window,), count = found_in(laid, nets.IMAGE, nets.EDGE)
    assert (len(window.numbers), count) == (own, 2 + times)


def slid_over_two(x, y, first, second):
    return np.correlate(x, first, "valid"), np.correlate(y, second, "valid")


def test_a_map_of_zeros_is_known_by_a_kernel_as_large_before():
    x, y = [0.5, 2.0, -1.0, 3.0, 0.25, 1.0], [1.0, 2.0, 1.0, 2.0, 1.0, 2.0]
    kernels = [1.0, 0.5, -1.0], [1.0, 0.0, -1.0]
    found, _ = found_in(slid_over_two, x, y, *kernels)
    assert [one.kind for one in found] == ["convolution"] * 2
    assert [one.map.array.any() for one in found] == [True, False]
    for one, kernel in zip(found, kernels, strict=True):
        assert one.values["kernels"].array.tolist() == kernel


def test_picture_and_kernels_may_be_written_in_the_code():
    drawn, kernels = nets.IMAGE.tolist(), nets.FILTERS.tolist()

    def written():
        image, filters = np.array(drawn), np.array(kernels)
        side = image.shape[0] - filters.shape[1] + 1
        maps = np.zeros((len(filters), side, side))
        for k, kernel in enumerate(filters):
            for i in range(side):
                for j in range(side):
                    maps[k, i, j] = np.sum(image[i : i + 3, j : j + 3] * kernel)
        return maps

    (found,) = roles_of(record(written)).read(sliding_windows)
    assert found.kind == "convolution"
    np.testing.assert_array_equal(found.values["kernels"].array, nets.FILTERS)
    # Asked of each operation of a film: counted once, not as often as it slides.
    assert found.numbers is found.numbers


@pytest.mark.parametrize(
    "left, right",
    [
        ([[0.2, -1.0, 0.5], [1.0, 0.3, -0.2]], [[1.0], [0.5], [-1.0]]),
        ([[1.0, 1.0], [0.0, 1.0]], [[1.0, 0.0], [0.0, 1.0]]),
        ([[1.0, 1.0, 0.0], [0.0, 1.0, 0.0]], [[1.0], [0.0], [1.0]]),
        ([[1.0, 0.0]], [[0.5], [2.0]]),
        ([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0]], [[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]),
    ],
)
@pytest.mark.parametrize(
    "call",
    [
        lambda a, b: a @ b,
        lambda a, b: np.einsum("ij,jk->ik", a, b),
        lambda a, b: (b.T @ a.T).T,
        lambda a, b: np.maximum(a @ b + 0.5, 0),
        lambda a, b: a.reshape(1, *a.shape) @ b.flatten().reshape(b.shape),
    ],
)
def test_no_window_slides_in_a_plain_product(call, left, right):
    trace = record(call, np.array(left), np.array(right))
    assert roles_of(trace).read(sliding_windows) == ()


def test_a_second_convolution_is_no_way_back_of_the_first():
    """A kernel that is the same both ways, over rows of which none comes from
    what it gave for another."""

    def blurred(image):
        image, kernel = image + 0.0, np.array([0.25, 0.5, 0.25])
        return [np.convolve(row, kernel, mode="same") for row in image]

    image = np.random.default_rng(3).random((4, 7))
    found = roles_of(record(blurred, image)).read(sliding_windows)
    assert [one.kind for one in found] == ["convolution"] * 4
    for row, one in zip(image, found):
        np.testing.assert_array_equal(one.values["picture"].array, row)


def test_no_window_slides_where_a_state_is_written_row_by_row():
    """What is not written yet is 0, as a border is: gaps that reach into it make
    any product of a row and a matrix a convolution of the whole."""

    def passed_on(start, likely):
        moves = np.array([[0.7, 0.3], [0.4, 0.6]])
        state = np.zeros((5, 2))
        state[0] = start * likely[:, 0]
        for t in range(1, 5):
            state[t] = (state[t - 1] @ moves) * likely[:, t]
        return state

    likely = np.array([[0.5, 0.4, 0.1, 0.1, 0.5], [0.1, 0.3, 0.6, 0.6, 0.1]])
    trace = record(passed_on, np.array([0.6, 0.4]), likely)
    assert roles_of(trace).read(sliding_windows) == ()


def in_steps_of_two(x, k):
    out = np.zeros([(length - 3) // 2 + 1 for length in x.shape])
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = np.sum(x[2 * i : 2 * i + 3, 2 * j : 2 * j + 3] * k)
    return out


def counting(values, *shape):
    """0, 1, ... again and again: which cell is which, no number tells."""
    return (np.arange(np.prod(shape)) % values).reshape(shape).astype(float)


@pytest.mark.parametrize("values", [2, 3, 5])
@pytest.mark.parametrize(
    "function, kernel, sides, kind, size",
    [
        (nets.in_loops, nets.EDGE, (10, 10), "convolution", (3, 3)),
        (nets.in_loops, counting(2, 3, 3), (5, 5), "convolution", (3, 3)),
        (nets.in_loops, counting(3, 3, 3), (4, 4), "convolution", (3, 3)),
        (in_steps_of_two, nets.EDGE, (7, 7), "convolution", (3, 3)),
        (in_steps_of_two, counting(3, 3, 3), (7, 9), "convolution", (3, 3)),
        (lambda x, _: pooled_in_pairs(x), nets.EDGE, (6, 6), "pooling", (2, 2)),
        (lambda x, _: pooled_in_pairs(x), nets.EDGE, (10, 10), "pooling", (2, 2)),
    ],
)
def test_of_values_that_repeat_what_is_cut_out_tells(
    function, kernel, sides, kind, size, values
):
    (window,), count = found_in(function, counting(values, *sides), kernel)
    assert (window.kind, window.fit.size) == (kind, size)
    assert len(window.numbers) == count
    if kind == "convolution":
        step = 2 if function is in_steps_of_two else 1
        image = counting(values, *sides)[None]
        expected = plain_convolution(image, kernel[None, None], step)
        np.testing.assert_array_equal(window.laid("map")[0], expected)


def pooled_in_pairs(x):
    out = np.zeros((x.shape[0] // 2, x.shape[1] // 2))
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            out[i, j] = x[2 * i : 2 * i + 2, 2 * j : 2 * j + 2].max()
    return out


def apart(x, k, gap):
    """(C, H, W), (F, C, rows, columns) -> (F, ...), cells of a window apart."""
    wide = np.zeros((*k.shape[:2], *(gap * (one - 1) + 1 for one in k.shape[2:])))
    wide[:, :, ::gap, ::gap] = k
    return plain_convolution(x, wide)


@pytest.mark.parametrize("function", nets.GAPS)
@pytest.mark.parametrize("kind", [np.float64, np.float32])
def test_gaps_between_the_cells_of_a_kernel(function, kind):
    (window,), count = found_in(
        function, nets.WIDE.astype(kind), nets.EDGE.astype(kind)
    )
    fit = window.fit
    assert (window.kind, fit.size, fit.gaps, fit.reach, fit.step, fit.pad) == (
        *("convolution", (3, 3), (2, 2), (5, 5)),
        *((1, 1), (0, 0)),
    )
    assert len(window.numbers) == count
    expected = apart(nets.WIDE[None], nets.EDGE[None, None], 2)
    np.testing.assert_allclose(window.laid("map")[0], expected, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(window.laid("kernels")[0, 0], nets.EDGE)


def test_gaps_in_time_and_in_each_channel():
    x, k, b = RANDOM.normal(size=(2, 9)), RANDOM.normal(size=(3, 2, 2)), np.arange(3.0)
    (window,), _ = found_in(nets.looking_back, x, k, b)
    assert (window.fit.size, window.fit.gaps) == ((1, 2), (1, 4))
    padded = np.pad(x, ((0, 0), (4, 0)))
    expected = apart(padded[:, None], k[:, :, None], 4)[:, 0] + b[:, None]
    np.testing.assert_allclose(window.laid("map")[0, :, 0], expected)
    maps, kernels = RANDOM.normal(size=(2, 3, 7, 7)), RANDOM.normal(size=(3, 3, 3))
    (window,), _ = found_in(nets.each_channel_with_gaps, maps[0], kernels)
    assert window.fit.by_channel and window.fit.gaps == (2, 2)
    for channel in range(3):
        expected = apart(maps[0, [channel]], kernels[None, [channel]], 2)
        np.testing.assert_allclose(window.laid("map")[0, [channel]], expected)


def test_what_looks_like_gaps_and_has_none():
    x, k, d = nets.WIDE, nets.EDGE, RANDOM.normal(size=(3, 3))
    found, _ = found_in(nets.in_steps_and_back, x, k, d)
    kinds = [(one.kind, one.fit.step, one.fit.gaps) for one in found]
    assert kinds == [
        ("convolution", (2, 2), (1, 1)),
        ("kernel gradient", (2, 2), (1, 1)),
    ]
    assert found_in(nets.with_uneven_gaps, x, k)[0] == []


def test_a_matrix_for_each_cell_of_a_kernel():
    x, k = RANDOM.normal(size=(2, 8)), RANDOM.normal(size=(3, 2, 2))
    (window,), _ = found_in(nets.tap_by_tap, x, k)
    assert (window.kind, window.fit.size, window.fit.gaps) == (
        *("convolution", (1, 2)),
        (1, 2),
    )
    padded = np.pad(x, ((0, 0), (2, 0)))
    expected = apart(padded[:, None], k[:, :, None], 2)[:, 0]
    np.testing.assert_allclose(window.laid("map")[0, :, 0], expected)
    assert found_in(nets.not_along_it, x, k)[0] == []


def back_through_a_dilated_one(picture, kernel, wanted):
    out = np.zeros((4, 4))
    for i in range(4):
        for j in range(4):
            out[i, j] = (picture[i : i + 5 : 2, j : j + 5 : 2] * kernel).sum()
    error = out - wanted
    back = np.zeros((8, 8))
    for i in range(4):
        for j in range(4):
            back[i : i + 5 : 2, j : j + 5 : 2] += error[i, j] * kernel
    return back


def test_a_kernel_with_gaps_is_not_taken_for_what_goes_back():
    """Its cells, 2 apart, would step over errors that are taken for the kernel."""
    rng = np.random.default_rng(0)
    given = (rng.normal(size=(side, side)) for side in (8, 3, 4))
    roles = roles_of(record(back_through_a_dilated_one, *given))
    (found,) = roles.read(sliding_windows)
    assert (found.kind, found.fit.gaps) == ("convolution", (2, 2))
    assert found.values["kernels"].name == "kernel"


@pytest.mark.parametrize(
    "array, is_one",
    [
        (np.zeros(2**24, bool), True),
        (np.zeros(2**24 + 1, bool), False),
        (np.zeros((1, 2)), True),
        (np.zeros(1), False),
        (np.array(1.0), False),
        (np.zeros((1, 1, 1, 2)), True),
        (np.zeros((1, 1, 1, 1, 2)), False),
        (np.zeros(2, complex), False),
        (np.array(["a", "b"]), False),
    ],
)
def test_what_a_window_may_slide_over(array, is_one):
    assert _can_be(Value.of(array)) is is_one
