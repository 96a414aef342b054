"""Manim's renders in the tests' own process, small and quick."""

from contextlib import contextmanager

import av
import numpy as np
from manim import config, tempconfig

SIZE = 320, 180


@contextmanager
def settings(folder=None, **chosen):
    """Manim's settings for a small render, which writes to a folder; None:
    nothing is written."""
    with tempconfig(
        {
            "media_dir": str(folder),
            "pixel_width": SIZE[0],
            "pixel_height": SIZE[1],
            "frame_rate": 10,
            "progress_bar": "none",
            "disable_caching": True,
            "dry_run": folder is None,
        }
    ):
        for name, value in chosen.items():
            config[name] = value
        yield


def rendered(scene, folder=None, **chosen):
    """A scene, rendered.

    Args:
        scene: a class.
        chosen: Manim's settings by name.
    """
    with settings(folder, **chosen):
        made = scene()
        made.render()
    return made


def frames(path):
    """The frames of a video, (count, height, width, 3) bytes."""
    with av.open(path) as video:
        return np.array(
            [frame.to_ndarray(format="rgb24") for frame in video.decode(video=0)]
        )
