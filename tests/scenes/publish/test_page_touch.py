"""A film's page under fingers: nearer, farther, read, played on."""

import re

import pytest

from tests.browser import visits

pytestmark = pytest.mark.slow

SEEN = "matreelPlayer.picture.seen"
IN_CELLS = re.compile(r"[-+−]?\d*\.?\d+(e[-+]?\d+)?")  # numbers


@pytest.fixture
def phone(browser, drawn_roots):
    """The page on a phone held upright, and what touches it."""
    with visits(browser, drawn_roots) as begin:
        one = begin(
            width=390, height=844, has_touch=True, is_mobile=True, locale="en-US"
        )
        one.open("forward.html#forward@frame=70")
        yield one, one.page.context.new_cdp_session(one.page)


def touch(session, kind, *points):
    session.send(
        "Input.dispatchTouchEvent",
        {
            "type": kind,
            "touchPoints": [
                {"x": x, "y": y, "id": k} for k, (x, y) in enumerate(points)
            ],
        },
    )


def middle(one):
    box = one.page.locator("#picture").bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def test_two_fingers_bring_the_film_nearer_not_the_page(phone):
    one, session = phone
    x, y = middle(one)
    whole = one.page.evaluate(SEEN)
    touch(session, "touchStart", (x - 20, y), (x + 20, y))
    for away in (40, 60, 80):
        touch(session, "touchMove", (x - away, y), (x + away, y))
    touch(session, "touchEnd")
    one.page.wait_for_function(f"{SEEN}[2] < {whole[2] / 3}")
    seen = one.page.evaluate(SEEN)
    # What was between the fingers still is.
    assert seen[0] + seen[2] / 2 == pytest.approx(whole[0] + whole[2] / 2, rel=0.05)
    assert one.page.evaluate("visualViewport.scale") == 1
    # One finger moves it.
    touch(session, "touchStart", (x, y))
    for moved in (10, 30, 60):
        touch(session, "touchMove", (x - moved, y))
    touch(session, "touchEnd")
    one.page.wait_for_function(f"{SEEN}[0] > {seen[0] + seen[2] / 10}")
    assert one.frame == 70  # nothing was pressed


def test_two_taps_bring_it_nearer_and_two_take_it_back(phone):
    one, _ = phone
    x, y = middle(one)
    whole = one.page.evaluate(SEEN)
    for expected in (whole[2] / 3, whole[2]):
        one.page.touchscreen.tap(x, y)
        one.page.touchscreen.tap(x, y)
        one.page.wait_for_function(f"Math.abs({SEEN}[2] - {expected}) < 2")
        one.settled()
        one.page.wait_for_timeout(400)


def test_taps_play_to_the_end_of_a_step_and_reveal(phone):
    one, _ = phone
    one.page.tap("[data-do=nextStep]")
    one.page.wait_for_selector("#picture[data-state=playing]")
    one.page.tap("[data-do=nextStep]")
    one.settled()
    assert "/" in one.address
    one.page.tap("#predict")
    one.page.tap("[data-do=nextStep]")
    cover = one.page.locator("#covers button").first
    cover.wait_for()
    assert "Tap the ?" in one.text("#reading")
    cover.tap()
    one.page.wait_for_selector("#picture[data-state=playing]")
    one.page.tap("#play")
    one.settled()
    assert cover.count() == 0


# [text, its size in pixels of the page] of all that is written on the stage.
WRITTEN = """() => {
  const { picture, rate, frame } = matreelPlayer;
  const { piece, looks } = picture.score.at(language, picture.momentOf(rate, frame));
  const scale = picture.canvas.clientWidth / picture.seen[2];
  const textsOf = (numbers) => numbers.flatMap((number) => {
    const mark = piece.marks.at(number);
    if (mark[0] === 5) return mark[1] ? textsOf(mark[6]) : [];
    if (mark[0] === 6) return textsOf(piece.looks.at(mark[7]));
    const isSeen = mark[0] === 3 && mark[7] && mark[1].trim();
    return isSeen ? [[mark[1], piece.types[mark[5]][1] * scale]] : [];
  });
  return looks.filter((look) => !piece.apart.has(look))
    .flatMap((look) => textsOf(piece.looks.at(look)));
}"""


def test_upright_the_whole_stage_is_seen_and_can_be_read(phone):
    one, session = phone
    all_of_it = one.page.evaluate("matreelPlayer.film.score.stage[2]")  # a wide one
    shown = one.page.locator("#picture").bounding_box()
    frames = range(5, 195, 12)

    there, back, written = {}, {}, []
    for frame in frames:  # in a page that has shown nothing else
        one.open(f"forward.html#forward@frame={frame}")
        there[frame] = one.page.evaluate(SEEN)
        written += one.page.evaluate(WRITTEN)
    for frame in reversed(frames):
        one.page.evaluate(f"location.hash = 'forward@frame={frame}'")
        one.page.wait_for_selector(f"#picture[data-frame='{frame}']")
        back[frame] = one.page.evaluate(SEEN)
    assert there == back
    left, top, across, down = one.page.evaluate("matreelPlayer.picture.stageBox")
    for seen_left, seen_top, wide, high in there.values():
        assert seen_left <= left + 1 and left + across <= seen_left + wide + 1
        assert seen_top <= top + 1 and top + down <= seen_top + high + 1
        assert wide < 0.6 * all_of_it
        assert 20 * shown["width"] / wide > 7  # pixels of the stage's type
    assert len(written) > 200 and min(size for _, size in written) > 7
    small = [text for text, size in written if size < 12]
    assert [text for text in small if not IN_CELLS.fullmatch(text)] == []


def test_upright_a_film_begins_with_what_it_starts_from(phone):
    """What stands at the left, which the rest comes from, is seen whole."""
    one, _ = phone
    one.open("forward.html#forward@frame=0")
    left, right = one.page.evaluate(
        """() => {
          const { piece, looks } = matreelPlayer.picture.score.at(language, 0);
          const boxes = looks.filter((look) => !piece.apart.has(look))
            .map((look) => edgesOf(piece, piece.looks.at(look)));
          const [left, , right] = boxes.sort((one, other) => one[0] - other[0])[0];
          return [left / UNIT, right / UNIT];
        }"""
    )
    seen = one.page.evaluate(SEEN)
    assert seen[0] < left and right < seen[0] + seen[2]


# Read the first cell of a value, of the first one where none is named.
READS = """async (name) => {
  const { cells, frame, rate, pointTo } = matreelPlayer;
  const there = cells.at(Math.floor(frame * cells.data.rate / rate));
  const place = there.find((one) => one.isShown(0, 0) && (!name || one.name === name));
  await pointTo(frame, place.array, place.flats(0, 0)[0]);
  return place.name;
}"""


def test_turned_on_its_side_cells_are_where_they_are_shown(phone):
    one, _ = phone
    read, name = [], ""
    for width, height in [(390, 844), (844, 390), (390, 844)]:
        one.page.set_viewport_size({"width": width, "height": height})
        one.page.wait_for_function(
            f"matreelPlayer.picture.isUpright === {str(width < height).lower()}"
        )
        one.page.wait_for_selector("#player[data-cells=ready]")
        one.page.wait_for_function(
            f"{SEEN}[2] >= matreelPlayer.picture.stageBox[2] - 1"
        )
        assert one.frame == 70
        name = one.page.evaluate(READS, name)
        one.page.wait_for_selector("#marks .cell", state="attached")
        read.append(one.text("#reading"))
        mark = one.page.locator("#marks .cell").bounding_box()
        box = one.page.locator("#picture").bounding_box()
        assert mark["width"] > 1
        assert box["x"] <= mark["x"] <= box["x"] + box["width"] - mark["width"]
        assert box["y"] <= mark["y"] <= box["y"] + box["height"] - mark["height"]
        x, y = (
            mark[at] + mark[side] / 2 for at, side in (("x", "width"), ("y", "height"))
        )
        one.page.keyboard.press("Escape")
        one.page.touchscreen.tap(x, y)  # what is drawn there reads the same
        assert one.text("#reading") == read[-1]
        one.page.keyboard.press("Escape")
    assert name in read[0] and "=" in read[0] and len(set(read)) == 1


# Directions in which the screen is held from now on.
HELD = """() => {
  window.held = [];
  screen.orientation.lock = async (direction) => { window.held.push(direction); };
}"""


def test_in_full_screen_it_stays_upright(phone):
    one, _ = phone
    one.page.evaluate(HELD)
    for width, height, held in [(390, 844, []), (844, 390, ["landscape"])]:
        one.page.set_viewport_size({"width": width, "height": height})
        one.page.tap("[data-do=fullscreen]")
        one.page.wait_for_function("document.fullscreenElement !== null")
        one.page.wait_for_function(
            "matreelPlayer.picture.canvas.clientWidth === innerWidth"
        )
        assert one.page.evaluate("held") == held
        shape = [1080, 1920] if width < height else [1920, 1080]
        assert one.page.evaluate("matreelPlayer.picture.box") == [0, 0, *shape]
        one.page.keyboard.press("f")
        one.page.wait_for_function("document.fullscreenElement === null")


@pytest.mark.parametrize("size", [(390, 844), (360, 780), (390, 600)])
def test_embedded_upright_all_of_it_is_seen(browser, drawn_roots, size):
    width, height = size
    with visits(browser, drawn_roots) as begin:
        one = begin(width=width, height=height, has_touch=True, is_mobile=True)
        one.open("forward.html?embed#forward@frame=70")
        assert one.page.evaluate("document.documentElement.scrollWidth") <= width
        box = one.page.locator("#picture").bounding_box()
        assert 0 <= box["x"] and box["x"] + box["width"] <= width
        assert box["height"] == pytest.approx(box["width"] * 1920 / 1080, abs=1)
        play = one.page.locator("#play").bounding_box()
        assert box["y"] + box["height"] <= play["y"]
        assert play["y"] + play["height"] <= height


def test_a_film_published_before_shows_its_wide_stage_whole(phone):
    one, _ = phone

    def without(route):
        answer = route.fetch()
        told = answer.text()
        assert '"upright"' in told
        route.fulfill(response=answer, body=told.replace('"upright"', '"other"'))

    one.page.route("**/film.js", without)
    one.page.goto("about:blank")
    one.open("forward.html#forward@frame=70")
    one.page.wait_for_selector("#player[data-cells=ready]")
    assert one.page.evaluate("matreelPlayer.picture.isUpright") is False
    left, top, wide, high = one.page.evaluate(SEEN)
    box = one.page.evaluate("matreelPlayer.picture.stageBox")
    assert left <= box[0] + 1 and left + wide >= box[0] + box[2] - 1
    assert top <= box[1] + 1 and top + high >= box[1] + box[3] - 1
    assert one.page.evaluate("matreelPlayer.cells.data.places.length") > 0
