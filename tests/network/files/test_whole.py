"""A file that is replaced is the old one or the new one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from network.files.whole import write_whole
from tests.full_disk import short_of_room

ROOT = Path(__file__).parents[3]

# The process dies at the n-th thing that it does to files.
DIE_AT = """
import os, sys
from pathlib import Path
from network.files.whole import write_whole
path, at, events = Path(sys.argv[1]), int(sys.argv[2]), 0
def hook(event, arguments):
    global events
    if event.split(".")[0] in ("open", "os"):
        events += 1
        if events == at:
            os._exit(9)
sys.addaudithook(hook)
write_whole(path, b"new" * 10_000)
"""


def test_killed_at_any_step_the_old_or_the_new_stands(tmp_path):
    path, seen = tmp_path / "a.file", []
    for at in range(1, 50):
        path.write_bytes(b"old")
        done = subprocess.run([sys.executable, "-c", DIE_AT, path, str(at)], cwd=ROOT)
        seen.append(path.read_bytes())
        if not done.returncode:
            break
        assert done.returncode == 9
    assert len(seen) > 3 and not done.returncode
    assert set(seen) == {b"old", b"new" * 10_000}


@pytest.mark.parametrize("name", ["replace", "fsync"])
def test_what_fails_leaves_the_old_one(tmp_path, monkeypatch, name):
    def fails(*_):
        raise OSError(28, "No space left on device")

    (tmp_path / "a.file").write_bytes(b"old")
    monkeypatch.setattr(os, name, fails)
    with pytest.raises(OSError, match="No space left"):
        write_whole(tmp_path / "a.file", b"new")
    assert os.listdir(tmp_path) == ["a.file"]
    assert (tmp_path / "a.file").read_bytes() == b"old"


def test_without_room_the_old_file_stands(tmp_path):
    path = tmp_path / "a.file"
    path.write_bytes(b"old")
    with short_of_room(1000), pytest.raises(OSError) as raised:
        write_whole(path, bytes(5000))
    assert raised.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.file", "a" * 255, "ü" * 127])
def test_what_is_written(tmp_path, name):
    (tmp_path / "plain").write_bytes(b"")
    for content in (b"old", b"new"):
        status = write_whole(tmp_path / name, content, to_disk=False)
        assert (tmp_path / name).read_bytes() == content
    assert status.st_ino == (tmp_path / name).stat().st_ino
    assert status.st_mode == (tmp_path / "plain").stat().st_mode
    assert sorted(os.listdir(tmp_path)) == sorted(["plain", name])


def test_behind_a_link(tmp_path):
    (tmp_path / "link").symlink_to("a.file")
    write_whole(tmp_path / "link", b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "a.file").read_bytes() == b"new"
