"""What a film tells is seen on phones and tablets, held upright and on their side."""

import pytest

from network.recorder import record
from tests import told_calls
from tests.browser import served, visits
from tests.publishing import command, run

RATE = 10
MOVES = 0.5  # seconds after a step's beginning, in which the window moves
BRIGHTER = 200  # of 765: what has come
CALLS = ("attention", "one_image")

pytestmark = pytest.mark.slow

# [[frame, left and right of what came since the frame before, of the window], ...] in
# design pixels, found in the pixels of the whole stage: no score is asked.
_WHAT_COMES = """async ([rate, moves, brighter]) => {
  const { picture, go, film } = matreelPlayer, across = 460, found = [];
  const [least, , most] = picture.stageBox;
  const lightOf = async (frame) => {
    const canvas = await picture.drawn(rate, frame, across, true);
    const { width, height } = canvas, context = canvas.getContext("2d");
    const { data } = context.getImageData(0, 0, width, height);
    const light = new Uint16Array(width * height);
    for (let k = 0; k < light.length; k += 1)
      for (let c = 0; c < 3; c += 1) light[k] += Math.abs(data[4 * k + c] - data[c]);
    return light;
  };
  const columnsOf = (now, before) => {
    const columns = new Set(), counts = new Uint16Array(across);
    now.forEach((light, k) => {
      if (light > before[k] + brighter && (counts[k % across] += 1) > 1)
        columns.add(k % across);
    });
    return [...columns];
  };
  for (const { start, seconds } of film.steps) {
    const first = Math.ceil(start * rate - 1e-6);
    const end = Math.round((start + seconds) * rate);
    let before = null;
    for (let frame = first + moves; frame < end; frame += 2) {
      const now = await lightOf(frame), columns = before ? columnsOf(now, before) : [];
      before = now;
      if (!columns.length) continue;
      await go(frame);
      const [left, , wide] = picture.seen;
      found.push([frame, least + Math.min(...columns) * most / across,
        least + (Math.max(...columns) + 1) * most / across, left, left + wide]);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module", params=("small", *CALLS))
def film(request, drawn_roots, tmp_path_factory):
    """The address of a published film of a network of some kind."""
    if request.param == "small":
        yield drawn_roots["server"]
        return
    folder = tmp_path_factory.mktemp(request.param)
    function, arguments = told_calls.calls()[request.param]
    record(function, *arguments, path=folder / "a.trace")
    run(command(folder / "a.trace", folder, videos=False))
    with served(folder / "site") as address:
        yield address


@pytest.mark.parametrize("size", [(360, 780), (390, 844), (768, 1024)])
def test_what_is_told_is_within_the_window_in_every_act(browser, film, size):
    width, height = size
    with visits(browser, {"server": film}) as begin:
        one = begin(width=width, height=height).open("forward.html")
        found = one.page.evaluate(_WHAT_COMES, [RATE, round(MOVES * RATE), BRIGHTER])
    edge = 5  # design pixels: as broad as a column
    assert len(found) > 5
    assert [
        seen for seen in found if seen[1] < seen[3] - edge or seen[2] > seen[4] + edge
    ] == []


@pytest.mark.parametrize("size", [(768, 1024), (600, 960), (844, 390), (1024, 768)])
def test_from_a_tablet_on_the_whole_stage_is_seen(browser, drawn_roots, size):
    width, height = size
    with visits(browser, drawn_roots) as begin:
        one = begin(width=width, height=height)
        for frame in (0, 40, 90):
            one.open(f"forward.html#forward@frame={frame}")
            left, top, wide, high = one.page.evaluate("matreelPlayer.picture.seen")
            stage = one.page.evaluate("matreelPlayer.picture.stageBox")
            assert left <= stage[0] + 1 and top <= stage[1] + 1
            assert left + wide >= stage[0] + stage[2] - 1
            assert top + high >= stage[1] + stage[3] - 1
