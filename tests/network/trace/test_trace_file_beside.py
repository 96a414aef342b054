"""What stands beside a trace is nobody's but its owner's."""

import json
import os
import shutil
import sqlite3
import struct

import pytest

from network.trace import Trace, TraceError
from network.trace.row_writing import header_row
from tests.trace_contents import assert_same, learn

MAGIC = bytes.fromhex("d9d505f920a163d7")
PAGE_BYTES = 16384


def journal(trace, *, page=None, names=None):
    """A journal that SQLite takes for that of a commit half done.

    Format: https://www.sqlite.org/fileformat2.html#the_rollback_journal

    Args:
        trace: Path of the database.
        page: what it says page 1 was; None: what it is.
        names: path of the super-journal, removed with this one.
    """
    page = page or trace.read_bytes()[:PAGE_BYTES]
    pages = trace.stat().st_size // PAGE_BYTES
    head = MAGIC + struct.pack(">5I", 1, 7, pages, 512, PAGE_BYTES)
    check = 7 + sum(page[at] for at in range(PAGE_BYTES - 200, 0, -200))
    end = b""
    if names is not None:
        name = os.fsencode(names)
        end = (
            struct.pack(">I", 0x40000000 // PAGE_BYTES + 1)
            + name
            + struct.pack(">2I", len(name), sum(name))
            + MAGIC
        )
    return (
        head.ljust(512, b"\0") + struct.pack(">I", 1) + page + check.to_bytes(4) + end
    )


def removing(trace, victim):
    return journal(trace, names=victim)


BESIDE = {
    "a journal that names a file": lambda trace: removing(
        trace, trace.with_name("thesis.txt")
    ),
    "one that names it from here": lambda trace: removing(
        trace, os.path.relpath(trace.with_name("thesis.txt"))
    ),
    "one that names nothing there": lambda trace: removing(trace, "/no/such/file"),
    "one that names the trace": lambda trace: removing(trace, trace),
    "one with a start alone": lambda trace: MAGIC,
    "one cut short": lambda trace: journal(trace)[:9000],
    "notes": lambda trace: b"ten years of work\n",
    "zeros": lambda trace: bytes(5000),
    "nothing": lambda trace: b"",
    "a folder": None,
    "a pipe": os.mkfifo,
    "a link to the thesis": lambda trace: trace.with_name("thesis.txt"),
    "a link to nowhere": lambda trace: trace.with_name("nothing"),
}


def put(path, what, trace):
    """Put one of BESIDE at a path."""
    if what is None:
        path.mkdir()
    elif what is os.mkfifo:
        os.mkfifo(path)
    else:
        content = what(trace)
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            path.symlink_to(content)


def contents(folder):
    """All that is in a folder."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            found[path.name] = os.readlink(path)
        else:
            found[path.name] = path.read_bytes() if path.is_file() else path.stat()[:3]
    return found


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    """(path, Trace) of a finished trace."""
    path = tmp_path_factory.mktemp("recorded") / "a.trace"
    trace = learn(path)
    return path, trace


@pytest.fixture(scope="module")
def unfinished(tmp_path_factory):
    """(path, Trace) of one whose writer was killed between two commits."""
    path = tmp_path_factory.mktemp("unfinished") / "a.trace"
    learn(path)
    connection = sqlite3.connect(path)
    ((text,),) = connection.execute("SELECT record FROM header")
    header = json.loads(text) | {"complete": False, "counts": {}}
    connection.execute("REPLACE INTO header VALUES (?, ?, ?)", header_row(header))
    connection.commit()
    connection.close()
    return path, Trace.load(path)


@pytest.mark.parametrize("of", ["recorded", "unfinished"])
@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("what", BESIDE.values(), ids=BESIDE)
def test_reading_changes_nothing(tmp_path, monkeypatch, request, what, ending, of):
    original, wanted = request.getfixturevalue(of)
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.trace"
    shutil.copy(original, path)
    (tmp_path / "thesis.txt").write_text("ten years of work")
    put(tmp_path / f"a.trace{ending}", what, path)
    before = contents(tmp_path)
    trace = Trace.load(path)
    assert trace.verify().ok
    assert_same(trace, wanted)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("is_there", [True, False])
@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize("what", BESIDE.values(), ids=BESIDE)
def test_recording_removes_nothing(
    tmp_path, monkeypatch, recorded, what, ending, is_there
):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.trace"
    (tmp_path / "thesis.txt").write_text("ten years of work")
    put(tmp_path / f"a.trace{ending}", what, recorded[0])
    if is_there:
        shutil.copy(recorded[0], path)
    before = contents(tmp_path)
    own = BESIDE["one cut short"], BESIDE["nothing"]
    if is_there and what in own and ending == "-journal":
        return  # it is the trace's own, see below
    with pytest.raises(TraceError, match=rf"a\.trace{ending} stands beside.*Move it"):
        learn(path)
    assert contents(tmp_path) == before


@pytest.mark.parametrize("of", ["recorded", "unfinished"])
def test_a_trace_is_replaced_with_the_journal_of_its_writer(tmp_path, request, of):
    path = tmp_path / "a.trace"
    shutil.copy(request.getfixturevalue(of)[0], path)
    for length in (0, 9000, None):
        path.with_name("a.trace-journal").write_bytes(journal(path)[:length])
        wanted = learn(path)
        assert_same(Trace.load(path), wanted)
        assert os.listdir(tmp_path) == ["a.trace"]


def test_what_a_journal_says_the_file_was_is_read_and_not_written(tmp_path, recorded):
    path = tmp_path / "a.trace"
    shutil.copy(recorded[0], path)
    page = path.read_bytes()[:PAGE_BYTES]
    at = page.index(b"CREATE TABLE header")
    page = page[:at] + b"create" + page[at + 6 :]
    path.with_name("a.trace-journal").write_bytes(journal(path, page=page))
    before = contents(tmp_path)
    with pytest.raises(TraceError, match="its tables are not those of a trace"):
        Trace.load(path)
    assert contents(tmp_path) == before


def test_the_journals_here_are_those_of_sqlite(tmp_path, recorded):
    """Else the tests above could not fail: SQLite removes what they name."""
    path, victim = tmp_path / "a.trace", tmp_path / "thesis.txt"
    shutil.copy(recorded[0], path)
    victim.write_text("ten years of work")
    path.with_name("a.trace-journal").write_bytes(removing(path, victim))
    connection = sqlite3.connect(path)
    connection.execute("SELECT count(*) FROM steps").fetchall()
    connection.close()
    assert os.listdir(tmp_path) == ["a.trace"]


def test_a_trace_in_a_folder_that_may_not_be_written(tmp_path, recorded):
    """A mode alone stops nobody who is root; a finished trace needs no lock."""
    path = tmp_path / "a.trace"
    shutil.copy(recorded[0], path)
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    before = contents(tmp_path)
    assert_same(Trace.load(path), recorded[1])
    assert contents(tmp_path) == before
