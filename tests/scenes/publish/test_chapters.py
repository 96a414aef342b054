"""Chapters: a video's description with time stamps, and tables of links."""

import csv
import io
import json
import re
from itertools import pairwise

import pytest

from scenes.publish import chapters
from scenes.publish.manifest import manifest
from tests.scene_files import FILMS

RATES = (10, 60)
SHORTEST, FEWEST = 10, 3  # YouTube's chapters: seconds of one, how many


@pytest.mark.parametrize("name", FILMS)
@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("speed", [0.5, 1.0])
def test_the_description_follows_the_rules(produced, name, language, speed):
    told = produced(name, speed).manifest(RATES, (1920, 1080))
    check_description(chapters.description(told, language), told["seconds"])


def check_description(text, seconds):
    """Raise unless a text has YouTube's chapters, or none at all."""
    assert len(text.encode()) <= 5000 and not set("<>") & set(text)
    stamps = [
        sum(
            int(part) * 60**place
            for place, part in enumerate(reversed(line.split()[0].split(":")))
        )
        for line in text.splitlines()
        if re.match(r"(\d+:)?\d+:\d\d ", line)
    ]
    if seconds < SHORTEST * FEWEST:
        assert stamps == []
    elif stamps:
        assert stamps[0] == 0 and len(stamps) >= FEWEST
        assert (
            min(after - before for before, after in pairwise([*stamps, seconds]))
            >= SHORTEST
        )
    return stamps


@pytest.mark.parametrize(
    "lengths, expected",
    [
        ([12.0, 12.0, 12.0], [0, 12, 24]),
        ([12.3, 12.0, 12.0], [0, 13, 25]),  # within the step, not before it
        ([3.0, 9.0, 12.0, 12.0], [0, 12, 24]),  # a short step with the one before
        ([12.0, 12.0, 12.0, 4.0], [0, 12, 24]),
        ([4.0, 4.0, 4.0, 12.0, 11.0], [0, 12, 24]),
        ([12.0, 12.0], []),
        ([4.0] * 6, []),
        ([30.0] * 130, list(range(0, 3900, 30))),
    ],
)
def test_time_stamps(lengths, expected):
    starts = [round(sum(lengths[:k]), 1) for k in range(len(lengths))]
    told = {
        "title": {"en": "A film"},
        "seconds": sum(lengths),
        "steps": [
            {"name": {"en": f"step {k}"}, "words": {"en": "Words."}, "start": start}
            for k, start in enumerate(starts)
        ],
    }
    text = chapters.description(told)
    assert check_description(text, sum(lengths)) == expected


@pytest.mark.parametrize(
    "second, stamp",
    [
        (59, "0:59"),
        (60, "1:00"),
        (605, "10:05"),
        (3599, "59:59"),
        (3600, "1:00:00"),
        (3661, "1:01:01"),
        (36000, "10:00:00"),
        (7325.1, "2:02:06"),
    ],
)
def test_how_a_time_is_written(second, stamp):
    told = {
        "title": {"en": "A film"},
        "seconds": second + 40.0,
        "steps": [
            {"name": {"en": f"step {k}"}, "words": {"en": "Words."}, "start": start}
            for k, start in enumerate((0, second, second + 20))
        ],
    }
    lines = chapters.description(told).splitlines()
    assert f"{stamp} step 1" in lines and "0:00 step 0" in lines


def test_a_thousand_steps_fit_a_description():
    told = {
        "title": {"en": "A film"},
        "seconds": 20000.0,
        "steps": [
            {
                "name": {"en": f"step {k} " + "x" * 20},
                "words": {"en": "Words."},
                "start": 20.0 * k,
            }
            for k in range(1000)
        ],
    }
    assert chapters.description(told).encode()[5000:] == b""


@pytest.mark.parametrize("name", FILMS)
def test_chapters_link_both_rates_and_the_page(produced, name):
    told = produced(name).manifest(RATES, (1920, 1080))
    rows = list(csv.DictReader(io.StringIO(chapters.as_csv(told))))
    markdown = chapters.as_markdown(told)
    assert len(rows) == len(told["steps"])
    for row, step in zip(rows, told["steps"], strict=True):
        assert float(row["second"]) == step["start"]
        assert row["10 fps"] == f"10.mp4#t={step['start']:g}"
        assert row["60 fps"] == f"60.mp4#t={step['start']:g}"
        assert row["page"] == f"../../{name}.html#{name}/{step['slug']}"
        assert all(f"]({row[one]})" in markdown for one in ("10 fps", "60 fps", "page"))


def test_a_table_has_no_formula_and_only_print(produced):
    told = produced("forward").manifest(RATES, (1920, 1080))
    told["steps"][0]["name"] = {"en": "=1\x1b[31m", "zh": "一"}
    rows = list(csv.DictReader(io.StringIO(chapters.as_csv(told))))
    assert rows[0]["name"] == "'=1 [31m"


def test_nothing_of_a_hostile_trace_breaks_a_chapter(hostile_film):
    told = json.loads(json.dumps(manifest(hostile_film, "forward", RATES)))
    steps = len(told["steps"])
    check_description(chapters.description(told), told["seconds"])
    assert len(list(csv.reader(io.StringIO(chapters.as_csv(told))))) == steps + 1
    table = chapters.as_markdown(told).splitlines()[2:]
    assert len(table) == steps + 2
    for line in table:
        assert len(re.findall(r"(?<!\\)\|", line)) == 7
        assert not re.search(r"(?<!\\)[<>`]", line)
    for step in told["steps"]:
        assert re.fullmatch(r"[a-z0-9-]+", step["slug"])
