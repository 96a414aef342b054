"""The pages of a published film, from disk and from a server."""

import io
import json
import re

import numpy as np
import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from network.trace import Trace
from scenes.film.film import Film
from scenes.publish.web_font import LETTERS
from tests import truth_of_cells
from tests.browser import ends, rings, served, starts, visits
from tests.frames import drawn_at, pixels_at
from tests.publishing import RATES, SIZE
from tests.small_film import PACE

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def film(small_trace_file):
    return Film(Trace.load(small_trace_file), speed=PACE)


@pytest.fixture(scope="module")
def site(browser, published_once):
    """The small film, published."""
    return published_once / "site"


@pytest.fixture(scope="module")
def roots(site):
    """Where the pages are: on disk, and on a server."""
    with served(site) as address:
        yield {"disk": f"{site.as_uri()}/", "server": address}


@pytest.fixture
def visit(browser, roots):
    with visits(browser, roots) as begin:
        yield begin


def first_act(site, step):
    """What film.json says of the first act of a step."""
    film = json.loads((site / "films/forward/film.json").read_text())
    return film["steps"][step]["acts"][0]


_FONT = """async () => {
  const name = '"matreel letters"';
  await document.fonts.load(`16px ${name}`, '网络');
  return [...document.fonts].map(one => [one.family.replaceAll('"', ''), one.status])
    .filter(([family]) => family === 'matreel letters');
}"""


@pytest.mark.parametrize("root", ["disk", "server"])
def test_a_page_brings_the_letters_that_a_machine_may_lack(visit, root):
    one = visit(root)
    one.open("forward.html")
    assert one.page.evaluate(_FONT) == [["matreel letters", "loaded"]]


def test_the_font_has_all_chinese_letters_of_the_site(site):
    with TTFont(site / LETTERS) as font:
        known = font.getBestCmap().keys()
    texts = [*site.glob("*.html"), *site.glob("*.js"), *site.glob("films/*/*.js")]
    used = {letter for path in texts for letter in path.read_text("utf-8")}
    assert {ord(one) for one in used if "\u4e00" <= one <= "\u9fff"} <= known
    assert (site / LETTERS).stat().st_size < 300_000


@pytest.mark.parametrize("root", ["disk", "server"])
def test_every_page_opens_and_asks_no_other_place(visit, root):
    one = visit(root)
    one.open("forward.html")
    assert one.text("h1")
    assert one.page.locator("#steps li").count() == 5
    for path, selector in (("index.html", ".card"), ("source.html", ".listing li")):
        one.page.goto(one.root + path)
        assert one.page.locator(selector).count() > 0


def test_the_overview_shows_pictures_in_the_language_that_is_read(visit):
    one = visit("server")
    one.page.goto(f"{one.root}index.html")
    seen = []
    for _ in range(3):
        one.page.wait_for_function(
            "[...document.images].every((one) => one.complete && one.naturalWidth)"
        )
        seen.append(one.page.locator(".card img").first.get_attribute("src"))
        one.page.click("#language")
    names = [address.rpartition("/")[2] for address in seen]
    both = "poster.png", "poster.zh.png"
    assert names in ([*both, both[0]], [*both[::-1], both[1]])


def test_the_frames_are_the_films(visit, film):
    """The published videos against frames drawn at the same moment."""
    one = visit("server")
    for rate in RATES:
        count = round(film.seconds * rate)
        for frame in np.linspace(0, count - 1, 7).astype(int).tolist():
            one.open(f"forward.html?video#forward@frame={frame}&rate={rate}")
            drawn = pixels_at(film, frame / rate, width=SIZE[0], height=SIZE[1])[
                :, :, :3
            ]
            off = np.abs(one.pixels().astype(int) - drawn).mean()
            assert off < 3, (rate, frame)


def test_from_disk_the_same_frames_are_seen(visit, film):
    """Where no script may look at pixels, by a picture of the screen."""
    one = visit("disk", 1920, 1080)
    for frame, how in ((0, "?whole"), (57, "?whole"), (130, "?whole"), (57, "?video")):
        one.open(f"forward.html{how}#forward@frame={frame}")
        shot = one.page.locator("#picture").screenshot()
        seen = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB").resize(SIZE), int)
        drawn = pixels_at(film, frame / 10, width=SIZE[0], height=SIZE[1])[:, :, :3]
        assert np.abs(seen - drawn)[8:-8, 8:-8].mean() < 6


@pytest.mark.parametrize("root", ["disk", "server"])
def test_a_newcomer_sees_it_move_smoothly_and_a_choice_is_kept(visit, film, root):
    """A link without a rate has the newcomer's, or the one chosen; the number of a
    frame without one is of ten a second, as links have always had it."""
    one = visit(root, rate=None).open("forward.html")
    assert one.page.evaluate("matreelPlayer.rate") == 60
    one.open(f"forward.html#forward/{film.steps[0].slug}")
    assert one.frame == ends(film, 60)[0]
    one.open("forward.html#forward@frame=3")
    assert one.page.evaluate("[matreelPlayer.rate, matreelPlayer.frame]") == [10, 3]
    one.open("forward.html")
    one.press("s")
    one.open(f"forward.html#forward/{film.steps[0].slug}")
    assert one.page.evaluate("matreelPlayer.rate") == 10
    assert one.frame == ends(film, 10)[0]


@pytest.mark.parametrize("root", ["disk", "server"])
def test_the_address_follows_and_a_reload_keeps_the_place(visit, film, root):
    one = visit(root).open("forward.html")
    one.press("PageDown")
    assert one.frame == ends(film, 10)[0]
    assert one.address == f"#forward/{film.steps[0].slug}"
    one.press("ArrowRight")
    frame = starts(film, 10)[1]
    assert one.address == f"#forward@frame={frame}"
    one.press("s")
    one.page.wait_for_selector("#picture[data-rate='60']")
    one.settled()
    assert one.address == f"#forward@frame={frame * 6}&rate=60"
    one.page.reload()
    one.ready()
    assert (one.frame, one.rate) == (frame * 6, 60)
    one.page.evaluate("location.hash = '#forward/kept'")
    one.page.wait_for_selector(f"#picture[data-frame='{ends(film, 60)[2]}']")
    assert one.settled().rate == 60
    one.page.evaluate(f"location.hash = '#{film.steps[0].slug}'")  # of this film
    one.page.wait_for_function(
        "frame => document.querySelector('#picture').dataset.frame === String(frame)",
        arg=ends(film, 60)[0],
    )


def test_cells_by_pointing(visit, film):
    """What is read at a cell is what the film's own records say of it."""
    one = visit("server", 1920, 1080)
    rng = np.random.default_rng(5)
    looked = 0
    for shot in film.shots:
        for share in (0.4, 0.8):
            frame = round((shot.start + shot.seconds * share) * 10)
            one.open(f"forward.html#forward@frame={frame}")
            drawn = drawn_at(film, shot, frame / 10 - shot.start)
            for place, record in enumerate(drawn.records):
                if not hasattr(record, "values") or record.opacity < 0.9:
                    continue
                later = [
                    other
                    for other in drawn.records[place + 1 :]
                    if hasattr(other, "values") and other.opacity > 0.5
                ]
                pixels, found = truth_of_cells.looked_at(record, later)
                cells = np.argwhere(found)
                for row, column in rng.permutation(cells)[:3]:
                    one.point_at(*pixels[row, column] + 0.5)
                    assert_reads(one.reading()[0], record, row, column)
                    looked += 1
    assert looked > 30


def assert_reads(reading, record, row, column):
    if not record.shown[row, column]:
        assert reading.endswith(": not computed yet")
        return
    if record.name.isdigit():  # a number in the code: as it stands there
        assert reading == f"{record.name} = {record.name}"
        return
    assert reading.endswith(f" = {float(record.values[row, column])!r}"), record.name
    index = [int(one) for one in re.search(r"\[([\d, ]+)\] =", reading)[1].split(",")]
    first = np.array(record.first[-2:]) + (row, column)
    assert index in (first.tolist(), first[::-1].tolist())


def test_bars_read_what_was_recorded(visit, film):
    """A result points at the cells it was computed from."""
    one = visit("server", 1920, 1080)
    shot = film.shots_of(1)[0]
    frame, drawn, weights = last_with_weights(film, shot)
    one.open(f"forward.html#forward@frame={frame}")
    (bars,) = drawn.bars
    for row in range(3):
        one.point_at(bars.box.left + bars.box.width / 2, bars.row_middle(row))
        value = float(shot.player.act.result.array[row, 0])
        assert one.reading() == (
            f"(weights @ x)[{row}, 0] = {value!r}",
            f"from weights[{row}, 0:4] and x[0:4, 0]",
        )
        lit = rings(one)
        assert inside_any(lit, weights.centers()[row].mean(axis=0))
        others = [other for other in range(3) if other != row]
        assert not any(
            inside_any(lit, weights.centers()[other].mean(axis=0)) for other in others
        )


CLEAR = "rgba(0, 0, 0, 0)"


def last_with_weights(film, shot):
    """(frame of 10 a second, what is drawn then, the record of the weights): the
    last of a shot before they leave, and their products stand in their place."""
    for frame in range(round((shot.start + shot.seconds) * 10) - 1, 0, -1):
        drawn = drawn_at(film, shot, frame / 10 - shot.start)
        for record in drawn.records:
            if (
                getattr(record, "name", "") == "weights"
                and record.values.shape == (3, 4)
                and record.opacity == 1.0
            ):
                return frame, drawn, record
    raise AssertionError("no weights are drawn")


def inside_any(rings, point):
    return any(
        (ring.min(axis=0) <= point).all() and (point <= ring.max(axis=0)).all()
        for ring in rings
    )


def test_predict_then_reveal(visit, film):
    one = visit().open("forward.html")
    one.press("p")
    assert one.page.get_attribute("#predict", "aria-pressed") == "true"
    cover = one.page.locator("#covers button").first
    stops = []
    for _ in range(4):
        one.press("PageDown")
        cover.wait_for()
        stops.append(one.frame)
        one.press("PageDown")
        assert cover.count() == 0
        assert one.frame > stops[-1]
    assert stops == sorted(stops)
    looked_at = 0
    for stop, shot in zip(stops, (shot for shot in film.shots if shot.start > 0)):
        assert shot.start * 10 <= stop < (shot.start + shot.seconds) * 10
        bars = [
            part
            for part in drawn_at(film, shot, stop / 10 - shot.start).bars
            if part.name_text == shot.player.act.result_name
        ]
        assert all((part.grown == 0).all() for part in bars)
        looked_at += len(bars)
    assert looked_at > 0
    one.press("PageUp")
    assert one.frame == stops[-1]
    cover.wait_for()


def test_what_goes_in_is_read_where_it_is_asked_what_comes_out(visit, film):
    """The sum grows in the place of what a bias is added to: until it does, that is
    seen and read through the frame around the question."""
    one = visit("server", 1920, 1080).open("forward.html")
    one.press("p")
    results = one.page.evaluate("matreelPlayer.cells.data.results")
    asked = [
        (shot, result, number)
        for shot, result in zip(film.shots, results)
        for number, kind in enumerate(result["asked"] if result else ())
        if kind == "frame"
    ]
    assert {"join"} <= {shot.act.kind for shot, _, _ in asked}
    looked = 0
    for shot, result, number in asked:
        frame = result["frame"] // 6
        one.open(f"forward.html#forward@frame={frame}")
        one.press("p")
        cover = one.page.locator("#covers button").nth(number)
        cover.wait_for()
        assert cover.evaluate("one => getComputedStyle(one).backgroundColor") == CLEAR
        assert number or "It will stand in the frame." in cover.text_content()
        film.show(shot, frame / 10 - shot.start)
        left, top, width, height = result["boxes"][number]
        seen = [
            cells
            for part in shot.player.parts
            for cells in (part.cells() if part.opacity > 0.9 else ())
            if cells.there[0, 0]
        ]
        for cells in seen:
            corner, right, below = cells.corners[:3, :2]
            rows, columns = cells.there.shape
            x, y = corner + (right - corner) / columns / 2 + (below - corner) / rows / 2
            if left < x < left + width and top < y < top + height:
                one.point_at(x, y)
                value = float(cells.values.array[0, 0])
                assert one.reading()[0].endswith(f" = {value!r}")
                looked += 1
        # A frame further some of the sum may be there.
        one.press(".")
        assert one.frame == frame + 1
        assert cover.evaluate("one => getComputedStyle(one).backgroundColor") != CLEAR
        one.page.locator("#covers button").first.click()
        assert one.page.locator("#covers button").count() == 0
    assert looked >= 1


def test_both_languages_and_the_keys(visit, film, site):
    start = starts(film, 10)[1]
    one = visit(locale="en-US").open(f"forward.html#forward@frame={start}")
    told = first_act(site, 1)
    assert one.text("#now-title") == told["title"]["en"]
    one.press("l")
    assert one.text("#now-title") == told["title"]["zh"]
    assert one.page.get_attribute("html", "lang") == "zh-Hans"
    one.page.reload()
    one.ready()
    assert one.text("#now-title") == told["title"]["zh"]
    one.press("l", "?")
    assert one.page.is_visible("#help")
    one.page.keyboard.press("Escape")
    assert one.page.is_hidden("#help")


def test_the_source_and_its_links(visit, film):
    one = visit("disk").open(f"forward.html#forward@frame={starts(film, 10)[1]}")
    assert "weights @ x" in one.text("#source mark")
    assert "sums = weights @ x + biases" in one.text("#source .lit")
    rows = one.page.locator("#source .text").all_text_contents()
    assert [row.rstrip("\n") for row in rows] == [
        "def small(weights, biases, x):",
        "    sums = weights @ x + biases",
        "    kept = np.maximum(0, sums)",
        "    halves = kept / 2",
        "    best = np.argmax(halves)",
        "    return best",
    ]
    one.page.click("#source .lit a")
    row = one.page.locator(".listing li:target")
    assert "sums = weights @ x + biases" in row.inner_text()
    row.locator("a", has_text="60").click()
    one.ready()
    assert (one.frame, one.rate) == (ends(film, 60)[1], 60)


@pytest.mark.parametrize("width, height", [(390, 844), (720, 450), (1024, 700)])
@pytest.mark.parametrize("language", ["en-US", "zh-CN"])
def test_on_small_screens_nothing_is_cut(visit, width, height, language):
    """Picture, controls and reading are seen at once, also when zoomed to
    200 %, and the words on a cover stay on it."""
    one = visit("server", width, height, locale=language)
    one.open("forward.html").press("p", "PageDown")
    cover = one.page.locator("#covers button").first
    cover.wait_for()
    assert cover.evaluate("""cover => [...cover.children].every(one =>
        one.offsetTop >= 0 && one.offsetTop + one.offsetHeight
            <= cover.clientHeight && one.scrollWidth <= cover.clientWidth)""")
    top, bottom = (
        one.page.locator(name).bounding_box() for name in ("#picture", "#reading")
    )
    assert bottom["y"] + bottom["height"] - top["y"] <= height


@pytest.mark.parametrize("width, height", [(390, 844), (1024, 768), (1920, 1080)])
def test_nothing_sticks_out_and_axe_finds_no_fault(visit, width, height):
    axe = pytest.importorskip(
        "axe_playwright_python.sync_playwright", reason="missing: axe-playwright-python"
    ).Axe()
    one = visit("server", width, height, reduced_motion="reduce")
    for path in ("index.html", "source.html", "forward.html#forward@frame=70"):
        one.page.goto(one.root + path)
        if path.startswith("forward"):
            one.ready().press("r")
            one.page.locator("#reading").wait_for()
        assert one.page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth"
        ), path
        found = axe.run(one.page)
        assert found.response["violations"] == [], found.generate_report()
    one.press("p", "PageDown", "l")
    assert axe.run(one.page).response["violations"] == []
    one.press("?")
    assert axe.run(one.page).response["violations"] == []
