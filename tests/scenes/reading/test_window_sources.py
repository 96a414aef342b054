"""What windows may be made of: what decides where something goes, and what leads to
none."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from network.recorder import record
from scenes.reading.value_roles import roles_of
from scenes.reading.windows import sliding_windows
from tests import window_networks as nets

RANDOM = np.random.default_rng(8)
IMAGE, ERRORS = RANDOM.normal(size=(6, 6)), RANDOM.normal(size=(3, 3))


def where_it_is_equal(x, d):
    quarters = x.reshape(3, 2, 3, 2)
    return back_where(quarters == quarters.max(axis=(1, 3), keepdims=True), d)


def where_it_is_no_less(x, d):
    quarters = x.reshape(3, 2, 3, 2)
    return back_where(quarters >= quarters.max(axis=(1, 3), keepdims=True), d)


def back_where(mask, d):
    back = np.zeros((6, 6))
    for a in range(2):
        for b in range(2):
            back[a::2, b::2] = mask[:, a, :, b] * d
    return back


def by_its_number(x, d):
    windows = x.reshape(3, 2, 3, 2).transpose(0, 2, 1, 3).reshape(3, 3, 4)
    at = windows.argmax(axis=-1)
    back = np.zeros((6, 6))
    for i in range(3):
        for j in range(3):
            back[2 * i + at[i, j] // 2, 2 * j + at[i, j] % 2] = d[i, j]
    return back


def by_its_row_and_column(x, d):
    windows = x.reshape(3, 2, 3, 2).transpose(0, 2, 1, 3).reshape(3, 3, 4)
    rows, columns = np.unravel_index(windows.argmax(axis=-1), (2, 2))
    back = np.zeros((6, 6))
    for i in range(3):
        for j in range(3):
            back[2 * i + rows[i, j], 2 * j + columns[i, j]] = d[i, j]
    return back


@pytest.mark.parametrize(
    "function",
    [where_it_is_equal, where_it_is_no_less, by_its_number, by_its_row_and_column],
)
def test_an_error_goes_back_to_the_largest(function):
    """Known for all at once, before anything is written."""
    roles = roles_of(record(function, IMAGE.copy(), ERRORS.copy()))
    (found,) = roles.read(sliding_windows)
    assert (found.kind, found.fit.size, found.fit.keeps) == (
        *("pooling gradient", (2, 2)),
        "largest",
    )
    np.testing.assert_array_equal(found.values["picture"].array, IMAGE)
    np.testing.assert_array_equal(found.values["errors"].array, ERRORS)


BENT = {
    "exp": np.exp,
    "log": np.log,
    "tanh": np.tanh,
    "sqrt": np.sqrt,
    "power": lambda x: np.power(x, 3),
    "std": lambda x: np.outer([1.0, -1.0], x).std(axis=0),
    "var": lambda x: np.outer([1.0, -1.0], x).var(axis=0),
    "sort": np.sort,
}


@pytest.mark.parametrize("bent", BENT)
@np.errstate(all="ignore")
def test_a_long_training_before_leaves_enough_to_look_at(bent):
    """What is learned in place is not followed back through all of its rounds."""

    def trained(weights, x, image, kernel):
        for _ in range(24):
            y = x
            for one in weights:
                y = BENT[bent](y * one)
            for one in weights:
                one -= y
        return nets.in_loops(image, kernel)

    weights = [RANDOM.normal(size=4) for _ in range(12)]
    trace = record(trained, weights, np.ones(4), nets.IMAGE.copy(), nets.EDGE.copy())
    found = roles_of(trace).read(sliding_windows)
    assert [one.kind for one in found] == ["convolution"]


def of_an_image_laid_out(kernel):
    image = (np.arange(25.0) ** 1.5).reshape(5, 5)
    views = sliding_window_view(image, (3, 3))
    return np.einsum("ijkl,kl->ij", views, kernel)


def of_an_image_drawn(kernel):
    image = np.zeros((5, 5))
    image[1:4, 2] = 1.0
    views = sliding_window_view(image, (3, 3))
    return np.einsum("ijkl,kl->ij", views, kernel)


@pytest.mark.parametrize("function", [of_an_image_laid_out, of_an_image_drawn])
def test_windows_are_of_what_they_look_at_however_that_was_made(function):
    kernel = np.array([[1.0, 0, -1], [2, 0, -2], [1, 0, -1]])
    (found,) = roles_of(record(function, kernel)).read(sliding_windows)
    assert (found.kind, found.values["picture"].name) == ("convolution", "image")
    assert [one.function for one in found.operations][-1] == "einsum"
