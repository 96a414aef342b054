"""Firefox and WebKit, driven by what they themselves understand.

Firefox listens to Marionette, WebKitGTK has a WebDriver of its own; both take
the commands of WebDriver (W3C, 2018), so one set of them serves for both.
"""

import base64
import glob
import io
import json
import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import numpy as np
import pytest
from PIL import Image

PATIENCE = 180  # seconds until a page is as expected, or a browser there
FIREFOX = "firefox-esr", "firefox"
MINI_BROWSER = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"
KEYS = {
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "Home": "\ue011",
    "End": "\ue010",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Escape": "\ue00c",
    "Backspace": "\ue003",
    "Space": " ",
    "Control": "\ue009",
}


class BrowserError(Exception):
    """What a browser answered instead of doing what it was told."""


class Browser:
    """A window of a browser.

    Args:
        send: a function (method, path in a session, body) that returns what a
            command gives.
    """

    def __init__(self, name, send):
        self.name, self.send = name, send

    def goto(self, address):
        self.send("POST", "url", {"url": "about:blank"})
        self.send("POST", "url", {"url": address})

    def run(self, script, *arguments):
        """What the body of a function gives, called among the page's own
        scripts: Firefox would call it beside them."""
        called = f"(function () {{{script}}}).apply(null, {json.dumps(arguments)})"
        inside = f"JSON.stringify({called} ?? null)"
        outside = "return (window.wrappedJSObject ?? window).eval(arguments[0]);"
        body = {"script": outside, "args": [inside]}
        return json.loads(self.send("POST", "execute/sync", body))

    def until(self, condition):
        """Wait until an expression is true on the page."""
        end = time.monotonic() + PATIENCE
        while not self.run(f"return Boolean({condition});"):
            assert time.monotonic() < end, f"{self.name} waits for {condition}"
            time.sleep(0.02)

    def text(self, selector):
        return self.run(
            "return document.querySelector(arguments[0]).innerText;", selector
        )

    def press(self, *keys):
        """Press keys one after the other; "Control+z" is two at a time."""
        actions = []
        for key in keys:
            together = [KEYS.get(one, one) for one in key.split("+") if one] or ["+"]
            actions += [{"type": "keyDown", "value": one} for one in together]
            actions += [{"type": "keyUp", "value": one} for one in together[::-1]]
        self._act({"type": "key", "id": "keys", "actions": actions})

    def click(self, selector, *, seconds=0):
        """Click on an element's middle, once it stays where the pointer found it:
        what the pointer comes upon on its way may change the page.

        Args:
            seconds: how long the button is held.
        """
        self.run(
            "document.querySelector(arguments[0]).scrollIntoView({block: 'center'});",
            selector,
        )
        end = time.monotonic() + PATIENCE
        before = None
        while (box := self._box(selector)) != before or not self._is_pointed(selector):
            assert time.monotonic() < end, f"{self.name} does not let {selector} stand"
            before = box
            self._point(selector, [(0.5, 0.5)], presses=False)
            self._shown()
        self._point(selector, [(0.5, 0.5)], held=seconds)

    def drag(self, selector, points, *, lifted=True):
        """Press the mouse at the first of some points, 0..1 of an element's
        width and height, pass through the others, and let it go."""
        self._point(selector, points, lifted=lifted)

    def _is_pointed(self, selector):
        """Whether the page has been told that the pointer is on an element."""
        return self.run(
            "return document.querySelector(arguments[0]).matches(':hover');", selector
        )

    def _box(self, selector):
        """The left, top, width and height of an element in the window."""
        return self.run(
            "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
            "return [box.left, box.top, box.width, box.height];",
            selector,
        )

    def _point(self, selector, points, *, presses=True, lifted=True, held=0):
        left, top, width, height = self._box(selector)
        places = [(round(left + x * width), round(top + y * height)) for x, y in points]
        actions = [
            {"type": "pointerMove", "x": x, "y": y, "duration": 0} for x, y in places
        ]
        if presses:
            actions.insert(1, {"type": "pointerDown", "button": 0})
            if held:
                actions.append({"type": "pause", "duration": round(held * 1000)})
            if lifted:
                actions.append({"type": "pointerUp", "button": 0})
        self._act(
            {
                "type": "pointer",
                "id": "mouse",
                "parameters": {"pointerType": "mouse"},
                "actions": actions,
            }
        )

    def _shown(self):
        """Wait until the page has been drawn once more."""
        self.run(
            "window.isShownAgain = false;"
            "requestAnimationFrame(() => (window.isShownAgain = true));"
        )
        self.until("window.isShownAgain")

    def _act(self, *sources):
        self.send("POST", "actions", {"actions": list(sources)})

    def resize(self, width, height):
        """Make the page so many pixels wide and high; windows have borders."""
        more = [0, 0]
        for _ in range(3):
            self.send(
                "POST",
                "window/rect",
                {"width": width + more[0], "height": height + more[1]},
            )
            end = time.monotonic() + 1
            while (inner := self.run("return [innerWidth, innerHeight];")) != [
                width,
                height,
            ]:
                if time.monotonic() > end:
                    break
                time.sleep(0.02)
            else:
                return
            more = [more[0] + width - inner[0], more[1] + height - inner[1]]
        raise BrowserError(f"{self.name} has no page of {width} x {height}: {inner}")

    def canvas(self, selector):
        """The (height, width, 3) bytes of a canvas."""
        coded = self.run(
            "return document.querySelector(arguments[0]).toDataURL().split(',')[1];",
            selector,
        )
        with io.BytesIO(base64.b64decode(coded)) as file:
            return np.asarray(Image.open(file).convert("RGB"), int)

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.send("GET", "screenshot", None)))


def _started(command, **options):
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        **options,
    )


def _ended(process):
    """End a program and all that it has started."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(10)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
        break


def _waited(find, process, what):
    """What a function gives that at first gives None."""
    end = time.monotonic() + PATIENCE
    while (found := find()) is None:
        assert process.poll() is None and time.monotonic() < end, f"no {what}"
        time.sleep(0.05)
    return found


# ---- Firefox

# As Marionette calls what has a path in WebDriver.
_OF_MARIONETTE = {
    "url": "WebDriver:Navigate",
    "execute/sync": "WebDriver:ExecuteScript",
    "actions": "WebDriver:PerformActions",
    "window/rect": "WebDriver:SetWindowRect",
    "screenshot": "WebDriver:TakeScreenshot",
}
_PREFERENCES = """\
user_pref("marionette.port", 0);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.aboutwelcome.enabled", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
user_pref("app.normandy.enabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("browser.startup.page", 0);
user_pref("ui.prefersReducedMotion", 0);
"""


class _Marionette:
    """The socket on which a Firefox is told what to do: each message is JSON
    after its length and a colon."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.file = self.socket.makefile("rb")
        self.count = 0
        self._read()  # who it is

    def _read(self):
        length = b""
        while (letter := self.file.read(1)) != b":":
            if not letter:
                raise BrowserError("Firefox has gone")
            length += letter
        return json.loads(self.file.read(int(length)))

    def command(self, name, body):
        self.count += 1
        message = json.dumps([0, self.count, name, body or {}]).encode()
        self.socket.sendall(f"{len(message)}:".encode() + message)
        _, _, error, result = self._read()
        if error:
            raise BrowserError(f"{name}: {error['message']}")
        return result.get("value") if isinstance(result, dict) else result


@contextmanager
def firefox(folder):
    """A headless Firefox, whose profile is in a folder; skips without one."""
    program = next(filter(None, map(shutil.which, FIREFOX)), None)
    if program is None:
        pytest.skip("missing: Firefox (Debian: apt-get install firefox-esr)")
    profile = folder / "profile"
    profile.mkdir()
    (profile / "user.js").write_text(_PREFERENCES)
    started = _started(
        [program, "--headless", "--marionette", "--no-remote", "--profile", profile],
        env={**os.environ, "HOME": str(folder), "MOZ_CRASHREPORTER_DISABLE": "1"},
    )
    try:

        def port():
            try:
                return int((profile / "MarionetteActivePort").read_text())
            except (OSError, ValueError):
                return None

        told = _Marionette(_waited(port, started, "Firefox"))
        told.command("WebDriver:NewSession", {"capabilities": {}})
        yield Browser(
            "Firefox", lambda _, path, body: told.command(_OF_MARIONETTE[path], body)
        )
    finally:
        _ended(started)


# ---- WebKit


def _free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def _asked(method, address, body):
    request = urllib.request.Request(
        address,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise BrowserError(error.read().decode()) from None


@contextmanager
def _screen(folder):
    """The name of a screen that nobody sees."""
    reading, writing = os.pipe()
    started = _started(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "2200x1400x24"],
        pass_fds=[writing],
        cwd=folder,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as file:
            yield f":{file.readline().strip()}"
    finally:
        _ended(started)


@contextmanager
def webkit(folder):
    """WebKitGTK's small browser on a screen of its own; skips without."""
    browser = next(iter(sorted(glob.glob(MINI_BROWSER))), None)
    if not browser or not all(map(shutil.which, ("WebKitWebDriver", "Xvfb"))):
        pytest.skip("missing: WebKit (Debian: apt-get install webkit2gtk-driver xvfb)")
    port = _free_port()
    with _screen(folder) as screen:
        started = _started(
            ["WebKitWebDriver", f"--port={port}"],
            env={
                **os.environ,
                "DISPLAY": screen,
                "HOME": str(folder),
                "GDK_BACKEND": "x11",
                "LIBGL_ALWAYS_SOFTWARE": "1",
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            },
        )
        try:
            root = f"http://127.0.0.1:{port}/session"

            def session():
                options = {"binary": browser, "args": ["--automation"]}
                wanted = {"webkitgtk:browserOptions": options}
                try:
                    made = _asked(
                        "POST", root, {"capabilities": {"alwaysMatch": wanted}}
                    )
                except urllib.error.URLError:
                    return None
                return made["sessionId"]

            name = _waited(session, started, "WebKit")
            yield Browser(
                "WebKit",
                lambda method, path, body: _asked(
                    method, f"{root}/{name}/{path}", body
                ),
            )
        finally:
            _ended(started)
