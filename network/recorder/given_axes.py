"""What `record` is told the axes of arrays are called."""

from collections.abc import Iterator, Mapping
from typing import Any

from network.files.user_error import UserError
from network.trace import Trace, Value


class AxesError(UserError, ValueError):
    """Raised where an array has not as many axes as are named."""


def given_axes(axes: Any) -> dict[str, tuple[str, ...]]:
    """Return the names of axes by the name of their array, as a trace has them.

    Args:
        axes: {"x": ("example", "feature")}; "" or None for an axis without a
            name. None: nothing is named.

    Raises:
        TypeError: it is no such dictionary.
    """
    if axes is None:
        return {}
    if not isinstance(axes, Mapping):
        raise TypeError(_expected(axes))
    found = {}
    for name, names in axes.items():
        if not isinstance(name, str) or not isinstance(names, (list, tuple)):
            raise TypeError(_expected(axes))
        if not all(one is None or isinstance(one, str) for one in names):
            raise TypeError(_expected(axes))
        found[name] = tuple(one or "" for one in names)
    return found


def check_axes(axes: Mapping[str, tuple[str, ...]], values: tuple[Value, ...]) -> None:
    """Raise AxesError if an array has not as many axes as are named."""
    for value in values:
        names = axes.get(value.name)
        if names is not None and len(names) != len(value.shape):
            raise AxesError(
                f"axes of {value.name}: expected {len(value.shape)} names, one for "
                f"each axis of its shape {value.shape}, got {names}"
            )


def unused_axes(axes: Mapping[str, tuple[str, ...]], trace: Trace) -> Iterator[str]:
    """Sentences about names that no array of a recorded call had, or none of as
    many axes: nothing is called by them, and that is a slip of the pen, as a
    rule."""
    ranks: dict[str, set[int]] = {}
    for value in _named(trace) if axes else ():
        ranks.setdefault(value.name, set()).add(len(value.shape))
    for name, names in axes.items():
        found = ranks.get(name, set())
        if not found:
            known = sorted(one for one in ranks if one)
            yield (
                f"axes of {name}: nothing that was recorded is called so; there are "
                f"{', '.join(known[:12])}{', ...' if len(known) > 12 else ''}"
            )
        elif len(names) not in found:
            counts = " or ".join(map(str, sorted(found)))
            yield (
                f"axes of {name}: expected {counts} names, one for each of its "
                f"axes, got {names}"
            )


def _named(trace: Trace) -> Iterator[Value]:
    """All values of a trace that may have a name."""
    yield from (*trace.inputs, *trace.attributes)
    for step in trace.steps:
        yield from step.assigned
        for operation in step.operations:
            yield from operation.operands


def _expected(axes: Any) -> str:
    return (
        "axes takes a dictionary as {'x': ('example', 'feature')}, got "
        f"{type(axes).__name__}: {axes!r:.80}"
    )
