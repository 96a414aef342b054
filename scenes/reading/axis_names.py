"""What the axes of arrays are called, where that can be told.

A recording may have been told; the code counts along an axis with a variable
of a loop, or np.einsum with a letter; or what is computed shows what an axis
counts. A name holds for all axes that count the same things. Where two differ
there is none.
"""

from collections.abc import Iterable

from network.trace import Trace, Value
from scenes.reading.axis_classes import AxisClasses, Place, axis_classes
from scenes.reading.axis_roles import AxisRole, roles_by_use, usual_roles
from scenes.reading.counted_axes import letters_written, loop_variables
from scenes.reading.value_roles import Roles

Name = str | AxisRole  # as the code, or the recording, has it; or in words
Names = tuple[Name, ...]


_ONCE = (AxisRole.FILTERS, AxisRole.CHANNELS, AxisRole.ROWS, AxisRole.COLUMNS)
_EVEN_ALONE = (AxisRole.FILTERS, AxisRole.CHANNELS, AxisRole.HEADS)


def _is_idle(name: Name, length: int) -> bool:
    """Whether nothing is told apart along an axis that the code has named."""
    return length == 1 and name not in _EVEN_ALONE


class AxisNames:
    """The names of the axes of a trace's values.

    Args:
        classes: of the axes.
        named: class -> what its axes are called.
        given: identity -> what the recording was told.
    """

    def __init__(
        self,
        classes: AxisClasses | None = None,
        named: dict[Place, Name] | None = None,
        given: dict[int, tuple[str, ...]] | None = None,
    ) -> None:
        self._classes = classes or AxisClasses()
        self._named = named or {}
        self._given = given or {}

    def of(self, value: Value) -> Names:
        """A name for each axis of a value, "" for one that has none."""
        given = self._given.get(value.identity, ())
        if len(given) == len(value.shape):
            return given
        names = tuple(
            self._named.get(self._classes.of(value, axis), "")
            for axis in range(len(value.shape))
        )
        return tuple(
            ""
            if _is_idle(name, length) or name in _ONCE and names.count(name) > 1
            else name
            for name, length in zip(names, value.shape)
        )


def axis_names(roles: Roles) -> AxisNames:
    """The AxisNames of the whole trace; ask for them as `roles.read(axis_names)`."""
    trace = roles.trace
    if trace is None:
        return AxisNames()
    classes, given = roles.read(axis_classes), _given(trace)
    told = (
        (value, axis, name)
        for value in _named(trace)
        for axis, name in enumerate(given.get(value.identity, ()))
        if name
    )
    named: dict[Place, Name] = {}
    # The first that knows a name for an axis is believed, and asked no more
    # where it has two.
    for spots in (
        told,
        roles_by_use(roles),
        loop_variables(roles),
        letters_written(roles),
        usual_roles(roles),
    ):
        found: dict[Place, set[Name]] = {}
        for value, axis, name in spots:
            found.setdefault(classes.of(value, axis), set()).add(name)
        for place, names in found.items():
            named.setdefault(place, _agreed(names))
    wholes: dict[Place, set[Place]] = {}
    for whole, part in classes.parts:
        wholes.setdefault(part, set()).add(whole)
    for part, of in wholes.items():
        named.setdefault(part, _agreed({named.get(whole, "") for whole in of}))
    return AxisNames(classes, named, given)


def _agreed(names: set[Name]) -> Name:
    """The one name, or none; each filter makes a channel of what comes out."""
    names -= {AxisRole.CHANNELS} if AxisRole.FILTERS in names else set()
    return names.pop() if len(names) == 1 else ""


def _given(trace: Trace) -> dict[int, tuple[str, ...]]:
    """The names of arrays that the recording was told of, by identity."""
    known: dict[int, tuple[str, ...]] = {}
    for value in _named(trace) if trace.axes else ():
        names = trace.axes.get(value.name, ())
        if names and len(names) == len(value.shape):
            known.setdefault(value.identity, names)
    return known


def _named(trace: Trace) -> Iterable[Value]:
    yield from trace.inputs
    yield from trace.attributes
    for step in trace.steps:
        yield from step.assigned
        for operation in step.operations:
            yield from operation.operands
