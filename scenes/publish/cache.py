"""What tasks gave, kept from one run of publish to the next."""

import os
import time
from pathlib import Path

KEPT_DAYS = 14  # since a file was last used


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
        path = self.path(task)
        new = path.with_suffix(f".{os.getpid()}.new")
        new.write_bytes(content)
        os.replace(new, path)

    def clear(self):
        """Remove what was not used for long, and what was never finished."""
        oldest = time.time() - KEPT_DAYS * 24 * 3600
        for path in self.folder.iterdir():
            is_whole = path.suffix != ".new"
            if path.stat().st_mtime < (oldest if is_whole
                                       else time.time() - 3600):
                path.unlink(missing_ok=True)
