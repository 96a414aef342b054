"""matreel render, of files that are whole and of others."""

import logging
import sys

import pytest
from click.testing import CliRunner
from manim import config, tempconfig

from scenes.cli.matreel import matreel
from scenes.stage import camera  # noqa: F401  (its settings, for all tests)

TWO = """
from manim import Dot, Scene


class One(Scene):
    def construct(self):
        self.add(Dot())
        self.wait(0.1)


class Two(One):
    pass
"""
FILM = "from scenes.film.replay import ReplayScene\n\n\nclass A(ReplayScene):\n"
PART = """
from manim import Scene, Transform, Square
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane


class A(Scene):
    def construct(self):
        self.play(Transform(Square(), MatrixPlane([[1.0]], Box(9, 9, 99, 99))))
"""
OPTIONS = ["-r", "64,36", "--fps", "10", "--progress_bar", "none", "--media_dir", "m"]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """A function of a file's text and options: (exit code, its words)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "argv", list(sys.argv))
    monkeypatch.delenv("TRACE", raising=False)

    def run(text, *options):
        if text is not None:
            (tmp_path / "mine.py").write_text(text)
        log = logging.getLogger("manim")
        level, handlers, filters = log.level, list(log.handlers), list(log.filters)
        with tempconfig({"video_encoder_options": dict(config.video_encoder_options)}):
            done = CliRunner().invoke(
                matreel, ["render", "mine.py", *OPTIONS, *options]
            )
        assert log.filters == filters
        log.setLevel(level)
        log.handlers = handlers
        words = " ".join(done.output.split())
        if isinstance(done.exception, SystemExit) and isinstance(
            done.exception.code, str
        ):
            words += done.exception.code
        return done.exit_code, words

    return run


BROKEN = {
    "no Python": ("def f(:\n", "Error: mine.py, line 1: SyntaxError"),
    "no module": ("\nimport nowhere\n", "Error: mine.py, line 2: ModuleNotFoundError"),
    "a fault": ("x = 1\n1 / 0\n", "mine.py, line 2: ZeroDivisionError: division"),
    "no scene": ("x = 1\n", "expected a scene in mine.py, found none"),
    "empty": ("", "expected a scene in mine.py, found none"),
    "imported scenes only": (
        "from scenes.forward import Forward\n",
        "expected a scene in mine.py, found none",
    ),
    "two": (TWO, "expected the name of one of the scenes of mine.py, or -a for all"),
    "no trace": (
        FILM + "    pass\n",
        "expected a trace to replay: set TRACE=FILE.trace",
    ),
    "a trace that is not there": (
        "from network.trace import Trace\nTrace.load('no.trace')\n",
        "Error: no.trace does not exist",
    ),
    "a fault in a film": (
        FILM + "    def default_trace(self):\n        return 1 / 0\n",
        "mine.py, line 6: ZeroDivisionError: division by zero; -v DEBUG tells more",
    ),
    "what no part can be": (PART, "Error: a Square cannot become a MatrixPlane"),
    "an end": ("import sys\nsys.exit('bye')\n", "bye"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_one_sentence(run, case):
    text, told = BROKEN[case]
    code, words = run(text)
    assert code == 1
    assert told in words
    assert "Traceback" not in words and "╭" not in words


@pytest.mark.parametrize(
    "options, written",
    [(["One"], ["One"]), (["Two"], ["Two"]), (["-a"], ["One", "Two"])],
    ids=str,
)
def test_of_several_scenes_those_that_are_named(run, tmp_path, options, written):
    code, words = run(TWO, *options)
    assert code == 0, words
    assert sorted(path.stem for path in tmp_path.glob("m/videos/*/*/*.mp4")) == written
    for name in written:
        assert f"wrote m/videos/mine/36p10/{name}.mp4" in words


@pytest.mark.parametrize(
    "options, code, told",
    [
        (["Three"], 1, "Three is not in the script; expected the name of one"),
        (["--jupyter"], 2, "expected no --jupyter"),
        (["One", "-r", "big"], 1, "Resolution option is invalid"),
        (["One", "-n", "a"], 1, "Couldn't determine a range for -n option"),
        (["One", "--no-such"], 2, "No such option"),
    ],
    ids=str,
)
def test_options_that_cannot_be(run, tmp_path, options, code, told):
    ended, words = run(TWO, *options)
    assert (ended, told in words) == (code, True), words
    assert "Traceback" not in words
    assert list(tmp_path.rglob("*.mp4")) == []


@pytest.mark.parametrize(
    "film, told",
    [
        ("nowhere.py", "got 'nowhere.py', and there is no such file"),
        ("nowhere", "got 'nowhere'"),
        ("no.trace", "got 'no.trace', a trace, which TRACE=no.trace lets a film show"),
        ("x.history", "a history, which HISTORY=x.history lets a film show"),
    ],
)
@pytest.mark.parametrize("command", ["render", "steps", "publish"])
def test_what_is_no_film(tmp_path, monkeypatch, command, film, told):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.history").write_text("")
    done = CliRunner().invoke(matreel, [command, film])
    assert done.exit_code == 2
    assert told in " ".join(done.output.split())
    assert "expected one of the films backprop, forward, " in done.output
