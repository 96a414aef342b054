"""A file recorded again whenever it is saved, in a process of its own."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenes.live.showing import Fault

EVERY_SECS = 0.15  # how often the file is looked at
MOST_SAID = 65_536  # bytes of what a script says that are kept
GRACE_SECS = 5  # after its own limit until a recording is ended
_ROOT = Path(__file__).parents[2]  # where `network` is
_START = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from network.cli.commands import network; network(prog_name='matreel')"
)
_PLACE = re.compile(r'^\s*File "(.+)", line (\d+)', re.MULTILINE)


@dataclass(frozen=True)
class Recorded:
    """What came of one run.

    Attributes:
        path: of a trace file; None: nothing was recorded.
        fault: what the code raised, or None.
    """

    path: Path | None
    fault: Fault | None


class Watch:
    """Records a file now, and again at each change of it, or of a module
    beside it, until it is closed.

    Args:
        file: FILE.py or FILE.py:FUNCTION, as `python -m network record` takes.
        arguments: of it.
        seconds: that a recording may take.
        begins: called when a recording begins.
        ends: called with a Recorded when one has ended.
    """

    def __init__(
        self,
        file: str,
        arguments: Sequence[str],
        seconds: float,
        begins: Callable[[], object],
        ends: Callable[[Recorded], object],
    ) -> None:
        self.file, self._arguments, self._seconds = file, arguments, seconds
        self._begins, self._ends = begins, ends
        self._path = Path(re.sub(r"\.py:[^/\\]*$", ".py", file)).absolute()
        self._folder = tempfile.TemporaryDirectory(prefix="matreel-live-")
        self._closed = threading.Event()
        self._count = 0
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def close(self) -> None:
        """Watch no more, and end what is being recorded."""
        self._closed.set()
        self._thread.join()
        self._folder.cleanup()

    def _go_on(self) -> None:
        recorded = None
        while not self._closed.is_set():
            seen = self._seen()
            if seen == recorded:
                self._closed.wait(EVERY_SECS)
                continue
            recorded = seen
            self._begins()
            found = self._record()
            if found is not None:
                self._ends(found)

    def _seen(self) -> dict[str, tuple[int, int, int]]:
        """What tells a change: of the file and of the modules beside it."""
        seen = {}
        for path in {self._path, *self._path.parent.glob("*.py")}:
            try:
                found = path.stat()
            except OSError:  # as while an editor puts a new one in its place
                continue
            seen[path.name] = found.st_mtime_ns, found.st_size, found.st_ino
        return seen

    def _record(self) -> Recorded | None:
        """Record once; None where it was saved again meanwhile."""
        self._count += 1
        out = Path(self._folder.name) / f"{self._path.stem}-{self._count}.trace"
        seen = self._seen()
        program = [
            *(sys.executable, "-P", "-c", _START),
            str(_ROOT),
            *("record", "--seconds", str(self._seconds), "--out", str(out)),
            *(self.file, *self._arguments),
        ]
        said_file = out.with_suffix(".said")
        with (
            said_file.open("wb") as said,
            subprocess.Popen(
                program,
                # Kept bytecode tells two saves in one second not apart.
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            ) as process,
        ):
            end = time.monotonic() + self._seconds + GRACE_SECS
            while process.poll() is None:
                too_much = said_file.stat().st_size > 100 * MOST_SAID
                if self._closed.is_set() or self._seen() != seen:
                    _end(process)
                    return None
                if time.monotonic() > end or too_much:
                    _end(process)
                    break
                self._closed.wait(EVERY_SECS / 3)
        # Its last line, of the trace file and how to film it, is for terminals.
        text = re.sub(
            rf"^{re.escape(str(out))}: .*\n?", "", _last(said_file), flags=re.M
        )
        said_file.unlink()
        path = out if out.is_file() else None
        fault = fault_in(text, self._path) if process.returncode else None
        return Recorded(path, fault)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process and what it has started."""
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def _last(path: Path) -> str:
    """The end of what was said."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - MOST_SAID))
        return file.read().decode("utf-8", "replace")


def fault_in(text: str, path: Path) -> Fault:
    """The Fault in what a recording that failed has said.

    Args:
        text: as Python writes a traceback, or in one line.
        path: of the file that was recorded.
    """
    lines = [line for line in text.rstrip().split("\n") if line.strip()]
    words = lines[-1].removeprefix("Error: ").strip() if lines else "it was ended"
    places = [
        (file, int(line)) for file, line in _PLACE.findall(text) if _same(file, path)
    ]
    if not places:
        return Fault(words, path.name, traceback=text)
    file, line = places[-1]
    return Fault(words, path.name, line, _line_of(path, line), text)


def _same(file: str, path: Path) -> bool:
    return Path(file).name == path.name and (
        not Path(file).is_absolute() or Path(file) == path
    )


def _line_of(path: Path, number: int) -> str:
    try:
        lines = path.read_text("utf-8", "replace").split("\n")
    except OSError:
        return ""
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""
