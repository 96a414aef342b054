"""A film as slides: the form that manim-slides reads.

Its form is `PresentationConfig` of manim_slides.config, 5.7: in the folder
that holds slides/, `manim-slides present SCENE` and `manim-slides convert
SCENE FILE` find slides/SCENE.json, whose videos are relative to that folder.
"""

import json
import shutil
from pathlib import Path

from scenes.publish import file_names
from scenes.stage import palette
from scenes.stage.typeface import printable


def write(folder, scene, steps, *, size):
    """Write slides/ into a film's folder: a slide for each step.

    Args:
        folder: Path of the film's published folder.
        scene: name of the scene class; it names the slides' file.
        steps: (video, video backwards, speaker notes) of each.
        size: of the videos, (width, height) in pixels.
    """
    (Path(folder) / file_names.SLIDES / "files").mkdir(parents=True)
    slides = []
    for number, (forward, backward, notes) in enumerate(steps, 1):
        names = file_names.slide_videos(number)
        for name, video in zip(names, (forward, backward), strict=True):
            shutil.copyfile(video, Path(folder) / name)
        slides.append(
            {
                "file": names[0],
                "rev_file": names[1],
                "type": "video",
                "src": None,
                "loop": False,
                "auto_next": False,
                "playback_rate": 1.0,
                "reversed_playback_rate": 1.0,
                "dedent_notes": False,
                "notes": _notes(notes),
                "skip_animations": False,
            }
        )
    told = {
        "slides": slides,
        "resolution": list(size),
        "background_color": palette.BACKGROUND,
    }
    (Path(folder) / file_names.slide_show(scene)).write_text(
        json.dumps(told, indent=2) + "\n", encoding="utf-8"
    )


def _notes(text):
    """Notes are read as Markdown, and its HTML is not escaped: none here."""
    for mark, harmless in (
        ("&", "＆"),
        ("<", "‹"),
        (">", "›"),
        ("](", "] ("),
        ("]:", "] :"),
    ):
        text = text.replace(mark, harmless)
    return printable(text)
