"""A panel: a dark ground with an edge, and what stands still on it."""

from scenes.stage import palette
from scenes.stage.part import Part
from scenes.stage.typeface import SMALL, Type

TICK = Type("code", SMALL)


class Panel(Part):
    """A part with a ground of its own; subclasses paint on it."""

    def draw_still(self, canvas, key):
        """Draw the ground and what `paint_still` puts on it.

        Args:
            key: hashable; everything that changes what is put there.
        """
        box = self.box
        canvas.cached(
            (type(self).__name__, key),
            box.left - 2,
            box.top - 2,
            box.width + 4,
            box.height + 4,
            self._paint_ground,
        )

    def _paint_ground(self, canvas):
        self.draw_ground(canvas)
        self.paint_still(canvas)

    def draw_ground(self, canvas):
        """Draw the ground alone."""
        box = self.box
        canvas.rectangle(
            box.left,
            box.top,
            box.width,
            box.height,
            fill=palette.PANEL,
            stroke=palette.LINE,
            radius=12,
        )

    def paint_still(self, canvas):
        """Draw what stands on the ground, as a subclass knows how."""
        raise NotImplementedError


def paint_heights(canvas, room, ticks, *, beyond=0, apart=12):
    """Lines across a chart's room, each with its text at the left.

    Args:
        room: the Box that the chart's own lines run in.
        ticks: (y, text) of each, y in design pixels.
        beyond: how far a line goes on, left and right of the room.
        apart: from a text to its line, in design pixels.
    """
    for y, text in ticks:
        canvas.rectangle(
            room.left - beyond, y - 0.5, room.width + 2 * beyond, 1, fill=palette.LINE
        )
        canvas.text(
            text, room.left - beyond - apart, y + 7, TICK, palette.QUIET, align="right"
        )


def paint_feet(canvas, room, ticks):
    """Texts below a chart's room.

    Args:
        ticks: (x, text) of each, x in design pixels.
    """
    for x, text in ticks:
        canvas.text(text, x, room.bottom + 28, TICK, palette.QUIET, align="middle")
