"""What goes into a value: the operations behind it, as far as wanted."""

from collections.abc import Callable, Iterable

from network.trace import Operation, Value
from scenes.reading.makers import Makers, key_of

MOST = 48  # operations that are followed back at most


def behind(
    end: Operation,
    makers: Makers,
    follows: Callable[[Operation], bool],
    *,
    stops: Iterable[Value] = (),
    most: int = MOST,
) -> tuple[Operation, ...]:
    """The operation and those behind it, in order; the latest, if there are
    too many.

    Args:
        follows: whether to follow an operation back, too.
        stops: values that are not followed back.
    """
    seen = {end.number: end}
    known = {key_of(value) for value in stops}
    waiting = [end]
    while waiting and len(seen) < most:
        operation = waiting.pop(0)
        for value in operation.operands:
            if key_of(value) in known:
                continue
            known.add(key_of(value))
            maker = makers.before(value, operation.number)
            if maker is not None and maker.number not in seen and follows(maker):
                seen[maker.number] = maker
                waiting.append(maker)
    return tuple(seen[number] for number in sorted(seen))
