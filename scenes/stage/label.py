"""A symbol or a short text on the stage, such as × or =."""

from scenes.stage import palette
from scenes.stage.part import Box, Part
from scenes.stage.typeface import Type


class Label(Part):
    """One line of text in the middle of its box.

    Args:
        text: what stands there; it may change while it plays.
        box: a Box in design pixels.
        size: in design pixels.
        color: "#RRGGBB".
        family: "words" or "code".
        align: "left", "middle" or "right" within the box.
    """

    def __init__(
        self,
        text,
        box,
        *,
        size=40,
        color=palette.QUIET,
        family="words",
        weight=500,
        align="middle",
    ):
        super().__init__(box)
        self.text = text
        self.kind = Type(family, size, weight)
        self.ink = color
        self.align = align

    def draw(self, canvas):
        box = self.box
        x = {"left": box.left, "middle": box.left + box.width / 2, "right": box.right}[
            self.align
        ]
        canvas.text(
            self.text,
            x,
            box.top + box.height / 2 + self.kind.size * 0.36,
            self.kind,
            self.ink,
            align=self.align,
        )


def labels_below(box, *rows):
    """Labels below one another in a box, as wide as it is.

    Args:
        rows: (text, pixels below the box's top, height, size, color, family,
            weight) of each.
    """
    return [
        Label(
            text,
            Box(box.left, box.top + down, box.width, high),
            size=size,
            color=color,
            family=family,
            weight=weight,
        )
        for text, down, high, size, color, family, weight in rows
    ]
