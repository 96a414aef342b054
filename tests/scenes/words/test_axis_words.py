"""Shapes in words, by what their axes are called."""

import numpy as np
import pytest

from network.recorder import record
from scenes.reading.axis_names import AxisNames
from scenes.reading.axis_roles import AxisRole
from scenes.words.axis_words import along, cells_along, has_names, shape_of
from scenes.words.naming import language, rows_of


def doubled(x):
    return x * 2


def value_of(shape):
    return record(doubled, np.ones(shape)).result


class Named(AxisNames):
    """Names that are given for any value."""

    def __init__(self, *names):
        self.names = names

    def of(self, value):
        return self.names


EXAMPLES, CLASSES, ROWS = AxisRole.EXAMPLES, AxisRole.CLASSES, AxisRole.ROWS


@pytest.mark.parametrize(
    "shape, names, english, chinese",
    [
        ((4, 3), (EXAMPLES, CLASSES), "4 examples × 3 classes", "4 个样本 × 3 个类别"),
        ((4, 1), (EXAMPLES, CLASSES), "4 examples × 1 class", "4 个样本 × 1 个类别"),
        ((1, 3), (AxisRole.QUERIES, ""), "1 query × 3", "1 个查询 × 3"),
        ((1, 2), (EXAMPLES, CLASSES), "1 example × 2 classes", "1 个样本 × 2 个类别"),
        ((6, 5), (ROWS, AxisRole.COLUMNS), "6 rows × 5 columns", "6 行 × 5 列"),
        ((5, 8), ("t", ""), "5 (t) × 8", "5 (t) × 8"),
        ((5, 8), ("", ""), "5 × 8", "5 × 8"),
        ((7,), ("step",), "7 (step)", "7 (step)"),
    ],
)
def test_a_shape_has_its_names_where_there_is_room(shape, names, english, chinese):
    value = value_of(shape)
    with rows_of(digits=False, axes=Named(*names)):
        assert shape_of(value).named == english
        assert shape_of(value) == " × ".join(map(str, shape))
        with language("zh"):
            assert shape_of(value).named == chinese


def test_a_number_is_none_of_many():
    assert shape_of(record(doubled, 3.0).inputs[0]).named == "a number"


@pytest.mark.parametrize(
    "axes, names, expected",
    [
        ((), (EXAMPLES, CLASSES), False),
        ((0,), (EXAMPLES, ""), True),
        ((1,), (EXAMPLES, ""), False),
        ((0, 1), (EXAMPLES, ""), False),
        ((0, 1), (EXAMPLES, "c"), True),
        ((-2,), (EXAMPLES, ""), True),
        ((-3,), (EXAMPLES, "c"), False),
        ((1,), (EXAMPLES,), False),
        ((0,), (), False),
    ],
)
def test_which_axes_have_names(axes, names, expected):
    value = value_of((4, 3))
    with rows_of(digits=False, axes=Named(*names)):
        assert has_names(value, axes) is expected


@pytest.mark.parametrize(
    "axes, names, expected",
    [
        ((1,), (EXAMPLES, CLASSES), "3 classes"),
        ((1,), ("n", "c"), "3 columns (c)"),
        ((1,), (EXAMPLES, ""), "3 columns"),
        ((0, 1), (ROWS, AxisRole.COLUMNS), "4 rows × 3 columns"),
        ((0, 1), (ROWS, ""), "12 columns"),
        ((0, 1), (ROWS, "c"), "12 columns (rows, c)"),
    ],
)
def test_what_a_line_has(axes, names, expected):
    with rows_of(digits=False, axes=Named(*names)):
        assert cells_along(value_of((4, 3)), axes, "columns") == expected


def test_along_what_an_axis_goes():
    value = value_of((4, 3))
    with rows_of(digits=False, axes=Named(CLASSES, "t")):
        assert (along(value, 0), along(value, 1)) == ("the classes", "t")
        with language("zh"):
            assert (along(value, 0), along(value, 1)) == ("类别", "t")


@pytest.mark.parametrize(
    "axis, names, english, chinese",
    [
        (0, (EXAMPLES, CLASSES), "the examples", "样本"),
        (1, (EXAMPLES, CLASSES), "the classes", "类别"),
        (-1, (EXAMPLES, CLASSES), "the classes", "类别"),
        (-2, (EXAMPLES, "c"), "the examples", "样本"),
        (1, (EXAMPLES, "c"), "c", "c"),
        (2, (EXAMPLES, "c"), "", ""),
        (-3, (EXAMPLES, "c"), "", ""),
        (0, (), "", ""),
    ],
)
def test_along_each_axis_of_a_value(axis, names, english, chinese):
    value = value_of((4, 3))
    with rows_of(digits=False, axes=Named(*names)):
        for spoken, told in (("en", english), ("zh", chinese)):
            with language(spoken):
                assert along(value, axis) == told
