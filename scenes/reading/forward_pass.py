"""The forward pass of a dense network, found in a trace by its operations.

Looked for is what goes into what, not names: any number of layers, however
the code calls them and whichever way round it multiplies.
"""

from dataclasses import dataclass, replace

import numpy as np

from network.trace import Operation, Span, Step, Trace, Value
from scenes.arrays.shapes import PICTURES
from scenes.reading.dense_layers import DenseLayer, laid_before, longest_chain
from scenes.reading.elementwise import ElementwiseFunction
from scenes.reading.film_error import FilmError
from scenes.reading.makers import is_same, key_of
from scenes.reading.neuron_cells import Cells
from scenes.reading.plain_calls import as_computed
from scenes.reading.roles_once import known_roles
from scenes.reading.value_roles import Roles, of_digits

MOST_LAYERS = 6  # of neurons that are computed
LEAST_SIDE = 4  # of what is a picture
_ADVICE = "film one forward pass with it, or the whole trace with the film forward"


@dataclass(frozen=True)
class LayerPass:
    """What one layer computes from the layer before.

    Attributes:
        step: the trace's Step of the statement with the product.
        product: the Operation that adds up weights times source.
        weights, source, sums: Cells: (count, before), (before,), (count,).
        addition: the Operation that adds the biases, or None.
        biases: Cells (count,), or None.
        pre_activations: Cells (count,), the sums with their biases.
        activating: the Step of the statement with the curve, or None.
        called: the Steps inside the call that it is, if it is one.
        curve: the operations of the curve, in order.
        function: the elementwise function that it is, or None: it is a
            softmax, or there is none.
        activations: Cells (count,), what comes out.
    """

    step: Step
    product: Operation
    weights: Cells
    source: Cells
    sums: Cells
    addition: Operation | None
    biases: Cells | None
    pre_activations: Cells
    activating: Step | None
    called: tuple[Step, ...]
    curve: tuple[Operation, ...]
    function: ElementwiseFunction | None
    activations: Cells

    @property
    def count(self) -> int:
        """How many neurons the layer has."""
        return self.activations.shape[0]

    @property
    def is_softmax(self) -> bool:
        return bool(self.curve) and self.function is None

    @property
    def curve_span(self) -> Span | None:
        """Where the curve stands in the statement that is lit for it."""
        if self.called:
            return self.called[0].call
        return self.curve[-1].span if self.curve else None


@dataclass(frozen=True)
class ForwardPass:
    """One example on its way through the layers.

    Attributes:
        layers: LayerPasses, in order.
        examples: how many there are; the first is followed.
        picture: Cells (rows, columns) of what goes in, if it is a picture.
        answering: the Step of the argmax of the outputs, or None.
        answer: its Operation, or None.
        reads_digits: whether the outputs are handwritten digits.
    """

    layers: tuple[LayerPass, ...]
    examples: int
    picture: Cells | None
    answering: Step | None
    answer: Operation | None
    reads_digits: bool

    @property
    def hidden(self) -> LayerPass:
        """The first layer."""
        return self.layers[0]

    @property
    def output(self) -> LayerPass:
        """The last layer."""
        return self.layers[-1]

    @property
    def function(self) -> ElementwiseFunction | None:
        """What the last layer goes through."""
        return self.output.function

    @property
    def image(self) -> Cells:
        """What goes in."""
        return self.hidden.source


def forward_pass(trace: Trace) -> ForwardPass:
    """The longest ForwardPass of a network.trace.Trace.

    Raises:
        FilmError: there is none, or it has too many layers.
    """
    roles = known_roles(trace)
    chain = longest_chain(roles)
    if not chain or len(chain) == 1 and not (chain[0].addition or chain[0].activation):
        raise FilmError(
            "expected a trace of a dense network, weights times values, with "
            "biases or through a curve, layer after layer; the trace of "
            f"{trace.call} has no such layer; {_ADVICE}"
        )
    if len(chain) > MOST_LAYERS:
        raise FilmError(
            f"expected at most {MOST_LAYERS} layers of neurons after the "
            f"inputs, there is room for no more; the trace of {trace.call} has "
            f"{len(chain)}; {_ADVICE}"
        )
    layers = tuple(_as_called(_layer(trace, one)) for one in chain)
    answering, answer = _answer(trace, roles, chain[-1])
    return ForwardPass(
        layers,
        chain[0].examples,
        picture_cells(roles, chain[0]),
        answering,
        answer,
        of_digits(trace),
    )


def _layer(trace: Trace, found: DenseLayer) -> LayerPass:
    product, activation = found.product.operation, found.activation
    step = trace.steps[product.step]
    activating, called = _activating(trace, step, found)
    return LayerPass(
        step,
        product,
        found.weights,
        found.source,
        found.of_neurons(product.result),
        found.addition,
        None if found.biases is None else found.of_neurons(found.biases),
        found.of_neurons(found.pre_activations),
        activating,
        called,
        activation.operations if activation else (),
        activation.function if activation else None,
        found.of_neurons(_named(found.result, activating)),
    )


def _named(value: Value, step: Step | None) -> Value:
    """A value as the statement that computes it calls it."""
    assigned = step.assigned if step and not value.name else ()
    same = (one for one in assigned if is_same(one, value) and one.name)
    return next(same, value)


def _activating(
    trace: Trace, step: Step, found: DenseLayer
) -> tuple[Step | None, tuple[Step, ...]]:
    """The statement that calls the curve, and the steps inside that call;
    or the statement that is the curve."""
    if found.activation is None:
        return None, ()
    inside = trace.steps[found.activation.operations[-1].step]
    at = inside
    while at.parent is not None and at.parent != step.parent:
        at = trace.steps[at.parent]
    if at.parent != step.parent or at is inside:
        return inside, ()
    # What a statement calls first need not be the curve.
    first = inside
    while first.parent != at.number:
        assert first.parent is not None
        first = trace.steps[first.parent]
    called = tuple(one for one in trace.children(at) if one.call == first.call)
    return at, called


def _as_called(layer: LayerPass) -> LayerPass:
    """The layer, its curve named as the code calls it: by a function that is
    no method, as those are called alike whatever they compute."""
    if layer.function is None or not layer.called:
        return layer
    name = layer.called[0].function.rsplit("<locals>.", 1)[-1]
    ends = layer.called[-1].assigned
    if (
        ends
        and ends[0].digest == layer.activations.value.digest
        and name.isidentifier()
    ):
        parameter = _parameter(layer)
        function = replace(layer.function, name=name, parameter=parameter)
        return replace(layer, function=function)
    return layer


def _parameter(layer: LayerPass) -> str:
    """What the sums are called inside the call."""
    sums = layer.pre_activations.value
    inside = (
        value.name
        for step in layer.called
        for operation in step.operations
        for value in operation.operands
        if value.identity == sums.identity and value.name
    )
    assert layer.function is not None
    return next(inside, layer.function.parameter)


def picture_cells(roles: Roles, layer: DenseLayer) -> Cells | None:
    """What goes in as rows and columns, if it was that before, or has as many
    numbers as a known kind of picture."""
    source, count, example = layer.source, layer.source.shape[0], layer.example
    for value in laid_before(roles, source.value):
        shape = value.shape
        batch = shape[:1] == (layer.examples,) and len(shape) == 3
        side = shape[1:] if batch else shape
        if len(side) == 2 and side[0] == side[1] >= LEAST_SIDE:
            picture = Cells(
                value, (lambda array: array[example]) if batch else _as_it_is
            )
            if np.array_equal(picture.array.ravel(), source.array):
                return picture
    if count in PICTURES:
        return Cells(
            source.value, lambda array: source.layout(array).reshape(PICTURES[count])
        )
    return None


def _as_it_is(array: np.ndarray) -> np.ndarray:
    return array


def _answer(
    trace: Trace, roles: Roles, last: DenseLayer
) -> tuple[Step | None, Operation | None]:
    """The argmax of the outputs, of a single one or of all examples."""
    ends = {key_of(last.result), key_of(last.pre_activations)}
    outputs = last.of_neurons(last.result).array
    found = []
    for step, recorded in trace.operations():
        operation = as_computed(recorded)
        if (
            operation.function == "argmax"
            and operation.result.array.size in (1, last.examples)
            and any(
                key_of(value) in ends
                for value in laid_before(roles, operation.operands[0])
            )
            and answer_in(operation.result) == int(np.argmax(outputs))
        ):
            found.append((step, operation))
    whole = [one for one in found if one[1].result.shape == ()]
    answers = whole or found
    return answers[0] if answers else (None, None)


def answer_in(value: Value) -> int:
    """The answer for the example that is followed."""
    return int(value.array.ravel()[0])
