"""What operations are called."""

import numpy as np
import pytest

from network.recorder import record
from scenes.words.naming import language
from scenes.words.operations import DOING, OPERATORS, doing
from tests.scenes.words.test_rarer_functions import OTHER_VERSIONS


def operations_of(call, *arguments):
    return [
        operation
        for step in record(call, *arguments).steps
        for operation in step.operations
    ]


# What some lines do, in the words of a title.
TITLES = {
    "X @ X": ("Multiply row by column, then add up", "行乘以列，再相加"),
    "X @ V": ("Multiply row by column, then add up", "行乘以列，再相加"),
    "np.matmul(Q, Q.swapaxes(1, 2))": (
        "Multiply row by column, then add up",
        "行乘以列，再相加",
    ),
    "V @ V": ("Multiply in pairs, then add up", "成对相乘，再相加"),
    "np.dot(V, V)": ("Multiply in pairs, then add up", "成对相乘，再相加"),
    "np.dot(2.0, X)": ("Multiply, cell by cell", "逐格相乘"),
    "X.dot(X)": ("Multiply row by column, then add up", "行乘以列，再相加"),
    "np.outer(V, V)": ("Multiply each by each", "两两相乘"),
    "X.T": ("Swap rows and columns", "行列互换"),
    "X.transpose(0, 1)": ("Leave the axes as they are", "轴的次序不变"),
    "V.T": ("Nothing to turn over: one axis", "只有一个轴，不变"),
    "Q.T": ("Put the axes in another order", "改变轴的次序"),
    "Q.transpose(0, 2, 1)": ("Put the axes in another order", "改变轴的次序"),
    "np.moveaxis(Q, 0, 2)": ("Put the axes in another order", "改变轴的次序"),
    "np.swapaxes(Q, 0, 1)": ("Swap two axes", "交换两个轴"),
    "X.sum()": ("Add up", "求和"),
    "X.sum(axis=0)": ("Add up, down each column", "求和，沿每一列"),
    "X.sum(axis=1)": ("Add up, across each row", "求和，沿每一行"),
    "X.sum(axis=-1, keepdims=True)": ("Add up, across each row", "求和，沿每一行"),
    "V.sum(axis=0)": ("Add up", "求和"),
    "Q.max(axis=1)": ("Find the largest, along axis 1", "找最大值，沿轴 1"),
    "Q.mean(axis=(0, 2))": ("Take the mean, along axis 0, 2", "求平均，沿轴 0, 2"),
    "np.argmax(X, axis=1)": (
        "Find where the largest is, across each row",
        "找最大值的位置，沿每一行",
    ),
    "np.sum(X, where=M)": ("Add up, where a mask holds", "求和，只在掩码为真处"),
    "np.add(X, X, where=M, out=X.copy())": (
        "Add, cell by cell, where a mask holds",
        "逐格相加，只在掩码为真处",
    ),
    "np.add.reduce(X)": ("Add: over all, one after the other", "Add: 逐个累积成一个"),
    "np.maximum.accumulate(V)": (
        "Maximum: one after the other, keeping each",
        "Maximum: 逐个累积并保留",
    ),
    "np.multiply.outer(V, V)": ("Multiply: each with each", "Multiply: 两两之间"),
    "np.add.at(V.copy(), PLACES, 1.0)": (
        "Add: in place, at the places given",
        "Add: 在给定位置就地进行",
    ),
    "np.where(M)": ("Find where it is true", "找出为真的位置"),
    "np.where(M, X, 0.0)": ("Choose cell by cell", "逐格选择"),
    "X[0]": ("Pick cells", "取出一部分"),
    "X[M]": ("Pick cells", "取出一部分"),
    "X[PLACES]": ("Pick cells", "取出一部分"),
    "V[:, None]": ("Add an axis of length 1", "加一个长度为 1 的轴"),
    "X > 4": ("Which cells are greater", "哪些格更大"),
    "np.exp(V)": ("Raise e to every cell", "逐格取 e 的幂"),
    "-V": ("Change every sign", "全部变号"),
    "np.spacing(V)": ("Spacing", "Spacing"),  # another is called by its name
}


@pytest.mark.parametrize("text", TITLES)
def test_what_is_done(text, operation_of):
    operation = operation_of(text)
    for spoken, title in zip(("en", "zh"), TITLES[text], strict=True):
        with language(spoken):
            assert doing(operation) == title


def test_every_title_is_of_a_function_that_numpy_has():
    of_arrays = {"getitem", "setitem", "copy", "flatten", "astype", "fill"}
    for name in DOING.keys() - of_arrays - OTHER_VERSIONS:
        owner = np
        for part in name.split("."):
            owner = getattr(owner, part)
        assert callable(owner)


@pytest.mark.parametrize("function", OPERATORS)
def test_operators_are_what_numpy_knows(function):
    assert isinstance(getattr(np, function), np.ufunc)
