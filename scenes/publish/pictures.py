"""Pictures of a film, taken from its videos."""

import math

import av
import numpy as np
from PIL import Image

POSTER_ACT = "sheets"  # the act that shows best what the films are about
SHEET_WIDTH = 1920     # pixels of a contact sheet at most
GAP = 12
BACKGROUND = "#0D1117"


def frame(video, number):
    """A frame of a video, counted from 0, as a PIL image."""
    with av.open(video) as opened:
        stream = opened.streams.video[0]
        rate = stream.average_rate
        opened.seek(int(number / rate / stream.time_base), stream=stream)
        for picture in opened.decode(stream):
            if round(picture.pts * stream.time_base * rate) >= number:
                return Image.fromarray(picture.to_ndarray(format="rgb24"))
    raise ValueError(f"expected a frame {number} in {video}, got fewer")


def poster(film, video, rate):
    """The frame of a film's video that stands for it, a PIL image."""
    shot = next((shot for shot in film.shots
                 if shot.player.act.kind == POSTER_ACT),
                max(film.shots, key=lambda shot: shot.seconds))
    return frame(video, round((shot.start + shot.seconds * 0.55) * rate))


def contact_sheet(segments):
    """One picture with the last frame of each step, in rows.

    Args:
        segments: (path, frames) of the steps' videos, in order.
    """
    pictures = [frame(path, frames - 1) for path, frames in segments]
    across = min(math.ceil(math.sqrt(len(pictures))), 4)
    width = min((SHEET_WIDTH - GAP * (across + 1)) // across,
                pictures[0].width)
    height = round(width * pictures[0].height / pictures[0].width)
    rows = -(-len(pictures) // across)
    sheet = Image.new("RGB", (GAP + across * (width + GAP),
                              GAP + rows * (height + GAP)), BACKGROUND)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, across)
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS),
                    (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return sheet


def save(picture, path):
    """Write a picture as a small PNG file: few colours, as the films have."""
    picture.quantize(256, method=Image.Quantize.MAXCOVERAGE).save(
        path, optimize=True)


def clip(video, path, *, start, seconds, width, rate=10):
    """Write a part of a video as an animated WebP that repeats.

    Args:
        start, seconds: of the part.
        width: in pixels; the height follows.
        rate: frames a second; that of the video, or a divisor of it.
    """
    with av.open(video) as opened:
        stream = opened.streams.video[0]
        every = int(stream.average_rate) // rate
        first = round(start * stream.average_rate)
        opened.seek(int(start / stream.time_base), stream=stream)
        pictures = []
        for picture in opened.decode(stream):
            number = round(picture.pts * stream.time_base
                           * stream.average_rate) - first
            if number >= seconds * stream.average_rate:
                break
            if number >= 0 and number % every == 0:
                pictures.append(_small(picture.to_ndarray(format="rgb24"),
                                       width))
    pictures[0].save(path, save_all=True, append_images=pictures[1:],
                     duration=1000 // rate, loop=0, quality=60, method=4)


def _small(pixels, width):
    height = round(width * pixels.shape[0] / pixels.shape[1])
    return Image.fromarray(np.ascontiguousarray(pixels)).resize(
        (width, height), Image.Resampling.LANCZOS)
