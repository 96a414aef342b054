"""Manim's settings: the stage's own, where nobody chose others."""

import configparser
import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from manim import FadeIn, ManimColor, Square, config, tempconfig

from scenes.stage import settings
from scenes.stage.camera import StageScene

ROOT = Path(__file__).parents[3]
STAGE = {name: ours for name, (_, ours) in settings.DEFAULTS.items()}
OPTIONS = settings.ENCODER_OPTIONS
# A scene's file that says which settings its scene has, and draws nothing.
ASKS = """
import json
from manim import config
{before}
from scenes.stage.camera import StageScene
{after}


class Asks(StageScene):
    def render(self):
        names = {names}
        told = {{name: config[name] for name in names}}
        print("told", json.dumps(told, default=lambda one: one.to_hex()))
"""


def chosen(folder, *options, before="", after="", cfg=""):
    """Name -> setting of a scene that `manim render` is given."""
    (folder / "asks.py").write_text(
        ASKS.format(names=[*STAGE, "video_encoder_options"], before=before, after=after)
    )
    (folder / "manim.cfg").write_text(cfg)
    ran = subprocess.run(
        [sys.executable, "-m", "manim", "render", *options, "asks.py"],
        cwd=folder,
        text=True,
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(folder)},
    )
    (told,) = (line for line in ran.stdout.splitlines() if line.startswith("told "))
    return json.loads(told.removeprefix("told "))


def of_stage(**changes):
    """What is to be told where only some settings were chosen."""
    return {
        **STAGE,
        "background_color": STAGE["background_color"].to_hex(),
        "video_encoder_options": OPTIONS,
        **changes,
    }


def test_manims_defaults_are_those_named():
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string((files("manim") / "_config/default.cfg").read_text())
    told = parser["CLI"]
    assert {name: manims for name, (manims, _) in settings.DEFAULTS.items()} == {
        "background_color": ManimColor(told["background_color"]),
        "verbosity": told["verbosity"],
        "max_files_cached": told.getint("max_files_cached"),
        **{
            name: told.getboolean(name)
            for name in ("save_sections", "disable_caching", "notify_outdated_version")
        },
    }


def test_the_checkouts_file_leaves_them_to_the_stage():
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(ROOT / "manim.cfg")
    assert parser.sections() == ["CLI"]
    assert set(parser["CLI"]) & set(STAGE) == set()


@pytest.mark.slow
@pytest.mark.parametrize(
    "given, changes",
    [
        ({}, {}),
        # Manim's own defaults are chosen where they are named.
        (
            {"cfg": "[CLI]\nbackground_color = BLACK\nsave_sections = False\n"},
            {"background_color": "#000000", "save_sections": False},
        ),
        (
            {"cfg": "[CLI]\nverbosity = ERROR\n[video_encoder.options]\ncrf = 30\n"},
            {"verbosity": "ERROR", "video_encoder_options": {**OPTIONS, "crf": "30"}},
        ),
        (
            {
                "options": [
                    "-v",
                    "INFO",
                    "--notify_outdated_version",
                    "--encoder-option",
                    "g=15",
                ]
            },
            {
                "verbosity": "INFO",
                "notify_outdated_version": True,
                "video_encoder_options": {**OPTIONS, "g": "15"},
            },
        ),
        (
            {"before": "config.background_color = '#123456'"},
            {"background_color": "#123456"},
        ),
        (
            {
                "after": "config.background_color = 'BLACK'\n"
                "config.save_sections = False"
            },
            {"background_color": "#000000", "save_sections": False},
        ),
        ({"options": ["-s"]}, {"save_sections": False}),
    ],
    ids=[
        "nothing",
        "cfg-of-defaults",
        "cfg",
        "options",
        "code-before",
        "code-after",
        "still",
    ],
)
def test_what_was_chosen_stays(tmp_path, given, changes):
    told = chosen(tmp_path, *given.pop("options", []), **given)
    assert told == of_stage(**changes)


@pytest.mark.slow
def test_a_config_file_by_option(tmp_path):
    other = tmp_path / "other.cfg"
    other.write_text("[CLI]\nbackground_color = BLACK\n")
    told = chosen(tmp_path, "--config_file", "other.cfg")
    assert told == of_stage(background_color="#000000")


class Shown(StageScene):
    def construct(self):
        self.next_section("only")
        self.play(FadeIn(Square()))


@pytest.mark.parametrize(
    "chosen, written",
    [
        ({}, ".mp4 .json"),
        ({"save_sections": False}, ".mp4"),
        ({"format": "webm"}, ".webm .json"),
        ({"format": "gif"}, ".gif .mp4 .json"),
        ({"transparent": True}, ".mov .json"),
        ({"format": "png"}, ".png"),
        ({"save_last_frame": True}, ".png"),
        ({"format": "png-sequence"}, ".png"),
        ({"format": "none"}, ""),
        ({"dry_run": True}, ""),
    ],
    ids=str,
)
def test_sections_where_there_is_a_video(tmp_path, chosen, written):
    with tempconfig(
        {
            "media_dir": str(tmp_path),
            "pixel_width": 160,
            "pixel_height": 90,
            "frame_rate": 10,
            "progress_bar": "none",
            "save_sections": True,
        }
    ):
        for name, value in chosen.items():
            config[name] = value
        asked = config.save_sections
        Shown().render()
        assert config.save_sections == asked
    found = {
        path.suffix
        for path in tmp_path.rglob("*")
        if path.is_file() and "partial_movie_files" not in path.parts
    }
    assert found == set(written.split())
