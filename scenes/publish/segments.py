"""A step of a film as a video of its own, rendered by Manim.

A Film is a pure function of time, so any step can be rendered alone, by any
process on any machine: a Task says which, and gives the same bytes wherever
it runs. So what was rendered once is kept under the task's key, which comes
from what is drawn: another film's step that looks the same has the same.
"""

import hashlib
import pickle
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import metadata
from pathlib import Path

from manim import config, tempconfig

from scenes.film import replay
from scenes.film.replay import ReplayShot
from scenes.publish.film_files import SCENES, FilmFile
from scenes.publish.productions import Production
from scenes.stage import palette
from scenes.stage.camera import StageScene
from scenes.stage.themes import DARK, theme_named
from scenes.stage.view import UPRIGHT

# What draws and encodes besides scenes/ itself.
_DRAWING = (
    "av",
    "fontpkg-inter",
    "fontpkg-jetbrains-mono",
    "manim",
    "ManimPango",
    "numpy",
    "pycairo",
    "Pygments",
)
# The rooms of what turns marks into pixels, and of what it knows.
_STAGE = "stage", "arrays"
# One thread: with more, libx264's bytes depend on the machine's cores. No
# B-frames: segments are joined packet by packet.
_OPTIONS = {"threads": "1", "bf": "0"}
# Manim's settings are those of the whole process, and a Film shows one moment.
_ONE = threading.Lock()


class OtherCodeError(RuntimeError):
    """The code of a worker is not the one that made its task."""


@dataclass(frozen=True)
class Task:
    """One step of a film to render.

    Attributes:
        film: the name of its scene file.
        content: `content_key` of the productions.Production.
        speed: how long things take, 0.5 to 4.
        step: index of the step in the film.
        drawn: a hash of what is drawn in its frames.
        rate: frames a second.
        size: (width, height) in pixels.
        backwards: last frame first.
        options: (name, value) of the encoder.
        theme: the name of a themes.Theme.
        code: `code_key` where the task was made.
    """

    film: str
    content: str
    speed: float
    step: int
    drawn: str
    rate: int
    size: tuple
    backwards: bool
    options: tuple
    theme: str
    code: str

    suffix = ".mp4"

    @cached_property
    def key(self):
        """Names what `work` gives; tasks that give the same have the same."""
        told = (
            *(self.drawn, self.rate, self.size, self.backwards, self.options),
            self.theme,
            paint_key(),
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()

    def __str__(self):
        return f"{self.film}, step {self.step + 1}, {self.rate} fps"

    def work(self, material, on_frame=None):
        """The step's video, the bytes of an MP4 file.

        Args:
            material: `material_of` the film, from this very run of publish.
            on_frame: called after each frame; None: nothing is.

        Raises:
            OtherCodeError: the code here is not the one that made the task.
        """
        with (
            in_turn(self.code, code_key()),
            tempfile.TemporaryDirectory() as folder,
            tempconfig(_settings(self, folder)),
        ):
            scene = StepScene(
                task_production(self, material).film_at(self.size),
                self.step,
                backwards=self.backwards,
                on_frame=on_frame,
                theme=theme_named(self.theme),
            )
            scene.render()
            return scene.renderer.file_writer.movie_file_path.read_bytes()


class StepScene(StageScene):
    """Plays one step of a Film, forward or backwards.

    Args:
        film: a Film.
        step: index of the step.
        backwards: last frame first.
        on_frame: called after each frame.
        theme: the colours.
    """

    says_where = False

    def __init__(self, film, step, *, backwards=False, on_frame=None, theme=DARK):
        self._on_frame = on_frame
        self._animations = [
            (BackwardShot if backwards else ReplayShot)(film, shot)
            for shot in film.shots_of(step)[:: -1 if backwards else 1]
        ]
        super().__init__()
        self.use_theme(theme)
        if film.layout:
            self.use_frame(UPRIGHT)

    def construct(self):
        for animation in self._animations:
            self.play(animation)
            self.remove(animation.mobject)

    def update_to_time(self, t):
        super().update_to_time(t)
        if self._on_frame:
            self._on_frame()


class BackwardShot(ReplayShot):
    """The frames of a ReplayShot, the last one first."""

    def interpolate(self, alpha):
        last = self.shot.seconds - 1 / config.frame_rate
        self.film.show(self.shot, max(last - alpha * self.run_time, 0.0))


def task_of(production, step, *, drawn, rate, size, backwards=False, theme=DARK.name):
    """The Task of a step of a productions.Production.

    The encoder's options are those of manim.cfg, with a key frame at least
    each second.

    Args:
        drawn: a hash of what is drawn in the step at the rate.
    """
    options = {**config.video_encoder_options, **_OPTIONS, "g": str(rate)}
    return Task(
        production.name,
        production.content_key,
        production.speed,
        step,
        drawn,
        rate,
        tuple(size),
        backwards,
        tuple(sorted(options.items())),
        theme,
        code_key(),
    )


@lru_cache(maxsize=1)
def code_key():
    """A hash of the code that frames come from, and of what it draws with."""
    return _hash_of(
        path
        for path in SCENES.rglob("*.py")
        if path.relative_to(SCENES).parts[0]
        not in ("publish", "score", "cli", "__main__.py")
        or path == Path(__file__)
    )


@lru_cache(maxsize=1)
def paint_key():
    """A hash of the code that turns what is drawn into videos."""
    stage = (path for room in _STAGE for path in (SCENES / room).rglob("*.py"))
    return _hash_of([Path(__file__), Path(replay.__file__), *stage])


def _hash_of(paths):
    """A hash of some files of scenes/, and of the packages that draw."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        name = path.relative_to(SCENES).as_posix()
        digest.update(f"{name}\n".encode() + path.read_bytes())
    for package in _DRAWING:
        digest.update(f"{package} {metadata.version(package)}\n".encode())
    return digest.hexdigest()


def material_of(production):
    """A film's file, record, choice, language and times of what is heard, as
    bytes that go to other processes.

    The record is apart: its type may be one of the file's own.
    """
    file = production.file
    record = pickle.dumps(production.record)
    code = file and file.code
    heard = production.narration and production.narration.times
    return pickle.dumps(
        (
            *(file, code, record, production.choice, production.language, heard),
            production.told_name,
        )
    )


@contextmanager
def in_turn(expected, here):
    """Let one task at a time work in this process, if its code is the same.

    Args:
        expected, here: keys of the code that made the task, and of this one.

    Raises:
        OtherCodeError: they differ.
    """
    if expected != here:
        raise OtherCodeError(
            "expected a worker to have the same code and packages as the "
            "machine that publishes, but they differ; install the same "
            "version of matreel on both, with constraints.txt, and edit "
            "nothing in scenes/ meanwhile"
        )
    with _ONE:
        yield


def task_production(task, material):
    """The productions.Production that a task works on."""
    return _production(task.film, task.content, task.speed, material)


@lru_cache(maxsize=1)
def _production(film, content, speed, material):
    file, code, record, choice, language, heard, name = pickle.loads(material)
    if file and file.code != code:
        raise OtherCodeError(
            f"expected {file.path} and what stands beside it to be the same "
            "for every worker as where it is published; edit nothing there "
            "meanwhile"
        )
    scene = (file or FilmFile(name)).scene()
    return Production(
        *(film, scene, pickle.loads(record), speed, file, choice, language, heard),
        scene_name=name,
    )


def _settings(task, folder):
    """Of Manim, whatever manim.cfg and the working directory are."""
    width, height = task.size
    return {
        "media_dir": folder,
        "pixel_width": width,
        "pixel_height": height,
        "frame_rate": task.rate,
        "background_color": palette.BACKGROUND,
        "video_encoder_options": dict(task.options),
        "disable_caching": True,
        "save_sections": False,
        "progress_bar": "none",
        "verbosity": "WARNING",
        "notify_outdated_version": False,
        "dry_run": False,
        "format": "mp4",
        "preview": False,
        "transparent": False,
    }
