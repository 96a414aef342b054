"""Arrays as they are shown: whole, or as means of blocks of cells."""

import hashlib

import numpy as np

_COARSE_KEPT = 4


class Values:
    """An array that is shown: never changed, so never copied.

    Args:
        array: of real numbers or booleans; complex ones are refused.
    """

    def __init__(self, array):
        array = np.asarray(array)
        if array.dtype.kind not in "biuf":
            raise TypeError(
                f"expected real numbers to show, got dtype {array.dtype}; "
                "show the real and the imaginary part apart")
        self.array = array.astype(np.float64)
        self.array.flags.writeable = False
        self.key = (array.shape, hashlib.blake2b(
            np.ascontiguousarray(self.array).data, digest_size=16).digest())
        self._coarse = {}

    @classmethod
    def of(cls, values):
        """The Values of an array; a Values is that already."""
        return values if isinstance(values, cls) else cls(values)

    def __deepcopy__(self, memo):
        return self

    def coarse(self, rows, columns, scale):
        """What at most rows x columns cells show: (values, block, colours).

        As `averaged` and `scale.colors` give them, but made only once for
        each of the blocks that a moving matrix needs: a large one would take
        a fifth of a second in every frame. Not to be changed.
        """
        block = block_of(self.array.shape, rows, columns)
        key = (block, scale)
        if key not in self._coarse:
            if len(self._coarse) >= _COARSE_KEPT:
                self._coarse.pop(next(iter(self._coarse)))
            values, _ = averaged(self.array, rows, columns)
            self._coarse[key] = values, scale.colors(values)
        return self._coarse[key][0], block, self._coarse[key][1]


def block_of(shape, rows, columns):
    """How many values a cell is the mean of, along both axes."""
    return tuple(max(1, -(-have // max(1, most)))
                 for have, most in zip(shape, (rows, columns)))


def averaged(values, rows, columns):
    """Means of blocks so that at most rows x columns cells remain.

    Returns the smaller array and the block's (height, width) in values. The
    last blocks are the means of what is left.
    """
    block = block_of(values.shape, rows, columns)
    if block == (1, 1):
        return values, block
    for axis, step in enumerate(block):
        starts = np.arange(0, values.shape[axis], step)
        counts = np.diff(np.append(starts, values.shape[axis]))
        # A power of two, which changes no digit: no sum of what is finite
        # may overflow.
        share = 2.0 ** np.ceil(np.log2(step))
        with np.errstate(invalid="ignore"):  # of both infinities there is none
            sums = np.add.reduceat(values / share, starts, axis=axis)
        values = sums / counts.reshape([-1 if k == axis else 1
                                        for k in range(2)]) * share
    return values, block
