"""What all acts of the film of neurons share: three layers on the stage."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import ClassVar

import numpy as np

from scenes.acts.act import Act
from scenes.acts.derived import products
from scenes.acts.entrances import Role
from scenes.acts.neuron_network import Network
from scenes.acts.player import ActPlayer
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import reach
from scenes.stage import neuron_layer
from scenes.stage.account import Account
from scenes.stage.chips import Chips
from scenes.stage.leaders import Leaders
from scenes.stage.neuron_layer import NeuronLayer
from scenes.stage.palette import Scale
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.stage.weight_lines import LineLabel, WeightLegend, WeightLines
from scenes.words.neuron_names import LAYERS, lines_note, weight

PICTURE = 364                   # side of the digit, 13 pixels a pixel
SHIFTS = sorted(range(-60, 61, 6), key=abs)  # of it, from the middle
COLUMNS = (466, 904, 1324)      # left edges of the layers, from the stage's
ACCOUNT = Box(1508, 0, 302, 252)
LEGEND = 96                     # width of a legend's strip
HEAD = 64                       # room above the layers for their names


class LayerState(Enum):
    """What neurons of a layer come to hold, in this order."""

    EMPTY = auto()   # nothing
    SUMS = auto()    # weights @ values, which light
    BIASES = auto()  # their sums, then with the biases
    CURVE = auto()   # those, then their values
    DONE = auto()    # their values


@dataclass(frozen=True, kw_only=True)
class NeuronAct(Act):
    """What the plans of the film of neurons have in common.

    Attributes:
        network: what is drawn.
        number: of the last layer that holds anything, 1 to 3.
        state: what that one comes to hold in this kind of act; the layers
            before it are DONE.
    """

    state: ClassVar[LayerState] = LayerState.DONE

    network: Network
    number: int

    def state_of(self, number: int) -> LayerState:
        """The LayerState of any of the layers in this act."""
        if number == self.number:
            return self.state
        return LayerState.DONE if number < self.number else LayerState.EMPTY


def reach_of(*arrays):
    """How far from zero the numbers of some arrays reach, above 0; what is
    no number, or infinite, does not count."""
    return max(map(reach, arrays)) or 1.0


def _in_all(count, shown):
    """How many neurons there are, and how many of them are drawn."""
    return f"{count} in all, all shown" if shown == count \
        else f"{count} in all, {shown} shown"


class NeuronBoard(ActPlayer):
    """Brings the digit, the layers and their lines, as the act finds them.

    Attributes:
        network, number: of the plan.
        layers: NeuronLayer by number, 1 to 3.
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
        self._bring_picture()
        places = {number: self._place_of(number) for number in (1, 2, 3)}
        self.lines, self.legends = {}, {}
        if self.has_lines:
            for number in (2, 3):
                self._bring_lines(number, places[number - 1], places[number])
        self.pulses = self.bring(Chips())
        self.layers = {number: self.bring(
            self._layer(number, places[number]), Role(f"layer {number}"))
            for number in (1, 2, 3)}
        if self.has_account:
            self.account = self.bring(Account(Box(
                self.stage.left + ACCOUNT.left, places[1].top, ACCOUNT.width,
                ACCOUNT.height)), Role("account"))

    def _place_of(self, number):
        stage = self.stage
        return Box(stage.left + COLUMNS[number - 1], stage.top + HEAD,
                   neuron_layer.WIDTH, stage.height - HEAD - 8)

    def _bring_picture(self):
        stage, image = self.stage, self.network.run.image
        grid = arrange.as_grid(image.array)
        column = self._place_of(1)
        middle = column.top + (column.height - PICTURE) / 2
        self.plane, leaders = min((self._picture_at(grid, column, Box(
            stage.left, middle + shift, PICTURE, PICTURE))
            for shift in SHIFTS), key=lambda pair: pair[1].tangles)
        self.bring(self.plane, Role("image"))
        # Above, the first pixel's line would run through it.
        self.plane.note_below = (f"{arrange.shape_note(image.shape)}, "
                                 f"shown as {arrange.shape_note(grid.shape)}")
        self.leaders = self.bring(leaders, Role("leaders"))

    def _picture_at(self, grid, column, box):
        """The digit in a Box, and the lines from it to a column's neurons."""
        plane = MatrixPlane(self.network.run.image, box,
                            name=self.network.run.image.name)
        heights = [column.top + neuron_layer.RADIUS
                   + (column.height - 2 * neuron_layer.RADIUS) * float(place)
                   for place in neuron_layer.places(self.network.shown[0])]
        return plane, Leaders(
            [plane.cell_box(*divmod(pixel, grid.shape[1]))
             for pixel in self.network.shown[0]], column.left, heights)

    def _bring_lines(self, number, before, after):
        network, radius = self.network, neuron_layer.RADIUS
        shown = network.shown
        box = Box(before.right, before.top + radius, after.left
                  - before.right, before.height - 2 * radius)
        scale = self.weight_scale(number)
        self.lines[number] = self.bring(WeightLines(
            self._weight_values(number), box,
            neuron_layer.places(shown[number - 2]),
            neuron_layer.places(shown[number - 1]), scale=scale,
            labels=[LineLabel((to, start), weight(
                number, shown[number - 1][to] + 1,
                shown[number - 2][start] + 1), below=to > 0)
                for layer, to, start in network.weight_labels()
                if layer == number], carried=products(
                    self._weight_values(number),
                    self._source_values(number)), number=number),
            Role(f"lines {number}"))
        self.legends[number] = self.bring(WeightLegend(scale, Box(
            box.left + (box.width - LEGEND) / 2, before.top - 56, LEGEND, 10),
            note=lines_note()), Role(f"legend {number}"))

    def weights(self, number):
        """The (to, from) weights between the neurons shown."""
        shown = self.network.shown
        return self.network.layer(number).weights.array[
            np.ix_(shown[number - 1], shown[number - 2])]

    def _weight_values(self, number):
        """The Values of those weights."""
        shown = self.network.shown
        return Values.of(self.network.layer(number).weights)[
            np.ix_(shown[number - 1], shown[number - 2])]

    def _source_values(self, number):
        """The Values of the neurons shown that they come from."""
        return Values.of(self.network.layer(number).source).ravel()[
            list(self.network.shown[number - 2])]

    def products(self, number):
        """Those weights, each times the value of the neuron it comes from."""
        return self.weights(number) * self._source_values(number).exact

    def weight_scale(self, number):
        """The Scale of all weights that lead into a layer."""
        weights = self.network.layer(number).weights.array
        scale = Scale.of(weights)
        return scale if scale.kind == "diverging" else Scale(
            "diverging", reach_of(weights))

    def _layer(self, number, box):
        shown = self.network.shown[number - 1]
        values, scale, before, before_scale = self._values(number)
        layer = NeuronLayer(
            Values.of(values).ravel()[list(shown)], shown, box, scale=scale,
            name=f"{LAYERS[number - 1]} neurons",
            note=_in_all(values.array.size, len(shown)),
            labels=[str(index) for index in shown] if number == 3 else (),
            before=None if before is None
            else Values.of(before).ravel()[list(shown)],
            before_scale=before_scale, number=number)
        if self.act.state_of(number) is LayerState.EMPTY:
            layer.lit = np.zeros(len(shown))
        return layer

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
        sums, pre, neurons = layer.sums, layer.pre_activations, layer.activations
        scale, grey = self.sum_scale(number), Scale("grey", 1.0)
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
        return Scale("diverging", reach_of(layer.sums.array, layer.pre_activations.array))
