"""What of a forward pass is drawn as neurons, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from scenes.reading import shown_neurons
from scenes.reading.forward_pass import ForwardPass, LayerPass
from scenes.reading.neuron_cells import Cells
from scenes.stage.values import Values
from scenes.words.neuron_names import Layers


def values_of(cells: Cells) -> Values:
    """Cells in the order of neurons, as they are shown."""
    return Values.of(cells.value).laid(cells.layout)


@dataclass(frozen=True)
class Network:
    """Layers are counted from 1: what goes in, the hidden ones, the outputs.

    Attributes:
        run: the ForwardPass.
        shown: indices of the neurons drawn, from 0, of each of the layers.
    """

    run: ForwardPass
    shown: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, run: ForwardPass) -> Network:
        """The Network of a pass, some neurons left out where they are many."""
        image = run.image.array.ravel()
        return cls(
            run,
            (
                shown_neurons.of_layer(len(image))
                if run.picture is None
                else shown_neurons.of_picture(image),
                *(shown_neurons.of_layer(layer.count) for layer in run.layers),
            ),
        )

    @property
    def last(self) -> int:
        """The number of the outputs' layer."""
        return len(self.shown)

    @property
    def computed(self) -> range:
        """The numbers of all layers but the inputs."""
        return range(2, self.last + 1)

    @cached_property
    def names(self) -> Layers:
        """What the neurons are called by."""
        return Layers(self.last, self.run.output.count, self.run.reads_digits)

    def layer(self, number: int) -> LayerPass:
        """The LayerPass of a layer, from 2."""
        return self.run.layers[number - 2]

    def place(self, number: int, to: int, start: int) -> str:
        """What the code writes behind the name of a layer's weights to get the
        one between two neurons that are shown: "[7, 126]"."""
        indices = self.shown[number - 1][to], self.shown[number - 2][start]
        return f"[{self.layer(number).weights.place(indices)}]"

    def weight_labels(self) -> tuple[tuple[int, int, int], ...]:
        """(layer, shown to, shown from) of the weights that are named: the
        first and the last of each layer; of many layers the first alone."""
        return tuple(
            (layer, *where)
            for layer in self.computed
            for where in dict.fromkeys(self._named_ends(layer))
        )

    def _named_ends(self, layer: int) -> tuple[tuple[int, int], ...]:
        first = 0, 0
        if self.last > 3:
            return (first,)
        return first, (len(self.shown[layer - 1]) - 1, len(self.shown[layer - 2]) - 1)
