"""Frames on their way into a video: only what changed is converted.

Manim's own encoder takes whole RGBA frames and has each converted to the
video's form, which takes longer than drawing it. This one keeps a frame in
that form, the YUV planes, and converts the regions that changed.

The colours are those of ITU-R BT.709, and the video says so. Manim leaves it
unsaid; players then take BT.709 for what was converted by BT.601, and show
other colours.
"""

from dataclasses import dataclass
from fractions import Fraction

import av
import numpy as np
from av.video.reformatter import (
    ColorPrimaries, ColorRange, Colorspace, ColorTrc, Interpolation,
    VideoReformatter)
from manim import SceneFileWriter
from manim.scene.video_segment_encoder import VideoSegmentEncoder

_FORMAT = "yuv420p"  # a chroma sample for each 2 x 2 pixels
# Area averages and exact rounding: a region alone is converted to the same
# bytes as within the whole frame.
_CONVERSION = {
    "format": _FORMAT,
    "interpolation": Interpolation.AREA | Interpolation.ACCURATE_RND,
    "src_colorspace": Colorspace.ITU709, "dst_colorspace": Colorspace.ITU709,
    "src_color_range": ColorRange.JPEG, "dst_color_range": ColorRange.MPEG,
    "threads": 1}


@dataclass(frozen=True)
class Changes:
    """What changed since the frame before.

    Attributes:
        patches: (left, top, pixels) of each region; even numbers, and copies
            of the (height, width, 4) RGBA bytes there.
    """

    patches: tuple

    @classmethod
    def of(cls, pixels, regions):
        """The Changes of a frame, from its (left, top, right, bottom)s."""
        return cls(tuple((left, top, pixels[top:bottom, left:right].copy())
                         for left, top, right, bottom in regions))


class StageEncoder(VideoSegmentEncoder):
    """Encodes Changes and whole frames into one yuv420p segment."""

    def __init__(self, *, target, spec):
        super().__init__(target=target, spec=spec)
        context = self._stream.codec_context
        context.colorspace = 1  # BT.709, by the numbers of ITU-T H.273
        context.color_primaries = ColorPrimaries.BT709
        context.color_trc = ColorTrc.BT709
        context.color_range = ColorRange.MPEG
        # The encoders that Manim chooses copy a frame as they take it.
        self._frame = av.VideoFrame(spec.width, spec.height, _FORMAT)
        self._frame.colorspace = context.colorspace
        self._frame.color_range = context.color_range
        self._planes = _planes(self._frame)
        self._reformatter = VideoReformatter()

    def write_frame(self, pixels, *, repeat=1):
        """Encode Changes to the last frame, or a whole RGBA frame."""
        if not isinstance(pixels, Changes):
            self._validate_frame(pixels, repeat)
            pixels = Changes(((0, 0, pixels),))
        try:
            for left, top, patch in pixels.patches:
                self._apply(left, top, patch)
            for _ in range(repeat):
                self._encode()
        except BaseException as error:
            raise self._operation_error("encode", error) from error

    def _apply(self, left, top, patch):
        height, width = patch.shape[:2]
        if height == 2:  # swscale does not average over two rows alone
            patch = np.concatenate([patch, patch])
        source = av.VideoFrame(width, len(patch), "rgb0")
        _plane(source.planes[0], len(patch))[:, :width * 4] = \
            patch.reshape(len(patch), width * 4)
        converted = self._reformatter.reformat(source, **_CONVERSION)
        for plane, patch_plane, halved in zip(
                self._planes, _planes(converted), (0, 1, 1)):
            patch_plane = patch_plane[:-(-height >> halved)]
            high, wide = patch_plane.shape
            y, x = top >> halved, left >> halved
            plane[y:y + high, x:x + wide] = patch_plane

    def _encode(self):
        rate = self.spec.frame_rate
        self._frame.pts = self._next_pts
        self._frame.time_base = Fraction(rate.denominator, rate.numerator)
        self._next_pts += 1
        for packet in self._stream.encode(self._frame):
            self._container.mux(packet)


def _plane(plane, height):
    return np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[:height]


def _planes(frame):
    return [_plane(plane, plane.height)[:, :plane.width]
            for plane in frame.planes]


class StageFileWriter(SceneFileWriter):
    """Manim's writer of videos, with an encoder that takes Changes.

    Attributes:
        takes_changes: whether `write_frame` takes Changes in place of whole
            frames, after the first frame of a play.
    """

    @property
    def takes_changes(self):
        return (self.video_encoder is not None
                and self.video_encoder.pixel_format == _FORMAT
                and self.video_encoder.codec in ("libx264", "libvpx-vp9")
                and not self.output_spec.is_image_sequence)

    def combine_to_section_videos(self):
        # Of sections that `manim render -n` leaves out there is no video.
        self.finish_last_section()
        self.sections = [section for section in self.sections
                         if section.get_clean_partial_movie_files()]
        super().combine_to_section_videos()

    def _create_segment_encoder(self, target):
        if not self.takes_changes:
            return super()._create_segment_encoder(target)
        return StageEncoder(target=target, spec=self.video_encoder)
