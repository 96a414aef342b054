"""Cells as they are shown: of which array, whole or as means of blocks."""

import hashlib
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import Any

import numpy as np

from scenes.arrays import shapes as arrange
from scenes.stage.sources import Given, Source

_COARSE_KEPT = 4


class Values:
    """Cells that are shown, and which of which array they are.

    What is shown is never changed, so never copied. Parts of it, and other
    layouts, are cells of the same source.

    Args:
        source: a sources.Source, such as a network.trace.Value, or an array;
            of real numbers or booleans, complex ones are refused.

    Attributes:
        source: the sources.Source that the cells are of.
        array: the cells as float64, read-only.
    """

    source: Source
    array: np.ndarray

    def __init__(self, source: Any) -> None:
        if not hasattr(source, "array"):
            source = Given(np.array(source))
            source.array.flags.writeable = False
        array = source.array
        if array.dtype.kind not in "biuf":
            raise TypeError(
                f"expected real numbers to show, got dtype {array.dtype}; "
                "show the real and the imaginary part apart"
            )
        self._set(source, array.astype(np.float64, copy=False), None)

    def _set(self, source: Source, array: np.ndarray, flats: np.ndarray | None) -> None:
        self.source, self._flats = source, flats
        self.array = array.view()
        self.array.flags.writeable = False
        self._coarse: dict = {}
        self._parts: dict = {}

    @classmethod
    def of(cls, values: Any) -> "Values":
        """The Values of a source or an array; a Values is that already."""
        return values if isinstance(values, cls) else cls(values)

    @classmethod
    def laid_out(
        cls, values: Any, layout: Callable[[np.ndarray], np.ndarray]
    ) -> "Values":
        """The Values of rows and columns or sheets: what an array or Values
        is already, and a recorded value as a layout lays it out.

        Args:
            layout: arrange.as_grid or arrange.as_sheets.
        """
        shown = cls.of(values)
        return (
            shown
            if shown is values or shown.source is not values
            else shown.laid(layout)
        )

    def __deepcopy__(self, memo: dict) -> "Values":
        return self

    @cached_property
    def key(self) -> Hashable:
        """What is the same for all that look alike: shape and content."""
        return self.array.shape, hashlib.blake2b(
            np.ascontiguousarray(self.array).data, digest_size=16
        ).digest()

    @cached_property
    def flats(self) -> np.ndarray:
        """Where each cell stands in the source: flat indices, shaped as the
        array is."""
        return (
            np.arange(self.array.size).reshape(self.array.shape)
            if self._flats is None
            else self._flats
        )

    @property
    def exact(self) -> np.ndarray:
        """The cells in the source's own type, shaped as the array is."""
        whole = self.source.array
        return whole if self._flats is None else whole.reshape(-1)[self._flats]

    @property
    def shape(self) -> tuple[int, ...]:
        return self.array.shape

    def laid(self, layout: Callable[[np.ndarray], np.ndarray]) -> "Values":
        """The same cells, or some of them, as a layout arranges an array."""
        laid = Values.__new__(Values)
        laid._set(
            self.source, np.asarray(layout(self.array)), np.asarray(layout(self.flats))
        )
        return laid

    def __getitem__(self, index: Any) -> "Values":
        """Some of the cells, by any index of NumPy's; a sheet or row that is
        asked for again is the same object."""
        if not isinstance(index, int):
            return self.laid(lambda array: array[index])
        if index not in self._parts:
            self._parts[index] = self.laid(lambda array: array[index])
        return self._parts[index]

    def reshape(self, *shape: int) -> "Values":
        return self.laid(lambda array: array.reshape(*shape))

    def ravel(self) -> "Values":
        return self.reshape(-1)

    def broadcast_to(self, shape: tuple[int, ...]) -> "Values":
        return self.laid(lambda array: np.broadcast_to(array, shape))

    def grid(self) -> "Values":
        """As rows and columns, as arrange.as_grid lays them out."""
        return self.laid(arrange.as_grid)

    def sheets(self) -> "Values":
        """As sheets of rows and columns, as arrange.as_sheets has them."""
        return self.laid(arrange.as_sheets)

    @cached_property
    def steps(self) -> tuple[int, tuple[int, ...]] | None:
        """(flat index of the first cell, how far the next one is along each
        axis), or None where the cells do not stand in equal steps."""
        return equal_steps(self.flats)

    def coarse(
        self, rows: int, columns: int, scale: Any
    ) -> tuple[np.ndarray, tuple[int, int], np.ndarray]:
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


def equal_steps(flats: np.ndarray) -> tuple[int, tuple[int, ...]] | None:
    """(first, step along each axis) of indices, or None: not in equal ones.

    Args:
        flats: integer array of any shape; along an axis of one or none the
            step is 0.
    """
    if not flats.size:
        return None
    first = int(flats.flat[0])
    steps = tuple(
        int(np.take(flats, 1, axis).flat[0]) - first if length > 1 else 0
        for axis, length in enumerate(flats.shape)
    )
    places: Any = np.indices(flats.shape, sparse=True)
    expected = first + sum(step * place for step, place in zip(steps, places))
    return (
        (first, steps)
        if np.array_equal(np.broadcast_to(expected, flats.shape), flats)
        else None
    )


def block_of(shape: tuple[int, ...], rows: int, columns: int) -> tuple[int, int]:
    """How many values a cell is the mean of, along both axes."""
    high, wide = (
        max(1, -(-have // max(1, most))) for have, most in zip(shape, (rows, columns))
    )
    return high, wide


def averaged(
    values: np.ndarray, rows: int, columns: int
) -> tuple[np.ndarray, tuple[int, int]]:
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
        values = (
            sums / counts.reshape([-1 if k == axis else 1 for k in range(2)]) * share
        )
    return values, block
