"""Lines of code that stand large for a moment: how large, and where.

A line that would hardly be larger is broken in two, as code is broken: behind
what assigns, or before what stands between two operands.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from scenes.stage.part import Box, mix
from scenes.stage.typeface import Type

LARGEST = 34.0  # size of the type, in design pixels
GAIN = 1.2  # less than so much larger is not worth a movement,
ENOUGH = 1.4  # and with so much no line is broken
PITCH, BASELINE = 1.4, 1.04  # from line to line, and to a baseline, by the size
INDENT = 2  # characters that lines which go on are indented
GONE, COMES = 0.12, 0.3  # how far a line has grown when what is broken off is gone,
#                          and comes where it will stand
_BREAKS = re.compile(r"(?<==)(?= )|(?= (?:[-+*/@%&|]|\*\*|//|and|or|if|else) )")


@dataclass(frozen=True)
class Row:
    """A row of what stands large.

    Attributes:
        line: the number of its line, from 0.
        column: that it begins with, after what the line is indented.
        x, baseline: of its first letter, in design pixels.
    """

    line: int
    column: int
    x: float
    baseline: float


@dataclass(frozen=True)
class LargeLines:
    """Lines that stand large.

    Attributes:
        size: of the type, in design pixels.
        rows: the Rows of all lines, in order.
    """

    size: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Place:
    """Where a line is written, or what it has from a column on.

    Attributes:
        left, baseline: of column 0, in design pixels.
        column: the first that is written there.
        scale: of the type, by that of other lines.
        opacity, rest: 0..1, of the code and of what is behind it.
        below: how much higher the ground of a lit line is.
    """

    left: float
    baseline: float
    column: int = 0
    scale: float = 1.0
    opacity: float = 1.0
    rest: float = 1.0
    below: float = 0.0

    def x(self, width: float) -> float:
        """The x of what stands at a width of the others' type from column 0."""
        return self.left + width * self.scale


def growing(
    small: Place,
    text: str,
    width: Callable[[str], float],
    larger: float,
    rows: Sequence[Row],
    grown: float,
) -> tuple[Place, ...]:
    """The Places of the pieces of a line on its way from small to large.

    What is broken off goes where it stood and comes where it will stand.

    Args:
        small: where it stands.
        width: a function that gives the width of any text of it there.
        larger: how much larger it becomes.
        rows: of its pieces.
        grown: how far it has grown, 0..1.
    """
    indent, scale = len(text) - len(text.lstrip()), mix(1.0, larger, grown)
    before, first = width(text[:indent]), rows[0]
    x = mix(small.x(before), first.x, grown)
    whole = Place(
        x - before * scale,
        mix(small.baseline, first.baseline, grown),
        scale=scale,
        rest=max(1 - grown / GONE, 0.0),
        below=grown * (rows[-1].baseline - first.baseline),
    )
    places, nearly = [whole], scale / larger
    for row in rows[1:]:
        column = indent + row.column
        if grown < COMES:
            away = max(1 - grown / GONE, 0.0)
            places.append(replace(whole, column=column, opacity=away))
            continue
        left = x + nearly * (row.x - first.x) - width(text[:column]) * scale
        down = nearly * (row.baseline - first.baseline)
        there = min((grown - COMES) / COMES, 1.0)
        places.append(
            Place(left, whole.baseline + down, column, scale, there, whole.rest)
        )
    return tuple(places)


@lru_cache(maxsize=256)
def large_lines(texts: Sequence[str], room: Box, size: float) -> LargeLines | None:
    """Lines that fill a room as well as they can.

    Args:
        texts: a tuple of them, without comments and what they are indented.
        room: that they stand in, in design pixels.
        size: of the type in their listing.

    Returns:
        None where they would be hardly larger.
    """
    ways = list(_sized(texts, room))
    if not ways:
        return None
    whole = ways[0]
    found = whole if whole[0] >= ENOUGH * size else max(ways, key=lambda one: one[0])
    large, starts = found
    if large < GAIN * size:
        return None
    pitch = PITCH * large
    top = room.top + (room.height - pitch * len(starts)) / 2
    placed = [
        Row(
            line,
            column,
            room.left + Type("code", large).width(" " * INDENT) * bool(row),
            top + row * pitch + BASELINE * large,
        )
        for row, (line, column) in enumerate(starts)
    ]
    return LargeLines(large, tuple(placed))


def _sized(texts, room) -> Iterator[tuple[float, list[tuple[int, int]]]]:
    """(size, (line, column) of each row) of each way to stand, those with fewer
    breaks first."""
    for breaks in [(), *_ways_to_break(texts)]:
        starts = sorted([*((line, 0) for line in range(len(texts))), *breaks])
        ends = [*starts[1:], (len(texts), 0)]
        longest = 0.0
        for row, ((line, column), (next_line, end)) in enumerate(zip(starts, ends)):
            text = texts[line][column : end if next_line == line else None]
            text = " " * INDENT * bool(row) + text.rstrip()
            longest = max(longest, Type("code", 1.0).width(text))
        if longest:
            across, down = room.width / longest, room.height / (PITCH * len(starts))
            yield min(LARGEST, across, down), starts


def _ways_to_break(texts):
    """A line that stands alone, broken at each of its places."""
    if len(texts) == 1:
        for found in _BREAKS.finditer(texts[0]):
            yield [(0, found.end() + 1)]  # behind the blank
