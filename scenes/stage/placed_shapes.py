"""Shapes elsewhere and in another size.

Tuples are made at once: _replace, which is easier to read, takes several times as
long, and at each moment of a film there are hundreds.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from scenes.stage.marks import Cells, Disc, Mark, Polygon, Rectangle, Relief


def placed_shape(mark: Mark, x: float, y: float, scale: float) -> Mark:
    """A mark that is neither a text nor made of others, where it comes to.

    Args:
        x, y: where the corner comes to of what it was drawn in.
        scale: how many times as large it becomes.
    """
    return _WAYS[type(mark)](mark, x, y, scale)


def _rectangle(mark: Rectangle, x: float, y: float, scale: float) -> Rectangle:
    left, top, width, height, radius, fill, stroke, line, dashes, opacity = mark
    return Rectangle(
        x + left * scale,
        y + top * scale,
        width * scale,
        height * scale,
        radius * scale,
        fill,
        stroke,
        line * scale,
        tuple([one * scale for one in dashes]),
        opacity,
    )


def _polygon(mark: Polygon, x: float, y: float, scale: float) -> Polygon:
    points, closed, fill, stroke, line, dashes, opacity = mark
    return Polygon(
        tuple([(x + a * scale, y + b * scale) for a, b in points]),
        closed,
        fill,
        stroke,
        line * scale,
        tuple([one * scale for one in dashes]),
        opacity,
    )


def _disc(mark: Disc, x: float, y: float, scale: float) -> Disc:
    across, down, radius, fill, opacity = mark
    return Disc(x + across * scale, y + down * scale, radius * scale, fill, opacity)


def _relief(mark: Relief, x: float, y: float, scale: float) -> Relief:
    across, down, weight = np.array(mark.lens).reshape(3, 4)
    lens = (scale * across + x * weight, scale * down + y * weight, weight)
    return mark._replace(lens=tuple(np.concatenate(lens).tolist()))


def _cells(mark: Cells, x: float, y: float, scale: float) -> Cells:
    return mark._replace(
        corners=tuple([(x + u * scale, y + v * scale) for u, v in mark.corners]),
        room=mark.room and (mark.room[0] * scale, mark.room[1] * scale),
    )


_WAYS: dict[type, Callable[[Any, float, float, float], Mark]] = {
    Rectangle: _rectangle,
    Polygon: _polygon,
    Disc: _disc,
    Relief: _relief,
    Cells: _cells,
}
