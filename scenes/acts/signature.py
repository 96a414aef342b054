"""The project's name and what comes next: with what the films end."""

from scenes.stage import palette
from scenes.stage.label import Label, labels_below
from scenes.stage.part import Box
from scenes.stage.typeface import SMALL, enlarged
from scenes.words.naming import said

NAME = "matreel"
HEIGHT = 90  # design pixels, of both lines


def signature(
    left: float, top: float, following: str, *, size: int = 22
) -> list[Label]:
    """The name, and below it what the next film is called.

    Args:
        left, top: where they stand, in design pixels.
        following: the title of the next film, or "".
        size: in which it is written, in design pixels.
    """
    rows: list[tuple] = [(NAME, 0, 40, 36, palette.TEXT, "words", 600)]
    if following:
        told = said("Next: {title}", "下一部：{title}", title=following)
        # Letters grow upwards where they are enlarged.
        lower = 0.76 * max(SMALL * enlarged() - max(size, SMALL), 0.0)
        rows.append((told, 46 + lower, 40, size, palette.QUIET, "words", 500))
    labels = labels_below(Box(left, top, 600, HEIGHT), *rows)
    for label in labels:
        label.align = "left"
    return labels
