"""The languages that the films speak: the one list of them.

English and Chinese stand side by side wherever something is said. A further
language has a module of its own in this room, with SENTENCES (the English
template -> its own, with the same names in braces) and NAMES (a name of the
code in words -> its own), and an entry here; what it lacks is said in
English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from network.trace.wished_language import first_known
from scenes.words import chinese


@dataclass(frozen=True)
class Language:
    """How a language is written and read.

    Attributes:
        code: of ISO 639, e.g. "en".
        between: what stands between two sentences.
        colon: what stands between a title and its sentence.
        reading_speed: characters a second that viewers read.
        line: characters of a line of captions, at most. Both are limits that
            broadcasters and streaming services set; among Chinese characters
            a Latin letter counts half.
        names: a name of the code in words -> in this language.
        sentences: an English template -> the one of this language; empty
            where it stands beside the English one.
    """

    code: str
    between: str
    colon: str
    reading_speed: int
    line: int
    names: Mapping[str, str] = field(default_factory=dict)
    sentences: Mapping[str, str] = field(default_factory=dict)


ENGLISH = Language("en", " ", ": ", 17, 42)
CHINESE = Language("zh", "", "：", 9, 20, chinese.NAMES)
ALL = {one.code: one for one in (ENGLISH, CHINESE)}
LANGUAGES = tuple(ALL)  # the first is spoken where nothing else is asked for


def preferred(wishes: str) -> str:
    """The first of LANGUAGES in a list of wishes, as the variable LANGUAGE of
    GNU gettext has it; English where none is known.

    >>> preferred("zh"), preferred("de_DE:zh_CN.UTF-8:en"), preferred("")
    ('zh', 'zh', 'en')
    """
    return first_known(wishes, ALL, ENGLISH.code)
