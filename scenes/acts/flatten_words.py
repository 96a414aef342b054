"""What is said where maps become one row, or a row becomes maps."""

from network.trace import Value
from scenes.words.naming import code, said


def title(*, is_back: bool) -> str:
    if is_back:
        return said("The row becomes maps again", "一行数重新变成图")
    return said("All maps in one row", "所有图排成一行")


def step_name(*, is_back: bool) -> str:
    if is_back:
        return said("row to maps", "行变图")
    return said("maps in a row", "图排成行")


def lead(
    shape: tuple[int, ...], stretches: tuple[int, int], *, channels_last: bool
) -> str:
    images = ""
    if len(shape) == 4 and shape[0] > 1:
        images = said(" Each image has its row.", "每张图像各有一行。")
    if channels_last:
        words = said(
            "Nothing is computed. Cell by cell: the {count} maps' numbers for one "
            "cell stand side by side.",
            "什么都不计算。逐格排列：同一格在 {count} 张图上的数相邻。",
            count=stretches[1],
        )
    else:
        words = said(
            "Nothing is computed. Map after map: each is a stretch of {count} numbers.",
            "什么都不计算。逐图排列：每张图是 {count} 个数的一段。",
            count=stretches[1],
        )
    return f"{words}{images}"


def outcome(shape: tuple[int, ...], row: tuple[int, ...], *, is_back: bool) -> str:
    called = [" × ".join(map(str, one)) for one in (shape, row)]
    if is_back:
        called.reverse()
    return said(
        "{before} has become {after}.",
        "{before} 变成了 {after}。",
        before=called[0],
        after=called[1],
    )


def stretch(
    shape: tuple[int, ...], index: int, length: int, *, channels_last: bool
) -> str:
    """About one stretch of the row."""
    start, end = index * length, (index + 1) * length - 1
    if channels_last:
        row, column = divmod(index, shape[1])
        return said(
            "Row {row}, column {column} of all maps: numbers {start} to {end}.",
            "所有图的第 {row} 行第 {column} 列：第 {start} 到 {end} 个数。",
            row=row,
            column=column,
            start=start,
            end=end,
        )
    return said(
        "Map {index}: numbers {start} to {end}.",
        "图 {index}：第 {start} 到 {end} 个数。",
        index=index,
        start=start,
        end=end,
    )


def folded(shape: tuple[int, ...], length: int) -> str:
    """The note above a row that is folded."""
    return said(
        "{shape}, {length} a line",
        "{shape}，每行 {length} 个",
        shape=" × ".join(map(str, shape)),
        length=length,
    )


def called(value: Value, otherwise: str) -> str:
    """What the code calls a value, or what the act's result is called."""
    return code(value.name or value.expression or otherwise)
