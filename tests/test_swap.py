"""The published folder: replaced whole, or left as it is."""

from pathlib import Path

import pytest

from scenes.publish import swap


class Killed(BaseException):
    """In place of a process that ends at once."""


def publish_text(folder, text):
    swap.replace(folder, lambda new, old: (new / "text").write_text(text))


@pytest.mark.parametrize("name, calls", [("rename", 2), ("rmtree", 2)])
def test_a_stop_at_any_call_leaves_one_whole_folder(
        monkeypatch, tmp_path, name, calls):
    """As a killed process would: what comes after the call never happens."""
    folder = tmp_path / "site"
    publish_text(folder, "old")
    module = swap.os if name == "rename" else swap.shutil
    for stop in range(calls):
        with monkeypatch.context() as patch:
            count = iter(range(100))
            real = getattr(module, name)

            def stopping(*arguments, stop=stop, count=count, real=real):
                if next(count) >= stop:
                    raise Killed
                real(*arguments)
            patch.setattr(module, name, stopping)
            if name == "rename":
                patch.setattr(swap.shutil, "rmtree", stopping)
            try:
                publish_text(folder, "new")
            except Killed:
                pass
        publish_text(tmp_path / "other", "x")
        publish_text(folder, "newest")
        assert (folder / "text").read_text() == "newest"
        assert {path.name for path in tmp_path.iterdir()} == {"site", "other"}


def test_an_error_leaves_the_old_folder(tmp_path):
    folder = tmp_path / "site"
    publish_text(folder, "old")

    def failing(new, old):
        (new / "text").write_text("half")
        raise RuntimeError
    with pytest.raises(RuntimeError):
        swap.replace(folder, failing)
    assert (folder / "text").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def with_file(path):
    path.mkdir()
    (path / "thesis.txt").write_text("of years")


@pytest.mark.parametrize("make", [with_file, Path.touch])
def test_a_folder_of_someone_else_is_left_alone(tmp_path, make):
    folder = tmp_path / "mine"
    make(folder)
    before = sorted(tmp_path.rglob("*"))
    for attempt in (lambda: swap.check_replaceable(folder),
                    lambda: publish_text(folder, "new")):
        with pytest.raises(swap.FolderError, match="not a folder that publish "
                                                   "made"):
            attempt()
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_published_to(tmp_path):
    (tmp_path / "site").mkdir()
    publish_text(tmp_path / "site", "new")
    assert (tmp_path / "site" / "text").read_text() == "new"
