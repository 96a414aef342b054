"""What a render writes: aside in a folder of its own, then placed whole.

Two renders of one scene write the same names. Each has its own folder beside
the film, and what stands under the film's name is always all of one render.
"""

import errno
import os
import secrets
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path

from network.files.locks import held, turn_in
from network.files.user_error import UserError

_MARK = ".render-"
# The name of a play's own file that says nothing of what is in it.
_UNCACHED = "uncached_"
# A folder that nobody holds may be one that is just being made.
_ABANDONED_SECS = 10


class RenderError(UserError, ValueError):
    """A render that cannot be, and what to do about it."""


@dataclass(frozen=True)
class Placed:
    """What was placed.

    Attributes:
        path: of the film, the picture or the folder of pictures.
        over: whether one of the name stood there before.
        pictures: how many of a sequence were written; 0: it is none.
        older: how many numbered pictures of a longer one stand there yet.
    """

    path: Path
    over: bool
    pictures: int
    older: int

    def __str__(self):
        shown = os.path.relpath(self.path)
        shown = str(self.path) if shown.startswith("..") else shown
        if not self.pictures:
            words = ", in place of the one before; -o NAME keeps both"
            return f"wrote {shown}{words if self.over else ''}"
        words = f"; {self.older} of a longer render before are still there, after them"
        return f"wrote {self.pictures} pictures in {shown}{words if self.older else ''}"


class RenderFiles:
    """The files of one render.

    Args:
        plan: a Manim OutputPlan: where they are to stand in the end.

    Attributes:
        aside: the same plan with all paths in a folder that is this
            render's alone, made once `begin` is called.
    """

    def __init__(self, plan):
        self.plan = self.aside = plan
        self._hold = None
        self._has_begun = False
        if plan.primary_artifact:
            name = f"{_MARK}{os.getpid()}-{secrets.token_hex(4)}"
            self._folder = plan.primary_artifact.parent / name
            self.aside = _aside(plan, self._folder)

    def begin(self):
        """Make the folder, and remove those that killed renders left.

        Raises:
            RenderError: it cannot be made.
        """
        if self._has_begun:
            return
        self._has_begun = True
        try:
            self._folder.mkdir(parents=True)
        except OSError as error:
            raise RenderError(
                f"expected to write in {self._folder.parent}, but {error.strerror}; "
                "--media_dir DIR writes elsewhere"
            ) from error
        self._hold = held(self._folder)
        _sweep(self._folder.parent)

    def take(self, segment):
        """Take a finished segment over from the cache of earlier renders.

        Args:
            segment: its Path aside.
        """
        kept = self.plan.segment_cache_dir / segment.name
        if not segment.exists() and kept.is_file():
            self.begin()
            segment.parent.mkdir(exist_ok=True)
            shutil.copyfile(kept, segment)

    def keep(self):
        """Place finished segments in the cache for later renders."""
        if self.plan.segment_cache_dir:
            for segment in _files(self.aside.segment_cache_dir):
                if (
                    segment.suffix == self.plan.segment_extension
                    and not segment.name.startswith(_UNCACHED)
                ):
                    _move(segment, self.plan.segment_cache_dir / segment.name)

    def place(self):
        """Give all files their names, the film last.

        Returns:
            Placed; None if there is no film and no picture.
        """
        for name in ("primary_artifact", "fallback_image"):
            written, target = getattr(self.aside, name), getattr(self.plan, name)
            if written and written.exists():
                return self._placed(written, target)
        return None

    def _placed(self, written, target):
        pictures = _files(written)
        over = target.exists()
        with turn_in(self._folder.parent):
            for picture in pictures:
                _move(picture, target / picture.name)
            for source, place in self._beside():
                _move(source, place)
            if not pictures:
                _move(written, target)
        older = _numbered(target)[len(pictures) :] if pictures else ()
        return Placed(target, over, len(pictures), len(older))

    def _beside(self):
        """(Path aside, Path in the end) of what stands beside a film."""
        plan, aside = self.plan, self.aside
        if plan.sections_dir:
            sections = _files(aside.sections_dir)
            # The index last: it names the others.
            for path in sorted(sections, key=lambda path: path == aside.section_index):
                yield path, plan.sections_dir / path.name
        if plan.subcaption_file and aside.subcaption_file.exists():
            yield aside.subcaption_file, plan.subcaption_file

    def drop(self):
        """Remove the folder and what is left in it."""
        if self._has_begun:
            shutil.rmtree(self._folder, ignore_errors=True)
        if self._hold is not None:
            os.close(self._hold)
            self._hold = None


def _aside(plan, folder):
    """The plan with all paths in a folder."""
    moved = {
        name: folder / getattr(plan, name).name
        for name in ("primary_artifact", "fallback_image", "subcaption_file")
        if getattr(plan, name)
    }
    if plan.image_sequence_dir:
        moved["primary_artifact"] = moved["image_sequence_dir"] = folder / "pictures"
    if plan.segment_cache_dir:
        moved["segment_cache_dir"] = folder / "segments"
        moved["concat_manifest"] = folder / "segments" / plan.concat_manifest.name
    if plan.sections_dir:
        moved["sections_dir"] = folder / "sections"
        moved["section_index"] = folder / "sections" / plan.section_index.name
    return replace(plan, **moved)


def _files(folder):
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _numbered(folder):
    """The Paths of a sequence's pictures, by their numbers."""
    return sorted(
        (path for path in folder.glob("*.png") if path.stem.isdecimal()),
        key=lambda path: int(path.stem),
    )


def _move(source, target):
    """Give a file its name in one step, from wherever it is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(source, target)
    except OSError as error:
        if error.errno != errno.EXDEV:  # from another disk
            raise
        near = target.with_name(f".{secrets.token_hex(4)}{target.suffix}")
        shutil.move(source, near)
        os.replace(near, target)


def _sweep(place):
    for folder in place.glob(f"{_MARK}*"):
        hold = held(folder)
        if hold is not None:
            if time.time() - folder.stat().st_mtime > _ABANDONED_SECS:
                shutil.rmtree(folder, ignore_errors=True)
            os.close(hold)
