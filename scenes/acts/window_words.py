"""What is said of windows that slide, whatever is computed in them."""

from collections.abc import Sequence

import numpy as np

from network.trace import Value
from scenes.reading.map_axes import parts_of
from scenes.reading.sliding_window import SlidingWindow
from scenes.words.naming import code, indexed, number, said, the


def called(value: Value) -> str:
    """What the code calls a value."""
    return code(value.name or value.expression)


def sizes(pair: Sequence[int]) -> str:
    """A size in words: "3 × 3", of what has only one row "3"."""
    rows, columns = pair
    return f"{rows} × {columns}" if rows != 1 else f"{columns}"


def picture_name(window: SlidingWindow) -> str:
    """What a window slides over, in a sentence."""
    return the(called(window.values.get("original", window.values["picture"])))


def of_cells(
    window: SlidingWindow, row: int, column: int, channel: int | None = None
) -> str:
    """What the code would write for what is under the window, in the first
    image.

    Args:
        channel: the only one that is seen, of several; None: all are.
    """
    role = "picture" if "picture" in window.values else "map"
    top, left = window.place(row, column)
    rows, columns = (
        f"{start}:{start + length}" + (f":{gap}" if gap > 1 else "")
        for start, length, gap in zip((top, left), window.fit.reach, window.fit.gaps)
    )
    picked = {
        "N": "0",
        "H": rows,
        "W": columns,
        **({} if channel is None else {"C": str(channel)}),
    }
    return _indexed(called(window.values[role]), window.fit.axes[role], picked)


def of_kernel(window: SlidingWindow, index: int) -> str:
    """What the code would write for one of the kernels."""
    letter = "C" if window.fit.by_channel else "F"
    name = called(window.values["kernels"])
    return _indexed(name, window.fit.axes["kernels"], {letter: str(index)})


def _indexed(name: str, axes: str, picked: dict[str, str]) -> str:
    """A name with an index: what is picked along each axis, else all."""
    index = [picked.get(one, ":") for one in parts_of(axes)]
    while index and index[-1] == ":":
        index.pop()
    return indexed(name, ", ".join(index)) if index else name


def kernel_labels(filters: int, channels: int) -> tuple[str, ...]:
    """What stands above the kernels: filter, and channel where there are
    several."""
    if channels == 1:
        return tuple(map(str, range(filters)))
    return tuple(
        f"{one}, {channel}" for one in range(filters) for channel in range(channels)
    )


def is_flat(window: SlidingWindow) -> bool:
    """Whether there is one axis to slide along, not two."""
    return "H" not in window.fit.axes.get("errors", window.fit.axes["map"])


def at(window: SlidingWindow, row: int, column: int) -> str:
    """A position of a window, or the cell of the map that it has."""
    if is_flat(window):
        return said("position {column}", "位置 {column}", column=column)
    return said(
        "row {row}, column {column}",
        "第 {row} 行第 {column} 列",
        row=row,
        column=column,
    )


def steps(window: SlidingWindow) -> str:
    """How far the window goes at once, if that is not one cell; or ""."""
    down, across = window.fit.step
    if (down, across) == window.fit.size and max(down, across) > 1:
        return said("The windows lie side by side.", "窗口彼此相邻，互不重叠。")
    if max(down, across) == 1:
        return ""
    return said(
        "It goes {step} cells at a time.",
        "每次移动 {step} 格。",
        step=across if down in (across, 1) else f"{down} × {across}",
    )


def gaps(window: SlidingWindow) -> str:
    """What lies between the cells of a window, if anything does; or ""."""
    gap = max(window.fit.gaps)
    if gap == 1:
        return ""
    left_out = (
        said("one cell", "1 格")
        if gap == 2
        else said("{count} cells", "{count} 格", count=gap - 1)
    )
    return said(
        "Its cells lie apart, {left_out} left out between them: dilation {gap}.",
        "它的格彼此隔开，中间略过 {left_out}：扩张率 {gap}。",
        left_out=left_out,
        gap=gap,
    )


def border(window: SlidingWindow) -> str:
    """What a border around the picture is for, if there is one; or ""."""
    corner = window.corner if "original" in window.values else window.fit.pad
    if max(corner) == 0:
        return ""
    wide = corner[1] if corner[0] in (corner[1], 0) else f"{corner[0]} × {corner[1]}"
    return said(
        "A border, {wide} wide, lets the window reach the edges.",
        "四周加宽 {wide} 的边框，窗口便能到达边缘。",
        wide=wide,
    )


def on_the_way(window: SlidingWindow, row: int, column: int) -> str:
    """About the positions before the first that is looked at closely."""
    return said("First to {place}.", "先到{place}。", place=at(window, row, column))


def one_step(window: SlidingWindow, told: str) -> str:
    """About the next position beside the one before, and what comes of it."""
    across = window.fit.step[1]
    if across == 1:
        return said("One cell to the right: {told}.", "右移一格：{told}。", told=told)
    return said(
        "{across} cells to the right: {told}.",
        "右移 {across} 格：{told}。",
        across=across,
        told=told,
    )


def step(window: SlidingWindow) -> str:
    """About the next position before anything has come of it."""
    across = window.fit.step[1]
    if across == 1:
        return said("One cell to the right.", "右移一格。")
    return said("{across} cells to the right.", "右移 {across} 格。", across=across)


def images(window: SlidingWindow) -> str:
    """Which of several images is seen; "" where there is one."""
    role = "picture" if "picture" in window.values else "errors"
    count = window.laid(role).shape[0]
    if count == 1:
        return ""
    return said(
        "Of {count} images the first is seen.",
        "{count} 张图像中显示第一张。",
        count=count,
    )


def going_on(window: SlidingWindow, count: int) -> str:
    """About the rest of the first row."""
    if count == 1:
        return said("Then the last one of the row.", "然后是这一行的最后一个。")
    return said(
        "And on to the end of the row: {count} more positions.",
        "继续到行末：还有 {count} 个位置。",
        count=count,
    )


def all_the_rest(window: SlidingWindow, alike: str) -> str:
    """About all rows that are left.

    Args:
        alike: for how many the same happens, or "".
    """
    down, across = window.positions
    return said(
        "Row by row: {down} × {across} positions{alike}.",
        "逐行进行：{down} × {across} 个位置{alike}。",
        down=down,
        across=across,
        alike=alike,
    )


def maps_alike(count: int) -> str:
    if count == 1:
        return ""
    return said(", for {count} maps alike", "，{count} 张图都一样", count=count)


def kernels_alike(count: int) -> str:
    if count == 1:
        return ""
    return said(", for {count} kernels alike", "，{count} 个卷积核都一样", count=count)


def largest_of(window: SlidingWindow, one: tuple[str, str]) -> str:
    """Where the largest number of the map stands, of the first image.

    Args:
        one: what one of the maps is called, in English and in Chinese.
    """
    maps = window.laid("map")[0].astype(float)
    finite = np.isfinite(maps)
    if not finite.all():
        count = int((~finite).sum())
        return said(
            "{count} of {all} numbers are not finite.",
            "{all} 个数中有 {count} 个不是有限数。",
            count=count,
            all=maps.size,
        )
    if maps.size > 1 and (maps == maps.flat[0]).all():
        return said(
            "All {count} numbers are {value}.",
            "{count} 个数都是 {value}。",
            count=maps.size,
            value=number(maps.flat[0]) if maps.flat[0] else "0",
        )
    index, row, column = map(int, np.unravel_index(int(maps.argmax()), maps.shape))
    top = number(maps[index, row, column], maps)
    place = at(window, row, column)
    if len(maps) == 1:
        return said(
            "The largest number, {value}, is at {place}.",
            "最大的数 {value} 在{place}。",
            value=top,
            place=place,
        )
    return said(
        "The largest number, {value}, is of {one} {index}, at {place}.",
        "最大的数 {value} 属于{one} {index}，在{place}。",
        value=top,
        one=said(*one),
        index=index,
        place=place,
    )
