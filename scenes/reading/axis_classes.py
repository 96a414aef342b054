"""Axes that count the same things, over a whole trace."""

from collections.abc import Iterator

from network.trace import Value
from scenes.reading.axis_links import links
from scenes.reading.value_roles import Roles

Place = tuple[int, int]  # identity of a value, which of its axes


class AxisClasses:
    """Which axes of a trace's values count the same things.

    Attributes:
        parts: (class, class of which there are only some) of axes, in order.
    """

    def __init__(self) -> None:
        self._above: dict[Place, Place] = {}
        self._parts: list[tuple[Place, Place]] = []

    def of(self, value: Value, axis: int) -> Place:
        """The class of an axis: the same for all that count the same."""
        return self._root((value.identity, axis % max(len(value.shape), 1)))

    def join(self, one: Place, other: Place) -> None:
        """Say that two axes count the same."""
        one, other = self._root(one), self._root(other)
        if one != other:
            self._above[other] = one

    def add_part(self, one: Place, other: Place) -> None:
        """Say that an axis counts some of what another one does."""
        self._parts.append((one, other))

    @property
    def parts(self) -> Iterator[tuple[Place, Place]]:
        for one, other in self._parts:
            yield self._root(one), self._root(other)

    def _root(self, place: Place) -> Place:
        way = []
        while (above := self._above.get(place)) is not None:
            way.append(place)
            place = above
        for one in way:
            self._above[one] = place
        return place


def axis_classes(roles: Roles) -> AxisClasses:
    """The AxisClasses of a trace; ask for it as `roles.read(axis_classes)`."""
    found = AxisClasses()
    for operation in roles.operations:
        for link in links(operation):
            one, other = (
                (value.identity, axis) for value, axis in (link.one, link.other)
            )
            (found.add_part if link.is_part else found.join)(one, other)
    return found
