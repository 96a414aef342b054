"""Names under which films stand in a folder beside those that are there already.

A film of a trace of one's own is called by the trace's file and the film,
`mine_forward`; a cut and an upright one say so, `forward_short_upright`. What
has such a name already but shows another file gets a number.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from scenes.publish.film_files import film_scenes
from scenes.publish.film_json import film_json
from scenes.publish.productions import Production, content_key
from scenes.publish.site_files import FILMS, SiteFiles

LONGEST = 40  # letters of a file's name
DIGITS = 8  # of a hash, where no letter of the name can stand in an address
VARIANTS = {"short": ("short", "短片"), "upright": ("upright", "竖屏")}


def side_by_side(
    productions: Iterable[Production],
    out: str | Path,
    file_of: Callable[[object], Path | None],
    variants: Iterable[str] = (),
    whose: str | None = None,
) -> tuple[Production, ...]:
    """Productions with names under which none takes the place of another film.

    Args:
        productions: named by their films.
        out: the folder where they are going to stand; it need not be there.
        file_of: the file that a record was read from, or None: it is the film's
            own.
        variants: keys of VARIANTS, in order: what they are besides.
        whose: what films of a file are called by; None: by the name of the file;
            "": as the film itself, in whose place they stand.

    Raises:
        FilmError: what is said there of a film cannot be read.
    """
    site = SiteFiles(Path(out).resolve())
    origins = {
        name: str(film_json(site.folder / FILMS / name).get("origin", ""))
        for name in site.films
    }
    named = []
    for one in productions:
        file = file_of(one.record) if whose != "" else None
        made = _called(one, file, tuple(variants), whose)
        free = (name for name in _names(made) if _is_free(name, made, origins))
        name = next(free)
        origins[name] = made.origin
        named.append(replace(made, name=name))
    return tuple(named)


def _called(
    one: Production, file: Path | None, variants: tuple[str, ...], whose: str | None
) -> Production:
    """A Production that says whose it is."""
    places = [path for path in (file, one.file and one.file.elsewhere) if path]
    told = "\n".join(str(path.absolute()) for path in places)
    # Nothing of where it lies on this machine is to be read there.
    origin = hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:24]
    label = (whose or file.stem) if file else ""
    parts = [_plain(label, one.record) if file else "", one.name, *variants]
    return replace(
        one,
        name="_".join(filter(None, parts)),
        scene_name=one.name,
        label=label,
        variants=variants,
        origin=origin if places else "",
    )


def _plain(label: str, record: object) -> str:
    """A name in letters that can stand in an address."""
    plain = re.sub(r"[^a-z0-9]+", "_", label.lower()).strip("_")[:LONGEST]
    return plain.strip("_") or f"trace_{content_key(record)[:DIGITS]}"


def _names(one: Production) -> Iterator[str]:
    yield one.name
    yield from (f"{one.name}_{number}" for number in count(2))


def _is_free(name: str, one: Production, origins: dict[str, str]) -> bool:
    """Whether nothing else has a name, in a folder or among our films."""
    if one.origin and name in film_scenes():
        return False
    return origins.get(name, one.origin) in (one.origin, "" if one.origin else None)
