"""What a value is called in a sentence: its name, its expression, or what
made it."""

import ast

from network.trace import Value
from scenes.words.naming import code, said

LONGEST = 32  # characters of an expression that stands in a sentence

_OF_SIGNS = {
    ast.Add: ("the sum", "和"),
    ast.Sub: ("the difference", "差"),
    ast.Mult: ("the product", "乘积"),
    ast.MatMult: ("the product", "乘积"),
    ast.Div: ("the quotient", "商"),
    ast.Pow: ("the power", "幂"),
}
_OF_CALLS = {
    **dict.fromkeys(("dot", "matmul", "einsum", "outer"), ("the product", "乘积")),
    **dict.fromkeys(("sum", "mean", "max", "min"), ("what was gathered", "汇总的结果")),
    "exp": ("the powers of e", "e 的幂"),
    "log": ("the logarithms", "对数"),
    "sqrt": ("the roots", "平方根"),
    "tanh": ("the tanh", "tanh"),
    **dict.fromkeys(("zeros", "zeros_like"), ("the zeros", "全零数组")),
    **dict.fromkeys(("reshape", "transpose"), ("what was laid out", "重排后的数组")),
}


def called(value: Value) -> str:
    """A value in a sentence: "W1", "x @ w", or of a long expression what
    kind of thing it is, "the product"."""
    text = code(value.name or value.expression).replace(".transpose()", ".T")
    if not text:
        return said("what was just computed", "刚算出的结果")
    if len(text) <= LONGEST:
        return text
    return _kind(text)


def _kind(text: str) -> str:
    try:
        top = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError):
        top = None
    if isinstance(top, ast.BinOp) and type(top.op) in _OF_SIGNS:
        return said(*_OF_SIGNS[type(top.op)])
    if isinstance(top, ast.UnaryOp) and isinstance(top.op, ast.USub):
        return said("the negative", "相反数")
    if isinstance(top, ast.Attribute) and top.attr == "T":
        return said("what was turned over", "转置后的数组")
    if isinstance(top, ast.Subscript):
        base = ast.unparse(top.value)
        if len(base) <= LONGEST:
            return said("what was taken of {base}", "从 {base} 取出的数", base=base)
    if isinstance(top, ast.Call):
        name = getattr(top.func, "attr", getattr(top.func, "id", ""))
        if name in _OF_CALLS:
            return said(*_OF_CALLS[name])
        return said("what {name} gave", "{name} 的结果", name=name)
    return f"{text[: LONGEST - 1].rstrip()}…"
