"""Who may ask the server: over real HTTP, as other sites could."""

import json

import numpy as np
import pytest

from tests.live_server import live

pytestmark = pytest.mark.slow
INK = np.pad(np.full((200, 30), 255, np.uint8), ((20, 20), (105, 105))).tobytes()


@pytest.fixture(scope="module")
def server(tmp_path_factory, fonts):
    with live(tmp_path_factory.mktemp("live"), fonts=fonts) as started:
        yield started


def posted(server, body=INK, path="/digits", **headers):
    named = {"X_Matreel_Token": server.token, **headers}
    return server.ask(path, "POST", body, **named)


def test_the_page_and_its_policy(server):
    status, headers, body = server.ask("/")
    assert status == 200 and b"<main>" in body
    assert server.token.encode() not in body
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_only_loopback_is_listened_at(server):
    """No other address of this machine answers."""
    import socket

    for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
        host = info[4][0]
        if not host.startswith("127."):
            with pytest.raises(OSError):
                socket.create_connection((host, server.port), timeout=5).close()
    assert server.root.startswith("http://127.0.0.1:")


@pytest.mark.parametrize(
    "headers, expected",
    [
        ({}, 200),
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "[::1]:{port}"}, 200),
        ({"Host": "127.0.0.1:{port}", "Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
        ({"Host": "evil.example:{port}"}, 421),
        ({"Host": "127.0.0.1.evil.example:{port}"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": "127.0.0.1:80"}, 421),
        ({"Host": "192.168.1.2:{port}"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
    ],
)
def test_who_may_look(server, headers, expected):
    named = {key: one.format(port=server.port) for key, one in headers.items()}
    for path in ("/now", "/"):
        assert server.ask(path, **named)[0] == expected


def test_a_link_to_the_page_may_be_followed(server):
    visit = {"Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "document"}
    assert server.ask("/", Sec_Fetch_Site="cross-site", **visit)[0] == 200
    frame = {**visit, "Sec_Fetch_Dest": "iframe"}
    assert server.ask("/", Sec_Fetch_Site="cross-site", **frame)[0] == 403


@pytest.mark.parametrize(
    "change, expected",
    [
        ({}, 200),
        ({"X_Matreel_Token": ""}, 403),
        ({"X_Matreel_Token": "x" * 24}, 403),
        ({"Host": "evil.example"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"body": INK[:-1]}, 400),
        ({"body": INK + b"\0"}, 400),
        ({"body": bytes(len(INK))}, 400),  # nothing drawn
        ({"body": b""}, 400),
        ({"body": b"\xff" * 3_000_000}, 400),
        ({"path": "/digits?learn=7"}, 200),
        ({"path": "/digits?learn=10"}, 400),
        ({"path": "/digits?learn=-1"}, 400),
        ({"path": "/digits?learn=%D9%A7"}, 400),  # a 7 in other letters
        ({"path": "/now"}, 405),
        ({"path": "/"}, 405),
    ],
)
def test_who_may_draw_what(server, change, expected):
    before = json.loads(server.ask()[2])["version"]
    try:
        status, _, answer = posted(server, **change)
    except (ConnectionError, BrokenPipeError):
        status, answer = 400, b""  # it is not read to its end
    assert status == expected
    after = json.loads(server.ask()[2])["version"]
    assert (after != before) == (expected == 200)
    if expected == 200:
        assert json.loads(answer) == {"version": after}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_no_other_methods(server, method):
    assert server.ask("/now", method, X_Matreel_Token=server.token)[0] == 405


@pytest.mark.parametrize(
    "path",
    [
        "/../pyproject.toml",
        "/..%2f..%2fpyproject.toml",
        "/%2e%2e/pyproject.toml",
        "/live.py",
        "/server.py",
        "/film.html",
        "/shown/1/forward.html",
        "/shown/{version}/../../now/x",
        "/shown/{version}/..%2F..%2Fpage.py",
        "/shown/{version}/films/forward/../../../pyproject.toml",
        "/shown/{version}/films/forward/score/en-99999.js",
        "/shown/{version}/films/nothing/film.js",
        "/shown/{version}/nothing.html",
        "/shown/{version}/kept/..%2F..%2Fpyproject.toml",
        "/shown/{version}/kept/nothing.trace",
        "/shown/-1/forward.html",
        "/shown/" + "9" * 300 + "/forward.html",
    ],
)
def test_nothing_else_is_there(server, path):
    version = json.loads(server.ask()[2])["version"]
    assert server.ask(path.format(version=version))[0] == 404


def test_a_long_address_is_refused(server):
    assert server.ask("/" + "x" * 600)[0] == 414


def test_too_many_listeners_are_refused(server):
    """And those that left make room."""
    import http.client

    connections = []
    statuses = []
    for _ in range(34):
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        connection.request("GET", "/events")
        statuses.append(connection.getresponse().status)
        connections.append(connection)
    for one in connections:
        one.close()
    assert statuses == [200] * 32 + [503] * 2
