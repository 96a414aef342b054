"""Videos made by `manim render`, as a user makes them, for the tests."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.in_time import PATIENCE_SECS

ROOT = Path(__file__).parents[1]

_HASHED = """
class {name}(Hashed, {module}.{name}):
    pass
"""


def hashed(*scenes):
    """The text of a scene file of the same scenes with their frames hashed.

    Args:
        scenes: classes, each with a name of its own.
    """
    modules = sorted({scene.__module__ for scene in scenes})
    return "\n".join(
        [
            *(f"import {module}" for module in modules),
            "from tests.hashed import Hashed",
            *(
                _HASHED.format(name=scene.__name__, module=scene.__module__)
                for scene in scenes
            ),
        ]
    )


@dataclass(frozen=True)
class Rendering:
    """A `manim render` that is under way.

    Attributes:
        folder: that its videos are written to.
        process: of Manim.
    """

    folder: Path
    process: subprocess.Popen

    def wait(self):
        """Wait for its end; returns itself, or raises with Manim's words."""
        words, _ = self.process.communicate(timeout=PATIENCE_SECS)
        assert self.process.returncode == 0, words[-1200:]
        return self

    def found(self, pattern):
        """The one file of a pattern that was written."""
        (path,) = self.folder.rglob(pattern)
        return path

    def hashes(self, scene):
        """The hash of each frame, in order, of a scene that is `hashed`."""
        return self.found(f"{scene}.hashes").read_text().split()


def start(scene_file, folder, *options, scene, fps, size=(854, 480), **environment):
    """Start to render a scene with the project's settings.

    Args:
        folder: a new one, for all that is written.
        options: of `manim render`, besides.
        scene: its name; None: all that are in the file.
        environment: variables such as TRACE and PACE.
    """
    folder.mkdir(parents=True)
    command = [
        sys.executable,
        "-m",
        "manim",
        "render",
        "--media_dir",
        str(folder),
        "--fps",
        str(fps),
        "-r",
        f"{size[0]},{size[1]}",
        "--progress_bar",
        "none",
        *options,
        str(scene_file),
        "--write_all" if scene is None else scene,
    ]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "HASHES": str(folder),
            **{name: str(value) for name, value in environment.items()},
        },
    )
    return Rendering(folder, process)
