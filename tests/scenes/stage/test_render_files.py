"""Renders of one scene at one time: each film is whole, and its own."""

import json
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from manim import RIGHT, Scene, config
from PIL import Image

from network.files.locks import held
from scenes.stage import render_files
from scenes.stage.camera import StageScene
from scenes.stage.file_writer import StageFileWriter
from scenes.stage.part import Box
from scenes.stage.plane import MatrixPlane
from tests.in_process import frames, rendered

VALUES = {"one": np.eye(2), "other": -np.eye(3)}


def film_of(name, meanwhile=lambda: None, base=StageScene):
    """A scene class that is always called Film, and shows some values.

    Args:
        meanwhile: called in the middle of its render.
    """

    class Film(base):
        def construct(self):
            plane = MatrixPlane(VALUES[name], Box(600, 200, 600, 600), name=name)
            self.add(plane)
            for number in range(2 if name == "one" else 3):
                self.next_section(f"{name} {number}")
                self.add_subcaption(f"{name} {number}", duration=0.3)
                self.play(plane.animate.shift(RIGHT), run_time=0.3)
                if number == 0:
                    meanwhile()

    return Film


def written(folder):
    """Path in a folder -> what is in it, of all files that were written."""
    return {
        path.relative_to(folder).as_posix(): (
            frames(path).tobytes()  # each WebM has a number of its own
            if path.suffix == ".webm"
            else path.read_bytes()
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


FORMATS = {
    "mp4": {"save_sections": True},
    "webm": {"format": "webm"},
    "transparent": {"transparent": True},
    "gif": {"format": "gif"},
    "png": {"format": "png"},
    "png-sequence": {"format": "png-sequence"},
}


@pytest.mark.parametrize("base", [StageScene, Scene])
@pytest.mark.parametrize("kind", FORMATS)
def test_a_film_is_what_it_is_alone(tmp_path, kind, base):
    """Whatever another render of the same scene writes in the middle of it."""
    chosen = {"save_sections": False, **FORMATS[kind]}
    both = tmp_path / "both"

    def other():
        # As its own process has them.
        rendered(film_of("other", base=base), both, output_file="other", **chosen)

    rendered(film_of("one", other, base), both, output_file="one", **chosen)
    alone = tmp_path / "alone"
    for name in VALUES:
        rendered(film_of(name, base=base), alone, output_file=name, **chosen)
    expected = written(alone)
    assert len(expected) >= 2
    assert written(both) == expected


@pytest.mark.parametrize("last", VALUES)
def test_under_one_name_all_is_of_one_render(tmp_path, last):
    """The film, its captions and its sections, of the one that ended last."""
    first = next(name for name in VALUES if name != last)
    inner = film_of(first)
    rendered(
        film_of(last, lambda: rendered(inner, tmp_path, save_sections=True)),
        tmp_path,
        save_sections=True,
    )
    alone = tmp_path / "alone"
    rendered(film_of(last), alone, save_sections=True)
    found = written(tmp_path)
    for path, content in written(alone).items():
        assert found[path] == content, path
    (index,) = (
        path for path in tmp_path.rglob("Film.json") if "alone" not in str(path)
    )
    assert {one["name"] for one in json.loads(index.read_text())} == {
        f"{last} {number}" for number in range(2 if last == "one" else 3)
    }


class Stopped(Exception):
    """What stops a render in these tests."""


def fails():
    raise Stopped


def test_a_render_that_fails_leaves_the_film_before_it(tmp_path):
    rendered(film_of("one"), tmp_path)
    before = written(tmp_path)
    with pytest.raises(Stopped):
        rendered(film_of("other", fails), tmp_path)
    assert written(tmp_path) == before


@pytest.mark.parametrize(
    "age, is_held, stays",
    [(100, False, False), (100, True, True), (0, False, True)],
    ids=["of a killed render", "of one that runs", "of one that begins"],
)
def test_what_killed_renders_left(tmp_path, age, is_held, stays):
    rendered(film_of("one"), tmp_path)
    (video,) = tmp_path.rglob("Film.mp4")
    left = video.parent / f"{render_files._MARK}1-abc"
    (left / "segments").mkdir(parents=True)
    os.utime(left, (time.time() - age,) * 2)
    hold = held(left) if is_held else None
    rendered(film_of("one"), tmp_path)
    assert left.exists() == stays
    if hold is not None:
        os.close(hold)


def told(capsys):
    return [line for line in capsys.readouterr().out.splitlines() if line]


def test_it_is_said_where_the_film_is(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    film = Path("media/videos/320p/Film.mp4")
    for over in (False, True):
        made = rendered(film_of("one"), "media")
        (film,) = Path("media").rglob("Film.mp4")
        words = ", in place of the one before; -o NAME keeps both" if over else ""
        assert told(capsys) == [f"wrote {film}{words}"]
        assert made.renderer.file_writer.final_file_path == film.absolute()
        assert made.renderer.file_writer.movie_file_path == film.absolute()
    rendered(film_of("one"), "media", format="png")
    (picture,) = Path("media").rglob("*.png")
    assert told(capsys) == [f"wrote {picture}"]
    rendered(film_of("one"), "media", format="none")
    assert told(capsys) == []


def test_pictures_of_a_longer_render_are_not_hidden(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name, count, older in (("other", 9, 0), ("one", 6, 3)):
        rendered(film_of(name), "media", format="png-sequence")
        words = "; 3 of a longer render before are still there, after them"
        (line,) = told(capsys)
        assert line.startswith(f"wrote {count} pictures in media/images/")
        assert line.endswith(words if older else "Film")
    alone = tmp_path / "alone"
    rendered(film_of("one"), alone, format="png-sequence")
    pictures = sorted(alone.rglob("*.png"))
    assert len(pictures) == 6
    for picture in pictures:
        (same,) = (tmp_path / "media").rglob(picture.name)
        assert np.array_equal(Image.open(picture), Image.open(same))


def test_the_cache_is_kept_where_it_is_asked_for(tmp_path):
    """Another render takes over what looks alike, and nothing else."""
    chosen = {"disable_caching": False, "max_files_cached": 100}
    for name in ("one", "other", "one"):
        rendered(film_of(name), tmp_path / "cached", output_file=name, **chosen)
    for name in VALUES:
        rendered(film_of(name), tmp_path / "alone", output_file=name)
        (cached,), (alone,) = (
            (tmp_path / folder).rglob(f"{name}.mp4") for folder in ("cached", "alone")
        )
        assert cached.read_bytes() == alone.read_bytes()
    kept = [
        path for path in tmp_path.rglob("*.mp4") if "partial_movie_files" in path.parts
    ]
    assert len(kept) == 5


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "videos").write_text("mine")
    with pytest.raises(render_files.RenderError, match="--media_dir DIR writes else"):
        rendered(film_of("one"), tmp_path)
    assert (tmp_path / "videos").read_text() == "mine"
    assert config.media_dir != str(tmp_path)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="missing: another disk")
def test_sections_on_another_disk(tmp_path):
    with TemporaryDirectory(dir="/dev/shm") as disk:
        rendered(film_of("one"), tmp_path, save_sections=True, sections_dir=disk)
        sections = sorted(path.name for path in Path(disk).iterdir())
        assert len(sections) == 3
        (index,) = Path(disk).glob("*.json")
        told = {one["video"] for one in json.loads(index.read_text())}
        assert told == {*sections} - {index.name}
        for name in told:
            assert len(frames(Path(disk) / name)) == 3
    assert [path.name for path in tmp_path.rglob(".render-*")] == []


def test_names_that_are_no_utf8_are_joined_as_they_are():
    names = [b"/films/J\xf6rg's/1.mp4", "/films/Jörg/2.mp4".encode()]
    listed = StageFileWriter._concat_manifest_bytes([os.fsdecode(one) for one in names])
    assert listed.splitlines()[1:] == [
        b"file 'file:/films/J\xf6rg'\\''s/1.mp4'",
        "file 'file:/films/Jörg/2.mp4'".encode(),
    ]
