"""A function that is asked again and again, and mostly the same as just before."""

from collections.abc import Callable
from typing import Generic, TypeVar, TypeVarTuple

Given = TypeVarTuple("Given")
Answer = TypeVar("Answer")


class Remembered(Generic[*Given, Answer]):
    """Answers as a function does, which is called only with other arguments than
    those of the call before.

    Unlike functools.lru_cache it compares and does not hash: of long tuples that
    are mostly the same objects this takes a fraction of the time.

    Args:
        function: its answer depends on its arguments alone.
    """

    def __init__(self, function: Callable[[*Given], Answer]) -> None:
        self._function = function
        self._known: list[tuple[tuple[*Given], Answer]] = []  # of the call before

    def __call__(self, *given: *Given) -> Answer:
        if not self._known or self._known[0][0] != given:
            self._known = [(given, self._function(*given))]
        return self._known[0][1]
