"""Where a trace may slide a window: products and reductions of what was laid out."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import as_strided, sliding_window_view

from network.recorder import record
from scenes.reading.value_roles import roles_of
from scenes.reading.windows import sliding_windows
from tests import window_networks as nets

LINE, KERNEL = nets.IMAGE[0].copy(), nets.EDGE[0].copy()


def found_in(function, *arrays):
    return roles_of(record(function, *arrays)).read(sliding_windows)


@pytest.mark.parametrize(
    "product",
    [
        lambda windows, k: windows @ k,
        lambda windows, k: np.dot(windows, k),
        lambda windows, k: np.einsum("wi,i->w", windows, k),
        lambda windows, k: np.tensordot(windows, k, 1),
        lambda windows, k: np.inner(windows, k),
    ],
    ids=["matmul", "dot", "einsum", "tensordot", "inner"],
)
def test_a_product_of_all_windows(product):
    def along(x, k):
        windows = sliding_window_view(x, 3)
        return product(windows, k)

    (found,) = found_in(along, LINE, KERNEL)
    assert found.kind == "convolution" and len(found.operations) == 2
    expected = [LINE[at : at + 3] @ KERNEL for at in range(4)]
    np.testing.assert_allclose(found.map.array, expected)


@pytest.mark.parametrize(
    "reduction, keeps",
    [
        (np.sum, "sum"),
        (np.max, "largest"),
        (np.amax, "largest"),
        (np.mean, "mean"),
        (np.average, "mean"),
        (np.min, "smallest"),
        (np.amin, "smallest"),
    ],
)
def test_a_number_of_each_window(reduction, keeps):
    def pooled(x):
        windows = sliding_window_view(x, (2, 2))[::2, ::2]
        return reduction(windows, axis=(2, 3))

    (found,) = found_in(pooled, nets.IMAGE.copy())
    assert (found.kind, found.fit.size, found.fit.step, found.fit.keeps) == (
        *("pooling", (2, 2), (2, 2)),
        keeps,
    )
    assert len(found.operations) == 3


def by_strides(x, k):
    windows = as_strided(x, (4, 3), (x.strides[0], x.strides[0]))
    return windows @ k


def by_rows_of_numbers(x, k):
    columns = np.zeros((4, 3))
    columns[np.arange(4)] = x[np.arange(4)[:, None] + np.arange(3)]
    return columns @ k


@pytest.mark.parametrize("function", [by_strides, by_rows_of_numbers])
def test_windows_that_are_laid_out_first(function):
    (found,) = found_in(function, LINE, KERNEL)
    assert found.kind == "convolution"
    expected = [LINE[at : at + 3] @ KERNEL for at in range(4)]
    np.testing.assert_allclose(found.map.array, expected)


def back_to_places(d, places):
    """The number of the largest of each window was kept."""
    spread = np.zeros((9, 4))
    spread[np.arange(9), places.flatten()] = d.flatten()
    columns = spread.reshape(3, 3, 2, 2)
    canvas = np.zeros((6, 6))
    for a in range(2):
        for b in range(2):
            canvas[a::2, b::2] += columns[:, :, a, b]
    return canvas


def largest_and_back(x, d):
    windows = x.reshape(3, 2, 3, 2).transpose(0, 2, 1, 3).reshape(3, 3, 4)
    return windows.max(axis=2), back_to_places(d, windows.argmax(axis=2))


def test_rows_that_are_counted_through_lead_back_to_the_windows():
    errors = np.arange(1.0, 10.0).reshape(3, 3)
    found = found_in(largest_and_back, nets.IMAGE.copy(), errors)
    assert [one.kind for one in found] == ["pooling", "pooling gradient"]
