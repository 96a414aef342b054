"""What the functions of a room answer while something is read or planned, in a few
letters for each module. They change with any of the answers, so that a test that
compares them notices what no finding of the whole shows, and says in which module.

    python -m tests.scenes.reading.test_what_modules_answer TEXT MODULE

tells all the answers of a module, to compare those of two commits.
"""

import hashlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import _lru_cache_wrapper
from inspect import CO_VARARGS, CO_VARKEYWORDS
from types import CodeType, FrameType
from typing import Any

import numpy as np

from network.trace import Operation, Step, Trace, Value
from tests.scenes.film.seen import LETTERS, PUSH

DEEPEST = 4  # of what is held by what is held, and so on
_ONES = bool, int, float, str, np.generic  # that say little without the question
_MANY = tuple, list, dict, set, frozenset


class Answers:
    """Hears what the functions of a room answer, but None, False and nothing, which is
    what most of them answer most of the time.

    Args:
        room: its package, as "scenes.reading"; or several, whose modules have
            different names.
        but: modules that are not heard, by their names in the room.
    """

    def __init__(self, *room: str, but: tuple[str, ...] = ()) -> None:
        self._rooms = tuple(f"{one}." for one in room)
        self._but = but
        self._modules: dict[CodeType, str] = {}  # "": not of the room
        self._answers: dict[str, dict[str, None]] = {}  # by module, in order

    @contextmanager
    def heard(self) -> Iterator[None]:
        """What is asked inside is heard; nothing is known from before, as functions
        that keep their results are not asked again."""
        self._forget()
        before = sys.gettrace()
        sys.settrace(self._called)
        try:
            yield
        finally:
            sys.settrace(before)

    def _forget(self) -> None:
        for name, module in list(sys.modules.items()):
            if name.startswith(self._rooms):
                for one in vars(module).values():
                    if isinstance(one, _lru_cache_wrapper):
                        one.cache_clear()

    def _called(self, frame: FrameType, event: str, _: Any) -> Any:
        code = frame.f_code
        if code not in self._modules:
            self._modules[code] = self._module(frame)
        if not self._modules[code]:
            return None
        frame.f_trace_lines = False
        return self._answered

    def _module(self, frame: FrameType) -> str:
        name = frame.f_globals.get("__name__", "")
        room = next((one for one in self._rooms if name.startswith(one)), "")
        of_it = name.removeprefix(room)
        # What comprehensions and lambdas give is no answer.
        is_own = name != of_it and "<" not in frame.f_code.co_name
        return of_it if is_own and of_it not in self._but else ""

    def _answered(self, frame: FrameType, event: str, answer: Any) -> None:
        if event != "return" or answer is None or answer is False:
            return
        if isinstance(answer, _MANY) and not answer:
            return
        code = frame.f_code
        told = f"{code.co_name}: {plain(answer)}"
        if isinstance(answer, _ONES):
            asked = [frame.f_locals.get(name) for name in _parameters(code)]
            told += f" of {plain(asked, DEEPEST - 1)}"
        self._answers.setdefault(self._modules[code], {})[told] = None

    def told(self, module: str) -> list[str]:
        """Each answer of a module once, in the order in which they were first given."""
        return list(self._answers.get(module, ()))

    def letters(self) -> dict[str, str]:
        """LETTERS for each module that has answered, by its name in the room."""
        return {
            module: hashlib.sha256("\n".join(told).encode()).hexdigest()[:LETTERS]
            for module, told in sorted(self._answers.items())
        }


def _parameters(code: CodeType) -> tuple[str, ...]:
    count = code.co_argcount + code.co_kwonlyargcount
    count += bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
    return code.co_varnames[:count]


def plain(thing: Any, depth: int = 0) -> str:
    """A thing as text that is the same on every machine: values by name, shape and
    version, operations by number, arrays by shape and sum."""
    if isinstance(thing, (float, np.floating)):
        return f"{float(thing) * PUSH:.4g}"
    if thing is None or isinstance(thing, _ONES):
        return str(thing)
    if isinstance(thing, Value):
        return f"{thing.name or thing.expression} {thing.shape} {thing.version}"
    if isinstance(thing, Operation):
        return f"{thing.number}:{thing.function}"
    if isinstance(thing, Step):
        return f"step {thing.number}"
    if isinstance(thing, np.ndarray):
        return f"{thing.shape} {_sum(thing)}"
    if isinstance(thing, Enum):
        return thing.name
    if depth == DEEPEST or isinstance(thing, Trace):
        return type(thing).__name__
    if isinstance(thing, dict):
        pairs = (
            f"{plain(key, depth + 1)}: {plain(one, depth + 1)}"
            for key, one in thing.items()
        )
        return f"{{{', '.join(pairs)}}}"
    if isinstance(thing, (set, frozenset)):
        return f"{{{', '.join(sorted(plain(one, depth + 1) for one in thing))}}}"
    if isinstance(thing, (list, tuple)):
        return f"({', '.join(plain(one, depth + 1) for one in thing)})"
    if is_dataclass(thing) and not isinstance(thing, type):
        held = [getattr(thing, one.name) for one in fields(thing) if one.repr]
        return f"{type(thing).__name__}{plain(held, depth)}"
    return getattr(thing, "__name__", None) or type(thing).__name__


def _sum(array: np.ndarray) -> str:
    if array.dtype.kind not in "biufc":
        return ""
    with np.errstate(all="ignore"):
        return f"{abs(np.nansum(array.astype(complex))) * PUSH:.4g}"
