"""A whole lesson given with the keys of a clicker alone."""

import shutil

import pytest

from network.trace import Trace
from scenes.film.film import Film
from scenes.publish.film_json import film_json
from scenes.publish.page import film_page, film_script
from tests.browser import ends, served, visits
from tests.small_film import PACE

pytestmark = pytest.mark.slow

# What the common clickers send: start, next, back, black.
START, NEXT, BACK, BLACK = "F5", "PageDown", "PageUp", "."
AT = "#picture[data-state=paused][data-frame='{}']"


@pytest.fixture(scope="module")
def film(small_trace_file):
    return Film(Trace.load(small_trace_file), speed=PACE)


@pytest.fixture
def visit(browser, drawn_roots):
    with visits(browser, drawn_roots) as begin:
        yield begin


def test_a_lesson_with_a_clicker_alone(visit, film):
    one = visit(width=1280, height=720).open("forward.html#forward")
    one.page.evaluate("matreelPlayer.picture.speed = 4")  # the lesson is short
    press = one.page.keyboard.press
    press(START)
    one.page.wait_for_function("document.fullscreenElement !== null")
    shown = "matreelPlayer.picture.seen"
    one.page.wait_for_function(f"{shown}[3] > 1079")  # the whole picture
    for end in ends(film, 10):
        press(NEXT)  # plays, and stops by itself where the step has settled
        one.page.wait_for_selector(AT.format(end))
    press(NEXT)  # at the end nothing more comes, and nothing is lost
    one.page.wait_for_timeout(200)
    assert one.settled().frame == ends(film, 10)[-1]
    # A question: back to the step before, dark while they think, and on.
    press(BACK)
    one.page.wait_for_selector(AT.format(ends(film, 10)[-2]))
    press(BLACK)
    assert one.page.is_visible("#shade")
    press(BLACK)
    assert one.page.is_hidden("#shade")
    # A hurried hand: the second press goes to where the first one leads.
    press(NEXT)
    one.page.wait_for_selector("#picture[data-state=playing]")
    press(NEXT)
    one.page.wait_for_selector(AT.format(ends(film, 10)[-1]))
    # Nothing but the picture is on the screen when no hand is on anything.
    one.page.wait_for_selector("#player.resting")
    one.page.wait_for_function(
        "getComputedStyle(document.querySelector('.bar')).opacity === '0'"
    )
    press(START)
    one.page.wait_for_function("document.fullscreenElement === null")
    one.page.locator("#now-title").wait_for()


@pytest.fixture
def two_films(drawn_site, tmp_path):
    """The folder of a site in which "after" follows on "forward"."""
    site = tmp_path / "site"
    shutil.copytree(drawn_site, site)
    told = film_json(site / "films" / "forward")
    after = {**told, "name": "after", "title": {"en": "What comes then", "zh": "然后"}}
    (site / "forward.html").write_text(film_page(told, following=after), "utf-8")
    (site / "after.html").write_text(film_page(after, preceding=told), "utf-8")
    folder = site / "films" / "after"
    shutil.copytree(site / "films" / "forward", folder)
    (folder / "film.js").write_text(film_script(after, has_cells=True), "utf-8")
    return site


@pytest.mark.parametrize("predicts", [False, True])
def test_a_clicker_goes_on_to_the_next_film(browser, two_films, predicts):
    """Once more it is only offered: a hurried hand stays at the last picture."""
    with served(two_films) as root, visits(browser, {"site": root}) as begin:
        one = begin(width=1280, height=720).open("forward.html#forward")
        page = one.press(*"p" * predicts, "End").page
        if predicts:  # first what is covered there is shown
            assert page.locator("#covers button").count()
            page.keyboard.press(NEXT)
            assert not page.locator("#covers button").count()
        for _ in range(2):
            page.keyboard.press(NEXT)
        assert one.text("#onward") == "Next film: What comes then (step on once more)"
        one.press(BACK)
        assert one.text("#onward") == ""
        one.press("End")
        for _ in range(1 + predicts):  # it is covered again
            page.keyboard.press(NEXT)
        page.wait_for_timeout(600)
        page.keyboard.press(NEXT)
        page.wait_for_url("**/after.html*")


FULL = "Boolean(document.fullscreenElement)"


def goes_on(page):
    """From the end of a film that fills the screen to the next one."""
    page.keyboard.press(START)
    page.wait_for_function(FULL)
    page.keyboard.press("End")
    page.keyboard.press(NEXT)
    page.wait_for_timeout(600)
    page.keyboard.press(NEXT)
    page.wait_for_url("**/after.html*")
    page.wait_for_selector(AT.format(0))


@pytest.mark.parametrize("place", ["served", "from disk"])
@pytest.mark.parametrize("key, is_full", [(NEXT, True), ("Escape", False)])
def test_the_next_film_fills_the_screen_again_with_the_first_key(
    browser, two_films, key, is_full, place
):
    with served(two_films) as address:
        root = address if place == "served" else f"{two_films.as_uri()}/"
        with visits(browser, {"site": root}) as begin:
            one = begin(width=1280, height=720).open("forward.html#forward")
            page = one.page
            goes_on(page)
            assert not page.evaluate(FULL)  # which browsers ask a key for
            page.keyboard.press(key)
            page.wait_for_timeout(500)
            assert page.evaluate(FULL) == is_full
            if is_full:  # and the key does what it does
                page.wait_for_selector("#picture[data-state=playing]")
                page.keyboard.press(START)
                page.wait_for_function(f"!{FULL}")
            page.keyboard.press(NEXT)  # left by hand, it stays left
            page.wait_for_timeout(300)
            assert not page.evaluate(FULL)


def test_the_speakers_keys_fill_the_screen_with_the_next_film_too(browser, two_films):
    with served(two_films) as root, visits(browser, {"site": root}) as begin:
        one = begin(width=1280, height=720).open("forward.html#forward")
        with one.page.expect_popup() as opened:
            one.page.keyboard.press("n")
        second = opened.value
        second.wait_for_selector("#speaker-now canvas")
        goes_on(one.page)
        second.wait_for_url("**/after.html?speaker&since=*")
        second.wait_for_selector("#speaker-now canvas")
        second.wait_for_timeout(1200)
        # Noted while it plays, and slowly: while a window comes to fill the screen
        # it may draw nothing for as long as the first step of this short film takes.
        one.page.evaluate(
            """matreelPlayer.picture.speed = 0.25;
            matreelPlayer.onArrive.push(() => { window.hasPlayed = true; })"""
        )
        second.keyboard.press(NEXT)
        one.page.wait_for_function(FULL)
        one.page.wait_for_function("window.hasPlayed")
        second.close()


BACK_TO = {
    "en-US": "Previous film: {} (step back once more)",
    "zh-CN": "上一部影片：{}（再按一次“上一步”）",
}


@pytest.mark.parametrize("locale", ["en-US", "zh-CN"])
def test_a_clicker_goes_back_to_the_end_of_the_film_before(
    browser, two_films, film, locale
):
    title = film_json(two_films / "films" / "forward")["title"][locale[:2]]
    with served(two_films) as root, visits(browser, {"site": root}) as begin:
        one = begin(width=1280, height=720, locale=locale).open("after.html#after")
        page = one.page
        pressed = """([key, repeat]) => document.dispatchEvent(
            new KeyboardEvent("keydown", { key, repeat }))"""
        page.evaluate(  # a hurried hand, that means the film's beginning
            f"""() => {{ for (const key of ["{BACK}", "{BACK}", "{BACK}"])
            ({pressed})([key, false]); }}"""
        )
        assert one.text("#onward") == BACK_TO[locale].format(title)
        page.wait_for_timeout(600)
        for _ in range(9):  # nor does a key that is held go through all films
            page.evaluate(pressed, [BACK, True])
        assert page.url.endswith("/after.html#after") and one.frame == 0
        one.press("ArrowRight")
        assert one.text("#onward") == "" and one.frame == 1
        one.press(BACK)
        assert one.text("#onward") == "" and one.frame == 0
        one.press(BACK)
        page.wait_for_timeout(600)
        page.keyboard.press(BACK)
        page.wait_for_url("**/forward.html#forward/*")
        end = ends(film, 10)[-1]
        page.wait_for_selector(AT.format(end))
        # And on again: each way leads back to where the other one began.
        one.press(NEXT)
        page.wait_for_timeout(600)
        page.keyboard.press(NEXT)
        page.wait_for_url("**/after.html#after")
        page.wait_for_selector(AT.format(0))
        # Nothing comes before the first film.
        one.open("forward.html#forward").press(BACK)
        assert one.text("#onward") == ""


# Milliseconds after which a browser lets a window no longer fill the screen for a key
# that was pressed in it, or what a test asked it.
FORGOTTEN = 6000


@pytest.mark.parametrize("place", ["served", "from disk"])
def test_the_speakers_window_goes_back_stays_and_fills_the_other(
    browser, two_films, film, place
):
    """Its keys lead to the film before; the clicker's key for the start fills the
    screen with the film, and what is loaded anew still leads, with its clock."""
    with served(two_films) as address:
        root = address if place == "served" else f"{two_films.as_uri()}/"
        with visits(browser, {"site": root}) as begin:
            one = begin(width=1280, height=720, locale="en-US").open("after.html#after")
            with one.page.expect_popup() as opened:
                one.page.keyboard.press("n")
            second = opened.value
            second.wait_for_selector("#speaker-now canvas")
            second.evaluate("window.isTheSame = true")
            full = "Boolean(document.fullscreenElement)"
            if place == "served":
                for is_full, key in ((True, START), (False, "Escape"), (True, START)):
                    second.keyboard.press(key)
                    one.page.wait_for_function(f"{full} === {str(is_full).lower()}")
                second.keyboard.press(f"Shift+{START}")
                one.page.wait_for_function(f"!{full}")
                assert second.text_content("#speaker-told") == ""
            else:  # there a browser lets no window fill another, which is said
                second.wait_for_timeout(FORGOTTEN)
                second.keyboard.press(START)
                second.wait_for_function(
                    "document.getElementById('speaker-told').textContent"
                    ".startsWith('Press F5 in')"
                )
                one.page.keyboard.press(START)
                one.page.wait_for_function(full)
                second.wait_for_function(
                    "document.getElementById('speaker-told').textContent === ''"
                )
                second.keyboard.press(START)
                one.page.wait_for_function(f"!{full}")
            assert second.evaluate("isTheSame") and not second.evaluate(full)
            # Either window is loaded anew: the speaker's still leads.
            second.wait_for_timeout(1100)
            second.reload()
            second.wait_for_selector("#speaker-now canvas")
            assert not second.text_content("#speaker-clock").endswith("0:00")
            one.page.reload()
            one.ready()
            second.wait_for_timeout(1200)
            second.keyboard.press(NEXT)
            one.page.wait_for_selector(AT.format(ends(film, 10)[0]))
            second.keyboard.press(BACK)
            one.page.wait_for_selector(AT.format(0))
            second.keyboard.press(BACK)
            offered = "document.getElementById('speaker-next').textContent"
            second.wait_for_function(f"{offered}.startsWith('Previous film: ')")
            second.wait_for_timeout(600)
            second.keyboard.press(BACK)
            one.page.wait_for_url("**/forward.html#forward/*")
            second.wait_for_url("**/forward.html?speaker&since=*")
            steps = len(film.steps)
            second.wait_for_function(
                "document.getElementById('speaker-step').textContent"
                f".startsWith('{steps} / {steps}')"
            )
            second.keyboard.press(BACK)
            one.page.wait_for_selector(AT.format(ends(film, 10)[-2]))
            second.close()


@pytest.mark.parametrize("place", ["served", "from disk"])
def test_the_speakers_window_comes_along_to_the_next_film(browser, two_films, place):
    with served(two_films) as address:
        root = address if place == "served" else f"{two_films.as_uri()}/"
        with visits(browser, {"site": root}) as begin:
            one = begin(width=1280, height=720).open("forward.html#forward")
            with one.page.expect_popup() as opened:
                one.page.keyboard.press("n")
            second = opened.value
            second.wait_for_selector("#speaker-now canvas")
            one.press("End").page.keyboard.press(NEXT)
            one.page.wait_for_timeout(600)
            one.page.keyboard.press(NEXT)
            second.wait_for_url("**/after.html?speaker&since=*")
            second.wait_for_selector("#speaker-now canvas")
            assert second.text_content("#speaker-step").startswith("1 /")
            one.page.wait_for_selector("#picture[data-frame='0']")
            second.keyboard.press(NEXT)
            one.page.wait_for_selector("#picture[data-state=playing]")
            one.page.keyboard.press(NEXT)
            second.wait_for_function(
                "document.getElementById('speaker-next').textContent !== ''"
            )
            second.close()
