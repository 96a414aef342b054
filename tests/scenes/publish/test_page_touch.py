"""A film's page under fingers: nearer, farther, read, played on."""

import pytest

from tests.browser import visits

pytestmark = pytest.mark.slow

SEEN = "matreelPlayer.picture.seen"


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


def test_upright_the_stage_is_seen_through_the_same_window_both_ways(phone):
    one, session = phone
    all_of_it = one.page.evaluate("matreelPlayer.picture.stageBox[2]")
    frames = range(5, 195, 12)

    there, back = {}, {}
    for frame in frames:  # in a page that has shown nothing else
        one.open(f"forward.html#forward@frame={frame}")
        there[frame] = one.page.evaluate(SEEN)
    for frame in reversed(frames):
        one.page.evaluate(f"location.hash = 'forward@frame={frame}'")
        one.page.wait_for_selector(f"#picture[data-frame='{frame}']")
        back[frame] = one.page.evaluate(SEEN)
    assert there == back
    wides = [wide for _, _, wide, _ in there.values()]
    assert min(wides) < 0.75 * all_of_it  # nearer where what is told allows it
    assert max(wides) < all_of_it + 1
    assert len({(round(left), round(wide)) for left, _, wide, _ in there.values()}) > 2


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


def test_upright_a_finger_shows_what_is_beside(phone):
    one, session = phone
    one.open("forward.html#forward@frame=100")
    x, y = middle(one)
    before = one.page.evaluate(SEEN)
    way = 1 if before[0] > 200 else -1
    touch(session, "touchStart", (x, y))
    for moved in (15, 40, 80):
        touch(session, "touchMove", (x + way * moved, y))
    touch(session, "touchEnd")
    one.page.wait_for_function(f"Math.abs({SEEN}[0] - {before[0]}) > 60")
    assert one.frame == 100
    one.page.set_viewport_size({"width": 844, "height": 390})  # laid on its side
    one.page.wait_for_function(f"{SEEN}[2] >= matreelPlayer.picture.stageBox[2] - 1")
