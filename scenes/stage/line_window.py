"""Which part of a line of code there is room for: what is lit is in it."""

from collections.abc import Callable
from dataclasses import dataclass

CUT = "…"


@dataclass(frozen=True)
class Window:
    """The part of a line of code that is written, and where.

    Attributes:
        text: the whole line.
        first, last: the columns that are written, last not among them.
        width: a function that gives the width of any text.
    """

    text: str
    first: int
    last: int
    width: Callable[[str], float]

    @property
    def indent(self) -> str:
        """The blanks that the line begins with, which are always there."""
        return self.text[: len(self.text) - len(self.text.lstrip())]

    def at(self, column: int) -> float:
        """How far right of column 0 a column stands, in design pixels."""
        column = min(max(column, self.first), self.last)
        if not self.first:
            return self.width(self.text[:column])
        return self.width(self.indent + CUT + self.text[self.first : column])

    def cuts(self) -> list[float]:
        """Where "…" stands, in design pixels from column 0."""
        before = [self.width(self.indent)] if self.first else []
        return before + ([self.at(self.last)] if self.last < len(self.text) else [])


def window(
    text: str, room: float, width: Callable[[str], float], lit: tuple[int, int] = (0, 0)
) -> Window:
    """The Window of a line that has some room.

    A line that is too long is cut at its end; where that would cut what is
    lit, it is moved to the left, behind its indent, until that is seen.

    Args:
        room: in design pixels, from column 0.
        lit: (start, end) columns of what has to be seen.
    """
    if width(text) <= room:
        return Window(text, 0, len(text), width)
    start, end = lit
    whole = Window(text, 0, _most(text, 0, room - width(CUT), width), width)
    if end <= start or end <= whole.last:
        return whole
    room -= width(whole.indent + CUT)
    after = width(CUT) if end < len(text) else 0.0
    first = start
    while first > len(whole.indent) and width(text[first - 1 : end]) + after <= room:
        first -= 1
    if width(text[first:]) <= room:
        return Window(text, first, len(text), width)
    return Window(text, first, _most(text, first, room - width(CUT), width), width)


def _most(text, first, room, width):
    """The last column to which a text can be written from a first one."""
    last = first + 1
    while last < len(text) and width(text[first : last + 1]) <= room:
        last += 1
    return last
