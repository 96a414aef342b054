"""A wrong answer beside a right one, by the same weights, and what mends it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation
from scenes.reading.answered_examples import Answered, answer_of, answered_examples
from scenes.reading.makers import key_of
from scenes.reading.neuron_cells import Cells
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class Again:
    """The same example, answered once more.

    Attributes:
        outputs: Cells (count,).
        answered: as Answered has it.
        times: how many times it has been answered then, the first included.
        step: number of the Step that computes the outputs.
    """

    outputs: Cells
    answered: int
    times: int
    step: int


@dataclass(frozen=True)
class Mistake:
    """Two examples, and the outputs that compete.

    Attributes:
        right, wrong: answered so; both should be answered alike, or if there
            is no such pair both are.
        again: the wrong one when it is right at last, or when it is answered
            for the last time; None if it is answered only once.
    """

    right: Answered
    wrong: Answered
    again: Again | None

    @property
    def rivals(self) -> tuple[int, int]:
        """(the right answer of the wrong one, what it was answered)."""
        return self.wrong.wanted, self.wrong.answered

    @property
    def is_alike(self) -> bool:
        """Whether both should be answered alike."""
        return self.right.wanted == self.wrong.wanted


@dataclass(frozen=True)
class NoMistake:
    """What is answered instead.

    Attributes:
        count, right: how many examples are answered, and how many rightly.
    """

    count: int
    right: int


def mistake(roles: Roles) -> Mistake | NoMistake:
    """The first Mistake of a trace; ask for it as `roles.read(mistake)`."""
    known = roles.read(answered_examples)
    for is_alike in (True, False):
        for wrong in known:
            if wrong.is_right:
                continue
            right = _beside(wrong, known, is_alike=is_alike)
            if right is not None:
                return Mistake(right, wrong, _again(wrong, roles))
    return NoMistake(len(known), sum(one.is_right for one in known))


def _beside(
    wrong: Answered, known: Sequence[Answered], *, is_alike: bool
) -> Answered | None:
    """What is answered rightly by the same weights: with the answer that the
    wrong one should have, or with the one that it has."""
    answer = wrong.wanted if is_alike else wrong.answered
    for one in known:
        if one.is_right and one.answered == answer and one.weights == wrong.weights:
            return one
    return None


def _again(wrong: Answered, roles: Roles) -> Again | None:
    found = None
    before = wrong.outputs.array
    for found in _answers_again(wrong, roles):
        if found.answered == wrong.wanted:
            break
    is_other = found is not None and not np.array_equal(found.outputs.array, before)
    return found if is_other else None


def _answers_again(wrong: Answered, roles: Roles) -> Iterator[Again]:
    """Where the same statements answer the same example, later on."""
    last = wrong.layers[-1]
    ended = roles.makers.maker(last.result)
    first = wrong.layers[0].product.operation
    if ended is None:
        return
    places = {one.number: place for place, one in enumerate(roles.operations)}
    begin, end = places[first.number], places[ended.number]
    times = 1
    for place in range(begin + 1, len(roles.operations) - (end - begin)):
        again = roles.operations[place]
        if again.span != first.span or not _is_same_data(first, again, wrong):
            continue
        made = roles.operations[place + end - begin]
        is_same = (made.span, made.function) == (ended.span, ended.function)
        if is_same and made.results and made.result.shape == last.result.shape:
            times += 1
            outputs = last.of_neurons(made.result)
            yield Again(outputs, answer_of(outputs.array), times, made.step)


def _is_same_data(first: Operation, again: Operation, wrong: Answered) -> bool:
    """Whether a product has the same data, not the same weights."""
    weights = key_of(wrong.layers[0].weights.value)
    return len(first.operands) == len(again.operands) and all(
        one.shape == other.shape
        and (one.digest == other.digest or key_of(one) == weights)
        for one, other in zip(first.operands, again.operands)
    )
