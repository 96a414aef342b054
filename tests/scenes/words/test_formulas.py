"""Arithmetic is written so that Python computes the same from it."""

import numpy as np
import pytest

from scenes.words.formulas import WHOLE, formula

IN_PYTHON = {"−": "-", "×": "*", "÷": "/", "^": "**", "√": "np.sqrt", "²": "**2"}


def number(value):
    return (f"{value:g}".replace("-", "−"), WHOLE)


def tree(numbers, depth, random):
    """(value, text, binding) of arithmetic put together at random."""
    if depth == 0:
        value = float(random.choice(numbers))
        return value, *number(value)
    functions = ["add", "subtract", "multiply", "divide", "negative", "square"]
    function = random.choice(functions)
    count = 1 if function in ("negative", "square") else 2
    inside = [tree(numbers, random.integers(0, depth), random) for _ in range(count)]
    text = formula(function, [(words, binds) for _, words, binds in inside])
    return getattr(np, function)(*(value for value, *_ in inside)), *text


@pytest.mark.parametrize("seed", range(60))
def test_brackets_stand_where_they_have_to(seed):
    random = np.random.default_rng(seed)
    with np.errstate(divide="ignore", invalid="ignore"):
        value, text, _ = tree([-3.0, 2.0, 5.0, 7.0], 4, random)
    if not np.isfinite(value):
        return
    for sign, code in IN_PYTHON.items():
        text = text.replace(sign, code)
    assert eval(text, {"np": np}) == pytest.approx(value)


@pytest.mark.parametrize(
    "function, texts, told",
    [
        ("negative", [("3", WHOLE)], "−3"),
        ("negative", [("−3", WHOLE)], "−(−3)"),
        ("subtract", [("1", WHOLE), ("−3", WHOLE)], "1 − (−3)"),
        ("exp", [("2", WHOLE)], "e^2"),
        ("absolute", [("−2", WHOLE)], "|−2|"),
        ("maximum", [("1", WHOLE), ("0", WHOLE)], "max(1, 0)"),
        ("arctan2", [("1", WHOLE), ("0", WHOLE)], "arctan2(1, 0)"),
        ("greater", [("1 + 2", 1), ("0", WHOLE)], "1 + 2 > 0"),
    ],
)
def test_how_functions_are_written(function, texts, told):
    assert formula(function, texts)[0] == told
