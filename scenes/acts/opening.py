"""Before anything is computed: the picture, and a map of the network."""

from dataclasses import dataclass

import numpy as np

from network.trace import Value
from scenes.acts.act import Act, ActKind
from scenes.acts.player import ActPlayer
from scenes.arrays import shapes as arrange
from scenes.reading import shown_neurons
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.network_map import NetworkMap
from scenes.stage.part import Box, ease
from scenes.stage.plane import MatrixPlane
from scenes.words.naming import said

SECONDS = 4.5  # of the whole act
SIDE = 380  # of the picture, in design pixels
MOST, PIXELS = 20, 15  # dots of a layer, and of the picture
SET_OUT, ARRIVED = 0.8, 3.2  # seconds: the way is lit


@dataclass(frozen=True, kw_only=True)
class OpeningAct(Act):
    """The picture that goes in, its operand, and the layers after it.

    Attributes:
        counts: how many neurons each layer has, the pixels first.
    """

    kind = "opening"

    counts: tuple[int, ...]


def opening(picture: Value, counts: tuple[int, ...], title: str) -> OpeningAct:
    """The plan of a film's opening.

    Args:
        picture: the column of pixels.
        counts: how many neurons each layer has, the pixels first.
        title: what the film is called.
    """
    lead = _lead()
    return OpeningAct(
        operands=(picture,),
        result=picture,
        result_name=picture.name,
        seconds=SECONDS,
        title=title,
        lead=lead,
        caption=lead,
        step_name=said("the network", "网络"),
        counts=counts,
    )


def _lead():
    return said(
        "Each dot is a neuron: it holds one number.",
        "每个点是一个神经元：它存着一个数。",
    )


def _layer(place, count, layers):
    """What stands above a layer on the map of the network.

    Args:
        place: 0 for the pixels, layers - 1 for the outputs.
        count: of its neurons.
    """
    names = {0: "pixels", layers - 1: "outputs"}
    return f"{count} {names.get(place, 'hidden neurons')}"


def _of_all(count, shown):
    """How many neurons of a layer are drawn, if not all are."""
    return "" if shown == count else f"{shown} of them drawn"


class Opening(ActPlayer):
    """A lit line leads from a pixel through each layer to a question mark.

    All stands there from the first frame on.
    """

    act: OpeningAct

    def build(self):
        value, stage = self.act.operands[0], self.stage
        grid = arrange.as_grid(value.array)
        top = stage.top + (stage.height - SIDE) / 2
        self.picture = self.bring(
            MatrixPlane(
                value,
                Box(stage.left + 40, top, SIDE, SIDE),
                name=value.name,
                note=arrange.shape_note(value.shape),
                thickness=0,
            ),
            value,
        )
        self._build_map(value.array.ravel(), grid)
        self.bring(self.map)
        x, y = self.map.end
        self.question = self.bring(
            Label(
                "?", Box(x, y - 80, 120, 160), size=130, color=palette.AMBER, weight=600
            )
        )

    def _build_map(self, pixels, grid):
        stage, counts = self.stage, self.act.counts
        inputs = shown_neurons.of_picture(pixels, min(PIXELS, len(pixels)))
        layers = (inputs, *(_indices(count) for count in counts[1:]))
        colors = palette.Scale.of(pixels).colors(pixels[list(inputs)])
        way = tuple(len(layer) // 2 for layer in layers)
        row, column = divmod(inputs[way[0]], grid.shape[1])
        pixel = self.picture.cell_box(row, column)
        self.picture.marks = ((row, column, 1, 1),)
        left = self.picture.box.right + 120
        self.map = NetworkMap(
            layers,
            {
                index: "#" + bytes(color[:3]).hex()
                for index, color in zip(inputs, colors)
            },
            tuple(
                _layer(place, count, len(counts)) for place, count in enumerate(counts)
            ),
            tuple(_of_all(count, len(layer)) for count, layer in zip(counts, layers)),
            way,
            Box(left, stage.top, stage.right - left - 200, stage.height),
            start=(self.picture.box.right, pixel.top + pixel.height / 2),
            end=(stage.right - 170, stage.top + stage.height / 2),
        )

    def move(self, time):
        for part in self.parts:
            part.set_opacity(1.0)
        self.map.lit = ease(time, SET_OUT, ARRIVED)
        self.question.set_opacity(ease(time, ARRIVED - 0.3, ARRIVED))


def _indices(count):
    """Which neurons of a layer are drawn: all, or its first and last."""
    if count <= MOST:
        return tuple(range(count))
    half = MOST // 2
    return (*range(half), *np.arange(count - half + 1, count).tolist())


KIND = ActKind(OpeningAct, Opening)
