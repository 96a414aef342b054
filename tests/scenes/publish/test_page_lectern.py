"""A film shown to others from its page, drawn in the browser."""

import base64
import io
import json

import numpy as np
import pytest
from PIL import Image

from network.trace import Trace
from scenes.film.film import Film
from scenes.stage.themes import THEMES
from tests.browser import ends, starts, visits
from tests.frames import pixels_at
from tests.small_film import PACE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def film(small_trace_file):
    return Film(Trace.load(small_trace_file), speed=PACE)


@pytest.fixture
def site(drawn_site):
    return drawn_site


@pytest.fixture
def roots(drawn_roots):
    return drawn_roots


@pytest.fixture
def visit(browser, roots):
    with visits(browser, roots) as begin:
        yield begin


def canvas(one):
    """The (height, width, 3) bytes of the canvas."""
    coded = one.page.evaluate("document.getElementById('stage').toDataURL()")
    with io.BytesIO(base64.b64decode(coded.split(",")[1])) as file:
        return np.asarray(Image.open(file).convert("RGB"), int)


def test_nothing_is_rendered(site):
    files = {path.name for path in (site / "films/forward").rglob("*")}
    assert not any(name.endswith(".mp4") for name in files)
    told = json.loads((site / "films/forward/film.json").read_text())
    assert told["rates"] == {
        rate: {"frames": round(told["seconds"] * int(rate))} for rate in ("10", "60")
    }
    assert set(told["score"]["pieces"]) == {"en", "zh"}


@pytest.mark.parametrize("root", ["server", "disk"])
@pytest.mark.parametrize("rate", [10, 60])
def test_exactly_the_frame_asked_for(visit, film, root, rate):
    """Forward and back by keys, as the frames drawn at the same moment."""
    one = visit(root, 1920, 1080)
    frame = starts(film, rate)[1] + rate
    one.open(f"forward.html?whole#forward@frame={frame}&rate={rate}")
    for key, step in (("ArrowRight", 1), (".", 1), ("ArrowLeft", -1), (",", -1)):
        one.press(key)
        frame += step
        assert (one.frame, one.rate) == (frame, rate)
        seen = canvas(one)
        high, wide = seen.shape[:2]
        drawn = pixels_at(film, frame / rate, width=wide, height=high)[:, :, :3]
        assert np.abs(seen - drawn).mean() < 2.5


def test_next_plays_a_step_to_its_end(visit, film):
    one = visit().open("forward.html#forward")
    for number, end in enumerate(ends(film, 10)):
        one.page.keyboard.press("PageDown")
        one.page.wait_for_selector("#picture[data-state=playing]")
        if number:
            one.press("PageDown")  # not waiting for it
        one.settled()
        assert one.frame == end
        assert one.address == f"#forward/{film.steps[number].slug}"
    for end in [*ends(film, 10)[-2::-1], 0]:
        one.press("PageUp")
        assert one.frame == end


def test_what_a_step_comes_to_is_said(visit, film):
    one = visit(locale="en-US").open("forward.html#forward/sums")
    said = one.page.text_content("#spoken")
    assert said.endswith(film.steps[1].caption) and "sums to" in said
    title = one.page.evaluate("matreelFilm.steps[1].title.en")
    assert said.startswith(title) and said.count(title) == 1
    one.press("ArrowLeft")
    assert one.page.text_content("#spoken") == ""
    assert one.page.get_attribute("#spoken", "role") == "status"


def test_played_in_its_own_time_and_speed(visit):
    one = visit().open("forward.html#forward@frame=10")
    for speed in ("1", "2"):
        one.page.evaluate(
            f"document.getElementById('speed').value = '{speed}';"
            "document.getElementById('speed').dispatchEvent(new Event('change'))"
        )
        before = one.frame
        one.page.keyboard.press("Space")
        one.page.wait_for_timeout(2000)
        one.press("Space")
        seconds = (one.frame - before) / 10 / float(speed)
        assert 1.5 < seconds < 4  # a machine may be slow to pause


def test_the_picture_speaks_both_languages(visit, film):
    one = visit(locale="en-US")
    one.open(f"forward.html?whole#forward@frame={ends(film, 10)[1]}")
    english = canvas(one)
    one.press("l")
    assert comes(one, lambda picture: (picture != english).any(axis=2).mean() > 0.002)
    one.press("l")
    assert comes(one, lambda picture: np.array_equal(picture, english))


def comes(one, is_wanted):
    """Whether the canvas becomes as it is wanted: another language is fetched."""
    for _ in range(100):
        if is_wanted(canvas(one)):
            return True
        one.page.wait_for_timeout(100)
    return False


def test_every_theme(visit, film):
    one = visit().open(f"forward.html#forward@frame={ends(film, 10)[1]}")
    for theme in (*THEMES[1:], THEMES[0]):
        one.press("t")
        one.page.wait_for_selector(f"html[data-theme={theme.name}]")
        one.page.wait_for_timeout(300)
        ground = theme.colors(["#0D1117"])[0]
        assert canvas(one)[4, 4].tolist() == list(bytes.fromhex(ground[1:]))
    one.press("t")
    one.page.reload()
    one.ready()
    one.page.wait_for_selector("html[data-theme=light]")


def test_nearer_until_a_cell_is_large_and_still_read(visit, film):
    one = visit().open(f"forward.html?whole#forward@frame={ends(film, 10)[1]}")
    box = one.page.locator("#picture").bounding_box()
    x, y = box["x"] + 0.2 * box["width"], box["y"] + 0.5 * box["height"]
    one.page.mouse.move(x, y)
    whole = one.page.evaluate("matreelPlayer.picture.seen")
    assert whole == pytest.approx([0, 0, 1920, 1080], abs=4)
    one.press("+", "+", "+")
    seen = one.page.evaluate("matreelPlayer.picture.seen")
    assert seen[2] == pytest.approx(whole[2] / 1.25**3)
    there = one.page.get_attribute("#marks", "viewBox")
    assert list(map(float, there.split())) == pytest.approx(seen)
    one.press("Shift+ArrowRight")
    assert one.page.evaluate("matreelPlayer.picture.seen[0]") > seen[0]
    one.press(*["-"] * 4)
    assert one.page.evaluate("matreelPlayer.picture.seen") == whole


def test_the_screen_is_blanked_and_comes_back(visit):
    one = visit().open("forward.html#forward@frame=20")
    for key in ("b", "w"):
        one.page.keyboard.press(key)
        assert one.page.is_visible("#shade")
        one.page.keyboard.press("PageDown")  # only brings it back
        assert one.page.is_hidden("#shade")
        assert one.frame == 20


def test_the_whole_screen_and_controls_that_hide(visit):
    one = visit().open("forward.html#forward@frame=20")
    one.page.keyboard.press("f")
    one.page.wait_for_function("document.fullscreenElement !== null")
    size = one.page.evaluate(
        "[document.getElementById('stage').clientWidth, innerWidth,"
        " document.getElementById('stage').clientHeight, innerHeight]"
    )
    assert size[0] == size[1] and size[2] == size[3]
    one.page.wait_for_selector("#player.resting")
    one.page.keyboard.press(".")
    assert one.page.is_visible("#shade")  # as clickers do
    one.page.keyboard.press(".")
    assert one.page.is_hidden("#shade") and one.frame == 20
    one.page.mouse.move(300, 300)
    one.page.wait_for_selector("#player:not(.resting)")


def test_a_pointer_that_lies_still_reads_nothing_where_the_film_goes_on_to(visit, film):
    """Full screen the reading lies over the picture: over what is asked about."""
    one = visit().open("forward.html#forward")
    one.press("p")
    one.page.keyboard.press("f")
    one.page.wait_for_function("document.fullscreenElement !== null")
    one.page.keyboard.press("PageDown")
    one.page.locator("#covers button").first.wait_for()
    one.settled()

    def reads(place):
        one.point_at(*place)
        return " = " in one.reading()[0]

    places = one.page.evaluate(
        "matreelPlayer.cells.at(matreelPlayer.frame * 6).map((one) => one.middle)"
    )
    goes_in = next(place for place in places if reads(place))
    one.press("Home")
    one.point_at(*goes_in)
    one.page.wait_for_selector("#player.resting")
    one.page.keyboard.press("PageDown")
    one.page.locator("#covers button").first.wait_for()
    one.settled()
    assert one.reading()[0].startswith("What do you expect?")
    assert reads([goes_in[0] + 1, goes_in[1]])  # moved, it reads again


def test_all_steps_at_a_glance(visit, film):
    one = visit().open("forward.html#forward")
    one.page.keyboard.press("o")
    one.page.wait_for_function(
        f"document.querySelectorAll('#all-steps canvas').length === {len(film.steps)}"
    )
    one.page.click("#all-steps li:nth-child(3) button")
    assert one.settled().frame == ends(film, 10)[2]
    assert one.page.is_hidden("#overview")


# What the second window tells the first, as a browser may bring it: each message
# comes by two ways, and another one between them.
TWO_WAYS = """(isFirst) => {
    const line = new BroadcastChannel("matreel forward");
    const byLine = (message) => line.postMessage(message);
    const byWindow = (message) =>
        window.opener.postMessage({ matreel: "forward", ...message }, "*");
    const ways = isFirst ? [byLine, byWindow] : [byWindow, byLine];
    const told = [1, 2].map((k) => ({ wants: "nextFrame", number: `here ${k}` }));
    const sent = ways.flatMap((way) => told.map((message) => () => way(message)));
    const pause = () => new Promise((resolve) => setTimeout(resolve, 200));
    return sent.reduce((before, send) => before.then(send).then(pause), pause());
}"""


@pytest.mark.parametrize("is_line_first", [True, False])
def test_a_key_of_the_second_window_is_heard_once(visit, is_line_first):
    one = visit().open("forward.html#forward")
    with one.page.expect_popup() as opened:
        one.page.keyboard.press("n")
    second = opened.value
    second.wait_for_selector("#speaker-now canvas")
    before = one.frame
    second.evaluate(TWO_WAYS, is_line_first)
    assert one.settled().frame == before + 2
    second.keyboard.press("ArrowLeft")
    one.page.wait_for_selector(f"#picture[data-frame='{before + 1}']")
    second.close()


def test_a_second_window_follows_and_leads(visit, film):
    one = visit().open("forward.html#forward")
    with one.page.expect_popup() as opened:
        one.page.keyboard.press("n")
    second = opened.value
    faults = []
    second.on("console", lambda message: faults.append(message.text))
    second.on("pageerror", lambda error: faults.append(str(error)))
    second.wait_for_selector("#speaker-now canvas")
    assert second.text_content("#speaker-step").startswith("1 /")
    one.page.keyboard.press("PageDown")
    one.page.wait_for_selector("#picture[data-state=playing]")
    one.press("PageDown", "PageDown", "PageDown")
    second.wait_for_function(
        "document.getElementById('speaker-step').textContent.startsWith('2 /')"
    )
    assert film.steps[2].name in second.text_content("#speaker-next")
    second.keyboard.press("PageUp")
    one.page.wait_for_selector(f"#picture[data-frame='{ends(film, 10)[0]}']")
    # The keys that blank the screen blank that of the film; the next one brings it
    # back and does no more.
    for key, told in (("b", "black"), ("w", "white")):
        second.keyboard.press(key)
        one.page.wait_for_selector(f"#player[data-shade={told}]")
        second.wait_for_function(
            "document.getElementById('speaker-step').textContent"
            f".endsWith('the screen is {told}')"
        )
        second.keyboard.press("PageDown")
        one.page.wait_for_selector("#player[data-shade='']")
        assert one.frame == ends(film, 10)[0] and not one.page.is_visible("#shade")
    # What this window has not is not opened behind its back, where it took all keys.
    for key in ("?", "o", "/"):
        second.keyboard.press(key)
    assert not second.evaluate(
        "Boolean(document.querySelector('dialog[open]') || document.fullscreenElement)"
    )
    # A clicker's full stop: a frame, or in full screen black.
    second.keyboard.press(".")
    one.page.wait_for_selector(f"#picture[data-frame='{ends(film, 10)[0] + 1}']")
    one.page.keyboard.press("f")
    one.page.wait_for_function("document.fullscreenElement !== null")
    second.keyboard.press(".")
    one.page.wait_for_selector("#player[data-shade=black]")
    assert faults == []
    second.close()


def test_what_can_be_copied(browser, roots, film):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(roots["server"] + f"forward.html#forward@frame={ends(film, 10)[1]}")
    page.wait_for_selector("#picture[data-frame]")
    page.click("[data-do=more]")
    page.click("[data-copy=copyLink]")
    page.wait_for_function("document.getElementById('copied').textContent !== ''")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == roots["server"] + "forward.html#forward/sums"
    page.click("[data-copy=copyFrame]")
    page.wait_for_timeout(200)
    code = page.evaluate("navigator.clipboard.readText()")
    assert code.startswith("<iframe src=") and "?embed#forward/sums" in code
    page.click("[data-copy=copyPicture]")
    page.wait_for_timeout(800)
    kinds = page.evaluate(
        "navigator.clipboard.read().then(all => all.flatMap(one => one.types))"
    )
    assert kinds == ["image/png"]
    context.close()


def test_embedded_there_is_the_film_alone(visit):
    one = visit(width=960, height=600)
    one.page.goto(one.root + "forward.html?embed#forward/sums")
    one.ready()
    assert one.page.is_visible("#stage") and one.page.is_visible(".controls")
    assert one.page.is_hidden("#now-title") and one.page.is_hidden("#source")
    assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_number_is_found_where_it_first_stands(visit, film):
    one = visit().open("forward.html#forward")
    act = next(shot for shot in film.shots if shot.step == 1).player.act
    value = float(act.result.array[1, 0])
    one.page.keyboard.press("/")
    one.page.fill("#search-text", f"{value:.3f}")
    one.page.click("#found button:has-text('[1, 0]')")
    one.settled()
    assert repr(value) in one.reading()[0]
    assert starts(film, 10)[1] <= one.frame <= ends(film, 10)[1]


def test_words_and_lines_are_found(visit, film):
    one = visit().open("forward.html#forward")
    one.page.keyboard.press("/")
    one.page.fill("#search-text", "np.maximum")
    one.page.click("#found button")
    assert one.settled().frame == ends(film, 10)[2]
    one.page.keyboard.press("/")
    one.page.fill("#search-text", "<img src=x>")
    one.page.wait_for_selector("#found-count:has-text('Nothing')")
    one.page.click("#search form button")


def test_a_line_of_the_source_leads_to_its_step(visit, film):
    one = visit().open("forward.html#forward/sums")
    one.page.click("#source .text:has-text('kept / 2')")
    assert one.settled().frame == ends(film, 10)[3]


def test_letters_can_be_switched_off(visit):
    one = visit().open("forward.html#forward@frame=20")
    one.page.click("[data-do=more]")
    one.page.check("#letters")
    one.page.click("#more form button")
    one.press("b", "5")
    assert one.page.is_hidden("#shade") and one.frame == 20
    one.press("ArrowRight")
    assert one.frame == 21


def test_a_hand_out_has_every_step(visit, film):
    one = visit().open("forward.html#forward")
    one.page.evaluate("() => { window.print = () => { window.printed = true; }; }")
    one.page.click("[data-do=more]")
    one.page.click("[data-sheets='4']")
    one.page.wait_for_function("window.printed")
    pictures = one.page.locator("#hand-out img")
    assert pictures.count() == len(film.steps)
    assert (
        one.page.evaluate("document.querySelector('#hand-out img').naturalWidth")
        == 1920
    )
    # It is on white; on the screen the film is as it was.
    assert canvas(one)[4, 4].tolist() == [13, 17, 23]


def test_a_piece_that_is_gone_is_said(site, browser, tmp_path):
    for path in site.rglob("*"):
        if path.is_file():
            new = tmp_path / path.relative_to(site)
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(path.read_bytes())
    told = json.loads((site / "films/forward/film.json").read_text())
    (tmp_path / "films/forward/score" / told["score"]["pieces"]["en"][0][1]).unlink()
    page = browser.new_page()
    page.goto(f"{tmp_path.as_uri()}/forward.html#forward")
    page.wait_for_selector("#reading:has-text('cannot be')")
    page.close()
