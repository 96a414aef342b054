"""What `pip install` leaves does all that the checkout does, in any folder.

The wheel is built and installed with no network: what it needs is taken from
the environment of the tests, by its path alone, so that the checkout is not
importable.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from network.trace import Trace
from network.trace.step_table import step_table
from tests.scene_films import scene_of

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]
BACKGROUND = 0x0D, 0x11, 0x17
STAGE = """
import numpy as np
from manim import RIGHT, FadeIn
from scenes.stage.camera import StageScene
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane


class Mine(StageScene):
    def construct(self):
        plane = MatrixPlane(np.eye(3), Box(600, 300, 400, 400), name="eye")
        self.next_section("appears")
        self.play(FadeIn(plane), run_time=0.4)
        self.next_section("moves")
        self.play(plane.animate.shift(RIGHT), run_time=0.4)
"""
FILM = """
import numpy as np
from doubling import doubled
from network.recorder import record
from scenes.film.replay import ReplayScene


class MyFilm(ReplayScene):
    \"\"\"Three numbers doubled.\"\"\"

    def default_trace(self):
        return record(doubled, np.ones((3, 1)))
"""
DOUBLING = """
def doubled(x):
    y = x * 2.0
    return y
"""
# Trains with a few pictures, whatever MNIST is or is not there.
FEW = """
import sys
import numpy as np
from scenes.cli.matreel import matreel

random = np.random.default_rng(0)
few = random.integers(0, 256, (20, 28, 28), np.uint8), np.arange(20) % 10
train = matreel.get_command(None, "train")
train.callback.__globals__["mnist"] = lambda split, folder: few
matreel(["train", *sys.argv[1:]])
"""
# As the program manim does, without the working directory on its path.
MANIM = "python", "-P", "-m", "manim"
CONTAINED = """
import network, scenes
print(network.__file__, scenes.__file__, sep="\\n")
"""


def clean(**more):
    """The environment of someone who has nothing but what is installed."""
    own = {"PYTHONPATH", "TRACE", "HISTORY", "PACE"}
    return {
        **{name: value for name, value in os.environ.items() if name not in own},
        "PIP_NO_INDEX": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        **more,
    }


def done(*command, cwd, status=0, **environment):
    """What a command says; it has to end with a status."""
    ran = subprocess.run(
        list(map(str, command)),
        cwd=cwd,
        env=clean(**environment),
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=300,
        check=False,
    )
    assert ran.returncode == status, ran.stdout[-2000:]
    return ran.stdout


@dataclass(frozen=True)
class Built:
    """What a copy of the checkout was built into.

    Attributes:
        sdist, wheel: their Paths.
        wheel_of_sdist: that of the wheel that was built from the sdist.
    """

    sdist: Path
    wheel: Path
    wheel_of_sdist: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sdist and the wheels."""
    if int(metadata.version("setuptools").partition(".")[0]) < 77:
        pytest.skip("missing: setuptools 77 or newer, of matreel[test]")
    folder = tmp_path_factory.mktemp("built")
    copy = folder / "checkout"
    shutil.copytree(
        ROOT,
        copy,
        ignore=shutil.ignore_patterns(
            ".git",
            ".venv",
            "media",
            "golden",
            "build",
            "*.egg-info",
            "__pycache__",
            ".*_cache",
        ),
    )
    done(
        sys.executable,
        "-c",
        "import sys; from setuptools import build_meta;"
        "build_meta.build_sdist(sys.argv[1])",
        folder,
        cwd=copy,
    )
    (sdist,) = folder.glob("*.tar.gz")
    wheels = []
    for source, out in ((copy, "wheel"), (sdist, "of_sdist")):
        done(
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--no-deps",
            "--no-build-isolation",
            "--wheel-dir",
            folder / out,
            source,
            cwd=folder,
        )
        wheels += (folder / out).glob("*.whl")
    return Built(sdist, *wheels)


@pytest.fixture(scope="module")
def programs(built, tmp_path_factory):
    """The folder of the programs of a fresh environment with the wheel."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, symlinks=True)
    python = folder / "bin" / "python"
    # Before it sees any other package: pip leaves those alone.
    done(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "--no-deps",
        built.wheel,
        cwd=folder,
    )
    (packages,) = folder.glob("lib/python*/site-packages")
    (packages / "what_it_needs.pth").write_text(
        "\n".join(
            path
            for path in sys.path
            if Path(path).name in ("site-packages", "dist-packages")
        )
    )
    return python.parent


@pytest.fixture(scope="module")
def user(programs, tmp_path_factory):
    """A function that runs a program in a folder that was empty."""
    folder = tmp_path_factory.mktemp("user")
    home = tmp_path_factory.mktemp("home")

    def run(program, *arguments, **options):
        return done(
            programs / program, *arguments, cwd=folder, HOME=str(home), **options
        )

    run.folder = folder
    return run


@pytest.fixture(scope="module")
def trace(user):
    """The Trace that the installed network leaves, and its file's name."""
    assert "read as 7, 10 steps" in user("matreel", "trace", "--out", "seven.trace")
    return Trace.load(user.folder / "seven.trace")


@pytest.fixture(scope="module")
def film(user):
    """A film's file of the user's own, beside the code that it records."""
    folder = user.folder / "films of mine"
    folder.mkdir()
    (folder / "doubling.py").write_text(DOUBLING)
    (folder / "My Film.py").write_text(FILM)
    return "films of mine/My Film.py"


@pytest.fixture(scope="module")
def stage_file(user):
    """The file of a scene of the user's own with a part of the stage."""
    (user.folder / "mine.py").write_text(STAGE)
    return "mine.py"


# ---- what is built


def test_the_wheel_has_every_file_of_the_packages(built):
    with zipfile.ZipFile(built.wheel) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    kept = {
        path.relative_to(ROOT).as_posix()
        for package in ("network", "scenes")
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert names == kept


def test_the_sdist_gives_the_same_wheel(built):
    contents = []
    for path in (built.wheel, built.wheel_of_sdist):
        with zipfile.ZipFile(path) as wheel:
            contents.append({name: wheel.read(name) for name in wheel.namelist()})
    assert contents[0] == contents[1]


def test_the_sdist_has_no_tests(built):
    with tarfile.open(built.sdist) as sdist:
        names = [name.partition("/")[2] for name in sdist.getnames()]
    assert "pyproject.toml" in names and "README.md" in names
    assert [name for name in names if name.startswith("tests")] == []


# ---- what records and computes


def test_the_checkout_cannot_be_imported(user, programs):
    for place in user("python", "-c", CONTAINED).split():
        assert Path(place).is_relative_to(programs.parent)


@pytest.mark.parametrize(
    "program", [["matreel"], ["python", "-m", "network"], ["python", "-m", "scenes"]]
)
def test_each_command_line_tells_its_version(user, built, program):
    version = built.wheel.name.split("-")[1]
    assert user(*program, "--version") == f"matreel {version}\n"


def test_the_trace_is_that_of_the_checkout(trace, digit_trace):
    assert list(trace.sources) == ["network/digit_network.py"]
    assert trace.sources == digit_trace.sources
    assert trace.functions == digit_trace.functions
    for ours, theirs in zip(trace.steps, digit_trace.steps, strict=True):
        assert (ours.slug, ours.span) == (theirs.slug, theirs.span)


def test_a_trace_is_shown_and_verified(user, trace):
    shown = user("matreel", "show", "seven.trace")
    assert shown == step_table(trace) + "\n"
    assert ", 0 not" in user("python", "-m", "network", "verify", "seven.trace")


def test_a_workbook_and_a_training(user):
    user("matreel", "workbook", "--digit", "4-closed", "--out", "four.xlsx")
    assert zipfile.is_zipfile(user.folder / "four.xlsx")
    assert "epoch 1: " in user(
        "python",
        "-c",
        FEW,
        "--epochs",
        "1",
        "--out",
        "weights",
        "--history",
        "a.history",
    )
    assert np.load(user.folder / "weights/hidden_biases.npy").shape == (20, 1)
    assert " random " in user("matreel", "steps", "training", "--history", "a.history")


# ---- what draws


@pytest.mark.parametrize("name", ["forward", "mistakes"])
def test_the_steps_of_a_film_of_the_network(user, name):
    listed = user("python", "-m", "scenes", "steps", name)
    assert [line.split()[4] for line in listed.splitlines()] == [
        step.slug for step in scene_of(name).film().steps
    ]


def test_a_frame_of_a_film_of_the_users_own(user, film):
    user(
        "matreel",
        "frame",
        film,
        "--second",
        "1",
        "--width",
        "480",
        "--out",
        "frame.png",
    )
    with Image.open(user.folder / "frame.png") as picture:
        assert picture.convert("RGB").getpixel((1, 1)) == BACKGROUND
        assert len(picture.getcolors(480 * 270)) > 20


def test_a_film_of_the_users_own_is_published(user, film):
    user(
        "matreel",
        "publish",
        film,
        "--videos",
        "--quality",
        "240p",
        "--rates",
        "10",
        "--pace",
        "0.5",
        "--workers",
        "1",
        "--quiet",
    )
    site = user.folder / "media" / "site"
    told = json.loads((site / "films/my_film/film.json").read_text("utf-8"))
    assert list(told["sources"]) == ["doubling.py"]
    assert told["title"]["en"] == "Three numbers doubled"
    with av.open(site / "films/my_film/10.mp4") as video:
        assert video.streams.video[0].frames == told["rates"]["10"]["frames"]
    assert (site / "my_film.html").is_file()


def test_a_broken_film_hinders_no_other(user, programs):
    (scenes,) = programs.parent.glob("lib/python*/site-packages/scenes")
    broken = scenes / "broken.py"
    broken.write_text("import numpy\nfilm = (\n")
    try:
        assert "detected" in user("matreel", "steps", "forward")
        said = user("matreel", "steps", "broken", status=2)
    finally:
        broken.unlink()
    assert (
        said.endswith("broken.py, line 2: SyntaxError: '(' was never closed\n")
        and "Traceback" not in said
    )


def test_a_render_is_that_of_the_checkout(user, stage_file):
    """The same bytes: background, fonts, encoder; and the sections."""
    user(*MANIM, "render", "-ql", stage_file)
    done(
        sys.executable,
        "-m",
        "manim",
        "render",
        "-ql",
        "--media_dir",
        user.folder / "checkout",
        user.folder / stage_file,
        cwd=ROOT,
        PYTHONPATH=str(ROOT),
    )
    here, there = (
        user.folder / media / "videos/mine/480p15" for media in ("media", "checkout")
    )
    assert (here / "Mine.mp4").read_bytes() == (there / "Mine.mp4").read_bytes()
    sections = [
        json.loads((place / "sections/Mine.json").read_text())
        for place in (here, there)
    ]
    assert sections[0] == sections[1]
    assert [one["name"] for one in sections[0]] == ["appears", "moves"]
    with av.open(here / "Mine.mp4") as video:
        first = next(video.decode(video=0)).to_ndarray(format="rgb24")
    np.testing.assert_allclose(first[0, 0], BACKGROUND, atol=2)
    chosen = re.search(
        rb"x264 - core.*? options: ([^\0]*)", (here / "Mine.mp4").read_bytes()
    ).group(1)
    ours = {b"subme=1", b"bframes=0", b"mbtree=0", b"keyint=60", b"crf=26.0"}
    assert ours <= set(chosen.split())


@pytest.mark.parametrize(
    "options, written",
    [(["-s"], ["images/mine/Mine_ManimCE_v0.22.0.png"]), (["--format", "none"], [])],
)
def test_a_render_of_no_video(user, stage_file, options, written):
    user(*MANIM, "render", "-ql", *options, "--media_dir", "still", stage_file)
    still = user.folder / "still"
    assert [
        path.relative_to(still).as_posix()
        for path in still.rglob("*")
        if path.is_file()
    ] == written
    shutil.rmtree(still, ignore_errors=True)


def test_a_film_is_rendered_by_its_name(user):
    user("matreel", "render", "forward", "-ql", "-n", "0,0")
    path = user.folder / "media/videos/forward/480p15/Forward.mp4"
    with av.open(path) as video:
        assert video.streams.video[0].frames > 15
