"""What tasks gave, kept from one run of publish to the next."""

import os
import re
import time
from contextlib import suppress
from pathlib import Path

from network.files.whole import write_whole

KEPT_DAYS = 14  # since a file was last used
UNFINISHED_SECS = 3600  # since one was begun: whoever wrote it was stopped
# Files of the cache's own: what is whole, and what is not yet. The folder may
# be any that a user names, with files of his in it.
_WHOLE = re.compile(r"[0-9a-f]{64}\.(mp4|json)")
_UNFINISHED = re.compile(r"\.[0-9a-f]{40}\.[0-9a-f]{8}\.new")


class Cache:
    """A folder of what tasks gave, by their key.

    A file takes its name when it is whole: what has a name can be used.
    """

    def __init__(self, folder):
        self.folder = Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def path(self, task):
        """Where the file of a task is, or will be."""
        return self.folder / f"{task.key}{task.suffix}"

    def find(self, task):
        """The Path of a task's file, or None; it counts as used now."""
        path = self.path(task)
        try:
            os.utime(path)
        except FileNotFoundError:
            return None
        return path

    def keep(self, task, content):
        """Keep what a task gave, bytes."""
        write_whole(self.path(task), content, to_disk=False)

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


def _remove_older(path, seconds):
    with suppress(OSError):  # of a folder too: its name is not ours
        if path.lstat().st_mtime < time.time() - seconds:
            path.unlink()
