"""What `python -m scenes script` prints is what the captions say, and when."""

import csv
import re

import pytest
from click.testing import CliRunner

from scenes.cli.film_commands import scenes
from scenes.film.cues import LATE, cues_of_steps, script
from scenes.words.languages import LANGUAGES
from scenes.words.naming import language
from tests.scene_films import scene_of


def run(*words):
    done = CliRunner().invoke(scenes, ["script", *words])
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_the_captions_are_the_sentences_in_pieces(spoken):
    with language(spoken):
        film = scene_of("neurons").film()
    steps = script(film, spoken)
    ends = [film.shots_of(k)[-1] for k in range(len(steps))]
    for sentences, cues, last in zip(
        steps, cues_of_steps(film, spoken), ends, strict=True
    ):
        assert sentences
        for one, after in zip(sentences, sentences[1:]):
            assert one.start < one.end <= after.start
        assert sentences[-1].end <= 1000 * (last.start + last.seconds + LATE)
        for one in sentences:
            within = [cue for cue in cues if one.start <= cue.start < one.end]
            assert (within[0].start, within[-1].end) == (one.start, one.end)
            joined = "".join(line for cue in within for line in cue.lines)
            assert joined.replace(" ", "") == one.text.replace(" ", "")


@pytest.mark.parametrize("spoken", LANGUAGES)
def test_both_forms_have_the_same_sentences(spoken):
    table = list(
        csv.DictReader(run("neurons", "--csv", "--language", spoken).split("\n"))
    )
    lines = re.findall(
        r"^ *(\d+):(\d\d\.\d)  for +(\d+\.\d) s  (\S+) +(.+)$",
        run("neurons", "--language", spoken),
        re.MULTILINE,
    )
    assert len(lines) == len(table) >= 10
    for (minutes, seconds, length, file, text), row in zip(lines, table):
        begins, ends = float(row["begins"]), float(row["ends"])
        assert 60 * int(minutes) + float(seconds) == pytest.approx(begins, abs=0.051)
        assert float(length) == pytest.approx(ends - begins, abs=0.051)
        assert row["sentence"].lstrip("'") == text
        assert row["file"] == file and file.startswith(row["step"])
    assert len({row["file"] for row in table}) == len(table)
