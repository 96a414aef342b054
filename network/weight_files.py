"""The network's four weight matrices as .npy files in one folder.

The folder is replaced whole: the new one is written beside it and takes its
name, so that neither a reader nor an interruption meets files of two epochs.
"""

import os
import shutil
import time
from pathlib import Path

import numpy as np

NAMES = ("input_to_hidden_weights", "hidden_biases",
         "hidden_to_output_weights", "output_biases")
PIXELS, DIGITS = 784, 10
SWAP_PATIENCE_SECS = 5.0  # how long a reader waits for a busy writer


class WeightsError(ValueError):
    """Weights that cannot be used: what was expected, what came, from where."""


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
    arrays, _ = load_with_notes(folder, ())
    return arrays


def load_with_notes(folder, note_names):
    """Read the arrays as load() does, and the notes saved with them.

    Args:
        folder: path of a folder that save() wrote.
        note_names: file names of the notes wanted.

    Returns:
        dict of name to array, and dict of file name to text, which lacks the
        notes that are not there.
    """
    def read(source):
        return _read(source), {name: _read_note(source / name)
                               for name in note_names
                               if (source / name).exists()}
    return _read_settled(folder, read)


def present(folder):
    """Whether a folder holds any of the four files, good or not."""
    source = _present(Path(folder))
    return any((source / f"{name}.npy").exists() for name in NAMES)


def _read_settled(folder, read):
    """What `read` returns of the folder when nobody replaces it meanwhile."""
    folder = Path(folder)
    deadline = time.monotonic() + SWAP_PATIENCE_SECS
    while True:
        source = _present(folder)
        before = _identity(source)
        try:
            result, failure = read(source), None
        except WeightsError as error:
            result, failure = None, error
        unmoved = source == _present(folder) and before == _identity(source)
        if not unmoved and time.monotonic() < deadline:
            continue
        if failure is None and not unmoved:
            failure = WeightsError(
                f"{folder}: expected weights that stand still for a moment, "
                f"but they were replaced during {SWAP_PATIENCE_SECS:g} s of "
                f"reading; wait for their writer to end")
        if failure is not None:
            raise failure
        return result


def save(folder, arrays, notes=None):
    """Write the four arrays as .npy files: all of them or none.

    Killed at any moment, the folder reads as the old or as the new weights,
    whole. Markdown files in it are kept; anything else but weights and notes
    makes it a folder that is not replaced.

    Args:
        folder: path to write to; its parent folders are made where missing.
        arrays: dict of each of NAMES to a finite array of its shape.
        notes: dict of file name (such as training.json) to text, to stand
            beside the arrays. Notes of an earlier save go with its arrays.

    Raises:
        WeightsError: the arrays do not fit, or the folder cannot be replaced.
    """
    folder = Path(folder).resolve()
    notes = notes or {}
    arrays = _checked(arrays, where=lambda name: f"{name} to save in {folder}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        _settle(folder)
        kept = [path for path in _kept_files(folder)
                if path.name not in notes]
        try:
            _write(_writing(folder), arrays, notes, kept)
            _swap(folder)
        finally:
            _settle(folder)
    except OSError as error:
        raise WeightsError(
            f"{folder}: expected a folder that can be written and renamed, got "
            f"{error.strerror or error}; choose another one") from error


def check_replaceable(folder):
    """Refuse a folder that save() would refuse, before hours of training.

    Raises:
        WeightsError: it is no folder, or holds more than weights and notes.
    """
    _kept_files(Path(folder).resolve())


def _writing(folder):
    """Where the new files gather until they are whole."""
    return folder.with_name(f".{folder.name}.writing")


def _old(folder):
    """Where the old files wait while the new ones take their place."""
    return folder.with_name(f".{folder.name}.old")


def _present(folder):
    """The folder, or its old files where a swap is (or was left) half done."""
    folder = folder.resolve()
    old = _old(folder)
    return old if not folder.exists() and old.exists() else folder


def _identity(folder):
    """What differs between a folder and the one that took its name."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns


def _settle(folder):
    """Undo a swap that stopped half way, and clear what it left."""
    writing, old = _writing(folder), _old(folder)
    if old.exists() and not folder.exists():
        os.rename(old, folder)
    for left in (writing, old):
        if left.exists():
            shutil.rmtree(left)


def _swap(folder):
    """Let the written files take the folder's name."""
    if folder.exists():
        os.rename(folder, _old(folder))
    os.rename(_writing(folder), folder)
    _flush_folder(folder.parent)


def _kept_files(folder):
    """The Markdown files to keep; refuse a folder that is not of weights."""
    if not folder.exists():
        return []
    if not folder.is_dir():
        raise WeightsError(f"{folder}: expected a folder or nothing, got a "
                           f"file; choose another name")
    if folder.samefile(Path.cwd()):
        raise WeightsError(f"{folder}: expected a folder that can be replaced, "
                           f"got the working directory; name one inside it")
    ours = {f"{name}.npy" for name in NAMES}
    foreign = sorted(
        path.name for path in folder.iterdir() if path.name not in ours
        and not (path.is_file() and path.suffix in (".md", ".json")))
    if foreign:
        raise WeightsError(
            f"{folder}: expected a folder of weights alone, since it is "
            f"replaced whole, got {', '.join(foreign[:5])} in it; "
            f"choose another folder")
    return list(folder.glob("*.md"))


def _write(folder, arrays, notes, kept):
    """Write a folder so that it survives a loss of power once it returns."""
    folder.mkdir()
    for name, array in arrays.items():
        with open(folder / f"{name}.npy", "wb") as file:
            np.save(file, array, allow_pickle=False)
            _flush(file)
    for name, text in notes.items():
        with open(folder / name, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            _flush(file)
    for path in kept:
        shutil.copy2(path, folder / path.name)
    _flush_folder(folder)


def _flush(file):
    file.flush()
    os.fsync(file.fileno())


def _flush_folder(folder):
    if os.name == "nt":  # Windows opens no folders, and needs no flush of them
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _read(folder):
    """Read and check the four arrays of a folder."""
    if not folder.is_dir():
        raise WeightsError(
            f"{folder}: expected a folder of weights, got "
            f"{'a file' if folder.exists() else 'nothing'}; train some with "
            f"python -m network train --out {folder}")
    arrays = {name: _read_array(folder / f"{name}.npy") for name in NAMES}
    return _checked(arrays, where=lambda name: folder / f"{name}.npy")


def _read_note(path):
    """Read the text of a note."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise WeightsError(f"{path}: expected a text in UTF-8, got one that "
                           f"cannot be read ({error}); remove it") from error


def _read_array(path):
    """Read one .npy file, whose header may claim more than the file has."""
    try:
        mapped = np.lib.format.open_memmap(path, mode="r")
    except FileNotFoundError:
        raise WeightsError(
            f"{path}: expected the file, found none; a folder of weights has "
            f"{', '.join(f'{name}.npy' for name in NAMES)}") from None
    except (ValueError, OSError, EOFError) as error:
        raise WeightsError(
            f"{path}: expected a .npy file of numbers, got one that cannot be "
            f"read ({error}); train or copy the weights again") from error
    if mapped.ndim != 2 or mapped.size > PIXELS * 100_000:
        raise WeightsError(f"{path}: expected a matrix of weights, got shape "
                           f"{mapped.shape}; train or copy the weights again")
    return np.array(mapped)


def _checked(arrays, where):
    """Return the arrays as float64, or say which one is wrong.

    Args:
        arrays: dict of name to array.
        where: function of a name giving what to call that array in an error.
    """
    if set(arrays) != set(NAMES):
        raise WeightsError(f"expected the arrays {', '.join(NAMES)}, got "
                           f"{', '.join(arrays) or 'none'}; pass these four")
    hidden = max(1, np.shape(arrays["hidden_biases"])[0]
                 if np.ndim(arrays["hidden_biases"]) else 1)
    shapes = dict(zip(NAMES, ((hidden, PIXELS), (hidden, 1),
                              (DIGITS, hidden), (DIGITS, 1))))
    return {name: _checked_array(np.asarray(arrays[name]), shapes[name],
                                 where(name), hidden) for name in NAMES}


def _checked_array(array, shape, where, hidden):
    if array.dtype.kind not in "fiu":
        raise WeightsError(f"{where}: expected real numbers, got "
                           f"{array.dtype}; train or copy the weights again")
    if array.shape != shape:
        raise WeightsError(
            f"{where}: expected shape {shape} beside hidden_biases of {hidden} "
            f"neurons, got {array.shape}; take all four from one network")
    if not np.isfinite(array).all():
        raise WeightsError(
            f"{where}: expected finite numbers, got "
            f"{np.count_nonzero(~np.isfinite(array))} that are not; "
            f"train again, or copy the weights again")
    return np.ascontiguousarray(array, dtype=np.float64)
