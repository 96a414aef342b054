"""A convolution: kernels slide over a picture, each makes a map.

At the first position the window's cells meet the kernel's, number by number;
their sum lights its cell of the map. Then the window goes on, faster and
faster, and all maps fill.
"""

from scenes.acts import convolve_words
from scenes.acts import window_words as words
from scenes.acts.act import ActKind, Found, Moment
from scenes.acts.convolve_bench import ADDED, FLOWN, LIT, MULTIPLIED, ConvolveBench
from scenes.acts.window_acts import WindowAct, found_window, planned_window
from scenes.acts.window_board import flying, one_flying, rows_in, thirds
from scenes.acts.window_player import Where, WindowPlayer
from scenes.acts.window_values import border_of, kernels_of, of_first_image, picture_of
from scenes.stage.chips import Chips
from scenes.stage.maps import Maps
from scenes.stage.part import Box

MOST_KERNELS = 24  # that stand above their maps


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

    FOUND = MULTIPLIED

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
        self.bench = ConvolveBench(
            middle,
            window,
            self.source,
            self.kernels,
            self.picture.color_scale,
            list(self.some_cells()),
        )
        for part in self.bench.parts:
            self.bring(part)
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

    def stand(self, where: Where) -> None:
        self.maps.revealed = self.revealed(where, self.maps.count)
        self._mark(where)
        self.bench.work(where.index, where.row, where.column, where.share)
        if where.looked_at:
            self.bench.appear(where.share if where.is_first else 1.0)
        else:
            self.bench.hide()
        self.chips.items = (
            self._flying(where.row, where.column, where.share) if where.alone else ()
        )

    def _mark(self, where: Where) -> None:
        index, lit = where.index, where.begun and where.share >= ADDED
        place = self.window_mark(where.row, where.column)
        grids = range(self.picture.count)
        if self.window.fit.by_channel:
            grids = range(index, index + 1)
        self.picture.outlined = dict.fromkeys(grids, place) if where.begun else {}
        self.maps.outlined = {index: ((where.row, where.column, 1, 1),)} if lit else {}
        if self.strip is not None:
            channels = self.kernels.shape[1]
            told = range(index * channels, (index + 1) * channels)
            whole = ((0, 0, *self.window.fit.size),)
            self.strip.outlined = dict.fromkeys(told, whole) if where.begun else {}

    def _flying(self, row: int, column: int, share: float):
        down, across = self.window.fit.step
        color = self.maps.cell_color(0, row, column)
        middle = self.bench.total.box
        start = Box(middle.left + middle.width / 2 - 20, middle.top, 40, 30)
        return (
            *flying(
                self.picture,
                self.bench.window_part,
                (row * down, column * across),
                share / FLOWN if share else 0.0,
                gaps=self.window.fit.gaps,
            ),
            *one_flying(
                start,
                self.maps.cell_box(0, row, column),
                color,
                (share - ADDED) / (LIT - ADDED),
            ),
        )

    def first_words(self, row: int, column: int) -> str:
        return convolve_words.met(self.window, row, column)

    def position_words(self, row: int, column: int, *, is_first: bool) -> str:
        total = self.bench.total_of(row, column)
        if is_first:
            return convolve_words.added(self.window, row, column, total)
        return words.one_step(self.window, total)


KIND = ActKind(ConvolveAct, Convolve, recognise)
