"""What is damaged in the cache, or in what was published, is one error."""

import re
import shutil
import subprocess

import pytest

from tests.publishing import ROOT, command, run

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def once(small_trace_file, tmp_path_factory):
    """A folder that the film was published in, its cache beside it."""
    folder = tmp_path_factory.mktemp("once")
    run(command(small_trace_file, folder, "--no-slides"))
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


CELLS = "expected the cells of a film in .*json, got a file that is damaged"
VIDEO = "expected a video in .*mp4, got a file that is damaged"
FRAME = "expected a frame .* in .*mp4, got a video that is damaged"
FILM = "expected what publish wrote of the film backprop in its film.json"


@pytest.mark.parametrize(
    "kind, damage, words",
    [
        ("*.json", cut_short, CELLS),
        ("*.json", emptied, CELLS),
        ("*.mp4", cut_short, VIDEO),
        ("*.mp4", emptied, VIDEO),
        ("*.mp4", without_pictures, FRAME),
        (None, "{", FILM),
        (None, "[]", FILM),
        (None, "{}", FILM),
        (None, '{"name": "../forward"}', FILM),
    ],
)
def test_damage_is_one_error(small_trace_file, once, tmp_path, kind, damage, words):
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    films = tmp_path / "site" / "films"
    if kind:
        for path in (tmp_path / "cache").glob(kind):
            damage(path)
    else:
        (films / "backprop").mkdir()  # published before
        (films / "backprop" / "film.json").write_text(damage)
    before = {path: path.stat().st_ino for path in films.rglob("*")}
    done = subprocess.run(
        command(small_trace_file, tmp_path, "--no-slides"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 1
    (told,) = done.stderr.splitlines()
    assert re.search(words, told), told
    assert "publish" in told.partition("damaged")[2]
    assert {path: path.stat().st_ino for path in films.rglob("*")} == before
