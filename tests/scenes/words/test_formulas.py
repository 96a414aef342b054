"""Arithmetic is written so that Python computes the same from it."""

import numpy as np
import pytest

from scenes.words.formulas import WHOLE, formula
from scenes.words.naming import language

IN_PYTHON = {"−": "-", "×": "*", "÷": "/", "^": "**", "√": "np.sqrt", "²": "**2"}
A, B, NEGATIVE = ("a", WHOLE), ("b", WHOLE), ("−3", WHOLE)
SIGNS = {
    "add": ("a + b", "a + b"),
    "subtract": ("a − b", "a − b"),
    "multiply": ("a × b", "a × b"),
    "divide": ("a ÷ b", "a ÷ b"),
    "true_divide": ("a ÷ b", "a ÷ b"),
    "floor_divide": ("a ÷ (rounded down) b", "a ÷（向下取整） b"),
    "remainder": ("a mod b", "a mod b"),
    "matmul": ("a × b", "a × b"),
    "power": ("a ^ b", "a ^ b"),
    "greater": ("a > b", "a > b"),
    "greater_equal": ("a ≥ b", "a ≥ b"),
    "less": ("a < b", "a < b"),
    "less_equal": ("a ≤ b", "a ≤ b"),
    "equal": ("a == b", "a == b"),
    "not_equal": ("a ≠ b", "a ≠ b"),
    "logical_and": ("a and b", "a 且 b"),
    "logical_or": ("a or b", "a 或 b"),
    "maximum": ("max(a, b)", "max(a, b)"),
    "minimum": ("min(a, b)", "min(a, b)"),
    "around": ("round(a, b)", "round(a, b)"),
    "hypot": ("hypot(a, b)", "hypot(a, b)"),
}
# The same sign left and right of another of its kind, and how that is written.
IN_EACH_OTHER = {
    "add": ("a + b + a", "a + (b + a)"),
    "subtract": ("a − b − a", "a − (b − a)"),
    "multiply": ("a × b × a", "a × (b × a)"),
    "divide": ("a ÷ b ÷ a", "a ÷ (b ÷ a)"),
    "power": ("(a ^ b) ^ a", "a ^ (b ^ a)"),
    "less": ("(a < b) < a", "a < (b < a)"),
    "logical_and": ("a and b and a", "a and (b and a)"),
    "logical_or": ("a or b or a", "a or (b or a)"),
    "maximum": ("max(max(a, b), a)", "max(a, max(b, a))"),
}
# What is within what, from what binds least to what binds most.
STRONGER = ("logical_or", "logical_and", "greater", "subtract", "divide", "power")
BEFORE = {
    "negative": ("−a", "−a"),
    "sqrt": ("√a", "√a"),
    "exp": ("e^a", "e^a"),
    "log": ("ln a", "ln a"),
    "logical_not": ("not a", "非 a"),
}


def number(value):
    return (f"{value:g}".replace("-", "−"), WHOLE)


def tree(numbers, depth, random):
    """(value, text, binding) of arithmetic put together at random."""
    if depth == 0:
        value = float(random.choice(numbers))
        return value, *number(value)
    functions = [
        *("add", "subtract", "multiply", "divide", "power", "negative", "square")
    ]
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
        ("greater", [formula("add", [A, B]), ("0", WHOLE)], "a + b > 0"),
    ],
)
def test_how_functions_are_written(function, texts, told):
    assert formula(function, texts)[0] == told


@pytest.mark.parametrize("spoken, place", [("en", 0), ("zh", 1)])
def test_each_sign_stands_between(spoken, place):
    with language(spoken):
        told = {function: formula(function, [A, B])[0] for function in SIGNS}
    assert told == {function: texts[place] for function, texts in SIGNS.items()}


@pytest.mark.parametrize("spoken, place", [("en", 0), ("zh", 1)])
def test_each_of_one_number_stands_before_behind_or_around(spoken, place):
    others = {"square": "a²", "absolute": "|a|", "fabs": "|a|", "tanh": "tanh(a)"}
    with language(spoken):
        told = {one: formula(one, [A])[0] for one in (*BEFORE, *others)}
    before = {function: texts[place] for function, texts in BEFORE.items()}
    assert told == before | others


@pytest.mark.parametrize("function", IN_EACH_OTHER)
def test_of_two_of_a_kind_the_right_one_has_brackets(function):
    left = formula(function, [formula(function, [A, B]), A])
    right = formula(function, [A, formula(function, [B, A])])
    assert (left[0], right[0]) == IN_EACH_OTHER[function]


@pytest.mark.parametrize("at", range(len(STRONGER) - 1))
def test_what_binds_less_has_brackets_within_what_binds_more(at):
    weak, strong = STRONGER[at : at + 2]
    inner = formula(weak, [A, B])
    beside = formula(strong, [inner, A]), formula(strong, [A, inner])
    sign = formula(strong, [A, B])[0][1:-1]
    assert [text for text, _ in beside] == [
        f"({inner[0]}){sign}a",
        f"a{sign}({inner[0]})",
    ]
    inner = formula(strong, [A, B])
    sign = formula(weak, [A, B])[0][1:-1]
    assert formula(weak, [inner, A])[0] == f"{inner[0]}{sign}a"
    assert formula(weak, [A, inner])[0] == f"a{sign}{inner[0]}"


@pytest.mark.parametrize("function", BEFORE)
def test_what_stands_before_is_of_all_that_follows(function):
    sign = BEFORE[function][0][:-1]
    inside = {
        "power": f"{sign}(a ^ b)",
        "add": f"{sign}(a + b)",
        "negative": f"{sign}−a",
        "square": f"{sign}a²",
        "absolute": f"{sign}|a|",
        "tanh": f"{sign}tanh(a)",
    }
    two = ("power", "add")
    assert {
        one: formula(function, [formula(one, [A, B] if one in two else [A])])[0]
        for one in inside
    } == inside
    assert formula(function, [NEGATIVE])[0] == f"{sign}(−3)"
    # As it is, times another; to a power in brackets.
    whole = formula(function, [A])
    assert formula("multiply", [whole, B])[0] == f"{sign}a × b"
    assert formula("power", [whole, B])[0] == f"({sign}a) ^ b"
    assert formula("square", [whole])[0] == f"({sign}a)²"
    assert formula("power", [B, whole])[0] == f"b ^ {sign}a"


@pytest.mark.parametrize(
    "function, texts, told",
    [
        ("power", [A, ("2", WHOLE)], "a²"),
        ("power", [A, ("2.5", WHOLE)], "a ^ 2.5"),
        ("power", [("2", WHOLE), A], "2 ^ a"),
        ("power", [NEGATIVE, ("2", WHOLE)], "(−3)²"),
        ("power", [formula("square", [A]), B], "(a²) ^ b"),
        ("square", [formula("square", [A])], "(a²)²"),
        ("square", [formula("absolute", [A])], "|a|²"),
        ("add", [NEGATIVE, NEGATIVE], "(−3) + (−3)"),
        ("absolute", [formula("add", [A, B])], "|a + b|"),
        ("maximum", [formula("add", [A, B]), NEGATIVE], "max(a + b, −3)"),
        ("subtract", [A], "subtract(a)"),
        ("square", [A, B], "square(a, b)"),
        ("add", [A, B, A], "add(a, b, a)"),
    ],
)
def test_odd_ones(function, texts, told):
    assert formula(function, texts)[0] == told
