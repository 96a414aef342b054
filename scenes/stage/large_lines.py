"""Lines of code that stand large for a moment: how large, and where.

A line that would hardly be larger is broken, as code is broken: behind what
assigns, or before what stands between two operands; else inside of brackets.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from scenes.stage.part import Box, mix
from scenes.stage.typeface import Type

LARGEST = 34.0  # size of the type, in design pixels
GAIN = 1.2  # less than so much larger is not worth a movement,
ENOUGH = 1.4  # and with so much no line is broken
WHOLE = 0.85  # what was cut may be so much smaller to be whole
PITCH, BASELINE = 1.4, 1.04  # from line to line, and to a baseline, by the size
STEP = 1 / 40  # in which they grow, by their size before: letters take time to draw
MOST_ROWS, MOST_PLACES = 3, 12  # of a line that is broken
INDENT = 2  # characters that lines which go on are indented
GONE, COMES = 0.12, 0.3  # how far a line has grown when what is broken off is gone,
#                          and comes where it will stand
# They end where a row may begin.
_BREAKS = re.compile(r"= | (?=(?:[-+*/@%&|]|\*\*|//|and|or|if|else) )")
_IN_BRACKETS = re.compile(r", |[(\[](?=[^)\]])")


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
        ground: top and height of the ground of a lit line.
        is_whole: whether all of it is written, also where it was cut.
    """

    left: float
    baseline: float
    column: int = 0
    scale: float = 1.0
    opacity: float = 1.0
    rest: float = 1.0
    ground: tuple[float, float] = (0.0, 0.0)
    is_whole: bool = False

    def x(self, width: float) -> float:
        """The x of what stands at a width of the others' type from column 0."""
        return self.left + width * self.scale


def small_place(left: float, baseline: float, size: float) -> Place:
    """The Place of a line of the listing in type of a size."""
    return Place(left, baseline, ground=(baseline - BASELINE * size, PITCH * size))


def growing(
    small: Place,
    text: str,
    width: Callable[[str], float],
    large: LargeLines,
    grown: float,
    *,
    is_cut: bool = False,
) -> tuple[Place, ...]:
    """The Places of the pieces of a line on its way from small to large.

    What is broken off goes where it stood and comes where it will stand; and so
    does all of a line that was cut, as then it is whole.

    Args:
        small: where it stands.
        width: a function that gives the width of any text of it there.
        large: how large it becomes, with the rows of its pieces alone.
        grown: how far it has grown, 0..1.
        is_cut: whether some of it is not there while it is small.
    """
    indent, first, last = len(text) - len(text.lstrip()), large.rows[0], large.rows[-1]
    larger = PITCH * large.size / small.ground[1]
    # Nothing moves before what is broken off is gone.
    way = max(grown - GONE, 0.0) / (1 - GONE)
    scale = mix(1.0, larger, way)
    if way < 1:
        scale = min(round(scale / STEP) * STEP, larger)
    before = width(text[:indent])
    x, baseline = mix(small.x(before), first.x, way), first.baseline
    top = baseline - BASELINE * large.size
    high = last.baseline - baseline + PITCH * large.size
    away = max(1 - grown / GONE, 0.0)
    there = min(max(grown / COMES - 1, 0.0), 1.0)
    whole = Place(
        x - before * scale,
        mix(small.baseline, baseline, way),
        scale=scale,
        rest=away,
        ground=(mix(small.ground[0], top, way), mix(small.ground[1], high, way)),
    )
    if is_cut and grown < COMES:
        return (replace(small, opacity=away, ground=whole.ground),)
    if is_cut:
        x, scale = first.x, larger
        whole = replace(
            whole,
            left=x - before * scale,
            baseline=baseline,
            scale=scale,
            opacity=there,
            is_whole=True,
        )
    places, nearly = [whole], scale / larger
    for row in large.rows[1:]:
        column = indent + row.column
        if grown < COMES:
            places.append(replace(whole, column=column, opacity=away))
            continue
        places.append(
            replace(
                whole,
                left=x + nearly * (row.x - first.x) - width(text[:column]) * scale,
                baseline=whole.baseline + nearly * (row.baseline - baseline),
                column=column,
                opacity=there,
            )
        )
    return tuple(places)


@lru_cache(maxsize=256)
def large_lines(
    texts: Sequence[str], room: Box, size: float, least: float
) -> LargeLines | None:
    """Lines that fill a room as well as they can.

    Args:
        texts: a tuple of them, without comments and what they are indented.
        room: that they stand in, in design pixels.
        size: of the type in their listing.
        least: the smallest that they may have.

    Returns:
        None where they would be smaller than that.
    """
    most = int(room.height / (PITCH * least))
    for breaks in (_BREAKS, _IN_BRACKETS):
        ways = list(_sized(texts, room, most, breaks))
        if not ways:
            return None
        large, starts = ways[0]
        if large < ENOUGH * size:
            large, starts = max(ways, key=lambda one: one[0])
        if large >= least:
            break
    else:
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


def _sized(texts, room, most, at) -> Iterator[tuple[float, list[tuple[int, int]]]]:
    """(size, (line, column) of each row) of each way to stand in `most` rows,
    those with fewer breaks first; `at` is what breaks end with."""
    for breaks in [(), *_ways_to_break(texts, most, at)]:
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


def _ways_to_break(texts, most, at):
    """A line that stands alone, broken at its places."""
    if len(texts) == 1:
        places = [(0, found.end()) for found in at.finditer(texts[0])]
        for count in range(1, min(most, MOST_ROWS)):
            yield from combinations(places[:MOST_PLACES], count)
