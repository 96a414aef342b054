"""Where a window's cells meet a kernel's: their products, and the sum of these."""

from collections.abc import Sequence

import numpy as np

from scenes.acts import convolve_words
from scenes.acts import window_words as words
from scenes.acts.derived import products
from scenes.acts.window_board import rows_in
from scenes.acts.window_values import biases_of, of_first_image, under_window
from scenes.reading.sliding_window import SlidingWindow
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box, Part, ease
from scenes.stage.values import Values
from scenes.words.phrases import product_name

MOST_CHANNELS = 4  # whose products are written out
STRETCH = 1.7  # how wide cells with numbers may be, by their height
SUM, LONG_SUM = 420, 580  # design pixels of a sum beside its products; with a bias
FLOWN, MULTIPLIED, ADDED, LIT = 0.2, 0.56, 0.66, 0.9  # of a turn


class ConvolveBench:
    """The window's cells, a kernel's, their products and the sum.

    Args:
        box: where it stands.
        window: a convolution.
        source: (channels, rows, columns) of the picture.
        kernels: (filters, channels, rows, columns).
        scale: of the picture's colours.
        some: (row, column, filter) by whose products their colours are scaled.

    Attributes:
        parts: in the order they are drawn.
        window_part: of these what shows the window's cells.
        total: the Label of the sum.
    """

    def __init__(
        self,
        box: Box,
        window: SlidingWindow,
        source: Values,
        kernels: Values,
        scale: palette.Scale,
        some: Sequence[tuple[int, int, int]],
    ) -> None:
        self.window, self.source, self.kernels = window, source, kernels
        self.maps = of_first_image(window, "map").array
        channels = min(self.kernels.shape[1], MOST_CHANNELS)
        biases = biases_of(window)
        if words.is_flat(window):
            boxes, signs, total = _in_a_row(box, SUM if biases is None else LONG_SUM)
        else:
            boxes, signs, total = _bench_boxes(box, channels)
        self.planes = (
            Maps(
                self._under(0, 0),
                boxes[0],
                name=words.of_cells(self.window, 0, 0, self._channel(0)),
                scale=scale,
                stretch=STRETCH,
            ),
            Maps(
                self.kernels[0][:channels],
                boxes[1],
                name=words.of_kernel(window, 0),
                scale=palette.Scale.of(self.kernels.array),
                stretch=STRETCH,
            ),
            Maps(
                self._products(0, 0, 0),
                boxes[2],
                name=product_name(),
                scale=palette.Scale.of(
                    np.stack([self._products(*one).array for one in some])
                ),
                stretch=STRETCH,
            ),
        )
        self.window_part = self.planes[0]
        self.signs = [Label(text, at, size=34) for text, at in zip("×=", signs)]
        self.total = Label("", total, size=26, color=palette.POINTED, family="code")
        self.parts: list[Part] = [*self.planes, *self.signs, self.total]

    def _channel(self, index: int) -> int | None:
        """The one channel that a filter sees, or None: all."""
        return index if self.window.fit.by_channel else None

    def _under(self, row: int, column: int, index: int = 0) -> Values:
        cells = under_window(self.source, self.window, row, column)
        if self.window.fit.by_channel:
            return cells[index : index + 1]
        return cells[: min(self.kernels.shape[1], MOST_CHANNELS)]

    def _products(self, row: int, column: int, index: int) -> Values:
        channels = min(self.kernels.shape[1], MOST_CHANNELS)
        return Values(
            products(
                self.kernels[index][:channels],
                self._under(row, column, index),
                of=str(index),
            )
        )

    def total_of(self, row: int, column: int, index: int = 0) -> str:
        """The sum at a position, as it is written."""
        window = self.window
        cells = under_window(self.source, window, row, column).array
        if window.fit.by_channel:
            cells = cells[index : index + 1]
        with np.errstate(all="ignore"):
            plain = float((cells * self.kernels.array[index]).sum())
        biases = biases_of(window)
        return convolve_words.total(
            float(self.maps[index, row, column]),
            plain,
            None if biases is None else float(biases[index, row, column]),
            self.maps,
            is_cut=window.fit.is_cut,
        )

    def appear(self, share: float) -> None:
        """Let what is worked on appear as the first position needs it."""
        window, kernel, product = self.planes
        times, equals = self.signs
        window.set_opacity(ease(share, FLOWN * 0.8, FLOWN))
        for part in (kernel, times):
            part.set_opacity(ease(share, 0, FLOWN))
        for part in (product, equals):
            part.set_opacity(ease(share, FLOWN * 0.8, FLOWN * 1.2))
        self.total.set_opacity(1.0)

    def hide(self) -> None:
        """Show nothing of it."""
        for part in self.parts:
            part.set_opacity(0.0)

    def work(self, index: int, row: int, column: int, share: float) -> None:
        """Show a position of a filter, as far as its turn is, 0..1."""
        window, kernel, product = self.planes
        window.show(self._under(row, column, index))
        window.call(words.of_cells(self.window, row, column, self._channel(index)))
        kernel.show(self.kernels[index][: kernel.count])
        kernel.call(words.of_kernel(self.window, index))
        product.show(self._products(row, column, index))
        product.reveal(int(product.values.array.size * ease(share, FLOWN, MULTIPLIED)))
        mark = product.last_revealed() if 0 < share < MULTIPLIED else None
        for part in self.planes:
            part.outlined = {mark[0]: ((*mark[1:], 1, 1),)} if mark else {}
        self.total.text = (
            f"Σ = {self.total_of(row, column, index)}" if share >= MULTIPLIED else ""
        )


def _bench_boxes(box: Box, channels: int) -> tuple[list[Box], list[Box], Box]:
    """(where window, kernel and product stand; the signs; the sum)."""
    if channels > 1:
        window, kernel, product, total = rows_in(box, (0.3, 0.3, 0.3, 0.1), gap=10)
        signs = [Box(box.left - 44, one.top + 60, 40, 40) for one in (kernel, product)]
        return [window, kernel, product], signs, total
    top, below, total = rows_in(box, (0.43, 0.43, 0.14), gap=10)
    half = (box.width - 50) / 2
    window = Box(box.left, top.top, half, top.height)
    kernel = Box(box.right - half, top.top, half, top.height)
    product = Box(box.left + (box.width - half) / 2, below.top, half, below.height)
    times = Box(window.right, top.top + top.height / 2, 50, 40)
    equals = Box(product.left - 60, below.top + below.height / 2, 50, 40)
    return [window, kernel, product], [times, equals], total


def _in_a_row(box: Box, total: float) -> tuple[list[Box], list[Box], Box]:
    """The same, all side by side.

    Args:
        total: the width of the sum.
    """
    sign = 50
    wide = (box.width - 2 * sign - total) / 3
    boxes = [
        Box(box.left + index * (wide + sign), box.top, wide, box.height)
        for index in range(3)
    ]
    middle = box.top + box.height / 2
    signs = [Box(one.right, middle, sign, 40) for one in boxes[:2]]
    return boxes, signs, Box(box.right - total, middle, total, 40)
