"""What is said of a convolution."""

import numpy as np

from scenes.acts import window_words as words
from scenes.reading.sliding_window import SlidingWindow
from scenes.words.naming import headline, in_a_row, number, said

FILTER = ("filter", "滤波器")


def title(window: SlidingWindow) -> str:
    count = len(window.laid("kernels"))
    size = words.sizes(window.fit.size)
    kind = said("Convolution", "卷积")
    if max(window.fit.gaps) > 1:
        kind = said("Dilated convolution", "空洞卷积")
    if window.fit.by_channel:
        return said(
            "{kind}: a kernel of its own, {size}, slides over each channel",
            "{kind}：每个通道各有一个 {size} 卷积核滑过",
            kind=kind,
            size=size,
        )
    if count == 1:
        return said(
            "{kind}: a kernel of {size} slides over {picture}",
            "{kind}：{size} 卷积核滑过 {picture}",
            kind=kind,
            size=size,
            picture=words.picture_name(window),
        )
    return said(
        "{kind}: {count} kernels of {size} slide over {picture}",
        "{kind}：{count} 个 {size} 卷积核滑过 {picture}",
        kind=kind,
        count=count,
        size=size,
        picture=words.picture_name(window),
    )


def lead(window: SlidingWindow) -> str:
    channels = window.laid("picture").shape[1]
    if channels > 1 and not window.fit.by_channel:
        meaning = said(
            "Under the window, all {channels} channels are multiplied by the kernel "
            "cell by cell and added up: one number of the map.",
            "窗口下的 {channels} 个通道与卷积核逐格相乘再全部相加：得到图上的一个数。",
            channels=channels,
        )
    else:
        meaning = said(
            "What is under the window is multiplied by the kernel cell by cell and "
            "added up: one number of the map.",
            "窗口下的数与卷积核逐格相乘再相加：得到图上的一个数。",
        )
    turned = said(
        "The kernel stands turned round: last cell first.",
        "卷积核先翻转：最后一格在前。",
    )
    return in_a_row(
        meaning,
        turned if window.fit.is_turned else "",
        words.gaps(window),
        words.steps(window),
        words.border(window),
        words.images(window),
    )


def outcome(window: SlidingWindow) -> str:
    channel = ("channel", "通道")
    return words.largest_of(window, channel if window.fit.by_channel else FILTER)


def step_name(name: str) -> str:
    return said("convolution", "卷积")


def added(window: SlidingWindow, row: int, column: int, total: str) -> str:
    """About one position, told in full.

    Args:
        total: the sum, as it is written with what is added to it.
    """
    return said(
        "{place}: {count} products add up: {total}.",
        "{place}：{count} 个乘积相加：{total}。",
        place=headline(words.at(window, row, column)),
        count=_products(window),
        total=total,
    )


def met(window: SlidingWindow, row: int, column: int) -> str:
    """About one position, before the sum is there."""
    return said(
        "{place}: {count} products.",
        "{place}：{count} 个乘积。",
        place=headline(words.at(window, row, column)),
        count=_products(window),
    )


def _products(window: SlidingWindow) -> int:
    """How many of them one number of a map adds up."""
    count = int(np.prod(window.fit.size))
    return count if window.fit.by_channel else count * window.laid("kernels").shape[1]


def total(
    value: float, plain: float, bias: float | None, among: np.ndarray, *, is_cut: bool
) -> str:
    """A sum as it is written: "0.31", "0.31 + bias 0.5 = 0.81".

    Args:
        value: of the map.
        plain: the sum of the products.
        bias: what is added, or None.
        among: the map, whose numbers are written alike.
    """
    written = number(np.float64(value), among)
    summed = number(np.float64(plain), among)
    text = summed if bias is not None or is_cut else written
    if bias is not None:
        text = said(
            "{text} + bias {bias}",
            "{text} + 偏置 {bias}",
            text=text,
            bias=number(np.float64(bias), among),
        )
        if not is_cut:
            text = f"{text} = {written}"
    if is_cut and value == 0:
        return said("{text}, below 0: 0", "{text}，小于 0：取 0", text=text)
    if is_cut and bias is not None:
        return f"{text} = {written}"
    return text
