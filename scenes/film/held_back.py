"""Acts that wait for what goes into them: it is made after they begin.

An act is found at the first of its operations. Of a window that is cut out in one
statement, the next may make the kernel: that is told first.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from network.trace import Step
from scenes.acts.act import Act, Found
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class _Held:
    """An act, the step that it belongs to, and the numbers of the operations that
    are to be told before it."""

    act: Act
    step: Step
    awaited: frozenset[int]


class HeldBack:
    """The acts of a trace that wait, in the order in which they were found."""

    def __init__(self, roles: Roles) -> None:
        self._roles, self._held = roles, list[_Held]()

    def holds(self, found: Found, step: Step, shown: Set[int]) -> bool:
        """Whether what was found at a step waits from now on.

        Args:
            shown: numbers of the operations that have been told, its own among
                them.
        """
        awaited = self._makers_of(found) - shown
        if awaited:
            self._held.append(_Held(found.act, found.step or step, awaited))
        return bool(awaited)

    def ready(self, shown: Set[int]) -> Iterator[tuple[Act, Step]]:
        """Give up what waits for nothing any more, with the step of each."""
        for one in [one for one in self._held if not one.awaited - shown]:
            self._held.remove(one)
            yield one.act, one.step

    def rest(self) -> Iterator[tuple[Act, Step]]:
        """Give up all that still waits when the trace has ended."""
        yield from ((one.act, one.step) for one in self._held)

    def _makers_of(self, found: Found) -> frozenset[int]:
        """The numbers of the operations that make what goes into an act while it
        goes on, but for those that the act shows itself."""
        meanwhile = range(min(found.numbers), max(found.numbers))
        makers = map(self._roles.makers.maker, found.act.operands)
        made = (one.number for one in makers if one and one.number in meanwhile)
        return frozenset(made) - found.numbers
