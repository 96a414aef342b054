"""Each of Manim's flags works for a film, or ends in one sentence.

All go through Manim's own command, in this process.
"""

import json
import logging
import os
import re
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from click.testing import CliRunner
from manim import config, tempconfig
from manim.cli.render.commands import render
from PIL import Image

from network.recorder import record
from network.trace import Trace
from scenes.film.film import Film
from scenes.film.storyboard import film_steps
from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.themes import LIGHT
from scenes.stage.view import UPRIGHT
from scenes.words.naming import language
from tests.frames import pixels_at
from tests.in_time import PATIENCE_SECS
from tests.small_film import PACE, small

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
SMALL = ["-r", "160,90", "--fps", "10", "--progress_bar", "none"]
SCENE = """
from scenes.film.replay import ReplayScene


class Mine(ReplayScene):
    \"\"\"The first two steps of a trace.\"\"\"

    def steps(self, trace):
        return super().steps(trace)[:2]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory, small_trace_file):
    """Where the film's file is."""
    folder = tmp_path_factory.mktemp("flags")
    (folder / "mine.py").write_text(SCENE)
    return folder


@pytest.fixture
def run(folder, small_trace_file, monkeypatch, tmp_path):
    """A function of flags: (exit code, words, the Paths of what was written)."""
    monkeypatch.setenv("TRACE", str(small_trace_file))
    monkeypatch.setenv("PACE", str(PACE))
    monkeypatch.setattr(sys, "path", list(sys.path))

    def run(*flags, media=None):
        media = media or tmp_path / "media"
        log = logging.getLogger("manim")
        before = log.level, list(log.handlers)
        with tempconfig({"video_encoder_options": dict(config.video_encoder_options)}):
            done = CliRunner().invoke(
                render,
                [*SMALL, "--media_dir", str(media), *flags, str(folder / "mine.py")],
            )
        log.setLevel(before[0])
        log.handlers = before[1]
        words = done.output.strip()
        if isinstance(done.exception, SystemExit) and isinstance(
            done.exception.code, str
        ):
            words += done.exception.code
        files = sorted(path for path in media.rglob("*") if path.is_file())
        return done.exit_code, words, files

    return run


@pytest.fixture(scope="module")
def film(small_trace_file):
    """What is rendered."""
    return Film(
        Trace.load(small_trace_file),
        speed=PACE,
        steps_of=lambda trace: film_steps(trace)[:2],
    )


def video(files, ending):
    """The one video of an ending that is no section."""
    (path,) = (
        path for path in files if path.suffix == ending and "sections" not in path.parts
    )
    return path


def facts(path):
    """(codec, pixel format, width, height, rate, frames) of a video."""
    with av.open(path) as opened:
        stream = opened.streams.video[0]
        count = sum(1 for _ in opened.decode(stream))
        context = stream.codec_context
        return (
            context.name,
            context.pix_fmt,
            context.width,
            context.height,
            stream.average_rate,
            count,
        )


VIDEOS = {
    # flags: (ending, codec, pixel format, width, height, rate)
    "": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "-r 90,160": (".mp4", "h264", "yuv420p", 90, 160, 10),
    "-r 160,120": (".mp4", "h264", "yuv420p", 160, 120, 10),
    "-r 64,36": (".mp4", "h264", "yuv420p", 64, 36, 10),
    "-r 2,2": (".mp4", "h264", "yuv420p", 2, 2, 10),
    "--fps 24": (".mp4", "h264", "yuv420p", 160, 90, 24),
    "--fps 25": (".mp4", "h264", "yuv420p", 160, 90, 25),
    "--fps 29.97": (".mp4", "h264", "yuv420p", 160, 90, Fraction(30000, 1001)),
    "--fps 30": (".mp4", "h264", "yuv420p", 160, 90, 30),
    "--fps 120 -n 0,0": (".mp4", "h264", "yuv420p", 160, 90, 120),
    "--fps 1": (".mp4", "h264", "yuv420p", 160, 90, 1),
    "-t": (".mov", "qtrle", "argb", 160, 90, 10),
    "--format gif --fps 50 -n 0,0": (".gif", "gif", None, 160, 90, None),
    "--format gif": (".gif", "gif", None, 160, 90, None),
    "--format webm": (".webm", "vp9", "yuv420p", 160, 90, 10),
    "--format webm -t": (".webm", "vp9", None, 160, 90, 10),
    "--format webm -r 161,91": (".webm", "vp9", "yuv420p", 161, 91, 10),
    "--format mov": (".mov", "h264", "yuv420p", 160, 90, 10),
    "--video-codec libx265": (".mp4", "hevc", "yuv420p", 160, 90, 10),
    "--pixel-format yuv444p": (".mp4", "h264", "yuv444p", 160, 90, 10),
    "--pixel-format yuv444p -r 161,91": (".mp4", "h264", "yuv444p", 161, 91, 10),
    "--encoder-option crf=40": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "--max-inflight-encoders 4": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "--encoder-queue-size 1": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "-a": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "-o mine": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "--progress_bar display": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "-v DEBUG": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "--log_to_file": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "--seed 3": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "--save_sections": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "--disable_caching": (".mp4", "h264", "yuv420p", 160, 90, 10),
    "--preview --preview_command true": (".mp4", "h264", "yuv420p", 160, 90, 10),
}


@pytest.mark.parametrize("flags", VIDEOS)
def test_a_video_as_it_was_asked_for(run, film, flags):
    ending, *expected = VIDEOS[flags]
    code, words, files = run(*flags.split())
    assert (code, "Traceback" in words) == (0, False), words
    *found, count = facts(video(files, ending))
    assert [
        one == other for one, other in zip(found, expected) if other is not None
    ] == [True] * sum(one is not None for one in expected)
    rate = expected[-1] or (50 if "50" in flags else 10)
    long = film.shots[0].seconds if "-n" in flags else film.seconds
    # Shots of whole tenths have whole frames at 10, 30, 50 and so on.
    assert abs(count - long * rate) < (1 if float(rate) % 10 == 0 else 6)
    assert [path for path in files if ".render-" in str(path)] == []
    assert len([path for path in files if path.suffix == ".srt"]) == 1


def pixels(path):
    return np.asarray(Image.open(path).convert("RGB"), float)


@pytest.mark.parametrize("flags", ["-s", "--format png", "-s --format png"])
def test_the_last_picture(run, film, flags):
    code, words, files = run(*flags.split())
    assert code == 0, words
    (picture,) = files
    assert picture.suffix == ".png"
    expected = pixels_at(film, film.seconds, width=160, height=90)
    assert np.abs(pixels(picture) - expected[..., :3]).max() <= 1
    assert len(np.unique(pixels(picture).reshape(-1, 3), axis=0)) > 10


def test_the_last_picture_of_an_upright_frame(run, film):
    """It is laid out anew, and not the wide one made small."""
    code, words, files = run("-s", "-r", "180,320")
    assert code == 0, words
    told = film.upright()
    shot, second = told.at(told.seconds)
    told.show(shot, second)
    expected = drawn(told.parts(shot), width=180, height=320, frame=UPRIGHT)
    assert np.abs(pixels(files[0]) - expected[..., :3]).max() <= 1


def test_the_last_picture_in_a_light_theme(run, film, monkeypatch):
    monkeypatch.setenv("MATREEL_THEME", "light")
    code, words, files = run("-s")
    assert code == 0, words
    film.show(*film.at(film.seconds))
    parts = film.parts(film.at(film.seconds)[0])
    expected = drawn(parts, width=160, height=90, theme=LIGHT)[..., :3]
    assert np.abs(pixels(files[0]) - expected).max() <= 1
    assert pixels(files[0])[-1, -1].tolist() == [255, 255, 255]
    monkeypatch.setenv("MATREEL_THEME", "pink")
    code, words, _ = run("-s")
    assert code != 0 and "expected one of the themes dark, light" in words


def test_the_last_picture_in_chinese(run, film, small_trace_file, monkeypatch):
    """LANGUAGE says what the screen speaks, as gettext reads it."""
    monkeypatch.setenv("LANGUAGE", "zh_CN:en")
    code, words, files = run("-s")
    assert code == 0, words
    with language("zh"):
        told = Film(
            Trace.load(small_trace_file),
            speed=PACE,
            steps_of=lambda trace: film_steps(trace)[:2],
        )
    (picture,) = files
    ours, english = (
        pixels_at(one, one.seconds, width=160, height=90)[..., :3]
        for one in (told, film)
    )
    assert np.abs(pixels(picture) - ours).max() <= 1
    assert np.abs(pixels(picture) - english).max() > 50


def test_every_picture(run, film):
    code, words, files = run("--format", "png-sequence")
    assert code == 0, words
    assert [path.name for path in files] == [
        f"{number:04}.png" for number in range(round(film.seconds * 10))
    ]
    for number in (0, 3, len(files) - 1):
        expected = pixels_at(film, number / 10, width=160, height=90)[..., :3]
        assert np.abs(pixels(files[number]) - expected).max() <= 1


@pytest.mark.parametrize("flags", ["--format none", "--dry_run", "--dry_run -s"])
def test_nothing_is_written_where_nothing_is_asked_for(run, flags):
    code, words, files = run(*flags.split())
    assert (code, files, "wrote" in words) == (0, [], False), words


@pytest.mark.parametrize(
    "numbers, shots",
    [("0,0", [0]), ("1,1", [1]), ("1", None), ("0,1", [0, 1]), ("-1", None)],
)
def test_some_of_the_animations(run, film, numbers, shots):
    code, words, files = run("-n", numbers)
    assert code == 0, words
    here = [shot for step in (0, 1) for shot in film.shots_of(step)]
    chosen = here[max(int(numbers), 0) :] if shots is None else [here[k] for k in shots]
    *_, count = facts(video(files, ".mp4"))
    assert count == round(sum(shot.seconds for shot in chosen) * 10)
    (index,) = (path for path in files if path.name == "Mine.json")
    for section in json.loads(index.read_text()):
        assert (index.parent / section["video"]).is_file()


def test_a_transparent_film_is_transparent(run):
    _, _, files = run("-t", "-n", "0,0")
    with av.open(video(files, ".mov")) as opened:
        frame = next(opened.decode(video=0)).to_ndarray(format="rgba")
    assert frame[0, 0, 3] == 0 and frame[..., 3].max() == 255


def test_it_is_the_stages_background(run):
    _, _, files = run("-n", "0,0")
    with av.open(video(files, ".mp4")) as opened:
        frame = next(opened.decode(video=0)).to_ndarray(format="rgb24")
    expected = [int(palette.BACKGROUND[k : k + 2], 16) for k in (1, 3, 5)]
    assert np.abs(frame[-1, -1].astype(int) - expected).max() <= 3


@pytest.mark.parametrize(
    "name", ["it's", "two words", "a'b'c", "50%", "#1", "é", "back\\slash", "数"]
)
def test_any_name_of_a_folder(run, tmp_path, name):
    media = tmp_path / name
    code, words, files = run("-n", "0,0", "-o", name, media=media)
    assert code == 0, words
    assert video(files, ".mp4").stem == name
    assert facts(video(files, ".mp4"))[-1] > 0


REFUSED = {
    "-r 161,91": "libx264 .* 161 x 91 .* even numbers",
    "-r 161,91 --format gif": "161 x 91 .* even numbers",
    "-r 161,91 --video-codec libx265": "libx265 .* 161 x 91",
    "-r 0,0": "expected a frame of some pixels, got -r 0,0",
    "-n 99": "-n to name one of the animations, which are 0 to .*, got 99",
    "-n 5,2": "-n to name one of the animations",
    "--renderer opengl": "Manim's cairo renderer, .*leave out --renderer opengl",
    "-l": "does not support live preview.*remove --live-preview",
    "--enable_gui": "does not support live preview",
    "--format gif --fps 60": "a GIF of at most 50 frames a second, got 60.*--fps 25",
    "--fps -1": "frame rate must be positive",
    "--video-codec no": "Unknown video encoder: no",
    "--pixel-format no": "Unknown pixel format: no",
    "--preview --format none": "preview",
    "--format mp4 -t": "[Tt]ransparen",
    "--write_to_movie": "No such option",
    "--flush_cache": "No such option",
    "-0 11": "11 is not in the range",
}


@pytest.mark.parametrize("flags", REFUSED)
def test_what_cannot_be_is_one_sentence(run, flags):
    code, words, files = run(*flags.split())
    assert code != 0
    assert files == []
    assert "Traceback" not in words
    *_, last = words.splitlines()
    assert re.search(REFUSED[flags], last), last


def test_a_file_in_the_way(run, tmp_path):
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "videos").write_text("mine")
    code, words, files = run()
    assert code == 1 and "--media_dir DIR writes elsewhere" in words
    assert [Path(path).read_text() for path in files] == ["mine"]


def test_two_at_once_from_any_folder(
    run, folder, tmp_path, small_trace_file, monkeypatch
):
    """The film is the same wherever it is rendered, and whatever else is."""
    other = tmp_path / "other.trace"
    record(small, np.eye(4), np.ones((4, 1)), np.arange(4.0)[:, None], path=other)
    (tmp_path / "elsewhere").mkdir()
    media = tmp_path / "both"
    places = {"one": (ROOT, small_trace_file), "other": (tmp_path / "elsewhere", other)}
    started = [
        subprocess.Popen(
            [sys.executable, "-m", "manim", "render", *SMALL]
            + ["--media_dir", str(media), "-o", name, str(folder / "mine.py")],
            cwd=place,
            env={**os.environ, "PYTHONPATH": str(ROOT), "TRACE": str(trace)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for name, (place, trace) in places.items()
    ]
    for process in started:
        words, _ = process.communicate(timeout=PATIENCE_SECS)
        assert process.returncode == 0, words[-800:]
        assert "wrote " in words
    for name, (_, trace) in places.items():
        monkeypatch.setenv("TRACE", str(trace))
        _, _, files = run("-o", name, media=tmp_path / f"{name} alone")
        assert len(files) >= 4
        for path in files:
            same = media / path.relative_to(tmp_path / f"{name} alone")
            assert same.read_bytes() == path.read_bytes(), path
