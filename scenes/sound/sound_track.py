"""The sound track of a film, and videos that have one."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np

from scenes.sound.samples import RATE

# Of what a kind of video can hold the usual codec, and how much of it.
CODECS = {".mp4": "aac", ".mov": "aac", ".m4a": "aac", ".webm": "libopus"}
_BITS = 128_000  # a second
_ALONE_BITS = 64_000  # of a track that has a file of its own, for pages
_LAYOUT = "mono"


@dataclass(frozen=True)
class Heard:
    """A sound of a film.

    Attributes:
        second: at which it begins.
        sound: (count,) samples, int16, RATE a second.
    """

    second: float
    sound: np.ndarray


def mixed(heard: Iterable[Heard], seconds: float) -> np.ndarray:
    """The samples of so many seconds with some sounds in them."""
    track = np.zeros(round(seconds * RATE), np.int32)
    for one in heard:
        begin = round(one.second * RATE)
        sound = one.sound[: max(len(track) - begin, 0)]
        track[begin : begin + len(sound)] += sound
    return np.clip(track, -32768, 32767).astype(np.int16)


def add_sound_stream(container: Any, codec: str, bits: int = _BITS) -> Any:
    """The stream of a container in PyAV that a track is written to, at so many
    bits a second."""
    stream = container.add_stream(codec, rate=RATE, layout=_LAYOUT)
    stream.bit_rate = bits
    return stream


def sound_packets(stream: Any, track: np.ndarray) -> Iterator[Any]:
    """The packets of a track, in order, to be muxed into a stream's container."""
    context = stream.codec_context
    context.open(strict=False)
    length = context.frame_size or RATE // 50
    for begin in range(0, len(track), length):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(track[None, begin : begin + length]), "s16", _LAYOUT
        )
        frame.sample_rate = RATE
        frame.pts = begin
        frame.time_base = Fraction(1, RATE)
        yield from stream.encode(frame)
    yield from stream.encode(None)


def in_turn(container: Any, pictures: Iterable[Any], sounds: Iterable[Any]) -> None:
    """Mux packets of two streams, by their times."""
    waiting = iter(sounds)
    sound = next(waiting, None)
    for picture in pictures:
        while sound is not None and _time(sound) <= _time(picture):
            container.mux(sound)
            sound = next(waiting, None)
        container.mux(picture)
    while sound is not None:
        container.mux(sound)
        sound = next(waiting, None)


def _time(packet: Any) -> Fraction:
    return packet.dts * packet.time_base


def write_track(path: Path, track: np.ndarray) -> None:
    """Write a track into an MP3 file of its own."""
    with av.open(str(path), "w", format="mp3") as heard:
        stream = add_sound_stream(heard, "libmp3lame", _ALONE_BITS)
        for packet in sound_packets(stream, track):
            heard.mux(packet)


def add_track(video: Path, track: np.ndarray) -> None:
    """Write a track into the file of a video, whose pictures stay as they are,
    with what is to be heard in it already.

    Nothing is done to one that can hold no sound, as a GIF.
    """
    codec = CODECS.get(video.suffix)
    if codec is None:
        return
    new = video.with_name(f"{video.stem}.heard{video.suffix}")
    track = mixed([Heard(0, track), Heard(0, sound_of(video))], len(track) / RATE)
    with av.open(str(video)) as silent, av.open(str(new), "w") as heard:
        stream = heard.add_stream_from_template(silent.streams.video[0])
        sound = add_sound_stream(heard, codec)
        in_turn(heard, _pictures(silent, stream), sound_packets(sound, track))
    os.replace(new, video)


def sound_of(video: Path) -> np.ndarray:
    """The samples that are heard in a file, int16 of one channel, RATE a second;
    none of a silent one."""
    pieces = [np.zeros(0, np.int16)]
    with av.open(str(video)) as file:
        if file.streams.audio:
            to_ours = av.AudioResampler("s16", _LAYOUT, RATE)
            for frame in [*file.decode(file.streams.audio[0]), None]:
                pieces += [one.to_ndarray()[0] for one in to_ours.resample(frame)]
    return np.concatenate(pieces)


def _pictures(silent: Any, stream: Any) -> Iterator[Any]:
    for packet in silent.demux(video=0):
        if packet.dts is not None:  # else the end
            packet.stream = stream
            yield packet
