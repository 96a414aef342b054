"""How long browsers take to draw a frame of a film, 1920 x 1080.

python -m tests.benchmarks.browser_benchmark SITE, of a folder that was
published: a Markdown table of the median and of what 95 % of all frames stay
under, in ms. A pixel is read after each, so that it has been drawn.
"""

import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from tests.benchmarks.measuring import say, table
from tests.browser import chromium
from tests.other_browsers import PATIENCE, firefox, webkit

FRAMES = 240  # of each film, spread evenly
_MEASURE = """
  window.frameTimes = null;
  (async () => {
    const holder = document.createElement("div");
    document.body.append(holder);
    const nothing = { onFrame() {}, onEnd() {}, onShown() {} };
    const stage = new Stage(matreelFilm, holder, nothing);
    await stage.ready;
    stage.showWhole(true);
    stage.canvas.style.cssText = "position: fixed; width: 1920px; height: 1080px";
    const { frames } = matreelFilm.score, took = [];
    for (let k = 0; k < FRAMES; k += 1) {
      const moment = Math.floor(k * frames / FRAMES);
      await stage.score.wanted("en", moment);
      await new Promise(requestAnimationFrame);
      const { canvas, context } = stage;
      if (canvas.width !== 1920) { canvas.width = 1920; canvas.height = 1080; }
      const began = performance.now();
      stage.paint(moment);
      context.getImageData(0, 0, 1, 1);
      took.push(performance.now() - began);
    }
    window.frameTimes = took;
  })().catch((error) => { window.frameTimes = String(error); });
""".replace("FRAMES", str(FRAMES))
_DONE = "window.frameTimes !== null"


def times_on(page, address):
    """The ms of each frame of the film at an address, on a page of Playwright's, or
    what went wrong."""
    page.goto("about:blank")
    page.goto(address)
    page.wait_for_selector("#picture[data-state=paused]")
    page.evaluate(f"() => {{{_MEASURE}}}")
    page.wait_for_function(_DONE, timeout=1000 * PATIENCE * 10)
    return page.evaluate("window.frameTimes")


@contextmanager
def _chromium(_):
    with chromium() as started:
        page = started.new_page(viewport={"width": 1920, "height": 1080})
        yield lambda address: times_on(page, address)


def _other(kind):
    @contextmanager
    def opened(folder):
        with kind(folder) as browser:

            def of_film(address):
                browser.goto(address)
                browser.until("document.querySelector('#picture[data-state=paused]')")
                browser.run(_MEASURE)
                for _ in range(10):
                    try:
                        browser.until(_DONE)
                        break
                    except AssertionError:
                        continue
                return browser.run("return window.frameTimes;")

            yield of_film

    return opened


def main(site):
    films = sorted(path.name for path in (site / "films").iterdir())
    kinds = {
        "Chromium": _chromium,
        "Firefox": _other(firefox),
        "WebKit": _other(webkit),
    }
    rows = {film: [film] for film in films}
    for name, kind in kinds.items():
        with tempfile.TemporaryDirectory() as folder, kind(Path(folder)) as of_film:
            for film in films:
                say(f"{film} in {name}")
                took = of_film(f"{site.as_uri()}/{film}.html#{film}")
                assert isinstance(took, list), took
                middle, most = np.quantile(took, [0.5, 0.95])
                rows[film].append(f"{middle:.1f}, {most:.1f}")
    print(table(("ms a frame: median, 95 %", *kinds), list(rows.values())))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
