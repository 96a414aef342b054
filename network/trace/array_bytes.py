"""Arrays as bytes: which can be kept, and the hash that names their content.

The bytes of an array are its cells in C order, each little-endian, whatever
the array's own byte order; dtype and shape stand beside them. Of an extended
float, 16 bytes of which x86 computes with 10, the others are zero.
"""

import functools
import hashlib
import re
import sys

import numpy as np
from numpy import array as new_array
from numpy import frombuffer

# Booleans, integers, floats, complex numbers, times, byte and text strings:
# cells that are their bytes. Objects and records are not, and never unpickled.
_KEPT = re.compile(r"[<>|](?:[biufc]\d{1,2}|[SU]\d{1,6}|[mM]8(?:\[\w+\])?)")
# A row of the file's database has less than 10^9 bytes.
MOST_BYTES = 999_000_000
_COPIED_BYTES = 4096  # to copy fewer takes less than to hash in two parts
_LITTLE_ENDIAN = sys.byteorder == "little"
# dtype.byteorder of cells that stand in memory as they are kept.
IN_ORDER = "|<=" if _LITTLE_ENDIAN else "|<"
EXTENDED = "gG"  # dtype.char of the long double, real and complex
_EXTENDED_BYTES = np.dtype(np.longdouble).itemsize
_USED_BYTES = 10 if np.finfo(np.longdouble).nmant == 63 else _EXTENDED_BYTES


def can_keep(dtype):
    """Tell whether a dtype's cells can be kept as bytes."""
    return _KEPT.fullmatch(dtype.str) is not None and dtype.itemsize > 0


def dtype_from_text(text):
    """Return the dtype that `dtype.str` wrote; ValueError for any other."""
    if not _KEPT.fullmatch(text):
        raise ValueError(f"dtype {text!r} is none that a trace keeps")
    try:
        return np.dtype(text)
    except TypeError as error:
        raise ValueError(f"dtype {text!r} is unknown here") from error


def frozen_copy(array):
    """Return a read-only copy in C order, 0-d for scalars."""
    copy = new_array(array, order="C", subok=False)
    if copy.dtype.char in EXTENDED:
        return frombuffer(cell_bytes(copy), copy.dtype).reshape(copy.shape)
    copy.flags.writeable = False
    return copy


def cell_bytes(array):
    """Return the cells of an array or scalar in C order and its byte order.

    NumPy leaves what it finds in memory in the bytes of an extended float
    that are no part of the number; here they are zero.
    """
    if array.dtype.char not in EXTENDED:
        return array.tobytes()
    cells = new_array(array, order="C", subok=False).reshape(-1)
    cells = cells.view(np.uint8).reshape(-1, _EXTENDED_BYTES)
    # Only processors that are little-endian have such bytes.
    unused = (
        slice(0, _EXTENDED_BYTES - _USED_BYTES)
        if array.dtype.byteorder == ">"
        else slice(_USED_BYTES, None)
    )
    cells[:, unused] = 0
    return cells.tobytes()


def to_bytes(array):
    """Return a C-ordered array's cells as a little-endian buffer."""
    if array.dtype.byteorder == ">" or not _LITTLE_ENDIAN:
        array = array.astype(array.dtype.newbyteorder("<"))
    if array.ndim and array.size and array.dtype.char in "bBhHiIlLqQfd":
        return array.data  # the array itself, not a copy
    return array.tobytes()


def from_bytes(data, dtype, shape):
    """Return the read-only array of a dtype and shape that bytes hold.

    Raises:
        ValueError: the bytes are too few or too many for the shape.
    """
    count = 1
    for length in shape:
        count *= length
    if min(shape, default=0) < 0 or count * dtype.itemsize != len(data):
        raise ValueError(f"{len(data)} bytes are no {shape} of {dtype}")
    array = frombuffer(data, dtype.newbyteorder("<")).reshape(shape)
    array = array.astype(dtype, copy=False)
    array.flags.writeable = False
    return array


def digest_of(array):
    """Return the hash of a C-ordered array's dtype, shape and content.

    SHA-256 because processors compute it: 71 us for 20 x 784 float64, where
    BLAKE2b takes 177 us. Half of its digits are enough to tell arrays apart.
    """
    hashed = hashlib.sha256(_head(array.dtype, array.shape))
    hashed.update(to_bytes(array))
    return hashed.hexdigest()[:32]


def digest_of_cells(dtype, shape, data):
    """Return `digest_of` of the array that has these cells, as `cell_bytes`
    gives them."""
    head, data = _head(dtype, shape), cells_as_kept(dtype, data)
    if len(data) < _COPIED_BYTES:
        return hashlib.sha256(head + data).hexdigest()[:32]
    hashed = hashlib.sha256(head)
    hashed.update(data)
    return hashed.hexdigest()[:32]


def cells_as_kept(dtype, data):
    """Return what `cell_bytes` gave, little-endian."""
    if dtype.byteorder in IN_ORDER:
        return data
    return to_bytes(frombuffer(data, dtype)) if data else data


@functools.lru_cache(1000)
def dtype_text(dtype):
    """Return `dtype.str`, which NumPy takes its time to make."""
    return dtype.str


@functools.lru_cache(1000)
def _head(dtype, shape):
    return f"{dtype.str}{shape}".encode()
