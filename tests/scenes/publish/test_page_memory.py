"""A film that is shown again and again takes no more memory than at first."""

import pytest

from tests.browser import visits

pytestmark = pytest.mark.slow

TIMES = 10
# Every frame once, in the order in which they play, then back to the first.
_ALL = """async () => {
  const { frames } = matreelPlayer.film.rates[10];
  for (let frame = 0; frame < frames; frame += 1) await matreelPlayer.go(frame);
  await matreelPlayer.go(0);
}"""


@pytest.fixture
def visit(browser, drawn_roots):
    with visits(browser, drawn_roots) as begin:
        yield begin


def taken(session):
    """(bytes of the heap, nodes, listeners) after what is not needed is gone."""
    session.send("HeapProfiler.collectGarbage")
    told = {
        one["name"]: one["value"]
        for one in session.send("Performance.getMetrics")["metrics"]
    }
    return told["JSHeapUsedSize"], told["Nodes"], told["JSEventListeners"]


@pytest.mark.parametrize("how", ["", "?whole"])
def test_shown_ten_times_a_film_takes_no_more(visit, how):
    one = visit().open(f"forward.html{how}#forward")
    session = one.page.context.new_cdp_session(one.page)
    session.send("Performance.enable")
    sizes = []
    for _ in range(TIMES):
        one.page.evaluate(_ALL)
        one.settled()
        sizes.append(taken(session))
    heaps, nodes, listeners = zip(*sizes, strict=True)
    # What it keeps ready is all there after the second time.
    assert heaps[-1] < heaps[1] * 1.03 + 100_000, heaps
    assert nodes[-1] <= nodes[1] + 20, nodes
    assert listeners[-1] <= listeners[1], listeners


def test_pictures_that_are_kept_have_a_limit(visit):
    one = visit(width=1920, height=1080).open("forward.html?whole#forward")
    count, pixels = one.page.evaluate(
        """async () => {
          const { picture } = matreelPlayer, { frames } = matreelPlayer.film.rates[10];
          for (let frame = 0; frame < frames; frame += 4)
            await picture.drawn(10, frame, 3840);
          const kept = [...picture.painter.pictures.values()];
          const sum = kept.reduce((all, one) => all + one.width * one.height, 0);
          if (sum !== picture.painter.pixels) throw new Error('counted wrong');
          return [kept.length, sum];
        }"""
    )
    assert 0 < count <= 400 and 5e6 < pixels <= 40e6


def test_what_is_painted_again_leaves_nothing_to_be_collected(visit):
    """Neither canvases nor measures of texts, which a browser collects hundreds at a
    time, in one frame."""
    one = visit().open("forward.html?whole#forward")
    first, again = one.page.evaluate(
        """async () => {
          const { painter, score } = matreelPlayer.picture, counts = [];
          const canvas = document.createElement("canvas"), view = new View(1, 0, 0);
          const drawing = CanvasRenderingContext2D.prototype;
          const { createElement } = document, { measureText } = drawing;
          let made, measured;
          document.createElement = (name) => {
            made += name === "canvas";
            return createElement.call(document, name);
          };
          drawing.measureText = function (text) {
            measured += 1;
            return measureText.call(this, text);
          };
          painter.pixels += 40e6;  // as if there were no room for two pictures
          for (let time = 0; time < 2; time += 1) {
            made = measured = 0;
            for (let frame = 0; frame < 600; frame += 3) {
              const moment = matreelPlayer.picture.momentOf(10, frame);
              await score.wanted(language, moment);
              const stands = score.at(language, moment);
              painter.paint(canvas.getContext("2d"), stands, view);
            }
            counts.push([made, measured]);
          }
          return counts;
        }"""
    )
    assert 0 < first[0] < 10 and first[1] > 100
    assert again == [0, 0]
