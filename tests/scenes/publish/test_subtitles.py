"""Captions: readable in their time, within their step, of any trace."""

import copy
import html
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
import srt
import webvtt

from scenes.publish import subtitles as captions
from scenes.publish.manifest import step_seconds
from tests.scene_files import FILMS

READING_SPEED = 17  # characters a second, in English
LINE = 42  # characters


def parsed(film, language):
    """[(start, end, lines)] of the .srt file, the same as of the .vtt."""
    of_srt = [
        (cue.start.total_seconds(), cue.end.total_seconds(), cue.content.split("\n"))
        for cue in srt.parse(captions.srt(film, language))
    ]
    of_vtt = list(webvtt.from_buffer(io.StringIO(captions.vtt(film, language))))
    assert len(of_srt) == len(of_vtt)
    for (start, end, _), cue in zip(of_srt, of_vtt, strict=True):
        assert abs(start - cue.start_in_seconds) < 1.001
        assert abs(end - cue.end_in_seconds) < 1.001
    return of_srt


@pytest.mark.parametrize("speed", [0.5, 1.0])
@pytest.mark.parametrize("name", FILMS)
def test_captions_can_be_read_in_their_time(produced, name, speed):
    film = produced(name, speed).films["en"]
    cues = parsed(film, "en")
    assert len(cues) >= len(film.steps) / 2
    for start, end, lines in cues:
        assert 1 <= len(lines) <= 2 and max(map(len, lines)) <= LINE
        assert len(" ".join(lines)) <= READING_SPEED * (end - start) + 1
    for (_, end, _), (start, _, _) in pairwise(cues):
        assert end <= start


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", FILMS)
def test_captions_stay_within_their_step(produced, name, language):
    film = produced(name).films[language]
    cues = parsed(film, language)
    starts = [film.shots_of(index)[0].start for index in range(len(film.steps))]
    assert len(cues) >= len(starts)
    for start, end, lines in cues:
        step = max(k for k, second in enumerate(starts) if second <= start + 1e-6)
        assert end <= starts[step] + step_seconds(film, step) + 1e-6
        said = re.sub(
            r"\s",
            "",
            film.steps[step].caption
            + film.steps[step].acts[0].title
            + film.steps[step].name,
        )
        assert re.sub(r"\s", "", "".join(lines)) in said


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", FILMS)
def test_captions_fill_their_step(produced, name, language):
    film = produced(name).films[language]
    cues = captions.cues(film, language)
    starts = [
        round(1000 * film.shots_of(index)[0].start) for index in range(len(film.steps))
    ]
    assert {cue.start for cue in cues} >= set(starts)
    assert [cue.end for cue in cues] == [
        *(cue.start for cue in cues[1:]),
        round(1000 * film.seconds),
    ]


def test_chinese_lines_end_where_a_pause_is(produced):
    """Not within a word, which no space tells from the next."""
    found = [
        tuple(lines)
        for name in ("forward", "training")
        for _, _, lines in parsed(produced(name).films["zh"], "zh")
    ]
    assert ("argmax 逐个查看输出神经元，", "记住最大值的序号。") in found
    assert ("从 10 张到 100 张：", "正确率从 9.20 % 到 10.95 %。") in found


def test_most_of_the_words_are_in_the_captions(produced):
    film = produced("forward").films["en"]
    kept = sum(len(" ".join(lines)) for _, _, lines in parsed(film, "en"))
    assert kept > 0.9 * sum(len(step.caption) for step in film.steps)


def test_marks_of_html_are_words_in_a_caption(produced):
    words = "Is a < b & c > d, or is it &amp; and &lt; that stand here?"
    film = copy.copy(produced("forward").films["en"])
    step = film.steps[0]
    said = replace(step, acts=(replace(step.acts[0], caption=words),))
    film.steps = [said, *film.steps[1:]]
    assert " ".join(captions.cues(film, "en")[0].lines) == words
    _, _, text = captions.vtt(film, "en").split("\n\n")[1].partition("\n")
    assert not set("<>") & set(text)
    assert html.unescape(text).replace("\n", " ") == words


def test_nothing_of_a_hostile_trace_breaks_a_caption(hostile_film):
    parsed(hostile_film, "en")
    assert "<b" not in captions.vtt(hostile_film, "en")
