"""The network's four weight matrices as .npy files in one folder.

The folder is replaced whole (see folder_swap): neither a reader nor an
interruption meets files of two epochs.
"""

import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path

import numpy as np

from network.digits.sizes import DIGITS, PIXELS
from network.files import folder as folder_swap
from network.files.plain_array import DamagedArray, open_regular, read_plain_file
from network.files.user_error import UserError

WEIGHTS = Path(__file__).parent / "weights"  # trained, of this project

NAMES = (
    "input_to_hidden_weights",
    "hidden_biases",
    "hidden_to_output_weights",
    "output_biases",
)
RECORD_NAME = "training.json"  # how the weights beside it were made
_MOST_OF_RECORD = 10_000_000  # bytes: an accuracy for each of 400,000 epochs
MAX_HIDDEN = 100_000  # above it a file is taken for damaged, not for large
_MOST_BYTES = 16 * PIXELS * MAX_HIDDEN + 10_000  # of a file, with its header


class WeightsError(UserError, ValueError):
    """Weights that cannot be used: what was expected, what came, whence."""


def load(folder):
    """Read the four .npy files of a folder that save() wrote.

    Args:
        folder: path holding NAME.npy for each of NAMES.

    Returns:
        dict of name to float64 array: input_to_hidden_weights (H, 784),
        hidden_biases (H, 1), hidden_to_output_weights (10, H) and
        output_biases (10, 1), all finite, H at least 1, all of one save.

    Raises:
        WeightsError: a file is missing, damaged, pickled, not of numbers, not
            finite, or of a shape that does not fit the others.
    """
    arrays, _ = load_with_record(folder)
    return arrays


def load_with_record(folder):
    """Read the arrays as load() does, and the text of their training.json.

    Returns:
        dict of name to array, and the text, None where there is none.
    """
    try:
        return folder_swap.read_settled(
            folder,
            lambda source: (_read_arrays(source), _read_record(source / RECORD_NAME)),
            retry_on=WeightsError,
        )
    except TimeoutError as error:  # which is an OSError
        raise WeightsError(
            f"{folder}: expected weights that stand still for a moment, but "
            f"they were {error}; wait for their writer to end"
        ) from error
    except OSError as error:
        raise WeightsError(
            f"{folder}: expected a folder that can be read, got "
            f"{error.strerror or error}; choose another one"
        ) from error


def present(folder):
    """Whether a folder holds any of the four files, good or not."""
    source = folder_swap.standing(folder)
    return any((source / f"{name}.npy").exists() for name in NAMES)


def save(folder, arrays, record=None):
    """Write the four arrays as .npy files: all of them or none.

    Killed at any moment, the folder reads as the old or as the new weights,
    whole. A training.json in it goes with the old ones; Markdown files are
    kept; a folder with anything else in it is not replaced.

    Args:
        folder: path to write to; its parent folders are made where missing.
        arrays: dict of each of NAMES to a finite array of its shape.
        record: text of a training.json to stand beside them.

    Raises:
        WeightsError: the arrays do not fit, or the folder cannot be replaced.
    """
    folder = Path(folder).resolve()
    arrays = _checked(arrays, where=lambda name: f"{name} to save in {folder}")

    def write(new):
        _check_ours(folder)  # others may have written there meanwhile
        for name, array in arrays.items():
            np.save(new / f"{name}.npy", array, allow_pickle=False)
        if record is not None:
            (new / RECORD_NAME).write_bytes(record.encode("utf-8"))
        for path in folder.glob("*.md"):
            shutil.copy2(path, new / path.name)

    check_replaceable(folder)
    with _replacing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder_swap.replace(folder, write)


def check_replaceable(folder):
    """Refuse a folder that save() would refuse, before hours of training.

    Raises:
        WeightsError: it is no folder, or holds more than weights and notes,
            or something else is in the way of a replacement.
    """
    with _replacing(folder):
        folder_swap.check_free(Path(folder).resolve())
        _check_ours(folder_swap.standing(folder))


@contextmanager
def _replacing(folder):
    """Tell of the folder what the system refuses while it is replaced."""
    try:
        yield
    except folder_swap.InTheWayError as error:
        raise WeightsError(f"{folder} cannot be replaced: {error}") from error
    except OSError as error:
        raise WeightsError(
            f"{folder}: expected a folder that can be written and renamed, got "
            f"{error.strerror or error}; choose another one"
        ) from error


def _check_ours(folder):
    with suppress(FileNotFoundError):  # another replaces it at this moment
        _check_replaced_whole(folder)


def _check_replaced_whole(folder):
    if not folder.exists():
        return
    if not folder.is_dir():
        raise WeightsError(
            f"{folder}: expected a folder or nothing, got a file; choose another name"
        )
    if folder.samefile(Path.cwd()) or os.path.ismount(folder):
        raise WeightsError(
            f"{folder}: expected a folder that can be replaced, got the "
            f"working directory or a whole disk; name a folder inside it"
        )
    ours = {RECORD_NAME, *(f"{name}.npy" for name in NAMES)}
    foreign = sorted(
        path.name
        for path in folder.iterdir()
        if not path.is_file() or path.name not in ours and path.suffix != ".md"
    )
    if foreign:
        raise WeightsError(
            f"{folder}: expected a folder of weights alone, since it is "
            f"replaced whole, got {', '.join(foreign[:5])} in it; "
            f"choose another folder"
        )


def _read_record(path):
    """Read the text of a training.json, None where there is none."""
    try:
        if not os.path.lexists(path):
            return None
        with open_regular(path) as file:
            text = file.read(_MOST_OF_RECORD + 1).decode("utf-8")
        if len(text) > _MOST_OF_RECORD:
            raise ValueError(f"it has more than {_MOST_OF_RECORD} letters")
        return text
    except (OSError, ValueError) as error:
        raise WeightsError(
            f"{path}: expected a text in UTF-8, got one that "
            f"cannot be read ({error}); remove it"
        ) from error


def _read_arrays(folder):
    """Read and check the four arrays of a folder."""
    if not folder.is_dir():
        raise WeightsError(
            f"{folder}: expected a folder of weights, got "
            f"{'a file' if folder.exists() else 'nothing'}; train some with "
            f"python -m network train --out {folder}"
        )
    arrays = {name: _read_array(folder / f"{name}.npy") for name in NAMES}
    return _checked(arrays, where=lambda name: folder / f"{name}.npy")


def _read_array(path):
    """Read one .npy file."""
    try:
        array = read_plain_file(path, _MOST_BYTES)
    except FileNotFoundError:
        raise WeightsError(
            f"{path}: expected the file, found none; a folder of weights has "
            f"{', '.join(f'{name}.npy' for name in NAMES)}"
        ) from None
    except (DamagedArray, OSError) as error:
        raise WeightsError(
            f"{path}: expected a .npy file of numbers, got one that cannot be "
            f"read ({error}); train or copy the weights again"
        ) from error
    if array.ndim != 2:
        raise WeightsError(
            f"{path}: expected a matrix of weights, got shape "
            f"{array.shape!s:.80}; train or copy the weights again"
        )
    return array


def _checked(arrays, where):
    """Return the arrays as float64, or say which one is wrong.

    Args:
        arrays: dict of name to array.
        where: function of a name giving what to call that array in an error.
    """
    if set(arrays) != set(NAMES):
        raise WeightsError(
            f"expected the arrays {', '.join(NAMES)}, got "
            f"{', '.join(arrays) or 'none'}; pass these four"
        )
    hidden = max(
        1,
        np.shape(arrays["hidden_biases"])[0] if np.ndim(arrays["hidden_biases"]) else 1,
    )
    shapes = dict(
        zip(NAMES, ((hidden, PIXELS), (hidden, 1), (DIGITS, hidden), (DIGITS, 1)))
    )
    return {
        name: _checked_array(
            np.asarray(arrays[name]), shapes[name], where(name), hidden
        )
        for name in NAMES
    }


def _checked_array(array, shape, where, hidden):
    if array.dtype.kind not in "fiu":
        raise WeightsError(
            f"{where}: expected real numbers, got "
            f"{array.dtype}; train or copy the weights again"
        )
    if array.shape != shape:
        raise WeightsError(
            f"{where}: expected shape {shape} beside hidden_biases of {hidden} "
            f"neurons, got {array.shape}; take all four from one network"
        )
    with np.errstate(over="ignore"):  # a long double may be larger than any here
        array = np.array(array, dtype=np.float64, order="C")
    if not np.isfinite(array).all():
        raise WeightsError(
            f"{where}: expected finite numbers, got "
            f"{np.count_nonzero(~np.isfinite(array))} that are not, in 64 bits; "
            f"train again, or copy the weights again"
        )
    return array
