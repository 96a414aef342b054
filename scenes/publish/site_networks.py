"""The files of networks in a site, each there once, whatever films have it."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scenes.publish.film_json import film_json
from scenes.publish.pad_page import NETWORKS, without_lost
from scenes.publish.productions import Production
from scenes.publish.site_files import FILMS


def kept_networks(films: Iterable[str], site: Path) -> list[dict[str, Any]]:
    """What film.json says of the networks of films that a site has, by the
    names of the films; of those whose files are there."""
    told = (
        without_lost(site, film_json(site / FILMS / name)).get("network")
        for name in films
    )
    return [one for one in told if one]


def write_networks(
    new: Path, old: Path, productions: Iterable[Production], kept: Iterable[str]
) -> None:
    """Write the files of the networks of all films of a new folder.

    Args:
        new, old: Paths of the folder and of the one that it replaces.
        productions: of the films that are published.
        kept: names of the films that are copied from the old folder.
    """
    files = dict(one.network.file for one in productions if one.network)
    for told in kept_networks(kept, old):
        name = told["file"]
        files.setdefault(name, (old / NETWORKS / name).read_bytes())
    for name, content in files.items():
        (new / NETWORKS).mkdir(exist_ok=True)
        (new / NETWORKS / name).write_bytes(content)
