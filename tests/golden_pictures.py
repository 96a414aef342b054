"""Golden pictures: what a frame is compared with, and how they are written."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.conftest import GOLDEN_FLAG
from tests.frames import drawn_at

GOLDEN = Path(__file__).parent / "scenes" / "films" / "golden"
WIDTH, HEIGHT = 854, 480
LARGEST = 80_000  # bytes of a picture in the repository
MEAN, FAR, SHARE = 1.0, 24, 0.005


def small_frame(film, shot, seconds):
    """The (480, 854, 3) bytes at a second of a shot."""
    return drawn_at(film, shot, seconds, width=WIDTH, height=HEIGHT).pixels[..., :3]


def assert_as_golden(frame, path, request, tmp_path):
    """Fail unless a frame looks as the picture at a path; with the flag that
    regenerates them it is written anew first.

    Args:
        frame: (480, 854, 3) bytes.
    """
    if request.config.getoption(GOLDEN_FLAG):
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(frame).quantize(160, dither=Image.Dither.NONE, kmeans=2).save(
            path, optimize=True
        )
    with Image.open(path) as picture:
        expected = np.asarray(picture.convert("RGB"))
    assert path.stat().st_size < LARGEST
    found = compare(expected, frame)
    if found:
        beside = tmp_path / f"{path.stem}-difference.png"
        write_difference(beside, expected, frame)
        pytest.fail(
            f"{path.stem}: {found}; expected, got and the difference are "
            f"side by side in {beside}; if this is wanted, run "
            f"pytest {request.path.name} {GOLDEN_FLAG}"
        )


def compare(expected, frame):
    """What differs between two pictures of bytes; "" for next to nothing."""
    if expected.shape != frame.shape:
        return f"expected a picture of {expected.shape}, got {frame.shape}"
    off = np.abs(expected.astype(int) - frame.astype(int))
    mean, share = off.mean(), (off.max(axis=-1) > FAR).mean()
    if mean < MEAN and share < SHARE:
        return ""
    return (
        f"expected under {MEAN} levels of difference and {SHARE:.1%} of "
        f"the pixels, got {mean:.2f} and {share:.2%}"
    )


def write_difference(path, expected, frame):
    """Write the expected picture, the new one and where they differ."""
    pictures = [expected, frame]
    if expected.shape == frame.shape:
        off = np.abs(expected.astype(int) - frame.astype(int))
        pictures.append(np.minimum(off * 8, 255).astype(np.uint8))
    high = max(picture.shape[0] for picture in pictures)
    Image.fromarray(
        np.concatenate(
            [
                np.pad(picture, ((0, high - picture.shape[0]), (0, 0), (0, 0)))
                for picture in pictures
            ],
            axis=1,
        )
    ).save(path)
