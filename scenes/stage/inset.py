"""A part drawn elsewhere in the frame, and in another size."""

from typing import Any

from scenes.stage.canvas import Drawings, marks_of
from scenes.stage.part import Box, Part
from scenes.stage.placing import Placed, Placing


class Inset(Part):
    """Another part, drawn elsewhere and in another size.

    Args:
        inner: it.
        placing: where it comes to.
        frame: the Box of the whole frame.
    """

    def __init__(self, inner: Part, placing: Placing, frame: Box) -> None:
        super().__init__(frame)
        self.inner, self._placed = inner, Placed(placing)
        self._drawings = Drawings()

    def draw(self, canvas: Any) -> None:
        canvas.marks += self._placed.of([marks_of(self.inner, self._drawings)])
