"""A sentence as the lines of captions: how long it is, where it is parted."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from scenes.arrays.line_breaks import words_of
from scenes.words.languages import ALL

SHORTEST = 0.25  # share of two lines that the shorter has at least
_BREAK = re.compile("[，：；]")


def width(text: str, language: str) -> float:
    """How many letters a text counts, in a language's own measure."""
    if ALL[language].between:
        return len(text)
    return sum(
        1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.5 for letter in text
    )


def reading_seconds(sentences: tuple[str, ...] | list[str], language: str) -> float:
    """The seconds in which sentences, one after the other, are read."""
    letters = sum(width(one, language) + 1 for one in sentences) - 1
    return letters / ALL[language].reading_speed


@lru_cache(maxsize=4096)
def pieces(sentence: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The sentence as tuples of one or two lines, alike in length."""
    words = [
        (space, word, width(space, language), width(word, language))
        for space, word in words_of(sentence)
    ]
    longest = ALL[language].line
    lines = _lines(words, longest)
    cues = -(-len(lines) // 2)
    least = int(width(sentence, language) / len(lines))
    lines = next(
        tried
        for most in range(least, longest + 1)
        if len(tried := _lines(words, most)) <= len(lines)
    )
    if len(lines) == 2:
        lines = _halves(sentence, language) or lines
    return tuple(tuple(lines[2 * k : 2 * k + 2]) for k in range(cues))


def _halves(sentence: str, language: str) -> list[str] | None:
    """Two lines with a mark between them, or None: Chinese words, without
    spaces between them, are better not broken."""
    tries = [
        (sentence[: mark.end()], sentence[mark.end() :].strip())
        for mark in _BREAK.finditer(sentence)
    ]
    widths = {tried: [width(line, language) for line in tried] for tried in tries}
    fitting = [
        tried
        for tried, both in widths.items()
        if max(both) <= ALL[language].line and min(both) >= sum(both) * SHORTEST
    ]
    best = min(fitting, key=lambda tried: max(widths[tried]), default=None)
    return best and list(best)


def _lines(words: Iterable[tuple[str, str, float, float]], most: float) -> list[str]:
    """Lines of words as long as they may be.

    Args:
        words: (the space before it, a word, the widths of both), in order.
    """
    lines, long = [""], 0.0
    for space, word, gap, wide in words:
        if lines[-1] and long + gap + wide > most:
            lines.append(word)
            long = wide
        else:
            lines[-1] += (space if lines[-1] else "") + word
            long += (gap if long else 0.0) + wide
    return lines
