"""A picture and the map of the network it goes through: where films that go
through a network begin, come back to, and end."""

from collections.abc import Mapping

import numpy as np

from network.trace import Value
from scenes.acts.player import ActPlayer
from scenes.arrays import shapes as arrange
from scenes.reading import shown_neurons
from scenes.stage import palette
from scenes.stage.label import Label
from scenes.stage.network_map import NetworkMap
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import SMALL
from scenes.words.naming import said

SIDE = 380  # of the picture, in design pixels
MOST, PIXELS = 20, 15  # dots of a layer, and of the picture
BETWEEN = 120  # from the picture to the map
BESIDE = 200  # right of the map: there stands the answer
HALF = 80  # the answer's height, from its middle


class NetworkView(ActPlayer):
    """Brings a picture and a NetworkMap, at the same places in every act.

    Attributes:
        picture: a MatrixPlane.
        map: a NetworkMap; `bring` it where it is to be drawn.
        layers: for each column the indices of the neurons that are drawn.
    """

    picture: MatrixPlane
    map: NetworkMap
    layers: tuple[tuple[int, ...], ...]

    def build_view(
        self,
        value: Value,
        counts: tuple[int, ...],
        colors: Mapping[int, Mapping[int, str]] | None = None,
    ) -> None:
        """
        Args:
            value: the picture, a column of pixels.
            counts: how many neurons each layer has, the pixels first.
            colors: of columns after the first the colours of their neurons,
                by index; of the others they are empty.
        """
        stage, pixels = self.stage, value.array.ravel()
        left, top = stage.left + 40, stage.top + (stage.height - SIDE) / 2
        if stage.is_tall:
            left, top = stage.left, stage.top + 20
        side = min(SIDE, 0.3 * stage.width) if stage.is_tall else SIDE
        self.picture = self.bring(
            MatrixPlane(
                value,
                Box(left, top, side, side),
                name=value.name,
                note=arrange.shape_note(value.shape),
                thickness=0,
            ),
            value,
        )
        inputs = shown_neurons.of_picture(pixels, min(PIXELS, len(pixels)))
        self.layers = (inputs, *(drawn_of(count) for count in counts[1:]))
        levels = palette.Scale.of(pixels).colors(pixels[list(inputs)])
        way = tuple(len(layer) // 2 for layer in self.layers)
        row, column = divmod(inputs[way[0]], arrange.as_grid(value.array).shape[1])
        pixel = self.picture.cell_box(row, column)
        self.way_begins = row, column
        room = self._room_of_map()
        self.map = NetworkMap(
            self.layers,
            (
                {index: written(one) for index, one in zip(inputs, levels)},
                *((colors or {}).get(place, {}) for place in range(1, len(counts))),
            ),
            tuple(
                _layer(place, count, len(counts)) for place, count in enumerate(counts)
            ),
            tuple(
                _of_all(count, len(layer)) for count, layer in zip(counts, self.layers)
            ),
            way,
            room,
            start=(self.picture.box.right, pixel.top + pixel.height / 2),
            end=(room.right + BESIDE - 170, room.top + room.height / 2),
        )

    def _room_of_map(self) -> Box:
        """Right of the picture; on a tall stage below it."""
        stage, picture = self.stage, self.picture.box
        left, top = picture.right + BETWEEN, stage.top
        if stage.is_tall:
            left, top = stage.left + 60, picture.bottom + BETWEEN
        return Box(left, top, stage.right - left - BESIDE, stage.bottom - top)

    def beside(self) -> Box:
        """Where what the network answers stands, or a question mark."""
        x, y = self.map.end
        return Box(x, y - HALF, 120, 2 * HALF)

    def bring_indices(self) -> list[Label]:
        """Right of each output its index."""
        last = len(self.layers) - 1
        places = [self.map.center_of(last, k) for k in range(len(self.layers[last]))]
        return [
            self.bring(
                Label(
                    str(index), Box(x + 14, y - 14, 34, 28), size=SMALL, family="code"
                )
            )
            for index, (x, y) in zip(self.layers[last], places)
        ]


def written(color: np.ndarray) -> str:
    """Levels 0..255 as "#RRGGBB"."""
    return "#" + bytes(color[:3]).hex()


def drawn_of(count: int) -> tuple[int, ...]:
    """Which neurons of a layer are drawn: all, or its first and last."""
    if count <= MOST:
        return tuple(range(count))
    half = MOST // 2
    return (*range(half), *np.arange(count - half + 1, count).tolist())


def _layer(place, count, layers):
    """What stands above a layer on the map of the network.

    Args:
        place: 0 for the pixels, layers - 1 for the outputs.
        count: of its neurons.
    """
    if place == 0:
        return said("{count} pixels", "{count} 个像素", count=count)
    if place == layers - 1:
        return said("{count} outputs", "{count} 个输出", count=count)
    return said("{count} hidden neurons", "{count} 个隐藏神经元", count=count)


def _of_all(count, shown):
    """How many neurons of a layer are drawn, if not all are."""
    if shown == count:
        return ""
    return said("{shown} of them drawn", "画出其中 {shown} 个", shown=shown)
