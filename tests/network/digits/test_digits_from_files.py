"""Reading a digit from a picture file."""

import numpy as np
import pytest
from PIL import Image, ImageOps

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.digits import image_files
from network.digits.drawn_digits import drawn_picture
from network.digits.image_files import ImageError
from network.digits.weight_files import WEIGHTS

ORIENTATION_TAG = 0x0112  # of EXIF
NAMES = ("2", "4", "7")


def light_on_dark(name, side=280):
    """A drawn digit, enlarged, in 8-bit grey."""
    return Image.fromarray(drawn_picture(name)).resize(
        (side, side), Image.Resampling.BICUBIC
    )


def dark_on_light(name, side=280):
    return ImageOps.invert(light_on_dark(name, side))


def ink_on_nothing(name, grey):
    image = Image.new("LA", (280, 280), (grey, 0))
    image.putalpha(light_on_dark(name))
    return image


def colours(name, ink, paper):
    return ImageOps.colorize(light_on_dark(name), black=paper, white=ink)


def on_its_side(name):
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = 6  # to be turned a quarter clockwise
    image = dark_on_light(name).transpose(Image.Transpose.ROTATE_90)
    image.info["exif"] = exif.tobytes()
    return image


def in_a_corner(name):
    image = Image.new("L", (900, 500), 255)
    image.paste(dark_on_light(name), (600, 10))
    return image


def uneven(name):
    """Paper with a little noise, as a scanner gives it."""
    grey = np.asarray(dark_on_light(name), np.float64)
    noise = np.random.default_rng(0).normal(0, 6, grey.shape)
    return Image.fromarray(np.clip(grey * 0.8 + 20 + noise, 0, 255).astype(np.uint8))


def sixteen_bits(name):
    grey = np.asarray(dark_on_light(name)).astype(np.uint16) * 257
    return Image.fromarray(grey)


def transparent_palette(name):
    image = dark_on_light(name).point(lambda level: level > 128, mode="1")
    image = image.convert("P")
    image.info["transparency"] = image.getpixel((0, 0))
    return image


VALID_PICTURES = {
    "dark on light": (dark_on_light, "png"),
    "light on dark": (light_on_dark, "png"),
    "JPEG": (dark_on_light, "jpg"),
    "JPEG of 28 x 28": (lambda name: dark_on_light(name, 28), "jpg"),
    "28 x 28 dark on light": (lambda name: dark_on_light(name, 28), "png"),
    "odd size": (lambda name: dark_on_light(name).resize((611, 611)), "png"),
    "large": (lambda name: light_on_dark(name, 3000), "png"),
    "small": (lambda name: dark_on_light(name, 24), "png"),
    "black ink on nothing": (lambda name: ink_on_nothing(name, 0), "png"),
    "white ink on nothing": (lambda name: ink_on_nothing(name, 255), "png"),
    "blue on yellow": (lambda name: colours(name, "navy", "khaki"), "png"),
    "pencil": (lambda name: colours(name, "#999", "#eee"), "png"),
    "opaque RGBA": (lambda name: dark_on_light(name).convert("RGBA"), "png"),
    "CMYK": (lambda name: dark_on_light(name).convert("CMYK"), "jpg"),
    "one bit": (lambda name: dark_on_light(name).convert("1", dither=0), "png"),
    "palette": (lambda name: dark_on_light(name).convert("P"), "png"),
    "palette with transparency": (transparent_palette, "png"),
    "16 bits": (sixteen_bits, "png"),
    "turned by EXIF": (on_its_side, "jpg"),
    "in a corner": (in_a_corner, "png"),
    "noise on the paper": (uneven, "png"),
}


@pytest.fixture(scope="module")
def network():
    return DigitNetwork.load(WEIGHTS / "784-20-10")


@pytest.mark.parametrize(
    "make, suffix", VALID_PICTURES.values(), ids=VALID_PICTURES.keys()
)
def test_a_picture_is_read_as_what_it_shows(network, tmp_path, make, suffix):
    for name in NAMES:
        image = make(name)
        path = tmp_path / f"{name}.{suffix}"
        image.save(
            path,
            **{
                key: image.info[key]
                for key in ("exif", "transparency")
                if key in image.info
            },
        )
        came = digits.read_image(path)
        assert came.shape == (784, 1) and came.dtype == np.float64
        assert came.min() == 0 and came.max() == 1
        assert network.detect(came) == digits.drawn_label(name)
        difference = np.abs(came - digits.drawn_digit(name)).mean()
        assert difference < 0.06, difference  # half the ink would be


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_pictures_in_mnists_form_are_read_as_they_are(tmp_path, mnist_test, mode):
    images, _ = mnist_test
    for image in images[:100]:
        Image.fromarray(image).convert(mode).save(tmp_path / "digit.png")
        came = digits.read_image(tmp_path / "digit.png")
        np.testing.assert_array_equal(came, digits.column(image))


def test_a_picture_in_mnists_form_is_not_moved_or_stretched(tmp_path):
    image = np.zeros((28, 28), dtype=np.uint8)
    image[3:9, 2:4] = 200
    Image.fromarray(image).save(tmp_path / "small.png")
    np.testing.assert_array_equal(
        digits.read_image(tmp_path / "small.png"), digits.column(image)
    )


def noise(path):
    levels = np.random.default_rng(0).integers(0, 256, (90, 90), np.uint8)
    Image.fromarray(levels).save(path)


def saved(path, change, suffix="PNG"):
    dark_on_light("7").save(path, format=suffix)
    path.write_bytes(change(path.read_bytes()))


def blank(mode, colour, size=(60, 60)):
    return lambda path: Image.new(mode, size, colour).save(path, format="PNG")


INVALID_PICTURES = {
    "white": (blank("L", 255), "blank"),
    "black": (blank("L", 0), "blank"),
    "black, in MNIST's form": (blank("L", 0, (28, 28)), "blank"),
    "transparent": (blank("RGBA", (0, 0, 0, 0)), "blank"),
    "almost blank": (lambda path: colours("7", "#f8f8f8", "#eee").save(path), "blank"),
    "almost blank, 16 bits": (
        lambda path: Image.fromarray(
            np.asarray(dark_on_light("7")).astype(np.uint16)
        ).save(path),
        "blank",
    ),
    "noise": (noise, "paper of one colour, got ink over"),
    "too small": (blank("L", 0, (7, 60)), "got 7 x 60"),
    "too wide": (blank("L", 0, (4097, 60)), "got 4097 x 60"),
    "no file": (lambda path: None, "No such file"),
    "a folder": (lambda path: path.mkdir(), "directory"),
    "empty": (lambda path: path.write_bytes(b""), "another kind of file"),
    "text": (lambda path: path.write_text("7"), "another kind of file"),
    "GIF": (
        lambda path: dark_on_light("7").save(path, format="GIF"),
        "another kind of file",
    ),
    "cut short": (lambda path: saved(path, lambda data: data[:400]), "can be read"),
    "JPEG cut short": (
        lambda path: saved(path, lambda data: data[: len(data) // 2], "JPEG"),
        "can be read",
    ),
    "damaged": (
        lambda path: saved(path, lambda data: data[:60] + bytes(40) + data[100:]),
        "can be read|another kind",
    ),
}


@pytest.mark.parametrize(
    "make, message", INVALID_PICTURES.values(), ids=INVALID_PICTURES.keys()
)
def test_what_is_no_digit_is_refused(tmp_path, make, message):
    path = tmp_path / "digit.png"
    make(path)
    with pytest.raises(ImageError, match=message) as caught:
        digits.read_image(path)
    assert str(path) in str(caught.value)


def test_a_file_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(image_files, "MAX_BYTES", 100)
    dark_on_light("7").save(tmp_path / "digit.png")
    with pytest.raises(ImageError, match="at most 100 bytes"):
        digits.read_image(tmp_path / "digit.png")
