"""A folder that several processes replace, and others read."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from network.files import folder

ROOT = Path(__file__).parents[3]
FILES = [f"{number}.txt" for number in range(5)]
REPLACES = """
import sys
from pathlib import Path
from network.files import folder
from tests.network.files.test_folder import FILES

def write(new):
    for name in FILES:
        (new / name).write_text(text)

for count in range(int(sys.argv[3])):
    text = f"{sys.argv[2]}:{count}"
    folder.replace(Path(sys.argv[1]), write)
    print(text, flush=True)
"""


def replacing(path, name, times=10_000):
    """A process that replaces a folder many times."""
    return subprocess.Popen(
        [sys.executable, "-c", REPLACES, path, name, str(times)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def read(source):
    return {(source / name).read_text() for name in FILES}


def is_read(path):
    """What one save has written; fails on a mix of two."""
    (text,) = folder.read_settled(path, read, retry_on=FileNotFoundError)
    return text


@pytest.mark.broad
@pytest.mark.parametrize("writers", [1, 2, 4])
def test_each_replacement_is_whole(tmp_path, writers):
    path = tmp_path / "w"
    processes = [replacing(path, str(number), 25) for number in range(writers)]
    last = [process.stdout.readline() for process in processes]
    seen = set()
    while any(process.poll() is None for process in processes):
        seen.add(is_read(path))
    told = [process.communicate()[0].split() for process in processes]
    assert all(process.returncode == 0 for process in processes) and all(last)
    assert all(len(texts) == 24 for texts in told), "none was refused"
    assert len(seen) > 5
    assert is_read(path) in {texts[-1] for texts in told}
    assert sorted(name.name for name in path.iterdir()) == FILES
    assert [one.name for one in tmp_path.iterdir()] == ["w"]


@pytest.mark.broad
@pytest.mark.parametrize("wait_secs", [0.003, 0.01, 0.02, 0.04, 0.07])
def test_one_is_killed_and_the_other_goes_on(tmp_path, wait_secs):
    path = tmp_path / "w"
    killed, other = replacing(path, "a"), replacing(path, "b")
    try:
        killed.stdout.readline(), other.stdout.readline()
        time.sleep(wait_secs)
        killed.kill()
        killed.wait()
        is_read(path)
        for _ in range(10):  # each within a moment, or this hangs
            other.stdout.readline()
    finally:
        other.kill()
        other.wait()
    is_read(path)
    folder.replace(path, lambda new: [(new / one).write_text("c") for one in FILES])
    assert is_read(path) == "c"
    assert [one.name for one in tmp_path.iterdir()] == ["w"]


def test_what_nobody_marked_is_in_the_way(tmp_path):
    (tmp_path / ".w.swap").mkdir()
    (tmp_path / ".w.swap" / "thesis.txt").write_text("ten years of work")
    with pytest.raises(folder.InTheWayError, match="move it away"):
        folder.replace(tmp_path / "w", lambda new: None)
    assert (tmp_path / ".w.swap" / "thesis.txt").read_text() == "ten years of work"
    assert not (tmp_path / "w").exists()


def test_what_fails_leaves_the_old_one(tmp_path):
    folder.replace(tmp_path / "w", lambda new: (new / "a").write_text("old"))

    def fails(new):
        (new / "a").write_text("new")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        folder.replace(tmp_path / "w", fails)
    assert (tmp_path / "w" / "a").read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["w"]
