"""A headless Chromium for the tests of pages, and what they do with it."""

import base64
import io
import os
import re
import shutil
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from PIL import Image

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VARIABLE = "MATREEL_CHROMIUM"
PROGRAMS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PATIENCE = 120_000  # milliseconds until a page is as expected, on a busy machine
# A picture in which the shown video's own pixels are.
_SNAP = """() => {
  const video = document.querySelector('#picture video:not(.waiting)');
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth; canvas.height = video.videoHeight;
  canvas.getContext('2d').drawImage(video, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1];
}"""


@contextmanager
def chromium():
    """Playwright's browser; skips the test where there is no Chromium."""
    path = os.environ.get(VARIABLE) or next(
        filter(None, map(shutil.which, PROGRAMS)), None
    )
    if path is None:
        pytest.skip(
            "missing: Chromium (Debian: apt-get install chromium), "
            f"or {VARIABLE} with its path"
        )
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="missing: playwright"
    )
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


class _Plain(SimpleHTTPRequestHandler):
    """Serves a folder as `python -m http.server` does: files only whole."""

    def log_message(self, *arguments):
        pass


class _WithRanges(_Plain):
    """Serves a folder with byte ranges, as servers of web pages do."""

    def send_head(self):
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        path = self.translate_path(self.path)
        if wanted is None or not os.path.isfile(path):
            return super().send_head()
        with open(path, "rb") as file:
            content = file.read()
        start = int(wanted[1])
        end = min(int(wanted[2] or len(content) - 1), len(content) - 1)
        self.send_response(206)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Range", f"bytes {start}-{end}/{len(content)}")
        self.send_header("Content-Length", str(end - start + 1))
        self.end_headers()
        return io.BytesIO(content[start : end + 1])


@contextmanager
def served(folder, *, ranges=True):
    """The address of a server of a folder on this machine, with a / at the
    end."""
    kind = _WithRanges if ranges else _Plain
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(kind, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


class Visit:
    """A page open in the browser, which has to stay without a fault.

    Args:
        page: Playwright's.
        root: address of the published folder; no other may be asked.
    """

    def __init__(self, page, root):
        self.page, self.root, self.faults = page, root, []
        page.set_default_timeout(PATIENCE)
        page.on(
            "console",
            lambda message: self._note(
                message.type in ("error", "warning"), message.text
            ),
        )
        page.on("pageerror", lambda error: self._note(True, str(error)))
        page.on(
            "request",
            lambda request: self._note(
                not request.url.startswith((root, "data:", f"blob:{root}")), request.url
            ),
        )
        page.on(
            "requestfailed",
            lambda request: self._note(
                # A video that is left while it loads is not asked for any more.
                "ABORTED" not in (request.failure or ""),
                request.url,
            ),
        )

    def _note(self, is_fault, text):
        if is_fault:
            self.faults.append(text)

    def open(self, path):
        """Go to a page, and wait until it stands."""
        self.page.goto("about:blank")
        self.page.goto(self.root + path)
        return self.ready()

    def ready(self):
        self.page.wait_for_selector("#player[data-cells=ready]")
        return self.settled()

    def settled(self):
        """Wait until the frame asked for is shown."""
        self.page.wait_for_selector("#picture[data-state=paused][data-frame]")
        return self

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        return self.settled()

    @property
    def frame(self):
        """The frame that the page says it shows."""
        return int(self.page.get_attribute("#picture", "data-frame"))

    @property
    def rate(self):
        return int(self.page.get_attribute("#picture", "data-rate"))

    @property
    def address(self):
        """The part of the address from # on, when it has followed."""
        self.page.wait_for_timeout(250)
        return self.page.evaluate("location.hash")

    def text(self, selector):
        return self.page.inner_text(selector)

    def pixels(self):
        """The shown video's (height, width, 3) bytes; only from a server."""
        picture = Image.open(io.BytesIO(base64.b64decode(self.page.evaluate(_SNAP))))
        return np.asarray(picture.convert("RGB"))

    def point_at(self, x, y):
        """Point at a place of the picture, in design pixels."""
        box = self.page.locator("#picture").bounding_box()
        left, top, wide, high = self.page.evaluate("matreelPlayer.picture.seen")
        self.page.mouse.move(
            box["x"] + (x - left) / wide * box["width"],
            box["y"] + (y - top) / high * box["height"],
        )

    def reading(self):
        """(what was read, what it came from)."""
        return self.text("#reading"), self.text("#reads")


# The Chinese texts of a page that no font has letters for: each is as wide as high.
BOXES = """() => [...document.querySelectorAll("[data-zh]")].filter((one) => {
    if (!one.checkVisibility() || !/^[\\u4e00-\\u9fff]+$/.test(one.textContent))
        return false;
    const range = document.createRange();
    range.selectNodeContents(one);
    const wide = [...range.getClientRects()].reduce((sum, box) => sum + box.width, 0);
    const size = parseFloat(getComputedStyle(one).fontSize);
    return Math.abs(wide / one.textContent.length - size) > 0.05 * size;
}).map((one) => one.textContent)"""


@contextmanager
def visits(browser, roots):
    """A function (root, width, height, rate) that opens a Visit.

    Its rate is that which was last chosen on the page: None is a newcomer's, who
    has chosen none.

    Args:
        roots: name -> address of a published folder; the first is meant
            where none is named.

    In none of the pages may a fault come up.
    """
    opened, usual = [], next(iter(roots))

    def begin(root=usual, width=1280, height=800, rate=10, **options):
        page = browser.new_page(viewport={"width": width, "height": height}, **options)
        if rate is not None:
            page.add_init_script(
                f"try {{ localStorage['matreel.rate'] ??= {rate}; }}"
                " catch { /* an empty page keeps nothing */ }"
            )
        opened.append(Visit(page, roots[root]))
        return opened[-1]

    yield begin
    faults = [fault for one in opened for fault in one.faults]
    for one in opened:
        one.page.close()
    assert faults == []


def starts(film, rate):
    """The first frame of each step."""
    return [
        round(film.shots_of(index)[0].start * rate) for index in range(len(film.steps))
    ]


def ends(film, rate):
    """The last frame of each step: where its picture has settled."""
    return [
        *(first - 1 for first in starts(film, rate)[1:]),
        round(film.seconds * rate) - 1,
    ]


def rings(one):
    """The corners of all operand marks."""
    paths = one.page.eval_on_selector_all(
        "#marks path.operand", "all => all.map(p => p.getAttribute('d'))"
    )
    return [
        np.array(
            [
                [float(number) for number in point.split()]
                for point in ring.strip("Z").split("L")
            ]
        )
        for path in paths
        for ring in path.split("M")[1:]
    ]
