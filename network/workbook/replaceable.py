"""Whether a workbook may be written to a path: what stands there is the user's.

A workbook is replaced if matreel wrote it and nobody has saved it since: a
spreadsheet that saves it says when, and there may be drawn digits and answers
in it then.
"""

import os
import re
import zipfile
import zlib

from network.workbook.lesson import WorkbookError

TITLE = "A neural network, every number live"
_MOST_BYTES = 65536  # of a part's; more are of another program
_TITLED = f"<dc:title>{TITLE}</dc:title>"
_WRITER = "<AppVersion>12.0000<"  # XlsxWriter's; each spreadsheet has its own
_TIME = re.compile(r"<dcterms:(created|modified)[^>]*>([^<]*)<")


def check_replaceable(path):
    """Refuse a Path that a workbook does not belong at.

    Raises:
        WorkbookError: its name or folder is none for a workbook, or something
            else stands there, such as a workbook that was changed.
    """
    if path.suffix.lower() != ".xlsx":
        raise WorkbookError(
            f"{path}: expected a name that ends in .xlsx, "
            f"which spreadsheets open; choose another"
        )
    if not os.path.isdir(path.parent):
        raise WorkbookError(
            f"{path}: expected a folder {path.parent} to "
            f"write to, got none; make it, or choose another"
        )
    if not os.access(path.parent, os.W_OK):
        raise not_written(path, "a folder that cannot be written to")
    try:
        if not path.exists():
            return
        if not path.is_file():
            raise WorkbookError(
                f"{path}: expected a file or nothing, got "
                f"{'a folder' if path.is_dir() else 'no file'}; choose another name"
            )
        if path.stat().st_size and not _is_as_written(path):
            raise WorkbookError(
                f"{path}: expected a workbook to replace, as matreel wrote it, got "
                "one that was saved since, or another kind of file; choose "
                "another name, or move it away"
            )
    except OSError as error:
        raise not_written(path, error) from error


def _is_as_written(path):
    """Whether a file is a workbook of matreel that nobody has saved since."""
    try:
        with zipfile.ZipFile(path) as archive:
            properties = _part(archive, "docProps/core.xml")
            writer = _part(archive, "docProps/app.xml")
    except (
        zipfile.BadZipFile,
        zlib.error,
        LookupError,
        ValueError,
        EOFError,
        RuntimeError,
        NotImplementedError,
    ):
        return False
    times = dict(_TIME.findall(properties))
    return (
        _TITLED in properties
        and _WRITER in writer
        and len(times) == 2
        and times["created"] == times["modified"]
    )


def _part(archive, name):
    with archive.open(name) as file:
        return file.read(_MOST_BYTES).decode("utf-8")


def not_written(path, error):
    """Return the WorkbookError for what cannot be written there."""
    reason = getattr(error, "strerror", None) or error
    return WorkbookError(
        f"{path}: expected a place for a workbook, got ({reason}); "
        f"close it where it is open, or choose another name or folder"
    )
