"""A bar appears for what takes long, on the error stream, and goes when it is done."""

import time

import pytest

from scenes.film import patience


@pytest.fixture
def said(monkeypatch, capsys):
    """What is said of so many seconds of work, after so many of patience."""

    def said(seconds, patience_seconds):
        monkeypatch.setattr(patience, "PATIENCE", patience_seconds)
        done = []
        for item in patience.patiently(range(4), "planning"):
            time.sleep(seconds / 4)
            done.append(item)
        assert done == [0, 1, 2, 3]
        out, error = capsys.readouterr()
        assert out == ""
        return error

    return said


def test_a_bar_appears_for_what_takes_long_and_goes(said):
    error = said(seconds=0.4, patience_seconds=0.15)
    assert "planning:" in error and "/4" in error
    assert error.split("\r")[-2].strip() == "" and error.endswith("\r")


def test_of_what_is_soon_done_nothing_is_said(said):
    assert said(seconds=0.0, patience_seconds=2.0) == ""


def test_nothing_is_said_where_nobody_looks(said, monkeypatch):
    monkeypatch.setattr(patience, "_is_silent", False)  # and so it is again later
    patience.be_silent()
    assert said(seconds=0.4, patience_seconds=0.1) == ""
