"""What tasks gave, kept from one run of publish to the next.

A file is called KEY-HASH after the task that it is of and after its own
content. One whose content is another by now, however that came, is none.
"""

import hashlib
import os
import re
import time
from contextlib import suppress
from pathlib import Path

from network.files.whole import write_whole
from scenes.reading.film_error import FilmError

KEPT_DAYS = 14  # since a file was last used
UNFINISHED_SECS = 3600  # since one was begun: whoever wrote it was stopped
# Files of the cache's own: what is whole, what had no hash in its name yet,
# and what is not whole. The folder may be any that a user names, with files
# of his in it.
_WHOLE = re.compile(r"[0-9a-f]{64}(-[0-9a-f]{64})?\.(mp4|json|woff|xlsx|png)")
_UNFINISHED = re.compile(r"\.[0-9a-f]{40}\.[0-9a-f]{8}\.new")


class Cache:
    """A folder of what tasks gave, by their key.

    A file takes its name when it is whole: what has a name, and the content
    that the name tells, can be used.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, task):
        """The Path of a task's file.

        Raises:
            FilmError: there is none, or it is damaged.
        """
        path = self.find(task)
        if path is None:
            raise FilmError(
                f"expected what was made of {task} in {self.folder}, but it was "
                "removed or damaged meanwhile; publish again"
            )
        return path

    def find(self, task):
        """The Path of a task's file, or None; it counts as used now."""
        for path in self.folder.glob(f"{task.key}-*{task.suffix}"):
            with suppress(OSError):  # removed meanwhile, or a folder
                if path.name == _name(task, path.read_bytes()):
                    os.utime(path)
                    return path
        return None

    def keep(self, task, content):
        """Keep what a task gave, bytes."""
        write_whole(self.folder / _name(task, content), content, to_disk=False)

    def clear(self):
        """Remove what was not used for long, and what was never finished.

        Others' files stay, and so does what cannot be removed: other runs
        may use the same folder, and what is left does no harm.
        """
        for path in self.folder.iterdir():
            if _WHOLE.fullmatch(path.name):
                _remove_older(path, KEPT_DAYS * 24 * 3600)
            elif _UNFINISHED.fullmatch(path.name):
                _remove_older(path, UNFINISHED_SECS)


def _name(task, content):
    return f"{task.key}-{hashlib.sha256(content).hexdigest()}{task.suffix}"


def _remove_older(path, seconds):
    with suppress(OSError):  # of a folder too: its name is not ours
        if path.lstat().st_mtime < time.time() - seconds:
            path.unlink()
