"""A frame of a video as YUV planes: only what changed is converted.

Manim's own encoder takes whole RGBA frames and has each converted to the
video's form, which takes longer than drawing it. Here a frame is kept in that
form, and only the regions that changed are converted.

The colours are those of ITU-R BT.709, and the video says so. Manim leaves it
unsaid; players then take BT.709 for what was converted by BT.601, and show
other colours.
"""

from dataclasses import dataclass

import av
import numpy as np
from av.video.reformatter import (
    ColorPrimaries,
    ColorRange,
    Colorspace,
    ColorTrc,
    Interpolation,
    VideoReformatter,
)

from scenes.stage.bounded_cache import BoundedCache

FORMAT = "yuv420p"  # a chroma sample for each 2 x 2 pixels
# Area averages, to the same bytes on every machine: a region alone is
# converted to those that it has within the whole frame. So is it with
# ACCURATE_RND, which takes two fifths longer.
_CONVERSION = {
    "format": FORMAT,
    "interpolation": Interpolation.AREA | Interpolation.BITEXACT,
    "src_colorspace": Colorspace.ITU709,
    "dst_colorspace": Colorspace.ITU709,
    "src_color_range": ColorRange.JPEG,
    "dst_color_range": ColorRange.MPEG,
    "threads": 1,
}
_MOST_SIZES = 24  # of regions, that reformatters are kept for


@dataclass(frozen=True)
class Changes:
    """What changed since the frame before, in the video's form.

    Attributes:
        patches: (left, top, planes) of each region, in pixels; the planes are
            the (height, width) bytes of Y, U and V there.
    """

    patches: tuple


class Converter:
    """Converts RGBA frames; a thread needs one of its own."""

    def __init__(self):
        # One for each size: one that is given another size is set up anew.
        self._reformatters = BoundedCache(_MOST_SIZES, lambda reformatter: 1)

    def changes(self, pixels, regions):
        """The Changes of some regions of a frame, which may change later.

        Args:
            pixels: (height, width, 4) RGBA bytes of the whole frame.
            regions: a (left, top, right, bottom) of each, in pixels; left
                and top are even.
        """
        return Changes(
            tuple(
                (left, top, self._planes(pixels, (left, top, right, bottom)))
                for left, top, right, bottom in regions
            )
        )

    def whole(self, pixels):
        """The Changes that a whole frame is."""
        return self.changes(pixels, [(0, 0, pixels.shape[1], len(pixels))])

    def _planes(self, pixels, region):
        left, top, right, bottom = region
        width, height = right - left, bottom - top
        source = _source(pixels[top:bottom, left:right], bottom == len(pixels))
        reformatter = self._reformatters.get((width, height), VideoReformatter)
        converted = reformatter.reformat(source, **_CONVERSION)
        return [
            plane[: -(-height >> halved)]
            for plane, halved in zip(_planes(converted), (0, 1, 1))
        ]


def _source(patch, ends):
    """An av.VideoFrame of RGBA bytes, those bytes themselves where it can be.

    Args:
        ends: whether nothing comes after them: swscale reads some pixels more.
    """
    height, width = patch.shape[:2]
    if height == 2:  # swscale does not average over two rows alone
        patch = np.concatenate([patch, patch])
    elif not ends:
        return av.VideoFrame.from_numpy_buffer(patch, "rgba")
    source = av.VideoFrame(width, len(patch), "rgba")
    (plane,) = source.planes
    rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
    rows[: len(patch), : width * 4].reshape(patch.shape)[:] = patch
    return source


class YuvFrame:
    """A frame that stays as it is where nothing changes.

    Args:
        width, height: in pixels.

    Attributes:
        frame: the av.VideoFrame to encode; encoders must copy it.
    """

    def __init__(self, width, height):
        self.frame = av.VideoFrame(width, height, FORMAT)
        self._planes = _planes(self.frame)

    def describe(self, context):
        """Let an av codec context and the frame say what the colours are."""
        context.colorspace = 1  # BT.709, by the numbers of ITU-T H.273
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
        context.color_range = ColorRange.MPEG
        self.frame.colorspace = context.colorspace
        self.frame.color_range = context.color_range

    def apply(self, changes):
        """Put Changes into the frame."""
        for left, top, patch in changes.patches:
            for plane, lines, halved in zip(self._planes, patch, (0, 1, 1)):
                (high, wide), y, x = lines.shape, top >> halved, left >> halved
                plane[y : y + high, x : x + wide] = lines


def _planes(frame):
    return [
        np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[
            : plane.height, : plane.width
        ]
        for plane in frame.planes
    ]
