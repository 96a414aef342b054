"""What a repetition may cost: looked at before NumPy is asked for it.

A trace may come from anywhere. The size of a result follows from its operands
for most functions; where it follows from numbers, `np.repeat(x, 10**12)`, or
may be far larger than they are, it is reckoned here, and compared with what
the trace itself holds of operands and results.

The parameters of the functions below are called as NumPy's own.
"""

import math
import re

import numpy as np

from network.trace.call_arguments import Unrepeatable

# Of the cells recorded: there are temporary arrays, and results not kept.
_TIMES_RECORDED = 16
_ALWAYS_CELLS = 1_000_000
_MOST_STEPS = 10**10  # of what goes through all combinations: some ten seconds
_MOST_BITS = 100_000  # of a whole number of Python's own
_LARGEST_CELL = 64  # bytes, where none as large was recorded


class TooLarge(Exception):
    """A repetition that would make far more than was recorded."""


def check_cost(name, kind, args, kwargs, recorded):
    """Look at a call before it is repeated.

    Args:
        name, kind: as an Operation has them.
        args, kwargs: of the call, arrays among them.
        recorded: the arrays of its operands and results.

    Raises:
        TooLarge: it would make far more cells than its record holds.
        Unrepeatable: it would take too long, or nobody can tell.
    """
    _check_types((*args, *kwargs.values()), recorded)
    reckon = _reckoner(name, kind)
    try:
        cells, steps = reckon(*args, **kwargs) if reckon else (0, 0)
    except Exception as error:
        raise Unrepeatable(f"{name} is called in a way of its own") from error
    if cells > _ALWAYS_CELLS + _TIMES_RECORDED * sum(map(_size, recorded)):
        raise TooLarge(f"it would make {_round(cells)} cells")
    if steps > _MOST_STEPS:
        raise Unrepeatable(f"{name} would take {_round(steps)} steps")


_COMPARISONS = frozenset({"__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"})


def check_operator(name, args):
    """Raise TooLarge for what Python's own objects would grow to.

    Args:
        name: of the operator, "__mul__".
    """
    if name in _COMPARISONS:
        return
    if any(isinstance(value, (str, list, tuple, dict)) for value in args):
        raise TooLarge("an operator of texts or lists")
    whole = [int(value) for value in args if isinstance(value, int)]
    if len(whole) == 2:
        left, right = whole
        if max(left.bit_length(), 1) * abs(right) > _MOST_BITS < abs(right):
            raise TooLarge("a number without end")


def _round(number):
    return f"{float(number):.3g}" if number < 10**300 else "endlessly many"


def _check_types(values, recorded):
    largest = max([_LARGEST_CELL, *(array.dtype.itemsize for array in recorded)])
    for value in values:
        if isinstance(value, str) and len(value) < 40:
            try:
                value = np.dtype(value)
            except (TypeError, ValueError, SyntaxError):
                continue
        if isinstance(value, np.dtype) and value.itemsize > largest:
            raise TooLarge(f"cells of {value.itemsize} bytes")


def _reckoner(name, kind):
    if kind == "ufunc.outer":
        return _outer
    if kind.startswith("ufunc."):
        return None
    if kind == "ufunc":
        signature = getattr(getattr(np, name, None), "signature", None)
        return _general(signature) if signature else _broadcast
    return _RECKONERS.get(name)


def _size(value):
    return int(np.size(value))


def _cells(shape):
    return math.prod(abs(int(length)) for length in np.ravel(shape).tolist())


def _both(cells):
    """What is made in as many steps as it has cells."""
    return cells, cells


def _flat(values):
    for value in values:
        if isinstance(value, (list, tuple)):
            yield from _flat(value)
        elif isinstance(value, (np.ndarray, np.generic)):
            yield value


def _broadcast(*args, **kwargs):
    """Arrays spread over one another."""
    shapes = map(np.shape, _flat((*args, *kwargs.values())))
    return math.prod(np.broadcast_shapes(*shapes)), 0


def _general(signature):
    """Spread likewise but for the last axes, which the signature names."""
    inputs, outputs = (
        [part.replace("?", "").split(",") for part in re.findall(r"\((.*?)\)", side)]
        for side in signature.split("->")
    )

    def reckon(*args, **kwargs):
        lengths, around = {}, []
        for names, array in zip(inputs, args):
            shape = np.shape(array)
            kept = names if len(shape) >= len(names) else names[: len(shape)]
            lengths.update(zip(kept, shape[len(shape) - len(kept) :]))
            around.append(shape[: len(shape) - len(kept)])
        many = math.prod(np.broadcast_shapes(*around))
        made = (lengths.get(name, 1) for names in outputs for name in names)
        return many * math.prod(made), 0

    return reckon


def _outer(a, b, *args, **kwargs):
    return _both(_size(a) * _size(b))


def _dot(a, b, *args, **kwargs):
    shared = max(1, np.shape(a)[-1] if np.ndim(a) else 1)
    if not (np.ndim(a) and np.ndim(b)):
        return _size(a) * _size(b), 0
    return (_size(a) // shared) * (_size(b) // shared), 0


def _contracted(a, b, axes=2):
    left, right = np.shape(a), np.shape(b)
    if np.ndim(axes) == 0:
        first, second = range(len(left) - int(axes), len(left)), range(int(axes))
    else:
        first, second = (np.ravel(axis).tolist() for axis in axes)
    gone = [
        math.prod(one[int(k)] for k in axes)
        for one, axes in ((left, first), (right, second))
    ]
    return (_size(a) // max(1, gone[0])) * (_size(b) // max(1, gone[1])), 0


def _shaped(shape, *args, **kwargs):
    return _both(_cells(shape))


def _resized(a, new_shape):
    return _both(_cells(new_shape))


def _like(a, *args, shape=None, **kwargs):
    return _both(_size(a) if shape is None else _cells(shape))


def _ranged(start, stop=None, step=1, **kwargs):
    if stop is None:
        start, stop = 0, start
    return _both(max(0, math.ceil((float(stop) - float(start)) / float(step))))


def _spaced(start, stop, num=50, *args, **kwargs):
    return _both(int(num) * max(_size(start), _size(stop)))


def _square(N, M=None, *args, **kwargs):
    return _both(int(N) * int(N if M is None else M))


def _triangle(n, k=0, m=None):
    return _square(n, m)


def _identity(n, *args, **kwargs):
    return _square(n)


def _counts(n, *args, **kwargs):
    return _both(int(n))


def _repeated(a, repeats, *args, **kwargs):
    counts = [int(count) for count in np.ravel(repeats)]
    if len(counts) == 1:
        return _both(counts[0] * _size(a))
    return _both(sum(counts) * max(1, _size(a) // max(1, len(counts))))


def _tiled(A, reps):
    return _both(_cells(reps) * _size(A))


def _padded(array, pad_width, *args, **kwargs):
    widths = np.broadcast_to(np.asarray(pad_width, object), (np.ndim(array), 2))
    sides = zip(np.shape(array), widths.tolist())
    return _both(math.prod(length + int(a) + int(b) for length, (a, b) in sides))


def _diagonal(v, k=0):
    return _both(0 if np.ndim(v) == 2 else (_size(v) + abs(int(k))) ** 2)


def _flat_diagonal(v, k=0):
    return _both((_size(v) + abs(int(k))) ** 2)


def _indices(dimensions, *args, **kwargs):
    return _both(_cells(dimensions) * _size(dimensions))


def _diagonal_indices(n, ndim=2):
    return _both(int(n) * int(ndim))


def _meshed(*args, **kwargs):
    return _both(math.prod(map(_size, args)) * len(args))


def _powers(x, N=None, *args, **kwargs):
    return _both(_size(x) * int(_size(x) if N is None else N))


def _counted(x, weights=None, minlength=0):
    return _both(max(int(np.max(x)) if _size(x) else 0, int(minlength)))


def _binned(a, bins=10, *args, **kwargs):
    return _both(int(bins) if np.ndim(bins) == 0 and type(bins) is not str else 0)


def _pairs(m, y=None, rowvar=True, **kwargs):
    def rows(one):
        return 1 if np.ndim(one) < 2 else np.shape(one)[0 if rowvar else -1]

    return _both((rows(m) + (0 if y is None else rows(y))) ** 2)


def _singular(a, full_matrices=True, compute_uv=True, **kwargs):
    *many, rows, columns = np.shape(a)
    whole = full_matrices and compute_uv
    return _both(math.prod(many) * (rows * rows + columns * columns) if whole else 0)


def _orthogonal(a, mode="reduced"):
    *many, rows, _ = np.shape(a)
    return _both(math.prod(many) * rows * rows if mode == "complete" else 0)


def _transformed(a, n=None, *args, **kwargs):
    n = kwargs.get("s", n)
    if n is None:
        return _both(2 * _size(a))  # of the real ones the inverse has twice
    lengths = np.ravel(n).tolist()
    gone = math.prod(np.shape(a)[-len(lengths) :])
    return _both(_cells(lengths) * max(1, _size(a) // max(1, gone)))


def _differences(a, n=1, *args, **kwargs):
    return 0, int(n)


def _slid(a, v, *args, **kwargs):
    return _size(a) + _size(v), _size(a) * _size(v)


def _polynomial(p, x):
    return _size(x), _size(p) * _size(x)


def _summed(subscripts, *operands, **kwargs):
    """Each letter goes through its length, all letters through all."""
    inputs, arrow, output = str(subscripts).replace(" ", "").partition("->")
    if "." in inputs:
        every = math.prod(max(1, _size(one)) for one in operands)
        return 0, every
    lengths = {}
    for letters, array in zip(inputs.split(","), operands):
        lengths.update(zip(letters, np.shape(array)))
    if not arrow:
        output = "".join(letter for letter in lengths if inputs.count(letter) == 1)
    made = math.prod(lengths[letter] for letter in output)
    return made, math.prod(lengths.values())


def _taken(a, indices, axis=None, *args, **kwargs):
    along = 1 if axis is None else max(1, np.shape(a)[int(axis)])
    return (_size(indices) * (1 if axis is None else _size(a) // along)), 0


def _indexed(array, index):
    """Cells of which arrays tell the places, along axes that they stand for."""
    index = index if isinstance(index, tuple) else (index,)
    places = [np.asarray(one) if isinstance(one, list) else one for one in index]
    used = sum(_axes_of(one) for one in places)
    shape, around, kept = list(np.shape(array)), [], 1
    for one in places:
        if one is Ellipsis:
            free = len(np.shape(array)) - used
            kept *= math.prod(shape[:free])
            del shape[:free]
        elif isinstance(one, np.ndarray):
            if one.dtype != bool:
                around.append(one.shape)
            else:
                kept *= max(1, one.size)
            del shape[: _axes_of(one)]
        elif isinstance(one, slice):
            kept *= shape.pop(0)
        elif one is not None:
            shape.pop(0)
    return math.prod(np.broadcast_shapes(*around)) * kept * math.prod(shape), 0


def _axes_of(place):
    if place is None or place is Ellipsis:
        return 0
    is_mask = isinstance(place, np.ndarray) and place.dtype == bool
    return place.ndim if is_mask else 1


_RECKONERS = {
    **dict.fromkeys(("full", "zeros", "ones", "empty"), _shaped),
    **dict.fromkeys(("full_like", "zeros_like", "ones_like", "empty_like"), _like),
    **dict.fromkeys(("outer", "kron", "linalg.outer"), _outer),
    **dict.fromkeys(("dot", "inner"), _dot),
    **dict.fromkeys(("tensordot", "linalg.tensordot"), _contracted),
    **dict.fromkeys(("linspace", "logspace"), _spaced),
    **dict.fromkeys(("eye", "tri"), _square),
    **dict.fromkeys(("tril_indices", "triu_indices"), _triangle),
    **dict.fromkeys(("fft.fftfreq", "fft.rfftfreq"), _counts),
    **dict.fromkeys(("cov", "corrcoef"), _pairs),
    **dict.fromkeys(("convolve", "correlate"), _slid),
    **dict.fromkeys(("ix_", "meshgrid"), _meshed),
    **dict.fromkeys(
        ("where", "clip", "isclose", "allclose", "array_equiv", "select", "choose"),
        _broadcast,
    ),
    **{
        f"fft.{name}": _transformed
        for name in "fft ifft rfft irfft hfft ihfft fft2 ifft2 rfft2 irfft2 "
        "fftn ifftn rfftn irfftn".split()
    },
    "linalg.matmul": _general("(n,k),(k,m)->(n,m)"),
    "linalg.vecdot": _general("(n),(n)->()"),
    "linalg.svd": _singular,
    "linalg.qr": _orthogonal,
    "arange": _ranged,
    "bincount": _counted,
    "diag": _diagonal,
    "diagflat": _flat_diagonal,
    "diag_indices": _diagonal_indices,
    "diff": _differences,
    "einsum": _summed,
    "getitem": _indexed,
    "histogram": _binned,
    "identity": _identity,
    "indices": _indices,
    "pad": _padded,
    "polyval": _polynomial,
    "repeat": _repeated,
    "resize": _resized,
    "take": _taken,
    "tile": _tiled,
    "vander": _powers,
}
