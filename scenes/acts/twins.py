"""Two digits side by side on one stage: the base of the acts of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from network.trace import Value
from scenes.acts.act import Act
from scenes.acts.columns import common_span
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.stage.bars import Bars
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.words.phrases import read_right_and_wrong

SIDE = 250  # of an image, in design pixels
TOLD = ENTER + 1.8  # second at which what differs is lit and told
CLEAR = TOLD + 0.7  # second at which what stands below has appeared


@dataclass(frozen=True, kw_only=True)
class TwinsAct(Act):
    """One thing of two images, one read right and one read wrong.

    Attributes:
        images: in this order.
    """

    images: tuple[Value, Value]


def for_both(act: Act, values: tuple[Value, Value]) -> dict[str, Any]:
    """What a plan of both takes over from that of the second of them.

    Args:
        act: of the second.
        values: what it computes, of both.
    """
    return {
        "operations": act.operations,
        "operands": values,
        "result": values[1],
        "result_name": act.result_name,
        "mark": act.mark,
        "shapes": act.shapes,
    }


class Twins(ActPlayer):
    """Left the digit that is read right, right the one read wrong; in
    each half the image, and beside it a column.

    Attributes:
        halves: Boxes of the stage.
        columns: Bars, none before `bring_columns`.
        below: parts that appear under the images.
    """

    act: TwinsAct

    def build(self):
        width = self.stage.width / 2
        self.halves = [
            Box(
                self.stage.left + k * (width + 20),
                self.stage.top,
                width - 20,
                self.stage.height,
            )
            for k in range(2)
        ]
        self.columns, self.below = [], []
        self.bring_images()

    def bring_images(self):
        """Bring both, each at the left of its half."""
        for half, image, name in zip(
            self.halves, self.act.images, read_right_and_wrong()
        ):
            self.bring_image(image, Box(half.left, half.top + 44, SIDE, SIDE), name)

    def bring_image(self, image, box, name):
        self.bring(
            MatrixPlane(image, box, name=name, source=image.name, thickness=0), image
        )

    def bring_columns(self, shown, values, *, name):
        """Bring a column of bars in each half, on one scale.

        Args:
            shown: the columns: values of the trace, or computed from such.
            values: the trace's values that they are, or None.
        """
        arrays = [column.array.ravel() for column in shown]
        self.count = len(arrays[0])
        span = common_span(*arrays)
        high = min(self.stage.height - 70, 54 * self.count)
        self.columns = [
            self.bring(
                Bars(
                    column,
                    Box(
                        half.left + SIDE + 40,
                        half.top + 44,
                        half.width - SIDE - 60,
                        high,
                    ),
                    name=name,
                    span=span,
                ),
                value,
            )
            for half, column, value in zip(self.halves, shown, values)
        ]

    def move(self, time):
        if self.columns:
            grown = np.array(
                [
                    ease(
                        time,
                        ENTER * 0.6 + 1.4 * k / self.count,
                        ENTER * 0.6 + 0.5 + 1.4 * k / self.count,
                    )
                    for k in range(self.count)
                ]
            )
            for column in self.columns:
                column.grown = grown
        for label in self.below:
            label.set_opacity(ease(time, TOLD, CLEAR))
