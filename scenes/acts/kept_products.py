"""Products that stay on the stage: each where it was put, above its sum.

While they are made they gather beside the bars; at the end all come nearer
together, and can be compared.
"""

from collections.abc import Sequence

import numpy as np

from scenes.acts.running_total import color_of
from scenes.stage.bars import Bars
from scenes.stage.label import Label
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.plane import MatrixPlane
from scenes.stage.typeface import Type

WRITTEN = 30  # design pixels below each, for its sum
APART = 18  # from one to the next
SIGN = 44  # half the height of the sign of the sum, and some room
SUM, LEAST = Type("code", 22, 500), 14  # of the sums, in design pixels


def places_of(count: int, box: Box, below: float, most: float = np.inf) -> list[Box]:
    """Where so many square pictures stand in rows in a Box, as large as can
    be but no larger than `most`, each with so much room below."""
    sides = [
        (
            min(
                (box.width + APART) / across - APART,
                (box.height + APART) / -(-count // across) - APART - below,
            ),
            across,
        )
        for across in range(1, count + 1)
    ]
    side, across = max(sides)
    side = min(side, most)
    down = -(-count // across)
    left = box.left + (box.width - across * (side + APART) + APART) / 2
    top = box.top + (box.height - down * (side + below + APART) + APART) / 2
    return [
        Box(
            left + index % across * (side + APART),
            top + index // across * (side + below + APART),
            side,
            side,
        )
        for index in range(count)
    ]


class KeptProducts:
    """The products of an act, of squares, and the sums below them.

    Args:
        planes: a MatrixPlane of each, that nothing else moves.
        home: the Box in which each is made.
        beside, near: the Boxes in which they gather, and stand at the end.
        bars: the Bars of the sums.

    Attributes:
        parts: in the order they are drawn.
    """

    def __init__(
        self,
        planes: Sequence[MatrixPlane],
        home: Box,
        beside: Box,
        near: Box,
        bars: Bars,
    ) -> None:
        self.planes, self.home = list(planes), home
        self.beside, self.near = (
            places_of(len(self.planes), box, below, most)
            for box, below, most in (
                (beside, 0, home.height / 2 - SIGN),
                (near, WRITTEN, np.inf),
            )
        )
        self.sums = [
            Label(
                f"{index}: {bars.write(value)}",
                home,
                family="code",
                color=color_of(float(value)),
            )
            for index, value in enumerate(np.ravel(bars.values.array))
        ]
        self.parts = [*self.planes, *self.sums]

    def show(self, put: Sequence[float], nearer: float) -> None:
        """Set all of them; their sums come at the end.

        Args:
            put: 0..1 of each: how far it is from where it was made.
            nearer: 0..1: how far all have come near.
        """
        for index, plane in enumerate(self.planes):
            place = mix_boxes(self.beside[index], self.near[index], nearer)
            plane.set_opacity(1.0 if put[index] > 0 else 0.0)
            if not plane.hidden:
                plane.place(self._way(place, put[index]))
            label = self.sums[index]
            label.set_opacity(ease(nearer, 0.5, 1))
            if not label.hidden:
                room = place.width + APART - 4
                label.kind = SUM.fitted(label.text, room, least=LEAST)[1]
                label.place(Box(place.left, place.bottom + 2, place.width, WRITTEN - 4))

    def _way(self, place: Box, share: float) -> Box:
        """The Box of a product on its way to a place: it grows small where it
        was made, then goes above the sign of the sum."""
        home = self.home
        corner = Box(home.right - place.width, home.top, place.width, place.height)
        beyond = Box(place.left, home.top, place.width, place.height)
        stops = home, corner, beyond, place
        at = share * (len(stops) - 1)
        first = min(int(at), len(stops) - 2)
        return mix_boxes(stops[first], stops[first + 1], at - first)
