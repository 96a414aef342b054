"""The digits drawn for this project, from pen strokes to MNIST's form."""

import math
from functools import cache

import numpy as np

from network.digits.mnist_like import mnist_like
from network.digits.pen_strokes import HARD_STROKES, STROKES

DRAWN = tuple(STROKES)  # the names; the first letter of each is its digit
HARD = tuple(HARD_STROKES)  # likewise; those that are easily misread
DEFAULT_DRAWN = "7"
PAPER = 240  # pixels of the fine square that is drawn on: 12 to one in the end
POINTS_A_SPAN = 12  # straight pieces of the curve between two given points


@cache
def drawn_picture(name):
    """Draw one of DRAWN or HARD.

    Returns:
        (28, 28) uint8, read-only, 0 the background, 255 the strongest ink.

    Raises:
        KeyError: there is no such drawing.
    """
    width, strokes = (STROKES | HARD_STROKES)[name]
    ink = np.zeros((PAPER, PAPER), dtype=bool)
    for stroke in strokes:
        ink |= _inked(_curve(np.array(stroke)), width)
    picture = mnist_like(ink.astype(np.float64))
    picture.setflags(write=False)
    return picture


def pen_points(name):
    """Where the pen passes that draws one of DRAWN or HARD.

    Returns:
        (many, 2) points x, y in 0..1, less than 1/100 from one to the next
        of a stroke.
    """
    _, strokes = (STROKES | HARD_STROKES)[name]
    curves = [_curve(np.array(stroke)) for stroke in strokes]
    return np.vstack(
        [
            start + np.linspace(0, 1, PAPER // 2)[:, None] * (end - start)
            for curve in curves
            for start, end in zip(curve[:-1], curve[1:])
        ]
    )


def _curve(points):
    """Pass a Catmull-Rom curve through points: (n, 2) to (many, 2)."""
    if len(points) == 2:
        return points
    first, last = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
    around = np.vstack([first, points, last])
    t = np.linspace(0, 1, POINTS_A_SPAN, endpoint=False)[:, None]
    spans = [_span(*around[i : i + 4], t) for i in range(len(points) - 1)]
    return np.vstack([*spans, points[-1:]])


def _span(before, start, end, after, t):
    """The curve from start (t = 0) to end (t = 1); its slope at each is half
    the way between the neighbours (E. Catmull, R. Rom, 1974)."""
    return 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )


def _inked(curve, width):
    """The (PAPER, PAPER) cells whose centre a round pen touched."""
    centres = (np.arange(PAPER) + 0.5) / PAPER
    ink = np.zeros((PAPER, PAPER), dtype=bool)
    for (x0, y0), (x1, y1) in zip(curve[:-1], curve[1:]):
        columns, rows = _reached(x0, x1, width), _reached(y0, y1, width)
        x, y = centres[None, columns], centres[rows, None]
        dx, dy = x1 - x0, y1 - y0
        along = ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy)
        along = np.clip(along, 0, 1)
        distance = np.hypot(x - x0 - along * dx, y - y0 - along * dy)
        ink[rows, columns] |= distance <= width / 2
    return ink


def _reached(start, end, width):
    """The slice of the cells along one axis that the pen comes near to: all
    others stay blank, and to look at each of them takes twenty times as long."""
    first = math.floor((min(start, end) - width / 2) * PAPER) - 1
    last = math.ceil((max(start, end) + width / 2) * PAPER) + 1
    return slice(max(first, 0), max(last, 0))
