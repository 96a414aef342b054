"""Manim's settings, where nobody chose others.

`manim render` in any folder gives what it gives in the checkout: the
background of the stage, a video for each section, quick encoding. A manim.cfg,
an option of the command line, and code that sets `manim.config` override it.
"""

import configparser

import click
from manim import ManimColor, config, tempconfig

from scenes.stage import palette

# Name -> (Manim's default, ours), of those that differ.
DEFAULTS = {
    "background_color": (ManimColor("#000000"), ManimColor(palette.BACKGROUND)),
    # One video a step, and their index, for players and slides.
    "save_sections": (False, True),
    # A play's pictures come from the trace, which Manim's hash of a play
    # does not cover.
    "disable_caching": (False, True),
    # Without the cache a play's own file is of no use once the whole video
    # is written.
    "max_files_cached": (100, 0),
    # INFO says four lines a play.
    "verbosity": ("INFO", "WARNING"),
    # True asks the network at every render, and waits for it where there is
    # none.
    "notify_outdated_version": (True, False),
}
ENCODER_OPTIONS = {
    # Near half the time of the default preset, and no larger a file with
    # pictures of flat cells.
    "preset": "veryfast",
    # Without x264's tree of macroblocks, which on processors with AVX-512
    # gives other bytes in one of some hundred runs, and takes a tenth of the
    # encoder's time; 26 then looks as 22 does with it, for a tenth more bytes.
    "mbtree": "0",
    "crf": "26",
    # Positions to half a pixel: a sixth of the encoder's time for a
    # thirtieth of the file.
    "subq": "1",
    # Frames that look ahead at others cost a quarter of the encoder's time
    # and save a twentieth of the file.
    "bf": "0",
    # A key frame each second, for players to jump to.
    "g": "60",
}


def choose(files):
    """Set in `manim.config` what nobody chose.

    What differs from Manim's own default was chosen. What does not, was if a
    file or the command line of `manim render` names it.

    Args:
        files: Paths of the manim.cfg that Manim reads where there are any.
    """
    context = click.get_current_context(silent=True)
    options = context.params if context else {}
    named = {name for name in DEFAULTS if options.get(name) is not None}
    named |= _named_in([*files, *filter(None, [options.get("config_file")])])
    for name, (manims, ours) in DEFAULTS.items():
        if name not in named and config[name] == manims:
            config[name] = ours
    if not makes_video():
        config.save_sections = False
    config.video_encoder_options = {**ENCODER_OPTIONS, **config.video_encoder_options}


def makes_video():
    """Tell whether Manim is to write a video, which alone has sections."""
    return (
        config.format not in ("none", "png", "png-sequence")
        and not config.live_preview
        and not config.enable_gui
    )


def sections_of_videos():
    """A context in which sections are asked for where there is a video.

    Manim refuses them with a still, a sequence of pictures and no output.
    """
    return tempconfig({"save_sections": config.save_sections and makes_video()})


def _named_in(files):
    """The names of settings that some manim.cfg set."""
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(files)
    return set(parser["CLI"]) if parser.has_section("CLI") else set()
