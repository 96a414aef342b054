"""Captions: readable, and not before what they tell, of any trace."""

import copy
import html
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
import srt
import webvtt

from scenes.film.cues import LATE, cues_of_steps
from scenes.film.cues import cues as cues_of
from scenes.publish import subtitles as captions
from scenes.publish.cells import cells_of
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


def letters(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", FILMS)
def test_captions_are_told_in_their_step(produced, name, language):
    """And stand a little into the next one where they could not be read."""
    film = produced(name).films[language]
    for index, cues in enumerate(cues_of_steps(film, language)):
        step, start = film.steps[index], film.shots_of(index)[0].start
        end = start + step_seconds(film, index)
        said = letters(step.caption + step.acts[0].title + step.name)
        assert cues
        for cue in cues:
            assert 1000 * start - 1 <= cue.start < 1000 * end
            assert cue.end <= 1000 * (end + LATE) + 1
            assert letters("".join(cue.lines)) in said


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", FILMS)
def test_captions_fill_the_film(produced, name, language):
    film = produced(name).films[language]
    cues = cues_of(film, language)
    assert cues[0].start == 0
    assert [cue.end for cue in cues] == [
        *(cue.start for cue in cues[1:]),
        round(1000 * film.seconds),
    ]


def results_of(film):
    """(act, the second of the film before which nothing of its result is to
    be seen, or None) of all acts."""
    found = cells_of(film, rate=10)["results"]
    return [
        (shot, result and result["frame"] / 10)
        for shot, result in zip(film.shots, found, strict=True)
    ]


@pytest.mark.parametrize("speed", [0.5, 1.0])
@pytest.mark.parametrize("name", FILMS)
def test_no_caption_tells_a_result_before_it_is_seen(produced, name, speed):
    film = produced(name, speed).films["en"]
    cues = cues_of(film, "en")
    for shot, seen in results_of(film):
        act = shot.player.act
        if act.outcome and seen is not None and act.kind != "update_sheets":
            numbers = set(re.findall(r"[-−+]?\d+\.\d+", act.outcome))
            assert shot.start + shot.second_of(act.outcome_at) > seen
            told = [cue for cue in cues if numbers & set(" ".join(cue.lines).split())]
            told = [cue for cue in told if cue.start >= 1000 * shot.start - 1]
            assert all(cue.start > 1000 * seen for cue in told)


@pytest.mark.parametrize("name", FILMS)
def test_what_the_screen_says_with_it_is_there_when_the_caption_says_it(produced, name):
    """Where the picture has the very sentence, both have it together."""
    film = produced(name).films["en"]
    for shot in film.shots:
        act = shot.player.act
        if not act.outcome:
            continue
        seconds = [tenth / 10 for tenth in range(round(shot.seconds * 10))]
        drawn = [
            second
            for second in seconds
            if act.outcome in shot.player.words(shot.moment(second))
        ]
        if drawn:
            assert abs(shot.second_of(act.outcome_at) - drawn[0]) <= 0.11


def test_chinese_lines_end_where_a_pause_is(produced):
    """Not within a word, which no space tells from the next."""
    found = [
        tuple(lines)
        for name in ("forward", "training")
        for _, _, lines in parsed(produced(name).films["zh"], "zh")
    ]
    assert ("argmax 逐个查看输出神经元，", "记住最大值的序号。") in found
    assert ("从 10 张到 100 张：", "正确率从 9.20 % 变为 10.95 %。") in found


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
    assert " ".join(cues_of(film, "en")[0].lines) == words
    _, _, text = captions.vtt(film, "en").split("\n\n")[1].partition("\n")
    assert not set("<>") & set(text)
    assert html.unescape(text).replace("\n", " ") == words


def test_nothing_of_a_hostile_trace_breaks_a_caption(hostile_film):
    parsed(hostile_film, "en")
    assert "<b" not in captions.vtt(hostile_film, "en")
