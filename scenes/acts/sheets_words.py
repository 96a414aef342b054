"""What is said of sheets of weights that are multiplied one by one."""

import numpy as np

from scenes.arrays.numbers import adding_up
from scenes.reading.matrix_times_column import MatrixTimesColumn
from scenes.words.naming import is_word, layer_in, noun, one_of, said


def lead(target: str, product: MatrixTimesColumn) -> str:
    left, (count, cells) = product.matrix, product.shape
    one, where = one_of(target, count), layer_in(target)
    owner = f"{where} {one.lower()}".strip()
    if not is_word(left.name) and not left.name.endswith("weights"):
        return said(
            "Each of the {count} sheets is one {line} of {left}: {cells} numbers.",
            "{count} 张薄片，每张是 {left} 的一{line}：{cells} 个数。",
            count=count,
            line=said("column", "列") if product.is_turned else said("row", "行"),
            left=noun(left),
            cells=cells,
        )
    return said(
        "Each of the {count} sheets holds the {cells} {left} of one {owner}.",
        "{count} 张薄片，每张是一个{one}的 {cells} 个{left}。",
        count=count,
        cells=cells,
        left=noun(left),
        owner=owner,
        one=one,
    )


def all_kept(*, is_diverging: bool) -> str:
    return said(
        "Every product, above its sum: orange adds to it, blue takes away."
        if is_diverging
        else "Every product, above its sum.",
        "每个乘积，下面是它的和：橙色使和变大，蓝色使和变小。"
        if is_diverging
        else "每个乘积，下面是它的和。",
    )


def for_and_against(product: np.ndarray, total: float) -> str:
    """How much of a sum is added, and how much is taken away; "" where one of
    the two is nothing, or they cannot be written so that they add up.

    Args:
        product: of weights and ink.
        total: what was recorded as its sum.
    """
    cells = product.astype(float)
    more, less = float(cells[cells > 0].sum()), float(cells[cells < 0].sum())
    numbers = adding_up((more, less), float(total)) if more and less else None
    if numbers is None:
        return ""
    return said(
        "On orange for, on blue against: {numbers}.",
        "橙色处赞成，蓝色处反对：{numbers}。",
        numbers=numbers,
    )
