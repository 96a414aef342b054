"""What is shown now: the films of one record, and what went wrong since."""

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from scenes.live.teller import Dropped, Rank, Teller

_PIECE = re.compile(
    r"films/(?P<film>\w+)/(?:begin-|score/)(?P<telling>(?:upright-)?[a-z]+)(?:-\d+)?\.js"
)
SOON = 8  # pieces of a film that has begun, some seconds of it, before all else
KEPT_VERSIONS = 3  # pages that are being left may still ask for files of theirs

Say = Callable[[str, BaseException], object]


class Film(Protocol):
    """A film whose files are made when they are asked for."""

    name: str
    title: dict[str, str]

    def pieces(self, telling: str) -> list[str]: ...


class Site(Protocol):
    """The pages of films, whose files are made when they are asked for."""

    @property
    def films(self) -> Mapping[str, Film]: ...

    def add(self, film: Any) -> None: ...

    def page(self, path: str) -> bytes | None: ...

    def font(self, path: str) -> "Future[bytes] | None": ...

    def file(self, path: str, on_frame: Callable[[], Any]) -> bytes | None: ...


@dataclass(frozen=True)
class Fault:
    """What code that was recorded raised.

    Attributes:
        words: of the error, e.g. "ZeroDivisionError: division by zero".
        file, line, code: where in the file; "", 0, "" if nothing tells.
        traceback: all that was said.
    """

    words: str
    file: str = ""
    line: int = 0
    code: str = ""
    traceback: str = ""


@dataclass
class Version:
    """One record, and the pages of its films.

    Attributes:
        number: rises from one to the next, also where the server starts anew.
        source: what it is a record of, for people.
        site: the pages.
        plays: whether the film plays at once; else the page stays at its step.
        keeps: file -> a function that gives its bytes.
        write_trace: writes the record to a path, as a trace file; None: it is
            none.
        others: films that are still to be made.
        videos: film -> "rendering" or "failed".
        ahead: (film, telling) of which pieces are told ahead: in which language,
            wide or laid out upright.
        left_out: film -> why it cannot show the record.
    """

    number: int
    source: str
    site: Site
    plays: bool
    keeps: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    write_trace: Callable[[Path], object] | None = None
    others: Iterator[Any] = iter(())
    videos: dict[str, str] = field(default_factory=dict)
    ahead: set[tuple[str, str]] = field(default_factory=set)
    left_out: Mapping[str, str] = field(default_factory=dict)


class Showing:
    """What pages show, told to all of them at each change.

    Args:
        teller: that tells.
        mode: "digit", "record" or "watch".
        say: is given what could not be done, and the error.
    """

    def __init__(self, teller: Teller, mode: str, say: Say) -> None:
        self.teller, self.mode, self._say = teller, mode, say
        self._lock = threading.Lock()
        self._number = int(time.time()) * 1000
        self._versions: dict[int, Version] = {}
        self._fault: Fault | None = None
        self._is_busy = False
        self._telling = "en"  # in which a film was asked for last
        self._listeners: set[Callable[[], None]] = set()

    def listen(self, listener: Callable[[], None]) -> None:
        """Call a function after each change, from any thread."""
        with self._lock:
            self._listeners.add(listener)

    def forget(self, listener: Callable[[], None]) -> None:
        """Call it no more."""
        with self._lock:
            self._listeners.discard(listener)

    @property
    def now(self) -> Version | None:
        """The newest version, or None."""
        return self._versions.get(self._number)

    def version(self, number: int) -> Version | None:
        """A version that is still kept."""
        return self._versions.get(number)

    def told(self) -> dict[str, Any]:
        """What a page is told, for JSON.

        mode       "digit", "record" or "watch"
        busy       whether something is being recorded
        version    its number; None: nothing is shown yet
        source     what it is a record of
        films      [{name, title {}}]
        leftOut    film -> why it cannot show this
        plays      whether the film plays at once
        keeps      names of files to keep
        fault      None or {words, file, line, code, traceback}
        """
        now, fault = self.now, self._fault
        return {
            "mode": self.mode,
            "busy": self._is_busy,
            "fault": fault and dict(vars(fault)),
            **(
                {"version": None}
                if now is None
                else {
                    "version": now.number,
                    "source": now.source,
                    "plays": now.plays,
                    "keeps": list(now.keeps),
                    "videos": dict(now.videos) if now.write_trace else None,
                    "leftOut": dict(now.left_out),
                    "films": [
                        {"name": one.name, "title": one.title}
                        for one in now.site.films.values()
                    ],
                }
            ),
        }

    def begin(self) -> None:
        """Say that something is being recorded."""
        self._is_busy = True
        self._tell()

    def fail(self, fault: Fault) -> None:
        """Say what went wrong; what is shown stays."""
        self._fault, self._is_busy = fault, False
        self._tell()

    def show(
        self,
        films: Iterable[Any],
        site: Site,
        *,
        source: str,
        plays: bool,
        keeps: Mapping[str, Callable[[], bytes]] = {},
        write_trace: Callable[[Path], object] | None = None,
        fault: Fault | None = None,
        left_out: Mapping[str, str] = {},
    ) -> int:
        """Show films of a new record; called by the teller's thread.

        Args:
            films: the first is shown at once, the others are made afterwards.
            fault: what its code raised after what is shown.
            left_out: film -> why it cannot show the record; it grows while the
                others are made.

        Returns:
            the version's number.
        """
        others = iter(films)
        first = next(others)
        site.add(first)
        with self._lock:
            number = self._number + 1
            version = Version(
                *(number, source, site, plays, dict(keeps), write_trace, others),
                left_out=left_out,
            )
            self._versions[number] = version
            self._number = number
            for old in list(self._versions)[:-KEPT_VERSIONS]:
                del self._versions[old]
            self._fault, self._is_busy = fault, False
        self._tell()
        # Told while the page still loads its scripts.
        folder = f"films/{first.name}"
        for rank, file in (
            (Rank.BEGUN, "film.js"),
            (Rank.WATCHED, f"begin-{self._telling}.js"),
        ):
            self._submit(rank, version, partial(site.file, f"{folder}/{file}"))
        return number

    def note_video(self, version: Version, film: str, state: str) -> None:
        """Say how far a video is: "rendering", "failed", or "": it is there."""
        videos = {name: one for name, one in version.videos.items() if name != film}
        version.videos = {**videos, film: state} if state else videos
        self._tell()

    def tell_ahead(self, version: Version, path: str) -> None:
        """Have the other films of a version made, and the other pieces of one of
        which a piece is asked for, once nobody waits for anything."""
        asked = _PIECE.fullmatch(path)
        film = version.site.films.get(asked["film"]) if asked else None
        if asked is None or film is None:
            return
        telling = self._telling = asked["telling"]
        if not version.ahead:
            self._submit(Rank.FILMS, version, partial(self._add, version))
        if (film.name, telling) in version.ahead:
            return
        version.ahead.add((film.name, telling))
        for number, file in enumerate(film.pieces(telling)):
            told = partial(version.site.file, f"films/{film.name}/{file}")
            self._submit(Rank.SOON if number < SOON else Rank.AHEAD, version, told)

    def _submit(
        self, rank: Rank, version: Version, work: Callable[[Callable[[], None]], Any]
    ) -> None:
        """Have something done while a version is the newest."""
        done = self.teller.submit(rank, work, lambda: self.is_now(version.number))
        done.add_done_callback(self._look)

    def _look(self, done: "Future[Any]") -> None:
        """Say what went wrong where nobody waits for what comes of it."""
        error = None if done.cancelled() else done.exception()
        if error is not None and not isinstance(error, Dropped):
            self._say("what was to be told ahead was not", error)

    def is_now(self, number: int) -> bool:
        """Whether a version is the newest."""
        return self._number == number

    def _add(self, version: Version, on_frame: Callable[[], None]) -> None:
        for film in version.others:
            version.site.add(film)
            self._tell()
            on_frame()
        self._tell()  # and which were left out since

    def _tell(self) -> None:
        with self._lock:
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()
