"""What an operation does, and one cell of it, in a sentence."""

import runpy

import numpy as np
import pytest

from network.recorder import record
from scenes.words.deeds import deed
from scenes.words.naming import language
from scenes.words.one_cell import example

V, X, Q = (
    np.array([1.0, 2.0, 4.0]),
    np.arange(1.0, 10).reshape(3, 3),
    np.ones((2, 3, 4)),
)
M, PLACES = X > 4, np.array([0, 2])


@pytest.fixture
def operation_of(tmp_path):
    """A function: the last operation of a line of code of these arrays."""

    def recorded(text):
        path = tmp_path / "line.py"
        path.write_text(
            "import numpy as np\n\n"
            "def line(V, X, Q, M, PLACES):\n"
            f"    {text if ' = ' in text else 'made = ' + text}\n"
            "    return V\n"
        )
        line = runpy.run_path(str(path))["line"]
        arrays = (one.copy() for one in (V, X, Q, M, PLACES))
        steps = record(line, *arrays).steps
        return [one for step in steps for one in step.operations][-1]

    return recorded


TOLD = {
    "X + X.T": (
        "X plus X.T, each number with the one at its place.",
        "Row 2, column 2: 9 + 9 = 18.",
    ),
    "X + 2": ("Every number of X plus 2.", "Row 2, column 2: 9 + 2 = 11."),
    "2 - X": ("2 minus every number of X.", "Row 2, column 2: 2 − 9 = −7."),
    "X * V": ("Every row of X times V.", "Row 2, column 2: 9 × 4 = 36."),
    "V * X": ("V times every row of X.", "Row 2, column 2: 4 × 9 = 36."),
    "X / V[:, None]": (
        "Every column of X divided by V[:, None].",
        "Row 0, column 2: 3 ÷ 1 = 3.",
    ),
    "Q - Q[0]": ("Every part of Q minus Q[0].", "At 0, 0, 0: 1 − 1 = 0."),
    "np.maximum(X, 0)": (
        "Of X and 0 the larger stays, number by number.",
        "Row 2, column 2: max(9, 0) = 9.",
    ),
    "X > 4": ("Is each number of X greater than 4?", "It is so for 5 of 9."),
    "np.exp(V)": (
        "Of every number of V: e to the power of it.",
        "Number 2: e^4 = 54.60.",
    ),
    "X.sum()": ("All 9 numbers of X become one: its sum.", ""),
    "V.sum()": ("All 3 numbers of V become one: its sum.", "1 + 2 + 4 = 7."),
    "X.sum(axis=0)": (
        "Each column of X becomes one number: its sum.",
        "Number 2: 3 + 6 + 9 = 18.",
    ),
    "X.mean(axis=1, keepdims=True)": (
        "Each row of X becomes one number: its mean.",
        "Number 2: 8.",
    ),
    "Q.max(axis=1)": (
        "Along axis 1, Q of 2 × 3 × 4 becomes the largest: 2 × 4.",
        "Row 0, column 0: 1.",
    ),
    "X @ X": (
        "Each row of X times each column of X, added up: 3 × 3.",
        "Row 2, column 2: 7 × 3 + 8 × 6 + 9 × 9 = 150.",
    ),
    "V @ V": (
        "V and V, multiplied in pairs and added up.",
        "1 × 1 + 2 × 2 + 4 × 4 = 21.",
    ),
    "X @ V": (
        "Each row of X times the numbers of V, added up: 3 numbers.",
        "Number 2: 7 × 1 + 8 × 2 + 9 × 4 = 59.",
    ),
    "X[:2].T": (
        "Rows become columns: X[:2] of 2 × 3 becomes 3 × 2.",
        "Row 2, column 1 was row 1, column 2: 6.",
    ),
    "V.T": ("V has one axis: nothing changes.", "Number 2: 4."),
    "Q.transpose(0, 2, 1)": (
        "The axes change places: Q of 2 × 3 × 4 becomes 2 × 4 × 3.",
        "At 0, 0, 0: 1.",
    ),
    "X.reshape(-1)": (
        "The same 9 numbers of X, as 9 instead of 3 × 3.",
        "Number 8 was row 2, column 2: 9.",
    ),
    "X[1]": (
        "3 of the 9 numbers of X are taken: 3 numbers.",
        "Number 2 was row 1, column 2: 6.",
    ),
    "X[PLACES]": ("6 of the 9 numbers of X are taken: 2 × 3.", "Row 1, column 2: 9."),
    "V[1]": ("One of the 3 numbers of V is taken.", ""),
    "X[0] = 7": ("7 is written into X: 3 of its 9 numbers change.", ""),
    "X[0, 0] = 1": ("1 is written into X, where it stands already.", ""),
    "np.where(M, X, 0)": ("Where M holds, X; elsewhere 0.", "Row 2, column 2: 9."),
    "np.concatenate([V, V, X[0]])": (
        "V and X[0] one after the other: 9 numbers.",
        "Number 2: 4.",
    ),
    "np.clip(X, 2, 5)": (
        "X is kept within 2 to 5: 5 of 9 numbers had to be cut.",
        "Row 1, column 1: 5.",
    ),
    "np.clip(V, -5, 5)": (
        "V is kept within -5 to 5: none of 3 numbers had to be cut.",
        "Number 2: 4.",
    ),
    "V.copy()": ("V again, as an array of its own: 3 numbers.", "Number 2: 4."),
    "V.astype(int)": (
        "V as numbers of another type: float64 becomes int64.",
        "Number 2: 4.",
    ),
    "np.arange(3)": ("3 numbers, new.", "Number 2: 2."),
    "np.hypot(V, V)": ("hypot of V: 3 numbers.", "Number 2: hypot(4, 4) = 5.66."),
    "np.add.reduce(X)": ("add of X: 3 numbers.", "Number 2: 18."),
    "(X * 2 + X * 3 + X * 4 + X * 5 + 12) / X": (
        "The sum divided by X, each number with the one at its place.",
        "Row 0, column 0: 26 ÷ 1 = 26.",
    ),
}


@pytest.mark.parametrize("text", TOLD)
def test_what_is_done_and_one_cell_of_it(text, operation_of):
    operation = operation_of(text)
    assert (deed(operation), example(operation)) == TOLD[text]


@pytest.mark.parametrize("text", TOLD)
def test_it_is_said_in_chinese_too(text, operation_of):
    operation = operation_of(text)
    with language("zh"):
        told = deed(operation)
    assert told.endswith(("。", "？")) and told != deed(operation)


@pytest.mark.parametrize(
    "text, told",
    [
        ("V * np.nan", "Number 0: 1 × nan = nan."),
        ("V * np.inf", "Number 0: 1 × +inf = +inf."),
        ("V > 9", "It is so for 0 of 3."),
        ("V[:1] * 3", "1 × 3 = 3."),
        ("np.ones((400, 400)) * 2", ""),  # too many to look for one
    ],
)
def test_cells_of_odd_arrays(text, told, operation_of):
    assert example(operation_of(text)) == told
