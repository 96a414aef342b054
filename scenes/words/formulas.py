"""Arithmetic written out: the signs of operations between given texts."""

from collections.abc import Sequence

from scenes.words.naming import said

# How strongly a sign binds what stands on either side.
_OR, _AND, _COMPARED, _ADDED, _TIMES, _POWER, _BEFORE_ONE = range(7)
WHOLE = 7  # binds more than any sign
_SIGNS = {
    "add": ("+", "+", _ADDED),
    "subtract": ("−", "−", _ADDED),
    "multiply": ("×", "×", _TIMES),
    "divide": ("÷", "÷", _TIMES),
    "true_divide": ("÷", "÷", _TIMES),
    "floor_divide": ("÷ (rounded down)", "÷（向下取整）", _TIMES),
    "remainder": ("mod", "mod", _TIMES),
    "matmul": ("×", "×", _TIMES),
    "power": ("^", "^", _POWER),
    "greater": (">", ">", _COMPARED),
    "greater_equal": ("≥", "≥", _COMPARED),
    "less": ("<", "<", _COMPARED),
    "less_equal": ("≤", "≤", _COMPARED),
    "equal": ("==", "==", _COMPARED),
    "not_equal": ("≠", "≠", _COMPARED),
    "logical_and": ("and", "且", _AND),
    "logical_or": ("or", "或", _OR),
}
# What must bind more on the left, too: 2 ^ 3 ^ 4 would be 2 ^ (3 ^ 4), and 1 < 2 < 3
# two comparisons.
_LEFT = {_POWER: WHOLE, _COMPARED: _ADDED}
_BEFORE = {
    "negative": ("−", "−"),
    "sqrt": ("√", "√"),
    "exp": ("e^", "e^"),
    "log": ("ln ", "ln "),
    "logical_not": ("not ", "非 "),
}
_BEHIND = {"square": "²"}
_AROUND = {"absolute": "|", "fabs": "|"}
CALLED = {"maximum": "max", "minimum": "min", "around": "round"}


def formula(function: str, texts: Sequence[tuple[str, int]]) -> tuple[str, int]:
    """(text, how strongly it binds) of a function of what others are.

    Args:
        function: as the trace calls it.
        texts: of its operands, each with how strongly it binds; of a number
            that is WHOLE.

    >>> formula("divide", [formula("add", [("1", WHOLE), ("2", WHOLE)]), ("4", WHOLE)])
    ('(1 + 2) ÷ 4', 4)
    """
    if function == "power" and len(texts) == 2 and texts[1][0] == "2":
        function, texts = "square", texts[:1]
    if function in _SIGNS and len(texts) == 2:
        *signs, binds = _SIGNS[function]
        left, right = texts
        # 1 − (2 − 3) needs its brackets, 1 − 2 − 3 does not.
        first = _in(left, _LEFT.get(binds, binds))
        return f"{first} {said(*signs)} {_in(right, binds + 1)}", binds
    if len(texts) == 1:
        if function in _BEFORE:
            inside = _in(texts[0], _BEFORE_ONE)
            return f"{said(*_BEFORE[function])}{inside}", _BEFORE_ONE
        if function in _BEHIND:
            return f"{_in(texts[0], WHOLE)}{_BEHIND[function]}", _BEFORE_ONE
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
