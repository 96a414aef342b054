"""What a published site asks of a network and of a browser.

python -m tests.benchmarks.site_benchmark SITE, of a folder that was published, on a
screen of 1920 x 1080, with --phone on one held upright, 390 x 844 of two pixels each
way: a Markdown table of each film's bytes until its first picture and in all in one
language, of the seconds until that picture over a line of 10 Mbit/s, where
nothing is kept from before, of the frames that Chromium shows in a second while
it plays, without a GPU, at each of its acts, and of how the heap
grows from the second to the tenth time that the film is shown. Then, for each act,
the milliseconds between two frames, and what the page worked at in the longest of
its pictures: milliseconds of a processor, which other work on the machine hardly
changes.
"""

import json
import sys
from collections import Counter
from functools import partial
from pathlib import Path

import numpy as np

from tests.benchmarks.measuring import say, table
from tests.benchmarks.page_tracing import traced
from tests.browser import chromium, served

WIDE = {"viewport": {"width": 1920, "height": 1080}}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
}
MEGABITS, DELAY = 10, 20  # of the line a second; milliseconds there and back
SHOWN = "#picture[data-state=paused][data-frame]"
TIMES = 10  # that a film is shown for the heap
PLAYED = 1.5  # seconds of each act
_FIRST = """() => new Promise((done) => {
  const look = () => document.querySelector("SHOWN")
    ? done([performance.now(), performance.getEntriesByType("resource")
        .reduce((sum, one) => sum + one.transferSize, 0)])
    : setTimeout(look, 5);
  look();
})""".replace("SHOWN", SHOWN)
_WHERE = """() => matreelPlayer.moments.acts.map(({ kind, start, seconds }) =>
  [kind, Math.floor(60 * (start + seconds * 0.4))])"""
_STAND = """async (frame) => {
  const { picture } = matreelPlayer;
  await matreelPlayer.open(frame, 60, null);
  await picture.score.wanted(language, picture.momentOf(60, frame + 120));
}"""
# When each of the next frames came, in milliseconds.
_PLAY = """(milliseconds) => new Promise((done) => {
  const { picture } = matreelPlayer, times = [];
  const before = picture.onFrame;
  picture.onFrame = (number) => { times.push(performance.now()); before(number); };
  picture.play();
  const end = () => { picture.pause(); picture.onFrame = before; done(times); };
  setTimeout(end, milliseconds);
})"""
_THROUGH = """async () => {
  const { picture, film } = matreelPlayer, { frames } = film.rates[10];
  for (let k = 0; k < SEEN; k += 1)
    await picture.seek(10, Math.floor(k * frames / SEEN));
}""".replace("SEEN", "150")


def first_picture(browser, address, screen):
    """(seconds until the first picture, bytes until then) over the line."""
    context = browser.new_context(**screen)
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    speed = MEGABITS * 1e6 / 8
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": DELAY,
            "downloadThroughput": speed,
            "uploadThroughput": speed,
        },
    )
    page.goto(address, wait_until="commit")
    milliseconds, count = page.evaluate(_FIRST)
    context.close()
    return milliseconds / 1000, count


def in_english(film, screen):
    """The bytes of the score of a film's folder, in one language, for a screen."""
    told = json.loads((film / "film.json").read_text("utf-8"))["score"]
    files = {told["ramps"], *told["fonts"].values()}
    pieces = (told if screen is WIDE else told["upright"])["pieces"]
    for _, piece, grids in pieces["en"]:
        files.update((piece, *grids))
    return sum((film / "score" / file).stat().st_size for file in files)


def played(page):
    """[(kind of act, milliseconds between frames, the page's work in each picture)]
    of each kind."""
    kinds = {}
    for kind, frame in page.evaluate(_WHERE):
        kinds.setdefault(kind, frame)
    found = []
    for kind, frame in kinds.items():
        page.evaluate(_STAND, frame)
        times, pictures = traced(page, partial(page.evaluate, _PLAY, 1000 * PLAYED))
        # Before the first it begins to play, and in the last it is told to pause.
        found.append((kind, np.diff(times), pictures[1:-1]))
    return found


def longest(pictures):
    """(milliseconds, on what) of the picture that took the page most work."""
    most = max(pictures, key=Counter.total)
    parts = [f"{part} {spent:.1f}" for part, spent in most.most_common(3)]
    return f"{most.total():.1f}", ", ".join(parts)


def grown(page):
    """By how much of itself the heap grows."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    sizes = []
    for _ in range(TIMES):
        page.evaluate(_THROUGH)
        session.send("HeapProfiler.collectGarbage")
        told = session.send("Performance.getMetrics")["metrics"]
        sizes += [one["value"] for one in told if one["name"] == "JSHeapUsedSize"]
    return sizes[-1] / sizes[1] - 1


def measured(browser, folder, address, screen):
    """A film's row of each of both tables, of the second a list.

    Args:
        folder: of the film in the site.
        address: of its page, without ".html".
        screen: on which it is shown.
    """
    say(folder.name)
    seconds, count = first_picture(browser, f"{address}.html", screen)
    page = browser.new_page(**screen)
    page.goto(f"{address}.html?whole")
    page.wait_for_selector(SHOWN)
    laps = played(page)
    every = np.concatenate([one for _, one, _ in laps])
    row = [
        folder.name,
        f"{count / 1e6:.2f}",
        f"{in_english(folder, screen) / 1e6:.2f}",
        f"{seconds:.2f}",
        f"{1000 / every.mean():.1f}",
        f"{100 * grown(page):+.1f} %",
    ]
    acts = [
        [folder.name, kind, f"{np.median(one):.1f}", f"{one.max():.0f}", *longest(work)]
        for kind, one, work in laps
    ]
    return row, acts


def main(site, screen):
    films = sorted(path.name for path in (site / "films").iterdir())
    rows, acts = [], []
    with served(site, ranges=False) as root:
        for film in films:
            with chromium() as browser:  # of its own: none sweeps up after another film
                row, laps = measured(
                    browser, site / "films" / film, f"{root}{film}", screen
                )
            rows.append(row)
            acts += laps
    print(
        table(
            (
                *("film", "MB to the first picture", "MB in one language"),
                *("s at 10 Mbit/s", "frames a second", "heap, 2nd to 10th time"),
            ),
            rows,
        )
    )
    heads = "film", "act", "ms between frames", "at most", "most work, ms", "on what"
    print(table(heads, acts))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), PHONE if "--phone" in sys.argv[2:] else WIDE)
