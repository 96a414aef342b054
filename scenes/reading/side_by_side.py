"""What attentions side by side are: heads of one, or examples of a batch."""

from network.trace import Operation, Value
from scenes.reading.attention_found import AttentionFound
from scenes.reading.attention_heads import Heads
from scenes.reading.contraction import permuted
from scenes.reading.makers import is_same
from scenes.reading.value_roles import Roles

FURTHEST = 8  # operations back to where features were parted


def side_by_side(heads: Heads, roles: Roles) -> str:
    """ "head" where each has features of its own of the same tokens,
    "example" where each has tokens of its own; "" where nobody can tell."""
    first = heads.each[0]
    batch = len(first.parts.scores.batch)
    if len(heads.each) > 1:
        return _of_several(first, heads.each[1], roles)
    if not batch:
        return ""
    queries = first.parts.queries.value
    if _parts_features(queries, roles):
        return "head"
    return "example" if batch == 1 and _is_by_one_matrix(queries, roles) else ""


def _is_by_one_matrix(value: Value, roles: Roles) -> bool:
    """Whether the same weights made all matrices of a batch."""
    made = roles.makers.of(value, "matmul", "dot")
    return made is not None and len(made.operands[1].shape) == 2


def _of_several(one: AttentionFound, other: AttentionFound, roles: Roles) -> str:
    mine, its = one.parts.queries.value, other.parts.queries.value
    if mine.memory >= 0 and mine.memory == its.memory and len(mine.strides) >= 2:
        row = abs(mine.strides[-2])
        return "head" if abs(its.offset - mine.offset) < row else "example"
    makers = [roles.makers.maker(value) for value in (mine, its)]
    if all(makers):
        sources: list[list[Value]] = [
            [operand for operand in made.operands if not operand.is_scalar]
            for made in makers
            if made
        ]
        tokens, weights = (
            zip(*sources) if all(len(s) == 2 for s in sources) else ((), ())
        )
        if tokens and is_same(*tokens) != is_same(*weights):
            return "head" if is_same(*tokens) else "example"
    return ""


def _parts_features(value: Value, roles: Roles) -> bool:
    """Whether what an array is laid out from had fewer axes: its features
    were parted among heads."""
    for _ in range(FURTHEST):
        made: Operation | None = roles.makers.maker(value)
        if made is None:
            return False
        if made.function == "reshape" and len(made.result.shape) > len(
            made.operands[0].shape
        ):
            return made.result.shape[-1] < made.operands[0].shape[-1]
        if made.function in ("stack", "split", "array_split", "array"):
            return len(made.result.shape) > len(made.operands[0].shape)
        if permuted(made) is None and made.function not in ("getitem", "copy"):
            return False
        value = made.operands[0]
    return False
