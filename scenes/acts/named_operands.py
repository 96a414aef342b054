"""What an operand of an operation cell by cell is called."""

from network.trace import Value
from scenes.arrays.numbers import written
from scenes.words.naming import code, said, short

LONGEST = 40  # characters of an expression in a sentence


def name_of(value: Value) -> str:
    """An operand as the code has it; a number as it is."""
    if value.shape == ():
        number = value.array.item()
        return str(number) if isinstance(number, bool) else written(number, ".4g")
    name = short(code(value.name or value.expression), LONGEST)
    return name or said("the array", "数组")
