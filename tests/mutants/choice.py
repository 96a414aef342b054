"""Which faults are planted: of which modules, of which kinds, how many, and what
reads a module."""

import math
import random
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.mutants.faults import ROOT, Fault, chosen_faults
from tests.mutants.kinds import kind_of
from tests.mutants.planting import module_name

ROOMS = "reading", "arrays", "words", "acts", "film"
LISTED = [
    *(f"scenes/{room}" for room in ROOMS),
    "scenes/stage/view.py",
    "scenes/stage/turned_part.py",
    "scenes/stage/render_files.py",
    "scenes/publish/subtitles.py",
    "network/trace/__init__.py",
    "network/trace/repeat.py",
    "network/digits/image_files.py",
]
ROUNDS = 20  # of a sample; a module has faults of the wanted kinds, or has none
_SURVIVOR = re.compile(r"^\d+\. (\S+):(\d+): (.+?)   \[", re.MULTILINE)

Chosen = tuple[Fault, str]  # with its kind


def modules_of(places: tuple[str, ...]) -> Iterator[str]:
    """The modules in folders, and those named alone."""
    for place in places or LISTED:
        if place.endswith(".py"):
            yield place
        else:
            for path in sorted((ROOT / place).glob("*.py")):
                if path.stem != "__init__":
                    yield path.relative_to(ROOT).as_posix()


def chosen(
    places: tuple[str, ...], kinds: tuple[str, ...], most: float, seed: int
) -> list[Chosen]:
    """Faults in any order: what is broken off is a fair sample, too.

    Args:
        places: folders and modules.
        kinds: of the lines that are wanted; none: all.
        most: faults of a module.
    """
    found = [
        one for module in modules_of(places) for one in _of(module, most, seed, kinds)
    ]
    random.Random(seed).shuffle(found)
    return found


def sample(
    places: tuple[str, ...], kinds: tuple[str, ...], total: int, seed: int
) -> list[Chosen]:
    """So many faults, one of each module, then another one of each; fewer
    where there are no more in ROUNDS times."""
    modules = list(modules_of(places))
    random.Random(seed).shuffle(modules)
    found: dict[tuple[str, int, str], Chosen] = {}
    for number in range(ROUNDS):
        for module in modules:
            for one in _of(module, 1, ROUNDS * seed + number, kinds):
                if len(found) == total:
                    return list(found.values())
                found[module, one[0].line, one[0].what] = one
    return list(found.values())


def _of(module: str, most: float, seed: int, kinds: tuple[str, ...]) -> list[Chosen]:
    return [
        (fault, kind)
        for fault in chosen_faults(module, most, seed)
        if (kind := kind_of(module, fault.scope, fault.line)) in kinds or not kinds
    ]


def survivors(printed: Path) -> list[Chosen]:
    """The faults that a run before has printed as surviving."""
    survived = set(_SURVIVOR.findall(printed.read_text("utf-8")))
    return [
        (fault, kind)
        for module in sorted({module for module, *_ in survived})
        for fault, kind in _of(module, math.inf, 0, ())
        if (module, str(fault.line), fault.what) in survived
    ]


def places_of(module: str) -> set[str]:
    """A module, those that import it, and those that import these: a table is read
    by way of a module between."""
    found = {module}
    for _ in range(2):
        found |= {one for each in found for one in _importing(each)}
    return found


@cache
def _importing(module: str) -> frozenset[str]:
    room, _, name = module_name(module).rpartition(".")
    spelt = f"from {room}.{name} import", f"from {room} import"
    return frozenset(
        path
        for path, text in _texts(module.split("/")[0])
        if spelt[0] in text or (spelt[1] in text and name in text)
    )


@cache
def _texts(package: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
        for path in (ROOT / package).rglob("*.py")
    )
