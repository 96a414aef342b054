"""Sheets as they are seen: slanted, or in perspective.

A sheet is told by its upper left, upper right and lower left corner, and its
edges are parallel; or by these and its lower right one, and it is seen in
perspective: its left and right side stand upright, and the one that is farther
away is shorter in proportion. Lines along it then meet in one vanishing point.
"""

from collections.abc import Sized

import numpy as np
from numpy.typing import ArrayLike


def in_perspective(corners: Sized) -> bool:
    """Whether the corners are those of a sheet seen in perspective."""
    return len(corners) == 4


def lower_right(corners: ArrayLike) -> np.ndarray:
    """The corner that three others leave out, or the last of four: (2,)."""
    told = np.asarray(corners, float)
    return told[3] if len(told) == 4 else told[1] + told[2] - told[0]


def ring(corners: ArrayLike) -> np.ndarray:
    """All four corners, one after the other around the sheet: (4, 2)."""
    told = np.asarray(corners, float)
    return np.stack([told[0], told[1], lower_right(told), told[2]])


def points_on(corners: ArrayLike, along: ArrayLike, down: ArrayLike) -> np.ndarray:
    """Where points of a sheet are seen.

    Args:
        along, down: shares 0..1 of its width and height, that broadcast.

    Returns:
        (..., 2) in the unit of the corners.
    """
    told = np.asarray(corners, float)
    u, v = (np.asarray(share, float)[..., None] for share in (along, down))
    left = told[0] + v * (told[2] - told[0])
    right = told[1] + v * (lower_right(told) - told[1])
    # Each side counts by its distance, which is as one by its height.
    to_left, to_right = _distances(told)
    u = u * to_right / ((1 - u) * to_left + u * to_right)
    return left + u * (right - left)


def shares_of(corners: ArrayLike, points: ArrayLike) -> np.ndarray | None:
    """The shares (along, down) of a sheet that are seen at points.

    Args:
        points: (..., 2) in the unit of the corners.

    Returns:
        (..., 2); of what is beside the sheet less than 0 or more than 1. None:
        the sheet is seen from its edge.
    """
    told, seen = np.asarray(corners, float), np.asarray(points, float)
    if not in_perspective(told):
        sides = np.array([told[1] - told[0], told[2] - told[0]])
        if abs(np.linalg.det(sides)) < 1:
            return None
        return np.linalg.solve(sides.T, (seen - told[0])[..., None])[..., 0]
    width, (to_left, to_right) = told[1, 0] - told[0, 0], _distances(told)
    if abs(width) < 1:
        return None
    share = (seen[..., 0] - told[0, 0]) / width
    top = told[0, 1] + share * (told[1, 1] - told[0, 1])
    bottom = told[2, 1] + share * (told[3, 1] - told[2, 1])
    along = share * to_left / ((1 - share) * to_right + share * to_left)
    return np.stack([along, (seen[..., 1] - top) / (bottom - top)], axis=-1)


def _distances(corners: np.ndarray) -> tuple[float, float]:
    """How far the left and the right side are, in one unit."""
    if not in_perspective(corners):
        return 1.0, 1.0
    left, right = corners[2, 1] - corners[0, 1], corners[3, 1] - corners[1, 1]
    return float(right), float(left)
