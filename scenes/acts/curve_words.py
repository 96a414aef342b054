"""What is said of arrays of any shape that go through a curve."""

from collections.abc import Sequence

import numpy as np

from scenes.arrays.numbers import written
from scenes.reading.cell_functions import SATURATING
from scenes.reading.elementwise import ElementwiseFunction
from scenes.reading.known_curves import OF_MINUS_X, OTHER, OWN_X, limits_of
from scenes.words.cell_words import (
    cell_named,
    counted,
    furthest_cell,
    number_in,
    of_so_many,
)
from scenes.words.naming import headed, headline, listed, said
from scenes.words.phrases import in_layer

NEAR = 0.05  # of the end of a curve: so close it is flat there
_KEPT_ABOVE = ("leaky ReLU", "ELU", "GELU", "swish", "mish")
CORNERED = ("ReLU", "abs", "clip", *_KEPT_ABOVE)  # whose ends tell most

# How the field writes curves that the code spreads over several lines.
FORMULAS = {
    "sigmoid": "1 / (1 + e^−x)",
    OF_MINUS_X: "1 / (1 + e^x)",
    "ReLU": "max(0, x)",
    "leaky ReLU": "x above 0, else a part of x",
    "ELU": "x above 0, else a · (e^x − 1)",
    "GELU": "x · Φ(x)",
    "swish": "x / (1 + e^−x)",
    "softplus": "log(1 + e^x)",
    "square": "x²",
    "clip": "x between two limits",
}


def title(target: str, name: str) -> str:
    """What a curve is for, by its name."""
    told = _TITLES.get(name)
    if told is not None:
        return in_layer(target, said(*told))
    if name == OTHER:
        return in_layer(
            target, said("each value through a curve", "每个值经过一条曲线")
        )
    return in_layer(
        target, said("through the curve of {name}", "经过 {name} 的曲线", name=name)
    )


def gate_title(name: str) -> str:
    """What a sigmoid is for whose numbers let shares of others through.

    Args:
        name: that the code gives to them, or "".
    """
    title = said("a gate, from 0, shut, to 1, open", "一道门，0 为关，1 为开")
    return headed(name, title) if name else headline(title)


def gate_lead(through: Sequence[str]) -> str:
    """
    Args:
        through: what so much of will be let through; () where that has no name.
    """
    made = said(
        "The sigmoid makes a share of each value, between 0, shut, and 1, open",
        "sigmoid 把每个值变成 0（关）到 1（开）之间的份额",
    )
    if not through:
        return said("{made}.", "{made}。", made=made)
    return said(
        "{made}: so much of {names} is let through.",
        "{made}：{names} 放行这么多。",
        made=made,
        names=listed(list(through)),
    )


_TITLES = {
    "sigmoid": ("squash with the sigmoid", "用 sigmoid 压缩"),
    OF_MINUS_X: ("squash with the sigmoid of −x", "用 −x 的 sigmoid 压缩"),
    "clip": ("keep every value within limits", "限制每个值的范围"),
    "square": ("square every value", "每个值平方"),
    "sqrt": ("the root of every value", "每个值开方"),
    "abs": ("every value without its sign", "每个值取绝对值"),
}


def lead(function: ElementwiseFunction, formula: str) -> str:
    """What the curve does to every value.

    Args:
        formula: what stands above the curve.
    """
    name = function.name
    if name == "clip":
        low, high = limits_of(function)
        return _clipped(low, high)
    told = _LEADS.get(name)
    if told is not None:
        return said(*told)
    if name == OTHER:
        return said(
            "Each value alone decides what it becomes: {formula}.",
            "每个值变成什么只由它自己决定：{formula}。",
            formula=formula,
        )
    return said(
        "Every value slides onto the curve of {name} and lands there.",
        "每个值落到 {name} 的曲线上。",
        name=name,
    )


_LEADS = {
    "sigmoid": (
        "Every value slides onto the curve and lands between 0 and 1.",
        "每个值落到曲线上，变成 0 到 1 之间的数。",
    ),
    OF_MINUS_X: (
        "The sigmoid of every value with the other sign: it lands between 0 and 1.",
        "每个值换号后的 sigmoid：变成 0 到 1 之间的数。",
    ),
    "tanh": (
        "Every value slides onto the curve and lands between −1 and 1.",
        "每个值落到曲线上，变成 −1 到 1 之间的数。",
    ),
    "ReLU": (
        "What is above 0 stays as it is; what is below becomes 0.",
        "大于 0 的保持不变，小于 0 的变成 0。",
    ),
    "leaky ReLU": (
        "What is above 0 stays as it is; of what is below only a part is left.",
        "大于 0 的保持不变，小于 0 的只留下一部分。",
    ),
    "ELU": (
        "What is above 0 stays as it is; what is below flattens out.",
        "大于 0 的保持不变，小于 0 的逐渐变平。",
    ),
    "GELU": (
        "Far above 0 a value stays as it is, far below it becomes 0; "
        "in between the curve bends smoothly.",
        "远大于 0 的几乎不变，远小于 0 的变成 0，中间平滑弯曲。",
    ),
    "swish": (
        "x times its own sigmoid: far above 0 a value stays as it is, far below "
        "it becomes 0.",
        "x 乘以它自己的 sigmoid：远大于 0 的几乎不变，远小于 0 的变成 0。",
    ),
    "softplus": (
        "A ReLU with its corner rounded: never 0, and hardly changed far above it.",
        "圆角的 ReLU：永不为 0，远大于 0 时几乎不变。",
    ),
    "square": (
        "Every value times itself: the sign is lost, what is large grows most.",
        "每个值乘以自己：符号消失，大的增长最多。",
    ),
    "abs": ("Every value without its sign.", "每个值去掉符号。"),
    "exp": (
        "e to the power of every value: a step of 1 makes it 2.718 times as large.",
        "e 的每个值次幂：每加 1 就变成 2.718 倍。",
    ),
    "log": (
        "The logarithm of every value: 1 becomes 0, what is below goes far down.",
        "每个值取对数：1 变成 0，小于 1 的降到很低。",
    ),
    "sqrt": (
        "The root of every value: what is large shrinks most.",
        "每个值开方：大的缩小最多。",
    ),
}


def _clipped(low: float, high: float) -> str:
    low_text, high_text = written(low, "g"), written(high, "g")
    if low == -np.inf:
        return said(
            "What is above {high} becomes {high}.",
            "大于 {high} 的变成 {high}。",
            high=high_text,
        )
    if high == np.inf:
        return said(
            "What is below {low} becomes {low}.",
            "小于 {low} 的变成 {low}。",
            low=low_text,
        )
    return said(
        "What is below {low} becomes {low}, what is above {high} becomes {high}; "
        "the rest stays.",
        "小于 {low} 的变成 {low}，大于 {high} 的变成 {high}，其余不变。",
        low=low_text,
        high=high_text,
    )


def applied(name: str, x: str) -> str:
    """A curve at x: "tanh(0.5)"; one that is called by its formula has x in it:
    "1/√x" at 2 is "1/√2", at −2 "1/√(−2)"."""
    if not OWN_X.search(name):
        return f"{name}({x})"
    is_plain = x.isidentifier() or x[:1].isdigit()
    return OWN_X.sub(x if is_plain else f"({x.lstrip('+')})", name)


def one_value(function: ElementwiseFunction, flat: int) -> str:
    """What becomes of one cell."""
    x, y = function.argument.array, function.result.array
    text = f"{applied(function.name, number_in(x, flat))} = {number_in(y, flat)}"
    return headed(headline(cell_named(x.shape, flat)), text)


def then_all(size: int) -> str:
    return said(
        "Then all {size}, each on its own.",
        "然后是全部 {size} 个，各自进行。",
        size=size,
    )


def is_unchanged(function: ElementwiseFunction) -> bool:
    """Whether every value comes out as it went in."""
    x, y = function.argument.array, function.result.array
    return np.array_equal(x, y, equal_nan=x.dtype.kind == "f")


def outcome(function: ElementwiseFunction) -> str:
    """What came out of all cells."""
    x = function.argument.array.astype(float)
    y = function.result.array.astype(float)
    name, size = function.name, y.size
    if np.isnan(y).any() and not np.isnan(x).any():
        return counted(
            ("{many} is no number now.", "{many} are no number now."),
            "{many}不再是数。",
            int(np.isnan(y).sum()),
            size,
        )
    if name in SATURATING:
        low = -1.0 if name == "tanh" else 0.0
        flat = int(((y < low + NEAR) | (y > 1 - NEAR)).sum())
        return said(
            "Where the curve is nearly flat, within {near} of {low} or 1: {many}.",
            "曲线几乎平坦处（与 {low} 或 1 相差不到 {near}）：{many}。",
            many=of_so_many(flat, size),
            near=NEAR,
            low=written(low, "g"),
        )
    if is_unchanged(function):
        return said(
            "All {size} are as they were.", "全部 {size} 个都没有变。", size=size
        )
    if name == "ReLU":
        return counted(
            ("{many} is 0 now.", "{many} are 0 now."),
            "{many}现在是 0。",
            int((y == 0).sum()),
            size,
        )
    if name in _KEPT_ABOVE:
        return counted(
            ("{many} was below 0.", "{many} were below 0."),
            "{many}原来小于 0。",
            int((x < 0).sum()),
            size,
        )
    if name == "clip":
        return counted(
            ("{many} was cut.", "{many} were cut."),
            "{many}被截断。",
            int((x != y).sum()),
            size,
        )
    return furthest_cell(y)
