"""Still pictures of a film, without rendering it."""

import numpy as np
from PIL import Image

from scenes.stage import palette
from scenes.stage.camera import drawn
from scenes.stage.themes import DARK
from scenes.stage.view import UPRIGHT, WIDE

GAP = 12  # pixels around each picture of a contact sheet


def still(film, shot, seconds, *, width=None, theme=DARK):
    """The frame at a moment of a shot, a PIL image.

    Args:
        width: in pixels; None: as wide as the film's own frame.
        theme: the colours.
    """
    film.show(shot, seconds)
    frame = UPRIGHT if film.layout else WIDE
    wide, high = frame
    pixels = drawn(film.parts(shot), width=wide, height=high, frame=frame, theme=theme)
    picture = Image.fromarray(np.ascontiguousarray(pixels[:, :, :3]))
    if width in (None, wide):
        return picture
    return picture.resize((width, width * high // wide), Image.Resampling.LANCZOS)


def best_shot(film):
    """(shot, second of it) that stands for a film: well into the slowest
    turn of weights as sheets, if it has them, else near the end of its
    longest shot."""
    for kind, share in (("sheets", 0.55), ("update_sheets", 0.82)):
        for shot in film.shots:
            act = shot.act
            if act.kind == kind:
                peak = act.turns.peak
                moment = act.turns.starts[peak] + share * act.turns.lengths[peak]
                return shot, float(shot.second_of(moment))
    longest = max(film.shots, key=lambda shot: shot.seconds)
    return longest, 0.9 * longest.seconds


def last_frames(film):
    """The last frame of each step, PIL images."""
    shots = [film.shots_of(index)[-1] for index in range(len(film.steps))]
    return [still(film, shot, shot.seconds) for shot in shots]


def contact_sheet(pictures, *, across, width):
    """One picture with many alike in rows, a PIL image.

    Args:
        pictures: PIL images of one size.
        across: how many stand in a row.
        width: of the sheet at most; no picture is enlarged.
    """
    first = pictures[0]
    wide = min((width - GAP * (across + 1)) // across, first.width)
    high = round(wide * first.height / first.width)
    rows = -(-len(pictures) // across)
    sheet = Image.new(
        "RGB",
        (GAP + across * (wide + GAP), GAP + rows * (high + GAP)),
        palette.BACKGROUND,
    )
    for number, picture in enumerate(pictures):
        row, column = divmod(number, across)
        sheet.paste(
            picture.resize((wide, high), Image.Resampling.LANCZOS),
            (GAP + column * (wide + GAP), GAP + row * (high + GAP)),
        )
    return sheet
