"""What is published: the films, what is told of them, what is kept."""

import json
import os
import re

import pytest

from network.trace import Trace
from scenes.publish import slides
from scenes.publish.cache import Cache
from scenes.publish.cell_tasks import cells_task_of
from scenes.publish.drawn_tasks import drawn_task_of
from scenes.publish.film_files import film_scenes
from scenes.publish.productions import content_key, production
from scenes.publish.segments import task_of
from scenes.reading.film_error import FilmError
from tests.scene_files import FILMS
from tests.small_film import small_trace

RATES = (10, 60)


def test_every_scene_file_is_a_film():
    assert list(film_scenes()) == FILMS


def test_an_unknown_film_is_one_error():
    with pytest.raises(ValueError, match="expected one of the films .*, got 'foward'"):
        production("foward")


@pytest.mark.parametrize("name", FILMS)
def test_the_manifest_covers_the_film_in_both_languages(produced, name):
    production = produced(name)
    told = json.loads(json.dumps(production.manifest(RATES, (1920, 1080))))
    ends = [0.0]
    for step in told["steps"]:
        assert step["start"] == ends[-1]
        assert step["acts"][0]["start"] == step["start"]
        ends.append(round(step["start"] + step["seconds"], 1))
        for text in (step["name"], step["words"], step["title"]):
            assert set(text) == {"en", "zh"} and all(text.values())
        assert is_chinese(step["words"]["zh"])
        assert not is_chinese(step["words"]["en"])
        for act in filter(lambda act: act["mark"], step["acts"]):
            line, column, end_line, end_column = act["mark"]
            lines = told["sources"][step["file"]].splitlines()
            assert 1 <= line <= end_line <= len(lines)
            assert lines[line - 1][column:].strip()
            assert 0 < end_column <= len(lines[end_line - 1])
        if step["statement"]:
            line, *_ = step["statement"]
            function = told["functions"][step["function"]]
            assert function["first"] <= line <= function["last"]
            assert told["sources"][step["file"]].splitlines()[line - 1]
    assert ends[-1] == told["seconds"] == production.film.seconds
    assert told["rates"]["60"] == {
        "video": "60.mp4",
        "frames": round(told["seconds"] * 60),
    }


@pytest.mark.parametrize("name", FILMS)
def test_what_is_marked_is_the_expression_that_was_computed(produced, name):
    told = produced(name).manifest(RATES, (1920, 1080))
    for step in told["steps"]:
        function = told["functions"][step["function"]]
        assert step["file"] == function["file"]
        for act in step["acts"]:
            if act["mark"] and act["expression"] and act["kind"] != "wanted":
                marked = source_at(told["sources"][step["file"]], act["mark"])
                called = marked.partition("(")[0]
                if called in told["functions"]:
                    assert f"return {act['expression']}\n" in source_of(told, called)
                else:
                    assert marked == " ".join(act["expression"].split())


def source_at(source, place):
    """The text at [line, column, end_line, end_column], in one line."""
    line, column, end_line, end_column = place
    lines = source.splitlines()[line - 1 : end_line]
    lines[-1] = lines[-1][:end_column]
    lines[0] = lines[0][column:]
    return " ".join(" ".join(lines).split())


def source_of(told, function):
    """The lines of a function that a manifest has."""
    place = told["functions"][function]
    lines = told["sources"][place["file"]].splitlines(keepends=True)
    return "".join(lines[place["first"] - 1 : place["last"]]) + "\n"


def is_chinese(text):
    return re.search(r"[\u4e00-\u9fff]", text) is not None


@pytest.mark.parametrize(
    "notes",
    [
        "<script>alert(1)</script>",
        "&lt;script&gt;",
        "![x](http://host/x)",
        "[x]: http://host",
        "{{ 7 * 7 }}\x00</aside>",
    ],
)
def test_notes_have_no_html(notes, tmp_path):
    video = tmp_path / "video.mp4"
    video.touch()
    slides.write(tmp_path, "Forward", [(video, video, notes)], size=(16, 9))
    told = json.loads((tmp_path / "slides" / "Forward.json").read_text())
    kept = told["slides"][0]["notes"]
    assert not re.search(r"[<>&\x00]|\]\(|\]:", kept)


SAME = {"drawn": "d1", "rate": 10, "size": (426, 240)}


def test_a_key_for_everything_a_segment_depends_on(produced):
    forward = produced("forward")
    tasks = [
        task_of(forward, 0, **SAME),
        task_of(forward, 0, **{**SAME, "drawn": "d2"}),
        task_of(forward, 0, **{**SAME, "rate": 60}),
        task_of(forward, 0, **{**SAME, "size": (854, 480)}),
        task_of(forward, 0, **SAME, backwards=True),
    ]
    assert len({task.key for task in tasks}) == len(tasks)
    assert task_of(production("forward"), 0, **SAME) == tasks[0]
    for same in (
        task_of(forward, 1, **SAME),
        task_of(produced("forward", 0.5), 0, **SAME),
        task_of(produced("backprop"), 0, **SAME),
    ):
        assert same.key == tasks[0].key


def test_a_key_for_everything_that_is_drawn_depends_on(produced):
    forward = produced("forward")
    tasks = [
        drawn_task_of(forward, (10,)),
        drawn_task_of(forward, (10, 60)),
        drawn_task_of(produced("forward", 0.5), (10,)),
        drawn_task_of(produced("backprop"), (10,)),
        cells_task_of(forward),
    ]
    assert len({task.key for task in tasks}) == len(tasks)
    assert drawn_task_of(production("forward"), (10,)).key == tasks[0].key


def test_a_file_and_a_recording_have_the_same_key(tmp_path):
    path = tmp_path / "small.trace"
    small_trace(path)
    assert content_key(Trace.load(path)) == content_key(small_trace())


@pytest.fixture
def cache(tmp_path):
    return Cache(tmp_path / "cache")


def aged(path, days):
    """Make a path look as if it was last used so many days ago."""
    os.utime(path, (path.stat().st_mtime - days * 86400,) * 2)


def test_a_segment_is_kept_whole(produced, cache):
    task = task_of(produced("forward"), 0, **SAME)
    assert cache.find(task) is None
    cache.keep(task, b"video")
    assert cache.find(task).read_bytes() == b"video"
    assert list(cache.folder.iterdir()) == [cache.path(task)]


def damaged(content):
    yield b""
    yield content[:-1]
    yield content + b"\0"
    yield bytes(len(content))
    for place in range(len(content)):
        yield content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def test_what_is_damaged_is_no_segment(produced, cache):
    task, content = task_of(produced("forward"), 0, **SAME), b"a video of a few bytes"
    cache.keep(task, content)
    path = cache.path(task)
    for bad in damaged(content):
        path.write_bytes(bad)
        assert cache.find(task) is None
        with pytest.raises(FilmError, match="removed or damaged meanwhile; publish"):
            cache.path(task)
        cache.keep(task, content)
        assert cache.find(task) == path and path.read_bytes() == content
    path.rename(path.with_name(path.name.replace("-", "-0")))
    assert cache.find(task) is None


def test_a_segment_that_is_found_counts_as_used(produced, cache):
    task = task_of(produced("forward"), 0, **SAME)
    cache.keep(task, b"video")
    aged(cache.path(task), days=15)
    assert cache.find(task) is not None
    cache.clear()
    assert cache.find(task).read_bytes() == b"video"


KEY, OTHER_KEY = "a1" * 32, "0f" * 32
WHOLE = f"{KEY}-{OTHER_KEY}.mp4"
UNFINISHED = f".{KEY[:40]}.0123abcd.new"


@pytest.mark.parametrize(
    "name, days, stays",
    [
        (WHOLE, 15, False),
        (WHOLE, 13, True),
        (f"{KEY}-mine.mp4", 400, True),
        (f"{KEY}.mp4", 15, False),
        (f"{KEY}.mp4", 13, True),
        (f"{KEY}.json", 15, False),
        (f"{KEY}.json", 13, True),
        (UNFINISHED, 1, False),
        (UNFINISHED, 0.03, True),
        ("holiday.mp4", 400, True),
        ("thesis.new", 400, True),
        ("x.1.new", 400, True),
        ("thesis.txt", 400, True),
        (f"{KEY}.mp4.txt", 400, True),
        (f"{KEY}.new", 400, True),
        (f"{KEY[1:]}.mp4", 400, True),
        (f"{KEY.upper()}.mp4", 400, True),
    ],
)
def test_only_old_files_of_the_cache_are_cleared(cache, name, days, stays):
    (cache.folder / name).write_text("anything")
    aged(cache.folder / name, days)
    cache.clear()
    assert (cache.folder / name).exists() == stays


def test_folders_stay_whatever_their_names(cache):
    for name in ("holiday", f"{KEY}.mp4"):
        (cache.folder / name).mkdir()
        (cache.folder / name / "inside.txt").touch()
        aged(cache.folder / name, 400)
    cache.clear()
    assert len(list(cache.folder.rglob("inside.txt"))) == 2


def test_a_file_that_another_run_removes_first(cache, monkeypatch):
    for key in (KEY, OTHER_KEY):
        (cache.folder / f"{key}.mp4").touch()
        aged(cache.folder / f"{key}.mp4", 15)

    def listed(folder):
        """Both, though one is gone before it is looked at."""
        paths = sorted(folder.glob("*"))
        paths[0].unlink()
        return paths

    monkeypatch.setattr(type(cache.folder), "iterdir", listed)
    cache.clear()
    assert list(cache.folder.glob("*")) == []


def test_what_cannot_be_kept_leaves_nothing(produced, cache):
    task = task_of(produced("forward"), 0, **SAME)
    cache.keep(task, b"video")
    path = cache.path(task)
    path.unlink()
    path.mkdir()  # nothing can take its name
    assert cache.find(task) is None
    with pytest.raises(OSError):
        cache.keep(task, b"video")
    assert list(cache.folder.iterdir()) == [path]
