"""Which row of a layer's weights tells most of the answer, and goes first.

Of the layer that answers it is the answer's own. Of the layer before it is the
neuron that adds most to the answer: its activation times the weight to there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from scenes.reading.dense_layers import DenseLayer, chains, laid_before
from scenes.reading.makers import Key, key_of
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class Leading:
    """A row of weights that is told first.

    Attributes:
        row: its index.
        is_answer: whether it leads to the answer itself; else it is the
            neuron that adds most to it.
    """

    row: int
    is_answer: bool


def leading_rows(roles: Roles) -> Mapping[int, Leading]:
    """The Leading of products of a trace, by the number of the Operation;
    `roles.read(leading_rows)`."""
    found: dict[int, Leading] = {}
    for chain in _answering(roles):
        last = chain[-1]
        outputs = last.of_neurons(last.result).array.astype(float)
        if len(outputs) < 2 or not np.isfinite(outputs).all():
            continue
        answer = int(np.argmax(outputs))
        found.setdefault(_number(last), Leading(answer, True))
        if len(chain) > 1:
            row = _adds_most(last, answer)
            if row is not None:
                found.setdefault(_number(chain[-2]), Leading(row, False))
    return found


def winners(roles: Roles) -> Mapping[Key, int]:
    """Which number of what the outputs' curve works on becomes the answer, by
    the key of the Value; `roles.read(winners)`."""
    found: dict[Key, int] = {}
    for chain in _answering(roles):
        leading = roles.read(leading_rows).get(_number(chain[-1]))
        if leading is not None and leading.is_answer:
            found.setdefault(key_of(chain[-1].pre_activations), leading.row)
    return found


def _answering(roles: Roles) -> list[tuple[DenseLayer, ...]]:
    """The chains that end with an answer, the longest first; those of the
    same lines, too, whose answer nobody looks at."""
    answers = _answers(roles)
    found = sorted(roles.read(chains), key=len, reverse=True)
    spans = {
        chain[-1].product.operation.span
        for chain in found
        if answers & set(map(key_of, laid_before(roles, chain[-1].result)))
    }
    return [chain for chain in found if chain[-1].product.operation.span in spans]


def order_of(count: int, leading: Leading | None) -> tuple[int, ...]:
    """Indices of so many rows: the leading one, then the others in order."""
    first = leading.row if leading else 0
    return (first, *(row for row in range(count) if row != first))


def _adds_most(layer: DenseLayer, answer: int) -> int | None:
    """The neuron that adds most to the answer, or None where none adds."""
    added = layer.weights.array[answer].astype(float) * layer.source.array.astype(float)
    most = int(np.argmax(added))
    return most if np.isfinite(added).all() and added[most] > 0 else None


def _number(layer: DenseLayer) -> int:
    return layer.product.operation.number


def _answers(roles: Roles) -> set[Key]:
    """The values that an argmax chooses from, or that are compared with the
    right answer."""
    return {
        key_of(value)
        for one in roles.operations
        for operand in _chosen_from(one, roles)
        for value in laid_before(roles, operand)
    }


def _chosen_from(operation, roles: Roles) -> Iterator:
    if not operation.operands:
        return
    first, *others = operation.operands
    if (
        operation.function == "argmax"
        or operation.function == "subtract"
        and any(map(roles.is_target, others))
    ):
        yield first
