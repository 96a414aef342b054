"""What all acts of the film of neurons share: the layers on the stage."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

import numpy as np

from scenes.acts.act import Act
from scenes.acts.derived import products
from scenes.acts.entrances import Role
from scenes.acts.neuron_network import Network, values_of
from scenes.acts.player import ActPlayer
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import reach
from scenes.stage import neuron_layer
from scenes.stage.account import Account
from scenes.stage.chips import Chips
from scenes.stage.label import Label
from scenes.stage.leaders import Leaders
from scenes.stage.neuron_layer import NeuronLayer
from scenes.stage.palette import Scale
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import enlarged
from scenes.stage.weight_legend import WeightLegend
from scenes.stage.weight_lines import LineLabel, WeightLines
from scenes.words.naming import said
from scenes.words.neuron_names import column_name, lines_note

PICTURE = 364  # side of the digit, 13 pixels a pixel
SHIFTS = sorted(range(-60, 61, 6), key=abs)  # of it, from the middle
COLUMNS = (466, 904, 1324)  # left edges of the layers, from the stage's
FROM_CELLS = 290  # of the first one, where no picture stands at its left
CELLS = 120  # width of what goes in as a column of cells
TALLEST = 74  # such a cell
ROOM_FOR_LABEL = 150  # between layers: a weight is named there
ROOM_FOR_LEGEND = 460  # likewise: a legend stands between their names
ACCOUNT = Box(1480, 0, 330, 288)
OF_TALL, BESIDE = 0.6, 60  # its width by that of a tall stage; room for indices
LEGEND = 96  # width of a legend's strip
BETWEEN_LEGENDS = 12
HEAD = 64  # room above the layers for their names


class LayerState(Enum):
    """What neurons of a layer come to hold, in this order."""

    EMPTY = auto()  # nothing
    SUMS = auto()  # weights @ values, which light
    BIASES = auto()  # their sums, then with the biases
    CURVE = auto()  # those, then their values
    DONE = auto()  # their values


@dataclass(frozen=True, kw_only=True)
class NeuronAct(Act):
    """What the plans of the film of neurons have in common.

    Attributes:
        network: what is drawn.
        number: of the last layer that holds anything, from 1.
        state: what that one comes to hold in this kind of act; the layers
            before it are DONE.
    """

    state: ClassVar[LayerState] = LayerState.DONE

    network: Network
    number: int

    def state_of(self, number: int) -> LayerState:
        """The LayerState of any of the layers in this act."""
        if number > self.number:
            return LayerState.EMPTY
        return self.state if number == self.number else LayerState.DONE


def reach_of(*arrays):
    """How far from zero the numbers of some arrays reach, above 0; what is
    no number, or infinite, does not count."""
    return max(map(reach, arrays)) or 1.0


def scale_of_neurons(cells):
    """The Scale of what neurons hold: grey from 0 to 1, if all lie there."""
    finite = cells.array[np.isfinite(cells.array)].astype(float)
    if finite.min(initial=0) >= 0 and finite.max(initial=0) <= 1:
        return Scale("grey", 1.0)
    return Scale("diverging", reach_of(cells.array))


def _in_all(count, shown, *, is_short):
    """How many neurons there are, and how many of them are drawn."""
    fields = {"count": count, "shown": shown}
    if is_short:
        if shown == count:
            return f"{count}"
        return said("{shown} of {count}", "{count} 中的 {shown}", **fields)
    if shown == count:
        return said("{count} in all, all shown", "共 {count} 个，全部画出", **fields)
    return said(
        "{count} in all, {shown} shown", "共 {count} 个，画出 {shown}", **fields
    )


class NeuronBoard(ActPlayer):
    """Brings the digit, the layers and their lines, as the act finds them.

    Attributes:
        network, number: of the plan.
        layers: NeuronLayer by number, from 1.
        lines: WeightLines by the number of the layer they lead to, once
            they are there.
        legends: the WeightLegend of each of them, likewise.
        account: what is told beside them, if it is there.
        has_lines, has_account: whether they stand in this kind of act.
    """

    act: NeuronAct

    has_lines = True
    has_account = True

    def build(self):
        self.network = self.act.network
        self.number = self.act.number
        if self.network.run.picture is None:
            self._bring_cells()
        else:
            self._bring_picture()
        numbers = range(1, self.network.last + 1)
        places = {number: self._place_of(number) for number in numbers}
        self.lines, self.legends = {}, {}
        if self.has_lines:
            for number in self.network.computed:
                self._bring_lines(number, places[number - 1], places[number])
        self.bring_below()
        self.pulses = self.bring(Chips())
        self.layers = {
            number: self.bring(
                self._layer(number, places[number]), Role(f"layer {number}")
            )
            for number in numbers
        }
        if self.has_account:
            self.account = self.bring(
                Account(self._account_box(places[1])), Role("account")
            )

    def _account_box(self, first):
        """Right of the layers; on a tall stage below them."""
        stage = self.stage
        left, top, wide = stage.left + ACCOUNT.left, first.top, ACCOUNT.width
        high = self._account_high
        if stage.is_tall:
            left, top, wide = stage.left, first.bottom + 30, stage.width * OF_TALL
        return Box(left, top, wide, high)

    @property
    def _account_high(self):
        """Its rows are further apart where they are written larger."""
        return ACCOUNT.height * max(1, enlarged() / 1.6)

    def beside_account(self):
        """The Box below what is told; on a tall stage right of it."""
        stage, told = self.stage, self.account.box
        if stage.is_tall:
            left = told.right + 40
            return Box(left, told.top, stage.right - left, told.height)
        top = told.bottom + 18
        return Box(told.left, top, told.width, stage.bottom - 8 - top)

    @property
    def _side(self):
        """Of the digit."""
        return (
            PICTURE if not self.stage.is_tall else min(PICTURE, 0.25 * self.stage.width)
        )

    def bring_below(self):
        """Bring what lies on the lines and below the neurons, if anything does."""

    def _place_of(self, number):
        stage, last = self.stage, self.network.last
        left = FROM_CELLS if self.network.run.picture is None else COLUMNS[0]
        at = left + (COLUMNS[-1] - left) * (number - 1) / (last - 1)
        if last == 3 and left == COLUMNS[0]:
            at = COLUMNS[number - 1]
        high = stage.height - self._head - 8
        if stage.is_tall:
            wide = stage.width - neuron_layer.WIDTH - BESIDE
            at, high = wide * at / COLUMNS[-1], high - self._account_high - 30
        return Box(stage.left + at, stage.top + self._head, neuron_layer.WIDTH, high)

    @property
    def _head(self):
        """Room above the layers for their names, which may be written larger."""
        return HEAD + 2 * neuron_layer.LINE * (enlarged() - 1)

    def _bring_picture(self):
        stage, image = self.stage, self.network.run.picture
        grid = image.array
        column = self._place_of(1)
        side = self._side
        middle = column.top + (column.height - side) / 2
        self.plane, leaders = min(
            (
                self._picture_at(
                    grid, column, Box(stage.left, middle + shift, side, side)
                )
                for shift in SHIFTS
            ),
            key=lambda pair: pair[1].tangles,
        )
        self.bring(self.plane, Role("image"))
        # Above, the first pixel's line would run through it.
        recorded = image.value.shape
        note = arrange.shape_note(recorded)
        if recorded != grid.shape:
            note = said(
                "{note}, shown as {grid}",
                "{note}，画成 {grid}",
                note=note,
                grid=arrange.shape_note(grid.shape),
            )
        self.plane.note_below = note + self._of_examples()
        self.leaders = self.bring(leaders, Role("leaders"))

    def _picture_at(self, grid, column, box):
        """The digit in a Box, and the lines from it to a column's neurons."""
        picture = self.network.run.picture
        plane = MatrixPlane(values_of(picture), box, name=picture.name)
        heights = self._heights(column)
        return plane, Leaders(
            [
                plane.cell_box(*divmod(pixel, grid.shape[1]))
                for pixel in self.network.shown[0]
            ],
            column.left,
            heights,
        )

    def _heights(self, column):
        """Of the middles of the neurons shown of the first layer."""
        return [
            column.top
            + neuron_layer.RADIUS
            + (column.height - 2 * neuron_layer.RADIUS) * float(place)
            for place in neuron_layer.places(self.network.shown[0])
        ]

    def _bring_cells(self):
        """What goes in as a column of cells, one for each neuron shown."""
        image, shown = self.network.run.image, list(self.network.shown[0])
        column, stage = self._place_of(1), self.stage
        high = min(column.height, TALLEST * len(shown))
        box = Box(stage.left + 40, column.top + (column.height - high) / 2, CELLS, high)
        self.plane = self.bring(
            MatrixPlane(
                values_of(image)[shown].reshape(-1, 1),
                box,
                name=image.name,
                note=_in_all(len(image.array), len(shown), is_short=True),
            ),
            Role("image"),
        )
        # Wider than its column it would stand in the way of the lines.
        self._bring_note(box, arrange.shape_note(image.value.shape))
        self.leaders = self.bring(
            Leaders(
                [self.plane.cell_box(row, 0) for row in range(len(shown))],
                column.left,
                self._heights(column),
            ),
            Role("leaders"),
        )

    def _of_examples(self):
        told = self._example()
        return said(", {told}", "，{told}", told=told) if told else ""

    def _example(self):
        """Which of several examples is seen, or ""."""
        count = self.network.run.examples
        if count < 2:
            return ""
        return said("example 0 of {count}", "{count} 个样本中的 0", count=count)

    def _bring_note(self, box, shape):
        """The shape of what goes in, and which example it is, below a column:
        in two lines, as the first lines of the layer begin at its side."""
        for row, text in enumerate(filter(None, (shape, self._example()))):
            place = Box(self.stage.left, box.bottom + 12 + row * 24, box.right, 24)
            self.bring(
                Label(
                    text,
                    Box(place.left, place.top, box.right - place.left, 24),
                    size=16,
                    family="code",
                    align="right",
                ),
                Role(f"note {row}"),
            )

    def _bring_lines(self, number, before, after):
        network, radius = self.network, neuron_layer.RADIUS
        shown = network.shown
        box = Box(
            before.right,
            before.top + radius,
            after.left - before.right,
            before.height - 2 * radius,
        )
        scale = self.weight_scale(number)
        self.lines[number] = self.bring(
            WeightLines(
                self._weight_values(number),
                box,
                neuron_layer.places(shown[number - 2]),
                neuron_layer.places(shown[number - 1]),
                scale=scale,
                labels=[
                    LineLabel(
                        (to, start), network.place(number, to, start), below=to > 0
                    )
                    for layer, to, start in network.weight_labels()
                    if layer == number and box.width >= ROOM_FOR_LABEL
                ],
                carried=products(
                    self._weight_values(number), self._source_values(number)
                ),
                number=number,
                rows=shown[number - 1],
                columns=shown[number - 2],
                layers=network.names,
            ),
            Role(f"lines {number}"),
        )
        is_narrow = box.width < ROOM_FOR_LEGEND  # it stands above the names then
        wide = LEGEND / 2 if is_narrow else LEGEND
        top = before.top - (self._head + 20 if is_narrow else 56)
        self.legends[number] = self.bring(
            WeightLegend(
                scale,
                Box(box.left + (box.width - wide) / 2, top, wide, 10),
                note=lines_note(),
                # To the middles of the layers: there the next legend begins.
                room=box.width + neuron_layer.WIDTH - BETWEEN_LEGENDS,
            ),
            Role(f"legend {number}"),
        )

    def weights(self, number):
        """The (to, from) weights between the neurons shown."""
        shown = self.network.shown
        return self.network.layer(number).weights.array[
            np.ix_(shown[number - 1], shown[number - 2])
        ]

    def _weight_values(self, number):
        """The Values of those weights."""
        shown = self.network.shown
        return values_of(self.network.layer(number).weights)[
            np.ix_(shown[number - 1], shown[number - 2])
        ]

    def _source_values(self, number):
        """The Values of the neurons shown that they come from."""
        return values_of(self.network.layer(number).source)[
            list(self.network.shown[number - 2])
        ]

    def products(self, number):
        """Those weights, each times the value of the neuron it comes from."""
        return self.weights(number) * self._source_values(number).exact

    def weight_scale(self, number):
        """The Scale of all weights that lead into a layer."""
        weights = self.network.layer(number).weights.array
        scale = Scale.of(weights)
        return (
            scale
            if scale.kind == "diverging"
            else Scale("diverging", reach_of(weights))
        )

    def _layer(self, number, box):
        shown = self.network.shown[number - 1]
        values, scale, before, before_scale = self._values(number)
        is_short = self.network.last > 3 or self.stage.is_tall
        layer = NeuronLayer(
            values_of(values)[list(shown)],
            shown,
            box,
            scale=scale,
            name=column_name(number, self.network.names, is_short=is_short),
            note=_in_all(values.array.size, len(shown), is_short=is_short),
            labels=self._labels(number),
            before=None if before is None else values_of(before)[list(shown)],
            before_scale=before_scale,
            number=number,
            layers=self.network.names,
        )
        if self.act.state_of(number) is LayerState.EMPTY:
            layer.lit = np.zeros(len(shown))
        return layer

    def _labels(self, number):
        """What stands in the outputs in place of their index."""
        names = self.network.names
        if not names.is_output(number):
            return ()
        return [str(index) for index in self.network.shown[-1]]

    def calm_others(self, share):
        """Let the lines into all other layers than the act's fade."""
        for number in self.lines:
            if number != self.number:
                self.calm(number, share)

    def calm(self, number, share):
        """Let all lines into a layer fade, 0 not at all to 1."""
        self.lines[number].focus = -1
        self.lines[number].dimmed = share

    def _values(self, number):
        """(values, scale, values before, their scale) of all of a layer."""
        if number == 1:
            image = self.network.run.image
            return image, Scale.of(image.array.ravel()), None, None
        layer, state = self.network.layer(number), self.act.state_of(number)
        sums = layer.sums
        pre, neurons = layer.pre_activations, layer.activations
        scale, grey = self.sum_scale(number), scale_of_neurons(neurons)
        if state is LayerState.SUMS:
            return sums, scale, None, None
        if state is LayerState.BIASES:
            return pre, scale, sums, scale
        if state is LayerState.CURVE:
            return neurons, grey, pre, scale
        return neurons, grey, None, None

    def sum_scale(self, number):
        """The Scale of the sums of a layer, with and without biases."""
        layer = self.network.layer(number)
        return Scale(
            "diverging", reach_of(layer.sums.array, layer.pre_activations.array)
        )
