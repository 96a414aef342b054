"""Still pictures of a film, without rendering it."""

import numpy as np
from PIL import Image

from scenes.stage.camera import drawn

COLUMNS = 2


def still(film, shot, seconds, *, width=1920):
    """The frame at a moment of a shot, a PIL image 16:9 and `width` wide."""
    film.show(shot, seconds)
    frame = drawn(film.parts(shot), width=1920, height=1080)
    picture = Image.fromarray(np.ascontiguousarray(frame[:, :, :3]))
    return picture if width == 1920 else picture.resize(
        (width, width * 9 // 16), Image.Resampling.LANCZOS)


def telling_moment(shot):
    """The second of a shot in which most is to be seen: well into its
    slowest turn where it has turns, else its middle."""
    act = shot.player.act
    if act.turns is None:
        return shot.seconds * 0.55
    peak = act.turns.peak
    moment = act.turns.starts[peak] + 0.6 * act.turns.lengths[peak]
    return float(moment * shot.seconds / act.seconds)


def telling_shot(film):
    """(shot, second of it) that stands for a film: weights as sheets, if it
    has them, else its longest shot."""
    shot = next((shot for shot in film.shots
                 if shot.player.act.kind == "sheets"),
                max(film.shots, key=lambda shot: shot.seconds))
    return shot, telling_moment(shot)


def contact_sheet(film, *, width=960):
    """One picture with each step's last frame, two in a row."""
    shots = [film.shots_of(index)[-1] for index in range(len(film.steps))]
    pictures = [still(film, shot, shot.seconds, width=width)
                for shot in shots]
    high = width * 9 // 16
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * width, rows * high))
    for index, picture in enumerate(pictures):
        row, column = divmod(index, COLUMNS)
        sheet.paste(picture, (column * width, row * high))
    return sheet
