"""The fonts of a score: those of the stage, cut to the letters it has.

Each keeps its weights, at the optical size at which the stage draws, so that
a line is as wide in a browser as in a video.
"""

import io
import logging
from collections.abc import Callable, Iterable
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


def fonts(
    letters: str, cut_to: Callable[[str, str], bytes | None] | None = None
) -> dict[str, bytes]:
    """Name -> font, of those that are needed for some letters: the Chinese
    one only for what no other has.

    Args:
        cut_to: gives the font of a name and letters; None: `font` does.
    """
    found: dict[str, bytes] = {}
    rest = letters
    for name in FONTS:
        cut = (cut_to or font)(name, rest if name == "cjk" else letters)
        if cut:
            found[name] = cut
        has = letters_of_face(FONTS[name])
        rest = "".join(letter for letter in rest if ord(letter) not in has)
    return found


@lru_cache(maxsize=16)
def font(name: str, letters: str) -> bytes | None:
    """A WOFF2 font with those of some letters that it has, and what mirrors
    them where a line runs from right to left; None if it has none of them.

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
    # Its extent is that of all letters still, which nobody reads: to find that of
    # those left takes as long as the cutting.
    with TTFont(
        face.path,
        fontNumber=face.index,
        lazy=True,
        recalcBBoxes=False,
        recalcTimestamp=False,
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


def outlines(face: Face, weight: int, letters: str, name: str) -> bytes:
    """A TrueType font of one weight with those of some letters that a Face
    has, as the stage draws them: for formats that know no axes of a font.

    Args:
        weight: 100 thin to 900 black, as far as the face goes.
        name: that the font has inside, by which programs tell it from others.
    """
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.filterPen import DecomposingFilterPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

    with TTFont(face.path, fontNumber=face.index, lazy=True) as opened:
        drawn = opened.getGlyphSet(location={"wght": weight, "opsz": OPTICAL_SIZE})
        has = opened.getBestCmap() or {}
        named = {
            ord(letter): has[ord(letter)] for letter in letters if ord(letter) in has
        }
        units = opened["head"].unitsPerEm
        order = [".notdef", *dict.fromkeys(named.values())]
        glyphs, advances = {}, {}
        for glyph in order:
            pen = TTGlyphPen(None)
            # To a thousandth of the type's size, curves of third degree too.
            turned = Cu2QuPen(pen, units / 1000, reverse_direction=_is_cubic(opened))
            drawn[glyph].draw(DecomposingFilterPen(turned, drawn))
            glyphs[glyph] = pen.glyph()
            advances[glyph] = round(drawn[glyph].width)
        hhea = opened["hhea"]
        built = FontBuilder(units, isTTF=True)
        built.setupGlyphOrder(order)
        built.setupCharacterMap(named)
        built.setupGlyf(glyphs)
        table = built.font["glyf"]
        built.setupHorizontalMetrics(
            {one: (advances[one], getattr(table[one], "xMin", 0)) for one in order}
        )
        built.setupHorizontalHeader(ascent=hhea.ascent, descent=hhea.descent)
        built.setupNameTable({"familyName": name, "psName": name})
        built.setupOS2(sTypoAscender=hhea.ascent, sTypoDescender=hhea.descent)
        built.setupPost()
        # Without a time of its own: the same letters give the same bytes.
        built.font.recalcTimestamp = False
        built.font["head"].created = built.font["head"].modified = 0
        written = io.BytesIO()
        built.font.save(written)
    return written.getvalue()


def _is_cubic(font) -> bool:
    """Whether a font's outlines run the other way round, as PostScript's do."""
    return "glyf" not in font
