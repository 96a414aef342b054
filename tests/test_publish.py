"""What is published: the films, what is told of them, what is kept."""

import json
import os
import re

import pytest

from network.trace import Trace
from scenes.publish import slides
from scenes.publish.cache import Cache
from scenes.publish.productions import content_key, film_scenes, production
from scenes.publish.segments import task_of
from tests.scene_files import FILMS
from tests.small_film import small_trace

RATES = (10, 60)


def test_every_scene_file_is_a_film():
    assert list(film_scenes()) == FILMS


def test_an_unknown_film_is_one_error():
    with pytest.raises(ValueError, match="expected one of the films .*, got "
                                         "'foward'"):
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
    assert told["rates"]["60"] == {"video": "60.mp4",
                                   "frames": round(told["seconds"] * 60)}


def is_chinese(text):
    return re.search(r"[\u4e00-\u9fff]", text) is not None


@pytest.mark.parametrize("notes", [
    "<script>alert(1)</script>", "&lt;script&gt;", "![x](http://host/x)",
    "[x]: http://host", "{{ 7 * 7 }}\x00</aside>"])
def test_notes_have_no_html(notes, tmp_path):
    video = tmp_path / "video.mp4"
    video.touch()
    slides.write(tmp_path, "Forward", [(video, video, notes)], size=(16, 9))
    told = json.loads((tmp_path / "slides" / "Forward.json").read_text())
    kept = told["slides"][0]["notes"]
    assert not re.search(r"[<>&\x00]|\]\(|\]:", kept)


def test_a_key_for_everything_a_segment_depends_on(produced):
    forward = produced("forward")
    same = {"rate": 10, "size": (426, 240)}
    tasks = [task_of(forward, 0, **same), task_of(forward, 1, **same),
             task_of(forward, 0, **{**same, "rate": 60}),
             task_of(forward, 0, **{**same, "size": (854, 480)}),
             task_of(forward, 0, **same, backwards=True),
             task_of(produced("forward", 0.5), 0, **same),
             task_of(produced("backprop"), 0, **same)]
    assert len({task.key for task in tasks}) == len(tasks)
    assert task_of(production("forward"), 0, **same) == tasks[0]
    assert task_of(production("forward"), 0, **same).key == tasks[0].key


def test_a_file_and_a_recording_have_the_same_key(tmp_path):
    path = tmp_path / "small.trace"
    small_trace(path)
    assert content_key(Trace.load(path)) == content_key(small_trace())


def test_a_segment_is_kept_whole(produced, tmp_path):
    task = task_of(produced("forward"), 0, rate=10, size=(426, 240))
    cache = Cache(tmp_path / "cache")
    assert cache.find(task) is None
    cache.keep(task, b"video")
    assert cache.find(task).read_bytes() == b"video"
    for name, age in (("old.mp4", 15), ("recent.mp4", 13), ("x.1.new", 1)):
        path = cache.folder / name
        path.touch()
        os.utime(path, (path.stat().st_mtime - age * 86400,) * 2)
    cache.clear()
    assert {path.name for path in cache.folder.iterdir()} \
        == {cache.path(task).name, "recent.mp4"}
