"""Along which axes an operation multiplies two arrays, and which it adds up.

However it is written, a product is what einsum would write: each axis of both
operands and of the result has a letter, here a number. What both operands
have and the result has not is added up.

    x @ w, np.dot, np.matmul, np.inner, np.vdot, np.tensordot, np.einsum
    np.outer, np.multiply.outer, column * row
"""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, NamedTuple

from network.trace import Operation, Value
from network.trace.call_arguments import Unrepeatable, read_argument
from scenes.reading.plain_calls import is_plain

Axes = tuple[int, ...]


class ProductAxes(NamedTuple):
    """The axes of a product, equal numbers for what is one axis.

    Attributes:
        left, right: of the operands, in order.
        result: of what comes out.
    """

    left: Axes
    right: Axes
    result: Axes


def product_axes(operation: Operation) -> ProductAxes | None:
    """The ProductAxes of an operation, or None: it is no product of two
    arrays, or more than that."""
    reader = _READERS.get(operation.function)
    if reader is None or len(multiplied(operation)) != 2:
        return None
    shapes = [value.shape for value in operation.operands[:2]]
    axes = reader(operation, *shapes)
    return axes if axes and _fits(axes, shapes, operation.result.shape) else None


def multiplied(operation: Operation) -> Sequence[Value]:
    """The operands of a product, without numbers that say along which axes:
    np.tensordot(a, b, 1), np.tensordot(a, b, (0, 1))."""
    operands = operation.operands
    is_tensordot = operation.function == "tensordot"
    numbers = is_tensordot and all(one.is_scalar for one in operands[2:])
    return operands[:2] if numbers else operands


def _fits(
    axes: ProductAxes, shapes: Sequence[tuple[int, ...]], result: tuple[int, ...]
) -> bool:
    """Whether axes have one length wherever they stand, none stands twice in
    one place, and only those of length 1 are dropped."""
    lengths: dict[int, int] = {}
    for own, shape in zip(axes, (*shapes, result)):
        if len(own) != len(shape) or len(set(own)) != len(own):
            return False
        if any(lengths.setdefault(*one) != one[1] for one in zip(own, shape)):
            return False
    both = set(axes.left) & set(axes.right)
    return set(axes.result) <= {*axes.left, *axes.right} and all(
        lengths[axis] == 1
        for axis in {*axes.left, *axes.right} - set(axes.result) - both
    )


Shape = tuple[int, ...]


def _matmul(operation: Operation, left: Shape, right: Shape) -> ProductAxes | None:
    if not is_plain(operation, "matmul"):
        return None
    fresh = count()
    added = next(fresh)
    own = [next(fresh)] if len(left) > 1 else []
    other = [next(fresh)] if len(right) > 1 else []
    stacks = _broadcast(left[:-2], right[:-2], fresh)
    return ProductAxes(
        (*stacks.left, *own, added),
        (*stacks.right, added, *other),
        (*stacks.result, *own, *other),
    )


def _broadcast(left: Shape, right: Shape, fresh: Any) -> ProductAxes:
    """The axes of two shapes that are stretched to one, as NumPy does."""
    rank = max(len(left), len(right))
    left = (0,) * (rank - len(left)) + left
    right = (0,) * (rank - len(right)) + right
    axes: tuple[list[int], list[int], list[int]] = ([], [], [])
    for one, other in zip(left, right):
        axis = next(fresh)
        axes[2].append(axis)
        for place, length, longest in (
            (0, one, max(one, other)),
            (1, other, max(one, other)),
        ):
            if length:  # 0: it has no such axis
                axes[place].append(axis if length == longest else next(fresh))
    return ProductAxes(*map(tuple, axes))


def _dot(operation: Operation, left: Shape, right: Shape) -> ProductAxes | None:
    if not is_plain(operation, "dot") or not left or not right:
        return None
    return _contracted(left, right, (len(left) - 1,), (max(len(right) - 2, 0),))


def _inner(operation: Operation, left: Shape, right: Shape) -> ProductAxes | None:
    if not is_plain(operation, "inner") or not left or not right:
        return None
    return _contracted(left, right, (len(left) - 1,), (len(right) - 1,))


def _vdot(operation: Operation, left: Shape, right: Shape) -> ProductAxes | None:
    """Of real numbers; those of more axes are laid out in one row."""
    if not is_plain(operation, "vdot") or len(left) != 1 or len(right) != 1:
        return None
    return _contracted(left, right, (0,), (0,))


def _tensordot(operation: Operation, left: Shape, right: Shape) -> ProductAxes | None:
    call = operation.parameters.get("call", {})
    numbers = [
        one.get("operand") if isinstance(one, dict) else None
        for one in call.get("args", ())[:2]
    ]
    if call and numbers != [0, 1]:
        return None
    written = [*call.get("args", ())[2:], operation.parameters.get("axes", 2)][0]
    try:
        axes = read_argument(written, [one.array for one in operation.operands])
    except Unrepeatable:
        return None
    if isinstance(axes, int):
        first = tuple(range(len(left) - axes, len(left)))
        second = tuple(range(axes))
    else:
        first, second = ((one,) if isinstance(one, int) else tuple(one) for one in axes)
    return _contracted(
        left,
        right,
        tuple(axis % len(left) for axis in first),
        tuple(axis % len(right) for axis in second),
    )


def _contracted(left: Shape, right: Shape, first: Axes, second: Axes) -> ProductAxes:
    """Of two arrays whose `first` and `second` axes are added up in pairs."""
    own = list(range(len(left)))
    other = list(range(len(left), len(left) + len(right)))
    for one, two in zip(first, second):
        other[two] = own[one]
    return ProductAxes(
        tuple(own),
        tuple(other),
        tuple(
            [axis for place, axis in enumerate(own) if place not in first]
            + [axis for place, axis in enumerate(other) if place not in second]
        ),
    )


def _einsum(operation: Operation, left: Shape, right: Shape) -> ProductAxes | None:
    call = operation.parameters.get("call", {})
    args, given = call.get("args", ()), call.get("kwargs", {})
    if args and not isinstance(args[0], str):
        args = _with_letters(list(args))
    if list(args[1:]) != [{"operand": 0}, {"operand": 1}]:
        return None
    if not given.keys() <= {"optimize", "out"}:
        return None
    inputs, arrow, output = args[0].replace(" ", "").partition("->")
    letters = inputs.split(",")
    if len(letters) != 2:
        return None
    if not arrow:  # in the order of the alphabet, those that stand once
        output = "".join(sorted(one for one in set(inputs) if inputs.count(one) == 1))
        output = output.replace(",", "").replace(".", "")
        output = "..." + output if "." in inputs else output
    return _of_letters(letters[0], letters[1], output, left, right)


def _with_letters(args: list[Any]) -> list[Any]:
    """Arguments of einsum with one text of letters: of (a, [0, 1], b, [1, 2],
    [0, 2]), which counts the axes."""
    counted = [
        "".join(chr(ord("a") + axis) for axis in one)
        for one in args[1::2] + args[4:]
        if isinstance(one, list) and all(isinstance(axis, int) for axis in one)
    ]
    if len(args) != 5 or len(counted) != 3:
        return []
    return [f"{counted[0]},{counted[1]}->{counted[2]}", args[0], args[2]]


def _of_letters(
    first: str, second: str, output: str, left: Shape, right: Shape
) -> ProductAxes | None:
    """Of einsum's letters; its dots stand for the axes that are stretched."""
    fresh = count()
    known: dict[str, int] = {}
    rests = []
    for text, shape in ((first, left), (second, right)):
        before, dots, after = text.partition("...")
        end = len(shape) - len(after)
        rests.append(shape[len(before) : end] if dots else ())
    stretched = _broadcast(rests[0], rests[1], fresh)

    def axes(text: str, dots: Axes) -> Axes:
        before, has_dots, after = text.partition("...")
        named = [
            tuple(known.setdefault(one, next(fresh)) for one in part)
            for part in (before, after)
        ]
        return (*named[0], *(dots if has_dots else ()), *named[1])

    return ProductAxes(
        *(axes(text, dots) for text, dots in zip((first, second, output), stretched))
    )


def _outer(operation: Operation, left: Shape, right: Shape) -> ProductAxes | None:
    """np.outer lays both out in one row first: one of more axes is none."""
    if not is_plain(operation, "outer"):
        return None
    fresh = count(2)
    laid = [
        tuple(axis if length > 1 else next(fresh) for length in shape)
        for axis, shape in enumerate((left, right))
    ]
    return ProductAxes(laid[0], laid[1], (0, 1))


def _multiply(operation: Operation, left: Shape, right: Shape) -> ProductAxes | None:
    """Each with each: np.multiply.outer, or a column times a row."""
    if operation.kind == "ufunc.outer":
        return _contracted(left, right, (), ())
    if operation.kind != "ufunc" or not is_plain(operation, "multiply"):
        return None
    axes = _broadcast(left, right, count())
    lengths = dict(zip(axes.result, operation.result.shape))
    alone = [
        any(lengths[axis] > 1 for axis in set(one) - set(other) if axis in lengths)
        for one, other in ((axes.left, axes.right), (axes.right, axes.left))
    ]
    return axes if all(alone) else None


_READERS: dict[str, Callable[[Operation, Shape, Shape], ProductAxes | None]] = {
    "matmul": _matmul,
    "dot": _dot,
    "inner": _inner,
    "vdot": _vdot,
    "tensordot": _tensordot,
    "einsum": _einsum,
    "outer": _outer,
    "multiply": _multiply,
}
