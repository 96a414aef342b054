"""What an operand is called where cells are computed one by one."""

import numpy as np
import pytest

from network.trace import Value
from scenes.acts.named_operands import LONGEST, name_of
from scenes.words.naming import language

ARRAY = np.ones((2, 3))


@pytest.mark.parametrize(
    "array, name, expression, told",
    [
        (ARRAY, "w", "w", "w"),
        (ARRAY, "", "a + b", "a + b"),
        (ARRAY, "", "", "the array"),
        (np.array(0.25), "rate", "rate", "0.25"),
        (np.array(-2), "", "-2", "−2"),
        (np.array(True), "", "a > b", "True"),
    ],
)
def test_an_array_has_its_name_and_a_number_is_written(array, name, expression, told):
    assert name_of(Value.of(array, name=name, expression=expression)) == told


def test_without_a_name_in_chinese():
    with language("zh"):
        assert name_of(Value.of(ARRAY)) == "数组"


def test_a_long_expression_is_cut():
    told = name_of(Value.of(ARRAY, expression=" + ".join(["first"] * 20)))
    assert told.startswith("first + first") and len(told) <= LONGEST
