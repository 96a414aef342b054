"""The film drawn in the browser looks as the frames of its videos do."""

import base64
import io
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy.ndimage import gaussian_filter

from scenes.publish import page as pages
from scenes.publish.font_tasks import fonts_of_score
from scenes.score.film_score import film_score
from scenes.score.moments import piece_of
from scenes.stage import marks
from scenes.stage.camera import drawn
from scenes.stage.canvas import Drawings, marks_of
from tests.browser import served
from tests.scene_films import LENGTHS
from tests.scenes.score.shown import shown
from tests.seen_through import from_shares, through

pytestmark = pytest.mark.slow

SHARES = 0.45, 0.97  # of each act: on its way, and settled
IN_SPACE = {"facing_sheets": (0.12, 0.25)}  # of those that show cells as heights
SWINGS = {"sheets", "update_sheets", "stamp", "glow"}  # sheets that turn to us
_PAGE = """<!doctype html><canvas id="c" width="1920" height="1080"></canvas>
<script src="told.js"></script><script src="score.js"></script>
<script src="edges.js"></script><script src="painter.js"></script>"""
_BEGIN = """async () => {
  const score = new Score(told, 'score/');
  const [theme, ground, empty] = told.themes[0];
  const canvas = document.getElementById('c');
  const context = canvas.getContext('2d', { alpha: false });
  const painter = new Painter(score.grids, await score.begin(theme), 0, empty);
  window.show = async (moment) => {
    await score.wanted('en', moment);
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.globalAlpha = 1;
    context.fillStyle = ground;
    context.fillRect(0, 0, 1920, 1080);
    const stands = score.at('en', moment);
    painter.paint(context, stands, new View(1, 0, 0));
    return canvas.toDataURL('image/png').split(',')[1];
  };
  // [text, how many pixels more than on the stage] of each line, as painted.
  window.widths = () => {
    const stands = score.at('en', 0), painted = [], lines = [], { fillText } = context;
    let ends = [];  // of what is painted of a line, at both sides
    painter.paint(context, stands, new View(1, 0, 0));
    context.fillText = function (text, x, y) {
      const { a, e } = this.getTransform(), left = e + x * a;
      ends.push(left, left + this.measureText(text).width * a);
      fillText.call(this, text, x, y);
    };
    const { marks } = stands.piece;
    marks.ends.forEach((_, line) => {
      lines.push(...marks.take(line).filter(([kind]) => kind === 3));
    });
    for (const line of lines) {
      ends = [];
      painter.text(context, line, new View(1, 0, 0), 1);
      painted.push(Math.max(...ends) - Math.min(...ends));
    }
    delete context.fillText;
    return lines.map(([, text, , , width], k) => [text, painted[k] - width / 100]);
  };
}"""


@pytest.fixture(scope="module", params=LENGTHS)
def staged(request, films, browser, tmp_path_factory, cut_fonts):
    """(a film, [(shot, second) of moments in its acts], a page that shows
    them by their numbers)."""
    film, folder = films[request.param], tmp_path_factory.mktemp("stage")
    first = {}
    for shot in film.shots:
        first.setdefault(shot.player.act.kind, shot)
    moments = [
        (shot, round(share * shot.seconds * 60) / 60)
        for shot in first.values()
        for share in (*IN_SPACE.get(shot.player.act.kind, ()), *SHARES)
    ]
    moments += [
        (shot, turning(film, shot)) for kind, shot in first.items() if kind in SWINGS
    ]
    score, files = film_score(
        {"en": [piece_of(shown(film, moments))]},
        lambda letters: fonts_of_score(letters, cut_fonts),
    )
    (folder / "score").mkdir()
    for name, content in files.items():
        (folder / "score" / name).write_bytes(content)
    for name in ("score.js", "edges.js", "painter.js"):
        (folder / name).write_text(Path(pages.ASSETS, name).read_text("utf-8"))
    (folder / "told.js").write_text(f"window.told = {json.dumps(score)};")
    (folder / "index.html").write_text(_PAGE)
    with served(folder) as address:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(address)
        page.evaluate(_BEGIN)
        yield film, moments, page
        assert faults == []
        page.close()


def turning(film, shot):
    """The second of an act at which a sheet is most in perspective."""
    seen = {
        second: max(map(_narrows, film.parts(shot)))
        for second in np.arange(0, shot.seconds, 1 / 30).tolist()
        if film.show(shot, second) is None
    }
    second = max(seen, key=seen.get)
    assert seen[second] > 1.04
    return second


def _narrows(part):
    """How much higher the left side of a part is than its right one."""
    corners = getattr(part, "seen_corners", ())
    if len(corners) < 4 or part.hidden:
        return 1.0
    return np.ptp(corners[[0, 2], 1]) / np.ptp(corners[[1, 3], 1])


def canvas(page, number):
    """The (1080, 1920, 3) levels that a page shows of a moment."""
    coded = page.evaluate("(number) => show(number)", number)
    return np.asarray(
        Image.open(io.BytesIO(base64.b64decode(coded))).convert("RGB"), np.int16
    )


def similarity(one, other):
    """The structural similarity of two pictures (Wang et al., 2004: a
    Gaussian window of 1.5 pixels, of the lightness)."""
    light = np.float32((0.299, 0.587, 0.114))
    one, other = (picture.astype(np.float32) @ light for picture in (one, other))

    def mean(values):
        return gaussian_filter(values, 1.5, truncate=3.5)

    here, there = mean(one), mean(other)
    spread = mean(one * one) - here**2, mean(other * other) - there**2
    both = mean(one * other) - here * there
    small, little = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    return np.mean(
        (2 * here * there + small)
        * (2 * both + little)
        / ((here**2 + there**2 + small) * (sum(spread) + little))
    )


def test_each_act_looks_as_cairo_draws_it(staged):
    """Cells have the same colours, in the middle of each that nothing stands
    on; letters are set between pixels in both, and fitted to none."""
    film, moments, page = staged
    there, alike = 0, 0
    for number, (shot, second) in enumerate(moments):
        film.show(shot, second)
        parts = film.parts(shot)
        frame = drawn(parts)[:, :, :3].astype(np.int16)
        seen = canvas(page, number)
        told = shot.player.act.kind, second
        similar = similarity(frame, seen)
        print(f"{told[0]} at {second:.2f} s: {similar:.4f}")
        assert similar > 0.99, told
        assert np.abs(frame - seen).mean() < 2.5, told
        for x, y, color in middles(parts):
            there += 1
            if np.array_equal(frame[y, x], color):
                assert np.abs(seen[y, x] - color).max() <= 1, (*told, x, y)
                alike += 1
    assert alike >= there / 4  # numbers stand on many


def middles(parts):
    """(x, y, colour) of the middle of each cell of a few pixels and more."""
    for part in parts:
        if part.hidden or part.opacity < 1:
            continue
        for mark in marks_of(part, Drawings()):
            if not isinstance(mark, marks.Cells):
                continue
            there = from_shares(mark.corners)
            rows, columns = mark.values.array.shape
            if mark.colors(1.0).shape[:2] != (rows, columns):
                continue  # each is a mean of several
            colors = mark.colors(1.0)
            places = np.indices((columns, rows)).transpose(2, 1, 0)  # (column, row)
            corner, right, below, middle = (
                through(there, (places + apart) / (columns, rows))
                for apart in ((0, 0), (1, 0), (0, 1), (0.5, 0.5))
            )
            (a, b), (c, d) = (np.moveaxis(one - corner, 2, 0) for one in (right, below))
            x, y = middle[..., 0], middle[..., 1]
            is_there = (np.abs(a * d - b * c) >= 30) & (colors[..., 3] > 0)
            is_there &= (0 <= x) & (x < 1920) & (0 <= y) & (y < 1080)
            for row, column in np.argwhere(is_there).tolist():
                color = colors[row, column, :3].astype(int)
                yield int(x[row, column]), int(y[row, column]), color


def test_texts_are_as_wide_as_on_the_stage(staged):
    _, _, page = staged
    canvas(page, 0)
    lines = page.evaluate("widths()")
    assert len(lines) > 20
    for text, more in lines:
        assert abs(more) < 1, text
