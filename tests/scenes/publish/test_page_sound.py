"""A page that is spoken: nothing sounds or is loaded until somebody asks for it,
then what is heard is where the picture is, at any speed, wherever one goes."""

import csv
import io
import json

import pytest
from click.testing import CliRunner

from scenes.cli.film_commands import scenes
from scenes.sound.sound_track import sound_of
from tests.browser import served, visits
from tests.other_browsers import firefox
from tests.publishing import ALONE, command, run, with_cache_of
from tests.small_film import PACE
from tests.tones import record_script, tones_in

pytestmark = pytest.mark.slow

FILM = "forward.html#forward@frame=0&rate=60"
SOUND = "document.querySelector('#sound-track')"
SHOWN = "document.querySelector('#picture').dataset"
# Seconds by which the sound is behind the picture.
LATE = f"({SHOWN}.frame / {SHOWN}.rate - {SOUND}.currentTime)"
APART = 0.3  # seconds that sound and picture may be apart on a busy machine


def names_of(trace_file):
    """The recordings that the script of the film asks for."""
    words = ["script", "forward", "--csv", "--trace", str(trace_file)]
    done = CliRunner().invoke(scenes, [*words, "--pace", str(PACE)])
    assert done.exit_code == 0, done.output
    rows = csv.DictReader(io.StringIO(done.stdout))
    return [row["file"].removesuffix(".wav") for row in rows]


@pytest.fixture(scope="module")
def folder(drawn_once, small_trace_file, tmp_path_factory):
    """The folder of the film, published with a recording for each sentence."""
    made = tmp_path_factory.mktemp("spoken")
    record_script(made / "recorded", names_of(small_trace_file))
    options = [*ALONE, "--voice-folder", str(made / "recorded")]
    with_cache_of(drawn_once, made)  # fonts
    run(command(small_trace_file, made, *options, rates="10,60", videos=False))
    return made / "site"


@pytest.fixture(scope="module")
def roots(folder):
    with served(folder) as ranges, served(folder, ranges=False) as whole:
        yield {"ranges": ranges, "server": whole, "disk": f"{folder.as_uri()}/"}


@pytest.fixture
def visit(browser, roots):
    with visits(browser, roots) as begin:
        yield begin


def test_the_file_is_as_long_as_the_film_and_speaks_in_step(folder):
    told = json.loads((folder / "films/forward/film.json").read_text("utf-8"))
    assert told["sound"] == {"language": "en", "file": "sound.en.mp3"}
    file = folder / "films/forward" / told["sound"]["file"]
    assert len(sound_of(file)) / 48_000 == pytest.approx(told["seconds"], abs=0.05)
    begins = [cue[0] for step in told["steps"] for cue in step["cues"]["en"]]
    for begin, _ in tones_in(file):
        assert min(abs(begin - one) for one in begins) < 0.1


def test_it_is_silent_and_loads_nothing_until_it_is_asked(visit):
    one = visit("server").open(FILM)
    button = one.page.locator("#sound")
    assert button.is_visible() and button.get_attribute("aria-pressed") == "false"
    assert button.get_attribute("aria-label") == "Sound, in English"
    one.page.keyboard.press("Space")
    one.page.wait_for_function(f"{SHOWN}.frame > 20")
    one.page.keyboard.press("Space")
    asked = "performance.getEntriesByType('resource').map((one) => one.name)"
    assert not any("mp3" in name for name in one.page.evaluate(asked))
    assert one.page.locator("audio").count() == 0


@pytest.mark.parametrize("root", ["ranges", "server", "disk"])
def test_it_is_heard_where_the_picture_is(visit, root):
    one = visit(root).open(FILM)
    page = one.page
    page.keyboard.press("v")
    page.wait_for_function(f"{SOUND}?.readyState >= 1")
    assert page.evaluate(f"{SOUND}.paused")  # as the film is
    page.keyboard.press("Space")
    page.wait_for_function(f"!{SOUND}.paused && {SOUND}.currentTime > 0.5")
    page.wait_for_function(f"Math.abs({LATE}) < {APART}")
    # Elsewhere, at another speed, and still.
    page.keyboard.press("5")
    page.wait_for_function(f"{SOUND}.currentTime > 2 && Math.abs({LATE}) < {APART}")
    page.keyboard.press(">")
    page.wait_for_function(f"Math.abs({SOUND}.playbackRate - 1.5) < 0.13")
    page.wait_for_function(f"Math.abs({LATE}) < {APART}")
    page.keyboard.press("Space")
    page.wait_for_function(f"{SOUND}.paused")
    page.keyboard.press("v")
    page.keyboard.press("Space")
    page.wait_for_function(f"{SHOWN}.state === 'playing'")
    assert page.evaluate(f"{SOUND}.paused")
    page.keyboard.press("Space")


def test_what_is_to_be_predicted_is_not_said(visit):
    one = visit("ranges").open(FILM)
    page = one.page
    page.keyboard.press("v")
    page.keyboard.press("p")
    page.wait_for_function(f"{SOUND}?.readyState >= 1")
    page.evaluate(
        "matreelPlayer.go(matreelPlayer.moments.firstFrame("
        "matreelPlayer.moments.acts.find((act, k) => matreelPlayer.predict.resultOf(k))"
        ".told, 60))"
    )
    assert page.evaluate("matreelPlayer.predict.tellsTooMuch()")
    page.evaluate("matreelPlayer.picture.play()")
    page.wait_for_timeout(300)
    assert page.evaluate(f"{SOUND}.paused")
    page.evaluate("matreelPlayer.pause()")


def test_a_file_that_is_gone_is_said_to_be(visit, folder):
    file = folder / "films/forward/sound.en.mp3"
    away = file.rename(folder / "away.mp3")
    try:
        one = visit("ranges").open(FILM)
        one.page.click("#sound")
        one.page.wait_for_selector("#sound:disabled[aria-pressed=false]")
        assert "cannot be played" in one.page.get_attribute("#sound", "aria-label")
        assert any("404" in fault for fault in one.faults)
        one.faults.clear()
    finally:
        away.rename(file)


def test_in_firefox(roots, tmp_path):
    """With a device that takes all sound at once, for machines that have none:
    where the sound is says nothing there, but it is decoded and follows."""
    (tmp_path / ".asoundrc").write_text("pcm.!default { type null }\n")
    with firefox(tmp_path) as engine:
        engine.goto(roots["ranges"] + FILM)
        engine.until(
            "document.querySelector('#picture[data-state=paused][data-frame]')"
        )
        engine.click("#sound")
        engine.until(f"{SOUND} && {SOUND}.readyState >= 1")
        engine.press("Space")
        engine.until(f"!{SOUND}.paused && {SOUND}.readyState >= 3")
        engine.press("5")
        engine.until(f"{SOUND}.currentTime > 2")
        engine.press("Space")
        engine.until(f"{SOUND}.paused")
        assert engine.run(f"return {SOUND}.error;") is None
        assert engine.run("return document.querySelector('#sound').ariaPressed;") == (
            "true"
        )
