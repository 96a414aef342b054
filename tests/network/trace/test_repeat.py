"""Operations computed again: laid out as they were, and by known names."""

import dataclasses
import tracemalloc

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace, TraceError, Value, repeat

MIB = 2**20
BASE = np.arange(24.0).reshape(4, 6) - 7.5


def held(*arrays):
    return arrays[0] + 1


def both(one, other):
    return one * 1


def value_at(offset, cells, memory=0):
    """A Value of so many float64, somewhere in a block of memory."""
    made = Value.of(np.arange(cells) + 0.5, identity=offset)
    return dataclasses.replace(made, memory=memory, offset=offset)


VIEWS = {
    "the whole": lambda base: base,
    "turned": lambda base: base.T,
    "backwards": lambda base: base[::-1],
    "backwards along both": lambda base: base[::-1, ::-2],
    "a part": lambda base: base[1:3, 1::2],
    "a column": lambda base: base[:, 2:3],
    "a row to many": lambda base: np.broadcast_to(base[1], (3, 6)),
    "a column to many": lambda base: np.broadcast_to(base[:, 1:2], (4, 5)),
    "a cell to many": lambda base: np.broadcast_to(base[2:3, 3:4], (2, 2)),
    "a cell": lambda base: base[2, 3, None],
    "no dimension": lambda base: base[2, 3, ...],
    "nothing": lambda base: base[:0],
}


def address(array):
    return array.__array_interface__["data"][0]


@pytest.mark.parametrize("second", VIEWS)
@pytest.mark.parametrize("first", ["the whole", "turned", "backwards", "a part"])
def test_operands_lie_in_memory_as_they_did(first, second):
    base = BASE.copy()
    given = VIEWS[first](base), VIEWS[second](base)
    values = record(both, *given).inputs
    assert [value.memory for value in values] == [values[0].memory] * 2
    laid = repeat._laid_out(values)
    for value, array, before in zip(values, laid, given, strict=True):
        np.testing.assert_array_equal(array, before)
        assert array.dtype == before.dtype and array.strides == before.strides
        assert not np.shares_memory(array, base)
    if given[1].size:
        apart = address(given[1]) - address(given[0])
        assert address(laid[1]) - address(laid[0]) == apart
        assert np.shares_memory(*laid) == np.shares_memory(*given)


def test_other_memory_is_not_shared_and_scalars_are_numbers():
    values = record(held, BASE, BASE.copy()).inputs
    assert values[0].memory != values[1].memory
    one, other, number = repeat._laid_out((*values, Value.of(2.5)))
    assert not np.shares_memory(one, other)
    assert number == 2.5 and isinstance(number, np.float64)


def test_what_is_given_twice_is_one_array():
    ((_, operation),) = record(lambda x: np.matmul(x, x), np.eye(3)).operations()
    one, other = repeat._laid_out(operation.operands)
    assert one is other


# A block is laid out up to a mebibyte, and up to 64 times what stands in it.
CELLS = 2048  # of float64 in each of two arrays: 64 times both are 2 MiB
SPREADS = [
    (1, 16, True),
    (1, MIB, True),
    (1, MIB + 1, False),
    (CELLS, 2 * MIB, True),
    (CELLS, 2 * MIB + 1, False),
    (CELLS, MIB + 1, True),
    (CELLS, 2**50, False),
]


@pytest.mark.parametrize("first", [0, 4096])
@pytest.mark.parametrize("cells, size, is_laid_out", SPREADS)
def test_how_far_apart_arrays_may_lie(cells, size, is_laid_out, first):
    values = value_at(first, cells), value_at(first + size - 8 * cells, cells)
    tracemalloc.start()
    arrays = repeat._laid_out(values)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    for array, value in zip(arrays, values, strict=True):
        np.testing.assert_array_equal(array, value.array)
    assert (address(arrays[1]) - address(arrays[0]) == size - 8 * cells) == is_laid_out
    if not is_laid_out:
        assert most < 64 * 1024 + 4 * 8 * cells


@pytest.mark.parametrize("length, is_laid_out", [(64, True), (66, False)])
def test_how_far_a_view_may_spread(length, is_laid_out):
    """As x[::length] of a large x, of which nothing else is recorded."""
    array = np.arange(20_000.0)
    value = dataclasses.replace(
        Value.of(array), memory=3, offset=24, strides=(8 * length,)
    )
    (made,) = repeat._laid_out((value,))
    np.testing.assert_array_equal(made, array)
    assert made.strides == ((8 * length,) if is_laid_out else (8,))


def test_a_part_of_a_large_array_is_repeated():
    large = np.zeros(2**22)
    large[:: 2**20] = [1.0, -2.0, 3.0, 4.5]

    def function(x):
        return x + x[::-1]

    found = record(function, large[:: 2**20]).verify()
    assert found.ok and not found.unknown and found.compared == 2


def updated(x):
    x -= x[::-1] * 2
    x[1] = 7
    np.add.at(x, [0, 0], 1.0)
    np.exp(x, out=x)
    return x


REPEATED = {
    "operators": lambda x: -x @ x.T,
    "turned operators": lambda x: 2 - x,
    "attributes": lambda x: x.T + x.real.T,
    "methods": lambda x: x.sum(axis=1) + x.reshape(-1)[:3],
    "getitem": lambda x: x[1:, ::-1],
    "of nothing": lambda x: np.exp(x[:0]),
    "of a corner": lambda x: np.exp(x[2:, 2:]),
    "in place": updated,
    "reduce": lambda x: np.add.reduce(x, axis=1),
    "accumulate": lambda x: np.add.accumulate(x),
    "reduceat": lambda x: np.add.reduceat(x[0], [0, 2]),
    "outer": lambda x: np.subtract.outer(x[0], x[1]),
    "functions": lambda x: np.where(x > 0, np.clip(x, 0, 1), np.roll(x, 1)),
    "functions inside": lambda x: np.linalg.norm(x) + np.fft.fft(x[0]).real,
    "several results": lambda x: np.add(*np.divmod(x, 2)),
    "one of two results into": lambda x: np.divmod(x, 2, out=(np.empty((3, 3)), None)),
    "lists of results": lambda x: np.split(x, 3)[1] * 2,
    "numbers": lambda x: x.max() + np.argmax(x),
    "any content": lambda x: np.multiply(x, 2, out=np.empty((3, 3))),
    "any content like it": lambda x: np.multiply(x, 2, out=np.empty_like(x)),
    "warned of": lambda x: np.log(x) / 0,
    "keywords": lambda x: np.sum(x, axis=0, keepdims=True, where=x > 0),
}


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("name", REPEATED)
def test_an_operation_is_repeated(name):
    with np.errstate(all="ignore"):
        trace = record(REPEATED[name], np.arange(9.0).reshape(3, 3) - 4)
    with np.errstate(all="raise"):
        found = trace.verify()
    assert found.ok, found.mismatches
    assert not found.unknown and not found.gaps
    assert found.compared == len(list(trace.operations())) > 0


def first_operation(function, *arguments):
    return next(operation for _, operation in record(function, *arguments).operations())


def held_as(value, array):
    """A Value with another array in it."""
    other = Value.of(array)
    return dataclasses.replace(
        value,
        digest=other.digest,
        shape=other.shape,
        dtype=other.dtype,
        arrays=other.arrays,
    )


def with_results(operation, *arrays):
    values = tuple(held_as(operation.result, array) for array in arrays)
    return dataclasses.replace(operation, results=values)


TWO = np.array([[1.0, 2.0], [3.0, 4.0]])


@pytest.mark.parametrize(
    "function, recorded, reason",
    [
        (lambda x: x + 1, [TWO + 1], ""),
        (lambda x: x + 1, [TWO[0]], "shape (2, 2), not (2,)"),
        (lambda x: x + 1, [np.ones((2, 2), int)], "dtype float64, not int64"),
        (lambda x: x + 1, [], "1 results, not 0"),
        (lambda x: x + 1, [TWO + 1, TWO + 1], "1 results, not 2"),
        (
            lambda x: x + 1,
            [np.array([[2.0, 9.0], [4.0, 7.0]])],
            "2 of 4 values differ; the first at (0, 1): "
            f"{np.float64(3.0)!r}, not {np.float64(9.0)!r}",
        ),
        (
            lambda x: np.subtract(x, x),
            [np.array([[0.0, 0.0], [0.0, -0.0]])],
            "1 of 4 values differ; the first at (1, 1): "
            f"{np.float64(0.0)!r}, not {np.float64(-0.0)!r}",
        ),
        (lambda x: x * np.nan, [TWO * np.nan], ""),
        (lambda x: np.divmod(x, 2), [TWO // 2, TWO % 2], ""),
        (
            lambda x: np.divmod(x, 2),
            [TWO // 2, TWO % 2 + 1],
            "4 of 4 values differ; the first at (0, 0): "
            f"{np.float64(1.0)!r}, not {np.float64(2.0)!r}",
        ),
        (lambda x: np.empty_like(x), [TWO * 5], ""),
        (lambda x: np.empty((2, 2)), [TWO * 5], ""),
        (lambda x: np.empty((2, 2)), [TWO[:1]], "another shape"),
        (lambda x: np.zeros((2, 2)), [TWO * 0], ""),
    ],
)
def test_how_a_repetition_differs(function, recorded, reason):
    operation = first_operation(function, TWO)
    assert repeat.difference(with_results(operation, *recorded)) == reason


def test_what_numpy_refuses_is_no_repetition():
    operation = first_operation(lambda x: x @ x, TWO)
    values = operation.operands[0], held_as(operation.operands[1], np.ones((3, 3)))
    other = dataclasses.replace(values[1], identity=99, memory=-1, strides=(24, 8))
    broken = dataclasses.replace(operation, operands=(values[0], other))
    assert repeat.difference(broken).startswith("it fails: ValueError: matmul")


class Damaged(dict):
    def __missing__(self, key):
        raise TraceError("a.trace: damaged")


@pytest.mark.parametrize("part", ["operands", "results"])
def test_damage_is_no_difference(part):
    operation = first_operation(lambda x: x + 1, TWO)
    values = [
        dataclasses.replace(value, arrays=Damaged())
        for value in getattr(operation, part)
    ]
    broken = dataclasses.replace(operation, **{part: tuple(values)})
    with pytest.raises(TraceError, match="damaged"):
        repeat.difference(broken)


def called_as(function, kind="function", **call):
    """An operation of one operand that says it is of some function."""
    operation = first_operation(lambda x: np.abs(x), TWO)
    args = {"args": [{"operand": 0}], "kwargs": {}}
    return dataclasses.replace(
        operation,
        function=function,
        kind=kind,
        parameters={"call": {**args, **call}} if call else {},
    )


@pytest.mark.parametrize(
    "function, kind, call",
    [
        ("load", "function", {}),
        ("exp", "gap", {"method": True}),
        ("abs_of", "ufunc", {}),
        ("exp", "ufunc.__call__", {}),
        ("add", "ufunc.resolve_dtypes", {}),
        ("abs_of", "ufunc.reduce", {}),
        *(
            (name, "function", {"method": True})
            for name in (
                "tobytes",
                "tolist",
                "tofile",
                "dump",
                "dumps",
                "item",
                "resize",
                "__reduce__",
                "__reduce_ex__",
                "__dlpack__",
                "setflags",
            )
        ),
    ],
)
def test_what_is_not_known_is_not_called(function, kind, call):
    with pytest.raises(repeat.UnknownFunction, match=f"^{function}$"):
        repeat.repeat(called_as(function, kind, **call))


@pytest.mark.parametrize(
    "function, kind, call, result",
    [
        ("negative", "ufunc", {}, -TWO),
        ("add", "ufunc.reduce", {}, TWO.sum(axis=0)),
        ("sum", "function", {}, 10.0),
        ("sum", "function", {"method": True}, 10.0),
        ("sum", "function", {"method": True, "kwargs": {"axis": 1}}, [3.0, 7.0]),
        ("sum", "function", {"method": False}, 10.0),
        ("anything", "view", {"attribute": "T"}, TWO.T),
        ("linalg.det", "function", {}, np.linalg.det(TWO)),
        ("getitem", "index", {"args": [{"operand": 0}, 1]}, TWO[1]),
    ],
)
def test_what_is_known_is_called(function, kind, call, result):
    (made,) = repeat.repeat(called_as(function, kind, **call))
    assert isinstance(made, np.ndarray)
    np.testing.assert_array_equal(made, result)


def test_gaps_and_unknown_functions_are_told_apart():
    held = np.arange(3.0)
    elsewhere = held[:]  # the same memory, in an array that is not traced

    def function(x):
        y = x + 1
        elsewhere[0] = 9
        return y * x

    trace = record(function, held)
    made = list(trace.operations())
    gap = next(operation for _, operation in made if operation.kind == "gap")
    step, last = made[-1]
    odd = dataclasses.replace(last, number=98, function="load", kind="function")
    false = with_results(dataclasses.replace(last, number=99), np.zeros(3))
    more = dataclasses.replace(step, operations=(*step.operations, odd, false))
    steps = tuple(more if one is step else one for one in trace.steps)
    found = dataclasses.replace(trace, steps=steps).verify()
    assert (found.gaps, found.unknown) == ((gap,), (odd,))
    assert found.compared == len(made) - 1 + 1
    ((where, which, reason),) = [
        (one.step, one.operation, one.reason) for one in found.mismatches
    ]
    assert (where, which) == (more, false)
    assert not found.ok and reason.startswith("3 of 3 values differ")


def test_a_file_is_read_while_it_is_compared(tmp_path):
    path = tmp_path / "a.trace"
    record(lambda x: x @ x + 1, TWO, path=path)
    found = Trace.load(path).verify()
    assert found.ok and found.compared == 2
