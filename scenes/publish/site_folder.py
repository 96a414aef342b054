"""A folder that is published whole or not at all.

It is replaced as network.files.folder does it, if publish made it. What
publish did not write in it goes over to the new one.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from network.files import folder as folder_swap
from network.files.user_error import UserError
from scenes.publish.site_files import MARK, SiteFiles, write_mark

# All that may stand in a folder that a site is first published to: what there
# is in a new checkout of a repository of web pages.
_HOSTING = re.compile(
    r"\.git|\.gitignore|\.gitattributes|\.nojekyll|CNAME|(README|LICENSE)(\.\w+)?"
)
_MOST_NAMED = 5  # names of files in a message


class FolderError(UserError):
    """A folder that publish must not replace, or cannot write."""


@dataclass(frozen=True)
class Written:
    """What is going to be written into a published folder.

    Attributes:
        targets: names of the files.
        kept: names of the films that are copied from the folder as it is.
    """

    targets: Collection[str] = ()
    kept: Collection[str] = ()


NOTHING = Written()


def check_replaceable(folder, written=NOTHING):
    """Raise FolderError if something stands there that publish did not make
    and would lose, or in the way of replacing it."""
    folder = Path(folder).resolve()
    with _publishing(folder):
        folder_swap.check_free(folder)
        _check_ours(folder)
        site = SiteFiles(folder)
        hindering = site.in_the_way(written.targets, written.kept)
        changed = site.changed(written.kept)
    if hindering:
        raise FolderError(
            f"{folder} has {_listed(hindering)}, which publish did not make and "
            "would write over; move or rename it, or publish to another folder"
        )
    if changed:
        raise FolderError(
            f"{folder} has {_listed(changed)}, which is not any more as publish "
            "wrote it and would be lost; move it away, or remove it if nothing "
            "of yours is in it, and publish again"
        )


def replace(folder, write, written=NOTHING):
    """Let a folder be written anew, and take its name once it is whole.

    Args:
        folder: what publish wrote there is removed at the end; all else goes
            over to the new one.
        write: function of (the Path of a new, empty folder, the Path of the
            old one).
        written: what it is going to write.

    Raises:
        FolderError: what stands there is not of publish, or cannot be
            replaced; it is left as it is.
    """
    folder = Path(folder).resolve()
    check_replaceable(folder, written)

    def write_marked(new):
        write(new, folder)
        write_mark(new, SiteFiles(folder), written.kept)

    def others(old, new):
        return SiteFiles(old).others(SiteFiles(new).listed, written.kept)

    with _publishing(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder_swap.replace(folder, write_marked, others)


@contextmanager
def _publishing(folder: Path) -> Iterator[None]:
    """Tell of the folder what the system refuses while it is published."""
    try:
        yield
    except OSError as error:
        raise FolderError(f"{folder} cannot be published: {error}") from error


def _check_ours(folder: Path) -> None:
    """Refuse a folder that publish did not make, with anything in it that a
    new site does not have."""
    if not folder.exists():
        return
    if folder.is_dir():
        found = [path.name for path in folder.iterdir()]
        if MARK in found or all(map(_HOSTING.fullmatch, found)):
            return
    raise FolderError(
        f"{folder} is not a folder that publish made, and is left as it is: "
        "expected a new folder, an empty one, or one published before"
    )


def _listed(files: list[str]) -> str:
    """Names in a sentence, of many the first ones."""
    more = len(files) - _MOST_NAMED
    names = ", ".join(files[:_MOST_NAMED])
    return f"{names} and {more} more" if more > 0 else names
