"""Where some operations compute attention: softmax(q k) v.

Queries are compared with keys; what came out is scaled and masked, becomes
shares that add up to 1 for each query; in these the values are mixed. Found
by what goes into what, and computed again.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from network.trace import Operation, Value
from scenes.arrays.extremes import reach
from scenes.reading.attention_axes import Axes, Parts, axes_of, parts_of
from scenes.reading.contraction import contraction, permuted
from scenes.reading.makers import Makers, is_same
from scenes.reading.softmax_found import SoftmaxFound
from scenes.reading.uses import uses
from scenes.reading.value_roles import Roles

DEEPEST = 12  # operations from the shares back to the product
CLOSE = 2e-3  # of the largest: how far what is computed again may be off
UNSEEN = 1e-9  # a share below it may be that of what is masked
# So much less than by its score a masked key has: where the scale is known;
# and where not.
HIDDEN, SURELY_HIDDEN = 50.0, 1e3
# What changes each score alone: by a number, by a mask.
_BY_CELL = (
    *("add", "subtract", "multiply", "divide", "where", "setitem"),
    *("maximum", "minimum", "copyto", "putmask"),
)
_SAME_CELLS = (
    *("copy", "astype", "reshape", "getitem", "expand_dims", "squeeze"),
    *("asarray", "array", "ascontiguousarray", "ravel"),
)
PARTED = ("split", "array_split", "hsplit", "vsplit", "dsplit")


@dataclass(frozen=True)
class AttentionFound:
    """Where attention stands among operations.

    Attributes:
        parts: queries, keys, values, scores, shares, what comes out: each
            laid out as matrices.
        product, mix: the Operations that compare and that mix.
        softmax: between them.
        scale: that scores are multiplied by, or None: not to be told.
        seen: (matrices, queries, keys) bool: what no mask hides.
        is_biased: whether something else is added to the scores.
        operations: all that are part of it, in order.
    """

    parts: Parts
    product: Operation
    mix: Operation
    softmax: SoftmaxFound
    scale: float | None
    seen: np.ndarray
    is_biased: bool
    operations: tuple[Operation, ...]

    @property
    def numbers(self) -> frozenset[int]:
        """The numbers of its operations."""
        return frozenset(one.number for one in self.operations)

    @property
    def first(self) -> int:
        """The number of its first operation."""
        return self.operations[0].number


def attentions(roles: Roles) -> tuple[AttentionFound, ...]:
    """All in a trace, in the order of their first operations."""
    with np.errstate(all="ignore"):
        found = [_around(softmax, roles) for softmax in roles.softmaxes.values()]
    return tuple(sorted(filter(None, found), key=lambda one: one.first))


def _around(softmax: SoftmaxFound, roles: Roles) -> AttentionFound | None:
    product = _product_before(softmax.scores, roles.makers)
    mix = _mix_after(softmax.division.result, roles) if product else None
    axes = axes_of(product, softmax) if product and mix else None
    if product is None or mix is None or axes is None:
        return None
    if any(0 in one.shape for one in (*product.operands, *mix[0].operands)):
        return None
    names = _names_at(mix[2], axes)
    parts = names and parts_of(
        axes, product, softmax, *mix[:2], names=names, makers=roles.makers
    )
    if not parts:
        return None
    shares = parts.shares.array
    change = _change(parts, shares > UNSEEN) if _is_true(parts) else None
    first = min(product.number, *(one.number for one in _turned(parts, product, roles)))
    operations = taken(parts, mix[0], first, roles.makers)
    if change is None or operations is None:
        return None
    if change[1] and not _only_adds(softmax, product, roles.makers):
        return None
    return AttentionFound(
        parts,
        product,
        mix[0],
        softmax,
        change[0],
        _seen(parts, change[0]),
        change[1],
        operations,
    )


def _turned(parts: Parts, product: Operation, roles: Roles) -> Iterator[Operation]:
    """The product, and what only turned its operands over for it."""
    yield product
    for operand in product.operands:
        made = roles.makers.maker(operand)
        if made is None or not made.operands:
            continue
        is_inside = any(
            is_same(made.operands[0], side.value)
            for side in (parts.queries, parts.keys)
        )
        if is_inside and permuted(made):
            yield made


def _product_before(value: Value, makers: Makers) -> Operation | None:
    """The product that scores come from, through what changes each alone."""
    for _ in range(DEEPEST):
        made = makers.maker(value)
        if made is None or contraction(made) is not None:
            return made
        if made.function not in (*_BY_CELL, *_SAME_CELLS):
            return None
        before = _leading(made, makers)
        if before is None:
            return None
        value = before
    return None


def _only_adds(softmax: SoftmaxFound, product: Operation, makers: Makers) -> bool:
    """Whether the scores that are seen are scaled and something is added to them, and
    nothing else; what is hidden may have become anything."""
    shares = softmax.division.result.array
    value = softmax.scores
    while (made := makers.maker(value)) is not None and made is not product:
        before = _leading(made, makers)
        if before is None:
            return False
        numbers = [one for one in made.operands if not is_same(one, before)]
        is_scaled = made.function in ("multiply", "divide") and all(
            one.array.size == 1 for one in numbers
        )
        if made.function == "divide" and is_same(made.operands[-1], before):
            return False
        if made.function not in ("add", "subtract", *_SAME_CELLS) and not is_scaled:
            array = made.result.array
            is_seen = shares > UNSEEN if shares.shape == array.shape else True
            if np.any(is_seen & (array != before.array.reshape(array.shape))):
                return False
        value = before
    return True


def _leading(made: Operation, makers: Makers) -> Value | None:
    """The operand as large as the result that a product leads to, if there
    are several."""
    size = int(np.prod(made.result.shape))
    alike = [
        one
        for one in made.operands
        if not one.is_scalar and int(np.prod(one.shape)) == size
    ]
    if len(alike) < 2:
        return alike[0] if alike else None
    return next((one for one in alike if _is_of_product(one, makers)), None)


def _is_of_product(value: Value, makers: Makers) -> bool:
    for _ in range(DEEPEST):
        made = makers.maker(value)
        if made is None or contraction(made) is not None:
            return made is not None
        alike = [one for one in made.operands if one.shape == value.shape]
        if not alike:
            return False
        value = alike[0]
    return False


def _mix_after(
    shares: Value, roles: Roles
) -> tuple[Operation, Value, list[Operation]] | None:
    """The product that mixes values in these shares, the shares as it reads them,
    and what has laid them out so."""
    reading, passed = roles.read(uses), list[Operation]()
    for _ in range(3):
        users = reading.of(shares)
        product = next((one for one in users if contraction(one) is not None), None)
        if product is not None:
            return product, shares, passed
        laid = next((one for one in users if _is_laid_anew(one)), None)
        if laid is None:
            return None
        passed.append(laid)
        shares = laid.result
    return None


def _is_laid_anew(operation: Operation) -> bool:
    return operation.function in _SAME_CELLS or permuted(operation) is not None


def _names_at(passed: list[Operation], axes: Axes) -> str | None:
    """The letters of the shares' axes after what has laid them out anew."""
    names = axes.names
    for made in passed:
        order = permuted(made)
        if order is not None:
            names = "".join(names[axis] for axis in order)
        elif made.result.shape != made.operands[0].shape:
            return None
    return names


def _is_true(parts: Parts) -> bool:
    """Whether scores and mix are those computed again."""
    scores = parts.queries.array @ parts.keys.array.swapaxes(1, 2)
    mixed = parts.shares.array @ parts.values.array
    return _is_close(parts.scores.array, scores) and _is_close(parts.mixed.array, mixed)


def _is_close(array: np.ndarray, again: np.ndarray) -> bool:
    if array.shape != again.shape or not np.isfinite(again).all():
        return False
    return bool(np.allclose(array, again, rtol=CLOSE, atol=CLOSE * reach(again)))


def _change(parts: Parts, seen: np.ndarray) -> tuple[float | None, bool]:
    """(scale, whether anything else is added) from the scores to what the
    softmax is of; what is the same for all keys of a query changes no share."""
    raw = parts.scores.array
    ready = np.where(seen, parts.ready.array, 0)
    counts = np.maximum(seen.sum(axis=2, keepdims=True), 1)

    def centred(array: np.ndarray) -> np.ndarray:
        mean = np.where(seen, array, 0).sum(axis=2, keepdims=True) / counts
        return np.where(seen, array - mean, 0)

    before, after = centred(raw), centred(ready)
    square = float((before * before).sum())
    if math.sqrt(square) <= 1e-6 * reach(raw):
        return None, reach(after) > 1e-6
    scale = float((before * after).sum()) / square
    is_biased = reach(after - scale * before) > CLOSE * reach(after)
    return (None if is_biased else scale), is_biased


def _seen(parts: Parts, scale: float | None) -> np.ndarray:
    """Which keys no mask hides from which queries; a small score hides none."""
    few = parts.shares.array <= UNSEEN
    ready = parts.ready.array
    beside = ready - (1.0 if scale is None else scale) * parts.scores.array
    base = np.where(few, -np.inf, beside).max(axis=2, keepdims=True)
    least = SURELY_HIDDEN if scale is None else HIDDEN
    return ~(few & (np.isneginf(ready) | (beside < base - least)))


def taken(
    parts: Parts, mix: Operation, first: int, makers: Makers
) -> tuple[Operation, ...] | None:
    """What attention takes in from an operation on, back to what it is of.

    None where the queries, keys or values are computed only later: rows and
    columns may be picked from what is there.
    """
    ends = (parts.queries.value, parts.keys.value, parts.values.value)
    waiting, found = [(mix, False)], {}
    while waiting:
        operation, is_given = waiting.pop()
        if operation.number in found:
            continue
        found[operation.number] = operation
        for operand in operation.operands:
            made = makers.maker(operand)
            if made is None or made.number < first:
                continue
            is_end = is_given or any(is_same(operand, end) for end in ends)
            if is_end and not (_is_laid_anew(made) or made.function in PARTED):
                return None
            waiting.append((made, is_end))
    return tuple(found[number] for number in sorted(found))
