"""The same example through the same layers once more, after they have learnt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from network.trace import Operation
from scenes.reading.answered_examples import answer_of
from scenes.reading.dense_layers import DenseLayer
from scenes.reading.makers import Key, key_of
from scenes.reading.neuron_cells import Cells
from scenes.reading.parameter_chains import parameter_chains
from scenes.reading.value_roles import Roles


@dataclass(frozen=True)
class Again:
    """An example that is answered once more.

    Attributes:
        outputs: Cells (count,).
        answered: the index of the output that answers, or 0 or 1.
        times: how many times it has been answered then, the first included.
        begins: number of the Operation that begins to.
        step: number of the Step that computes the outputs.
    """

    outputs: Cells
    answered: int
    times: int
    begins: int
    step: int


def answers_again(layers: Sequence[DenseLayer], roles: Roles) -> Iterator[Again]:
    """Where the same statements give other outputs for the same example, in
    order, as far as what they are given is known.

    Args:
        layers: that the example goes through for the first time.
    """
    last = layers[-1]
    ended = roles.makers.maker(last.result)
    first = layers[0].product.operation
    if ended is None:
        return
    places = {one.number: place for place, one in enumerate(roles.operations)}
    begin, end = places[first.number], places[ended.number]
    before = last.of_neurons(last.result).array
    weights, times = key_of(layers[0].weights.value), 1
    learnt = min(_adjusting_after(first.number, roles), default=None)
    if learnt is None:
        return
    for place in range(begin + 1, len(roles.operations) - (end - begin)):
        again = roles.operations[place]
        if again.span != first.span or not _is_same_data(first, again, weights):
            continue
        made = roles.operations[place + end - begin]
        is_same = (made.span, made.function) == (ended.span, ended.function)
        if is_same and made.result.shape == last.result.shape:
            times += 1
            outputs = last.of_neurons(made.result)
            is_other = again.number > learnt
            if is_other and not np.array_equal(outputs.array, before, equal_nan=True):
                answered = answer_of(outputs.array)
                yield Again(outputs, answered, times, again.number, made.step)


def _adjusting_after(number: int, roles: Roles) -> Iterator[int]:
    """Numbers of the operations after another that adjust a parameter."""
    for chain in roles.read(parameter_chains):
        yield from (one.number for one in chain.updates if one.number > number)


def _is_same_data(first: Operation, again: Operation, weights: Key) -> bool:
    """Whether a product has the same data; its weights may be others."""
    return len(first.operands) == len(again.operands) and all(
        one.shape == other.shape
        and (one.digest == other.digest or key_of(one) == weights)
        for one, other in zip(first.operands, again.operands)
    )
