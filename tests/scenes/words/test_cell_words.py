"""What is said of single cells: where they stand, how many they are."""

import numpy as np
import pytest

from scenes.words import cell_words
from scenes.words.naming import language


@pytest.mark.parametrize(
    "function, arguments, english, chinese",
    [
        (cell_words.cell_named, ((3, 1), 2), "row 2", "第 2 行"),
        (cell_words.cell_named, ((1, 3), 2), "column 2", "第 2 列"),
        (cell_words.cell_named, ((1, 1), 0), "row 0", "第 0 行"),
        (cell_words.cell_named, ((2, 3), 4), "row 1, column 1", "第 1 行第 1 列"),
        (cell_words.cell_named, ((5,), 3), "cell 3", "第 3 格"),
        (cell_words.cell_named, ((2, 2, 2), 5), "cell [1, 0, 1]", "格 [1, 0, 1]"),
        (cell_words.of_so_many, (1, 20), "1 of 20", "20 个中有 1 个"),
        (
            cell_words.counted,
            (("{many} is", "{many} are"), "{many}是", 1, 20),
            "1 of 20 is",
            "20 个中有 1 个是",
        ),
        (
            cell_words.counted,
            (("{many} is", "{many} are"), "{many}是", 2, 20),
            "2 of 20 are",
            "20 个中有 2 个是",
        ),
        (
            cell_words.counted,
            (("{many} is", "{many} are"), "{many}是", 0, 20),
            "0 of 20 are",
            "20 个中有 0 个是",
        ),
        (cell_words.number_in, (np.array([1, -2]), 1), "−2", "−2"),
        (cell_words.number_in, (np.array([[1.0], [0.25]]), 1), "0.25", "0.25"),
        (
            cell_words.furthest_cell,
            (np.zeros((2, 2)),),
            "All of it is 0.",
            "全部是 0。",
        ),
        (
            cell_words.furthest_cell,
            (np.array([[0.5, -3.0]]),),
            "Furthest from zero is column 1: −3.00.",
            "离零最远的是第 1 列：−3.00。",
        ),
        (cell_words.in_brackets, ("−1",), "(−1)", "(−1)"),
        (cell_words.in_brackets, ("+1",), "(+1)", "(+1)"),
        (cell_words.in_brackets, ("1 − 2",), "1 − 2", "1 − 2"),
        (cell_words.as_operand, ("x",), "x", "x"),
        (cell_words.as_operand, ("−3",), "(−3)", "(−3)"),
        (cell_words.as_operand, ("-x",), "-x", "-x"),
        (cell_words.as_operand, ("x - y",), "(x - y)", "(x - y)"),
        (cell_words.as_operand, ("f(x - y)",), "f(x - y)", "f(x - y)"),
        (cell_words.as_operand, ("x[a + 1]",), "x[a + 1]", "x[a + 1]"),
        (cell_words.as_operand, ("f(x)[1] * 2",), "(f(x)[1] * 2)", "(f(x)[1] * 2)"),
        (cell_words.as_operand, ("x * y", cell_words.SUMS), "x * y", "x * y"),
        (cell_words.as_operand, ("x + y", cell_words.SUMS), "(x + y)", "(x + y)"),
    ],
)
def test_what_is_said_of_cells(function, arguments, english, chinese):
    for spoken, told in (("en", english), ("zh", chinese)):
        with language(spoken):
            assert function(*arguments) == told
