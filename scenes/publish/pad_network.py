"""The network of a film as a page needs it to read a digit drawn there."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from network.trace import Trace
from scenes.reading.film_error import FilmError
from scenes.reading.forward_pass import ForwardPass, LayerPass, forward_pass
from scenes.score.packed import piece
from scenes.stage.palette import Scale

SIDE, DIGITS = 28, 10
# Of a single neuron's sum nobody knows which factor has its weights; for many
# a page has no room.
HIDDEN = range(2, 61)


@dataclass(frozen=True)
class PadNetwork:
    """The weights and biases of two layers, as the trace has them.

    Attributes:
        hidden: (H, 784) weights and (H,) biases, float64.
        output: (10, H) and (10,).
    """

    hidden: tuple[np.ndarray, np.ndarray]
    output: tuple[np.ndarray, np.ndarray]

    @cached_property
    def file(self) -> tuple[str, bytes]:
        """(name, bytes) of its file: all numbers, little-endian float64, in
        the order of the attributes, each array row by row."""
        arrays = (*self.hidden, *self.output)
        flat = np.concatenate([one.ravel() for one in arrays])
        return piece(flat.astype("<f8").tobytes())

    @property
    def told(self) -> dict[str, Any]:
        """What film.json says of it: file, hidden, and the limits of the
        scales that the film has for both layers' weights."""
        return {
            "file": self.file[0],
            "hidden": len(self.hidden[1]),
            "limits": [Scale.of(one[0]).limit for one in (self.hidden, self.output)],
        }


def pad_network(record: object) -> PadNetwork | None:
    """The PadNetwork of a record; None: a page could not compute with it.

    It has to be a trace of the project's own network, whose outputs are known
    to be digits, with 784 pixels in 28 rows, hidden neurons for which there is
    room, and both layers with biases and through a sigmoid.
    """
    if not isinstance(record, Trace):
        return None
    try:
        run = forward_pass(record)
    except FilmError:
        return None
    if not _reads_drawings(run):
        return None
    hidden, output = map(_numbers, run.layers)
    if not all(np.isfinite(one).all() for one in (*hidden, *output)):
        return None
    return PadNetwork(hidden, output)


def _reads_drawings(run: ForwardPass) -> bool:
    return (
        run.reads_digits
        and run.picture is not None
        and run.picture.shape == (SIDE, SIDE)
        and len(run.layers) == 2
        and run.hidden.count in HIDDEN
        and run.output.count == DIGITS
        and all(map(_is_of_sigmoids, run.layers))
    )


def _is_of_sigmoids(layer: LayerPass) -> bool:
    return (
        layer.biases is not None
        and layer.function is not None
        and layer.function.is_sigmoid
    )


def _numbers(layer: LayerPass) -> tuple[np.ndarray, np.ndarray]:
    assert layer.biases is not None
    return layer.weights.array.astype(float), layer.biases.array.astype(float)
