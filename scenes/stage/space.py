"""Sheets in space: where they stand one behind the other, how they turn to us.

The sheets of a rack are parallel and stand on one line that leads away from us,
to a vanishing point at the height of their upper edges: what is further away is
smaller and stands higher, and those before it hide a part of it. Of a sheet that
stands in its rack the edges are drawn parallel: it is small, by its distance. One
that turns to us is near and large: its rows lead to a vanishing point of their own.
"""

from functools import lru_cache

import numpy as np

from scenes.stage.part import Box, ease, mix

SLANT = 0.40  # how far a sheet's right edge is raised, by its width
LEAN = 0.42  # width of a slanted sheet by its height
APART = 1.25  # from one to the next at most, by the width of the first
VANISHING = 5200.0  # from a rack's left edge to where all would be a point
EYE = 1900.0  # how far the eye is from a sheet that lies back, in design pixels
NEAR_EYE = 900.0  # and from one that turns to face us
LEFT_RACK, FACES = 0.4, 0.7  # of its turn: all of its perspective is between them
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

    It goes along the rack first, larger as it comes nearer, then turns to face us
    and away from it: so it passes before other sheets, but not over what stands
    between the faces.

    Args:
        sheet, face: (3, 2) corners in the rack and where it lies then.

    Returns:
        (4, 2): upper left, upper right, lower left and lower right.
    """
    along, away = ease(share, 0, 0.65), ease(share, 0.35, 1)
    start, end = ((corners[1] + corners[2]) / 2 for corners in (sheet, face))
    nearer = 1 + along * (start[0] - end[0]) / VANISHING
    # By the rack's perspective: the upper edges of its sheets stay as high.
    before = start * (1, nearer) + (0, (1 - nearer) * sheet[1, 1])
    middle = mix(before, end, np.array([along, away]))
    shape = mix((sheet - start) * nearer, face - end, away)
    return turning(middle + shape, sheet, face, away)


def turning(
    flat: np.ndarray, sheet: np.ndarray, face: np.ndarray, share: float
) -> np.ndarray:
    """A sheet between its rack and where it faces us, in perspective.

    How far it is turned is told by how narrow it is: its left side is nearer to
    the eye by that, its right side farther. The eye is before its middle and as
    high as the upper edges of its rack.

    Args:
        flat: (3, 2) corners with parallel edges, somewhere between the two.
        sheet, face: as `way_out` has them.
        share: 0 in the rack, where it is as it stands there, to 1.

    Returns:
        (4, 2): upper left, upper right, lower left and lower right.
    """
    upper_left, upper_right, lower_left = flat
    corners = np.stack([*flat, upper_right + lower_left - upper_left])
    by_height = (face[1, 0] - face[0, 0]) / (face[2, 1] - face[0, 1])
    wide = by_height * (lower_left - upper_left)[1]
    narrow = min((upper_right - upper_left)[0] / wide, 1.0)
    near = wide * np.sqrt(1 - narrow**2) / 2 / NEAR_EYE
    near *= ease(share, 0, LEFT_RACK) * (1 - ease(share, FACES, 1))
    eye = np.array([(upper_left[0] + upper_right[0]) / 2, sheet[1, 1]])
    distances = 1 + near * np.array([-1, 1, -1, 1])
    return eye + (corners - eye) / distances[:, None]


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
