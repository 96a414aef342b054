"""Sentences about any operation, and about what goes in."""

from scenes.wording.names import code, plain

OPERATORS = {
    "matmul": "×", "add": "+", "subtract": "−", "multiply": "×",
    "divide": "÷", "true_divide": "÷", "power": "^", "maximum": "max",
    "minimum": "min", "greater": ">", "less": "<", "equal": "=",
}


DOING = {
    "matmul": "multiply row by column, then add up",
    "add": "add, cell by cell", "subtract": "subtract, cell by cell",
    "multiply": "multiply, cell by cell", "divide": "divide, cell by cell",
    "maximum": "keep the larger, cell by cell",
    "minimum": "keep the smaller, cell by cell",
    "negative": "change every sign", "exp": "e to the power of every cell",
    "log": "the logarithm of every cell", "sum": "add up",
    "mean": "take the mean", "max": "find the largest",
    "amax": "find the largest", "argmax": "find where the largest is",
    "transpose": "swap rows and columns", "getitem": "pick cells",
    "where": "choose cell by cell", "reshape": "lay out anew",
    "concatenate": "join end to end", "setitem": "write cells in place",
    "zeros": "an array of zeros", "ones": "an array of ones",
    "tanh": "the tanh of every cell", "sqrt": "the root of every cell",
    "dot": "multiply row by column, then add up",
    "copy": "copy every cell",
}


def is_one_hot(array):
    """Whether a column is 1 at one place and 0 elsewhere."""
    values = array.ravel()
    return values.size > 1 and (values == 1).sum() == 1 \
        and (values == 0).sum() == values.size - 1


def arrive_title(value):
    if value.name == "image" and value.array.size == 784:
        return "A handwritten digit arrives"
    return "The right answer, as numbers" if is_one_hot(value.array) \
        else "What goes in"


def arrive_lead(values):
    first = values[0]
    if first.array.size == 784:
        return ("28 × 28 pixels, each a number from 0 (no ink) to 1 (full "
                "ink), row after row in one column of 784.")
    if is_one_hot(first.array):
        return (f"One number for each of the {first.array.size} outputs: 1 at "
                f"{int(first.array.argmax())}, 0 everywhere else.")
    return "; ".join(
        f"{plain(value.name)}: {' × '.join(map(str, value.shape))}"
        for value in values) + "."


def generic_title(operation):
    doing = DOING.get(operation.function, operation.function)
    return f"{doing[:1].upper()}{doing[1:]}"


def generic_lead(operation, target):
    """What the result is called and which arrays it comes from."""
    result = plain(target) or "A part of the line"
    names = [code(value.name or value.expression) or "a result before"
             for value in operation.operands if not value.is_scalar]
    if not names:
        return f"{result[:1].upper()}{result[1:]} begins here."
    return f"{result[:1].upper()}{result[1:]} comes from " \
           f"{' and '.join(names)}."
