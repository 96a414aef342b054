"""What is said of a product: of rows and columns, of gradients, of a bias."""

import re

import numpy as np

from network.trace import Value
from scenes.arrays.extremes import furthest
from scenes.reading.affine_layers import AffineLayer
from scenes.reading.gradient_products import GradientProduct
from scenes.reading.products import Product
from scenes.words.axis_words import along, cells_along
from scenes.words.cell_words import SUMS, as_operand
from scenes.words.naming import (
    code,
    headed,
    headline,
    in_a_row,
    is_word,
    layer_in,
    noun,
    number,
    plain,
    said,
    short,
)
from scenes.words.phrases import in_layer, outer_lead

LONGEST = 28  # letters of a name in a sentence
_PLACE = re.compile(r"[A-Za-z_][\w.]*(\[[^\]]*\])*")  # "z" or "params['w']"


def called(value: Value, most: int = LONGEST) -> str:
    """What the code calls a value: of a long name the end, of a long
    expression the start.

    Args:
        most: how many letters are not long.
    """
    text = code(value.name or value.expression) or said("the result", "结果")
    if len(text) <= most:
        return text
    if not value.name:
        return short(text, most)
    starts = [one.start() for one in re.finditer(r"[.\[]", text)]
    start = next((one for one in starts if len(text) - one < most), None)
    return f"…{text[1 - most :] if start is None else text[start:]}"


def _noun(value: Value) -> str:
    """In words, where it has a name that reads as words."""
    return noun(value) if is_word(value.name) else called(value)


def title(target: str, layer: AffineLayer, gradient: GradientProduct | None) -> str:
    if gradient is None:
        left, right = layer.product.left.named, layer.product.right.named
        factors = (as_operand(_noun(one), SUMS) for one in (left, right))
        parts = " × ".join(factors)
        parts += f" + {_noun(layer.bias.source)}" if layer.bias else ""
        if layer_in(target):
            return in_layer(target, parts)
        if target:
            return headed(plain(target), parts)
        return headline(parts) if is_word(left.name) else parts
    return gradient_title(target, gradient)


def gradient_title(target: str, gradient: GradientProduct) -> str:
    of, back = called(gradient.of), called(gradient.gradient.source)
    what = (
        said(
            "{back} sent back through {through}",
            "{back} 经 {through} 传回",
            back=back,
            through=called(gradient.source),
        )
        if gradient.is_of_weights is False
        else said("the gradient of {of}", "{of} 的梯度", of=of)
    )
    if target:
        return headed(plain(target), what)
    if gradient.is_of_weights is False:
        return what
    # A sentence in Chinese begins with the name, which stays as it is.
    return said("The gradient of {of}", "{of} 的梯度", of=of)


def lead(layer: AffineLayer, gradient: GradientProduct | None) -> str:
    if gradient is not None:
        return gradient_lead(gradient, layer.product.cells)
    product = layer.product
    if product.cells == 1 and product.rows > 1 and product.columns > 1:
        return in_a_row(
            outer_lead(product.left.named, product.right.named), _then(layer)
        )
    return in_a_row(_meeting(layer), _picking(product), _then(layer))


def _picking(product: Product) -> str:
    """What a product with one-hot rows, or columns, comes to."""
    left, right = called(product.left.named), called(product.right.named)
    if product.cells < 2 or product.shape[0] > 1:
        return ""
    if _is_one_hot(product.left.laid(product.left.value.array)[0]):
        return said(
            "Each row of {left} has a single 1, and so looks up one row of {right}."
            if product.rows > 1
            else "{left} has a single 1, and so looks up one row of {right}.",
            "{left} 的每行只有一个 1：等于取出 {right} 的一行。"
            if product.rows > 1
            else "{left} 只有一个 1：等于取出 {right} 的一行。",
            left=left,
            right=right,
        )
    if _is_one_hot(product.right.laid(product.right.value.array)[0].T):
        return said(
            "Each column of {right} has a single 1, and so looks up one column of "
            "{left}."
            if product.columns > 1
            else "{right} has a single 1, and so looks up one column of {left}.",
            "{right} 的每列只有一个 1：等于取出 {left} 的一列。"
            if product.columns > 1
            else "{right} 只有一个 1：等于取出 {left} 的一列。",
            left=left,
            right=right,
        )
    return ""


def _is_one_hot(lines: np.ndarray) -> bool:
    """Whether each line holds a single 1, and 0 beside it."""
    return bool(
        np.isin(lines, (0, 1)).all() and (np.count_nonzero(lines, axis=1) == 1).all()
    )


def _meeting(layer: AffineLayer) -> str:
    """What meets what, and how many pairs that are."""
    product = layer.product
    left, right = called(product.left.named), called(product.right.named)
    lines = product.rows > 1, product.columns > 1
    meet = {
        (True, True): (
            "Each row of {left} meets each column of {right}:",
            "{left} 的每行与 {right} 的每列：",
        ),
        (True, False): (
            "Each row of {left} meets {right}:",
            "{left} 的每行与 {right}：",
        ),
        (False, True): (
            "{left} meets each column of {right}:",
            "{left} 与 {right} 的每列：",
        ),
        (False, False): ("{left} meets {right}:", "{left} 与 {right}："),
    }[lines]
    return in_a_row(
        said(*meet, left=left, right=right),
        said("number times number.", "数乘以数。")
        if product.cells == 1
        else _added_up(product),
    )


def _added_up(product: Product) -> str:
    """How many pairs are multiplied, and along what they lie."""
    left, axes = product.left.value, product.left.groups[2]
    where = along(left, axes[0]) if len(axes) == 1 else ""
    if not where:
        return said(
            "{cells} pairs, multiplied and added up.",
            "{cells} 对数相乘，再全部相加。",
            cells=product.cells,
        )
    return said(
        "{cells} pairs along {where}, multiplied and added up.",
        "沿{where}的 {cells} 对数相乘，再全部相加。",
        cells=product.cells,
        where=where,
    )


def _then(layer: AffineLayer) -> str:
    if layer.bias is None:
        return ""
    bias = called(layer.bias.source)
    if _is_one_line(layer):
        return said("Then {bias} is added.", "再加上 {bias}。", bias=bias)
    return said(
        "Then {bias} is added to each {line}.",
        "再给每{line}加上 {bias}。",
        bias=bias,
        line=_line(layer.bias.by_columns),
    )


def _is_one_line(layer: AffineLayer) -> bool:
    """Whether the bias is added to one row, or one column, only."""
    assert layer.bias is not None
    product = layer.product
    return (product.columns if layer.bias.by_columns else product.rows) == 1


def _line(by_columns: bool) -> str:
    return said("column", "列") if by_columns else said("row", "行")


def gradient_lead(gradient: GradientProduct, cells: int) -> str:
    """
    Args:
        cells: how many products each number adds up.
    """
    of, back = called(gradient.of), called(gradient.gradient.source)
    through = called(gradient.source)
    if gradient.is_of_weights is False:
        return said(
            "Each number of {back} goes back through {through}, by the weights "
            "that made it: one number for each of {of}.",
            "{back} 的每个数沿产生它的权重经 {through} 传回：{of} 的每个数得到一个数。",
            back=back,
            through=through,
            of=of,
        )
    if cells == 1:
        return said(
            "One number for each of {of}: what went in, {through}, times what "
            "comes back, {back}.",
            "{of} 的每个数对应一个数：输入 {through} 乘以传回的 {back}。",
            of=of,
            through=through,
            back=back,
        )
    return said(
        "One number for each of {of}: what went in, {through}, times what comes "
        "back, {back}, added up over all {lines}.",
        "{of} 的每个数对应一个数：输入 {through} 乘以传回的 {back}，"
        "对全部 {line}求和。",
        of=of,
        through=through,
        back=back,
        lines=_added(gradient, cells, many=True),
        line=_added(gradient, cells, many=False),
    )


def _added(gradient: GradientProduct, cells: int, *, many: bool) -> str:
    """What is added up over: "5 examples", or "5 rows"."""
    lines = (_lines if many else _line)(gradient.over_columns)
    source = gradient.source
    if len(source.shape) != 2 or source.shape[gradient.over_columns] != cells:
        return f"{cells} {lines}"
    return cells_along(source, (int(gradient.over_columns),), lines)


def _lines(by_columns: bool) -> str:
    return said("columns", "列") if by_columns else said("rows", "行")


def outcome(name: str, array: np.ndarray) -> str:
    """What came out: the number furthest from zero."""
    if not array.any():
        if array.size == 1:
            return said("It comes to 0.", "结果是 0。")
        return said("All of it is 0.", "全部是 0。")
    lost = int(np.isnan(array.astype(float)).sum())
    if lost:
        return said(
            "{lost} of {size} are no numbers.",
            "{size} 个中有 {lost} 个不是数。",
            lost=lost,
            size=array.size,
        )
    flat = furthest(array)
    value = number(array.ravel()[flat], array.ravel())
    if array.size == 1:
        return said("It comes to {value}.", "结果是 {value}。", value=value)
    place = ", ".join(str(one) for one in np.unravel_index(flat, array.shape))
    cell = f"{name}[{place}]" if _PLACE.fullmatch(name) else f"[{place}]"
    return said(
        "Furthest from 0: {cell} = {value}.",
        "离零最远：{cell} = {value}。",
        cell=cell,
        value=value,
    )


def first_sum(layer: AffineLayer, terms: list[tuple[str, str]], total: str) -> str:
    """The sum that goes first.

    Args:
        terms: as written, of the first pairs; of too many, none.
    """
    product, total = layer.product, total.removeprefix("+")
    place = _first_place(layer)
    pairs = " + ".join(f"{_held(one)} × {_held(other)}" for one, other in terms)
    rest = " + …" if product.cells > len(terms) else ""
    what = (
        f"{pairs}{rest} = {total}"
        if terms
        else said(
            "{cells} products add up to {total}.",
            "{cells} 个乘积之和是 {total}。",
            cells=product.cells,
            total=total,
        )
    )
    return headed(place, what) if place else what


def _first_place(layer: AffineLayer) -> str:
    """Where the first sum stands: "Row 0, column 0"; "" if it is all."""
    where = [
        said("row 0", "第 0 行") if layer.product.rows > 1 else "",
        said("column 0", "第 0 列") if layer.product.columns > 1 else "",
    ]
    return headline(said(", ", "，").join(filter(None, where)))


def _held(text: str) -> str:
    """A number after a sign; a plus of its own would be one too many."""
    text = text.removeprefix("+")
    return f"({text})" if text.startswith("−") else text


def of_many(row: int, column: int, cells: int, total: str) -> str:
    return said(
        "Row {row}, column {column}: {cells} products add up to {total}.",
        "第 {row} 行，第 {column} 列：{cells} 个乘积之和是 {total}。",
        row=row,
        column=column,
        cells=cells,
        total=total.removeprefix("+"),
    )


def rest(layer: AffineLayer, *, by_columns: bool) -> str:
    """The rest of the line that goes first, and then all the others."""
    product = layer.product
    left, right = called(product.left.named), called(product.right.named)
    along, lines = product.columns, product.rows
    if by_columns:
        along, lines = lines, along
    if along < 2:
        return "" if lines < 2 else _others_meet(lines - 1, by_columns=by_columns)
    if lines < 2:
        return _others_meet(along - 1, by_columns=not by_columns)
    first = (
        said(
            "The same column meets the other rows of {left}.",
            "同一列再与 {left} 的其余各行相乘。",
            left=left,
        )
        if by_columns
        else said(
            "The same row meets the other columns of {right}.",
            "同一行再与 {right} 的其余各列相乘。",
            right=right,
        )
    )
    return in_a_row(first, _others(lines - 1, by_columns=by_columns))


def _others_meet(count: int, *, by_columns: bool) -> str:
    line = _line(by_columns)
    if count == 1:
        return said(
            "Then the other {line}, in the same way.", "另一{line}也一样。", line=line
        )
    return said(
        "Then the other {count} {line}s, in the same way.",
        "其余 {count} {line}也一样。",
        count=count,
        line=line,
    )


def _others(count: int, *, by_columns: bool) -> str:
    line = _line(by_columns)
    if count == 1:
        return said("So does the other {line}.", "另一{line}也一样。", line=line)
    return said(
        "So do the other {count} {line}s.",
        "其余 {count} {line}也一样。",
        count=count,
        line=line,
    )


def other_products(count: int) -> str:
    if count == 1:
        return said("Then the other product of the stack.", "然后是叠中的另一个乘积。")
    return said(
        "Then the other {count} products of the stack, one after the other.",
        "然后是叠中其余 {count} 个乘积，一个接一个。",
        count=count,
    )


def bias_added(layer: AffineLayer, start: str, more: str, end: str) -> str:
    """What is added, and the first sum before and after."""
    assert layer.bias is not None
    bias, place = called(layer.bias.source), _first_place(layer)
    first = f"{start.removeprefix('+')} + {_held(more)} = {end.removeprefix('+')}"
    if _is_one_line(layer):
        added = said("{bias} is added.", "加上 {bias}。", bias=bias)
    else:
        added = said(
            "{bias} joins every {line}.",
            "给每{line}加上 {bias}。",
            bias=bias,
            line=_line(layer.bias.by_columns),
        )
    return in_a_row(added, headed(place, first) if place else first)
