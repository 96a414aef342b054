"""What a damaged or hostile trace file says in place of a traceback."""

import sqlite3

import numpy as np
import pytest

from network.recorder import record
from network.trace import Trace, TraceError
from network.trace.row_format import checksum


def double(x):
    return x * 2


@pytest.mark.parametrize("table", ["header", "steps", "functions"])
def test_lists_in_lists_without_end(tmp_path, table):
    path = tmp_path / "a.trace"
    record(double, np.arange(3.0), path=path)
    with sqlite3.connect(path) as connection:
        rows = connection.execute(f"SELECT * FROM {table} WHERE number = 0")
        first, *middle, _, _ = rows.fetchone()
        columns = first, *middle, "[" * 100_000
        row = *columns, checksum(table, *columns)
        places = ",".join("?" * len(row))
        connection.execute(f"INSERT OR REPLACE INTO {table} VALUES ({places})", row)
    connection.close()
    with pytest.raises(TraceError, match="damaged"):
        Trace.load(path)


def test_no_file_has_such_a_name():
    with pytest.raises(TraceError, match="names no file: .*embedded null"):
        record(double, np.arange(3.0), path="a\0.trace")
