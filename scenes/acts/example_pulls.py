"""What goes into a neuron, or into the choice between two outputs."""

import numpy as np

from scenes.acts.example_columns import values_of
from scenes.reading.answered_examples import Answered
from scenes.reading.dense_layers import DenseLayer
from scenes.reading.neuron_cells import Cells
from scenes.reading.rival_answers import Mistake
from scenes.stage.computed import Computed, computed
from scenes.stage.values import Values
from scenes.words.naming import code, short


def ahead(one: Answered, found: Mistake) -> float:
    """By how much the sum of the wrong answer is above that of the right one."""
    last, (right, wrong) = one.layers[-1], found.rivals
    sums = last.of_neurons(last.pre_activations).array.astype(float)
    if one.is_binary:
        return float(sums[0] if wrong else -sums[0])
    return float(sums[wrong] - sums[right])


def pulls_of(one: Answered, found: Mistake) -> Computed:
    """How each of the last layer's inputs pulls from the right answer (below
    zero) to the wrong one (above), (count,) floats."""
    last = one.layers[-1]
    weights, inputs = values_of(last.weights), values_of(last.source)
    given = _called(last.source)
    right, wrong = found.rivals
    if one.is_binary:
        sign, minus = (1.0, "") if wrong else (-1.0, "-")
        text = f"{minus}{_row(last, 0)} * {given}"
        return computed(
            lambda row, cells: sign * row.astype(float) * cells.astype(float),
            weights[0],
            inputs,
            name=text,
            expression=text,
        )
    text = f"({_row(last, wrong)} - {_row(last, right)}) * {given}"
    return computed(
        lambda to, since, cells: (
            (to.astype(float) - since.astype(float)) * cells.astype(float)
        ),
        weights[wrong],
        weights[right],
        inputs,
        name=text,
        expression=text,
    )


def weighed_inputs(dense: DenseLayer, neuron: int, picture: Values | None) -> Computed:
    """Each input times its weight, of one neuron; shaped as the picture."""
    row = values_of(dense.weights)[neuron]
    inputs = values_of(dense.source) if picture is None else picture
    text = f"{_row(dense, neuron)} * {_called(dense.source)}"
    return computed(
        np.multiply,
        row if picture is None else row.reshape(*picture.shape),
        inputs,
        name=text,
        expression=text,
    )


def _row(layer: DenseLayer, neuron: int) -> str:
    """What the code would write to get the weights of a neuron."""
    index = str(neuron) if layer.is_left else f":, {neuron}"
    return f"{_called(layer.weights)}[{index}]"


def _called(cells: Cells) -> str:
    return short(code(cells.name or cells.value.expression), 24)
