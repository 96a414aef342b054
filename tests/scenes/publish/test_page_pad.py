"""A digit drawn on a site's page is read there as NumPy reads it."""

from itertools import groupby

import numpy as np
import pytest

from network.digit_network import DigitNetwork
from network.digits import digit_images as digits
from network.runs.default_traces import DEFAULT_WEIGHTS
from scenes.publish.pad_network import pad_network
from scenes.publish.pad_page import without_lost
from scenes.publish.page import write_pages
from tests.browser import served
from tests.drawn_on_pages import RESULT, check_reading, computed, picture_of
from tests.small_film import small_trace

pytestmark = pytest.mark.slow

DRAWINGS, BY_MOUSE = 200, 20
TOLD = f"() => {{{RESULT}}}"
# Drawings as the pad is told of them point by point, and what comes of each.
DRAWN = f"""(drawings) => drawings.map((strokes) => {{
  for (const [first, ...others] of strokes) {{
    pad.begin(first, 0);
    for (const point of others) pad.extend([point]);
    pad.lift();
  }}
  const told = ({TOLD})(), drawn = {{ ...told, strokes: state().strokes }};
  DEEDS.clear();
  return drawn;
}})"""
SIZES = [(1280, 720), (1920, 1080), (390, 844), (360, 640), (800, 1000)]


@pytest.fixture(scope="module")
def network():
    return DigitNetwork.load(DEFAULT_WEIGHTS)


@pytest.fixture(scope="module")
def address(browser, pad_site):
    with served(pad_site, ranges=False) as root:
        yield root


@pytest.fixture
def opened(browser, address):
    """A function that opens the page, where no fault may come up."""
    pages, faults = [], []

    def begin(width=1280, height=800, *, root=address, language=None, **options):
        page = browser.new_page(viewport={"width": width, "height": height}, **options)
        pages.append(page)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("requestfailed", lambda request: faults.append(request.url))
        page.on(
            "request",
            lambda one: one.url.startswith((root, "data:")) or faults.append(one.url),
        )
        if language:
            script = f"localStorage.setItem('matreel.language', '{language}')"
            page.add_init_script(script)
        page.goto(root + "draw.html#forward")
        page.wait_for_selector("body[data-ready]")
        return page

    yield begin
    for page in pages:
        page.close()
    assert faults == []


def draw(page, points):
    """Pass the mouse through points of the pad, 0..1 each."""
    box = page.locator("#pad canvas").bounding_box()
    places = [
        (box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in points
    ]
    page.mouse.move(*places[0])
    page.mouse.down()
    for place in places[1:]:
        page.mouse.move(*place)
    page.mouse.up()


SEVEN = [(0.3, 0.2), (0.5, 0.2), (0.7, 0.2), (0.55, 0.5), (0.45, 0.85)]


def drawings(count, rng):
    """Each a list of one to three strokes of six points."""
    return [
        [
            np.clip(
                rng.random(2) + np.cumsum(rng.normal(scale=0.12, size=(6, 2)), axis=0),
                0.01,
                0.99,
            ).tolist()
            for _ in range(rng.integers(1, 4))
        ]
        for _ in range(count)
    ]


def check_drawing(network, told, strokes):
    """The picture of strokes is that of network/digits, and so is the reading."""
    picture = picture_of(strokes)
    np.testing.assert_array_equal(
        np.rint(np.array(told["image"]) * 255), picture.ravel()
    )
    check_reading(network, told, picture / 255)


def check_written(page, now):
    """What is written is what was computed."""
    page.wait_for_function("!waiting")
    assert page.inner_text("#answer") == str(now["answer"])
    outputs = page.locator("#digits .cell").all_inner_texts()
    assert outputs == [f"{one:.2f}" for one in now["outputs"]]
    cells = page.locator(".neuron .cell").all_inner_texts()
    for texts, name in ((cells[::2], "sums"), (cells[1::2], "neurons")):
        np.testing.assert_allclose(np.array(texts, float), now[name], atol=0.0051)


def test_two_hundred_drawings_are_read_as_numpy_reads_them(opened, network):
    """The first by a mouse, the others without waiting for the screen."""
    page, answers = opened(), set()
    drawn = drawings(DRAWINGS, np.random.default_rng(5))
    for strokes in drawn[:BY_MOUSE]:
        for points in strokes:
            draw(page, points)
        told = page.evaluate(TOLD)
        check_drawing(network, told, page.evaluate("state().strokes"))
        check_written(page, told["now"])
        answers.add(told["now"]["answer"])
        page.click("[data-do=clear]")
    for told, strokes in zip(
        page.evaluate(DRAWN, drawn[BY_MOUSE:]), drawn[BY_MOUSE:], strict=True
    ):
        # A pen that stands still draws no second point.
        moved = [[point for point, _ in groupby(points)] for points in strokes]
        assert [one["points"] for one in told["strokes"]] == moved
        check_drawing(network, told, told["strokes"])
        answers.add(told["now"]["answer"])
    assert len(answers) > 4
    assert page.inner_text("#answer") == "?"


@pytest.mark.parametrize("name", digits.DRAWN + digits.HARD)
def test_examples_are_those_of_the_network(opened, network, name):
    page = opened()
    page.click(f"[data-example='{name}']")
    told = page.evaluate(TOLD)
    np.testing.assert_array_equal(
        np.array(told["image"]), digits.drawn_digit(name)[:, 0]
    )
    check_reading(network, told, digits.drawn_digit(name))


def test_a_drawing_is_read_while_the_pen_moves(opened):
    page = opened()
    box = page.locator("#pad canvas").bounding_box()
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    for step in range(1, 5):
        page.mouse.move(box["x"] + 60 + 20 * step, box["y"] + 60)
        page.wait_for_function("!waiting")
        assert page.inner_text("#answer").isdigit()
        assert page.evaluate("past.length") == 1  # the pen is still down
    page.mouse.up()
    assert page.evaluate("past.length") == 2


def test_one_pixel_is_changed_and_back(opened, network):
    page = opened()
    page.click("[data-example='4-closed']")
    usual = digits.drawn_digit("4-closed")[:, 0]
    box = page.locator("#seen canvas").bounding_box()
    side = box["width"] / 28
    page.mouse.click(box["x"] + 9.5 * side, box["y"] + 3.5 * side)
    changed = usual.copy()
    changed[3 * 28 + 9] = 1.0 if usual[3 * 28 + 9] < 0.5 else 0.0
    told = page.evaluate(TOLD)
    check_reading(network, told, changed)
    np.testing.assert_allclose(
        told["before"]["outputs"], computed(network, usual)["outputs"][:, 0], atol=1e-12
    )
    assert page.inner_text("#pixel").startswith("row 3, column 9: ")
    page.click("[data-do=restore]")
    check_reading(network, page.evaluate(TOLD), usual)
    # by keys: to the right and down of the middle, then a tenth less than full
    for key in ("ArrowRight", "ArrowRight", "ArrowDown", "Space"):
        page.keyboard.press(key)
    place = 15 * 28 + 15
    changed = usual.copy()
    changed[place] = 1.0 if usual[place] < 0.5 else 0.0
    check_reading(network, page.evaluate(TOLD), changed)
    page.keyboard.press("-" if changed[place] else "+")
    changed[place] = 0.9 if changed[place] else 0.1
    check_reading(network, page.evaluate(TOLD), changed)


def test_a_neuron_is_left_out(opened, network):
    page = opened()
    page.click("[data-example='9']")
    told, image = page.evaluate(TOLD), digits.drawn_digit("9")
    answer = told["now"]["answer"]
    parts = network.hidden_to_output_weights[answer] * told["now"]["neurons"]
    assert told["near"] == int(np.argmax(np.abs(parts)))
    title = page.inner_text("#near-title")
    assert title.startswith(f"Neuron {told['near']} counts most")
    assert f"{abs(parts[told['near']]):.2f}" in title
    heights = page.locator("#parts i").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect().height)"
    )
    np.testing.assert_allclose(
        heights, np.abs(parts) * max(heights) / max(abs(parts)), atol=0.1
    )
    page.click("#leave-out")
    assert page.get_attribute("#leave-out", "aria-pressed") == "true"
    check_reading(network, page.evaluate(TOLD), image, [told["near"]])
    page.click(".neuron >> nth=4")
    page.click("#leave-out")
    check_reading(network, page.evaluate(TOLD), image, [told["near"], 4])
    assert "left out" in page.get_attribute(".neuron >> nth=4", "aria-label")
    page.click("#leave-out")
    page.keyboard.press("Control+z")
    check_reading(network, page.evaluate(TOLD), image, [told["near"], 4])
    for _ in range(2):
        page.keyboard.press("Control+z")
    check_reading(network, page.evaluate(TOLD), image)


def test_all_is_undone_and_done_again(opened):
    page = opened()
    images = [page.evaluate(TOLD)["image"]]
    for points in (SEVEN, [(0.2, 0.5), (0.8, 0.5)]):
        draw(page, points)
        images.append(page.evaluate(TOLD)["image"])
    page.click("[data-do=clear]")
    images.append(page.evaluate(TOLD)["image"])
    page.click("[data-example='3']")
    images.append(page.evaluate(TOLD)["image"])
    for image in images[-2::-1]:
        page.keyboard.press("Control+z")
        assert page.evaluate(TOLD)["image"] == image
    assert page.is_disabled("[data-do=undo]")
    for image in images[1:]:
        page.click("[data-do=redo]")
        assert page.evaluate(TOLD)["image"] == image
    assert page.is_disabled("[data-do=redo]")


def test_drawn_with_keys_alone(opened, network):
    page = opened()
    while page.evaluate("document.activeElement.id") != "pad":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert page.text_content("#spoken") == "Pen down at 50 % across, 20 % down"
    for key in ["ArrowRight"] * 6 + ["ArrowDown"] * 14:
        page.keyboard.press(key)
    assert page.text_content("#spoken") == "74 % across, 76 % down"
    page.keyboard.press("Space")
    told = page.evaluate(TOLD)
    picture = picture_of(page.evaluate("state().strokes"))
    check_reading(network, told, picture / 255)
    assert page.inner_text("#spoken") == page.inner_text("#verdict") != ""
    page.keyboard.press("Backspace")
    assert page.inner_text("#answer") == "?"


@pytest.mark.parametrize("width", [1280, 390])
def test_why_it_is_not_the_digit_that_was_meant(opened, network, width):
    """Each digit's sum can be asked about: by a hand on its row, or by keys."""
    page = opened(width, 800)
    assert page.locator("#digits button:disabled").count() == 10
    page.click("[data-example='7']")
    hidden, _ = network.forward(digits.drawn_digit("7").reshape(-1, 1))
    neurons = hidden.ravel()
    for digit in (1, 4, 9):
        page.locator("#digits tbody tr").nth(digit).click()
        parts = network.hidden_to_output_weights[digit] * neurons
        most = int(np.argmax(np.abs(parts)))
        told = page.inner_text("#near-title")
        does = "adds {} to" if parts[most] > 0 else "takes {} from"
        size = does.format(f"{abs(parts[most]):.2f}")
        assert told == f"Neuron {most} counts most: it {size} the sum of {digit}"
        assert page.text_content("#spoken") == told
        assert f"the sum of {digit}" in page.inner_text("#parts-title")
        pressed = page.locator("#digits [aria-pressed=true]").all_inner_texts()
        assert pressed == [str(digit)]
        seen = page.locator("section.near h2").bounding_box()
        assert 0 <= seen["y"] < 800
    page.get_by_role("button", name="3: what counts in its sum?").focus()
    page.keyboard.press("Enter")
    assert "the sum of 3" in page.inner_text("#near-title")
    page.keyboard.press("Enter")  # of the answer again
    assert "the sum of 7" in page.inner_text("#near-title")
    page.keyboard.press("Space")
    page.click("[data-example='0']")  # what is drawn anew is asked about anew
    assert "the sum of 0" in page.inner_text("#near-title")


@pytest.mark.parametrize("width", [320, 390, 844])
def test_no_word_above_is_broken(opened, width):
    page = opened(width, 844)
    for part in page.locator(".top nav :is(a, button)").all():
        assert part.bounding_box()["height"] <= 44
        lines = part.evaluate(
            """one => { const range = document.createRange();
            range.selectNodeContents(one); return range.getClientRects().length; }"""
        )
        assert lines == 1


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width, height", SIZES)
def test_nothing_is_cut_off(opened, width, height, language):
    page = opened(width, height, language=language)
    for act in (None, "[data-example='8']", ".neuron >> nth=9", "#leave-out"):
        if act:
            page.click(act)
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width
        cut = page.evaluate(
            """() => [...document.querySelectorAll('.cell, h2, p, button, td, dd, dt')]
            .filter(one => one.clientWidth && !one.matches('.unseen')
              && one.scrollWidth > one.clientWidth + 1)
            .map(one => one.id || one.className + ': ' + one.textContent)"""
        )
        assert cut == []
    text = page.inner_text("body")
    assert ("神经元" in text) == (language == "zh")


@pytest.mark.parametrize("theme", ["dark", "light", "contrast", "print"])
def test_axe_finds_nothing(opened, theme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened()
    page.select_option("#theme", theme)
    page.wait_for_selector(f":root[data-theme={theme}]")
    for act in (None, "[data-example='5']", "#leave-out"):
        if act:
            page.click(act)
            page.hover("[data-do=undo]")
        found = axe.Axe().run(page)
        assert found.violations_count == 0, found.generate_report()


def test_a_theme_is_chosen_and_kept_without_losing_the_drawing(opened, network):
    """The picture's first pixel, where nothing is drawn, has the theme's colour."""
    page = opened()
    page.click("[data-example='2']")
    corner = """() => [...document.querySelector('#seen canvas').getContext('2d')
      .getImageData(0, 0, 1, 1).data].slice(0, 3)"""
    dark = page.evaluate(corner)
    page.select_option("#theme", "light")
    page.wait_for_function(f"({corner})().join() !== '{','.join(map(str, dark))}'")
    assert min(page.evaluate(corner)) > 200
    check_reading(network, page.evaluate(TOLD), digits.drawn_digit("2"))
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.input_value("#theme") == "light"


def test_from_disk(opened, pad_site, network):
    page = opened(root=f"{pad_site.as_uri()}/")
    page.click("[data-example='2']")
    check_reading(network, page.evaluate(TOLD), digits.drawn_digit("2"))
    assert page.get_attribute("#film", "href") == "forward.html#forward"


def test_pages_lead_to_the_pad(browser, address):
    page = browser.new_page()
    for path, link in (
        ("index.html", "draw.html"),
        ("forward.html", "draw.html#forward"),
    ):
        page.goto(address + path)
        assert page.get_attribute("nav a[href^=draw]", "href") == link
    page.close()


def test_other_networks_have_no_pad(produced, tmp_path):
    """A layer of three, a training, a film whose network's file is lost."""
    assert pad_network(small_trace()) is None
    assert produced("training").network is None
    told = produced("forward").manifest([10], [426, 240])
    assert told["network"]["hidden"] == 20
    lost = without_lost(tmp_path, told)
    assert lost["network"] is None
    write_pages(tmp_path, [lost])
    assert not list(tmp_path.glob("draw.html")) + list(tmp_path.glob("pad*"))
    for page in ("index.html", "forward.html"):
        assert "draw.html" not in (tmp_path / page).read_text()
