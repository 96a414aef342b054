"""A film as one page that needs no other file: to stand in a notebook, or to
be sent. Nothing in it asks for anything elsewhere, and it says so itself in
its Content-Security-Policy."""

import json
import re
from typing import Any

from scenes.film.film import Film
from scenes.film.patience import patiently
from scenes.publish import page
from scenes.publish.cells import cells_of
from scenes.publish.productions import Production
from scenes.score.film_score import film_score
from scenes.score.moments import piece_of
from scenes.words.languages import LANGUAGES
from scenes.words.naming import language

MOMENTS = 30  # a second: half of a site's, in half the time and space
RATES = 10, MOMENTS
SIZE = 1920, 1080
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
    "img-src data: blob:; font-src data:"
)
_STYLE = '<link rel="stylesheet" href="style.css">'
_PLAIN = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_SCRIPT = re.compile(r'<script src="([^"]+)"></script>')
_PIECE = re.compile(r'matreelPiece\("(\w+)","([^"]*)"\)\n')
_FACE = re.compile(r"@font-face \{[^}]*\}")
# Its address names no moment, and no link of it leads anywhere.
_BEFORE = """
history.pushState = history.replaceState = () => {};
document.documentElement.classList.add("one-page");
document.addEventListener("click", (event) => {
  if (event.target.closest?.("a[href]")) event.preventDefault();
}, true);
"""


def one_page(production: Production, spoken: str | None = None) -> str:
    """The page of a film, the text of an HTML file.

    Args:
        production: what it is made from.
        spoken: the language in which the picture is told; None: as the
            production has it.
    """
    spoken = spoken or production.language
    film = production.films[spoken]
    steps = patiently(range(len(film.steps)), "drawing")
    told, files = film_score({spoken: [_piece(film, spoken, step) for step in steps]})
    score = {
        **told,
        "rate": MOMENTS,
        "pieces": dict.fromkeys(LANGUAGES, told["pieces"][spoken]),
    }
    manifest = production.manifest(RATES, SIZE, videos=(), score=score)
    known = page.film_script(manifest, has_cells=False)
    cells = page.cells_script(cells_of(film, rate=MOMENTS))
    pieces = dict(_PIECE.findall(b"".join(files.values()).decode()))

    def script(found: re.Match[str]) -> str:
        text = known if found[1].endswith("/film.js") else _asset(found[1])
        return f"<script>\n{text}\n</script>"

    style = _FACE.sub("", _asset("style.css"), count=1)
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<style>\n{style}\n</style>\n<script>{_BEFORE}"
        f"window.matreelPieces = {json.dumps(pieces)};\n{cells}</script>"
    )
    text = _PLAIN.sub("", page.film_page(manifest)).replace(_STYLE, head)
    return _SCRIPT.sub(script, text)


def _piece(film: Film, spoken: str, step: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """What moments.piece_of gives for a step, at MOMENTS a second."""
    shots = film.shots_of(step)

    def moments():
        for shot in shots:
            for frame in range(round(shot.seconds * MOMENTS)):
                film.show(shot, frame / MOMENTS)
                yield film.parts(shot)

    with language(spoken):
        return piece_of(moments(), round(shots[0].start * MOMENTS))


def _asset(name: str) -> str:
    """An asset of the pages; the scripts have nothing that would end one."""
    return (page.ASSETS / name).read_text("utf-8")
