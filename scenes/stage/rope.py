"""A rope between two answers, with a knot that is pulled from one to the other."""

from scenes.arrays.numbers import written
from scenes.stage import palette
from scenes.stage.part import Part
from scenes.stage.typeface import SMALL, Type

END = 44  # size of the answers at both ends, in design pixels
ENDS = 56  # room for each of them
KNOT = 13  # its radius


class Rope(Part):
    """Where the sum of some pulls stands: left of the middle below zero.

    Args:
        box: of the rope with what stands at its ends, a Box in design pixels.
        ends: (text, text), who pulls to the left and who to the right.
        reach: the number that lies at the right end; its opposite at the left.

    Attributes to change while it plays:
        at: the number that the knot lies at.
        told: the number that is written above the knot, or None.
        winner: 0 or 1, the end that is lit, or None.
        winner_ink: the colour in which it is.
    """

    def __init__(self, box, ends, reach):
        super().__init__(box)
        self.ends, self.reach = ends, reach
        self.at = 0.0
        self.told = None
        self.winner = None
        self.winner_ink = palette.TEXT

    def x_of(self, number):
        """The x of a number, clipped to the rope, in design pixels."""
        box = self.box
        half = box.width / 2 - ENDS
        share = min(max(number / self.reach, -1.0), 1.0)
        return box.left + box.width / 2 + half * share

    def draw(self, canvas):
        box = self.box
        middle = box.bottom - KNOT - 6
        left, zero, right = (self.x_of(one) for one in (-self.reach, 0.0, self.reach))
        canvas.rectangle(left, middle - 2, right - left, 4, fill=palette.LINE, radius=2)
        canvas.rectangle(zero - 1, middle - 22, 2, 44, fill=palette.QUIET)
        knot = self.x_of(self.at)
        ink = palette.NEGATIVE if self.at < 0 else palette.POSITIVE
        if knot != zero:
            canvas.rectangle(
                min(zero, knot), middle - 5, abs(knot - zero), 10, fill=ink, radius=5
            )
        canvas.disc(knot, middle, KNOT, fill=ink)
        self._draw_ends(canvas, middle)
        if self.told is not None:
            canvas.text(
                written(self.told, "+.2f"),
                min(max(knot, left + 40), right - 40),
                middle - KNOT - 12,
                Type("code", SMALL, 600),
                palette.TEXT,
                align="middle",
            )

    def _draw_ends(self, canvas, middle):
        box = self.box
        for place, (text, x, align) in enumerate(
            zip(self.ends, (box.left, box.right), ("left", "right"))
        ):
            canvas.text(
                text,
                x,
                middle + END * 0.36,
                Type("words", END, 600),
                self.winner_ink if place == self.winner else palette.QUIET,
                align=align,
            )
