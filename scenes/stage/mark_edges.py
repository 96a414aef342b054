"""How much of a frame marks take, besides their texts."""

from collections.abc import Iterable, Iterator

from scenes.stage.marks import (
    Cells,
    Disc,
    Group,
    Kept,
    Mark,
    Point,
    Rectangle,
    Relief,
    Text,
)
from scenes.stage.part import Box


def edges_of(mark: Mark, shift: tuple[float, float] = (0.0, 0.0)) -> Box | None:
    """The Box around what a mark draws besides texts; None: nothing."""
    x, y = shift
    if isinstance(mark, Rectangle):
        return Box(x + mark.left, y + mark.top, mark.width, mark.height)
    if isinstance(mark, Text):
        return None
    if isinstance(mark, Disc):
        size = 2 * mark.radius
        return Box(x + mark.x - mark.radius, y + mark.y - mark.radius, size, size)
    if isinstance(mark, Kept):
        inner = x + mark.left - mark.origin[0], y + mark.top - mark.origin[1]
        return around([edges_of(one, inner) for one in mark.marks])
    if isinstance(mark, Group):
        if not mark.opacity:
            return None
        return around([edges_of(one, shift) for one in mark.marks])
    if isinstance(mark, Relief):
        left, top, right, bottom = mark.edges()
        return Box(x + left, y + top, right - left, bottom - top)
    points = _corners(mark) if isinstance(mark, Cells) else mark.points
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return Box(x + min(xs), y + min(ys), max(xs) - min(xs), max(ys) - min(ys))


def _corners(cells: Cells) -> tuple[Point, ...]:
    """All four, as scenes.stage.perspective has them; it takes arrays, which for
    one sheet takes ten times as long."""
    if len(cells.corners) == 4:
        return cells.corners
    (left, top), (right, level), (beside, bottom) = cells.corners
    return (*cells.corners, (right + beside - left, level + bottom - top))


def around(boxes: Iterable[Box | None]) -> Box | None:
    """The Box around some; None where there are none."""
    found = [one for one in boxes if one is not None]
    if not found:
        return None
    left, top = min(one.left for one in found), min(one.top for one in found)
    right, bottom = max(one.right for one in found), max(one.bottom for one in found)
    return Box(left, top, right - left, bottom - top)


def texts_in(
    marks: Iterable[Mark], shift: tuple[float, float] = (0.0, 0.0)
) -> Iterator[Text]:
    """The texts among marks that are seen, each where it is drawn."""
    for mark in marks:
        if isinstance(mark, Kept):
            right, down = mark.left - mark.origin[0], mark.top - mark.origin[1]
            yield from texts_in(mark.marks, (shift[0] + right, shift[1] + down))
        elif isinstance(mark, Group) and mark.opacity:
            yield from texts_in(mark.marks, shift)
        elif isinstance(mark, Text) and mark.opacity and mark.text.strip():
            yield mark._replace(x=mark.x + shift[0], baseline=mark.baseline + shift[1])
