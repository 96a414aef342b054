"""Read a picture file of one handwritten digit into the form of MNIST."""

import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from network.digits.mnist_like import mnist_like
from network.digits.sizes import SIDE
from network.files.plain_array import open_regular
from network.files.user_error import UserError

FORMATS = ("PNG", "JPEG")
MAX_BYTES = 32 * 2**20
MAX_SIDE_PX = 4096  # some 700 MB of memory at most, while it is read
MIN_SIDE_PX = 8
# Of the strongest ink: what is fainter is paper, shadow or JPEG noise.
FAINTEST = 0.25
MIN_CONTRAST = 0.1  # of white; below it a picture counts as blank
MAX_COVERED = 0.6  # of the picture; a digit leaves most of the paper free


class ImageError(UserError, ValueError):
    """A picture that no digit can be read from: what came, what to do."""


def read_picture(path):
    """Read a digit from a PNG or JPEG file as MNIST would have it.

    Dark on light or light on dark, grey or coloured, transparent or not, of
    any size from 8 to 4096 pixels a side: the colour of the border is taken
    for the paper, whatever differs from it for ink, and the digit is fitted
    and centred as MNIST's are. One case is left as it is, byte for byte: a
    picture of 28 x 28 grey values of 8 bits on a black border, since that is
    MNIST's own form and a second fitting would only blur it.

    Known limit: the paper has to be of one colour; a photograph with shadows
    across it is refused or misread.

    Returns:
        (28, 28) uint8, 0 the background, 255 the strongest ink.

    Raises:
        ImageError: no such file, not a PNG or JPEG, damaged, too large or too
            small, blank, or without a paper to be seen.
    """
    grey = _grey(_opened(Path(path)))
    ink = _ink(grey, path)
    if _is_mnist_like(grey):
        return np.rint(grey * 255).astype(np.uint8)
    return mnist_like(ink)


def _opened(path):
    """Open and decode a file, within the limits, upright."""
    try:
        with open_regular(path):
            size = path.stat().st_size
        if size > MAX_BYTES:
            raise ImageError(
                f"{path}: expected at most {MAX_BYTES} bytes, "
                f"got {size}; save the picture smaller"
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what matters of them is an error
            with Image.open(path, formats=FORMATS) as image:
                _check_size(path, image.size)
                image.load()
                return ImageOps.exif_transpose(image)
    except ImageError:
        raise
    except UnidentifiedImageError:
        raise ImageError(
            f"{path}: expected a PNG or JPEG picture, got another "
            f"kind of file; save it as PNG"
        ) from None
    except Image.DecompressionBombError as error:
        raise ImageError(
            f"{path}: expected at most {MAX_SIDE_PX} pixels a "
            f"side, got many more; make it smaller"
        ) from error
    except Exception as error:  # Pillow's decoders answer damage with any
        reason = getattr(error, "strerror", None) or error
        raise ImageError(
            f"{path}: expected a picture that can be read, got "
            f"({reason!s:.200}); check the name, or save the picture "
            f"again"
        ) from error


def _check_size(path, size):
    if not MIN_SIDE_PX <= min(size) <= max(size) <= MAX_SIDE_PX:
        raise ImageError(
            f"{path}: expected sides of {MIN_SIDE_PX} to {MAX_SIDE_PX} pixels, "
            f"got {size[0]} x {size[1]}; scale the picture"
        )


def _grey(image):
    """Turn an image of any mode into (height, width) float64 in 0..1."""
    if image.mode.startswith("I"):  # grey of 16 bits
        return np.asarray(image, dtype=np.float64) / 65535
    if not image.has_transparency_data:
        return np.asarray(image.convert("L"), dtype=np.float64) / 255
    shown = np.asarray(image.convert("RGBA").convert("LA"), np.float64) / 255
    grey, alpha = shown[..., 0], shown[..., 1]
    # What is drawn on nothing gets the paper that it can be seen on.
    drawn = np.average(grey, weights=alpha) if alpha.any() else 0
    paper = 1.0 if drawn < 0.5 else 0.0
    return alpha * grey + (1 - alpha) * paper


def _ink(grey, path):
    """How far each pixel is from the paper, 0..1 of the farthest."""
    paper = np.median(_border(grey))
    darker, lighter = paper - grey.min(), grey.max() - paper
    ink = paper - grey if darker > lighter else grey - paper
    contrast = max(darker, lighter)
    if contrast < MIN_CONTRAST:
        raise ImageError(
            f"{path}: expected a digit, got a blank picture; "
            f"draw it in a colour that differs from the paper"
        )
    ink = ink / contrast
    covered = np.count_nonzero(np.abs(ink) >= FAINTEST) / ink.size
    ink[ink < FAINTEST] = 0
    if covered > MAX_COVERED:
        raise ImageError(
            f"{path}: expected a digit on paper of one colour, got ink over "
            f"{covered:.0%} of the picture; leave more paper around the digit"
        )
    return ink


def _is_mnist_like(grey):
    """Whether a picture is in MNIST's form: 28 x 28, on a black border."""
    whole = np.abs(grey * 255 - np.rint(grey * 255)).max() < 1e-6
    return grey.shape == (SIDE, SIDE) and whole and np.median(_border(grey)) == 0


def _border(grey):
    """The outermost pixels of a picture, in one line."""
    return np.concatenate([grey[0], grey[-1], grey[1:-1, 0], grey[1:-1, -1]])
