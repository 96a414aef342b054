"""Encoders of video: what changed goes in, several frames at once are encoded."""

import errno
from fractions import Fraction

from scenes.stage.manim_internals import VideoSegmentEncoder
from scenes.stage.render_files import RenderError
from scenes.stage.yuv import Changes, Converter, YuvFrame

_FRAMES_AT_ONCE = 4


class WholeEncoder(VideoSegmentEncoder):
    """Manim's encoder, whose faults are told in words for users."""

    def _operation_error(self, operation, error):
        spec, reason = self.spec, getattr(error, "strerror", None) or str(error)
        if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT):
            return RenderError(f"expected room for the film, but {reason}")
        return RenderError(
            f"{spec.codec} does not take a video of {spec.width} x {spec.height} "
            f"pixels in {spec.pixel_format} ({reason}); -r WIDTH,HEIGHT of even "
            "numbers gives another size, --video-codec, --pixel-format and "
            "--encoder-option other videos"
        )


class StageEncoder(WholeEncoder):
    """Encodes yuv.Changes and whole frames into one yuv420p segment."""

    def __init__(self, *, target, spec):
        super().__init__(target=target, spec=spec)
        # Several frames at once take three fifths of the time of PyAV's own
        # way, several slices of one frame; as many on every machine, for
        # the same bytes. Six take longer on two cores, and then frames differ
        # from what one thread encodes.
        self._stream.codec_context.thread_type = "FRAME"
        self._stream.codec_context.thread_count = _FRAMES_AT_ONCE
        self._converter = Converter()
        self._yuv = YuvFrame(spec.width, spec.height)
        # The encoders that Manim chooses copy a frame as they take it.
        self._yuv.describe(self._stream.codec_context)

    def write_frame(self, pixels, *, repeat=1):
        """Encode Changes to the last frame, or a whole RGBA frame."""
        if not isinstance(pixels, Changes):
            self._validate_frame(pixels, repeat)
            pixels = self._converter.whole(pixels)
        try:
            self._yuv.apply(pixels)
            for _ in range(repeat):
                self._encode()
        except BaseException as error:
            raise self._operation_error("encode", error) from error

    def _encode(self):
        rate, frame = self.spec.frame_rate, self._yuv.frame
        frame.pts = self._next_pts
        frame.time_base = Fraction(rate.denominator, rate.numerator)
        self._next_pts += 1
        for packet in self._stream.encode(frame):
            self._container.mux(packet)
