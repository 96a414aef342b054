"""Files that are written whole or not at all, and folders for them."""

import os
import resource
import subprocess
import sys
import threading

import pytest

from scenes.film_error import FilmError
from scenes.publish.turns import turn_in
from scenes.whole_files import check_folder, write_whole
from tests.publishing import ROOT

PATIENCE = 30  # seconds


@pytest.fixture
def short_of_room():
    """No file may be longer than 1000 bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_is_replaced(tmp_path):
    (tmp_path / "a.png").write_bytes(b"old")
    (tmp_path / "link.png").symlink_to("a.png")
    write_whole(tmp_path / "link.png", b"new")
    assert (tmp_path / "a.png").read_bytes() == b"new"
    assert (tmp_path / "link.png").is_symlink()
    assert len(os.listdir(tmp_path)) == 2


def test_without_room_the_old_file_stands(tmp_path, short_of_room):
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    with pytest.raises(OSError) as raised:
        write_whole(path, bytes(5000))
    assert raised.value.filename == str(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", [".", "there", "new", "new/and/deep", "link"])
def test_folders_to_write_to(tmp_path, name):
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there")
    check_folder(tmp_path / name)
    assert len(list(tmp_path.rglob("*"))) == 2


@pytest.mark.parametrize("name", ["file", "file/new", "file/and/deep"])
def test_folders_that_cannot_be(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(FilmError, match="file is a file"):
        check_folder(tmp_path / name)


def test_one_holds_a_folder_and_the_next_waits(tmp_path):
    waits, held = threading.Event(), threading.Event()

    def next_one():
        with turn_in(tmp_path, waits.set):
            held.set()
    thread = threading.Thread(target=next_one, daemon=True)
    with turn_in(tmp_path, lambda: pytest.fail("nobody holds it")):
        thread.start()
        assert waits.wait(PATIENCE) and not held.is_set()
    assert held.wait(PATIENCE)
    thread.join(PATIENCE)
    assert list(tmp_path.iterdir()) == []


def test_a_killed_process_holds_nothing(tmp_path):
    holder = subprocess.Popen(
        [sys.executable, "-c", "import sys, time, pathlib\n"
         "from scenes.publish.turns import turn_in\n"
         "with turn_in(pathlib.Path(sys.argv[1])):\n"
         "    print('held', flush=True); time.sleep(600)", str(tmp_path)],
        cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout.readline() == "held\n"
        waited = []
        with turn_in(tmp_path, lambda: (waited.append(1), holder.kill())):
            assert waited == [1]
    finally:
        holder.kill()
        holder.communicate()
