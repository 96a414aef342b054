"""Where a trace computes a loss: how far answers are from the right ones.

Found by computing it again, so that no spelling matters: cross-entropy of
shares or of scores, for labels or for one-hot rows, binary cross-entropy,
squared and absolute error, hinge; added up or averaged.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.reading.backwards import behind
from scenes.reading.forms_tried import forms
from scenes.reading.loss_form import Form, scale_in_code
from scenes.reading.makers import Key, Makers, key_of
from scenes.reading.value_roles import Roles

ENDS = frozenset(
    "sum mean dot vdot inner matmul einsum tensordot average linalg.norm negative "
    "log multiply divide subtract add power square sqrt reshape squeeze float item "
    "astype nan_to_num trace".split()
)
ENDS_OF_EACH = frozenset(("negative", "sum", "mean", "subtract"))
FOLLOWED = ENDS | frozenset(
    "log1p absolute fabs abs maximum minimum clip where exp max amax getitem take "
    "take_along_axis expand_dims copy array asarray ravel flatten transpose "
    "greater less greater_equal less_equal equal not_equal sign arange logaddexp "
    "setitem zeros zeros_like".split()
)
TELLING = frozenset(
    "log square power multiply absolute abs fabs maximum clip where linalg.norm dot "
    "vdot inner matmul einsum log1p logaddexp".split()
)
PRODUCTS = frozenset("dot inner matmul einsum tensordot".split())  # vdot: one number
MOST_TRIED = 8  # times that the same statements may be no loss before they never are
NEVER = -1_000_000_000  # failures of what was a loss once
MOST_RESULTS = 4096  # losses of single examples, not yet added up


@dataclass(frozen=True)
class Loss:
    """Where a loss stands among operations.

    Attributes:
        form: which one it is, of which answers, with its terms.
        total: the Operation that gives it.
        operations: all that are part of it, in order.
        running: the Operation that adds it to what came before, or None.
    """

    form: Form
    total: Operation
    operations: tuple[Operation, ...]
    running: Operation | None = None

    @property
    def value(self) -> float:
        """The loss; of one that is taken away from a sum the other sign."""
        total = float(self.total.result.array.ravel()[0])
        return -total if self.form.is_negative else total

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its operations."""
        return frozenset(one.number for one in self.operations)


def losses(roles: Roles) -> Mapping[int, Loss]:
    """The Losses in a whole trace, by the number of each of their operations.

    Ask for it as `roles.read(losses)`.
    """
    return {one.number: loss for loss in _found(roles) for one in loss.operations}


def _found(roles: Roles) -> list[Loss]:
    """The Losses; one that is only on the way to another is not kept."""
    makers, found, sums = Makers(), dict[Key, Loss](), set[Key]()
    failed = Counter[object]()
    shares = [one.numbers for one in roles.softmaxes.values()]
    for operation in roles.operations:
        if _may_end(operation):
            loss = _of(operation, makers, failed)
            if loss is not None:
                for value in (one for each in loss.operations for one in each.results):
                    found.pop(key_of(value), None)
                found[key_of(operation.result)] = loss
            elif operation.function in ("add", "subtract"):
                _let_run(operation, found, sums)
            elif operation.function in ("multiply", "divide"):
                _let_scale(operation, found)
        makers.add(operation)
    return [
        _without(loss, shares)
        for loss in found.values()
        if loss.running is not None or not loss.form.is_negative
    ]


def _follows(operation: Operation) -> bool:
    """Whether what goes into an operation can be of a loss; a product gives
    answers, unless it gives a single number."""
    return operation.function in FOLLOWED and (
        operation.function not in PRODUCTS or operation.result.array.size == 1
    )


def _without(loss: Loss, shares: Sequence[frozenset[int]]) -> Loss:
    """A Loss without operations that are part of a softmax besides, one that
    is not all part of it."""
    numbers = loss.numbers
    taken = {
        number
        for one in shares
        if numbers & one and not one <= numbers
        for number in one
    }
    if not taken:
        return loss
    kept = tuple(one for one in loss.operations if one.number not in taken)
    return Loss(loss.form, loss.total, kept, loss.running)


def _may_end(operation: Operation) -> bool:
    """Whether an operation may give a loss: a number, or one of each example."""
    if not operation.results or operation.function not in ENDS:
        return False
    result = operation.result
    size = math.prod(result.shape)
    if size != 1 and operation.function not in ENDS_OF_EACH:
        return False
    return (
        result.dtype.kind == "f"
        and len(result.shape) <= 2
        and max(result.shape, default=1) == size <= MOST_RESULTS
    )


def _of(operation: Operation, makers: Makers, failed: Counter[object]) -> Loss | None:
    """The Loss that an operation gives, or None.

    Args:
        failed: how often the same expressions have given none: what a loop
            does over and over is not tried every time.
    """
    path = behind(operation, makers, _follows)
    if not any(one.function in TELLING for one in path):
        return None
    if any(0 in value.shape for one in path for value in one.operands):
        return None  # of an empty batch there is none
    written = frozenset((one.span, one.expression) for one in path)
    if failed[written] >= MOST_TRIED:
        return None
    for form in forms(operation, path, makers):
        parts = _parts(operation, form, makers)
        if parts and form.terms.size:
            failed[written] = NEVER
            total = float(form.terms.astype(float).sum())
            if not form.is_each and (total == 0 or not math.isfinite(total)):
                scale, is_root = scale_in_code(operation, path, makers)
                form = replace(form, scale=scale, is_root=is_root)
            return Loss(form, operation, parts)
    failed[written] += 1
    return None


def _parts(operation: Operation, form: Form, makers: Makers) -> tuple[Operation, ...]:
    """What lies between the answers and the loss, in order."""
    given = [one for one in (form.said, form.wanted) if one is not None]
    start = max(
        (made.number for one in given if (made := makers.maker(one)) is not None),
        default=-math.inf,
    )
    path = behind(operation, makers, _follows, stops=given)
    reads = {key_of(value) for one in path for value in one.operands}
    if key_of(form.said) not in reads:
        return ()
    return tuple(one for one in path if one.number > start)


def _let_scale(operation: Operation, found: dict[Key, Loss]) -> None:
    """Take a loss times a number for the loss.

    Args:
        found: the Losses so far, by the key of the number that each is.
    """
    if len(operation.operands) != 2:
        return
    value, other = operation.operands
    if operation.function == "multiply" and key_of(value) not in found:
        value, other = other, value
    loss = found.get(key_of(value))
    if loss is None or loss.running or loss.form.is_negative or loss.form.is_root:
        return
    factor = float(other.array.ravel()[0])
    if not 0 < factor < np.inf:
        return
    factor = factor if operation.function == "multiply" else 1 / factor
    del found[key_of(value)]
    found[key_of(operation.result)] = Loss(
        replace(loss.form, scale=loss.form.scale * factor),
        operation,
        (*loss.operations, operation),
    )


def _let_run(operation: Operation, found: dict[Key, Loss], sums: set[Key]) -> None:
    """Take an addition to what came before for the end of a loss.

    Args:
        found: the Losses so far, by the key of the number that each is.
        sums: the keys of sums of losses so far.
    """
    if operation.result.array.size != 1 or len(operation.operands) != 2:
        return
    is_less = operation.function == "subtract"
    first, second = operation.operands
    pairs = [(second, first)] if is_less else [(first, second), (second, first)]
    ended = [
        loss
        for value, other in pairs
        if (loss := found.get(key_of(value))) is not None
        and not loss.running
        and loss.form.is_negative == is_less
        and (_is_zero(other) or key_of(other) in sums or key_of(other) in found)
    ]
    if ended:
        loss = max(ended, key=lambda one: one.operations[0].number)
        found[key_of(loss.total.result)] = replace(
            loss, operations=(*loss.operations, operation), running=operation
        )
        sums.add(key_of(operation.result))


def _is_zero(value: Value) -> bool:
    return value.array.size == 1 and not value.array.ravel()[0]
