"""Products of two arrays by their axes: which are summed, which stay.

Axes are letters, as np.einsum has them: a matrix product is ij, jk -> ik.
"""

from dataclasses import dataclass
from string import ascii_letters

from network.trace import Operation, Value
from scenes.reading.cells_read import is_plain


@dataclass(frozen=True)
class Contraction:
    """The axes of a product.

    Attributes:
        left, right: a letter for each axis of the operands.
        result: for each axis of the result; what is missing is summed.
    """

    left: str
    right: str
    result: str


def contraction(operation: Operation) -> Contraction | None:
    """The axes of a product of two arrays, however it is written; or None."""
    reader = _READERS.get(operation.function.removeprefix("linalg."))
    operands = operation.operands[:2]
    is_one = len(operation.operands) == 2 or operation.function == "tensordot"
    if not is_one or len(operands) != 2 or not operation.results:
        return None
    ranks = [len(value.shape) for value in operands]
    if reader is None or 0 in ranks:
        return None
    found = reader(operation, *ranks)
    if found is None or [len(found.left), len(found.right)] != ranks:
        return None
    return found if len(found.result) == len(operation.result.shape) else None


def _matmul(operation: Operation, left: int, right: int) -> Contraction | None:
    if not is_plain(operation, "matmul", "linalg.matmul"):
        return None
    return _by_rows_and_columns(left, right)


def _by_rows_and_columns(left: int, right: int) -> Contraction:
    """Axes before the last two are paired from the end."""
    others = ascii_letters[3 : 3 + max(left, right, 2) - 2]
    one = others[len(others) - max(left - 2, 0) :]
    other = others[len(others) - max(right - 2, 0) :]
    rows, columns = "a" * (left > 1), "c" * (right > 1)
    return Contraction(
        f"{one}{rows}b",
        f"{other}b{columns}",
        f"{max(one, other, key=len)}{rows}{columns}",
    )


def _dot(operation: Operation, left: int, right: int) -> Contraction | None:
    if not is_plain(operation, "dot"):
        return None
    if left <= 2 and right <= 2:
        return _by_rows_and_columns(left, right)
    one = ascii_letters[1:left]
    other = ascii_letters[left : left + right - 1]
    return Contraction(f"{one}a", f"{other[:-1]}a{other[-1:]}", one + other)


def _inner(operation: Operation, left: int, right: int) -> Contraction | None:
    if not is_plain(operation, "inner"):
        return None
    one = ascii_letters[1:left]
    other = ascii_letters[left : left + right - 1]
    return Contraction(f"{one}a", f"{other}a", one + other)


def _tensordot(operation: Operation, left: int, right: int) -> Contraction | None:
    axes = operation.parameters.get("axes", 2)
    if len(operation.operands) == 3:  # a number that is given by its place
        axes = int(operation.operands[2].array)
    if isinstance(axes, dict):
        axes = axes.get("tuple")
    if isinstance(axes, int):
        axes = [list(range(left - axes, left)), list(range(axes))]
    if not isinstance(axes, list) or len(axes) != 2:
        return None
    pairs = [_numbers(one) for one in axes]
    if pairs[0] is None or pairs[1] is None or len(pairs[0]) != len(pairs[1]):
        return None
    one = list(ascii_letters[:left])
    other = list(ascii_letters[left : left + right])
    for first, second in zip(*pairs):
        other[second] = one[first]
    stay = [letter for letter in one if letter not in other]
    stay += [letter for letter in other if letter not in one]
    return Contraction("".join(one), "".join(other), "".join(stay))


def _numbers(axes: object) -> list[int] | None:
    if isinstance(axes, dict):
        axes = axes.get("tuple")
    if isinstance(axes, int):
        return [axes]
    if isinstance(axes, list) and all(isinstance(axis, int) for axis in axes):
        return axes
    return None


def _einsum(operation: Operation, left: int, right: int) -> Contraction | None:
    call = operation.parameters.get("call", {})
    first = next(iter(call.get("args", ())), None)
    if not isinstance(first, str) or first.count(",") != 1:
        return None
    sources, _, result = first.replace(" ", "").partition("->")
    one, other = sources.split(",")
    if "->" not in first:
        both = one + other
        result = "".join(sorted(c for c in set(both) if both.count(c) == 1))
    if "." in first:
        free = [letter for letter in ascii_letters if letter not in first]
        most = max(left - len(one), right - len(other)) + 3
        spread = "".join(free[:most])

        def whole(letters: str, rank: int) -> str:
            count = rank - len(letters.replace("...", ""))
            return letters.replace("...", spread[most - count :] if count else "")

        one, other = whole(one, left), whole(other, right)
        result = whole(result, len(operation.result.shape))
    if any(len(set(letters)) != len(letters) for letters in (one, other, result)):
        return None
    return Contraction(one, other, result)


_TURNS = ("transpose", "swapaxes", "moveaxis", "matrix_transpose")
_READERS = {
    "matmul": _matmul,
    "dot": _dot,
    "inner": _inner,
    "tensordot": _tensordot,
    "einsum": _einsum,
}


def permuted(operation: Operation) -> tuple[int, ...] | None:
    """For each axis of the result which axis of the operand it is, of an
    operation that only puts axes in another order; else None."""
    if operation.function not in _TURNS:
        return None
    value: Value = operation.operands[0]
    rank, given = len(value.shape), operation.parameters
    order = list(range(rank))
    if operation.function == "matrix_transpose":
        order[-2:] = order[:-3:-1]
    elif operation.function == "swapaxes":
        one, other = given.get("axis1"), given.get("axis2")
        if not isinstance(one, int) or not isinstance(other, int):
            return None
        order[one], order[other] = order[other], order[one]
    elif operation.function == "moveaxis":
        source, goal = _numbers(given.get("source")), _numbers(given.get("destination"))
        if source is None or goal is None or len(source) != len(goal):
            return None
        stay = [axis for axis in order if axis not in {one % rank for one in source}]
        for to, axis in sorted(zip((one % rank for one in goal), source)):
            stay.insert(to, axis % rank)
        order = stay
    else:
        axes = given.get("axes")
        found = _numbers(axes) if axes is not None else order[::-1]
        if found is None:
            return None
        order = [axis % rank for axis in found]
    fits = tuple(value.shape[axis] for axis in order) == operation.result.shape
    return tuple(order) if fits else None
