"""The published folder: replaced whole, or left as it is.

What publish did not write in it is there before and after.
"""

import os
import shutil
from pathlib import Path

import pytest

from network.files import folder as folder_swap
from scenes.publish import site_folder as swap


class Killed(BaseException):
    """In place of a process that ends at once."""


def publish_text(folder, text):
    swap.replace(
        folder, lambda new, old: (new / "text").write_text(text), swap.Written({"text"})
    )


def with_notes(folder):
    """Put into a published folder what its owner would."""
    (folder / ".git" / "objects").mkdir(parents=True)
    (folder / ".git" / "HEAD").write_text("ref: refs/heads/gh-pages")
    (folder / "CNAME").write_text("my.school.org")
    (folder / "lessons").mkdir()


def owned(folder):
    """Name -> content of all but what publish wrote."""
    return {
        path.relative_to(folder).as_posix(): path.is_file() and path.read_text()
        for path in folder.rglob("*")
        if path.name not in ("text", swap.MARK)
    }


CHANGES = [
    (os, "rename"),
    (shutil, "rmtree"),
    (Path, "mkdir"),
    (Path, "write_text"),
    (Path, "unlink"),
    (Path, "rmdir"),
]


def stop_at(patch, stop):
    """Have all changes of files end in Killed from the n-th on."""
    calls = iter(range(100))
    for owner, name in CHANGES:

        def change(*arguments, real=getattr(owner, name), **options):
            if next(calls) >= stop:
                raise Killed
            return real(*arguments, **options)

        patch.setattr(owner, name, change)


def test_a_stop_at_any_change_leaves_one_whole_folder(monkeypatch, tmp_path):
    """As a killed process would: what comes after it never happens."""
    folder, seen = tmp_path / "site", []
    publish_text(folder, "first")
    with_notes(folder)
    notes = owned(folder)
    assert len(notes) == 5
    for stop in range(100):
        publish_text(folder, "old")
        with monkeypatch.context() as patch:
            stop_at(patch, stop)
            try:
                publish_text(folder, "new")
                is_killed = False
            except Killed:
                is_killed = True
        seen.append((folder_swap.standing(folder) / "text").read_text())
        publish_text(folder, "newest")
        assert (folder / "text").read_text() == "newest"
        assert owned(folder) == notes
        assert [path.name for path in tmp_path.iterdir()] == ["site"]
        if not is_killed:
            break
    assert stop > 12 and seen == sorted(seen, reverse=True)
    assert set(seen) == {"old", "new"}


@pytest.mark.skipif(
    not Path("/proc/self/fd").exists(),
    reason="missing: /proc, which tells what was flushed",
)
def test_what_is_published_has_reached_the_disk(monkeypatch, tmp_path):
    """Before the old one is set aside: each file, and the folders."""
    flushed, real_fsync, real_rename = [], os.fsync, os.rename

    def fsync(descriptor):
        flushed.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real_fsync(descriptor)

    def rename(*arguments):
        assert {Path(path).name for path in flushed} >= {
            "text",
            swap.MARK,
            folder_swap.MARK,
            "new",
            ".site.swap",
        }
        real_rename(*arguments)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "rename", rename)
    publish_text(tmp_path / "site", "old")
    assert flushed[-1] == str(tmp_path)


def occupied(beside):
    beside.mkdir()
    (beside / "precious.txt").write_text("of years")


def half_ours(beside):
    occupied(beside)
    (beside / folder_swap.MARK).touch()


@pytest.mark.parametrize("name", ["swap", "old", "writing", "publishing"])
@pytest.mark.parametrize(
    "make",
    [occupied, half_ours, Path.touch, lambda beside: beside.symlink_to("nowhere")],
)
def test_a_neighbour_that_nobody_marked_is_left_alone(tmp_path, make, name):
    publish_text(tmp_path / "site", "old")
    make(tmp_path / f".site.{name}")
    before = sorted(tmp_path.rglob("*"))
    if name == "swap":
        for attempt in (
            lambda: publish_text(tmp_path / "site", "new"),
            lambda: swap.check_replaceable(tmp_path / "site"),
        ):
            with pytest.raises(
                swap.FolderError, match=r"\.site\.swap is in the way.* move it"
            ):
                attempt()
    else:
        publish_text(tmp_path / "site", "old")
    assert sorted(tmp_path.rglob("*")) == before
    assert (tmp_path / "site" / "text").read_text() == "old"


def test_an_error_leaves_the_old_folder(tmp_path):
    folder = tmp_path / "site"
    publish_text(folder, "old")

    def failing(new, old):
        (new / "text").write_text("half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        swap.replace(folder, failing, swap.Written({"text"}))
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
    for attempt in (
        lambda: swap.check_replaceable(folder),
        lambda: publish_text(folder, "new"),
    ):
        with pytest.raises(swap.FolderError, match="not a folder that publish made"):
            attempt()
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_published_to(tmp_path):
    (tmp_path / "site").mkdir()
    publish_text(tmp_path / "site", "new")
    assert (tmp_path / "site" / "text").read_text() == "new"


def test_a_new_checkout_of_pages_is_published_to(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    with_notes(folder)
    (folder / "lessons").rmdir()
    (folder / "README.md").write_text("# My class")
    notes = owned(folder)
    publish_text(folder, "new")
    assert (folder / "text").read_text() == "new" and owned(folder) == notes
