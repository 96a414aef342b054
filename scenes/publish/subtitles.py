"""Captions of a film in a language, as WebVTT and SubRip.

Each step says its explanation while it is shown, in cues of two lines at
most. What cannot be read in the step's time is left out, whole sentences at
a time: first what was said before, then from the end.
"""

import re
import unicodedata
from dataclasses import dataclass

from scenes.publish.manifest import step_seconds, step_start
from scenes.stage.typeface import printable
from scenes.words.languages import ALL
from scenes.words.sentences import sentences_of

SHORTEST = 0.25  # share of two lines that the shorter has at least
_BREAK = re.compile("[，：；]")
# What stays together on a line: a Latin word or a Chinese character, with
# the marks before and after it.
_WORD = re.compile(
    r"[（《“]*(?:[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
    r"|[^\s\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+)"
    r"[，。！？、；：）》”]*"
)


@dataclass(frozen=True)
class Cue:
    """Words on the screen for some time.

    Attributes:
        start, end: in milliseconds of the film.
        lines: one or two.
    """

    start: int
    end: int
    lines: tuple


def cues(film, language):
    """The Cues of a Film that is told in a language, in order."""
    said, found = set(), []
    for index, step in enumerate(film.steps):
        start, seconds = step_start(film, index), step_seconds(film, index)
        sentences = _readable(step, said, seconds, language)
        said.update(sentences)
        found += _spread(sentences, start, seconds, language)
    return found


def vtt(film, language):
    """The text of a .vtt file."""
    blocks = [
        f"{_time(cue.start, '.')} --> {_time(cue.end, '.')}\n"
        + "\n".join(map(_vtt_text, cue.lines))
        for cue in cues(film, language)
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def srt(film, language):
    """The text of an .srt file."""
    blocks = [
        f"{number}\n{_time(cue.start, ',')} --> {_time(cue.end, ',')}\n"
        + "\n".join(map(_srt_text, cue.lines))
        for number, cue in enumerate(cues(film, language), 1)
    ]
    return "\n\n".join(blocks) + "\n"


def _readable(step, said, seconds, language):
    """Sentences of a step that can be read in its time, perhaps none."""

    def fits(sentences):
        return (
            sum(_width(one, language) + 1 for one in sentences) - 1
            <= seconds * ALL[language].reading_speed
        )

    sentences = sentences_of(" ".join(step.caption.split()))
    if not fits(sentences):
        sentences = [one for one in sentences if one not in said] or sentences
    while len(sentences) > 1 and not fits(sentences):
        sentences = sentences[1:]
    title_end = ALL[language].colon
    for one in (
        sentences,
        [sentences[-1].partition(title_end)[2]],
        [printable(step.acts[0].title)],
        [printable(step.name)],
    ):
        if one[0] and fits(one):
            return one
    return []


def _spread(sentences, start, seconds, language):
    """Cues that fill a step, each as long as its share of the words."""
    pieces = [lines for sentence in sentences for lines in _pieces(sentence, language)]
    weights = [sum(_width(line, language) for line in lines) for lines in pieces]
    passed, made = 0, []
    for lines, weight in zip(pieces, weights, strict=True):
        ends = [
            round(1000 * (start + seconds * done / sum(weights)))
            for done in (passed, passed + weight)
        ]
        passed += weight
        made.append(Cue(*ends, lines))
    return made


def _width(text, language):
    if ALL[language].between:
        return len(text)
    return sum(
        1.0 if unicodedata.east_asian_width(letter) in "WF" else 0.5 for letter in text
    )


def _pieces(sentence, language):
    """The sentence as tuples of one or two lines, alike in length."""
    lines = _lines(sentence, ALL[language].line, language)
    cues = -(-len(lines) // 2)
    least = int(_width(sentence, language) / len(lines))
    lines = next(
        tried
        for width in range(least, ALL[language].line + 1)
        if len(tried := _lines(sentence, width, language)) <= len(lines)
    )
    if len(lines) == 2:
        lines = _halves(sentence, language) or lines
    return [tuple(lines[2 * k : 2 * k + 2]) for k in range(cues)]


def _halves(sentence, language):
    """Two lines with a mark between them, or None: Chinese words, without
    spaces between them, are better not broken."""
    tries = [
        (sentence[: mark.end()], sentence[mark.end() :].strip())
        for mark in _BREAK.finditer(sentence)
    ]
    widths = {tried: [_width(line, language) for line in tried] for tried in tries}
    fitting = [
        tried
        for tried, both in widths.items()
        if max(both) <= ALL[language].line and min(both) >= sum(both) * SHORTEST
    ]
    return min(fitting, key=lambda tried: max(widths[tried]), default=None)


def _lines(sentence, width, language):
    lines, end = [""], 0
    for word in _WORD.finditer(sentence):
        space = " " if lines[-1] and word.start() > end else ""
        end = word.end()
        if lines[-1] and _width(lines[-1] + space + word.group(), language) > width:
            lines.append(word.group())
        else:
            lines[-1] += space + word.group()
    return lines


def _time(milliseconds, mark):
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{mark}{thousandths:03}"


def _vtt_text(line):
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _srt_text(line):
    """Players take <...> and {\\...} in SubRip for marks: none is begun."""
    return (
        re.sub(r"<(?=[\w/!?])", "< ", line).replace("{\\", "{ \\").replace("-->", "→")
    )
