"""The frames of a strip: one for each pass, with arrows between them."""

from scenes.stage import palette
from scenes.stage.part import Box, Part
from scenes.stage.typeface import Type

HEAD = Type("code", 22)
LIT = Type("code", 22, 700)
APART = 36  # between frames, in design pixels
HEADER = 42


class FilmStrip(Part):
    """Frames side by side; time goes to the right, or to the left.

    Args:
        labels: what each frame is called, in order of time.
        box: a Box in design pixels.
        leftwards: time goes to the left.
        arrows_at: where arrows stand, each 0..1 of the frames' height.

    Attributes to change while it plays:
        current: index of the frame that is lit, or None.
        reached: how many frames time has come to.
    """

    def __init__(self, labels, box, *, leftwards=False, arrows_at=(0.5,)):
        super().__init__(box)
        self.labels = tuple(labels)
        self.leftwards, self.arrows_at = leftwards, tuple(arrows_at)
        self.current = None
        self.reached = len(self.labels)

    def frame(self, index):
        """The Box of a frame, by its index in time."""
        count = len(self.labels)
        place = count - 1 - index if self.leftwards else index
        wide = (self.box.width - APART * (count - 1)) / count
        return Box(
            self.box.left + place * (wide + APART), self.box.top, wide, self.box.height
        )

    def inside(self, index):
        """The Box in a frame below its label."""
        box = self.frame(index)
        return Box(
            box.left + 8, box.top + HEADER, box.width - 16, box.height - HEADER - 10
        )

    def draw(self, canvas):
        for index, label in enumerate(self.labels):
            box, is_lit = self.frame(index), index == self.current
            there = index < self.reached
            canvas.rectangle(
                box.left,
                box.top,
                box.width,
                box.height,
                fill=palette.PANEL if there else None,
                stroke=palette.POINTED if is_lit else palette.LINE,
                line=2.5 if is_lit else 1.5,
                radius=10,
                dashes=() if there else (6, 6),
            )
            kind = LIT if is_lit else HEAD
            if kind.width(label) > box.width - 6:
                size = max(14, kind.size * (box.width - 6) / kind.width(label))
                kind = Type("code", size)
            canvas.text(
                label,
                box.left + box.width / 2,
                box.top + 29,
                kind,
                palette.POINTED if is_lit else palette.QUIET,
                align="middle",
            )
            for share in self.arrows_at if index else ():
                self._draw_arrow(canvas, index, there, box.top + box.height * share)

    def _draw_arrow(self, canvas, index, there, y):
        before, box = self.frame(index - 1), self.frame(index)
        start, end = (
            (before.left - 6, box.right + 6)
            if self.leftwards
            else (before.right + 6, box.left - 6)
        )
        back = 9 if self.leftwards else -9
        color = palette.QUIET if there else palette.LINE
        canvas.polygon(((start, y), (end, y)), stroke=color, line=2.5, closed=False)
        canvas.polygon(((end, y), (end + back, y - 7), (end + back, y + 7)), fill=color)
