"""Two digits side by side on one stage: the base of the acts of them."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from network.trace import Value
from scenes.acts.act import Act
from scenes.acts.columns import OUTSIDE, common_span
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.stage.bars import Bars
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.words.phrases import read_right_and_wrong

SIDE = 250  # of an image, in design pixels
LOW = 0.14  # height of an image on a tall stage, by that
GROWING = 2.4  # seconds in which the bars begin to grow, one after the other
TOLD = ENTER + 2.4  # second at which what differs is lit and told
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
        pictures: MatrixPlanes of the images, none before `bring_images`.
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
        self.pictures, self.columns, self.below = [], [], []
        self.side = SIDE
        if self.stage.is_tall:
            self.side = min(SIDE, LOW * self.stage.height)
        self.bring_images()

    def bring_images(self):
        """Bring both, each at the left of its half."""
        self.pictures = [
            self.bring_image(
                image, Box(half.left, half.top + 44, self.side, self.side), name
            )
            for half, image, name in zip(
                self.halves, self.act.images, read_right_and_wrong()
            )
        ]

    def bring_image(self, image, box, name):
        return self.bring(
            MatrixPlane(image, box, name=name, source=image.name, thickness=0), image
        )

    def bring_columns(self, shown, values, *, name, down=44):
        """Bring a column of bars in each half, on one scale.

        Args:
            shown: the columns: values of the trace, or computed from such.
            values: the trace's values that they are, or None.
            down: room above them, in design pixels.
        """
        arrays = [column.array.ravel() for column in shown]
        self.count = len(arrays[0])
        span = common_span(*arrays)
        boxes = [self.column_box(half, down) for half in self.halves]
        self.columns = [
            self.bring(Bars(column, box, name=name, span=span), value)
            for box, column, value in zip(boxes, shown, values)
        ]

    def column_box(self, half, down, foot=26):
        """The Box of a column beside an image; on a tall stage below it.

        Args:
            half: of the stage.
            down: where the image begins, below the top of the half.
            foot: room below it.
        """
        left, top = half.left + self.side + 40, half.top + down
        if self.stage.is_tall:
            left, top = half.left - OUTSIDE, top + self.side + 52
        high = min(
            half.bottom - top - foot, (54 + 26 * self.stage.is_tall) * self.count
        )
        return Box(left, top, half.right - 20 - left, high)

    def beside_image(self, half, down):
        """The Box of what appears below an image; on a tall stage beside it."""
        if self.stage.is_tall:
            left = half.left + self.side + 20
            return Box(left, half.top + down, half.right - 20 - left, self.side)
        return Box(half.left, half.top + down + self.side, self.side, self.side)

    def move(self, time):
        if self.columns:
            grown = np.array(
                [
                    ease(
                        time,
                        ENTER * 0.6 + GROWING * k / self.count,
                        ENTER * 0.6 + 0.5 + GROWING * k / self.count,
                    )
                    for k in range(self.count)
                ]
            )
            for column in self.columns:
                column.grown = grown
        for label in self.below:
            label.set_opacity(ease(time, TOLD, CLEAR))
