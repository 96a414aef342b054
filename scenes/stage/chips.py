"""Small things in flight: dots and slips of colour on their way."""

from dataclasses import dataclass

from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH
from scenes.stage.part import Box, Part, mix_boxes


@dataclass(frozen=True)
class Dot:
    """A dot at a place in design pixels."""

    x: float
    y: float
    color: str
    radius: float = 7
    opacity: float = 1.0

    def paint(self, canvas):
        canvas.disc(self.x, self.y, self.radius, fill=self.color, opacity=self.opacity)


@dataclass(frozen=True)
class Slip:
    """A rounded Box of one colour."""

    box: Box
    color: str
    opacity: float = 1.0

    def paint(self, canvas):
        box = self.box
        canvas.rectangle(
            box.left,
            box.top,
            box.width,
            box.height,
            fill=self.color,
            radius=3,
            opacity=self.opacity,
        )


class Chips(Part):
    """Dots and slips, wherever they are in the frame; `items` changes."""

    def __init__(self):
        super().__init__(Box(0, 0, DESIGN_WIDTH, DESIGN_HEIGHT))
        self.items = ()

    def draw(self, canvas):
        for item in self.items:
            item.paint(canvas)


class Flight(Chips):
    """Cells that fly from where one part shows them to where another does.

    Args:
        start, end: parts with `cell_slips()`, a list of a Slip for each
            value, in the same order.

    Attributes to change while it plays:
        share: how far the cells are, 0..1.
    """

    def __init__(self, start, end):
        super().__init__()
        self._pairs = list(zip(start.cell_slips(), end.cell_slips()))
        self.share = 0.0

    def draw(self, canvas):
        for start, end in self._pairs:
            box = mix_boxes(start.box, end.box, self.share)
            Slip(box, start.color, 1 - self.share).paint(canvas)
            Slip(box, end.color, self.share).paint(canvas)
