"""The frame asked for is the frame shown: keys, addresses and rates.

The videos say the number of each frame, and the tests read it from them.
"""

import re
import shutil

import pytest

from scenes.film.film import Film
from scenes.publish.cells import cells_of
from tests.browser import ends, served, starts, visits
from tests.numbered import number_in, write_site
from tests.small_film import PACE, small_trace

RATES = 10, 60
VIDEO = "document.querySelector('#picture video:not(.waiting)')"
COUNT_SEEKS = f"""() => {{
  window.seeks = 0;
  {VIDEO}.addEventListener('seeking', () => window.seeks++);
}}"""
# A fault as browsers have had it.
SEEKS_TOO_EARLY = """(() => {
  const media = HTMLMediaElement.prototype;
  const time = Object.getOwnPropertyDescriptor(media, 'currentTime');
  Object.defineProperty(media, 'currentTime', {
    get() { return time.get.call(this); },
    set(seconds) { time.set.call(this, Math.max(0, seconds - 1)); },
  });
})()"""
# As WebKit tells when the frame on the screen begins: when it was sought.
TELLS_THE_SOUGHT_TIME = """(() => {
  const video = HTMLVideoElement.prototype, plain = video.requestVideoFrameCallback;
  video.requestVideoFrameCallback = function (told) {
    return plain.call(this, (now, about) => told(now,
      this.paused ? { mediaTime: this.currentTime } : about));
  };
})()"""
# As WebKit on Linux: what a blob: names is not played.
PLAYS_NO_BLOBS = """(() => {
  const media = HTMLMediaElement.prototype;
  const src = Object.getOwnPropertyDescriptor(media, 'src');
  Object.defineProperty(media, 'src', {
    get() { return src.get.call(this); },
    set(url) { src.set.call(this, url.replace(/^blob:.*/, 'films/none.mp4')); },
  });
})()"""
# As on a machine that has much else to do: what is in the page opens late.
OPENS_LATE = """(() => {
  const media = HTMLMediaElement.prototype;
  const src = Object.getOwnPropertyDescriptor(media, 'src');
  Object.defineProperty(media, 'src', {
    get() { return src.get.call(this); },
    set(url) {
      setTimeout(() => src.set.call(this, url), url.startsWith('data:') ? 5000 : 0);
    },
  });
})()"""
NEVER_ARRIVES = """(() => {
  const media = HTMLMediaElement.prototype;
  const time = Object.getOwnPropertyDescriptor(media, 'currentTime');
  Object.defineProperty(media, 'currentTime', {
    get() { return time.get.call(this); },
    set(seconds) { if (seconds < 4) time.set.call(this, seconds); },
  });
})()"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def film():
    return Film(small_trace(), speed=PACE)


@pytest.fixture(scope="module")
def numbered(browser, film, tmp_path_factory):
    """The folder of the small film's pages, whose videos number frames."""
    folder = tmp_path_factory.mktemp("numbered")
    write_site(folder, {"forward": film}, {"forward": cells_of(film)}, RATES)
    return folder


@pytest.fixture(scope="module", params=[True, False], ids=["ranges", "no ranges"])
def server(request, numbered):
    """The address of a server that can send parts of files, or cannot."""
    with served(numbered, ranges=request.param) as address:
        yield address


@pytest.fixture
def visit(browser, server):
    with visits(browser, {"numbers": server}) as begin:
        yield begin


@pytest.mark.parametrize("rate", RATES)
def test_every_step_forward_and_back_by_keys(visit, film, rate):
    one = visit().open(f"forward.html#forward@rate={rate}")
    shown = [number_in(one.pixels())]
    for key in ("PageDown", "ArrowDown", "PageDown", "ArrowDown", "ArrowDown"):
        one.page.keyboard.press(key)
        one.page.wait_for_selector("#picture[data-state=playing]")
        one.press(key)  # not waiting for the step's end
        shown.append(number_in(one.pixels()))
    assert shown == [0, *ends(film, rate)]
    for key in ("PageUp", "ArrowUp", "PageUp", "ArrowUp", "ArrowUp"):
        one.press(key)
        shown.append(number_in(one.pixels()))
    assert shown[len(film.steps) + 1 :] == [*ends(film, rate)[-2::-1], 0]


def test_a_step_plays_to_its_end_and_stops(visit, film):
    one = visit().open("forward.html#forward")
    one.press("PageDown")
    assert one.frame == number_in(one.pixels()) == ends(film, 10)[0]


def test_what_a_link_led_to_is_played_from_its_start(visit, film):
    one = visit().open("forward.html#forward/kept")
    assert number_in(one.pixels()) == ends(film, 10)[2]
    one.page.keyboard.press("Space")
    one.page.wait_for_selector("#picture[data-state=playing]")
    one.press("Space")
    assert starts(film, 10)[2] <= one.frame < ends(film, 10)[2]


def test_one_can_go_back_to_where_one_came_from(visit, film):
    one = visit().open("forward.html#forward@frame=20")
    one.page.click("#steps a[data-slug=kept]")
    assert one.settled().frame == ends(film, 10)[2]
    one.page.go_back()
    one.page.wait_for_selector("#picture[data-frame='20']")
    one.page.go_forward()
    one.page.wait_for_selector(f"#picture[data-frame='{ends(film, 10)[2]}']")


@pytest.mark.parametrize("rate", RATES)
def test_every_frame_forward_and_back(visit, film, rate):
    """Across key frames, each frame asked for is the one that is shown."""
    one = visit().open(f"forward.html#forward@frame={rate * 2 - 6}&rate={rate}")
    begin = rate * 2 - 6
    for key, step in (("ArrowRight", 1), (".", 1), ("ArrowLeft", -1), (",", -1)):
        for _ in range(10):
            one.press(key)
            begin += step
            assert (one.frame, number_in(one.pixels())) == (begin, begin)


@pytest.mark.parametrize("rate", RATES)
def test_ends_tenths_and_many_keys_at_once(visit, film, rate):
    one = visit().open(f"forward.html#forward@rate={rate}")
    count = round(film.seconds * rate)
    for key, expected in (
        ("End", count - 1),
        ("Home", 0),
        ("5", count * 5 // 10),
        ("9", count * 9 // 10),
        ("0", 0),
    ):
        one.press(key)
        assert number_in(one.pixels()) == expected
    one.press(*["ArrowRight"] * 30)
    assert number_in(one.pixels()) == 30
    one.press(*["ArrowLeft"] * 12, *["ArrowRight"] * 3)
    assert number_in(one.pixels()) == 21


@pytest.mark.parametrize("key, end", [("ArrowRight", 225), ("ArrowLeft", 175)])
def test_a_step_back_is_one_seek_like_one_forward(visit, key, end):
    one = visit().open("forward.html#forward@frame=200&rate=60")
    one.page.evaluate(COUNT_SEEKS)
    for _ in range(25):
        one.press(key)
    assert (one.frame, one.page.evaluate("seeks")) == (end, 25)


def test_the_rate_changes_at_the_same_moment(visit):
    one = visit().open("forward.html#forward@frame=43")
    one.press("s")
    one.page.wait_for_selector("#picture[data-rate='60']")
    assert (one.settled().frame, number_in(one.pixels())) == (258, 258)
    one.press("ArrowRight", "ArrowRight")
    one.page.click("#rates [data-rate='10']")
    one.page.wait_for_selector("#picture[data-rate='10']")
    assert number_in(one.settled().pixels()) == 43


def test_playing_and_pausing(visit):
    one = visit().open("forward.html#forward@frame=20")
    one.page.keyboard.press("Space")
    one.page.wait_for_selector("#picture[data-state=playing]")
    one.page.wait_for_function(f"{VIDEO}.dataset.presented >= 23")
    assert one.text("#reading") == "Pause to read numbers."
    assert one.page.evaluate(f"{VIDEO}.playbackRate") == 1
    one.press("Space")
    assert one.frame == number_in(one.pixels())
    assert one.frame >= 23


@pytest.mark.parametrize(
    "hash_of, frame, rate",
    [
        (lambda film: "#forward/kept", lambda film: ends(film, 10)[2], 10),
        (lambda film: "#forward/best@rate=60", lambda film: ends(film, 60)[4], 60),
        (lambda film: "#forward@frame=77", lambda film: 77, 10),
        (lambda film: "#forward@frame=123&rate=60", lambda film: 123, 60),
        (
            lambda film: "#forward@frame=99999",
            lambda film: round(film.seconds * 10) - 1,
            10,
        ),
        (lambda film: "#forward/no-such-step", lambda film: 0, 10),
        (lambda film: "#forward/%E0%A4%A", lambda film: 0, 10),
    ],
)
@pytest.mark.parametrize("page", ["forward.html", "index.html"])
def test_links_open_there(visit, film, page, hash_of, frame, rate):
    if "%E0" in hash_of(film) and page == "index.html":
        return  # an address that says nothing stays at the overview
    one = visit().open(page + hash_of(film))
    assert (one.frame, one.rate) == (frame(film), rate)
    assert number_in(one.pixels()) == frame(film)


def test_cells_by_keys(visit, film):
    one = visit().open("forward.html#forward/sums@frame=60")
    one.page.keyboard.press("r")
    first = one.reading()[0]
    assert "[0, 0]" in first
    one.page.keyboard.press("ArrowRight")
    assert re.search(r"\[(0, 1|1, 0)\]", one.reading()[0])
    one.page.keyboard.press("]")
    assert one.reading()[0] != first
    frame = one.frame
    one.page.keyboard.press("Escape")
    assert one.reading()[0].startswith("Point at")
    assert one.frame == frame
    one.press("ArrowRight")
    assert one.frame == frame + 1


def test_predict_pauses_the_play_and_goes_on_by_enter(visit, film):
    one = visit().open(f"forward.html#forward@frame={starts(film, 10)[1]}")
    one.press("p")
    one.page.keyboard.press("Space")
    cover = one.page.locator("#covers button").first
    cover.wait_for()
    frame = one.settled().frame
    assert number_in(one.pixels()) == frame
    one.page.keyboard.press("Enter")
    one.page.wait_for_selector("#picture[data-state=playing]")
    cover.wait_for(state="detached")
    one.press("k")
    assert one.frame >= frame


def test_a_clicker_plays_the_result_that_is_predicted(visit, film):
    """One key plays to the question, and from there the result to its end; pressed
    again meanwhile it is there at once."""
    one = visit().open("forward.html#forward")
    one.press("p")
    cover = one.page.locator("#covers button").first
    last = None
    for is_hurried in False, True:
        one.page.keyboard.press("PageDown")
        one.page.wait_for_selector("#picture[data-state=playing]")
        cover.wait_for()
        asked = one.settled().frame
        assert last is None or asked > last
        one.page.keyboard.press("PageDown")
        cover.wait_for(state="detached")
        one.page.wait_for_selector("#picture[data-state=playing]")
        act = one.page.evaluate("matreelPlayer.act")
        last = one.page.evaluate(f"matreelPlayer.moments.lastOfAct({act}, 10)")
        if is_hurried:
            one.page.keyboard.press("PageDown")
        one.page.wait_for_selector(f"#picture[data-state=paused][data-frame='{last}']")
        assert asked < last == one.frame
        assert one.reading()[0].startswith("That was the result.")
    one.press("PageUp")
    assert one.frame == asked and cover.is_visible()


def without_videos(folder):
    for path in (folder / "films" / "forward").glob("*.mp4"):
        path.unlink()


def with_broken_videos(folder):
    for path in (folder / "films" / "forward").glob("*.mp4"):
        path.write_bytes(b"damaged")


@pytest.mark.parametrize("damage", [without_videos, with_broken_videos])
def test_no_frame_is_claimed_where_there_is_no_video(
    browser, numbered, tmp_path, damage
):
    shutil.copytree(numbered, tmp_path, dirs_exist_ok=True)
    damage(tmp_path)
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(f"{address}forward.html#forward@frame=20")
        page.wait_for_selector("#picture[data-state=paused]")
        page.wait_for_function("document.querySelector('#reading').innerText")
        told = page.inner_text("#reading"), page.inner_text("#clock")
        assert told == (
            "The video cannot be loaded: put 10.mp4 beside this film's other files.",
            "–",
        )
        assert page.get_attribute("#picture", "data-frame") is None
        page.keyboard.press("Space")
        page.keyboard.press("ArrowRight")
        page.wait_for_selector("#picture[data-state=paused]")
        assert page.inner_text("#clock") == "–"
        page.close()


def test_a_video_that_shows_another_frame_is_not_believed(browser, numbered, film):
    """The browser says so: it seeks to a second before what is asked for."""
    with served(numbered) as address:
        page = browser.new_page()
        page.add_init_script(SEEKS_TOO_EARLY)
        page.goto(f"{address}forward.html#forward@frame=43")
        page.wait_for_selector("#picture[data-state=paused][data-frame]")
        assert page.get_attribute("#picture", "data-frame") == "33"
        assert page.inner_text("#clock").endswith(
            f"· 33 / {round(film.seconds * 10) - 1}"
        )
        page.close()


@pytest.mark.parametrize("rate", RATES)
def test_a_browser_that_tells_the_sought_time_shows_the_same(browser, numbered, rate):
    with served(numbered) as address, visits(browser, {"numbers": address}) as begin:
        one = begin()
        one.page.add_init_script(TELLS_THE_SOUGHT_TIME)
        one.open(f"forward.html#forward@frame=20&rate={rate}")
        for frame in range(21, 27):
            one.press("ArrowRight")
            assert (one.frame, number_in(one.pixels())) == (frame, frame)


@pytest.mark.parametrize("machine", [[], [OPENS_LATE]], ids=["quick", "slow"])
def test_without_ranges_and_blobs_the_whole_is_played(browser, numbered, machine):
    with served(numbered, ranges=False) as address:
        page = browser.new_page()
        for script in (*machine, PLAYS_NO_BLOBS):
            page.add_init_script(script)
        page.goto(f"{address}forward.html#forward@frame=43")
        page.wait_for_selector("#picture[data-state=paused][data-frame='43']")
        assert page.evaluate(f"{VIDEO}.currentSrc").startswith("data:video/mp4")
        page.close()


def test_what_is_not_there_yet_is_not_claimed(browser, numbered, film):
    with served(numbered) as address:
        page = browser.new_page()
        page.add_init_script(NEVER_ARRIVES)
        page.goto(f"{address}forward.html#forward@frame=20")
        page.wait_for_selector("#picture[data-state=paused][data-frame='20']")
        page.keyboard.press("End")
        page.wait_for_function(
            "document.querySelector('#clock').innerText.includes('…')"
        )
        last = round(film.seconds * 10) - 1
        assert page.inner_text("#clock").endswith(f"· … / {last}")
        assert page.get_attribute("#picture", "data-frame") == "20"
        page.close()
