"""What is said where a mask stops cells."""

import numpy as np

from scenes.acts.combine_words import then_all
from scenes.arrays.numbers import written
from scenes.reading.gates import Gate
from scenes.reading.known_curves import OTHER
from scenes.words.cell_words import cell_named, counted, number_in
from scenes.words.naming import code, headed, headline, said

__all__ = ["lead", "masking", "one_cell", "outcome", "signs", "then_all", "title"]


def _mask_name(gate: Gate) -> str:
    return code(gate.mask.name or gate.mask.expression) or said("the mask", "掩码")


def _condition(gate: Gate) -> str:
    """What is true where the mask is, as the code has it."""
    compared = gate.compared
    if compared is None or compared.operations[-1].function == "astype":
        return _mask_name(gate)
    return code(compared.operations[-1].expression) or _mask_name(gate)


def signs(gate: Gate) -> tuple[str, str]:
    if gate.operations[-1].function == "multiply":
        return "×", "="
    if gate.stops:
        return said("0 where", "为零处"), "→"
    return said("where", "仅当"), "→"


def title(gate: Gate, *, is_gradient: bool) -> str:
    if gate.is_drawn and gate.is_again:
        return said("The same random mask again", "再次使用同一个随机掩码")
    if gate.is_drawn:
        return said("Drop some cells at random", "随机丢弃一些格")
    condition = _condition(gate)
    if is_gradient and gate.stops:
        return said(
            "The gradient is stopped where {condition}",
            "{condition} 处梯度被截断",
            condition=condition,
        )
    if is_gradient:
        return said(
            "The gradient passes only where {condition}",
            "梯度只在 {condition} 处通过",
            condition=condition,
        )
    if gate.stops:
        return said("0 where {condition}", "{condition} 处为 0", condition=condition)
    return said("Only where {condition}", "只在 {condition} 处", condition=condition)


def lead(gate: Gate) -> str:
    source = code(gate.source.name or gate.source.expression)
    if gate.is_drawn and gate.is_again:
        return said(
            "What the mask has dropped before gets nothing of {source} either.",
            "之前被丢弃的格，也得不到 {source}。",
            source=source,
        )
    if gate.is_drawn:
        if gate.factor != 1:
            return said(
                "Where the random mask is 0 a cell is dropped; the others are made "
                "{factor} times as large.",
                "随机掩码为 0 处丢弃，其余放大到 {factor} 倍。",
                factor=written(gate.factor, ".4g"),
            )
        return said(
            "Where the random mask is 0 a cell is dropped; the others stay.",
            "随机掩码为 0 处丢弃，其余不变。",
        )
    if gate.curve is not None and gate.curve.name != OTHER:
        return said(
            "Elsewhere the curve of {name} is flat, its slope 0: nothing of {source} "
            "comes through."
            if not gate.stops
            else "There the curve of {name} is flat, its slope 0: nothing of {source} "
            "comes through.",
            "其余处 {name} 的曲线是平的，斜率为 0：{source} 传不过去。"
            if not gate.stops
            else "那里 {name} 的曲线是平的，斜率为 0：{source} 传不过去。",
            name=gate.curve.name,
            source=source,
        )
    if gate.stops:
        return said(
            "Where the mask is true {source} becomes 0; the rest stays.",
            "掩码为真处 {source} 变成 0，其余不变。",
            source=source,
        )
    return said(
        "Where the mask is true {source} stays; elsewhere it becomes 0.",
        "掩码为真处 {source} 不变，其余变成 0。",
        source=source,
    )


def masking(gate: Gate) -> str:
    """While what is compared becomes the mask."""
    return said(
        "First the mask: {condition}?",
        "先做掩码：{condition}？",
        condition=_condition(gate),
    )


def one_cell(gate: Gate, flat: int) -> str:
    """What becomes of one cell."""
    place = headline(cell_named(gate.result.shape, flat))
    before = number_in(gate.source.array, flat)
    after = number_in(gate.result.array, flat)
    if not gate.is_open.ravel()[flat]:
        told = said("{before} is stopped: 0.", "{before} 被截断：0。", before=before)
    elif gate.factor != 1:
        told = said(
            "{before} passes, times {factor}: {after}.",
            "{before} 通过，乘以 {factor}：{after}。",
            before=before,
            factor=written(gate.factor, ".4g"),
            after=after,
        )
    else:
        told = said("{before} passes.", "{before} 通过。", before=before)
    return headed(place, told)


def outcome(gate: Gate) -> str:
    """How many are stopped."""
    count, size = int(np.sum(~gate.is_open)), gate.is_open.size
    if gate.is_drawn:
        told = ("{many} is dropped.", "{many} are dropped."), "{many}被丢弃。"
    else:
        told = ("{many} is stopped.", "{many} are stopped."), "{many}被截断。"
    return counted(*told, count, size)
