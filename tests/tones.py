"""Recordings of a script that are tones, and where tones are heard in a file."""

import wave

import av
import numpy as np

RATE = 22_050  # samples a second of the recordings; files have others
LENGTHS = 0.6, 2.3, 4.1  # seconds of one after the other
QUIET = 0.4  # seconds of silence before and after each tone
LEAST_GAP = 0.15  # seconds of silence that part two tones


def tone(seconds, *, rate=RATE, pitch=440.0):
    """(count,) samples of a tone, int16."""
    time = np.arange(round(seconds * rate)) / rate
    return np.round(9000 * np.sin(2 * np.pi * pitch * time)).astype("<i2")


def write_wav(path, samples, *, rate=RATE, channels=1):
    with wave.open(str(path), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(np.repeat(samples, channels).astype("<i2").tobytes())


def record_script(folder, names):
    """Write a recording of each name, with silence around; name -> seconds."""
    folder.mkdir(parents=True, exist_ok=True)
    silence = np.zeros(round(QUIET * RATE), "<i2")
    lengths = {}
    for number, name in enumerate(names):
        lengths[name] = LENGTHS[number % len(LENGTHS)]
        sound = tone(lengths[name], pitch=300 + 40 * (number % 7))
        write_wav(folder / f"{name}.wav", np.concatenate([silence, sound, silence]))
    return lengths


def tones_in(path):
    """[(begin, end)] in seconds of the tones in a file's decoded sound."""
    pieces, begin = [], None
    with av.open(str(path)) as file:
        stream = file.streams.audio[0]
        rate = stream.rate
        for frame in file.decode(stream):
            begin = frame.time if begin is None else begin
            pieces.append(frame.to_ndarray()[0].astype(float))
    sound = np.concatenate(pieces)
    (loud,) = np.nonzero(np.abs(sound) > 0.2 * np.abs(sound).max())
    gaps = np.nonzero(np.diff(loud) > LEAST_GAP * rate)[0]
    starts, ends = loud[np.r_[0, gaps + 1]], loud[np.r_[gaps, len(loud) - 1]]
    return [
        (begin + start / rate, begin + end / rate) for start, end in zip(starts, ends)
    ]
