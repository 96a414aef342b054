"""What is published beside the videos: captions, chapters, texts, folders."""

import ast
import csv
import io
import json
import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
import srt
import webvtt

from scenes.film import Film
from scenes.publish import captions, chapters, slides, swap
from scenes.publish.cache import Cache
from scenes.publish.manifest import manifest, step_seconds
from scenes.publish.productions import content_key, film_scenes, production
from scenes.publish.segments import task_of
from tests import hostile_traces
from tests.small_film import small_trace

SCENES = Path(__file__).parents[1] / "scenes"
RATES = (10, 60)
READING_SPEED = 17  # characters a second, in English
LINE = 42           # characters
SHORTEST, FEWEST = 10, 3  # YouTube's chapters: seconds of one, how many


def scene_files():
    """Names of the files in scenes/ with a class based on one of replay.py."""
    for path in SCENES.glob("*.py"):
        bases = {base.id for node in ast.walk(ast.parse(path.read_text()))
                 if isinstance(node, ast.ClassDef) for base in node.bases
                 if isinstance(base, ast.Name)}
        if bases & {"ReplayScene", "FilmScene"} and path.stem != "replay":
            yield path.stem


FILMS = sorted(scene_files())


@pytest.fixture(scope="module")
def made():
    """name -> Production, each made once."""
    known = {}

    def of(name, speed=1.0):
        if (name, speed) not in known:
            known[name, speed] = production(name, speed=speed)
        return known[name, speed]
    return of


@pytest.fixture(scope="module", params=hostile_traces.FILMS)
def hostile_film(request, tmp_path_factory):
    return Film(hostile_traces.FILMS[request.param](
        tmp_path_factory.mktemp("hostile")))


def manifest_of(film):
    return manifest(film, "forward", RATES)


def test_every_scene_file_is_a_film():
    assert list(film_scenes()) == FILMS


def test_an_unknown_film_is_one_error():
    with pytest.raises(ValueError, match="expected one of the films .*, got "
                                         "'foward'"):
        production("foward")


@pytest.mark.parametrize("name", FILMS)
def test_the_manifest_covers_the_film_in_both_languages(made, name):
    production = made(name)
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
        for act in step["acts"]:
            assert act["marks"][0][0] == act["start"]
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


def parsed(film, language):
    """[(start, end, lines)] of the .srt file, the same as of the .vtt."""
    of_srt = [(cue.start.total_seconds(), cue.end.total_seconds(),
               cue.content.split("\n"))
              for cue in srt.parse(captions.srt(film, language))]
    of_vtt = list(webvtt.from_buffer(io.StringIO(
        captions.vtt(film, language))))
    assert len(of_srt) == len(of_vtt)
    for (start, end, _), cue in zip(of_srt, of_vtt, strict=True):
        assert abs(start - cue.start_in_seconds) < 1.001
        assert abs(end - cue.end_in_seconds) < 1.001
    return of_srt


@pytest.mark.parametrize("speed", [0.5, 1.0])
@pytest.mark.parametrize("name", FILMS)
def test_captions_can_be_read_in_their_time(made, name, speed):
    film = made(name, speed).films["en"]
    cues = parsed(film, "en")
    assert len(cues) >= len(film.steps) / 2
    for start, end, lines in cues:
        assert 1 <= len(lines) <= 2 and max(map(len, lines)) <= LINE
        assert len(" ".join(lines)) <= READING_SPEED * (end - start) + 1
    for (_, end, _), (start, _, _) in pairwise(cues):
        assert end <= start


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("name", FILMS)
def test_captions_stay_within_their_step(made, name, language):
    film = made(name).films[language]
    cues = parsed(film, language)
    starts = [film.shots_of(index)[0].start
              for index in range(len(film.steps))]
    for start, end, lines in cues:
        step = max(k for k, second in enumerate(starts)
                   if second <= start + 1e-6)
        assert end <= starts[step] + step_seconds(film, step) + 1e-6
        said = re.sub(r"\s", "", film.steps[step].caption
                      + film.steps[step].acts[0].title
                      + film.steps[step].name)
        assert re.sub(r"\s", "", "".join(lines)) in said


def test_most_of_the_words_are_in_the_captions(made):
    film = made("forward").films["en"]
    kept = sum(len(" ".join(lines)) for _, _, lines in parsed(film, "en"))
    assert kept > 0.9 * sum(len(step.caption) for step in film.steps)


@pytest.mark.parametrize("name", FILMS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("speed", [0.5, 1.0])
def test_the_description_follows_the_rules(made, name, language, speed):
    told = made(name, speed).manifest(RATES, (1920, 1080))
    check_description(chapters.description(told, language), told["seconds"])


def check_description(text, seconds):
    """Raise unless a text has YouTube's chapters, or none at all."""
    assert len(text.encode()) <= 5000 and not set("<>") & set(text)
    stamps = [sum(int(part) * 60 ** place for place, part in enumerate(
        reversed(line.split()[0].split(":"))))
        for line in text.splitlines() if re.match(r"(\d+:)?\d+:\d\d ", line)]
    if seconds < SHORTEST * FEWEST:
        assert stamps == []
    elif stamps:
        assert stamps[0] == 0 and len(stamps) >= FEWEST
        assert min(after - before for before, after in pairwise(
            [*stamps, seconds])) >= SHORTEST
    return stamps


@pytest.mark.parametrize("lengths, expected", [
    ([12.0, 12.0, 12.0], [0, 12, 24]),
    ([12.3, 12.0, 12.0], [0, 13, 25]),      # within the step, not before it
    ([3.0, 9.0, 12.0, 12.0], [0, 12, 24]),  # a short step with the one before
    ([12.0, 12.0, 12.0, 4.0], [0, 12, 24]),
    ([4.0, 4.0, 4.0, 12.0, 11.0], [0, 12, 24]),
    ([12.0, 12.0], []),
    ([4.0] * 6, []),
    ([30.0] * 130, list(range(0, 3900, 30))),
])
def test_time_stamps(lengths, expected):
    starts = [round(sum(lengths[:k]), 1) for k in range(len(lengths))]
    told = {"title": {"en": "A film"}, "seconds": sum(lengths), "steps": [
        {"name": {"en": f"step {k}"}, "words": {"en": "Words."},
         "start": start} for k, start in enumerate(starts)]}
    text = chapters.description(told)
    assert check_description(text, sum(lengths)) == expected


def test_a_thousand_steps_fit_a_description():
    told = {"title": {"en": "A film"}, "seconds": 20000.0, "steps": [
        {"name": {"en": f"step {k} " + "x" * 20}, "words": {"en": "Words."},
         "start": 20.0 * k} for k in range(1000)]}
    assert chapters.description(told).encode()[5000:] == b""


@pytest.mark.parametrize("name", FILMS)
def test_chapters_link_both_rates_and_the_page(made, name):
    told = made(name).manifest(RATES, (1920, 1080))
    rows = list(csv.DictReader(io.StringIO(chapters.as_csv(told))))
    markdown = chapters.as_markdown(told)
    assert len(rows) == len(told["steps"])
    for row, step in zip(rows, told["steps"], strict=True):
        assert float(row["second"]) == step["start"]
        assert row["10 fps"] == f"10.mp4#t={step['start']:g}"
        assert row["60 fps"] == f"60.mp4#t={step['start']:g}"
        assert row["page"] == f"../../{name}.html#{name}/{step['slug']}"
        assert all(f"]({row[one]})" in markdown
                   for one in ("10 fps", "60 fps", "page"))


def test_nothing_of_a_hostile_trace_breaks_a_text(hostile_film):
    told = json.loads(json.dumps(manifest_of(hostile_film)))
    steps = len(told["steps"])
    parsed(hostile_film, "en")
    assert "<b" not in captions.vtt(hostile_film, "en")
    check_description(chapters.description(told), told["seconds"])
    assert len(list(csv.reader(io.StringIO(chapters.as_csv(told))))) \
        == steps + 1
    table = chapters.as_markdown(told).splitlines()[2:]
    assert len(table) == steps + 2
    for line in table:
        assert len(re.findall(r"(?<!\\)\|", line)) == 7
        assert not re.search(r"(?<!\\)[<>`]", line)
    for step in told["steps"]:
        assert re.fullmatch(r"[a-z0-9-]+", step["slug"])


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


def test_a_key_for_everything_a_segment_depends_on(made):
    forward = made("forward")
    same = {"rate": 10, "size": (426, 240)}
    tasks = [task_of(forward, 0, **same), task_of(forward, 1, **same),
             task_of(forward, 0, **{**same, "rate": 60}),
             task_of(forward, 0, **{**same, "size": (854, 480)}),
             task_of(forward, 0, **same, backwards=True),
             task_of(made("forward", 0.5), 0, **same),
             task_of(made("backprop"), 0, **same)]
    assert len({task.key for task in tasks}) == len(tasks)
    assert task_of(production("forward"), 0, **same) == tasks[0]
    assert task_of(production("forward"), 0, **same).key == tasks[0].key


def test_a_file_and_a_recording_have_the_same_key(tmp_path):
    from network.trace import Trace
    path = tmp_path / "small.trace"
    small_trace(path)
    assert content_key(Trace.load(path)) == content_key(small_trace())


def test_a_segment_is_kept_whole(made, tmp_path):
    task = task_of(made("forward"), 0, rate=10, size=(426, 240))
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


class Killed(BaseException):
    """In place of a process that ends at once."""


def publish_text(folder, text):
    swap.replace(folder, lambda new, old: (new / "text").write_text(text))


@pytest.mark.parametrize("name, calls", [("rename", 2), ("rmtree", 2)])
def test_a_stop_at_any_call_leaves_one_whole_folder(
        monkeypatch, tmp_path, name, calls):
    """As a killed process would: what comes after the call never happens."""
    folder = tmp_path / "site"
    publish_text(folder, "old")
    module = swap.os if name == "rename" else swap.shutil
    for stop in range(calls):
        with monkeypatch.context() as patch:
            count = iter(range(100))
            real = getattr(module, name)

            def stopping(*arguments, stop=stop, count=count, real=real):
                if next(count) >= stop:
                    raise Killed
                real(*arguments)
            patch.setattr(module, name, stopping)
            if name == "rename":
                patch.setattr(swap.shutil, "rmtree", stopping)
            try:
                publish_text(folder, "new")
            except Killed:
                pass
        publish_text(tmp_path / "other", "x")
        publish_text(folder, "newest")
        assert (folder / "text").read_text() == "newest"
        assert {path.name for path in tmp_path.iterdir()} == {"site", "other"}


def test_an_error_leaves_the_old_folder(tmp_path):
    folder = tmp_path / "site"
    publish_text(folder, "old")

    def failing(new, old):
        (new / "text").write_text("half")
        raise RuntimeError
    with pytest.raises(RuntimeError):
        swap.replace(folder, failing)
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
    for attempt in (lambda: swap.check_replaceable(folder),
                    lambda: publish_text(folder, "new")):
        with pytest.raises(swap.FolderError, match="not a folder that publish "
                                                   "made"):
            attempt()
    assert sorted(tmp_path.rglob("*")) == before


def test_an_empty_folder_is_published_to(tmp_path):
    (tmp_path / "site").mkdir()
    publish_text(tmp_path / "site", "new")
    assert (tmp_path / "site" / "text").read_text() == "new"
