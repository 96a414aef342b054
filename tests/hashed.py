"""A Manim scene that notes the hash of every frame it gives to the encoder.

Files of such scenes are written by tests.renders.hashed.
"""

import hashlib
import os
from pathlib import Path

import numpy as np
from manim import config


class Hashed:
    """A base that comes before the scene's own.

    The folder HASHES receives a file of the scene's name, a line a frame.
    """

    def construct(self):
        writer = self.renderer.file_writer
        write = writer.write_frame
        frame = np.zeros((config.pixel_height, config.pixel_width, 4),
                         np.uint8)
        path = Path(os.environ["HASHES"]) / f"{type(self).__name__}.hashes"
        with path.open("w") as hashes:
            def write_frame(pixels, **options):
                # Whole, or as the patches that changed since the last one.
                patches = getattr(pixels, "patches", ((0, 0, pixels),))
                for left, top, patch in patches:
                    high, wide = patch.shape[:2]
                    frame[top:top + high, left:left + wide] = patch
                digest = hashlib.sha256(frame).hexdigest()
                for _ in range(options.get("repeat", 1)):
                    print(digest, file=hashes)
                return write(pixels, **options)
            writer.write_frame = write_frame
            super().construct()
