"""Repeat recorded operations and compare bit for bit.

A trace file may come from anywhere, so nothing in it is called by name alone:
a function is repeated only if it is in the tables below.
"""

import warnings
from contextlib import nullcontext

import numpy as np

from network.trace.array_bytes import cell_bytes
from network.trace.array_methods import ATTRIBUTE_VIEWS, METHODS, OPERATORS
from network.trace.call_arguments import Unrepeatable, read_argument
from network.trace.model import Mismatch, TraceError, Verification
from network.trace.repeat_limits import check_cost, check_operator

_FUNCTION_NAMES = """
    all allclose amax amin angle any append arange argmax argmin argpartition
    argsort argwhere around array array_equal array_equiv array_split
    asanyarray asarray ascontiguousarray asfortranarray astype atleast_1d
    atleast_2d atleast_3d average bincount block broadcast_arrays
    broadcast_to choose clip column_stack compress concat concatenate
    convolve copy copyto corrcoef correlate count_nonzero cov cross cumprod
    cumsum cumulative_prod cumulative_sum delete diag diag_indices diagflat
    diagonal diff digitize dot dsplit dstack ediff1d einsum expand_dims
    extract eye fill_diagonal flatnonzero flip fliplr flipud full full_like
    gradient histogram hsplit hstack i0 identity imag in1d indices inner
    insert interp intersect1d isclose isin isneginf isposinf isreal ix_ kron
    lexsort linspace logspace matrix_transpose max mean median meshgrid min
    moveaxis nan_to_num nanargmax nanargmin nancumprod nancumsum nanmax
    nanmean nanmedian nanmin nanpercentile nanprod nanquantile nanstd nansum
    nanvar nonzero ones ones_like outer pad partition percentile permute_dims
    place poly polyfit polyval prod ptp put put_along_axis putmask quantile
    ravel ravel_multi_index real real_if_close repeat reshape resize roll
    rollaxis rot90 round searchsorted select sinc sort sort_complex split
    squeeze stack std sum swapaxes take take_along_axis tensordot tile trace
    transpose trapezoid trapz trapz tri tril tril_indices trim_zeros triu
    triu_indices union1d unique unravel_index unwrap vander var vdot vsplit
    vstack where zeros zeros_like
    linalg.cholesky linalg.cond linalg.cross linalg.det linalg.diagonal
    linalg.eig linalg.eigh linalg.eigvals linalg.eigvalsh linalg.inv
    linalg.lstsq linalg.matmul linalg.matrix_norm linalg.matrix_power
    linalg.matrix_rank linalg.matrix_transpose linalg.multi_dot linalg.norm
    linalg.outer linalg.pinv linalg.qr linalg.slogdet linalg.solve linalg.svd
    linalg.svdvals linalg.tensordot linalg.trace linalg.vecdot
    linalg.vector_norm
    fft.fft fft.fft2 fft.fftfreq fft.fftn fft.fftshift fft.hfft fft.ifft
    fft.ifft2 fft.ifftn fft.ifftshift fft.ihfft fft.irfft fft.irfft2
    fft.irfftn fft.rfft fft.rfft2 fft.rfftfreq fft.rfftn
    lib.stride_tricks.sliding_window_view
"""
_ANY_CONTENT = ("empty", "empty_like")
_REPEATED_METHODS = frozenset(METHODS) - {
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
}
_UFUNC_METHODS = ("reduce", "accumulate", "reduceat", "outer", "at")
_LARGEST_SPREAD = 64
_SMALL_BYTES = 2**20
_LARGEST_BYTES = 2**28
_CELLS_AT_ONCE = 2**18


def _find(name):
    owner = np
    for part in name.split("."):
        owner = getattr(owner, part, None)
    return owner


_FUNCTIONS = {
    name: _find(name) for name in _FUNCTION_NAMES.split() if callable(_find(name))
}
_UFUNCS = {
    name: getattr(np, name)
    for name in dir(np)
    if isinstance(getattr(np, name), np.ufunc)
}


class UnknownFunction(Exception):
    """An operation of a function that is not in the tables."""


def verify(trace):
    """Repeat every operation of a trace; see `Trace.verify`."""
    with _held_open(trace):
        return _verify(trace)


def _held_open(trace):
    """Hold the file open while all of it is read, if there is a file."""
    for _, operation in trace.operations():
        for value in operation.operands + operation.results:
            return getattr(value.arrays, "held_open", nullcontext)()
    return nullcontext()


def _verify(trace):
    compared, gaps, unknown, mismatches = 0, [], [], []
    for step, operation in trace.operations():
        if operation.kind == "gap":
            gaps.append(operation)
            continue
        try:
            reason = difference(operation)
        except (UnknownFunction, Unrepeatable):
            unknown.append(operation)
            continue
        compared += 1
        if reason:
            mismatches.append(Mismatch(step, operation, reason))
    return Verification(compared, tuple(gaps), tuple(unknown), tuple(mismatches))


def difference(operation):
    """Return how an operation's repetition differs from its record, or "".

    Raises:
        UnknownFunction, Unrepeatable: it cannot be repeated.
        TraceError: the file is damaged where an array stands.
    """
    recorded = [value.array for value in operation.results]
    try:
        results = repeat(operation)
    except (UnknownFunction, Unrepeatable, TraceError):
        raise
    except Exception as error:
        # Whatever NumPy says to operands that were not those recorded.
        return f"it fails: {type(error).__name__}: {error}"
    if operation.function in _ANY_CONTENT:
        return (
            ""
            if [array.shape for array in results] == [array.shape for array in recorded]
            else "another shape"
        )
    if len(results) != len(recorded):
        return f"{len(results)} results, not {len(recorded)}"
    for result, array in zip(results, recorded):
        reason = _array_difference(result, array)
        if reason:
            return reason
    return ""


def _array_difference(result, recorded):
    if result.shape != recorded.shape:
        return f"shape {result.shape}, not {recorded.shape}"
    if result.dtype != recorded.dtype:
        return f"dtype {result.dtype}, not {recorded.dtype}"
    came, expected = cell_bytes(result), cell_bytes(recorded)
    if came == expected:
        return ""
    cells = result.size, result.dtype.itemsize
    came, expected = (
        np.frombuffer(one, np.uint8).reshape(cells) for one in (came, expected)
    )
    count, first = 0, None
    for start in range(0, result.size, _CELLS_AT_ONCE):  # in little memory
        piece = slice(start, start + _CELLS_AT_ONCE)
        differ = np.flatnonzero((came[piece] != expected[piece]).any(axis=1))
        if first is None and differ.size:
            first = start + int(differ[0])
        count += differ.size
    place = tuple(map(int, np.unravel_index(first, result.shape)))
    return (
        f"{count} of {result.size} values differ; the first at "
        f"{place}: {result[place]!r:.80}, not {recorded[place]!r:.80}"
    )


def repeat(operation):
    """Compute an operation once more; return its results as arrays."""
    function = _callable(operation)
    operands = _laid_out(operation.operands)
    call = operation.parameters.get(
        "call", {"args": [{"operand": number} for number in range(len(operands))]}
    )
    args = [read_argument(argument, operands) for argument in call.get("args", ())]
    kwargs = {
        key: read_argument(argument, operands)
        for key, argument in call.get("kwargs", {}).items()
    }
    operator = call.get("operator")
    if operator in OPERATORS:
        check_operator(operator, args)
    recorded = [value.array for value in operation.operands + operation.results]
    check_cost(operation.function, operation.kind, args, kwargs, recorded)
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they were given while recording
        result = function(*args, **kwargs)
    if operation.in_place:
        arrays = {
            value.identity: array for array, value in zip(operands, operation.operands)
        }
        if all(value.identity in arrays for value in operation.results):
            return [arrays[value.identity] for value in operation.results]
    return _flat(result)


def _flat(result):
    if isinstance(result, (list, tuple)):
        return [array for item in result for array in _flat(item)]
    if isinstance(result, (np.ndarray, np.generic, int, float, complex)):
        return [np.asarray(result)]
    return []


def _callable(operation):
    """Return what to call for an operation, by the tables alone."""
    name, kind = operation.function, operation.kind
    call = operation.parameters.get("call", {})
    if call.get("operator") in OPERATORS:
        return OPERATORS[call["operator"]][0]
    if call.get("attribute") in ATTRIBUTE_VIEWS:
        attribute = call["attribute"]
        return lambda array: getattr(array, attribute)
    if call.get("set") in ("real", "imag", "flat"):
        return _setting(call["set"])
    if call.get("method") is True:
        if name in _REPEATED_METHODS:
            return lambda array, *args, **kwargs: getattr(array, name)(*args, **kwargs)
    elif name == "getitem":
        return lambda array, index: array[index]
    elif name == "setitem":
        return _set_item
    elif kind == "ufunc" and name in _UFUNCS:
        return _UFUNCS[name]
    elif kind.startswith("ufunc.") and name in _UFUNCS:
        method = kind.removeprefix("ufunc.")
        if method in _UFUNC_METHODS:
            return getattr(_UFUNCS[name], method)
    elif name in _FUNCTIONS or name in _ANY_CONTENT:
        return _FUNCTIONS.get(name) or getattr(np, name)
    raise UnknownFunction(name)


def _set_item(array, index, value):
    array[index] = value


def _setting(name):
    return lambda array, value: setattr(array, name, value)


def _laid_out(values):
    """Return the operands as they lay in memory, shared memory shared.

    BLAS computes x @ x.T in another way than x @ y of equal content, and a
    row in another way than a column.
    """
    blocks = {}
    for value in values:
        if value.memory >= 0:
            blocks.setdefault(value.memory, []).append(value)
    arrays = {}
    for block in blocks.values():
        arrays.update(_block_arrays(block))
    operands = []
    for value in values:
        key = value.identity
        if value.is_scalar:
            operands.append(value.array[()])
            continue
        if key not in arrays:
            arrays[key] = np.array(value.array)
        operands.append(arrays[key])
    return operands


def _block_arrays(values):
    """Return arrays of one block of memory, by their identity."""
    starts, ends = zip(*map(_extent, values))
    start, size = min(starts), max(ends) - min(starts)
    needed = sum(value.array.nbytes for value in values)
    spread = min(_LARGEST_SPREAD * needed, needed + _LARGEST_BYTES)
    if size > max(_SMALL_BYTES, spread):
        return {}
    buffer = np.empty(size, np.uint8)
    arrays = {}
    for value in values:
        array = np.ndarray(
            value.shape, value.dtype, buffer, value.offset - start, value.strides
        )
        if 0 not in value.strides or value.array.size <= 1:
            array[...] = value.array
        else:
            _fill_repeated(array, value)
        arrays[value.identity] = array
    return arrays


def _fill_repeated(array, value):
    """Fill an array whose cells share memory: broadcast along an axis."""
    once = tuple(
        slice(0, 1) if stride == 0 else slice(None) for stride in value.strides
    )
    array[once] = value.array[once]


def _extent(value):
    """Return the first byte of an array in its block, and that after it."""
    if 0 in value.shape or len(value.strides) != len(value.shape):
        return value.offset, value.offset + value.dtype.itemsize
    reach = [
        (length - 1) * stride for length, stride in zip(value.shape, value.strides)
    ]
    low = value.offset + sum(step for step in reach if step < 0)
    high = value.offset + sum(step for step in reach if step > 0)
    return low, high + value.dtype.itemsize
