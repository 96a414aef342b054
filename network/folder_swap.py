"""Replace a folder whole, so that no reader meets half of it.

The new folder is written beside the old one and takes its name in two
renames, with the old one set aside between them. Killed at any moment, what
is read is the old folder or the new one: where the name is missing, the one
set aside stands for it.
"""

import os
import shutil
import time
from pathlib import Path

PATIENCE_SECS = 5.0  # how long a reader puts up with a busy writer


def replace(folder, write):
    """Let a folder be written anew, and take its name once it is whole.

    Args:
        folder: resolved Path; what stood there is removed.
        write: function of the Path of a new, empty folder; the old one can
            still be read meanwhile.

    Raises:
        OSError: the folder cannot be written or renamed; the old one stands.
    """
    settle(folder)
    written = _written(folder)
    try:
        written.mkdir()
        write(written)
        flush_folder(written)
        if folder.exists():
            os.rename(folder, _set_aside(folder))
        os.rename(written, folder)
        flush_folder(folder.parent)
    finally:
        settle(folder)


def settle(folder):
    """Undo a replacement that stopped half way, and clear what it left."""
    written, set_aside = _written(folder), _set_aside(folder)
    if set_aside.exists() and not folder.exists():
        os.rename(set_aside, folder)
    for left in (written, set_aside):
        if left.exists():
            shutil.rmtree(left)


def standing(folder):
    """The Path to read: the folder's, or of what is set aside for it."""
    folder = Path(folder).resolve()
    set_aside = _set_aside(folder)
    return (set_aside if not folder.exists() and set_aside.exists()
            else folder)


def read_settled(folder, read, retry_on):
    """Read a folder while others may replace it.

    Args:
        folder: path of the folder.
        read: function of the Path to read.
        retry_on: exception that `read` may raise for want of a file that was
            taken away meanwhile; raised on if the folder stood still.

    Returns:
        What `read` returned of one and the same folder.

    Raises:
        TimeoutError: the folder was replaced again and again.
    """
    deadline = time.monotonic() + PATIENCE_SECS
    while time.monotonic() < deadline:
        source = standing(folder)
        before = _identity(source)
        result, failure = None, None
        try:
            result = read(source)
        except retry_on as error:
            failure = error
        if source == standing(folder) and before == _identity(source):
            if failure is not None:
                raise failure
            return result
    raise TimeoutError(f"replaced all the time for {PATIENCE_SECS:g} s")


def flush(file):
    """Bring what was written to an open file through to the disk."""
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder):
    """Bring the names in a folder through to the disk."""
    if os.name == "nt":  # Windows opens no folders, and needs no flush of them
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _written(folder):
    return folder.parent / f".{folder.name}.writing"


def _set_aside(folder):
    return folder.parent / f".{folder.name}.old"


def _identity(folder):
    """What differs between a folder and the one that took its name."""
    try:
        status = folder.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns
