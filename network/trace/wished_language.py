"""The language that is wished for, and words in it."""

import re
from collections.abc import Callable, Collection

SPOKEN = "en", "zh"  # the first where none of them is wished for

Say = Callable[[str, str], str]


def first_known(wishes: str, known: Collection[str], otherwise: str) -> str:
    """The first of some languages in a list of wishes, as the variable LANGUAGE
    of GNU gettext has it.

    >>> first_known("de_DE:zh_CN.UTF-8:en", ("en", "zh"), "en")
    'zh'
    """
    codes = (re.split("[_.@-]", wish.strip())[0].lower() for wish in wishes.split(":"))
    return next((code for code in codes if code in known), otherwise)


def words_in(language: str) -> Say:
    """What takes a text in English and in Chinese and returns that of a
    language, one of SPOKEN."""
    return lambda english, chinese: chinese if language == "zh" else english
