"""The source files of one recording, each read once."""

from pathlib import Path

from network.recorder.source_file import SourceFile, display_path, read_source
from network.recorder.watch_rules import wanted_paths

# (path, display, text) -> SourceFile, for many recordings.
_sources: dict[tuple, SourceFile] = {}


class SourceFiles:
    """The files that a recording's code stands in."""

    def __init__(self):
        self._files = {}  # path -> SourceFile, None if there is no source

    def find(self, path):
        """Return the SourceFile of a path, None if it is no Python source."""
        if path not in self._files:
            self._files[path] = self._read(path)
        return self._files[path]

    def check(self, watch, call):
        """Raise ValueError if code to be watched has no source.

        Args:
            watch: as `record` takes it.
            call: code object of the call, which counts if nothing is named.
        """
        for path in wanted_paths(watch, call):
            source = self.find(path)
            if source is None or not source.tree.body:
                raise ValueError(
                    f"expected Python source of what is to be recorded, found "
                    f"none that can be read at {path}; put the code into a "
                    "file, or name other code with watch="
                )

    def _read(self, path):
        text = read_source(path)
        if not text:
            return None
        display = self._display(path)
        try:
            if (path, display, text) not in _sources:
                _sources[path, display, text] = SourceFile(path, display, text)
        except (SyntaxError, ValueError, RecursionError):
            return None
        return _sources[path, display, text]

    def _display(self, path):
        """Return the path to show, told apart from those of its name."""
        taken = {source.display for source in self._files.values() if source}
        display = display_path(path)
        folders = [folder.name for folder in Path(path).parents]
        while display in taken and folders:
            display = f"{folders.pop(0)}/{display}"
        return display
