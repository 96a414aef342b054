"""A published site in Firefox and in WebKit."""

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.runs.default_traces import DEFAULT_WEIGHTS
from network.trace import Trace
from scenes.film.film import Film
from scenes.stage.palette import BACKGROUND
from scenes.stage.themes import THEMES
from tests.browser import ends, served, starts
from tests.drawn_on_pages import RESULT, check_reading, picture_of
from tests.frames import pixels_at
from tests.other_browsers import firefox, webkit
from tests.small_film import PACE

pytestmark = pytest.mark.slow

PAUSED = "document.querySelector('#picture[data-state=paused][data-frame]')"
DRAWINGS = 20


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request, tmp_path_factory):
    with request.param(tmp_path_factory.mktemp("browser")) as started:
        started.resize(1280, 800)
        yield started


@pytest.fixture(scope="module")
def film(small_trace_file):
    return Film(Trace.load(small_trace_file), speed=PACE)


@pytest.fixture(scope="module")
def roots(drawn_site, drawn_roots):
    with served(drawn_site) as ranges:
        yield {**drawn_roots, "ranges": ranges}


def opened(engine, address):
    """Go to a page of the film, and wait until its frame stands."""
    engine.goto(address)
    engine.until(PAUSED)
    engine.run("localStorage.clear();")
    return engine


def frame(engine):
    """The frame that is shown when it has come."""
    engine.until(PAUSED)
    return int(engine.run("return document.querySelector('#picture').dataset.frame;"))


@pytest.mark.parametrize("rate", [10, 60])
@pytest.mark.parametrize("root", ["disk", "server", "ranges"])
def test_exactly_the_frame_asked_for(engine, roots, film, root, rate):
    """Forward and back by keys, as the frames drawn at the same moment."""
    number = starts(film, rate)[1] + rate
    opened(
        engine, f"{roots[root]}forward.html?whole#forward@frame={number}&rate={rate}"
    )
    for key, step in (("ArrowRight", 1), (".", 1), ("ArrowLeft", -1), (",", -1)):
        engine.press(key)
        number += step
        engine.until(f"document.querySelector('#picture').dataset.frame === '{number}'")
        assert frame(engine) == number
        seen = engine.canvas("#stage")
        high, wide = seen.shape[:2]
        drawn = pixels_at(film, number / rate, width=wide, height=high)[:, :, :3]
        assert np.abs(seen - drawn).mean() < 2.5


def test_nothing_else_is_asked_for(engine, roots):
    opened(engine, roots["server"] + "forward.html#forward")
    asked = engine.run(
        "return performance.getEntriesByType('resource').map((one) => one.name);"
    )
    assert len(asked) > 5
    assert [
        one for one in asked if not one.startswith((roots["server"], "data:"))
    ] == []


def test_keys(engine, roots, film):
    opened(engine, roots["server"] + "forward.html#forward@frame=3&rate=10")
    last = round(film.seconds * 10) - 1
    for key, number in (("End", last), ("Home", 0), ("5", None), ("PageUp", None)):
        before = frame(engine)
        engine.press(key)
        engine.until(f"document.querySelector('#picture').dataset.frame !== '{before}'")
        if number is not None:
            assert frame(engine) == number
    # One step is played to its end, where its picture has settled.
    engine.press("Home", "ArrowDown")
    engine.until(
        f"document.querySelector('#picture').dataset.frame === '{ends(film, 10)[0]}'"
    )
    assert frame(engine) == ends(film, 10)[0]
    engine.press("?")
    engine.until("document.querySelector('#help').open")
    engine.press("Escape")
    engine.until("!document.querySelector('#help').open")


def test_languages_and_themes(engine, roots):
    opened(engine, roots["server"] + "forward.html#forward@frame=40&rate=10")
    english = engine.text("#now-title")
    engine.press("l")
    engine.until("document.documentElement.lang === 'zh-Hans'")
    assert any(letter >= "\u4e00" for letter in engine.text("#now-title"))
    engine.press("l")
    engine.until("document.documentElement.lang === 'en'")
    assert engine.text("#now-title") == english
    for theme in (*THEMES[1:], THEMES[0]):
        engine.press("t")
        engine.until(f"document.documentElement.dataset.theme === '{theme.name}'")
        ground = theme.colors([BACKGROUND])[0]
        parts = ",".join(str(int(ground[at : at + 2], 16)) for at in (1, 3, 5))
        engine.until(
            "document.querySelector('#stage').getContext('2d')"
            f".getImageData(3, 3, 1, 1).data.join() === '{parts},255'"
        )


@pytest.mark.parametrize("width, height", [(390, 844), (360, 640)])
def test_on_a_phone_nothing_is_wider_than_the_screen(
    engine, drawn_site, pad_site, width, height
):
    """In a frame of that size: the windows of Firefox are wider."""
    for folder, pages in (
        (drawn_site, ("index.html", "source.html", "forward.html")),
        (pad_site, ("draw.html",)),
    ):
        (folder / "phone.html").write_text(
            f"<!doctype html><iframe width={width} height={height}></iframe>"
        )
        with served(folder) as root:
            for page in pages:
                engine.goto(root + "phone.html")
                engine.run(
                    "document.querySelector('iframe').src = arguments[0];", root + page
                )
                inside = "document.querySelector('iframe').contentDocument"
                engine.until(f"{inside}.URL === '{root + page}'")
                engine.until(f"{inside}.readyState === 'complete'")
                wide = engine.run(f"return {inside}.documentElement.scrollWidth;")
                assert wide <= width, page
        (folder / "phone.html").unlink()


def test_drawings_are_read_as_numpy_reads_them(engine, pad_site):
    network, rng = DigitNetwork.load(DEFAULT_WEIGHTS), np.random.default_rng(7)
    with served(pad_site, ranges=False) as root:
        engine.goto(root + "draw.html#forward")
        engine.until("document.body.dataset.ready")
        for _ in range(DRAWINGS):
            for stroke in range(1, rng.integers(2, 4)):
                ways = rng.normal(scale=0.12, size=(6, 2))
                points = rng.random(2) + np.cumsum(ways, axis=0)
                engine.drag("#pad canvas", np.clip(points, 0.02, 0.98).tolist())
                engine.until(f"!pad.stroke && state().strokes.length === {stroke}")
            picture = picture_of(engine.run("return state().strokes;"))
            check_reading(network, engine.run(RESULT), picture / 255)
            engine.press(*["Control+z"] * stroke)
            engine.until("here === 0")
        assert engine.text("#answer") == "?"


def test_the_pad_from_disk(engine, pad_site):
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    engine.goto(f"{pad_site.as_uri()}/draw.html#forward")
    engine.until("document.body.dataset.ready")
    for name in digits.DRAWN + digits.HARD:
        steps = engine.run("return past.length;")
        engine.click(f"[data-example='{name}']")
        engine.until(f"past.length === {steps + 1}")
        check_reading(network, engine.run(RESULT), digits.drawn_digit(name))
    image = digits.drawn_digit(name)[:, 0]
    engine.drag("#seen canvas", [(9.5 / 28, 3.5 / 28)])
    engine.until("state().edits.size === 1")
    image[3 * 28 + 9] = 1 if image[3 * 28 + 9] < 0.5 else 0
    check_reading(network, engine.run(RESULT), image)
    engine.click("#leave-out", seconds=0.2)
    engine.until("state().leftOut.size === 1")
    told = engine.run(RESULT)
    check_reading(network, told, image, [told["near"]])
