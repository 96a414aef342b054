"""Where the parts of a loss stand: answers, curve, costs, and their sum."""

from collections.abc import Sequence

import numpy as np

from scenes.arrays import shapes as arrange
from scenes.reading.loss_form import (
    ABSOLUTE,
    BINARY,
    HINGE,
    HUBER,
    LOGITS,
    SCORES,
    SHARES,
    SIDES,
    Form,
)
from scenes.reading.loss_of_far_differences import huber
from scenes.stage.curve import Curve
from scenes.stage.part import Box

CURVE, TOTAL, GAP = 430, 210, 50  # widths, in design pixels
NAMES, FOOT = 64, 90  # above the matrices; below them for what is written
TALLEST, WIDEST, NARROWEST = 84, 150, 104  # of cells; of a matrix at least
STANDING = 40  # numbers of a row that stand below each other
SAMPLES = 240


def standing(array: np.ndarray) -> np.ndarray:
    """An array as rows and columns; a row stands as a column, or is folded
    where it is too long."""
    if array.ndim > 1 and max(array.shape) < array.size:
        return arrange.as_grid(array)
    size = array.size
    if size <= STANDING:
        return array.reshape(-1, 1)
    rows = next((n for n in range(int(size**0.5), 1, -1) if size % n == 0), size)
    return array.reshape(rows, -1)


def boxes_of(stage: Box, shapes: Sequence[tuple[int, int]]) -> list[Box]:
    """Boxes from left to right: the matrices but the last, the curve, the
    last matrix, the total.

    Args:
        shapes: (rows, columns) of the matrices; all of as many rows stand in
            line.
    """
    room = stage.width - CURVE - TOTAL - GAP * (len(shapes) + 1)
    weights = np.array([columns for _, columns in shapes], float) ** 0.7
    widths = [
        max(min(room * weight / weights.sum(), WIDEST * columns), NARROWEST)
        for weight, (_, columns) in zip(weights, shapes)
    ]
    scale = min(1.0, room / sum(widths))
    high = stage.height - NAMES - FOOT
    spare = (room - scale * sum(widths)) / (len(shapes) + 1)
    boxes, left = [], stage.left + 10
    for place, (width, (rows, _)) in enumerate(zip(widths, shapes)):
        if place == len(shapes) - 1:
            boxes.append(Box(left, stage.top + 24, CURVE, stage.height - FOOT - 30))
            left += CURVE + GAP + spare
        tall = min(TALLEST * rows, high)
        boxes.append(
            Box(left, stage.top + NAMES + (high - tall) / 2, width * scale, tall)
        )
        left += width * scale + GAP + spare
    return [*boxes, Box(left - 10, stage.top + NAMES, TOTAL, high)]


def curve_of(form: Form, box: Box, title: str) -> Curve:
    """The curve that says what each number costs."""
    xs = form.xs[np.isfinite(form.xs)].astype(float)
    terms = form.terms[np.isfinite(form.terms)].astype(float)
    if form.kind in (SHARES, SCORES, BINARY, LOGITS):
        most = max(float(terms.max(initial=0)) * 1.15, 2.5)
        across = np.exp(-np.linspace(min(most, 30.0), 0, SAMPLES))
        return Curve(across, -np.log(across), box, title=title)
    reach = max(float(np.abs(xs).max(initial=0)) * 1.15, 1e-3)
    low, high = -reach, reach
    if form.kind == SIDES:
        low, high = min(-1.0, -reach), max(2.0, reach)
    across = np.linspace(low, high, SAMPLES + 1)
    if form.kind == ABSOLUTE:
        up = np.abs(across)
    elif form.kind == HINGE:
        up = np.maximum(0, across)
    elif form.kind == HUBER:
        up = huber(across, form.margin)
    elif form.kind == SIDES:
        up = np.maximum(0, form.margin - across)
    else:
        up = across**2
    return Curve(across, up, box, title=title)
