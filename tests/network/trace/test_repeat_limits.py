"""A repetition costs no more than its record lets expect."""

import dataclasses
import time
import tracemalloc

import numpy as np
import pytest

from network.recorder import record
from network.trace import repeat
from network.trace.call_arguments import Unrepeatable
from network.trace.repeat_limits import _RECKONERS, _reckoner, check_cost

MOST_BYTES = 100e6
HUGE = 10**12
X, ROW, COLUMN = np.ones(30_000), np.ones((1, 30_000)), np.ones((30_000, 1))
PLACES = np.zeros(30_000, int)


def used(*arrays):
    return sum(array.sum() for array in arrays)


def operation_of(name, kind, args, kwargs, **more):
    """An operation of such a call, as a file might say that there was one."""
    arrays = [one for one in args if isinstance(one, np.ndarray)] or [X]
    (_, first), *_ = record(used, *arrays).operations()
    operands = tuple(record(used, *arrays).inputs)
    numbers = iter(range(len(arrays)))
    written = [
        {"operand": next(numbers)} if isinstance(one, np.ndarray) else one
        for one in args
    ]
    call = {"args": written, "kwargs": kwargs, **more}
    return dataclasses.replace(
        first, function=name, kind=kind, operands=operands, parameters={"call": call}
    )


BOMBS = [
    ("repeat", "function", (X, HUGE), {}),
    ("repeat", "function", (X,), {"repeats": HUGE}),
    ("repeat", "function", (X, PLACES + HUGE), {}),
    ("tile", "function", (X, HUGE), {}),
    ("tile", "function", (), {"A": 1.0, "reps": HUGE}),
    ("tile", "function", (X, {"tuple": [10**6, 10**6]}), {}),
    ("linspace", "function", (0, 1, HUGE), {}),
    ("linspace", "function", (X, 1), {"num": 10**7}),
    ("logspace", "function", (0, 1, HUGE), {}),
    ("full", "function", (HUGE, 1.0), {}),
    ("full", "function", ({"tuple": [10**5, 10**5]}, 1.0), {}),
    ("zeros", "function", (HUGE,), {}),
    ("ones", "function", (), {"shape": HUGE}),
    ("empty", "function", (HUGE,), {}),
    ("full_like", "function", (X, 1), {"shape": HUGE}),
    ("eye", "function", (10**6,), {}),
    ("eye", "function", (1,), {"M": HUGE}),
    ("tri", "function", (10**6,), {}),
    ("tril_indices", "function", (10**6,), {}),
    ("identity", "function", (10**6,), {}),
    ("diag", "function", (X,), {}),
    ("diag", "function", (1.0,), {"k": 10**6}),
    ("diagflat", "function", (X, 10**6), {}),
    ("diag_indices", "function", (HUGE,), {}),
    ("indices", "function", ({"tuple": [10**5, 10**5]},), {}),
    ("arange", "function", (HUGE,), {}),
    ("arange", "function", (0, 1, 1e-12), {}),
    ("arange", "function", (), {"start": 0, "stop": HUGE}),
    ("pad", "function", (X, HUGE), {}),
    ("resize", "function", (X, HUGE), {}),
    ("vander", "function", (X,), {}),
    ("vander", "function", (X, HUGE), {}),
    ("bincount", "function", (PLACES + HUGE,), {}),
    ("bincount", "function", (PLACES,), {"minlength": HUGE}),
    ("histogram", "function", (X, HUGE), {}),
    ("outer", "function", (X, X), {}),
    ("kron", "function", (X, X), {}),
    ("meshgrid", "function", (X, X), {}),
    ("ix_", "function", (X, X), {}),
    ("cov", "function", (COLUMN,), {}),
    ("corrcoef", "function", (COLUMN,), {}),
    ("dot", "function", (COLUMN, ROW), {}),
    ("tensordot", "function", (X, X, 0), {}),
    ("einsum", "function", ("i,j->ij", X, X), {}),
    ("einsum", "function", ("i,j,k->", X, X, X), {}),
    ("convolve", "function", (np.ones(300_000), np.ones(300_000)), {}),
    ("polyval", "function", (np.ones(300_000), np.ones(300_000)), {}),
    ("diff", "function", (X, HUGE), {}),
    ("linalg.svd", "function", (COLUMN,), {}),
    ("linalg.qr", "function", (COLUMN, "complete"), {}),
    ("fft.fft", "function", (X, HUGE), {}),
    ("fft.irfft", "function", (X,), {"n": HUGE}),
    ("fft.fft2", "function", (ROW, {"tuple": [10**6, 10**6]}), {}),
    ("fft.fftfreq", "function", (HUGE,), {}),
    ("where", "function", (ROW > 0, COLUMN, 0.0), {}),
    ("clip", "function", (ROW, COLUMN, 2.0), {}),
    ("take", "function", (ROW, PLACES), {"axis": 0}),
    ("add", "ufunc", (ROW, COLUMN), {}),
    ("matmul", "ufunc", (COLUMN, ROW), {}),
    ("vecdot", "ufunc", (np.ones((30_000, 1, 2)), np.ones((1, 30_000, 2))), {}),
    ("add", "ufunc.outer", (X, X), {}),
    ("astype", "function", (X, "S99999999"), {}),
    ("full", "function", (9, "x"), {"dtype": {"dtype": "<U99999999"}}),
]


@pytest.mark.parametrize(
    "name, kind, args, kwargs", BOMBS, ids=lambda one: one if type(one) is str else ""
)
def test_what_would_take_all_memory_or_time_is_not_begun(name, kind, args, kwargs):
    method = {"method": True} if name == "astype" else {}
    assert_not_begun(operation_of(name, kind, args, kwargs, **method))


def test_places_that_are_spread_over_each_other():
    operation = operation_of("getitem", "index", (COLUMN, PLACES.reshape(-1, 1)), {})
    index = {"tuple": [{"operand": 1}, PLACES.tolist()]}
    call = {"args": [{"operand": 0}, index], "kwargs": {}}
    assert_not_begun(dataclasses.replace(operation, parameters={"call": call}))


def assert_not_begun(operation):
    for value in operation.operands + operation.results:
        value.array
    tracemalloc.start()
    began = time.process_time()
    try:
        said = repeat.difference(operation)
    except Unrepeatable as error:
        said = f"it fails: {error}"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert said.startswith("it fails: "), said
    assert time.process_time() - began < 2 and peak < MOST_BYTES


@pytest.mark.parametrize(
    "operator, args",
    [
        ("__pow__", (9, HUGE)),
        ("__pow__", (10**300, 10**300)),
        ("__lshift__", (1, HUGE)),
        ("__mul__", ("x", HUGE)),
        ("__mul__", ([0], HUGE)),
        ("__mod__", ("%99999999999d", 1)),
    ],
)
def test_what_python_would_make_of_it_is_not_begun(operator, args):
    operation = operation_of("power", "ufunc", args, {}, operator=operator)
    assert repeat.difference(operation).startswith("it fails: TooLarge: ")


M, N = np.arange(12.0).reshape(3, 4), np.arange(20.0).reshape(4, 5)
WHOLE = np.arange(5)
USUAL = [
    ("repeat", (M, 3), {}),
    ("repeat", (WHOLE, WHOLE), {}),
    ("tile", (M, (2, 3)), {}),
    ("linspace", (0, 1, 7), {}),
    ("linspace", (0, WHOLE, 7), {}),
    ("full", ((2, 3), 1.0), {}),
    ("zeros", (4,), {}),
    ("full_like", (M, 2), {}),
    ("eye", (3, 4), {}),
    ("tri", (3, 4, 1), {}),
    ("tril_indices", (4,), {}),
    ("identity", (5,), {}),
    ("diag", (WHOLE, 2), {}),
    ("diag", (M,), {}),
    ("diagflat", (M,), {}),
    ("diag_indices", (4,), {}),
    ("indices", ((2, 3),), {}),
    ("arange", (2, 30, 3), {}),
    ("arange", (10,), {"step": 2}),
    ("pad", (M, 2), {}),
    ("pad", (M, ((1, 2), (3, 4))), {}),
    ("resize", (M, (5, 5)), {}),
    ("vander", (WHOLE,), {}),
    ("bincount", (WHOLE,), {"minlength": 9}),
    ("histogram", (M, 7), {}),
    ("outer", (WHOLE, WHOLE), {}),
    ("kron", (M, N), {}),
    ("meshgrid", (WHOLE, WHOLE), {}),
    ("ix_", (WHOLE, WHOLE), {}),
    ("cov", (M,), {}),
    ("cov", (M,), {"rowvar": False}),
    ("corrcoef", (M,), {}),
    ("dot", (M, N), {}),
    ("dot", (M, 3.0), {}),
    ("inner", (M, N.T), {}),
    ("tensordot", (M, N, 1), {}),
    ("tensordot", (M, N, ([1], [0])), {}),
    ("tensordot", (M, N, 0), {}),
    ("einsum", ("ij,jk->ik", M, N), {}),
    ("einsum", ("ij,jk", M, N), {}),
    ("einsum", ("ij->ji", M), {}),
    ("convolve", (WHOLE, WHOLE), {}),
    ("polyval", (WHOLE, M), {}),
    ("linalg.svd", (M,), {}),
    ("linalg.svd", (M,), {"compute_uv": False}),
    ("linalg.qr", (N, "complete"), {}),
    ("fft.fft", (M, 9), {}),
    ("fft.irfft", (M,), {}),
    ("fft.fft2", (M, (5, 6)), {}),
    ("fft.fftfreq", (8,), {}),
    ("where", (M > 3, M, 0.0), {}),
    ("select", ([M > 3, M > 5], [M, M]), {}),
    ("clip", (M, 1, WHOLE[:4]), {}),
    ("take", (M, [0, 2, 2, 0]), {"axis": 1}),
    ("take", (M, WHOLE), {}),
    ("linalg.matmul", (M, N), {}),
    ("linalg.vecdot", (M, M), {}),
]


@pytest.mark.parametrize("name, args, kwargs", USUAL)
def test_what_is_reckoned_is_what_comes(name, args, kwargs):
    function = np
    for part in name.split("."):
        function = getattr(function, part)
    result = function(*args, **kwargs)
    parts = result if isinstance(result, (tuple, list)) else [result]
    made = sum(np.size(part) for part in parts)
    cells, _ = _RECKONERS[name](*args, **kwargs)
    rooms = [np.asarray(one) for one in (*args, *parts) if isinstance(one, np.ndarray)]
    assert cells == 0 or made / 3 <= cells, "of several results the largest"
    check_cost(name, "function", args, kwargs, rooms)


@pytest.mark.parametrize(
    "index",
    [
        0,
        (0, 1),
        slice(1, 2),
        [2, 0, 0],
        ([0, 1], [2, 3]),
        (np.array([[0], [1]]), np.array([[2, 3]])),
        (slice(None), [1, 1]),
        (Ellipsis, [1, 1]),
        (None, [0, 0], Ellipsis),
        M > 3,
        (np.array([True, False, True]), slice(None)),
    ],
)
def test_cells_at_places(index):
    cells, _ = _RECKONERS["getitem"](M, index)
    assert cells >= M[index].size and cells <= 3 * M.size


@pytest.mark.parametrize(
    "name, args",
    [
        ("add", (M, 1.0)),
        ("matmul", (M, N)),
        ("matmul", (M, WHOLE[:4])),
        ("matmul", (np.ones((7, 3, 4)), N)),
        ("vecdot", (M, M)),
    ],
)
def test_ufuncs(name, args):
    assert _reckoner(name, "ufunc")(*args)[0] == getattr(np, name)(*args).size


@pytest.mark.broad
def test_a_large_result_is_compared_at_once():
    result = np.ones((4000, 4000))
    other = result.copy()
    other[123, 456:] = 2
    began = time.process_time()
    said = repeat._array_difference(result, other)
    assert time.process_time() - began < 3
    assert said == (
        "3544 of 16000000 values differ; the first at (123, 456): "
        "np.float64(1.0), not np.float64(2.0)"
    )
