"""The fonts of films that are told while they are watched: cut once, to all
letters that any film's own sentences have.

Cutting takes seconds, so what was cut is kept beside the segments, and only a
trace with other letters, as in the comments of its code, has a font cut anew.
"""

import threading
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache, lru_cache
from multiprocessing import get_context
from pathlib import Path

from scenes.publish.cache import Cache
from scenes.publish.font_tasks import LETTERS, FontTask, in_font, scene_letters
from scenes.publish.web_font import FIRST
from scenes.score.letters import FONTS
from scenes.score.packed import SUFFIX
from scenes.stage.faces import letters_of_face

# What people write in code besides: Western letters, Greek, arrows, signs.
_BLOCKS = (0x20, 0x7F), (0xA0, 0x180), (0x370, 0x400), (0x2190, 0x2300)


class WholeFonts:
    """Fonts that are cut in processes of their own, each once.

    Args:
        folder: Path of the cache of publish.
    """

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(folder)
        self._pool: ProcessPoolExecutor | None = None
        self._lock = threading.Lock()
        self._made: dict[FontTask, Future[bytes]] = {}

    def begin(self) -> None:
        """Have those of all films cut, or found, from now on."""
        for name in (*FONTS, LETTERS):
            self.future(name)

    def future(self, name: str, letters: Iterable[str] = ()) -> "Future[bytes]":
        """A font that may still be being cut.

        Args:
            name: of FONTS, or LETTERS.
            letters: that are needed besides those of all films.
        """
        task = FontTask(name, _wanted(name, frozenset(letters) - film_letters()))
        with self._lock:
            if task not in self._made:
                self._made[task] = self._begun(task)
            return self._made[task]

    def file(self, name: str, letters: Iterable[str] = ()) -> str:
        """The name of the file of a font: one cut to other letters has another.
        The arguments are as of `future`."""
        task = FontTask(name, _wanted(name, frozenset(letters) - film_letters()))
        return f"font-{name}-{task.key[:16]}{SUFFIX}"

    def _begun(self, task: FontTask) -> "Future[bytes]":
        found = self._cache.find(task)
        if found is not None:
            done: Future[bytes] = Future()
            done.set_result(found.read_bytes())
            return done
        if self._pool is None:
            # No fork: this process has threads.
            self._pool = ProcessPoolExecutor(2, get_context("spawn"))
        cut = self._pool.submit(task.work)
        cut.add_done_callback(lambda one: self._keep(task, one))
        return cut

    def _keep(self, task: FontTask, cut: "Future[bytes]") -> None:
        if not cut.cancelled() and cut.exception() is None:
            self._cache.keep(task, cut.result())

    def close(self) -> None:
        """Cut nothing any more."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)


@lru_cache(maxsize=64)
def _wanted(name: str, more: frozenset[str]) -> str:
    """The letters that a font is cut to, with some that no film has of itself: not
    those that another font has, so that the code of a trace seldom asks for one
    anew."""
    wanted = set(film_letters() | more)
    if name == "cjk":
        others = letters_of_face(FONTS["words"]) | letters_of_face(FONTS["code"])
        wanted = {letter for letter in wanted if ord(letter) not in others}
    elif name == LETTERS:
        wanted = {letter for letter in wanted if letter >= FIRST}
    else:
        return in_font(name, wanted)
    return "".join(sorted(wanted))


@cache
def film_letters() -> frozenset[str]:
    """All letters in the films' sentences and in the pages' words."""
    blocks = {chr(code) for block in _BLOCKS for code in range(*block)}
    return scene_letters() | blocks
