"""Turns, while another process makes or removes the folder at any moment."""

import fcntl
import os
import sys
from contextlib import contextmanager

import pytest

from network.files import folder, locks

MODULES = {folder.__file__, locks.__file__}
LINES = range(1, 16)


@contextmanager
def at_line(number, happens):
    """Let something happen before the so many-th line of `MODULES` that runs,
    as another process would do it between two of them."""
    left = number

    def lines(frame, event, _):
        nonlocal left
        if event == "line":
            left -= 1
            if left == 0:
                happens()
        return lines

    sys.settrace(
        lambda frame, *_: lines if frame.f_code.co_filename in MODULES else None
    )
    try:
        yield
    finally:
        sys.settrace(None)


def is_held(path):
    descriptor = os.open(path, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False


@pytest.mark.parametrize("line", LINES)
def test_whoever_has_a_turn_holds_the_folder(tmp_path, line):
    path = tmp_path / "made"
    with at_line(line, path.mkdir), locks.turn_in(path) as is_there:
        assert is_there in (True, False)
        if is_there:
            assert is_held(path)
    assert not path.exists() or not is_held(path)


@pytest.mark.parametrize("line", LINES)
def test_what_is_removed_at_any_moment_gives_no_turn(tmp_path, line):
    path = tmp_path / "gone"
    path.mkdir()
    with at_line(line, path.rmdir), locks.turn_in(path) as is_there:
        assert is_there == path.exists()


def test_a_file_of_that_name_is_no_turn(tmp_path):
    (tmp_path / "file").write_text("mine")
    with locks.turn_in(tmp_path / "file") as is_there:
        assert is_there is False


@pytest.mark.parametrize("line", LINES)
def test_what_another_clears_away_is_not_in_the_way(tmp_path, line):
    beside = tmp_path / ".w.swap"
    beside.mkdir()
    mark = beside / folder.MARK
    mark.write_text("Made to replace w, and removed after that.\n")

    def clear():
        mark.unlink()
        beside.rmdir()

    with at_line(line, clear):
        folder.check_free(tmp_path / "w")
