"""Where a sliding window's picture, bench and maps stand, and what flies there."""

from network.trace import Value
from scenes.acts.entrances import Role
from scenes.acts.player import ActPlayer
from scenes.acts.window_words import called, sizes
from scenes.stage.chips import Slip
from scenes.stage.maps import Maps
from scenes.stage.part import Box, ease, mix_boxes
from scenes.stage.values import Values

GAP = 56  # between the picture, what is under the window, and the maps
STRIP = 0.26  # of the height: for all maps where one of them is seen large


def thirds(stage: Box, shares: tuple[float, float, float]) -> list[Box]:
    """Three Boxes side by side, of these shares of the width."""
    room = stage.width - 2 * GAP
    boxes, left = [], stage.left
    for share in shares:
        boxes.append(Box(left, stage.top, room * share, stage.height))
        left += room * share + GAP
    return boxes


def rows_in(box: Box, shares: tuple[float, ...], *, gap: float = 14) -> list[Box]:
    """Boxes one below the other in a Box, of these shares of its height."""
    room = box.height - gap * (len(shares) - 1)
    boxes, top = [], box.top
    for share in shares:
        boxes.append(Box(box.left, top, box.width, room * share))
        top += room * share + gap
    return boxes


def flying(
    start: Maps,
    end: Maps,
    place: tuple[int, int],
    share: float,
    *,
    gaps: tuple[int, int] = (1, 1),
) -> tuple[Slip, ...]:
    """The cells under a window on their way to where they are worked on.

    Args:
        start: the picture.
        end: what shows the window's cells.
        place: (row, column) of the window's first cell in the picture.
        share: how far they are, 0..1.
        gaps: (rows, columns) from one of them to the next in the picture.
    """
    if not 0 < share < 1:
        return ()
    rows, columns = end.values.shape[1:]
    way = ease(share, 0, 1)
    return tuple(
        Slip(
            mix_boxes(
                start.cell_box(grid, *there), end.cell_box(grid, row, column), way
            ),
            start.cell_color(grid, *there),
        )
        for grid in range(min(start.count, end.count))
        for row in range(rows)
        for column in range(columns)
        for there in [(place[0] + row * gaps[0], place[1] + column * gaps[1])]
    )


def onto(
    start: Maps, end: Maps, place: tuple[int, int], share: float, *, first: int = 0
) -> tuple[Slip, ...]:
    """All cells of what is worked on, on their way onto a window.

    Args:
        place: (row, column) of the window's first cell where they go.
        share: how far they are, 0..1.
        first: the grid where those of the first one go.
    """
    if not 0 < share < 1:
        return ()
    rows, columns = start.values.shape[1:]
    way = ease(share, 0, 1)
    return tuple(
        Slip(
            mix_boxes(
                start.cell_box(grid, row, column),
                end.cell_box(first + grid, place[0] + row, place[1] + column),
                way,
            ),
            start.cell_color(grid, row, column),
        )
        for grid in range(min(start.count, end.count - first))
        for row in range(rows)
        for column in range(columns)
    )


def one_flying(start: Box, end: Box, color: str, share: float) -> tuple[Slip, ...]:
    """A number on its way from one Box to another."""
    if not 0 < share < 1:
        return ()
    return (Slip(mix_boxes(start, end, ease(share, 0, 1)), color),)


def told_and_all(
    player: ActPlayer, values: Values, value: Value, box: Box, *, told: int = 0
) -> tuple[Maps, Maps | None]:
    """Bring one of some maps large, and all of them small above it.

    Args:
        values: (maps, rows, columns) of the value.
        told: the one that is seen large.
    """
    name = called(value)
    note = sizes(values.shape[1:])
    if len(values.array) == 1:
        return player.bring(Maps(values, box, name=name, note=note), value), None
    above, below = rows_in(box, (STRIP, 1 - STRIP), gap=24)
    small = player.bring(
        Maps(values, above, name=name, note=f"{len(values.array)} × {note}"), value
    )
    small.outlined = {told: ((0, 0, *values.shape[1:]),)}
    large = Maps(
        values[told : told + 1], below, scale=small.color_scale, source=name, start=told
    )
    return player.bring(large, Role(f"large {value.identity}", value.version)), small
