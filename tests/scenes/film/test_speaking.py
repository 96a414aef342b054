"""A film that is spoken waits for the voice, and is else what it was."""

import shutil

import numpy as np
import pytest

from network.trace import Trace
from scenes.film.cues import Block, cues, cues_of_shots, cues_of_steps, script
from scenes.film.film import Film
from scenes.film.narration import Narration
from scenes.film.speaking import PAUSE, _by_shot, narrated
from scenes.sound.samples import RATE, SoundError
from scenes.sound.voice import Voice
from scenes.words.languages import LANGUAGES
from scenes.words.naming import language
from tests.frames import pixels_at
from tests.scene_films import LENGTHS, scene_of
from tests.small_film import PACE
from tests.tones import record_script

LATE = 0.1  # seconds that sound and picture may begin apart, at most


@pytest.fixture(scope="module")
def silent(small_trace_file):
    return Film(Trace.load(small_trace_file), speed=PACE)


@pytest.fixture(scope="module")
def spoken(silent, tmp_path_factory):
    """The film with recordings: (it, name of a sentence -> its seconds)."""
    folder = tmp_path_factory.mktemp("recorded")
    names = [one.name for step in script(silent, "en") for one in step]
    lengths = record_script(folder, names)
    return narrated(silent, Voice(folder=folder), "forward"), lengths


def sentences(film, language="en"):
    return [one for step in script(film, language) for one in step]


def test_the_same_sentences_are_told(silent, spoken):
    film, lengths = spoken
    assert [(one.name, one.text) for one in sentences(film)] == [
        (one.name, one.text) for one in sentences(silent)
    ]
    for one in sentences(film):
        assert one.spoken / 1000 == pytest.approx(lengths[one.name], abs=0.05)


def test_no_two_are_heard_at_once(spoken):
    film, _ = spoken
    told = sentences(film)
    for one, after in zip(told, told[1:]):
        assert one.start + one.spoken + 1000 * PAUSE <= after.start + 2
        assert one.end <= after.start or one.end == after.start
    starts = [round(1000 * one.second) for one in film.narration.heard]
    assert starts == [one.start for one in told]


def test_a_step_ends_when_all_is_said(spoken):
    film, _ = spoken
    for index, step in enumerate(script(film, "en")):
        shots = film.shots_of(index)
        begin, end = shots[0].start, shots[-1].start + shots[-1].seconds
        for one in step:
            assert 1000 * begin <= one.start < one.start + one.spoken <= 1000 * end


def test_it_is_no_longer_than_it_has_to_be(silent, spoken):
    film, lengths = spoken
    for one in film.shots:
        for _, length in one.waits:
            assert 0 < length <= max(lengths.values()) + PAUSE + 0.1
    assert silent.seconds < film.seconds
    assert film.seconds < silent.seconds + sum(lengths.values()) + len(lengths) * 0.5


def test_waits_are_whole_tenths_in_which_nothing_moves(spoken):
    film, _ = spoken
    assert sum(len(shot.waits) for shot in film.shots) >= 3
    start = 0.0
    for shot in film.shots:
        assert shot.start == start and round(10 * shot.seconds, 6).is_integer()
        start = round(start + shot.seconds, 1)
        waited = 0.0
        for place, length in shot.waits:
            assert round(10 * length, 6).is_integer()
            begin = place + waited
            held = shot.moment(begin + 0.01 * length)
            assert held == shot.moment(begin + 0.99 * length)
            assert shot.moment(begin - 0.05) < held or begin < 0.05
            waited += length


def test_moments_and_seconds_of_a_shot_are_each_others(spoken):
    film, _ = spoken
    for shot in film.shots:
        seconds = np.arange(0, shot.seconds + 1e-9, 0.05)
        moments = [shot.moment(one) for one in seconds]
        assert np.all(np.diff(moments) >= 0)
        assert moments[0] == 0 and moments[-1] == pytest.approx(shot.player.act.seconds)
        for moment in np.linspace(0, shot.player.act.seconds, 30)[1:-1]:
            assert shot.moment(shot.second_of(moment)) == pytest.approx(moment)


def test_what_is_told_is_what_is_seen(silent, spoken):
    """Where a sentence begins to be heard, the picture is the one at which the
    silent film tells it."""
    film, _ = spoken
    compared = 0
    for shot, before in zip(film.shots, silent.shots, strict=True):
        act = shot.player.act
        if not act.outcome:
            continue
        told = shot.start + shot.second_of(act.outcome_at)
        heard = [one.start / 1000 for one in sentences(film)]
        if min(abs(np.subtract(heard, told))) > LATE:
            continue  # not told, or later: until then others were read
        second = before.start + before.second_of(act.outcome_at)
        ours, theirs = (
            pixels_at(one, at, width=160, height=90)
            for one, at in ((film, told), (silent, second))
        )
        apart = np.abs(ours.astype(int) - theirs)[: 75 * 160 // 160]  # no timeline
        assert apart.max() <= 8, act.title
        compared += 1
    assert compared >= 2


def test_captions_stand_as_long_as_they_are_heard(spoken):
    film, _ = spoken
    for told, step in zip(cues_of_steps(film, "en"), script(film, "en"), strict=True):
        for one in step:
            within = [cue for cue in told if one.start <= cue.start < one.end]
            assert (within[0].start, within[-1].end) == (one.start, one.end)
            assert within[-1].start < one.start + one.spoken


def test_another_language_has_the_same_seconds(small_trace_file, spoken):
    film, _ = spoken
    with language("zh"):
        told = Film(Trace.load(small_trace_file), speed=PACE)
    chinese = told.following(film.narration.times)
    assert [(shot.start, shot.seconds) for shot in chinese.shots] == [
        (shot.start, shot.seconds) for shot in film.shots
    ]
    last = sentences(chinese, "zh")[-1]
    assert last.spoken == 0 and last.end <= 1000 * film.seconds


def test_without_a_voice_it_is_what_it_was(silent):
    assert narrated(silent, Voice(), "forward") is silent
    assert silent.narration is None
    still = silent.following(Narration("en", ((),) * len(silent.shots)))
    assert still.shots == silent.shots
    assert script(still, "en") == script(silent, "en")


def test_soft_sounds_change_no_second(silent):
    film = narrated(silent, Voice(marks=True), "forward")
    assert film.shots == silent.shots and script(film, "en") == script(silent, "en")
    track = film.narration.track(film.seconds)
    assert len(track) == round(film.seconds * RATE)
    assert len(film.narration.heard) >= 3
    assert 500 < np.abs(track).max() < 0.15 * 32768
    for one in film.narration.heard:
        begin = round(one.second * RATE)
        assert np.abs(track[begin : begin + 2400]).max() > 500


def test_a_recording_that_is_missing_is_named(silent, tmp_path):
    with pytest.raises(SoundError, match=r"\.1\.wav, found none"):
        narrated(silent, Voice(folder=tmp_path), "forward")


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="there is no espeak-ng")
@pytest.mark.parametrize("name", LENGTHS)
@pytest.mark.parametrize("code", LANGUAGES)
def test_a_real_voice_is_in_step(name, code, films, tmp_path_factory):
    """What is heard in all six films begins as each sentence does."""
    kept = tmp_path_factory.getbasetemp() / "espeak"
    voice = Voice("espeak-ng -v {language} --stdout", kept=kept)
    with language(code):
        plain = films[name] if code == "en" else scene_of(name).film()
    film = narrated(plain, voice, name)
    track = np.abs(film.narration.track(film.seconds).astype(int))
    for one in sentences(film, code):
        begin = round(one.start * RATE / 1000)
        before = track[max(begin - round(0.25 * RATE), 0) : begin]
        assert before.max(initial=0) == 0, one.text
        assert track[begin : begin + round(LATE * RATE)].max() > 300, one.text
    assert [one.text for one in sentences(film, code)] == [
        one.text for one in sentences(plain, code)
    ]


def test_of_some_shots_their_part_is_heard_and_read(spoken):
    film, _ = spoken
    whole = film.narration.track(film.seconds)
    for some in (film.shots, film.shots[1:3], film.shots[-1:]):
        begin, end = some[0].start, some[-1].start + some[-1].seconds
        heard = film.narration.track_of(some, film.seconds)
        first, last = (round(RATE * second) for second in (begin, end))
        np.testing.assert_array_equal(heard, whole[first:last])
        read = {
            1000 * begin + millisecond: one.lines
            for one in cues_of_shots(film, some)
            for millisecond in range(one.start, one.end)
        }
        # Each millisecond has what stands there in the whole film.
        assert read == {
            millisecond: one.lines
            for one in cues(film, film.language)
            for millisecond in range(one.start, one.end)
            if 1000 * begin <= millisecond < 1000 * end
        }
        assert all(one.start < one.end for one in cues_of_shots(film, some))
    assert film.narration.track_of([], film.seconds).shape == whole[:0].shape
    assert film.narration.times.track_of(film.shots, film.seconds) is None


def test_two_narrations_are_two_whatever_is_heard_in_them():
    one, other = (Narration("en", ((),)) for _ in range(2))
    assert one == one and one != other and len({one, other}) == 2


def test_what_comes_where_one_act_follows_is_told_with_the_later_one(silent):
    first, second, third, *_ = silent.shots
    moments = [-0.1, second.start - 0.001, second.start, third.start, 1e6]
    told = [(Block(max(one, 0.0), ["words"], one), []) for one in moments]
    parted = _by_shot([first, second, third], told)
    assert [[block.shown for block, _ in some] for some in parted] == [
        moments[:2],
        moments[2:3],
        moments[3:],
    ]
