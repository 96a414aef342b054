"""A folder that is published whole or not at all.

It is replaced as network.files.folder does it, if publish made it.
"""

from contextlib import contextmanager
from pathlib import Path

from network.files import folder as folder_swap
from network.files.user_error import UserError

MARK = ".matreel-site"  # in a folder that publish made, and may replace


class FolderError(UserError):
    """A folder that publish must not replace, or cannot write."""


def check_replaceable(folder):
    """Raise FolderError if something stands there that publish did not make,
    or in the way of replacing it."""
    folder = Path(folder).resolve()
    with _publishing(folder):
        folder_swap.check_free(folder)
        if _is_ours(folder):
            return
    raise FolderError(
        f"{folder} is not a folder that publish made, and is left as it is: "
        "expected a new folder, an empty one, or one published before"
    )


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
    folder = Path(folder).resolve()
    check_replaceable(folder)

    def write_marked(new):
        (new / MARK).write_text(
            "Made by python -m scenes publish, which replaces this folder whole.\n",
            encoding="utf-8",
        )
        write(new, folder)

    with _publishing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder_swap.replace(folder, write_marked)


@contextmanager
def _publishing(folder):
    """Tell of the folder what the system refuses while it is published."""
    try:
        yield
    except OSError as error:
        raise FolderError(f"{folder} cannot be published: {error}") from error


def _is_ours(folder):
    """Whether there is nothing in a place but what publish may replace."""
    if folder.is_dir():
        return (folder / MARK).is_file() or not any(folder.iterdir())
    return not folder.exists()
