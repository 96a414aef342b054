"""Things made before, by key, as many as a limit lets stay."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any


class BoundedCache:
    """Keeps what was made; the least used goes first.

    Args:
        limit: how much the things kept may measure together.
        measure: a function that is given a thing and says how much it is.
    """

    def __init__(self, limit: int, measure: Callable[[Any], int]) -> None:
        self._limit, self._measure = limit, measure
        self._held = 0
        self._entries: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """The thing of a key, made by `make()` where it is not there."""
        entry = self._entries.get(key)
        if entry is not None:
            self._entries.move_to_end(key)
            return entry
        entry = self._entries[key] = make()
        self._held += self._measure(entry)
        while self._held > self._limit and len(self._entries) > 1:
            self._held -= self._measure(self._entries.popitem(last=False)[1])
        return entry
