"""Sounds as samples: read from WAV with limits, without the silence around."""

import io
from fractions import Fraction
from typing import Any

import av
import numpy as np

from network.files.user_error import UserError

RATE = 48_000  # samples a second of every sound here
LONGEST = 120  # seconds of a sentence
MOST_BYTES = 64 * 2**20  # of a WAV file of one
_RATES = 4_000, 384_000  # samples a second that a file may have
_CHANNELS = 8
_SILENT = 0.01  # of the loudest sample: what is below it is silence
_AROUND = 0.02  # seconds of it that are kept before and after the sound


class SoundError(UserError, ValueError):
    """A sound that cannot be used, and what to do about it."""


def read_wav(content: bytes, name: str) -> np.ndarray:
    """(count,) samples of a WAV file, int16 of one channel, RATE a second.

    Silence at its start and end is left out: a sentence is heard from the
    moment at which its sound begins.

    Args:
        content: of the file; its header may say another length, as that of a
            program does which writes into a pipe.
        name: what the file is called in errors.

    Raises:
        SoundError: it is no WAV file, is too long, or holds no sound.
    """
    if content[:4] not in (b"RIFF", b"RF64") or content[8:12] != b"WAVE":
        raise SoundError(f"expected a WAV file of {name}, got {_told(content)}")
    try:
        sound = _decoded(content, name)
    except (av.FFmpegError, ValueError, OverflowError) as error:
        if isinstance(error, SoundError):
            raise
        raise SoundError(
            f"expected a WAV file of {name}, got one that is damaged ({error})"
        ) from None
    return _without_silence(sound, name)


def _told(content: bytes) -> str:
    return f"{len(content)} bytes of something else" if content else "nothing"


def _decoded(content: bytes, name: str) -> np.ndarray:
    pieces, count = [], 0
    file: Any
    with av.open(io.BytesIO(content), format="wav") as file:
        if not file.streams.audio:
            raise SoundError(f"expected a sound in {name}, found none")
        stream = file.streams.audio[0]
        codec = stream.codec_context
        if codec is None or not codec.name.startswith("pcm_"):
            raise SoundError(
                f"expected plain samples (PCM) in {name}, got "
                f"{codec.name if codec else 'something unknown'}"
            )
        rate, channels = stream.rate, stream.channels
        if not (_RATES[0] <= rate <= _RATES[1] and 1 <= channels <= _CHANNELS):
            raise SoundError(
                f"expected {_RATES[0]} to {_RATES[1]} samples a second and 1 to "
                f"{_CHANNELS} channels in {name}, got {rate} and {channels}"
            )
        to_ours = av.AudioResampler("s16", "mono", RATE)
        for frame in file.decode(stream):
            for made in to_ours.resample(frame):
                pieces.append(made.to_ndarray()[0])
                count += made.samples
            if count > LONGEST * RATE:
                raise SoundError(
                    f"expected at most {LONGEST} s of {name}, got more; a sentence "
                    "is not that long"
                )
        pieces += [made.to_ndarray()[0] for made in to_ours.resample(None)]
    return np.concatenate(pieces) if pieces else np.zeros(0, np.int16)


def _without_silence(sound: np.ndarray, name: str) -> np.ndarray:
    heights = np.abs(sound.astype(np.int32))
    loudest = heights.max(initial=0)
    if loudest == 0:
        raise SoundError(f"expected to hear something in {name}, got silence")
    (loud,) = np.nonzero(heights >= max(_SILENT * loudest, 1))
    around = round(_AROUND * RATE)
    return sound[max(loud[0] - around, 0) : loud[-1] + around]


def seconds_of(sound: np.ndarray) -> float:
    """How long samples are heard."""
    return float(Fraction(len(sound), RATE))
