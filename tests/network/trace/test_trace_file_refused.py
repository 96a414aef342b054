"""Files that are no whole traces are refused by what they are."""

import sqlite3

import pytest

from network.trace import Trace, TraceError
from tests.trace_contents import learn

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


@pytest.mark.parametrize(
    "sql, message",
    [
        ("PRAGMA application_id = 7", "database of another program"),
        ("PRAGMA user_version = 3", "format 3.*expected format 1 to 2.*update"),
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
        ("UPDATE header SET record = replace(record, 'label', 'lebal')", "damaged"),
        ("UPDATE sources SET text = text || ' '", "damaged"),
        ("UPDATE functions SET name = 'f' WHERE number = 0", "damaged"),
    ],
)
def test_a_changed_database_is_refused(tmp_path, sql, message):
    path = tmp_path / "a.trace"
    learn(path)
    change(path, sql)
    with pytest.raises(TraceError, match=message):
        Trace.load(path)
