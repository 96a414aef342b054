"""Pictures of a film, taken from its videos or drawn."""

import math
from contextlib import suppress

import av
from PIL import Image

from scenes.film.stills import best_shot, contact_sheet, last_frames, still
from scenes.reading.film_error import FilmError

SHEET_WIDTH = 1920  # pixels of a contact sheet at most


def frame(video, number):
    """A frame of a video, counted from 0, as a PIL image.

    Raises:
        FilmError: the video is damaged there.
    """
    with suppress(av.InvalidDataError), av.open(video) as opened:
        stream = opened.streams.video[0]
        rate = stream.average_rate
        opened.seek(int(number / rate / stream.time_base), stream=stream)
        for picture in opened.decode(stream):
            if round(picture.pts * stream.time_base * rate) >= number:
                return Image.fromarray(picture.to_ndarray(format="rgb24"))
    raise FilmError(
        f"expected a frame {number} in {video}, got a video that "
        "is damaged; remove the folder of segments, --cache, and "
        "publish again"
    )


def poster(film, video, rate):
    """The frame of a film's video that stands for it, a PIL image."""
    shot, second = best_shot(film)
    return frame(video, round((shot.start + second) * rate))


def contact_sheet_of(segments):
    """One picture with the last frame of each step, in rows.

    Args:
        segments: (path, frames) of the steps' videos, in order.
    """
    return _sheet([frame(path, frames - 1) for path, frames in segments])


def _sheet(pictures):
    across = min(math.ceil(math.sqrt(len(pictures))), 4)
    return contact_sheet(pictures, across=across, width=SHEET_WIDTH)


def drawn_poster(film):
    """The same without a video, a PIL image."""
    return still(film, *best_shot(film))


def drawn_contact_sheet(film):
    """The same without videos."""
    return _sheet(last_frames(film))


def save(picture, path):
    """Write a picture as a PNG file with all its colours: of few, the dark
    ground would not be the films' own."""
    picture.save(path, optimize=True)
