"""The films in scenes/, found by their files alone."""

import ast
from pathlib import Path

SCENES = Path(__file__).parents[1] / "scenes"


def scene_files():
    """Names of the files in scenes/ with a class based on one of replay.py."""
    for path in SCENES.glob("*.py"):
        bases = {
            base.id
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.ClassDef)
            for base in node.bases
            if isinstance(base, ast.Name)
        }
        if bases & {"ReplayScene", "FilmScene"} and path.stem != "replay":
            yield path.stem


FILMS = sorted(scene_files())
