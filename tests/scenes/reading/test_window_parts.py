"""Which operations a window consists of."""

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from network.recorder import record
from scenes.reading.value_roles import roles_of
from scenes.reading.windows import sliding_windows
from tests import window_networks as nets


def without_its_border(k, d):
    back = np.zeros((7, 7))
    for i in range(3):
        for j in range(3):
            back[2 * i : 2 * i + 3, 2 * j : 2 * j + 3] += k * d[i, j]
    return back[1:-1, 1:-1]


def test_a_border_that_is_cut_off_again_is_a_part_of_it():
    kernel, errors = nets.FILTERS[0].copy(), nets.IMAGE[:3, :3].copy()
    roles = roles_of(record(without_its_border, kernel, errors))
    (found,) = roles.read(sliding_windows)
    assert found.kind == "input gradient" and found.map.shape == (5, 5)
    assert found.operations == tuple(roles.operations)


@pytest.mark.parametrize(
    "maps, laid",
    [
        ("ij f", lambda out: out.reshape(4, 4, 2)),
        ("i j f", lambda out: out.transpose(2, 0, 1)),
        ("j i f", lambda out: out.swapaxes(0, 2)),
        ("i j f", lambda out: np.moveaxis(out, 2, 0)),
        ("1 f i j", lambda out: out.squeeze(0)),
    ],
    ids=["reshape", "transpose", "swapaxes", "moveaxis", "squeeze"],
)
def test_maps_that_are_laid_out_anew_are_a_part_of_it(maps, laid):
    sides = {"ij": 16, "i": 4, "j": 4, "f": 2, "1": 1}

    def layer(x, k):
        windows = sliding_window_view(x, (3, 3))
        order = "".join(one for one in maps if one in "ijf")
        out = np.einsum(f"ijab,fab->{order}", windows, k)
        return laid(out.reshape([sides[one] for one in maps.split()]))

    roles = roles_of(record(layer, nets.IMAGE.copy(), nets.FILTERS.copy()))
    (found,) = roles.read(sliding_windows)
    assert found.kind == "convolution"
    assert found.operations == tuple(roles.operations)


def bias_laid_out(b):
    return b[:, None, None]


def bias_computed_and_laid_out(b):
    return (2 * b)[:, None, None]


def bias_laid_out_and_computed(b):
    return 2 * b[:, None, None]


@pytest.mark.parametrize(
    "bias, functions",
    [
        (bias_laid_out, {"getitem", "add"}),
        (bias_computed_and_laid_out, {"getitem", "add"}),
        (bias_laid_out_and_computed, {"add"}),
    ],
)
@pytest.mark.parametrize("is_read_again", [False, True])
def test_biases_of_zero_are_laid_out_but_not_computed_as_a_part_of_it(
    bias, functions, is_read_again
):
    """Before a training they change nothing that could tell them."""

    def layer(x, k, b):
        windows = sliding_window_view(x, (3, 3))
        laid = bias(b)
        out = np.einsum("ijab,fab->fij", windows, k) + laid
        return (out, np.exp(laid)) if is_read_again else out

    arrays = nets.IMAGE.copy(), nets.FILTERS.copy(), np.zeros(2)
    (found,) = roles_of(record(layer, *arrays)).read(sliding_windows)
    assert found.kind == "convolution"
    parts = {one.function for one in found.operations} & {"getitem", "add", "multiply"}
    assert parts == (functions - {"getitem"} if is_read_again else functions)
