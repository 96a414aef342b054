"""A font for the letters of a site that the reader's machine may lack.

Inter, the system's fonts and so on have what is written in Latin letters.
For Chinese, Japanese and Korean, in words and in sources, a site brings those
letters of Noto Sans CJK that it uses, and a browser asks for them only where
the machine has no such font.
"""

import io
import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from scenes.stage.faces import CJK

LETTERS = "letters.woff"  # its name in a site; style.css knows it
FIRST = "\u2e80"  # of the letters that it may have: CJK radicals
_TEXTS = (".html", ".js")


def write_font(folder: Path, cut_to: Callable[[str], bytes] | None = None) -> None:
    """Write LETTERS into a site whose pages are there.

    Args:
        cut_to: gives the font of some letters; None: `font_of` does.
    """
    used: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix in _TEXTS:
            used.update(path.read_text("utf-8", errors="replace"))
    letters = "".join(sorted(letter for letter in used if letter >= FIRST))
    (folder / LETTERS).write_bytes((cut_to or font_of)(letters))


@lru_cache(maxsize=4)
def font_of(letters: str) -> bytes:
    """A WOFF font that has those of some letters that Noto Sans CJK has."""
    # Only who publishes needs to wait for the import.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells each table
    options = subset.Options(flavor="woff", layout_features=[], notdef_outline=True)
    # Without a time of its own: the same letters give the same bytes.
    # Nor with the extent of what is left, which takes as long as the cutting.
    with TTFont(
        CJK.path,
        fontNumber=CJK.index,
        lazy=True,
        recalcBBoxes=False,
        recalcTimestamp=False,
    ) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=letters)
        subsetter.subset(font)
        written = io.BytesIO()
        subset.save_font(font, written, options)
    return written.getvalue()
