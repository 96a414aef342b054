"""The fonts of a score: those of the stage, cut to the letters it has.

Each keeps its weights, at the optical size at which the stage draws, so that
a line is as wide in a browser as in a video.
"""

import io
import logging
from collections.abc import Iterable
from functools import lru_cache

from scenes.stage.faces import CJK, INTER, MONO, Face, letters_of_face
from scenes.stage.typeface import OPTICAL_SIZE

FONTS = {"words": INTER, "code": MONO, "cjk": CJK}


def letters_of(pieces: Iterable[dict]) -> str:
    """All letters in the texts of pieces of a score, sorted."""
    return "".join(
        sorted(
            {
                letter
                for piece in pieces
                for mark in piece["marks"]
                if mark[0] == 3
                for letter in mark[1]
            }
        )
    )


def fonts(letters: str) -> dict[str, bytes]:
    """Name -> font, of those that are needed for some letters: the Chinese
    one only for what no other has."""
    found: dict[str, bytes] = {}
    rest = letters
    for name in FONTS:
        cut = font(name, rest if name == "cjk" else letters)
        if cut:
            found[name] = cut
        has = letters_of_face(FONTS[name])
        rest = "".join(letter for letter in rest if ord(letter) not in has)
    return found


@lru_cache(maxsize=16)
def font(name: str, letters: str) -> bytes | None:
    """A WOFF2 font with those of some letters that it has; None if it has
    none of them.

    Args:
        name: "words", "code" or "cjk".
    """
    # Only who publishes needs to wait for the import.
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # it tells each table
    face: Face = FONTS[name]
    # Without a time of its own: the same letters give the same bytes.
    with TTFont(
        face.path, fontNumber=face.index, lazy=True, recalcTimestamp=False
    ) as opened:
        has = opened.getBestCmap()
        wanted = "".join(letter for letter in letters if ord(letter) in has)
        if not wanted.strip():
            return None
        options = subset.Options(flavor="woff2", notdef_outline=True)
        subsetter = subset.Subsetter(options)
        subsetter.populate(text=wanted)
        subsetter.subset(opened)
        if "fvar" in opened and any(
            axis.axisTag == "opsz" for axis in opened["fvar"].axes
        ):
            opened = instancer.instantiateVariableFont(opened, {"opsz": OPTICAL_SIZE})
        written = io.BytesIO()
        subset.save_font(opened, written, options)
    return written.getvalue()
