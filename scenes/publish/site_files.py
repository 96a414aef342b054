"""Which files of a published folder are publish's own, and which are not.

In the folder stands MARK, with a line for each file that publish wrote: the
hash of its content and its name. All else is someone else's and stays: a
`.git`, a CNAME, notes. Of folders published before there were such lines,
the names of the files tell.
"""

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import av
from PIL import Image

from scenes.publish import file_names as names

MARK = ".matreel-site"  # in a folder that publish made
FILMS = "films"  # the folder of the films' folders
PAGES = "index.html", "source.html"
STATIC = (
    "style.css",
    "words.js",
    "places.js",
    "cells.js",
    "picture.js",
    "score.js",
    "edges.js",
    "painter.js",
    "stage.js",
    "moments.js",
    "player.js",
    "predict.js",
    "captions.js",
    "beside.js",
    "map.js",
    "listing.js",
    "readings.js",
    "keys.js",
    "lectern.js",
    "choices.js",
    "copies.js",
    "sound.js",
    "onward.js",
    "search.js",
    "address.js",
    "speaker.js",
)
_WORDS = "# Written by matreel publish, which writes these files anew."
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
# Of these Git may have changed the line ends on their way.
_TEXTS = {".html", ".css", ".js", ".json", ".vtt", ".srt", ".csv", ".md", ".txt"}


@dataclass(frozen=True)
class SiteFiles:
    """The files of a folder, published or not.

    Attributes:
        folder: its Path; it need not be there.
    """

    folder: Path

    @cached_property
    def listed(self) -> dict[str, str]:
        """Name -> hash of what was written; {} where nothing tells."""
        try:
            text = (self.folder / MARK).read_text("utf-8", "surrogateescape")
        except OSError:
            return {}
        found = filter(None, map(_LINE.fullmatch, text.split("\n")))
        return {line[2]: line[1] for line in found}

    @cached_property
    def own(self) -> set[str]:
        """The names of the files that publish wrote."""
        return {name for name in _files(self.folder) if self._is_own(name)}

    @cached_property
    def films(self) -> list[str]:
        """The names of the films that it has, in order."""
        found = (self.folder / FILMS).glob(f"*/{names.FILM}")
        named = {path.parent.name for path in found}
        return sorted(filter(names.FILM_NAME.fullmatch, named))

    def changed(self, kept: Collection[str] = ()) -> list[str]:
        """The names of publish's files that are not as it wrote them.

        Not those of videos and pictures that are none any more: nobody's
        work is in them.

        Args:
            kept: names of films whose files are copied as they are.
        """
        return [
            name
            for name in sorted(self.own & self.listed.keys())
            if not is_copied(name, kept)
            and content_hash(self.folder / name) != self.listed[name]
            and not _is_broken(self.folder / name)
        ]

    def copied(self, kept: Collection[str]) -> set[str]:
        """The names of the files of films that are copied as they are, also
        of those that were put here from another site."""
        return {
            name
            for name in _files(self.folder)
            if _film_of(name) in kept and (name in self.own or self._is_of_a_film(name))
        }

    def others(
        self, targets: Iterable[str] = (), kept: Collection[str] = ()
    ) -> list[str]:
        """The names of what is not publish's: files, links, whole folders.

        Args:
            targets: names of files that are to stand beside them: of a folder
                with one of them in it, each thing that is in it is named.
            kept: names of films whose files are copied as they are.
        """
        if not self.folder.is_dir():
            return []
        ours = {*self.own, *self.copied(kept)}
        return list(self._others("", ours, _folders({*targets, *ours, *self.listed})))

    def in_the_way(
        self, targets: Iterable[str], kept: Collection[str] = ()
    ) -> list[str]:
        """The names among `others` of what stands where a file is written,
        or where a folder of one is."""
        targets = set(targets)
        needed = targets | _folders(targets)
        return [name for name in self.others(targets, kept) if name in needed]

    def _others(self, under: str, ours: set[str], folders: set[str]) -> Iterator[str]:
        for entry in sorted(os.scandir(self.folder / under), key=lambda one: one.name):
            name = f"{under}/{entry.name}" if under else entry.name
            if name in folders and entry.is_dir(follow_symlinks=False):
                yield from self._others(name, ours, folders)
            elif name not in ours:
                yield name

    def _is_own(self, name: str) -> bool:
        if name == MARK or name in self.listed:
            return True
        if self.listed:
            return False
        return (
            self._is_of_a_film(name)
            or name in (*PAGES, *STATIC)
            or _is_page(self.folder / name)
        )

    def _is_of_a_film(self, name: str) -> bool:
        """Whether a file is called as one of a film that stands here is."""
        folder, film, *rest = [*PurePosixPath(name).parts, "", ""]
        return (
            folder == FILMS
            and film in self.films
            and names.is_of_a_film("/".join(filter(None, rest)))
        )


def write_mark(folder: Path, before: SiteFiles, kept: Collection[str] = ()) -> None:
    """Write MARK into a folder, with all files that stand there.

    Args:
        before: the folder that it replaces.
        kept: names of films whose files were copied from there; they keep the
            hashes of when they were written.
    """
    lines = [_WORDS]
    for name in sorted(_files(folder)):
        known = before.listed.get(name) if is_copied(name, kept) else None
        lines.append(f"{known or content_hash(folder / name)}  {name}")
    text = "\n".join([*lines, ""])
    (folder / MARK).write_text(text, encoding="utf-8", errors="surrogateescape")


def content_hash(path: Path) -> str:
    """A hash of a file's content, of a text's whatever its line ends; "" of
    what is no file."""
    if not path.is_file():
        return ""
    content = path.read_bytes()
    if path.suffix in _TEXTS:
        content = content.replace(b"\r\n", b"\n")
    return hashlib.sha256(content).hexdigest()


def is_copied(name: str, films: Collection[str]) -> bool:
    """Whether a file of a site stays as it is: all but the script of a page.

    Args:
        films: names of those that are not published anew.
    """
    return _film_of(name) in films and PurePosixPath(name).name != names.SCRIPT


def _film_of(name: str) -> str:
    """The film that a file is of, "" of others."""
    parts = PurePosixPath(name).parts
    return parts[1] if parts[0] == FILMS and len(parts) > 2 else ""


def _files(folder: Path) -> Iterator[str]:
    """The names of all files and links in a folder, however deep."""
    for place, folders, files in os.walk(folder):
        links = [one for one in folders if os.path.islink(os.path.join(place, one))]
        for name in (*files, *links):
            yield Path(place, name).relative_to(folder).as_posix()


def _folders(files: Iterable[str]) -> set[str]:
    """The names of all folders that hold some files."""
    return {str(one) for name in files for one in PurePosixPath(name).parents} - {"."}


def _is_page(path: Path) -> bool:
    """Whether a file is the page of a film, perhaps of one that is gone."""
    script = f'src="films/{path.stem}/{names.SCRIPT}"'
    return (
        path.suffix == ".html"
        and path.is_file()
        and script in path.read_text("utf-8", "replace")
    )


def _is_broken(path: Path) -> bool:
    """Whether a file is called a video or a picture, and is none."""
    if not path.is_file():
        return False
    try:
        if path.suffix == ".mp4":
            av.open(str(path)).close()
        elif path.suffix == ".png":
            with Image.open(path) as picture:
                picture.verify()
    except Exception:  # whatever the library meets in what is damaged
        return True
    return False
