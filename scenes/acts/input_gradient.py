"""Back through kernels to the picture: each number spreads its kernel."""

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
    blocks_filled,
)
from scenes.acts.window_board import onto, rows_in, thirds
from scenes.acts.window_player import Where
from scenes.acts.window_values import kernels_of, of_first_image
from scenes.reading import window_sums as sums
from scenes.stage import palette
from scenes.stage.chips import Chips
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box, ease
from scenes.stage.values import Values
from scenes.words.naming import in_a_row
from scenes.words.phrases import product_name

MOST_CHANNELS = 4  # that are written out
STRETCH = 1.7


class InputGradientAct(WindowAct):
    """Each number that goes back spreads its kernel over its window."""

    kind = "input_gradient"


def recognise(moment: Moment) -> Found | None:
    """The way back through kernels that begins with this operation."""
    window = found_window(moment, "input gradient")
    if window is None:
        return None
    return planned_window(
        InputGradientAct,
        moment,
        window,
        title=window_back_words.picture_title(window),
        lead=in_a_row(window_back_words.picture_lead(window), words.images(window)),
        outcome=window_back_words.strongest(window),
        step_name=window_back_words.picture_step(window),
    )


class InputGradient(BackPlayer):
    """What goes back, the kernel times one number of it, and the picture."""

    act: InputGradientAct

    def build(self) -> None:
        window = self.window
        left, middle, right = thirds(self.stage, (0.3, 0.32, 0.38))
        self.build_errors(left)
        self.kernels = kernels_of(window)
        kernel, product, foot = rows_in(middle, (0.44, 0.44, 0.08))
        name = words.called(window.values["kernels"])
        told = self.kernels[self.act.told][:MOST_CHANNELS]
        self.bench = [
            self.bring(
                Maps(
                    told,
                    kernel,
                    name=words.of_kernel(window, self.act.told),
                    note=words.sizes(told.shape[1:]),
                    stretch=STRETCH,
                    source=name,
                    start=self.act.told * self.kernels.shape[1],
                ),
                window.values["kernels"],
            ),
            self.bring(
                Maps(
                    self._product(0, 0),
                    product,
                    name=product_name(),
                    scale=self._scale(),
                    stretch=STRETCH,
                )
            ),
        ]
        self.arrow = self.bring(
            Label("↓", Box(middle.left - 50, product.top - 20, 40, 40), size=34)
        )
        self.number = self.label(foot)
        self.whole = of_first_image(window, "map")
        self.made = self.bring(
            Maps(
                self.whole,
                right,
                name=words.called(window.map),
                note=words.sizes(self.whole.shape[1:]),
            ),
            window.map,
        )
        self.chips = self.bring(Chips())

    def _product(self, row: int, column: int) -> Values:
        told = self.kernels[self.act.told][:MOST_CHANNELS]
        error = self.errors[self.act.told][row : row + 1, column : column + 1]
        return Values(products(error.reshape(1, 1, 1).broadcast_to(told.shape), told))

    def _scale(self) -> palette.Scale:
        some = some_positions(self.window, self.slid.first)
        return palette.Scale.of(np.stack([self._product(*one).array for one in some]))

    def _so_far(self, done: int) -> Values | None:
        """The picture's sums after so many positions; None: too many to say."""
        errors = self.errors.array.astype(float)
        kernels = self.kernels.array
        if errors.size * kernels[0].size > MOST_SUMMED:
            return None
        passed = np.arange(errors[0].size).reshape(errors[0].shape) < done
        (rows, columns), (down, across) = self.whole.shape[1:], self.window.fit.pad
        with np.errstate(all="ignore"):
            added = sums.spread(
                np.where(passed, errors, 0)[None],
                kernels,
                self.window.fit.step,
                (rows + 2 * down, columns + 2 * across),
            )[0]
        return Values(added[:, down : down + rows, across : across + columns])

    def stand(self, where: Where) -> None:
        row, column = where.row, where.column
        product = self.bench[1]
        product.show(self._product(row, column))
        share = ease(where.share, FLOWN, MULTIPLIED)
        product.reveal(int(share * product.values.array.size))
        is_on = where.begun and not where.over
        self.mark_error(where)
        self.number.text = (
            f"× {self.error_at(row, column)}"
            if is_on and where.looked_at and where.share >= FLOWN
            else ""
        )
        top, left = self.window.place(row, column)
        mark = ((top, left, *self.window.fit.size),)
        marks = dict.fromkeys(range(self.made.count), mark)
        self.made.outlined = marks if is_on and where.share >= ADDED else {}
        self._add_up(where)
        self.show_bench((product, self.arrow), where)
        self.chips.items = self._flying(where) if where.alone else ()

    def _add_up(self, where: Where) -> None:
        rows, columns = self.whole.shape[1:]
        so_far = None if where.over else self._so_far(where.done)
        self.made.show(self.whole if so_far is None else so_far)
        self.made.filled = (
            None if where.over else blocks_filled(self.window, where.done, rows)
        )

    def _flying(self, where: Where):
        place = self.window.place(where.row, where.column)
        return onto(
            self.bench[1], self.made, place, (where.share - ADDED) / (LIT - ADDED)
        )

    def position_words(self, row: int, column: int, *, is_first: bool) -> str:
        value = self.error_at(row, column)
        if is_first:
            return window_back_words.spread(self.window, row, column, value)
        return words.one_step(self.window, f"× {value}")

    def alike(self) -> str:
        return words.maps_alike(len(self.errors.array))


KIND = ActKind(InputGradientAct, InputGradient, recognise)
