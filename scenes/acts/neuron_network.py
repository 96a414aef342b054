"""What of a forward pass is drawn as neurons, and in which order."""

from __future__ import annotations

from dataclasses import dataclass

from scenes.reading import shown_neurons
from scenes.reading.forward_pass import ForwardPass, LayerPass


@dataclass(frozen=True)
class Network:
    """Layers are counted from 1: the pixels, the hidden neurons, the outputs.

    Attributes:
        run: the ForwardPass.
        shown: indices of the neurons drawn, from 0, of each of three layers.
    """

    run: ForwardPass
    shown: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, run: ForwardPass) -> Network:
        """The Network of a pass, some neurons left out where they are many.
        """
        return cls(run, (shown_neurons.of_picture(run.image.array.ravel()),
                         shown_neurons.of_layer(run.hidden.count),
                         shown_neurons.of_layer(run.output.count)))

    def layer(self, number: int) -> LayerPass:
        """The LayerPass of layer 2 or 3."""
        return (self.run.hidden, self.run.output)[number - 2]

    def weight_labels(self) -> tuple[tuple[int, int, int], ...]:
        """(layer, shown to, shown from) of the weights that are named: the
        first and the last of each layer."""
        return tuple((layer, *where) for layer in (2, 3) for where in (
            (0, 0), (len(self.shown[layer - 1]) - 1,
                     len(self.shown[layer - 2]) - 1)))
