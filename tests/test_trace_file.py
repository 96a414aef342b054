"""Trace files: whole, foreign, followed, replaced, of every dtype."""

import dataclasses
import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.recorder import record
from network.trace import Trace, TraceError
from tests import recorded_code as code

ROOT = Path(__file__).parents[1]
DTYPES = ["f8", ">f8", "f4", "f2", ">f4", "i1", "u2", ">i4", "i8", "u8", "?",
          "c8", "c16", ">c16", "g", "G", "M8[s]", "m8[ns]"]


def assert_same(trace, other):
    """Compare two traces with every array in them."""
    for field in dataclasses.fields(Trace):
        assert getattr(trace, field.name) == getattr(other, field.name)
    for mine, its in zip(values(trace), values(other)):
        assert mine.array.dtype == its.array.dtype
        assert mine.array.tobytes() == its.array.tobytes()


def values(trace):
    yield from (*trace.inputs, *trace.attributes, *trace.results)
    for step in trace.steps:
        yield from step.assigned
        for operation in step.operations:
            yield from (*operation.operands, *operation.results)


def learn(path=None):
    rng = np.random.default_rng(1)
    return record(DigitNetwork().learn, rng.random((784, 1)),
                  np.eye(10)[:, [3]], path=path, about={"label": "3"})


def test_a_file_holds_what_memory_holds(tmp_path):
    path = tmp_path / "learn.trace"
    in_memory, returned = learn(), learn(path)
    loaded = Trace.load(path)
    assert_same(loaded, in_memory)
    assert_same(returned, in_memory)
    assert loaded.about == {"label": "3"}
    assert os.listdir(tmp_path) == ["learn.trace"]
    assert loaded.verify().ok


@pytest.mark.parametrize("name", [
    "a b.trace", "a?b#c%20d.trace", "ü✓.trace", "-.trace", "'\";.trace",
    "a\nb.trace", "no ending"])
def test_any_file_name(tmp_path, name):
    path = tmp_path / name
    learn(path)
    assert len(Trace.load(path).steps) == 20
    assert os.listdir(tmp_path) == [name]


@pytest.mark.parametrize("dtype", DTYPES)
@pytest.mark.parametrize("shape", [(), (1,), (3, 2), (0, 2), (2, 1, 2)])
def test_every_dtype_and_shape(tmp_path, dtype, shape):
    count = int(np.prod(shape))
    array = np.arange(count).astype(dtype).reshape(shape)
    path = tmp_path / "a.trace"

    def function(x):
        return x.copy(), x[..., None].T

    wanted = function(array)
    record(function, array, path=path)
    trace = Trace.load(path)
    for value, plain in zip(trace.results, wanted):
        assert value.array.dtype == plain.dtype == value.dtype
        assert value.array.shape == plain.shape == value.shape
        if dtype in "gG":  # what NumPy leaves beside the numbers is not kept
            np.testing.assert_array_equal(value.array, plain)
        else:
            assert value.array.tobytes() == plain.tobytes()
        assert not value.array.flags.writeable
    assert trace.verify().ok


@pytest.mark.parametrize("array", [
    np.array([1, "a", None], dtype=object),
    np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")])])
def test_what_cannot_be_kept_is_a_gap(tmp_path, array):
    def function(x, objects):
        y = np.concatenate([objects, objects])
        z = np.broadcast_arrays(x, objects)
        return x * 2, y, z

    path = tmp_path / "a.trace"
    record(function, np.ones(1), array, path=path)
    trace = Trace.load(path)
    assert [operation.kind for _, operation in trace.operations()
            if operation.function == "broadcast_arrays"] == ["gap"]
    assert trace.verify().ok


FOREIGN = {
    "missing": (None, "does not exist"),
    "empty": (b"", "is empty"),
    "text": (b"hello, world\n" * 50, "begins with b'hello"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(2000), "no trace file"),
    "zeros": (bytes(5000), "no trace file"),
}


@pytest.mark.parametrize("content, message", FOREIGN.values(), ids=FOREIGN)
def test_foreign_files_are_refused(tmp_path, content, message):
    path = tmp_path / "a.trace"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TraceError, match=message):
        Trace.load(path)


def test_a_folder_is_refused(tmp_path):
    with pytest.raises(TraceError, match="is no file"):
        Trace.load(tmp_path)


def test_a_name_that_no_file_can_have_is_refused(tmp_path):
    for name in ("x" * 300, "x" * 5000):
        with pytest.raises(TraceError, match="cannot be opened .*too long"):
            Trace.load(tmp_path / name)


def change(path, sql):
    connection = sqlite3.connect(path)
    connection.execute(sql)
    connection.commit()
    connection.close()


@pytest.mark.parametrize("sql, message", [
    ("PRAGMA application_id = 7", "database of another program"),
    ("PRAGMA user_version = 2", "format 2.*expected format 1.*update"),
    ("PRAGMA user_version = 0", "format 0"),
    ("DROP TABLE arrays", "damaged"),
    ("CREATE TABLE more(a)", "damaged"),
    ("DELETE FROM header", "damaged"),
    ("DELETE FROM steps WHERE number = 3", "damaged"),
    ("DELETE FROM steps WHERE number = 19", "damaged"),
    ("DELETE FROM arrays WHERE number = 9", "damaged"),
    ("DELETE FROM sources", "damaged"),
    ("UPDATE steps SET slug = 'x' WHERE number = 3", "damaged"),
    ("UPDATE steps SET number = 99 WHERE number = 3", "damaged"),
    ("UPDATE header SET record = replace(record, 'label', 'lebal')",
     "damaged"),
    ("UPDATE sources SET text = text || ' '", "damaged"),
    ("UPDATE functions SET name = 'f' WHERE number = 0", "damaged"),
])
def test_a_changed_database_is_refused(tmp_path, sql, message):
    path = tmp_path / "a.trace"
    learn(path)
    change(path, sql)
    with pytest.raises(TraceError, match=message):
        Trace.load(path)


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
    with pytest.raises(TraceError, match=r"is a folder: expected the name of "
                                         r"a file to write, as NAME\.trace\.$"):
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


@pytest.mark.slow
def test_what_is_being_written_for_long_says_so(locked):
    with pytest.raises(TraceError, match="is being written, and the writer"):
        Trace.load(locked)


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


def test_a_reader_follows_a_writer(tmp_path):
    path = tmp_path / "a.trace"
    meeting = threading.Barrier(2)
    seen = []

    def function(x):
        y = code.sigmoid(x)
        stop(y)
        return y * 2

    def stop(y):
        z = -y
        meeting.wait(20)
        meeting.wait(20)
        return z

    def read():
        meeting.wait(20)
        trace = Trace.load(path)
        while len(trace.steps) < 4:  # a moment, and they are in the file
            time.sleep(0.01)
            trace = Trace.load(path)
        seen.append((trace, trace.steps[0].assigned[0].array))
        meeting.wait(20)

    reader = threading.Thread(target=read)
    reader.start()
    record(function, np.ones((3, 1)), path=path)
    reader.join()
    (trace, array), = seen
    assert not trace.complete
    assert [(step.slug, step.finished) for step in trace.steps[:4]] == [
        ("y", True), ("y/return", True), ("stop", False), ("stop/z", True)]
    np.testing.assert_array_equal(array, 1 / (1 + np.exp(-np.ones((3, 1)))))
    assert trace.verify().ok
    assert Trace.load(path).complete
    assert os.listdir(tmp_path) == ["a.trace"]


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


WRITER = """
import os, signal, sys, time
import numpy as np
from network.digit_network import DigitNetwork
from network.recorder import record

class Training:
    def __init__(self):
        self.network = DigitNetwork(hidden=4)
    def run(self, image, wanted):
        for step in range(100_000):
            self.network.learn(image, wanted)

def write(path):
    record(Training().run, np.linspace(0, 1, 784)[:, None], np.ones((10, 1)),
           path=path)

for path, delay in zip(sys.argv[1::2], map(float, sys.argv[2::2])):
    writer = os.fork()
    if not writer:
        write(path)
    while not os.path.exists(path):
        time.sleep(0.001)
    time.sleep(delay)
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
"""
KILLS = 50
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT),
               "OPENBLAS_NUM_THREADS": "1"}


def killed_writers(tmp_path, delays_secs):
    """Return the files of writers that were killed after some seconds."""
    program = tmp_path / "writer.py"
    program.write_text(WRITER)
    paths = [tmp_path / f"{number}.trace"
             for number in range(len(delays_secs))]
    arguments = [str(each) for pair in zip(paths, delays_secs)
                 for each in pair]
    subprocess.run([sys.executable, str(program), *arguments],
                   env=ENVIRONMENT, check=True)
    return paths


def test_a_writer_killed_at_any_moment_leaves_whole_steps(tmp_path):
    delays_secs = np.random.default_rng(5).uniform(0, 0.08, KILLS)
    counts = []
    for path in killed_writers(tmp_path, delays_secs):
        trace = Trace.load(path)
        assert not trace.complete
        tops = trace.children(None)
        assert [step.slug for step in tops[:2]] == [
            "learn", "learn-2"][:len(tops)]
        assert all(step.finished for step in tops[:-1])
        counts.append(len(trace.steps))
        found = trace.verify()
        assert found.ok and not found.gaps
    assert len(counts) == KILLS and max(counts) > min(counts)


def test_a_killed_trace_can_be_replaced(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    path, = killed_writers(folder, [0.05])
    learn(path)
    assert Trace.load(path).complete
    assert sorted(os.listdir(folder)) == ["0.trace", "writer.py"]
