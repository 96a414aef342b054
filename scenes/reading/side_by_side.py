"""What attentions side by side are: heads of one, or examples of a batch."""

from network.trace import Operation, Value
from scenes.reading.attention_found import PARTED
from scenes.reading.attention_heads import Heads
from scenes.reading.contraction import contraction, permuted
from scenes.reading.makers import is_same
from scenes.reading.value_roles import Roles

FURTHEST = 8  # operations back to where features were parted


def side_by_side(heads: Heads, roles: Roles) -> str:
    """ "head" where each has features of its own of the same tokens,
    "example" where each has tokens of its own; "" where nobody can tell."""
    first = heads.each[0]
    queries, batch = first.parts.queries.value, len(first.parts.scores.batch)
    if len(heads.each) > 1:
        return _of_two(queries, heads.each[1].parts.queries.value, roles)
    if not batch:
        return ""
    if batch == 1 and _is_by_one_matrix(queries, roles):
        return "example"
    return _of_batch(queries, roles)


def _is_by_one_matrix(value: Value, roles: Roles) -> bool:
    """Whether the same weights made all matrices of a batch."""
    made = roles.makers.of(value, "matmul", "dot")
    return made is not None and len(made.operands[1].shape) == 2


def _of_two(mine: Value, its: Value, roles: Roles) -> str:
    """What the queries of two attentions tell: parts of one array, or what the
    same tokens, or the same weights, have made."""
    if mine.memory >= 0 and mine.memory == its.memory and len(mine.strides) >= 2:
        return _of_parts(mine, its, roles)
    one, other = (_multiplied(value, roles) for value in (mine, its))
    if one is None or other is None:
        return ""
    return _of_products(one, other)


def _of_products(one: tuple[Value, Value], other: tuple[Value, Value]) -> str:
    of_same_tokens = is_same(one[0], other[0])
    if of_same_tokens == is_same(one[1], other[1]):
        return ""
    return "head" if of_same_tokens else "example"


def _of_parts(mine: Value, its: Value, roles: Roles) -> str:
    """What two parts of one array are: columns of the same rows, or matrices of a
    stack. Other rows of one matrix may be anything: x[0::2] and x[1::2], windows."""
    whole = _whole(mine, roles)
    row, apart = abs(mine.strides[-2]), abs(its.offset - mine.offset)
    steps = [(abs(step), count) for step, count in zip(whole.strides, whole.shape)]
    # Every second row is a part whose rows are two of the whole's apart.
    step, count = max(
        (one for one in steps if 0 < one[0] <= row and row % one[0] == 0),
        default=(row, mine.shape[-2]),
    )
    if apart < step:
        return "head"
    if apart < step * count:
        return ""
    made = roles.makers.maker(whole)
    arrays = _arrays(made) if made and contraction(made) else ()
    if [len(one.shape) for one in arrays] == [2, 3]:
        return "head"  # a stack of weights, of the same tokens
    return "example"


def _whole(value: Value, roles: Roles) -> Value:
    """The array that a part of it was taken of."""
    whole = value
    for _ in range(FURTHEST):
        made = roles.makers.maker(value)
        if made is None or made.operands[0].memory != value.memory:
            break
        value = made.operands[0]
        if made.function in ("getitem", *PARTED):
            whole = value
        elif permuted(made) is None:
            break
    return whole


def _multiplied(value: Value, roles: Roles) -> tuple[Value, Value] | None:
    """The two arrays whose product a value is, but for biases."""
    made = roles.makers.maker(value)
    if made is not None and made.function == "add":
        made = roles.makers.maker(max(made.operands, key=lambda one: len(one.shape)))
    if made is None or contraction(made) is None:
        return None
    arrays = _arrays(made)
    return (arrays[0], arrays[1]) if len(arrays) == 2 else None


def _arrays(made: Operation) -> tuple[Value, ...]:
    return tuple(one for one in made.operands if not one.is_scalar)


def _of_batch(value: Value, roles: Roles) -> str:
    """What an array tells by what it is laid out from: "head" of fewer axes, whose
    features were parted; of several that were put together what two of them are."""
    for _ in range(FURTHEST):
        made: Operation | None = roles.makers.maker(value)
        if made is None:
            return ""
        source = made.operands[0]
        if made.function == "reshape" and len(made.result.shape) > len(source.shape):
            return "head" if made.result.shape[-1] < source.shape[-1] else ""
        if made.function in ("stack", "array") and len(made.operands) > 1:
            return _of_two(made.operands[0], made.operands[1], roles)
        if permuted(made) is None and made.function not in ("getitem", "copy"):
            return ""
        value = source
    return ""
