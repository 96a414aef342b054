"""What a user waits for: `manim render scenes/NAME.py`, as a process."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import av

from tests.benchmarks.measuring import users_environment

ROOT = Path(__file__).parents[2]

# Runs Manim as its command does, and ends at the first frame.
_FIRST_FRAME = """
import os, sys
from manim.scene.scene_file_writer import SceneFileWriter
def first_frame(self, *args, **kwargs):
    os._exit(0)
SceneFileWriter.write_frame = first_frame
from manim.__main__ import main
sys.argv[0] = "manim"
main()
"""


def _command(folder, *options, film):
    return [
        "render",
        "--progress_bar",
        "none",
        "--media_dir",
        folder,
        *options,
        f"scenes/{film}.py",
    ]


def _run(command):
    """(wall, computed) seconds of a process."""
    before, start = os.times(), time.perf_counter()
    subprocess.run(
        command,
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
        env=users_environment(),
    )
    wall, after = time.perf_counter() - start, os.times()
    return wall, (
        after.children_user
        - before.children_user
        + after.children_system
        - before.children_system
    )


def first_frame_seconds():
    """From starting `manim render` to the first frame for the encoder."""
    with tempfile.TemporaryDirectory() as folder:
        return _run(
            [sys.executable, "-c", _FIRST_FRAME, *_command(folder, film="forward")]
        )[0]


def render(*options, film="forward"):
    """Render a film, or a part of it.

    Args:
        options: of `manim render`.
        film: the name of its scene file.

    Returns:
        A dict: wall and work seconds, frames, bytes of the video.
    """
    with tempfile.TemporaryDirectory() as folder:
        wall, work = _run(
            [sys.executable, "-m", "manim", *_command(folder, *options, film=film)]
        )
        (video,) = Path(folder).glob("videos/*/*/*.mp4")
        with av.open(video) as opened:
            frames = opened.streams.video[0].frames
        return {
            "wall": wall,
            "work": work,
            "frames": frames,
            "bytes": video.stat().st_size,
        }
