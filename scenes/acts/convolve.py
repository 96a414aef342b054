"""A convolution: kernels slide over a picture, each makes a map.

At the first position the window's cells meet the kernel's, number by number;
their sum lights its cell of the map. Then the window goes on, faster and
faster, and all maps fill.
"""

import numpy as np

from scenes.acts import convolve_words
from scenes.acts import window_words as words
from scenes.acts.act import ActKind, Found, Moment
from scenes.acts.derived import products
from scenes.acts.window_acts import WindowAct, found_window, planned_window
from scenes.acts.window_board import flying, one_flying, rows_in, thirds
from scenes.acts.window_player import Where, WindowPlayer
from scenes.acts.window_values import (
    biases_of,
    border_of,
    kernels_of,
    of_first_image,
    picture_of,
    under_window,
)
from scenes.stage import palette
from scenes.stage.chips import Chips
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box, ease
from scenes.stage.values import Values
from scenes.words.naming import said

MOST_CHANNELS = 4  # whose products are written out
MOST_KERNELS = 24  # that stand above their maps
STRETCH = 1.7  # how wide cells with numbers may be, by their height
FLOWN, MULTIPLIED, ADDED, LIT = 0.2, 0.56, 0.66, 0.9  # of a turn


class ConvolveAct(WindowAct):
    """Kernels slide over a picture."""

    kind = "convolve"


def recognise(moment: Moment) -> Found | None:
    """A convolution that begins with this operation."""
    window = found_window(moment, "convolution")
    if window is None:
        return None
    return planned_window(
        ConvolveAct,
        moment,
        window,
        title=convolve_words.title(window),
        lead=convolve_words.lead(window),
        outcome=convolve_words.outcome(window),
        step_name=convolve_words.step_name(""),
    )


class Convolve(WindowPlayer):
    """The picture, the window's cells times the kernel's, the maps."""

    act: ConvolveAct

    def build(self) -> None:
        window = self.window
        if words.is_flat(window):
            left, middle, right = rows_in(self.stage, (0.24, 0.5, 0.26))
        else:
            left, middle, right = thirds(self.stage, (0.34, 0.3, 0.36))
        self.source = picture_of(window)
        self.kernels = kernels_of(window)
        self.maps_array = of_first_image(window, "map")
        self.picture = self.bring(
            Maps(
                self.source,
                left,
                name=words.called(window.values["picture"]),
                note=words.sizes(self.source.shape[1:]),
            ),
            window.values["picture"],
            comes_as=window.values.get("original"),
        )
        self.picture.dashed = border_of(window)
        self._build_maps(right)
        self._build_bench(middle)
        self.chips = self.bring(Chips())

    def _build_maps(self, box: Box) -> None:
        filters, channels = self.kernels.shape[:2]
        is_shown = 1 < filters * channels <= MOST_KERNELS
        above, below = box, box
        if is_shown and words.is_flat(self.window):
            above = Box(box.left, box.top, box.width * 0.3, box.height)
            below = Box(above.right + 40, box.top, box.width * 0.7 - 40, box.height)
        elif is_shown:
            above, below = rows_in(box, (0.34, 0.66), gap=30)
        assert self.act.result is not None
        self.maps = self.bring(
            Maps(
                self.maps_array,
                below,
                name=self.act.result_name,
                note=words.sizes(self.maps_array.shape[1:]),
            ),
            self.act.result,
        )
        self.strip = None
        if is_shown:
            self.strip = self.bring(
                Maps(
                    self.kernels.reshape(-1, *self.kernels.shape[2:]),
                    above,
                    name=words.called(self.window.values["kernels"]),
                    note=words.sizes(self.kernels.shape[2:]),
                    labels=words.kernel_labels(filters, channels),
                    group=channels,
                ),
                self.window.values["kernels"],
            )

    def _build_bench(self, box: Box) -> None:
        channels = min(self.kernels.shape[1], MOST_CHANNELS)
        arranged = _in_a_row if words.is_flat(self.window) else _bench_boxes
        boxes, signs, total = arranged(box, channels)
        parts = (
            Maps(
                self._under(0, 0),
                boxes[0],
                name=words.of_cells(self.window, 0, 0),
                scale=self.picture.color_scale,
                stretch=STRETCH,
            ),
            Maps(
                self.kernels[0][:channels],
                boxes[1],
                name=self._kernel_name(0),
                scale=palette.Scale.of(self.kernels.array),
                stretch=STRETCH,
            ),
            Maps(
                self._products(0, 0, 0),
                boxes[2],
                name=said("product", "乘积"),
                scale=self._scale_of_products(),
                stretch=STRETCH,
            ),
        )
        self.bench = [self.bring(part) for part in parts]
        self.signs = [
            self.bring(Label(text, place, size=34)) for text, place in zip("×=", signs)
        ]
        self.total = self.bring(
            Label("", total, size=26, color=palette.AMBER, family="code")
        )

    def _kernel_name(self, index: int) -> str:
        name = words.called(self.window.values["kernels"])
        return name if len(self.kernels.array) == 1 else f"{name}[{index}]"

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

    def _scale_of_products(self) -> palette.Scale:
        row = range(0, self.window.positions[1], max(self.window.positions[1] // 8, 1))
        return palette.Scale.of(
            np.stack([self._products(0, column, 0).array for column in row])
        )

    def _total(self, row: int, column: int, index: int = 0) -> str:
        window = self.window
        cells = under_window(self.source, window, row, column).array
        if window.fit.by_channel:
            cells = cells[index : index + 1]
        with np.errstate(all="ignore"):
            plain = float((cells * self.kernels.array[index]).sum())
        biases = biases_of(window)
        return convolve_words.total(
            float(self.maps_array.array[index, row, column]),
            plain,
            None if biases is None else float(biases[index]),
            self.maps_array.array,
            is_cut=window.fit.is_cut,
        )

    def stand(self, where: Where) -> None:
        self.maps.revealed = self.revealed(where, self.maps.count)
        self._mark(where)
        self._work(where.index, where.row, where.column, where.share)
        if where.begun:
            self._show_bench(where.share if where.is_first else 1.0)
        else:
            for part in (*self.bench, *self.signs, self.total):
                part.set_opacity(0.0)
        self.chips.items = (
            self._flying(where.row, where.column, where.share) if where.alone else ()
        )

    def _show_bench(self, share: float) -> None:
        """Let what is worked on appear as the first position needs it."""
        window, kernel, product = self.bench
        times, equals = self.signs
        window.set_opacity(ease(share, FLOWN * 0.8, FLOWN))
        for part in (kernel, times):
            part.set_opacity(ease(share, 0, FLOWN))
        for part in (product, equals):
            part.set_opacity(ease(share, FLOWN * 0.8, FLOWN * 1.2))
        self.total.set_opacity(1.0)

    def _mark(self, where: Where) -> None:
        index, lit = where.index, where.begun and where.share >= ADDED
        place = self.window_mark(where.row, where.column)
        grids = range(self.picture.count)
        if self.window.fit.by_channel:
            grids = range(index, index + 1)
        self.picture.marks = dict.fromkeys(grids, place) if where.begun else {}
        self.maps.marks = {index: ((where.row, where.column, 1, 1),)} if lit else {}
        if self.strip is not None:
            channels = self.kernels.shape[1]
            told = range(index * channels, (index + 1) * channels)
            whole = ((0, 0, *self.window.fit.size),)
            self.strip.marks = dict.fromkeys(told, whole) if where.begun else {}

    def _work(self, index: int, row: int, column: int, share: float) -> None:
        window, kernel, product = self.bench
        window.show(self._under(row, column, index))
        window.name_text = words.of_cells(self.window, row, column)
        kernel.show(self.kernels[index][: kernel.count])
        kernel.name_text = self._kernel_name(index)
        product.show(self._products(row, column, index))
        product.reveal(int(product.values.array.size * ease(share, FLOWN, MULTIPLIED)))
        mark = product.last_revealed() if 0 < share < MULTIPLIED else None
        for part in self.bench:
            part.marks = {mark[0]: ((*mark[1:], 1, 1),)} if mark else {}
        self.total.text = (
            f"Σ = {self._total(row, column, index)}" if share >= MULTIPLIED else ""
        )

    def _flying(self, row: int, column: int, share: float):
        down, across = self.window.fit.step
        color = self.maps.cell_color(0, row, column)
        middle = self.total.box
        start = Box(middle.left + middle.width / 2 - 20, middle.top, 40, 30)
        return (
            *flying(
                self.picture,
                self.bench[0],
                (row * down, column * across),
                share / FLOWN if share else 0.0,
            ),
            *one_flying(
                start,
                self.maps.cell_box(0, row, column),
                color,
                (share - ADDED) / (LIT - ADDED),
            ),
        )

    def position_words(self, row: int, column: int, *, is_first: bool) -> str:
        total = self._total(row, column)
        if is_first:
            return convolve_words.added(self.window, row, column, total)
        return words.one_step(self.window, total)


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


def _in_a_row(box: Box, channels: int) -> tuple[list[Box], list[Box], Box]:
    """The same, all side by side."""
    sign, total = 50, 420
    wide = (box.width - 2 * sign - total) / 3
    boxes = [
        Box(box.left + index * (wide + sign), box.top, wide, box.height)
        for index in range(3)
    ]
    middle = box.top + box.height / 2
    signs = [Box(one.right, middle, sign, 40) for one in boxes[:2]]
    return boxes, signs, Box(box.right - total, middle, total, 40)


KIND = ActKind(ConvolveAct, Convolve, recognise)
