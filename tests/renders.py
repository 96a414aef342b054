"""Videos made by `manim render`, as a user makes them, for the tests."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]

# Put below a scene: writes the hash of every frame that goes to the encoder.
# A frame may come whole, or as the patches that changed since the last one.
HASHED = '''
import hashlib
import os

import numpy as np
from manim import config


class Hashed({scene}):
    """{scene}, and the hashes of its frames in the file HASHES."""

    def construct(self):
        writer = self.renderer.file_writer
        write = writer.write_frame
        frame = np.zeros((config.pixel_height, config.pixel_width, 4),
                         np.uint8)
        with open(os.environ["HASHES"], "w") as hashes:
            def write_frame(pixels, **options):
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
'''


@dataclass(frozen=True)
class Rendering:
    """A `manim render` that is under way.

    Attributes:
        folder: that its videos are written to.
        process: of Manim.
        hashes: the file of the frames' hashes, if the scene is HASHED.
    """

    folder: Path
    process: subprocess.Popen
    hashes: Path

    def wait(self):
        """Wait for its end; returns itself, or raises with Manim's words."""
        words, _ = self.process.communicate(timeout=300)
        assert self.process.returncode == 0, words[-1200:]
        return self

    def found(self, pattern):
        """The one file of a pattern that was written."""
        path, = self.folder.rglob(pattern)
        return path


def start(scene_file, folder, *, scene, fps, size=(854, 480), **environment):
    """Start to render a scene with the project's settings.

    Args:
        folder: a new one, for all that is written.
        environment: variables such as TRACE and PACE.
    """
    folder.mkdir(parents=True)
    hashes = folder / "hashes.txt"
    command = [sys.executable, "-m", "manim", "render", "--media_dir",
               str(folder), "--fps", str(fps), "-r", f"{size[0]},{size[1]}",
               "--progress_bar", "none", str(scene_file), scene]
    process = subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HASHES": str(hashes),
             **{name: str(value) for name, value in environment.items()}})
    return Rendering(folder, process, hashes)
