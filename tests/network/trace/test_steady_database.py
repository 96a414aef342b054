"""Rows reach the file while the program is busy, and in spite of readers."""

import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace, writer
from network.trace.steady_database import SteadyDatabase
from tests.trace_contents import assert_same, learn

pytestmark = pytest.mark.broad

ROOT = Path(__file__).parents[3]
INSERT = "INSERT INTO numbers VALUES (?)"


def rows(*numbers, columns=lambda number: (number,)):
    """Rows as `write` takes them."""
    return {(INSERT, number): (columns, (number,)) for number in numbers}


class Interrupted:
    """Makes columns; after 100 rows Ctrl-C breaks into it, once."""

    def __init__(self, columns):
        self._columns, self._left = columns, 100

    def __call__(self, *arguments):
        self._left -= 1
        if -1000 < self._left < 0 and (
            threading.current_thread() is threading.main_thread()
        ):
            self._left = -1000
            raise KeyboardInterrupt
        return self._columns(*arguments)


@pytest.fixture
def opened(tmp_path):
    """A function that opens the database of a test, and its path."""
    path = tmp_path / "numbers.db"
    memory = sqlite3.connect(":memory:")
    memory.execute("CREATE TABLE numbers(number INTEGER)")
    content = memory.serialize()
    memory.close()
    return lambda: SteadyDatabase(path, content), path


def numbers(path):
    connection = sqlite3.connect(path)
    try:
        return [
            number
            for (number,) in connection.execute(
                "SELECT number FROM numbers ORDER BY number"
            )
        ]
    finally:
        connection.close()


def wait_for(path, wanted):
    deadline = time.monotonic() + 20
    while numbers(path) != wanted and time.monotonic() < deadline:
        time.sleep(0.01)
    assert numbers(path) == wanted


def test_rows_are_committed_while_the_program_does_something_else(opened):
    open_database, path = opened
    database = open_database()
    for number in range(3):  # each later than the commit before it
        database.write(rows(number))
        wait_for(path, list(range(number + 1)))
    database.write(rows(3))
    database.finish()
    assert database.failure is None
    assert numbers(path) == [0, 1, 2, 3]
    assert os.listdir(path.parent) == [path.name]


def test_a_row_that_waits_is_forgotten_for_a_later_one(opened):
    open_database, path = opened
    database = open_database()
    database.write(rows(1, 2))
    database.write(rows(2, columns=lambda number: (number + 10,)))
    database.finish()
    assert database.failure is None
    assert numbers(path) == [1, 12]


def test_the_thread_ends_when_nothing_is_open(opened):
    open_database, _ = opened
    open_database().finish()
    deadline = time.monotonic() + 20
    while committing() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not committing()
    database = open_database()
    assert committing()
    database.finish()


def committing():
    return [
        thread for thread in threading.enumerate() if thread.name == "commits of traces"
    ]


def reading_nothing(path):
    """A connection in the midst of reading the empty database."""
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM numbers").fetchone() == (0,)
    return reader


def test_commits_wait_for_a_reader(opened):
    open_database, path = opened
    database = open_database()
    reader = reading_nothing(path)
    for number in range(3):
        database.write(rows(number))
        time.sleep(0.1)
    assert reader.execute("SELECT count(*) FROM numbers").fetchone() == (0,)
    reader.execute("COMMIT")
    wait_for(path, [0, 1, 2])
    reader.close()
    database.finish()
    assert database.failure is None


def test_a_reader_that_stays_keeps_what_it_reads(opened):
    open_database, path = opened
    database = open_database()
    reader = reading_nothing(path)
    database.write(rows(1))
    database.finish()
    assert database.failure is None
    assert reader.execute("SELECT count(*) FROM numbers").fetchone() == (0,)
    assert numbers(path) == [1]
    reader.close()
    assert numbers(path) == [1]
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize(
    "take_away", [os.remove, lambda path: path.rename(path.with_name("elsewhere"))]
)
def test_a_file_taken_away_is_a_failure(opened, take_away):
    open_database, path = opened
    database = open_database()
    take_away(path)
    database.write(rows(1))
    database.finish()
    assert isinstance(database.failure, OSError)


def test_a_file_put_in_its_place_is_a_failure_and_stays(opened):
    open_database, path = opened
    database = open_database()
    other = path.with_name("other")
    other.write_text("precious")
    other.rename(path)
    database.write(rows(1))
    database.finish()
    assert "another file" in str(database.failure)
    assert path.read_text() == "precious"


def test_the_clock_leaves_a_finished_file_alone(opened):
    open_database, path = opened
    database = open_database()
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM numbers").fetchone()
    database.write(rows(1))
    database.commit_if_due(0)
    database.finish()
    database.commit_if_due(0)  # it was about to when the file was finished
    assert database.failure is None
    reader.close()
    assert numbers(path) == [1]


def test_ctrl_c_just_after_a_commit_loses_nothing(opened):
    open_database, path = opened
    database = open_database()
    database.write(rows(1))
    with database._lock:
        database._insert()
        database._connection.execute("COMMIT")  # and the next has not begun
    database.write(rows(2))
    database.finish()
    assert database.failure is None
    assert numbers(path) == [1, 2]


def endless(x):
    while True:
        x = x + 1


def test_a_trace_names_the_ctrl_c_that_ended_it(tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "step_row", Interrupted(writer.step_row))
    path = tmp_path / "a.trace"
    with pytest.raises(KeyboardInterrupt):
        record(endless, np.ones(3), path=path)
    trace = Trace.load(path)
    assert trace.complete and trace.verify().ok
    assert trace.error.startswith("KeyboardInterrupt")
    assert len(trace.steps) > 100


@pytest.mark.parametrize(
    "error", [UnicodeError("no letter"), OverflowError("longer than INT_MAX bytes")]
)
def test_after_a_failure_the_rows_before_it_stay(opened, error):
    open_database, path = opened
    database = open_database()
    database.write(rows(1))
    wait_for(path, [1])

    def broken(number):
        raise error

    database.write({**rows(2), **rows(3, columns=broken)})
    database.write(rows(4))
    database.finish()
    assert database.failure is error
    assert numbers(path) == [1]
    assert os.listdir(path.parent) == [path.name]


def test_an_abandoned_file_has_what_was_committed(opened):
    open_database, path = opened
    database = open_database()
    database.write(rows(1))
    wait_for(path, [1])
    database.abandon()
    assert numbers(path) == [1]


FORKED = """
import os, sys, time
from pathlib import Path
from tests.network.trace.test_steady_database import SteadyDatabase, numbers
from tests.network.trace.test_steady_database import rows, wait_for

path = Path(sys.argv[1])
content = path.read_bytes()
database = SteadyDatabase(path, content)
database.write(rows(1))
database.finish()
child = os.fork()
database = SteadyDatabase(path.with_name(f"{child}"), content)
database.write(rows(2))
wait_for(path.with_name(f"{child}"), [2])
if child:
    sys.exit(os.waitpid(child, 0)[1])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_process_that_was_forked_commits_too(opened):
    open_database, path = opened
    open_database().finish()
    subprocess.run([sys.executable, "-c", FORKED, str(path)], cwd=ROOT, check=True)
    assert len(os.listdir(path.parent)) == 3


FORKS_WHILE_IT_IS_RECORDED = """
import os, sys, time
import numpy as np
from network.recorder import record

def fork(x):
    y = x + 1
    child = os.fork()
    z = y * 2
    time.sleep(0.2)
    z = z - y
    if child:
        os.waitpid(child, 0)
    return z

record(fork, np.ones(3), path=sys.argv[1])
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
def test_a_fork_of_a_recording_leaves_its_file_alone(tmp_path):
    path, program = tmp_path / "a.trace", tmp_path / "forks.py"
    program.write_text(FORKS_WHILE_IT_IS_RECORDED)
    subprocess.run(
        [sys.executable, str(program), str(path)],
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    trace = Trace.load(path)
    assert trace.complete and trace.verify().ok
    assert [step.text for step in trace.steps][:3] == [
        "y = x + 1",
        "child = os.fork()",
        "z = y * 2",
    ]
    assert len(trace.steps) == 7


KILLED_IN_A_COMMIT = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA synchronous = OFF")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute("UPDATE steps SET slug = 'half-done'")
connection.execute("UPDATE arrays SET data = zeroblob(100000)")
os.kill(os.getpid(), signal.SIGKILL)
"""


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_commit_half_done_is_taken_back_elsewhere(tmp_path):
    path = tmp_path / "learn.trace"
    wanted = learn(path)
    before = path.read_bytes()
    subprocess.run([sys.executable, "-c", KILLED_IN_A_COMMIT, str(path)])
    assert os.listdir(tmp_path) != [path.name]
    assert path.read_bytes() != before
    left = contents(tmp_path)
    trace = Trace.load(path)
    assert_same(trace, wanted)
    assert trace.verify().ok
    assert contents(tmp_path) == left
    assert_same(learn(path), wanted)
    assert_same(Trace.load(path), wanted)
    assert os.listdir(tmp_path) == [path.name]
