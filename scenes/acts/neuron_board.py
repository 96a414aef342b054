"""What all acts of the film of neurons share: three layers on the stage."""

from functools import cached_property

import numpy as np

from scenes.acts.derived import products
from scenes.acts.entrances import Role
from scenes.acts.player import ActPlayer
from scenes.arrays import shapes as arrange
from scenes.arrays.extremes import reach
from scenes.arrays.numbers import bar_number_format
from scenes.stage import neuron_layer
from scenes.stage.account import Ledger, Row
from scenes.stage.chips import Chips
from scenes.stage.leaders import Leaders
from scenes.stage.neuron_layer import NeuronLayer
from scenes.stage.palette import Scale
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.values import Values
from scenes.stage.weight_lines import LineLabel, WeightLegend, WeightLines
from scenes.words import neurons as words

PICTURE = 364                   # side of the digit, 13 pixels a pixel
SHIFTS = sorted(range(-60, 61, 6), key=abs)  # of it, from the middle
COLUMNS = (466, 904, 1324)      # left edges of the layers, from the stage's
LEDGER = Box(1508, 0, 302, 252)
LEGEND = 96                     # width of a legend's strip
HEAD = 64                       # room above the layers for their names
EMPTY, SUMS, BIASES, CURVE, DONE = range(5)
_STAGES = {"neuron_sums": SUMS, "neuron_biases": BIASES,
           "neuron_curve": CURVE}


def reach_of(*arrays):
    """How far from zero the numbers of some arrays reach, above 0; what is
    no number, or infinite, does not count."""
    return max(map(reach, arrays)) or 1.0


class NeuronBoard(ActPlayer):
    """Brings the digit, the layers and their lines, as the act finds them.

    Attributes:
        network: the neuron_plans.Network.
        number: of the layer that the act computes, 2 or 3; None: none.
        layers: NeuronLayer by number, 1 to 3.
        lines: WeightLines by the number of the layer they lead to, once
            they are there.
        legends: the WeightLegend of each of them, likewise.
        has_lines, has_ledger: whether they stand in this kind of act.
    """

    has_lines = True
    has_ledger = True

    def build(self):
        self.network = self.act.options["network"]
        self.number = self.act.options.get("number")
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
        if self.has_ledger:
            self.ledger = self.bring(Ledger(Box(
                self.stage.left + LEDGER.left, places[1].top, LEDGER.width,
                LEDGER.height)), Role("ledger"))

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
            labels=[LineLabel((to, start), words.weight(
                number, shown[number - 1][to] + 1,
                shown[number - 2][start] + 1), below=to > 0)
                for layer, to, start in network.weight_labels()
                if layer == number], carried=products(
                    self._weight_values(number),
                    self._source_values(number)), number=number),
            Role(f"lines {number}"))
        self.legends[number] = self.bring(WeightLegend(scale, Box(
            box.left + (box.width - LEGEND) / 2, before.top - 56, LEGEND, 10),
            note=words.lines_note()), Role(f"legend {number}"))

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
            name=f"{words.LAYERS[number - 1]} neurons",
            note=words.in_all(values.array.size, len(shown)),
            labels=[str(index) for index in shown] if number == 3 else (),
            before=None if before is None
            else Values.of(before).ravel()[list(shown)],
            before_scale=before_scale, number=number)
        if self.stage_of(number) == EMPTY:
            layer.lit = np.zeros(len(shown))
        return layer

    def calm(self, number, share):
        """Let all lines into a layer fade, 0 not at all to 1."""
        self.lines[number].focus = -1
        self.lines[number].dimmed = share

    def stage_of(self, number):
        """How far a layer is in this act: EMPTY to DONE."""
        if number == 1 or self.act.kind == "neuron_answer":
            return DONE
        if self.number is None or self.number < number:
            return EMPTY
        return DONE if self.number > number else _STAGES[self.act.kind]

    def _values(self, number):
        """(values, scale, values before, their scale) of all of a layer."""
        if number == 1:
            image = self.network.run.image
            return image, Scale.of(image.array.ravel()), None, None
        layer, stage = self.network.layer(number), self.stage_of(number)
        sums, pre, neurons = layer.sums, layer.pre, layer.neurons
        scale, grey = self.sum_scale(number), Scale("grey", 1.0)
        if stage == SUMS:
            return sums, scale, None, None
        if stage == BIASES:
            return pre, scale, sums, scale
        if stage == CURVE:
            return neurons, grey, pre, scale
        return neurons, grey, None, None

    def sum_scale(self, number):
        """The Scale of the sums of a layer, with and without biases."""
        layer = self.network.layer(number)
        return Scale("diverging", reach_of(layer.sums.array, layer.pre.array))

    @cached_property
    def _written(self):
        """The sums, biases, both and values of the layer, as written."""
        layer = self.network.layer(self.number)
        arrays = [value.array.ravel() for value in (
            layer.sums, layer.biases, layer.pre)]
        write = bar_number_format(np.concatenate([*arrays, [-1.0]]))
        neurons = layer.neurons.array.ravel()
        return [[write(value) for value in array] for array in arrays] \
            + [[bar_number_format(neurons)(value) for value in neurons]]

    def account(self, shown, known):
        """Set the ledger to one of the neurons of the layer of this act.

        Args:
            shown: which of those shown.
            known: how many of its four numbers are there already.
        """
        index = self.network.shown[self.number - 1][shown]
        layer = self.network.layer(self.number)
        count = layer.weights.shape[1]
        what = (f"{count} products added", "its bias", "with the bias",
                f"{self.network.run.function.name} of it")
        numbers = [texts[index] if k < known else ""
                   for k, texts in enumerate(self._written)]
        rows = [Row(one, number, k == known - 1) for k, (one, number)
                in enumerate(zip(what, numbers))]
        rows.insert(1, Row(words.and_more(
            len(self.network.shown[self.number - 2]), count)))
        self.ledger.title = words.neuron_title(self.number, index + 1)
        self.ledger.rows = tuple(rows)
