"""A Manim scene that notes the hash of every frame it gives to the encoder.

Of the frame as the encoder has it, in YUV: whole or what changed, it is one.

Files of such scenes are written by tests.renders.hashed.
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
                yuv.apply(pixels if isinstance(pixels, Changes)
                          else converter.whole(pixels))
                digest = hashlib.sha256(yuv.frame.to_ndarray()).hexdigest()
                for _ in range(options.get("repeat", 1)):
                    print(digest, file=hashes)
                return write(pixels, **options)
            writer.write_frame = write_frame
            super().construct()
