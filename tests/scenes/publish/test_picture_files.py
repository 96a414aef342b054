"""Folders to write to, and turns at them."""

import subprocess
import sys
import threading

import pytest

from network.files.locks import turn_in
from scenes.film.picture_files import check_folder
from scenes.reading.film_error import FilmError
from tests.publishing import ROOT

PATIENCE = 300  # seconds


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
        [
            sys.executable,
            "-c",
            "import sys, time, pathlib\n"
            "from network.files.locks import turn_in\n"
            "with turn_in(pathlib.Path(sys.argv[1])):\n"
            "    print('held', flush=True); time.sleep(600)",
            str(tmp_path),
        ],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        waited = []
        with turn_in(tmp_path, lambda: (waited.append(1), holder.kill())):
            assert waited == [1]
    finally:
        holder.kill()
        holder.communicate()
