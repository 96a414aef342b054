"""Which font has a letter: the type's own, or another that can be found.

Inter is for words and JetBrains Mono for code and numbers; what one lacks the
other may have. Chinese, Japanese and Korean letters come from Noto Sans CJK.
All are Python packages, so that text looks the same on every machine. For
what none of them has, fontconfig is asked where it is installed.
"""

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain, groupby


@dataclass(frozen=True)
class Face:
    """A font in a file.

    Attributes:
        path: of a TrueType or OpenType file, or a collection of them.
        index: of the font in the collection; 0 elsewhere.
    """

    path: str
    index: int = 0


def _packed(package: str, *names: str, index: int = 0) -> Face:
    return Face(str(files(package).joinpath(*names)), index)


INTER = _packed("fontpkg_inter", "files", "Inter[opsz,wght].ttf")
MONO = _packed("fontpkg_jetbrains_mono", "files", "JetBrainsMono[wght].ttf")
# Of the five languages in the file, simplified Chinese.
CJK = _packed("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", index=2)
# In the order in which they are asked for a letter, by family of type.
FACES = {"words": (INTER, MONO, CJK), "code": (MONO, INTER, CJK)}


def runs(text: str, family: str) -> list[tuple[Face, str]]:
    """A line of text in pieces that one Face has all the letters of.

    What joins the letter before it (accents, selectors) stays with it; where
    that has no sign for it, it is left out.

    Args:
        family: a key of FACES.
    """
    own = FACES[family][0]
    if text.isascii():
        return [(own, text)]
    found: list[tuple[Face, str]] = []
    for letter in text:
        if found and _joins(letter):
            face = found[-1][0]
            if ord(letter) in letters_of_face(face):
                found.append((face, letter))
        else:
            found.append((face_of(letter, family), letter))
    return [
        (face, "".join(letter for _, letter in group))
        for face, group in groupby(found, key=lambda pair: pair[0])
    ]


@cache
def face_of(letter: str, family: str) -> Face:
    """The first Face that has a letter; the family's own if none has."""
    for face in chain(FACES[family], _of_the_machine(letter)):
        if ord(letter) in letters_of_face(face):
            return face
    return FACES[family][0]


def _joins(letter: str) -> bool:
    return unicodedata.category(letter) in ("Mn", "Me", "Cf")


@cache
def letters_of_face(face: Face) -> frozenset[int]:
    """The code points of all letters that a Face has."""
    # Most films never come here: they need not wait for the import.
    from fontTools.ttLib import TTFont

    with TTFont(face.path, fontNumber=face.index, lazy=True) as font:
        return frozenset(font.getBestCmap() or ())


def _of_the_machine(letter: str) -> Iterator[Face]:
    """Faces installed on this machine that have a letter, the plain ones
    first; those in colours cannot be drawn as ink."""
    program = shutil.which("fc-list")
    if program is None:
        return
    told = subprocess.run(
        [
            program,
            f":charset={ord(letter):x}:scalable=True",
            "--format=%{color}\t%{style[0]}\t%{index}\t%{file}\n",
        ],
        capture_output=True,
        text=True,
        errors="replace",
        timeout=10,
    )
    fonts = [line.split("\t", 3) for line in told.stdout.splitlines()]
    plain = [
        (style not in ("Regular", "Book", "Roman"), path, int(index) & 0xFFFF)
        for color, style, index, path in (font for font in fonts if len(font) == 4)
        if color != "True" and path.lower().endswith((".ttf", ".otf", ".ttc", ".otc"))
    ]
    for _, path, index in sorted(plain):
        yield Face(path, index)
