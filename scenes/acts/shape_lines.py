"""The line under the code that says which shapes go in and come out, written as
Python would: "(20, 1)  =  (20, 784) @ (784, 1)"."""

from network.trace import Operation, Value
from scenes.reading.as_written import as_written
from scenes.reading.known_curves import OWN_X
from scenes.words.axis_words import shape_words

LONGEST_INDEX = 20  # letters: of a longer one "…" stands there
_SIGNS = {
    "matmul": "@",
    "add": "+",
    "subtract": "-",
    "multiply": "*",
    "divide": "/",
    "floor_divide": "//",
    "remainder": "%",
    "power": "**",
    "greater": ">",
    "greater_equal": ">=",
    "less": "<",
    "less_equal": "<=",
    "equal": "==",
    "not_equal": "!=",
    "bitwise_and": "&",
    "bitwise_or": "|",
    "bitwise_xor": "^",
}
_BEFORE = {"negative": "-", "invert": "~"}  # signs of one operand


def shapes_of(operation: Operation) -> str:
    """What goes into an operation and comes out: of arrays their shapes, of
    numbers what they are, of an array that is made of none its shape alone."""
    operation = as_written(operation)
    function, operands = operation.function, [*map(_shown, operation.operands)]
    result = ", ".join(
        str(value.shape or shape_words(())) for value in operation.results
    )
    sign = _SIGNS.get(function)
    if function == "setitem" and len(operands) >= 2:
        return f"{_picked(operation, operands[:-1])}  =  {operands[-1]}"
    if sign and len(operands) == 2:
        is_own = operation.operands[0].identity == operation.result.identity
        if operation.in_place and is_own:
            return f"{result}  {sign}=  {operands[1]}"
        return f"{result}  =  {operands[0]} {sign} {operands[1]}"
    if function in _BEFORE and len(operands) == 1:
        return f"{result}  =  {_BEFORE[function]}{operands[0]}"
    if function == "getitem" and operands:
        return f"{result}  =  {_picked(operation, operands)}"
    if operation.parameters.get("call", {}).get("attribute") == "T" and operands:
        return f"{result}  =  {operands[0]}.T"
    if operation.kind == "function" and all(
        one.is_scalar for one in operation.operands
    ):
        return result
    return f"{result}  =  {_without_modules(function)}( {', '.join(operands)} )"


def _without_modules(function: str) -> str:
    """A function without the modules in which NumPy keeps it: what is behind "lib."
    is imported by its own name."""
    return function.rpartition(".")[2] if function.startswith("lib.") else function


def shapes_through(
    curve: str, result: tuple[int, ...], argument: tuple[int, ...]
) -> str:
    """What goes through a curve: "(6,)  =  tanh( (6,) )", or "(6,)  =  exp(−(6,))" of
    one that is called by its formula."""
    if OWN_X.search(curve):
        return f"{result}  =  {OWN_X.sub(str(argument), curve)}"
    return f"{result}  =  {curve}( {argument} )"


def _shown(value: Value) -> str:
    return f"{value.array.item():g}" if value.is_scalar else str(value.shape)


def _picked(operation: Operation, operands: list[str]) -> str:
    """An array and where its cells are picked: "(3, 4)[:, 1:3]" as the code has it,
    "(3, 4)[:, (5,)]" where an array says it."""
    array, *places = operands
    text = " ".join(str(operation.parameters.get("index", "")).split())
    if places:
        index = operation.parameters.get("call", {}).get("args", ())[1:2]
        text = _index(index[0], operands) if index else ", ".join(places)
    return f"{array}[{text if 0 < len(text) <= LONGEST_INDEX else '…'}]"


def _index(piece: object, operands: list[str]) -> str:
    """A piece of an index as a trace keeps it (network.trace.call_arguments)."""
    match piece:
        case {"tuple": list(pieces)}:
            return ", ".join(_index(one, operands) for one in pieces)
        case {"slice": [start, stop, step]}:
            ends = [start, stop] if step is None else [start, stop, step]
            return ":".join(
                "" if one is None else _index(one, operands) for one in ends
            )
        case {"operand": int(number)}:
            return operands[number]
        case {"ellipsis": True}:
            return "..."
        case int() | None:
            return str(piece)
    return "…"
