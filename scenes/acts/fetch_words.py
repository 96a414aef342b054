"""What is said of cells that are looked up in an array."""

import numpy as np

from scenes.acts.filled import block_spelled, spelled
from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import number_format
from scenes.reading.lookups import BLOCK, CELLS, COLUMNS, ROWS, Lookup
from scenes.words.naming import headline, said


def title(found: Lookup, name: str) -> str:
    if found.is_mask:
        return said("Keep what the mask marks", "保留掩码标出的")
    if found.is_each:
        return said("One cell of each row", "每行取一格")
    if found.kind in (ROWS, COLUMNS):
        one, ones, one_zh = _kind(found)
        fields = {"name": name, "one": one, "ones": ones, "one_zh": one_zh}
        if found.index is None and len(found.places) == 1:
            return said(
                "Take {one} {place} of {name}",
                "取 {name} 的{one_zh} {place}",
                place=found.places[0],
                **fields,
            )
        return said("Look up {ones} of {name}", "在 {name} 中查{one_zh}", **fields)
    if found.kind == CELLS and found.cells.size == 1:
        return said("Take one cell of {name}", "取 {name} 的一格", name=name)
    if found.kind == CELLS:
        return said("Take cells of {name}", "取 {name} 的几格", name=name)
    return said("Take a part of {name}", "取 {name} 的一部分", name=name)


def _kind(found: Lookup) -> tuple[str, str, str]:
    """What is read one by one: in English, many of it, in Chinese."""
    if found.kind == COLUMNS:
        return "column", "columns", "列"
    if len(found.source.shape) > 2:
        return "entry", "entries", "项"
    return "row", "rows", "行"


def lead(found: Lookup, name: str, index: str) -> str:
    """
    Args:
        name, index: what the array and what says where to look are called.
    """
    count = len(found.places)
    if found.is_mask:
        return said(
            "{taken} of the {size} cells of {name} {are} kept, where {index} is true.",
            "{name} 的 {size} 格中保留 {taken} 格：{index} 为真处。",
            taken=found.cells.size,
            are="is" if found.cells.size == 1 else "are",
            size=int(np.prod(found.source.shape)),
            name=name,
            index=index,
        )
    if found.is_each:
        return said(
            "For each of the {count} rows of {name}, {index} says which cell is taken.",
            "对 {name} 的 {count} 行，由 {index} 指定各取哪一格。",
            count=found.cells.size,
            name=name,
            index=index or said("the code", "代码"),
        )
    if found.kind in (ROWS, COLUMNS) and found.index is not None:
        one, ones, one_zh = _kind(found)
        if count == 1:
            return said(
                "{index} says which {one} of {name} is fetched.",
                "{index} 指定取 {name} 的哪一{one_zh}。",
                index=index,
                one=one,
                one_zh=one_zh,
                name=name,
            )
        return said(
            "Each number of {index} says which {one} of {name} is fetched.",
            "{index} 的每个数指定取 {name} 的哪一{one_zh}。",
            index=index,
            one=one,
            one_zh=one_zh,
            name=name,
        )
    shape = arrange.shape_note(found.source.shape)
    if found.kind == BLOCK:
        return said(
            "Of the {shape} cells of {name}, {part}.",
            "从 {name} 的 {shape} 格中取{part_zh}。",
            shape=shape,
            name=name,
            part=_part(found)[0],
            part_zh=_part(found)[1],
        )
    if found.kind == ROWS and count > 1:
        return said(
            "{ones} {places} of {name} are fetched, in this order.",
            "依次取出 {name} 的{one_zh} {places}。",
            ones=headline(_kind(found)[1]),
            one_zh=_kind(found)[2],
            places=_listed(found.places),
            name=name,
        )
    if found.kind in (ROWS, COLUMNS):
        one, ones, one_zh = _kind(found)
        return said(
            "Of the {shape} cells of {name} only {one} {places}.",
            "从 {name} 的 {shape} 格中只取{one_zh} {places}。",
            shape=shape,
            name=name,
            one=one if count == 1 else ones,
            one_zh=one_zh,
            places=_listed(found.places),
        )
    return (
        said(
            "Of the {shape} cells of {name}, {count} taken one by one.",
            "从 {name} 的 {shape} 格中逐个取出 {count} 格。",
            shape=shape,
            name=name,
            count=found.cells.size,
        )
        if found.cells.size > 1
        else said(
            "Of the {shape} cells of {name} only the one at {place}.",
            "从 {name} 的 {shape} 格中只取 {place} 处的一格。",
            shape=shape,
            name=name,
            place=spelled(int(found.cells.ravel()[0]), found.source.shape),
        )
    )


def _part(found: Lookup) -> tuple[str, str]:
    """Which block it is, in English and Chinese."""
    shape = found.source.shape
    if len(shape) == 1:
        low, high = int(found.cells.min()), int(found.cells.max())
        return f"those at {low} to {high}", f"第 {low} 到 {high} 个"
    if len(shape) > 2:
        block = block_spelled(found.cells, shape)
        return f"those at {block}", f"{block} 处"
    columns = arrange.as_grid(np.empty(shape, bool)).shape[1]
    rows, across = np.divmod(found.cells.ravel(), columns)
    all_across = np.ptp(across) + 1 == columns
    all_rows = np.ptp(rows) + 1 == int(np.prod(shape)) // columns
    texts = []
    for values, is_all, one, one_zh in (
        (rows, all_rows, "row", "行"),
        (across, all_across, "column", "列"),
    ):
        low, high = int(values.min()), int(values.max())
        if is_all:
            continue
        texts.append(
            (f"{one} {low}", f"{one_zh} {low}")
            if low == high
            else (f"{one}s {low} to {high}", f"{one_zh} {low} 到 {high}")
        )
    return ", ".join(one for one, _ in texts), "、".join(two for _, two in texts)


def _listed(places: tuple[int, ...]) -> str:
    shown = ", ".join(map(str, places[:8]))
    return shown + (" …" if len(places) > 8 else "")


def outcome(found: Lookup) -> str:
    if found.cells.size == 1:
        value = found.result.array.ravel()
        return said(
            "It holds {value}.", "它是 {value}。", value=number_format(value)(value[0])
        )
    if found.kind in (ROWS, COLUMNS) and len(found.places) > 1:
        kinds = len(set(found.places))
        _, one, one_zh = _kind(found)
        if kinds < len(found.places):
            return said(
                "{count} {one} come out, from {kinds} different ones.",
                "取出 {count} {one_zh}，其中 {kinds} {one_zh}不同。",
                count=len(found.places),
                one=one,
                one_zh=one_zh,
                kinds=kinds,
            )
    if len(found.result.shape) == 1:
        return said(
            "{count} cells come out.", "取出 {count} 格。", count=found.cells.size
        )
    return said(
        "What comes out is {shape}.",
        "结果是 {shape}。",
        shape=arrange.shape_note(found.result.shape),
    )


def turn(found: Lookup, index: int) -> str:
    """What is fetched now, as a sentence."""
    if found.kind == BLOCK:
        return ""
    if found.kind == CELLS:
        flat = int(found.cells.ravel()[index])
        values = found.source.array
        place = spelled(flat, found.source.shape)
        value = number_format(values)(values.ravel()[flat])
        if found.is_each:
            row, column = divmod(flat, found.source.shape[1])
            return said(
                "Row {row}: its cell {column} is taken, {value}.",
                "行 {row}：取第 {column} 格，{value}。",
                row=row,
                column=column,
                value=value,
            )
        return said(
            "The cell at {place} is taken: {value}.",
            "取 {place} 处的格：{value}。",
            place=place,
            value=value,
        )
    one, _, one_zh = _kind(found)
    one = headline(one)
    return said(
        "{one} {place} is fetched.",
        "取出{one_zh} {place}。",
        one=one,
        one_zh=one_zh,
        place=found.places[index],
    )
