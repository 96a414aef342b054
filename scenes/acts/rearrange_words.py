"""What becomes of each axis where cells only go to other places."""

from collections.abc import Sequence

import numpy as np

from network.trace import Operation, Value
from scenes.acts import kept_words
from scenes.reading.cells_moved import (
    CUTS,
    JOINS,
    LAYOUTS,
    ORDERS,
    TURNS,
    Moved,
    blocks_of,
    groups,
)
from scenes.reading.contraction import permuted
from scenes.reading.kept_places import kept_places
from scenes.words.axis_words import shape_words
from scenes.words.naming import code, headline, in_a_row, indexed, said
from scenes.words.operations import doing

LONGEST = 18  # of an expression that is a name


def title(moved: Moved, heads: str) -> str:
    """Args: heads: "parted" or "joined" of heads of attention, or ""."""
    if heads == "parted":
        return said("each head gets columns of its own", "每个头分到自己的列")
    if heads == "joined":
        return said("the heads side by side again", "各头重新并排")
    if kept_words.is_as_it_was(moved):
        return said(
            "nothing moves: {name}",
            "毫无移动：{name}",
            name=kept_words.as_it_was(moved)[0],
        )
    times = blocks_of(moved)
    if times:
        return said(
            "every cell becomes {times}", "每格变成 {times}", times=_block(times)
        )
    functions = [one.function for one in moved.operations]
    if functions == ["getitem"] and kept_places(moved.operations[0]):
        return said("keep some of {name}", "保留 {name} 的一部分", name=_source(moved))
    if len(functions) == 1:
        return doing(moved.operations[0])
    first, *_, last = (doing(one) for one in moved.operations)
    return said(
        "{first}, then {then}", "{first}，再{then}", first=first, then=_small(last)
    )


def _block(times: Sequence[int]) -> str:
    """ "a block of 2 × 2", of a row "3 side by side"."""
    last = tuple(times[-2:])
    if len(last) == 2 and all(one == 1 for one in times[:-2]) and min(last) > 1:
        return said("a block of {size}", "{size} 的一块", size=shape_words(last))
    return said(
        "{count} beside each other", "相邻的 {count} 格", count=int(np.prod(times))
    )


def _source(moved: Moved) -> str:
    return source_name(moved.sources[0], 0)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def lead(moved: Moved, count: int) -> str:
    """What becomes of the axes, operation by operation.

    Args:
        count: of arrays that the same is done with.
    """
    if kept_words.is_as_it_was(moved):
        return kept_words.as_it_was(moved)[1]
    times = blocks_of(moved)
    if times:
        told = said(
            "Every cell stands there {times} times, as a block: {before} becomes "
            "{after}.",
            "每格重复成一块，共 {times} 次：{before} 变成 {after}。",
            times=int(np.prod(times)),
            before=shape_words(moved.sources[0].shape),
            after=shape_words(moved.results[0].shape),
        )
    else:
        told = in_a_row(*(headline(_becomes(one)) for one in moved.operations))
    if count > 1:
        return in_a_row(
            told,
            said(
                "The same with {count} arrays.", "{count} 个数组都这样做。", count=count
            ),
        )
    return told


def _becomes(operation: Operation) -> str:
    function = operation.function
    before = next(one for one in operation.operands if not one.is_scalar).shape
    after = operation.result.shape
    if function in TURNS:
        return _turned(operation, before, after)
    if function in LAYOUTS:
        return _laid(before, after)
    if function in CUTS:
        return _cut(operation, before)
    if function in JOINS:
        return _joined(operation)
    if function == "pad":
        return said(
            "a border comes around: {before} becomes {after}.",
            "四周加一圈：{before} 变成 {after}。",
            before=shape_words(before),
            after=shape_words(after),
        )
    if function in ORDERS:
        return said(
            "every cell stays, only their order changes.", "格子不变，只换次序。"
        )
    if function == "getitem":
        return _sliced(operation)
    times = int(np.prod(after)) // int(np.prod(before))
    return said(
        "each cell stands there {times} times: {before} becomes {after}.",
        "每格出现 {times} 次：{before} 变成 {after}。",
        times=times,
        before=shape_words(before),
        after=shape_words(after),
    )


def _turned(operation: Operation, before, after) -> str:
    order = permuted(operation)
    if order == tuple(range(len(before))):
        return said(
            "the axes {before} stay in their order.",
            "轴 {before} 次序不变。",
            before=shape_words(before),
        )
    if len(before) == 2:
        return said("each row becomes a column.", "每一行变成一列。")
    return said(
        "the axes {before} stand in another order: {after}.",
        "轴 {before} 换了次序：{after}。",
        before=shape_words(before),
        after=shape_words(after),
    )


def axis_word(rank: int, axis: int, length: int) -> str:
    """A number of columns, rows or places along another axis."""
    if rank == 2 and axis in (0, 1):
        many = ("rows", "columns") if length != 1 else ("row", "column")
        return said(
            "{length} {word}",
            "{length} {line}",
            length=length,
            word=many[axis],
            line=("行", "列")[axis],
        )
    return said(
        "{length} along axis {axis}",
        "轴 {axis} 上 {length} 个",
        length=length,
        axis=axis,
    )


def _laid(before: Sequence[int], after: Sequence[int]) -> str:
    parts = []
    for old, new in groups(before, after):
        if old == new:
            continue
        if len(old) == 1:
            axis = list(before).index(old[0])
            parts.append(
                said(
                    "{axis} become {parts}",
                    "{axis}变成 {parts}",
                    axis=axis_word(len(before), axis, old[0]),
                    parts=shape_words(new),
                )
            )
        else:
            parts.append(
                said(
                    "{parts} become {length} in one row"
                    if len(new) == 1
                    else "{parts} become {length}, in the same order",
                    "{parts} 变成一行 {length} 个"
                    if len(new) == 1
                    else "{parts} 按原次序变成 {length}",
                    parts=shape_words(old),
                    length=shape_words(new),
                )
            )
    if not parts:
        return said(
            "{before} is laid out as {after}; no cell changes its place in the order.",
            "{before} 排成 {after}，次序不变。",
            before=shape_words(before),
            after=shape_words(after),
        )
    return said("{parts}.", "{parts}。", parts=said(", ", "，").join(parts))


def _cut(operation: Operation, before) -> str:
    shapes = [one.shape for one in operation.results]
    axis = next(
        (
            place
            for place in range(len(before))
            if any(shape[place] != before[place] for shape in shapes)
        ),
        0,
    )
    lengths = [shape[axis] for shape in shapes]
    each = str(lengths[0]) if len(set(lengths)) == 1 else ", ".join(map(str, lengths))
    return said(
        "{axis} are cut into {count} parts of {each}."
        if len(lengths) > 1
        else "{axis}: one part of {each}.",
        "{axis}切成 {count} 份，每份 {each}。",
        axis=axis_word(len(before), axis, before[axis]),
        count=len(lengths),
        each=each,
    )


def _joined(operation: Operation) -> str:
    arrays = [one for one in operation.operands if not one.is_scalar]
    after = operation.result.shape
    count = len(arrays)
    if any(len(one.shape) < len(after) for one in arrays):
        return said(
            "{count} arrays become one of {after}.",
            "{count} 个数组合成一个 {after}。",
            count=count,
            after=shape_words(after),
        )
    axis = next(
        (
            place
            for place in range(len(after))
            if arrays[0].shape[place] != after[place]
        ),
        0,
    )
    where = (
        said("side by side", "左右相接")
        if len(after) == 2 and axis == 1
        else said("one below the other", "上下相接")
        if len(after) == 2
        else said("end to end", "首尾相接")
    )
    more = int(np.prod(after)) - arrays[0].array.size
    if count == 1 and more == 0:
        return said("The array is copied as it is.", "原样复制数组。")
    if count == 1:
        return said(
            "The array stands {where} with {more} more numbers: {axis}."
            if more > 1
            else "The array stands {where} with one more number: {axis}.",
            "数组与另外 {more} 个数{where}：{axis}。",
            more=more,
            where=where,
            axis=axis_word(len(after), axis, after[axis]),
        )
    return said(
        "{count} arrays stand {where}: {axis}.",
        "{count} 个数组{where}：{axis}。",
        count=count,
        where=where,
        axis=axis_word(len(after), axis, after[axis]),
    )


def _sliced(operation: Operation) -> str:
    before, after = operation.operands[0].shape, operation.result.shape
    if kept_places(operation):
        return kept_words.kept(operation)
    if int(np.prod(before)) == int(np.prod(after)) and len(after) > len(before):
        return said(
            "a new axis of length 1: {before} becomes {after}.",
            "加一个长度为 1 的轴：{before} 变成 {after}。",
            before=shape_words(before),
            after=shape_words(after),
        )
    if before == after:
        return said(
            "every cell stays, only their order changes.", "格子不变，只换次序。"
        )
    return said(
        "of {before} it keeps {after}.",
        "从 {before} 中取 {after}。",
        before=shape_words(before),
        after=shape_words(after),
    )


def outcome(moved: Moved, names: tuple[list[str], list[str]]) -> str:
    """Where one of the cells was and where it is now, the last that moved."""
    if kept_words.is_as_it_was(moved):
        return ""
    result = len(moved.results) - 1
    source, index = moved.origins[result]
    cells = np.flatnonzero(source.ravel() >= 0)
    if not len(cells):
        return ""
    cell = int(cells[-1])
    origin = int(source.ravel()[cell])
    before = _place(moved.sources[origin], int(index.ravel()[cell]))
    after = _place(moved.results[result], cell)
    return said(
        "{before} is now {after}.",
        "{before} 现在是 {after}。",
        before=indexed(names[0][origin], before),
        after=indexed(names[1][result], after),
    )


def _place(value: Value, cell: int) -> str:
    return ", ".join(str(int(one)) for one in np.unravel_index(cell, value.shape))


def source_name(value: Value, place: int) -> str:
    name = code(value.name or value.expression)
    return name or said("array {place}", "数组 {place}", place=place)


def result_name(name: str, expression: str, place: int, count: int) -> str:
    """Args: name: that the code gives to it, or ""."""
    if name:
        return name
    if count == 1 and len(expression) <= LONGEST:
        return expression
    return (
        said("result", "结果")
        if count == 1
        else said("part {place}", "第 {place} 份", place=place)
    )


def head(number: int) -> str:
    return said("head {number}", "头 {number}", number=number)
