"""What goes wrong inside the server is said on its terminal, not on its page."""

import asyncio
import threading

import pytest

from scenes.live.server import SIDE, Server
from scenes.live.showing import Showing
from scenes.live.teller import Teller

PORT = 8737


class Film:
    """A film of which nothing can be told."""

    name, title = "broken", {"en": "Broken"}

    def pieces(self, spoken):
        return []


class Site:
    """Its pages: one, and a fault in all else."""

    def __init__(self):
        self.films = {}

    def add(self, film):
        self.films[film.name] = film

    def page(self, path):
        return b"a page" if path == "broken.html" else None

    def font(self, path):
        return None

    def file(self, path, on_frame):
        return {}[path]


@pytest.fixture
def served():
    """(the server, a list of what it says and an event set when it does)."""
    said, has_said, teller = [], threading.Event(), Teller()

    def say(what, error):
        said.append((what, error))
        has_said.set()

    shown = Showing(teller, "digit", say)

    def draw(ink, learn):
        raise ZeroDivisionError("of the pen")

    server = Server(shown, "127.0.0.1", PORT, Site(), draw, lambda *_: False, say)
    yield server, shown, said, has_said
    teller.close()


def asked(server, path, method="GET", body=b""):
    """(status, body) of an answer, as an ASGI server asks for it."""
    sent = []
    headers = {"host": f"127.0.0.1:{PORT}", "x-matreel-token": server.token}
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "server": ("127.0.0.1", PORT),
        "headers": [(key.encode(), one.encode()) for key, one in headers.items()],
    }

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message):
        sent.append(message)

    try:
        asyncio.run(server.app(scope, receive, send))
    except Exception:  # which Starlette hands on to the server below it
        pass
    return sent[0]["status"], b"".join(one.get("body", b"") for one in sent)


def test_an_answer_that_cannot_be_given(served):
    server, _, said, _ = served
    status, body = asked(server, "/digits", "POST", b"\xff" * SIDE * SIDE)
    assert status == 500 and b"pen" not in body
    [(what, error)] = said
    assert what == "POST /digits" and isinstance(error, ZeroDivisionError)


def test_what_is_told_ahead(served):
    """Nobody waits for it, and still its fault is said."""
    server, shown, said, has_said = served
    shown.teller.submit(
        0, lambda _: shown.show([Film()], Site(), source="", plays=False)
    ).result(20)
    assert has_said.wait(20)
    assert isinstance(said[0][1], KeyError)


def test_what_is_only_not_there_is_no_fault(served):
    server, _, said, _ = served
    assert asked(server, "/nothing")[0] == 404
    assert asked(server, "/shown/1/x.html")[0] == 404
    assert said == []
