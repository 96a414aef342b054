"""What films compute themselves, each with what it is in Python."""

import numpy as np

from network.trace import Value
from scenes.acts import derived
from scenes.reading.matrix_times_column import MatrixTimesColumn
from scenes.stage.values import Values


def given(name, array):
    return Value.of(np.array(array), name=name)


WEIGHTS = given("weights", [[1.5, -2, 3], [0.1, 5, -6]])
X = given("x", [[0.5], [-1], [4]])
CASES = {
    "a product": (
        lambda: derived.row_products(MatrixTimesColumn(WEIGHTS, X))[1].source,
        "weights[1] * x",
    ),
    "all products": (
        lambda: derived.products(Values(WEIGHTS), Values(X).ravel()),
        "weights * x",
    ),
    "of floats of few bits": (
        lambda: derived.products(
            Values(given("weights", np.float32([0.1, 0.7]))),
            Values(given("x", np.float32([0.3, 3]))),
        ),
        "weights * x",
    ),
    "a difference": (
        lambda: derived.difference(
            given("after", [[True], [False]]),
            given("before", [[True], [True]]),
            name="change",
            expression="after * 1.0 - before",
        ),
        "after * 1.0 - before",
    ),
    "the opposite": (lambda: derived.opposite(X), "-(x)"),
    "a share": (
        lambda: derived.share_of(
            Values(given("pixels", np.uint8([[0, 255], [51, 7]]))), 255, name="pixels"
        ),
        "pixels / 255",
    ),
    "sums with another's neuron": (
        lambda: derived.with_other(
            WEIGHTS,
            given("sums", [0.25, -3.0]),
            (given("there", [1.0, 7.0, 0.5]), given("here", [1.0, 0.5, 0.25])),
            1,
        ),
        "sums + weights[:, 1] * (there[1] - here[1])",
    ),
    "a pull": (
        lambda: derived.pull(WEIGHTS, X, (1, 0), name="pull"),
        "(weights[0] - weights[1]) * x",
    ),
}
