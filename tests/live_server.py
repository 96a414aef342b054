"""python -m scenes live, as a user starts it, for tests."""

import http.client
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.in_time import PATIENCE_SECS

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Live:
    """A server that runs.

    Attributes:
        address: that its terminal shows, with the token.
        process: its process.
        log: Path of what it says.
    """

    address: str
    process: subprocess.Popen
    log: Path

    @property
    def root(self):
        """The page's address, with a / at the end."""
        return self.address.partition("#")[0]

    @property
    def token(self):
        return self.address.partition("#")[2]

    @property
    def port(self):
        return int(self.root.rstrip("/").rpartition(":")[2])

    def ask(self, path="/now", method="GET", body=None, **headers):
        """(status, headers, body) of an answer; `Host=None`: the right one."""
        named = {name.replace("_", "-"): one for name, one in headers.items()}
        connection = http.client.HTTPConnection(
            "127.0.0.1", self.port, timeout=PATIENCE_SECS
        )
        try:
            connection.request(method, path, body, named)
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read()
        finally:
            connection.close()


@contextmanager
def live(folder, *options, fonts, cwd=ROOT):
    """A server with options.

    Args:
        folder: where it says what it says.
        fonts: where those that it cuts are kept.
    """
    log = folder / f"live-{time.monotonic_ns()}.txt"
    command = [
        *(sys.executable, "-m", "scenes", "live", "--no-browser", "--port", "0"),
        *("--cache", str(fonts), *map(str, options)),
    ]
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        try:
            yield Live(_address(process, log), process, log)
        finally:
            process.terminate()
            process.wait(PATIENCE_SECS)


def _address(process, log):
    end = time.monotonic() + PATIENCE_SECS
    while time.monotonic() < end and process.poll() is None:
        line, newline, _ = log.read_text("utf-8").partition("\n")
        if newline and line.startswith("http"):
            return line
        time.sleep(0.05)
    raise AssertionError(f"expected an address, got {log.read_text('utf-8')!r}")
