"""The server's page in a browser: drawn, told, played, kept."""

import base64
import io
import json
import re
import signal
import time
import zipfile

import av
import numpy as np
import pytest
from PIL import Image

from network.digit_network import DigitNetwork
from network.digits.drawn_digits import drawn_picture
from network.runs.default_traces import DEFAULT_WEIGHTS
from network.trace import Trace
from tests.browser import BOXES, chromium
from tests.in_time import PATIENCE_SECS
from tests.live_server import live
from tests.small_film import small_trace

pytestmark = pytest.mark.slow
PlaywrightError = pytest.importorskip(
    "playwright.sync_api", reason="missing: playwright"
).Error
_INK = "document.querySelector('#paper canvas').toDataURL().split(',')[1]"
PATIENCE = 1000 * PATIENCE_SECS  # milliseconds: the first start cuts fonts
SEVEN = (60, 50), (180, 50), (110, 200)
ONE = (120, 30), (120, 210)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("live")


@pytest.fixture(scope="module")
def browser():
    with chromium() as started:
        yield started


class LivePage:
    """The page open in a browser, without a fault."""

    def __init__(
        self, browser, server, width=1280, height=720, address=None, **options
    ):
        self.page = browser.new_page(
            viewport={"width": width, "height": height}, **options
        )
        self.page.set_default_timeout(PATIENCE)
        self.faults = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on(
            "console",
            lambda said: (
                said.type in ("error", "warning") and self.faults.append(said.text)
            ),
        )
        self.page.on(
            "request",
            lambda asked: (
                asked.url.startswith((server.root, "data:"))
                or self.faults.append(asked.url)
            ),
        )
        # Loaded it is only when fonts are cut, which the first start does.
        self.page.goto(address or server.address, wait_until="commit")
        self.page.wait_for_selector("body[data-shown]")

    @property
    def version(self):
        return self.page.evaluate("document.body.dataset.shown")

    @property
    def film(self):
        """The frame that the film is in."""
        while True:  # one may just be leaving
            shown = self.page.query_selector("#stage iframe:not(.next)")
            frame = shown and shown.content_frame()
            if frame:
                return frame
            self.page.wait_for_timeout(20)

    def asked(self, ask):
        """What a function of the film's frame gives; asked of the next film
        where the one that it asks leaves meanwhile."""
        while True:
            film = self.film
            try:
                return ask(film)
            except PlaywrightError:
                if not film.is_detached():
                    raise

    def player(self, expression):
        return self.asked(lambda film: film.evaluate(f"matreelPlayer.{expression}"))

    @property
    def source(self):
        """The code that the film shows."""
        return self.asked(lambda film: film.inner_text("#source"))

    def draw(self, points):
        box = self.page.locator("#paper").bounding_box()
        scale = box["width"] / 240
        places = [(box["x"] + x * scale, box["y"] + y * scale) for x, y in points]
        self.page.mouse.move(*places[0])
        self.page.mouse.down()
        for place in places[1:]:
            self.page.mouse.move(*place, steps=6)
        self.page.mouse.up()

    def changed(self, before):
        self.until(lambda: self.version != before)

    def until(self, is_so):
        """Wait until something is so: the page's policy lets no text be run as
        code, by which the browser itself would wait."""
        end = time.monotonic() + PATIENCE / 1000
        while not is_so():
            assert time.monotonic() < end, "it did not come"
            self.page.wait_for_timeout(20)

    def has_films(self, least):
        buttons = self.page.locator("#films button")
        self.until(lambda: buttons.count() >= least)

    def heard(self):
        """What is said to who cannot see the page."""
        return self.page.text_content("#told")

    def inked(self):
        """How many of the paper's pixels are drawn on."""
        picture = Image.open(io.BytesIO(base64.b64decode(self.page.evaluate(_INK))))
        return np.count_nonzero(np.asarray(picture.convert("RGBA"))[..., 3])

    def close(self):
        self.page.close()
        assert self.faults == []


@pytest.fixture(scope="module")
def server(folder, fonts):
    """Its films are half as long, and so are the videos of them."""
    with live(folder, "--pace", "0.5", fonts=fonts) as started:
        yield started


@pytest.fixture
def page(browser, server):
    opened = LivePage(browser, server)
    yield opened
    opened.close()


def answer_of(trace):
    """What a plain network says of the image of a trace."""
    image = next(value.array for value in trace.inputs if value.name == "image")
    network = DigitNetwork.load(DEFAULT_WEIGHTS)
    return int(network.detect(np.array(image)))


def test_a_digit_is_played_when_the_pen_is_lifted(page, server):
    before = page.version
    page.draw(SEVEN)
    page.changed(before)
    page.until(lambda: page.player("frame") > 3)  # it plays
    waited = page.page.evaluate(
        """() => ["matreel-shown", "matreel-pen-up"]
        .map((name) => performance.getEntriesByName(name).at(-1).startTime)
        .reduce((end, start) => end - start)"""
    )
    print(f"from pen up to the first frame: {waited:.0f} ms")
    version = json.loads(server.ask()[2])["version"]
    assert page.version == str(version)
    status, headers, content = server.ask(f"/shown/{version}/kept/digit.trace")
    assert status == 200 and "attachment" in headers["content-disposition"]
    kept = server.log.parent / "kept.trace"
    kept.write_bytes(content)
    trace = Trace.load(kept)
    assert trace.verify().ok
    assert int(trace.result.array) == answer_of(trace)
    # The ink is what was drawn: a bar above, then down to the left.
    image = trace.inputs[0].array.reshape(28, 28) > 0
    rows = np.flatnonzero(image.any(axis=1))
    bar, foot = np.flatnonzero(image[rows[0] + 1]), np.flatnonzero(image[rows[-1] - 1])
    assert len(bar) > 2 * len(foot) and bar[0] <= foot[0] < foot[-1] < bar[-1]
    # The film shows the same: its last step names the answer.
    words = page.player("film.steps.at(-1).words.en")
    assert str(int(trace.result.array)) in words


def test_what_plays_stands_still_until_the_next_film_comes(page):
    before = page.version
    page.draw(SEVEN)
    page.changed(before)
    page.until(lambda: page.player("picture.playing"))
    asked = []
    page.page.route("**/digits", lambda route: asked.append(route))
    page.draw(ONE)
    page.until(lambda: asked)
    assert not page.player("picture.playing")
    frame = page.player("frame")
    asked[0].fulfill(status=422, body="no digit")
    page.until(lambda: page.player("frame") > frame)  # none comes: it goes on
    assert page.page.inner_text("#hint") == "no digit"
    assert all("422" in fault for fault in page.faults)
    page.faults.clear()


def test_the_frame_of_the_next_film_is_there_when_the_pen_goes_down(page):
    """Also where it goes down again at once, as for the second stroke of a 4."""

    def waiting():
        """How many wait before the pen goes down, and after it has."""
        return page.page.evaluate(
            """() => {
            const many = () => document.querySelectorAll(
                "#stage iframe:not([data-version])").length;
            const before = many(), paper = document.getElementById("paper");
            for (const kind of ["pointerdown", "pointercancel"])
                paper.dispatchEvent(
                    new PointerEvent(kind, { clientX: 90, clientY: 200 }));
            return [before, many()];
            }"""
        )

    def drawn():
        before = page.version
        page.draw(SEVEN)
        page.changed(before)
        return waiting()

    # On a slow machine it may have come by itself.
    assert next(found for _ in range(9) if (found := drawn()) != [1, 1]) == [0, 1]


def test_the_first_piece_comes_before_the_film_is_told(page, server):
    """The film shows while most of it is not told yet, in a page that has had
    fonts and scripts since before."""
    page.page.wait_for_selector("#stage iframe.next", state="attached")
    before = page.version
    page.draw(ONE)
    page.changed(before)
    told = page.film.evaluate(
        "performance.getEntriesByType('resource')"
        ".filter(one => /score\\/en-\\d+\\.js/.test(one.name)).length"
    )
    pieces = page.player("film.score.pieces.en.length")
    assert told <= 4 and pieces > 30
    asked = page.film.evaluate(
        "performance.getEntriesByType('resource').map(one => one.name)"
        ".filter(one => one.includes('/shown/'))"
    )
    assert asked[0].endswith("films/forward/film.js")
    assert asked[1].endswith("films/forward/begin-en.js")
    assert not any(one.endswith(("/ramps.js", "/en-0.js")) for one in asked)
    assert not any("font-" in one for one in asked)
    # Its scripts run on the one while the other is still told.
    known, begun = page.film.evaluate(
        "['film.js', 'begin-en.js'].map(file => performance"
        ".getEntriesByType('resource').find(one => one.name.endsWith('/' + file))"
        ".responseStart)"
    )
    assert known < begun


def test_a_second_digit_takes_the_place_of_the_first(page):
    before = page.version
    page.draw(SEVEN)
    page.draw(ONE)
    page.changed(before)
    page.page.wait_for_timeout(500)
    assert page.page.locator("#stage iframe:not(.next)").count() == 1
    assert page.player("frame") >= 0


def test_all_films_that_can_show_it(page, server):
    before = page.version
    page.draw(SEVEN)
    page.changed(before)
    page.has_films(2)
    page.page.click("#films button:not([aria-pressed=true])")
    page.until(lambda: page.player("film.name") == "neurons")
    assert page.version == str(json.loads(server.ask()[2])["version"])


def test_what_it_is_to_learn(page):
    before = page.version
    page.draw(SEVEN)
    page.changed(before)
    before = page.version
    page.page.select_option("#learn", "3")
    page.changed(before)
    assert page.player("film.name") == "learning_step"
    page.has_films(3)


def test_the_workbook_holds_what_was_drawn(page, server):
    before = page.version
    page.draw(SEVEN)
    page.changed(before)
    with page.page.expect_download() as download:
        page.page.click("#keep a[download='digit.xlsx']")
    content = open(download.value.path(), "rb").read()
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()


def picture_shown(page, server):
    """The 784 pixels of what is shown, and what is kept of it."""
    version = json.loads(server.ask()[2])["version"]
    kept = server.log.parent / "shown.trace"
    kept.write_bytes(server.ask(f"/shown/{version}/kept/digit.trace")[2])
    return next(one.array for one in Trace.load(kept).inputs if one.name == "image")


def test_an_example_is_read_as_it_is_drawn(page, server):
    before = page.version
    page.page.click("#examples [data-example='3']")
    page.changed(before)
    shown = picture_shown(page, server).reshape(28, 28)
    np.testing.assert_array_equal(shown, drawn_picture("3") / 255)


def test_a_digit_is_drawn_by_keys_alone(page, server):
    """A bar from where the pen begins, twelve steps down."""
    before = page.version
    page.page.focus("#paper")
    page.page.keyboard.press("Space")
    said = [page.heard()]
    for _ in range(12):
        page.page.keyboard.press("ArrowDown")
        said.append(page.heard())
    assert said[0] == "Pen down at 50 % across, 20 % down"
    assert said[1::11] == ["50 % across, 24 % down", "50 % across, 68 % down"]
    page.page.keyboard.press("Space")
    page.changed(before)
    image = picture_shown(page, server).reshape(28, 28) > 0
    rows, columns = np.flatnonzero(image.any(1)), np.flatnonzero(image.any(0))
    assert len(rows) == 20 and len(columns) < 8
    page.page.keyboard.press("Backspace")
    assert page.inked() == 0
    assert "Nothing is drawn" in page.heard()


@pytest.mark.parametrize("locale, answer", [("en-US", "answer is"), ("zh-CN", "答案")])
def test_a_film_of_a_digit_is_followed_by_ear_alone(browser, server, locale, answer):
    """By the names of things, the keys, and what is said to who cannot see."""
    one = LivePage(browser, server, locale=locale)
    before = one.version
    one.page.get_by_role("button", name=re.compile(" 4$|：4$")).focus()
    one.page.keyboard.press("Enter")
    one.changed(before)
    steps = one.player("film.steps")
    title, first = (
        one.player(f"film{place}.{locale[:2]}")
        for place in (".title", ".steps[0].words")
    )
    one.until(lambda: first in one.heard())
    assert one.heard().startswith(title)
    said = []
    # The hand is still where it chose: the keys are the film's there, too.
    one.page.keyboard.press("k")
    one.until(lambda: not one.player("picture.playing"))
    for number in range(len(steps)):
        one.page.wait_for_timeout(300)  # a hurried hand stays
        one.page.keyboard.press("PageDown")
        one.page.keyboard.press("PageDown")
        end = f"frame === matreelPlayer.settledFrame({number})"
        one.until(lambda end=end: one.player(end))
        one.until(lambda: one.asked(lambda film: film.text_content("#spoken")))
        said.append(one.asked(lambda film: film.text_content("#spoken")))
    assert any(answer in words and "4" in words for words in said), said
    link = one.page.get_by_role("link", name=re.compile("^(Workbook|工作簿) digit"))
    with one.page.expect_download() as download:
        link.focus()
        one.page.keyboard.press("Enter")
    assert download.value.suggested_filename == "digit.xlsx"
    one.close()


def test_nothing_unseen_is_reached_by_keys(page):
    """As the frame in which the next film is prepared."""
    page.until(lambda: page.page.locator("#stage iframe.next").count())
    page.page.locator("#films button").first.focus()
    reached = []
    for _ in range(80):
        page.page.keyboard.press("Tab")
        reached.append(page.page.evaluate("document.activeElement.className"))
        if page.page.evaluate("document.activeElement.tagName") == "SUMMARY":
            break
    assert page.page.evaluate("document.activeElement.id") == "left-out-count"
    assert "next" not in reached


def test_films_that_cannot_show_it_are_named_with_the_reason(page):
    before = page.version
    page.draw(SEVEN)
    page.changed(before)
    page.until(lambda: page.page.locator("#left-out li").count() >= 1)
    page.page.click("#left-out summary")
    line = page.page.locator("#left-out li").first.inner_text()
    assert re.match(r"\w+: expected .*", line)


def test_undo_and_clear(page):
    before = page.version
    page.draw(ONE)
    page.changed(before)
    one = page.inked()
    page.draw(((60, 120), (180, 120)))
    assert page.inked() > one
    page.page.click("#undo")
    assert page.inked() == one
    page.page.click("#clear")
    assert page.inked() == 0


def test_without_the_token_it_can_only_be_watched(browser, server):
    opened = LivePage(browser, server, address=server.root)
    with opened.page.expect_response("**/digits*") as answered:
        opened.draw(SEVEN)
    assert answered.value.status == 403
    opened.until(lambda: "terminal" in opened.page.inner_text("#hint"))
    opened.page.close()
    assert all("403" in fault for fault in opened.faults)


def test_both_languages(page):
    page.page.click("#language")
    assert page.page.inner_text("#pad-title") == "写一个数字"
    assert page.film.evaluate("document.documentElement.lang") == "zh-Hans"
    page.page.click("#language")


def test_keys_are_the_films_wherever_the_hand_was(page):
    page.page.evaluate("document.activeElement.blur()")
    page.page.locator("#pad-title").click()
    page.page.keyboard.press("End")
    page.until(
        lambda: page.player(
            "frame === matreelPlayer.moments.frames(matreelPlayer.rate) - 1"
        )
    )


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_clicker_goes_from_film_to_film(browser, server, locale):
    one = LivePage(browser, server, locale=locale)
    before = one.version
    one.draw(SEVEN)
    one.changed(before)
    one.has_films(2)
    titles = one.page.locator("#films button").all_inner_texts()

    def press(key):
        one.page.wait_for_timeout(600)  # a hurried hand stays
        one.page.keyboard.press(key)

    def shows(film, place):
        one.until(lambda: one.page.locator("[aria-pressed=true]").inner_text() == film)
        one.until(lambda: one.player(f"film.title.{locale[:2]}") == film)
        one.until(lambda: one.player(f"frame === {place}"))

    def is_offered(film):
        said = one.asked(lambda frame: frame.text_content("#onward"))
        assert film in said and ("再按一次" in said) == (locale == "zh-CN"), said

    last = "matreelPlayer.moments.frames(matreelPlayer.rate) - 1"
    one.player("pause()")
    one.page.locator("#stage iframe:not(.next)").focus()
    press("Home")
    shows(titles[0], 0)
    press("PageUp")
    assert one.asked(lambda frame: frame.text_content("#onward")) == ""
    press("End")
    press("PageDown")
    is_offered(titles[1])
    press("PageDown")
    shows(titles[1], 0)
    press("PageUp")
    is_offered(titles[0])
    press("PageUp")
    shows(titles[0], last)
    one.close()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_at_ctrl_c(folder, fonts, ending):
    with live(folder, fonts=fonts) as started:
        started.process.send_signal(ending)
        assert started.process.wait(PATIENCE_SECS) == 0
        assert started.log.read_text().count("\n") == 2  # its address, no more


def test_a_trace_is_shown(browser, folder, fonts):
    file = folder / "small.trace"
    small_trace(file)
    with live(folder, "--trace", file, fonts=fonts) as server:
        opened = LivePage(browser, server)
        assert opened.page.locator("#pad").is_hidden()
        assert opened.player("film.steps.length") == 5
        status, _, _ = server.ask(
            "/digits", "POST", b"\xff" * 57_600, X_Matreel_Token=server.token
        )
        assert status == 409
        opened.close()


NET = """import numpy as np


def layer(x):
    weights = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]])
    sums = {sums}
    neurons = 1 / (1 + np.exp(-sums))
    return neurons
"""


@pytest.fixture(scope="module")
def net(folder, fonts):
    """A file of code that is watched, and its server."""
    file = folder / "net.py"
    file.write_text(NET.format(sums="weights @ x + 0.5"))
    np.save(folder / "x.npy", np.array([[1.0], [2.0], [-1.0]]))
    call = "--watch", f"{file}:layer", f"@{folder / 'x.npy'}"
    with live(folder, *call, fonts=fonts) as server:
        yield file, server


def save(file, sums):
    """As an editor saves: a new file in the place of the old."""
    new = file.with_suffix(".new")
    new.write_text(NET.format(sums=sums))
    new.replace(file)


def test_a_save_shows_what_is_computed_now_at_the_same_step(browser, net):
    file, server = net
    page = LivePage(browser, server)
    assert page.page.inner_text("#of") == "net.py:layer"
    page.until(lambda: "x + 0.5" in page.source)
    page.player("jumpToStep(2)")
    page.until(lambda: page.player("step") == 2 and page.player("frame") > 0)
    slug = page.player("film.steps[2].slug")
    for added in (7.25, -3.5):
        before = page.version
        save(file, f"weights @ x + {added}")
        page.changed(before)
        assert page.player("film.steps[matreelPlayer.step].slug") == slug
        assert not page.player("picture.playing")
        # Its settled picture, of the numbers that the code has now.
        assert str(added) in page.source
        version = json.loads(server.ask()[2])["version"]
        _, _, content = server.ask(f"/shown/{version}/kept/net.trace")
        kept = server.log.parent / "net.trace"
        kept.write_bytes(content)
        weights = np.array([[0.5, -1.0, 2.0], [1.5, 0.25, -0.5]])
        sums = weights @ [[1.0], [2.0], [-1.0]] + added
        np.testing.assert_allclose(
            Trace.load(kept).result.array, 1 / (1 + np.exp(-sums)), rtol=1e-15
        )
    page.close()


def test_what_the_code_raises_stands_on_the_page_with_its_line(browser, net):
    file, server = net
    page = LivePage(browser, server)
    save(file, "weights @ x + 0.75")
    page.until(lambda: "x + 0.75" in page.source)
    before = page.version
    save(file, "weights @ x.T  # <img src=x onerror=alert(1)>")
    page.page.wait_for_selector("#fault:not([hidden])")
    assert "ValueError: matmul" in page.page.inner_text("#fault-words")
    assert "net.py, line 6" in page.page.inner_text("#fault-place")
    line = page.page.inner_text("#fault-code")
    assert line == "sums = weights @ x.T  # <img src=x onerror=alert(1)>"
    assert page.page.locator("#fault img").count() == 0
    assert page.version == before  # the film before it stays
    save(file, "weights @ (x")
    page.until(lambda: "SyntaxError" in page.page.inner_text("#fault-words"))
    assert "line 6" in page.page.inner_text("#fault-place")
    save(file, "weights @ x - 1")
    page.changed(before)
    page.until(lambda: page.page.locator("#fault").is_hidden())
    page.close()


@pytest.mark.parametrize("width, height", [(1280, 720), (1920, 1080), (390, 844)])
def test_nothing_sticks_out_at_any_size(browser, server, width, height):
    page = LivePage(browser, server, width, height)
    assert page.page.evaluate(
        "() => document.documentElement.scrollWidth <= innerWidth"
    )
    box = page.page.locator("#stage iframe").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width + 0.5
    paper = page.page.locator("#paper").bounding_box()
    assert paper["y"] + paper["height"] <= height and paper["width"] >= 130
    page.close()


PHONE = {"has_touch": True, "is_mobile": True}
SHOWN = """(selector) => {
    const box = document.querySelector(selector).getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom];
}"""


def within(page, selector):
    """[left, top, right, bottom] in the window of what stands in the film."""
    left, top, _, _ = page.page.evaluate(SHOWN, "#stage iframe:not(.next)")
    box = page.asked(lambda film: film.evaluate(SHOWN, selector))
    return [box[0] + left, box[1] + top, box[2] + left, box[3] + top]


def is_seen(box, width, height):
    return min(box[:2]) >= 0 and box[2] <= width + 0.5 and box[3] <= height + 0.5


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
@pytest.mark.parametrize("size", [(390, 844), (360, 780), (844, 390), (768, 1024)])
def test_on_a_phone_the_pad_and_the_film_are_both_seen(browser, server, size, locale):
    page = LivePage(browser, server, *size, locale=locale, **PHONE)
    page.until(lambda: page.page.locator(".example").count() == 14)
    for selector in ("#paper", "#undo", "#clear", "#language", "#learn"):
        assert is_seen(page.page.evaluate(SHOWN, selector), *size), selector
    for selector in ("#picture", "#play"):
        page.until(lambda one=selector: is_seen(within(page, one), *size))

    def is_wide():
        left, _, right, _ = within(page, "#picture")
        return right - left > 0.4 * size[0]

    page.until(is_wide)  # a film may still be being laid out
    assert page.page.evaluate("document.documentElement.scrollWidth") == size[0]
    if size[0] > size[1]:  # what is kept takes nothing from the film, however much
        page.page.evaluate(
            "document.querySelector('#keep').textContent = 'kept.trace '.repeat(30)"
        )
        page.page.wait_for_timeout(200)
        assert is_wide()
        assert page.page.evaluate("document.documentElement.scrollWidth") == size[0]
    page.close()


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_at_400_percent_nothing_is_beyond_the_sides(browser, server, locale):
    """As WCAG 1.4.10 has it: 1280 x 1024 at 400 % are 320 x 256."""
    page = LivePage(browser, server, 320, 256, locale=locale)
    page.until(lambda: page.page.locator(".example").count() == 14)
    assert page.page.evaluate("document.documentElement.scrollWidth") == 320
    for selector in ("#language", "#paper", "#undo", "#clear", "#learn", "#hint"):
        left, _, right, _ = page.page.evaluate(SHOWN, selector)
        assert left >= 0 and right <= 320, selector
    page.page.locator(".example").first.focus()
    for _ in range(13):
        page.page.keyboard.press("Tab")
        left, _, right, _ = page.page.evaluate(SHOWN, ".example:focus")
        assert left >= 0 and right <= 320
    page.close()


def swipe(page, x, y, by):
    """A finger that moves sideways, from somewhere by some pixels."""
    session = page.page.context.new_cdp_session(page.page)
    steps = [("touchStart", x), *(("touchMove", x + by * k / 8) for k in range(1, 9))]
    for kind, at in steps:
        session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": at, "y": y}]},
        )
        page.page.wait_for_timeout(20)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.page.wait_for_timeout(400)  # it glides on


def test_on_a_phone_examples_and_films_are_swiped_sideways(browser, server):
    page = LivePage(browser, server, 390, 844, locale="en-US", **PHONE)
    page.has_films(2)
    for row, last in (("#examples", ".example"), ("#films", "#films button")):
        left, top, right, bottom = page.page.evaluate(SHOWN, row)
        assert bottom - top < 60
        one = page.page.locator(last).last
        for _ in range(4):
            swipe(page, right - 30, (top + bottom) / 2, 80 - (right - left))
        box = one.bounding_box()
        assert left <= box["x"] and box["x"] + box["width"] <= right + 0.5
    assert page.page.evaluate("scrollY") == 0
    before = page.version
    page.page.locator(".example").last.tap()
    page.changed(before)
    assert page.inked() > 100
    page.has_films(2)
    # The film that is chosen is the one in sight.
    page.page.locator("#films button").last.tap()
    page.until(lambda: page.player("film.name") == "neurons")
    left, _, right, _ = page.page.evaluate(SHOWN, "#films")
    box = page.page.locator("#films button[aria-pressed=true]").bounding_box()
    assert left - 0.5 <= box["x"] and box["x"] + box["width"] <= right + 0.5
    page.close()


def test_on_a_phone_what_is_drawn_is_told_upright(browser, server):
    page = LivePage(browser, server, 390, 844, locale="en-US", **PHONE)
    page.has_films(2)
    before = page.version
    page.draw(SEVEN)
    page.changed(before)
    page.until(lambda: page.player("picture.isUpright"))
    page.until(lambda: page.player("root.dataset.cells") == "ready")
    _, _, across, down = page.player("picture.stageBox")
    shown = page.player("picture.canvas.getBoundingClientRect().toJSON()")
    assert shown["width"] == 390 and shown["height"] >= 0.95 * 390 * down / across
    page.page.set_viewport_size({"width": 844, "height": 390})
    page.until(lambda: not page.player("picture.isUpright"))
    page.close()


def test_axe_finds_nothing(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = axe.run(page.page).response["violations"]
    assert [one["id"] for one in found] == []


def test_a_video_is_rendered_beside_the_server(browser, folder, fonts):
    """And kept: it is the film of what was drawn, as long as it is. Here that is two
    of its steps, which are soon drawn."""
    options = "--pace", "0.5", "--steps", "output-neurons..detected"
    with live(folder, *options, fonts=fonts) as server:
        page = LivePage(browser, server)
        before = page.version
        page.draw(SEVEN)
        page.changed(before)
        version = json.loads(server.ask()[2])["version"]
        path = f"/shown/{version}/videos"
        token = {"X_Matreel_Token": server.token}
        assert server.ask(f"{path}/forward", "POST")[0] == 403
        assert server.ask(f"{path}/nothing", "POST", **token)[0] == 409
        assert server.ask("/shown/1/videos/forward", "POST", **token)[0] == 404
        page.page.click("#keep button")
        page.until(lambda: "being rendered" in page.page.inner_text("#keep"))
        assert server.ask(f"{path}/forward", "POST", **token)[0] == 409  # one at a time
        end = time.monotonic() + PATIENCE_SECS
        while "forward.mp4" not in (told := json.loads(server.ask()[2]))["keeps"]:
            assert told["videos"] == {"forward": "rendering"}
            assert time.monotonic() < end
            time.sleep(0.1)
        page.until(lambda: page.page.locator("a[download='forward.mp4']").count() == 1)
        _, _, content = server.ask(f"/shown/{version}/kept/forward.mp4")
        with av.open(io.BytesIO(content)) as video:
            seconds = float(video.duration / av.time_base)
        frames = page.player("film.rates[10].frames")
        assert frames > 50 and abs(seconds - frames / 10) < 0.1
        page.close()


def test_chinese_letters_are_brought_along(page):
    page.page.click("#language")
    page.until(lambda: page.page.evaluate("document.fonts.status") == "loaded")
    page.page.wait_for_timeout(300)
    assert page.page.inner_text("#of") == "实时"
    assert page.page.evaluate(BOXES) == []
