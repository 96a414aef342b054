"""A film's page lays out words, source and stage itself, and nothing twice."""

import base64
import io

import numpy as np
import pytest
from PIL import Image

from network.trace import Trace
from scenes.film.film import Film
from scenes.stage.camera import drawn
from tests.browser import ends, starts, visits
from tests.small_film import PACE

pytestmark = pytest.mark.slow

BESIDE = {"Caption", "SourcePanel", "SmallMap", "Timeline"}
SIZES = [
    (360, 780),
    (390, 844),
    (844, 390),
    (1024, 768),
    (1280, 600),
    (1280, 720),
    (1366, 768),
    (1920, 1080),
    (3840, 2160),
]


@pytest.fixture(scope="module")
def film(small_trace_file):
    return Film(Trace.load(small_trace_file), speed=PACE)


@pytest.fixture
def visit(browser, drawn_roots):
    with visits(browser, drawn_roots) as begin:
        yield begin


def canvas(one):
    """The (height, width, 3) bytes of the canvas."""
    coded = one.page.evaluate("document.getElementById('stage').toDataURL()")
    with io.BytesIO(base64.b64decode(coded.split(",")[1])) as file:
        return np.asarray(Image.open(file).convert("RGB"), int)


def box(one, name):
    """(left, top, right, bottom) of an element on the screen."""
    found = one.page.locator(name).bounding_box()
    return (
        found["x"],
        found["y"],
        found["x"] + found["width"],
        found["y"] + found["height"],
    )


def apart(one, other):
    """Whether two boxes do not lie on each other."""
    return (
        one[2] <= other[0] + 1
        or other[2] <= one[0] + 1
        or one[3] <= other[1] + 1
        or other[3] <= one[1] + 1
    )


@pytest.mark.parametrize("second", [2.0, 5.0, 8.1, 12.5])
def test_the_stage_alone_is_what_cairo_draws_of_it(visit, film, second):
    one = visit(width=1920, height=1080)
    one.open(f"forward.html#forward@frame={round(second * 10)}")
    left, top, wide, high = one.page.evaluate("matreelPlayer.picture.seen")
    assert wide < 1900 and high < 850  # words, source and timeline take no room
    seen = canvas(one)
    shot, within = film.at(second)
    film.show(shot, within)
    stage = [part for part in film.parts(shot) if type(part).__name__ not in BESIDE]
    whole = Image.fromarray(drawn(stage, width=1920, height=1080)[:, :, :3])
    size = seen.shape[1], seen.shape[0]
    edges = left, top, left + wide, top + high
    expected = np.asarray(
        whole.transform(size, Image.Transform.EXTENT, edges, Image.Resampling.BILINEAR),
        int,
    )
    assert np.abs(expected - seen).mean() < 2.5
    assert np.abs(expected - [13, 17, 23]).max() > 100  # there is something on it


def test_words_and_source_are_those_of_the_picture_at_each_moment(visit, film):
    one = visit(locale="en-US").open("forward.html#forward")
    said = set()
    for second in np.arange(0.2, film.seconds, 0.7):
        frame = int(second * 10)
        one.page.evaluate(f"matreelPlayer.go({frame})")
        one.page.wait_for_selector(f"#picture[data-frame='{frame}']")
        shot, within = film.at(frame / 10)
        film.show(shot, within)
        lead, _, live = film.caption.words.partition("\n")
        assert one.page.text_content("#now-title") == film.caption.title
        assert one.page.text_content("#now-lead") == lead
        assert one.page.text_content("#now-live") == live
        said.add(live)
        panel = shot.panel
        lit = one.page.locator("#source .lit").evaluate_all(
            "rows => rows.map(row => Number(row.dataset.line))"
        )
        first, last = panel.statement or (1, 0)
        assert lit == [
            number
            for number, text in panel.listing.lines
            if text is not None and first <= number <= last
        ]
        assert one.page.text_content("#shapes") == panel.shapes + panel.listing.note
    assert len(said) > 4


def test_the_whole_picture_where_it_is_wanted(visit):
    whole = [0, 0, 1920, 1080]
    one = visit(width=1280, height=720).open("forward.html#forward@frame=40")
    seen = "matreelPlayer.picture.seen"
    alone = one.page.evaluate(seen)
    assert alone != pytest.approx(whole, abs=20)
    assert one.page.is_visible("#now-title") and one.page.is_visible("#source")
    one.page.keyboard.press("f")
    one.page.wait_for_function("document.fullscreenElement !== null")
    one.page.wait_for_function("matreelPlayer.picture.seen[3] > 1079")
    one.page.evaluate("document.exitFullscreen()")
    one.page.wait_for_function(f"matreelPlayer.picture.seen[3] < {alone[3] + 1}")
    one.page.click("[data-do=more]")
    one.page.check("#whole")
    one.page.click("#more form button")
    assert one.page.evaluate(seen) == pytest.approx(whole, abs=6)
    # What stands in the picture does not stand beside it, too.
    assert one.page.is_hidden("#now-title") and one.page.is_hidden("#source")
    one.page.reload()
    one.ready()
    assert one.page.evaluate(seen) == pytest.approx(whole, abs=6)
    one.page.evaluate("localStorage.clear()")
    for how in ("embed", "whole"):
        one.open(f"forward.html?{how}#forward@frame=40")
        assert one.page.evaluate(seen) == pytest.approx(whole, abs=6)
        assert one.page.is_hidden("#now-title")


@pytest.mark.parametrize("width, height", SIZES)
def test_nothing_lies_on_anything_and_nothing_is_cut(visit, film, width, height):
    one = visit(width=width, height=height)
    one.open(f"forward.html#forward@frame={starts(film, 10)[1] + 20}")
    assert one.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    parts = [
        box(one, name) for name in (".top", ".now", ".source", "#picture", ".controls")
    ]
    for number, part in enumerate(parts):
        assert all(apart(part, other) for other in parts[:number]), number
        assert part[0] >= 0 and part[2] <= width
    # The film and what it is played with are seen at once, and beside them, but
    # on a phone held upright, what is said; but on a phone the source, too.
    assert parts[4][3] <= height
    if width >= 800:
        assert parts[1][3] <= height
        assert parts[2][3] <= height or height < 600
    # The picture takes what room there is: all across, or all the height that
    # is left.
    across, down = parts[3][2] - parts[3][0], parts[3][3] - parts[3][1]
    assert across > 0.6 * width or down > 0.5 * height
    now = one.page.locator(".now").evaluate(
        "box => box.scrollHeight - box.clientHeight"
    )
    assert now <= 2


@pytest.mark.parametrize("how", ["", "?whole"])
def test_captions_stand_below_the_picture(visit, film, how):
    one = visit(width=1280, height=720)
    one.open(f"forward.html{how}#forward@frame={ends(film, 10)[1] - 5}")
    assert one.page.is_hidden("#cue")
    one.press("c")
    assert one.page.text_content("#cue")
    picture, cue, controls = (
        box(one, name) for name in ("#picture", "#cue", ".controls")
    )
    assert apart(picture, cue) and apart(cue, controls)
    assert controls[3] <= 720
    one.page.keyboard.press("f")
    one.page.wait_for_function("document.fullscreenElement !== null")
    one.page.wait_for_timeout(300)
    picture, cue = box(one, "#picture"), box(one, "#cue")
    assert apart(picture, cue) and cue[3] <= 720
    assert picture[2] - picture[0] == 1280


def test_predicting_the_words_do_not_tell(visit, film):
    one = visit(locale="en-US").open("forward.html#forward")
    one.press("p", "PageDown")
    one.page.locator("#covers button").first.wait_for()
    one.page.evaluate(f"matreelPlayer.go({ends(film, 10)[1]})")
    one.page.wait_for_selector(f"#picture[data-frame='{ends(film, 10)[1]}']")
    assert one.page.locator("#covers button").count()
    assert one.page.text_content("#now-live") == ""
    one.press("PageDown")
    assert one.page.text_content("#now-live")


_KEEP_STATES = """() => {
  const picture = document.querySelector("#picture");
  window.states = [];
  new MutationObserver(() => states.push(picture.dataset.state))
    .observe(picture, {attributes: true});
}"""


def test_who_wants_less_motion_gets_settled_pictures(visit, film):
    one = visit(reduced_motion="reduce").open("forward.html#forward")
    one.page.evaluate(_KEEP_STATES)
    for end in ends(film, 10)[:3]:
        one.page.keyboard.press("PageDown")
        one.page.wait_for_selector(f"#picture[data-frame='{end}']")
        assert one.page.get_attribute("#picture", "data-state") == "paused"
    assert "playing" not in one.page.evaluate("states")
    one.page.keyboard.press("Space")  # asked for, it plays
    one.page.wait_for_selector("#picture[data-state=playing]")
    assert "playing" in one.page.evaluate("states")
    one.press("Space")


def test_a_film_that_says_nothing_of_its_stage_is_shown_whole(
    browser, drawn_site, tmp_path
):
    """As films that were published before."""
    for path in drawn_site.rglob("*"):
        if path.is_file():
            new = tmp_path / path.relative_to(drawn_site)
            new.parent.mkdir(parents=True, exist_ok=True)
            new.write_bytes(path.read_bytes())
    script = tmp_path / "films/forward/film.js"
    text = script.read_text("utf-8")
    start = text.index('"stage":[')
    end = text.index("]", start) + 2
    script.write_text(text[:start] + text[end:], "utf-8")
    with visits(browser, {"disk": f"{tmp_path.as_uri()}/"}) as begin:
        one = begin().open("forward.html#forward@frame=40")
        seen = one.page.evaluate("matreelPlayer.picture.seen")
        assert seen == pytest.approx([0, 0, 1920, 1080], abs=4)
        assert one.page.is_hidden("#now-title")


def test_the_overview_shows_each_stage_alone(visit, film):
    one = visit(width=1280, height=720).open("forward.html#forward")
    one.page.keyboard.press("o")
    one.page.locator("#all-steps canvas").nth(len(film.steps) - 1).wait_for()
    _, _, wide, high = one.page.evaluate("matreelPlayer.picture.stageBox")
    shapes = one.page.locator("#all-steps canvas").evaluate_all(
        "all => all.map((one) => one.width / one.height)"
    )
    assert shapes == pytest.approx([wide / high] * len(film.steps), rel=0.01)


def test_back_and_forward_go_where_one_was(visit, film):
    one = visit().open("forward.html#forward")
    there = "#picture[data-state=paused][data-frame='{}']"
    ended = ends(film, 10)
    for step in (2, 4):
        one.page.locator("#steps a").nth(step).click()
        one.page.wait_for_selector(there.format(ended[step]))
        one.page.wait_for_timeout(300)
    one.press("ArrowLeft")  # a frame more or less is no place of its own
    assert one.address == f"#forward@frame={ended[4] - 1}"
    one.page.go_back()
    one.page.wait_for_selector(there.format(ended[2]))
    one.page.go_back()
    one.page.wait_for_selector(there.format(0))
    one.page.go_forward()
    one.page.wait_for_selector(there.format(ended[2]))
    one.page.go_forward()
    one.page.wait_for_selector(there.format(ended[4] - 1))
