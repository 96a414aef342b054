"""A film's page for everyone: by keyboard, by ear, enlarged, in the system's
own colours."""

import re

import pytest

from network.trace import Trace
from scenes.film.film import Film
from scenes.stage.themes import THEMES
from tests.browser import BOXES, ends, starts, visits
from tests.small_film import PACE

pytestmark = pytest.mark.slow

DIALOGS = {"help": "?", "overview": "o", "search": "/", "more": None}
LEAST_TARGET = 24  # CSS pixels: WCAG 2.2, 2.5.8


@pytest.fixture(scope="module")
def film(small_trace_file):
    return Film(Trace.load(small_trace_file), speed=PACE)


@pytest.fixture
def visit(browser, drawn_roots):
    with visits(browser, drawn_roots) as begin:
        yield begin


@pytest.fixture(scope="module")
def axe():
    return pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="missing: axe-playwright-python"
    ).Axe()


def opened(one, name):
    """Open a dialog, as a hand or a key does."""
    if DIALOGS[name]:
        one.page.keyboard.press(DIALOGS[name])
    else:
        one.page.click(f"[data-do={name}]")
    one.page.wait_for_selector(f"#{name}[open]")
    if name == "search":
        one.page.fill("#search-text", "np.maximum")
        one.page.locator("#found button").first.wait_for()
    if name == "overview":
        one.page.locator("#all-steps canvas").last.wait_for()
        one.page.wait_for_timeout(200)


def choose(one, theme):
    """Choose a theme in the dialog."""
    opened(one, "more")
    for name in ("light", theme):  # the one that it has is no choice
        one.page.select_option("#theme", name)
        one.page.wait_for_selector(f"html[data-theme={name}]")
    one.page.click("#more form button")
    one.page.wait_for_timeout(200)


@pytest.mark.parametrize("name", DIALOGS)
def test_axe_finds_no_fault_with_a_dialog_open(visit, axe, name):
    one = visit(reduced_motion="reduce").open("forward.html#forward@frame=70")
    opened(one, name)
    found = axe.run(one.page)
    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.parametrize("theme", [one.name for one in THEMES])
def test_axe_finds_no_fault_in_a_theme_read_predicted_captioned(visit, axe, theme):
    one = visit(reduced_motion="reduce", locale="zh-CN")
    one.open("forward.html#forward@frame=70")
    choose(one, theme)
    one.press("c", "r")
    found = axe.run(one.page)
    assert found.response["violations"] == [], found.generate_report()
    one.press("Escape", "p", "PageDown")
    found = axe.run(one.page)
    assert found.response["violations"] == [], found.generate_report()
    one.page.evaluate("localStorage.clear()")


_CONTRAST = """element => {
  const luminance = (color) => {
    const [red, green, blue] = color.match(/[\\d.]+/g).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const style = getComputedStyle(element);
  const [dark, light] = [style.color, style.backgroundColor].map(luminance)
    .sort((one, other) => one - other);
  return (light + 0.05) / (dark + 0.05);
}"""


@pytest.mark.parametrize("theme", [one.name for one in THEMES])
@pytest.mark.parametrize("selector", [".controls [data-do=toggle]", "#steps li a"])
def test_what_is_pointed_at_can_be_read_in_every_theme(visit, theme, selector):
    one = visit(reduced_motion="reduce").open("forward.html#forward@frame=70")
    choose(one, theme)
    element = one.page.locator(selector).first
    element.hover()
    one.page.wait_for_timeout(100)
    assert element.evaluate("one => getComputedStyle(one).backgroundColor") not in (
        "rgba(0, 0, 0, 0)",
        "transparent",
    )
    assert element.evaluate(_CONTRAST) >= 4.5
    one.page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("size", [(1280, 800), (320, 256)])
def test_the_keys_are_shown_from_their_beginning(visit, size):
    """Also where they do not fit: the button that closes them is at their end."""
    width, height = size
    one = visit(width=width, height=height).open("forward.html#forward@frame=70")
    opened(one, "help")
    assert one.page.evaluate("document.getElementById('help').scrollTop") == 0
    one.page.keyboard.press("Tab")
    one.page.keyboard.press("Enter")
    assert one.page.is_hidden("#help")


def test_a_chinese_reader_is_told_nothing_in_english(visit, drawn_roots):
    """Nor by the names that only a screen reader reads."""
    one = visit(locale="zh-CN")
    for page in ("forward.html", "index.html", "source.html"):
        one.page.goto(next(iter(drawn_roots.values())) + page)
        one.page.wait_for_selector("html[lang=zh-Hans]")
        names = one.page.evaluate(
            """() => ["aria-label", "title", "alt"].flatMap((kind) =>
            [...document.querySelectorAll(`[${kind}]:not(.listing li)`)]
            .map((one) => one.getAttribute(kind)).filter(Boolean))"""
        )
        assert [name for name in names if not re.search("[\u4e00-\u9fff]", name)] == []


@pytest.mark.parametrize("language", ["en-US", "zh-CN"])
def test_at_400_percent_nothing_is_beyond_the_sides(visit, language):
    """As WCAG 1.4.10 has it: 1280 x 1024 at 400 % are 320 x 256."""
    one = visit(width=320, height=256, locale=language)
    one.open("forward.html#forward@frame=70")
    fits = "document.documentElement.scrollWidth <= innerWidth"
    assert one.page.evaluate(fits)
    for part in one.page.locator(".top nav :is(a, button)").all():
        assert part.bounding_box()["height"] <= 44, part  # no word is broken
    for button in one.page.locator(".controls button:visible").all():
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 320
    for name in DIALOGS:
        opened(one, name)
        assert one.page.evaluate(fits), name
        dialog = one.page.locator(f"#{name}")
        assert dialog.evaluate("one => one.scrollWidth <= one.clientWidth"), name
        close = dialog.locator("form[method=dialog] button")
        close.scroll_into_view_if_needed()
        close.click()
    for page in ("index.html", "source.html"):
        one.page.goto(one.root + page)
        assert one.page.evaluate(fits), page


def test_the_systems_own_colours_tell_what_is_lit_and_pressed(visit, film):
    one = visit(forced_colors="active")
    one.open(f"forward.html#forward@frame={starts(film, 10)[1] + 5}")

    def style(selector, name):
        return one.page.locator(selector).first.evaluate(
            f"one => getComputedStyle(one).{name}"
        )

    lit = style("#source .row.lit", "borderLeftColor")
    assert lit != style("#source .row:not(.lit)", "borderLeftColor")
    for selector, other in (
        ("#source mark", "#source .row"),
        ("#steps a[aria-current]", "#steps a:not([aria-current])"),
        ("#rates [aria-pressed=true]", "#rates [aria-pressed=false]"),
    ):
        assert style(selector, "backgroundColor") != style(other, "backgroundColor")
        assert one.page.locator(selector).first.evaluate(_CONTRAST) >= 4.5
    # The picture keeps its own colours, those that stand out most.
    assert one.page.get_attribute("html", "data-theme") == "contrast"


def test_every_control_is_reached_by_tab_is_seen_and_large_enough(visit):
    one = visit(width=1920, height=1080).open("forward.html#forward@frame=70")
    wanted = one.page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, input, select, pre')]
             .filter((one) => one.checkVisibility() && one.tabIndex >= 0).length"""
    )
    seen = []
    for _ in range(wanted + 2):
        one.page.keyboard.press("Tab")
        told = one.page.evaluate(
            """() => { const one = document.activeElement;
                 if (one === document.body) return null;
                 const { width, height } = one.getBoundingClientRect();
                 const { outlineStyle, outlineWidth } = getComputedStyle(one);
                 const inText = one.closest('pre') !== null && one.tagName === 'A';
                 return [one.outerHTML, inText || Math.min(width, height),
                   outlineStyle !== 'none' && parseFloat(outlineWidth)]; }"""
        )
        if told is None:
            break
        seen.append(told)
    assert len({element for element, _, _ in seen}) == wanted
    for element, size, outline in seen:
        assert size is True or size >= LEAST_TARGET, element
        assert outline and outline >= 2, element


def test_the_film_can_be_followed_by_ear_alone(visit, film):
    """What a screen reader has: names of the controls, then what is said."""
    one = visit(locale="en-US").open("forward.html#forward")
    snapshot = one.page.locator("body").aria_snapshot()
    for line in (
        r'- heading "A digit|- heading "small',
        r'- slider "Frame"',
        r'- button "Play"',
        r'- button "Step on"',
        r'- navigation "Step 1 of 5"',
    ):
        assert re.search(line, snapshot), line
    said = []
    for end in ends(film, 10):
        one.page.keyboard.press("PageDown")
        if end:
            one.page.wait_for_selector("#picture[data-state=playing]")
            assert one.page.text_content("#spoken") == ""
            one.press("PageDown")
        assert one.frame == end
        said.append(one.page.text_content("#spoken"))
    assert said[0].endswith(film.steps[0].caption)
    assert len(set(said)) == len(film.steps) and all(said)
    one.press("r", "ArrowRight")
    assert re.search(r"= -?\d", one.page.text_content("#readout[aria-live=polite]"))
    one.page.keyboard.press("r")  # what can be done at any time is shown, not spoken
    assert "press r" in one.page.text_content("#readout[role=status][aria-live=off]")


# What is put into a live region, as long as it is one, from now on.
_LISTEN = """() => {
  window.said = [];
  new MutationObserver((changes) => {
    for (const one of new Set(changes.map(({ target }) => target))) {
      const region = one.closest?.("[aria-live], [role=status]");
      if (!region || region.getAttribute("aria-live") === "off") continue;
      if (region.checkVisibility()) said.push(one.textContent);
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_each_sentence_is_heard_once(visit, film, spoken):
    """As a step plays its title and what it does, and in the end what was not told
    yet; where it is gone to at once, all of it in the end."""
    one = visit(locale={"en": "en-US", "zh": "zh-CN"}[spoken])
    one.open("forward.html#forward@frame=0")
    one.page.evaluate(_LISTEN)
    one.page.evaluate("matreelPlayer.picture.speed = 4")
    steps = one.page.evaluate("matreelFilm.steps")
    for number, step in enumerate(steps):
        one.page.evaluate("said.length = 0")
        one.page.keyboard.press("ArrowDown")
        one.page.wait_for_selector("#picture[data-state=playing]")
        one.settled()
        heard = " ".join(one.page.evaluate("said"))
        title, words = step["title"][spoken], step["words"][spoken]
        assert heard.count(title) == 1, heard
        for sentence in filter(None, re.split(r"(?<=\.) |(?<=。)", words)):
            assert heard.count(sentence) == 1, (sentence, heard)
        if number + 1 < len(steps):
            assert steps[number + 1]["title"][spoken] not in heard
    one.page.evaluate("said.length = 0")
    one.press("ArrowUp")
    (heard,) = filter(None, one.page.evaluate("said"))
    title, words = steps[-2]["title"][spoken], steps[-2]["words"][spoken]
    assert heard.startswith(title) and heard.endswith(words)


def test_a_dark_screen_is_told(visit):
    one = visit(locale="en-US").open("forward.html#forward/sums")
    result = one.page.text_content("#spoken")
    for key, screen in ("b", "black"), ("w", "white"):
        one.press(key)
        told = f"the screen is {screen}: any key brings the film back"
        assert one.page.text_content("#spoken") == told
        one.press("ArrowDown")  # which does nothing else
        assert one.page.text_content("#spoken") == result


def test_by_keys_nothing_is_read_where_something_else_stands_now(visit, film):
    """Where a step has settled all is computed: bars that a sum has grown out of
    are no place any more that waits for its numbers."""
    one = visit().open("forward.html#forward")
    for end in ends(film, 10):
        one.page.evaluate(f"matreelPlayer.go({end})")
        one.settled()
        one.page.keyboard.press("r")
        for _ in range(6):
            assert "not computed yet" not in one.reading()[0], end
            one.page.keyboard.press("]")
        one.page.keyboard.press("Escape")


def test_letters_stay_switched_off(visit):
    one = visit().open("forward.html#forward@frame=20")
    one.page.click("[data-do=more]")
    one.page.check("#letters")
    one.page.reload()
    one.ready().press("p", "b", "?", "5", ".", "<")
    assert one.frame == 20 and one.page.is_hidden("#shade")
    assert one.page.is_hidden("#help")
    assert one.page.get_attribute("#predict", "aria-pressed") == "false"
    one.press("ArrowRight")
    assert one.frame == 21
    one.page.evaluate("localStorage.clear()")


@pytest.mark.parametrize("page", ["index.html", "source.html"])
def test_chinese_letters_are_brought_along(visit, drawn_roots, page):
    """Also where the machine has none, and in each weight of the type."""
    one = visit(locale="zh-CN")
    one.page.goto(next(iter(drawn_roots.values())) + page)
    one.page.wait_for_selector("html[lang=zh-Hans]")
    one.page.wait_for_function("document.fonts.status === 'loaded'")
    one.page.wait_for_timeout(300)
    assert one.page.evaluate("document.querySelectorAll('[data-zh]').length") > 1
    assert one.page.evaluate(BOXES) == []
