"""Read an array of numbers or text from a .npy file that may be damaged."""

import errno
import os
import stat
import struct
import tokenize

import numpy as np

_PLAIN = "biufcUS"  # kinds of cells that are nothing but themselves
_LARGEST_HEADER = 10_000  # bytes; NumPy parses it as Python
# What NumPy answers damage with, from its header's parser on.
_DAMAGE = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    RecursionError,
    SyntaxError,
    EOFError,
    struct.error,
    tokenize.TokenError,
)


class DamagedArray(ValueError):
    """A file, or a part of one, that is no array: why."""


def read_plain(file, size):
    """Return the array in an open binary file.

    Args:
        file: at the start of the .npy format; read to the array's end.
        size: how many bytes the file has from there: the array's and no more.

    Raises:
        DamagedArray: it is none, or of other cells, or longer or shorter;
            no more memory is taken before that is known.
    """
    try:
        version = np.lib.format.read_magic(file)
        readers = {
            (1, 0): np.lib.format.read_array_header_1_0,
            (2, 0): np.lib.format.read_array_header_2_0,
        }
        if version not in readers:
            raise DamagedArray(f"version {version} of the format is unknown")
        shape, is_fortran, dtype = readers[version](
            file, max_header_size=_LARGEST_HEADER
        )
        if dtype.kind not in _PLAIN or dtype.hasobject:
            raise DamagedArray(f"cells of {dtype} are not plain")
        needed = int(np.prod(shape, dtype=object)) * dtype.itemsize
        if needed != size - file.tell():
            raise DamagedArray(
                f"{size - file.tell()} bytes are no {dtype} of {shape!s:.60}"
            )
        array = np.frombuffer(file.read(needed), dtype)
        return array.reshape(shape[::-1]).T if is_fortran else array.reshape(shape)
    except DamagedArray:
        raise
    except _DAMAGE as error:
        raise DamagedArray(f"{type(error).__name__}: {error!s:.200}") from error


def read_plain_file(path, most_bytes):
    """Return the array in a .npy file; see `read_plain`.

    Raises:
        DamagedArray: likewise, or the file is larger than `most_bytes`, or no
            regular file, as a pipe that nobody writes to.
        OSError: it cannot be read.
    """
    with open_regular(path) as file:
        size = os.fstat(file.fileno()).st_size
        if size > most_bytes:
            raise DamagedArray(f"{size} bytes are more than {most_bytes}")
        return read_plain(file, size)


def open_regular(path):
    """Open a regular file for reading, whose end is known: not a device, a
    pipe or a folder, and without waiting for one.

    Raises:
        OSError: it is none, or cannot be read.
    """
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "it is no regular file", str(path))
    return open(path, "rb")
