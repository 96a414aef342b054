"""A page's captions: those of the .vtt, and none that tells what to predict."""

import io
import json
import time

import pytest
import webvtt

from scenes.film.cues import cues
from scenes.film.film import Film
from scenes.publish.cells import cells_of
from scenes.publish.subtitles import vtt
from tests.browser import served, visits
from tests.in_time import PATIENCE_SECS
from tests.numbered import write_site
from tests.small_film import PACE, small_trace

OUTCOME = "Row 0 sums to −2.673."
SHOWN = """() => {
  const video = document.querySelector('#picture video:not(.waiting)');
  return [...video.textTracks].filter((track) => track.mode === 'showing')
    .flatMap((track) => [...(track.activeCues ?? [])])
    .map((cue) => cue.getCueAsHTML().textContent).join(' | ');
}"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def film():
    return Film(small_trace(), speed=PACE)


@pytest.fixture(scope="module")
def folder(film, tmp_path_factory):
    folder = tmp_path_factory.mktemp("captions")
    write_site(folder, {"forward": film}, {"forward": cells_of(film)}, (10,))
    return folder


@pytest.fixture
def visit(browser, folder):
    with served(folder) as address, visits(browser, {"captions": address}) as begin:
        yield begin


def told(one):
    """What the captions of a page say now; they follow a seek soon."""
    one.page.wait_for_timeout(100)
    return one.page.evaluate(SHOWN).replace("\n", " ")


def is_said(said, cue, language):
    """Whether it is what a caption says, or something in Chinese in its place."""
    if language == "en":
        return said == " ".join(cue.lines)
    return bool(said) and " | " not in said


@pytest.mark.parametrize("language, key", [("en", ""), ("zh", "l")])
def test_captions_are_those_of_the_file(visit, film, language, key):
    one = visit().open("forward.html#forward")
    one.press("c", *key)
    parsed = list(webvtt.from_buffer(io.StringIO(vtt(film, "en"))))
    assert len(parsed) > 6
    for cue in parsed:
        start, end = map(_seconds, (cue.start, cue.end))
        for second in {start + 0.051, (start + end) / 2, end - 0.051}:
            frame = int(second * 10)
            middle = (frame + 0.5) / 10
            if start < middle < end:
                one.page.evaluate(f"location.hash = '#forward@frame={frame}'")
                one.page.wait_for_selector(f"#picture[data-frame='{frame}']")
                end_of_wait = time.monotonic() + PATIENCE_SECS
                while not is_said(said := told(one), cue, language):
                    assert time.monotonic() < end_of_wait, (second, said)
    one.press("c")
    assert told(one) == ""


def _seconds(time):
    hours, minutes, seconds = time.split(":")
    return 3600 * int(hours) + 60 * int(minutes) + float(seconds)


def at_the_result(visit, path="forward.html"):
    """A page that predicts, at the frame before the first result."""
    one = visit().open(f"{path}#forward")
    one.press("c", "p", "ArrowDown")
    one.page.locator("#covers button").first.wait_for()
    return one


def test_predicting_no_caption_gives_the_result_away(visit, film):
    one = at_the_result(visit)
    assert "sums to" not in told(one)
    second = next(
        cue.start / 1000 for cue in cues(film, "en") if cue.lines == (OUTCOME,)
    )
    one.page.keyboard.press("ArrowDown")  # shows it
    one.page.evaluate(f"location.hash = '#forward@frame={int(second * 10) + 2}'")
    one.page.wait_for_selector(f"#picture[data-frame='{int(second * 10) + 2}']")
    assert told(one) == OUTCOME


def test_a_result_that_the_film_tells_early_is_kept_back(browser, folder, tmp_path):
    """As that of a sheet that goes first: of the whole it is told later."""
    for path in folder.rglob("*"):
        if path.is_file():
            new = tmp_path / path.relative_to(folder)
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(path.read_bytes())
    script = tmp_path / "films" / "forward" / "film.js"
    name, _, content = script.read_text("utf-8").partition(" = ")
    told_film = json.loads(content.rstrip(";\n"))
    step = told_film["steps"][1]
    step["acts"][0]["told"] = step["start"] + 0.5
    end = step["start"] + step["seconds"]
    step["cues"]["en"] = [
        [step["start"], step["start"] + 0.5, ["One row."]],
        [step["start"] + 0.5, end, [OUTCOME]],
    ]
    script.write_text(f"{name} = {json.dumps(told_film)};\n", "utf-8")
    with served(tmp_path) as address, visits(browser, {"early": address}) as begin:
        one = at_the_result(begin)
        assert told(one) == ""
        one.page.keyboard.press("ArrowDown")
        one.page.locator("#covers button").first.wait_for(state="detached")
        assert told(one.settled()) == OUTCOME
        one.press("p")
        start = round(step["start"] * 10)
        one.page.evaluate(f"location.hash = '#forward@frame={start}'")
        one.page.wait_for_timeout(300)
        assert told(one).endswith("One row.")
