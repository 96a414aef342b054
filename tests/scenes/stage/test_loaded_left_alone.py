"""In what is loaded no garbage is looked for while a scene is rendered."""

import gc
import subprocess
import sys

import pytest
from manim import tempconfig

from scenes.stage.camera import StageScene
from scenes.stage.frozen import FEWEST, is_frozen


class Looking(StageScene):
    """Tells how many objects are left alone while it is rendered."""

    raises = False

    def construct(self):
        self.left = gc.get_freeze_count()
        if self.raises:
            raise ZeroDivisionError


@pytest.fixture
def scene(tmp_path):
    with tempconfig({"media_dir": str(tmp_path), "format": "none"}):
        yield Looking()


@pytest.mark.parametrize("raises", [False, True])
def test_only_while_it_is_rendered(scene, raises):
    scene.raises = raises
    try:
        scene.render()
    except ZeroDivisionError:
        assert raises
    assert scene.left > 100_000  # Manim alone has more
    assert not is_frozen()


def test_what_someone_else_leaves_alone_stays_so(scene):
    gc.freeze()
    try:
        count = gc.get_freeze_count()
        scene.render()
        assert abs(gc.get_freeze_count() - count) < 1000  # fewer as they are freed
    finally:
        gc.unfreeze()


def test_a_process_ends_without_looking_through_it():
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import atexit, gc; atexit.register(lambda: print(gc.get_freeze_count()))\n"
            "import scenes.stage.camera; print(gc.get_freeze_count())",
        ],
        text=True,
        capture_output=True,
        check=True,
    ).stdout.split()
    assert int(told[0]) < FEWEST and int(told[1]) > 100_000
