"""A thin line from a picture to what it belongs to."""

from scenes.stage import palette
from scenes.stage.part import Box, Part


class PointingLine(Part):
    """A straight line between two points (x, y), in design pixels."""

    def __init__(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        (left, top), (right, bottom) = start, end
        super().__init__(Box(left, min(top, bottom), right - left, abs(bottom - top)))
        self.start, self.end = start, end

    def draw(self, canvas):
        canvas.polygon([self.start, self.end], stroke=palette.QUIET, closed=False)
