"""The page of a film that is not known yet: its fonts are ready and its scripts
at hand, so that the film begins where it would only be loading.

It is for a server that tells films while they are watched; waiting.js says how
a film begins in it.
"""

import hashlib
import re
from functools import cache
from html import escape
from json import dumps

from scenes.publish import page
from scenes.publish.markup import ASSETS

PAGE, WAITING = "next.html", "waiting.js"
_AHEAD = "score.js"  # which the page has before the film
_SCRIPT = re.compile(r'<script src="([^"/$]+)"></script>\n')
_ANY_SCRIPT = re.compile(r"<script [^>]*></script>\n")


def next_page(fonts: dict[str, str]) -> str:
    """The page.

    Args:
        fonts: name -> file of those that nearly every film has.
    """
    no_film = {"name": "", "title": {"en": "", "zh": ""}, "rates": {"0": {}}}
    text = _ANY_SCRIPT.sub("", page.film_page({**no_film, "poster": ""}))
    scripts = (
        f'<script src="{_AHEAD}"></script>\n<script src="{WAITING}" '
        f'data-scripts="{scripts_file()}" '
        f'data-fonts="{escape(dumps(fonts))}"></script>\n'
    )
    return text.replace("</body>", f"{scripts}</body>")


def scripts() -> bytes:
    """What a film's page runs once the film is known, in one file."""
    names = _SCRIPT.findall((ASSETS / "film.html").read_text("utf-8"))
    return b"\n".join((ASSETS / one).read_bytes() for one in names if one != _AHEAD)


@cache
def scripts_file() -> str:
    """The name of the file of `scripts`, from what is in it."""
    return f"scripts-{hashlib.blake2b(scripts(), digest_size=8).hexdigest()}.js"
