"""A part as any camera sees it: turned, mirrored, stretched, in perspective.

Where it lies upright in its own shape, a View says where. Else it is painted
flat and laid over the frame.
"""

import math

import numpy as np
from manim import config

from scenes.stage.canvas import DESIGN_WIDTH, marks_of
from scenes.stage.part import Box, design_of
from scenes.stage.view import View, lay, seen

_MOST_PIXELS = 4096  # along each side of a flat picture
_SMALL = 1e-8


def is_turned(part):
    """Whether a part stands so that it cannot draw itself there."""
    if part.draws_turned:
        return False
    (left, top, _), (right, beside, _), _, (under, bottom, _) = part.points.tolist()
    return (
        abs(beside - top) > _SMALL
        or abs(under - left) > _SMALL
        or right < left - _SMALL
        or bottom > top + _SMALL
    )


def view_of(part, project):
    """The View of a part that is not turned; None if there is none.

    Args:
        project: function of (count, 3) points, in Manim's units: their
            (count, 2) places in the picture, in pixels.
    """
    middle = part.points.mean(axis=0)
    row = np.array([(0, 0, 0), (1, 0, 0), (0, 1, 0)])
    points = np.vstack([middle + row, part.points])
    if not np.isfinite(points).all():
        return None
    return seen(design_of(points), project(points))


def paint_turned(part, pixels, project, painter, drawings):
    """Paint a part over a picture, wherever its corners are seen.

    What is seen from its edge is not painted.

    Args:
        pixels: (height, width, 4) bytes, premultiplied RGBA.
        project: as `view_of` takes it.
        painter: a class like cairo_painter.CairoPainter.
        drawings: canvas.Drawings.
    """
    if part.hidden or not np.isfinite(part.points).all():
        return
    places = np.asarray(project(part.points), float)
    upper_left, upper_right, _, lower_left = part.points
    per_unit = DESIGN_WIDTH / config.frame_width
    across, down = (
        float(np.linalg.norm(far - upper_left)) * per_unit
        for far in (upper_right, lower_left)
    )
    if min(across, down) < _SMALL or abs(_area(places)) < _SMALL:
        return
    stood = part.points
    try:
        part.place(Box(0, 0, across, down))
        marks, extent = marks_of(part, drawings), part.extent()
    finally:
        part.points = stood
    sides = np.hypot(*(np.roll(places, -1, axis=0) - places).T)
    scale = min(
        max(sides[0::2].max() / across, sides[1::2].max() / down),
        _MOST_PIXELS / max(extent.width, extent.height),
    )
    flat = np.zeros(
        (*(math.ceil(side * scale) for side in (extent.height, extent.width)), 4),
        np.uint8,
    )
    view = View(scale, -extent.left * scale, -extent.top * scale)
    painter(flat, view=view).paint(marks)
    corners = np.array([(0, 0), (across, 0), (across, down), (0, down)])
    lay(flat, corners * scale + (view.left, view.top), places, pixels)


def _area(places):
    """Of the triangle between the first, the second and the last place."""
    (x0, y0), (x1, y1), _, (x2, y2) = places
    return (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0)
