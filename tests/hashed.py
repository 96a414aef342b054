"""A Manim scene that notes the hash of every frame it gives to the encoder.

A frame is hashed as the encoder has it, in YUV. Files of such scenes are
written by tests.renders.hashed.
"""

import hashlib
import os
from pathlib import Path

from manim import config

from scenes.stage.yuv import Changes, Converter, YuvFrame


class Hashed:
    """A base that comes before the scene's own.

    The folder HASHES receives a file of the scene's name, a line a frame.
    """

    def construct(self):
        writer = self.renderer.file_writer
        write = writer.write_frame
        converter = Converter()
        yuv = YuvFrame(config.pixel_width, config.pixel_height)
        path = Path(os.environ["HASHES"]) / f"{type(self).__name__}.hashes"
        with path.open("w") as hashes:

            def write_frame(pixels, **options):
                yuv.apply(
                    pixels if isinstance(pixels, Changes) else converter.whole(pixels)
                )
                digest = _digest(yuv)
                for _ in range(options.get("repeat", 1)):
                    print(digest, file=hashes)
                return write(pixels, **options)

            writer.write_frame = write_frame
            super().construct()


def frame_hash(pixels):
    """The hash of a whole frame, (height, width, 4) RGBA bytes."""
    yuv = YuvFrame(pixels.shape[1], len(pixels))
    yuv.apply(Converter().whole(pixels))
    return _digest(yuv)


def _digest(yuv):
    return hashlib.sha256(yuv.frame.to_ndarray()).hexdigest()
