"""The gradient of biases: each map of what goes back, added up."""

from functools import cached_property

import numpy as np

from scenes.acts import window_back_words
from scenes.acts import window_words as words
from scenes.acts.act import ActKind, Found, Moment
from scenes.acts.forms import fitted
from scenes.acts.window_acts import WindowAct, found_window, planned_window
from scenes.acts.window_back import ADDED, LIT, BackPlayer
from scenes.acts.window_board import one_flying, thirds
from scenes.acts.window_player import Where
from scenes.acts.window_values import of_first_image
from scenes.stage.chips import Chips
from scenes.stage.label import Label
from scenes.stage.maps import Maps
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values

MOST_LABELS = 24


class BiasGradientAct(WindowAct):
    """Each map of what goes back is added up."""

    kind = "bias_gradient"


def recognise(moment: Moment) -> Found | None:
    """A gradient of biases that begins with this operation."""
    window = found_window(moment, "bias gradient")
    if window is None:
        return None
    return planned_window(
        BiasGradientAct,
        moment,
        window,
        title=window_back_words.biases_title(window),
        lead=window_back_words.biases_lead(window),
        outcome=window_back_words.strongest(window),
        step_name=window_back_words.biases_step(window),
    )


class BiasGradient(BackPlayer):
    """The maps, and the growing sum of each."""

    act: BiasGradientAct

    def build(self) -> None:
        window = self.window
        left, middle, right = thirds(self.stage, (0.66, 0.06, 0.28))
        self.errors = of_first_image(window, "errors")
        value = window.values["errors"]
        self.error_map = self.bring(
            Maps(
                self.errors,
                left,
                name=words.called(value),
                note=words.sizes(self.errors.shape[1:]),
            ),
            value,
        )
        self.bring(Label("Σ", middle, size=42))
        count = len(self.errors.array)
        self.whole = Values.of(window.map).reshape(count, 1)
        self.made = self.bring(
            MatrixPlane(
                self.whole,
                fitted((count, 1), Box(*_below_its_name(right))),
                name=words.called(window.map),
                note=" × ".join(map(str, window.map.shape)),
                row_labels=map(str, range(count)) if count <= MOST_LABELS else (),
            ),
            window.map,
        )
        self.chips = self.bring(Chips())

    @cached_property
    def _sums(self) -> np.ndarray:
        """(positions + 1, maps) sums on their way."""
        errors = self.window.laid("errors").astype(float)
        with np.errstate(all="ignore"):
            each = errors.sum(axis=0).reshape(errors.shape[1], -1).T
            added = np.concatenate([np.zeros_like(each[:1]), each.cumsum(axis=0)])
            if not np.allclose(added[-1], self.whole.array.ravel(), equal_nan=True):
                added = added / len(errors)
        return added

    def stand(self, where: Where) -> None:
        is_on = where.begun and not where.over
        mark = ((where.row, where.column, 1, 1),)
        self.error_map.outlined = (
            dict.fromkeys(range(self.error_map.count), mark) if is_on else {}
        )
        self.made.values = (
            self.whole if where.over else Values(self._sums[where.done][:, None])
        )
        there = where.over or where.done > 0
        self.made.revealed = self.whole.array.size if there else 0
        self.chips.items = self._flying(where) if where.alone else ()

    def _flying(self, where: Where):
        share = (where.share - ADDED) / (LIT - ADDED)
        return tuple(
            slip
            for index in range(self.error_map.count)
            for slip in one_flying(
                self.error_map.cell_box(index, where.row, where.column),
                self.made.cell_box(index, 0),
                self.error_map.cell_color(index, where.row, where.column),
                share,
            )
        )

    def position_words(self, row: int, column: int, *, is_first: bool) -> str:
        value = self.error_at(row, column)
        if is_first:
            return window_back_words.added_to(self.window, row, column, value)
        return words.one_step(self.window, value)

    def alike(self) -> str:
        return words.maps_alike(len(self.errors.array))


def _below_its_name(box: Box) -> tuple[float, float, float, float]:
    return box.left + 40, box.top + 40, box.width - 40, box.height - 80


KIND = ActKind(BiasGradientAct, BiasGradient, recognise)
