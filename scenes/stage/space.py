"""Sheets in space: where they stand one behind the other, how they turn to us.

The sheets of a rack are parallel and stand on one line that leads away from us,
to a vanishing point at the height of their upper edges: what is further away is
smaller and stands higher, and those before it hide a part of it. Of a single
sheet the edges are drawn parallel: it is small, by its distance.
"""

from functools import lru_cache

import numpy as np

from scenes.stage.part import Box, ease, mix

SLANT = 0.40  # how far a sheet's right edge is raised, by its width
LEAN = 0.42  # width of a slanted sheet by its height
APART = 1.25  # from one to the next at most, by the width of the first
VANISHING = 5200.0  # from a rack's left edge to where all would be a point
EYE = 1900.0  # how far the eye is from a sheet that lies back, in design pixels
FOLDED = 6.0  # from one to the next while a rack is folded, in design pixels


@lru_cache(maxsize=64)  # asked for by each sheet of a rack
def standing(box: Box, count: int, opened: float = 1.0) -> np.ndarray:
    """Upper left, upper right, lower left of each sheet in a rack.

    Args:
        box: of the whole rack when it is open.
        count: of sheets, at least one.
        opened: 0..1: how far they are spread, like a fan.

    Returns:
        (count, 3, 2) design pixels, not to be written to.
    """
    high = box.height / (1 + LEAN * SLANT)
    wide = min(high * LEAN, box.width / 2)
    vanishing = max(VANISHING, 2 * box.width)
    # The last one ends where the box does: left + wide * size is its right.
    last = (box.width - wide) / (1 - wide / vanishing)
    pitch = min(last / max(count - 1, 1), wide * APART)
    lefts = np.arange(count) * mix(min(FOLDED, pitch), pitch, opened)
    sizes = 1 - lefts / vanishing
    highs, wides = high * sizes, wide * sizes
    lefts += box.left
    tops = box.top + wides * SLANT
    found = np.stack(
        [
            np.stack([lefts, tops], axis=-1),
            np.stack([lefts + wides, tops - wides * SLANT], axis=-1),
            np.stack([lefts, tops + highs], axis=-1),
        ],
        axis=1,
    )
    found.flags.writeable = False
    return found


def way_out(sheet: np.ndarray, face: np.ndarray, share: float) -> np.ndarray:
    """Corners of a sheet on its way out of a rack, 0..1.

    It goes along the rack first, then turns to face us and away from it: so
    it passes over other sheets, but not over what stands between the faces.

    Args:
        sheet, face: (3, 2) corners in the rack and where it lies then.
    """
    along, away = ease(share, 0, 0.65), ease(share, 0.35, 1)
    start, end = ((corners[1] + corners[2]) / 2 for corners in (sheet, face))
    middle = mix(start, end, np.array([along, away]))
    return middle + mix(sheet - start, face - end, away)


def lying(box: Box, *, turned: float, tilted: float) -> tuple[float, ...]:
    """The lens, as marks.Relief has it, of a sheet that lies back.

    Args:
        box: that it fills while it faces us.
        turned: about what stands upright on it, in radians, to the right.
        tilted: how far it lies back, in radians: its upper edge goes away.

    Returns:
        Twelve numbers; heights are by the width of the box.
    """
    wide, high = box.width, box.height
    # The sheet's own x, y and height of (u, v, h, 1), from its middle.
    x, y, height = np.array(
        [[wide, 0, 0, -wide / 2], [0, high, 0, -high / 2], [0, 0, wide, 0]]
    )
    cosine, sine = np.cos(turned), np.sin(turned)
    x, y = x * cosine - y * sine, x * sine + y * cosine
    cosine, sine = np.cos(tilted), np.sin(tilted)
    y, away = y * cosine - height * sine, -y * sine - height * cosine
    weight = np.array([0, 0, 0, 1]) + away / EYE
    middle = box.left + wide / 2, box.top + high / 2
    return tuple(
        float(one)
        for row in (x + middle[0] * weight, y + middle[1] * weight, weight)
        for one in row
    )
