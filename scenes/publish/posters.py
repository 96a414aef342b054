"""Pictures of a film, as they stand beside its videos: drawn, not taken from them."""

import io
import math

import numpy as np
from PIL import Image

from scenes.film.stills import best_shot, contact_sheet
from scenes.stage.camera import drawn
from scenes.stage.themes import DARK
from scenes.stage.view import UPRIGHT, WIDE

SHEET_WIDTH = 1920  # pixels of a contact sheet at most


def poster(film, size=WIDE, theme=DARK):
    """The frame that stands for a film, a PIL image.

    Args:
        size: (width, height) in pixels.
        theme: the colours.
    """
    return _frame(film, *best_shot(film), size, theme)


def last_frames_sheet(film, size=WIDE, theme=DARK):
    """One picture with the last frame of each step, in rows; the arguments are as
    of `poster`."""
    shots = [film.shots_of(index)[-1] for index in range(len(film.steps))]
    pictures = [_frame(film, shot, shot.seconds, size, theme) for shot in shots]
    across = min(math.ceil(math.sqrt(len(pictures))), 4)
    return contact_sheet(pictures, across=across, width=SHEET_WIDTH)


def png(picture):
    """The bytes of a PNG file of a picture with all its colours: of few, the dark
    ground would not be the films' own."""
    written = io.BytesIO()
    picture.save(written, "PNG", optimize=True)
    return written.getvalue()


def _frame(film, shot, second, size, theme):
    film.show(shot, second)
    pixels = drawn(
        film.parts(shot),
        width=size[0],
        height=size[1],
        frame=UPRIGHT if film.layout else WIDE,
        theme=theme,
    )
    return Image.fromarray(np.ascontiguousarray(pixels[:, :, :3]))
