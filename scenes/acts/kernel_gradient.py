"""The gradient of kernels: windows, each times what goes back, added up."""

from functools import cached_property

import numpy as np

from scenes.acts import window_back_words
from scenes.acts import window_words as words
from scenes.acts.act import ActKind, Found, Moment
from scenes.acts.derived import products
from scenes.acts.first_stop import some_positions
from scenes.acts.window_acts import WindowAct, found_window, planned_window
from scenes.acts.window_back import (
    ADDED,
    FLOWN,
    LIT,
    MOST_SUMMED,
    MULTIPLIED,
    BackPlayer,
)
from scenes.acts.window_board import flying, onto, rows_in, thirds
from scenes.acts.window_player import Where
from scenes.acts.window_values import border_of, kernels_of, picture_of, under_window
from scenes.reading import window_sums as sums
from scenes.stage import palette
from scenes.stage.chips import Chips
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box, ease
from scenes.stage.values import Values
from scenes.words.phrases import product_name

MOST_CHANNELS = 4  # that are written out
STRETCH = 1.7  # how wide cells with numbers may be, by their height


class KernelGradientAct(WindowAct):
    """Windows times what goes back, added up for each kernel."""

    kind = "kernel_gradient"


def recognise(moment: Moment) -> Found | None:
    """A gradient of kernels that begins with this operation."""
    window = found_window(moment, "kernel gradient")
    if window is None:
        return None
    return planned_window(
        KernelGradientAct,
        moment,
        window,
        title=window_back_words.kernels_title(window),
        lead=window_back_words.kernels_lead(window),
        outcome=window_back_words.strongest(window),
        step_name=window_back_words.kernels_step(),
    )


class KernelGradient(BackPlayer):
    """The picture, a window of it times a number, and the growing sums."""

    act: KernelGradientAct

    def build(self) -> None:
        window = self.window
        left, middle, right = thirds(self.stage, (0.34, 0.32, 0.34))
        self.source = picture_of(window)
        self.picture = self.bring(
            Maps(
                self.source,
                left,
                name=words.called(window.values["picture"]),
                note=words.sizes(self.source.shape[1:]),
            ),
            window.values["picture"],
        )
        self.picture.dashed = border_of(window)
        above, boxes, foot = _bench_boxes(middle, len(self.source.array))
        self.build_errors(above)
        self.bench = [
            self.bring(
                Maps(
                    self._under(0, 0),
                    boxes[0],
                    name=words.of_cells(window, 0, 0),
                    scale=self.picture.color_scale,
                    stretch=STRETCH,
                )
            ),
            self.bring(
                Maps(
                    self._product(0, 0),
                    boxes[1],
                    name=product_name(),
                    scale=self._scale(),
                    stretch=STRETCH,
                )
            ),
        ]
        self.arrow = self.bring(Label("→", boxes[2], size=34))
        self.number = self.label(foot)
        self.gradient = kernels_of(window, "map")
        self.whole = self.gradient.reshape(-1, *self.gradient.shape[2:])
        channels = self.gradient.shape[1]
        self.made = self.bring(
            Maps(
                self.whole,
                right,
                name=words.called(window.map),
                note=words.sizes(self.gradient.shape[2:]),
                labels=words.kernel_labels(len(self.gradient.array), channels),
                group=min(channels, MOST_CHANNELS),
                stretch=STRETCH,
            ),
            window.map,
        )
        self.chips = self.bring(Chips())

    def _under(self, row: int, column: int) -> Values:
        return under_window(self.source, self.window, row, column)[:MOST_CHANNELS]

    def _product(self, row: int, column: int) -> Values:
        under = self._under(row, column)
        error = self.errors[self.act.told][row : row + 1, column : column + 1]
        return Values(products(error.reshape(1, 1, 1).broadcast_to(under.shape), under))

    def _scale(self) -> palette.Scale:
        some = some_positions(self.window, self.slid.first)
        return palette.Scale.of(np.stack([self._product(*one).array for one in some]))

    @cached_property
    def _sums(self) -> np.ndarray | None:
        """(positions + 1, kernels, rows, columns) sums on their way."""
        window = self.window
        errors = window.laid("errors").astype(float)
        pictures = sums.framed(window.laid("picture").astype(float), window.fit.pad)
        if errors[0, 0].size * self.whole.array.size * len(errors) > MOST_SUMMED:
            return None
        views = sums.windows_of(pictures, window.fit.size, window.fit.step)
        views = views[:, :, : errors.shape[2], : errors.shape[3]]
        with np.errstate(all="ignore"):
            each = np.einsum("nfhw,nchwij->hwfcij", errors, views)
            each = each.reshape(-1, *self.whole.shape)
            added = np.concatenate([np.zeros_like(each[:1]), each.cumsum(axis=0)])
            if not np.allclose(added[-1], self.whole.array, equal_nan=True):
                added = added / len(errors)
        return added

    def stand(self, where: Where) -> None:
        row, column = where.row, where.column
        under, product = self.bench
        under.show(self._under(row, column))
        under.call(words.of_cells(self.window, row, column))
        product.show(self._product(row, column))
        share = ease(where.share, FLOWN, MULTIPLIED)
        product.reveal(int(share * product.values.array.size))
        is_on = where.begun and not where.over
        marks = dict.fromkeys(range(self.picture.count), self.window_mark(row, column))
        self.picture.outlined = marks if is_on else {}
        self.mark_error(where)
        self.number.text = (
            f"× {self.error_at(row, column)}"
            if is_on and where.looked_at and where.share >= FLOWN
            else ""
        )
        self._add_up(where)
        self.show_bench((*self.bench, self.arrow), where)
        self.chips.items = self._flying(where) if where.alone else ()

    def _add_up(self, where: Where) -> None:
        if where.over or self._sums is None:
            self.made.show(self.whole)
            each = self.whole.array[0].size
            self.made.revealed = np.full(self.made.count, each if where.over else 0)
            return
        self.made.show(Values(self._sums[where.done]))
        each = self.whole.array[0].size if where.done else 0
        self.made.revealed = np.full(self.made.count, each)

    def _flying(self, where: Where):
        down, across = self.window.fit.step
        place = where.row * down, where.column * across
        return (
            *flying(self.picture, self.bench[0], place, where.share / FLOWN),
            *onto(
                self.bench[1],
                self.made,
                (0, 0),
                (where.share - ADDED) / (LIT - ADDED),
                first=self.act.told * self.gradient.shape[1],
            ),
        )

    def position_words(self, row: int, column: int, *, is_first: bool) -> str:
        value = self.error_at(row, column)
        if is_first:
            return window_back_words.weighed(self.window, row, column, value)
        return words.one_step(self.window, f"× {value}")

    def alike(self) -> str:
        return words.kernels_alike(len(self.gradient.array))


def _bench_boxes(box: Box, channels: int) -> tuple[Box, list[Box], Box]:
    """(where the errors stand; window, product and the sign; the number)."""
    if channels > 1:
        above, under, product, foot = rows_in(box, (0.3, 0.29, 0.29, 0.08))
        sign = Box(box.left - 46, product.top + 50, 40, 40)
        return above, [under, product, sign], foot
    above, below, foot = rows_in(box, (0.44, 0.44, 0.08))
    half = (below.width - 60) / 2
    under = Box(below.left, below.top, half, below.height)
    product = Box(below.right - half, below.top, half, below.height)
    sign = Box(under.right, below.top + below.height / 2, 60, 40)
    return above, [under, product, sign], foot


KIND = ActKind(KernelGradientAct, KernelGradient, recognise)
