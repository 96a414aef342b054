"""Ctrl-C while a command is still being imported ends it quietly."""

import signal
import subprocess
import sys

import pytest

from tests.in_time import PATIENCE_SECS

MATREEL = "-c", "from scenes.cli.start import main; main()"


@pytest.mark.parametrize(
    "start, command, imported",
    [
        (("-m", "scenes"), "steps", "manim"),
        (("-m", "network"), "show", "numpy"),
        (MATREEL, "steps", "manim"),
        (MATREEL, "show", "numpy"),
    ],
)
def test_ctrl_c_while_it_is_imported(start, command, imported):
    process = subprocess.Popen(
        [sys.executable, "-X", "importtime", *start, command],
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    while f" {imported}." not in process.stderr.readline():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    listed, told = process.communicate(timeout=PATIENCE_SECS)
    assert process.returncode == 130 and listed == ""
    assert [
        line for line in told.splitlines() if not line.startswith("import time:")
    ] == []
