"""Where a trace file is written, what it replaces and what it leaves."""

import os
import sqlite3
import threading

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace, TraceError
from tests import recorded_code as code
from tests.killed_writers import killed_writers
from tests.trace_contents import learn


@pytest.mark.parametrize("content", [b"precious\n", bytes(9000)])
def test_a_foreign_file_is_not_written_over(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(TraceError, match="not replaced"):
        learn(path)
    assert path.read_bytes() == content
    assert os.listdir(tmp_path) == ["notes.txt"]


def test_where_nothing_can_be_written(tmp_path):
    with pytest.raises(TraceError, match="is no folder"):
        learn(tmp_path / "no" / "a.trace")
    with pytest.raises(
        TraceError,
        match=r"is a folder: expected the name of a"
        r" file to write, as NAME\.trace\.$",
    ):
        learn(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(TraceError, match="is no file: expected the name of a"):
        learn(tmp_path / "pipe")
    for name in ("x" * 300, "x" * 300 + "/a.trace"):
        with pytest.raises(TraceError, match="cannot be written"):
            learn(tmp_path / name)


@pytest.fixture
def locked(tmp_path):
    """The path of a trace that another program is writing to."""
    path = tmp_path / "a.trace"
    learn(path)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    yield path
    connection.close()


def test_what_is_being_written_is_not_replaced(locked):
    before = locked.read_bytes()
    with pytest.raises(TraceError, match="is being written or read by anoth"):
        learn(locked)
    assert locked.read_bytes() == before


def test_what_lies_beside_it_and_cannot_be_removed_is_an_error(tmp_path):
    (tmp_path / "a.trace-wal").mkdir()
    with pytest.raises(TraceError, match="a.trace cannot be written"):
        learn(tmp_path / "a.trace")
    assert not (tmp_path / "a.trace").exists()


def test_a_trace_is_replaced_also_through_a_link(tmp_path):
    path, link = tmp_path / "a.trace", tmp_path / "b.trace"
    record(code.views, np.ones((4, 6)), path=path)
    old = Trace.load(path)
    link.symlink_to(path)
    learn(link)
    assert link.is_symlink()
    assert len(Trace.load(path).steps) == 20
    assert old.verify().ok, "a reader keeps the file that it has open"


def test_a_file_being_written_is_not_replaced(tmp_path):
    path = tmp_path / "a.trace"
    errors = []

    def function(x):
        y = x * 2
        thread = threading.Thread(target=other)
        thread.start()
        thread.join()
        return y

    def other():
        try:
            learn(path)
        except TraceError as error:
            errors.append(str(error))

    record(function, np.ones(3), path=path)
    assert len(errors) == 1 and "is being written" in errors[0]
    assert Trace.load(path).call.endswith("function")


def test_a_killed_trace_can_be_replaced(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    (path,) = killed_writers(folder, [0.05])
    learn(path)
    assert Trace.load(path).complete
    assert sorted(os.listdir(folder)) == ["0.trace", "writer.py"]
