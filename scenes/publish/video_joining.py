"""Segments joined to one video, packet by packet: nothing is encoded again."""

from fractions import Fraction

import av

from scenes.reading.film_error import FilmError
from scenes.sound.sound_track import add_sound_stream, in_turn, sound_packets


def join(segments, video, *, rate, chapters, track=None):
    """Write an MP4 file of segments, its index first, with chapters inside.

    Args:
        segments: (path, frames) of MP4 files alike but for their frames, in
            order; each begins with a key frame.
        video: path to write.
        rate: frames a second.
        chapters: (title, first frame) in order, the first at 0.
        track: the samples of its sound, as scenes.sound has them; None: it
            has none.

    Raises:
        FilmError: a segment is no video, has another count of frames, or
            was encoded in another way.
    """
    with (
        _opened(segments[0][0]) as first,
        av.open(video, "w", format="mp4", options={"movflags": "+faststart"}) as joined,
    ):
        like = first.streams.video[0]
        stream = joined.add_stream_from_template(like)
        joined.set_chapters(
            _chapters(chapters, sum(count for _, count in segments), rate)
        )
        sounds = ()
        if track is not None:
            sounds = sound_packets(add_sound_stream(joined, "aac"), track)
        in_turn(joined, _packets(segments, stream, like, rate), sounds)


def _opened(path):
    try:
        return av.open(path)
    except av.InvalidDataError:
        raise FilmError(
            f"expected a video in {path}, got a file that is "
            "damaged; remove it and publish again"
        ) from None


def _packets(segments, stream, like, rate):
    """Yield the packets of all segments, for one stream."""
    frames = 0
    for path, count in segments:
        added = 0
        with _opened(path) as segment:
            _check(segment, like, path)
            for packet in segment.demux(video=0):
                if packet.dts is None:  # the end
                    continue
                packet.stream = stream
                packet.time_base = Fraction(1, rate)
                packet.pts = packet.dts = frames + added
                packet.duration = 1
                yield packet
                added += 1
        if added != count:
            raise FilmError(
                f"expected {count} frames in {path}, got "
                f"{added}; remove it and publish again"
            )
        frames += added


def _check(segment, like, path):
    here = segment.streams.video[0].codec_context
    if here.extradata != like.codec_context.extradata:
        raise FilmError(
            f"expected {path} to be encoded like the segments "
            "before; remove it and publish again"
        )


def _chapters(chapters, frames, rate):
    starts = [start for _, start in chapters]
    return [
        {
            "id": number,
            "start": start,
            "end": end,
            "time_base": Fraction(1, rate),
            "metadata": {"title": title},
        }
        for number, ((title, start), end) in enumerate(
            zip(chapters, [*starts[1:], frames], strict=True)
        )
    ]
