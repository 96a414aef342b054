"""The forward pass of a digit network, found in a trace by its operations.

Looked for are the shapes and what goes into what, not names: any number of
hidden neurons, whatever the code calls them.
"""

from dataclasses import dataclass

from network.trace import Operation, Step, Trace, Value
from scenes.arrays.shapes import is_shown
from scenes.reading.cells_read import as_computed, is_plain
from scenes.reading.elementwise import (
    ElementwiseFunction,
    elementwise_function,
)
from scenes.reading.film_error import FilmError

PIXELS, DIGITS = 784, 10
_EXPECTED = ("expected a trace of the digit network's forward pass, (H, 784) "
             "weights @ a (784, 1) image + biases through a sigmoid, then "
             "(10, H) weights in the same way")
_ADVICE = "record one with: python -m network trace --out FILE"


@dataclass(frozen=True)
class LayerPass:
    """What one layer computes from the layer before.

    Attributes:
        step: the trace's Step of the statement with weights and biases.
        product: the Operation weights @ source.
        weights, source, sums: its operands and result, network.trace.Value:
            (count, before), (before, 1), (count, 1).
        addition: the Operation that adds the biases.
        biases, pre_activations: (count, 1), what is added and what comes out.
        activating: the Step of the statement that calls the sigmoid.
        called: the Steps inside that call.
        activations: (count, 1), what it returns, 0..1.
    """

    step: Step
    product: Operation
    addition: Operation
    biases: Value
    activating: Step
    called: tuple[Step, ...]
    activations: Value

    @property
    def weights(self) -> Value:
        return self.product.operands[0]

    @property
    def source(self) -> Value:
        return self.product.operands[1]

    @property
    def sums(self) -> Value:
        return self.product.result

    @property
    def pre_activations(self) -> Value:
        return self.addition.result

    @property
    def count(self) -> int:
        """How many neurons the layer has."""
        return self.activations.shape[0]


@dataclass(frozen=True)
class ForwardPass:
    """An image on its way to ten digits.

    Attributes:
        hidden, output: LayerPass.
        function: the elementwise.ElementwiseFunction of the sigmoid.
        answering: the Step of the argmax, or None.
        answer: its Operation, or None.
    """

    hidden: LayerPass
    output: LayerPass
    function: ElementwiseFunction
    answering: Step | None
    answer: Operation | None

    @property
    def image(self) -> Value:
        return self.hidden.source


def forward_pass(trace: Trace) -> ForwardPass:
    """The first ForwardPass of a network.trace.Trace.

    Raises:
        FilmError: there is none, or it breaks off; says what is missing.
    """
    hidden = _layer(trace, lambda left, right: right.shape == (PIXELS, 1),
                    "(H, 784) weights @ a (784, 1) image")
    output = _layer(trace, lambda left, right: left.shape[0] == DIGITS and
                    right.identity == hidden.activations.identity,
                    f"(10, {hidden.count}) weights @ the hidden neurons")
    function = elementwise_function(trace, output.called)
    if function is None:
        raise _missing(trace, "a call that squashes each output alone")
    for layer in (hidden, output):
        values = layer.activations.array
        if values.min() < 0 or values.max() > 1:
            raise _missing(trace, "neurons between 0 and 1 (their least is "
                           f"{values.min():.3g}, their largest "
                           f"{values.max():.3g})")
    return ForwardPass(hidden, output, function,
                       *_answer(trace, output.activations))


def _missing(trace, what):
    return FilmError(f"{_EXPECTED}; the trace of {trace.call} has no "
                     f"{what}; {_ADVICE}")


def _layer(trace, fits, what):
    pairs = [(step, as_computed(operation))
             for step, operation in trace.operations()]
    step, product = next(
        ((step, operation) for step, operation in pairs
         if is_plain(operation, "matmul") and _is_layer(operation)
         and fits(*operation.operands)), (None, None))
    if product is None:
        raise _missing(trace, what)
    adding, addition = next(
        ((where, operation) for where, operation in pairs
         if operation.number > product.number and is_plain(operation, "add")
         and len(_besides(operation, product.result)) == 1
         and [one.shape for one in operation.operands]
         == [product.result.shape] * 2), (None, None))
    if addition is None:
        raise _missing(trace, f"biases added to {product.expression}")
    activating = next(
        (after for after in trace.steps if after.number > adding.number
         and after.parent == step.parent and trace.children(after)
         and _uses(trace, after, addition.result) and after.assigned
         and after.assigned[0].shape == addition.result.shape), None)
    if activating is None:
        raise _missing(trace, "call that squashes "
                       f"{addition.result.name or addition.expression}")
    biases, = _besides(addition, product.result)
    return LayerPass(step, product, addition, biases, activating,
                     trace.children(activating), activating.assigned[0])


def _is_layer(operation):
    left, right = operation.operands
    return len(left.shape) == 2 and len(right.shape) == 2 \
        and right.shape[1] == 1 and operation.results \
        and all(map(is_shown, (left, right)))


def _besides(operation, value):
    """The operands of an operation that are not a certain value."""
    return [operand for operand in operation.operands
            if operand.identity != value.identity]


def _takes(operation, value):
    return any(operand.identity == value.identity
               for operand in operation.operands)


def _uses(trace, step, value):
    return any(_takes(operation, value) for operation in step.operations) \
        or any(_uses(trace, child, value) for child in trace.children(step))


def _answer(trace, neurons):
    return next(((step, operation) for step, operation in trace.operations()
                 if operation.function == "argmax" and operation.results
                 and operation.result.shape == ()
                 and _takes(operation, neurons)), (None, None))
