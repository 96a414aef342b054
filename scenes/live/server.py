"""The addresses of the server, as scenes.live says."""

import asyncio
import json
import mimetypes
import re
import secrets
import signal
import socket
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import (
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from network.files.user_error import UserError
from scenes.live.guard import MOST_BYTES, Guard
from scenes.live.showing import Say, Showing, Site, Version
from scenes.live.teller import Dropped, Rank

ASSETS = Path(__file__).parent / "assets"
SIDE = 240  # pixels of the paper that is drawn on
MOST_LISTENERS = 32  # pages that are told of each change
MOST_AT_ONCE = 128  # connections
ALIVE_SECS = 15  # after which a page is told that the server still is
_HASHED = re.compile(r"-[0-9a-f]{16}\.js$")  # what is in such a file never changes
_RANKS = {
    "film.js": Rank.BEGUN,
    "cells.js": Rank.READINGS,
    "upright-cells.js": Rank.READINGS,
}  # others are watched
_FOREVER, _ASK = "max-age=31536000, immutable", "no-cache"
_OWN = {"": "live.html", **{one: one for one in ("live.js", "live-pad.js", "live.css")}}

Draw = Callable[[bytes, int | None], int]


class Server:
    """Serves what is shown.

    Args:
        shown: what is.
        host, port: where it listens.
        common: the pages of no films: the files that all share.
        draw: a function that is given the ink, SIDE x SIDE bytes, and the
            digit to learn or None, has it shown by the teller's thread and
            returns the version; None: nothing can be drawn.
        video: begins to render a film of a version; False: it cannot.
        say: is given what could not be answered, and the error.
    """

    def __init__(
        self,
        shown: Showing,
        host: str,
        port: int,
        common: Site,
        draw: Draw | None,
        video: Callable[[Version, str], bool],
        say: Say,
    ) -> None:
        self._shown, self._common, self._draw = shown, common, draw
        self._video, self._say = video, say
        self._listeners = 0
        self._drawn = 0
        self.token = secrets.token_urlsafe(18)
        routes = [
            Route("/", self._own),
            Route("/now", self._now),
            Route("/events", self._events),
            Route("/digits", self._digits, methods=["POST"]),
            Route("/shown/{version:int}/kept/{file}", self._kept),
            Route("/shown/{version:int}/videos/{film}", self._videos, methods=["POST"]),
            Route("/shown/{version:int}/{path:path}", self._file),
            Route("/{path}", self._own),
        ]
        handlers = {Exception: self._fault}
        app = Starlette(routes=routes, exception_handlers=handlers)
        self.app = Guard(app, host, port, self.token)

    async def _fault(self, request: Request, error: Exception) -> Response:
        """What is answered where something here is wrong, which is said."""
        self._say(f"{request.method} {request.url.path}", error)
        return PlainTextResponse("a fault of the server: its terminal says more", 500)

    async def _own(self, request: Request) -> Response:
        name = request.path_params.get("path", "")
        if name in _OWN:
            content: bytes | None = (ASSETS / _OWN[name]).read_bytes()
        else:
            content = self._common.page(name)
        font = self._common.font(name) if content is None else None
        if font is not None:
            content = await _done(font)
        if content is None:
            return _none()
        return Response(
            content,
            media_type=_media_type(_OWN.get(name, name)),
            headers={"cache-control": _FOREVER if _HASHED.search(name) else _ASK},
        )

    async def _now(self, request: Request) -> Response:
        return JSONResponse(self._shown.told(), headers={"cache-control": "no-store"})

    async def _events(self, request: Request) -> Response:
        if self._listeners >= MOST_LISTENERS:
            return PlainTextResponse("expected fewer pages", 503)
        return StreamingResponse(
            self._told(),
            media_type="text/event-stream",
            headers={"cache-control": "no-store"},
        )

    async def _told(self) -> AsyncIterator[str]:
        """What is shown, at each change."""
        loop, changed = asyncio.get_running_loop(), asyncio.Event()
        changed.set()

        def note() -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(changed.set)

        self._listeners += 1
        self._shown.listen(note)
        try:
            while True:
                try:
                    await asyncio.wait_for(changed.wait(), ALIVE_SECS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                changed.clear()
                yield f"data: {json.dumps(self._shown.told())}\n\n"
        finally:
            self._shown.forget(note)
            self._listeners -= 1

    async def _digits(self, request: Request) -> Response:
        if self._draw is None:
            return PlainTextResponse("expected no drawing: this shows a file", 409)
        label = request.query_params.get("learn")
        if label is not None and not (len(label) == 1 and label in "0123456789"):
            return PlainTextResponse("expected learn=0 to learn=9", 400)
        ink = await _body(request)
        if ink is None or len(ink) != SIDE * SIDE or not any(ink):
            return PlainTextResponse(
                f"expected {SIDE} x {SIDE} bytes with some ink, row by row", 400
            )
        self._drawn += 1
        number, draw = self._drawn, self._draw
        wanted = None if label is None else int(label)
        try:
            version = await _done(
                self._shown.teller.submit(
                    Rank.RECORDING,
                    lambda _: draw(ink, wanted),
                    lambda: number == self._drawn,
                )
            )
        except Dropped:
            version = None
        except UserError as error:
            return PlainTextResponse(str(error), 422)
        return JSONResponse({"version": version})

    async def _kept(self, request: Request) -> Response:
        version, file = self._version(request), request.path_params["file"]
        if version is None or file not in version.keeps:
            return _none()
        make = version.keeps[file]
        content = await _done(
            self._shown.teller.submit(Rank.RECORDING, lambda _: make())
        )
        return Response(
            content,
            media_type="application/octet-stream",
            headers={
                "content-disposition": f'attachment; filename="{file}"',
                "cache-control": "no-store",
            },
        )

    async def _videos(self, request: Request) -> Response:
        version, film = self._version(request), request.path_params["film"]
        if version is None:
            return _none()
        # It waits for the trace file, as the writing of it does for nobody.
        begun = await asyncio.to_thread(self._video, version, film)
        return Response(status_code=202 if begun else 409)

    async def _file(self, request: Request) -> Response:
        version, path = self._version(request), request.path_params["path"]
        if version is None:
            return _none()
        try:
            content = version.site.page(path)
            if content is None:
                font = version.site.font(path)
                made = _done(font) if font else self._told_file(version, path)
                content = await made
        except Dropped:
            content = None
        if content is None:
            return _none()
        return Response(
            content,
            media_type=_media_type(path),
            headers={"cache-control": _cached(path)},
        )

    async def _told_file(self, version: Version, path: str) -> bytes | None:
        made = self._shown.teller.submit(
            _RANKS.get(path.rpartition("/")[2], Rank.WATCHED),
            lambda on_frame: version.site.file(path, on_frame),
            lambda: self._shown.version(version.number) is not None,
        )
        self._shown.tell_ahead(version, path)
        return await _done(made)

    def _version(self, request: Request) -> Version | None:
        return self._shown.version(request.path_params["version"])


def _cached(path: str) -> str:
    # Overviews grow while films are told.
    return _ASK if path in ("index.html", "source.html") else _FOREVER


def _none() -> Response:
    return PlainTextResponse("not here", 404, headers={"cache-control": "no-store"})


def _media_type(name: str) -> str:
    if name.endswith(".js"):
        return "text/javascript"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


async def _body(request: Request) -> bytes | None:
    """What is posted; None where it is too much."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > MOST_BYTES:
            return None
    return content


async def _done(future: "Future[Any]") -> Any:
    return await asyncio.wrap_future(future)


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0: at any that is free.

    Raises:
        OSError: nothing can listen there.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family)


def serve(app: Any, listener: socket.socket, started: Callable[[], Any]) -> None:
    """Serve an application until Ctrl-C, or until it is told to end.

    Args:
        started: called once when pages can be asked for.
    """

    class Started(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            started()

    config = uvicorn.Config(
        app,
        log_level="critical",
        access_log=False,
        limit_concurrency=MOST_AT_ONCE,
        timeout_keep_alive=30,
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=16_384,
        http="h11",
        ws="none",
        lifespan="off",
        server_header=False,
    )
    # uvicorn raises again what has ended it: both end it as Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        Started(config).run(sockets=[listener])
