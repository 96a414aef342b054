"""Where what was said is compared with what should have been said.

p - Y with one-hot rows Y, or the same in place: d = p.copy();
d[np.arange(n), y] -= 1; d /= n. It is the gradient of cross-entropy for the
scores that the shares p were made of.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.reading.backwards import behind
from scenes.reading.loss_form import lines_of
from scenes.reading.makers import Key, key_of
from scenes.reading.picked_cells import picked_cells
from scenes.reading.value_roles import Roles

_CHAINED = ("multiply", "add", "subtract", "divide")
_FOLLOWED = frozenset(
    (
        *_CHAINED,
        *("exp", "sum", "power", "square", "negative", "reciprocal", "getitem"),
        *("setitem", "zeros", "zeros_like", "expand_dims", "reshape"),
    )
)
AROUND = 24  # operations of a trace that an error's own may be spread over


@dataclass(frozen=True)
class AnswerError:
    """Shares, less 1 where the right answer is.

    Attributes:
        said: the shares.
        picked: (examples,) flat indices of the right answers in them.
        wanted: the one-hot rows, or None: the code says which cells.
        result: what comes out, divided if it is.
        divisor: what it is divided by at the end; 1: by nothing.
        operations: all that are part of it, in order.
    """

    said: Value
    picked: np.ndarray
    wanted: Value | None
    result: Value
    divisor: float
    operations: tuple[Operation, ...]

    @property
    def lines(self) -> np.ndarray:
        """(examples, classes) flat indices of the lines of the answers."""
        lines = lines_of(self.picked, self.said.shape)
        assert lines is not None
        return lines


def answer_errors(roles: Roles) -> Mapping[int, AnswerError]:
    """The AnswerErrors of a trace, by the number of each of their operations.

    Ask for it as `roles.read(answer_errors)`.
    """
    operations = roles.operations
    shares = {
        one.division.number: one for one in roles.softmaxes.values() if not one.is_log
    }
    latest: dict[tuple[int, ...], Value] = {}
    place = {one.number: index for index, one in enumerate(operations)}
    found: dict[int, AnswerError] = {}
    for index, operation in enumerate(operations):
        error = None
        if operation.function == "setitem":
            error = _in_place(operations, place, index, roles)
        elif operation.function == "subtract" and not operation.in_place:
            error = _taken_away(operation)
        if operation.number in shares:
            latest[operation.result.shape] = operation.result
        elif error is None and operation.function in _CHAINED:
            error = _chained(operation, latest, roles, found)
        if error is not None:
            error = _divided(error, operations[index + 1 : index + AROUND])
            found |= dict.fromkeys((one.number for one in error.operations), error)
    return found


def _in_place(
    operations: Sequence[Operation], place: Mapping[int, int], index: int, roles: Roles
) -> AnswerError | None:
    """d[cells] -= 1: read, less 1, written back."""
    written = operations[index]
    array, value = written.operands[0], written.operands[-1]
    less = roles.makers.maker(value) if value.shape != () or value.is_scalar else None
    cells = picked_cells(written)
    if cells is None or less is None or not 0 < index - place[less.number] <= AROUND:
        return None
    if less.function not in ("subtract", "add"):
        return None
    read = roles.makers.of(less.operands[0], "getitem")
    if read is None or read.operands[0].identity != array.identity:
        return None
    # A write through a view makes another version of what it is a view of.
    array = read.operands[0]
    parts, said = [read, less, written], array
    copied = roles.makers.of(array, "copy", "array")
    if copied is not None and place[written.number] - place[copied.number] <= AROUND:
        parts, said = [copied, *parts], copied.operands[0]
    return _checked(said, cells.ravel(), None, written.result, tuple(parts))


def _taken_away(operation: Operation) -> AnswerError | None:
    """shares - one-hot rows, of a batch."""
    said, wanted = operation.operands
    shape = said.shape
    if shape != wanted.shape or len(shape) < 2 or max(shape) == np.prod(shape):
        return None
    y = wanted.array
    if not np.isin(y, (0, 1)).all() or not (y.sum(axis=-1) == 1).all():
        return None
    return _checked(
        said, np.flatnonzero(y.ravel()), wanted, operation.result, (operation,)
    )


def _chained(
    operation: Operation,
    latest: Mapping[tuple[int, ...], Value],
    roles: Roles,
    found: Mapping[int, AnswerError],
) -> AnswerError | None:
    """The same by the chain rule: the slope of the loss at the right share,
    times the slopes of the softmax."""
    said = latest.get(operation.result.shape) if operation.results else None
    if said is None or operation.in_place or operation.result.dtype.kind != "f":
        return None
    less = operation.result.array.ravel() - said.array.ravel()
    picked = np.flatnonzero(np.isclose(less, -1, atol=1e-6))
    if not picked.size or not np.isclose(np.delete(less, picked), 0, atol=1e-6).all():
        return None
    if any(
        one.array.size == less.size
        and np.allclose(one.array.ravel(), operation.result.array.ravel())
        for one in operation.operands
    ):
        return None  # it was there before
    made = roles.makers.maker(said)
    path = behind(operation, roles.makers, _follows, stops=[said])
    parts = tuple(
        one
        for one in path
        if made is not None and one.number > made.number and one.number not in found
    )
    return _checked(said, picked, None, operation.result, parts)


def _follows(operation: Operation) -> bool:
    return operation.function in _FOLLOWED


def _checked(
    said: Value,
    picked: np.ndarray,
    wanted: Value | None,
    result: Value,
    parts: tuple[Operation, ...],
) -> AnswerError | None:
    """The AnswerError, if what came out is shares less 1 at these cells."""
    if said.dtype.kind != "f":
        return None
    lines = lines_of(picked, said.shape)
    shares = said.array.astype(float).ravel()
    if lines is None or lines.size != shares.size:
        return None
    is_share = (shares >= 0).all() and np.allclose(
        shares[lines].sum(axis=1), 1, atol=1e-4
    )
    again = shares.copy()
    again[picked] -= 1
    if not is_share:
        return None
    # Of sure answers there is hardly an error: how far it is off goes by it.
    exact = float(np.finfo(result.dtype).eps)
    off = 8 * exact + 1e-5 * float(np.abs(again).max())
    if not np.allclose(result.array.ravel(), again, rtol=1e-5, atol=off):
        return None
    return AnswerError(said, picked, wanted, result, 1.0, parts)


def _divided(error: AnswerError, later: Sequence[Operation]) -> AnswerError:
    """With the division by how many examples there are, if one follows."""
    key: Key = key_of(error.result)
    count = float(error.picked.size)
    for operation in later:
        if operation.function not in ("divide", "true_divide", "multiply"):
            continue
        if key not in {key_of(value) for value in operation.operands}:
            continue
        others = [one for one in operation.operands if key_of(one) != key]
        if len(others) != 1 or others[0].array.size != 1 or count == 1:
            return error
        factor = float(others[0].array.item())
        is_times = operation.function == "multiply"
        if not np.isclose(*((factor * count, 1) if is_times else (factor, count))):
            return error
        return AnswerError(
            error.said,
            error.picked,
            error.wanted,
            operation.result,
            count,
            (*error.operations, operation),
        )
    return error
