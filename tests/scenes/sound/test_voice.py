"""Programs that speak and recordings: what is asked of them, what is kept."""

import shutil
import sys
import time

import numpy as np
import pytest

from scenes.sound import voice as voices
from scenes.sound.samples import SoundError, seconds_of
from scenes.sound.voice import Line, Voice, checked_voice, command_words, voice_from
from tests.tones import record_script, tone, write_wav

LINE = Line("step.1", "20 × 784 weights; $(touch gone) `x` 'y")


@pytest.fixture
def program(tmp_path):
    """The command of a program that counts its runs, and notes its text."""
    write_wav(tmp_path / "said.wav", tone(0.5))
    path = tmp_path / "say it.py"
    path.write_text(
        "import pathlib, sys\n"
        "here = pathlib.Path(__file__).parent\n"
        "with (here / 'asked').open('a', encoding='utf-8') as asked:\n"
        "    text = sys.stdin.buffer.read().decode('utf-8')\n"
        "    print(*sys.argv[1:], text, file=asked)\n"
        "sys.stdout.buffer.write((here / 'said.wav').read_bytes())\n"
    )
    return f"{sys.executable} '{path}' {{language}} '$HOME;'"


def test_a_program_is_asked_once_for_a_text(program, tmp_path):
    voice = Voice(program, kept=tmp_path / "kept")
    first = voice.sound_of(LINE, "forward", "en")
    assert seconds_of(first) == pytest.approx(0.5, abs=0.06)
    np.testing.assert_array_equal(voice.sound_of(LINE, "forward", "en"), first)
    asked = (tmp_path / "asked").read_text("utf-8")
    assert asked == f"en $HOME; {LINE.text}\n\n"
    voice.sound_of(LINE, "forward", "zh")
    voice.sound_of(Line("step.1", "Another."), "forward", "en")
    assert (tmp_path / "asked").read_text("utf-8").count("$HOME;") == 3


def test_what_is_kept_and_damaged_is_asked_for_again(program, tmp_path):
    voice = Voice(program, kept=tmp_path / "kept")
    first = voice.sound_of(LINE, "forward", "en")
    (kept,) = (tmp_path / "kept").iterdir()
    kept.write_bytes(kept.read_bytes()[:-100])
    np.testing.assert_array_equal(voice.sound_of(LINE, "forward", "en"), first)
    assert (tmp_path / "asked").read_text("utf-8").count("$HOME;") == 2


PYTHON = f"{sys.executable} -c"
BAD_PROGRAMS = {
    "no-such-program": "cannot be started: No such file",
    f"{PYTHON} 'print(1)'": "a WAV file of what .* says of .*, got 2 bytes",
    f"{PYTHON} 'pass'": "a WAV file of what .* says of .*, got nothing",
    f"""{PYTHON} 'import sys; sys.exit("no such voice")'""": (
        "to end well, got status 1: no such voice"
    ),
    f"""{PYTHON} 'print("x" * 5000)'""": "expected at most 0 MiB of",
    f"{PYTHON} 'import time; time.sleep(60)'": "to end within 2 s",
    "sh -c 'sleep 60; true'": "to end within 2 s",
}


@pytest.mark.parametrize("command", BAD_PROGRAMS)
def test_a_program_that_does_not_speak(command, tmp_path, monkeypatch):
    monkeypatch.setattr(voices, "PATIENCE", 2)
    monkeypatch.setattr(voices, "MOST_BYTES", 3000)
    began = time.monotonic()
    with pytest.raises(SoundError, match=BAD_PROGRAMS[command]) as told:
        Voice(command, kept=tmp_path).sound_of(LINE, "forward", "en")
    assert "\n" not in str(told.value)
    assert time.monotonic() - began < 30  # what sleeps was ended
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["say 'it", "  ", '"'])
def test_a_command_line_that_is_none(command):
    with pytest.raises(SoundError, match="expected"):
        command_words(command)


def test_recordings_come_before_the_program(program, tmp_path):
    record_script(tmp_path / "own", ["step.1"])
    voice = Voice(program, tmp_path / "own", kept=tmp_path / "kept")
    assert seconds_of(voice.sound_of(LINE, "forward", "en")) > 0.55
    voice.sound_of(Line("step.2", "Not recorded."), "forward", "en")
    assert (tmp_path / "asked").read_text("utf-8").count("$HOME;") == 1


def test_a_folder_for_each_film(tmp_path):
    lengths = record_script(tmp_path, ["other", "step.1"])
    record_script(tmp_path / "forward", ["step.1"])
    voice = Voice(folder=tmp_path)
    heard = [seconds_of(voice.sound_of(LINE, film, "en")) for film in ("f", "forward")]
    assert heard[0] == pytest.approx(lengths["step.1"], abs=0.06)
    assert heard[1] < 0.7


def test_a_recording_that_is_missing(tmp_path):
    with pytest.raises(SoundError, match="784 weights.*step.1.wav, found none; `mat"):
        Voice(folder=tmp_path).sound_of(LINE, "forward", "en")


@pytest.mark.parametrize(
    "variables, words",
    [
        ({"MATREEL_SOUNDS": "loud"}, "expected MATREEL_SOUNDS as 1 or 0, got 'loud'"),
        ({"MATREEL_VOICE_FOLDER": "/no/such"}, "a folder of recordings at /no/such"),
        ({"MATREEL_VOICE": "a 'b"}, "No closing quotation"),
    ],
)
def test_variables_that_say_nothing(variables, words, tmp_path):
    with pytest.raises(SoundError, match=words):
        voice_from(variables, tmp_path)


def test_variables_mean_what_the_options_do(tmp_path):
    variables = {
        "MATREEL_VOICE": "say it",
        "MATREEL_VOICE_FOLDER": str(tmp_path),
        "MATREEL_SOUNDS": "1",
    }
    expected = checked_voice("say it", str(tmp_path), True, tmp_path / "kept")
    assert voice_from(variables, tmp_path / "kept") == expected
    assert not voice_from({}, tmp_path)


@pytest.mark.skipif(not shutil.which("espeak-ng"), reason="there is no espeak-ng")
@pytest.mark.parametrize(
    "language, text", [("en", "The answer is 7."), ("zh", "答案是 7。")]
)
def test_a_real_voice(language, text, tmp_path):
    voice = Voice("espeak-ng -v {language} --stdout", kept=tmp_path)
    sound = voice.sound_of(Line("answer.1", text), "forward", language)
    assert 0.6 < seconds_of(sound) < 5
    assert sound.max() > 3000
