"""What is damaged in the cache is made anew; what was published is one error."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.in_time import PATIENCE_SECS
from tests.publishing import ALONE, ROOT, command, run, with_cache_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def once(published_once, small_trace_file, tmp_path_factory):
    """A folder that the film was published in, its cache beside it."""
    folder = tmp_path_factory.mktemp("once")
    with_cache_of(published_once, folder)
    run(command(small_trace_file, folder, *ALONE, "--no-slides"))
    return folder


def cut_short(path):
    path.write_bytes(path.read_bytes()[:-200])


def emptied(path):
    path.write_bytes(b"")


def without_pictures(path):
    """A video whose index is whole, and whose frames are not."""
    content = path.read_bytes()
    start, end = content.index(b"mdat") + 4, content.index(b"moov") - 4
    assert start < end
    path.write_bytes(content[:start] + bytes(end - start) + content[end:])


def one_letter(path):
    content = path.read_bytes()
    middle = len(content) // 2
    path.write_bytes(
        content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    )


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


DAMAGES = cut_short, emptied, one_letter, Path.unlink


@pytest.mark.parametrize("first", [0, 2])
def test_what_is_damaged_in_the_cache_is_made_anew(
    small_trace_file, once, tmp_path, first
):
    """Videos, what is drawn, the cells, pieces of the score: all files, each
    otherwise than its neighbours."""
    shutil.copytree(once / "cache", tmp_path / "cache")
    videos = sorted((tmp_path / "cache").glob("*.mp4"))
    others = sorted((tmp_path / "cache").glob("*.json"))
    steps = len(videos)
    # What is drawn; the cells, wide and upright; so each step, in both languages.
    assert steps > 3 and len(others) == 1 + 2 + 2 * 2 * steps
    for number, path in enumerate([videos[0], videos[-1], *others], first):
        DAMAGES[number % len(DAMAGES)](path)
    without_pictures(videos[1 + first // 2])
    run(command(small_trace_file, tmp_path, *ALONE, "--no-slides"))
    assert contents(tmp_path / "site") == contents(once / "site")
    assert contents(tmp_path / "cache") == contents(once / "cache")


FILM = "expected what publish wrote of the film backprop in its film.json"


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"name": "../forward"}'])
def test_a_damaged_film_is_one_error(small_trace_file, once, tmp_path, text):
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    films = tmp_path / "site" / "films"
    (films / "backprop").mkdir()  # published before
    (films / "backprop" / "film.json").write_text(text)
    before = {path: path.stat().st_ino for path in films.rglob("*")}
    done = subprocess.run(
        command(small_trace_file, tmp_path, *ALONE, "--no-slides"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE_SECS,
    )
    assert done.returncode == 1
    (told,) = done.stderr.splitlines()
    assert re.search(FILM, told), told
    assert "publish" in told.partition("damaged")[2]
    assert {path: path.stat().st_ino for path in films.rglob("*")} == before
