"""What is said of how steep a curve is where the cells of an array stand."""

import numpy as np

from network.trace import Value
from scenes.acts.curve_words import then_all
from scenes.arrays.extremes import furthest
from scenes.reading.known_curves import OTHER
from scenes.reading.slopes_found import SlopeFound
from scenes.words.cell_words import cell_named, number_in, of_so_many
from scenes.words.naming import code, headed, headline, said

__all__ = ["formula", "lead_of", "one_value", "outcome", "then_all", "title_of"]
LOST = 0.01  # a slope below lets next to nothing through
# How the slope is written from the height that the curve has there.
_OF_HEIGHT = {"sigmoid": "y · (1 − y)", "tanh": "1 − y²"}


def title_of(name: str) -> str:
    """The question that the slopes of a curve answer."""
    if name == OTHER:
        return said("How steep is the curve at each value?", "曲线在每个值处有多陡？")
    return said(
        "How steep is the {name} at each value?", "{name} 在每个值处有多陡？", name=name
    )


def lead_of(name: str, argument: Value, *, is_of_heights: bool) -> str:
    """What a slope is, and what it is computed from.

    Args:
        name: of the curve.
        argument: what goes in.
        is_of_heights: whether that is how high the curve is there.
    """
    told = said(
        "The slope: what the curve rises where one goes 1 to the right along a "
        "line that touches it.",
        "斜率：沿切线向右走 1，曲线上升多少。",
    )
    known = _OF_HEIGHT.get(name)
    if not is_of_heights or known is None:
        return told
    return said(
        "The slope where the curve has the height y is {known}: {name} holds the "
        "heights already.",
        "曲线高度为 y 处的斜率是 {known}：{name} 里已经是高度。",
        known=known,
        name=code(argument.name or argument.expression),
    )


def formula(slope: SlopeFound, argument: Value) -> str:
    """What stands above the curve."""
    name = code(argument.name or argument.expression)
    called = slope.name if slope.name != OTHER else "f"
    return f"{name} = {called}(x)" if slope.is_of_heights else f"{called}({name})"


def one_value(slope: SlopeFound, flat: int, *, is_steepest: bool) -> str:
    """How steep it is at one cell."""
    slopes = slope.computed.result.array
    why = said("steepest", "最陡") if is_steepest else said("flattest", "最平坦")
    told = said(
        "{why}, 1 to the right is {rise} up.",
        "{why}，向右 1，上升 {rise}。",
        why=why,
        rise=number_in(slopes, flat),
    )
    return headed(headline(cell_named(slopes.shape, flat)), told)


def outcome(slope: SlopeFound) -> str:
    """Where next to nothing would come through, or where most does."""
    slopes = slope.computed.result.array.astype(float)
    flat = int((np.abs(slopes) < LOST).sum())
    if flat:
        return said(
            "Nearly flat, below {lost}: {many}. There hardly anything comes through.",
            "几乎是平的（小于 {lost}）：{many}。那里几乎什么也传不过去。",
            many=of_so_many(flat, slopes.size),
            lost=LOST,
        )
    top = furthest(slopes)
    return said(
        "The steepest is {cell}: {value}.",
        "最陡的是{cell}：{value}。",
        cell=cell_named(slopes.shape, top),
        value=number_in(slopes, top),
    )
