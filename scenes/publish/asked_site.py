"""The pages of films that are made when they are asked for: what `publish`
writes into a folder, by the same names."""

from collections.abc import Callable
from concurrent.futures import Future
from pathlib import PurePosixPath
from typing import Any

from scenes.publish import next_page, pad_page, page
from scenes.publish.asked_film import AskedFilm, font_of
from scenes.publish.font_tasks import LETTERS
from scenes.publish.markup import script
from scenes.publish.site_files import FILMS, PAGES, STATIC
from scenes.publish.web_font import LETTERS as LETTERS_FILE
from scenes.publish.whole_fonts import WholeFonts
from scenes.score.letters import FONTS
from scenes.score.packed import piece


class AskedSite:
    """The pages of some films of one record.

    Args:
        fonts: in which it is written.

    Attributes:
        films: name -> AskedFilm; more may come.
    """

    def __init__(self, fonts: WholeFonts) -> None:
        self._fonts = fonts
        self.films: dict[str, AskedFilm] = {}

    def add(self, film: AskedFilm) -> None:
        """Have one more film."""
        self.films = {**self.films, film.name: film}

    def page(self, path: str) -> bytes | None:
        """A page of a film, or a file that all pages share, as the page that
        waits for a film: what takes no time; None: it is another."""
        if path in STATIC or path in pad_page.ASSETS:
            return (page.ASSETS / path).read_bytes()
        if path == pad_page.EXAMPLES:
            return _bytes(script("matreelExamples", pad_page.examples()))
        if path == next_page.PAGE:
            files = {name: self._fonts.file(name) for name in FONTS}
            return next_page.next_page(files).encode()
        if path == next_page.WAITING:
            return (page.ASSETS / path).read_bytes()
        if path == next_page.scripts_file():
            return next_page.scripts()
        film = self.films.get(path.removesuffix(".html"))
        return film.page() if film and path.endswith(".html") else None

    def font(self, path: str) -> "Future[bytes] | None":
        """A file that is a font, once it is cut; None: it is none."""
        if path == LETTERS_FILE:
            return self._fonts.future(LETTERS)
        film, file = self._in_a_film(path)
        name = font_of(file if film else path)
        if not name:
            return None
        font = self._fonts.future(name, film.letters if film else ())
        return _script(file if film else path, font)

    def file(self, path: str, on_frame: Callable[[], Any]) -> bytes | None:
        """A file of the site; None: there is none of the name.

        Args:
            path: from the top, e.g. "films/forward/film.js"; no font.
            on_frame: called before each moment that is looked at; what it
                raises ends the work.
        """
        if path in PAGES:
            made = page.index_page if path == PAGES[0] else page.source_page
            return _bytes(made([one.manifest for one in self.films.values()]))
        film, file = self._in_a_film(path)
        return film.file(file, on_frame) if film else None

    def _in_a_film(self, path: str) -> tuple[AskedFilm | None, str]:
        """(the film in whose folder a file is, its name there)."""
        folder, _, rest = path.partition("/")
        name, _, file = rest.partition("/")
        return (self.films.get(name) if folder == FILMS else None), file


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _script(file: str, cut: "Future[bytes]") -> "Future[bytes]":
    """The script that hands on a font that is being cut."""
    name = PurePosixPath(file).stem
    made: Future[bytes] = Future()

    def hand_on(done: "Future[bytes]") -> None:
        error = done.exception()
        if error:
            made.set_exception(error)
        else:
            made.set_result(piece(done.result(), name)[1])

    cut.add_done_callback(hand_on)
    return made
