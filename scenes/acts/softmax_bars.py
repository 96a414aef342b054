"""A softmax of a column as three columns of bars, one becoming the next."""

from collections.abc import Iterator, Sequence

import numpy as np

from network.trace import Value
from scenes.acts.columns import NOTE, column_box
from scenes.stage import palette
from scenes.stage.bars import Bars
from scenes.stage.chips import Chips, Slip
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes

COME, GROWN = 0.45, 0.75  # phases of a turn: it is there; it has changed


class SoftmaxBars:
    """Scores, powers of e and shares side by side.

    Args:
        stage: the Box of the act.
        values: scores, powers and shares, of one length.
        names: of the three.
        total: the sum of the powers, as it is written.

    Attributes:
        columns: Bars, one for each of the values.
        total: the Label of the sum, below the powers.
        signs: all other parts, in the order they are drawn, the total among
            them.
    """

    def __init__(
        self, stage: Box, values: Sequence[Value], names: Sequence[str], total: str
    ) -> None:
        spans = (None, None, (0.0, 1.0))
        count = values[0].array.size
        self.columns = [
            Bars(
                value,
                column_box(stage, place, count, foot=NOTE + 20),
                name=name,
                span=span,
            )
            for place, name, span, value in zip((0, 0.5, 1), names, spans, values)
        ]
        box = self.columns[1].box
        self.total = Label(
            f"Σ = {total}",
            Box(box.left, box.bottom + 4, box.width - Bars.NUMBER_ROOM, 34),
            size=24,
            color=palette.POINTED,
            family="code",
            align="right",
        )
        middle = box.top + box.height / 2 - 40
        self._slips = Chips()
        self.signs = [
            self.total,
            *(
                Label(sign, Box(column.box.right + 18, middle, 110, 80), size=34)
                for column, sign in zip(self.columns, ("→", "÷ Σ ="))
            ),
            self._slips,
        ]

    def grow(self, powers: np.ndarray, shares: np.ndarray) -> None:
        """Show each power and each share as far as it has come, 0..1."""
        left, middle, right = self.columns
        middle.grown = (powers >= GROWN).astype(float)
        right.grown = (shares >= GROWN).astype(float)
        self._slips.items = (
            *_on_their_way(left, middle, powers),
            *_on_their_way(middle, right, shares),
        )

    def focus(self, index: int | None) -> None:
        """Light one row of all three columns, or none."""
        for column in self.columns:
            column.focus = index


def _on_their_way(start: Bars, end: Bars, shares: np.ndarray) -> Iterator[Slip]:
    """Bars on their way to the next column, where they take its length."""
    for k in np.flatnonzero((shares > 0) & (shares < GROWN)).tolist():
        come = ease(shares[k], 0, COME)
        yield Slip(
            mix_boxes(start.bar_box(k), end.bar_box(k), come),
            (start if come < 0.5 else end).bar_color(k),
        )
