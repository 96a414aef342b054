"""The history of a training: its weights, and what it read, as it went on.

A history is made by `network.runs.history_recorder`; `History.load` reads it.
Its file is an .npz of plain arrays, which nothing is ever unpickled from: the
arrays of NAMES, those of LEARNT if they were kept, "about" with all that is
text as JSON, and "digest", a checksum over the others. It is written whole or
not at all.
"""

import dataclasses
import hashlib
import io
import json
import os
import struct
import tokenize
import zipfile
import zlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from network.digits.sizes import DIGITS
from network.files.plain_array import open_regular, read_plain
from network.files.user_error import UserError
from network.files.whole import write_whole
from network.trace import FunctionRecord, source_lines

DEFAULT_HISTORY = Path(__file__).parent / "histories" / "784-20-10.history"
FORMAT_VERSION = 2
READABLE_VERSIONS = (1, FORMAT_VERSION)  # in 1 no images that were learnt
MOST_HIDDEN = 64  # neurons: as many have room in the film of a training
LARGEST_BYTES = 2**30  # of all arrays; more is taken for damage
_LARGEST_COUNT = 2**63
_LONGEST_NAME = 10_000  # letters
# What zipfile and NumPy raise for what they cannot read.
_DAMAGE = (
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    MemoryError,
    NotImplementedError,
    RuntimeError,
    SyntaxError,
    struct.error,
    tokenize.TokenError,
    zlib.error,
)

# Names of arrays: (dtype, shape), where C is the number of checkpoints and H
# of hidden neurons, and L = C - 1. What changes little from one checkpoint to the next
# stands side by side, and so a file of 40 checkpoints is half as large.
NAMES = {
    "seen": ("<i8", "C"),
    "accuracies": ("<f8", "C"),
    "input_to_hidden_weights": ("<f4", "H 784 C"),
    "hidden_biases": ("<f4", "H C"),
    "hidden_to_output_weights": ("<f4", "10 H C"),
    "output_biases": ("<f4", "10 C"),
    "pictures": ("|u1", "10 28 28"),
    "labels": ("<i8", "10"),
    "outputs": ("<f8", "10 10 C"),
}
# Arrays that a history may do without, all or none of them.
LEARNT = {"learnt": ("|u1", "L 28 28"), "learnt_labels": ("<i8", "L")}
_MEMBERS = {f"{name}.npy" for name in (*NAMES, "about", "digest")}
_LEARNT_TOO = _MEMBERS | {f"{name}.npy" for name in LEARNT}


class HistoryError(UserError, ValueError):
    """A history that cannot be read or written, and what to do about it."""


@dataclass(frozen=True)
class About:
    """How a history was made.

    Attributes:
        command: the command line that does the same again.
        start: where the training began, as training.TrainingRecord has it.
        seed: of the random start and of the order of images.
        images: how many an epoch has.
        test_images: how many the accuracies were measured on.
        numpy: its version.
        function: qualified name of the function that learns the images.
        first_line, last_line: of it in `text`.
        file: path of its file, with forward slashes.
        text: of the whole file.
    """

    command: str
    start: str
    seed: int
    images: int
    test_images: int
    numpy: str
    function: str
    first_line: int
    last_line: int
    file: str
    text: str = field(repr=False)


@dataclass(frozen=True)
class History:
    """A training at C checkpoints, the first before any image.

    Weights and biases are kept as float32: the network's float64 rounded to
    24 bits, about seven digits. All else is kept as it was computed.

    Attributes:
        seen: (C,) int64, rising from 0: how many images were learnt by then.
        accuracies: (C,) float64: the share of test images read right.
        input_to_hidden_weights: (H, 784, C) float32.
        hidden_biases: (H, C) float32.
        hidden_to_output_weights: (10, H, C) float32.
        output_biases: (10, C) float32.
        pictures: (10, 28, 28) uint8, digits that the network never learns.
        labels: (10,) int64, what each of them shows.
        outputs: (10, 10, C) float64: for each picture the ten output neurons.
        about: an About.
        learnt: (C - 1, 28, 28) uint8, the image that was learnt last before
            each checkpoint but the first; None where they were not kept.
        learnt_labels: (C - 1,) int64, what each of them shows, likewise.
    """

    seen: np.ndarray
    accuracies: np.ndarray
    input_to_hidden_weights: np.ndarray
    hidden_biases: np.ndarray
    hidden_to_output_weights: np.ndarray
    output_biases: np.ndarray
    pictures: np.ndarray
    labels: np.ndarray
    outputs: np.ndarray
    about: About
    learnt: np.ndarray | None = None
    learnt_labels: np.ndarray | None = None

    def __post_init__(self):
        """Raises HistoryError if the arrays do not fit one another."""
        count = np.size(self.seen)
        sizes = {"C": count, "H": len(self.hidden_biases), "L": max(count - 1, 0)}
        for name, (dtype, shape) in self.kept.items():
            array = getattr(self, name)
            expected = tuple(
                sizes[length] if length in sizes else int(length)
                for length in shape.split()
            )
            if array.dtype != np.dtype(dtype) or array.shape != expected:
                raise HistoryError(
                    f"expected {name} as {np.dtype(dtype)} of shape "
                    f"{expected}, got {array.dtype} of {array.shape}"
                )
            if array.dtype.kind == "f" and not np.isfinite(array).all():
                raise HistoryError(f"expected finite {name}")
            array.flags.writeable = False
        if not len(self) or self.seen[0] or (np.diff(self.seen) <= 0).any():
            raise HistoryError("expected counts of images that rise from 0")
        for name in ("labels", *(("learnt_labels",) if self.has_learnt else ())):
            labels = getattr(self, name)
            if not ((labels >= 0) & (labels < DIGITS)).all():
                raise HistoryError(f"expected {name} 0..9")
        for name in ("accuracies", "outputs"):
            array = getattr(self, name)
            if array.min() < 0 or array.max() > 1:
                raise HistoryError(f"expected {name} in 0..1")

    def __len__(self):
        """C, the number of checkpoints."""
        return len(self.seen)

    @property
    def has_learnt(self):
        """Whether images that were learnt are kept.

        Raises:
            HistoryError: they are, but not what they show, or the reverse.
        """
        if (self.learnt is None) != (self.learnt_labels is None):
            raise HistoryError(f"expected all or none of {', '.join(LEARNT)}")
        return self.learnt is not None

    @property
    def kept(self):
        """Names of its arrays: (dtype, shape), as NAMES has them."""
        return NAMES | LEARNT if self.has_learnt else NAMES

    @property
    def hidden(self):
        """H, the number of hidden neurons."""
        return len(self.hidden_biases)

    @cached_property
    def read(self):
        """(10, C): the digit that each picture was read as."""
        return self.outputs.argmax(axis=1)

    @property
    def sources(self):
        """file -> its text, as a Trace has it."""
        return {self.about.file: self.about.text}

    @property
    def functions(self):
        """Qualified name -> network.trace.FunctionRecord, likewise."""
        about = self.about
        return {
            about.function: FunctionRecord(
                about.function, about.file, about.first_line, about.last_line, ()
            )
        }

    @classmethod
    def load(cls, path):
        """Read a history file.

        Raises:
            HistoryError: no such file, or no history, newer or damaged.
        """
        path = Path(path)
        try:
            arrays = _read(path)
        except FileNotFoundError:
            raise HistoryError(
                f"{path} does not exist: expected a history. python -m "
                f"network train --history {path} makes one"
            ) from None
        except (OSError, zipfile.BadZipFile, EOFError) as error:
            raise HistoryError(
                f"{path} is no history, or a damaged one ({error}): expected "
                "what python -m network train --history wrote"
            ) from error
        except _DAMAGE as error:
            raise _damaged(path, error) from error
        version, about = _told(path, arrays)
        if version not in READABLE_VERSIONS:
            raise HistoryError(
                f"{path} has history format {version!r}: expected "
                f"{FORMAT_VERSION}; update matreel, or make it again"
            )
        try:
            named = {name: one for name, one in arrays.items() if name != "about"}
            history = cls(**named, about=_about(about))
            history.functions  # noqa: B018 - raises where its lines cannot be
            return history
        except (HistoryError, TypeError, LookupError, ValueError) as error:
            raise _damaged(path, error) from error

    def save(self, path):
        """Write a history file, whole or not at all.

        What stands there is replaced if it is a history.

        Raises:
            HistoryError: something else stands there, or it cannot be
                written.
        """
        path = check_replaceable(path)
        told = {"format": FORMAT_VERSION, "about": dataclasses.asdict(self.about)}
        arrays = {
            name: getattr(self, name).astype(dtype, copy=False)
            for name, (dtype, _) in self.kept.items()
        }
        arrays["about"] = np.array(json.dumps(told))
        arrays["digest"] = np.array(_digest(arrays))
        written = io.BytesIO()
        np.savez_compressed(written, allow_pickle=False, **arrays)
        try:
            write_whole(path, written.getbuffer())
        except OSError as error:
            raise _not_written(path, error) from error


def check_replaceable(path):
    """Refuse a path that `History.save` would, before a long training.

    Returns:
        The Path to write, behind links.

    Raises:
        HistoryError: something else stands there, or nothing can.
    """
    path = Path(os.path.realpath(path))
    if not os.path.isdir(path.parent):
        raise HistoryError(
            f"{path.parent}: expected a folder to write "
            f"{path.name} to; make it, or name another one"
        )
    if not os.access(path.parent, os.W_OK):
        raise _not_written(path, "its folder cannot be written to")
    try:
        if not path.exists():
            return path
    except OSError as error:
        raise _not_written(path, error.strerror) from error
    try:
        with open_regular(path) as file, zipfile.ZipFile(file) as archive:
            is_history = set(archive.namelist()) in (_MEMBERS, _LEARNT_TOO)
    except (OSError, EOFError, zipfile.BadZipFile, *_DAMAGE):
        is_history = False
    if not is_history:
        raise HistoryError(
            f"{path}: expected nothing or a history to "
            "replace, got another file; choose another name"
        )
    return path


def _read(path):
    """The arrays of a file, checked against its digest."""
    with open_regular(path) as file, zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        names = sorted(member.filename for member in members)
        if names not in (sorted(_MEMBERS), sorted(_LEARNT_TOO)):
            raise zipfile.BadZipFile("it holds other arrays than a history")
        if sum(member.file_size for member in members) > LARGEST_BYTES:
            raise ValueError("its arrays are too large")
        arrays = {}
        for member in members:
            data = archive.read(member)  # which checks it
            name = member.filename.removesuffix(".npy")
            arrays[name] = read_plain(io.BytesIO(data), len(data))
    digest = str(arrays.pop("digest"))
    if digest != _digest(arrays):
        raise ValueError("it is not what was written")
    return arrays


def _digest(arrays):
    """SHA-256 over names, dtypes, shapes and contents, in hexadecimal."""
    hashed = hashlib.sha256()
    for name in sorted(arrays):
        array = np.ascontiguousarray(arrays[name])
        hashed.update(f"{name} {array.dtype.str} {array.shape}\n".encode())
        hashed.update(array.tobytes())
    return hashed.hexdigest()


def _told(path, arrays):
    """(format version, fields of About) of the array "about"."""
    try:
        told = json.loads(str(arrays["about"]))
        return told["format"], told["about"]
    except (ValueError, TypeError, LookupError, RecursionError) as error:
        raise _damaged(path, error) from error


def _about(fields):
    about = About(**fields)
    for one in dataclasses.fields(About):
        if type(getattr(about, one.name)) is not one.type:
            raise TypeError(f"{one.name} is no {one.type.__name__}")
    if about.images < 1 or about.test_images < 1:
        raise ValueError("expected at least one image")
    if max(about.images, about.test_images, abs(about.seed)) > _LARGEST_COUNT:
        raise ValueError(f"expected counts of at most {_LARGEST_COUNT}")
    if about.last_line > len(source_lines(about.text)):
        raise ValueError(f"{about.function} stands after its source")
    names = about.command, about.start, about.numpy, about.function, about.file
    if max(map(len, names)) > _LONGEST_NAME:
        raise ValueError(f"expected names of at most {_LONGEST_NAME} letters")
    return about


def _damaged(path, reason):
    return HistoryError(
        f"{path} is damaged ({reason!s:.200}): expected a history "
        "as it was written. Make it again, or take a copy"
    )


def _not_written(path, reason):
    return HistoryError(
        f"{path}: expected a history to be written there, "
        f"but {reason}; choose another name"
    )
