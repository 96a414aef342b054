"""The files of a film's page, each made when it is asked for.

What `publish` writes into a site for one film, without waiting for all of it:
the score comes in pieces of at most a second, named by their place, so that
the page shows the first while the others are still untold.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain, repeat
from typing import Any

from scenes.film.film import Film, stage_below
from scenes.film.shot import Shot
from scenes.film.tall_stages import AREA
from scenes.publish import page
from scenes.publish.cells import cells_of
from scenes.publish.file_names import CELLS, POSTER, SCORE, SCRIPT, UPRIGHT_CELLS
from scenes.publish.productions import Production
from scenes.publish.score_tasks import film_piece
from scenes.publish.site_files import FILMS
from scenes.score.film_score import packed_ramps, score_of, upright_of
from scenes.score.letters import FONTS
from scenes.score.moments import FORMAT, RATE
from scenes.score.packed import SUFFIX, packed, packed_in_lines
from scenes.stage.canvas import DESIGN_WIDTH
from scenes.words.languages import LANGUAGES
from scenes.words.naming import language

RATES = 10, 60  # frames a second that the page can stop at
SIZE = 1920, 1080
FIRST_PIECES = 8, 16, 36  # frames: what is seen first is told first
PIECE = 60  # frames of the others
# Of the film laid out upright: [left, top, width, height] in design pixels.
_UPRIGHT_STAGE = [
    round(edge) for edge in (AREA.left, AREA.top, AREA.width, AREA.height)
]
BEYOND = 48  # design pixels that names and frames reach out of the stage
_RAMPS = f"ramps{SUFFIX}"
_UPRIGHT = "upright-"  # before a language: the film laid out upright
TELLINGS = *LANGUAGES, *(f"{_UPRIGHT}{one}" for one in LANGUAGES)
_PIECE_FILE = re.compile(rf"{SCORE}/({'|'.join(TELLINGS)})-(\d+)(-grids)?\.js")
_FONT_FILE = re.compile(rf"(?:{SCORE}/)?font-([a-z]+)(?:-[0-9a-f]+)?\.js")
_BEGIN = re.compile(rf"begin-({'|'.join(TELLINGS)})\.js")

FontFile = Callable[[str, Iterable[str]], str]


def _font_file(name: str, letters: Iterable[str]) -> str:
    return f"font-{name}{SUFFIX}"


def font_of(file: str) -> str | None:
    """The name of the font that a file of a film's folder is; None: it is
    another file."""
    found = _FONT_FILE.fullmatch(file)
    return found[1] if found and found[1] in FONTS else None


class AskedFilm:
    """The files of one film. They are made one at a time, by one thread.

    Args:
        production: what it is made from.
        font_file: gives the name of the file of a font, by its name and the
            letters that it needs.

    Attributes:
        name: of the film, e.g. "forward"; [a-z0-9_].
        title: language -> what it is called.
    """

    def __init__(
        self, production: Production, font_file: FontFile = _font_file
    ) -> None:
        self._production, self._font_file = production, font_file
        self.name: str = production.name
        self.title: dict[str, str] = production.title
        self._kept: dict[str, bytes] = {}

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What a page knows of the film, as manifest.manifest gives it."""
        return {**self._told, "score": self._score}

    @cached_property
    def _told(self) -> dict[str, Any]:
        """The manifest without its score."""
        return self._production.manifest(RATES, SIZE, videos=())

    @cached_property
    def letters(self) -> set[str]:
        """All letters that it may show."""
        return set(json.dumps(self._told, ensure_ascii=False))

    @property
    def _frames(self) -> int:
        return round(self._production.film.seconds * RATE)

    @cached_property
    def _ranges(self) -> list[tuple[int, int]]:
        """(first frame, frame after the last) of each piece."""
        ranges: list[tuple[int, int]] = []
        first = 0
        for many in chain(FIRST_PIECES, repeat(PIECE)):
            if first >= self._frames:
                return ranges
            ranges.append((first, min(first + many, self._frames)))
            first += many
        return ranges

    @property
    def _score(self) -> dict[str, Any]:
        return score_of(
            self._frames,
            stage=_stage_of(self._production.film),
            ramps=_RAMPS,
            fonts={name: self._font_file(name, self.letters) for name in FONTS},
            pieces=self._pieces(""),
            upright=upright_of(_UPRIGHT_STAGE, self._pieces(_UPRIGHT)),
        )

    def _pieces(self, layout: str) -> dict[str, list[list[Any]]]:
        """As film_score has them, of the film as it is laid out."""
        return {
            spoken: [
                [
                    first,
                    f"{layout}{spoken}-{number}{SUFFIX}",
                    [f"{layout}{spoken}-{number}-grids{SUFFIX}"],
                ]
                for number, (first, _) in enumerate(self._ranges)
            ]
            for spoken in LANGUAGES
        }

    def page(self) -> bytes:
        """The film's own page, which takes no time."""
        told = {
            "name": self.name,
            "title": self.title,
            "rates": {str(rate): {} for rate in RATES},
            "poster": POSTER,
        }
        folder = f"{FILMS}/{self.name}/{SCORE}"
        text = page.film_page(told, [f"{folder}/{_RAMPS}"])
        return text.encode("utf-8", "replace")

    def pieces(self, telling: str) -> list[str]:
        """The files of the score, in the order in which they are shown, of one of
        TELLINGS: in a language, wide or laid out upright."""
        return [
            f"{SCORE}/{telling}-{number}{SUFFIX}" for number in range(len(self._ranges))
        ]

    def _first(self, telling: str) -> list[str]:
        """The files of the score that its first frame needs, but for fonts."""
        piece = self.pieces(telling)[0]
        grids = f"{piece.removesuffix(SUFFIX)}-grids{SUFFIX}"
        return [f"{SCORE}/{_RAMPS}", piece, grids]

    def file(self, name: str, on_frame: Callable[[], Any]) -> bytes | None:
        """A file of the film's folder; None: it has none of the name.

        Args:
            name: in the folder, e.g. "score/en-0.js"; no font. "begin-en.js"
                is all of the score in one that the first frame needs.
            on_frame: called before each moment that is looked at; what it
                raises ends the work.
        """
        if name not in self._kept:
            self._make(name, on_frame)
        return self._kept.get(name)

    def _make(self, name: str, on_frame: Callable[[], Any]) -> None:
        asked, begun = _PIECE_FILE.fullmatch(name), _BEGIN.fullmatch(name)
        if asked and int(asked[2]) < len(self._ranges):
            self._make_piece(asked[1], int(asked[2]), on_frame)
        elif begun:
            files = [self.file(one, on_frame) for one in self._first(begun[1])]
            self._kept[name] = b"".join(filter(None, files))
        elif name == SCRIPT:
            self._keep(name, page.film_script(self.manifest, has_cells=True))
        elif name in (CELLS, UPRIGHT_CELLS):
            # Of a Film of its own: other pieces may be told in between.
            film = replace(self._production).film
            if name == UPRIGHT_CELLS:
                film = film.upright(like=self._production.upright_film)
            self._keep(name, page.cells_script(cells_of(film, on_frame=on_frame)))
        elif name == f"{SCORE}/{_RAMPS}":
            self._kept[name] = packed_ramps("ramps")[1]

    def _keep(self, name: str, text: str) -> None:
        # "\ud800" and its like, which a trace may hold, have no UTF-8 form.
        self._kept[name] = text.encode("utf-8", "replace")

    def _make_piece(
        self, telling: str, number: int, on_frame: Callable[[], Any]
    ) -> None:
        first, end = self._ranges[number]
        spoken, production = telling.removeprefix(_UPRIGHT), self._production
        is_wide = spoken == telling
        film = (production.films if is_wide else production.upright_films)[spoken]
        with language(spoken):
            moments = _moments(film, first, end, on_frame)
            content, grids = film_piece(film, moments, first)
        told = packed_in_lines(content, f"{telling}-{number}")
        shown = packed({"format": FORMAT, "grids": grids}, f"{telling}-{number}-grids")
        for file, made in (told, shown):
            self._kept[f"{SCORE}/{file}"] = made


def _stage_of(film: Film) -> list[int]:
    """The room that parts may take in a Film, [left, top, width, height] in
    design pixels, known before anything is drawn."""
    top = min(stage_below(shot.panel).top for shot in film.shots)
    left, first = 10, round(top) - BEYOND
    return [left, first, DESIGN_WIDTH - 2 * left, 1005 - first]


def _moments(
    film: Film, first: int, end: int, on_frame: Callable[[], Any]
) -> Iterator[Shot]:
    """The shots of the frames of a Film from `first` to before `end`, to each of
    which it has been set."""
    for frame in range(first, end):
        on_frame()
        shot, _ = film.at(frame / RATE)
        # Steps begin at whole tenths: the very moment that a piece of it has.
        film.show(shot, (frame - round(shot.start * RATE)) / RATE)
        yield shot
