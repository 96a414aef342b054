"""A text that is struck out while it plays."""

from scenes.stage import palette
from scenes.stage.label import Label


class Struck(Label):
    """A Label, aligned left, with a line through its beginning.

    Attributes to change while it plays:
        through: what of its text the line runs through.
        struck: 0..1, how much of that.
    """

    through = ""
    struck = 0.0

    def draw(self, canvas):
        super().draw(canvas)
        if self.struck <= 0:
            return
        width = self.kind.width(self.through) * self.struck
        middle = self.box.top + self.box.height / 2
        canvas.polygon(
            [(self.box.left, middle), (self.box.left + width, middle)],
            stroke=palette.POINTED,
            line=3,
            closed=False,
        )
