"""What the page has on which viewers draw a digit: networks and examples."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from network.digits.pen_strokes import HARD_STROKES, STROKES

PAGE = "draw.html"
EXAMPLES = "pad-examples.js"  # of a page that has no networks: `examples` alone
TOLD = "pad-told.js"  # what pad_told gives, as a script
NETWORKS = "networks"  # the folder of the networks' files, each there once
ASSETS = (
    "pad.css",
    "pad-words.js",
    "pad-ink.js",
    "pad-network.js",
    "pad-drawing.js",
    "pad-shown.js",
    "pad.js",
)


def pad_files(networks: Sequence[dict[str, Any]]) -> set[str]:
    """The names of all files of the page, from the folder of the site.

    Args:
        networks: what film.json says of them; of none there is no page.
    """
    if not networks:
        return set()
    named = {f"{NETWORKS}/{one['file']}" for one in networks}
    return {PAGE, TOLD, *ASSETS, *named}


def pad_told(manifests: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What the page knows, {} where no film has a network that it can use.

    Args:
        manifests: what film.json says of each film.

    Returns:
        networks   file, hidden, limits, and of the films that have it: films
                   [{name, title}], score and folder of the first one's score
        examples   [name, pen's width, strokes of points x, y]; all in the
                   unit square, y down
    """
    networks: dict[str, dict[str, Any]] = {}
    for one in manifests:
        told, score = one.get("network"), one.get("score")
        if not told or not score:
            continue
        network = networks.setdefault(
            told["file"],
            {
                **told,
                "films": [],
                "folder": f"films/{one['name']}/score/",
                "score": {name: score[name] for name in ("ramps", "fonts")},
            },
        )
        network["films"].append({"name": one["name"], "title": one["title"]})
    if not networks:
        return {}
    return {"networks": list(networks.values()), "examples": examples()}


def examples() -> list[list[Any]]:
    """What can be taken instead of drawing, as pad_told has it."""
    named = STROKES | HARD_STROKES
    return [[name, width, strokes] for name, (width, strokes) in named.items()]


def without_lost(folder: Path, manifest: dict[str, Any]) -> dict[str, Any]:
    """What film.json says, without a network whose file a site lacks."""
    told = manifest.get("network")
    if told and not (folder / NETWORKS / told["file"]).is_file():
        return {**manifest, "network": None}
    return manifest
