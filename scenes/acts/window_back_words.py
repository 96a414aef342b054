"""What is said where numbers go back through windows that slide."""

import numpy as np

from scenes.acts import window_words as words
from scenes.arrays.extremes import furthest, reach
from scenes.reading.sliding_window import SlidingWindow
from scenes.words.naming import code, headline, number, said


def _errors(window: SlidingWindow) -> str:
    return words.called(window.values["errors"])


def _count(window: SlidingWindow) -> int:
    down, across = window.positions
    return down * across


def kernels_title(window: SlidingWindow) -> str:
    if window.is_gradient:
        return said("Back to the kernels: their gradient", "回到卷积核：它们的梯度")
    return said(
        "Windows of {picture}, each times a number of {errors}",
        "{picture} 的窗口各乘以 {errors} 的一个数",
        picture=words.picture_name(window),
        errors=_errors(window),
    )


def kernels_lead(window: SlidingWindow) -> str:
    if window.is_gradient:
        return said(
            "Each window that a kernel saw, times the gradient at its position, added "
            "up over all {count} positions: the gradient of each cell of the kernel.",
            "卷积核见过的每个窗口乘以该位置的梯度，{count} 个位置全部相加："
            "得到卷积核每一格的梯度。",
            count=_count(window),
        )
    return said(
        "Each window times the number at its position, added up over all {count} "
        "positions.",
        "每个窗口乘以其位置上的数，{count} 个位置全部相加。",
        count=_count(window),
    )


def kernels_step() -> str:
    return said("kernel gradient", "卷积核梯度")


def weighed(window: SlidingWindow, row: int, column: int, value: str) -> str:
    return said(
        "{place}: the window times {value} goes into the sum.",
        "{place}：窗口乘以 {value}，加入总和。",
        place=headline(words.at(window, row, column)),
        value=value,
    )


def biases_title(window: SlidingWindow) -> str:
    if window.is_gradient:
        return said("Back to the biases: their gradient", "回到偏置：它们的梯度")
    return said(
        "Each map of {errors} is added up",
        "{errors} 的每张图求和",
        errors=_errors(window),
    )


def biases_lead(window: SlidingWindow) -> str:
    images = window.laid("errors").shape[0]
    many = said(" of {images} images", "、{images} 张图像", images=images)
    return said(
        "Each map{many} is added up over its {count} positions: one number.",
        "每张图{many}的 {count} 个位置相加：得到一个数。",
        many=many if images > 1 else "",
        count=_count(window),
    )


def biases_step(window: SlidingWindow) -> str:
    if window.is_gradient:
        return said("bias gradient", "偏置梯度")
    return said("sums of maps", "各图之和")


def added_to(window: SlidingWindow, row: int, column: int, value: str) -> str:
    return said(
        "{place}: {value} goes into the sum.",
        "{place}：{value} 加入总和。",
        place=headline(words.at(window, row, column)),
        value=value,
    )


def picture_title(window: SlidingWindow) -> str:
    if window.is_gradient:
        return said("Back through the kernels, to the picture", "穿过卷积核，回到图像")
    return said(
        "Each number of {errors} spreads a kernel",
        "{errors} 的每个数铺开一个卷积核",
        errors=_errors(window),
    )


def picture_lead(window: SlidingWindow) -> str:
    if window.is_gradient:
        return said(
            "Each gradient goes back over the window that it came from, as large as "
            "the kernel was there; where windows overlap, it adds up.",
            "每个梯度按卷积核的大小回到它所来自的窗口；窗口重叠处相加。",
        )
    return said(
        "Each number puts the kernel, times itself, onto its window; where windows "
        "overlap, it adds up.",
        "每个数把卷积核乘以自身铺到它的窗口上；窗口重叠处相加。",
    )


def picture_step(window: SlidingWindow) -> str:
    if window.is_gradient:
        return said("gradient of the picture", "图像梯度")
    return said("spread kernels", "铺开卷积核")


def spread(window: SlidingWindow, row: int, column: int, value: str) -> str:
    return said(
        "{place}: the kernel times {value} is added to its window.",
        "{place}：卷积核乘以 {value}，加到它的窗口上。",
        place=headline(words.at(window, row, column)),
        value=value,
    )


def pooling_title(window: SlidingWindow) -> str:
    return said("Back through the pooling", "穿过池化往回走")


def pooling_lead(window: SlidingWindow) -> str:
    if window.fit.keeps == "mean":
        return said(
            "Each number of {errors} is shared out among the {count} cells of its "
            "{size} window, the same to each.",
            "{errors} 的每个数平均分给其 {size} 窗口的 {count} 格。",
            errors=_errors(window),
            count=int(np.prod(window.fit.size)),
            size=words.sizes(window.fit.size),
        )
    if window.fit.all_alike:
        return said(
            "Each number of {errors} goes back to the cells that equal the largest of "
            "their {size} window; all others get 0.",
            "{errors} 的每个数回到其 {size} 窗口中等于最大值的格；其余都得 0。",
            errors=_errors(window),
            size=words.sizes(window.fit.size),
        )
    return said(
        "Each number of {errors} goes back to the cell that was the largest of its "
        "{size} window; all others get 0.",
        "{errors} 的每个数回到其 {size} 窗口中最大的那一格；其余都得 0。",
        errors=_errors(window),
        size=words.sizes(window.fit.size),
    )


def pooling_step() -> str:
    return said("back through pooling", "池化往回")


def goes_to(window: SlidingWindow, value: str) -> str:
    """What stands below the window that a number goes back to."""
    if window.fit.keeps == "mean":
        count = int(np.prod(window.fit.size))
        return f"{value} ÷ {count}"
    return said("{value} to the largest", "{value} 给最大者", value=value)


def sent(window: SlidingWindow, row: int, column: int, value: str) -> str:
    if window.fit.keeps == "mean":
        return said(
            "{place}: {value} is shared out, {count} times the same.",
            "{place}：{value} 平均分成 {count} 份。",
            place=headline(words.at(window, row, column)),
            value=value,
            count=int(np.prod(window.fit.size)),
        )
    return said(
        "{place}: {value} goes to the largest of the window.",
        "{place}：{value} 回到窗口中最大的格。",
        place=headline(words.at(window, row, column)),
        value=value,
    )


def how_many(window: SlidingWindow) -> str:
    """How many cells of what came out are not 0."""
    array = window.map.array
    return said(
        "{count} of {all} cells are not 0.",
        "{all} 格中有 {count} 格不是 0。",
        count=int(np.count_nonzero(array)),
        all=array.size,
    )


def strongest(window: SlidingWindow) -> str:
    """The number of what came out that is furthest from zero."""
    array = window.map.array
    if not np.isfinite(array).all():
        return said("Not all of it is finite.", "其中有非有限的数。")
    if reach(array) == 0:
        return said("All of it is 0.", "全部为 0。")
    flat = furthest(array)
    place = ", ".join(map(str, map(int, np.unravel_index(flat, array.shape))))
    return said(
        "Furthest from zero: {name}[{place}] = {value}.",
        "离零最远：{name}[{place}] = {value}。",
        name=code(window.map.name),
        place=place,
        value=number(array.ravel()[flat], array.ravel()),
    )
