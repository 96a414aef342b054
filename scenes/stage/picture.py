"""A frame's bytes that follow the marks on it: what did not change, stays.

The bytes are those that drawing everything on the background would give. A
region that changed is cleared to the background, and all marks that reach
into it are drawn again, in their order, clipped to it. It grows until it cuts
no mark that would come out differently.
"""

import math

import cairo
import numpy as np

from scenes.stage.cairo_marks import cuts_rows

# Drawing and encoding a region costs about as much as so many more pixels.
_REGION_PIXELS = 20_000
_MOST_REGIONS = 24


class Picture:
    """Draws layers of marks on the bytes of a frame.

    Args:
        pixels: (height, width, 4) uint8, RGBA; drawn on in place.
    """

    def __init__(self, pixels):
        self.pixels = pixels
        self._words = _words(pixels)
        height, width = pixels.shape[:2]
        self._frame = (0, 0, width, height)
        self._surface = cairo.ImageSurface.create_for_data(
            pixels, cairo.FORMAT_ARGB32, width, height
        )
        self._background = None  # as it was given
        self._ground = None  # the same, a number for each pixel
        self._layers = []  # a _Layer of each
        self._filled = []  # those that hold marks

    def show(self, layers, background):
        """Draw layers, lists of cairo_marks, on a background.

        Args:
            layers: in the order they are drawn.
            background: an array like `pixels`; the same one every time, for
                anything to stay.

        Returns:
            The regions that changed, (left, top, right, bottom) in pixels,
            even numbers but at the frame's edges. Regions may overlap.
        """
        if background is not self._background or len(layers) != len(self._layers):
            self._background = background
            self._ground = _ground(background)
            self._layers = [_Layer(marks) for marks in layers]
            changed = [self._frame]
        else:
            changed = []
            for layer, marks in zip(self._layers, layers):
                layer.follow(marks, changed)
        self._filled = [layer for layer in self._layers if layer.marks]
        regions = self._closed(_merged(changed, self._frame))
        for region in regions:
            self._draw(region)
        self._surface.flush()
        return regions

    def _closed(self, regions):
        """Regions grown to cover the marks that must not be cut."""
        closed = []
        while regions:
            region = regions.pop()
            grown = self._grown(region)
            if grown == region:
                closed.append(region)
            else:
                regions = _merged([grown, *closed, *regions], self._frame)
                closed = []
        return closed

    def _grown(self, region):
        for layer in self._filled:
            region = layer.grown(region)
        return _even(region, self._frame)

    def _draw(self, region):
        left, top, right, bottom = region
        self._words[top:bottom, left:right] = self._ground[top:bottom, left:right]
        self._surface.mark_dirty()
        context = cairo.Context(self._surface)
        if region != self._frame:
            context.rectangle(left, top, right - left, bottom - top)
            context.clip()
        for layer in self._filled:
            for mark in layer.within(region):
                mark.paint(context)


class _Layer:
    """Marks, and the bounds of each and of all."""

    def __init__(self, marks):
        self.marks = marks
        self._set_bounds([mark.bounds() for mark in marks])

    def _set_bounds(self, bounds):
        self._bounds = bounds
        self._uncut = [
            (box, (box[0], math.inf, box[2], -math.inf) if cuts_rows(mark) else box)
            for mark, box in zip(self.marks, bounds)
            if not mark.cuts_clean
        ]
        lefts, tops, rights, bottoms = zip(*bounds or [(0, 0, 0, 0)])
        self._extent = min(lefts), min(tops), max(rights), max(bottoms)

    def within(self, region):
        """Those marks that reach into a region."""
        if not _meet(self._extent, region):
            return []
        left, top, right, bottom = region
        return [
            mark
            for mark, (x0, y0, x1, y1) in zip(self.marks, self._bounds)
            if x0 < right and x1 > left and y0 < bottom and y1 > top
        ]

    def grown(self, region):
        """A region grown to cover the marks in it that must not be cut."""
        if _meet(self._extent, region):
            for bounds, needed in self._uncut:
                if _meet(bounds, region):
                    region = _around(region, needed)
        return region

    def follow(self, marks, changed):
        """Take new marks; adds the bounds of what changed to a list."""
        if marks is not self.marks and marks != self.marks:
            bounds = _bounds_of(marks, self.marks, self._bounds, changed)
            self.marks = marks
            self._set_bounds(bounds)


def _words(pixels):
    """(height, width, 4) bytes as (height, width) numbers."""
    return pixels.view(np.uint32)[..., 0]


def _ground(background):
    """A background as numbers; one of one colour is not read from memory."""
    words = _words(np.ascontiguousarray(background))
    return (
        np.broadcast_to(words[0, 0], words.shape)
        if (words == words[0, 0]).all()
        else words
    )


def _bounds_of(new, old, old_bounds, changed):
    """The bounds of new marks; adds the bounds of what changed."""
    first = _alike(zip(old, new))
    last = (
        0
        if len(old) == len(new)
        else min(
            _alike(zip(reversed(old), reversed(new))), min(len(old), len(new)) - first
        )
    )
    bounds = old_bounds[:first]
    before = zip(old[first : len(old) - last], old_bounds[first : len(old) - last])
    for mark in new[first : len(new) - last]:
        was, where = next(before, (None, None))
        if was != mark:
            if where is not None:
                changed.append(where)
            where = mark.bounds()
            changed.append(where)
        bounds.append(where)
    changed += [where for _, where in before]
    return bounds + old_bounds[len(old) - last :]


def _alike(pairs):
    """How many pairs are equal before the first that is not."""
    count = 0
    for one, other in pairs:
        if one != other:
            break
        count += 1
    return count


def _merged(boxes, frame):
    """Few regions of even pixels that cover all boxes within the frame."""
    regions = []
    for box in set(boxes):
        box = _even(box, frame)
        if box[0] < box[2] and box[1] < box[3]:
            _add(regions, box)
    if len(regions) > _MOST_REGIONS or sum(map(_area, regions)) > 0.7 * _area(frame):
        return [frame]
    return regions


def _even(box, frame):
    """The smallest box of even pixels around another, within the frame."""
    left, top, right, bottom = box
    return (
        max(left, 0) & -2,
        max(top, 0) & -2,
        min((right + 1) & -2, frame[2]),
        min((bottom + 1) & -2, frame[3]),
    )


def _around(one, other):
    """The smallest box around two."""
    return (
        min(one[0], other[0]),
        min(one[1], other[1]),
        max(one[2], other[2]),
        max(one[3], other[3]),
    )


def _add(regions, box):
    """Add a box, joined with those regions that it is cheaper to join."""
    joined = True
    while joined:
        joined = False
        left, top, right, bottom = box
        size = (right - left) * (bottom - top) + _REGION_PIXELS
        # Asked of each pair of boxes: written out, as calls take twice the time.
        for region in regions:
            x0, y0, x1, y1 = region
            wide = (right if right > x1 else x1) - (left if left < x0 else x0)
            high = (bottom if bottom > y1 else y1) - (top if top < y0 else y0)
            if wide * high < size + (x1 - x0) * (y1 - y0):
                regions.remove(region)
                box, joined = _around(box, region), True
                break
    regions.append(box)


def _meet(one, other):
    return (
        one[0] < other[2]
        and one[2] > other[0]
        and one[1] < other[3]
        and one[3] > other[1]
    )


def _area(box):
    return (box[2] - box[0]) * (box[3] - box[1])
