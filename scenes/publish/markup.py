"""What the pages of a site are written with: texts escaped, in both languages."""

import json
from functools import lru_cache
from html import escape
from pathlib import Path
from string import Template

from pygments.lexers import PythonLexer

from scenes.stage.source_panel import kind_of

ASSETS = Path(__file__).parent / "assets"


def address(film, slug="", *, frame=None, rate=None):
    """The address of a moment, from the folder that is published.

    Args:
        film: its name.
        slug: of a step; "" with a frame, or for the film's beginning.
        frame: number of the frame at `rate`, counted from 0.
        rate: frames a second; None: the lowest.
    """
    where = "&".join(
        f"{name}={number}"
        for name, number in (("frame", frame), ("rate", rate))
        if number is not None
    )
    return (
        f"{film}.html#{film}"
        + (f"/{slug}" if slug else "")
        + (f"@{where}" if where else "")
    )


@lru_cache(maxsize=64)  # one file is on several pages, and told again and again
def colored(text):
    """The lines of a Python source, each a list of [kind, text]; style.css
    has the colours of the kinds."""
    lines = [[]]
    for token, piece in PythonLexer(stripnl=False, ensurenl=False).get_tokens(text):
        kind = kind_of(token)
        for number, part in enumerate(piece.split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append([kind, part])
    return lines


def write(path, text):
    """Write a text into a file, and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # "\ud800" and its like, which a trace may hold, have no UTF-8 form.
    path.write_bytes(text.encode("utf-8", "replace"))


def script(name, content):
    """A script that sets a global constant; no "<" is in it."""
    text = json.dumps(
        content, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    for letter in "<\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return f"window.{name} = {text};\n"


def template(page, **texts):
    """An asset with texts in the place of its $names."""
    return Template((ASSETS / page).read_text(encoding="utf-8")).substitute(texts)


def in_both(tag, texts, **attributes):
    """An element with a text in both languages."""
    more = "".join(
        f' {name.rstrip("_")}="{escape(str(value))}"'
        for name, value in attributes.items()
    )
    return f'<{tag}{more} data-zh="{escape(texts["zh"])}">{escape(texts["en"])}</{tag}>'
