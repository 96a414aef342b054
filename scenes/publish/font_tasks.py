"""Fonts cut to letters, each kept in the cache of publish: cutting takes seconds.

A film's Latin letters are rounded up to those that any film's own sentences
have, so that all films have the same two fonts; only the Chinese one, which is
large, is cut to the letters of each film.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import metadata
from pathlib import Path
from typing import Any

from scenes.publish import web_font
from scenes.publish.cache import Cache
from scenes.score import letters as score_letters
from scenes.score.letters import FONTS
from scenes.stage.faces import letters_of_face

LETTERS = "letters"  # the font of a page's own Chinese words
_SCENES = Path(__file__).parents[1]
_PACKAGES = (
    "fonttools",
    "fontpkg-inter",
    "fontpkg-jetbrains-mono",
    "manimgx-fonts-cjk",
)


@dataclass(frozen=True)
class FontTask:
    """One font, cut to letters.

    Attributes:
        name: of score.letters.FONTS, or LETTERS.
        letters: sorted.
        film: for which it is cut first, if for any.
    """

    name: str
    letters: str
    film: str = ""

    suffix = ".woff"

    @cached_property
    def key(self) -> str:
        """Names the font; other letters, code or programs have other keys."""
        told = self.name, self.letters, _code(), *_versions()
        return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()

    def __str__(self) -> str:
        return f"the font {self.name}"

    def work(
        self, material: bytes = b"", on_frame: Callable[[], Any] | None = None
    ) -> bytes:
        """The font in WOFF or WOFF2; b"" where it has none of the letters."""
        if self.name == LETTERS:
            return web_font.font_of(self.letters)
        return score_letters.font(self.name, self.letters) or b""


def kept_font(name: str, letters: str, kept: Cache) -> bytes:
    """A font out of a Cache, where it is kept from now on."""
    task = FontTask(name, letters)
    found = kept.find(task)
    if found is not None:
        return found.read_bytes()
    content = task.work()
    kept.keep(task, content)
    return content


def fonts_of_score(letters: str, kept: Cache) -> dict[str, bytes]:
    """Name -> font for the letters of a score, as score.letters.fonts has them,
    out of a Cache."""
    return score_letters.fonts(
        _rounded_up(letters),
        lambda name, wanted: kept_font(name, in_font(name, wanted), kept) or None,
    )


def fonts_needed(letters: str, film: str) -> list[FontTask]:
    """The tasks of what `fonts_of_score` gives."""
    needed = []

    def note(name: str, wanted: str) -> None:
        needed.append(FontTask(name, in_font(name, wanted), film))

    score_letters.fonts(_rounded_up(letters), note)
    return needed


def _rounded_up(letters: str) -> str:
    return "".join(sorted({*letters, *usual_letters()}))


def in_font(name: str, letters: Iterable[str]) -> str:
    """Those of some letters that a font of FONTS has, sorted."""
    has = letters_of_face(FONTS[name])
    return "".join(sorted(letter for letter in set(letters) if ord(letter) in has))


def letters_of_fonts() -> dict[str, frozenset[int]]:
    """Name -> the code points of a font of FONTS; known from then on."""
    return {name: letters_of_face(face) for name, face in FONTS.items()}


@cache
def usual_letters() -> frozenset[str]:
    """The letters before the Chinese ones in the films' sentences and the pages'
    words."""
    return frozenset(one for one in scene_letters() if one < web_font.FIRST)


@cache
def scene_letters() -> frozenset[str]:
    """All letters in the films' sentences and in the pages' words."""
    texts = (*_SCENES.rglob("*.py"), *_SCENES.rglob("assets/*.*"))
    return frozenset().union(*(path.read_text("utf-8") for path in texts))


@cache
def _versions() -> tuple[str, ...]:
    """Those of the programs that cut, which are read from files."""
    return tuple(map(metadata.version, _PACKAGES))


@cache
def _code() -> str:
    """A hash of the code that cuts."""
    digest = hashlib.sha256()
    for module in (web_font, score_letters):
        digest.update(Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()
