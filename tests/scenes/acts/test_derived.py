"""What films compute themselves is what they say it is."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts import derived
from scenes.reading.matrix_times_column import MatrixTimesColumn
from scenes.stage.computed import Computed
from scenes.stage.values import Values
from tests.derived_values import CASES


@pytest.mark.parametrize("name", CASES)
def test_what_a_film_computes_is_what_it_says(name):
    make, expression = CASES[name]
    source = make()
    assert isinstance(source, Computed) and source.expression == expression
    known = {
        one.source.name: one.source.array.squeeze(-1)
        if one.source.array.shape[-1] == 1
        else one.source.array
        for one in source.operands
    }
    expected = eval(expression, {}, known)
    assert source.array.dtype == expected.dtype
    np.testing.assert_array_equal(source.array.ravel(), expected.ravel())


IMAGE = np.arange(784.0)[:, None] / 784
SHEETS = np.arange(2 * 784.0).reshape(2, 784) - 700


@pytest.mark.parametrize(
    "matrix, column, shape",
    [
        (np.arange(6.0).reshape(2, 3), np.array([[1.0], [-2.0], [0.5]]), (1, 3)),
        (np.arange(4.0).reshape(4, 1), np.array([[3.0]]), (1, 1)),
        (SHEETS, IMAGE, (28, 28)),
    ],
)
def test_the_products_of_each_row(matrix, column, shape):
    product = MatrixTimesColumn(
        Value.of(matrix, name="w"), Value.of(column, name="", expression="x[:, None]")
    )
    made = derived.row_products(product)
    assert len(made) == len(matrix)
    for index, one in enumerate(made):
        expected = [row * across for row, across in zip(matrix[index], column.ravel())]
        assert one.array.shape == shape
        np.testing.assert_array_equal(one.array.ravel(), expected)
        assert one.source.name == "product"
        assert one.source.expression == f"w[{index}] * x[:, None]"
    together = derived.all_of(made)
    assert together.shape == (len(matrix), *shape)
    np.testing.assert_array_equal(together[-1], made[-1].array)


def test_the_products_of_each_column_of_a_matrix_on_the_right():
    matrix, row = np.arange(6.0).reshape(3, 2), np.array([[1.0, 2.0, 4.0]])
    product = MatrixTimesColumn(
        Value.of(matrix, name="w"), Value.of(row, name="x"), is_turned=True
    )
    made = derived.row_products(product)
    np.testing.assert_array_equal(made[1].array, [[1.0, 6.0, 20.0]])
    assert made[1].source.expression == "w[:, 1] * x"
    np.testing.assert_array_equal(derived.rows_of(product).array, matrix.T)


def test_what_has_no_name_is_called_as_in_the_code():
    weights = Values(Value.of(np.ones((2, 2)), name="", expression="a.T"))
    known = Value.of(np.ones((2, 2)), name="b", expression="c + d")
    made = derived.products(weights, Values(known), name="share")
    assert (made.name, made.expression) == ("share", "a.T * b")
