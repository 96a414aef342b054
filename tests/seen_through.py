"""What is seen of a sheet through a camera, for tests: plain projective geometry.

The matrices are those of Heckbert, "Fundamentals of texture mapping and image
warping" (1989), section 2.2.3.
"""

import numpy as np


def from_shares(corners):
    """The (3, 3) matrix from shares (along, down, 1) of a sheet to where they are
    seen.

    Args:
        corners: upper left, upper right, lower left, and lower right where the
            edges are not parallel.
    """
    told = np.asarray(corners, float)
    first, right, below = told[:3]
    if len(told) == 3:
        return np.vstack([np.array([right - first, below - first, first]).T, [0, 0, 1]])
    last = told[3]
    rest = first - right + last - below
    sides = np.stack([right - last, below - last])
    tilted = [
        np.linalg.det([rest, sides[1]]) / np.linalg.det(sides),
        np.linalg.det([sides[0], rest]) / np.linalg.det(sides),
    ]
    along = right - first + tilted[0] * right
    down = below - first + tilted[1] * below
    return np.array(
        [[along[0], down[0], first[0]], [along[1], down[1], first[1]], [*tilted, 1]]
    )


def through(matrix, points):
    """(..., 2) points, each through a (3, 3) matrix."""
    points = np.asarray(points, float)
    seen = np.concatenate([points, np.ones((*points.shape[:-1], 1))], -1) @ matrix.T
    return seen[..., :2] / seen[..., 2:]
