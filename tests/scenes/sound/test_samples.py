"""WAV files as samples, against what wrote them; what is none is refused."""

import io
import struct
import wave

import numpy as np
import pytest

from scenes.sound import samples
from scenes.sound.samples import RATE, SoundError, read_wav, seconds_of
from tests.tones import tone


def wav(sound, *, rate=48_000, width=2, channels=1):
    written = io.BytesIO()
    with wave.open(written, "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(width)
        file.setframerate(rate)
        file.writeframes(sound.tobytes())
    return written.getvalue()


def test_samples_at_our_rate_stay_as_they_are():
    sound = tone(0.5, rate=RATE)
    np.testing.assert_array_equal(read_wav(wav(sound), "it"), sound)


@pytest.mark.parametrize("rate", [8_000, 22_050, 44_100, 96_000])
@pytest.mark.parametrize("channels", [1, 2])
def test_other_rates_and_channels(rate, channels):
    sound = np.repeat(tone(0.5, rate=rate), channels)
    read = read_wav(wav(sound, rate=rate, channels=channels), "it")
    assert seconds_of(read) == pytest.approx(0.5, abs=0.03)
    spectrum = np.abs(np.fft.rfft(read))
    assert spectrum.argmax() / seconds_of(read) == pytest.approx(440, abs=3)


def test_a_pipe_knows_no_length():
    """As espeak-ng writes it: the header says two gigabytes."""
    sound = tone(0.5, rate=RATE)
    content = bytearray(wav(sound))
    content[4:8] = struct.pack("<I", 0x7FFFF024)
    content[40:44] = struct.pack("<I", 0x7FFFF000)
    np.testing.assert_array_equal(read_wav(bytes(content), "it"), sound)


def test_silence_around_is_left_out():
    sound = tone(0.5, rate=RATE)
    quiet = np.zeros(RATE, "<i2")
    quiet[::7] = 3  # a room is never quite silent
    read = read_wav(wav(np.concatenate([quiet, sound, quiet])), "it")
    assert 0.5 <= seconds_of(read) <= 0.55
    assert np.abs(read[: RATE // 10]).max() > 8000


REFUSED = {
    "a WAV file of it, got nothing": b"",
    "a WAV file of it, got 5 bytes of something else": b"hello",
    "a WAV file of it, got 60 bytes": b"ID3" + bytes(57),
    "one that is damaged": b"RIFF\x24\0\0\0WAVEfmt ",
    "to hear something in it, got silence": wav(np.zeros(4800, "<i2")),
    "samples a second": wav(tone(0.1), rate=1_000),
    "channels": wav(np.zeros(960, "<i2"), channels=12),
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_sound(words):
    with pytest.raises(SoundError, match=words):
        read_wav(REFUSED[words], "it")


def test_what_is_too_long(monkeypatch):
    monkeypatch.setattr(samples, "LONGEST", 1)
    with pytest.raises(SoundError, match="expected at most 1 s of it"):
        read_wav(wav(tone(3, rate=RATE)), "it")


@pytest.mark.parametrize("seed", range(60))
def test_damage_ends_in_a_sentence(seed):
    rng = np.random.default_rng(seed)
    content = bytearray(wav(tone(0.1, rate=RATE))[: rng.integers(20, 9000)])
    for place in rng.integers(12, 60, 6):
        content[min(place, len(content) - 1)] = rng.integers(256)
    try:
        assert read_wav(bytes(content), "it").dtype == np.int16
    except SoundError as error:
        assert "\n" not in str(error)
