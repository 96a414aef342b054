"""Replace a folder whole, so that no reader meets half of it.

The new folder is written beside the old one and takes its name in two
renames, with the old one set aside between them. Both are in a folder that is
there for as long as a replacement takes:

    .NAME.swap/MARK     says that the folder was made here
              /new      what is being written
              /old      what was set aside
              /PASSED   names what goes over from the old one to the new one

Killed at any moment, what is read is the old folder or the new one: where the
name is missing, the one set aside stands for it. Nothing is ever removed but
what stands beside that mark. Who replaces a folder holds .NAME.swap, and
others who want to wait; readers wait for nobody.
"""

import json
import os
import shutil
import stat
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from network.files.locks import turn_in
from network.files.user_error import UserError
from network.files.whole import flush

MARK = ".matreel-swap"
PASSED = "passed"
PATIENCE_SECS = 5.0  # how long a reader puts up with a busy writer


class InTheWayError(UserError, OSError):
    """Something else has the name that a replacement needs."""


def replace(folder, write, others=None):
    """Let a folder be written anew, and take its name once it is whole.

    What was written has reached the disk by then: a power failure, too,
    leaves the old folder or the new one. Another process that replaces it
    at this moment is waited for.

    Args:
        folder: resolved Path; what stood there is removed.
        write: function of the Path of a new, empty folder; the old one can
            still be read meanwhile.
        others: function of the Paths of the old folder and of the new one,
            which names, relative to them, what goes over from the one to the
            other as it is; None: nothing does.

    Raises:
        InTheWayError: something else has the name of what stands beside it.
        OSError: the folder cannot be written or renamed; the old one stands.
    """
    with _held(folder) as beside:
        new = beside / "new"
        try:
            _undo(folder)  # what another left that was killed
            (beside / MARK).write_text(
                f"Made to replace {folder.name}, and removed after that.\n",
                encoding="utf-8",
            )
            new.mkdir()
            write(new)
            _flush_tree(beside)
            if folder.exists():
                os.rename(folder, beside / "old")
                if others:
                    _pass(beside, others(beside / "old", new))
            os.rename(new, folder)
            flush(folder.parent)
        finally:
            _undo(folder)
            (beside / MARK).unlink(missing_ok=True)  # last: as long as it tells
            beside.rmdir()


@contextmanager
def _held(folder):
    """Make the folder beside one, and hold it while others wait."""
    beside = _beside(folder)
    while True:
        check_free(folder)
        with suppress(FileExistsError):
            beside.mkdir()
        with turn_in(beside) as is_there:
            if is_there:  # else whoever was waited for has removed it
                check_free(folder)
                yield beside
                return


def check_free(folder):
    """Raise InTheWayError if something else has the name that is needed."""
    beside = _beside(folder)
    if os.path.lexists(beside) and not _is_ours(beside):
        raise InTheWayError(
            f"{beside} is in the way: expected nothing there, or what an "
            f"interrupted replacement of {folder.name} left; move it away"
        )


def _undo(folder):
    """Undo a replacement that stopped half way, and clear what it left."""
    beside = _beside(folder)
    if (beside / "old").exists() and not folder.exists():
        _give_back(beside)
        os.rename(beside / "old", folder)
    for name in ("new", "old"):
        if (beside / name).exists():
            shutil.rmtree(beside / name)
    (beside / PASSED).unlink(missing_ok=True)


def standing(folder):
    """The Path to read: the folder's, or of what is set aside for it."""
    folder = Path(folder).resolve()
    beside = _beside(folder)
    is_away = (
        not folder.exists() and (beside / "old").exists() and (beside / MARK).is_file()
    )
    return beside / "old" if is_away else folder


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
        result, failure = None, None
        with _kept(source) as is_same:
            try:
                result = read(source)
            except retry_on as error:
                failure = error
            if source != standing(folder) or not is_same():
                continue
        if failure is not None:
            raise failure
        return result
    raise TimeoutError(f"replaced all the time for {PATIENCE_SECS:g} s")


def _pass(beside, names):
    """Let what is named go over from the old folder to the new one."""
    if not names:
        return
    # On the disk before the first of them goes: it tells the way back.
    (beside / PASSED).write_text(json.dumps(names), encoding="utf-8")
    flush(beside / PASSED)
    flush(beside)
    for name in names:
        place = beside / "new" / name
        if os.path.lexists(place):  # a rename would write over it
            raise InTheWayError(f"{name} is in the way of what is written; move it")
        place.parent.mkdir(parents=True, exist_ok=True)
        os.rename(beside / "old" / name, place)


def _give_back(beside):
    """Undo `_pass`, however far it came."""
    try:
        names = json.loads((beside / PASSED).read_text("utf-8"))
    except (FileNotFoundError, ValueError, RecursionError):
        return  # half written: nothing went yet
    for name in filter(lambda one: isinstance(one, str), names or ()):
        old, new = beside / "old" / name, beside / "new" / name
        if os.path.lexists(new) and not os.path.lexists(old):
            os.rename(new, old)


def _flush_tree(folder):
    """Bring a folder and all that is in it through to the disk."""
    for place, _, names in os.walk(folder, topdown=False):
        for name in names:
            flush(Path(place, name))
        flush(place)


def _beside(folder):
    return folder.parent / f".{folder.name}.swap"


def _is_ours(beside):
    """Whether a folder has the mark, or is empty: the mark comes next."""
    try:
        if not stat.S_ISDIR(os.lstat(beside).st_mode):
            return False
        names = {path.name for path in beside.iterdir()}
    except FileNotFoundError:  # removed by who held it, a moment ago
        return True
    return not names or MARK in names <= {MARK, PASSED, "new", "old"}


@contextmanager
def _kept(folder):
    """Yield a function that tells whether a folder is still the same one.

    It is held open, or another one might be given its number.
    """
    descriptor = None
    with suppress(OSError):  # Windows opens none, but keeps numbers apart
        descriptor = os.open(folder, os.O_RDONLY)
    before = _identity(folder if descriptor is None else descriptor)
    try:
        yield lambda: before == _identity(folder)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _identity(folder):
    """What differs between a folder and the one that took its name."""
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino, status.st_mtime_ns
