"""Who may ask the server, and for how much.

Pages of other sites can send requests to this machine: a name of theirs may
lead here (DNS rebinding), which the Host header shows, and their scripts and
forms name their Origin, or where they come from in Sec-Fetch-Site (W3C Fetch
Metadata). What writes needs a token, which only the address shown in the
terminal has.
"""

import ipaddress
import secrets
import socket
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

LOOPBACK = "127.0.0.1", "localhost", "::1"
TOKEN_HEADER = "x-matreel-token"
MOST_BYTES = 65_536  # of what is posted
MOST_LETTERS = 512  # of an address
_POLICY = {
    "content-security-policy": "default-src 'self'; img-src 'self' data: blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    # No page of another site can load a film's scripts as its own.
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
_Scope = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
_Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class Guard:
    """An ASGI application before another one.

    Args:
        app: the other.
        host: the address that is listened at.
        port: of it.
        token: that what is posted has to have.
    """

    def __init__(self, app: Any, host: str, port: int, token: str) -> None:
        self._app, self._host, self._port = app, host, port
        self._token = token

    async def __call__(self, scope: _Scope, receive: _Receive, send: _Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        status, words = self._refusal(scope)

        async def send_with_policy(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                more = [(key.encode(), one.encode()) for key, one in _POLICY.items()]
                message["headers"] = [*message.get("headers", ()), *more]
            await send(message)

        if status:
            refusal = PlainTextResponse(words, status)
            await refusal(scope, receive, send_with_policy)
            return
        await self._app(scope, receive, send_with_policy)

    def _refusal(self, scope: _Scope) -> tuple[int, str]:
        """(status, why) of what is not answered; (0, "") of what is."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_host(hosts[0]):
            return 421, "expected the address that the terminal shows"
        origin = headers.get("origin")
        if origin is not None and origin != f"http://{hosts[0]}":
            return 403, "expected a request from the page itself"
        site = headers.get("sec-fetch-site", "none")
        if site not in ("same-origin", "none") and not self._is_visit(headers, scope):
            return 403, "expected a request from the page itself"
        if len(scope["path"]) + len(scope["query_string"]) > MOST_LETTERS:
            return 414, "expected a shorter address"
        if scope["method"] in ("GET", "HEAD"):
            return 0, ""
        if scope["method"] != "POST":
            return 405, "expected GET or POST"
        if not secrets.compare_digest(
            headers.get(TOKEN_HEADER, "").encode(), self._token.encode()
        ):
            return 403, "expected the token of the address that the terminal shows"
        return 0, ""

    @staticmethod
    def _is_visit(headers: Headers, scope: _Scope) -> bool:
        """Whether somebody follows a link to the page, which is no harm."""
        return (
            scope["method"] == "GET"
            and scope["path"] == "/"
            and headers.get("sec-fetch-mode") == "navigate"
            and headers.get("sec-fetch-dest") == "document"
        )

    def _is_host(self, host: str) -> bool:
        name, _, port = host.rpartition(":")
        if not name or port != str(self._port):
            return False
        name = name.removeprefix("[").removesuffix("]").lower()
        if name in LOOPBACK or name == self._host.lower():
            return True
        if self._host in LOOPBACK:
            return False
        # Told to listen for others: they come by a number, which no other
        # site's name is, or by this machine's own name.
        return _is_number(name) or name in _own_names()


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _own_names() -> set[str]:
    own = socket.gethostname().lower()
    return {own, f"{own}.local"}
