"""A folder that is published whole or not at all.

The new one is written beside the old one, and takes its name in two renames.
Killed between them, the next run puts the old one back.
"""

import os
import shutil
from pathlib import Path

MARK = ".matreel-site"  # in a folder that publish made, and may replace


class FolderError(Exception):
    """A folder that publish must not replace, or cannot write."""


def check_replaceable(folder):
    """Raise FolderError if something stands there that publish did not make.
    """
    folder = _resolved(folder)
    if folder.is_dir() and not folder.is_symlink():
        if (folder / MARK).is_file() or not any(folder.iterdir()):
            return
    elif not folder.exists():
        return
    raise FolderError(
        f"{folder} is not a folder that publish made, and is left as it is: "
        "expected a new folder, an empty one, or one published before")


def replace(folder, write):
    """Let a folder be written anew, and take its name once it is whole.

    Args:
        folder: what stood there is removed at the end.
        write: function of (the Path of a new, empty folder, the Path of the
            old one).

    Raises:
        FolderError: what stands there is not of publish, or cannot be
            replaced; it is left as it is.
    """
    folder = _resolved(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        written, old = _beside(folder)
        _settle(folder, written, old)
        check_replaceable(folder)
        written.mkdir()
        try:
            (written / MARK).write_text(
                "Made by python -m scenes publish, which replaces this "
                "folder whole.\n", encoding="utf-8")
            write(written, folder)
            if folder.exists():
                os.rename(folder, old)
            os.rename(written, folder)
        finally:
            _settle(folder, written, old)
    except OSError as error:
        raise FolderError(f"{folder} cannot be published: {error}") from error


def _beside(folder):
    return (folder.with_name(f".{folder.name}.publishing"),
            folder.with_name(f".{folder.name}.old"))


def _settle(folder, written, old):
    """Undo a replacement that stopped half way, and clear what it left."""
    if old.exists() and not folder.exists():
        os.rename(old, folder)
    for left in (written, old):
        if left.exists():
            shutil.rmtree(left)


def _resolved(folder):
    return Path(folder).resolve()
