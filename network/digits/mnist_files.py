"""The four MNIST files: where they are, what is in them.

Format: IDX as http://yann.lecun.com/exdb/mnist described it: a magic number,
the length of each dimension, all big-endian 32 bit, then one byte a value.
"""

import gzip
import hashlib
import os
import zlib
from pathlib import Path

import numpy as np
import pooch

from network.digits.sizes import SIDE
from network.files.user_error import UserError

FOLDER_VARIABLE = "MATREEL_MNIST"  # names a folder with the four files
MIRRORS = (
    "https://storage.googleapis.com/cvdf-datasets/mnist/",
    "https://ossci-datasets.s3.amazonaws.com/mnist/",
)
SHA256 = {
    "train-images-idx3-ubyte.gz": "440fcabf73cc546fa21475e81ea37026"
    "5605f56be210a4024d2ca8f203523609",
    "train-labels-idx1-ubyte.gz": "3552534a0a558bbed6aed32b30c495cc"
    "a23d567ec52cac8be1a0730e8010255c",
    "t10k-images-idx3-ubyte.gz": "8d422c7b0a1c1c79245a5bcf07fe86e3"
    "3eeafee792b84584aec276f5a2dbc4e6",
    "t10k-labels-idx1-ubyte.gz": "f7ae60f92e00ec6debd23a6088c31dbd"
    "2371eca3ffa0defaefb259924204aec6",
}
# Of the pixels and of the labels, packed or not.
CONTENT_SHA256 = {
    "train": (
        "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757",
        "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13",
    ),
    "test": (
        "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161",
        "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5",
    ),
}
SPLITS = {"train": ("train", 60_000), "test": ("t10k", 10_000)}
IMAGES_MAGIC, LABELS_MAGIC = 0x0803, 0x0801  # bytes, of 3 and 1 dimensions
CONTENTS = {IMAGES_MAGIC: "images", LABELS_MAGIC: "labels"}
BY_HAND = (
    f"put the four files of MNIST in a folder and name it with the "
    f"environment variable {FOLDER_VARIABLE} or, to train, with "
    f"--mnist-folder"
)


class MnistError(UserError, ValueError):
    """MNIST is missing or wrong: what was expected, what came, which file."""


def mnist(split, folder=None):
    """Read the training or the test half of MNIST.

    Args:
        split: "train" for 60,000 images or "test" for 10,000.
        folder: where the files are, gzipped or not. Else the folder that the
            environment variable MATREEL_MNIST names, else the user's cache,
            which is filled by a download (11 MB) where it lacks them.

    Returns:
        (count, 28, 28) uint8 images, 0 the background, and (count,) uint8
        labels in 0..9; both read-only. They are whatever has the form of
        MNIST; `is_mnist` tells.

    Raises:
        MnistError: a file is missing, damaged, or not the expected one.
    """
    prefix, count = _split(split)
    images = located(f"{prefix}-images-idx3-ubyte", folder)
    labels = located(f"{prefix}-labels-idx1-ubyte", folder)
    return (
        read_idx(images, IMAGES_MAGIC, (count, SIDE, SIDE)),
        _digits_only(read_idx(labels, LABELS_MAGIC, (count,)), labels),
    )


def is_mnist(split, images, labels):
    """Whether what `mnist` gave is MNIST: other images have its form too."""
    came = tuple(hashlib.sha256(one.tobytes()).hexdigest() for one in (images, labels))
    return came == CONTENT_SHA256[split]


def check_number(split, number):
    """Raise MnistError if there is no image of a number, from 0; needs no
    files."""
    _, count = _split(split)
    if not 0 <= number < count:
        raise MnistError(
            f"expected a number 0..{count - 1} of an MNIST {split} image, got {number}"
        )


def _split(split):
    if split not in SPLITS:
        raise MnistError(f"expected the split 'train' or 'test', got {split!r}")
    return SPLITS[split]


def located(name, folder=None):
    """Find one file, downloading it if nobody says where it is.

    Args:
        name: such as train-images-idx3-ubyte, without .gz.
        folder: as for mnist().

    Returns:
        Path of a file that exists.
    """
    folder = folder or os.environ.get(FOLDER_VARIABLE)
    if not folder:
        return download(f"{name}.gz", cache_folder())
    names = (f"{name}.gz", name, name.replace("-idx", ".idx"))
    for path in (Path(folder) / each for each in names):
        if path.is_file():
            return path
    raise MnistError(
        f"{folder}: expected {names[0]} or {name} in this folder, "
        f"found neither; {BY_HAND}"
    )


def cache_folder():
    """Where downloaded files are kept for the next time."""
    return pooch.os_cache("matreel") / "mnist"


def download(name, folder, mirrors=MIRRORS):
    """Bring a file into a folder, unless it is there, from the first mirror
    that has it whole.

    Args:
        name: one of SHA256, which says what the file has to be.
        folder: where it is kept; made where missing.
        mirrors: addresses that name is appended to.

    Raises:
        MnistError: no mirror gave the right file; says what each gave.
    """
    failures = []
    for mirror in mirrors:
        try:
            return Path(
                pooch.retrieve(
                    mirror + name,
                    known_hash=f"sha256:{SHA256[name]}",
                    fname=name,
                    path=folder,
                    progressbar=True,
                )
            )
        except (OSError, ValueError) as error:  # no answer; a wrong file
            failures.append(f"{mirror}{name}: {error}")
    raise MnistError(
        f"{name}: expected one of {len(mirrors)} mirrors to give it, got\n  "
        + "\n  ".join(failures)
        + f"\ntry again later, or {BY_HAND}"
    )


def read_idx(path, magic, shape):
    """Read an IDX file of bytes, gzipped or not.

    Args:
        path: the file.
        magic: IMAGES_MAGIC or LABELS_MAGIC.
        shape: the dimensions that its header has to have.

    Returns:
        uint8 array of the shape, read-only.

    Raises:
        MnistError: it is another kind of file, or not whole.
    """
    header_size, size = 4 + 4 * len(shape), int(np.prod(shape))
    # One byte more than expected tells a file that is too long, and no file,
    # however it was compressed, takes more memory than that.
    data = _content(path, header_size + size + 1)
    _check_header(path, data[:header_size], magic, shape)
    if len(data) != header_size + size:
        came = "more" if len(data) > header_size + size else len(data)
        raise MnistError(
            f"{path}: expected {header_size + size} bytes of "
            f"{CONTENTS[magic]}, got {came}; download it again"
        )
    return np.frombuffer(data, np.uint8, offset=header_size).reshape(shape)


def _check_header(path, header, magic, shape):
    numbers = [
        int.from_bytes(header[i : i + 4], "big") for i in range(0, len(header), 4)
    ]
    if numbers == [magic, *shape]:
        return
    kind = numbers[0] if numbers else None
    came = "another kind of file"
    if kind in CONTENTS:
        dimensions = kind & 0xFF  # the last byte of the magic number
        came = f"{CONTENTS[kind]} of {_by(numbers[1 : 1 + dimensions])}"
    raise MnistError(
        f"{path}: expected MNIST {CONTENTS[magic]} of {_by(shape)}, got "
        f"{came}; see that each file has its own name, or download it again"
    )


def _by(shape):
    return " x ".join(str(side) for side in shape) or "no size"


def _content(path, limit):
    """Read up to `limit` bytes of a file, unpacked if it is gzipped."""
    try:
        with open(path, "rb") as file:
            packed = file.read(2) == b"\x1f\x8b"
            file.seek(0)
            if not packed:
                return file.read(limit)
            with gzip.open(file) as unpacked:
                return unpacked.read(limit)
    except (OSError, EOFError, zlib.error) as error:
        raise MnistError(
            f"{path}: expected a whole MNIST file, got one that cannot be "
            f"read ({error}); download it again"
        ) from error


def _digits_only(labels, path):
    if labels.max() > 9:
        raise MnistError(
            f"{path}: expected labels 0..9, got {labels.max()}; download it again"
        )
    return labels
