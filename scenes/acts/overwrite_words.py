"""What is said of cells that are written into an array."""

import numpy as np

from scenes.acts.filled import block_spelled, spelled
from scenes.arrays import shapes as arrange
from scenes.arrays.numbers import number_format
from scenes.reading.loss_form import lines_of
from scenes.reading.written_cells import Write
from scenes.words.naming import said


def title(made: Write, name: str) -> str:
    if made.is_one_hot:
        return said("One-hot: a 1 at the place that counts", "独热：只在对应位置为 1")
    if made.is_shuffle:
        return said("Put {name} in a random order", "把 {name} 随机打乱", name=name)
    return said("Write into {name}", "写入 {name}", name=name)


def lead(made: Write, name: str) -> str:
    count = np.unique(made.cells).size  # the same cell may be written twice
    if made.is_shuffle:
        return _shuffled(made, name)
    if made.is_one_hot and count == 1:
        return said(
            "All {size} places are 0, but for a 1 where its number says.",
            "{size} 个位置都是 0，只在编号处为 1。",
            size=int(np.prod(made.after.shape)),
        )
    if made.is_one_hot:
        return said(
            "Each of the {count} numbers becomes a line of 0 with a single 1, at the "
            "place that it says.",
            "{count} 个数各变成一条 0，只在该数所指的位置为 1。",
            count=count,
        )
    where = _where(made)
    if count == 1:
        return said(
            "The cell of {name} at {where} is overwritten.",
            "{name} 在 {where} 处的格被改写。",
            name=name,
            where=where,
        )
    if count == np.prod(made.after.shape):
        return said("All of {name} is overwritten.", "{name} 全部被改写。", name=name)
    if not where:
        return said(
            "{count} of the {size} cells of {name} are overwritten.",
            "{name} 的 {size} 格中有 {count} 格被改写。",
            count=count,
            size=int(np.prod(made.after.shape)),
            name=name,
        )
    return said(
        "{where} of {name}: {count} cells are overwritten.",
        "{name} 的{where}：{count} 格被改写。",
        where=where,
        name=name,
        count=count,
    )


def _shuffled(made: Write, name: str) -> str:
    fields = {"count": len(made.after.array), "name": name}
    if len(made.after.shape) == 1:
        return said(
            "The {count} numbers of {name} change places; none is changed itself.",
            "{name} 的 {count} 个数互换位置，数本身不变。",
            **fields,
        )
    return said(
        "The {count} rows of {name} change places; each stays as it is.",
        "{name} 的 {count} 行互换位置，每行保持原样。",
        **fields,
    )


def _where(made: Write) -> str:
    """Which cell, row or column it is, or "" where it is none of these."""
    shape, cells = made.after.shape, made.cells.ravel()
    if cells.size == 1:
        return spelled(int(cells[0]), shape)
    if len(shape) > 2:
        return block_spelled(cells, shape)
    columns = arrange.as_grid(np.empty(shape, bool)).shape[1] if len(shape) > 1 else 0
    if not columns:
        return ""
    rows, across = np.divmod(cells, columns)
    if np.ptp(rows) == 0 and cells.size == columns:
        return said("Row {row}", "行 {row}", row=int(rows[0]))
    if np.ptp(across) == 0 and cells.size * columns == np.prod(shape):
        return said("Column {column}", "列 {column}", column=int(across[0]))
    return ""


def turn(made: Write, index: int) -> str:
    cells = made.cells.ravel()
    if made.is_one_hot:
        flat = int(cells[index])
        lines = lines_of(cells, made.after.shape)
        assert lines is not None
        place = int(np.flatnonzero(lines[index] == flat)[0])
        if cells.size == 1:
            return said(
                "A 1 at {place}; all the others stay 0.",
                "位置 {place} 写入 1，其余仍为 0。",
                place=place,
            )
        return said(
            "Line {index}: a 1 at {place}; all the others stay 0.",
            "第 {index} 条：位置 {place} 写入 1，其余仍为 0。",
            index=index,
            place=place,
        )
    if cells.size != 1:
        return ""
    flat = int(cells[0])
    values = np.array(
        [
            made.after.array.ravel()[flat],
            made.before.array.ravel()[flat] if made.before is not None else 0.0,
        ],
        float,
    )
    write = number_format(values)
    return said(
        "From {before} to {after}.",
        "从 {before} 变成 {after}。",
        before=write(values[1]),
        after=write(values[0]),
    )


def outcome(made: Write) -> str:
    if made.is_one_hot:
        cells = made.cells.ravel()
        lines = lines_of(cells, made.after.shape)
        assert lines is not None
        places = (lines == cells[:, None]).argmax(axis=1)
        if cells.size == 1:
            return said(
                "It says: number {place} of {size}.",
                "它表示 {size} 个中的第 {place} 个。",
                place=int(places[0]),
                size=lines.shape[1],
            )
        return said(
            "{kinds} of the {size} places occur.",
            "{size} 个位置中出现了 {kinds} 个。",
            kinds=len(np.unique(places)),
            size=lines.shape[1],
        )
    if made.is_shuffle and made.before is not None:
        rows = [
            one.array.reshape(len(one.array), -1) for one in (made.before, made.after)
        ]
        same = int((rows[0] == rows[1]).all(axis=1).sum())
        return said(
            "{moved} of them stand elsewhere now.",
            "其中 {moved} 个换了位置。",
            moved=len(rows[0]) - same,
        )
    if made.before is not None:
        before, after = made.before.array, made.after.array
        changed = int(
            np.count_nonzero(
                ~((before == after) | (before != before) & (after != after))
            )
        )
        return (
            said(
                "{changed} of {size} cells {have} changed.",
                "{size} 格中有 {changed} 格改变。",
                changed=changed,
                size=after.size,
                have="has" if changed == 1 else "have",
            )
            if changed
            else said("No cell has changed.", "没有格改变。")
        )
    return ""
