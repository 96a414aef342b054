"""A film of what is shown rendered as a video, by a program beside the server."""

import os
import subprocess
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scenes.live.showing import Showing, Version

MOST_SECS = 3600  # that a video may take
SUFFIX = ".mp4"
_PARTS = {"partial_movie_files", "sections"}  # folders of pieces of it

# Gives the command that renders a film of a trace file into a folder.
Render = Callable[[str, Path, Path], Sequence[str]]


class Videos:
    """Renders one video at a time.

    Args:
        showing: is told of each.
        render: the program.
        variables: of its environment, besides TRACE.
    """

    def __init__(
        self, showing: Showing, render: Render, variables: Mapping[str, str]
    ) -> None:
        self._showing, self._render, self._variables = showing, render, variables
        self._folder = tempfile.TemporaryDirectory(prefix="matreel-live-")
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._is_busy = self._is_closed = False

    def begin(self, version: Version, film: str) -> bool:
        """Begin to render a film of a version; False: there is none of the
        name, it has no trace, or another one is being rendered."""
        if film not in version.site.films or version.write_trace is None:
            return False
        with self._lock:
            if self._is_busy or self._is_closed:
                return False
            self._is_busy = True
        self._showing.note_video(version, film, "rendering")
        threading.Thread(target=self._make, args=(version, film), daemon=True).start()
        return True

    def _make(self, version: Version, film: str) -> None:
        try:
            video = self._video(version, film)
        finally:
            with self._lock:
                self._is_busy = False
        if video is None:
            self._showing.note_video(version, film, "failed")
        else:
            version.keeps[f"{film}{SUFFIX}"] = video.read_bytes
            self._showing.note_video(version, film, "")

    def _video(self, version: Version, film: str) -> Path | None:
        """The Path of the video; None where none came."""
        folder = Path(tempfile.mkdtemp(dir=self._folder.name))
        trace = folder / "shown.trace"
        assert version.write_trace is not None
        version.write_trace(trace)
        with self._lock:
            if self._is_closed:
                return None
            self._process = subprocess.Popen(
                list(self._render(film, trace, folder)),
                cwd=folder,
                env={**os.environ, **self._variables, "TRACE": str(trace)},
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        try:
            status = self._process.wait(MOST_SECS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return None
        made = [
            path for path in folder.rglob(f"*{SUFFIX}") if not _PARTS & set(path.parts)
        ]
        return made[0] if status == 0 and len(made) == 1 else None

    def close(self) -> None:
        """End what is being rendered, and remove all videos."""
        with self._lock:
            self._is_closed = True
            process = self._process
        if process is not None:
            process.kill()
            process.wait()
        self._folder.cleanup()
