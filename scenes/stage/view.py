"""Where the frame of the design lies in a picture, and how else it can lie."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image

from scenes.stage.canvas import DESIGN_HEIGHT, DESIGN_WIDTH
from scenes.stage.marks import Point

_EXACT = 1e-4  # pixels by which a place may differ


@dataclass(frozen=True)
class View:
    """The frame of the design, upright and in its own shape, in a picture.

    Attributes:
        scale: pixels for each design pixel.
        left, top: where its corner is, in pixels.
    """

    scale: float
    left: float = 0.0
    top: float = 0.0

    @property
    def origin(self) -> Point:
        """The design point that comes to the picture's corner."""
        return -self.left / self.scale, -self.top / self.scale


WIDE = DESIGN_WIDTH, DESIGN_HEIGHT
UPRIGHT = 1080, 1920  # a frame higher than wide, in design pixels, too


def fitted(width: int, height: int, frame: tuple[int, int] = WIDE) -> View:
    """The View of the whole frame in the middle of a picture.

    Args:
        width, height: of the picture, in pixels.
        frame: width and height of the design, in its own.
    """
    scale = width / frame[0]
    if abs(height - frame[1] * scale) < 1:  # 854 x 480 is 16:9
        return View(scale)
    scale = min(scale, height / frame[1])
    return View(
        scale,
        round((width - frame[0] * scale) / 2),
        round((height - frame[1] * scale) / 2),
    )


def seen(design: np.ndarray, pixels: np.ndarray) -> View | None:
    """The View that takes design points to pixels; None if none does: they
    are turned, mirrored, stretched or seen in perspective.

    Args:
        design, pixels: (count, 2); the first two design points lie at
            different places of one row.
    """
    scale = (pixels[1, 0] - pixels[0, 0]) / (design[1, 0] - design[0, 0])
    if not scale > 0:
        return None
    left, top = pixels[0] - design[0] * scale
    exact = np.abs(design * scale + (left, top) - pixels).max() < _EXACT
    return (
        View(*(round(float(one), 9) for one in (scale, left, top))) if exact else None
    )


def lay(
    flat: np.ndarray, corners: np.ndarray, places: np.ndarray, frame: np.ndarray
) -> None:
    """Lay a flat picture over a frame, turned or in perspective.

    Args:
        flat: (height, width, 4) bytes, premultiplied RGBA.
        corners: (4, 2) points of it, in pixels, none three in a line.
        places: (4, 2) of the frame, in pixels, where they come to.
        frame: bytes like `flat`; painted on in place.
    """
    high, wide = flat.shape[:2]
    there = homography(corners, places)
    edges = np.array([(0, 0, 1), (wide, 0, 1), (wide, high, 1), (0, high, 1)]) @ there.T
    if (edges[:, 2] <= 1e-6).any():  # it reaches behind the eye
        return
    reach = edges[:, :2] / edges[:, 2:]
    left, top = np.maximum(np.floor(reach.min(axis=0)), 0).astype(int).tolist()
    right, bottom = (
        np.minimum(np.ceil(reach.max(axis=0)), frame.shape[1::-1]).astype(int).tolist()
    )
    if left >= right or top >= bottom:
        return
    back = np.linalg.inv(there) @ np.array([(1, 0, left), (0, 1, top), (0, 0, 1)])
    laid = Image.frombuffer("RGBa", (wide, high), flat.tobytes(), "raw", "RGBa", 0, 1)
    laid = laid.transform(
        (right - left, bottom - top),
        Image.Transform.PERSPECTIVE,
        (back / back[2, 2]).ravel()[:8].tolist(),
        Image.Resampling.BICUBIC,
    )
    over = np.frombuffer(laid.tobytes("raw", "RGBa"), np.uint8)
    over = over.reshape(bottom - top, right - left, 4).astype(np.uint16)
    under = frame[top:bottom, left:right]
    under[:] = np.minimum(over + under * (255 - over[..., 3:]) // 255, 255)


def homography(corners: np.ndarray, places: np.ndarray) -> np.ndarray:
    """The (3, 3) matrix that takes four points of a plane to four others.

    The third coordinate that it gives the first point is positive.
    """
    rows = []
    for (x, y), (u, v) in zip(corners, places):
        rows.append((x, y, 1, 0, 0, 0, -u * x, -u * y, -u))
        rows.append((0, 0, 0, x, y, 1, -v * x, -v * y, -v))
    matrix = np.linalg.svd(np.array(rows, float))[2][-1].reshape(3, 3)
    return matrix * math.copysign(1, (matrix @ (*corners[0], 1))[2])
