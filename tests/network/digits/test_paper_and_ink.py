"""What of a picture is paper and what is ink, at and beside each limit."""

import re
import struct
import warnings
import zlib

import numpy as np
import pytest
from PIL import Image

from network.digits import image_files
from network.digits.image_files import ImageError, read_picture
from network.digits.mnist_like import mnist_like

SEEN, UNSEEN = 255, 0


def picture_of(*pixels):
    """(grey, alpha) pixels in a row, 0..255, as an image."""
    return Image.fromarray(np.array([pixels], np.uint8), mode="LA")


@pytest.mark.parametrize(
    "pixels, grey",
    [
        # Darker than the middle on the whole: on white paper.
        ([(127, SEEN), (9, UNSEEN)], [127, 255]),
        ([(128, SEEN), (9, UNSEEN)], [128, 0]),
        # Just the middle: on black.
        ([(0, SEEN), (255, SEEN), (9, UNSEEN)], [0, 255, 0]),
        ([(0, SEEN), (254, SEEN), (9, UNSEEN)], [0, 254, 255]),
        # As much as each is seen, so much it counts.
        ([(0, 255), (255, 51), (0, UNSEEN)], [0, 255, 255]),
        ([(0, 51), (255, 255), (0, UNSEEN)], [0, 255, 0]),
        ([(0, 102), (0, 255), (9, UNSEEN)], [153, 0, 255]),
        ([(255, 102), (255, 255), (9, UNSEEN)], [102, 255, 0]),
        # What is not seen has no colour.
        ([(0, SEEN), (255, UNSEEN), (255, UNSEEN)], [0, 255, 255]),
        ([(0, UNSEEN), (255, UNSEEN)], [255, 255]),
    ],
)
def test_the_paper_of_what_is_drawn_on_nothing(pixels, grey):
    made = image_files._grey(picture_of(*pixels))
    np.testing.assert_allclose(made * 255, [grey], atol=1e-9)


@pytest.mark.parametrize(
    "image, grey",
    [
        (Image.fromarray(np.array([[0, 51, 255]], np.uint8)), [0.0, 0.2, 1.0]),
        (Image.fromarray(np.array([[0, 13107, 65535]], np.uint16)), [0.0, 0.2, 1.0]),
        (Image.new("RGB", (2, 1), (51, 51, 51)), [0.2, 0.2]),
        (Image.new("1", (2, 1), 1), [1.0, 1.0]),
        (Image.new("RGBA", (2, 1), (51, 51, 51, 255)), [0.2, 0.2]),
    ],
)
def test_grey_is_from_0_to_1(image, grey):
    made = image_files._grey(image)
    assert made.dtype == np.float64
    np.testing.assert_allclose(made, [grey], atol=1e-12)


def inked(*ink, paper=0.0, side=10):
    """Paper with ink inside its border, row after row."""
    grey = np.full((side, side), paper)
    inside = np.full((side - 2) ** 2, paper)
    inside[: len(ink)] = ink
    grey[1:-1, 1:-1] = inside.reshape(side - 2, side - 2)
    return grey


@pytest.mark.parametrize(
    "grey, ink",
    [
        # On both sides of a quarter of the strongest.
        (inked(0.8, 0.2, 0.1999), [1.0, 0.25, 0.0]),
        (inked(0.0, 0.75, 0.7501, paper=1.0), [1.0, 0.25, 0.0]),
        (inked(1.0, 0.5, 0.25, 0.24), [1.0, 0.5, 0.25, 0.0]),
        # A tenth of white is contrast enough.
        (inked(0.1), [1.0]),
        (inked(0.375, paper=0.5), [1.0]),
        # The farther side is the ink; as far on both: the lighter.
        (inked(0.2, 0.7, paper=0.5), [1.0, 0.0]),
        (inked(0.3, 0.8, paper=0.5), [0.0, 1.0]),
        (inked(0.0, 1.0, paper=0.5), [0.0, 1.0]),
    ],
)
def test_what_is_ink(grey, ink):
    before = grey.copy()
    found = image_files._ink(grey, "7.png")
    np.testing.assert_array_equal(grey, before)
    np.testing.assert_allclose(found, inked(*ink), atol=1e-12)
    assert np.array_equal(found == 0, inked(*ink) == 0)


@pytest.mark.parametrize("contrast", [0.0999, 0.0])
@pytest.mark.parametrize("paper", [0.0, 0.5, 1.0])
def test_less_contrast_is_a_blank_picture(paper, contrast):
    ink = paper - contrast if paper else contrast
    with pytest.raises(ImageError) as refused:
        image_files._ink(inked(ink, paper=paper), "7.png")
    assert str(refused.value) == (
        "7.png: expected a digit, got a blank picture; draw it in a colour that "
        "differs from the paper"
    )


@pytest.mark.parametrize(
    "strong, faint, refused",
    [
        # Of 100 pixels, with those that are a quarter as strong.
        (60, 0, None),
        (61, 0, "61%"),
        (1, 59, None),
        (1, 60, "61%"),
        (64, 0, "64%"),
    ],
)
@pytest.mark.parametrize("below", [0, 3])
def test_how_much_may_be_covered(strong, faint, refused, below):
    ink = [0.8] * strong + [0.2] * faint + [0.19] * min(below, 64 - strong - faint)
    if refused is None:
        found = image_files._ink(inked(*ink), "7.png")
        assert np.count_nonzero(found) == strong + faint
        return
    with pytest.raises(ImageError) as told:
        image_files._ink(inked(*ink), "7.png")
    assert str(told.value) == (
        "7.png: expected a digit on paper of one colour, got ink over "
        f"{refused} of the picture; leave more paper around the digit"
    )


@pytest.mark.parametrize("count, is_refused", [(6000, False), (6001, True)])
def test_one_pixel_more_is_too_much(count, is_refused):
    grey = inked(*[0.8] * count, side=100)
    if is_refused:
        with pytest.raises(ImageError, match="ink over 60% of"):
            image_files._ink(grey, "7.png")
    else:
        assert np.count_nonzero(image_files._ink(grey, "7.png")) == count


def test_lighter_and_darker_both_cover_the_paper():
    """A photograph has much that is neither its paper nor its ink."""
    with pytest.raises(ImageError, match="ink over 64% of"):
        image_files._ink(inked(*[0.2] * 32, *[0.8] * 32, paper=0.5), "7.png")


@pytest.mark.parametrize("shape", [(3, 3), (4, 6), (8, 5)])
def test_the_border_is_each_outer_pixel_once(shape):
    grey = np.arange(float(np.prod(shape))).reshape(shape)
    inside = np.zeros(shape, bool)
    inside[1:-1, 1:-1] = True
    np.testing.assert_array_equal(np.sort(image_files._border(grey)), grey[~inside])


def file_of(tmp_path, array):
    path = tmp_path / "7.png"
    Image.fromarray(array).save(path)
    return path


def levels(shape=(28, 28), border=0, dtype=np.uint8, ink=200):
    made = np.full(shape, border, dtype)
    made[3:9, 2:5] = ink
    return made


def some_border_inked():
    made = levels()
    made[:, 0] = 90
    return made


@pytest.mark.parametrize(
    "array, is_kept",
    [
        (levels(), True),
        (some_border_inked(), True),
        (levels(border=1), False),
        (levels((28, 29)), False),
        (levels((27, 28)), False),
        (levels((29, 29)), False),
        (levels(dtype=np.uint16, ink=257 * 200), True),
        (levels(dtype=np.uint16, ink=257 * 200 + 100), False),
        (levels(dtype=np.uint16, ink=257 * 200 + 1), False),
    ],
)
def test_which_pictures_stay_as_they_are(tmp_path, array, is_kept):
    came = read_picture(file_of(tmp_path, array))
    assert came.shape == (28, 28) and came.dtype == np.uint8
    grey = array.astype(float) / np.iinfo(array.dtype).max
    if is_kept:
        np.testing.assert_array_equal(came, np.rint(grey * 255))
    else:
        strong = np.abs(grey - grey[0, -1])
        np.testing.assert_array_equal(came, mnist_like(strong / strong.max()))


@pytest.mark.parametrize("width, height", [(8, 8), (8, 60), (60, 8), (4096, 9)])
def test_the_smallest_and_the_widest(tmp_path, width, height):
    array = np.zeros((height, width), np.uint8)
    array[2:5, 3:5] = 255
    assert read_picture(file_of(tmp_path, array)).max() == 255


@pytest.mark.parametrize("width, height", [(7, 8), (8, 7), (4097, 8), (8, 4097)])
def test_what_is_too_small_or_too_wide(tmp_path, width, height):
    path = file_of(tmp_path, np.zeros((height, width), np.uint8))
    with pytest.raises(ImageError) as refused:
        read_picture(path)
    assert str(refused.value) == (
        f"{path}: expected sides of 8 to 4096 pixels, got {width} x {height}; "
        "scale the picture"
    )


def test_a_file_of_just_so_many_bytes(tmp_path, monkeypatch):
    assert image_files.MAX_BYTES == 33_554_432
    path = file_of(tmp_path, levels())
    size = path.stat().st_size
    monkeypatch.setattr(image_files, "MAX_BYTES", size)
    assert read_picture(path).max() == 200
    monkeypatch.setattr(image_files, "MAX_BYTES", size - 1)
    with pytest.raises(ImageError) as refused:
        read_picture(path)
    assert str(refused.value) == (
        f"{path}: expected at most {size - 1} bytes, got {size}; save the picture "
        "smaller"
    )


def chunk(kind, content):
    crc = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", crc)


def only_a_head(side):
    """A PNG that says that it is of so many pixels, and has none."""
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"none")


@pytest.mark.parametrize(
    "content, message",
    [
        (
            only_a_head(10_000),  # Pillow warns of it
            "expected sides of 8 to 4096 pixels, got 10000 x 10000; scale the picture",
        ),
        (
            only_a_head(30_000),  # Pillow refuses it
            "expected at most 4096 pixels a side, got many more; make it smaller",
        ),
        (
            b"a letter",
            "expected a PNG or JPEG picture, got another kind of file; save it as PNG",
        ),
        (
            only_a_head(20),
            "expected a picture that can be read, got (*); check the name, or save "
            "the picture again",
        ),
        (
            None,
            "expected a picture that can be read, got (No such file or directory); "
            "check the name, or save the picture again",
        ),
    ],
)
def test_what_is_said_of_a_file(tmp_path, content, message):
    path = tmp_path / "7.png"
    if content is not None:
        path.write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ImageError) as refused:
            read_picture(path)
    pattern = re.escape(f"{path}: {message}").replace(r"\*", "..+")
    assert re.fullmatch(pattern, str(refused.value))
