"""Arithmetic written out: the signs of operations between given texts."""

from collections.abc import Sequence

# How strongly a sign binds what stands on either side.
_SIGNS = {
    "add": ("+", 1),
    "subtract": ("−", 1),
    "multiply": ("×", 2),
    "divide": ("÷", 2),
    "true_divide": ("÷", 2),
    "floor_divide": ("÷ (rounded down)", 2),
    "remainder": ("mod", 2),
    "matmul": ("×", 2),
    "power": ("^", 3),
    "greater": (">", 0),
    "greater_equal": ("≥", 0),
    "less": ("<", 0),
    "less_equal": ("≤", 0),
    "equal": ("==", 0),
    "not_equal": ("≠", 0),
    "logical_and": ("and", 0),
    "logical_or": ("or", 0),
}
_BEFORE = {
    "negative": "−",
    "sqrt": "√",
    "exp": "e^",
    "log": "ln ",
    "logical_not": "not ",
}
_BEHIND = {"square": "²"}
_AROUND = {"absolute": "|", "fabs": "|"}
CALLED = {"maximum": "max", "minimum": "min", "around": "round"}
WHOLE = 4  # binds more than any sign


def formula(function: str, texts: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """(text, how strongly it binds) of a function of what others are.

    Args:
        function: as the trace calls it.
        texts: of its operands, each with how strongly it binds; of a number
            that is WHOLE.

    >>> formula("divide", [formula("add", [("1", WHOLE), ("2", WHOLE)]), ("4", WHOLE)])
    ('(1 + 2) ÷ 4', 2)
    """
    if function == "power" and len(texts) == 2 and texts[1][0] == "2":
        function, texts = "square", texts[:1]
    if function in _SIGNS and len(texts) == 2:
        sign, binds = _SIGNS[function]
        left, right = texts
        # 1 − (2 − 3) needs its brackets, 1 − 2 − 3 does not.
        return f"{_in(left, binds)} {sign} {_in(right, binds + 1)}", binds
    if len(texts) == 1:
        if function in _BEFORE:
            return f"{_BEFORE[function]}{_in(texts[0], 3)}", 3
        if function in _BEHIND:
            return f"{_in(texts[0], WHOLE)}{_BEHIND[function]}", 3
        if function in _AROUND:
            around = _AROUND[function]
            return f"{around}{texts[0][0]}{around}", WHOLE
    inside = ", ".join(text for text, _ in texts)
    return f"{CALLED.get(function, function)}({inside})", WHOLE


def _in(text: tuple[str, int], binds: int) -> str:
    """A text beside a sign, in brackets where it binds less; a negative
    number behind a sign, too."""
    words, own = text
    is_negative = words.startswith("−") and own == WHOLE
    return f"({words})" if own < binds or is_negative else words
