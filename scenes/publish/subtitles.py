"""Captions of a film in a language, as WebVTT and SubRip."""

import re

from scenes.film.cues import cues


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
