"""The weights of one hidden neuron, multiplied by two images."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.derived import products
from scenes.acts.entrances import Role
from scenes.acts.player import ActPlayer
from scenes.acts.schedule import ENTER
from scenes.acts.twins import TwinsAct, for_both
from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.legend import Legend
from scenes.stage.palette import Scale
from scenes.stage.part import Box, ease, mix
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.words.naming import in_a_row, said
from scenes.words.phrases import read_right_and_wrong

SECONDS = 9.5  # of the whole act
IMAGE, SIDE = 250, 370  # of an image, and of the weights
# The same by the width of a tall stage; there the products stand below, each in a
# half of the stage, above four lines.
TALL_IMAGE, TALL_SIDE, TALL_LINE = 0.24, 0.28, 62
DROP = 44  # room above them for their names
PARTS, MEETS = 2.2, 3.6  # seconds: weights set out, and are there
BECOMES, SUMS = 4.0, 5.2  # they become products, and those are added
ADDED = 8.0  # second by which all are, row by row


@dataclass(frozen=True, kw_only=True)
class StrokesAct(TwinsAct):
    """The weights' products with both images, its operands: columns with a
    sum for each hidden neuron.

    Attributes:
        weights: of the hidden layer, a row for each neuron.
        neuron: the index of the one whose weights are shown.
        neurons: the hidden neurons of both images, columns.
    """

    kind = "strokes"

    weights: Value
    neuron: int
    neurons: tuple[Value, Value]


def weights_on_strokes(
    product: Act,
    sums: tuple[Value, Value],
    neurons: tuple[Value, Value],
    images: tuple[Value, Value],
    neuron: int,
) -> StrokesAct:
    """The plan that shows where a hidden neuron's weights meet two images.

    Args:
        product: shows how the hidden layer's weights meet the second.
        sums: what that computes, columns, of both.
        neurons: the hidden ones, columns, of both.
        images: one read right, one read wrong.
        neuron: the index of the one whose weights are shown.
    """
    lead = said(
        "Look where the strokes meet orange or blue.", "看笔画在哪里碰到橙色或蓝色。"
    )
    return StrokesAct(
        **for_both(product, sums),
        seconds=SECONDS,
        title=_title(neuron),
        lead=lead,
        caption=in_a_row(lead, _turn()),
        outcome=_turn(),
        outcome_at=SUMS,
        step_name=said("strokes", "笔画"),
        images=images,
        weights=product.operands[0],
        neuron=neuron,
        neurons=neurons,
    )


def _title(index):
    return said(
        "The weights of hidden neuron {index}", "隐藏神经元 {index} 的权重", index=index
    )


def _turn():
    return said(
        "Orange adds to its sum, blue takes away.", "橙色使和变大，蓝色使和变小。"
    )


def _weights(index):
    """The name above the weights of a hidden neuron."""
    return f"input_to_hidden_weights[{index}]"


def _weights_times_image():
    return said("weights × image", "权重 × 图像")


def _products_added():
    """What stands above their sum."""
    return said("all products added:", "全部乘积相加：")


def _biased_and_squashed():
    """What stands above the hidden neuron that the sum becomes."""
    return said("with its bias, squashed:", "加上偏置，再压缩：")


class Strokes(ActPlayer):
    """The weights stand between the images, go to both and become products;
    below stands what those add up to."""

    act: StrokesAct

    def build(self):
        act, stage = self.act, self.stage
        weights = Values.of(act.weights)[act.neuron].grid()
        limit = float(np.abs(np.nan_to_num(weights.array)).max()) or 1.0
        self.scale = Scale("diverging", limit)
        top = stage.top + DROP
        middle = stage.left + stage.width / 2
        wide, side, name = IMAGE, SIDE, _weights(act.neuron)
        if stage.is_tall:
            wide, side = (share * stage.width for share in (TALL_IMAGE, TALL_SIDE))
            name = ""  # the title says it
        self.home = Box(middle - side / 2, top, side, side)
        gap = (self.home.left - stage.left - wide - side) / 2
        lefts = (stage.left + wide + gap, self.home.right + gap)
        ends = (stage.left, stage.right - wide)
        below = top
        if stage.is_tall:
            below = self.home.bottom + 2 * TALL_LINE
            room = stage.bottom - below - 4 * TALL_LINE
            side = min(stage.width / 2 - TALL_LINE, room)
            lefts = (
                middle - (stage.width + side * 2) / 4,
                middle + (stage.width - side * 2) / 4,
            )
        for image, read, left in zip(act.images, read_right_and_wrong(), ends):
            self.bring(
                MatrixPlane(
                    image,
                    Box(left, top, wide, wide),
                    name=read,
                    source=image.name,
                    thickness=0,
                ),
                image,
            )
        self.places = [Box(left, below, side, side) for left in lefts]
        self.copies = [
            self._plane(weights, self.home, "", f"copy {k}") for k in range(2)
        ]
        self._plane(weights, self.home, name, "all")
        self.products = [
            self._plane(
                Values(
                    products(
                        weights,
                        Values.of(image).grid(),
                        name=_weights_times_image(),
                        of=act.neuron,
                    )
                ),
                place,
                _weights_times_image(),
                f"product {k}",
            )
            for k, (image, place) in enumerate(zip(act.images, self.places))
        ]
        self.bring(
            Legend(self.scale, Box(middle - 70, self.home.bottom + 22, 140, 10)),
            Role("scale"),
        )
        self._build_sums()

    def _plane(self, values, box, name, role):
        return self.bring(
            MatrixPlane(
                values, box, name=name, scale=self.scale, numbers=False, thickness=0
            ),
            Role(f"strokes, {role}"),
        )

    def _build_sums(self):
        self.sums = []
        totals, neurons = (
            [float(value.array[self.act.neuron, 0]) for value in pair]
            for pair in (self.act.operands, self.act.neurons)
        )
        self.totals = totals
        drops = (26, 68, 112, 144)
        if self.stage.is_tall:
            drops = tuple(TALL_LINE * line for line in (0.6, 1.5, 2.5, 3.4))
        for place, total, neuron in zip(self.places, totals, neurons):
            color = palette.POSITIVE if total > 0 else palette.NEGATIVE
            lines = (
                (_products_added(), 20, palette.QUIET),
                (written(total, "+.3f"), 40, color),
                (_biased_and_squashed(), 20, palette.QUIET),
                (written(neuron, ".3f"), 26, palette.TEXT),
            )
            for drop, (text, size, ink) in zip(drops, lines):
                self.sums.append(
                    self.bring(
                        Label(
                            text,
                            Box(
                                place.left + (place.width - SIDE) / 2,
                                place.bottom + drop,
                                SIDE,
                                30,
                            ),
                            size=size,
                            color=ink,
                        )
                    )
                )

    def move(self, time):
        way = ease(time, PARTS, MEETS)
        become = ease(time, BECOMES, BECOMES + 1.0)
        for copy, product, place in zip(self.copies, self.products, self.places):
            copy.place_corners(mix(self.home.corners, place.corners, way))
            copy.set_opacity(ease(time, ENTER, PARTS) * (become < 1))
            product.set_opacity(become)
        self._add_rows(time)

    def _add_rows(self, time):
        """The products are added up row by row, down to the last."""
        share = min(max((time - SUMS) / (ADDED - SUMS), 0.0), 1.0)
        for product, labels, total in zip(
            self.products, (self.sums[:4], self.sums[4:]), self.totals
        ):
            rows, across = product.values.shape
            row = int(share * rows)
            adding = SUMS <= time < ADDED
            product.marks = ((row, 0, 1, across),) if adding else ()
            cells = np.nan_to_num(product.values.array[:row])
            label = labels[1]
            now = total if share >= 1 else float(cells.sum())
            label.text = written(now, "+.3f")
            label.ink = palette.POSITIVE if now > 0 else palette.NEGATIVE
            for one in labels[:2]:
                one.set_opacity(ease(time, SUMS - 0.4, SUMS))
            for one in labels[2:]:
                one.set_opacity(ease(time, ADDED, ADDED + 0.5))

    def words(self, time):
        return _turn() if time >= SUMS else ""


KIND = ActKind(StrokesAct, Strokes)
