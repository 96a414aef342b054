"""An unfinished trace file, which counts nothing, still has to fit itself."""

import json
import sqlite3

import pytest
from click.testing import CliRunner

from network.cli.trace_commands import show, verify
from network.trace import Trace, TraceError
from network.trace.row_writing import header_row
from tests.trace_contents import learn


@pytest.fixture
def unfinished(tmp_path):
    """(path, connection) of a trace whose header says that it goes on."""
    path = tmp_path / "a.trace"
    learn(path)
    connection = sqlite3.connect(path, isolation_level=None)
    ((text,),) = connection.execute("SELECT record FROM header")
    header = json.loads(text) | {"complete": False, "counts": {}}
    connection.execute(
        "INSERT OR REPLACE INTO header VALUES (?, ?, ?)", header_row(header)
    )
    yield path, connection
    connection.close()


def test_what_is_there_of_it_is_read(unfinished):
    path, connection = unfinished
    connection.execute("DELETE FROM steps WHERE number = 19")
    trace = Trace.load(path)
    assert not trace.complete and len(trace.steps) == 19
    done = CliRunner().invoke(verify, [str(path)])
    assert done.exit_code == 0 and "in 19 steps" in done.output
    assert "was interrupted, these are its whole steps" in done.output
    assert "interrupted here" in CliRunner().invoke(show, [str(path)]).output


def test_a_step_without_the_one_around_it_is_refused(unfinished):
    path, connection = unfinished
    inside = next(step for step in Trace.load(path).steps if step.parent is not None)
    connection.execute(
        "DELETE FROM steps WHERE number = ? OR number > ?",
        (inside.parent, inside.number),
    )
    with pytest.raises(TraceError, match="lost the step around it"):
        Trace.load(path)


@pytest.mark.parametrize("table", ["sources", "functions"])
def test_a_step_without_its_source_or_function_is_refused(unfinished, table):
    path, connection = unfinished
    connection.execute(f"DELETE FROM {table}")
    with pytest.raises(TraceError, match=" is missing"):
        Trace.load(path)


@pytest.mark.slow
def test_what_is_being_written_for_long_says_so(unfinished):
    path, connection = unfinished
    connection.execute("BEGIN EXCLUSIVE")
    with pytest.raises(TraceError, match="is being written, and the writer"):
        Trace.load(path)
    connection.execute("ROLLBACK")


def test_what_is_finished_is_read_though_another_holds_it(tmp_path):
    path = tmp_path / "a.trace"
    steps = learn(path).steps
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    assert len(Trace.load(path).steps) == len(steps)
    connection.close()
