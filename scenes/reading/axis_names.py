"""What the axes of arrays are called, where a recording was told of some.

Names go with the arrays: through what works cell by cell, products,
transposes and sums along an axis to what comes of them.
"""

from collections.abc import Iterable

from network.trace import Operation, Trace, Value
from scenes.reading.value_roles import Roles

Names = tuple[str, ...]
_CELL_BY_CELL = frozenset({"where", "clip", "round", "around", "copy", "astype"})
_REDUCING = frozenset(
    ("sum", "prod", "mean", "average", "median", "std", "var", "max", "amax")
) | {"min", "amin", "argmax", "argmin", "any", "all"}


class AxisNames:
    """The names of the axes of a trace's values."""

    def __init__(self, known: dict[int, Names] | None = None) -> None:
        self._known = known or {}

    def of(self, value: Value) -> Names:
        """A name for each axis of a value, "" for one that has none."""
        names = self._known.get(value.identity, ())
        return names if len(names) == len(value.shape) else ("",) * len(value.shape)


def axis_names(roles: Roles) -> AxisNames:
    """The AxisNames of the whole trace; ask for them as `roles.read(axis_names)`."""
    trace = roles.trace
    if trace is None or not trace.axes:
        return AxisNames()
    known = _given(trace)
    names = AxisNames(known)
    for operation in roles.operations:
        for result in operation.results[:1]:
            found = _of_result(operation, [names.of(one) for one in operation.operands])
            if found and any(found) and len(found) == len(result.shape):
                known.setdefault(result.identity, found)
    return names


def _given(trace: Trace) -> dict[int, Names]:
    """The names of arrays that the recording was told of, by identity."""
    known: dict[int, Names] = {}
    for value in _named(trace):
        names = trace.axes.get(value.name, ())
        if len(names) == len(value.shape):
            known.setdefault(value.identity, names)
    return known


def _named(trace: Trace) -> Iterable[Value]:
    yield from trace.inputs
    yield from trace.attributes
    for step in trace.steps:
        yield from step.assigned
        for operation in step.operations:
            yield from operation.operands


def _of_result(operation: Operation, given: list[Names]) -> Names | None:
    """The names of what an operation computes, None where nothing is known."""
    function = operation.function
    if function in ("matmul", "dot"):
        return _of_product(given)
    if operation.kind == "ufunc" or function in _CELL_BY_CELL:
        return _broadcast(operation, given)
    if not given:
        return None
    if function == "transpose":
        return _transposed(operation, given[0])
    if function in _REDUCING or operation.kind == "ufunc.reduce":
        return _reduced(operation, given[0])
    return None


def _of_product(given: list[Names]) -> Names | None:
    if len(given) != 2 or not all(given):
        return None
    left, right = given
    if len(left) > 2 or len(right) > 2:
        return None
    return left[:-1] + (right[1:] if len(right) == 2 else ())


def _broadcast(operation: Operation, given: list[Names]) -> Names | None:
    """Of each axis the first name of an operand that has it in full length."""
    result = operation.result
    names = []
    for back in range(len(result.shape), 0, -1):
        length = result.shape[-back]
        named = (
            one[-back]
            for one, value in zip(given, operation.operands)
            if len(one) >= back and value.shape[-back] == length and one[-back]
        )
        names.append(next(named, ""))
    return tuple(names)


def _transposed(operation: Operation, names: Names) -> Names | None:
    axes = _axes(operation.parameters.get("axes"), len(names))
    if axes is None:
        return names[::-1]
    return tuple(names[axis] for axis in axes) if len(axes) == len(names) else None


def _reduced(operation: Operation, names: Names) -> Names | None:
    parameters = operation.parameters
    gone = _axes(parameters.get("axis"), len(names))
    if "axis" not in parameters and operation.kind == "ufunc.reduce":
        gone = (0,)
    if gone is None:
        gone = tuple(range(len(names)))
    if parameters.get("keepdims") is True:
        return tuple("" if axis in gone else name for axis, name in enumerate(names))
    return tuple(name for axis, name in enumerate(names) if axis not in gone)


def _axes(written: object, rank: int) -> tuple[int, ...] | None:
    """Axes as a trace writes them, counted from 0; None of anything else."""
    if isinstance(written, dict):
        written = written.get("tuple")
    if type(written) is int:
        written = [written]
    if not isinstance(written, list) or not all(type(one) is int for one in written):
        return None
    return tuple(one % rank for one in written) if rank else None
