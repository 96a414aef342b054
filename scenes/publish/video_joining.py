"""Segments joined to one video, packet by packet: nothing is encoded again."""

from fractions import Fraction

import av

from scenes.reading.film_error import FilmError


def join(segments, video, *, rate, chapters):
    """Write an MP4 file of segments, its index first, with chapters inside.

    Args:
        segments: (path, frames) of MP4 files alike but for their frames, in
            order; each begins with a key frame.
        video: path to write.
        rate: frames a second.
        chapters: (title, first frame) in order, the first at 0.

    Raises:
        FilmError: a segment is no video, has another count of frames, or
            was encoded in another way.
    """
    frames = 0
    with (
        _opened(segments[0][0]) as first,
        av.open(video, "w", format="mp4", options={"movflags": "+faststart"}) as joined,
    ):
        like = first.streams.video[0]
        stream = joined.add_stream_from_template(like)
        joined.set_chapters(
            _chapters(chapters, sum(count for _, count in segments), rate)
        )
        for path, count in segments:
            with _opened(path) as segment:
                _check(segment, like, path)
                added = _append(segment, stream, frames, rate)
            if added != count:
                raise FilmError(
                    f"expected {count} frames in {path}, got "
                    f"{added}; remove it and publish again"
                )
            frames += added


def _opened(path):
    try:
        return av.open(path)
    except av.InvalidDataError:
        raise FilmError(
            f"expected a video in {path}, got a file that is "
            "damaged; remove it and publish again"
        ) from None


def _append(segment, stream, frames, rate):
    """Add the packets of a segment after so many frames; how many it has."""
    count = 0
    for packet in segment.demux(video=0):
        if packet.dts is None:  # the end
            continue
        packet.stream = stream
        packet.time_base = Fraction(1, rate)
        packet.pts = packet.dts = frames + count
        packet.duration = 1
        stream.container.mux(packet)
        count += 1
    return count


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
