"""Examples that a dense network answers, and what they should be answered.

What should have been answered is told by what the trace compares answers
with: labels or one-hot lines of a loss, of its gradient, of an accuracy; or
zeros and ones where there is one output.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Value
from scenes.reading.accuracies import accuracies
from scenes.reading.dense_layers import DenseLayer, chains, laid_before
from scenes.reading.errors_of_answers import answer_errors
from scenes.reading.loss_form import hot_cells, lines_of
from scenes.reading.losses import losses
from scenes.reading.makers import Key, key_of
from scenes.reading.neuron_cells import Cells
from scenes.reading.value_roles import Roles

Chain = tuple[DenseLayer, ...]

HALF = 0.5  # above it one output answers 1
MOST_TRIED = 400  # comparisons of a trace that are looked at


@dataclass(frozen=True)
class Answered:
    """An example with its answer.

    Attributes:
        layers: that it goes through, each following it.
        wanted, answered: indices of outputs; of a single one 0 or 1.
        compared: the Operation that compares answers with what is wanted.
        number: its place in the batch, or among those that are answered one
            at a time by the same weights.
    """

    layers: tuple[DenseLayer, ...]
    wanted: int
    answered: int
    compared: Operation
    number: int

    @property
    def is_right(self) -> bool:
        return self.wanted == self.answered

    @property
    def inputs(self) -> Cells:
        return self.layers[0].source

    @property
    def outputs(self) -> Cells:
        last = self.layers[-1]
        return last.of_neurons(last.result)

    @property
    def weights(self) -> tuple[Key, ...]:
        """What its layers' weights are known by."""
        return _weights(self.layers)

    @property
    def is_binary(self) -> bool:
        """Whether one output answers 0 or 1."""
        return self.outputs.shape[0] == 1


def answered_examples(roles: Roles) -> tuple[Answered, ...]:
    """All that are answered, as the trace compares them; each once. Ask for
    them as `roles.read(answered_examples)`."""
    ends = defaultdict[Key, list[Chain]](list)
    for chain in roles.read(chains):
        for value in (chain[-1].result, chain[-1].pre_activations):
            ends[key_of(value)].append(chain)
    ways = [
        (layers, wanted, compared)
        for said, wanted, compared in _comparisons(roles)
        if (layers := _layers_of(said, len(wanted), ends, roles)) is not None
    ]
    likely = {key_of(one[-1].result) for one, *_ in ways if _is_likely(one, ends)}
    found: dict[tuple[Key, int], Answered] = {}
    for layers, wanted, compared in ways:
        result = key_of(layers[-1].result)
        # The answer of one example is not those of as many as it has outputs.
        if result in likely and not _is_likely(layers, ends):
            continue
        for example, right in enumerate(wanted.tolist()):
            if (result, example) not in found:
                followed = tuple(replace(one, example=example) for one in layers)
                place = _place(followed, found.values())
                found[result, example] = _answered(followed, right, compared, place)
    return tuple(found.values())


def _is_likely(layers: Chain, ends: Mapping[Key, Sequence[Chain]]) -> bool:
    """Whether the weights of the last layer stand on the likelier side."""
    last = layers[-1]
    return last.is_left == ends[key_of(last.result)][0][-1].is_left


def _place(layers: tuple[DenseLayer, ...], known: Iterable[Answered]) -> int:
    if layers[0].examples > 1:
        return layers[0].example
    return sum(one.weights == _weights(layers) for one in known)


def _weights(layers: tuple[DenseLayer, ...]) -> tuple[Key, ...]:
    return tuple(key_of(one.weights.value) for one in layers)


def _answered(
    layers: tuple[DenseLayer, ...], wanted: int, compared: Operation, number: int
) -> Answered:
    last = layers[-1]
    answered = answer_of(last.of_neurons(last.result).array)
    return Answered(layers, wanted, answered, compared, number)


def answer_of(outputs: np.ndarray) -> int:
    """What outputs answer: the largest; of a single one whether it is above
    a half."""
    if len(outputs) == 1:
        return int(float(outputs[0]) > HALF)
    return int(np.argmax(outputs.astype(float)))


def _layers_of(
    said: Value, examples: int, ends: Mapping[Key, Sequence[Chain]], roles: Roles
) -> Chain | None:
    """The layers whose outputs a value is, or was before it was only laid out
    anew or kept from zero."""
    for value in laid_before(roles, said):
        before = [value]
        kept = roles.makers.of(value, "clip", "maximum", "minimum")
        if kept is not None:
            before += kept.operands  # np.maximum(0, x) has it behind the number
        for one in before:
            if key_of(one) in ends:
                return _longest(ends[key_of(one)], examples)
    return None


def _longest(found: Sequence[Chain], examples: int) -> Chain | None:
    """Of the ways to read a product the longest through which so many examples
    go; of these the likelier side of the weights, without a curve if there is
    such a way."""
    fitting = [one for one in found if one[0].examples == examples]
    longest = [one for one in fitting if len(one) == max(map(len, fitting))]
    return next(
        (one for one in reversed(longest) if one[-1].is_left == longest[0][-1].is_left),
        None,
    )


Comparison = tuple[Value, np.ndarray, Operation]


def _comparisons(roles: Roles) -> Iterator[Comparison]:
    """(what is said, (examples,) what is wanted, the Operation) of each."""
    for loss in list(roles.read(losses).values())[:MOST_TRIED]:
        form = loss.form
        if form.picked is not None:
            yield from _picked(form.said, form.picked, loss.total)
        elif form.wanted is not None:
            yield from _told(form.said, form.wanted, loss.total)
    for error in {id(one): one for one in roles.read(answer_errors).values()}.values():
        yield from _picked(error.said, error.picked, error.operations[-1])
    for accuracy in roles.read(accuracies).values():
        if accuracy.said is not None:
            labels = accuracy.wanted.array.ravel()
            yield accuracy.said, labels.astype(int), accuracy.total
    for operation in roles.operations[: MOST_TRIED * 20]:
        if operation.function == "subtract" and len(operation.operands) == 2:
            one, other = operation.operands
            for said, wanted in ((one, other), (other, one)):
                if said.shape == wanted.shape and roles.makers.maker(said):
                    yield from _told(said, wanted, operation)


def _picked(said: Value, picked: np.ndarray, at: Operation) -> Iterator[Comparison]:
    lines = lines_of(picked, said.shape)
    if lines is not None:
        yield said, (lines == picked.reshape(-1, 1)).argmax(axis=1), at


def _told(said: Value, wanted: Value, at: Operation) -> Iterator[Comparison]:
    """One-hot lines, or zeros and ones of one output."""
    array = wanted.array
    is_told = array.ndim and 0 < array.size == said.array.size
    if not is_told or not np.isin(array, (0, 1)).all():
        return
    picked, _ = hot_cells(array)
    if picked is not None:
        yield from _picked(said, picked, at)
    if 1 in array.shape or array.ndim == 1:
        yield said, array.ravel().astype(int), at
