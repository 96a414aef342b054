"""An array as a page is given it, with every digit of its cells."""

import base64

import numpy as np

SENT = "f8", "f4", "i8", "u8"  # types that a page reads; float64 holds others


def described(array):
    """A dict that JSON can hold.

    shape   a list
    kind    NumPy's "f8", "f4", "i8", ...
    sent    the type in which the cells stand in `data`, of SENT
    data    the cells, little-endian, in base64
    texts   the decimals of each cell, where those of `sent` are others
    """
    kind = array.dtype.str.lstrip("<>|=")
    sent = kind if kind in SENT else "f8"
    with np.errstate(over="ignore"):  # texts have what float64 cannot hold
        data = array.astype(f"<{sent}").tobytes()
    told = {
        "shape": list(array.shape),
        "kind": kind,
        "sent": sent,
        "data": base64.b64encode(data).decode(),
    }
    if array.dtype.kind == "f" and sent != kind:
        told["texts"] = [_written(cell) for cell in array.flat]
    return told


def _written(cell):
    """The fewest digits that mean this cell in its own type, as Python sets
    them: str() of a float16 gives 2048 as 2.048e+03."""
    return (
        repr(float(np.format_float_scientific(cell)))
        if cell.dtype == np.float16
        else str(cell)
    )
